/** The frame of every page: the rail with company, places and person; or the sign-in where nobody is in. */
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { ask } from './api.ts';
import { chooseDensity, densities, useDensity } from './density.ts';
import { formatCount } from './format.ts';
import { HouseWorks } from './house-works.tsx';
import { Keys, switchLetters, useKeys, useLetters } from './keys.tsx';
import { type Language, language, languages, t } from './language.ts';
import { useLine, useLiveChanges } from './live.ts';
import { SignInPage } from './pages/sign-in.tsx';
import { ChevronsIcon, Mark, PlusIcon, SearchIcon } from './parts/icons.tsx';
import { Menu, MenuItem, MenuRule } from './parts/menu.tsx';
import { Failure, Notice, NotOfRole } from './parts/states.tsx';
import { places, placesWithin } from './places.ts';
import { choosePreferences, usePreferences } from './preferences.ts';
import type { WorkSearch } from './router.tsx';
import { useChosenWork, useMayOpen, useSession, useSignOut, useWork, type Work, WorkContext } from './session.tsx';
import { Toasts } from './toasts.tsx';
import { Tray } from './tray.tsx';
import { SaveViewKeys, useSavable, ViewsOfRail } from './views.tsx';

/** Words outlive the page and the session: why something was kept back is read at the sign-in. */
export function Shell() {
  const { data } = useSession();
  return (
    <>
      <SignedInOrNot />
      <Toasts signedIn={data?.session != null && !data.ended} />
    </>
  );
}

function SignedInOrNot() {
  const session = useSession();
  if (session.isPending) return null;
  if (!session.data) {
    return (
      <main>
        <Failure error={session.error} retry={() => void session.refetch()} />
      </main>
    );
  }
  const { session: known, ended } = session.data;
  if (!known) return <SignInPage ended={false} />;
  return (
    <>
      <div inert={ended}>
        <SignedIn session={known} />
      </div>
      {ended && <SignInAgain />}
    </>
  );
}

/** Above everything, an open dialog of the page too: what is typed there stays beneath, and has the focus again afterwards. */
function SignInAgain() {
  const box = useRef<HTMLDialogElement>(null);
  // Nothing beneath hears a key: Escape would close what is kept.
  useKeys([], { modal: true });
  useLayoutEffect(() => {
    const before = document.activeElement;
    box.current!.showModal();
    return () => {
      // Once the page can take it again.
      requestAnimationFrame(() => before instanceof HTMLElement && before.focus());
    };
  }, []);
  return createPortal(
    <dialog
      ref={box}
      aria-label={t('Sign in again')}
      className="m-0 h-dvh max-h-none w-screen max-w-none overflow-auto bg-paper p-0 text-ink"
      // There is no way past it: a browser that closes it is asked to open it again.
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      onClose={(event) => event.currentTarget.showModal()}
    >
      <SignInPage ended />
    </dialog>,
    document.body,
  );
}

const loadPalette = () => import('./parts/palette.tsx');
const Palette = lazy(loadPalette);
/** How long the first page has the line to itself. */
const restMs = 1_000;
const KeySheet = lazy(() => import('./parts/key-sheet.tsx'));
const SaveViewDialog = lazy(() => import('./views.tsx').then((module) => ({ default: module.SaveViewDialog })));

function SignedIn({ session }: { session: Work['session'] }) {
  const work = useChosenWork(session);
  if (!work) {
    const some = session.tenants.some((tenant) => tenant.companies.length > 0);
    return (
      <main>
        {some ? (
          <Notice title={t('There is no such company among yours')}>
            <p className="text-ink-2">{t('The address names a company in which you hold no role.')}</p>
            <Link to="/today" search={{ company: undefined, tenant: undefined }} className="link mt-2">
              {t('Go to your own')}
            </Link>
          </Notice>
        ) : (
          <Notice title={t('You hold no role here yet')}>
            <p className="text-ink-2">{t('Ask an administrator to grant you one, then sign in again.')}</p>
          </Notice>
        )}
      </main>
    );
  }
  return (
    <WorkContext value={work}>
      <Frame work={work} />
    </WorkContext>
  );
}

function Frame({ work }: { work: Work }) {
  const navigate = useNavigate();
  const location = useRouterState({ select: (state) => state.location });
  const [open, setOpen] = useState<'palette' | 'keys' | 'view'>();
  const mayOpen = useMayOpen();
  const close = (): void => setOpen(undefined);
  useLiveChanges(work.tenant, work.session.tenants.find((tenant) => tenant.code === work.tenant)?.seq);
  useKeys([
    { keys: 'mod+k', label: t('Find or run anything'), whileTyping: true, run: () => setOpen('palette') },
    { keys: '?', label: t('Show the keys'), run: () => setOpen('keys') },
    ...[...places, ...placesWithin]
      .filter((place) => mayOpen(place.to))
      .map((place) => ({
        keys: place.keys,
        label: t('Go to {place}', { place: t(place.text) }),
        run: () => void navigate({ to: place.to }),
      })),
  ]);
  // Once the first page stands the palette is fetched too: what is typed right behind its key is not lost to the page.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette().catch(() => undefined), restMs);
    return () => clearTimeout(timer);
  }, []);
  // Another company is another page: nothing of the one before stays on screen while it loads.
  const place = `${work.tenant}/${work.companies.join()}`;
  return (
    <>
      <a
        href="#content"
        className="button sr-only z-30 focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:inline-flex focus:h-7 focus:px-3"
      >
        {t('Skip to content')}
      </a>
      <div className="grid h-dvh grid-cols-[3.75rem_minmax(0,1fr)] xl:grid-cols-[13rem_minmax(0,1fr)] print:block print:h-auto">
        <Rail find={() => setOpen('palette')} showKeys={() => setOpen('keys')} saveView={() => setOpen('view')} />
        <div className="flex min-h-0 min-w-0 flex-col">
          <main
            key={isOfSeveral(location) ? place : `${place}/${work.company}`}
            id="content"
            tabIndex={-1}
            className="flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden outline-none print:overflow-visible"
          >
            <OneOfSeveral work={work} />
            {mayOpen(location.pathname) ? <Outlet /> : <NotOfRole />}
          </main>
          <HouseWorks />
          <Tray />
        </div>
      </div>
      <SaveViewKeys open={() => setOpen('view')} />
      <Suspense>
        {open === 'palette' && <Palette close={close} showKeys={() => setOpen('keys')} />}
        {open === 'keys' && <KeySheet close={close} />}
        {open === 'view' && <SaveViewDialog close={close} />}
      </Suspense>
    </>
  );
}

interface RailProps {
  readonly find: () => void;
  readonly showKeys: () => void;
  readonly saveView: () => void;
}

function Rail({ find, showKeys, saveView }: RailProps) {
  const savable = useSavable();
  const mayOpen = useMayOpen();
  const shown = places.filter((place) => mayOpen(place.to));
  return (
    <header className="flex min-w-0 flex-col overflow-y-auto border-r border-line px-2 py-3 print:hidden">
      <div className="flex items-center justify-center gap-2 px-2 pb-3 xl:justify-start">
        <Mark className="shrink-0" />
        <span className="sr-only text-fact font-semibold tracking-tight xl:not-sr-only">Dunwell</span>
      </div>
      <CompanySwitch />
      <button
        type="button"
        onClick={find}
        title={t('Find or run anything')}
        className="mx-1 mt-3 flex h-8 items-center justify-center gap-2 rounded-[5px] border border-line bg-surface px-2 text-ink-2 hover:border-edge xl:h-7 xl:justify-start"
      >
        <SearchIcon />
        <span className="sr-only flex-1 text-left xl:not-sr-only">{t('Find')}</span>
        <Keys keys="mod+k" className="max-xl:hidden" />
      </button>
      <nav aria-label={t('Places')} className="mt-3 flex flex-col gap-0.5">
        {shown.map(({ to, text, icon: Icon, gap }) => (
          <Link
            key={to}
            to={to}
            title={t(text)}
            className={`flex h-7 items-center justify-center gap-2.5 rounded-[5px] px-2 text-ink-2 hover:bg-hover hover:text-ink xl:justify-start ${gap ? 'mt-3' : ''}`}
            activeProps={{ className: 'bg-selection font-medium !text-accent hover:bg-selection' }}
            activeOptions={{ includeSearch: false }}
          >
            <Icon />
            <span className="sr-only xl:not-sr-only">{t(text)}</span>
          </Link>
        ))}
      </nav>
      <ViewsOfRail />
      {savable && (
        <button
          type="button"
          title={t('Save this view')}
          className="mt-1 flex h-7 items-center justify-center gap-2.5 rounded-[5px] px-2 text-ink-2 hover:bg-hover hover:text-ink xl:justify-start"
          onClick={saveView}
        >
          <PlusIcon />
          <span className="sr-only flex-1 text-left xl:not-sr-only">{t('Save this view')}</span>
          <Keys keys="v" className="max-xl:hidden" />
        </button>
      )}
      <div className="mt-auto pt-4">
        <LineState />
        <PersonMenu showKeys={showKeys} />
      </div>
    </header>
  );
}

/** Says only what is not as usual: that changes of others come late. */
function LineState() {
  const line = useLine();
  if (line === 'live') return null;
  return (
    <p className="sr-only px-2 pb-2 text-meta text-ink-2 xl:not-sr-only xl:block" role="status">
      {t('Changes by others appear every few seconds.')}
    </p>
  );
}

/** Where the window is narrow the rail shows the company's code and the person's initials only. */
const railButton =
  'flex w-full items-center justify-center gap-2 rounded-[5px] px-1 py-1.5 text-left hover:bg-hover xl:justify-start xl:px-2';

/** One company, several or all: the lists show the chosen ones together, a page of one company works in one of them. */
function CompanySwitch() {
  const { session, tenant, companies } = useWork();
  const navigate = useNavigate();
  const { pathname } = useRouterState({ select: (state) => state.location });
  const nameOf = useCompanyNames();
  const own = session.tenants.find((one) => one.code === tenant)!.companies.map((one) => one.code);
  const others = session.tenants.filter((one) => one.code !== tenant && one.companies.length > 0);
  const all = companies.length === own.length && own.length > 1;
  const [first] = companies;
  const face = (
    <>
      <span className="min-w-0 flex-1">
        <span className="sr-only truncate font-medium xl:not-sr-only xl:block">
          {all
            ? t('All companies')
            : companies.length > 1
              ? t('{count} companies', { count: formatCount(companies.length) })
              : nameOf(first!)}
        </span>
        <span className="block truncate text-center text-meta font-medium xl:text-left xl:font-normal xl:text-ink-2">
          {first}
          {companies.length > 1 && (
            <>
              <span className="max-xl:sr-only">, {companies.slice(1).join(', ')}</span>
              <span className="block font-normal text-ink-2 xl:hidden" aria-hidden="true">
                +{formatCount(companies.length - 1)}
              </span>
            </>
          )}
        </span>
      </span>
      {own.length + others.length > 1 && <ChevronsIcon className="hidden shrink-0 text-ink-2 xl:block" />}
    </>
  );
  if (own.length + others.length === 1) return <div className="flex items-center px-1 py-1.5 xl:px-2">{face}</div>;
  // Other companies have other customers: the filters stay behind, but not while the choice grows.
  const choose = (chosen: readonly string[], keepFilters = false): void => {
    const company = chosen.length === own.length && own.length > 1 ? 'all' : chosen.join(',');
    void navigate({
      to: pathname,
      search: (old: Record<string, unknown>) => ({
        ...(keepFilters && { ...old, customer: undefined }),
        company,
        in: undefined,
      }),
    });
  };
  return (
    <Menu label={t('Company')} side="below" className={railButton} button={face}>
      {own.length > 1 && (
        <>
          <MenuItem checked={all} onSelect={() => choose(own, true)}>
            {t('All companies')}
          </MenuItem>
          <MenuRule />
        </>
      )}
      {own.map((code) => (
        <MenuItem
          key={code}
          checked={companies.length === 1 && code === first}
          onSelect={() => choose([code])}
          {...(own.length > 1 && {
            also: {
              label: companies.includes(code)
                ? t('Leave out {company}', { company: nameOf(code) })
                : t('Add {company}', { company: nameOf(code) }),
              checked: companies.includes(code),
              disabled: companies.length === 1 && companies.includes(code),
              onSelect: () => {
                const next = companies.includes(code)
                  ? companies.filter((one) => one !== code)
                  : own.filter((one) => one === code || companies.includes(one));
                choose(next, true);
              },
            },
          })}
        >
          {nameOf(code)} <span className="text-meta text-ink-2">{code}</span>
        </MenuItem>
      ))}
      {others.length > 0 && <MenuRule />}
      {others.flatMap((one) =>
        one.companies.map((its) => (
          <MenuItem
            key={`${one.code}/${its.code}`}
            checked={false}
            onSelect={() =>
              void navigate({ to: pathname, search: { tenant: one.code, company: its.code, in: undefined } })
            }
          >
            {one.name} <span className="text-meta text-ink-2">{its.code}</span>
          </MenuItem>
        )),
      )}
    </Menu>
  );
}

/** Names of the companies of the tenant; the code where the name is not known yet. */
function useCompanyNames(): (code: string) => string {
  const { tenant } = useWork();
  const { data } = useQuery({
    queryKey: ['names of companies', tenant],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      ask<{ rows: { code: string; name: string }[] }>('GET', '/api/companies', { tenant, signal }),
  });
  return (code) => data?.rows.find((row) => row.code === code)?.name ?? code;
}

/** The pages that show several companies together; what is open beside a list names its own. */
const pagesOfSeveral = new RegExp(
  `^/(${[
    ...['today', 'worklist', 'worklist/focus', 'worklist/list', 'items', 'customers', 'promises', 'insights/aging'],
    ...['cash', 'cash/lines/\\d+', 'cash/unapplied', 'cash/accept', 'cash/receipts', 'cash/bank-lines'],
    'cash/returned',
    ...['cash/adjustments', 'cash/certificates', 'runs/dunning/runs', 'runs/dunning/reminders', 'runs/messages'],
    ...['data/jobs', 'audit', 'help/keys', 'dev/components'],
  ].join('|')})$`,
);
/** Their lists are of several; what is made or taken in beside them is of one. */
const pagesThatTakeIn =
  /^\/(cash\/settlements|cash\/advices|offsets|offsets\/payables|runs\/letters|data\/imports|data\/exports)$/;
interface Place {
  readonly pathname: string;
  readonly search: { readonly list?: string; readonly slip?: string; readonly batch?: string; readonly file?: string };
}
/** Whether what the page shows is of all chosen companies; some pages show besides such a list what is one company's. */
function isOfSeveral({ pathname, search: { list, slip, batch, file } }: Place): boolean {
  if (pathname === '/cash/checks')
    return slip === undefined && batch === undefined && (list === undefined || list === 'slips');
  if (pathname === '/cash/refunds') return file === undefined;
  return pagesOfSeveral.test(pathname);
}
const takesIn = ({ pathname, search: { list } }: Place): boolean =>
  pathname === '/runs/statements' ? list === 'sent' : pagesThatTakeIn.test(pathname) && list === undefined;

/** Where several companies are chosen and the page works in one: which one, and the way to another. */
function OneOfSeveral({ work }: { work: Work }) {
  const location = useRouterState({ select: (state) => state.location });
  const { pathname } = location;
  const navigate = useNavigate();
  const nameOf = useCompanyNames();
  if (work.companies.length === 1 || isOfSeveral(location)) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line bg-selection px-6 py-1.5">
      <label className="flex items-center gap-2">
        <span>
          {takesIn(location)
            ? t('The list is of all chosen companies; what is new here is of one:')
            : t('This page shows one company at a time:')}
        </span>
        <select
          className="field"
          value={work.company}
          onChange={(event) =>
            void navigate({
              to: pathname.startsWith('/customers/') ? '/customers' : pathname,
              search: (old: WorkSearch) => ({
                ...(takesIn(location) && old),
                company: old.company,
                in: event.target.value,
              }),
            })
          }
        >
          {work.companies.map((code) => (
            <option key={code} value={code}>
              {nameOf(code)} ({code})
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

const themes: readonly (readonly ['light' | 'dark' | undefined, string])[] = [
  [undefined, 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

function PersonMenu({ showKeys }: { showKeys: () => void }) {
  const letters = useLetters();
  const density = useDensity();
  const { session } = useWork();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const { theme } = usePreferences();
  const initials = session.name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');
  return (
    <Menu
      label={t('You')}
      side="above"
      className={railButton}
      button={
        <>
          <span
            aria-hidden="true"
            className="grid size-6 shrink-0 place-items-center rounded-full bg-selection text-meta font-semibold text-accent"
          >
            {initials}
          </span>
          <span className="sr-only min-w-0 flex-1 truncate xl:not-sr-only">{session.name}</span>
        </>
      }
    >
      {themes.map(([value, text]) => (
        <MenuItem key={text} checked={theme === value} onSelect={() => choosePreferences({ theme: value })}>
          {t(text)}
        </MenuItem>
      ))}
      <MenuRule />
      {densities.map(([height, text]) => (
        <MenuItem key={height} checked={density === height} onSelect={() => chooseDensity(height)}>
          {t(text)}
        </MenuItem>
      ))}
      <MenuRule />
      {Object.entries(languages).map(([code, name]) => (
        <MenuItem
          key={code}
          checked={language === code}
          onSelect={() => choosePreferences({ language: code as Language })}
        >
          <span lang={code}>{name}</span>
        </MenuItem>
      ))}
      <MenuRule />
      <MenuItem onSelect={() => void navigate({ to: '/settings/{-$section}', params: { section: 'you' }, search: {} })}>
        {t('Your settings and password')}
      </MenuItem>
      <MenuItem onSelect={showKeys}>{t('Keys')}</MenuItem>
      <MenuItem onSelect={() => void navigate({ to: '/help/keys' })}>{t('All keys, by place')}</MenuItem>
      <MenuItem checked={letters} kind="switch" onSelect={() => switchLetters(!letters)}>
        {t('Single letters act')}
      </MenuItem>
      <MenuRule />
      <MenuItem onSelect={() => signOut.mutate()}>{t('Sign out')}</MenuItem>
    </Menu>
  );
}
