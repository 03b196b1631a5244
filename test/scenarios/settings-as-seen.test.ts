/** Settings are changed as they were seen: of two who change the same one the second is refused, and is shown what stands there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from '#test/server-world';
import { businessDay } from '#test/workday';
import { openWorkdayServer, type WorkdayServer } from '#test/workday-server';

type Answer = Record<string, unknown> & { rows?: Answer[]; versions?: Answer[]; schedules?: Answer[] };
interface Setting {
  readonly name: string;
  readonly reads: string;
  /** What of the answer a form keeps when it is opened. */
  readonly seen: (answer: Answer) => Record<string, unknown>;
  readonly method: 'PUT' | 'POST';
  readonly writes: string | ((answer: Answer) => string);
  /** The changes of one person, of another, and of a third who saves beside both. */
  readonly bodies: readonly [Answer, Answer, Answer];
  /** The first one's other change, where the same one once more would be none. */
  readonly again?: Answer;
  /** What the refusal tells of the first one's change. */
  readonly theirs: Answer;
}

const newest = (versions: readonly Answer[], member: string): unknown =>
  versions
    .map((one) => one[member] as string)
    .reduce<string | null>((a, b) => (a === null || BigInt(b) > BigInt(a) ? b : a), null);
const picked = (one: Answer | null | undefined, ...members: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(members.map((member) => [member, one?.[member] ?? null]));

const level = { daysSinceLast: 0, charge: null, channel: null, attachLetter: false, copies: [] };
const procedure = (daysOverdue: number): Answer => ({
  ...{ code: 'standard', name: 'Reminders', validFrom: businessDay, minimum: [], daysBetweenNotices: 7, daysToPay: 8 },
  levels: [{ ...level, daysOverdue }],
});
const matching = (tolerance: string): Answer => ({
  ...{ validFrom: businessDay, tolerance, tolerancePercent: 1, maximumBankCharge: '10', discountGraceDays: 3 },
  ...{ interchangeable: 'propose', maximumChance: 0.001, minimumConfidence: 0.9, mayPost: ['reference'] },
  reason: 'Agreed with the auditor.',
});
const offsets = (daysOverdue: number): Answer => ({
  ...{ validFrom: businessDay, daysOverdue, minimum: '10.00', creditDocuments: [], payableDocuments: [] },
  ...{ agreementDocuments: [], requestDays: 14, reminderDays: 7, reminders: 3, proposedDaily: true },
});
const term = (days: number): Answer => ({
  ...{ code: 'AGREED', name: 'As agreed', instalments: [{ sharePercent: '100', days }], discount: null },
  ...{ reason: 'Agreed at the year’s end.', askFor: 'Agreed at the year’s end.' },
});
const service = (highestFeePercent: string): Answer => ({
  ...{ code: 'CARDS', name: 'Card payments', currency: 'EUR', feeAccount: 'fees', highestFeePercent },
});
const inbox = (everyMinutes: number): Answer => ({ kind: 'inbox', validFrom: businessDay, everyMinutes });

const settings: readonly Setting[] = [
  {
    name: 'how mail leaves',
    reads: '/api/mail-setting?company=DE01',
    seen: (one) => picked(one, 'transport', 'senderAddress', 'replyToAddress'),
    ...{ method: 'PUT', writes: '/api/mail-setting?company=DE01' },
    bodies: [
      { transport: 'outbox', senderAddress: 'one@example.org' },
      { transport: 'outbox', replyToAddress: 'two@example.org' },
      { transport: 'outbox', senderAddress: 'three@example.org' },
    ],
    theirs: { senderAddress: 'one@example.org', replyToAddress: null },
  },
  {
    name: 'the cycle of statements',
    reads: '/api/statement-cycle?company=DE01',
    seen: (one) => picked(one, 'active', 'dayOfMonth', 'withMovements'),
    ...{ method: 'PUT', writes: '/api/statement-cycle?company=DE01' },
    bodies: [
      { active: true, dayOfMonth: 3 },
      { active: true, dayOfMonth: 5 },
      { active: false, dayOfMonth: 7 },
    ],
    theirs: { active: true, dayOfMonth: 3 },
  },
  {
    name: 'what a returned payment costs',
    reads: '/api/return-fee?company=DE01',
    seen: ({ rows }) => ({
      versions: rows!.filter((one) => one['currency'] === 'EUR').map((one) => picked(one, 'validFrom', 'amount')),
    }),
    ...{ method: 'PUT', writes: '/api/return-fee?company=DE01' },
    bodies: [
      { currency: 'EUR', amount: '5', validFrom: businessDay },
      { currency: 'EUR', amount: '6', validFrom: businessDay },
      { currency: 'EUR', amount: '7', validFrom: businessDay },
    ],
    theirs: { versions: [{ validFrom: businessDay, amount: '5.00' }] },
  },
  {
    name: 'when a credit is dormant',
    reads: '/api/dormancy?company=DE01',
    seen: ({ rows }) => ({
      versions: rows!
        .filter((one) => one['country'] === 'DE')
        .map((one) => picked(one, 'validFrom', 'months', 'letterDays', 'source')),
    }),
    ...{ method: 'PUT', writes: '/api/dormancy?company=DE01' },
    bodies: [
      { country: 'DE', months: 36, validFrom: businessDay },
      { country: 'DE', months: 48, validFrom: businessDay },
      { country: 'DE', months: 60, validFrom: businessDay },
    ],
    theirs: { versions: [{ validFrom: businessDay, months: 36, letterDays: 90, source: null }] },
  },
  {
    name: 'dunning procedures',
    reads: '/api/dunning/procedures',
    seen: ({ rows }) => ({
      seq: newest(
        rows!.filter((one) => one['code'] === 'standard'),
        'seq',
      ),
    }),
    ...{ method: 'POST', writes: '/api/dunning/procedures' },
    bodies: [procedure(9), procedure(10), procedure(11)],
    theirs: { name: 'Reminders', levels: [{ level: 1, ...level, daysOverdue: 9 }] },
  },
  {
    name: 'the rules of cash application',
    reads: '/api/matching-policy?company=DE01',
    seen: ({ versions }) => ({ version: newest(versions!, 'version') }),
    ...{ method: 'POST', writes: '/api/matching-policy?company=DE01' },
    bodies: [matching('1'), matching('2'), matching('3')],
    theirs: { tolerance: '1.00', person: 'Carla First' },
  },
  {
    name: 'the rules of offsets',
    reads: '/api/offsets/policy?company=DE01',
    seen: ({ versions }) => ({ version: newest(versions!, 'version') }),
    ...{ method: 'PUT', writes: '/api/offsets/policy?company=DE01' },
    bodies: [offsets(40), offsets(50), offsets(60)],
    theirs: { daysOverdue: 40, person: 'Carla First' },
  },
  {
    name: 'payment terms',
    reads: '/api/payment-terms',
    seen: ({ rows }) =>
      picked(
        rows!.find((one) => one['code'] === 'AGREED'),
        'name',
        'instalments',
        'discount',
      ),
    ...{ method: 'POST', writes: '/api/payment-terms' },
    bodies: [term(40), term(50), term(60)],
    theirs: { code: 'AGREED', instalments: [{ sharePercent: '100', days: 40 }] },
  },
  {
    name: 'terms of a payment service',
    reads: '/api/payment-services?company=DE01',
    seen: ({ rows }) =>
      picked(
        rows!.find((one) => one['code'] === 'CARDS'),
        'name',
        'terms',
      ),
    ...{ method: 'POST', writes: '/api/payment-services?company=DE01' },
    bodies: [service('1'), service('2'), service('3')],
    theirs: { name: 'Card payments', terms: [{ highestFeePercent: '1' }] },
  },
  {
    name: 'schedules',
    reads: '/api/schedules',
    seen: ({ schedules }) =>
      picked(
        schedules!.find((one) => one['kind'] === 'inbox'),
        'version',
      ),
    ...{ method: 'POST', writes: '/api/schedules' },
    bodies: [inbox(20), inbox(30), inbox(40)],
    theirs: { everyMinutes: 20 },
  },
  {
    name: 'the name of a bank account',
    reads: '/api/bank-accounts?company=DE01',
    seen: ({ rows }) => picked(rows![0], 'name'),
    ...{ method: 'PUT', writes: ({ rows }) => `/api/bank-accounts/${rows![0]!['id']}?company=DE01` },
    bodies: [{ name: 'Main account' }, { name: 'Cologne' }, { name: 'Payments' }],
    theirs: { name: 'Main account' },
  },
  {
    name: 'when its bank sends statements',
    reads: '/api/bank-accounts?company=DE01',
    seen: ({ rows }) => picked(rows![0], 'rhythms'),
    ...{ method: 'PUT', writes: ({ rows }) => `/api/bank-accounts/${rows![0]!['id']}/rhythm?company=DE01` },
    bodies: [
      { rhythm: 'on_movement', from: '2026-03-02' },
      { rhythm: 'business_days', from: '2026-03-03' },
      { rhythm: 'on_movement', from: '2026-03-04' },
    ],
    again: { rhythm: 'on_movement', from: '2026-03-05' },
    theirs: { rhythms: [{ rhythm: 'on_movement', from: '2026-03-02' }] },
  },
  {
    name: 'how a table of the bank is read',
    reads: '/api/file-mappings?company=DE01',
    seen: ({ rows }) =>
      picked(
        rows!.find((one) => String(one['name']).toLowerCase() === 'remittances'),
        'id',
      ),
    ...{ method: 'POST', writes: '/api/file-mappings?company=DE01' },
    bodies: [
      { kind: 'remittance', name: 'Remittances', mapping: { columns: { reference: 'Doc', amount: 'Paid' } } },
      { kind: 'remittance', name: 'REMITTANCES', mapping: { columns: { reference: 'Doc', amount: 'Sum' } } },
      { kind: 'remittance', name: 'remittances', mapping: { columns: { reference: 'Doc', amount: 'Total' } } },
    ],
    theirs: { name: 'Remittances' },
  },
  {
    name: 'whose money of unknown payers is',
    reads: '/api/unapplied/default-owners?company=DE01',
    seen: ({ rows }) =>
      picked(
        rows!.find((one) => one['kind'] === 'unidentified'),
        'ownerId',
      ),
    ...{ method: 'PUT', writes: '/api/unapplied/default-owners?company=DE01' },
    bodies: [
      { kind: 'unidentified', owner: 'first' },
      { kind: 'unidentified', owner: 'second' },
      { kind: 'unidentified', owner: null },
    ],
    theirs: { owner: 'Carla First' },
  },
];

describe('R24 R31 A setting that two change at once', () => {
  let world: WorkdayServer;
  let first: Browser;
  let second: Browser;
  /** What is known when the books are open: persons, and an account for fees. */
  const known: Record<string, string> = {};
  const read = async (path: string): Promise<Answer> => {
    const response = await second.ask('GET', path);
    expect(response.status, path).toBe(200);
    return (await response.json()) as Answer;
  };
  const bodyOf = (body: Answer, seen?: Record<string, unknown>): Answer => ({
    ...body,
    ...(typeof body['owner'] === 'string' && { owner: known[body['owner']] }),
    ...(typeof body['feeAccount'] === 'string' && { feeAccount: known[body['feeAccount']] }),
    ...(seen && { seen }),
  });

  beforeAll(async () => {
    world = await openWorkdayServer('carla', 'Carla First', 'controller');
    first = world.browser;
    second = await world.signedIn('sam', 'Sam Second', 'controller');
    const owners = (await read('/api/unapplied/owners?company=DE01')).rows!;
    known['first'] = String(owners.find((one) => one['name'] === 'Carla First')!['id']);
    known['second'] = String(owners.find((one) => one['name'] === 'Sam Second')!['id']);
    const { feeAccounts } = (await read('/api/payment-services?company=DE01')) as { feeAccounts: Answer[] };
    known['fees'] = String(feeAccounts[0]!['code']);
  });
  afterAll(() => world.close());

  it.each(settings)('$name: nobody writes over what was not seen', async (setting) => {
    const { method, bodies } = setting;
    const opened = await read(setting.reads);
    const path = typeof setting.writes === 'string' ? setting.writes : setting.writes(opened);
    const seen = setting.seen(opened);
    const saved = await first.ask(method, path, { body: bodyOf(bodies[0], seen) });
    expect(saved.ok, await saved.clone().text()).toBe(true);

    const refused = await second.ask(method, path, { body: bodyOf(bodies[1], seen) });
    const problem = (await refused.json()) as { code: string; details: { theirs: Answer } };
    expect([refused.status, problem.code]).toEqual([409, 'platform.setting-stale']);
    expect(problem.details.theirs).toMatchObject(setting.theirs);
    const standing = setting.seen(await read(setting.reads));
    // What is shown of theirs counts as seen, and stands in the books as it was.
    expect(picked(problem.details.theirs, ...Object.keys(seen))).toEqual(standing);
    const after = await second.ask(method, path, { body: bodyOf(bodies[1], standing) });
    expect(after.ok, await after.clone().text()).toBe(true);

    // Two at the same moment, who saw the same: one of them.
    const both = setting.seen(await read(setting.reads));
    const outcomes = await Promise.all([
      first.ask(method, path, { body: bodyOf(setting.again ?? bodies[0], both) }),
      second.ask(method, path, { body: bodyOf(bodies[2], both) }),
    ]);
    expect(outcomes.map((one) => one.ok).sort()).toEqual([false, true]);
    expect(outcomes.find((one) => !one.ok)!.status).toBe(409);
    // Who says nothing of what was seen sets it all the same: a script.
    const script = await first.ask(method, path, { body: bodyOf(bodies[1]) });
    expect(script.ok, await script.clone().text()).toBe(true);
  });
});
