/** A deposit slip before it is made: the checks that go on it, those that cannot and why, where and when they are paid in. */
import { useState } from 'react';
import type { BankAccountsAnswer, DepositAnswer } from '#cash/contract';
import { formatAmount, parseAmount } from '#kernel';
import { formatCount, formatDay, formatMoney } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import { DayField } from '../../parts/controls.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { heldByUnread } from '../../parts/unread.ts';
import { useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { checkName, type Row } from './checks.tsx';

interface DepositChecksProps {
  readonly rows: readonly Row[];
  readonly close: () => void;
  readonly made: (depositId: string) => void;
}

export function DepositChecks({ rows, close, made }: DepositChecksProps) {
  const { company } = useWork();
  const accounts = useReading<BankAccountsAnswer>('/api/bank-accounts', { company });
  const today = useBusinessDay();
  const depositing = useWriting<DepositAnswer>();
  const [picked, setPicked] = useState<string>();
  const [chosenDay, setChosenDay] = useState<string>();
  const day = chosenDay ?? today;
  const inUse = accounts.data?.rows.filter((one) => one.closedOn === null) ?? [];
  // An account in the currency of the checks is meant first.
  const account =
    inUse.find((one) => one.number === picked) ??
    inUse.find((one) => rows.some((row) => row.currency === one.currency)) ??
    inUse[0];
  const why = (row: Row): string | undefined => {
    if (row.state !== 'received' && row.state !== 'held') return t('was paid in before');
    if (row.checkDate > day) return t('is dated {day} and held until then', { day: formatDay(row.checkDate) });
    if (account && row.currency !== account.currency) return t('is in {currency}', { currency: row.currency });
    return undefined;
  };
  const going = rows.filter((row) => why(row) === undefined);
  const sum = account
    ? formatAmount(
        going.reduce((total, row) => total + parseAmount(row.amount, row.currency), 0n),
        account.currency,
      )
    : '0';
  const run = (): void => {
    if (going.length === 0 || !account || depositing.isPending || heldByUnread()) return;
    depositing.mutate(
      {
        path: '/api/deposits',
        query: { company },
        body: { checkIds: going.map((row) => row.id), bankAccount: account.number, depositedOn: day },
      },
      {
        told: (deposit) =>
          say(
            t('Slip {number}: {amount} {currency}, {applied} applied, {proposed} proposed.', {
              number: deposit.number,
              amount: formatMoney(deposit.amount, deposit.currency),
              currency: deposit.currency,
              applied: formatCount(deposit.applied),
              proposed: formatCount(deposit.proposed),
            }),
          ),
        onSuccess: (deposit) => made(String(deposit.depositId)),
      },
    );
  };
  return (
    <Dialog title={t('Make a deposit slip')} width="max-w-2xl" close={close}>
      <RunKey run={run} />
      {accounts.isPending ? (
        <Skeleton rows={8} className="px-6 py-4" />
      ) : accounts.error && !accounts.data ? (
        <Failure error={accounts.error} retry={() => void accounts.refetch()} />
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line px-6 py-2.5">
            <label className="flex items-center gap-2">
              <span className="text-ink-2">{t('Into')}</span>
              <select
                className="field"
                value={account?.number ?? ''}
                onChange={(event) => setPicked(event.target.value)}
              >
                {inUse.map((one) => (
                  <option key={`${one.number} ${one.currency}`} value={one.number}>
                    {one.name} · {one.currency}
                  </option>
                ))}
              </select>
            </label>
            <DayField label={t('On')} value={day} onChange={setChosenDay} />
            <p className="ml-auto font-semibold tabular-nums">
              {going.length === 1 ? t('1 check') : t('{count} checks', { count: formatCount(going.length) })} ·{' '}
              {account && formatMoney(sum, account.currency)} {account?.currency}
            </p>
          </div>
          <div
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the checks are scrolled by keys
            tabIndex={0}
            className="min-h-0 overflow-auto focus-visible:-outline-offset-2"
          >
            <LedgerTable
              label={t('Checks')}
              heads={[t('Check no.'), { text: t('Amount'), numeric: true }, t('On the slip')]}
            >
              <tbody>
                {rows.map((row) => {
                  const reason = why(row);
                  return (
                    <tr key={String(row.id)} className={reason === undefined ? '' : 'text-ink-2'}>
                      <th scope="row" className="max-w-80 truncate">
                        {checkName(row)}
                      </th>
                      <td className="numeric">
                        {formatMoney(row.amount, row.currency)}{' '}
                        <span className="text-meta text-ink-2">{row.currency}</span>
                      </td>
                      <td className={reason === undefined ? 'text-ok' : 'text-warn'}>
                        {reason === undefined ? t('yes') : t('no: {reason}', { reason })}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </LedgerTable>
          </div>
          <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-6 py-3">
            <span className="mr-auto min-w-0">
              <Refused error={depositing.error} />
            </span>
            <button type="button" className="button" onClick={close}>
              {t('Cancel')}
            </button>
            <button
              type="button"
              className="button button-primary"
              disabled={going.length === 0 || depositing.isPending}
              onClick={run}
            >
              {depositing.isPending ? t('Saving…') : t('Make the slip')} <Keys keys="mod+Enter" />
            </button>
          </div>
        </>
      )}
    </Dialog>
  );
}

/** Inside the dialog, so that its key lies above the dialog's own layer. */
function RunKey({ run }: { run: () => void }) {
  useKeys([{ keys: 'mod+Enter', label: t('Make the slip'), whileTyping: true, run }]);
  return null;
}
