/** The audit trail as a list over HTTP: sought by a word of what was set, by day and by command, of the whole tenant and for nobody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { done } from '#kernel';
import type { ListAnswer, ListRow } from '#lists/contract';
import type { auditList, runsList } from '#operations/lists';
import { runCommand } from '#platform';
import { must } from '#test/books';
import { type Browser, codeOf } from '#test/server-world';
import { openWorkdayServer, type WorkdayServer } from '#test/workday-server';

type Answer = ListAnswer<ListRow<typeof auditList>>;

let opened: WorkdayServer;
let reader: Browser;
beforeAll(async () => {
  opened = await openWorkdayServer('controller', 'Con Troller', 'controller');
  const { engine, caller } = opened.day;
  // Half an hour before and after midnight in Berlin, where the first company is.
  for (const [instant, text] of [
    ['2026-03-03T22:30:00Z', 'Müller & Söhne'],
    ['2026-03-03T23:30:00Z', 'ÖSTERREICHISCHE MÜHLEN 50%_'],
  ] as const) {
    opened.day.clock.set(instant);
    const command = { operation: 'test.command', reason: 'Set something.', input: { id: 'X-1', text } };
    must(await runCommand(engine, caller, command, async () => done(null)));
  }
  // Meanwhile the first session has ended.
  reader = await opened.signedIn('reader', 'Rea Der', 'controller');
});
afterAll(() => opened.close());

async function read<T>(path: string): Promise<T> {
  const response = await reader.ask('GET', path);
  expect(response.status, path).toBe(200);
  return (await response.json()) as T;
}
const list = (query: Record<string, string>) => read<Answer>(`/api/audit?${new URLSearchParams(query)}`);
const found = async (about: string): Promise<number> => (await list({ about, operation: 'test.command' })).rows.length;

describe('R60 the list of the audit trail', () => {
  it('begins with the newest record, and counts all of them', async () => {
    const { rows, totals } = await list({ limit: '3' });
    expect(rows[0]).toMatchObject({ operation: 'identity.grant-role', who: 'Dunwell' });
    expect(rows.map((row) => row.record)).toEqual([0, 1, 2].map((by) => rows[0]!.record - by));
    expect(totals[0]!.items).toBe(rows[0]!.record);
    const last = await list({ sort: 'record', limit: '1' });
    expect(last.rows[0]!.record).toBe(1);
  });

  it('finds what a record speaks of, however it is written, and takes no sign for a wild card', async () => {
    for (const about of ['müller', 'MÜLLER', 'Söhne', 'söhne']) expect(await found(about), about).toBe(1);
    for (const about of ['österreichische', 'ÖSTERREICH', 'mühlen', '50%_']) expect(await found(about), about).toBe(1);
    expect(await found('x-1')).toBe(2);
    expect(await found('50__')).toBe(0);
    expect(await found('Meier')).toBe(0);
  });

  it('seeks a word in the newest records alone where it is told from which on', async () => {
    const [newest] = (await list({ about: 'x-1', operation: 'test.command' })).rows;
    const from = async (record: number) =>
      (await list({ about: 'x-1', operation: 'test.command', recordFrom: String(record) })).totals;
    expect(await from(newest!.record)).toMatchObject([{ items: 1 }]);
    expect(await from(newest!.record - 1)).toMatchObject([{ items: 2 }]);
    expect(await from(newest!.record + 1)).toEqual([]);
    // How long the trail is, a page knows with its choices.
    const { latest } = await read<{ latest: string }>('/api/audit/choices');
    expect(Number(latest)).toBe((await list({ limit: '1' })).rows[0]!.record);
  });

  it('is narrowed to days as they are where the first company is', async () => {
    const on = async (day: string) => (await list({ dayFrom: day, dayTo: day, operation: 'test.command' })).totals;
    expect(await on('2026-03-03')).toMatchObject([{ items: 1 }]);
    expect(await on('2026-03-04')).toMatchObject([{ items: 1 }]);
    expect(await on('2026-03-05')).toEqual([]);
  });

  it('is the tenant’s: no company narrows it, and a role in one company does not read it', async () => {
    const refused = await reader.ask('GET', '/api/audit?company=DE01');
    expect(refused.status).toBe(400);
    const local = await opened.signedIn('local', 'Lo Cal', 'controller', 'company');
    for (const path of ['/api/audit', '/api/audit/groups?group=operation', '/api/audit.csv', '/api/runs']) {
      const response = await local.ask('GET', path);
      expect([response.status, await codeOf(response)], path).toEqual([403, 'identity.not-allowed']);
    }
  });

  it('is a file with its hashes', async () => {
    const response = await reader.ask('GET', '/api/audit.csv?operation=test.command');
    const [head, first] = (await response.text()).split(/\r?\n/);
    expect(head).toContain('Record,When,Who,Action,What,Came from,Hash');
    expect(first).toMatch(/,test\.command,Set something\.,[^,]*,[0-9a-f]{64}$/);
  });
});

describe('R60 the list of runs', () => {
  it('has the stages of each beside it', async () => {
    const { rows } = await read<ListAnswer<ListRow<typeof runsList>>>('/api/runs?work=day-run');
    expect(rows[0]).toMatchObject({ kind: 'day-run', state: 'done', detail: { days: [], stages: [], refusal: null } });
  });
});
