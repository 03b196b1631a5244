/**
 * What came back, linked by a person to the payment that it undoes, or to several that the bank booked in one amount; the rest
 * is the bank's charge. What an advice alone tells is one payment.
 */
import { useState } from 'react';
import type { ReturnedLineAnswer } from '#cash/contract';
import { formatAmount, parseAmount } from '#kernel';
import { formatDay, formatMoney, isZero } from '../../format.ts';
import { t } from '../../language.ts';
import { AskReason } from '../../parts/ask-reason.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { useReturnUndo } from './return-back.tsx';
import type { ReturnedLine } from './returned-lines.tsx';

type Candidate = ReturnedLineAnswer['candidates'][number];

export function LinkReturn({ line, close }: { line: ReturnedLine; close: () => void }) {
  const { company } = useWork();
  const path =
    line.adviceId === null ? `/api/returned-lines/${line.receiptId}` : `/api/advised-returns/${line.adviceId}`;
  const found = useReading<ReturnedLineAnswer>(path, { company });
  const linking = useWriting<{ state?: 'done' | 'pending' }>();
  const undo = useReturnUndo();
  const [chosen, setChosen] = useState<readonly string[]>();
  const [reason, setReason] = useState('');
  const [withFee, setWithFee] = useState(true);
  const { data } = found;
  // What only one receipt speaks for is offered as chosen, and so are those that come to a sum together.
  const telling = data?.candidates.filter((one) => one.because !== null) ?? [];
  const proposed = data?.proposal?.receiptIds.map(String);
  const receiptIds = chosen ?? proposed ?? (telling.length === 1 ? [String(telling[0]!.receiptId)] : []);
  const choice = data?.candidates.filter((one) => receiptIds.includes(String(one.receiptId))) ?? [];
  const money = (amount: string): string => `${formatMoney(amount, line.currency)} ${line.currency}`;
  const charge = formatAmount(
    choice.reduce(
      (left, one) => left - parseAmount(one.amount, line.currency),
      parseAmount(line.amount, line.currency),
    ),
    line.currency,
  );
  const tooMuch = charge.startsWith('-');
  // An advice tells of one payment; the bank books several in one amount.
  const choose = (id: string, on: boolean): void =>
    setChosen(line.adviceId !== null ? [id] : on ? [...receiptIds, id] : receiptIds.filter((one) => one !== id));
  return (
    <Dialog title={t('Which payment came back?')} width="max-w-xl" close={close}>
      <p className="border-b border-line px-6 py-3 break-words text-ink-2">
        {money(line.amount)} · {formatDay(line.valueDate, 'field')} · {line.text}
      </p>
      {data && (data.proposal !== null || data.severalFit) && (
        <p className="border-b border-line px-6 py-3" role="status">
          {splitWords(data)}
        </p>
      )}
      {found.error && !data ? (
        <Failure error={found.error} retry={() => void found.refetch()} />
      ) : !data ? (
        <Skeleton rows={6} className="px-6 py-4" />
      ) : data.candidates.length === 0 ? (
        <p className="px-6 py-4 text-ink-2">
          {t('No receipt of this account has this amount, or somewhat less, and has not come back yet.')}
        </p>
      ) : (
        <form
          className="flex min-h-0 flex-col"
          onSubmit={(event) => {
            event.preventDefault();
            const [receiptId] = receiptIds;
            if (receiptId === undefined) return;
            const told = { reason, withoutFee: !withFee };
            linking.mutate(
              {
                path: `${path}/${line.adviceId === null ? 'link' : 'take'}`,
                query: { company },
                body: line.adviceId === null ? { ...told, receiptIds, askFor: reason } : { ...told, receiptId },
              },
              {
                onSuccess: close,
                told: ({ state }) =>
                  state === 'pending'
                    ? say(t('Asked for approval; the payment is taken back once it is approved.'))
                    : say(t('The payment is taken back; what it paid is open again.'), undo?.(receiptId, reason)),
              },
            );
          }}
        >
          <fieldset className="min-h-0 overflow-y-auto px-6 py-2">
            <legend className="sr-only">{t('Receipts')}</legend>
            {data.candidates.map((one) => (
              <label key={String(one.receiptId)} className="flex items-baseline gap-3 border-b border-line py-2">
                <input
                  type={line.adviceId === null ? 'checkbox' : 'radio'}
                  name="receipt"
                  className="accent-accent"
                  checked={receiptIds.includes(String(one.receiptId))}
                  onChange={(event) => choose(String(one.receiptId), event.target.checked)}
                />
                <span className="min-w-0 flex-1">
                  {one.name ?? one.payer ?? t('Unknown payer')}{' '}
                  <span className="text-ink-2 tabular-nums">{one.number}</span>
                  {one.because !== null && <span className="block text-meta text-ok">{why(one)}</span>}
                </span>
                <span className="tabular-nums">{formatMoney(one.amount, line.currency)}</span>
                <span className="text-meta text-ink-2 tabular-nums">{formatDay(one.valueDate, 'field')}</span>
              </label>
            ))}
          </fieldset>
          <div className="flex flex-col gap-3 border-t border-line px-6 py-4">
            {choice.length > 0 && !isZero(charge) && (
              <p className={tooMuch ? 'text-bad' : 'text-ink-2'} aria-live="polite">
                {tooMuch
                  ? t('What is chosen is {amount} more than came back.', { amount: money(charge.slice(1)) })
                  : t('{amount} of it are the bank’s own charge and are posted as a cost.', { amount: money(charge) })}
              </p>
            )}
            <label className="flex items-center gap-2.5">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={withFee}
                onChange={(event) => setWithFee(event.target.checked)}
              />
              {t('Charge the fee that policy knows for returned payments')}
            </label>
            <AskReason error={linking.error} value={reason} onChange={setReason} atOnce />
          </div>
          <FormFoot
            does={t('Take it back')}
            busy={linking.isPending}
            ready={choice.length > 0 && !tooMuch && saysWhy(reason)}
            close={close}
            ruled
          />
        </form>
      )}
    </Dialog>
  );
}

/** What is proposed for a sum of several payments, and what there is to look at. */
function splitWords({ proposal }: ReturnedLineAnswer): string {
  if (proposal === null) return t('Several sets of receipts come to this sum: choose those that are meant.');
  if (proposal.basis === 'named')
    return t('The bank names {count} receipts, and together they are this sum. See whether they are meant.', {
      count: proposal.receiptIds.length,
    });
  return t(
    'Of the receipts of the last {days} days these {count} come to this sum, and hardly by chance. See whether they are meant.',
    { days: proposal.days ?? 0, count: proposal.receiptIds.length },
  );
}

/** What speaks for a receipt, in the reader's language: the server says it in English. */
function why({ because }: Candidate): string {
  const reference = /^the bank names (.+)$/.exec(because ?? '')?.[1];
  if (reference !== undefined) return t('the bank names {reference}', { reference });
  return because === 'it went back to the account it came from'
    ? t('it went back to the account it came from')
    : t('it is of the same payer');
}
