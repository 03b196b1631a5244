/**
 * Where the money of an item is, step by step with what is known of each: what a customer on the telephone wants to hear.
 * Asked by its number, wherever one stands: among open items, settled documents, and what a receipt was applied to.
 */
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { PaymentStatusAnswer } from '#cash/contract';
import { formatDay, formatMoney, isZero, sentence } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { FilesOfItem } from './attached-files.tsx';

type Status = PaymentStatusAnswer['status'];

/** How far the money has come. */
const statusWords = (): Readonly<Record<Status, string>> => ({
  paid: t('Paid'),
  open: t('No money has come yet'),
  promised: t('Promised'),
  advised: t('Advised'),
  check_in_hand: t('Check in hand'),
  in_bank_file: t('At the bank'),
  unapplied: t('Received, not applied'),
  applied: t('Applied'),
  returned: t('Came back'),
  refund_due: t('Refund waits'),
  refund_on_the_way: t('Refund on its way'),
  refund_paid: t('Refund paid'),
  refund_ended: t('Refund did not arrive'),
});

interface Asked {
  readonly id: bigint | string | number;
  readonly number: string;
  /** Where it is not the company of the page. */
  readonly company?: string;
}

/** The number of an item as a button that asks, and the dialog that answers. Whoever may not look at cash has the number alone. */
export function useMoneyOfItem(): {
  readonly numberOf: (item: Asked) => ReactNode;
  /** Asks; undefined for whoever may not. */
  readonly ask: ((item: Asked) => void) | undefined;
  readonly dialog: ReactNode;
} {
  const { company } = useWork();
  const mayAsk = useMay('cash.view');
  const [asked, setAsked] = useState<Asked>();
  return {
    ask: mayAsk ? setAsked : undefined,
    numberOf: (item) =>
      mayAsk ? (
        <button
          type="button"
          className="drill"
          title={t('Where its money is')}
          // In a list a press of the row is another question.
          onClick={(event) => {
            event.stopPropagation();
            setAsked(item);
          }}
        >
          {item.number}
        </button>
      ) : (
        item.number
      ),
    dialog: asked && <MoneyOfItem item={asked} company={asked.company ?? company} close={() => setAsked(undefined)} />,
  };
}

interface MoneyKeyProps {
  readonly item: Asked | undefined;
  readonly ask: ((item: Asked) => void) | undefined;
}
/** M asks of the item that the page was opened for, or at which a list stands. */
export function MoneyKey({ item, ask }: MoneyKeyProps) {
  useKeys(ask && item ? [{ keys: 'm', label: t('Where the money of the item is'), run: () => ask(item) }] : []);
  return null;
}

interface Props {
  readonly item: Asked;
  readonly company: string;
  readonly close: () => void;
}

function MoneyOfItem({ item, company, close }: Props) {
  const read = useReading<PaymentStatusAnswer>(`/api/items/${item.id}/payment-status`, { company });
  return (
    <Dialog title={t('Where the money of {number} is', { number: item.number })} width="max-w-3xl" close={close}>
      {read.error ? (
        <Failure error={read.error} retry={() => void read.refetch()} />
      ) : read.data ? (
        <div className="min-h-0 overflow-y-auto">
          <Money status={read.data} />
          <section aria-label={t('Attached files')} className="border-t border-line">
            <FilesOfItem item={item.id} />
          </section>
        </div>
      ) : (
        <Skeleton rows={3} className="px-6 py-4" />
      )}
    </Dialog>
  );
}

function Money({ status }: { status: PaymentStatusAnswer }) {
  const words = statusWords();
  const { currency, steps } = status;
  return (
    <>
      <p className="px-6 py-4">
        <span className="font-medium">{words[status.status]}</span>
        {!isZero(status.open) && (
          <span className="pl-2 text-ink-2 tabular-nums">
            {t('{amount} open', { amount: `${currency} ${formatMoney(status.open, currency)}` })}
          </span>
        )}
      </p>
      {steps.length === 0 ? (
        <p className="border-t border-line px-6 py-4 text-ink-2">
          {t('It is neither promised nor advised, and no bank file and no receipt names it.')}
        </p>
      ) : (
        <LedgerTable
          label={t('Steps of the money')}
          heads={[
            t('Day'),
            t('Step'),
            t('What is known'),
            { text: `${t('Amount')} ${currency}`, numeric: true, className: 'whitespace-nowrap' },
          ]}
          className="border-t border-line"
        >
          <tbody>
            {steps.map((one, place) => (
              // Two steps may be alike in everything; they never change their places.
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is all that tells two alike steps apart
              <tr key={place}>
                <td className="tabular-nums whitespace-nowrap">{one.day === null ? '–' : formatDay(one.day)}</td>
                <th scope="row" className="font-normal whitespace-nowrap">
                  {words[one.step]}
                </th>
                <td className="w-full py-1.5 text-ink-2 whitespace-normal">
                  {sentence(one.text)}{' '}
                  {one.receiptId !== null && (
                    <Link
                      to="/cash/lines/$receipt"
                      params={{ receipt: String(one.receiptId) }}
                      search={{}}
                      className="link whitespace-nowrap"
                    >
                      {t('Open the receipt')}
                    </Link>
                  )}{' '}
                  {one.paymentFileId !== null && (
                    <Link
                      to="/cash/refunds"
                      search={{ file: String(one.paymentFileId) }}
                      className="link whitespace-nowrap"
                    >
                      {t('Open the payment file')}
                    </Link>
                  )}
                </td>
                <td className="numeric">{formatMoney(one.amount, currency)}</td>
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      )}
    </>
  );
}
