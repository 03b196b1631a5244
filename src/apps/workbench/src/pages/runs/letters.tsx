/** Letters on paper: those that wait are collected into a batch, the batch is fetched as one PDF, and its printing is kept. */

import { useState } from 'react';
import type { PrintBatchesAnswer } from '#correspondence/contract';
import { formatCount, formatDay, formatInstant } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { download } from '../../parts/download.ts';
import { Field } from '../../parts/field.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Failure, Notice, Refused, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';

type Batch = PrintBatchesAnswer['rows'][number];

const nameOf = (batch: Batch): string => `${batch.day}/${batch.ordinal}`;

export function LettersPage() {
  const { company, tenant } = useWork();
  const batches = useReading<PrintBatchesAnswer>('/api/print-batches', { company }, { keep: true });
  const maySend = useMay('correspondence.send');
  const collecting = useWriting<{ batchId: string | null; letters: number }>();
  const marking = useWriting();
  const [again, setAgain] = useState<Batch>();
  const [active, setActive] = useState(0);
  const rows = batches.data?.rows ?? [];
  const at = Math.max(0, Math.min(active, rows.length - 1));
  const waiting = batches.data?.uncollected ?? 0;
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
    download(`/api/print-batches/${batch.id}/pdf`, { tenant, query: { company }, progress: () => undefined }).catch(
      sayRefused,
    );
  };
  const mark = (batch: Batch | undefined): void => {
    if (!batch || !maySend || batch.state === 'printed') return;
    marking.mutate(
      { path: `/api/print-batches/${batch.id}/printed`, query: { company } },
      { told: () => say(t('Batch {batch} is printed.', { batch: nameOf(batch) })), onError: sayRefused },
    );
  };
  useKeys([
    { keys: 'j|ArrowDown', label: t('Next row'), run: () => setActive(Math.min(at + 1, rows.length - 1)) },
    { keys: 'k|ArrowUp', label: t('Row before'), run: () => setActive(Math.max(at - 1, 0)) },
    { keys: 'd', label: t('Fetch the PDF'), run: () => fetchPdf(rows[at]) },
    ...(maySend
      ? [
          { keys: 'b', label: t('Collect the letters'), run: collect },
          { keys: 'p', label: t('Say that it is printed'), run: () => mark(rows[at]) },
        ]
      : []),
  ]);
  return (
    <>
      <PageHead
        title={t('Letters')}
        meta={
          batches.data &&
          (waiting === 0
            ? t('No letter waits for a batch')
            : waiting === 1
              ? t('1 letter waits for a batch')
              : t('{count} letters wait for a batch', { count: formatCount(waiting) }))
        }
      >
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
      </PageHead>
      {batches.isPending ? (
        <Skeleton rows={10} className="border-t border-line px-6 py-2" />
      ) : batches.error && !batches.data ? (
        <Failure error={batches.error} retry={() => void batches.refetch()} />
      ) : rows.length === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={t('No letter was printed yet')}>
            <p className="text-ink-2">
              {t('What goes by letter leaves its run for here; collect it, fetch the PDF, and say when it is printed.')}
            </p>
          </Notice>
        </div>
      ) : (
        <div
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the list is scrolled by keys
          tabIndex={0}
          className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface focus-visible:-outline-offset-2"
        >
          <LedgerTable
            label={t('Print batches')}
            heads={[
              t('Batch'),
              { text: t('Letters'), numeric: true },
              t('State'),
              t('What was done with it'),
              { text: t('Actions'), unseen: true },
            ]}
          >
            <tbody>
              {rows.map((batch, index) => (
                <tr
                  key={String(batch.id)}
                  className={index === at ? 'bg-selection shadow-[inset_3px_0_var(--accent)]' : ''}
                >
                  <th scope="row">
                    <button type="button" className="drill" onClick={() => setActive(index)}>
                      {formatDay(batch.day, 'near')}
                    </button>{' '}
                    <span className="text-ink-2 tabular-nums">{batch.ordinal}</span>
                  </th>
                  <td className="numeric">{formatCount(batch.letters)}</td>
                  <td className={batch.state === 'waiting' ? 'text-warn' : 'text-ok'}>
                    {batch.state === 'waiting' ? t('waits for the printer') : t('printed')}
                  </td>
                  <td className="!whitespace-normal text-ink-2">
                    {batch.events.map((event) => (
                      <span key={`${event.kind} ${event.at}`} className="block">
                        {event.kind === 'printed'
                          ? t('Printed by {name}, {when}', { name: event.person, when: formatInstant(event.at) })
                          : t('To be printed again, by {name}, {when}: {reason}', {
                              name: event.person,
                              when: formatInstant(event.at),
                              reason: event.reason ?? '',
                            })}
                      </span>
                    ))}
                  </td>
                  <td>
                    <span className="flex justify-end gap-3">
                      <button
                        type="button"
                        className="link"
                        aria-label={t('PDF of batch {batch}', { batch: nameOf(batch) })}
                        onClick={() => fetchPdf(batch)}
                      >
                        PDF
                      </button>
                      {maySend && batch.state === 'waiting' && (
                        <button
                          type="button"
                          className="link"
                          aria-label={t('Batch {batch} is printed', { batch: nameOf(batch) })}
                          onClick={() => mark(batch)}
                        >
                          {t('Is printed')}
                        </button>
                      )}
                      {maySend && batch.state === 'printed' && (
                        <button
                          type="button"
                          className="link"
                          aria-label={t('Print batch {batch} again', { batch: nameOf(batch) })}
                          onClick={() => setAgain(batch)}
                        >
                          {t('Print again')}
                        </button>
                      )}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
        </div>
      )}
      {again && <PrintAgain batch={again} close={() => setAgain(undefined)} />}
    </>
  );
}

/** A printed batch is let out once more; why is kept. */
function PrintAgain({ batch, close }: { batch: Batch; close: () => void }) {
  const { company } = useWork();
  const writing = useWriting();
  const [reason, setReason] = useState('');
  const save = (): void =>
    writing.mutate(
      { path: `/api/print-batches/${batch.id}/reprint`, query: { company }, body: { reason } },
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
