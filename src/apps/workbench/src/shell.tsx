/** The frame of every page: the rail with company, places and person; or the sign-in where nobody is in. */
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { ask } from './api.ts';
import { Keys, switchLetters, useKeys, useLetters } from './keys.tsx';
import { chooseLanguage, type Language, language, languages, t } from './language.ts';
import { useLine, useLiveChanges } from './live.ts';
import { SignInPage } from './pages/sign-in.tsx';
import { ChevronsIcon, Mark, SearchIcon } from './parts/icons.tsx';
import { Menu, MenuItem, MenuRule } from './parts/menu.tsx';
import { Failure, Notice } from './parts/states.tsx';
import { places } from './places.ts';
import { useChosenWork, useSession, useSignOut, useWork, type Work, WorkContext } from './session.tsx';
import { chooseTheme, readTheme, type Theme } from './theme.ts';
import { Toasts } from './toasts.tsx';

export function Shell() {
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
      {ended && (
        <div className="fixed inset-0 z-50 bg-paper">
          <SignInPage ended />
        </div>
      )}
    </>
  );
}

const Palette = lazy(() => import('./parts/palette.tsx'));
const KeySheet = lazy(() => import('./parts/key-sheet.tsx'));

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
  const [open, setOpen] = useState<'palette' | 'keys'>();
  const close = (): void => setOpen(undefined);
  useLiveChanges(work.tenant);
  useKeys([
    { keys: 'mod+k', label: t('Find or run anything'), whileTyping: true, run: () => setOpen('palette') },
    { keys: '?', label: t('Show the keys'), run: () => setOpen('keys') },
    ...places.map((place) => ({
      keys: place.keys,
      label: t('Go to {place}', { place: t(place.text) }),
      run: () => void navigate({ to: place.to }),
    })),
  ]);
  return (
    <>
      <a
        href="#content"
        className="button sr-only z-30 focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:inline-flex focus:h-7 focus:px-3"
      >
        {t('Skip to content')}
      </a>
      <div className="grid h-dvh grid-cols-[3.75rem_minmax(0,1fr)] xl:grid-cols-[13rem_minmax(0,1fr)]">
        <Rail find={() => setOpen('palette')} showKeys={() => setOpen('keys')} />
        {/* Another company is another page: nothing of the one before stays on screen while it loads. */}
        <main
          key={`${work.tenant}/${work.company}`}
          id="content"
          tabIndex={-1}
          className="flex min-h-0 min-w-0 flex-col overflow-hidden outline-none"
        >
          <Outlet />
        </main>
      </div>
      <Toasts />
      <Suspense>
        {open === 'palette' && <Palette close={close} showKeys={() => setOpen('keys')} />}
        {open === 'keys' && <KeySheet close={close} />}
      </Suspense>
    </>
  );
}

function Rail({ find, showKeys }: { find: () => void; showKeys: () => void }) {
  return (
    <header className="flex min-w-0 flex-col overflow-y-auto border-r border-line px-2 py-3">
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
        {places.map(({ to, text, icon: Icon, gap }) => (
          <Link
            key={to}
            to={to}
            title={t(text)}
            className={`flex h-8 items-center justify-center gap-2.5 rounded-[5px] px-2 text-ink-2 hover:bg-hover hover:text-ink xl:h-7 xl:justify-start ${gap ? 'mt-3' : ''}`}
            activeProps={{ className: 'bg-selection font-medium !text-accent hover:bg-selection' }}
            activeOptions={{ includeSearch: false }}
          >
            <Icon />
            <span className="sr-only xl:not-sr-only">{t(text)}</span>
          </Link>
        ))}
      </nav>
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

function CompanySwitch() {
  const { session, tenant, company } = useWork();
  const navigate = useNavigate();
  const { pathname } = useRouterState({ select: (state) => state.location });
  const { data } = useQuery({
    queryKey: ['/api/companies', tenant],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      ask<{ rows: { code: string; name: string }[] }>('GET', '/api/companies', { tenant, signal }),
  });
  const nameOf = (code: string): string => data?.rows.find((row) => row.code === code)?.name ?? code;
  const choices = session.tenants.flatMap((one) => one.companies.map((its) => ({ tenant: one, code: its.code })));
  const face = (
    <>
      <span className="min-w-0 flex-1">
        <span className="sr-only truncate font-medium xl:not-sr-only xl:block">{nameOf(company)}</span>
        <span className="block truncate text-center text-meta font-medium xl:text-left xl:font-normal xl:text-ink-2">
          {company}
        </span>
      </span>
      {choices.length > 1 && <ChevronsIcon className="hidden text-ink-2 xl:block" />}
    </>
  );
  if (choices.length === 1) return <div className="flex items-center px-1 py-1.5 xl:px-2">{face}</div>;
  return (
    <Menu label={t('Company')} side="below" className={railButton} button={face}>
      {choices.map((choice) => (
        <MenuItem
          key={`${choice.tenant.code}/${choice.code}`}
          checked={choice.tenant.code === tenant && choice.code === company}
          // Another company has other customers: the filters of this one stay behind.
          onSelect={() =>
            void navigate({
              to: pathname,
              search: { company: choice.code, ...(session.tenants.length > 1 && { tenant: choice.tenant.code }) },
            })
          }
        >
          {choice.tenant.code === tenant ? nameOf(choice.code) : choice.tenant.name}{' '}
          <span className="text-meta text-ink-2">{choice.code}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}

const themes: readonly (readonly [Theme, string])[] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

function PersonMenu({ showKeys }: { showKeys: () => void }) {
  const letters = useLetters();
  const { session } = useWork();
  const signOut = useSignOut();
  const [theme, setTheme] = useState(readTheme);
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
        <MenuItem
          key={value}
          checked={theme === value}
          onSelect={() => {
            chooseTheme(value);
            setTheme(value);
          }}
        >
          {t(text)}
        </MenuItem>
      ))}
      <MenuRule />
      {Object.entries(languages).map(([code, name]) => (
        <MenuItem key={code} checked={language === code} onSelect={() => chooseLanguage(code as Language)}>
          <span lang={code}>{name}</span>
        </MenuItem>
      ))}
      <MenuRule />
      <MenuItem onSelect={showKeys}>{t('Keys')}</MenuItem>
      <MenuItem checked={letters} kind="switch" onSelect={() => switchLetters(!letters)}>
        {t('Single letters act')}
      </MenuItem>
      <MenuRule />
      <MenuItem onSelect={() => signOut.mutate()}>{t('Sign out')}</MenuItem>
    </Menu>
  );
}
