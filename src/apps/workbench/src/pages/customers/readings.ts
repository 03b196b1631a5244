/** What the screen of a customer reads, so that the next customer of a list can be read before one goes there. */
import { infiniteQueryOptions, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CustomerAnswer, TimelineAnswer } from '#collections/contract';
import type { ItemsAnswer } from '#receivables/contract';
import { ask } from '../../api.ts';
import { readingOf, useWork } from '../../session.tsx';

/** A customer of a company. */
export interface Place {
  readonly company: string;
  readonly customer: string;
}

const pathOf = (customer: string): string => `/api/customers/${encodeURIComponent(customer)}`;

export const overviewReading = (tenant: string, { company, customer }: Place) =>
  readingOf<CustomerAnswer>(tenant, pathOf(customer), { company });

export const openItemsReading = (tenant: string, { company, customer }: Place, asOf: string) =>
  readingOf<ItemsAnswer>(tenant, '/api/items', { company, customer, asOf, limit: 200 });

/** The items that stand open under a number, or under one that begins so: a customer may have more items than are shown. */
export const openItemReading = (tenant: string, { company, customer }: Place, asOf: string, number: string) =>
  readingOf<ItemsAnswer>(tenant, '/api/items', { company, customer, asOf, number, sort: 'number', limit: 200 });

export const timelineReading = (tenant: string, { company, customer }: Place, kind?: string) => {
  const path = `${pathOf(customer)}/timeline`;
  return infiniteQueryOptions({
    queryKey: [path, tenant, company, kind],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      ask<TimelineAnswer>('GET', path, { tenant, query: { company, kind, after: pageParam, limit: 60 }, signal }),
    getNextPageParam: (page) => page.next ?? undefined,
  });
};

/** How long somebody stays with a customer before the next ones are read, in milliseconds: who rushes by reads nothing. */
const restMs = 120;

/** Reads what is likely to be looked at next, one after the other, in the order given. */
export function useReadAhead(places: readonly (Place | undefined)[]): void {
  const client = useQueryClient();
  const { tenant } = useWork();
  const wanted = JSON.stringify(
    places.flatMap((one) => (one ? [{ company: one.company, customer: one.customer }] : [])),
  );
  useEffect(() => {
    let left = false;
    const timer = setTimeout(async () => {
      for (const place of JSON.parse(wanted) as Place[]) {
        if (left) return;
        await readCustomer(client, tenant, place);
      }
    }, restMs);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [client, tenant, wanted]);
}

async function readCustomer(client: QueryClient, tenant: string, place: Place): Promise<void> {
  const overview = overviewReading(tenant, place);
  await client.prefetchQuery(overview);
  const known = client.getQueryData(overview.queryKey);
  if (!known) return;
  const shown = { ...place, customer: known.customer };
  await Promise.all([
    client.prefetchQuery(openItemsReading(tenant, shown, known.businessDay)),
    client.prefetchInfiniteQuery(timelineReading(tenant, shown)),
  ]);
}
