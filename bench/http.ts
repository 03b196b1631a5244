/**
 * A simple read over HTTP against the same transaction through the bare driver, and against a server that only says hello.
 * The asker is a process of its own, so that its work is not taken for the server's.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer as createPlainServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type pg from 'pg';
import { pino } from 'pino';
import { createAccount, createPerson, grantRole, readConfig } from '#platform';
import { createServer } from '../src/apps/server/index.ts';
import { type Books, must } from './books.ts';
import { connectByHand, readInTenant } from './hand.ts';
import { contest, middleOf, type Timing } from './measure.ts';
import { type Line, lineOf } from './report.ts';

/** Many short rounds in turn: what a neighbour of the machine takes is taken from all alike, and the middle of them is told. */
const requests = 400;
const rounds = 61;
const warmups = 10;
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

/** The reading by hand: whose session this is, which the door needs first, and the companies in the tenant's fence. */
async function readByHand(client: pg.Client, tenantId: bigint): Promise<unknown[]> {
  await client.query('select account_id from platform.session where token_hash = $1', [Buffer.alloc(32)]);
  const { rows } = await readInTenant(client, tenantId, (one) =>
    one.query('select id, code, name, currency, country, time_zone from company.company where tenant_id = $1', [
      tenantId,
    ]),
  );
  return rows;
}

/** The same reading by hand behind a server that does nothing else: what HTTP takes by itself. */
async function serveByHand(hands: readonly pg.Client[], tenantId: bigint): Promise<{ url: string; close(): void }> {
  // As many as ask side by side: one is always free.
  const free = [...hands];
  const server = createPlainServer((_, response) => {
    const client = free.pop()!;
    readByHand(client, tenantId)
      .then(
        (rows) => JSON.stringify(rows, (_key, one: unknown) => (typeof one === 'bigint' ? `${one}` : one)),
        (fault: Error) => {
          response.statusCode = 500;
          return fault.message;
        },
      )
      .then((text) => {
        free.push(client);
        response.end(text);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close();
    },
  };
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
  const byHand = await serveByHand(hands, tenantId);
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
                for (let count = 0; count < requests / width; count += 1) await readByHand(client, tenantId);
              }),
            ),
        },
        {
          name: 'the same reading by hand behind a server that does nothing else',
          run: () => asker.ask({ url: byHand.url, cookie: '', requests, width }),
        },
        { name: 'a server that says hello', run: () => asker.ask({ url: helloUrl, cookie: '', requests, width }) },
      ],
      { warmups, rounds, serverPid: clients.serverPid },
    );
    const [ours, bare, plain, saysHello] = timings as [Timing, Timing, Timing, Timing];
    const percent = ({ median, from, to }: ReturnType<typeof middleOf>): string =>
      `${Math.round(median * 100)} % (the middle half of ${rounds} rounds ${Math.round(from * 100)}–${Math.round(to * 100)})`;
    return [
      {
        ...lineOf({
          work: `a simple read over HTTP, ${width} clients`,
          ours,
          reference: bare,
          ceilings: [plain, saysHello],
          units: { count: requests, name: 'reads' },
          goal: '≥ 70 % of the same transaction through the bare driver',
          atLeast: 0.7,
          cause:
            'the asker is a third process on two cores, and every reading is written to the database, answered, and written to the asker; the door checks session, grants, limits and shape',
        }),
        ratio: percent(middleOf(bare, ours)),
      },
      {
        ...lineOf({
          work: `a simple read over HTTP, ${width} clients, beside a server written by hand`,
          ours,
          reference: plain,
          units: { count: requests, name: 'reads' },
          goal: 'no goal: both behind HTTP, told beside it',
          atLeast: 0,
        }),
        met: null,
        ratio: percent(middleOf(plain, ours)),
      },
    ];
  } finally {
    asker.stop();
    byHand.close();
    for (const hand of hands) await hand.end();
    hello.close();
    await served.close();
  }
}
