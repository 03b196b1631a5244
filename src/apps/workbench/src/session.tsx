/** Who is signed in, in which company the person works, and what happens when the session ends. */
import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { createContext, useContext } from 'react';
import type { Session } from '#platform';
import { ApiError, ask, type Parameters } from './api.ts';

const sessionKey = ['session'] as const;
/** Who is in; where nobody is, whether that is because the session ended under the person's hands. */
interface SessionState {
  readonly session: Session | null;
  readonly ended: boolean;
}

/** The client of all queries: a session that ended anywhere ends everywhere, and refusals are not asked again. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (error instanceof ApiError && error.status === 401 && query.queryKey[0] !== sessionKey[0]) {
          client.setQueryData<SessionState>(sessionKey, { session: null, ended: true });
        }
      },
    }),
    defaultOptions: {
      // The server may stand in the house while the line to the outside is down: the browser's guess does not count.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 30_000,
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiError && (error.status === 0 || error.status === 503),
      },
    },
  });
  return client;
}

/** The session, loading or known. */
export function useSession() {
  return useQuery<SessionState>({
    queryKey: sessionKey,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      try {
        return { session: await ask<Session>('GET', '/api/session', { signal }), ended: false };
      } catch (fault) {
        if (fault instanceof ApiError && fault.status === 401) return { session: null, ended: false };
        throw fault;
      }
    },
  });
}

/** Forgets what was read; the session itself is watched by the shell and stays. */
const forgetAll = (client: QueryClient): void =>
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { login: string; password: string }) => ask<Session>('POST', '/api/session', { body }),
    onSuccess: (session) => {
      // What was shown to whoever sat here before must not be shown to the next person.
      forgetAll(client);
      client.setQueryData<SessionState>(sessionKey, { session, ended: false });
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  const { csrfToken } = useWork().session;
  return useMutation({
    mutationFn: () => ask('DELETE', '/api/session', { csrfToken }),
    onSettled: () => {
      client.setQueryData<SessionState>(sessionKey, { session: null, ended: false });
      forgetAll(client);
    },
  });
}

/** Where the person works now. */
export interface Work {
  readonly session: Session;
  readonly tenant: string;
  readonly company: string;
}

export const WorkContext = createContext<Work | undefined>(undefined);

export function useWork(): Work {
  const work = useContext(WorkContext);
  if (!work) throw new Error('useWork outside of the shell');
  return work;
}

/** The one of this code, or, where no code is given, the first. Another one than asked for is never shown. */
const named = <T extends { readonly code: string }>(all: readonly T[], code: string | undefined): T | undefined =>
  code === undefined ? all[0] : all.find((one) => one.code === code);

/** The tenant and company of the address, or the person's first; undefined where they are not among the person's. */
export function useChosenWork(session: Session): Work | undefined {
  const search: { tenant?: string; company?: string } = useSearch({ strict: false });
  const tenant = named(session.tenants, search.tenant);
  const company = named(tenant?.companies ?? [], search.company);
  return tenant && company && { session, tenant: tenant.code, company: company.code };
}

/** A reading of the person's tenant; what it shows stays while the next is loaded. */
export function useReading<T>(path: string, query: Parameters = {}, options: { keep?: boolean } = {}) {
  const { tenant } = useWork();
  return useQuery<T>({
    queryKey: [path, tenant, query],
    queryFn: ({ signal }) => ask<T>('GET', path, { tenant, query, signal }),
    ...(options.keep && { placeholderData: keepPreviousData }),
  });
}
