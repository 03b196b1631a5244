/**
 * BAI lockbox files: checks that a bank's lockbox received, with what the payers wrote. Norm: BAI lockbox format (records 1, 2,
 * 5, 6, 4, 7, 8, 9 of 80 or 104 characters). Up to column 46 of record 6 and column 11 of record 4 banks agree; behind it each
 * has its own fields, so a layout may be declared. Totals are checked, batch by batch.
 */
import { type Day, raise } from '#kernel';
import { columns, type FixedLine, fixedLines, refuseLine, sixDigitDay, wholeNumber } from '../../bank/fixed-lines.ts';
import type { BankWarning } from '../../bank/model.ts';
import {
  type LockboxDifference,
  type Remittance,
  type RemittanceFile,
  type RemittanceLine,
  warnOfSums,
} from '../model.ts';

/** Columns from 1, both ends included. */
export type Columns = readonly [from: number, to: number];

export interface LockboxLayout {
  /** Record 6, the check. */
  readonly remitter?: Columns;
  /** Record 4, what the check pays. */
  readonly invoice: Columns;
  readonly amount: Columns;
  readonly discount?: Columns;
}

/** Invoice in 12 characters, net amount in 10 digits, discount in 10: the layout that banks offer first. */
const lockboxLayout: LockboxLayout = {
  remitter: [53, 82],
  invoice: [12, 23],
  amount: [24, 33],
  discount: [34, 43],
};

/** True for text that begins with a lockbox header (priority 01, date and time) and has detail headers (5) or checks (6). */
export const looksLikeLockbox = (text: string): boolean =>
  /^\s*1\d{2}.{20}\d{10}\s*(\r|\n)/.test(text.slice(0, 300)) && /^[56]\d{6}/m.test(text.slice(0, 5000));

const code = 'lockbox.record-malformed';

interface Check {
  readonly line: FixedLine;
  readonly amountMinor: bigint;
  readonly batch: string;
  readonly item: string;
  readonly number: string;
  readonly account: string;
  readonly remitter: string;
  readonly date: Day | null;
  readonly lines: RemittanceLine[];
}

/**
 * Reads a lockbox file, one remittance per check. A batch whose total is not its checks is given with the difference, and said
 * in a warning (`lockbox.control-total`); so is a lockbox whose total its batches do not explain. Refuses lines that are no
 * record or out of place (`lockbox.record-malformed`).
 */
export function readLockbox(
  text: string,
  layoutOf: (lockboxNumber: string | null) => LockboxLayout | undefined = () => undefined,
): RemittanceFile {
  let layout = lockboxLayout;
  let lockboxNumber: string | null = null;
  const warnings: BankWarning[] = [];
  const checks: Check[] = [];
  let date: Day | null = null;
  let batch: Check[] = [];
  let lockbox: Check[] = [];
  const differing: LockboxDifference[] = [];
  let explained = { minor: 0n, checks: 0 };
  let records = 0;
  let ended = false;
  for (const line of fixedLines(text)) {
    records += 1;
    const type = columns(line, 1, 1);
    if (type === '1') date = sixDigitDay(line, 24, 'YMD', code);
    else if (type === '5') {
      lockboxNumber ??= columns(line, 8, 14).trim() || null;
      date = sixDigitDay(line, 15, 'YMD', code) ?? date;
    } else if (type === '6') {
      if (checks.length === 0) layout = layoutOf(lockboxNumber) ?? layout;
      const check = readCheck(line, layout, date);
      checks.push(check);
      batch.push(check);
      lockbox.push(check);
    } else if (type === '4') {
      const check = checks.at(-1);
      if (!check || check.batch !== columns(line, 2, 4) || check.item !== columns(line, 5, 7))
        refuseLine(line, code, 'an overflow record stands behind another check than its own');
      check!.lines.push(readOverflow(line, layout, check!));
    } else if (type === '7') {
      const total = totalOf(line, batch, [21, 23], [24, 33]);
      if (total.differs) {
        differing.push({ batch: batch[0]?.batch ?? columns(line, 2, 4), ...total.facts });
        explained = {
          minor: explained.minor + total.facts.statedMinor - total.facts.sumMinor,
          checks: explained.checks + total.facts.statedChecks - total.facts.checks,
        };
        warnings.push(totalWarning(line, `batch ${batch[0]?.batch ?? columns(line, 2, 4)}`, total.facts));
      }
      batch = [];
    } else if (type === '8') {
      const { differs, facts } = totalOf(line, lockbox, [21, 24], [25, 34]);
      const isExplained =
        facts.statedMinor - facts.sumMinor === explained.minor &&
        facts.statedChecks - facts.checks === explained.checks;
      if (differs && !isExplained) warnings.push(totalWarning(line, 'lockbox', facts));
      lockbox = [];
      explained = { minor: 0n, checks: 0 };
    } else if (type === '9') {
      ended = true;
      const stated = columns(line, 2, 7).trim();
      if (/^\d+$/.test(stated) && Number(stated) !== records)
        warnings.push({
          code: 'lockbox.count',
          message: `The trailer counts ${stated} records, but there are ${records}.`,
          line: line.line,
        });
    } else if (type !== '2') refuseLine(line, code, `"${line.text.slice(0, 20)}" is no lockbox record`);
  }
  // Where the first check would stand.
  if (checks.length === 0)
    raise('lockbox.no-check', 'The file holds no check. Nothing was read.', {}, { file: '', row: records + 1 });
  if (!ended)
    warnings.push({
      code: 'lockbox.trailer-missing',
      message: 'The file ends without its trailer (record 9); it may be cut.',
    });
  const remittances = checks.map(remittanceOf);
  warnOfSums(remittances, warnings);
  return { format: 'lockbox', remittances, warnings, lockboxNumber, ...(differing.length > 0 ? { differing } : {}) };
}

function readCheck(line: FixedLine, layout: LockboxLayout, date: Day | null): Check {
  const remitter = layout.remitter ? columns(line, ...layout.remitter).trim() : '';
  return {
    line,
    batch: columns(line, 2, 4),
    item: columns(line, 5, 7),
    amountMinor: wholeNumber(line, 8, 17, code),
    account: [columns(line, 18, 26).trim(), columns(line, 27, 36).trim()].filter(Boolean).join(' '),
    number: columns(line, 37, 46)
      .trim()
      .replace(/^0+(?=\d)/, ''),
    remitter: /[A-Za-z]/.test(remitter) ? remitter : '',
    date,
    lines: [],
  };
}

/**
 * Where the amount's columns hold no number, written to their right edge as amounts are, the record is a memo of the check and
 * pays nothing by itself: words may end in digits.
 */
function readOverflow(line: FixedLine, layout: LockboxLayout, check: Check): RemittanceLine {
  const [from, to] = layout.amount;
  const amount = columns(line, from, to).padEnd(to - from + 1);
  const reference = columns(line, ...layout.invoice).trim();
  if (!/^ *\d+$/.test(amount))
    return {
      reference: '',
      amountMinor: 0n,
      discountMinor: null,
      adjustments: [],
      memo: line.text.slice(11).trim() || check.number,
    };
  const discount = layout.discount ? columns(line, ...layout.discount).trim() : '';
  return {
    reference,
    amountMinor: BigInt(amount.trim()),
    discountMinor: /^\d+$/.test(discount) && !/^0+$/.test(discount) ? BigInt(discount) : null,
    adjustments: [],
    memo: null,
  };
}

function remittanceOf(check: Check): Remittance {
  // Memos pay nothing: a check with memos only is a payment whose lines do not say amounts.
  const memos = check.lines.filter((line) => line.reference === '' && line.amountMinor === 0n);
  const paying = check.lines.filter((line) => !memos.includes(line));
  const lines =
    paying.length === 0 && memos.length > 0
      ? [
          {
            reference: '',
            amountMinor: check.amountMinor,
            discountMinor: null,
            adjustments: [],
            memo: memos.map((one) => one.memo).join(' '),
          },
        ]
      : check.lines;
  return {
    payer: { name: check.remitter || null, account: check.account || null },
    reference: check.number || null,
    date: check.date,
    amountMinor: check.amountMinor,
    currency: 'USD',
    lines,
    batch: check.batch,
  };
}

type TotalFacts = Omit<LockboxDifference, 'batch'>;

/** What a total says beside what its checks come to. */
function totalOf(
  line: FixedLine,
  checks: readonly Check[],
  count: Columns,
  amount: Columns,
): { differs: boolean; facts: TotalFacts } {
  const statedMinor = wholeNumber(line, ...amount, code);
  const sumMinor = checks.reduce((total, check) => total + check.amountMinor, 0n);
  const statedChecks = Number(wholeNumber(line, ...count, code));
  return {
    differs: statedMinor !== sumMinor || statedChecks !== checks.length,
    facts: { statedMinor, sumMinor, statedChecks, checks: checks.length },
  };
}

const totalWarning = (line: FixedLine, what: string, of: TotalFacts): BankWarning => ({
  code: 'lockbox.control-total',
  message: `The total of the ${what} says ${of.statedChecks} checks of ${of.statedMinor} cents, it holds ${of.checks} of ${of.sumMinor}.`,
  line: line.line,
});
