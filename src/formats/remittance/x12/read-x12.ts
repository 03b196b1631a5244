/**
 * X12 remittances: 820 (payment order / remittance advice), 823 (lockbox), 812 (credit / debit adjustment). Norm: ASC X12
 * versions 003040 to 005010. Counts and control numbers of the envelopes are checked; a difference is a warning, for these
 * files inform and post nothing. A transaction set that is cut is refused.
 */
import { isCurrency, raise } from '#kernel';
import type { BankWarning } from '../../bank/model.ts';
import {
  amountText,
  type LockboxDifference,
  type Remittance,
  type RemittanceFile,
  type RemittanceFormat,
  warnOfSums,
} from '../model.ts';
import { readRemittanceLines } from './remittance-segments.ts';
import { cutSegments, element, refuseSegment, type Segment } from './segments.ts';
import { amountAt, dayAt, minorAt } from './values.ts';

interface TransactionSet {
  readonly type: string;
  readonly segments: readonly Segment[];
}

type Reader = (set: TransactionSet, warnings: BankWarning[], differing: LockboxDifference[]) => Remittance[];
const readers: ReadonlyMap<string, Reader> = new Map([
  ['820', read820],
  ['823', read823],
  ['812', read812],
]);

/**
 * Reads the transaction sets of an interchange. Refuses one that is no remittance (`x12.not-remittance`), is cut (`x12.cut`),
 * adjustments beside payments (`x12.mixed`), or one that holds a malformed amount or date, with the segment.
 */
export function readX12(text: string): RemittanceFile {
  const warnings: BankWarning[] = [];
  const segments = cutSegments(text);
  const sets = transactionSets(segments, warnings);
  const [first] = sets;
  if (!first)
    raise(
      'x12.no-transaction-set',
      'The interchange holds no transaction set. Nothing was read.',
      {},
      { file: '', path: `${segments[0]?.id ?? 'ISA'}[1]` },
    );
  const other = sets.find((set) => !readers.has(set.type));
  if (other)
    refuseSegment(
      other.segments[0]!,
      'x12.not-remittance',
      `transaction set ${other.type} is no remittance (820, 823 or 812)`,
    );
  const mixed = sets.find((set) => (set.type === '812') !== (first.type === '812'));
  if (mixed)
    refuseSegment(
      mixed.segments[0]!,
      'x12.mixed',
      `the file has adjustments (812) and payments (${mixed.type === '812' ? first.type : mixed.type}); send each in a file of its own`,
    );
  const differing: LockboxDifference[] = [];
  const remittances = sets.flatMap((set) => readers.get(set.type)!(set, warnings, differing));
  warnOfSums(remittances, warnings);
  return {
    format: `x12.${first.type}` as RemittanceFormat,
    remittances,
    warnings,
    ...(differing.length > 0 && { differing }),
  };
}

/** Cuts segments into transaction sets and checks the envelopes' counts and control numbers. */
function transactionSets(segments: readonly Segment[], warnings: BankWarning[]): TransactionSet[] {
  const sets: TransactionSet[] = [];
  const warn = (segment: Segment, message: string): void =>
    void warnings.push({ code: 'x12.envelope', message: `Segment ${segment.place} (${segment.id}): ${message}.` });
  const heads = new Map<string, Segment>();
  let start = -1;
  let inGroup = 0;
  let groups = 0;
  for (const [index, segment] of segments.entries()) {
    if (segment.id === 'ISA') {
      heads.set('ISA', segment);
      groups = 0;
    } else if (segment.id === 'GS') {
      heads.set('GS', segment);
      inGroup = 0;
    } else if (segment.id === 'ST') {
      if (start >= 0) refuseSegment(segment, 'x12.cut', 'a transaction set begins before the end of the one before');
      start = index;
    } else if (segment.id === 'SE') {
      if (start < 0) refuseSegment(segment, 'x12.cut', 'a transaction set ends that never began');
      const head = segments[start]!;
      const count = index - start + 1;
      if (Number(element(segment, 1)) !== count)
        warn(segment, `it counts ${element(segment, 1)} segments, but there are ${count}`);
      if (element(segment, 2) !== element(head, 2))
        warn(segment, `its control number ${element(segment, 2)} is not that of the set, ${element(head, 2)}`);
      sets.push({ type: element(head, 1), segments: segments.slice(start, index + 1) });
      start = -1;
      inGroup += 1;
    } else if (segment.id === 'GE') {
      groups += 1;
      if (Number(element(segment, 1)) !== inGroup)
        warn(segment, `it counts ${element(segment, 1)} transaction sets, but there are ${inGroup}`);
      if (element(segment, 2) !== element(heads.get('GS'), 6))
        warn(segment, 'its control number is not that of the group');
    } else if (segment.id === 'IEA') {
      if (Number(element(segment, 1)) !== groups)
        warn(segment, `it counts ${element(segment, 1)} groups, but there are ${groups}`);
      if (element(segment, 2) !== element(heads.get('ISA'), 13))
        warn(segment, 'its control number is not that of the interchange');
      heads.delete('ISA');
    }
  }
  if (start >= 0) refuseSegment(segments.at(-1)!, 'x12.cut', 'the transaction set is cut: its end (SE) is missing');
  if (heads.has('ISA')) warn(segments.at(-1)!, 'the end of the interchange (IEA) is missing');
  return sets;
}

function currencyOf(set: TransactionSet): string {
  const segment = set.segments.find((one) => one.id === 'CUR');
  const currency = element(segment, 2).toUpperCase() || 'USD';
  if (!isCurrency(currency)) refuseSegment(segment!, 'x12.unknown-currency', `"${currency}" is not a currency`);
  return currency;
}

const nameOf = (segments: readonly Segment[], ...roles: string[]): string | null => {
  for (const role of roles) {
    const found = segments.find((one) => one.id === 'N1' && element(one, 1) === role);
    if (element(found, 2) !== '') return element(found, 2);
  }
  return null;
};

/** Dates that stand for the payment's where BPR leaves it out: effective, process, transaction creation. */
const paymentDates = new Set(['007', '009', '097']);

/** BPR: 02 amount, 03 credit or debit, 09 payer's account, 16 date. */
function payment(bpr: Segment, segments: readonly Segment[], currency: string): Omit<Remittance, 'lines'> {
  const amount = amountAt(bpr, 2, currency);
  const dated = segments.find((one) => one.id === 'DTM' && paymentDates.has(element(one, 1)));
  return {
    payer: { name: nameOf(segments, 'PR', 'RM', 'BT', 'BY'), account: element(bpr, 9) || null },
    reference:
      element(
        segments.find((one) => one.id === 'TRN'),
        2,
      ) || null,
    date: dayAt(bpr, 16) ?? (dated ? dayAt(dated, 2) : null),
    amountMinor: amount !== null && element(bpr, 3) === 'D' ? -amount : amount,
    currency,
  };
}

function read820(set: TransactionSet): Remittance[] {
  const currency = currencyOf(set);
  const bpr = set.segments.find((one) => one.id === 'BPR');
  if (!bpr) return refuseSegment(set.segments[0]!, 'x12.payment-missing', 'the 820 has no payment (BPR)');
  return [{ ...payment(bpr, set.segments, currency), lines: readRemittanceLines(set.segments, currency) }];
}

/** A batch of a lockbox deposit: its segments, its name, and what it says of its checks. */
interface Batch {
  readonly segments: readonly Segment[];
  readonly name: string;
  /** Its head: BAT, or DEP where the deposit has no batches. */
  readonly head: Segment;
  readonly deposit: Segment;
}

/**
 * The deposits of a lockbox. DEP: 01 the lockbox, 02 the day, 04 the deposit's number, 08 the account that it is paid into; BAT: 01
 * the day, 03 the batch. Each check (BPR by CHK) is a remittance of its batch, whose total (AMT) and count of checks (QTY) are
 * looked at; money that came by other ways is one without a batch. A deposit that only gives its total is one without lines.
 */
function read823(set: TransactionSet, warnings: BankWarning[], differing: LockboxDifference[]): Remittance[] {
  const currency = currencyOf(set);
  return cutAt(set.segments, 'DEP').flatMap((deposit) => {
    const batches = batchesOf(deposit);
    if (batches.every(({ segments }) => segments.every((one) => one.id !== 'BPR')))
      return totalOnly(deposit, currency, warnings);
    const read = batches.map((batch) => ({ batch, payments: paymentsOf(batch, currency) }));
    for (const { batch, payments } of read) {
      const said = totalsIn(until(batch.segments, 'BPR'), currency);
      // Some banks count with the checks what came by other ways.
      const checks = payments.filter((one) => one.batch !== undefined);
      if (foots(said, payments) || foots(said, checks)) continue;
      const sumMinor = sumOf(checks);
      const facts = { statedMinor: said.amountMinor ?? sumMinor, statedChecks: said.checks ?? checks.length };
      if (checks.length > 0) differing.push({ batch: batch.name, ...facts, sumMinor, checks: checks.length });
      warnings.push({
        code: 'lockbox.control-total',
        message: `Segment ${batch.head.place} (${batch.head.id}): the total of batch ${batch.name} says ${facts.statedChecks} checks of ${amountText(facts.statedMinor, currency)}, it holds ${checks.length} of ${amountText(sumMinor, currency)}.`,
      });
    }
    const [head] = deposit;
    const payments = read.flatMap((one) => one.payments);
    const { amountMinor } = totalsIn(until(deposit, 'BAT', 'BPR'), currency);
    const whole = { amountMinor, checks: null };
    if (
      batches[0]!.head !== head &&
      !foots(whole, payments) &&
      !foots(
        whole,
        payments.filter((one) => one.batch !== undefined),
      )
    )
      warnings.push({
        code: 'lockbox.control-total',
        message: `Segment ${head!.place} (DEP): the deposit says ${amountText(amountMinor!, currency)}, its batches come to ${amountText(sumOf(payments), currency)}.`,
      });
    return payments;
  });
}

/** Whether payments are what is said of them; what is not said is not asked. */
const foots = (said: { amountMinor: bigint | null; checks: number | null }, payments: readonly Remittance[]): boolean =>
  (said.amountMinor === null || said.amountMinor === sumOf(payments)) &&
  (said.checks === null || said.checks === payments.length);

/** The segments before the first of some kinds. */
function until(segments: readonly Segment[], ...ids: readonly string[]): readonly Segment[] {
  const end = segments.findIndex((one) => ids.includes(one.id));
  return end < 0 ? segments : segments.slice(0, end);
}

/** The parts of segments that begin with one of a kind; what stands before the first is left out. */
function cutAt(segments: readonly Segment[], id: string): Segment[][] {
  const starts = segments.flatMap((one, index) => (one.id === id ? [index] : []));
  return starts.map((start, index) => segments.slice(start, starts[index + 1]));
}

/** The batches of a deposit, each under a name of its own; without any the deposit is one. */
function batchesOf(deposit: readonly Segment[]): Batch[] {
  const head = deposit[0]!;
  const number = element(head, 4) || element(head, 1);
  const cut = cutAt(deposit, 'BAT');
  if (cut.length === 0) return [{ segments: deposit, name: number || '1', head, deposit: head }];
  return cut.map((segments, index) => ({
    segments,
    name: [number, element(segments[0], 3) || String(index + 1)].filter(Boolean).join('-'),
    head: segments[0]!,
    deposit: head,
  }));
}

/** What stands before the payments: AMT is the total; QTY 42 the checks, in a batch also the only QTY there is. */
function totalsIn(
  segments: readonly Segment[],
  currency: string,
): { amountMinor: bigint | null; checks: number | null } {
  const amount = segments.find((one) => one.id === 'AMT');
  const counts = segments.filter((one) => one.id === 'QTY');
  const counted =
    counts.find((one) => element(one, 1) === '42') ??
    (segments[0]?.id === 'BAT' && counts.length === 1 ? counts[0] : undefined);
  const count = element(counted, 2);
  return {
    amountMinor: amount ? amountAt(amount, 2, currency) : null,
    checks: /^\d{1,9}$/.test(count) ? Number(count) : null,
  };
}

const sumOf = (payments: readonly Remittance[]): bigint =>
  payments.reduce((sum, one) => sum + (one.amountMinor ?? 0n), 0n);

/** The payments of a batch. A check is known by its number (REF CK) and by bank and account of its drawer, as in a BAI lockbox. */
function paymentsOf({ segments, name, head: batch, deposit }: Batch, currency: string): Remittance[] {
  const day = (batch.id === 'BAT' ? dayAt(batch, 1) : null) ?? dayAt(deposit, 2);
  return cutAt(segments, 'BPR').map((own) => {
    const bpr = own[0]!;
    const paid = payment(bpr, own, currency);
    const lines = readRemittanceLines(own, currency);
    if (element(bpr, 4) !== 'CHK' || (paid.amountMinor ?? 0n) <= 0n) return { ...paid, date: paid.date ?? day, lines };
    const number = own.find((one) => one.id === 'REF' && element(one, 1) === 'CK');
    return {
      ...paid,
      payer: { ...paid.payer, account: [element(bpr, 7), element(bpr, 9)].filter(Boolean).join(' ') || null },
      reference: element(number, 2) || paid.reference,
      // The lockbox paid it in on the day of its batch, whatever date the check bears.
      date: day ?? paid.date,
      lines,
      batch: name,
      paidInto: { lockbox: element(deposit, 1) || null, account: element(deposit, 8) || null },
    };
  });
}

function totalOnly(deposit: readonly Segment[], currency: string, warnings: BankWarning[]): Remittance[] {
  const [head] = deposit;
  const amount = deposit.find((one) => one.id === 'AMT');
  warnings.push({
    code: 'x12.no-detail',
    message: `The lockbox deposit ${element(head, 1) || '(no reference)'} gives its total but no payments.`,
  });
  return [
    {
      payer: { name: null, account: null },
      reference: element(head, 1) || null,
      date: dayAt(head!, 2),
      amountMinor: amount ? amountAt(amount, 2, currency) : null,
      currency,
      lines: [],
    },
  ];
}

/** References of an adjustment's detail (N9) that name a document of ours: seller's invoice, invoice, credit memo. */
const documentQualifiers = new Set(['IV', 'IK', 'IN', 'OI', 'CM', 'CR']);

/**
 * Adjustments to invoices: what is credited lessens the payment, so it is negative. BCD: 01 date, 02 number, 04 amount in
 * cents, 05 credit or debit, 07 the invoice, or else the only one that REF or N9 names. Each CDD is a reason: 01 the code, 02
 * credit or debit, 04 its amount in cents, its document in the N9 behind it. Where the details name several documents, each
 * with its amount, there is one adjustment for each document; else the whole is one, with all of its reasons. Without CUR it is
 * in the currency of whoever it is for. Details that do not sum to the whole are said.
 */
function read812(set: TransactionSet, warnings: BankWarning[]): Remittance[] {
  const currency = set.segments.some((one) => one.id === 'CUR') ? currencyOf(set) : null;
  const bcd = set.segments.find((one) => one.id === 'BCD');
  if (!bcd) return refuseSegment(set.segments[0]!, 'x12.payment-missing', 'the 812 has no adjustment (BCD)');
  const signOf = (flag: string): bigint => (flag === 'C' ? -1n : 1n);
  const amountMinor = signOf(element(bcd, 5)) * minorAt(bcd, 4);
  const reasons = reasonsOf(set, signOf(element(bcd, 5)), warnings);
  const [only = '', ...others] = namedIn(set.segments);
  const reference = element(bcd, 7) || (others.length === 0 ? only : '');
  const number = element(bcd, 2);
  const stated = reasons.reduce((total, one) => total + (one.amountMinor ?? 0n), 0n);
  const complete = reasons.length > 0 && reasons.every((one) => one.amountMinor !== null);
  if (complete && stated !== amountMinor)
    warnings.push({
      code: 'remittance.sum-differs',
      message: `The reasons of adjustment ${number || '(no number)'} sum to ${amountText(stated, currency)}, but it is ${amountText(amountMinor, currency)}.`,
    });
  const documents = new Set(reasons.map((one) => one.document ?? reference));
  if (documents.size > 1 && !complete)
    warnings.push({
      code: 'x12.no-detail',
      message: `Segment ${bcd.place} (BCD): its reasons are about several documents and do not all say their amount; it was taken as one adjustment.`,
    });
  const parts =
    documents.size > 1 && complete
      ? [...documents].map((document) => {
          const its = reasons.filter((one) => (one.document ?? reference) === document);
          return {
            reference: document,
            amountMinor: its.reduce((sum, one) => sum + one.amountMinor!, 0n),
            reasons: its,
          };
        })
      : [{ reference: documents.size === 1 ? [...documents][0]! : reference, amountMinor, reasons }];
  // Senders that give no detail put the code where the norm has the invoice's date.
  const code = element(bcd, 6);
  const usual = /^[A-Z0-9]{2}$/.test(code) ? [{ code, amountMinor: null }] : [];
  return parts.map((part) => ({
    payer: { name: nameOf(set.segments, 'BY', 'BT', 'PR', 'SE', 'SU'), account: null },
    reference: number || null,
    date: dayAt(bcd, 1),
    amountMinor: part.amountMinor,
    currency,
    lines: [
      {
        reference: part.reference,
        amountMinor: part.amountMinor,
        discountMinor: null,
        adjustments:
          part.reasons.length > 0 ? part.reasons.map(({ code, amountMinor }) => ({ code, amountMinor })) : usual,
        memo: null,
      },
    ],
  }));
}

/** The documents of ours that REF or N9 name, each once. */
const namedIn = (segments: readonly Segment[]): string[] => [
  ...new Set(
    segments
      .filter((one) => (one.id === 'REF' || one.id === 'N9') && documentQualifiers.has(element(one, 1)))
      .map((one) => element(one, 2))
      .filter((name) => name !== ''),
  ),
];

/** Each CDD of an 812: the reason's code, its amount in cents where it says one, and the document that the N9 behind it names alone. */
function reasonsOf(
  set: TransactionSet,
  usualSign: bigint,
  warnings: BankWarning[],
): { code: string; amountMinor: bigint | null; document: string | null }[] {
  const starts = set.segments.flatMap((one, place) => (one.id === 'CDD' ? [place] : []));
  return starts.flatMap((start, index) => {
    const head = set.segments[start]!;
    const named = namedIn(set.segments.slice(start, starts[index + 1]).filter((one) => one.id === 'N9'));
    if (named.length > 1)
      warnings.push({
        code: 'x12.several-documents',
        message: `Segment ${head.place} (CDD): it names ${named.join(', ')} without an amount of each; its document was left open.`,
      });
    const flag = element(head, 2);
    const sign = flag === '' ? usualSign : flag === 'C' ? -1n : 1n;
    const amount = element(head, 4);
    const amountMinor = /^-?\d{1,18}$/.test(amount) ? sign * BigInt(amount) : null;
    const code = element(head, 1);
    return code === '' && amountMinor === null
      ? []
      : [{ code, amountMinor, document: named.length === 1 ? named[0]! : null }];
  });
}
