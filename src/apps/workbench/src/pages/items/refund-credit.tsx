/** A credit is refunded: how much of it, to which account or by check, and why; whoever may not do it alone asks with the same button. */
import { useState } from 'react';
import type { RefundPreviewAnswer } from '#receivables/contract';
import { formatAccount, formatMoney, isZero, readMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { AskReason } from '../../parts/ask-reason.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, refusedAt, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useReading, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { basisWords } from '../cash/refund-words.ts';

interface RefundCreditProps {
  /** The credit: money on account, or a credit memo. */
  readonly itemId: bigint | string | number;
  readonly close: () => void;
  /** It is refunded, or asked for. */
  readonly done?: () => void;
}

export function RefundCredit({ itemId, close, done }: RefundCreditProps) {
  const preview = useReading<RefundPreviewAnswer>(`/api/items/${itemId}/refund-preview`);
  return (
    <Dialog title={t('Refund a credit')} width="max-w-xl" close={close}>
      {preview.error && !preview.data ? (
        <Failure error={preview.error} retry={() => void preview.refetch()} />
      ) : preview.data ? (
        <Form
          itemId={String(itemId)}
          data={preview.data}
          close={close}
          done={() => {
            close();
            done?.();
          }}
        />
      ) : (
        <Skeleton rows={6} className="px-6 py-4" />
      )}
    </Dialog>
  );
}

/** Not an account: a check of ours pays it. */
const byCheck = 'check';

interface FormProps {
  readonly itemId: string;
  readonly data: RefundPreviewAnswer;
  readonly close: () => void;
  readonly done: () => void;
}

function Form({ itemId, data, close, done }: FormProps) {
  const { currency } = data;
  const writing = useWriting<{ state: 'done' | 'pending' }>();
  const [amount, setAmount] = useState(formatMoney(data.open, currency));
  // Where the money came from several accounts, somebody says which is meant.
  const [payTo, setPayTo] = useState(data.hindrance === null ? (data.accounts[0]?.account ?? '') : '');
  const [reason, setReason] = useState('');
  const read = readMoney(amount, currency);
  if (isZero(data.open))
    return <p className="px-6 py-4 text-ink-2">{t('Nothing is left of {number}.', { number: data.number })}</p>;
  return (
    <form
      className="flex min-h-0 flex-col gap-3 overflow-y-auto px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (read === undefined) return;
        const why = reason.trim();
        writing.mutate(
          {
            path: `/api/items/${itemId}/refund`,
            body: { amount: read, ...(payTo === byCheck ? { byCheck: true } : { payTo }), reason: why, askFor: why },
          },
          {
            told: ({ state }) =>
              say(
                state === 'done'
                  ? t('It waits among the refunds to be paid out.')
                  : t('Asked for approval; it waits among the refunds once it is approved.'),
              ),
            onSuccess: done,
          },
        );
      }}
    >
      <p className="text-ink-2">
        <span className="text-ink tabular-nums">{data.number}</span> · {data.customerName}{' '}
        <span className="tabular-nums">{data.customer}</span>
      </p>
      {data.hindrance !== null && <p className="text-warn">{sentence(data.hindrance)}</p>}
      <Field
        label={t('Amount ({currency})', { currency })}
        error={
          read === undefined
            ? t('That is not an amount in {currency}.', { currency })
            : refusedAt(writing.error, 'amount')
        }
        hint={t('{amount} {currency} are left of it', { amount: formatMoney(data.open, currency), currency })}
      >
        {(control) => (
          <input
            {...control}
            className="field w-40 text-right tabular-nums"
            inputMode="decimal"
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('Paid to')} error={refusedAt(writing.error, 'payTo') ?? refusedAt(writing.error, 'byCheck')}>
        {(control) => (
          <select
            {...control}
            className="field w-full"
            value={payTo}
            onChange={(event) => setPayTo(event.target.value)}
          >
            {payTo === '' && <option value="">{t('Choose')}</option>}
            {data.accounts.map((one) => (
              <option key={one.account} value={one.account}>
                {[formatAccount(one.account), one.holderName, t(basisWords[one.basis])].filter(Boolean).join(' · ')}
              </option>
            ))}
            {data.byCheck && <option value={byCheck}>{t('by a check of ours')}</option>}
          </select>
        )}
      </Field>
      <AskReason
        error={writing.error}
        others={['amount', 'payTo', 'byCheck']}
        value={reason}
        onChange={setReason}
        atOnce
      />
      <FormFoot
        does={t('Refund it')}
        busy={writing.isPending}
        ready={saysWhy(reason) && read !== undefined && payTo !== ''}
        close={close}
      />
    </form>
  );
}
