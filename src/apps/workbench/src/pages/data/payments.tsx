/**
 * Payments of the ERP that wait for their receipts, and receipts that the ERP may count already: what each waits for, what it may
 * be, and a person's word where the books cannot tell.
 */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OpenMoneyAnswer } from '#integrations/contract';
import { formatDay, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { Segmented } from '../../parts/controls.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Failure, Notice, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { say } from '../../toasts.tsx';

type Waiting = OpenMoneyAnswer['rows'][number];
type Side = Waiting['candidates'][number];

export function PaymentsPage() {
  const { company } = useWork();
  const mayDecide = useMay('cash.apply');
  const read = useReading<OpenMoneyAnswer>('/api/erp/payments', { company });
  const [deciding, setDeciding] = useState<{ waiting: Waiting; candidate: Side }>();
  const rows = read.data?.rows ?? [];
  return (
    <>
      <PageHead title={t('Payments of the ERP')}>
        <Link to="/data/loads" search={{}} className="link">
          {t('Loads of the ERP')}
        </Link>
      </PageHead>
      <p className="border-t border-line px-6 py-2 text-pretty text-ink-2">
        {t(
          'A payment that the ERP tells is the money of a receipt of the bank, and counts once. What cannot be told yet stands here and does not count: it is taken in by itself once the bank is read, or once a person says which it is.',
        )}
      </p>
      {read.isPending ? (
        <Skeleton rows={8} className="px-6" />
      ) : read.data === undefined ? (
        <Failure error={read.error!} retry={() => void read.refetch()} />
      ) : rows.length === 0 ? (
        <Notice title={t('No payment of the ERP waits')}>
          <p className="text-ink-2">
            {t('What the ERP and the bank tell of money agrees, or one of them has told nothing yet.')}
          </p>
        </Notice>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by keys
        <div data-scroller tabIndex={0} className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2">
          <LedgerTable
            label={t('Payments of the ERP')}
            className="border-t border-line bg-surface"
            heads={[
              t('What waits'),
              t('Customer'),
              t('Since'),
              { text: t('Amount'), numeric: true },
              t('What it waits for'),
              t('What it may be'),
            ]}
          >
            <tbody>
              {rows.map((row) => (
                <tr key={row.payment ?? `receipt ${row.receiptId}`} className="align-top">
                  <th scope="row" className="!whitespace-normal font-medium">
                    <Named side={row} />
                  </th>
                  <td className="!whitespace-normal">
                    <Whose side={row} />
                  </td>
                  <td className="whitespace-nowrap tabular-nums">{formatDay(row.day)}</td>
                  <td className="numeric whitespace-nowrap">
                    {formatMoney(row.amount, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
                  </td>
                  <td className="max-w-96 !whitespace-normal text-pretty">{sentence(row.why)}</td>
                  <td className="!whitespace-normal">
                    {row.candidates.length === 0 && (
                      <Link to="/data/imports" search={{}} className="link">
                        {t('Bring the bank’s file')}
                      </Link>
                    )}
                    {row.candidates.map((one) => (
                      <div
                        key={one.payment ?? `receipt ${one.receiptId}`}
                        className="flex flex-wrap gap-x-3 gap-y-2 py-1"
                      >
                        <span>
                          <Named side={one} /> <span className="text-ink-2 tabular-nums">{formatDay(one.day)}</span>
                        </span>
                        <Whose side={one} />
                        {mayDecide && (
                          <button
                            type="button"
                            className="link"
                            aria-label={t('Decide whether {name} is {other}', {
                              name: nameOf(row),
                              other: nameOf(one),
                            })}
                            onClick={() => setDeciding({ waiting: row, candidate: one })}
                          >
                            {t('Decide')}
                          </button>
                        )}
                      </div>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
        </div>
      )}
      {deciding && <SameMoney {...deciding} close={() => setDeciding(undefined)} />}
    </>
  );
}

/** A payment by its number in the ERP; a receipt by its own, or, where it stands in suspense and has none, as that. */
const nameOf = ({ payment, number }: Side): string =>
  payment === null
    ? number === null
      ? t('a receipt in suspense')
      : t('receipt {number}', { number })
    : t('payment {number}', { number: number ?? payment });

function Named({ side }: { side: Side }) {
  return side.receiptId === null ? (
    <span title={side.payment ?? undefined}>{nameOf(side)}</span>
  ) : (
    <Link to="/cash/lines/$receipt" params={{ receipt: String(side.receiptId) }} search={{}} className="link">
      {nameOf(side)}
    </Link>
  );
}

function Whose({ side: { customer, name, text } }: { side: Side }) {
  return customer === null ? (
    <span className="text-ink-2">{text ?? t('nobody is known')}</span>
  ) : (
    <Link to="/customers/$customer/{-$tab}" params={{ customer, tab: 'items' }} search={{}} className="drill">
      {name}
    </Link>
  );
}

interface SameMoneyProps {
  readonly waiting: Waiting;
  readonly candidate: Side;
  readonly close: () => void;
}

/** Whether two are the same money: the books follow at once. */
function SameMoney({ waiting, candidate, close }: SameMoneyProps) {
  const { company } = useWork();
  const [verdict, setVerdict] = useState<'same' | 'different'>('same');
  const names = { name: nameOf(waiting), other: nameOf(candidate) };
  return (
    <ReasonDialog
      title={t('Is {name} the money of {other}?', names)}
      does={verdict === 'same' ? t('It is the same money') : t('It is other money')}
      write={{
        path: '/api/erp/payments',
        query: { company },
        body: {
          payment: waiting.payment ?? candidate.payment,
          receiptId: String(waiting.receiptId ?? candidate.receiptId),
          verdict,
        },
      }}
      told={() =>
        say(
          verdict === 'same'
            ? t('It is the same money, and counts once.')
            : t('It is other money: each counts once nothing else is doubtful.'),
        )
      }
      atOnce={false}
      close={close}
    >
      <Segmented
        label={t('What it is')}
        value={verdict}
        options={[
          ['same', t('The same money')],
          ['different', t('Other money')],
        ]}
        onChange={setVerdict}
      />
      <p className="text-pretty text-ink-2">
        {verdict === 'same'
          ? t('The payment becomes the receipt, or one gives way to the other: the money counts once.')
          : t('They are not taken for the same money again; the reason is kept.')}
      </p>
    </ReasonDialog>
  );
}
