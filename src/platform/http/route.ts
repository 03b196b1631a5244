/**
 * Routes: how a module offers its commands and queries over HTTP. A module's `routes.ts` exports
 * `routes: readonly RouteDefinition[]`, its `index.ts` passes them on, and the server composes them all.
 *
 * Every route says which action of the permission table it is ('public' and 'session' are for the door itself). The
 * platform then does, before the handler runs: session, cross-site check, tenant, permission, strict parsing, company.
 * What a handler has to do itself: read and write only within `scope.companyIds`, and refuse with `<thing>.not-found`
 * what lies outside, exactly as if it did not exist.
 *
 * Reserved: a request member named `companyId` (path, query or body) or `company` (a code, in the query) is checked
 * against the person's companies and narrows `scope.companyIds` to that one, `companies` (several codes, in the query) to
 * those; the handler just uses the scope.
 */
import { z } from 'zod';
import type { Outcome } from '#kernel';
import type { Sql } from '../database.ts';
import type { Principal, Scope } from '../identity/principal.ts';
import { type Action, isAction } from '../identity/rules/permissions.ts';
import type { Caller, Engine } from '../transaction.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** 'public': anybody; 'session': whoever is signed in; otherwise the action that the person's role must allow. */
export type Access = Action | 'public' | 'session';

/** Facts of the request that only the door itself needs. */
export interface Client {
  readonly address: string;
  readonly sessionToken: string | undefined;
  /** Sets the session cookie, or removes it. */
  setSession(token: string | undefined): void;
}

interface AnyContext<P, Q, B, T = unknown> {
  readonly engine: Engine;
  /** What the route's `reading` found. */
  readonly reading: T;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The bytes of an upload; empty for other routes. */
  readonly upload: Uint8Array;
  /** The version that the caller edits, from If-Match. */
  readonly version: number | undefined;
  /** Fires when the caller has gone. */
  readonly signal: AbortSignal;
  readonly lastEventId: string | undefined;
  readonly client: Client;
}

interface SignedIn {
  readonly principal: Principal;
}

interface Permitted extends SignedIn {
  readonly scope: Scope;
  /** Pass it to commands: tenant, person, source and the idempotency key of the request. */
  readonly caller: Caller;
}

/** What a handler is given, by the route's access. */
export type RouteContext<A extends Access, P, Q, B, T = unknown> = AnyContext<P, Q, B, T> &
  (A extends 'public' ? unknown : A extends 'session' ? SignedIn : Permitted);

/** Everything at once, as the door builds it. */
export type FullContext = AnyContext<unknown, unknown, unknown> & Permitted;

/** An answer that is not JSON: a file, a page, a stream. */
export interface Content {
  readonly content: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array<ArrayBuffer>>;
  /** Offered to be saved under this name. */
  readonly fileName?: string;
  /** How many rows the file will have: the reader can say how far it has come. */
  readonly rows?: number;
}

/** A command's or query's outcome; `replayed`, and what the caller hears of it, becomes the header Idempotency-Hit. */
type Answer<T> = (Outcome<T> & { readonly replayed?: true }) | Promise<Outcome<T> & { readonly replayed?: true }>;

export interface RouteDefinition {
  readonly method: Method;
  /** OpenAPI style: `/api/items/{itemId}`. */
  readonly path: string;
  /** Its stable name, `module.verb` or `module.thing-verb`; unique. */
  readonly operation: string;
  readonly action: Access;
  /** 'tenant': only for roles held for the whole tenant; 'company' (default): within the companies of the grant. */
  readonly reach: 'tenant' | 'company';
  readonly summary: string;
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
  /** How large its body may be where that is more than the server takes otherwise. */
  readonly bodyMaxBytes: number | undefined;
  /** The route takes raw bytes up to this many. */
  readonly uploadMaxBytes: number | undefined;
  readonly status: 200 | 201 | 202 | 204;
  readonly response: z.ZodType | { readonly mediaType: string };
  /** Its work is made of several commands: its answer is kept as a whole, and the same request again is answered with it. */
  readonly once: boolean;
  /** Refusal codes of its own, for the documentation. */
  readonly refusals: readonly string[];
  /**
   * What the route reads of the whole tenant, whatever was asked for: its statements travel with those of the door and are one
   * snapshot with them. It runs before the door has decided, and its result is dropped where that refuses.
   */
  readonly reading: ((db: Sql, tenantId: bigint) => Promise<unknown>) | undefined;
  readonly handler: (context: FullContext) => Promise<Outcome<unknown> & { readonly replayed?: true }>;
}

type SchemaOf<T> = z.ZodType<T>;
type Replied<R> = R extends { readonly mediaType: string } ? Content : R extends z.ZodType ? z.input<R> : never;

/**
 * Declares a route. Throws at start, not at the first request, when the action is not in the permission table, a path
 * parameter has no schema, or a schema would let unknown members in (use `z.strictObject`): an unknown member is how
 * `approvedBy` or `role` gets where it must not.
 */
export function defineRoute<
  const A extends Access,
  P,
  Q,
  B,
  T,
  R extends z.ZodType | { readonly mediaType: string },
>(definition: {
  readonly method: Method;
  readonly path: string;
  readonly operation: string;
  readonly action: A;
  readonly reach?: 'tenant' | 'company';
  readonly summary: string;
  readonly params?: SchemaOf<P>;
  readonly query?: SchemaOf<Q>;
  readonly body?: SchemaOf<B>;
  readonly bodyMaxBytes?: number;
  readonly uploadMaxBytes?: number;
  readonly status?: 200 | 201 | 202 | 204;
  readonly response: R;
  readonly once?: true;
  readonly refusals?: readonly string[];
  readonly reading?: (db: Sql, tenantId: bigint) => Promise<T>;
  readonly handler: (context: RouteContext<A, P, Q, B, T>) => Answer<Replied<R>>;
}): RouteDefinition {
  const name = `${definition.method.toUpperCase()} ${definition.path}`;
  const fault = (text: string): never => {
    throw new Error(`route ${name}: ${text}`);
  };
  if (definition.action !== 'public' && definition.action !== 'session' && !isAction(definition.action)) {
    fault(`"${definition.action}" is not in the permission table; add it there with the roles that may`);
  }
  if (definition.reading && (definition.action === 'public' || definition.action === 'session'))
    fault('a reading is of a tenant, which only a route with an action has');
  if (definition.once && (definition.action === 'public' || definition.action === 'session'))
    fault('an answer is kept in a tenant, which only a route with an action has');
  if (!/^[a-z]+(\.[a-z][a-z-]*)+$/.test(definition.operation)) fault('name the operation "module.verb"');
  const named = [...definition.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  const declared = definition.params instanceof z.ZodObject ? Object.keys(definition.params.shape) : [];
  if (named.sort().join() !== declared.sort().join()) fault('its path and its params schema name different parameters');
  for (const schema of [definition.params, definition.query, definition.body]) {
    const loose = schema && findLooseObject(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
    if (loose) fault(`a request schema lets unknown members in at "${loose}"; use z.strictObject instead`);
  }
  return {
    method: definition.method,
    path: definition.path,
    operation: definition.operation,
    action: definition.action,
    reach: definition.reach ?? 'company',
    summary: definition.summary,
    params: definition.params,
    query: definition.query,
    body: definition.body,
    bodyMaxBytes: definition.bodyMaxBytes,
    uploadMaxBytes: definition.uploadMaxBytes,
    status: definition.status ?? 200,
    response: definition.response,
    once: definition.once ?? false,
    refusals: definition.refusals ?? [],
    reading: definition.reading,
    // The door parses with exactly these schemas and fills exactly these members before it calls the handler.
    handler: async (context) => definition.handler(context as unknown as RouteContext<A, P, Q, B, T>),
  };
}

/** Finds an object in a JSON schema that accepts members it does not name. */
function findLooseObject(schema: unknown, path = '$'): string | undefined {
  if (schema === null || typeof schema !== 'object') return undefined;
  const node = schema as Record<string, unknown>;
  if (node['type'] === 'object' && node['properties'] && node['additionalProperties'] !== false) return path;
  for (const [key, inner] of Object.entries(node)) {
    const found = findLooseObject(inner, `${path}.${key}`);
    if (found) return found;
  }
  return undefined;
}
