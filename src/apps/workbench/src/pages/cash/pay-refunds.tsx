/** Refunds before they leave: from which account, which go and which cannot, what they come to, and why. */
import { type ReactNode, useState } from 'react';
import type { DueRefundsAnswer } from '#cash/contract';
import { formatCount, formatMoney } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ReasonField, saysWhy } from '../../parts/field.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Refused } from '../../parts/states.tsx';
import { heldByUnread } from '../../parts/unread.ts';
import { useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { type DueRow, sumsOf } from './refunds.tsx';

type Account = DueRefundsAnswer['accounts'][number];

/** What both ways of paying are given. */
export interface PayingProps {
  readonly rows: readonly DueRow[];
  readonly accounts: readonly Account[];
  readonly close: () => void;
  readonly made: (state: 'done' | 'pending') => void;
}

interface PayRefundsProps extends PayingProps {
  readonly title: string;
  /** What its button and its key do. */
  readonly action: string;
  /** Where it is sent, and what belongs to it besides account and reason. */
  readonly path: string;
  readonly body: (going: readonly DueRow[]) => Readonly<Record<string, unknown>>;
  /** Said once it is done, and where a second person is asked first. */
  readonly told: string;
  readonly asked: string;
  /** Whether a refund can leave this way at all; that its currency is the account's is asked besides. */
  readonly can: (row: DueRow) => boolean;
  /** Whether everything that goes has what it needs. */
  readonly whole?: (going: readonly DueRow[]) => boolean;
  /** Stand beside the account. */
  readonly fields: ReactNode;
  /** The table: what it is called, whom a row is paid to, and its last column. */
  readonly label: string;
  readonly payee: { readonly head: string; readonly cell: (row: DueRow) => ReactNode };
  readonly last: { readonly head: string; readonly cell: (row: DueRow, going: readonly DueRow[]) => ReactNode };
  /** One begins with the reason, as nothing else is needed. */
  readonly reasonFirst?: boolean;
}

export function PayRefunds({ rows, accounts, close, made, title, action, path, ...its }: PayRefundsProps) {
  const writing = useWriting<{ state: 'done' | 'pending' }>();
  const [picked, setPicked] = useState<string>();
  const [reason, setReason] = useState('');
  // An account in the currency of the refunds is meant first.
  const account =
    accounts.find((one) => String(one.bankAccountId) === picked) ??
    accounts.find((one) => rows.some((row) => row.currency === one.currency)) ??
    accounts[0];
  const going = rows.filter((row) => row.currency === account?.currency && its.can(row));
  const [sum] = sumsOf(going);
  const ready = going.length > 0 && (its.whole?.(going) ?? true) && saysWhy(reason) && !writing.isPending;
  const run = (): void => {
    if (!ready || !account || heldByUnread()) return;
    const because = reason.trim();
    writing.mutate(
      {
        path,
        body: { bankAccountId: String(account.bankAccountId), ...its.body(going), reason: because, askFor: because },
      },
      {
        told: ({ state }) => say(state === 'done' ? its.told : its.asked),
        onSuccess: ({ state }) => made(state),
      },
    );
  };
  return (
    <Dialog title={title} width="max-w-3xl" close={close}>
      <RunKey label={action} run={run} />
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
        {its.fields}
        <p className="ml-auto font-semibold tabular-nums">
          {going.length === 1 ? t('1 refund') : t('{count} refunds', { count: formatCount(going.length) })}
          {sum && ` · ${formatMoney(sum.open, sum.currency)} ${sum.currency}`}
        </p>
      </div>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the refunds are scrolled by keys
        tabIndex={0}
        className="relative min-h-0 overflow-auto focus-visible:-outline-offset-2"
      >
        <LedgerTable
          label={its.label}
          heads={[t('Refund'), its.payee.head, { text: t('Amount'), numeric: true }, its.last.head]}
        >
          <tbody>
            {rows.map((row) => (
              <tr key={String(row.itemId)} className={going.includes(row) ? '' : 'text-ink-2'}>
                <th scope="row" className="whitespace-nowrap tabular-nums">
                  {row.number}
                </th>
                <td>{its.payee.cell(row)}</td>
                <td className="numeric whitespace-nowrap">
                  {formatMoney(row.amount, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
                </td>
                <td>{its.last.cell(row, going)}</td>
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      </div>
      <div className="flex flex-col gap-3 border-t border-line px-6 py-3">
        <ReasonField label={t('Reason')} value={reason} onChange={setReason} atOnce={its.reasonFirst ?? false} />
        <div className="flex flex-wrap items-center justify-end gap-2">
          <span className="mr-auto min-w-0">
            <Refused error={writing.error} />
          </span>
          <button type="button" className="button" onClick={close}>
            {t('Cancel')}
          </button>
          <button type="button" className="button button-primary" disabled={!ready} onClick={run}>
            {writing.isPending ? t('Saving…') : action} <Keys keys="mod+Enter" />
          </button>
        </div>
      </div>
    </Dialog>
  );
}

/** Inside the dialog, so that its key lies above the dialog's own layer. */
function RunKey({ label, run }: { label: string; run: () => void }) {
  useKeys([{ keys: 'mod+Enter', label, whileTyping: true, run }]);
  return null;
}
