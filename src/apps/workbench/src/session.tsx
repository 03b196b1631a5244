/** Who is signed in, in which company the person works, and what happens when the session ends. */
import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  type UseMutationResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { createContext, useContext, useEffect, useMemo, useRef } from 'react';
import type { Session } from '#platform';
import { ApiError, ask, endedBefore, newKey, type Parameters } from './api.ts';
import { neededFor } from './page-rights.ts';
import { settlePreferences } from './preferences.ts';
import { forgetToasts, keepBackAll, letGoAll, sayRefused } from './toasts.tsx';

const sessionKey = ['session'] as const;
/**
 * Who is in. `ended`: the session ended under the person's hands; who it was stays known, so that the page stays as it is
 * beneath the sign-in and nothing typed is lost.
 */
interface SessionState {
  readonly session: Session | null;
  readonly ended: boolean;
}

/** The client of all queries: a session that ended anywhere ends everywhere, and refusals are not asked again. */
export function createQueryClient(): QueryClient {
  const end = (): void => {
    if (client.getQueryData<SessionState>(sessionKey)?.ended === false) keepBackAll();
    client.setQueryData<SessionState>(sessionKey, (old) => ({ session: old?.session ?? null, ended: true }));
  };
  const ended = (error: Error): void => {
    if (endedBefore(error)) end();
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== sessionKey[0]) ended(error);
      },
    }),
    mutationCache: new MutationCache({ onError: ended }),
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
  otherTabs?.addEventListener('message', () => void lookAgain(client, end));
  return client;
}

/** All tabs share one cookie: who signs in or out in one of them tells the others. */
const otherTabs = typeof BroadcastChannel === 'function' ? new BroadcastChannel('dunwell-session') : undefined;
const tellOtherTabs = (): void => otherTabs?.postMessage('session');

/** Another tab has signed in or out: the page of somebody else is not shown on, and nothing is sent from it. */
async function lookAgain(client: QueryClient, end: () => void): Promise<void> {
  const before = client.getQueryData<SessionState>(sessionKey);
  const now = await ask<Session>('GET', '/api/session').catch(() => undefined);
  if (!before?.session || !now) {
    if (before?.session) end();
    return;
  }
  if (now.personId === before.session.personId) client.setQueryData(sessionKey, { session: now, ended: false });
  else {
    forgetToasts();
    location.reload();
  }
}

/** Who is in, as it is asked for before the first page is drawn. */
export const sessionReading = queryOptions<SessionState>({
  queryKey: sessionKey,
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => {
    const session = await ask<Session>('GET', '/api/session', { signal }).catch((fault: unknown) => {
      if (fault instanceof ApiError && fault.status === 401) return null;
      throw fault;
    });
    // A page whose words change with the person who is in is drawn once, in the right ones: this one waits for its end.
    if (settlePreferences(session)) await new Promise(() => undefined);
    return { session, ended: false };
  },
});

/** The session, loading or known. */
export const useSession = () => useQuery(sessionReading);

/** Forgets what was read; the session itself is watched by the shell and stays. */
const forgetAll = (client: QueryClient): void =>
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { login: string; password: string; newPassword?: string }) =>
      ask<Session>('POST', '/api/session', { body }),
    onSuccess: (session) => {
      tellOtherTabs();
      const anew = settlePreferences(session);
      const before = client.getQueryData<SessionState>(sessionKey)?.session;
      if (before && before.personId === session.personId) {
        // The same person goes on: the page stays, what it could not read is read now.
        client.setQueryData<SessionState>(sessionKey, { session, ended: false });
        void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
        return;
      }
      // What was shown to whoever sat here before must not be shown to the next person.
      forgetAll(client);
      forgetToasts();
      client.setQueryData<SessionState>(sessionKey, { session, ended: false });
      if (before && !anew) location.reload();
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  const { csrfToken } = useWork().session;
  return useMutation({
    // What is held was asked for by this person, and leaves while it still does so in this name.
    mutationFn: async () => {
      await letGoAll();
      return ask('DELETE', '/api/session', { csrfToken });
    },
    onSettled: () => {
      tellOtherTabs();
      client.setQueryData<SessionState>(sessionKey, { session: null, ended: false });
      forgetAll(client);
      settlePreferences(null);
    },
  });
}

/** Where the person works now. */
export interface Work {
  readonly session: Session;
  readonly tenant: string;
  /** The company that the page works in; of several chosen ones, one. */
  readonly company: string;
  /** The chosen companies: one, several, or all of the person's. Lists show them together. */
  readonly companies: readonly string[];
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

/**
 * The tenant and companies of the address, or the person's first; undefined where they are not among the person's. The
 * address names a company, several with commas between them, or `all`; `in` says in which of several a page works.
 */
export function useChosenWork(session: Session): Work | undefined {
  const search: { tenant?: string; company?: string; in?: string } = useSearch({ strict: false });
  const { tenant: wanted, company: text, in: page } = search;
  // The same object as long as the place is the same: what only changes the address draws nothing anew.
  return useMemo(() => {
    const tenant = named(session.tenants, wanted);
    const own = tenant?.companies.map((one) => one.code) ?? [];
    const chosen = text === undefined ? own.slice(0, 1) : text === 'all' ? own : text.split(',');
    const [first] = chosen;
    if (!tenant || first === undefined || !chosen.every((code) => own.includes(code))) return undefined;
    const company = chosen.find((code) => code === page) ?? first;
    return { session, tenant: tenant.code, company, companies: chosen };
  }, [session, wanted, text, page]);
}

/** The companies of a list, as its route takes them: one by itself keeps the address that it always had. */
export function useCompanies(): { readonly company?: string; readonly companies?: string; readonly several: boolean } {
  const { companies } = useWork();
  return companies.length === 1
    ? { company: companies[0]!, several: false }
    : { companies: companies.join(','), several: true };
}

/** What a reading asks for, and under which key the answer is kept. */
export const readingOf = <T,>(tenant: string, path: string, query: Parameters = {}) =>
  queryOptions<T>({
    queryKey: [path, tenant, query],
    queryFn: ({ signal }) => ask<T>('GET', path, { tenant, query, signal }),
  });

/** A reading of the person's tenant; what it shows stays while the next is loaded. */
export function useReading<T>(
  path: string,
  query: Parameters = {},
  options: { keep?: boolean; enabled?: boolean } = {},
) {
  const { tenant } = useWork();
  return useQuery<T>({
    ...readingOf<T>(tenant, path, query),
    ...(options.enabled !== undefined && { enabled: options.enabled }),
    ...(options.keep && { placeholderData: keepPreviousData }),
  });
}

/** Whether the person may do an action of the permission table in the company of the page. */
export function useMay(action: string): boolean {
  const { session, tenant, company } = useWork();
  const { roles, companies } = session.tenants.find((one) => one.code === tenant)!;
  const companyId = companies.find((one) => one.code === company)?.id;
  return roles.some(
    (role) => (role.companyId === null || role.companyId === companyId) && role.actions.includes(action),
  );
}

/** Answers whether the person may open a page, by its path, in one of the chosen companies. */
export function useMayOpen(): (pathname: string) => boolean {
  const { session, tenant, companies: chosen } = useWork();
  return useMemo(() => {
    const { roles, companies } = session.tenants.find((one) => one.code === tenant)!;
    const ids = new Set(companies.filter((one) => chosen.includes(one.code)).map((one) => one.id));
    const here = roles.filter((role) => role.companyId === null || ids.has(role.companyId));
    return (pathname) => {
      const needed = neededFor(pathname);
      if (needed === undefined) return true;
      return here.some(
        (role) => role.actions.includes(needed.action) && (role.companyId === null || !needed.everywhere),
      );
    };
  }, [session, tenant, chosen]);
}

/** Whether the person may do an action in every company of the tenant: what all companies share is theirs to change. */
export function useMayEverywhere(action: string): boolean {
  const { session, tenant } = useWork();
  return session.tenants
    .find((one) => one.code === tenant)!
    .roles.some((role) => role.companyId === null && role.actions.includes(action));
}

/** What follows a writing. */
interface Afterwards<T> {
  /** What is said of it: always, also where the row that asked has left its list meanwhile. */
  readonly told?: ((answer: T) => void) | undefined;
  /** What the page does next: only while the part that asked is still there, for the person may be somewhere else. */
  readonly onSuccess?: ((answer: T) => void) | undefined;
  readonly onError?: ((error: Error) => void) | undefined;
}

/**
 * A mutation whose word is not lost. What is written changes the lists on screen, often before its own answer is there,
 * and the row with the button goes: the word about it is said all the same, and a refusal that nobody is left to show.
 */
export function useTold<T, W>(mutation: UseMutationResult<T, Error, W>) {
  const here = useRef(false);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  // Its own type speaks of arguments that depend on what is sent; ours is always one thing.
  const send = mutation.mutateAsync as (what: W, then: Omit<Afterwards<T>, 'told'>) => Promise<T>;
  const mutate = (what: W, { told, ...then }: Afterwards<T> = {}): void =>
    void send(what, then).then(told, (error: Error) => {
      if (!here.current && !endedBefore(error)) sayRefused(error);
    });
  return { ...mutation, mutate };
}

/**
 * The token with which a deed of this person is sent. Signing in again renews it; that of somebody else is never taken
 * (`identity.another-person`).
 */
export function tokenOf(client: QueryClient, person: Session): string {
  const now = client.getQueryData<SessionState>(sessionKey)?.session;
  if (now && now.personId !== person.personId)
    throw new ApiError(401, 'identity.another-person', 'Somebody else is signed in by now; nothing was sent.');
  return (now ?? person).csrfToken;
}

export interface Writing {
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Parameters;
  readonly body?: unknown;
  readonly version?: number;
}

/**
 * A writing request. Asked again after a broken line, and when the person presses again, it carries the same key as long
 * as what is sent is the same, so that nothing is done twice. Afterwards what is on screen is read anew.
 */
export function useWriting<T = unknown>() {
  const client = useQueryClient();
  const { session, tenant } = useWork();
  const sent = useRef<{ text: string; key: string }>(undefined);
  const writing = useMutation<T, Error, Writing>({
    mutationFn: ({ method = 'POST', path, query, body, version }) => {
      const text = JSON.stringify([method, path, query, body, version]);
      if (sent.current?.text !== text) sent.current = { text, key: newKey() };
      const idempotencyKey = sent.current.key;
      return ask<T>(method, path, {
        tenant,
        csrfToken: tokenOf(client, session),
        query,
        body,
        idempotencyKey,
        ...(version !== undefined && { version }),
      });
    },
    retry: (failures, error) =>
      failures < 2 && error instanceof ApiError && (error.status === 0 || error.status === 503),
    onSuccess: () => {
      sent.current = undefined;
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
    },
  });
  return useTold(writing);
}
