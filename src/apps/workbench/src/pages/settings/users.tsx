/** Users: persons and software that act here, their sign-in names and accounts, and the roles that they hold and where. */
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { CompaniesAnswer } from '#company/contract';
import type { HandedOverAnswer, PersonsAnswer } from '#platform';
import { formatInstant, humanise } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useCursorRows } from '../../parts/cursor-rows.ts';
import { Field, notAnEmail, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { SubmitButton } from '../../parts/form-foot.tsx';
import { countText } from '../../parts/grid.tsx';
import { CloseIcon } from '../../parts/icons.tsx';
import { LongTable } from '../../parts/long-table.tsx';
import { SearchField, useFilterText } from '../../parts/search-field.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useTakingBack } from '../../parts/taking-back.ts';
import { userSorts } from '../../router.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { Part } from './section.tsx';

const route = getRouteApi('/settings/{-$section}');
type Person = PersonsAnswer['rows'][number];

const roleNames = [
  'analyst',
  'lead',
  'cash_applier',
  'credit_manager',
  'controller',
  'auditor',
  'administrator',
] as const;

export default function Users() {
  const persons = useCursorRows<Person>('/api/persons', {});
  const companies = useReading<CompaniesAnswer>('/api/companies');
  const mayManage = useMay('identity.manage');
  const [editing, setEditing] = useState<string>();
  const { find, sort } = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useFilterText(find, (next) =>
    navigate({ search: (old) => ({ ...old, find: next }), replace: true }),
  );
  const onSort = (next: string): void =>
    void navigate({ search: (old) => ({ ...old, sort: userSorts.find((one) => one === next) }), replace: true });
  const { look, count, rows: known } = persons;
  const more = count > known.length;
  // As many as a house has people: all are read, so that all are searched and put in order.
  useEffect(() => {
    if (more) look(0, count);
  }, [more, look, count]);
  const rows = orderOf(fitting(known, text), sort);
  useKeys(
    mayManage && editing === undefined ? [{ keys: 'n', label: t('Add a person'), run: () => setEditing('new') }] : [],
  );
  if (persons.pending) return <Skeleton rows={8} className="px-6 py-4" />;
  if (persons.error) return <Failure error={persons.error} retry={persons.retry} />;
  const codeOf = (companyId: string | bigint | null): string =>
    companyId === null
      ? t('all companies')
      : (companies.data?.rows.find((one) => String(one.id) === String(companyId))?.code ?? '…');
  return (
    <Part
      title={t('Users')}
      actions={
        mayManage &&
        editing === undefined && (
          <button type="button" className="button" onClick={() => setEditing('new')}>
            {t('Add a person')} <Keys keys="n" />
          </button>
        )
      }
    >
      {editing === 'new' && <NewPerson close={() => setEditing(undefined)} />}
      <div className="flex flex-wrap items-center gap-4 border-t border-line px-6 py-2.5">
        <SearchField value={text} onChange={setText} label={t('Find a user')} />
        <p className="text-ink-2" role="status" data-count>
          {countText(rows.length, t('user'), t('users'))}
        </p>
      </div>
      {rows.length === 0 ? (
        <p className="border-t border-line bg-surface px-6 py-4 text-ink-2">{t('Nobody is called so.')}</p>
      ) : (
        <LongTable
          label={t('Users')}
          className="border-t border-line bg-surface"
          heads={[
            { text: t('Name'), sort: 'name' },
            { text: t('Signs in as'), sort: 'login' },
            { text: t('E-mail'), sort: 'email' },
            { text: t('Roles'), sort: 'roles' },
            { text: t('Edit'), unseen: true },
          ]}
          rows={rows}
          sort={sort}
          onSort={onSort}
          row={(person) => (
            <PersonRows
              key={String(person.id)}
              person={person}
              codeOf={codeOf}
              companies={companies.data?.rows ?? []}
              editing={editing === String(person.id)}
              edit={mayManage ? (on) => setEditing(on ? String(person.id) : undefined) : undefined}
            />
          )}
        />
      )}
    </Part>
  );
}

const rolesOf = (person: Person): string => person.grants.map((grant) => t(humanise(grant.role))).join(', ');

/** Whose name, sign-in, address or role has this in it. */
function fitting(persons: readonly Person[], text: string): readonly Person[] {
  const wanted = text.trim().toLowerCase();
  return wanted === ''
    ? persons
    : persons.filter((one) =>
        [one.name, one.login, one.email, rolesOf(one)].some((part) => part?.toLowerCase().includes(wanted)),
      );
}

/** By a column, falling with a minus before it; who has nothing there comes last. Absent: as they became known. */
function orderOf(persons: readonly Person[], sort: string | undefined): readonly Person[] {
  const column = sort?.replace(/^-/, '');
  const sign = sort?.startsWith('-') ? -1 : 1;
  const textOf = (one: Person): string =>
    (column === 'login' ? one.login : column === 'email' ? one.email : column === 'roles' ? rolesOf(one) : one.name) ??
    '';
  return column === undefined
    ? persons
    : persons.toSorted((a, b) => {
        const [own, other] = [textOf(a), textOf(b)];
        if ((own === '') !== (other === '')) return own === '' ? 1 : -1;
        return sign * own.localeCompare(other) || a.name.localeCompare(b.name);
      });
}

interface RowsProps {
  readonly person: Person;
  readonly codeOf: (companyId: string | bigint | null) => string;
  readonly companies: CompaniesAnswer['rows'];
  readonly editing: boolean;
  readonly edit: ((on: boolean) => void) | undefined;
}

function PersonRows({ person, codeOf, companies, editing, edit }: RowsProps) {
  const revoking = useWriting();
  const takeBack = useTakingBack();
  const revoke = (grant: Person['grants'][number]): void =>
    revoking.mutate(
      { method: 'DELETE', path: `/api/grants/${grant.id}` },
      {
        told: () =>
          say(
            t('{name} is no longer {role}.', { name: person.name, role: t(humanise(grant.role)) }),
            () =>
              void takeBack(
                {
                  path: '/api/grants',
                  body: { personId: String(person.id), companyId: grant.companyId, role: grant.role },
                },
                t('{name} is {role} again.', { name: person.name, role: t(humanise(grant.role)) }),
              ),
          ),
        onError: sayRefused,
      },
    );
  return (
    <>
      <tr>
        <th scope="row">
          <span className="font-medium">{person.name}</span>
          {person.kind === 'agent' && <span className="pl-2 text-meta text-accent">{t('Software')}</span>}
        </th>
        <td>
          {person.login ?? <span className="text-ink-2">{t('no sign-in')}</span>}
          {person.closed && <span className="pl-2 text-meta text-ink-2">{t('closed')}</span>}
        </td>
        <td className="text-ink-2">{person.email}</td>
        <td className="!whitespace-normal">
          {person.grants.length === 0 && <span className="text-ink-2">{t('none')}</span>}
          <ul className="flex flex-wrap gap-x-4">
            {person.grants.map((grant) => (
              <li key={String(grant.id)} className="flex items-center gap-1">
                <span>
                  {t(humanise(grant.role))} <span className="text-ink-2">· {codeOf(grant.companyId)}</span>
                </span>
                {editing && (
                  <button
                    type="button"
                    aria-label={t('Take {role} away from {name}', {
                      role: t(humanise(grant.role)),
                      name: person.name,
                    })}
                    className="grid size-6 place-items-center rounded hover:bg-hover"
                    disabled={revoking.isPending}
                    onClick={() => revoke(grant)}
                  >
                    <CloseIcon />
                  </button>
                )}
              </li>
            ))}
          </ul>
        </td>
        <td className="text-right">
          {edit && (
            <button
              type="button"
              className="link"
              aria-expanded={editing}
              aria-label={editing ? t('Close {name}', { name: person.name }) : t('Edit {name}', { name: person.name })}
              onClick={() => edit(!editing)}
            >
              {editing ? t('Close') : t('Edit')}
            </button>
          )}
        </td>
      </tr>
      {editing && (
        <tr>
          <td colSpan={5} className="bg-paper !whitespace-normal">
            <div className="flex flex-wrap items-start gap-x-12 gap-y-4 py-3">
              <Grant person={person} companies={companies} />
              {person.login !== null && <Account person={person} />}
              {person.login === null && person.kind === 'person' && <NewAccount person={person} />}
            </div>
          </td>
        </tr>
      )}
    </>
  );
}

function Grant({ person, companies }: { person: Person; companies: CompaniesAnswer['rows'] }) {
  const writing = useWriting();
  const [role, setRole] = useState<string>('analyst');
  const [companyId, setCompanyId] = useState('');
  return (
    <form
      aria-label={t('Grant a role')}
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        writing.mutate(
          { path: '/api/grants', body: { personId: String(person.id), companyId: companyId || null, role } },
          { told: () => say(t('{name} is {role} now.', { name: person.name, role: t(humanise(role)) })) },
        );
      }}
    >
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t('Role')}>
          {(control) => (
            <select
              {...control}
              // biome-ignore lint/a11y/noAutofocus: the form stands where the button was that asked for it
              autoFocus
              className="field"
              value={role}
              onChange={(event) => setRole(event.target.value)}
            >
              {roleNames.map((one) => (
                <option key={one} value={one}>
                  {t(humanise(one))}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('Where')}>
          {(control) => (
            <select
              {...control}
              className="field max-w-56"
              value={companyId}
              onChange={(event) => setCompanyId(event.target.value)}
            >
              <option value="">{t('all companies')}</option>
              {companies.map((one) => (
                <option key={one.code} value={String(one.id)}>
                  {one.code} · {one.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <button type="submit" className="button" disabled={writing.isPending}>
          {t('Grant')}
        </button>
      </div>
      <Refused error={writing.error} />
    </form>
  );
}

type Deed = 'password' | 'close' | 'reopen';

/** What each deed does to a person, said before it is done. */
const deedWords = (deed: Deed, name: string): { readonly act: string; readonly effect: string } =>
  ({
    password: {
      act: t('Make a one-time password'),
      effect: t('{name} is signed out everywhere and chooses an own password at the next sign-in.', { name }),
    },
    close: {
      act: t('Close the account'),
      effect: t('{name} is signed out everywhere and can no longer sign in; the roles rest.', { name }),
    },
    reopen: {
      act: t('Open the account again'),
      effect: t('{name} gets a one-time password, and the roles of before count again.', { name }),
    },
  })[deed];

function Account({ person }: { person: Person }) {
  const writing = useWriting<Partial<HandedOverAnswer>>();
  const { session } = useWork();
  const [asked, setAsked] = useState<Deed>();
  const [given, setGiven] = useState<HandedOverAnswer>();
  if (String(session.personId) === String(person.id))
    return <p className="text-ink-2">{t('Your own password is changed in your settings.')}</p>;
  const act = (deed: Deed): void =>
    writing.mutate(
      { path: `/api/persons/${person.id}/account/${deed}` },
      {
        told: () => {
          if (deed === 'close') say(t('The account of {name} is closed.', { name: person.name }));
        },
        onSuccess: ({ login, password, until }) => {
          setAsked(undefined);
          if (login !== undefined && password !== undefined && until !== undefined)
            setGiven({ login, password, until });
        },
      },
    );
  const deeds: readonly Deed[] = person.closed ? ['reopen'] : ['password', 'close'];
  return (
    <section aria-label={t('Account')} className="flex max-w-xl flex-col items-start gap-2">
      {asked === undefined ? (
        <div className="flex gap-2">
          {deeds.map((deed) => (
            <button
              key={deed}
              type="button"
              className="button"
              onClick={() => {
                setGiven(undefined);
                setAsked(deed);
              }}
            >
              {deedWords(deed, person.name).act}
            </button>
          ))}
        </div>
      ) : (
        <>
          <p>{deedWords(asked, person.name).effect}</p>
          <div className="flex gap-2">
            <button
              type="button"
              // biome-ignore lint/a11y/noAutofocus: it stands where the button was that asked for it
              autoFocus
              className="button button-primary"
              disabled={writing.isPending}
              onClick={() => act(asked)}
            >
              {deedWords(asked, person.name).act}
            </button>
            <button
              type="button"
              className="button"
              onClick={() => {
                writing.reset();
                setAsked(undefined);
              }}
            >
              {t('Cancel')}
            </button>
          </div>
          <Refused error={writing.error} />
        </>
      )}
      {given !== undefined && (
        <div role="status" className="flex flex-col gap-1">
          <p>
            {t('One-time password of {login}:', { login: given.login })}{' '}
            <code className="select-all font-medium">{given.password}</code>
          </p>
          <p className="text-ink-2">
            {t('It is shown this once: hand it over yourself. It is good until {when}.', {
              when: formatInstant(given.until),
            })}
          </p>
        </div>
      )}
    </section>
  );
}

function NewAccount({ person }: { person: Person }) {
  const writing = useWriting();
  const [login, setLogin] = useState(person.email ?? '');
  const [password, setPassword] = useState('');
  const members = ['login', 'password'];
  return (
    <form
      aria-label={t('Create a sign-in')}
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        writing.mutate(
          { path: `/api/persons/${person.id}/account`, body: { login, password } },
          { told: () => say(t('{name} can sign in.', { name: person.name })) },
        );
      }}
    >
      <div className="flex flex-wrap items-start gap-3">
        <Field label={t('Sign-in name')} error={refusedAt(writing.error, 'login')}>
          {(control) => (
            <input
              {...control}
              className="field w-56"
              required
              autoComplete="off"
              value={login}
              onChange={(event) => setLogin(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('First password')} error={refusedAt(writing.error, 'password')}>
          {(control) => (
            <input
              {...control}
              type="password"
              className="field w-48"
              required
              autoComplete="new-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="button mt-4.5" disabled={writing.isPending}>
          {t('Create a sign-in')}
        </button>
      </div>
      {refusedElsewhere(writing.error, members) && <Refused error={writing.error} />}
    </form>
  );
}

function NewPerson({ close }: { close: () => void }) {
  const writing = useWriting();
  const [draft, setDraft] = useState({ name: '', email: '', kind: 'person' });
  const [tried, setTried] = useState(false);
  const wrong = notAnEmail(draft.email);
  const save = (): void => {
    setTried(true);
    if (wrong !== undefined) return;
    writing.mutate(
      { path: '/api/persons', body: { ...draft, email: draft.email.trim() || null } },
      {
        told: () => say(t('{name} is known; grant a role next.', { name: draft.name })),
        onSuccess: close,
      },
    );
  };
  useKeys([
    { keys: 'mod+Enter', label: t('Save'), whileTyping: true, run: save },
    { keys: 'Escape', label: t('Close'), whileTyping: true, run: close },
  ]);
  return (
    <form
      aria-label={t('Add a person')}
      className="flex flex-col gap-2 border-t border-line px-6 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="flex flex-wrap items-start gap-3">
        <Field label={t('Name')} error={refusedAt(writing.error, 'name')}>
          {(control) => (
            <input
              {...control}
              // biome-ignore lint/a11y/noAutofocus: the form stands where the button was that asked for it
              autoFocus
              className="field w-56"
              required
              maxLength={200}
              value={draft.name}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('E-mail')} error={refusedAt(writing.error, 'email') ?? (tried ? wrong : undefined)}>
          {(control) => (
            <input
              {...control}
              inputMode="email"
              className="field w-64"
              value={draft.email}
              onChange={(event) => setDraft({ ...draft, email: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('Kind')}>
          {(control) => (
            <select
              {...control}
              className="field"
              value={draft.kind}
              onChange={(event) => setDraft({ ...draft, kind: event.target.value })}
            >
              <option value="person">{t('Person')}</option>
              <option value="agent">{t('Software')}</option>
            </select>
          )}
        </Field>
        <div className="mt-4.5 flex gap-2">
          <SubmitButton does={t('Save')} busy={writing.isPending} />
          <button type="button" className="button" onClick={close}>
            {t('Cancel')}
          </button>
        </div>
      </div>
      {refusedElsewhere(writing.error, ['name', 'email']) && <Refused error={writing.error} />}
    </form>
  );
}
