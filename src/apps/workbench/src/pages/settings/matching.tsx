/** The rules of cash application: what is let go, and what posts without a person; every version with its day and reason. */
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { MatchingPolicyAnswer } from '#cash/contract';
import {
  formatDay,
  formatInstant,
  formatMoney,
  formatNumber,
  formatPercent,
  formatShare,
  readDay,
  readMoney,
} from '../../format.ts';
import { t } from '../../language.ts';
import { newestVersion, staleSetting, useSeen } from '../../parts/as-seen.ts';
import { Check, Field, refusedAt } from '../../parts/field.tsx';
import { RulesFoot } from '../../parts/rules-foot.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Simulation } from '../cash/simulation.tsx';
import { DefaultOwners } from './default-owners.tsx';
import { ReturnFees } from './return-fees.tsx';
import { Part, Read } from './section.tsx';

type PostingClass = MatchingPolicyAnswer['inForce']['mayPost'][number];

const classes = (): readonly (readonly [one: PostingClass, text: string])[] => [
  ['advice', t('The payer’s own advice')],
  ['reference', t('A reference, and the amount agrees')],
  ['difference', t('A reference, with a difference or in part')],
  ['amount', t('An amount without a reference')],
];

export default function MatchingRules() {
  const { company } = useWork();
  const read = useReading<MatchingPolicyAnswer>('/api/matching-policy', { company });
  const maySet = useMay('cash.edit-matching-policy');
  const [again, setAgain] = useState<MatchingPolicyAnswer['versions'][number]>();
  return (
    <Read reading={read}>
      {(data) => (
        <>
          <Part title={t('Rules of cash application')} meta={company}>
            <p className="px-6 pb-3">
              <Link to="/cash/quality" className="link">
                {t('Matching quality')}
              </Link>
            </p>
            <Rules
              key={`${company} ${again?.version}`}
              data={data}
              shown={again ?? data.inForce}
              again={again !== undefined}
              done={() => setAgain(undefined)}
              locked={!maySet}
            />
          </Part>
          <DefaultOwners />
          <ReturnFees />
          <Part title={t('Earlier and coming versions')}>
            {data.versions.length === 0 ? (
              <p className="border-y border-line bg-surface px-6 py-3 text-ink-2">
                {t('None was set: nothing is let go, and everything that is proved posts.')}
              </p>
            ) : (
              <table className="ledger border-t border-line bg-surface" aria-label={t('Earlier and coming versions')}>
                <thead>
                  <tr>
                    <th scope="col">{t('From')}</th>
                    <th scope="col" className="numeric">
                      {t('Tolerance')} {data.currency}
                    </th>
                    <th scope="col" className="numeric">
                      {t('Bank charge')} {data.currency}
                    </th>
                    <th scope="col" className="numeric">
                      {t('Threshold')}
                    </th>
                    <th scope="col">{t('Posts by itself')}</th>
                    <th scope="col">{t('Reason')}</th>
                    <th scope="col">
                      <span className="sr-only">{t('Edit')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.versions.map((one) => (
                    <tr key={String(one.version)}>
                      <th scope="row">
                        {formatDay(one.validFrom)}
                        {one.version === data.inForce.version && (
                          <span className="block text-meta font-normal text-ok">{t('in force')}</span>
                        )}
                      </th>
                      <td className="numeric">
                        {formatMoney(one.tolerance, data.currency)} · {formatPercent(String(one.tolerancePercent))}
                      </td>
                      <td className="numeric">{formatMoney(one.maximumBankCharge, data.currency)}</td>
                      <td className="numeric">
                        {one.minimumConfidence === 0 ? '–' : formatShare(one.minimumConfidence, 2)}
                      </td>
                      <td className="py-1 !whitespace-normal text-pretty">
                        {classes()
                          .filter(([kind]) => one.mayPost.includes(kind))
                          .map(([, text]) => text)
                          .join(' · ')}
                      </td>
                      <td className="py-1 !whitespace-normal text-pretty text-ink-2">
                        {t('{name}, {when}: {reason}', {
                          name: one.person,
                          when: formatInstant(one.setAt),
                          reason: one.reason,
                        })}
                      </td>
                      <td className="text-right">
                        {maySet && one.version !== data.inForce.version && (
                          <button
                            type="button"
                            className="link"
                            aria-label={t('Set the rules of {day} again', { day: formatDay(one.validFrom) })}
                            onClick={() => setAgain(one)}
                          >
                            {t('Set again…')}
                          </button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </Part>
        </>
      )}
    </Read>
  );
}

const exampleOfRates = (): string => `IN 10, ${t('customer')} C1 ${formatNumber('7.5')}`;
const shownRates = (rates: MatchingPolicyAnswer['inForce']['withholding']): string =>
  rates
    .map(
      (one) => `${one.by === 'customer' ? `${t('customer')} ` : ''}${one.value} ${formatNumber(String(one.percent))}`,
    )
    .join(', ');

/** Rates as they are written; undefined: something is no rate. */
function readRates(text: string): MatchingPolicyAnswer['inForce']['withholding'] | undefined {
  const parts = text
    .split(/[,;\n](?!\d)/)
    .map((part) => part.trim())
    .filter(Boolean);
  const oneRate = new RegExp(
    `^((?:customer|${t('customer')})\\s+)?(\\S+)[\\s=]+(\\d{1,2}(?:[.,]\\d{1,2})?)\\s?%?$`,
    'i',
  );
  const rates = parts.flatMap((part) => {
    const match = oneRate.exec(part);
    const percent = Number(match?.[3]?.replace(',', '.'));
    return match && percent > 0
      ? [{ by: match[1] === undefined ? ('country' as const) : ('customer' as const), value: match[2]!, percent }]
      : [];
  });
  return rates.length === parts.length ? rates : undefined;
}

/** Rules as they are typed. */
const textsOf = (
  inForce: Omit<MatchingPolicyAnswer['inForce'], 'version' | 'validFrom'>,
  currency: string,
  from: string,
) => ({
  tolerance: formatMoney(inForce.tolerance, currency),
  percent: formatNumber(String(inForce.tolerancePercent)),
  month: formatMoney(inForce.toleranceMonth, currency),
  deduction: formatMoney(inForce.maximumDeduction, currency),
  deductionPercent: formatNumber(String(inForce.maximumDeductionPercent)),
  unearned: inForce.unearnedDiscount,
  rates: shownRates(inForce.withholding),
  charge: formatMoney(inForce.maximumBankCharge, currency),
  returned: formatMoney(inForce.maximumReturnCharge, currency),
  days: String(inForce.discountGraceDays),
  confidence: formatNumber(String(Math.round(inForce.minimumConfidence * 1e6) / 1e4)),
  precision: formatNumber(String(Math.round(inForce.minimumPrecision * 1e6) / 1e4)),
  mayPost: inForce.mayPost,
  interchangeable: inForce.interchangeable,
  from,
  reason: '',
});
type Texts = ReturnType<typeof textsOf>;
type Version = MatchingPolicyAnswer['versions'][number];

/** What of two versions of the rules can differ, as it is typed. */
const rowsOfRules = (mine: Texts, theirs: Texts): readonly (readonly [string, string, string])[] => {
  const posting = (of: Texts): string =>
    classes()
      .filter(([kind]) => of.mayPost.includes(kind))
      .map(([, text]) => text)
      .join(' · ');
  const unearned = {
    deduction: t('becomes a deduction'),
    allow: t('is granted'),
    partial: t('stays open on the item'),
  } as const;
  const row = (label: string, text: (of: Texts) => string) => [label, text(mine), text(theirs)] as const;
  return [
    row(t('Difference written off, up to'), (of) => of.tolerance),
    row(t('and up to percent'), (of) => of.percent),
    row(t('Written off per customer and month, up to'), (of) => of.month),
    row(t('Deduction that posts by itself, up to'), (of) => of.deduction),
    row(t('and up to percent of what is closed'), (of) => of.deductionPercent),
    row(t('Bank charge taken, up to'), (of) => of.charge),
    row(t('Charge beside a returned payment, up to'), (of) => of.returned),
    row(t('Days of grace for discounts'), (of) => of.days),
    row(t('Minimum confidence in percent'), (of) => of.confidence),
    row(t('Precision demanded in percent'), (of) => of.precision),
    row(t('A discount taken too late'), (of) => unearned[of.unearned]),
    row(t('Tax that customers withhold'), (of) => of.rates),
    row(t('Posts by itself'), posting),
    row(t('Of equal items the oldest is paid'), (of) => (of.interchangeable === 'oldest_first' ? t('yes') : t('no'))),
    row(t('From'), (of) => of.from.trim()),
  ];
};

interface RulesProps {
  readonly data: MatchingPolicyAnswer;
  /** The rules that stand in the fields first: those in force, or earlier ones that somebody wants back. */
  readonly shown: Omit<MatchingPolicyAnswer['inForce'], 'version' | 'validFrom'>;
  readonly again: boolean;
  readonly done: () => void;
  readonly locked: boolean;
}

function Rules({ data, shown, again, done, locked }: RulesProps) {
  const { company } = useWork();
  const { currency } = data;
  const form = useRef<HTMLFormElement>(null);
  // Who takes earlier rules up stands further down: they are gone through once more before they are set.
  useEffect(() => {
    if (!again) return;
    form.current?.scrollIntoView({ block: 'start' });
    form.current?.querySelector<HTMLInputElement>('input')?.focus({ preventScroll: true });
  }, [again]);
  const writing = useWriting<{ state: 'done' | 'pending' }>();
  const asShown = textsOf(shown, currency, formatDay(data.today, 'field'));
  // As the books have them until somebody types: what is typed stays, whatever somebody else sets meanwhile.
  const [typed, setTyped] = useState<Texts>();
  const draft = typed ?? asShown;
  const [seen, setSeen] = useSeen(newestVersion(data.versions), again || typed !== undefined);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const set = (part: Partial<Texts>): void => setTyped((old) => ({ ...(old ?? asShown), ...part }));
  /** The rules as they are written; undefined, with what is wrong said, where something cannot be read. */
  const written = (more: Readonly<Record<string, string>> = {}) => {
    const faults: Record<string, string> = { ...more };
    const money = (member: 'tolerance' | 'month' | 'deduction' | 'charge' | 'returned'): string => {
      const text = readMoney(draft[member], currency);
      if (text === undefined || text.startsWith('-'))
        faults[member] = t('“{text}” is not an amount in {currency}.', { text: draft[member], currency });
      return text ?? '0';
    };
    const number = (
      member: 'percent' | 'deductionPercent' | 'days' | 'confidence' | 'precision',
      most: number,
    ): number => {
      const value = Number(draft[member].trim().replace(',', '.'));
      if (draft[member].trim() === '' || !(value >= 0 && value <= most))
        faults[member] = t('Write a number from 0 to {most}.', { most });
      return value;
    };
    const withholding = readRates(draft.rates);
    if (withholding === undefined) faults['rates'] = t('Write rates such as {example}.', { example: exampleOfRates() });
    const rules = {
      tolerance: money('tolerance'),
      tolerancePercent: number('percent', 100),
      toleranceMonth: money('month'),
      maximumDeduction: money('deduction'),
      maximumDeductionPercent: number('deductionPercent', 100),
      unearnedDiscount: draft.unearned,
      withholding: withholding ?? [],
      maximumBankCharge: money('charge'),
      maximumReturnCharge: money('returned'),
      discountGraceDays: Math.round(number('days', 60)),
      interchangeable: draft.interchangeable,
      maximumChance: shown.maximumChance,
      minimumConfidence: number('confidence', 100) / 100,
      minimumPrecision: number('precision', 100) / 100,
      mayPost: draft.mayPost,
    };
    setWrong(faults);
    return Object.keys(faults).length > 0 ? undefined : rules;
  };
  const send = (than = seen): void => {
    const from = draft.from.trim() === '' ? undefined : readDay(draft.from);
    const day = t('Write a day such as {day}', { day: formatDay('2026-12-31', 'field') });
    const rules = written(from === undefined ? { validFrom: day } : {});
    if (rules === undefined) return;
    writing.mutate(
      {
        path: '/api/matching-policy',
        query: { company },
        body: { ...rules, validFrom: from, reason: draft.reason, askFor: draft.reason, seen: { version: than } },
      },
      {
        told: ({ state }) =>
          say(
            state === 'done'
              ? t('Set; it counts from its day on.')
              : t('Asked for approval; the rules are set once they are approved.'),
          ),
        onSuccess: () => {
          setTyped(undefined);
          done();
        },
      },
    );
  };
  const theirs = staleSetting<Version>(writing.error);
  const text = (
    member:
      | 'tolerance'
      | 'percent'
      | 'month'
      | 'deduction'
      | 'deductionPercent'
      | 'charge'
      | 'returned'
      | 'days'
      | 'confidence'
      | 'precision'
      | 'from',
    label: string,
  ) => (
    <Field
      label={label}
      error={
        wrong[member === 'from' ? 'validFrom' : member] ??
        refusedAt(writing.error, member === 'from' ? 'validFrom' : member)
      }
    >
      {(control) => (
        <input
          {...control}
          className="field w-32 text-right tabular-nums"
          disabled={locked}
          value={draft[member]}
          onChange={(event) => set({ [member]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form
      ref={form}
      aria-label={t('Rules of cash application')}
      className="flex flex-col gap-4 border-y border-line bg-surface px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="flex flex-wrap gap-4">
        {text('tolerance', t('Difference written off, up to'))}
        {text('percent', t('and up to percent'))}
        {text('month', t('Written off per customer and month, up to'))}
        {text('deduction', t('Deduction that posts by itself, up to'))}
        {text('deductionPercent', t('and up to percent of what is closed'))}
        {text('charge', t('Bank charge taken, up to'))}
        {text('returned', t('Charge beside a returned payment, up to'))}
        {text('days', t('Days of grace for discounts'))}
        {text('confidence', t('Minimum confidence in percent'))}
        {text('precision', t('Precision demanded in percent'))}
      </div>
      <div className="flex flex-wrap gap-4">
        <Field label={t('A discount taken too late')} error={refusedAt(writing.error, 'unearnedDiscount')}>
          {(control) => (
            <select
              {...control}
              className="field w-56"
              disabled={locked}
              value={draft.unearned}
              onChange={(event) => set({ unearned: event.target.value as typeof draft.unearned })}
            >
              <option value="deduction">{t('becomes a deduction')}</option>
              <option value="allow">{t('is granted')}</option>
              <option value="partial">{t('stays open on the item')}</option>
            </select>
          )}
        </Field>
        <Field
          label={t('Tax that customers withhold')}
          hint={t('Percent by country or customer, such as {example}', { example: exampleOfRates() })}
          error={wrong['rates'] ?? refusedAt(writing.error, 'withholding')}
        >
          {(control) => (
            <input
              {...control}
              className="field w-96 max-w-full"
              disabled={locked}
              value={draft.rates}
              onChange={(event) => set({ rates: event.target.value })}
            />
          )}
        </Field>
      </div>
      <fieldset className="flex flex-col gap-1" disabled={locked}>
        <legend className="pb-1 font-medium">{t('Posts by itself')}</legend>
        {classes().map(([kind, label]) => (
          <Check
            key={kind}
            checked={draft.mayPost.includes(kind)}
            onChange={(on) =>
              set({
                mayPost: on ? [...draft.mayPost, kind] : draft.mayPost.filter((one) => one !== kind),
              })
            }
          >
            {label}
          </Check>
        ))}
        <Check
          checked={draft.interchangeable === 'oldest_first'}
          onChange={(on) => set({ interchangeable: on ? 'oldest_first' : 'propose' })}
        >
          {t('Of equal items the oldest is paid')}
        </Check>
      </fieldset>
      <Simulation rules={written} />
      <RulesFoot
        locked={locked}
        from={text('from', t('From'))}
        reason={draft.reason}
        setReason={(reason) => set({ reason })}
        writing={writing}
        members={['validFrom']}
        conflict={
          theirs && {
            by: theirs.person,
            at: theirs.setAt,
            rows: rowsOfRules(draft, textsOf(theirs, currency, formatDay(theirs.validFrom, 'field'))),
            keepMine: () => {
              setSeen(theirs.version);
              send(theirs.version);
            },
            keepTheirs: () => {
              setTyped(undefined);
              writing.reset();
              done();
            },
          }
        }
      />
    </form>
  );
}
