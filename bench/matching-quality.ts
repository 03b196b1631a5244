/** How well the engine judges labelled receipts: right, wrong, ambiguous, none over all lines, by class. */
import { type MatchingPolicy, type MatchingProblem, type MatchingResult, solve } from '#cash';
import { addDays } from '#kernel';
import { today } from './books.ts';
import { type GroupClass, groupClasses, judgeGroupPayments, judgeSettlements } from './labelled-groups.ts';
import { classWeights, type Label, labelledPolicy, makeLabelledBook, type ReceiptClass } from './labelled-receipts.ts';
import { median } from './measure.ts';
import { seeded } from './random.ts';

/**
 * What became of one receipt. `right`: applied as it was meant, or left alone for the right reason. `wrong`: applied
 * otherwise, or put on another's account. `ambiguous`: proposed to a person. `none`: neither applied nor proposed,
 * though it pays something.
 */
export type Verdict = 'right' | 'wrong' | 'ambiguous' | 'none';

export interface ClassQuality {
  readonly receiptClass: ReceiptClass | GroupClass;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly provable: number;
  readonly provableRight: number;
}

export interface Quality {
  readonly receipts: number;
  readonly classes: readonly ClassQuality[];
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Share of what was applied that was applied rightly. */
  readonly precision: number;
  readonly applied: number;
  readonly wrongApplied: number;
  /** Share of the receipts that can be proved to pay their items which were applied, rightly. */
  readonly coverage: number;
  readonly provable: number;
  /** Wrong judgements in words, with the receipt. */
  readonly faults: readonly string[];
  /** Provable receipts that were not applied, in words. */
  readonly missed: readonly string[];
}

type Result = MatchingResult['receipts'][number];

const allocationsText = (list: Label['allocations']): string =>
  list
    .map((one) => `${one.itemId}:${one.receiptAmountMinor}:${one.itemAmountMinor}`)
    .sort()
    .join(' ');

/** What became of a receipt, by its label. */
export function verdictOf(result: Result, label: Label): Verdict {
  // Money on somebody else's account is wrong, however it got there.
  if (result.decision === 'on_account' && label.customerId !== null && result.customerId !== label.customerId)
    return 'wrong';
  if (result.decision === 'apply')
    return allocationsText(result.allocations) === allocationsText(label.allocations) ? 'right' : 'wrong';
  if (result.decision === label.otherwise) return 'right';
  if (result.decision === 'propose') return 'ambiguous';
  // Left unapplied where nothing may be applied is never wrong; it only waits for a person.
  return 'none';
}

/** Of so many receipts one more is the deposit of a payment service, or pays documents of several companies. */
const receiptsPerSettlement = 100;
const receiptsPerGroupPayment = 40;

/**
 * Judges `size` receipts in five books of different numbering, and beside them deposits of payment services with each of their
 * parts, and payments for several companies.
 */
export function measureQuality(seed: number, size: number, policy: MatchingPolicy = labelledPolicy): Quality {
  const byClass = new Map<
    ReceiptClass | GroupClass,
    { verdicts: Record<Verdict, number>; provable: number; provableRight: number }
  >();
  const faults: string[] = [];
  const missed: string[] = [];
  let [applied, wrongApplied, receipts] = [0, 0, 0];
  const note = (one: {
    receiptClass: ReceiptClass | GroupClass;
    verdict: Verdict;
    applied: boolean;
    provable: boolean;
    said: string;
  }): void => {
    const sums = byClass.get(one.receiptClass) ?? {
      verdicts: { right: 0, wrong: 0, ambiguous: 0, none: 0 },
      provable: 0,
      provableRight: 0,
    };
    byClass.set(one.receiptClass, sums);
    sums.verdicts[one.verdict] += 1;
    receipts += 1;
    if (one.applied) {
      applied += 1;
      if (one.verdict === 'wrong') wrongApplied += 1;
    }
    if (one.verdict === 'wrong') faults.push(one.said);
    if (!one.provable) return;
    sums.provable += 1;
    if (one.verdict === 'right') sums.provableRight += 1;
    else missed.push(one.said);
  };
  for (let book = 0; book < 5; book += 1) {
    const { problem, labels } = makeLabelledBook(seed * 5 + book, Math.ceil(size / 5));
    const solved = solve(problem, policy);
    for (const [index, result] of solved.receipts.entries()) {
      const label = labels.get(result.id)!;
      const verdict = verdictOf(result, label);
      const receipt = problem.receipts[index]!;
      note({
        receiptClass: label.receiptClass,
        verdict,
        applied: result.decision === 'apply',
        provable: label.provable && label.allocations.length > 0,
        said: `book ${book}, ${label.receiptClass}, "${receipt.reference}" by ${receipt.payer.name ?? 'nobody'}: ${result.decision}: ${result.explanation}`,
      });
    }
    const parts = size / 5;
    for (const one of [
      ...judgeSettlements(seed * 5 + book, Math.ceil(parts / receiptsPerSettlement)),
      ...judgeGroupPayments(seed * 5 + book, Math.ceil(parts / receiptsPerGroupPayment)),
    ])
      note({ ...one, receiptClass: one.groupClass, said: `book ${book}, ${one.said}` });
  }
  const classes = [...(Object.keys(classWeights) as ReceiptClass[]), ...groupClasses].flatMap((receiptClass) => {
    const sums = byClass.get(receiptClass);
    return sums ? [{ receiptClass, ...sums }] : [];
  });
  const total = (pick: (one: ClassQuality) => number): number => classes.reduce((sum, one) => sum + pick(one), 0);
  const provable = total((one) => one.provable);
  return {
    receipts,
    classes,
    verdicts: {
      right: total((one) => one.verdicts.right),
      wrong: total((one) => one.verdicts.wrong),
      ambiguous: total((one) => one.verdicts.ambiguous),
      none: total((one) => one.verdicts.none),
    },
    applied,
    wrongApplied,
    precision: applied === 0 ? 1 : (applied - wrongApplied) / applied,
    provable,
    coverage: provable === 0 ? 1 : total((one) => one.provableRight) / provable,
    faults,
    missed,
  };
}

const percent = (part: number, digits = 1): string => `${(part * 100).toFixed(digits)} %`;

/** The table over all lines, a row per class. */
export function qualityTable(quality: Quality): string[] {
  const row = (name: string, one: Readonly<Record<Verdict, number>>, provable: number, right: number): string =>
    `| ${name} | ${one.right} | ${one.wrong} | ${one.ambiguous} | ${one.none} | ${provable === 0 ? '–' : `${right} of ${provable}`} |`;
  return [
    '| class | right | wrong | ambiguous | none | provable, applied |',
    '|---|---:|---:|---:|---:|---:|',
    ...quality.classes.map((one) =>
      row(one.receiptClass.replaceAll('_', ' '), one.verdicts, one.provable, one.provableRight),
    ),
    row('**all lines**', quality.verdicts, quality.provable, Math.round(quality.coverage * quality.provable)),
    '',
    `Precision of what is applied ${percent(quality.precision, 3)} (${quality.wrongApplied} wrong of ${quality.applied}); ${percent(quality.coverage)} of the provable receipts applied.`,
  ];
}

/** One payer with 2,000 open items, and receipts of the kinds that cost most. */
function largePayer(): MatchingProblem {
  const random = seeded(2000);
  const openItems = Array.from({ length: 2000 }, (_, index) => {
    const number = `INV-2026-${String(index + 1).padStart(7, '0')}`;
    return {
      id: `i${index + 1}`,
      customerId: 'c1',
      number,
      references: [number],
      type: 'invoice',
      blocks: [],
      documentDate: addDays(today, -40),
      dueDate: addDays(today, -10 + (index % 20)),
      openMinor: BigInt(Math.round(random.lognormal(90_000, 1.2)) + 100),
      currency: 'EUR',
      discount: null,
    };
  });
  const receipt = (
    id: string,
    amountMinor: bigint,
    reference: string,
    remittance: MatchingProblem['receipts'][number]['remittance'] = [],
  ) => ({
    id,
    date: today,
    amountMinor,
    currency: 'EUR',
    payer: { name: 'Großkunde AG', account: 'DE1' },
    reference,
    method: null,
    remittance,
  });
  const some = (from: number, count: number) => openItems.slice(from, from + count);
  const sum = (items: typeof openItems): bigint => items.reduce((total, item) => total + item.openMinor, 0n);
  const [advised, garbled, several] = [some(100, 60), some(300, 40), some(500, 12)];
  return {
    asOf: today,
    customers: [{ id: 'c1', name: 'Großkunde AG', aliases: [], accounts: ['DE1'], parentId: null }],
    openItems,
    receipts: [
      receipt('one item named', openItems[7]!.openMinor, openItems[7]!.number),
      receipt('twelve items named', sum(several), several.map((item) => item.number).join(' ')),
      receipt(
        'an advice of 60 lines',
        sum(advised),
        '',
        advised.map((item) => ({ reference: item.number, amountMinor: item.openMinor, memo: '' })),
      ),
      receipt(
        'an advice of 40 mistyped lines',
        sum(garbled),
        '',
        garbled.map((item) => ({ reference: `${item.number.slice(0, -1)}X`, amountMinor: item.openMinor, memo: '' })),
      ),
      receipt('mistyped in the text', openItems[9]!.openMinor, `${openItems[9]!.number.slice(0, -1)}X vielen Dank`),
      receipt('an amount and nothing else', openItems[11]!.openMinor, ''),
      receipt('an amount that no item has', 123_456_789n, 'Zahlung'),
    ],
  };
}

/** The part of the bench that needs no database: the table over 10,000 labelled receipts, and the costliest payer. */
export function benchMatchingQuality(): string[] {
  const problem = largePayer();
  const alone = problem.receipts.map((receipt) => ({ ...problem, receipts: [receipt] }));
  const timings = alone.map((one) =>
    [1, 2, 3, 4, 5].map(() => {
      const start = performance.now();
      solve(one);
      return performance.now() - start;
    }),
  );
  const worst = Math.max(...timings.map(median));
  return [
    ...qualityTable(measureQuality(2026, 10_000)),
    '',
    `One receipt against a payer with 2,000 open items, the book's indexes built for it each time (goal < 100 ms: ${worst < 100 ? 'met' : 'MISSED'}): ${problem.receipts
      .map((receipt, index) => `${receipt.id} ${median(timings[index]!).toFixed(1)} ms`)
      .join(', ')}.`,
  ];
}
