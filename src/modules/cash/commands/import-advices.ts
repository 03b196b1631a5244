/** Imports remittance advices: files of any format that the readers know, kept with their bytes, each taken once. */
import { type Company, listCompanies } from '#company';
import {
  fitsName,
  isOfLockbox,
  type Remittance,
  type RemittanceFile,
  type RemittanceMapping,
  readRemittance,
  warningText,
} from '#formats';
import {
  type Day,
  dayInZone,
  done,
  formatAmount,
  isCurrency,
  type Outcome,
  type Refusal,
  refuse,
  textKey,
} from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import {
  type Caller,
  type Engine,
  filesOf,
  recogniseWords,
  runCommand,
  runQuery,
  type Sql,
  sha256Of,
  sql,
  type Transaction,
} from '#platform';
import type { BankAccount } from '../model.ts';
import { loadPayers } from '../queries/matching-problem.ts';
import { findAdvicePayers } from '../rules/find-advice-payer.ts';
import { adviceLines, advisedAmount } from '../rules/normalise-advice.ts';
import { insertAdjustments, type NewAdjustment } from '../store/adjustments.ts';
import {
  findKnownAdvices,
  insertAdviceFile,
  insertAdvices,
  type KnownAdvice,
  type NewAdvice,
} from '../store/advices.ts';
import { loadBankAccounts } from '../store/bank.ts';
import { type KeptRemittanceMapping, loadFileMappings } from '../store/file-mappings.ts';
import { applyCash } from './apply-cash.ts';
import { depositAccount } from './deposit-checks.ts';
import { linkAdvices } from './link-advices.ts';
import { amountOf, batchesOf, findKnownBatches, type LockboxBatch, takeBatch } from './lockbox-batches.ts';
import { takeAdvisedReturnsBack } from './return-receipt.ts';

export interface AdviceFileInput {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The companies that it may be for; of several, the one whose documents it names. */
  readonly companies: readonly Company[];
  readonly mapping?: RemittanceMapping | undefined;
  /** The name of a kept mapping; absent: the one that fits. */
  readonly keptMapping?: string | undefined;
  /** The day it came in; absent: today in the company's zone. */
  readonly receivedOn?: Day | undefined;
  /** Of a lockbox: the account that it pays into; absent: the only one of its currency. */
  readonly bankAccount?: string | undefined;
}

export interface AdviceFileResult {
  readonly file: string;
  readonly format: string;
  /** The very same file was imported before. */
  readonly repeatedFile: boolean;
  /** The company's code; null for a repeated file. */
  readonly company: string | null;
  readonly adviceIds: readonly bigint[];
  /** Of a lockbox: the lines of its checks, for `applyCash`. */
  readonly lineIds: readonly bigint[];
  /** Of a lockbox: batches that do not foot and wait for a person, and those of which every check is known. */
  readonly heldBatches: number;
  readonly knownBatches: number;
  /** Of an X12 812: adjustments that wait from now on for a person, and those that were known already. */
  readonly adjustments: number;
  readonly knownAdjustments: number;
  readonly warnings: readonly string[];
}

/**
 * Imports one file of remittance advices: bytes kept, one advice per payment, lines normalised, the payer found by bank
 * account, name, number or the items named. The very same content again changes nothing, and what an advice that waits says already is left out. Refuses what the reader refuses,
 * one that several companies could be meant by (`cash.advice-company`). Of a
 * lockbox each check is registered and paid in with its batch, at once; a batch that does not foot is held, and one of which every
 * check is known is left out: refuses `cash.deposit-account`, `cash.check-known`.
 */
export async function importAdviceFile(
  engine: Engine,
  caller: Caller,
  input: AdviceFileInput,
): Promise<Outcome<AdviceFileResult>> {
  const kept = await loadKept(engine, caller.tenantId, input.companies);
  const read = await readAdviceFile(input, kept);
  if (!read.ok) return read;
  const file = read.value;
  const told = {
    file: input.name,
    format: file.format,
    repeatedFile: false,
    warnings: file.warnings.map(warningText),
  };
  const sha256 = sha256Of(input.bytes);
  const company = await runQuery(engine, caller.tenantId, (db) => companyOf(db, caller.tenantId, input, file));
  if (!company.ok) return company;
  const receivedOn = input.receivedOn ?? dayInZone(engine.clock.now(), company.value.timeZone);
  const advices = await runQuery(engine, caller.tenantId, (db) =>
    advicesOf(db, caller.tenantId, company.value, file, receivedOn),
  );
  // The bytes first: a row never names a file that is not there.
  filesOf(engine).put(caller.tenantId, input.bytes);
  const outcome = await runCommand(
    engine,
    caller,
    {
      operation: 'cash.import-advices',
      reason: `Remittance advice ${input.name} was read.`,
      input: { name: input.name, sha256, format: file.format, company: company.value.code },
    },
    async (tx): Promise<Outcome<AdviceFileResult>> => {
      const fileId = await insertAdviceFile(tx, {
        name: input.name,
        sha256,
        format: file.format,
        sizeBytes: input.bytes.length,
      });
      if (fileId === undefined) return refuse('cash.file-repeated', 'The same file was imported before.');
      // An X12 812 pays nothing: it tells what the customer will keep back, or owes on top.
      if (file.format === 'x12.812') {
        const announced = adjustmentsOf(file, advices);
        const adjustments = await insertAdjustments(tx, fileId, announced);
        const knownAdjustments = announced.length - adjustments;
        tx.count('adjustments announced', adjustments);
        tx.count('adjustments known', knownAdjustments);
        tx.publish({ type: 'cash.adjustments-announced', payload: { name: input.name, company: company.value.code } });
        return done({ ...told, ...nothingTaken, company: company.value.code, adjustments, knownAdjustments });
      }
      const isLockbox = file.remittances.some((one) => one.batch !== undefined);
      // Sent again, or forwarded as another kind of file: two would be in each other's way.
      const repeated = isLockbox ? [] : await findKnownAdvices(tx, advices);
      const fresh = advices.filter((one) => repeated.every(({ place }) => place !== one.place));
      const taken = isLockbox
        ? await takeLockbox(tx, { company: company.value, input, file, fileId, advices, kept })
        : done({ adviceIds: await insertAdvices(tx, fileId, fresh), lineIds: [], held: 0, known: 0 });
      if (!taken.ok) return taken;
      const { adviceIds, lineIds, held, known } = taken.value;
      tx.count('remittance advices', adviceIds.length);
      tx.publish({ type: 'cash.advices-imported', payload: { name: input.name, company: company.value.code } });
      return done({
        ...told,
        ...nothingTaken,
        company: company.value.code,
        ...{ adviceIds, lineIds, heldBatches: held, knownBatches: known },
        warnings: [...told.warnings, ...repeated.map((one) => saidAlready(one, advices))],
      });
    },
  );
  if (!outcome.ok && outcome.refusal.code === 'cash.file-repeated')
    return done({ ...told, ...nothingTaken, repeatedFile: true, company: null });
  return outcome;
}

function saidAlready({ place, fileName, receivedOn }: KnownAdvice, advices: readonly NewAdvice[]): string {
  const { amountMinor, currency } = advices.find((one) => one.place === place)!;
  const of = amountMinor === null ? 'that says no amount' : `of ${currency} ${formatAmount(amountMinor, currency)}`;
  return `The advice ${of} says what ${fileName} of ${receivedOn} says, which waits for its money; it was left out.`;
}

const nothingTaken = {
  ...{ adviceIds: [], lineIds: [], heldBatches: 0, knownBatches: 0 },
  ...{ adjustments: 0, knownAdjustments: 0 },
};

export interface AdviceFileCheck {
  readonly file: string;
  readonly format: string;
  readonly repeatedFile: boolean;
  readonly advices: readonly {
    readonly payer: string | null;
    readonly customer: string | null;
    readonly name: string | null;
    readonly reference: string | null;
    readonly date: Day | null;
    /** Null: it leaves open what is paid. */
    readonly amount: string | null;
    readonly currency: string;
    readonly lines: number;
    /** Lines that name a document which we have. */
    readonly known: number;
  }[];
  /** Of a lockbox: what goes into which account, one for each lockbox and currency; empty: it is none, or all of it is known. */
  readonly deposits: readonly {
    readonly lockbox: string | null;
    readonly currency: string;
    readonly checks: number;
    readonly amount: string;
    /** The name of the account at the bank; null: a person has to say it. */
    readonly account: string | null;
  }[];
  readonly heldBatches: number;
  readonly knownBatches: number;
  /** The first lines of the file, as they were read. */
  readonly lines: readonly {
    readonly reference: string;
    readonly amount: string | null;
    readonly currency: string;
    readonly discount: string | null;
    readonly deduction: string | null;
    readonly reason: string | null;
    readonly known: boolean;
  }[];
  readonly warnings: readonly string[];
}

/** Lines that a look at a file tells: enough to see whether the right columns were read. */
const linesTold = 20;

/** What a file would bring, read as `importAdviceFile` reads it; nothing is kept. Refuses what the reader refuses. */
export async function checkAdviceFile(
  engine: Engine,
  tenantId: bigint,
  input: Omit<AdviceFileInput, 'companies' | 'receivedOn'> & { readonly company: Company },
): Promise<Outcome<AdviceFileCheck>> {
  const { company } = input;
  const kept = await loadKept(engine, tenantId, [company]);
  const read = await readAdviceFile(input, kept);
  if (!read.ok) return read;
  const file = read.value;
  const today = dayInZone(engine.clock.now(), company.timeZone);
  return runQuery(engine, tenantId, async (db) => {
    const advices = await advicesOf(db, tenantId, company, file, today);
    const { rows: taken } = await sql`
      select id from cash.advice_file where tenant_id = ${tenantId} and sha256 = ${sha256Of(input.bytes)}`.execute(db);
    const { rows: accounts } = await sql<{ id: bigint; number: string; name: string }>`
      select id, number, name from customers.v_account
      where tenant_id = ${tenantId} and id = any(${advices.flatMap((one) => one.accountId ?? [])}::bigint[])`.execute(
      db,
    );
    const { rows: keys } = await sql<{ key: string }>`
      select distinct number_key as key from receivables.v_item
      where tenant_id = ${tenantId} and company_id = ${company.id} and number_key = any(${referenceKeys(file.remittances)}::text[])`.execute(
      db,
    );
    const known = new Set(keys.map((one) => one.key));
    const lockbox = await checkLockbox({ db, tenantId }, { company, input, file, advices, kept });
    if (!lockbox.ok) return lockbox;
    return done({
      ...lockbox.value,
      lines: advices
        .flatMap(({ currency, lines }) => lines.map((line) => ({ line, currency })))
        .slice(0, linesTold)
        .map(({ line, currency }) => {
          const told = (minor: bigint | null): string | null => (minor === null ? null : formatAmount(minor, currency));
          return {
            ...{ reference: line.reference, amount: told(line.amountMinor), currency },
            ...{ discount: told(line.discountMinor), deduction: told(line.deductionMinor) },
            ...{ reason: line.deductionReason, known: known.has(line.referenceKey) },
          };
        }),
      file: input.name,
      format: file.format,
      repeatedFile: taken.length > 0,
      warnings: file.warnings.map(warningText),
      advices: advices.map((one) => {
        const account = accounts.find(({ id }) => id === one.accountId);
        return {
          payer: one.payerName,
          customer: account?.number ?? null,
          name: account?.name ?? null,
          reference: one.paymentReference,
          date: one.adviceDate,
          amount: one.amountMinor === null ? null : formatAmount(one.amountMinor, one.currency),
          currency: one.currency,
          lines: one.lines.length,
          known: one.lines.filter((line) => known.has(line.referenceKey)).length,
        };
      }),
    });
  });
}

/** Where the batches of a lockbox would go. Refuses `cash.deposit-account` and `cash.currency` of an account that was said. */
async function checkLockbox(
  place: Pick<Transaction, 'db' | 'tenantId'>,
  of: {
    company: Company;
    input: Pick<AdviceFileInput, 'name' | 'bankAccount'>;
    file: RemittanceFile;
    advices: readonly NewAdvice[];
    kept: readonly KeptRemittanceMapping[];
  },
): Promise<Outcome<Pick<AdviceFileCheck, 'deposits' | 'heldBatches' | 'knownBatches'>>> {
  const { company, input, file, advices } = of;
  const names = file.remittances.map((one) => one.batch);
  const batches = batchesOf(advices, names, file.differing ?? []);
  const known = await findKnownBatches(place, company, batches);
  const fresh = batches.filter((batch) => !known.has(batch.name));
  const accountOf = await accountsOfLockbox(place, of);
  const deposits = new Map<string, { lockbox: string | null; account: string | null; checks: NewAdvice[] }>();
  for (const batch of fresh) {
    const lockbox = lockboxOf(file, batch.name);
    const { currency } = batch.checks[0]!;
    const bank = accountOf(batch);
    if (!bank.ok && input.bankAccount !== undefined) return bank;
    const account = bank.ok ? bank.value.name : null;
    const key = JSON.stringify([lockbox, currency, account]);
    const deposit = deposits.get(key) ?? { lockbox, account, checks: [] };
    deposit.checks.push(...batch.checks);
    deposits.set(key, deposit);
  }
  return done({
    deposits: [...deposits.values()].map(({ checks, ...deposit }) => {
      const { currency } = checks[0]!;
      const sum = checks.reduce((total, one) => total + amountOf(one), 0n);
      return { ...deposit, currency, checks: checks.length, amount: formatAmount(sum, currency) };
    }),
    heldBatches: fresh.filter((batch) => batch.difference !== null).length,
    knownBatches: known.size,
  });
}

/**
 * Matches what has just been advised: waiting advices are linked to their money, and the receipts that they explain are
 * judged again by the same engine; `lineIds`: those of a lockbox as well. What is told to have come back is taken back first. Refuses what `applyCash` refuses.
 */
export async function matchAdvices(
  engine: Engine,
  caller: Caller,
  input: { company: Company; asOf?: Day | undefined; lineIds?: readonly bigint[] },
): Promise<Outcome<{ linked: number; applied: number; proposed: number }>> {
  const { company } = input;
  const asOf = input.asOf ?? dayInZone(engine.clock.now(), company.timeZone);
  const returned = await takeAdvisedReturnsBack(engine, caller, { company });
  if (!returned.ok) return returned;
  const outcome = await linkAdvices(engine, caller, { company });
  if (!outcome.ok) return outcome;
  const { linked } = outcome.value;
  const bankLineIds = [...linked.map((one) => one.lineId), ...(input.lineIds ?? [])];
  if (bankLineIds.length === 0) return done({ linked: 0, applied: 0, proposed: 0 });
  const applied = await applyCash(engine, caller, {
    company,
    asOf,
    freshSince: previousBusinessDay(asOf, company.country),
    bankLineIds,
  });
  if (!applied.ok) return applied;
  return done({ linked: linked.length, applied: applied.value.applied, proposed: applied.value.proposed });
}

/** How remittances of some companies are read, as they kept it. */
async function loadKept(
  engine: Engine,
  tenantId: bigint,
  companies: readonly Company[],
): Promise<KeptRemittanceMapping[]> {
  const companyIds = companies.map((one) => one.id);
  const kept = await runQuery(engine, tenantId, (db) => loadFileMappings(db, tenantId, { companyIds }));
  return kept.filter((one) => one.kind === 'remittance');
}

/** A file read by the mapping that it is brought with, by the kept one that is named, else by the kept one that fits. */
async function readAdviceFile(
  input: Pick<AdviceFileInput, 'name' | 'bytes' | 'mapping' | 'keptMapping'>,
  kept: readonly KeptRemittanceMapping[],
): Promise<Outcome<RemittanceFile>> {
  const named = input.keptMapping?.toLowerCase();
  const chosen = kept.filter((one) => one.name.toLowerCase() === named);
  if (named !== undefined && chosen.length !== 1)
    return refuse(
      chosen.length === 0 ? 'cash.file-mapping-unknown' : 'cash.file-mapping-ambiguous',
      chosen.length === 0
        ? `No mapping of remittances is kept as "${input.keptMapping}". Nothing was changed.`
        : `Several companies keep a mapping as "${input.keptMapping}"; name the company. Nothing was changed.`,
      { mappings: kept.map((one) => one.name) },
      { field: 'mapping' },
    );
  return readRemittance(input.bytes, {
    fileName: input.name,
    mapping: input.mapping ?? chosen[0]?.mapping,
    kept: kept.map((one) => one.mapping),
    words: recogniseWords,
  });
}

const referenceKeys = (remittances: readonly Remittance[]): string[] => [
  ...new Set(
    remittances.flatMap((one) => one.lines.map((line) => textKey(line.reference))).filter((key) => key !== ''),
  ),
];

/** The company of a file: the only one that it may be for, else the one whose documents its lines name most. */
async function companyOf(
  db: Sql,
  tenantId: bigint,
  input: AdviceFileInput,
  file: RemittanceFile,
): Promise<Outcome<Company>> {
  if (input.companies.length === 1) return done(input.companies[0]!);
  const ids = input.companies.map((one) => one.id);
  const { rows } = await sql<{ company_id: bigint; n: number }>`
    select company_id, count(distinct number_key)::integer as n from receivables.v_item
    where tenant_id = ${tenantId} and company_id = any(${ids}::bigint[]) and number_key = any(${referenceKeys(file.remittances)}::text[])
    group by 1 order by 2 desc`.execute(db);
  const [first, second] = rows;
  const found = input.companies.find((one) => one.id === first?.company_id);
  if (found && (second === undefined || second.n < first!.n)) return done(found);
  return refuse(
    'cash.advice-company',
    `${input.name}: its lines do not say which company it is for; name the company. Nothing was changed.`,
    { companies: input.companies.map((one) => one.code) },
    { file: input.name },
  );
}

async function advicesOf(
  db: Sql,
  tenantId: bigint,
  company: Company,
  file: RemittanceFile,
  receivedOn: Day,
): Promise<NewAdvice[]> {
  const { remittances } = file;
  const { customers, accountOf } = await loadPayers(db, tenantId, company.id, receivedOn);
  const { rows: items } = await sql<{ number_key: string; account_id: bigint }>`
    select distinct number_key, account_id from receivables.v_item
    where tenant_id = ${tenantId} and company_id = ${company.id} and number_key = any(${referenceKeys(remittances)}::text[])`.execute(
    db,
  );
  const said = [
    ...new Set(remittances.flatMap(({ payer }) => [payer.account, payer.name]).filter((one) => one !== null)),
  ];
  const { rows: numbers } = await sql<{ id: bigint; number: string }>`
    select id, number from customers.v_account
    where tenant_id = ${tenantId} and company_id = ${company.id} and number = any(${said}::text[])`.execute(db);
  const accountsOfItem = new Map<string, bigint[]>();
  for (const row of items)
    accountsOfItem.set(row.number_key, [...(accountsOfItem.get(row.number_key) ?? []), row.account_id]);
  const payers = findAdvicePayers(
    remittances.map(({ payer, lines }) => ({
      ...payer,
      // An adjustment that told its payer by its document could be about anybody's.
      itemAccountIds:
        file.format === 'x12.812' ? [] : lines.flatMap((line) => accountsOfItem.get(textKey(line.reference)) ?? []),
    })),
    {
      customers,
      accountOf,
      accountOfNumber: new Map(numbers.map((one) => [textKey(one.number), one.id])),
    },
  );
  return remittances.map((one, index) => ({
    companyId: company.id,
    place: index + 1,
    payerName: one.payer.name,
    payerAccount: one.payer.account,
    accountId: payers[index]!,
    paymentReference: one.reference,
    paymentReferenceKey: textKey(one.reference ?? ''),
    adviceDate: one.date,
    receivedOn,
    currency: one.currency !== null && isCurrency(one.currency) ? one.currency : company.currency,
    amountMinor: advisedAmount(one),
    scanned: one.scanned === true,
    prose: one.prose === true,
    returnedBecause: one.returnedBecause ?? null,
    lines: adviceLines(one),
  }));
}

/** The adjustments of an X12 812, each with all of its reasons; what lessens a payment is a credit. One of nothing tells nothing. */
const adjustmentsOf = ({ remittances }: RemittanceFile, advices: readonly NewAdvice[]): NewAdjustment[] =>
  advices.flatMap(({ amountMinor, ...one }, index): NewAdjustment[] => {
    if (amountMinor === null || amountMinor === 0n) return [];
    const credit = amountMinor < 0n;
    const directed = (minor: bigint): bigint => (credit ? -minor : minor);
    return [
      {
        companyId: one.companyId,
        place: one.place,
        kind: credit ? 'credit' : 'debit',
        payerName: one.payerName,
        accountId: one.accountId,
        number: one.paymentReference ?? '',
        date: one.adviceDate,
        receivedOn: one.receivedOn,
        currency: one.currency,
        amountMinor: directed(amountMinor),
        reference: one.lines[0]?.reference ?? '',
        reasons: remittances[index]!.lines.flatMap((line) =>
          line.adjustments.map(({ code, amountMinor: minor }) => ({
            code,
            amountMinor: minor === null ? null : directed(minor),
          })),
        ),
      },
    ];
  });

/** The batches of a lockbox: paid in with their checks where they foot, held where they do not. */
async function takeLockbox(
  tx: Transaction,
  of: {
    company: Company;
    input: AdviceFileInput;
    file: RemittanceFile;
    fileId: bigint;
    advices: readonly NewAdvice[];
    kept: readonly KeptRemittanceMapping[];
  },
): Promise<Outcome<{ adviceIds: bigint[]; lineIds: bigint[]; held: number; known: number }>> {
  const { company, input, file, fileId, advices } = of;
  const names = file.remittances.map((one) => one.batch);
  const known = await findKnownBatches(tx, company, batchesOf(advices, names, []));
  const isFresh = (_: unknown, index: number): boolean => names[index] === undefined || !known.has(names[index]);
  const fresh = advices.filter(isFresh);
  const adviceIds = await insertAdvices(tx, fileId, fresh);
  const told = fresh.map((one, index) => ({ ...one, id: adviceIds[index]! }));
  const batches = batchesOf(told, names.filter(isFresh), file.differing ?? []);
  const accountOf = await accountsOfLockbox(tx, of);
  const lineIds: bigint[] = [];
  for (const batch of batches) {
    const bank = accountOf(batch);
    if (!bank.ok) return bank;
    const taken = await takeBatch(tx, { company, bankAccountId: bank.value.id, fileId, fileName: input.name }, batch);
    if (!taken.ok) return taken;
    lineIds.push(...taken.value);
  }
  const held = batches.filter((batch) => batch.difference !== null).length;
  return done({ adviceIds, lineIds, held, known: known.size });
}

/**
 * Which account at the bank a batch of a lockbox is paid into: the one that was said, else the one that was kept for its lockbox,
 * else the one that the file names, else the only one of its currency. Refuses `cash.deposit-account` and `cash.currency`.
 */
async function accountsOfLockbox(
  place: Pick<Transaction, 'db' | 'tenantId'>,
  of: {
    company: Company;
    input: Pick<AdviceFileInput, 'name' | 'bankAccount'>;
    file: RemittanceFile;
    kept: readonly KeptRemittanceMapping[];
  },
): Promise<(batch: LockboxBatch) => Outcome<BankAccount>> {
  const { company, input, file } = of;
  const banks = await loadBankAccounts(place.db, place.tenantId, company.id);
  return ({ name, checks }) => {
    const into = file.remittances.find((one) => one.batch === name)?.paidInto;
    const lockbox = lockboxOf(file, name);
    const { currency, paymentReference } = checks[0]!;
    // The account that was kept for this very lockbox goes before one that was kept for any, and before what the file says.
    const [kept] = of.kept
      .filter((one) => one.companyId === company.id && one.account !== null)
      .filter(({ mapping }) => isOfLockbox(mapping, lockbox) && fitsName(mapping.files, input.name))
      .sort((a, b) => Number(b.mapping.lockboxNumber !== undefined) - Number(a.mapping.lockboxNumber !== undefined));
    const stated = banks.find((one) => into?.account != null && textKey(one.number) === textKey(into.account));
    const bank = depositAccount(banks, company, {
      number: input.bankAccount ?? kept?.account ?? stated?.number,
      currencies: new Set([currency]),
    });
    if (!bank.ok || bank.value.currency === currency) return bank;
    return refuse(
      'cash.currency',
      `Check ${paymentReference ?? name} is in ${currency}, the account in ${bank.value.currency}. Nothing was changed.`,
      {},
      { field: 'account' },
    );
  };
}

/** The number of a batch's lockbox, where the file says it. */
const lockboxOf = (file: RemittanceFile, batch: string): string | null =>
  file.remittances.find((one) => one.batch === batch)?.paidInto?.lockbox ?? file.lockboxNumber ?? null;

interface FolderFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads the advices of an inbox folder, one file after another; the cash stage that follows matches them. One that is
 * refused is set aside with its refusal.
 */
export async function readAdviceFolder(
  engine: Engine,
  caller: Caller,
  _folder: string,
  files: readonly FolderFile[],
): Promise<{
  outcomes: { file: FolderFile; refusal: Refusal | null; companions: string[] }[];
  counts: Record<string, number>;
  notes: string[];
}> {
  const outcomes = [];
  const counts: Record<string, number> = {};
  const notes: string[] = [];
  const count = (name: string, by = 1): void => {
    counts[name] = (counts[name] ?? 0) + by;
  };
  const companies = files.length === 0 ? [] : await listCompanies(engine, caller.tenantId);
  for (const file of files) {
    const outcome = await importAdviceFile(
      engine,
      { ...caller, source: file.name },
      { name: file.name, bytes: file.bytes, companies },
    );
    outcomes.push({ file, refusal: outcome.ok ? null : outcome.refusal, companions: [] });
    if (!outcome.ok) {
      count('advice files refused');
      notes.push(`${file.name} was refused: ${outcome.refusal.message}`);
    } else if (outcome.value.repeatedFile) count('advice files known');
    else {
      count('remittance advices', outcome.value.adviceIds.length);
      if (outcome.value.format === 'x12.812') {
        count('adjustments announced', outcome.value.adjustments);
        count('adjustments known', outcome.value.knownAdjustments);
      }
      notes.push(...outcome.value.warnings.map((warning) => `${file.name}: ${warning}`));
    }
  }
  return { outcomes, counts, notes };
}
