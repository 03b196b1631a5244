/** Settings: who may do what, how customers are reminded, on which days; each its own page under one head. */
import { Link, useParams } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { t } from '../../language.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { NothingHere, Skeleton } from '../../parts/states.tsx';
import { useMayOpen } from '../../session.tsx';

const Yours = lazy(() => import('./yours.tsx'));
const Users = lazy(() => import('./users.tsx'));
const Roles = lazy(() => import('./roles.tsx'));
const Authority = lazy(() => import('./authority.tsx'));
const Procedures = lazy(() => import('./procedures.tsx'));
const MatchingRules = lazy(() => import('./matching.tsx'));
const Calendars = lazy(() => import('./calendars.tsx'));
const Schedules = lazy(() => import('./schedules.tsx'));
const Rates = lazy(() => import('./rates.tsx'));
const Portfolios = lazy(() => import('./portfolios.tsx'));
const Companies = lazy(() => import('./companies.tsx'));
const Erasure = lazy(() => import('./erasure.tsx'));

const sections: readonly (readonly [section: string, text: string, page: ComponentType])[] = [
  ['you', 'You', Yours],
  ['users', 'Users', Users],
  ['roles', 'Roles', Roles],
  ['authority', 'Authority', Authority],
  ['procedures', 'Dunning procedures', Procedures],
  ['matching', 'Matching', MatchingRules],
  ['calendars', 'Calendars', Calendars],
  ['schedules', 'Schedules', Schedules],
  ['portfolios', 'Portfolios', Portfolios],
  ['rates', 'Exchange rates', Rates],
  ['companies', 'Companies', Companies],
  ['erasure', 'Erasure', Erasure],
];

export function SettingsPage() {
  const { section } = useParams({ strict: false });
  const mayOpen = useMayOpen();
  // Whoever may not see the users begins with what is theirs to see.
  const wanted = section ?? (mayOpen('/settings/users') ? 'users' : 'authority');
  // What the role may not see is no tab; whoever comes by its address is told why.
  const shown = sections.filter(([one]) => mayOpen(`/settings/${one}`));
  const found = sections.find(([one]) => one === wanted);
  const Page = found?.[2];
  return (
    <>
      <PageHead title={t('Settings')} />
      <nav aria-label={t('Settings')} className="flex flex-wrap gap-x-5 border-b border-line px-6">
        {shown.map(([one, text]) => (
          <Link
            key={one}
            to="/settings/{-$section}"
            params={{ section: one }}
            search={{}}
            aria-current={one === wanted ? 'page' : undefined}
            className={`-mb-px border-b-2 py-2 ${one === wanted ? 'border-accent font-medium' : 'border-transparent text-ink-2 hover:text-ink'}`}
          >
            {t(text)}
          </Link>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long settings are scrolled by keys */}
      <div data-scroller tabIndex={0} className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2">
        {Page ? (
          <Suspense fallback={<Skeleton rows={10} className="px-6 py-4" />}>
            <Page />
          </Suspense>
        ) : (
          <NothingHere />
        )}
      </div>
    </>
  );
}
