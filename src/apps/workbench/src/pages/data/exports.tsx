/**
 * Clearings for the ERP: what was cleared here and waits for the ERP, handed over as a file; what it has confirmed, and what it
 * has refused and why, said by a person where no file of answers comes.
 */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { AnswersAnswer, ExportsAnswer } from '#integrations/contract';
import { exportQueueList, exportStates } from '#integrations/lists';
import type { ListAnswer, ListRow } from '#lists/contract';
import { formatCount, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Segmented } from '../../parts/controls.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { download } from '../../parts/download.ts';
import { Field } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { countText } from '../../parts/grid.tsx';
import { CustomerOfRow, ShapePage, useCompanyOfRow, useListAddress } from '../../parts/shape-page.tsx';
import { askedByTab, ShapeTabs } from '../../parts/shape-tabs.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';

const stateWords = {
  pending: 'Waits to be handed over',
  exported: 'Handed over',
  confirmed: 'Confirmed by the ERP',
  rejected: 'Refused by the ERP',
  overtaken: 'The ERP cleared otherwise',
  diverged: 'Confirmed, and shown otherwise',
  withdrawn: 'Taken back before it left',
} as const satisfies Readonly<Record<(typeof exportStates)[number], string>>;
const stateTones: Readonly<Record<string, string>> = {
  pending: 'text-warn',
  exported: 'text-accent',
  confirmed: 'text-ok',
  rejected: 'text-bad',
  diverged: 'text-bad',
};
const kindWords = {
  clearing: 'Clearing',
  clearing_reversal: 'Clearing taken back',
  tax_relief: 'Relief of tax',
} as const;
const words = (state: string): string => t(stateWords[state as keyof typeof stateWords]);

type Row = ListRow<typeof exportQueueList>;

export function ExportsPage() {
  const navigate = useNavigate();
  const mayExport = useMay('integrations.export');
  const [answering, setAnswering] = useState<Row>();
  const placeOf = useCompanyOfRow();
  const { search } = useListAddress();
  return (
    <ShapePage
      title={t('Clearings for the ERP')}
      shape={exportQueueList}
      asked={askedByTab(search, 'state', 'all')}
      head={mayExport && <HandOver />}
      above={
        <>
          <ShapeTabs
            shape={exportQueueList}
            column="state"
            label={t('States')}
            first="all"
            tabs={[['all', t('All')], ...exportStates.map((one) => [one, words(one)] as const)]}
          />
          {answering && <Answer row={answering} close={() => setAnswering(undefined)} />}
        </>
      }
      counted={(rows) => countText(rows, t('clearing'), t('clearings'))}
      onOpen={(row) =>
        void navigate({
          to: '/customers/$customer/{-$tab}',
          params: { customer: row.customer, tab: 'timeline' },
          search: placeOf(row),
        })
      }
      tick={(row) => t('Choose {number}', { number: row.reference })}
      titles={{
        csv: t('Export of clearings for the ERP as CSV'),
        xlsx: t('Export of clearings for the ERP as a workbook'),
      }}
      columns={[
        { key: 'reference', head: t('Reference'), width: 'minmax(7rem,1fr)', fixed: true },
        { key: 'company', head: t('Company') },
        {
          key: 'kind',
          head: t('Kind'),
          width: 'minmax(6rem,.9fr)',
          spare: true,
          choices: Object.entries(kindWords).map(([kind, text]) => [kind, t(text)] as const),
        },
        {
          key: 'name',
          head: t('Customer'),
          width: 'minmax(8rem,1.6fr)',
          cell: (row) => <CustomerOfRow row={row} tab="timeline" />,
        },
        { key: 'customer', head: t('Number'), spare: true },
        { key: 'documents', head: t('Documents'), width: 'minmax(6rem,1.2fr)' },
        { key: 'amount', head: t('Cleared'), fixed: true },
        { key: 'currency', head: t('Currency') },
        { key: 'day', head: t('Cleared on') },
        {
          key: 'state',
          head: t('State'),
          width: 'minmax(8rem,1.2fr)',
          whole: true,
          byTabs: true,
          choices: exportStates.map((one) => [one, words(one)] as const),
          cell: (row) => (
            <span
              className={stateTones[row.state] ?? 'text-ink-2'}
              title={row.reason ? sentence(row.reason) : undefined}
            >
              {words(row.state)}
            </span>
          ),
        },
        { key: 'erpDocument', head: t('ERP document'), spare: true },
        { key: 'answeredOn', head: t('Answered on'), unseen: true },
        {
          key: 'reason',
          head: t('Reason'),
          width: 'minmax(7rem,1.4fr)',
          spare: true,
          cell: (row) => (
            <span className="block truncate text-ink-2" title={row.reason ? sentence(row.reason) : undefined}>
              {row.reason && sentence(row.reason)}
            </span>
          ),
        },
      ]}
      more={mayExport ? [answers(setAnswering)] : []}
      none={{
        title: t('No clearing waits for an ERP'),
        text: t(
          'In a company whose documents an ERP owns, what is cleared here stands here until the ERP has done it too.',
        ),
        all: t('Show all clearings'),
      }}
    />
  );
}

/** What waits in the company of the page is handed over once; the file of what the ERP has not answered is had again at any time. */
function HandOver() {
  const { company, tenant } = useWork();
  const waiting = useReading<ListAnswer<Row>>(exportQueueList.path, { company, state: 'pending', limit: 0 });
  const unanswered = useReading<ListAnswer<Row>>(exportQueueList.path, { company, state: 'exported', limit: 0 });
  const [sure, setSure] = useState(false);
  const count = waiting.data?.count ?? 0;
  const mayFetch = (unanswered.data?.count ?? 0) > 0;
  const fetchFile = (): void => {
    const query = { company, state: 'exported' };
    download('/api/erp/exports/file', { tenant, query, progress: () => undefined }).catch(sayRefused);
  };
  useKeys([
    ...(count > 0 ? [{ keys: 'e', label: t('Hand over to the ERP'), run: () => setSure(true) }] : []),
    ...(mayFetch ? [{ keys: 's', label: t('Save the file of what the ERP has not answered'), run: fetchFile }] : []),
  ]);
  return (
    <>
      {mayFetch && (
        <button type="button" className="button" onClick={fetchFile}>
          {t('Save the file again')} <Keys keys="s" />
        </button>
      )}
      {count > 0 && (
        <button type="button" className="button button-primary" onClick={() => setSure(true)}>
          {t('Hand over…')} <Keys keys="e" />
        </button>
      )}
      {sure && <HandingOver count={count} close={() => setSure(false)} handedOver={fetchFile} />}
    </>
  );
}

interface HandingOverProps {
  readonly count: number;
  readonly close: () => void;
  readonly handedOver: () => void;
}
function HandingOver({ count, close, handedOver }: HandingOverProps) {
  const { company } = useWork();
  const writing = useWriting<ExportsAnswer>();
  return (
    <Dialog title={t('Hand over to the ERP')} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          writing.mutate(
            { path: '/api/erp/exports', query: { company } },
            {
              // What the file holds is what stands as handed over: it is had again if it does not arrive.
              told: ({ entries }) => {
                say(
                  entries.length === 1
                    ? t('1 clearing is handed over.')
                    : t('{count} clearings are handed over.', { count: formatCount(entries.length) }),
                );
                handedOver();
              },
              onSuccess: close,
            },
          );
        }}
      >
        <p>
          {count === 1
            ? t('1 clearing of {company} waits to be handed over.', { company })
            : t('{count} clearings of {company} wait to be handed over.', { count: formatCount(count), company })}
        </p>
        <p className="text-ink-2">
          {t('They are saved as a file for the ERP and stand as handed over until it has answered.')}
        </p>
        <Refused error={writing.error} />
        <FormFoot does={t('Hand over')} busy={writing.isPending} close={close} />
      </form>
    </Dialog>
  );
}

/** What was handed over may be answered by a person. */
const answers = (answer: (row: Row) => void) => ({
  key: 'answer',
  head: t('Answer'),
  width: '6rem',
  whole: true as const,
  cell: (row: Row) =>
    row.state === 'exported' ? (
      <button
        type="button"
        tabIndex={-1}
        className="link"
        aria-label={t('Say what the ERP did with {reference}', { reference: row.reference })}
        onClick={() => answer(row)}
      >
        {t('Answer…')}
      </button>
    ) : null,
});

/** The ERP's answer by hand: confirmed, with its document; or refused, which takes the clearing back here. */
function Answer({ row, close }: { row: Row; close: () => void }) {
  const [result, setResult] = useState<'confirmed' | 'rejected'>('confirmed');
  const [text, setText] = useState('');
  const writing = useWriting<AnswersAnswer>();
  const said = text.trim();
  return (
    <Dialog title={t('Answer of the ERP: {reference}', { reference: row.reference })} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          const answer =
            result === 'confirmed' ? { document: said === '' ? null : said } : { reason: said === '' ? null : said };
          writing.mutate(
            {
              path: '/api/erp/exports/answers',
              query: { company: row.company },
              body: { answers: [{ reference: row.reference, result, ...answer }] },
            },
            {
              told: () =>
                say(
                  result === 'confirmed'
                    ? t('{reference} is confirmed.', { reference: row.reference })
                    : t('{reference} is taken back here.', { reference: row.reference }),
                ),
              onSuccess: close,
            },
          );
        }}
      >
        <Segmented
          label={t('What the ERP did')}
          value={result}
          options={[
            ['confirmed', t('Confirmed by the ERP')],
            ['rejected', t('Refused by the ERP')],
          ]}
          onChange={setResult}
        />
        <p className="text-ink-2">
          {result === 'confirmed'
            ? t('It has posted the clearing as it was handed over.')
            : t('It has not posted the clearing: what was cleared here is open again.')}
        </p>
        <Field label={result === 'confirmed' ? t('ERP document') : t('Reason')}>
          {(props) => (
            <input
              {...props}
              className="field w-full"
              value={text}
              autoComplete="off"
              maxLength={result === 'confirmed' ? 100 : 500}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Refused error={writing.error} />
        <FormFoot
          does={t('Save')}
          busy={writing.isPending}
          ready={result === 'confirmed' || said.length >= 3}
          close={close}
        />
      </form>
    </Dialog>
  );
}
