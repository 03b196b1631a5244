/** A customer in one screen: head and facts, open items beside the timeline, and what belongs to it on further tabs. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Segmented } from '../../parts/controls.tsx';
import { Failure, NothingHere, Skeleton } from '../../parts/states.tsx';
import { FilesOfCustomer } from '../items/attached-files.tsx';
import { Contacts } from './contacts.tsx';
import { Documents } from './documents.tsx';
import { CustomerHead, useCustomer } from './head.tsx';
import { ItemsTab } from './items-tab.tsx';
import { OpenItems } from './open-items.tsx';
import { Promises } from './promises.tsx';
import { Settings } from './settings.tsx';
import { Timeline, timelineKinds } from './timeline.tsx';

const route = getRouteApi('/customers/$customer/{-$tab}');
const tabs = [
  [undefined, 'Overview'],
  ['items', 'Open items'],
  ['timeline', 'Timeline'],
  ['promises', 'Promises'],
  ['contacts', 'Contacts'],
  ['documents', 'Documents'],
  ['settings', 'Settings'],
] as const;
type Tab = (typeof tabs)[number][0];

export function CustomerPage() {
  const { customer, tab } = route.useParams();
  const navigate = route.useNavigate();
  const overview = useCustomer(customer);
  const { doing, promise } = route.useSearch();
  const heading = useRef<HTMLHeadingElement>(null);
  const name = overview.data?.name;
  useEffect(() => {
    if (name === undefined) return;
    document.title = `${name} · Dunwell`;
    if (document.activeElement === document.body || document.activeElement === null) heading.current?.focus();
  }, [name]);
  const go = (next: Tab): void =>
    void navigate({ params: { customer, tab: next }, search: ({ doing, promise }) => ({ doing, promise }) });
  // What was begun by the address is over with it: the same can be begun again.
  const ended = (): void => {
    if (doing !== undefined)
      void navigate({ search: (old) => ({ ...old, doing: undefined, promise: undefined }), replace: true });
  };
  // Who was merged into another is shown as that one, under its own address.
  const shown = overview.data?.customer ?? customer;
  useEffect(() => {
    if (shown !== customer) void navigate({ params: { customer: shown, tab }, search: (old) => old, replace: true });
  }, [shown, customer, tab, navigate]);
  const place = tabs.findIndex(([one]) => one === tab);
  useKeys([
    { keys: ']', label: t('Next tab'), run: () => go(tabs[(place + 1) % tabs.length]![0]) },
    { keys: '[', label: t('Tab before'), run: () => go(tabs[(place + tabs.length - 1) % tabs.length]![0]) },
  ]);
  if (place < 0) return <NothingHere />;
  if (overview.isPending) return <Skeleton rows={18} className="px-6 py-6" />;
  if (overview.error && !overview.data) return <Failure error={overview.error} retry={() => void overview.refetch()} />;
  const data = overview.data!;
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <CustomerHead
        key={`${customer} ${doing ?? ''} ${promise ?? ''}`}
        data={data}
        ended={ended}
        {...(doing !== undefined && { begun: doing === 'promise' ? 'call' : doing })}
        {...(doing === 'promise' && { promised: promise ?? '' })}
        heading={
          <h1 ref={heading} tabIndex={-1} className="truncate text-title font-semibold outline-none">
            {data.name}
          </h1>
        }
      />
      <nav
        aria-label={t('About this customer')}
        className="sticky top-0 z-3 flex gap-5 border-b border-line bg-paper px-6"
      >
        {tabs.map(([one, text]) => (
          <Link
            key={text}
            from={route.id}
            params={{ customer, tab: one }}
            search={({ doing, promise }) => ({ doing, promise })}
            activeOptions={{ exact: true, includeSearch: false }}
            className="-mb-px border-b-2 border-transparent py-2 text-ink-2 hover:text-ink"
            activeProps={{ className: '!border-accent !text-ink font-medium' }}
          >
            {t(text)}
          </Link>
        ))}
      </nav>
      <TabContent tab={tab as Tab} />
    </div>
  );
}

function TabContent({ tab }: { tab: Tab }) {
  const { customer } = route.useParams();
  const { find, kind } = route.useSearch();
  const navigate = route.useNavigate();
  const { data } = useCustomer(customer);
  if (!data) return null;
  if (tab === 'items') return <ItemsTab key={customer} data={data} />;
  if (tab === 'timeline') {
    return (
      <>
        <div className="px-6 py-3">
          <Segmented
            label={t('Which entries')}
            value={kind ?? 'all'}
            options={timelineKinds.map(([one, text]) => [one, t(text)] as const)}
            onChange={(one) => void navigate({ search: (old) => ({ ...old, kind: one === 'all' ? undefined : one }) })}
          />
        </div>
        <div className="max-w-4xl flex-1">
          <Timeline customer={customer} kind={timelineKinds.some(([one]) => one === kind) ? kind : undefined} />
        </div>
      </>
    );
  }
  if (tab === 'promises') return <Promises data={data} />;
  if (tab === 'contacts') return <Contacts data={data} />;
  if (tab === 'documents')
    return (
      <div className="flex-1 bg-surface">
        <FilesOfCustomer customer={customer} />
        <Documents customer={customer} merged={data.merged.length > 0} find={find} />
      </div>
    );
  if (tab === 'settings') return <Settings data={data} />;
  return <SideBySide customer={customer} find={find} />;
}

/** Open items on the left, the timeline on the right; one under the other where the window is narrow. */
export function SideBySide({ customer, find }: { customer: string; find?: string | undefined }) {
  const { data } = useCustomer(customer);
  if (!data) return null;
  return (
    <div className="@container grid flex-1 grid-cols-1 xl:grid-cols-[minmax(min(37rem,100%-20rem),1fr)_minmax(20rem,24rem)]">
      <section aria-label={t('Open items')} className="min-w-0 bg-surface @max-[60rem]:[--cell:0.3125rem]">
        <OpenItems data={data} find={find} />
      </section>
      <section aria-label={t('Timeline')} className="min-w-0 border-t border-line xl:border-t-0 xl:border-l">
        <h2 className="flex h-8 items-center border-b border-line px-6 text-meta font-medium text-ink-2">
          {t('Timeline')}
        </h2>
        <Timeline customer={customer} />
      </section>
    </div>
  );
}
