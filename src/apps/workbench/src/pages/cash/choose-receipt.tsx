/** Money that is not applied, chosen by hand for what it pays: of the same amount first. */
import { useState } from 'react';
import type { unappliedList } from '#cash/lists';
import type { ListAnswer, ListRow } from '#lists/contract';
import type { Parameters } from '../../api.ts';
import { formatDay, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { Choice, ChooseList } from '../../parts/choose-list.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { CancelFoot } from '../../parts/form-foot.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useReading, useWork } from '../../session.tsx';

interface ChooseReceiptProps {
  /** The question that the choice answers. */
  readonly title: string;
  /** What is looked for. */
  /** Null: it is not known. */
  readonly amount: string | null;
  readonly currency: string;
  /** Which of the money that is not applied, besides its currency. */
  readonly among?: Parameters;
  /** Only money of exactly the amount can be it. */
  readonly exactly?: boolean;
  /** This one is not offered. */
  readonly but?: string;
  /** Said where nothing fits. */
  readonly nothing: string;
  /** Why the choice was refused. */
  readonly error: Error | null;
  readonly busy: boolean;
  readonly choose: (receiptId: string) => void;
  readonly close: () => void;
}

export function ChooseReceipt({ title, amount, currency, among, exactly = false, ...its }: ChooseReceiptProps) {
  const { company } = useWork();
  const [text, setText] = useState('');
  const found = useReading<ListAnswer<ListRow<typeof unappliedList>>>(
    '/api/unapplied',
    { company, ...among, currency, search: text.trim() === '' ? undefined : text.trim(), limit: 200 },
    { keep: true },
  );
  const same = (row: ListRow<typeof unappliedList>): boolean => row.amount === amount;
  const rows = (found.data?.rows ?? [])
    .filter((row) => String(row.id) !== its.but)
    .sort((a, b) => Number(same(b)) - Number(same(a)));
  return (
    <Dialog title={title} width="max-w-xl" close={its.close}>
      <ChooseList
        label={t('Receipts')}
        placeholder={t('Payer, number or the bank’s text')}
        typed={{ text, change: setText }}
        nothing={its.nothing}
        above={
          its.error && (
            <div className="px-6 py-2">
              <Refused error={its.error} />
            </div>
          )
        }
        instead={
          found.isPending ? (
            <Skeleton rows={6} className="px-6 py-2" />
          ) : found.error && !found.data ? (
            <Failure error={found.error} retry={() => void found.refetch()} />
          ) : undefined
        }
      >
        {rows.map((row) => (
          <Choice
            key={String(row.id)}
            value={String(row.id)}
            disabled={its.busy || (exactly && !same(row))}
            choose={() => its.choose(String(row.id))}
          >
            <span className="min-w-0 flex-1 truncate">
              {row.name ?? row.payer ?? t('Unknown payer')} <span className="text-ink-2">{row.text}</span>
            </span>
            {same(row) ? (
              <span className="text-meta text-ok">{t('same amount')}</span>
            ) : (
              exactly && <span className="text-meta text-ink-2">{t('another amount')}</span>
            )}
            <span className="tabular-nums">{formatMoney(row.amount, row.currency)}</span>
            <span className="text-meta text-ink-2 tabular-nums">{formatDay(row.received, 'field')}</span>
          </Choice>
        ))}
      </ChooseList>
      <CancelFoot close={its.close} ruled />
    </Dialog>
  );
}
