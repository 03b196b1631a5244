/** The rules of offsets: what is aged, how small is too small, which documents are needed; every version with its day and reason. */
import { useState } from 'react';
import type { PolicyAnswer } from '#offsets/contract';
import { formatCount, formatDay, formatInstant, formatMoney, readDay, readMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { newestVersion, staleSetting, useSeen } from '../../parts/as-seen.ts';
import { Check, Field, refusedAt } from '../../parts/field.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { RulesFoot } from '../../parts/rules-foot.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Part, Read } from '../settings/section.tsx';
import { OffsetPages } from './offset-pages.tsx';
import { documentWords } from './words.ts';

type Kind = PolicyAnswer['creditDocuments'][number];
const kinds = Object.keys(documentWords) as Kind[];

/** For what documents are asked, in the order in which a reader thinks of it. */
const groups = (): readonly (readonly ['creditDocuments' | 'payableDocuments' | 'agreementDocuments', string])[] => [
  ['creditDocuments', t('Credits against debits')],
  ['payableDocuments', t('Payables against receivables')],
  ['agreementDocuments', t('Under a netting agreement, besides')],
];

export function OffsetRulesPage() {
  const { company } = useWork();
  const read = useReading<PolicyAnswer>('/api/offsets/policy', { company });
  const maySet = useMay('offsets.edit-policy');
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <OffsetPages />
      <PageHead
        title={t('Rules of offsets')}
        meta={
          read.data &&
          (read.data.recorded && read.data.validFrom !== null
            ? t('in force since {day}', { day: formatDay(read.data.validFrom) })
            : t('as Dunwell comes; none was set yet'))
        }
      />
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the page's content is scrolled by keys
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2"
      >
        <Read reading={read}>
          {(data) => (
            <>
              <Rules key={company} data={data} locked={!maySet} />
              {data.versions.length > 0 && (
                <Part title={t('Earlier and coming versions')}>
                  <Versions data={data} />
                </Part>
              )}
            </>
          )}
        </Read>
      </div>
    </div>
  );
}

const numbers = ['daysOverdue', 'requestDays', 'reminderDays', 'reminders'] as const;
const bounds: Readonly<Record<(typeof numbers)[number], readonly [least: number, most: number]>> = {
  daysOverdue: [0, 3_650],
  requestDays: [1, 365],
  reminderDays: [1, 365],
  reminders: [0, 20],
};

type Version = PolicyAnswer['versions'][number];

/** Rules as they are typed. */
const textsOf = (data: Omit<PolicyAnswer, 'versions' | 'currency' | 'recorded' | 'validFrom'>, currency: string) => ({
  daysOverdue: String(data.daysOverdue),
  minimum: formatMoney(data.minimum, currency),
  requestDays: String(data.requestDays),
  reminderDays: String(data.reminderDays),
  reminders: String(data.reminders),
  creditDocuments: data.creditDocuments,
  payableDocuments: data.payableDocuments,
  agreementDocuments: data.agreementDocuments,
  proposedDaily: data.proposedDaily,
  from: '',
  reason: '',
});
type Texts = ReturnType<typeof textsOf>;

/** What of two versions of the rules can differ, as it is typed. */
const rowsOfRules = (mine: Texts, theirs: Texts, currency: string): readonly (readonly [string, string, string])[] => {
  const row = (label: string, text: (of: Texts) => string) => [label, text(mine), text(theirs)] as const;
  return [
    row(t('Aged after days overdue'), (of) => of.daysOverdue),
    row(t('Not below ({currency})', { currency }), (of) => of.minimum),
    row(t('The day run looks for offsets'), (of) => (of.proposedDaily ? t('yes') : t('no'))),
    ...groups().map(([member, label]) =>
      row(label, (of) => of[member].map((kind) => t(documentWords[kind])).join(' · ') || t('none')),
    ),
    row(t('Days to hand documents in'), (of) => of.requestDays),
    row(t('Days between reminders'), (of) => of.reminderDays),
    row(t('Reminders at most'), (of) => of.reminders),
    row(t('From'), (of) => of.from.trim()),
  ];
};

function Rules({ data, locked }: { data: PolicyAnswer; locked: boolean }) {
  const { company } = useWork();
  const { currency } = data;
  const writing = useWriting();
  // As the books have them until somebody types: what is typed stays, whatever somebody else sets meanwhile.
  const [typed, setTyped] = useState<Texts>();
  const draft = typed ?? textsOf(data, currency);
  const [seen, setSeen] = useSeen(newestVersion(data.versions), typed !== undefined);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const set = (part: Partial<Texts>): void => setTyped((old) => ({ ...(old ?? textsOf(data, currency)), ...part }));
  const send = (than = seen): void => {
    const faults: Record<string, string> = {};
    const number = (member: (typeof numbers)[number]): number => {
      const [least, most] = bounds[member];
      const text = draft[member].trim();
      const value = Number(text);
      if (!/^\d+$/.test(text) || value < least || value > most)
        faults[member] = t('Write a whole number from {least} to {most}.', { least, most: formatCount(most) });
      return value;
    };
    const minimum = readMoney(draft.minimum, currency);
    if (minimum === undefined || minimum.startsWith('-'))
      faults['minimum'] = t('“{text}” is not an amount in {currency}.', { text: draft.minimum, currency });
    const validFrom = readDay(draft.from);
    if (validFrom === undefined)
      faults['validFrom'] = t('Write a day such as {day}', { day: formatDay('2026-12-31', 'field') });
    const body = {
      validFrom,
      daysOverdue: number('daysOverdue'),
      minimum,
      requestDays: number('requestDays'),
      reminderDays: number('reminderDays'),
      reminders: number('reminders'),
      creditDocuments: draft.creditDocuments,
      payableDocuments: draft.payableDocuments,
      agreementDocuments: draft.agreementDocuments,
      proposedDaily: draft.proposedDaily,
      reason: draft.reason.trim(),
      seen: { version: than },
    };
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    writing.mutate(
      { method: 'PUT', path: '/api/offsets/policy', query: { company }, body },
      { told: () => say(t('Set; it counts from its day on.')), onSuccess: () => setTyped(undefined) },
    );
  };
  const theirs = staleSetting<Version>(writing.error);
  const at = (member: string): string | undefined => wrong[member] ?? refusedAt(writing.error, member);
  const text = (member: (typeof numbers)[number] | 'minimum' | 'from', label: string, hint?: string) => (
    <Field label={label} hint={hint} error={at(member === 'from' ? 'validFrom' : member)}>
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
      aria-label={t('Rules of offsets')}
      className="flex flex-col gap-4 border-y border-line bg-surface px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="flex flex-wrap items-start gap-4">
        {text('daysOverdue', t('Aged after days overdue'))}
        {text('minimum', t('Not below ({currency})', { currency }))}
        <Check
          className="mt-[1.125rem] min-h-7"
          disabled={locked}
          checked={draft.proposedDaily}
          onChange={(on) => set({ proposedDaily: on })}
        >
          {t('The day run looks for offsets')}
        </Check>
      </div>
      <fieldset disabled={locked}>
        <legend className="pb-1 font-medium">{t('Documents that are needed before it is posted')}</legend>
        <div className="grid gap-x-8 gap-y-3 lg:grid-cols-3">
          {groups().map(([member, label]) => (
            <fieldset key={member} className="flex flex-col gap-1">
              <legend className="pb-0.5 text-meta text-ink-2">{label}</legend>
              {kinds.map((kind) => (
                <Check
                  key={kind}
                  checked={draft[member].includes(kind)}
                  onChange={(on) =>
                    set({
                      [member]: on
                        ? kinds.filter((one) => one === kind || draft[member].includes(one))
                        : draft[member].filter((one) => one !== kind),
                    })
                  }
                >
                  {t(documentWords[kind])}
                </Check>
              ))}
            </fieldset>
          ))}
        </div>
      </fieldset>
      <div className="flex flex-wrap items-start gap-4">
        {text('requestDays', t('Days to hand documents in'))}
        {text('reminderDays', t('Days between reminders'))}
        {text('reminders', t('Reminders at most'))}
      </div>
      <RulesFoot
        locked={locked}
        from={text('from', t('From'))}
        reason={draft.reason}
        setReason={(reason) => set({ reason })}
        writing={writing}
        members={['validFrom', 'minimum', ...numbers]}
        conflict={
          theirs && {
            by: theirs.person,
            at: theirs.setAt,
            rows: rowsOfRules(
              draft,
              { ...textsOf(theirs, currency), from: formatDay(theirs.validFrom, 'field') },
              currency,
            ),
            keepMine: () => {
              setSeen(theirs.version);
              send(theirs.version);
            },
            keepTheirs: () => {
              setTyped(undefined);
              writing.reset();
            },
          }
        }
      />
    </form>
  );
}

function Versions({ data }: { data: PolicyAnswer }) {
  const told = (list: readonly Kind[]): string => list.map((kind) => t(documentWords[kind])).join(' · ') || t('none');
  return (
    <WideTable>
      <LedgerTable
        label={t('Earlier and coming versions')}
        className="border-t border-line bg-surface"
        heads={[
          t('From'),
          { text: t('Days overdue'), numeric: true },
          { text: t('Not below ({currency})', { currency: data.currency }), numeric: true },
          t('Documents'),
          { text: t('By the day run'), className: 'min-w-20' },
          t('Reason'),
        ]}
      >
        <tbody>
          {data.versions.map((one) => (
            <tr key={String(one.version)} className="align-top [&>*]:py-1">
              <th scope="row" className="tabular-nums">
                {formatDay(one.validFrom, 'field')}
              </th>
              <td className="numeric">{formatCount(one.daysOverdue)}</td>
              <td className="numeric">{formatMoney(one.minimum, data.currency)}</td>
              <td className="w-1/2 min-w-72 !whitespace-normal">
                {groups().map(([member, label]) => (
                  <p key={member}>
                    <span className="text-ink-2">{label}:</span> {told(one[member])}
                  </p>
                ))}
              </td>
              <td>{one.proposedDaily ? t('yes') : t('no')}</td>
              <td className="min-w-56 !whitespace-normal text-ink-2">
                {t('{name}, {when}: {reason}', {
                  name: one.person,
                  when: formatInstant(one.setAt),
                  reason: one.reason,
                })}
              </td>
            </tr>
          ))}
        </tbody>
      </LedgerTable>
    </WideTable>
  );
}
