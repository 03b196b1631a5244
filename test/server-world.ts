/**
 * A small installation for tests of the server: two tenants, companies with telling names, persons with accounts, and a
 * browser that keeps its cookie. Everything is made by calling the commands.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { createCompany } from '#company';
import {
  type Caller,
  createAccount,
  createPerson,
  createTenant,
  type Engine,
  folderFileStore,
  grantRole,
  openDatabase,
  type Role,
  type SettableClock,
  settableClock,
  systemActor,
} from '#platform';
import { registrations } from '../src/apps/registrations.ts';
import { createServer, type DunwellServer, type ServerOptions } from '../src/apps/server/index.ts';
import { must } from './books.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';

export const password = 'a quiet morning in autumn';

export interface World {
  readonly engine: Engine;
  readonly clock: SettableClock;
  readonly database: FreshDatabase;
  readonly server: DunwellServer;
  /** Lines that the server logged. */
  readonly log: string[];
  readonly callers: Readonly<Record<'north' | 'south', Caller>>;
  readonly companies: Readonly<Record<'A' | 'B' | 'C', bigint>>;
  /** Makes a person with an account and, unless role is null, a grant. */
  person(
    login: string,
    grant: { role: Role | null; tenant?: 'north' | 'south'; companyId?: bigint | null },
  ): Promise<Person>;
  close(): Promise<void>;
}

export interface Person {
  readonly personId: bigint;
  readonly login: string;
  readonly grantId: bigint | undefined;
}

/** Tenant `north` has companies A (NORTHA) and B (NORTHB), tenant `south` has C (SOUTHC). */
export async function openWorld(options: Partial<ServerOptions> = {}): Promise<World> {
  const database = await freshDatabase();
  const clock = settableClock('2026-03-02T08:00:00Z');
  const home = mkdtempSync(join(tmpdir(), 'dunwell-world-'));
  const engine: Engine = {
    database: openDatabase({ appUrl: database.appUrl }),
    clock,
    registrations,
    files: folderFileStore(join(home, 'files')),
  };
  const callerOf = async (code: string): Promise<Caller> => ({
    tenantId: must(await createTenant(engine, { code, name: `Tenant ${code}` })).id,
    actor: systemActor,
    source: 'test',
  });
  const callers = { north: await callerOf('north'), south: await callerOf('south') };
  const company = async (caller: Caller, code: string): Promise<bigint> => {
    const input = {
      code,
      name: `Company ${code}`,
      currency: 'EUR',
      country: 'DE',
      timeZone: 'Europe/Berlin',
      language: 'de',
      letterhead: {},
    };
    must(await createCompany(engine, caller, input));
    const { findCompany } = await import('#company');
    return must(await findCompany(engine, caller.tenantId, code)).id;
  };
  const companies = {
    A: await company(callers.north, 'NORTHA'),
    B: await company(callers.north, 'NORTHB'),
    C: await company(callers.south, 'SOUTHC'),
  };
  const log: string[] = [];
  const server = createServer({
    engine,
    config: { production: false, logLevel: 'info' },
    logger: pino({ level: 'info', base: null }, { write: (line: string) => void log.push(line) }),
    behindProxy: true,
    limits: { perAddress: { burst: 1e6, perSecond: 1e6 }, perSession: { burst: 1e6, perSecond: 1e6 } },
    ...options,
  });
  return {
    engine,
    clock,
    database,
    server,
    log,
    callers,
    companies,
    async person(login, { role, tenant = 'north', companyId = null }) {
      const caller = callers[tenant];
      const personId = BigInt(
        must(await createPerson(engine, caller, { name: `Person ${login}`, email: `${login}@example.org` })).personId,
      );
      must(await createAccount(engine, caller, { personId, login, password }));
      const grantId =
        role === null
          ? undefined
          : BigInt(must(await grantRole(engine, caller, { personId, companyId, role })).grantId);
      return { personId, login, grantId };
    },
    async close() {
      await server.close();
      await engine.database.close();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export interface Ask {
  readonly tenant?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON unless it is text already. */
  readonly body?: unknown;
  /** false: without the CSRF token. */
  readonly csrf?: boolean;
}

let browsers = 0;

/** A browser at the server: keeps the cookie and the CSRF token of the person who signed in. */
export class Browser {
  cookie: string | undefined;
  csrfToken: string | undefined;
  /** Each browser sits at an address of its own unless told otherwise. */
  address = `198.51.${Math.floor(++browsers / 250)}.${browsers % 250}`;

  constructor(
    readonly server: DunwellServer,
    readonly origin = 'http://localhost',
  ) {}

  async ask(method: string, path: string, ask: Ask = {}): Promise<Response> {
    const headers = new Headers({ origin: this.origin, 'x-forwarded-for': this.address, ...ask.headers });
    if (this.cookie !== undefined) headers.set('cookie', this.cookie);
    if (this.csrfToken !== undefined && ask.csrf !== false) headers.set('x-csrf-token', this.csrfToken);
    if (ask.tenant !== undefined) headers.set('x-tenant', ask.tenant);
    const init: RequestInit = { method, headers };
    if (ask.body !== undefined) {
      if (!headers.has('content-type')) headers.set('content-type', 'application/json');
      init.body = typeof ask.body === 'string' ? ask.body : JSON.stringify(ask.body);
    }
    const response = await this.server.app.request(`http://localhost${path}`, init);
    const set = response.headers.get('set-cookie');
    if (set !== null) this.cookie = /Max-Age=0/.test(set) ? undefined : set.split(';')[0];
    return response;
  }

  /** Signs in and remembers; answers the response. */
  async signIn(login: string, secret = password): Promise<Response> {
    const response = await this.ask('POST', '/api/session', { body: { login, password: secret } });
    if (response.status === 201) this.csrfToken = ((await response.clone().json()) as { csrfToken: string }).csrfToken;
    return response;
  }
}

/** The code of a problem document. */
export async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { code: string }).code;
}
