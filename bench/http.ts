/**
 * A simple read over HTTP against the same transaction through the bare driver, and against a server that only says hello.
 * The asker is a process of its own, so that its work is not taken for the server's.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer as createPlainServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pino } from 'pino';
import { createAccount, createPerson, grantRole, readConfig } from '#platform';
import { createServer } from '../src/apps/server/index.ts';
import { type Books, must } from './books.ts';
import { connectByHand, readInTenant } from './hand.ts';
import { contest } from './measure.ts';
import { type Line, lineOf } from './report.ts';

const requests = 2_000;
const width = 8;
const secret = 'a long walk along the harbour';

interface Asker {
  /** Asks an address so many times, over so many connections; throws when an answer is not 200. */
  ask(what: { url: string; cookie: string; requests: number; width: number }): Promise<void>;
  stop(): void;
}

/** Starts a process that asks. */
export function startAsker(): Asker {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'http-asker.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return {
    async ask(what) {
      child.stdin!.write(`${JSON.stringify(what)}\n`);
      const { value } = await answers.next();
      if (value !== 'done') throw new Error(`http: ${value}`);
    },
    stop: () => child.kill(),
  };
}

export interface Served {
  readonly url: string;
  /** What a signed-in person’s browser sends along. */
  readonly cookie: string;
  close(): Promise<void>;
}

/** Serves the books over HTTP, and signs a person in who may read them. */
export async function serveBooks({ engine, caller }: Books, login: string): Promise<Served> {
  const person = { name: 'Reader', email: `${login}@example.org` };
  const personId = BigInt(must(await createPerson(engine, caller, person)).personId);
  must(await createAccount(engine, caller, { personId, login, password: secret }));
  must(await grantRole(engine, caller, { personId, role: 'analyst', companyId: null }));
  const server = createServer({
    engine,
    config: readConfig(),
    logger: pino({ level: 'silent' }),
    // The bench asks faster than any person; the limits have tests of their own.
    limits: { perSession: { burst: 1e9, perSecond: 1e9 }, perAddress: { burst: 1e9, perSecond: 1e9 } },
  });
  const { url } = await server.listen(0, '127.0.0.1');
  const signIn = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ login, password: secret }),
  });
  if (signIn.status !== 201) throw new Error(`http: sign-in answered ${signIn.status}: ${await signIn.text()}`);
  const cookie = signIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0]!)
    .join('; ');
  return { url, cookie, close: () => server.close(0) };
}

/** Measures reading one page of companies; throws when an answer is not 200. */
export async function benchHttp(books: Books, clients: { appUrl: string; serverPid: number | null }): Promise<Line[]> {
  const { tenantId } = books;
  const served = await serveBooks(books, 'reader');
  const hello = createPlainServer((_, response) => response.end('hello'));
  await new Promise<void>((resolve) => hello.listen(0, '127.0.0.1', resolve));
  const helloUrl = `http://127.0.0.1:${(hello.address() as AddressInfo).port}/`;
  const asker = startAsker();
  const hands = await Promise.all(Array.from({ length: width }, () => connectByHand(clients.appUrl)));
  try {
    const timings = await contest(
      [
        {
          name: 'GET /api/companies',
          run: () => asker.ask({ url: `${served.url}/api/companies`, cookie: served.cookie, requests, width }),
        },
        {
          name: 'the same reading through the bare driver',
          run: () =>
            Promise.all(
              hands.map(async (client) => {
                for (let count = 0; count < requests / width; count += 1) {
                  // What the door needs first: whose session this is.
                  await client.query('select account_id from platform.session where token_hash = $1', [
                    Buffer.alloc(32),
                  ]);
                  await readInTenant(client, tenantId, (one) =>
                    one.query(
                      'select id, code, name, currency, country, time_zone from company.company where tenant_id = $1',
                      [tenantId],
                    ),
                  );
                }
              }),
            ),
        },
        { name: 'a server that says hello', run: () => asker.ask({ url: helloUrl, cookie: '', requests, width }) },
      ],
      { warmups: 1, rounds: 7, serverPid: clients.serverPid },
    );
    return [
      lineOf({
        work: `a simple read over HTTP, ${width} clients`,
        ours: timings[0]!,
        reference: timings[1]!,
        ceilings: [timings[2]!],
        units: { count: requests, name: 'reads' },
        goal: '≥ 70 % of the same transaction through the bare driver',
        atLeast: 0.7,
        cause: 'the door checks session, grants, limits and shape, and the asker is a third process on two cores',
      }),
    ];
  } finally {
    asker.stop();
    for (const hand of hands) await hand.end();
    hello.close();
    await served.close();
  }
}
