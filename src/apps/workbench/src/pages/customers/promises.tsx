/** Promises of a customer and what became of them. */

import { useState } from 'react';
import type { CustomerAnswer, PromisesAnswer } from '#collections/contract';
import { formatDay, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Failure, Notice, Refused, Skeleton } from '../../parts/states.tsx';
import { Status } from '../../parts/status.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

export function Promises({ data }: { data: CustomerAnswer }) {
  const { company } = useWork();
  const path = `/api/customers/${encodeURIComponent(data.customer)}/promises`;
  const promises = useReading<PromisesAnswer>(path, { company });
  const mayRecord = useMay('promises.record');
  if (promises.isPending) return <Skeleton rows={6} className="px-6 py-2" />;
  if (promises.error) return <Failure error={promises.error} retry={() => void promises.refetch()} />;
  if (promises.data.rows.length === 0) {
    return (
      <Notice title={t('No promise was taken yet')}>
        <p className="text-ink-2">{t('Log a call (C) and choose “Promise to pay” (1).')}</p>
      </Notice>
    );
  }
  return (
    <div className="flex-1 bg-surface">
      <LedgerTable
        label={t('Promises')}
        heads={[
          t('Taken on'),
          t('Pays on'),
          { text: t('Promised'), numeric: true },
          { text: t('Received'), numeric: true },
          t('State'),
          t('Note'),
          { text: t('Actions'), unseen: true },
        ]}
      >
        <tbody>
          {promises.data.rows.map((row) => (
            <tr key={String(row.id)}>
              <td className="tabular-nums">{formatDay(row.madeDate)}</td>
              <th scope="row" className="tabular-nums">
                {formatDay(row.promisedDate)}
              </th>
              <td className="numeric">
                {formatMoney(row.amount, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
              </td>
              <td className="numeric">{row.state === 'open' ? '' : formatMoney(row.received, row.currency)}</td>
              <td>
                <Status code={row.state} of="promise" />
                {row.judgedDate && <span className="pl-1.5 text-meta text-ink-2">{formatDay(row.judgedDate)}</span>}
              </td>
              <td className="max-w-80 !whitespace-normal py-0.75 text-ink-2">{row.note}</td>
              <td>{row.state === 'open' && mayRecord && <CancelPromise path={`${path}/${row.id}/cancel`} />}</td>
            </tr>
          ))}
        </tbody>
      </LedgerTable>
    </div>
  );
}

/** Cancelling asks for the reason in place; the items may be reminded again afterwards. */
function CancelPromise({ path }: { path: string }) {
  const { company } = useWork();
  const writing = useWriting();
  const [reason, setReason] = useState<string>();
  if (reason === undefined)
    return (
      <button type="button" className="link" onClick={() => setReason('')}>
        {t('Cancel promise')}
      </button>
    );
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        writing.mutate(
          { path, query: { company }, body: { reason } },
          { told: () => say(t('The promise is cancelled.')) },
        );
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: it stands where the button was that asked for it
        autoFocus
        aria-label={t('Why it is cancelled')}
        placeholder={t('Why it is cancelled')}
        className="field w-44"
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && setReason(undefined)}
      />
      <button type="submit" className="button" disabled={writing.isPending}>
        {t('Cancel promise')}
      </button>
      <Refused error={writing.error} />
    </form>
  );
}
