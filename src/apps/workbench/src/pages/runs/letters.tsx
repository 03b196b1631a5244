/** Letters on paper: those that wait are collected into a batch, the batch is fetched as one PDF, and its printing is kept. */

import { useState } from 'react';
import type { PrintBatchDetail, UncollectedAnswer } from '#correspondence/contract';
import { printBatchesList } from '#correspondence/lists';
import type { ListRow } from '#lists/contract';
import { formatCount, formatDay, formatInstant } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { download } from '../../parts/download.ts';
import { Field } from '../../parts/field.tsx';
import { countText } from '../../parts/grid.tsx';
import { ShapePage } from '../../parts/shape-page.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';

type Batch = ListRow<typeof printBatchesList>;

const nameOf = (batch: Batch): string => `${batch.day}/${batch.ordinal}`;

export function LettersPage() {
  const { company, tenant } = useWork();
  const uncollected = useReading<UncollectedAnswer>('/api/print-batches/uncollected', { company }, { keep: true });
  const maySend = useMay('correspondence.send');
  const collecting = useWriting<{ batchId: string | null; letters: number }>();
  const marking = useWriting();
  const [again, setAgain] = useState<Batch>();
  const waiting = uncollected.data?.letters ?? 0;
  const collect = (): void => {
    if (!maySend || waiting === 0 || collecting.isPending) return;
    collecting.mutate(
      { path: '/api/print-batches', query: { company } },
      {
        told: ({ letters }) =>
          say(
            letters === 1
              ? t('1 letter is collected.')
              : t('{count} letters are collected.', { count: formatCount(letters) }),
          ),
        onError: sayRefused,
      },
    );
  };
  const fetchPdf = (batch: Batch | undefined): void => {
    if (!batch) return;
    const query = { company: batch.company };
    download(`/api/print-batches/${batch.id}/pdf`, { tenant, query, progress: () => undefined }).catch(sayRefused);
  };
  const mark = (batch: Batch | undefined): void => {
    if (!batch || !maySend || batch.state === 'printed') return;
    marking.mutate(
      { path: `/api/print-batches/${batch.id}/printed`, query: { company: batch.company } },
      { told: () => say(t('Batch {batch} is printed.', { batch: nameOf(batch) })), onError: sayRefused },
    );
  };
  useKeys(maySend ? [{ keys: 'b', label: t('Collect the letters'), run: collect }] : []);
  return (
    <>
      <ShapePage
        title={t('Letters')}
        label={t('Print batches')}
        shape={printBatchesList}
        head={
          <>
            {uncollected.data && (
              <span className="text-ink-2">
                {waiting === 0
                  ? t('No letter waits for a batch')
                  : waiting === 1
                    ? t('1 letter waits for a batch')
                    : t('{count} letters wait for a batch', { count: formatCount(waiting) })}
              </span>
            )}
            {maySend && (
              <button
                type="button"
                className="button button-primary"
                disabled={waiting === 0 || collecting.isPending}
                onClick={collect}
              >
                {t('Collect the letters')} <Keys keys="b" />
              </button>
            )}
          </>
        }
        counted={(rows) => countText(rows, t('batch'), t('batches'))}
        tick={(row) => t('Choose {number}', { number: nameOf(row) })}
        titles={{ csv: t('Export of print batches as CSV'), xlsx: t('Export of print batches as a workbook') }}
        columns={[
          {
            key: 'day',
            head: t('Day'),
            width: 'minmax(6rem,.7fr)',
            fixed: true,
            cell: (row) => formatDay(row.day, 'near'),
          },
          { key: 'ordinal', head: t('Batch'), width: 'minmax(3.5rem,.4fr)' },
          { key: 'company', head: t('Company') },
          { key: 'letters', head: t('Letters'), width: 'minmax(4rem,.5fr)' },
          {
            key: 'state',
            head: t('State'),
            width: 'minmax(9rem,1fr)',
            whole: true,
            choices: [
              ['waiting', t('waits for the printer')],
              ['printed', t('printed')],
            ],
            cell: (row) => (
              <span className={row.state === 'waiting' ? 'text-warn' : 'text-ok'}>
                {row.state === 'waiting' ? t('waits for the printer') : t('printed')}
              </span>
            ),
          },
          { key: 'printedBy', head: t('Printed by'), unseen: true },
        ]}
        more={[
          {
            key: 'done',
            head: t('What was done with it'),
            width: 'minmax(9rem,2fr)',
            optional: true,
            cell: (row) => <LastDone events={row.detail.events} />,
          },
          {
            key: 'actions',
            head: t('Actions'),
            width: 'minmax(9rem,.9fr)',
            whole: true,
            cell: (row) => (
              <span className="flex gap-4">
                <button
                  type="button"
                  className="link inline-flex min-h-6 min-w-6 items-center"
                  aria-label={t('PDF of batch {batch}', { batch: nameOf(row) })}
                  onClick={() => fetchPdf(row)}
                >
                  PDF
                </button>
                {maySend && row.state === 'waiting' && (
                  <button
                    type="button"
                    className="link inline-flex min-h-6 min-w-6 items-center"
                    aria-label={t('Mark as printed: {batch}', { batch: nameOf(row) })}
                    onClick={() => mark(row)}
                  >
                    {t('Mark as printed')}
                  </button>
                )}
                {maySend && row.state === 'printed' && (
                  <button
                    type="button"
                    className="link inline-flex min-h-6 min-w-6 items-center"
                    aria-label={t('Print again: batch {batch}', { batch: nameOf(row) })}
                    onClick={() => setAgain(row)}
                  >
                    {t('Print again')}
                  </button>
                )}
              </span>
            ),
          },
        ]}
        none={{
          title: t('No letter was printed yet'),
          text: t(
            'What goes by letter leaves its run for here; collect it, fetch the PDF, and say when it is printed.',
          ),
          all: t('Show all batches'),
        }}
      >
        {({ active }) => <BatchKeys fetch={() => fetchPdf(active)} mark={maySend ? () => mark(active) : undefined} />}
      </ShapePage>
      {again && <PrintAgain batch={again} close={() => setAgain(undefined)} />}
    </>
  );
}

/** What letters do to the batch at which the list stands. */
function BatchKeys({ fetch, mark }: { fetch: () => void; mark: (() => void) | undefined }) {
  useKeys([
    { keys: 'd', label: t('Fetch the PDF'), run: fetch },
    ...(mark ? [{ keys: 'p', label: t('Mark as printed'), run: mark }] : []),
  ]);
  return null;
}

/** The last of what was done with a batch, and how much was before it. */
function LastDone({ events }: { events: PrintBatchDetail['events'] }) {
  const told = events.map((event) =>
    event.kind === 'printed'
      ? t('Printed by {name}, {when}', { name: event.person, when: formatInstant(event.at) })
      : t('To be printed again, by {name}, {when}: {reason}', {
          name: event.person,
          when: formatInstant(event.at),
          reason: event.reason ?? '',
        }),
  );
  return (
    <span className="block truncate text-ink-2" title={told.join('\n')}>
      {told.at(-1)}
    </span>
  );
}

/** A printed batch is let out once more; why is kept. */
function PrintAgain({ batch, close }: { batch: Batch; close: () => void }) {
  const writing = useWriting();
  const [reason, setReason] = useState('');
  const save = (): void =>
    writing.mutate(
      { path: `/api/print-batches/${batch.id}/reprint`, query: { company: batch.company }, body: { reason } },
      {
        told: () => say(t('Batch {batch} waits for the printer again.', { batch: nameOf(batch) })),
        onSuccess: close,
      },
    );
  return (
    <Dialog title={t('Print batch {batch} again', { batch: nameOf(batch) })} close={close}>
      <SaveKey run={save} />
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label={t('Reason')}>
          {(control) => (
            <input
              {...control}
              className="field w-full"
              required
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <Refused error={writing.error} />
        <div className="flex justify-end gap-2">
          <button type="button" className="button" onClick={close}>
            {t('Cancel')}
          </button>
          <button type="submit" className="button button-primary" disabled={writing.isPending || reason.trim() === ''}>
            {t('Print again')} <Keys keys="mod+Enter" />
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Inside the dialog, so that its keys lie above the dialog's own layer. */
function SaveKey({ run }: { run: () => void }) {
  useKeys([{ keys: 'mod+Enter', label: t('Save'), whileTyping: true, run }]);
  return null;
}
