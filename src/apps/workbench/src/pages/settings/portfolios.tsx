/** Portfolios: the customers that one collector looks after, and who stands in while that person is away. */
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import type { CollectorsAnswer, PortfoliosAnswer } from '#customers/contract';
import { ApiError } from '../../api.ts';
import { formatCount, formatDay } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { AskReason } from '../../parts/ask-reason.tsx';
import { useBusinessDay } from '../../parts/company-day.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { DayField } from '../../parts/controls.tsx';
import { Field, ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useMayEverywhere, useReading, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Part, Read } from './section.tsx';

type Portfolio = PortfoliosAnswer['rows'][number];
type Substitute = Portfolio['substitutes'][number];

export default function Portfolios() {
  const portfolios = useReading<PortfoliosAnswer>('/api/portfolios');
  const maySeeCustomers = useMay('customers.view');
  // Portfolios are all companies': only a role for all of them makes one, or lets somebody stand in.
  const mayEdit = useMayEverywhere('customers.edit-portfolios');
  const maySubstitute = useMayEverywhere('customers.edit');
  /** What is being done: `new`, or a deed with the code of the portfolio behind it. */
  const [doing, setDoing] = useState<string>();
  const [ending, setEnding] = useState<{ portfolio: Portfolio; substitute: Substitute }>();
  const close = (): void => setDoing(undefined);
  const create = (): void => setDoing('new');
  useKeys(mayEdit && doing === undefined ? [{ keys: 'n', label: t('New portfolio'), run: create }] : []);
  const columns = 5 + (mayEdit || maySubstitute ? 1 : 0);
  return (
    <Part
      title={t('Portfolios')}
      meta={t('The customers that one collector looks after; for all companies.')}
      actions={
        mayEdit &&
        doing === undefined && (
          <button type="button" className="button" onClick={create}>
            {t('New portfolio')}
          </button>
        )
      }
    >
      {doing === 'new' && <PortfolioForm portfolio={null} close={close} />}
      <Read reading={portfolios}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="border-t border-line px-6 py-3 text-ink-2">
              {t(
                'There is no portfolio yet. Customers come into one on their settings, or by the column portfolio of an imported file.',
              )}
            </p>
          ) : (
            <LedgerTable
              label={t('Portfolios')}
              className="border-t border-line bg-surface"
              heads={[
                t('Code'),
                t('Name'),
                t('Collector'),
                t('Substitutes'),
                { text: t('Customers'), numeric: true },
                ...(columns === 6 ? [{ text: t('Change'), unseen: true as const }] : []),
              ]}
            >
              <tbody>
                {rows.map((one) => (
                  <Fragment key={one.code}>
                    <tr>
                      <th scope="row">{one.code}</th>
                      <td className="!whitespace-normal">{one.name}</td>
                      <td>{one.collector ?? <span className="text-warn">{t('Nobody')}</span>}</td>
                      <td className="!whitespace-normal">
                        {one.substitutes.map((substitute) => (
                          <div key={String(substitute.substituteId)}>
                            {t('{name}, {from} to {to}', {
                              name: substitute.person,
                              from: formatDay(substitute.from),
                              to: formatDay(substitute.to),
                            })}{' '}
                            {maySubstitute && (
                              <button
                                type="button"
                                className="link"
                                aria-label={t('End: {name} for {portfolio}', {
                                  name: substitute.person,
                                  portfolio: one.code,
                                })}
                                onClick={() => setEnding({ portfolio: one, substitute })}
                              >
                                {t('End')}
                              </button>
                            )}
                          </div>
                        ))}
                      </td>
                      <td className="numeric">
                        {maySeeCustomers ? (
                          <Link to="/customers" search={{ portfolio: one.code }} className="link tabular-nums">
                            {formatCount(one.accounts)}
                          </Link>
                        ) : (
                          formatCount(one.accounts)
                        )}
                      </td>
                      {columns === 6 && (
                        <td className="text-right">
                          <span className="inline-flex gap-4">
                            {maySubstitute && (
                              <Toggle
                                label={t('Substitute for {name}', { name: one.code })}
                                deed={`substitute ${one.code}`}
                                doing={doing}
                                set={setDoing}
                              >
                                {t('Substitute')}
                              </Toggle>
                            )}
                            {mayEdit && (
                              <Toggle
                                label={t('Change {name}', { name: one.code })}
                                deed={`change ${one.code}`}
                                doing={doing}
                                set={setDoing}
                              >
                                {t('Change')}
                              </Toggle>
                            )}
                          </span>
                        </td>
                      )}
                    </tr>
                    {(doing === `change ${one.code}` || doing === `substitute ${one.code}`) && (
                      <tr>
                        <td colSpan={columns} className="!p-0 !whitespace-normal">
                          {doing === `change ${one.code}` ? (
                            <PortfolioForm portfolio={one} close={close} />
                          ) : (
                            <SubstituteForm portfolio={one} close={close} />
                          )}
                        </td>
                      </tr>
                    )}
                  </Fragment>
                ))}
              </tbody>
            </LedgerTable>
          )
        }
      </Read>
      {ending && <EndDialog {...ending} close={() => setEnding(undefined)} />}
    </Part>
  );
}

interface ToggleProps {
  readonly label: string;
  readonly deed: string;
  readonly doing: string | undefined;
  readonly set: (deed: string | undefined) => void;
  readonly children: string;
}

const Toggle = ({ label, deed, doing, set, children }: ToggleProps) => (
  <button
    type="button"
    className="link"
    aria-label={label}
    aria-expanded={doing === deed}
    onClick={() => set(doing === deed ? undefined : deed)}
  >
    {children}
  </button>
);

interface PersonFieldProps {
  readonly label: string;
  readonly none: string;
  /** A person's id; empty: nobody. */
  readonly value: string;
  /** Who is chosen and may not be in the list any more. */
  readonly known?: { readonly id: string; readonly name: string } | undefined;
  readonly error: string | undefined;
  readonly onChange: (id: string) => void;
}

/** One of those who work with customers. */
function PersonField({ label, none, value, known, error, onChange }: PersonFieldProps) {
  const collectors = useReading<CollectorsAnswer>('/api/portfolio-collectors');
  const rows = collectors.data?.rows ?? [];
  const gone = known !== undefined && !rows.some((one) => String(one.id) === known.id);
  return (
    <Field
      label={label}
      className="w-64"
      error={error ?? (collectors.error ? t('This could not be loaded') : undefined)}
    >
      {(control) => (
        <select
          {...control}
          className="field w-full"
          disabled={collectors.data === undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{none}</option>
          {gone && <option value={known.id}>{known.name}</option>}
          {rows.map((one) => (
            <option key={String(one.id)} value={String(one.id)}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

const members = ['code', 'name', 'reason'] as const;

type PortfolioSettings = Pick<Portfolio, 'name' | 'collectorPersonId'>;
const settingsOf = ({ name, collectorPersonId }: Portfolio): PortfolioSettings => ({ name, collectorPersonId });
/** How the portfolio stands in the books, where somebody else has changed it meanwhile. */
const staleOf = (error: Error | null): PortfolioSettings | undefined =>
  error instanceof ApiError && error.code === 'customers.portfolio-stale'
    ? (error.details['theirs'] as PortfolioSettings)
    : undefined;

/** A new portfolio, or another name or collector of one; its code stays, for files and figures know it by that. */
function PortfolioForm({ portfolio, close }: { portfolio: Portfolio | null; close: () => void }) {
  const writing = useWriting();
  const before = portfolio?.collectorPersonId == null ? '' : String(portfolio.collectorPersonId);
  const [code, setCode] = useState(portfolio?.code ?? '');
  const [name, setName] = useState(portfolio?.name ?? '');
  const [collector, setCollector] = useState(before);
  const [reason, setReason] = useState('');
  /** As it was when the form was opened: what another one changed meanwhile is not written over. */
  const [seen, setSeen] = useState(portfolio && settingsOf(portfolio));
  const collectors = useReading<CollectorsAnswer>('/api/portfolio-collectors');
  useKeys([{ keys: 'Escape', label: t('Close'), whileTyping: true, run: close }]);
  const collectorPersonId = collector === '' ? null : collector;
  const save = (than = seen): void =>
    portfolio === null
      ? writing.mutate(
          { path: '/api/portfolios', body: { code: code.trim(), name: name.trim(), collectorPersonId } },
          { told: () => say(t('Portfolio {name} is created.', { name: code.trim() })), onSuccess: close },
        )
      : writing.mutate(
          {
            method: 'PUT',
            path: `/api/portfolios/${encodeURIComponent(portfolio.code)}`,
            body: { name: name.trim(), collectorPersonId, seen: than, reason: reason.trim() },
          },
          { told: () => say(t('Portfolio {name} is changed.', { name: portfolio.code })), onSuccess: close },
        );
  const theirs = staleOf(writing.error);
  const nameOf = (id: unknown): string =>
    id == null
      ? t('Nobody')
      : (collectors.data?.rows.find((one) => String(one.id) === String(id))?.name ??
        (String(id) === before ? (portfolio?.collector ?? '') : String(id)));
  return (
    <form
      aria-label={portfolio ? t('Change {name}', { name: portfolio.code }) : t('New portfolio')}
      className="flex flex-col gap-3 border-t border-line bg-surface px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="flex flex-wrap items-start gap-3">
        <Field label={t('Code')} error={refusedAt(writing.error, 'code')} className="w-36">
          {(control) => (
            <input
              {...control}
              // biome-ignore lint/a11y/noAutofocus: the person has just asked for the form
              autoFocus={portfolio === null}
              className="field w-full"
              required
              maxLength={50}
              disabled={portfolio !== null}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('Name')} error={refusedAt(writing.error, 'name')} className="min-w-48 flex-1">
          {(control) => (
            <input
              {...control}
              // biome-ignore lint/a11y/noAutofocus: the person has just asked for the form
              autoFocus={portfolio !== null}
              className="field w-full"
              required
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <PersonField
          label={t('Collector')}
          none={t('Nobody')}
          value={collector}
          known={before === '' ? undefined : { id: before, name: portfolio!.collector! }}
          error={refusedAt(writing.error, 'personId')}
          onChange={setCollector}
        />
      </div>
      {portfolio && (
        <ReasonField
          label={t('Reason')}
          error={refusedAt(writing.error, 'reason')}
          value={reason}
          onChange={setReason}
        />
      )}
      {theirs ? (
        <Conflict
          rows={[
            [t('Name'), name.trim(), theirs.name],
            [t('Collector'), nameOf(collectorPersonId), nameOf(theirs.collectorPersonId)],
          ]}
          keepMine={() => {
            setSeen(theirs);
            save(theirs);
          }}
          keepTheirs={close}
        />
      ) : (
        refusedElsewhere(writing.error, [...members, 'personId']) && <Refused error={writing.error} />
      )}
      <FormFoot
        does={portfolio ? t('Save') : t('Create')}
        busy={writing.isPending}
        ready={code.trim() !== '' && name.trim() !== '' && (portfolio === null || saysWhy(reason))}
        close={close}
      />
    </form>
  );
}

/** Somebody works the portfolio beside its collector for some days: its customers are on that person's worklist. */
function SubstituteForm({ portfolio, close }: { portfolio: Portfolio; close: () => void }) {
  const today = useBusinessDay();
  const writing = useWriting();
  const [person, setPerson] = useState('');
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const [reason, setReason] = useState('');
  useKeys([{ keys: 'Escape', label: t('Close'), whileTyping: true, run: close }]);
  return (
    <form
      aria-label={t('Substitute for {name}', { name: portfolio.code })}
      className="flex flex-col gap-3 border-t border-line bg-surface px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        writing.mutate(
          {
            path: '/api/portfolio-substitutes',
            body: { portfolio: portfolio.code, personId: person, from, to, reason: reason.trim() },
          },
          {
            told: () =>
              say(
                t('Stands in for {name} from {from} to {to}.', {
                  ...{ name: portfolio.code, from: formatDay(from), to: formatDay(to) },
                }),
              ),
            onSuccess: close,
          },
        );
      }}
    >
      <div className="flex flex-wrap items-start gap-3">
        <PersonField
          label={t('Stands in')}
          none={t('Choose a person')}
          value={person}
          error={refusedAt(writing.error, 'personId')}
          onChange={setPerson}
        />
        <DayField label={t('From')} value={from} onChange={setFrom} above />
        <DayField label={t('To')} value={to} onChange={setTo} above />
      </div>
      <AskReason error={writing.error} others={['personId']} value={reason} onChange={setReason} />
      <FormFoot
        does={t('Let stand in')}
        busy={writing.isPending}
        ready={person !== '' && saysWhy(reason)}
        close={close}
      />
    </form>
  );
}

interface EndDialogProps {
  readonly portfolio: Portfolio;
  readonly substitute: Substitute;
  readonly close: () => void;
}

function EndDialog({ portfolio, substitute, close }: EndDialogProps) {
  const values = { name: substitute.person, portfolio: portfolio.code };
  return (
    <ReasonDialog
      title={t('{name} no longer stands in for {portfolio}', values)}
      does={t('End')}
      write={(reason) => ({
        method: 'DELETE',
        path: `/api/portfolio-substitutes/${substitute.substituteId}`,
        query: { reason },
      })}
      told={() => say(t('{name} no longer stands in for {portfolio}', values))}
      close={close}
    />
  );
}
