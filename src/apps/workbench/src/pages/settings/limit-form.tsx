/** How much a limit allows, written and asked for: it applies once a second person approves. */
import { useState } from 'react';
import type { CompaniesAnswer } from '#company/contract';
import type { LimitsAnswer } from '#platform';
import { formatDay, formatMoney, readDay, readMoney } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Field, ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { Refused } from '../../parts/states.tsx';
import { useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { useCompaniesOfWork } from './companies-of-work.ts';
import { periodWords } from './limit-words.ts';
import { PastDecisions } from './past-decisions.tsx';

type Action = LimitsAnswer['actions'][number];
type Limit = Action['limits'][number];

/** The members of a limit that have their own field here. */
const members = ['amount', 'personDay', 'customer', 'customerPeriod', 'validFrom', 'reason', 'currency'];

interface LimitFormProps {
  readonly action: Action;
  readonly limit: Limit;
  readonly day: string;
  /** It is not there yet, so there is nothing to take away. */
  readonly isNew?: boolean;
  readonly close: () => void;
}

export function LimitForm({ action, limit, day, isNew = false, close }: LimitFormProps) {
  const { company } = useWork();
  const companies = useReading<CompaniesAnswer>('/api/companies');
  const writing = useWriting();
  const currency = limit.currency ?? companies.data?.rows.find((one) => one.code === company)?.currency ?? 'EUR';
  const began = (amount: string | null): string => (amount === null ? '' : formatMoney(amount, currency));
  const { ownId } = useCompaniesOfWork();
  /** The company whose past decisions it is tried on. */
  const tried = limit.companyId === null ? ownId : String(limit.companyId);
  const [draft, setDraft] = useState({
    amount: began(limit.amount),
    personDay: began(limit.personDay),
    customer: began(limit.customer),
    period: (limit.customerPeriod ?? 'month') as string,
    from: '',
    reason: '',
  });
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const set = (part: Partial<typeof draft>): void => setDraft((old) => ({ ...old, ...part }));
  /** The limit as it is written; undefined, with the faults told, where it is not right yet. */
  const written = (remove: boolean) => {
    const faults: Record<string, string> = {};
    const read = (member: 'amount' | 'personDay' | 'customer'): string | null => {
      if (draft[member].trim() === '') {
        // A slip of the hand must not widen an authority: what is bounded stays bounded.
        if (!remove && limit[member] !== null)
          faults[member] = t('An empty field does not lift a bound in force; write an amount.');
        return null;
      }
      const money = readMoney(draft[member], currency);
      if (money === undefined || money.startsWith('-'))
        faults[member] = t('“{text}” is not an amount in {currency}.', { text: draft[member], currency });
      return money ?? null;
    };
    const [amount, personDay, customer] = [read('amount'), read('personDay'), read('customer')];
    const from = draft.from.trim() === '' ? null : readDay(draft.from);
    if (from === undefined) faults['validFrom'] = t('Write a day such as {day}', { day: formatDay(day, 'field') });
    setWrong(faults);
    if (Object.keys(faults).length > 0) return undefined;
    const bounded = amount !== null || personDay !== null || customer !== null;
    return {
      action: limit.action,
      companyId: limit.companyId,
      role: limit.role,
      personId: limit.personId,
      mode: limit.mode,
      approverRole: limit.approverRole,
      currency: bounded ? currency : limit.currency,
      ...{ amount, personDay, customer },
      customerPeriod: customer === null ? null : draft.period,
      validFrom: from,
      remove,
    };
  };
  const send = (remove: boolean): void => {
    const change = written(remove);
    if (change === undefined) return;
    writing.mutate(
      { path: '/api/authority/limits', body: { changes: [change], reason: draft.reason } },
      {
        told: () => say(t('Asked for; it applies once a second person approves.')),
        onSuccess: close,
      },
    );
  };
  useKeys([
    { keys: 'mod+Enter', label: t('Ask for the change'), whileTyping: true, run: () => send(false) },
    { keys: 'Escape', label: t('Close'), whileTyping: true, run: close },
  ]);
  const at = (member: string): string | undefined =>
    wrong[member] ?? refusedAt(writing.error, member) ?? refusedAt(writing.error, `changes.0.${member}`);
  const ready = saysWhy(draft.reason) && !writing.isPending;
  return (
    <form
      className="flex flex-col gap-3 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        send(false);
      }}
    >
      <div className="flex flex-wrap items-start gap-3">
        {action.amountMeans !== null && (
          <>
            <Field
              label={t('Per transaction up to')}
              error={at('amount')}
              hint={limit.amount === null ? t('empty: any amount') : undefined}
            >
              {(control) => (
                <input
                  {...control}
                  // biome-ignore lint/a11y/noAutofocus: the form stands where the button was that asked for it
                  autoFocus={!isNew}
                  className="field w-32 text-right tabular-nums"
                  value={draft.amount}
                  onChange={(event) => set({ amount: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('Person and day')} error={at('personDay')}>
              {(control) => (
                <input
                  {...control}
                  className="field w-32 text-right tabular-nums"
                  value={draft.personDay}
                  onChange={(event) => set({ personDay: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('Customer')} error={at('customer')}>
              {(control) => (
                <input
                  {...control}
                  className="field w-32 text-right tabular-nums"
                  value={draft.customer}
                  onChange={(event) => set({ customer: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('Customer’s period')} error={at('customerPeriod')}>
              {(control) => (
                <select
                  {...control}
                  className="field"
                  value={draft.period}
                  onChange={(event) => set({ period: event.target.value })}
                >
                  {Object.entries(periodWords).map(([one, text]) => (
                    <option key={one} value={one}>
                      {t(text)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <span className="mt-6 text-ink-2">{currency}</span>
          </>
        )}
        <Field label={t('From')} error={at('validFrom')} hint={t('empty: at once')}>
          {(control) => (
            <input
              {...control}
              className="field w-28 tabular-nums"
              value={draft.from}
              onChange={(event) => set({ from: event.target.value })}
            />
          )}
        </Field>
        <ReasonField
          label={t('Reason')}
          error={at('reason')}
          className="w-72"
          value={draft.reason}
          onChange={(reason) => set({ reason })}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <button type="submit" className="button button-primary" disabled={!ready}>
          {writing.isPending ? t('Saving…') : t('Ask for the change')}
        </button>
        {!isNew && (
          <button type="button" className="button" disabled={!ready} onClick={() => send(true)}>
            {t('Ask to remove it')}
          </button>
        )}
        <button type="button" className="button" onClick={close}>
          {t('Cancel')}
        </button>
      </div>
      {tried !== undefined && (
        <PastDecisions
          action={limit.action}
          companyId={tried}
          day={day}
          changes={() => {
            const change = written(false);
            return change && [change];
          }}
        />
      )}
      {refusedElsewhere(
        writing.error,
        members.flatMap((one) => [one, `changes.0.${one}`]),
      ) && <Refused error={writing.error} />}
    </form>
  );
}
