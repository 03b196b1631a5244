/** A payment term, set in its place: what a document of today would become stands beneath the fields before it is saved. */
import { useState } from 'react';
import {
  instalmentsOf,
  isSameRule,
  type PaymentTermBody,
  type PaymentTermsAnswer,
  ruleOfBody,
  sharesAreWhole,
  type TermUseAnswer,
} from '#company/contract';
import { formatAmount, parseAmount } from '#kernel';
import { formatCount, formatDay, formatMoney, formatRate } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { staleSetting, useSeen } from '../../parts/as-seen.ts';
import { AskReason } from '../../parts/ask-reason.tsx';
import { useBusinessDay } from '../../parts/company-day.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { Field, refusedAt, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { useReading, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

type Term = PaymentTermsAnswer['rows'][number];

interface Line {
  readonly share: string;
  readonly days: string;
  readonly endOfMonth: boolean;
  /** The instalment of the term that it stands for; absent: one that is added here. */
  readonly of?: Term['instalments'][number];
}

/** What of a term is seen; of one that is not there yet: nothing. */
const seenOfTerm = (term: Partial<Term> | null) => ({
  name: term?.name ?? null,
  instalments: term?.instalments ?? null,
  discount: term?.discount ?? null,
});
const instalmentText = ({
  sharePercent,
  days,
  from,
}: Omit<Term['instalments'][number], 'months' | 'onDayOfMonth'>): string =>
  `${formatRate(sharePercent)} % · ${t('{days} days', { days })} · ${from === 'end_of_month' ? t('the end of its month') : t('the document')}`;
const discountText = (discount: Term['discount']): string =>
  discount === null ? '' : `${formatRate(discount.percent)} % · ${t('{days} days', { days: discount.days })}`;

/** A percentage is written as its reader writes it; within one a comma can only be a decimal mark. */
const decimalOf = (text: string): string => text.trim().replace(',', '.');
const isPercent = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,6})?$/.test(decimalOf(text)) && Number(decimalOf(text)) <= 100;
const isDays = (text: string): boolean => /^\d{1,4}$/.test(text);

export function TermForm({ term, currency, close }: { term: Term | null; currency: string; close: () => void }) {
  const writing = useWriting<{ state: 'done' | 'pending' }>();
  const use = useReading<TermUseAnswer>(
    '/api/payment-term-use',
    { code: term?.code ?? '' },
    { enabled: term !== null },
  );
  const today = useBusinessDay();
  const [code, setCode] = useState(term?.code ?? '');
  const [name, setName] = useState(term?.name ?? '');
  const [lines, setLines] = useState<readonly Line[]>(
    term?.instalments.map((one) => ({
      share: formatRate(one.sharePercent),
      days: String(one.days),
      endOfMonth: one.from === 'end_of_month',
      of: one,
    })) ?? [{ share: '100', days: '30', endOfMonth: false }],
  );
  const [discount, setDiscount] = useState({
    percent: term?.discount ? formatRate(term.discount.percent) : '',
    days: term?.discount ? String(term.discount.days) : '',
  });
  const [reason, setReason] = useState('');
  const [seen, setSeen] = useSeen(seenOfTerm(term));
  useKeys([{ keys: 'Escape', label: t('Close'), whileTyping: true, run: close }]);
  // What a term has beside days (whole months, a fixed day) stays as it is.
  const instalments = lines.map((line) => ({
    sharePercent: decimalOf(line.share),
    days: Number(line.days),
    from: line.endOfMonth ? ('end_of_month' as const) : ('document' as const),
    months: line.of?.months ?? 0,
    onDayOfMonth: line.of?.onDayOfMonth ?? null,
  }));
  const readable =
    lines.every((line) => isPercent(line.share) && isDays(line.days)) &&
    (discount.percent.trim() === '' || (isPercent(discount.percent) && isDays(discount.days)));
  const wanted = {
    instalments,
    discount:
      discount.percent.trim() === '' ? null : { percent: decimalOf(discount.percent), days: Number(discount.days) },
  };
  const rule = ruleOfBody(wanted);
  const whole = readable && sharesAreWhole(rule);
  const body: PaymentTermBody = { code, name, ...wanted, reason };
  // Another rule for customers who have the term is for a second person; what only is called otherwise is not.
  const concerns =
    use.data !== undefined && use.data.customers > 0 && whole && term !== null && !isSameRule(ruleOfBody(term), rule)
      ? use.data
      : null;
  const save = (than = seen): void =>
    writing.mutate(
      { path: '/api/payment-terms', body: { ...body, askFor: reason.trim(), seen: than } },
      {
        told: ({ state }) =>
          say(
            state === 'done'
              ? t('The payment term is set; what is posted from now on follows it.')
              : t('Asked for approval; the term changes once it is approved.'),
          ),
        onSuccess: close,
      },
    );
  const theirs = staleSetting<Partial<Term>>(writing.error);
  const change = (index: number, part: Partial<Line>): void =>
    setLines((old) => old.map((line, place) => (place === index ? { ...line, ...part } : line)));
  return (
    <form
      aria-label={term ? t('Change {name}', { name: term.code }) : t('New payment term')}
      className="flex max-w-4xl flex-col gap-3 border-t border-line px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="flex flex-wrap gap-3">
        <Field label={t('Code')} error={refusedAt(writing.error, 'code')} className="w-32">
          {(control) => (
            <input
              {...control}
              // biome-ignore lint/a11y/noAutofocus: the person has just asked for the form
              autoFocus={term === null}
              className="field w-full"
              required
              pattern="[A-Z0-9_.\-]{1,20}"
              disabled={term !== null}
              value={code}
              onChange={(event) => setCode(event.target.value.toUpperCase())}
            />
          )}
        </Field>
        <Field label={t('Name')} className="min-w-48 flex-1">
          {(control) => (
            <input
              {...control}
              // biome-ignore lint/a11y/noAutofocus: the person has just asked for the form
              autoFocus={term !== null}
              className="field w-full"
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('Early payment, percent')} className="w-40">
          {(control) => (
            <input
              {...control}
              className="field w-full text-right tabular-nums"
              inputMode="decimal"
              value={discount.percent}
              onChange={(event) => setDiscount((old) => ({ ...old, percent: event.target.value }))}
            />
          )}
        </Field>
        <Field label={t('within days')} className="w-28">
          {(control) => (
            <input
              {...control}
              className="field w-full text-right tabular-nums"
              inputMode="numeric"
              value={discount.days}
              onChange={(event) => setDiscount((old) => ({ ...old, days: event.target.value }))}
            />
          )}
        </Field>
      </div>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an instalment is its place
        <fieldset key={index} className="flex flex-wrap items-end gap-3">
          <legend className="sr-only">{t('Instalment {number}', { number: index + 1 })}</legend>
          <Field label={t('Share, percent')} className="w-32">
            {(control) => (
              <input
                {...control}
                className="field w-full text-right tabular-nums"
                inputMode="decimal"
                required
                value={line.share}
                onChange={(event) => change(index, { share: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('Days')} className="w-24">
            {(control) => (
              <input
                {...control}
                className="field w-full text-right tabular-nums"
                inputMode="numeric"
                required
                value={line.days}
                onChange={(event) => change(index, { days: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('counted from')}>
            {(control) => (
              <select
                {...control}
                className="field"
                value={line.endOfMonth ? 'end' : 'document'}
                onChange={(event) => change(index, { endOfMonth: event.target.value === 'end' })}
              >
                <option value="document">{t('the document')}</option>
                <option value="end">{t('the end of its month')}</option>
              </select>
            )}
          </Field>
          {lines.length > 1 && (
            <button
              type="button"
              className="button"
              onClick={() => setLines((old) => old.filter((_, place) => place !== index))}
            >
              {t('Remove')}
            </button>
          )}
        </fieldset>
      ))}
      <button
        type="button"
        className="button self-start"
        onClick={() => setLines((old) => [...old, { share: '', days: '60', endOfMonth: false }])}
      >
        {t('One more instalment')}
      </button>
      <section aria-label={t('What a document of today becomes')}>
        <h3 className="pb-1 text-meta text-ink-2">
          {t('What a document of today over {amount} becomes', {
            amount: `${formatMoney('1000', currency)} ${currency}`,
          })}
        </h3>
        {whole ? (
          <LedgerTable
            label={t('What a document of today becomes')}
            className="!w-fit"
            heads={[
              t('Due'),
              { text: t('Amount'), numeric: true },
              t('Early payment until'),
              { text: t('Discount'), numeric: true },
            ]}
          >
            <tbody>
              {instalmentsOf(parseAmount('1000', currency), today, rule).map((one) => (
                <tr key={one.instalment}>
                  <th scope="row" className="tabular-nums">
                    {formatDay(one.dueDate)}
                  </th>
                  <td className="numeric">{formatMoney(formatAmount(one.amountMinor, currency), currency)}</td>
                  <td className="tabular-nums">{one.discountUntil === null ? '' : formatDay(one.discountUntil)}</td>
                  <td className="numeric">
                    {one.discountMinor === null ? '' : formatMoney(formatAmount(one.discountMinor, currency), currency)}
                  </td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
        ) : (
          <p className="text-warn">{t('The shares must sum to 100 percent, and days are whole.')}</p>
        )}
      </section>
      {concerns && (
        <p role="status" className="text-warn">
          {t('Customer accounts with this term: {customers}. Open items of them, whose days stay: {items}.', {
            customers: formatCount(concerns.customers),
            items: formatCount(concerns.openItems),
          })}{' '}
          {t('The change waits for a second person where you may not make it alone.')}
        </p>
      )}
      {theirs && (
        <Conflict
          rows={[
            [t('Name'), name, theirs.name ?? ''],
            ...Array.from({ length: Math.max(lines.length, theirs.instalments?.length ?? 0) }, (_, index) => {
              const mine = wanted.instalments[index];
              const other = theirs.instalments?.[index];
              return [
                t('Instalment {number}', { number: index + 1 }),
                mine ? instalmentText(mine) : '',
                other ? instalmentText(other) : '',
              ] as const;
            }),
            [t('Discount'), discountText(wanted.discount), discountText(theirs.discount ?? null)],
          ]}
          keepMine={() => {
            const now = seenOfTerm(theirs);
            setSeen(now);
            save(now);
          }}
          keepTheirs={close}
        />
      )}
      <AskReason error={theirs ? null : writing.error} others={['code']} value={reason} onChange={setReason} />
      <FormFoot does={t('Save')} busy={writing.isPending} ready={whole && saysWhy(reason)} close={close} />
    </form>
  );
}
