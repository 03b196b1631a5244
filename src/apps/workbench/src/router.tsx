/** The addresses of the workbench. Filters and the company are search parameters, as plain text. */
import { createRootRoute, createRoute, createRouter, redirect, retainSearchParams } from '@tanstack/react-router';
import { isDay } from '#kernel';
import { AgingPage } from './pages/aging.tsx';
import { ItemsPage } from './pages/items.tsx';
import { TodayPage } from './pages/today.tsx';
import { NothingHere } from './parts/states.tsx';
import { Shell } from './shell.tsx';

export interface WorkSearch {
  readonly tenant?: string | undefined;
  readonly company?: string | undefined;
}

/** What the aging and its items have in common; absent means: today, net, by due date. */
export interface AgingSearch {
  readonly asOf?: string | undefined;
  readonly view?: 'gross-debit' | undefined;
  readonly basis?: 'document' | undefined;
}

export interface AgingPageSearch extends AgingSearch {
  /** A column's name; with a minus before it, from large to small. */
  readonly sort?: string | undefined;
}

export interface ItemsSearch extends AgingSearch {
  readonly customer?: string | undefined;
  readonly bucket?: string | undefined;
  readonly currency?: string | undefined;
  readonly after?: string | undefined;
}

type Raw = Record<string, unknown>;
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const agingSearch = (raw: Raw): AgingSearch => ({
  asOf: isDay(String(raw['asOf'])) ? String(raw['asOf']) : undefined,
  view: raw['view'] === 'gross-debit' ? 'gross-debit' : undefined,
  basis: raw['basis'] === 'document' ? 'document' : undefined,
});

const rootRoute = createRootRoute({
  validateSearch: (raw: Raw): WorkSearch => ({ tenant: text(raw['tenant']), company: text(raw['company']) }),
  search: { middlewares: [retainSearchParams<WorkSearch>(['tenant', 'company'])] },
  component: Shell,
  notFoundComponent: NothingHere,
});

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today', replace: true });
  },
});
const todayRoute = createRoute({ getParentRoute: () => rootRoute, path: '/today', component: TodayPage });
const agingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/insights/aging',
  validateSearch: (raw: Raw): AgingPageSearch => ({ ...agingSearch(raw), sort: text(raw['sort']) }),
  component: AgingPage,
});
const itemsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/items',
  validateSearch: (raw: Raw): ItemsSearch => ({
    ...agingSearch(raw),
    customer: text(raw['customer']),
    bucket: text(raw['bucket']),
    currency: text(raw['currency']),
    after: text(raw['after']),
  }),
  component: ItemsPage,
});

/** Search parameters as they are written: no JSON, no quotes; what is undefined is left out. */
function writeSearch(search: Raw): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (value !== undefined) query.set(name, String(value));
  return query.size > 0 ? `?${query}` : '';
}

export const router = createRouter({
  routeTree: rootRoute.addChildren([indexRoute, todayRoute, agingRoute, itemsRoute]),
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: writeSearch,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
