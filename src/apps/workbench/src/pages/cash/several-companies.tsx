/**
 * One payment for several companies: the split that the payer's documents propose, what other companies were paid of a receipt,
 * and taking that back.
 */
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import type { ReceiptAnswer, ReceiptCompaniesAnswer, SplitReceiptAnswer } from '#cash/contract';
import { clause, formatDay, formatMoney, isZero, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useTakingBack } from '../../parts/taking-back.ts';
import { useMayEverywhere, useReading, useWork } from '../../session.tsx';
import { say } from '../../toasts.tsx';

/** The companies of the tenant that the person may see. */
export function useOwnCompanies() {
  const { session, tenant } = useWork();
  return session.tenants.find((one) => one.code === tenant)!.companies;
}

/** What stands on a receipt about other companies; read only by whoever sees all of several. */
function useReceiptCompanies(data: ReceiptAnswer): ReturnType<typeof useReading<ReceiptCompaniesAnswer>> {
  const seesAll = useMayEverywhere('cash.view');
  const several = useOwnCompanies().length > 1;
  return useReading<ReceiptCompaniesAnswer>(
    `/api/receipts/${data.id}/companies`,
    {},
    { enabled: seesAll && several && !data.amount.startsWith('-') },
  );
}

/**
 * The companies that a receipt that is open may pay, and those it may not; undefined: none, or not by this person, since it takes a
 * role in all of them.
 */
export function usePayableElsewhere(
  data: ReceiptAnswer,
): Pick<ReceiptCompaniesAnswer, 'payable' | 'notPayable'> | undefined {
  const may = useMayEverywhere('cash.apply');
  const { data: companies } = useReceiptCompanies(data);
  const open =
    ['part_applied', 'unapplied', 'unidentified'].includes(data.state) &&
    !isZero(data.left) &&
    !data.amount.startsWith('-');
  return may && open && companies && companies.payable.length > 0 ? companies : undefined;
}

type Payment = ReceiptCompaniesAnswer['payments'][number];
type Split = NonNullable<ReceiptCompaniesAnswer['split']>;

interface SeveralCompaniesProps {
  readonly data: ReceiptAnswer;
  readonly payer: string;
  /** Whether it may be split by this person now. */
  readonly maySplit: boolean;
  readonly goOn: () => void;
}

/** What stands on a receipt about other companies than the one that has its money; nothing where there is nothing to say. */
export function SeveralCompanies({ data, payer, maySplit, goOn }: SeveralCompaniesProps) {
  const mayTakeBack = useMayEverywhere('cash.reverse');
  const read = useReceiptCompanies(data);
  const [splitting, setSplitting] = useState(false);
  const [takingBack, setTakingBack] = useState<Payment>();
  const { split = null, payments = [] } = read.data ?? {};
  const splittable = maySplit && split?.postable === true;
  const latest = mayTakeBack ? payments[0] : undefined;
  useKeys([
    ...(splittable ? [{ keys: 'p', label: t('Split over the companies'), run: () => setSplitting(true) }] : []),
    ...(latest
      ? [{ keys: 't', label: t('Take back what another company was paid'), run: () => setTakingBack(latest) }]
      : []),
  ]);
  const takeBack = useTakingBack();
  const undo = (paymentId: SplitReceiptAnswer['payments'][number]['paymentId']) => () =>
    void takeBack(
      {
        method: 'DELETE',
        path: `/api/intercompany-payments/${paymentId}`,
        query: { reason: 'Taken back right after it was split.' },
      },
      takenBack(payer),
    );
  return (
    <>
      {payments.length > 0 && (
        <section aria-label={t('Paid in other companies')} className="flex flex-col gap-1 px-6 pb-4">
          {payments.map((one, place) => (
            <Paid
              key={String(one.id)}
              payment={one}
              currency={data.currency}
              takeBack={
                // What was split together is taken back together, and offered once.
                mayTakeBack &&
                (one.splitId === null || payments.findIndex((each) => each.splitId === one.splitId) === place)
                  ? () => setTakingBack(one)
                  : undefined
              }
              withKey={place === 0}
            />
          ))}
        </section>
      )}
      {split && (
        <Proposed
          split={split}
          explanation={data.explanation}
          currency={data.currency}
          splitNow={splittable ? () => setSplitting(true) : undefined}
        />
      )}
      {splitting && split && splittable && (
        <ReasonDialog<SplitReceiptAnswer>
          title={t('Split the payment of {payer} over the companies', { payer })}
          does={t('Split over the companies')}
          write={{ path: `/api/receipts/${data.id}/split` }}
          told={({ payments: [first] }) =>
            say(
              t('The payment of {payer} is split over the companies.', { payer }),
              mayTakeBack && first ? undo(first.paymentId) : undefined,
            )
          }
          done={() => {
            setSplitting(false);
            if (isZero(split.left)) goOn();
          }}
          close={() => setSplitting(false)}
        >
          <SplitTable split={split} currency={data.currency} />
          {split.doubts.length > 0 && (
            <p className="text-warn">
              {t('What speaks against it:')} {split.doubts.map(clause).join('; ')}
            </p>
          )}
        </ReasonDialog>
      )}
      {takingBack && (
        <ReasonDialog
          title={
            takingBack.splitId === null
              ? t('Take back what {company} was paid', { company: takingBack.company })
              : t('Take the split over the companies back')
          }
          does={t('Take it back')}
          write={(reason) => ({
            method: 'DELETE',
            path: `/api/intercompany-payments/${takingBack.id}`,
            query: { reason },
          })}
          told={() => say(takenBack(payer))}
          close={() => setTakingBack(undefined)}
        >
          <p className="text-ink-2">
            {takingBack.splitId === null
              ? t('In both books: the items of {company} are open again, and so is the money here.', {
                  company: takingBack.company,
                })
              : t(
                  'It is taken back whole, in the books of every company: all its items are open again, and so is the money.',
                )}
          </p>
        </ReasonDialog>
      )}
    </>
  );
}

const takenBack = (payer: string): string =>
  t('Taken back in every book: the items are open again, and so is the money of {payer}.', { payer });

interface PaidProps {
  readonly payment: Payment;
  readonly currency: string;
  readonly takeBack: (() => void) | undefined;
  readonly withKey: boolean;
}

function Paid({ payment, currency, takeBack, withKey }: PaidProps) {
  return (
    <p className="text-ink-2">
      <span className="pr-1.5">
        {t('{amount} {currency} paid {company} on {day}:', {
          amount: formatMoney(payment.amount, currency),
          currency,
          company: `${payment.company} ${payment.companyName}`,
          day: formatDay(payment.day),
        })}
      </span>
      {payment.documents.map((one, place) => (
        <Fragment key={String(one.id)}>
          {place > 0 && ' · '}
          <span className="whitespace-nowrap text-ink tabular-nums">
            {one.number} {formatMoney(one.amount, currency)}
          </span>
        </Fragment>
      ))}
      {!isZero(payment.left) && (
        <span className="pl-1.5">
          {t('({amount} {currency} of it are on account there)', {
            amount: formatMoney(payment.left, currency),
            currency,
          })}
        </span>
      )}
      <span className="pl-1.5">{sentence(payment.reason)}</span>{' '}
      <Link
        to="/customers/$customer/{-$tab}"
        params={{ customer: payment.customer, tab: undefined }}
        search={{ company: payment.company, in: undefined }}
        className="link"
      >
        {payment.name} {payment.customer}
      </Link>
      {takeBack && (
        <button type="button" className="link pl-3" onClick={takeBack}>
          {t('Take back…')} {withKey && <Keys keys="t" />}
        </button>
      )}
    </p>
  );
}

interface ProposedProps {
  readonly split: Split;
  /** What the receipt says of itself: that is not said twice. */
  readonly explanation: string;
  readonly currency: string;
  readonly splitNow: (() => void) | undefined;
}

function Proposed({ split, explanation, currency, splitNow }: ProposedProps) {
  const told = explanation.startsWith(split.explanation) && split.doubts.every((one) => explanation.includes(one));
  return (
    <section
      aria-label={t('One payment for several companies')}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line bg-selection px-6 py-2.5"
    >
      <div className="min-w-64 flex-1">
        {!told && <p>{sentence(split.explanation)}</p>}
        {!told && split.doubts.length > 0 && (
          <p className={split.postable ? 'text-ink-2' : 'text-warn'}>
            {split.postable ? t('A person decides, because') : t('It cannot be split as it stands:')}{' '}
            {split.doubts.map(clause).join('; ')}
          </p>
        )}
        {told && (
          <p className="text-ink-2">
            {split.parts.map((one) => `${one.company} ${formatMoney(one.amount, currency)} ${currency}`).join(' · ')}
          </p>
        )}
      </div>
      {splitNow && (
        <button type="button" className="button" onClick={splitNow}>
          {t('Split over the companies')} <Keys keys="p" />
        </button>
      )}
    </section>
  );
}

/** The documents by company, with what stays. */
function SplitTable({ split, currency }: { split: Split; currency: string }) {
  return (
    <LedgerTable
      label={t('Documents by company')}
      heads={[t('Company'), t('Document'), { text: `${t('Amount')} ${currency}`, numeric: true }]}
    >
      <tbody>
        {split.parts.flatMap((part) =>
          part.documents.map((one) => (
            <tr key={String(one.id)}>
              <td>{part.company}</td>
              <th scope="row" className="tabular-nums">
                {one.number}
              </th>
              <td className="numeric">{formatMoney(one.amount, currency)}</td>
            </tr>
          )),
        )}
        <tr>
          <td colSpan={2} className="text-ink-2">
            {t('Stays on account')}
          </td>
          <td className="numeric">{formatMoney(split.left, currency)}</td>
        </tr>
      </tbody>
    </LedgerTable>
  );
}
