/** A payment file before it is made: from which account, on which day, what goes in and what cannot, and what it comes to. */
import { useState } from 'react';
import type { DueRefundsAnswer } from '#cash/contract';
import { formatCount, formatMoney } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import { DayField } from '../../parts/controls.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ReasonField, saysWhy } from '../../parts/field.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Refused } from '../../parts/states.tsx';
import { useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { whyOf } from './refund-words.ts';
import { type DueRow, sumsOf } from './refunds.tsx';

interface MakePaymentFileProps {
  readonly rows: readonly DueRow[];
  readonly accounts: DueRefundsAnswer['accounts'];
  readonly close: () => void;
  readonly made: (state: 'done' | 'pending') => void;
}

export function MakePaymentFile({ rows, accounts, close, made }: MakePaymentFileProps) {
  const today = useBusinessDay();
  const writing = useWriting<{ state: 'done' | 'pending' }>();
  const [picked, setPicked] = useState<string>();
  const [day, setDay] = useState<string>();
  const [reason, setReason] = useState('');
  // An account in the currency of the refunds is meant first.
  const account =
    accounts.find((one) => String(one.bankAccountId) === picked) ??
    accounts.find((one) => rows.some((row) => row.currency === one.currency)) ??
    accounts[0];
  const why = (row: DueRow): string | undefined => {
    if (row.scheme === null) return t(whyOf(row));
    return account && row.currency === account.currency ? undefined : t('is in {currency}', { currency: row.currency });
  };
  const going = rows.filter((row) => why(row) === undefined);
  const [sum] = sumsOf(going);
  const run = (): void => {
    if (going.length === 0 || !account || !saysWhy(reason) || writing.isPending) return;
    const because = reason.trim();
    writing.mutate(
      {
        path: '/api/payment-files',
        body: {
          bankAccountId: String(account.bankAccountId),
          itemIds: going.map((row) => String(row.itemId)),
          ...(day !== undefined && { executionDate: day }),
          reason: because,
          askFor: because,
        },
      },
      {
        onSuccess: ({ state }) => {
          say(
            state === 'done'
              ? t('The payment file is made.')
              : t('Asked for approval; the file is made once it is approved.'),
          );
          made(state);
        },
      },
    );
  };
  return (
    <Dialog title={t('Make a payment file')} width="max-w-2xl" close={close}>
      <RunKey run={run} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line px-6 py-2.5">
        <label className="flex items-center gap-2">
          <span className="text-ink-2">{t('From')}</span>
          <select
            className="field"
            value={String(account?.bankAccountId ?? '')}
            onChange={(event) => setPicked(event.target.value)}
          >
            {accounts.map((one) => (
              <option key={String(one.bankAccountId)} value={String(one.bankAccountId)}>
                {one.name} · {one.currency}
              </option>
            ))}
          </select>
        </label>
        <DayField label={t('To be paid on')} value={day ?? today} onChange={setDay} />
        <p className="ml-auto font-semibold tabular-nums">
          {going.length === 1 ? t('1 refund') : t('{count} refunds', { count: formatCount(going.length) })}
          {sum && ` · ${formatMoney(sum.open, sum.currency)} ${sum.currency}`}
        </p>
      </div>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the refunds are scrolled by keys
        tabIndex={0}
        className="min-h-0 overflow-auto focus-visible:-outline-offset-2"
      >
        <LedgerTable
          label={t('Refunds in the file')}
          heads={[t('Refund'), t('Paid to'), { text: t('Amount'), numeric: true }, t('In the file')]}
        >
          <tbody>
            {rows.map((row) => {
              const missing = why(row);
              return (
                <tr key={String(row.itemId)} className={missing === undefined ? '' : 'text-ink-2'}>
                  <th scope="row" className="whitespace-nowrap tabular-nums">
                    {row.number}
                  </th>
                  <td>
                    {row.holderName ?? row.customerName}{' '}
                    <span className="whitespace-nowrap text-ink-2 tabular-nums">{row.account}</span>
                  </td>
                  <td className="numeric whitespace-nowrap">
                    {formatMoney(row.amount, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
                  </td>
                  <td className={missing === undefined ? 'text-ok' : 'text-warn'}>
                    {missing === undefined ? t('yes') : t('no: {reason}', { reason: missing })}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </LedgerTable>
      </div>
      <div className="flex flex-col gap-3 border-t border-line px-6 py-3">
        <ReasonField label={t('Reason')} value={reason} onChange={setReason} atOnce />
        <div className="flex flex-wrap items-center justify-end gap-2">
          <span className="mr-auto min-w-0">
            <Refused error={writing.error} />
          </span>
          <button type="button" className="button" onClick={close}>
            {t('Cancel')}
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={going.length === 0 || !saysWhy(reason) || writing.isPending}
            onClick={run}
          >
            {writing.isPending ? t('Saving…') : t('Make the file')} <Keys keys="mod+Enter" />
          </button>
        </div>
      </div>
    </Dialog>
  );
}

/** Inside the dialog, so that its key lies above the dialog's own layer. */
function RunKey({ run }: { run: () => void }) {
  useKeys([{ keys: 'mod+Enter', label: t('Make the file'), whileTyping: true, run }]);
  return null;
}
