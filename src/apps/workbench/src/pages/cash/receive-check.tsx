/** A check that came in is registered: its number, amount and day, and whose it is. */
import { useState } from 'react';
import type { BankAccountsAnswer, CheckCreatedAnswer } from '#cash/contract';
import { formatDay, readDay, readMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

const named = ['number', 'amount', 'currency', 'checkDate', 'customer', 'drawer'] as const;
type Named = (typeof named)[number];

export function ReceiveCheck({ close }: { close: () => void }) {
  const { company } = useWork();
  const accounts = useReading<BankAccountsAnswer>('/api/bank-accounts', { company });
  const writing = useWriting<CheckCreatedAnswer>();
  const [texts, setTexts] = useState<Readonly<Partial<Record<Named, string>>>>({});
  const [wrong, setWrong] = useState<Readonly<Partial<Record<Named, string>>>>({});
  const currency = (texts.currency ?? accounts.data?.rows.find((one) => one.closedOn === null)?.currency ?? '')
    .trim()
    .toUpperCase();
  const said = (name: Named): string | undefined => (texts[name] ?? '').trim() || undefined;
  const save = (): void => {
    const amount = readMoney(texts.amount ?? '', /^[A-Z]{3}$/.test(currency) ? currency : 'EUR');
    const day = said('checkDate') === undefined ? undefined : readDay(said('checkDate')!);
    const faults: Partial<Record<Named, string>> = {
      ...(said('number') === undefined && { number: t('Write the check’s number.') }),
      ...((amount === undefined || amount.startsWith('-')) && {
        amount: t('That is not an amount in {currency}.', { currency }),
      }),
      ...(said('checkDate') !== undefined &&
        day === undefined && { checkDate: t('Write a day such as {day}', { day: formatDay('2026-03-31', 'field') }) }),
      ...(said('customer') === undefined &&
        said('drawer') === undefined && { customer: t('Say whose check it is: the customer, or the drawer’s name.') }),
    };
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    writing.mutate(
      {
        path: '/api/checks',
        query: { company },
        body: {
          number: said('number'),
          amount,
          currency,
          checkDate: day,
          customer: said('customer'),
          drawer: said('drawer'),
        },
      },
      {
        told: () => say(t('Check {number} is registered.', { number: said('number')! })),
        onSuccess: close,
      },
    );
  };
  const field = (name: Named, label: string, options: { hint?: string; className?: string; value?: string } = {}) => (
    <Field
      label={label}
      error={wrong[name] ?? refusedAt(writing.error, name)}
      hint={options.hint}
      className={options.className ?? ''}
    >
      {(control) => (
        <input
          {...control}
          className="field w-full tabular-nums"
          autoComplete="off"
          value={options.value ?? texts[name] ?? ''}
          onChange={(event) => setTexts((old) => ({ ...old, [name]: event.target.value }))}
        />
      )}
    </Field>
  );
  return (
    <Dialog title={t('Register a check')} width="max-w-md" close={close}>
      <form
        className="flex flex-col gap-3 overflow-y-auto px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {field('number', t('Check no.'))}
        <div className="flex gap-3">
          {field('amount', t('Amount'), { className: 'flex-1' })}
          {field('currency', t('Currency'), { className: 'w-24', value: texts.currency ?? currency })}
        </div>
        {field('checkDate', t('Dated'), { hint: t('Empty: today. A later day holds it until then.') })}
        {field('customer', t('Customer number'))}
        {field('drawer', t('Drawer'), { hint: t('As the check says, where nobody knows the customer.') })}
        {refusedElsewhere(writing.error, named) && <Refused error={writing.error} />}
        <FormFoot does={t('Register')} busy={writing.isPending} close={close} />
      </form>
    </Dialog>
  );
}
