/** Money that belongs to another company of the group: its open items are looked for and paid, in both books at once. */
import { useState } from 'react';
import type { ReceiptAnswer, ReceiptCompaniesAnswer, SisterPaymentAnswer } from '#cash/contract';
import { formatAmount, parseAmount } from '#kernel';
import type { ItemsAnswer } from '#receivables/contract';
import { formatDay, formatMoney, readMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { AskReason } from '../../parts/ask-reason.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ChoiceField, Field, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useTakingBack } from '../../parts/taking-back.ts';
import { useMayEverywhere, useReading, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { useOwnCompanies } from './several-companies.tsx';

type Item = ItemsAnswer['rows'][number];

/** An item with what is typed for it. */
interface Paying {
  readonly item: Item;
  readonly text: string;
}

interface PayElsewhereProps {
  readonly data: ReceiptAnswer;
  readonly companies: Pick<ReceiptCompaniesAnswer, 'payable' | 'notPayable'>;
  readonly payer: string;
  readonly close: () => void;
  /** Nothing of the money is left here. */
  readonly goOn: () => void;
}

export function PayElsewhere({ data, companies, payer, close, goOn }: PayElsewhereProps) {
  const { currency } = data;
  const own = useOwnCompanies().find((one) => one.code === data.company)!;
  const { payable, notPayable } = companies;
  const [to, setTo] = useState(payable[0]!.code);
  // A customer has one name in all companies.
  const [text, setText] = useState(data.name ?? '');
  const [paying, setPaying] = useState<ReadonlyMap<string, Paying>>(new Map());
  const [reason, setReason] = useState('');
  const writing = useWriting<SisterPaymentAnswer>();
  const takeBack = useTakingBack();
  const mayTakeBack = useMayEverywhere('cash.reverse');
  const found = useReading<ItemsAnswer>(
    '/api/items',
    { company: to, currency, search: text.trim() || undefined, limit: 50, totals: 'no' },
    { keep: true },
  );
  const chosen = [...paying.values()];
  // What is paid stays in sight; what still stands there of another company is not offered.
  const rows = [
    ...chosen.map((one) => one.item),
    ...(found.data?.rows ?? []).filter(
      (one) => one.company === to && !one.open.startsWith('-') && !paying.has(String(one.id)),
    ),
  ];
  const minorOf = (typed: string): bigint | undefined => {
    const amount = readMoney(typed, currency);
    return amount === undefined ? undefined : parseAmount(amount, currency);
  };
  const left = parseAmount(data.left, currency);
  const paid = chosen.reduce((sum, one) => sum + (minorOf(one.text) ?? 0n), 0n);
  const rest = left - paid;
  const shown = (minor: bigint): string => formatMoney(formatAmount(minor, currency), currency);
  const change = (item: Item, typed: string | undefined): void =>
    setPaying((old) => {
      const next = new Map(old);
      if (typed === undefined) next.delete(String(item.id));
      else next.set(String(item.id), { item, text: typed });
      return next;
    });
  const toggle = (item: Item): void => {
    const open = parseAmount(item.open, currency);
    change(item, paying.has(String(item.id)) ? undefined : shown(open <= rest || rest <= 0n ? open : rest));
  };
  const wrong = chosen.find((one) => {
    const minor = minorOf(one.text);
    return minor === undefined || minor <= 0n || minor > parseAmount(one.item.open, currency);
  });
  // Money of nobody known here goes there as a whole.
  const whole = data.itemId === null;
  return (
    <Dialog title={t('Pay items of another company')} width="max-w-2xl" close={close}>
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          writing.mutate(
            {
              path: '/api/intercompany-payments',
              body: {
                fromCompanyId: String(own.id),
                toCompanyId: String(payable.find((one) => one.code === to)!.id),
                receiptId: String(data.id),
                allocations: chosen.map((one) => ({
                  itemId: String(one.item.id),
                  amount: formatAmount(minorOf(one.text)!, currency),
                })),
                reason: reason.trim(),
              },
            },
            {
              told: ({ paymentId, amount }) =>
                say(
                  t('{amount} {currency} of {payer} paid {company}.', {
                    amount: formatMoney(amount, currency),
                    currency,
                    payer,
                    company: to,
                  }),
                  mayTakeBack
                    ? () =>
                        void takeBack(
                          {
                            method: 'DELETE',
                            path: `/api/intercompany-payments/${paymentId}`,
                            query: { reason: 'Taken back right after it was paid.' },
                          },
                          t('Taken back in every book: the items are open again, and so is the money of {payer}.', {
                            payer,
                          }),
                        )
                    : undefined,
                ),
              onSuccess: () => {
                close();
                if (whole || rest === 0n) goOn();
              },
            },
          );
        }}
      >
        <div className="flex flex-wrap items-end gap-3 px-6 pt-4 pb-3">
          <ChoiceField
            label={t('Company')}
            value={to}
            onChange={(code) => {
              setTo(code);
              setPaying(new Map());
            }}
            choices={payable.map((one) => [one.code, one.code] as const)}
            atOnce
          />
          <Field label={t('Number, reference or name')} className="flex-1">
            {(control) => (
              <input
                {...control}
                type="search"
                className="field w-full"
                value={text}
                onChange={(event) => setText(event.target.value)}
                // Enter in the search is no answer to the form.
                onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
              />
            )}
          </Field>
        </div>
        {notPayable.length > 0 && (
          <p className="px-6 pb-3 text-ink-2">
            {t('Not {companies}: an ERP owns their books, and the money would count twice.', {
              companies: notPayable.join(', '),
            })}
          </p>
        )}
        <div className="min-h-24 overflow-y-auto border-t border-line">
          {found.error && !found.data ? (
            <Failure error={found.error} retry={() => void found.refetch()} />
          ) : !found.data ? (
            <Skeleton rows={6} className="px-6 py-4" />
          ) : rows.length === 0 ? (
            <p className="px-6 py-4 text-ink-2">
              {t('Nothing of {company} that fits is open in {currency}.', { company: to, currency })}
            </p>
          ) : (
            <LedgerTable
              label={t('Open items of {company}', { company: to })}
              heads={[
                { text: t('Chosen'), unseen: true, className: 'w-8' },
                t('Document'),
                t('Customer'),
                t('Due'),
                { text: `${t('Open')} ${currency}`, numeric: true },
                { text: t('Apply'), numeric: true },
              ]}
            >
              <tbody>
                {rows.map((item) => {
                  const one = paying.get(String(item.id));
                  return (
                    <tr key={String(item.id)} className={one ? 'bg-selection' : ''}>
                      <td>
                        <input
                          type="checkbox"
                          aria-label={t('Choose {number}', { number: item.number })}
                          className="block size-4 accent-accent"
                          checked={one !== undefined}
                          onChange={() => toggle(item)}
                        />
                      </td>
                      <th scope="row" className="tabular-nums">
                        {item.number}
                      </th>
                      <td className="max-w-48 truncate">
                        {item.name} <span className="text-ink-2 tabular-nums">{item.customer}</span>
                      </td>
                      <td className="tabular-nums">{formatDay(item.dueDate, 'field')}</td>
                      <td className="numeric">{formatMoney(item.open, currency)}</td>
                      <td className="numeric">
                        {one ? (
                          <input
                            aria-label={t('Amount for {number}', { number: item.number })}
                            className="field h-6 w-28 text-right tabular-nums"
                            inputMode="decimal"
                            value={one.text}
                            aria-invalid={one === wrong}
                            onChange={(event) => change(item, event.target.value)}
                          />
                        ) : (
                          <span className="text-ink-2">–</span>
                        )}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </LedgerTable>
          )}
        </div>
        <div className="flex flex-col gap-2 border-t border-line px-6 py-3">
          <p className="tabular-nums">
            {rest < 0n ? (
              <span className="text-bad">{t('The chosen items take more than the receipt has.')}</span>
            ) : wrong ? (
              <span className="text-bad">
                {t('{number}: pay no more than {amount} {currency}, and more than nothing.', {
                  number: wrong.item.number,
                  amount: formatMoney(wrong.item.open, currency),
                  currency,
                })}
              </span>
            ) : whole ? (
              t('All of {amount} {currency} goes to {company}; {rest} of it stay on the customer’s account there.', {
                amount: shown(left),
                currency,
                company: to,
                rest: shown(rest),
              })
            ) : (
              t('{amount} {currency} go to {company}; {rest} stay on account here.', {
                amount: shown(paid),
                currency,
                company: to,
                rest: shown(rest),
              })
            )}
          </p>
          <AskReason error={writing.error} value={reason} onChange={setReason} />
        </div>
        <FormFoot
          does={t('Pay in both books')}
          busy={writing.isPending}
          ready={chosen.length > 0 && wrong === undefined && rest >= 0n && saysWhy(reason)}
          close={close}
          ruled
        />
      </form>
    </Dialog>
  );
}
