/** Messages that may or may not have left: whatever their kind they stand in one list, and a person says what became of each. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proposeStatements } from '#collections';
import { sendMessages } from '#correspondence';
import { messagesList } from '#correspondence/lists';
import type { ListAnswer, ListRow } from '#lists/contract';
import { verify } from '#operations';
import type { TodayAnswer } from '#operations/contract';
import { must } from '#test/books';
import { type Browser, codeOf } from '#test/server-world';
import { silently } from '#test/silent-outbox';
import { businessDay } from '#test/workday';
import { openWorkdayServer, type WorkdayServer } from '#test/workday-server';
import { sendPath } from '../../src/apps/registrations.ts';

type Row = ListRow<typeof messagesList>;

describe('R15 Messages that may not have left', () => {
  let world: WorkdayServer;
  let unknown: readonly Row[];
  const listed = async (query: string): Promise<readonly Row[]> =>
    (await world.read<ListAnswer<Row>>(`${messagesList.path}?company=DE01&limit=200${query}`)).rows;
  const waiting = async (): Promise<number> =>
    (await world.read<TodayAnswer>('/api/today')).companies.find(({ company }) => company === 'DE01')!.unknownMessages;
  const decide = (id: string, body: object, by: Browser = world.browser) =>
    by.ask('POST', `/api/messages/${id}/resolution`, { body });
  const send = async (path = sendPath({ home: world.day.home })) =>
    must(await sendMessages(world.day.engine, world.day.caller, path, { company: world.day.company }));
  const rowOf = async (id: string): Promise<Row> => (await listed('')).find((row) => row.id === id)!;

  beforeAll(async () => {
    world = await openWorkdayServer('lena', 'Lena Brandt', 'lead');
    const { engine, caller, company } = world.day;
    const run = { company, asOf: businessDay, period: businessDay.slice(0, 7), movements: false, freshSince: null };
    must(await proposeStatements(engine, caller, run));
  });
  afterAll(() => world.close());

  it('stand in the list of everything that goes out and on the day, and leave no more by themselves', async () => {
    expect(await waiting()).toBe(0);
    const sent = await send(silently(sendPath({ home: world.day.home })));
    expect(sent.unknown).toBeGreaterThan(2);
    unknown = await listed('&state=unknown');
    expect(unknown).toHaveLength(sent.unknown);
    expect(await waiting()).toBe(sent.unknown);
    for (const row of unknown) expect(row).toMatchObject({ kind: 'statement', attempts: 1, reason: 'No answer.' });
    // Reminders are beside them: the list is of every kind.
    expect(new Set((await listed('')).map(({ kind }) => kind))).toContain('dunning_notice');
    expect((await send()).sent).toBe(0);
    expect(await listed('&state=unknown')).toHaveLength(sent.unknown);
  });

  it('is said to have left: it counts as sent, with how the person knew, and is decided once', async () => {
    const { id } = unknown[0]!;
    expect((await decide(id, { resolution: 'sent', reason: 'The server’s log has it at 09:14.' })).status).toBe(200);
    expect(await rowOf(id)).toMatchObject({ state: 'sent', reason: 'The server’s log has it at 09:14.' });
    expect(await waiting()).toBe(unknown.length - 1);
    expect(await codeOf(await decide(id, { resolution: 'give_up', reason: 'Once more.' }))).toBe(
      'correspondence.not-unknown',
    );
    expect(await rowOf(id)).toMatchObject({ state: 'sent' });
  });

  it('is said not to have left: it passes the gate once more and leaves, once', async () => {
    const { id } = unknown[1]!;
    await decide(id, { resolution: 'send_again', reason: 'The customer has nothing.' });
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', reason: 'The customer has nothing.' });
    expect((await send()).sent).toBe(1);
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
    expect((await send()).sent).toBe(0);
  });

  it('is given up: it goes to nobody', async () => {
    const { id } = unknown[2]!;
    await decide(id, { resolution: 'give_up', reason: 'The customer was told by telephone.' });
    expect(await rowOf(id)).toMatchObject({ state: 'failed', reason: 'The customer was told by telephone.' });
    expect((await send()).sent).toBe(0);
    const report = await verify(world.day.engine, world.day.tenantId);
    expect(report.checks.filter(({ failed }) => failed > 0)).toEqual([]);
  });

  it('is decided by nobody who may not send, and never without a reason', async () => {
    const open = await listed('&state=unknown');
    const auditor = await world.signedIn('auditor', 'Ada Prüfer', 'auditor');
    const [row] = open;
    const asked = row ?? unknown[0]!;
    expect((await decide(asked.id, { resolution: 'sent', reason: 'I say so.' }, auditor)).status).toBe(403);
    expect(await codeOf(await decide(asked.id, { resolution: 'sent', reason: '  ' }))).toBe(
      'correspondence.reason-missing',
    );
    expect(await listed('&state=unknown')).toHaveLength(open.length);
  });
});
