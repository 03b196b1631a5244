/** The event stream: what listeners hear, in order, once, and only what they may. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done } from '#kernel';
import { type ChangeListener, createChangeFeed, revokeGrant, runCommand, runJob, visibleChange } from '#platform';
import { must } from '#test/books';
import { Browser, openWorld, type Person, type World } from '#test/server-world';

let world: World;
let wide: Browser;
let narrow: Browser;
let narrowPerson: Person;
beforeAll(async () => {
  world = await openWorld({ pollMs: 20, heartbeatMs: 20 });
  await world.person('wide', { role: 'lead' });
  narrowPerson = await world.person('narrow', { role: 'lead', companyId: world.companies.A });
  await world.person('southern', { role: 'lead', tenant: 'south' });
  wide = new Browser(world.server);
  await wide.signIn('wide');
  narrow = new Browser(world.server);
  await narrow.signIn('narrow');
});
afterAll(() => world.close());

/** Commits a command with events: one per company letter, '-' for one of the tenant. */
async function commit(where: string, tenant: 'north' | 'south' = 'north', text = 'x'): Promise<void> {
  const description = { operation: 'test.commit', reason: 'A test.', input: null };
  must(
    await runCommand(world.engine, world.callers[tenant], description, async (tx) => {
      for (const letter of where) {
        const companyId = letter === '-' ? undefined : world.companies[letter as 'A' | 'B' | 'C'].toString();
        tx.publish({ type: `test.${letter}`, payload: { text, ...(companyId && { companyId }) } });
      }
      return done(null);
    }),
  );
}

interface Heard {
  readonly id: string;
  readonly type: string;
  readonly payload: Record<string, string>;
}

/** Reads a stream event by event. */
class Listener {
  #reader: ReadableStreamDefaultReader<Uint8Array>;
  #text = '';
  beats = 0;

  constructor(response: Response) {
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    this.#reader = response.body!.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  }

  /** The next block of lines; undefined when the stream has ended. */
  async block(): Promise<string | undefined> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return block;
      }
      const { done: ended, value } = await this.#reader.read();
      if (ended) return undefined;
      this.#text += new TextDecoder().decode(value);
    }
  }

  async hear(count: number): Promise<Heard[]> {
    const heard: Heard[] = [];
    while (heard.length < count) {
      const block = await this.block();
      if (block === undefined) throw new Error('the stream ended');
      if (block.startsWith(':')) this.beats += 1;
      const id = /^id: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (id && data) heard.push({ id, ...(JSON.parse(data) as { type: string; payload: Record<string, string> }) });
    }
    return heard;
  }

  stop = (): Promise<void> => this.#reader.cancel();
}

const listen = async (browser: Browser, lastEventId?: string): Promise<Listener> =>
  new Listener(
    await browser.ask('GET', '/api/events', lastEventId ? { headers: { 'last-event-id': lastEventId } } : {}),
  );

describe('the event stream', () => {
  it('gives every listener the events it may see, in the order of commits', async () => {
    const all = await listen(wide);
    const some = await listen(narrow);
    // The line is warm before the first event, so both listen by now.
    await all.block();
    await some.block();
    await commit('AB-');
    await commit('C', 'south', 'secret of the south');
    await commit('A', 'north', 'second\nline\r\nid: 999');
    expect((await all.hear(4)).map((one) => one.type)).toEqual(['test.A', 'test.B', 'test.-', 'test.A']);
    const seen = await some.hear(3);
    expect(seen.map((one) => one.type)).toEqual(['test.A', 'test.-', 'test.A']);
    expect(seen[1]!.payload).toEqual({});
    expect(seen[2]!.payload['text']).toBe('second\nline\r\nid: 999');
    await all.stop();
    await some.stop();
  });

  it('resumes after the last event that was seen, without losing or doubling one', async () => {
    const first = await listen(wide);
    await first.block();
    await commit('AB');
    const [a] = await first.hear(2);
    await first.stop();
    await commit('-', 'north', 'missed');
    const second = await listen(wide, a!.id);
    const caughtUp = await second.hear(2);
    expect(caughtUp.map((one) => one.type)).toEqual(['test.B', 'test.-']);
    await commit('A', 'north', 'live');
    expect((await second.hear(1))[0]!.payload['text']).toBe('live');
    await second.stop();
  });

  it('says that it is still there, and ends when the role is revoked', async () => {
    const some = await listen(narrow);
    await some.block();
    await commit('A');
    await some.hear(1);
    must(await revokeGrant(world.engine, world.callers.north, { grantId: narrowPerson.grantId! }));
    let block = await some.block();
    while (block !== undefined) block = await some.block();
  });

  it('needs a session', async () => {
    expect((await new Browser(world.server).ask('GET', '/api/events')).status).toBe(401);
  });
});

describe('the change feed', () => {
  const deaf: ChangeListener = { changed: () => undefined, worked: () => undefined, closed: () => undefined };

  it('tells that long work begins, comes further and ends, each once, and to its own tenant alone', async () => {
    const feed = createChangeFeed(world.engine, 10);
    let [north, south] = [0, 0];
    let heard = (): void => undefined;
    const next = (): Promise<void> =>
      new Promise((resolve) => {
        heard = resolve;
      });
    await feed.listen(world.callers.north.tenantId, {
      ...deaf,
      worked: () => {
        north += 1;
        heard();
      },
    });
    await feed.listen(world.callers.south.tenantId, { ...deaf, worked: () => (south += 1) });
    const told: number[] = [];
    let came = next();
    const outcome = await runJob(world.engine, world.callers.north, 'test-work', async (job) => {
      for (const step of [1, 2]) {
        await came;
        told.push(north);
        came = next();
        await job.progress('counting', step, 2);
      }
      await came;
      told.push(north);
      came = next();
      return done(null);
    });
    expect(outcome.ok).toBe(true);
    await came;
    expect([...told, north]).toEqual([1, 2, 3, 4]);
    expect(south).toBe(0);
    feed.close();
  });

  it('polls a tenant once for all its listeners, and not at all when nobody listens', async () => {
    const feed = createChangeFeed(world.engine, 10);
    const tenantId = world.callers.north.tenantId;
    const heard: string[] = [];
    const both = new Promise<void>((resolve) => {
      const listener = { ...deaf, changed: () => void (heard.push('heard') === 2 && resolve()) };
      void Promise.all([feed.listen(tenantId, { ...listener }), feed.listen(tenantId, { ...listener })]).then(() => {
        expect(feed.polledTenants).toBe(1);
        return commit('A');
      });
    });
    await both;
    const stop = await feed.listen(world.callers.south.tenantId, deaf);
    expect(feed.polledTenants).toBe(2);
    stop();
    expect(feed.polledTenants).toBe(1);
    feed.close();
    expect(feed.polledTenants).toBe(0);
  });

  it('hides what names another company', () => {
    const scope = { tenantId: 1n, tenantCode: 'north', companyIds: [1n], wholeTenant: false };
    const change = { seq: 1n, ordinal: 0, type: 'x', payload: { companyId: '2', text: 'secret' } };
    expect(visibleChange(change, scope)).toBeUndefined();
    expect(visibleChange({ ...change, payload: { companyId: 1, text: 'own' } }, scope)?.payload['text']).toBe('own');
    expect(visibleChange(change, { ...scope, wholeTenant: true })).toBe(change);
  });
});
