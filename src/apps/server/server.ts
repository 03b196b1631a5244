/** The server: composes the routes of all modules with documentation and the built workbench, and serves them. */
import { timingSafeEqual } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type Logger, pino } from 'pino';
import { listCompanies, loadCompanyEntries } from '#company';
import { loadBusinessDays, readFigures } from '#operations';
import {
  auditRoutes,
  authorityRoutes,
  createChangeFeed,
  createHttp,
  createMetrics,
  type Engine,
  eventRoutes,
  type HttpOptions,
  healthRoutes,
  identityRoutes,
  type Metrics,
  personalColumnRegistry,
  platformPersonalColumns,
  type RouteDefinition,
} from '#platform';
import { docsScript, docsStyle, type OpenApiDocument, renderApiDocs } from './api-docs.ts';
import { modulePersonalColumns, moduleRoutes } from './modules.ts';
import { loadStaticFiles } from './static-files.ts';

export interface ServerOptions {
  readonly engine: Engine;
  readonly config: {
    readonly production: boolean;
    readonly logLevel: string;
    readonly metricsToken?: string | undefined;
  };
  readonly version?: string;
  /** Routes besides those of the modules; tests add some. */
  readonly routes?: readonly RouteDefinition[];
  /** Folder with the built workbench. */
  readonly workbench?: string | undefined;
  /** Behind a proxy that sets X-Forwarded-For itself: its last entry is the address. */
  readonly behindProxy?: boolean;
  readonly logger?: HttpOptions['logger'];
  /** The process's metrics, when others count into them too; its own otherwise. */
  readonly metrics?: Metrics;
  /** Names of the program's migrations and its worker, for readiness. */
  readonly migrations?: readonly string[];
  readonly worker?: { failing(): boolean };
  readonly limits?: Pick<HttpOptions, 'perAddress' | 'perSession' | 'maxBodyBytes'>;
  readonly pollMs?: number;
  readonly heartbeatMs?: number;
}

export interface DunwellServer {
  readonly app: OpenAPIHono;
  readonly routes: readonly RouteDefinition[];
  /** Starts to listen; port 0 takes a free one. Returns the address for people. */
  listen(port: number, host: string): Promise<{ port: number; url: string }>;
  /** Ends politely: no new connections, streams closed, requests under way finish within the grace, then the rest is cut. */
  close(graceMs?: number): Promise<void>;
}

/** Composes the server; nothing runs until `listen` (tests call `app.request`). */
export function createServer(options: ServerOptions): DunwellServer {
  const { config } = options;
  const logger = options.logger ?? openLog(config);
  const metrics = options.metrics ?? createMetrics(options.engine.database);
  const engine: Engine = { ...options.engine, onCommand: metrics.command };
  const feed = createChangeFeed(engine, options.pollMs ?? 300);
  const columns = personalColumnRegistry([...platformPersonalColumns, ...modulePersonalColumns]);
  const routes: readonly RouteDefinition[] = [
    ...healthRoutes({ migrations: options.migrations, worker: options.worker }),
    ...identityRoutes(listCompanies, loadBusinessDays),
    ...auditRoutes(columns),
    ...authorityRoutes(listCompanies),
    ...eventRoutes(feed, listCompanies, options.heartbeatMs),
    ...moduleRoutes,
    ...(options.routes ?? []),
  ];
  const app = createHttp({
    engine,
    routes,
    companies: loadCompanyEntries,
    logger,
    production: config.production,
    onRequest: metrics.request,
    trustRequestIds: options.behindProxy ?? false,
    addressOf: (context) => addressOf(context, options.behindProxy ?? false),
    ...options.limits,
  });
  serveMetrics(app, options, engine, metrics);
  serveDocuments(app, options.version ?? '0.1.0');
  const files = loadStaticFiles(options.workbench);
  app.get('*', async (context, next) => {
    const response = files.answer(context.req.raw);
    return response ?? next();
  });

  let server: Server | undefined;
  return {
    app,
    routes,
    async listen(port, host) {
      const listening = createAdaptorServer({ fetch: app.fetch }) as Server;
      server = listening;
      // Slow senders do not hold connections for ever.
      listening.headersTimeout = 15_000;
      listening.requestTimeout = 60_000;
      await new Promise<void>((resolve, reject) => {
        listening.once('error', reject);
        listening.listen(port, host, resolve);
      });
      const address = listening.address() as AddressInfo;
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      return { port: address.port, url: `http://${name}:${address.port}` };
    },
    async close(graceMs = 5_000) {
      feed.close();
      const closing = server;
      if (!closing) return;
      await new Promise<void>((resolve) => {
        const cut = setTimeout(() => closing.closeAllConnections(), graceMs);
        // A connection whose last answer ends after this moment becomes idle later and would linger.
        const sweep = setInterval(() => closing.closeIdleConnections(), 50);
        closing.close(() => {
          clearTimeout(cut);
          clearInterval(sweep);
          resolve();
        });
      });
    },
  };
}

/** The log: one JSON line per event on standard output, without personal data; see the administrator's guide. */
export const openLog = (config: { readonly logLevel: string }): Logger =>
  pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });

/** True for an address of this machine itself. */
const isLoopback = (address: string): boolean => /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address);

/**
 * `/metrics` for whoever shows the token, or, where none is set, for this machine alone. What a proxy on this machine passes
 * on does not count as this machine. For others there is nothing at this address.
 */
function serveMetrics(app: OpenAPIHono, options: ServerOptions, engine: Engine, metrics: Metrics): void {
  const token = options.config.metricsToken;
  const admits = (context: Context): boolean => {
    if (token === undefined)
      return isLoopback(addressOf(context, false)) && context.req.header('x-forwarded-for') === undefined;
    const given = Buffer.from(context.req.header('authorization') ?? '');
    const wanted = Buffer.from(`Bearer ${token}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  };
  app.get('/metrics', async (context, next) => {
    if (!admits(context)) return next();
    const body = await metrics.print(await readFigures(engine));
    return new Response(body, { headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' } });
  });
}

/** The address of the other end of the socket, or, behind our own proxy, the one that it saw. */
function addressOf(context: Context, behindProxy: boolean): string {
  if (behindProxy) {
    const seen = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
    if (seen) return seen;
  }
  // Requests that tests make without a socket have no bindings.
  const bindings = context.env as { incoming?: unknown } | undefined;
  return bindings?.incoming ? (getConnInfo(context).remote.address ?? 'unknown') : 'unknown';
}

function serveDocuments(app: OpenAPIHono, version: string): void {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Dunwell API',
      version,
      description:
        'Amounts are decimal strings with their currency beside them; days are `YYYY-MM-DD`; ids are strings. A refusal is a problem document with a stable `code`. `X-Tenant` chooses the tenant, `Idempotency-Key` makes a command repeatable, `If-Match` carries the version that you edit.',
    },
  });
  const json = JSON.stringify(document);
  const page = renderApiDocs(JSON.parse(json) as OpenApiDocument);
  const send = (body: string, mediaType: string) => (): Response =>
    new Response(body, { headers: { 'content-type': mediaType, 'cache-control': 'no-cache' } });
  app.get('/api/openapi.json', send(json, 'application/json'));
  app.get('/api/docs', send(page, 'text/html; charset=utf-8'));
  app.get('/api/docs/style.css', send(docsStyle, 'text/css; charset=utf-8'));
  app.get('/api/docs/filter.js', send(docsScript, 'text/javascript; charset=utf-8'));
}
