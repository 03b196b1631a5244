/** Delegations: who acts for whom, from when to when; delegating one's own authority, and revoking it. */
import { useState } from 'react';
import type { ColleaguesAnswer, DelegationsAnswer, LimitsAnswer } from '#platform';
import { formatDay, formatMoney, readMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { AskReason } from '../../parts/ask-reason.tsx';
import { DayField } from '../../parts/controls.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Check, ChoiceField, Field, refusedAt, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { useCompaniesOfWork } from './companies-of-work.ts';
import { delegationStates } from './limit-words.ts';
import { Part, Read } from './section.tsx';

type Delegation = DelegationsAnswer['rows'][number];

export function Delegations() {
  const delegations = useReading<DelegationsAnswer>('/api/authority/delegations');
  const limits = useReading<LimitsAnswer>('/api/authority/limits');
  const { codeOf } = useCompaniesOfWork();
  const mayDelegate = useMay('authority.delegate');
  const [delegating, setDelegating] = useState(false);
  const [all, setAll] = useState(false);
  const called = (action: string): string =>
    sentence(limits.data?.actions.find((one) => one.action === action)?.sentence ?? action);
  return (
    <Part
      title={t('Delegations')}
      meta={t('For some days somebody acts for another, within that person’s limits and on that person’s totals.')}
      actions={
        mayDelegate && (
          <button type="button" className="button" onClick={() => setDelegating(true)}>
            {t('Delegate my authority')}
          </button>
        )
      }
    >
      <Read reading={delegations}>
        {({ rows }) => {
          const live = rows.filter((row) => row.state === 'coming' || row.state === 'in_force');
          const shown = all ? rows : live;
          return (
            <>
              {shown.length === 0 ? (
                <p className="border-y border-line bg-surface px-6 py-3 text-ink-2">
                  {t('Nobody acts for anybody at the moment.')}
                </p>
              ) : (
                <LedgerTable
                  label={t('Delegations')}
                  className="border-t border-line bg-surface"
                  heads={[
                    t('Whose authority'),
                    t('Acts for them'),
                    t('From'),
                    t('Until'),
                    t('Where'),
                    t('For what'),
                    { text: t('Per transaction up to'), numeric: true },
                    t('Reason'),
                    t('State'),
                    { text: t('Actions'), unseen: true },
                  ]}
                >
                  <tbody>
                    {shown.map((row) => (
                      <tr key={String(row.id)} className={row.mayEnd ? '' : 'text-ink-2'}>
                        <th scope="row">{row.delegatorName}</th>
                        <td>{row.delegateName}</td>
                        <td className="tabular-nums">{formatDay(row.from)}</td>
                        <td className="tabular-nums">{formatDay(row.to)}</td>
                        <td>{codeOf(row.companyId)}</td>
                        <td className="!whitespace-normal">
                          {row.actions === null ? t('everything') : row.actions.map(called).join(', ')}
                        </td>
                        <td className="numeric whitespace-nowrap">
                          {row.ceiling && (
                            <>
                              {formatMoney(row.ceiling.amount, row.ceiling.currency)}{' '}
                              <span className="text-meta text-ink-2">{row.ceiling.currency}</span>
                            </>
                          )}
                        </td>
                        <td className="!whitespace-normal">{row.reason}</td>
                        <td>{t(delegationStates[row.state])}</td>
                        <td className="text-right">{row.mayEnd && <End row={row} />}</td>
                      </tr>
                    ))}
                  </tbody>
                </LedgerTable>
              )}
              {rows.length > live.length && (
                <p className="px-6 py-2">
                  <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
                    {all ? t('Only what holds or comes') : t('Earlier ones too')}
                  </button>
                </p>
              )}
            </>
          );
        }}
      </Read>
      {delegating && limits.data && <Delegate actions={limits.data.actions} close={() => setDelegating(false)} />}
    </Part>
  );
}

function End({ row }: { row: Delegation }) {
  const writing = useWriting();
  const [sure, setSure] = useState(false);
  const names = { lender: row.delegatorName, name: row.delegateName };
  if (!sure)
    return (
      <button
        type="button"
        className="link"
        aria-label={t('Revoke what {lender} delegated to {name}', names)}
        onClick={() => setSure(true)}
      >
        {t('Revoke')}
      </button>
    );
  return (
    <span className="inline-flex items-center gap-2">
      <button
        type="button"
        className="button button-primary"
        // biome-ignore lint/a11y/noAutofocus: it stands where the button was that asked for it
        autoFocus
        disabled={writing.isPending}
        onClick={() =>
          writing.mutate(
            { method: 'DELETE', path: `/api/authority/delegations/${row.id}` },
            { told: () => say(t('{name} does not act for {lender} any more.', names)) },
          )
        }
      >
        {t('Revoke now')}
      </button>
      <button type="button" className="button" onClick={() => setSure(false)}>
        {t('Cancel')}
      </button>
      <Refused error={writing.error} />
    </span>
  );
}

/** The members of a delegation that have their own field here, beside its reason. */
const members = ['delegatePersonId', 'from', 'to', 'ceiling', 'actions'];

function Delegate({ actions, close }: { actions: LimitsAnswer['actions']; close: () => void }) {
  const colleagues = useReading<ColleaguesAnswer>('/api/authority/colleagues');
  const { companies, ownId, own } = useCompaniesOfWork();
  const { session } = useWork();
  const writing = useWriting();
  const [person, setPerson] = useState('');
  const [where, setWhere] = useState('');
  const [from, setFrom] = useState(() => new Date().toISOString().slice(0, 10));
  const [to, setTo] = useState(from);
  const [some, setSome] = useState<ReadonlySet<string>>();
  const [ceiling, setCeiling] = useState('');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const currency = companies.find((one) => String(one.id) === (where || ownId))?.currency ?? 'EUR';
  const others = (colleagues.data?.rows ?? []).filter((one) => !one.me);
  const send = (): void => {
    const amount = ceiling.trim() === '' ? null : readMoney(ceiling, currency);
    const malformed = amount === undefined || amount?.startsWith('-') === true;
    setWrong(malformed ? t('“{text}” is not an amount in {currency}.', { text: ceiling, currency }) : undefined);
    if (malformed) return;
    writing.mutate(
      {
        path: '/api/authority/delegations',
        body: {
          ...{ delegatePersonId: person, companyId: where === '' ? null : where, from, to, reason },
          actions: some === undefined ? null : [...some],
          ceiling: amount === null ? null : { amount, currency },
        },
      },
      {
        told: () =>
          say(
            t('{name} acts for you from {from} to {to}.', {
              name: others.find((one) => String(one.id) === person)?.name ?? '',
              from: formatDay(from),
              to: formatDay(to),
            }),
          ),
        onSuccess: close,
      },
    );
  };
  return (
    <Dialog title={t('Delegate my authority')} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <p className="text-pretty text-ink-2">
          {t(
            '{name}: what you may do, your delegate may do for you, and it counts towards your limits. It is not delegated further, and neither of you approves what the other asks for.',
            { name: session.name },
          )}
        </p>
        <div className="flex flex-wrap items-start gap-3">
          <ChoiceField
            label={t('To whom')}
            error={refusedAt(writing.error, 'delegatePersonId')}
            width="w-60"
            required
            atOnce
            value={person}
            onChange={setPerson}
            choices={[['', t('Choose')], ...others.map((one) => [String(one.id), one.name] as const)]}
          />
          <ChoiceField
            label={t('Where')}
            value={where}
            onChange={setWhere}
            choices={[['', t('wherever I may')], ...own.map((one) => [String(one.id), one.code] as const)]}
          />
        </div>
        <div className="flex flex-wrap items-start gap-3">
          <DayField label={t('From')} value={from} onChange={setFrom} above />
          <DayField label={t('Until')} value={to} onChange={setTo} above />
          <Field
            label={t('Per transaction up to')}
            hint={t('empty: up to your own limits')}
            error={wrong ?? refusedAt(writing.error, 'ceiling')}
          >
            {(control) => (
              <span className="flex items-center gap-2">
                <input
                  {...control}
                  className="field w-32 text-right tabular-nums"
                  value={ceiling}
                  onChange={(event) => setCeiling(event.target.value)}
                />
                <span className="text-ink-2">{currency}</span>
              </span>
            )}
          </Field>
        </div>
        {refusedAt(writing.error, 'to') && <Refused error={writing.error} />}
        <fieldset className="flex min-w-0 flex-col gap-1">
          <legend className="pb-1 text-meta text-ink-2">{t('For what')}</legend>
          <Check checked={some === undefined} onChange={(every) => setSome(every ? undefined : new Set())}>
            {t('everything')}
          </Check>
          {some !== undefined && (
            <div className="flex max-h-48 flex-col gap-1 overflow-y-auto border border-line px-3 py-2">
              {actions.map((one) => (
                <Check
                  key={one.action}
                  checked={some.has(one.action)}
                  onChange={(on) => {
                    const next = new Set(some);
                    if (on) next.add(one.action);
                    else next.delete(one.action);
                    setSome(next);
                  }}
                >
                  {sentence(one.sentence)}
                </Check>
              ))}
            </div>
          )}
        </fieldset>
        <AskReason error={writing.error} others={members} value={reason} onChange={setReason} />
        <FormFoot
          does={t('Delegate')}
          busy={writing.isPending}
          ready={person !== '' && saysWhy(reason) && some?.size !== 0}
          close={close}
        />
      </form>
    </Dialog>
  );
}
