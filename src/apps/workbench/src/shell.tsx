/** The frame of every page: the rail with company, places and person; or the sign-in where nobody is in. */
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { ask } from './api.ts';
import { SignInPage } from './pages/sign-in.tsx';
import { AgingIcon, ChevronsIcon, ItemsIcon, Mark, TodayIcon } from './parts/icons.tsx';
import { Menu, MenuItem, MenuRule } from './parts/menu.tsx';
import { Failure, Notice } from './parts/states.tsx';
import { useChosenWork, useSession, useSignOut, useWork, type Work, WorkContext } from './session.tsx';
import { chooseTheme, readTheme, type Theme } from './theme.ts';

export function Shell() {
  const session = useSession();
  // Whoever was in and is not any more is told so; whoever comes first is not.
  const wasIn = useRef(false);
  const signedOut = useRef(false);
  if (session.data) wasIn.current = true;
  if (session.isPending) return null;
  if (session.error && !session.data) {
    return (
      <main>
        <Failure error={session.error} retry={() => void session.refetch()} />
      </main>
    );
  }
  if (!session.data) {
    const ended = wasIn.current && !signedOut.current;
    return <SignInPage ended={ended} />;
  }
  signedOut.current = false;
  return <SignedIn session={session.data} leaving={() => (signedOut.current = true)} />;
}

function SignedIn({ session, leaving }: { session: Work['session']; leaving: () => void }) {
  const work = useChosenWork(session);
  if (!work) {
    return (
      <main>
        <Notice title="You hold no role here yet">
          <p className="text-ink-2">Ask an administrator to grant you one, then sign in again.</p>
        </Notice>
      </main>
    );
  }
  return (
    <WorkContext value={work}>
      <a
        href="#content"
        className="button sr-only z-30 focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:inline-flex focus:h-7 focus:px-3"
      >
        Skip to content
      </a>
      <div className="grid h-dvh grid-cols-[13rem_minmax(0,1fr)]">
        <Rail leaving={leaving} />
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
    </WorkContext>
  );
}

const places = [
  { to: '/today', text: 'Today', icon: TodayIcon },
  { to: '/insights/aging', text: 'Aging', icon: AgingIcon },
  { to: '/items', text: 'Open items', icon: ItemsIcon },
] as const;

function Rail({ leaving }: { leaving: () => void }) {
  return (
    <div className="flex flex-col border-r border-line px-2 py-3">
      <div className="flex items-center gap-2 px-2 pb-3">
        <Mark />
        <span className="text-fact font-semibold tracking-tight">Dunwell</span>
      </div>
      <CompanySwitch />
      <nav aria-label="Places" className="mt-4 flex flex-col gap-0.5">
        {places.map(({ to, text, icon: Icon }) => (
          <Link
            key={to}
            to={to}
            className="flex h-7 items-center gap-2.5 rounded-[5px] px-2 text-ink-2 hover:bg-hover hover:text-ink"
            activeProps={{ className: 'bg-selection font-medium !text-accent hover:bg-selection' }}
            activeOptions={{ includeSearch: false }}
          >
            <Icon />
            {text}
          </Link>
        ))}
      </nav>
      <div className="mt-auto">
        <PersonMenu leaving={leaving} />
      </div>
    </div>
  );
}

const railButton = 'flex w-full items-center gap-2 rounded-[5px] px-2 py-1.5 text-left hover:bg-hover';

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
        <span className="block truncate font-medium">{nameOf(company)}</span>
        <span className="block truncate text-meta text-ink-2">{company}</span>
      </span>
      {choices.length > 1 && <ChevronsIcon className="text-ink-2" />}
    </>
  );
  if (choices.length === 1) return <div className="flex items-center px-2 py-1.5">{face}</div>;
  return (
    <Menu label="Company" side="below" className={railButton} button={face}>
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

function PersonMenu({ leaving }: { leaving: () => void }) {
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
      label="You"
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
          <span className="min-w-0 flex-1 truncate">{session.name}</span>
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
          {text}
        </MenuItem>
      ))}
      <MenuRule />
      <MenuItem
        onSelect={() => {
          leaving();
          signOut.mutate();
        }}
      >
        Sign out
      </MenuItem>
    </Menu>
  );
}
