/** The company after its business day behind its server, and a person who has signed in and reads. */
import { expect } from 'vitest';
import type { Role } from '#platform';
import { createServer, type DunwellServer } from '../src/apps/server/index.ts';
import { Browser } from './server-world.ts';
import { openWorkday, password, type Workday } from './workday.ts';

export interface WorkdayServer {
  readonly day: Workday;
  readonly server: DunwellServer;
  readonly browser: Browser;
  /** Reads what must be there. */
  read<T>(path: string): Promise<T>;
  /** Another person at the server, signed in. */
  signedIn(login: string, name: string, role: Role, where?: 'company'): Promise<Browser>;
  close(): Promise<void>;
}

/** Opens the books and the server; the person has the role in the whole tenant, or in the company of the day alone. */
export async function openWorkdayServer(
  ...person: readonly [login: string, name: string, role: Role, where?: 'company']
): Promise<WorkdayServer> {
  const day = await openWorkday();
  const server = createServer({
    engine: day.engine,
    config: { production: false, logLevel: 'silent' },
    behindProxy: true,
    // Tests read more at once than a person does.
    limits: { perAddress: { burst: 1e6, perSecond: 1e6 }, perSession: { burst: 1e6, perSecond: 1e6 } },
  });
  const signedIn: WorkdayServer['signedIn'] = async (login, name, role, where) => {
    await day.person(login, name, role, where === 'company' ? day.company.id : null);
    const browser = new Browser(server);
    expect((await browser.signIn(login, password)).status).toBe(201);
    return browser;
  };
  const browser = await signedIn(...person);
  return {
    day,
    server,
    browser,
    signedIn,
    async read<T>(path: string) {
      const response = await browser.ask('GET', path);
      expect(response.status, path).toBe(200);
      return (await response.json()) as T;
    },
    async close() {
      await server.close();
      await day.close();
    },
  };
}
