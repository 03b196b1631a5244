/** Actions that nobody may do, as no limit is set for them, and the limits that they begin with, to be asked for. */
import { useState } from 'react';
import type { CompaniesAnswer } from '#company/contract';
import type { LimitsAnswer } from '#platform';
import { formatMoney, humanise, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { Refused } from '../../parts/states.tsx';
import { useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { modeWords, periodWords } from './limit-words.ts';
import { Part } from './section.tsx';

type Action = LimitsAnswer['actions'][number];
type Company = CompaniesAnswer['rows'][number];

interface Props {
  readonly actions: readonly Action[];
  readonly companies: readonly Company[];
  readonly maySet: boolean;
}

export function WithoutLimit({ actions, companies, maySet }: Props) {
  const without = actions.filter((one) => one.unlimited.length > 0);
  if (without.length === 0) return null;
  return (
    <Part
      title={t('Nobody may do this yet')}
      meta={t('No limit is set: whoever tries is refused, and nobody can be asked.')}
    >
      <ul className="border-t border-line bg-surface" aria-label={t('Nobody may do this yet')}>
        {without.map((action) => (
          <ActionLine key={action.action} action={action} companies={companies} maySet={maySet} />
        ))}
      </ul>
    </Part>
  );
}

function ActionLine({ action, companies, maySet }: { action: Action; companies: readonly Company[]; maySet: boolean }) {
  const writing = useWriting();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const places = action.unlimited.map((id) => companies.find((one) => String(one.id) === String(id)));
  // An action without an amount is the whole tenant's: its limits have no currency.
  const currency = places[0]?.currency ?? null;
  const send = (): void => {
    const changes = places.flatMap((place) =>
      action.defaults.map((one) => {
        const bounded = one.amount !== null || one.personDay !== null || one.customer !== null;
        return {
          ...one,
          ...{ action: action.action, companyId: place === undefined ? null : String(place.id), personId: null },
          ...{ currency: bounded ? (place?.currency ?? null) : null, validFrom: null, remove: false },
        };
      }),
    );
    writing.mutate(
      { path: '/api/authority/limits', body: { changes, reason: reason.trim() } },
      {
        told: () => say(t('Asked for; it applies once a second person approves.')),
        onSuccess: () => {
          setAsking(false);
        },
      },
    );
  };
  return (
    <li className="border-b border-line px-6 py-2.5">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-64 flex-1">
          <p className="font-medium">
            {sentence(action.sentence)}
            <span className="pl-2 font-normal text-warn">
              {places.map((place) => place?.code ?? t('all companies')).join(', ')}
            </span>
          </p>
          <p className="text-ink-2">
            {action.defaults.length === 0
              ? t('It begins without limits: add the first with “Add a limit”.')
              : t('It begins with: {limits}', {
                  limits: action.defaults.map((one) => saidOf(one, currency)).join(' · '),
                })}
          </p>
        </div>
        {maySet && action.defaults.length > 0 && !asking && (
          <button
            type="button"
            className="button"
            aria-label={t('Ask for these limits: {action}', { action: sentence(action.sentence) })}
            onClick={() => setAsking(true)}
          >
            {t('Ask for these limits')}
          </button>
        )}
      </div>
      {asking && (
        <form
          className="flex flex-wrap items-end gap-3 pt-2"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <ReasonField
            label={t('Reason')}
            error={refusedAt(writing.error, 'reason')}
            className="w-96 max-w-full"
            value={reason}
            onChange={setReason}
            atOnce
          />
          <button type="submit" className="button button-primary" disabled={writing.isPending || !saysWhy(reason)}>
            {t('Ask for these limits')}
          </button>
          <button type="button" className="button" onClick={() => setAsking(false)}>
            {t('Cancel')}
          </button>
        </form>
      )}
      {refusedElsewhere(writing.error, ['reason']) && <Refused error={writing.error} />}
    </li>
  );
}

/** One limit in a few words: who, how, up to what. */
function saidOf(one: Action['defaults'][number], currency: string | null): string {
  const money = (amount: string): string =>
    currency === null ? amount : `${formatMoney(amount, currency)} ${currency}`;
  return [
    `${t(humanise(one.role))} ${t(modeWords[one.mode])}`,
    one.amount !== null && t('up to {amount}', { amount: money(one.amount) }),
    one.personDay !== null && t('{amount} a person and day', { amount: money(one.personDay) }),
    one.customer !== null &&
      one.customerPeriod !== null &&
      t('{amount} a customer and period ({period})', {
        amount: money(one.customer),
        period: t(periodWords[one.customerPeriod]),
      }),
  ]
    .filter((part) => part !== false)
    .join(', ');
}
