/**
 * Promises and reminders on random facts: money keeps a promise once, more of it never breaks one, and nobody is judged
 * before the bank is read; a notice asks for what is open and free, less what the customer has to his credit, and nothing else.
 */

import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '#kernel';
import fc, { runs } from '#test/property';
import type { DunningFacts } from '../../src/modules/collections/model.ts';
import { planNotice } from '../../src/modules/collections/rules/plan-notice.ts';
import { judgePromises, type MoneyFact, type PromiseFacts } from '../../src/modules/promises/rules/judge.ts';

const start: Day = '2028-02-20';
const day = fc.integer({ min: 0, max: 40 }).map((days) => addDays(start, days));
const amount = fc.bigInt({ min: 1n, max: 500_00n });
const sum = (list: readonly bigint[]): bigint => list.reduce((total, one) => total + one, 0n);

const promises = fc
  .array(fc.record({ amountMinor: amount, madeDate: day, wait: fc.nat(20), graceDays: fc.nat(5) }), { maxLength: 6 })
  .map((drawn) =>
    drawn.map(
      ({ wait, ...one }, index): PromiseFacts => ({
        ...one,
        id: BigInt(index + 1),
        promisedDate: addDays(one.madeDate, wait),
      }),
    ),
  );
const money = fc.array(fc.record({ valueDate: day, amountMinor: amount }), { maxLength: 8 });
const rank = { broken: 0, part_kept: 1, kept: 2 };

describe('R22 A promise', () => {
  it('takes each unit of money once, from its own days, and never more than was promised', () => {
    fc.assert(
      fc.property(promises, money, money, fc.option(day), (open, came, credits, readTo) => {
        const verdicts = judgePromises(open, came, credits, readTo);
        expect(sum(verdicts.map((one) => one.receivedMinor))).toBeLessThanOrEqual(
          sum(came.map((one) => one.amountMinor)),
        );
        for (const verdict of verdicts) {
          const promise = open.find((one) => one.id === verdict.id)!;
          const last = addDays(promise.promisedDate, promise.graceDays);
          const within = (one: MoneyFact): boolean => one.valueDate >= promise.madeDate && one.valueDate <= last;
          const own = sum(came.filter(within).map((one) => one.amountMinor));
          expect(verdict.receivedMinor).toBeLessThanOrEqual(own < promise.amountMinor ? own : promise.amountMinor);
          if (verdict.state !== 'kept') {
            // Nobody is told that he broke his word before the bank is read to the end of it.
            expect(readTo !== null && readTo >= last).toBe(true);
            expect(verdict.receivedMinor > 0n).toBe(verdict.state === 'part_kept');
          }
        }
      }),
      runs.pure,
    );
  });

  it('is alone kept when the money is there within one per cent, and more money never makes it worse', () => {
    fc.assert(
      fc.property(promises, money, amount, (open, came, more) => {
        const [promise] = open;
        if (!promise) return;
        const last = addDays(promise.promisedDate, promise.graceDays);
        const judge = (facts: readonly MoneyFact[]) => judgePromises([promise], facts, [], last)[0]!;
        const before = judge(came);
        const enough = promise.amountMinor - promise.amountMinor / 100n;
        expect(before.state === 'kept').toBe(before.receivedMinor >= enough);
        const after = judge([...came, { valueDate: promise.promisedDate, amountMinor: more }]);
        expect(rank[after.state]).toBeGreaterThanOrEqual(rank[before.state]);
        expect(after.receivedMinor).toBeGreaterThanOrEqual(before.receivedMinor);
      }),
      runs.pure,
    );
  });

  it('is judged the same in whatever order the promises are read', () => {
    const byId = <T extends { id: bigint }>(list: readonly T[]): T[] => [...list].sort((a, b) => Number(a.id - b.id));
    fc.assert(
      fc.property(promises, money, money, day, (open, came, credits, readTo) => {
        expect(byId(judgePromises([...open].reverse(), came, credits, readTo))).toEqual(
          byId(judgePromises(open, came, credits, readTo)),
        );
      }),
      runs.pure,
    );
  });
});

const today: Day = '2028-04-01';
const facts = fc
  .record({
    items: fc.array(
      fc.record({
        late: fc.integer({ min: -5, max: 90 }),
        openMinor: fc.oneof(
          { weight: 5, arbitrary: fc.bigInt({ min: 1n, max: 300_00n }) },
          { weight: 1, arbitrary: fc.bigInt({ min: -300_00n, max: -1n }) },
        ),
        level: fc.constantFrom(0, 0, 1, 2, 3),
        lastNotice: fc.option(fc.integer({ min: 1, max: 60 }), { freq: 2 }),
        blocks: fc.constantFrom([], [], [], ['dispute'], ['promise'], ['plan'], ['stop']),
        // Most letters go to who owes; some to who pays for others.
        debtor: fc.constantFrom(null, null, null, { accountId: 2n, number: 'C2', name: 'Customer 2' }),
        heldBack: fc.constantFrom(...Array<null>(7).fill(null), { code: 'dunning_block', reason: 'blocked' }),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    category: fc.constantFrom(
      ...Array<string>(8).fill('third_party'),
      'public_body',
      'intercompany',
      'employee',
      'consumer',
    ),
    stopped: fc.constantFrom(...Array<boolean>(9).fill(false), true),
    minimum: fc.constantFrom('0', '5000'),
    charge: fc.boolean(),
  })
  .map(({ items, category, stopped, minimum, charge }): DunningFacts => {
    const level = (number: number, daysOverdue: number) => ({
      level: number,
      daysOverdue,
      daysSinceLast: 7,
      charge: charge && number > 1 ? { amountMinor: '1000', currency: 'EUR' } : null,
    });
    return {
      accountId: 1n,
      partyKey: null,
      party: null,
      companyId: 1n,
      customerNumber: 'C1',
      customerName: 'Customer',
      category,
      country: 'DE',
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      language: 'de',
      contact: { name: 'Payables', email: 'ap@example.org', stopped, bouncedAt: null },
      postalAddress: null,
      noticeChannel: null,
      directDebit: false,
      insolventSince: null,
      dunningBlockedUntil: null,
      lastNoticeSent: null,
      payers: [],
      procedure: {
        seq: 1n,
        code: 'standard',
        name: 'Standard',
        rule: {
          levels: [level(1, 7), level(2, 21), level(3, 35)],
          minimumMinor: { EUR: minimum },
          daysBetweenNotices: 7,
          daysToPay: 8,
        },
      },
      items: items.map(({ late, lastNotice, ...one }, index) => ({
        ...one,
        id: BigInt(index + 1),
        number: `RE-${index + 1}`,
        taxMinor: 0n,
        agingClass: one.openMinor > 0n ? ('debit' as const) : ('unapplied' as const),
        dueDate: addDays(today, -late),
        lastNoticeDate: one.level === 0 || lastNotice === null ? null : addDays(today, -lastNotice),
      })),
    };
  });

describe('R18 A notice', () => {
  it('asks for free overdue items less the credits, each item once, and is worth sending', () => {
    let notices = 0;
    fc.assert(
      fc.property(facts, (one) => {
        const plan = planNotice(one, today);
        if (plan.kind !== 'notice') return;
        notices += 1;
        const { notice } = plan;
        const byId = new Map(one.items.map((item) => [item.id, item]));
        const free = one.items.filter(
          (item) => item.openMinor > 0n && item.dueDate < today && item.blocks.length === 0 && item.heldBack === null,
        );
        // Nothing appears and nothing disappears: what is asked is what each owes and is free, less what stands to its own
        // credit; nobody's credit pays for another.
        const asked = [null, 2n].map((debtor) => {
          const of = (item: (typeof one.items)[number]): boolean => (item.debtor?.accountId ?? null) === debtor;
          const credits = sum(
            one.items.filter((item) => of(item) && item.openMinor < 0n).map((item) => -item.openMinor),
          );
          const left = sum(free.filter(of).map((item) => item.openMinor)) - credits;
          return left > 0n ? left : 0n;
        });
        expect(notice.netMinor - notice.chargeMinor).toBe(sum(asked));
        expect(notice.netMinor - notice.chargeMinor).toBeGreaterThan(BigInt(one.procedure.rule.minimumMinor['EUR']!));
        expect(
          sum(notice.items.map((item) => item.openMinor)) + sum(notice.credits.map((credit) => credit.openMinor)),
        ).toBe(notice.netMinor - notice.chargeMinor);
        const told = [...notice.items, ...notice.dropped].map((item) => item.itemId);
        expect(new Set(told).size).toBe(told.length);
        for (const item of notice.items) {
          const known = byId.get(item.itemId)!;
          // Disputed, promised, on a plan, stopped: neither asked for nor charged.
          expect([known.blocks, known.heldBack]).toEqual([[], null]);
          expect(known.dueDate < today && item.openMinor === known.openMinor).toBe(true);
          // A level rises by one step or stays; it never falls.
          expect([known.level, known.level + 1]).toContain(item.levelAfter);
        }
        expect(notice.level).toBe(Math.max(1, ...notice.items.map((item) => item.levelAfter)));
        expect(notice.items.some((item) => item.levelAfter > byId.get(item.itemId)!.level)).toBe(true);
        expect(['third_party', 'public_body']).toContain(one.category);
        expect(one.contact!.stopped).toBe(false);
      }),
      runs.pure,
    );
    expect(notices, 'notices among the facts drawn').toBeGreaterThan(100);
  });

  it('never asks for more because an item is disputed', () => {
    fc.assert(
      fc.property(facts, fc.nat(), (one, index) => {
        const before = planNotice(one, today);
        const chosen = one.items[index % Math.max(1, one.items.length)];
        if (!chosen || chosen.openMinor < 0n) return;
        const items = one.items.map((item) => (item === chosen ? { ...item, blocks: ['dispute'] } : item));
        const after = planNotice({ ...one, items }, today);
        if (after.kind !== 'notice') return;
        expect(after.notice.items.some((item) => item.itemId === chosen.id)).toBe(false);
        const asked = ({ netMinor, chargeMinor }: typeof after.notice): bigint => netMinor - chargeMinor;
        if (before.kind === 'notice') expect(asked(after.notice)).toBeLessThanOrEqual(asked(before.notice));
      }),
      runs.pure,
    );
  });
});
