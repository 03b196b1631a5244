/**
 * Payments that stand for several, with their right answer: deposits of payment services, net of fees, for many customers, and
 * one payment for several companies. Judged by the same rules as the product's own commands. Seeded.
 */
import { type MatchingProblem, type MatchingResult, solve } from '#cash';
import type { SettlementLine } from '#formats';
import { addDays, type Day, formatAmount, makeIban, textKey } from '#kernel';
import { settlementLine } from '#test/settlement-line';
import { judgeSettlement, sumSettlement } from '../src/modules/cash/rules/judge-settlement.ts';
import {
  type DepositLine,
  pairSettlements,
  type WaitingSettlement,
} from '../src/modules/cash/rules/pair-settlements.ts';
import { documentsOfText, type NamedOpenItem, splitByNames } from '../src/modules/cash/rules/split-companies.ts';
import { type Random, seeded } from './random.ts';

export const groupClasses = ['settlement', 'settlement_part', 'several_companies'] as const;
export type GroupClass = (typeof groupClasses)[number];

/** What became of one payment, as `Verdict` of the labelled receipts has it. */
export interface JudgedGroup {
  readonly groupClass: GroupClass;
  readonly verdict: 'right' | 'wrong' | 'ambiguous' | 'none';
  readonly applied: boolean;
  readonly provable: boolean;
  readonly said: string;
}

type Item = MatchingProblem['openItems'][number];
type Result = MatchingResult['receipts'][number];

const day: Day = '2026-06-01';
const currency = 'EUR';
const terms = { validFrom: '2026-01-01', highestFeePercent: '3.5', hasReserveAccount: true };
const names =
  'Amber Birch Cedar Dahlia Elder Fjord Garnet Heather Indigo Juniper Kestrel Linden Magnolia Nettle Opal Poplar'.split(
    ' ',
  );
const trades = 'Bakery Bikes Books Clinic Dental Florist Garage Hotel Kiosk Optics Pharmacy Yoga'.split(' ');

const pick = <T>(random: Random, list: readonly T[]): T => list[random.whole(0, list.length - 1)]!;

const customersOf = (count: number): MatchingProblem['customers'] =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index + 1),
    name: `${names[index % names.length]} ${trades[Math.floor(index / names.length) % trades.length]} ${index + 1} GmbH`,
    aliases: [],
    accounts: [makeIban('DE', String(37_040_044_000_000_000n + BigInt(index)))],
    parentId: null,
  }));

/** The items of a tenant: ids are counted over all of its companies. */
class Items {
  readonly all: (Item & { readonly companyId: bigint })[] = [];
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  add(companyId: bigint, customerId: string, number: string): Item {
    const cents = BigInt(Math.round(this.#random.lognormal(60_000, 1.2)) + 500);
    const item = {
      id: String(this.all.length + 1),
      companyId,
      customerId,
      number,
      references: [number],
      type: 'invoice',
      blocks: [],
      documentDate: addDays(day, -20),
      dueDate: addDays(day, 10),
      openMinor: this.#random.next() < 0.15 ? (cents / 5000n + 1n) * 5000n : cents,
      currency,
      discount: null,
    };
    this.all.push(item);
    return item;
  }
}

/** One digit of a number is another. */
function mistyped(random: Random, number: string): string {
  const at = number.length - 1 - random.whole(0, 3);
  return /\d/.test(number[at]!)
    ? `${number.slice(0, at)}${(Number(number[at]) + random.whole(1, 9)) % 10}${number.slice(at + 1)}`
    : `${number}0`;
}

interface LabelledPart {
  readonly line: SettlementLine;
  /** What it pays; null: nothing may be applied. */
  readonly item: Item | null;
  readonly provable: boolean;
}

interface LabelledSettlement {
  readonly waiting: WaitingSettlement;
  readonly statedMinor: bigint;
  readonly parts: readonly LabelledPart[];
  readonly lines: readonly SettlementLine[];
  /** The report is right, and its fee within the terms. */
  readonly sound: boolean;
  readonly deposit: DepositLine;
  /** The bank's line names its number, or only holds the service's words. */
  readonly told: 'number' | 'words' | 'nothing';
}

/** Judges `size` settlements and each of their parts, in one book. */
export function judgeSettlements(seed: number, size: number): JudgedGroup[] {
  const random = seeded(seed);
  const customers = customersOf(Math.max(20, size * 3));
  const items = new Items(random);
  // Open items that nobody pays through a service, so that amounts meet.
  for (let count = 0; count < customers.length * 3; count += 1)
    items.add(1n, pick(random, customers).id, `WEB-${100_000 + items.all.length}`);
  const made: LabelledSettlement[] = [];
  for (let at = 0; at < size; at += 1) made.push(makeSettlement(random, { at, customers, items, before: made.at(-1) }));
  const paired = pairSettlements(
    made.map((one) => one.deposit),
    made
      .filter(
        (one) =>
          judgeSettlement({ currency, statedMinor: one.statedMinor, lines: one.lines, faults: [] }, terms) === null,
      )
      .map((one) => one.waiting),
  );
  const lineOf = new Map(paired.pairs.map((pair) => [pair.settlementId, pair.lineId]));
  const judged = made.map((one): JudgedGroup => {
    const lineId = lineOf.get(one.waiting.id);
    // Of two with one amount that only the service's words speak of, neither can be told from the other.
    const twin = made.some(
      (other) => other !== one && other.told !== 'number' && other.deposit.amountMinor === one.deposit.amountMinor,
    );
    const provable = one.sound && (one.told === 'number' || (one.told === 'words' && !twin));
    return {
      groupClass: 'settlement',
      // A report that is wrong, or that two deposits could be meant by, rightly waits for a person.
      verdict:
        lineId === undefined
          ? provable
            ? 'none'
            : 'right'
          : lineId === one.deposit.lineId && one.sound
            ? 'right'
            : 'wrong',
      applied: lineId !== undefined,
      provable,
      said: `settlement ${one.waiting.number}, "${one.deposit.text}": ${lineId === undefined ? 'left to a person' : `paired with ${lineId}`}`,
    };
  });
  const parts = made.filter((one) => lineOf.has(one.waiting.id)).flatMap((one) => one.parts);
  const { receipts } = solve({
    asOf: day,
    customers,
    openItems: items.all,
    receipts: parts.map(({ line }, index) => ({
      id: `p${index}`,
      date: day,
      amountMinor: line.grossMinor,
      currency,
      payer: { name: line.customerName, account: null },
      reference: `${line.document} ${line.memo}`.trim(),
      method: null,
      remittance: [],
    })),
  });
  return [...judged, ...receipts.map((result, index) => judgePart(parts[index]!, result))];
}

function judgePart({ line, item, provable }: LabelledPart, result: Result): JudgedGroup {
  const applied = result.decision === 'apply';
  const pays =
    item !== null &&
    result.allocations.length === 1 &&
    result.allocations[0]!.itemId === item.id &&
    result.allocations[0]!.itemAmountMinor === item.openMinor;
  return {
    groupClass: 'settlement_part',
    verdict: applied
      ? pays
        ? 'right'
        : 'wrong'
      : item === null && result.decision !== 'propose'
        ? 'right'
        : result.decision === 'propose'
          ? 'ambiguous'
          : 'none',
    applied,
    provable,
    said: `part "${line.document}" of ${line.customerName ?? 'nobody'}: ${result.decision}: ${result.explanation}`,
  };
}

function makeSettlement(
  random: Random,
  of: {
    at: number;
    customers: MatchingProblem['customers'];
    items: Items;
    before: LabelledSettlement | undefined;
  },
): LabelledSettlement {
  const { at, customers, items } = of;
  const number = `PO-2026-${String(40_000 + at)}`;
  const parts = Array.from({ length: random.whole(3, 25) }, (_, row) => makePart(random, row + 2, customers, items));
  const lines = parts.map((part) => part.line);
  const other = (kind: SettlementLine['kind'], grossMinor: bigint, feeMinor = 0n): SettlementLine =>
    settlementLine(lines.length + 2, kind, grossMinor, feeMinor);
  const paidMinor = lines.reduce((sum, line) => sum + line.grossMinor, 0n);
  const chance = random.next();
  // A fee beyond the terms, a reserve kept back, or a report that does not come to what it says.
  if (chance < 0.05) lines.push(other('fee', 0n, paidMinor / 20n));
  else if (chance < 0.12) lines.push(other('reserve', -(paidMinor / 10n)));
  const how = random.next();
  // Two payouts of one amount in one week.
  const like = how > 0.95 ? of.before?.deposit.amountMinor : undefined;
  if (like !== undefined) lines.push(other('other', like - sumSettlement(lines).amountMinor));
  const { amountMinor } = sumSettlement(lines);
  const wrong = chance > 0.95;
  const settledOn = addDays(day, Math.floor(at / 4));
  const text =
    how < 0.55
      ? `PAYWELL PAYOUT ${number}`
      : how < 0.65
        ? `Auszahlung ${number.replaceAll('-', ' ')} Paywell`
        : how < 0.9 || like !== undefined
          ? 'PAYWELL B.V. PAYOUT'
          : `SEPA 77${at}`;
  return {
    waiting: { id: BigInt(at + 1), number, currency, amountMinor, settledOn, words: 'paywell' },
    statedMinor: wrong ? amountMinor + 100n : amountMinor,
    parts,
    lines,
    sound: chance >= 0.05 && !wrong,
    deposit: { lineId: BigInt(at + 1), valueDate: addDays(settledOn, random.whole(1, 4)), currency, amountMinor, text },
    told: how < 0.65 ? 'number' : how < 0.9 || like !== undefined ? 'words' : 'nothing',
  };
}

function makePart(random: Random, row: number, customers: MatchingProblem['customers'], items: Items): LabelledPart {
  const customer = pick(random, customers);
  const chance = random.next();
  const known = chance < 0.93;
  const item = known ? items.add(1n, customer.id, `WEB-${100_000 + items.all.length}`) : null;
  const grossMinor = item?.openMinor ?? BigInt(random.whole(900, 90_000));
  const garbled = chance >= 0.82 && known;
  const unnamed = random.next() < 0.3;
  const document =
    item === null ? `CART-${random.whole(10_000, 99_999)}` : garbled ? mistyped(random, item.number) : item.number;
  return {
    line: {
      row,
      kind: 'payment',
      day: null,
      reference: `ch_${row}`,
      document,
      customerName:
        item === null ? pick(random, ['Erika Probst', 'J. Quist', 'N. N.']) : unnamed ? null : customer.name,
      memo: '',
      grossMinor,
      feeMinor: (grossMinor * 14n) / 1000n + 25n,
    },
    item,
    provable: known && !garbled,
  };
}

/** The companies of the tenant; the money comes to the bank of the first. */
const companies = [
  { id: 1n, code: 'DE01', number: (count: number) => `RE26${String(count).padStart(5, '0')}` },
  { id: 2n, code: 'UK01', number: (count: number) => `INV-2026-${String(count).padStart(6, '0')}` },
  { id: 3n, code: 'ES01', number: (count: number) => `F/2026/${String(count).padStart(5, '0')}` },
] as const;

interface GroupPayment {
  readonly items: readonly Item[];
  readonly amountMinor: bigint;
  readonly text: string;
  readonly payer: { readonly name: string | null; readonly account: string | null };
  readonly provable: boolean;
}

/** Judges `size` payments for documents of several companies: the receiving company's engine first, then the split of what is left. */
export function judgeGroupPayments(seed: number, size: number): JudgedGroup[] {
  const random = seeded(seed);
  const customers = customersOf(Math.max(20, size));
  const items = new Items(random);
  const add = (company: (typeof companies)[number], customerId: string): Item =>
    items.add(company.id, customerId, company.number(items.all.length + 1));
  for (let count = 0; count < customers.length * 2; count += 1)
    add(pick(random, companies), pick(random, customers).id);
  const payments = Array.from({ length: size }, (): GroupPayment => {
    const customer = pick(random, customers);
    const sister = pick(random, companies.slice(1));
    const owned = random.next() < 0.6 ? [add(companies[0], customer.id)] : [];
    const others = Array.from({ length: random.whole(1, 3) }, () => add(sister, customer.id));
    const both = random.next() < 0.2 ? [add(companies[sister.id === 2n ? 2 : 1]!, customer.id)] : [];
    const paid = [...owned, ...others, ...both];
    const chance = random.next();
    const short = chance < 0.08;
    const garbled = chance >= 0.08 && chance < 0.16;
    const amountMinor =
      paid.reduce((sum, item) => sum + item.openMinor, 0n) - (short ? others[0]!.openMinor / 10n : 0n);
    const numbers = paid.map((item, index) =>
      garbled && index === paid.length - 1 ? mistyped(random, item.number) : item.number,
    );
    const known = random.next() < 0.85;
    return {
      items: paid,
      amountMinor,
      text: `${pick(random, ['', 'Rechnungen ', 'invoices '])}${numbers.join(pick(random, [' ', ', ', ' + ']))}`,
      payer: known ? { name: customer.name, account: customer.accounts[0]! } : { name: null, account: null },
      provable: !short && !garbled && known,
    };
  });
  const own = items.all.filter((item) => item.companyId === 1n);
  const { receipts } = solve({
    asOf: day,
    customers,
    openItems: own,
    receipts: payments.map(({ amountMinor, text, payer }, index) => ({
      id: `g${index}`,
      date: day,
      amountMinor,
      currency,
      payer,
      reference: text,
      method: null,
      remittance: [],
    })),
  });
  const open = new Map(items.all.map((item) => [item.id, item.openMinor]));
  const byKey = new Map(items.all.map((item) => [textKey(item.number), [item]]));
  return receipts.map((result, index) => judgeGroupPayment(payments[index]!, result, open, byKey));
}

function judgeGroupPayment(
  payment: GroupPayment,
  result: Result,
  open: Map<string, bigint>,
  byKey: ReadonlyMap<string, readonly (Item & { readonly companyId: bigint })[]>,
): JudgedGroup {
  const paid = new Map<string, bigint>();
  const pay = (itemId: string, amountMinor: bigint): void => {
    paid.set(itemId, amountMinor);
    open.set(itemId, open.get(itemId)! - amountMinor);
  };
  if (result.decision === 'apply') for (const one of result.allocations) pay(one.itemId, one.itemAmountMinor);
  const customerId = result.decision === 'apply' ? result.customerId : result.payerCustomerId;
  const openItems = (key: string): readonly NamedOpenItem[] =>
    (byKey.get(key) ?? []).flatMap((item) => {
      const openMinor = open.get(item.id)!;
      const { code } = companies.find((company) => company.id === item.companyId)!;
      return openMinor === 0n
        ? []
        : [
            {
              itemId: BigInt(item.id),
              companyId: item.companyId,
              companyCode: code,
              customerId: BigInt(item.customerId),
              number: item.number,
              openMinor,
              blocked: null,
            },
          ];
    });
  const left = payment.amountMinor - [...paid.values()].reduce((sum, one) => sum + one, 0n);
  const split =
    left === 0n
      ? null
      : splitByNames(
          {
            companyId: 1n,
            currency,
            openMinor: left,
            customerId: customerId === null ? null : BigInt(customerId),
            declined: false,
          },
          { wanted: documentsOfText(payment.text), byAdvice: false },
          openItems,
        );
  if (split?.doubts.length === 0)
    for (const one of [...split.own, ...split.sisters.flatMap((sister) => sister.allocations)])
      pay(one.itemId.toString(), one.amountMinor);
  const applied = paid.size > 0;
  const meant = new Map(payment.items.map((item) => [item.id, item.openMinor]));
  const fits = [...paid].every(([itemId, amountMinor]) => meant.get(itemId) === amountMinor);
  const whole = fits && paid.size === meant.size;
  return {
    groupClass: 'several_companies',
    verdict: !fits ? 'wrong' : whole ? 'right' : split !== null || result.decision === 'propose' ? 'ambiguous' : 'none',
    applied,
    provable: payment.provable,
    said: `several companies, "${payment.text}" by ${payment.payer.name ?? 'nobody'} (${formatAmount(payment.amountMinor, currency)}): ${result.decision}: ${result.explanation} ${split === null ? 'no split' : `${split.explanation} ${split.doubts.join('; ')}`}`,
  };
}
