/** Rules by which charges and interest of the bank are posted: listed, declared, changed by versions, ended; tried on past lines before. */
import { useState } from 'react';
import type { RulesAnswer, TriedRuleAnswer } from '#cash/contract';
import { formatCount, formatDay, formatInstant, formatMoney, readMoney } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Check, Field, ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Failure, Notice, Refused, Skeleton } from '../../parts/states.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Why } from '../offsets/why.tsx';

type Rule = RulesAnswer['rows'][number];
type Deed = TriedRuleAnswer['deeds'][number]['deed'];

const directionWords: Readonly<Record<Rule['direction'], string>> = { in: 'Money in', out: 'Money out' };
const deedWords: Readonly<Record<Deed, string>> = {
  posts: 'would be posted',
  same: 'posted to that account by a rule already',
  'other-account': 'posted to another account by a rule',
  disagrees: 'another rule names another account: nobody posts',
  customer: 'turned out to be money of customers',
  'taken-back': 'a person took a posting back',
  'too-large': 'above the maximum: waits for a person',
};
const deedTones: Readonly<Record<Deed, string>> = {
  posts: 'text-ok',
  same: 'text-ink-2',
  'other-account': 'text-warn',
  disagrees: 'text-warn',
  customer: 'text-bad',
  'taken-back': 'text-warn',
  'too-large': 'text-ink-2',
};

/** Undefined: no form is open; null: a rule that is not declared yet. */
type Open = Rule | null | undefined;

export function BankRules() {
  const { company } = useWork();
  const mayEdit = useMay('cash.edit-bank-rules');
  const [ended, setEnded] = useState(false);
  const [open, setOpen] = useState<Open>();
  const [ending, setEnding] = useState<Rule>();
  const read = useReading<RulesAnswer>('/api/bank-rules', { company, ended: ended ? 'yes' : 'no' }, { keep: true });
  useKeys(mayEdit ? [{ keys: 'n', label: t('New rule'), run: () => setOpen(null) }] : []);
  return (
    <>
      <div className="flex flex-wrap items-center gap-4 px-6 pb-3">
        <Check checked={ended} onChange={(on) => setEnded(on)}>
          {t('Ended rules as well')}
        </Check>
        {mayEdit && (
          <button type="button" className="button button-primary ml-auto" onClick={() => setOpen(null)}>
            {t('New rule')} <Keys keys="n" />
          </button>
        )}
      </div>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the rules are scrolled by keys
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface focus-visible:-outline-offset-2"
      >
        {read.isPending ? (
          <Skeleton rows={6} className="px-6 py-3" />
        ) : read.error && !read.data ? (
          <Failure error={read.error} retry={() => void read.refetch()} />
        ) : read.data!.rows.length === 0 ? (
          <Notice title={t('No rule is declared')}>
            <p className="text-ink-2">
              {t('Charges and interest of the bank wait for a person until a rule says where they are posted.')}
            </p>
          </Notice>
        ) : (
          <Rules
            rows={read.data!.rows}
            {...(mayEdit && { change: (rule: Rule) => setOpen(rule), end: (rule: Rule) => setEnding(rule) })}
          />
        )}
      </div>
      {open !== undefined && read.data && (
        <RuleForm rule={open} accounts={read.data.accounts} close={() => setOpen(undefined)} />
      )}
      {ending && (
        <Why
          title={t('End the rule')}
          about={t('“{name}” posts nothing more; what it posted stays.', { name: ending.name })}
          path={`/api/bank-rules/${ending.id}/end`}
          query={{ company }}
          told={t('The rule has ended.')}
          close={() => setEnding(undefined)}
        />
      )}
    </>
  );
}

interface RulesProps {
  readonly rows: readonly Rule[];
  readonly change?: (rule: Rule) => void;
  readonly end?: (rule: Rule) => void;
}

function Rules({ rows, change, end }: RulesProps) {
  return (
    <WideTable>
      <LedgerTable
        label={t('Rules for lines of the bank')}
        heads={[
          t('Rule'),
          t('Money'),
          t('Type code'),
          t('Words'),
          { text: t('Up to'), numeric: true },
          t('Account'),
          { text: t('Postings'), numeric: true },
          t('Declared'),
          ...(change ? [{ text: t('Edit'), unseen: true as const }] : []),
        ]}
      >
        <tbody>
          {rows.map((rule) => (
            <tr key={String(rule.id)} className={rule.ended ? 'text-ink-2' : ''}>
              <th scope="row">{rule.name}</th>
              <td>{t(directionWords[rule.direction])}</td>
              <td className="tabular-nums">{rule.transactionCode}</td>
              <td>{rule.words}</td>
              <td className="numeric whitespace-nowrap">
                {formatMoney(rule.maximum, rule.currency)} <span className="text-meta text-ink-2">{rule.currency}</span>
              </td>
              <td className="!whitespace-normal">
                <span className="tabular-nums">{rule.account}</span>{' '}
                <span className="text-ink-2">{rule.accountName}</span>
              </td>
              <td className="numeric">{formatCount(rule.postings)}</td>
              <td className="text-ink-2">
                <span className="block">{rule.person}</span>
                <span className="block text-meta">{formatInstant(rule.madeAt)}</span>
                {rule.ended && (
                  <span className="block">
                    {rule.ended.replacedBy === null
                      ? t('ended by {name}, {when}: {reason}', {
                          name: rule.ended.person,
                          when: formatInstant(rule.ended.at),
                          reason: rule.ended.reason,
                        })
                      : t('changed by {name}, {when}', {
                          name: rule.ended.person,
                          when: formatInstant(rule.ended.at),
                        })}
                  </span>
                )}
              </td>
              {change && end && (
                <td className="text-right">
                  {rule.ended === null && (
                    <span className="flex justify-end gap-3">
                      <button
                        type="button"
                        className="link"
                        aria-label={t('Change {name}', { name: rule.name })}
                        onClick={() => change(rule)}
                      >
                        {t('Change')}
                      </button>
                      <button
                        type="button"
                        className="link"
                        aria-label={t('End {name}', { name: rule.name })}
                        onClick={() => end(rule)}
                      >
                        {t('End')}
                      </button>
                    </span>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </LedgerTable>
    </WideTable>
  );
}

const members = ['name', 'currency', 'transactionCode', 'words', 'maximum', 'account'] as const;
type Member = (typeof members)[number];

interface RuleFormProps {
  readonly rule: Rule | null;
  readonly accounts: RulesAnswer['accounts'];
  readonly close: () => void;
}

function RuleForm({ rule, accounts, close }: RuleFormProps) {
  const { company } = useWork();
  const writing = useWriting<{ state: 'done' | 'pending' }>();
  const trying = useWriting<TriedRuleAnswer>();
  const [direction, setDirection] = useState<Rule['direction']>(rule?.direction ?? 'out');
  const [account, setAccount] = useState(rule?.account ?? accounts[0]?.code ?? '');
  const [texts, setTexts] = useState({
    name: rule?.name ?? '',
    currency: rule?.currency ?? '',
    transactionCode: rule?.transactionCode ?? '',
    words: rule?.words ?? '',
    maximum: rule ? formatMoney(rule.maximum, rule.currency) : '',
  });
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<Readonly<Partial<Record<Member, string>>>>({});
  /** What is written; undefined where it is not right yet, and each field says why. */
  const written = (withName: boolean) => {
    const currency = texts.currency.trim().toUpperCase();
    const maximum = readMoney(texts.maximum, /^[A-Z]{3}$/.test(currency) ? currency : 'EUR');
    const words = texts.words.trim();
    const code = texts.transactionCode.trim();
    const faults: Partial<Record<Member, string>> = {
      ...(withName && texts.name.trim() === '' && { name: t('Write its name.') }),
      ...(!/^[A-Z]{3}$/.test(currency) && { currency: t('Write a currency such as EUR.') }),
      ...((maximum === undefined || !/[1-9]/.test(maximum) || maximum.startsWith('-')) && {
        maximum: t('Write an amount.'),
      }),
      ...(words !== '' && words.length < 3 && { words: t('Write at least three letters, or nothing.') }),
      ...(words === '' && code === '' && { words: t('Write words of the line, or its type code.') }),
    };
    setWrong(faults);
    if (Object.keys(faults).length > 0 || maximum === undefined) return undefined;
    return {
      ...{ direction, currency, maximum, account },
      transactionCode: code === '' ? null : code,
      words: words === '' ? null : words,
      ...(rule && { replaces: String(rule.id) }),
    };
  };
  const attempt = (): void => {
    const body = written(false);
    if (body) trying.mutate({ path: '/api/bank-rules/try', query: { company }, body });
  };
  const save = (): void => {
    const body = written(true);
    if (!body || !saysWhy(reason)) return;
    writing.mutate(
      {
        path: '/api/bank-rules',
        query: { company },
        body: { ...body, name: texts.name.trim(), askFor: reason.trim() },
      },
      {
        told: ({ state }) =>
          say(
            state === 'done'
              ? t('The rule is in force.')
              : t('Asked for approval; the rule posts once it is approved.'),
          ),
        onSuccess: close,
      },
    );
  };
  const failed = trying.error ?? writing.error;
  const text = (
    member: keyof typeof texts,
    label: string,
    options: { hint?: string; className?: string; first?: boolean } = {},
  ) => (
    <Field
      label={label}
      error={wrong[member] ?? refusedAt(failed, member)}
      hint={options.hint}
      className={options.className ?? ''}
    >
      {(control) => (
        <input
          {...control}
          // biome-ignore lint/a11y/noAutofocus: only where the person has just asked for the form
          autoFocus={options.first ?? false}
          className="field w-full tabular-nums"
          autoComplete="off"
          value={texts[member]}
          onChange={(event) => setTexts((old) => ({ ...old, [member]: event.target.value }))}
        />
      )}
    </Field>
  );
  return (
    <Dialog title={rule ? t('Change the rule') : t('New rule')} width="max-w-4xl" close={close}>
      <form
        className="flex min-h-0 flex-col gap-3 overflow-y-auto px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="flex flex-wrap gap-3">
          {text('name', t('Name'), { className: 'min-w-48 flex-1', first: true })}
          <Field label={t('Money')} className="w-36">
            {(control) => (
              <select
                {...control}
                className="field w-full"
                value={direction}
                onChange={(event) => setDirection(event.target.value as Rule['direction'])}
              >
                <option value="out">{t('Money out')}</option>
                <option value="in">{t('Money in')}</option>
              </select>
            )}
          </Field>
          {text('currency', t('Currency'), { className: 'w-24' })}
          {text('maximum', t('Up to'), { className: 'w-32' })}
        </div>
        <div className="flex flex-wrap gap-3">
          {text('words', t('Words'), { className: 'min-w-48 flex-1', hint: t('that the text of the line holds') })}
          {text('transactionCode', t('Type code'), { className: 'w-40', hint: t('as the bank gives it') })}
          <Field label={t('Account')} error={refusedAt(failed, 'account')} className="min-w-56 flex-1">
            {(control) => (
              <select
                {...control}
                className="field w-full"
                value={account}
                onChange={(event) => setAccount(event.target.value)}
              >
                {accounts.map((one) => (
                  <option key={one.code} value={one.code}>
                    {one.code} {one.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <button type="button" className="button" disabled={trying.isPending} onClick={attempt}>
            {trying.isPending ? t('Trying…') : t('Try on the last 90 days')}
          </button>
          <span className="text-ink-2">{t('Nothing is changed by it.')}</span>
        </div>
        {trying.data && !trying.isPending && <Tried data={trying.data} />}
        <ReasonField label={t('Reason')} value={reason} onChange={setReason} />
        {failed && refusedElsewhere(failed, members) && <Refused error={failed} />}
        <FormFoot does={t('Put in force')} busy={writing.isPending} ready={saysWhy(reason)} close={close} />
      </form>
    </Dialog>
  );
}

/** What the rule would have done: counts and sums of each kind, then the lines. */
function Tried({ data }: { data: TriedRuleAnswer }) {
  const { currency } = data;
  return (
    <section aria-label={t('What the rule would have done')} className="flex flex-col gap-2">
      <p className="text-ink-2">
        {t('Lines of the bank from {from} to {to}: {count}.', {
          count: formatCount(data.lines),
          from: formatDay(data.from),
          to: formatDay(data.to),
        })}{' '}
        {data.deeds.length === 0 && t('The rule speaks of none of them.')}
      </p>
      <ul>
        {data.deeds.map((one) => (
          <li key={one.deed} className="flex gap-3 tabular-nums">
            <span className="w-16 text-right font-medium">{formatCount(one.lines)}</span>
            <span className={`flex-1 ${deedTones[one.deed]}`}>{t(deedWords[one.deed])}</span>
            <span>
              {formatMoney(one.amount, currency)} <span className="text-meta text-ink-2">{currency}</span>
            </span>
          </li>
        ))}
      </ul>
      {data.rows.length > 0 && (
        <WideTable className="max-h-64 overflow-y-auto border-y border-line">
          <LedgerTable
            label={t('Lines that the rule speaks of')}
            heads={[
              t('Day'),
              { text: `${t('Amount')} ${currency}`, numeric: true as const },
              t('Type code'),
              t('Text'),
              t('What becomes of it'),
            ]}
          >
            <tbody>
              {data.rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: what was tried stands as it came
                <tr key={index}>
                  <td className="whitespace-nowrap tabular-nums">{formatDay(row.bookingDate, 'field')}</td>
                  <td className="numeric">{formatMoney(row.amount, currency)}</td>
                  <td className="tabular-nums">{row.transactionCode}</td>
                  <td className="max-w-80 truncate" title={row.text}>
                    {row.text}
                  </td>
                  <td className={deedTones[row.deed]}>{t(deedWords[row.deed])}</td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
        </WideTable>
      )}
    </section>
  );
}
