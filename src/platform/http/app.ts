/**
 * The door: builds the HTTP application from route definitions. Every request passes the same steps in the same order;
 * what a person may not do is refused before anything of the request is read.
 */
import { randomUUID } from 'node:crypto';
import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import { z } from 'zod';
import { done, type Outcome, type Refusal, refuse } from '#kernel';
import type { Sql } from '../database.ts';
import {
  chooseTenant,
  decideScope,
  narrowScope,
  type Principal,
  recognise,
  type Scope,
} from '../identity/principal.ts';
import type { RequestReport } from '../observe/metrics.ts';
import { type Engine, runQueryAtOnce } from '../transaction.ts';
import { answerOnce } from './answered-once.ts';
import type { CompanyEntry, CompanyReading } from './companies.ts';
import { describeFault, notText, refusalOfFault } from './faults.ts';
import { isWhole, problemResponse, problemSchema, refusalOfResponse, toJson, wholeResponse } from './problem.ts';
import { type BucketPolicy, rateLimiter } from './rate-limit.ts';
import { parsePart, queryObject, readBytes, readJson } from './request.ts';
import type { Client, Content, FullContext, RouteDefinition } from './route.ts';
import {
  cookieName,
  readCookie,
  refuseCrossSite,
  refuseWithoutCsrfToken,
  securityHeaders,
  sessionCookie,
} from './security.ts';

export interface HttpOptions {
  readonly engine: Engine;
  readonly routes: readonly RouteDefinition[];
  readonly companies: CompanyReading;
  readonly logger: Logger;
  readonly production: boolean;
  /** Largest JSON body; uploads say their own. */
  readonly maxBodyBytes?: number;
  readonly perSession?: BucketPolicy;
  readonly perAddress?: BucketPolicy;
  /** Told of every request that was answered. */
  readonly onRequest?: (report: RequestReport) => void;
  /** Behind our own proxy: its request ids are taken over. */
  readonly trustRequestIds?: boolean;
  /** The address a request came from; the server reads it from the socket. */
  readonly addressOf?: (context: Context) => string;
}

const methodsThatWrite = new Set(['post', 'put', 'patch', 'delete']);

/** Builds the application. Throws when two routes share a path and method, or an operation's name. */
export function createHttp(options: HttpOptions): OpenAPIHono {
  const app = new OpenAPIHono();
  const security = securityHeaders(options.production);
  const headers = Object.entries(security);
  const perAddress = rateLimiter(options.perAddress ?? { burst: 600, perSecond: 100 });
  const perSession = rateLimiter(options.perSession ?? { burst: 300, perSecond: 50 });
  const door: Door = {
    ...options,
    perSessionLimiter: perSession,
    maxBodyBytes: options.maxBodyBytes ?? 1_000_000,
    lastTenants: new Map(),
    commonHeaders: { ...security, 'cache-control': 'no-store' },
  };

  app.use('*', async (context, next) => {
    const started = performance.now();
    const requestId = requestIdOf(door, context);
    const wait = perAddress.take(addressOf(door, context), options.engine.clock.now());
    if (wait > 0) context.res = refuseWith(door, context, tooMany(wait));
    else await next();
    const response = context.res;
    const code = refusalOfResponse.get(response);
    if (!isWhole(response)) {
      for (const [name, value] of headers) if (!response.headers.has(name)) response.headers.set(name, value);
      response.headers.set('x-request-id', requestId);
    }
    report(door, context, { status: response.status, code, seconds: (performance.now() - started) / 1000 });
  });
  app.notFound((context) => {
    const refusal = refuse('http.not-found', 'There is nothing at this address.', {
      path: new URL(context.req.url).pathname,
    });
    return refuseWith(door, context, refusal.refusal);
  });
  app.onError((fault, context) => faultResponse(door, context, fault, `${context.req.method} (no route)`));

  const seen = new Set<string>();
  for (const route of options.routes) {
    for (const name of [`${route.method} ${route.path.replaceAll(/\{\w+\}/g, '{}')}`, route.operation]) {
      if (seen.has(name))
        throw new Error(`route ${route.method.toUpperCase()} ${route.path}: "${name}" is taken already`);
      seen.add(name);
    }
    app.openAPIRegistry.registerPath(describeRoute(route));
    app.on(route.method.toUpperCase(), route.path.replaceAll(/\{(\w+)\}/g, ':$1'), (context) => {
      operations.set(context.req.raw, route.operation);
      return answer(door, route, context);
    });
  }
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'dunwell_session',
    description:
      'The cookie that POST /api/session sets. Writing requests also carry X-CSRF-Token from GET /api/session.',
  });
  return app;
}

/** Which route took a request; what none took is one operation, whatever was asked for. */
const operations = new WeakMap<Request, string>();
const requestIds = new WeakMap<Request, string>();

/** The request's id: our own, or our proxy's where it sends a plain one. */
function requestIdOf(door: HttpOptions, context: Context): string {
  const known = requestIds.get(context.req.raw);
  if (known !== undefined) return known;
  const given = door.trustRequestIds ? context.req.header('x-request-id') : undefined;
  const id = given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  requestIds.set(context.req.raw, id);
  return id;
}

/** The headers of every answer of a route, with the request's id. */
const headersOf = (door: Door, context: Context): Record<string, string> => ({
  ...door.commonHeaders,
  'x-request-id': requestIdOf(door, context),
});

const refuseWith = (door: Door, context: Context, refusal: Refusal, status?: number): Response =>
  problemResponse(refusal, requestIdOf(door, context), headersOf(door, context), status);

/** Says what was asked and answered in names of ours: no address, no path, no query, which may hold a person's data. */
function report(door: HttpOptions, context: Context, answered: Omit<RequestReport, 'operation'>): void {
  const operation = operations.get(context.req.raw) ?? 'static';
  const { status, code, seconds } = answered;
  door.onRequest?.({ operation, ...answered });
  const line = { requestId: requestIdOf(door, context), operation, status, code, ms: Math.round(seconds * 1000) };
  door.logger.info(line, 'request');
}

interface Door extends HttpOptions {
  readonly perSessionLimiter: ReturnType<typeof rateLimiter>;
  readonly maxBodyBytes: number;
  /**
   * The tenant that a session worked in last. It is only expected again, so that its companies and the route's reading are asked
   * for together with the session; what the session may reach is read anew each time, and nothing is answered that it may not.
   */
  readonly lastTenants: Map<string, bigint>;
  readonly commonHeaders: Readonly<Record<string, string>>;
}

/** Expectations are made again at no cost but a message: when there are too many, all are dropped. */
const mostExpected = 10_000;

const addressOf = (door: Door, context: Context): string => door.addressOf?.(context) ?? 'unknown';

const tooMany = (waitSeconds: number): Refusal =>
  refuse('http.too-many-requests', 'Too many requests; wait a moment and try again.', {
    retryAfterSeconds: Math.ceil(waitSeconds),
  }).refusal;

async function answer(door: Door, route: RouteDefinition, context: Context): Promise<Response> {
  try {
    const cookies: string[] = [];
    // A route shapes the answer of its command, and what it was answered from is not lost by that.
    let replayed = false;
    const admitted = await admit(door, route, context, cookies, () => {
      replayed = true;
    });
    const outcome = !admitted.ok
      ? admitted
      : await (route.once ? answerOnce(route, admitted.value) : route.handler(admitted.value));
    const headers = headersOf(door, context);
    if (outcome.ok && (replayed || ('replayed' in outcome && outcome.replayed))) headers['idempotency-hit'] = 'true';
    const response = outcome.ok
      ? replyTo(route, outcome.value, headers)
      : problemResponse(outcome.refusal, requestIdOf(door, context), headers);
    for (const cookie of cookies) response.headers.append('set-cookie', cookie);
    return response;
  } catch (fault) {
    return faultResponse(door, context, fault, route.operation);
  }
}

function expectTenant({ lastTenants }: Door, token: string, tenantId: bigint): void {
  if (lastTenants.size >= mostExpected) lastTenants.clear();
  lastTenants.set(token, tenantId);
}

/** All steps before the handler; their order is part of the defence. */
async function admit(
  door: Door,
  route: RouteDefinition,
  context: Context,
  cookies: string[],
  onReplay: () => void,
): Promise<Outcome<FullContext>> {
  const { engine, production } = door;
  const request = context.req.raw;
  const url = new URL(request.url);
  const writes = methodsThatWrite.has(route.method);
  const cookie = cookieName(url.host, production);
  const token = readCookie(request.headers, cookie);
  const client: Client = {
    address: addressOf(door, context),
    sessionToken: token,
    setSession: (next) => cookies.push(sessionCookie(cookie, next, production)),
  };
  if (writes) {
    const sameSite = refuseCrossSite(request.headers, url.host);
    if (!sameSite.ok) return sameSite;
  }
  let principal: Principal | undefined;
  let scope: Scope | undefined;
  let companies: readonly CompanyEntry[] = [];
  let reading: unknown;
  const ask = (tenantId: bigint) => (db: Sql) =>
    Promise.all([door.companies(db, tenantId), route.reading?.(db, tenantId)]);
  let known: { tenantId: bigint | undefined; read: Awaited<ReturnType<ReturnType<typeof ask>>> } | undefined;
  if (route.action !== 'public') {
    if (token !== undefined) {
      const wait = door.perSessionLimiter.take(token, engine.clock.now());
      if (wait > 0) return { ok: false, refusal: tooMany(wait) };
      const expected = route.action === 'session' ? undefined : door.lastTenants.get(token);
      const recognised = await recognise(
        engine,
        token,
        expected === undefined ? undefined : { tenantId: expected, read: ask(expected) },
      );
      principal = recognised.principal;
      if (recognised.read !== undefined) known = { tenantId: expected, read: recognised.read };
    }
    if (!principal)
      return refuse(
        'identity.sign-in-needed',
        'Sign in first; a session ends after a pause or at the end of the day.',
        {},
      );
    if (writes) {
      const owned = refuseWithoutCsrfToken(request.headers, principal.csrfToken);
      if (!owned.ok) return owned;
    }
    if (route.action !== 'session') {
      const tenant = chooseTenant(principal, request.headers.get('x-tenant') ?? undefined);
      if (!tenant.ok) return tenant;
      const { id } = tenant.value;
      if (known?.tenantId === id) [companies, reading] = known.read;
      else {
        [companies, reading] = await runQueryAtOnce(engine, id, ask(id));
        if (token !== undefined) expectTenant(door, token, id);
      }
      const decided = decideScope(
        principal,
        tenant.value,
        route.action,
        route.reach,
        companies.map((company) => company.id),
      );
      if (!decided.ok) return decided;
      scope = decided.value;
    }
  }
  const parsed = await parseRequest(door, route, context, url);
  if (!parsed.ok) return parsed;
  if (scope && principal) {
    const narrowed = narrowToNamed(scope, principal, companies, parsed.value);
    if (!narrowed.ok) return narrowed;
    scope = narrowed.value;
  }
  const idempotencyKey = request.headers.get('idempotency-key') ?? undefined;
  if (idempotencyKey !== undefined && !/^[\x21-\x7e]{1,200}$/.test(idempotencyKey)) {
    return refuse(
      'http.malformed',
      'Idempotency-Key is 1 to 200 printable characters.',
      {},
      { field: 'Idempotency-Key' },
    );
  }
  const lateReason = readReason(request.headers.get('late-posting-reason'));
  if (!lateReason.ok) return lateReason;
  const ifMatch = /^(?:W\/)?"?(\d{1,9})"?$/.exec(request.headers.get('if-match') ?? '')?.[1];
  const caller = scope &&
    principal && {
      tenantId: scope.tenantId,
      actor: { personId: principal.personId },
      source: 'http',
      ...(idempotencyKey !== undefined && { idempotencyKey, onReplay }),
      ...(lateReason.value !== undefined && { lateReason: lateReason.value }),
    };
  const full: Partial<FullContext> & Omit<FullContext, 'principal' | 'scope' | 'caller'> = {
    engine,
    reading,
    ...parsed.value,
    version: ifMatch === undefined ? undefined : Number(ifMatch),
    // Asked for by streams alone; making it makes the whole request anew.
    get signal() {
      return request.signal;
    },
    lastEventId: request.headers.get('last-event-id') ?? undefined,
    client,
    ...(principal && { principal }),
    ...(scope && { scope }),
    ...(caller && { caller }),
  };
  // Routes of lesser access have types without these members (see RouteContext), so none is read where it is absent.
  return done(full as FullContext);
}

/** Why something is posted into a soft-closed month: percent-encoded, because a header carries no other text safely. */
function readReason(header: string | null): Outcome<string | undefined> {
  if (header === null) return done(undefined);
  let text = '';
  try {
    text = decodeURIComponent(header).trim();
  } catch {
    // Told below with what is empty or too long.
  }
  if (text !== '' && text.length <= 500) return done(text);
  return refuse(
    'http.malformed',
    'Late-Posting-Reason is a percent-encoded sentence of 1 to 500 characters.',
    {},
    { field: 'Late-Posting-Reason' },
  );
}

const noQuery = z.strictObject({});

interface Parsed {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly upload: Uint8Array;
}

async function parseRequest(door: Door, route: RouteDefinition, context: Context, url: URL): Promise<Outcome<Parsed>> {
  const params = parsePart(route.params, context.req.param(), 'path');
  if (!params.ok) {
    // An id that cannot exist is absent, not malformed: whoever guesses learns nothing from the difference.
    return refuse('http.not-found', 'There is nothing at this address.', { path: url.pathname });
  }
  if (url.href.includes('%00')) return notText();
  const query = parsePart(route.query ?? noQuery, queryObject(url), 'query');
  if (!query.ok) return query;
  let body: unknown;
  let upload = new Uint8Array();
  if (route.uploadMaxBytes !== undefined) {
    const bytes = await readBytes(context.req.raw, route.uploadMaxBytes);
    if (!bytes.ok) return bytes;
    upload = new Uint8Array(bytes.value);
  } else if (route.body) {
    const json = await readJson(context.req.raw, route.bodyMaxBytes ?? door.maxBodyBytes);
    if (!json.ok) return json;
    const parsed = parsePart(route.body, json.value, 'body');
    if (!parsed.ok) return parsed;
    body = parsed.value;
  }
  return done({ params: params.value, query: query.value, body, upload });
}

/** Applies every company that the request names: `companyId` anywhere, `company` (a code) or `companies` in the query. */
function narrowToNamed(
  scope: Scope,
  principal: Principal,
  companies: readonly CompanyEntry[],
  parsed: Parsed,
): Outcome<Scope> {
  let narrowed = scope;
  for (const part of [parsed.params, parsed.query, parsed.body]) {
    const named = part && typeof part === 'object' ? (part as { companyId?: unknown; company?: unknown }) : {};
    const ids: bigint[] = [];
    if (typeof named.companyId === 'bigint') ids.push(named.companyId);
    if (part === parsed.query && typeof named.company === 'string') {
      ids.push(companies.find((company) => company.code === named.company)?.id ?? 0n);
    }
    for (const id of ids) {
      const next = narrowScope(narrowed, principal, id);
      if (!next.ok) return next;
      narrowed = next.value;
    }
    const several = part === parsed.query ? (named as { companies?: unknown }).companies : undefined;
    if (Array.isArray(several)) {
      const chosen: bigint[] = [];
      for (const code of several) {
        const id = companies.find((company) => company.code === code)?.id ?? 0n;
        const next = narrowScope(narrowed, principal, id);
        if (!next.ok) return next;
        chosen.push(id);
      }
      narrowed = { ...narrowed, companyIds: chosen };
    }
  }
  return done(narrowed);
}

/** The answer of a handler; `headers` are those of every answer, to which this one's own are added. */
function replyTo(route: RouteDefinition, value: unknown, headers: Record<string, string>): Response {
  if (route.status === 204) return wholeResponse(null, 204, headers);
  if (route.response instanceof z.ZodType) {
    headers['content-type'] = 'application/json';
    // Parsing the answer drops members that the contract does not name, so that a row's other columns stay inside.
    return wholeResponse(toJson(route.response.parse(value)), route.status, headers);
  }
  const { content, fileName, rows } = value as Content;
  headers['content-type'] = route.response.mediaType;
  if (fileName !== undefined) {
    // Whoever opens it after all opens it outside the application, where nothing in it runs.
    headers['content-security-policy'] = "default-src 'none'; sandbox";
    headers['content-disposition'] =
      `attachment; filename="${fileName.replaceAll(/[^\w.-]+/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
  }
  if (rows !== undefined) headers['x-row-count'] = String(rows);
  return wholeResponse(content, route.status, headers);
}

function faultResponse(door: Door, context: Context, fault: unknown, operation: string): Response {
  const requestId = requestIdOf(door, context);
  const known = refusalOfFault(fault);
  if (known) {
    if (known.code === 'platform.database-away')
      door.logger.warn({ requestId, operation, fault: describeFault(fault) }, 'database away');
    return refuseWith(door, context, known);
  }
  const faultId = randomUUID();
  door.logger.error({ requestId, operation, faultId, fault: describeFault(fault) }, 'fault');
  const refusal = refuse(
    'platform.fault',
    'Something went wrong inside Dunwell. Look whether it was done before you repeat it, and report the fault id.',
    { faultId },
  );
  return refuseWith(door, context, refusal.refusal, 500);
}

function describeRoute(route: RouteDefinition): RouteConfig {
  const json = (schema: z.ZodType): { content: { 'application/json': { schema: z.ZodType } } } => ({
    content: { 'application/json': { schema } },
  });
  const needs =
    route.action === 'public'
      ? 'Open to anybody.'
      : route.action === 'session'
        ? 'For whoever is signed in.'
        : `Needs \`${route.action}\`.`;
  const codes = route.refusals.length > 0 ? ` Refuses: ${route.refusals.map((code) => `\`${code}\``).join(', ')}.` : '';
  const upload = { 'application/octet-stream': { schema: z.any().meta({ type: 'string', format: 'binary' }) } };
  const body = route.body ? json(route.body) : route.uploadMaxBytes !== undefined ? { content: upload } : undefined;
  const answer =
    route.status === 204
      ? { description: 'Done.' }
      : route.response instanceof z.ZodType
        ? { description: 'Done.', ...json(route.response) }
        : { description: 'Done.', content: { [route.response.mediaType]: { schema: z.any() } } };
  return {
    method: route.method,
    path: route.path,
    operationId: route.operation,
    summary: route.summary,
    description: needs + codes,
    tags: [route.operation.slice(0, route.operation.indexOf('.'))],
    security: route.action === 'public' ? [] : [{ session: [] }],
    request: {
      ...(route.params instanceof z.ZodObject && { params: route.params }),
      ...(route.query instanceof z.ZodObject && { query: route.query }),
      ...(body && { body: { required: true, ...body } }),
    },
    responses: {
      [route.status]: answer,
      default: { description: 'A refusal.', content: { 'application/problem+json': { schema: problemSchema } } },
    },
  };
}
