/** A check that came in is registered, or what was registered is corrected: its number, amount and day, and whose it is. */
import { useState } from 'react';
import type { BankAccountsAnswer, CheckCreatedAnswer } from '#cash/contract';
import { formatDay, formatMoney, readDay, readMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { CustomerField } from '../../parts/customer-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import type { Row } from './checks.tsx';

const named = ['number', 'amount', 'currency', 'checkDate', 'customer', 'drawer'] as const;
type Named = (typeof named)[number];

interface CheckFormProps {
  /** What is registered and to be corrected; absent: a check came in. */
  readonly row?: Row;
  readonly close: () => void;
}

const textsOf = (row: Row): Readonly<Partial<Record<Named, string>>> => ({
  number: row.number,
  amount: formatMoney(row.amount, row.currency),
  currency: row.currency,
  checkDate: formatDay(row.checkDate, 'field'),
  customer: row.customer ?? '',
  drawer: row.drawer ?? '',
});

export function CheckForm({ row, close }: CheckFormProps) {
  const { company } = useWork();
  const accounts = useReading<BankAccountsAnswer>('/api/bank-accounts', { company });
  const writing = useWriting<CheckCreatedAnswer>();
  const [texts, setTexts] = useState<Readonly<Partial<Record<Named, string>>>>(row ? textsOf(row) : {});
  const [reason, setReason] = useState('');
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
    const body = { number: said('number'), amount, currency, checkDate: day };
    writing.mutate(
      row
        ? {
            path: `/api/checks/${row.id}/correct`,
            query: { company },
            body: { ...body, customer: said('customer') ?? null, drawer: said('drawer') ?? null, reason },
          }
        : {
            path: '/api/checks',
            query: { company },
            body: { ...body, customer: said('customer'), drawer: said('drawer') },
          },
      {
        told: () =>
          say(
            row
              ? t('Check {number} is corrected.', { number: said('number')! })
              : t('Check {number} is registered.', { number: said('number')! }),
          ),
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
    <Dialog
      title={row ? t('Correct check {number}', { number: row.number }) : t('Register a check')}
      width="max-w-md"
      close={close}
    >
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
        {field('checkDate', t('Dated'), row ? {} : { hint: t('Empty: today. A later day holds it until then.') })}
        <CustomerField
          label={t('Customer number')}
          value={texts.customer ?? ''}
          onChange={(customer) => setTexts((old) => ({ ...old, customer }))}
          error={wrong.customer ?? refusedAt(writing.error, 'customer')}
          optional
        />
        {field('drawer', t('Drawer'), { hint: t('As the check says, where nobody knows the customer.') })}
        {row && (
          <>
            <p className="text-ink-2">
              {t('What was registered stays in the register as withdrawn; what is right takes its place.')}
            </p>
            <ReasonField
              label={t('Reason')}
              error={refusedAt(writing.error, 'reason')}
              value={reason}
              onChange={setReason}
            />
          </>
        )}
        {refusedElsewhere(writing.error, [...named, 'reason']) && <Refused error={writing.error} />}
        <FormFoot
          does={row ? t('Correct') : t('Register')}
          busy={writing.isPending}
          ready={!row || saysWhy(reason)}
          close={close}
        />
      </form>
    </Dialog>
  );
}
