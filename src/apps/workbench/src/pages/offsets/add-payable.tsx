/** One payable is offered by hand, as the supplier's invoice says it. */
import { useState } from 'react';
import type { CompaniesAnswer } from '#company/contract';
import { formatDay, readDay, readMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

const members = [
  'vendorNumber',
  'vendorName',
  'taxNumber',
  'number',
  'documentDate',
  'dueDate',
  'currency',
  'amount',
] as const;
type Member = (typeof members)[number];
/** A refusal names the place within the list that is sent. */
const placeOf = (member: Member): string => `payables.0.${member}`;

export function AddPayable({ close }: { close: () => void }) {
  const { company } = useWork();
  const companies = useReading<CompaniesAnswer>('/api/companies');
  const writing = useWriting<{ offered: number; known: number }>();
  const [texts, setTexts] = useState<Readonly<Partial<Record<Member, string>>>>({});
  const [wrong, setWrong] = useState<Readonly<Partial<Record<Member, string>>>>({});
  const standard = companies.data?.rows.find((one) => one.code === company)?.currency ?? '';
  const currency = (texts.currency ?? standard).trim().toUpperCase();
  const said = (member: Member): string => (texts[member] ?? '').trim();
  const save = (): void => {
    const amount = readMoney(said('amount'), /^[A-Z]{3}$/.test(currency) ? currency : 'EUR');
    const documentDate = readDay(said('documentDate'));
    const dueDate = said('dueDate') === '' ? undefined : readDay(said('dueDate'));
    const day = t('Write a day such as {day}', { day: formatDay('2026-12-31', 'field') });
    const faults: Partial<Record<Member, string>> = {
      ...(said('vendorNumber') === '' && { vendorNumber: t('Write the supplier’s number.') }),
      ...(said('vendorName') === '' && { vendorName: t('Write the supplier’s name.') }),
      ...(said('number') === '' && { number: t('Write the number of the supplier’s document.') }),
      ...(documentDate === undefined && { documentDate: day }),
      ...(said('dueDate') !== '' && dueDate === undefined && { dueDate: day }),
      ...((amount === undefined || !/[1-9]/.test(amount) || amount.startsWith('-')) && {
        amount: t('What we owe is a positive amount in {currency}.', { currency }),
      }),
    };
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    writing.mutate(
      {
        path: '/api/payables',
        query: { company },
        body: {
          payables: [
            {
              vendorNumber: said('vendorNumber'),
              vendorName: said('vendorName'),
              taxNumber: said('taxNumber') || null,
              number: said('number'),
              documentDate,
              ...(dueDate !== undefined && { dueDate }),
              currency,
              amount,
            },
          ],
        },
      },
      {
        told: ({ offered }) =>
          say(
            offered === 1
              ? t('{number} is offered for offset.', { number: said('number') })
              : t('{number} is on offer already; nothing was changed.', { number: said('number') }),
          ),
        onSuccess: close,
      },
    );
  };
  const field = (
    member: Member,
    label: string,
    options: { hint?: string; className?: string; value?: string; first?: boolean; numeric?: boolean } = {},
  ) => (
    <Field
      label={label}
      error={wrong[member] ?? refusedAt(writing.error, placeOf(member)) ?? refusedAt(writing.error, member)}
      hint={options.hint}
      className={options.className ?? 'flex-1'}
    >
      {(control) => (
        <input
          {...control}
          // biome-ignore lint/a11y/noAutofocus: only where the person has just asked for the form
          autoFocus={options.first ?? false}
          className={`field w-full tabular-nums ${options.numeric ? 'text-right' : ''}`}
          autoComplete="off"
          value={options.value ?? texts[member] ?? ''}
          onChange={(event) => {
            setTexts((old) => ({ ...old, [member]: event.target.value }));
            setWrong(({ [member]: _mended, ...old }) => old);
          }}
        />
      )}
    </Field>
  );
  return (
    <Dialog title={t('Add a payable')} width="max-w-xl" close={close}>
      <form
        className="flex flex-col gap-3 overflow-y-auto px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="flex gap-3">
          {field('vendorNumber', t('Supplier number'), { className: 'w-36', first: true })}
          {field('vendorName', t('Supplier'))}
        </div>
        {field('taxNumber', t('Tax number'), {
          hint: t('By the same tax number a supplier is known to be a customer.'),
        })}
        <div className="flex gap-3">
          {field('number', t('Document'))}
          {field('documentDate', t('Date'), { className: 'w-32' })}
          {field('dueDate', t('Due'), { className: 'w-32', hint: t('Empty: at once') })}
        </div>
        <div className="flex gap-3">
          {field('amount', t('Amount'), { numeric: true, hint: t('What we still owe of it.') })}
          {field('currency', t('Currency'), { className: 'w-24', value: texts.currency ?? standard })}
        </div>
        {refusedElsewhere(
          writing.error,
          members.flatMap((one) => [one, placeOf(one)]),
        ) && <Refused error={writing.error} />}
        <FormFoot does={t('Offer it')} busy={writing.isPending} close={close} />
      </form>
    </Dialog>
  );
}
