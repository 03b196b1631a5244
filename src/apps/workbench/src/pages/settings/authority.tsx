/** Authority: what waits for a second person, and the limits up to which each role acts alone, with another, or approves. */

import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { ColleaguesAnswer, LimitsAnswer, RequestsAnswer } from '#platform';
import { clause, formatCount, formatDay, formatInstant, formatMoney, humanise, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { Segmented } from '../../parts/controls.tsx';
import { useCursorRows } from '../../parts/cursor-rows.ts';
import { ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Simulation } from '../cash/simulation.tsx';
import { AddLimit } from './add-limit.tsx';
import { useCompaniesOfWork } from './companies-of-work.ts';
import { Delegations } from './delegations.tsx';
import { LimitForm } from './limit-form.tsx';
import { modeWords, periodWords } from './limit-words.ts';
import { PastDecisions } from './past-decisions.tsx';
import { Part, Read } from './section.tsx';
import { WithoutLimit } from './without-limit.tsx';
import { WouldHappen } from './would-happen.tsx';

const route = getRouteApi('/settings/{-$section}');
type Request = RequestsAnswer['rows'][number];
type Action = LimitsAnswer['actions'][number];
type Limit = Action['limits'][number];

export default function Authority() {
  return (
    <>
      <Requests />
      <WouldHappen />
      <Delegations />
      <Limits />
    </>
  );
}

function Requests() {
  const { queue = 'open' } = route.useSearch();
  const navigate = route.useNavigate();
  const requests = useCursorRows<Request>('/api/authority/requests', { state: queue });
  return (
    <Part
      title={t('Approvals')}
      actions={
        <Segmented
          label={t('Which requests')}
          value={queue}
          options={[
            ['open', t('Waiting')],
            ['approved', t('Approved')],
            ['rejected', t('Declined')],
          ]}
          onChange={(one) =>
            void navigate({ search: (old) => ({ ...old, queue: one === 'open' ? undefined : one }), replace: true })
          }
        />
      }
    >
      {requests.pending ? (
        <Skeleton rows={3} className="px-6 py-2" />
      ) : requests.error ? (
        <Failure error={requests.error} retry={requests.retry} />
      ) : requests.rows.length === 0 ? (
        <p className="border-y border-line bg-surface px-6 py-3 text-ink-2">
          {queue === 'open' ? t('Nothing waits for a second person.') : t('None yet.')}
        </p>
      ) : (
        <ul className="border-t border-line bg-surface" aria-label={t('Requests')}>
          {requests.rows.map((request) => (
            <RequestLine key={String(request.id)} request={request} />
          ))}
        </ul>
      )}
      {requests.count > requests.rows.length && (
        <p className="px-6 py-3">
          <button type="button" className="button" onClick={() => requests.look(0, requests.count)}>
            {t('Show more')}
          </button>
        </p>
      )}
    </Part>
  );
}

/** The rules that somebody wants to set, as they are tried on past money before a second person says yes. */
const triedOf = ({ company: _, validFrom: __, reason: ___, ...rules }: Request['input']): Request['input'] => rules;

/** The limits that somebody asks for, tried on past decisions: each action by itself, as each is decided by itself. */
function LimitsTried({ request }: { request: Request }) {
  const { ownId } = useCompaniesOfWork();
  const day = useReading<LimitsAnswer>('/api/authority/limits').data?.day;
  const changes = request.input['changes'] as readonly {
    readonly action: string;
    readonly companyId?: string | null;
  }[];
  return [...new Set(changes.map((one) => one.action))].map((action) => {
    const ofAction = changes.filter((one) => one.action === action);
    const companyId = ofAction.find((one) => one.companyId != null)?.companyId ?? ownId;
    return (
      companyId !== undefined &&
      day !== undefined && (
        <div key={action} className="pt-2">
          <PastDecisions action={action} companyId={String(companyId)} day={day} changes={() => ofAction} />
        </div>
      )
    );
  });
}

/** Answers what tells the words of a request; a person whose limit changes is kept in them by number, and read by name. */
function useWordsOf({ action }: Request): (text: string) => string {
  const ofLimits = action === 'authority.set-limits';
  const colleagues = useReading<ColleaguesAnswer>('/api/authority/colleagues', {}, { enabled: ofLimits });
  if (!ofLimits) return sentence;
  const named = (all: string, id: string): string =>
    colleagues.data?.rows.find((one) => String(one.id) === id)?.name ?? all;
  return (text) => sentence(text.replace(/\bperson (\d+)\b/, named));
}

/** What somebody asks for, and where the reader may say yes or no to it. */
export function RequestLine({ request }: { request: Request }) {
  const approving = useWriting();
  const declining = useWriting();
  const withdrawing = useWriting();
  const wordsOf = useWordsOf(request);
  const [asking, setAsking] = useState<'decline' | 'withdraw'>();
  const [note, setNote] = useState('');
  const path = `/api/authority/requests/${request.id}`;
  const open = request.state === 'pending' || request.state === 'proposed';
  const busy = approving.isPending || declining.isPending || withdrawing.isPending;
  // Said also where the list was read anew meanwhile and the request is gone from it: what failed is said on it.
  const approve = (): void =>
    approving.mutate(
      { path: `${path}/approval`, body: { contentHash: request.contentHash } },
      { told: () => say(t('Approved, and done.')) },
    );
  const settle = (): void => {
    const [writing, verb, said] =
      asking === 'decline'
        ? ([declining, 'rejection', t('Declined; nothing was changed.')] as const)
        : ([withdrawing, 'withdrawal', t('Taken back; nothing was changed.')] as const);
    writing.mutate({ path: `${path}/${verb}`, body: { note } }, { told: () => say(said) });
  };
  return (
    <li className="border-b border-line px-6 py-2.5">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-64 flex-1">
          <p className="font-medium">
            {wordsOf(request.sentence)}
            {request.amount !== null && request.currency !== null && (
              <span className="pl-2 font-normal tabular-nums">
                {formatMoney(request.amount, request.currency)}{' '}
                <span className="text-meta text-ink-2">{request.currency}</span>
              </span>
            )}
          </p>
          <p className="text-ink-2">
            {t('{name}, {when}: {reason}', {
              name: request.requesterName,
              when: formatInstant(request.requestedAt),
              reason: request.reason,
            })}
          </p>
          {request.settledName !== null && (
            <p className="text-ink-2">
              {request.state === 'approved'
                ? t('Approved by {name}, {when}', {
                    name: request.settledName,
                    when: formatInstant(request.settledAt!),
                  })
                : t('Declined by {name}, {when}: {reason}', {
                    name: request.settledName,
                    when: formatInstant(request.settledAt!),
                    reason: request.settledNote ?? '',
                  })}
            </p>
          )}
          {open && !request.mayApprove && request.whyNot !== null && (
            <p className="text-meta text-ink-2">{sentence(request.whyNot)}</p>
          )}
          {request.lines.length > 0 && (
            <RequestParts
              lines={request.lines}
              textOf={request.action === 'authority.set-limits' ? wordsOf : undefined}
              open={open}
            />
          )}
          {request.mayApprove && request.action === 'cash.set-matching-policy' && (
            <div className="pt-2">
              <Simulation of={String(request.input['company'])} rules={() => triedOf(request.input)} />
            </div>
          )}
          {request.mayApprove && request.action === 'authority.set-limits' && <LimitsTried request={request} />}
        </div>
        {open && asking === undefined && (
          <div className="flex gap-2">
            {request.mine && (
              <button type="button" className="button" disabled={busy} onClick={() => setAsking('withdraw')}>
                {t('Take back')}
              </button>
            )}
            {request.mayApprove && (
              <>
                <button type="button" className="button" disabled={busy} onClick={() => setAsking('decline')}>
                  {t('Decline')}
                </button>
                <button type="button" className="button button-primary" disabled={busy} onClick={approve}>
                  {t('Approve')}
                </button>
              </>
            )}
          </div>
        )}
      </div>
      {asking !== undefined && open && (
        <form
          className="flex flex-wrap items-end gap-3 pt-2"
          onSubmit={(event) => {
            event.preventDefault();
            settle();
          }}
        >
          <ReasonField
            label={asking === 'decline' ? t('Why it is declined') : t('Why it is taken back')}
            error={refusedAt(declining.error ?? withdrawing.error, 'note')}
            className="w-96 max-w-full"
            value={note}
            onChange={setNote}
            atOnce
          />
          <button type="submit" className="button button-primary" disabled={busy || !saysWhy(note)}>
            {asking === 'decline' ? t('Decline') : t('Take back')}
          </button>
          <button type="button" className="button" onClick={() => setAsking(undefined)}>
            {t('Cancel')}
          </button>
        </form>
      )}
      <Refused error={approving.error} />
      {refusedElsewhere(declining.error ?? withdrawing.error, ['note']) && (
        <Refused error={declining.error ?? withdrawing.error} />
      )}
    </li>
  );
}

interface RequestPartsProps {
  readonly lines: Request['lines'];
  /** Where the parts are sentences and not numbers of documents: what tells them. */
  readonly textOf: ((text: string) => string) | undefined;
  readonly open: boolean;
}

/** Everything that is asked for, one by one: what waits is shown, what is settled is folded away. */
function RequestParts({ lines, textOf, open }: RequestPartsProps) {
  const parties = lines.some((line) => line.party !== null);
  const accounts = lines.some((line) => line.account !== null);
  const amounts = lines.some((line) => line.amount !== null);
  return (
    <details open={open} className="pt-2">
      <summary className="link w-fit">
        {lines.length === 1 ? t('1 part') : t('{count} parts', { count: formatCount(lines.length) })}
      </summary>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the parts are scrolled by keys
        tabIndex={0}
        className="relative mt-1 max-h-80 overflow-auto border border-line focus-visible:-outline-offset-2"
      >
        <LedgerTable
          label={t('What is asked for')}
          heads={[
            t('What'),
            ...(parties ? [t('Who')] : []),
            ...(accounts ? [t('Account')] : []),
            ...(amounts ? [{ text: t('Amount'), numeric: true as const }] : []),
          ]}
        >
          <tbody>
            {lines.map((line, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a request do not move
              <tr key={place}>
                <th scope="row" className="font-normal">
                  {textOf ? textOf(line.text) : line.text}
                </th>
                {parties && <td>{line.party}</td>}
                {accounts && <td className="whitespace-nowrap tabular-nums">{line.account}</td>}
                {amounts && (
                  <td className="numeric whitespace-nowrap">
                    {line.amount !== null && line.currency !== null && (
                      <>
                        {formatMoney(line.amount, line.currency)}{' '}
                        <span className="text-meta text-ink-2">{line.currency}</span>
                      </>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      </div>
    </details>
  );
}

function Limits() {
  const limits = useReading<LimitsAnswer>('/api/authority/limits');
  const { companies, codeOf } = useCompaniesOfWork();
  const maySet = useMay('authority.set-limits');
  const [editing, setEditing] = useState<string>();
  const [adding, setAdding] = useState(false);
  return (
    <Read reading={limits}>
      {({ day, policyVersion, actions }) => (
        <>
          {companies.length > 0 && <WithoutLimit actions={actions} companies={companies} maySet={maySet} />}
          <Part
            title={t('Limits')}
            meta={t('Version {version}, in force on {day}', { version: policyVersion, day: formatDay(day) })}
            actions={
              maySet && (
                <button type="button" className="button" onClick={() => setAdding(true)}>
                  {t('Add a limit')}
                </button>
              )
            }
          >
            <LedgerTable
              label={t('Limits')}
              className="border-t border-line bg-surface"
              heads={[
                t('Who'),
                t('Where'),
                t('How'),
                { text: t('Per transaction up to'), numeric: true },
                { text: t('Person and day'), numeric: true },
                { text: t('Customer'), numeric: true },
                t('Currency'),
                t('From'),
                { text: t('Edit'), unseen: true },
              ]}
            >
              {actions
                .filter((action) => action.limits.length > 0)
                .map((action) => (
                  <tbody key={action.action}>
                    <tr className="total">
                      <th scope="rowgroup" colSpan={9}>
                        {sentence(action.sentence)}
                        {action.alwaysTwo && (
                          <span className="pl-2 text-meta font-normal text-ink-2">{t('always takes two')}</span>
                        )}
                        {action.amountMeans && (
                          <span className="pl-2 text-meta font-normal text-ink-2">{clause(action.amountMeans)}</span>
                        )}
                      </th>
                    </tr>
                    {action.limits.map((limit) => (
                      <LimitRows
                        key={String(limit.id)}
                        action={action}
                        limit={limit}
                        where={codeOf(limit.companyId)}
                        day={day}
                        editing={editing === String(limit.id)}
                        edit={maySet ? (on) => setEditing(on ? String(limit.id) : undefined) : undefined}
                      />
                    ))}
                  </tbody>
                ))}
            </LedgerTable>
          </Part>
          {adding && <AddLimit actions={actions} day={day} close={() => setAdding(false)} />}
        </>
      )}
    </Read>
  );
}

interface LimitProps {
  readonly action: Action;
  readonly limit: Limit;
  readonly where: string;
  readonly day: string;
  readonly editing: boolean;
  readonly edit: ((on: boolean) => void) | undefined;
}

const moneyOf = (amount: string | null, currency: string | null): string =>
  amount === null || currency === null ? '' : formatMoney(amount, currency);

function LimitRows({ action, limit, where, day, editing, edit }: LimitProps) {
  const who = limit.personName ?? (limit.role === null ? '' : t(humanise(limit.role)));
  return (
    <>
      <tr>
        <th scope="row">{who}</th>
        <td className="text-ink-2">{where}</td>
        <td>
          {t(modeWords[limit.mode])}
          {limit.approverRole && <span className="text-ink-2"> · {t(humanise(limit.approverRole))}</span>}
        </td>
        <td className="numeric">
          {limit.amount === null ? (
            <span className="text-ink-2">{action.amountMeans === null ? '' : t('any amount')}</span>
          ) : (
            moneyOf(limit.amount, limit.currency)
          )}
        </td>
        <td className="numeric">{moneyOf(limit.personDay, limit.currency)}</td>
        <td className="numeric">
          {moneyOf(limit.customer, limit.currency)}
          {limit.customerPeriod && (
            <span className="pl-1 text-meta text-ink-2">{t(periodWords[limit.customerPeriod])}</span>
          )}
        </td>
        <td className="text-ink-2">{limit.currency}</td>
        <td className="text-ink-2 tabular-nums">{limit.validFrom <= '1900' ? '' : formatDay(limit.validFrom)}</td>
        <td className="text-right">
          {edit && (
            <button
              type="button"
              className="link"
              aria-expanded={editing}
              aria-label={t('Change the limit of {name}', { name: who })}
              onClick={() => edit(!editing)}
            >
              {editing ? t('Close') : t('Change')}
            </button>
          )}
        </td>
      </tr>
      {editing && (
        <tr>
          <td colSpan={9} className="bg-paper !whitespace-normal">
            <LimitForm action={action} limit={limit} day={day} close={() => edit?.(false)} />
          </td>
        </tr>
      )}
    </>
  );
}
