/**
 * The export queue of a mirrored company: what was cleared here goes to the ERP, and counts as done there only when the
 * ERP says so, by our reference or by the clearing document it made; never by an item's mere disappearance.
 */
import { tellTakenBackIn } from '#cash';
import { type Company, listCompanies } from '#company';
import { lockAccounts } from '#customers';
import { csvRow, readTable } from '#formats';
import {
  type Day,
  done,
  formatAmount,
  laterDay,
  type Outcome,
  periodOf,
  type Refusal,
  type Refused,
  refuse,
} from '#kernel';
import { lockPeriods } from '#ledger';
import { type Caller, type Engine, type EventHandler, runCommand, runQuery, type Transaction } from '#platform';
import { loadItems, takeClaimBackIn, undoClearingIn, undoingTouches } from '#receivables';
import {
  type ExportEntry,
  type ExportLine,
  type ExportState,
  insertExports,
  insertReliefExports,
  loadExportLines,
  loadExports,
  loadReliefLines,
  updateExports,
} from '../store/exports.ts';
import { loadMirror, upsertMirror } from '../store/mirror.ts';
import { settleMirrorIn } from './apply-load.ts';

interface ClearingEvent {
  readonly companyId: string;
  readonly company: string;
  readonly clearingIds: readonly string[];
}

const companyOf = (payload: ClearingEvent): { id: bigint; code: string } => ({
  id: BigInt(payload.companyId),
  code: payload.company,
});

/** A clearing made in a mirrored company waits for its export from the moment it is made. */
export const clearingMadeHandler: EventHandler = {
  type: 'receivables.cleared',
  name: 'integrations.export-queue',
  async run(tx, event) {
    const payload = event.payload as unknown as ClearingEvent;
    await insertExports(tx, companyOf(payload), 'clearing', payload.clearingIds.map(BigInt));
  },
};

/** A clearing taken back: withdrawn when the ERP has not heard of it, else the taking back is exported as well. */
export const clearingTakenBackHandler: EventHandler = {
  type: 'receivables.clearing-reversed',
  name: 'integrations.export-queue',
  async run(tx, event) {
    const payload = event.payload as unknown as ClearingEvent;
    const company = companyOf(payload);
    const entries = (
      await loadExports(tx.db, tx.tenantId, company.id, { clearingIds: payload.clearingIds.map(BigInt) })
    ).filter((entry) => entry.kind === 'clearing');
    await updateExports(
      tx,
      entries
        .filter((entry) => entry.state === 'pending')
        .map(({ id }) => ({ id, state: 'withdrawn', reason: 'Taken back here before it was exported.' })),
    );
    const heard = entries.filter((entry) => ['exported', 'confirmed', 'diverged'].includes(entry.state));
    if (heard.length > 0)
      await insertExports(
        tx,
        company,
        'clearing_reversal',
        heard.flatMap((entry) => entry.clearingId ?? []),
      );
  },
};

/** Relief of tax that was claimed or repaid in a mirrored company waits for its export as well: the ERP owns the tax account. */
export const taxRelievedHandler: EventHandler = {
  type: 'receivables.tax-relieved',
  name: 'integrations.export-queue',
  async run(tx, event) {
    const payload = event.payload as unknown as Omit<ClearingEvent, 'clearingIds'> & { journalIds: readonly string[] };
    await insertReliefExports(tx, companyOf({ ...payload, clearingIds: [] }), payload.journalIds.map(BigInt));
  },
};

export interface ExportDocument {
  readonly entries: readonly (ExportEntry & { readonly lines: readonly ExportLine[] })[];
}

/** Entries of the queue with what they clear. */
export async function listExports(
  engine: Engine,
  tenantId: bigint,
  companyId: bigint,
  states: readonly ExportState[],
): Promise<ExportDocument> {
  return runQuery(engine, tenantId, async (db) => {
    const entries = await loadExports(db, tenantId, companyId, { states });
    const lines = await loadExportLines(
      db,
      tenantId,
      entries.flatMap((entry) => entry.clearingId ?? []),
    );
    const reliefs = await loadReliefLines(
      db,
      tenantId,
      entries.flatMap((entry) => entry.reliefJournalId ?? []),
    );
    return {
      entries: entries.map((entry) => ({
        ...entry,
        lines:
          entry.clearingId === null
            ? reliefs.filter((line) => line.reliefJournalId === entry.reliefJournalId)
            : lines.filter((line) => line.clearingId === entry.clearingId),
      })),
    };
  });
}

/** Hands everything that is pending over to the ERP: marked as exported, once. The document is the same until answered. */
export async function exportClearings(
  engine: Engine,
  caller: Caller,
  input: { company: Company },
): Promise<Outcome<ExportDocument>> {
  const { company } = input;
  const marked = await runCommand(
    engine,
    caller,
    {
      operation: 'integrations.export-clearings',
      reason: `Clearings of ${company.code} were exported to its ERP.`,
      input: { company: company.code },
    },
    async (tx) => {
      const pending = await loadExports(tx.db, tx.tenantId, company.id, { states: ['pending'] });
      tx.atHead((head) =>
        updateExports(
          tx,
          pending.map(({ id }) => ({ id, state: 'exported' as const })),
          { exportedSeq: head.seq },
        ),
      );
      tx.count('exported', pending.length);
      return done(pending.map((entry) => entry.id));
    },
  );
  if (!marked.ok) return marked;
  const ids = new Set(marked.value);
  const all = await listExports(engine, caller.tenantId, company.id, ['exported']);
  return done({ entries: all.entries.filter((entry) => ids.has(entry.id)) });
}

/** The export as a plain document; amounts in major units. */
export const exportsToJson = (document: ExportDocument) =>
  document.entries.map((entry) => ({
    reference: entry.reference,
    kind: entry.kind,
    state: entry.state,
    reason: entry.reason,
    erpDocument: entry.erpDocument,
    lines: entry.lines.map((line) => ({
      customer: line.customer,
      postingDate: line.postingDate,
      credit: { item: line.creditKey, number: line.creditNumber, type: line.creditType },
      debit: { item: line.debitKey, number: line.debitNumber, outOf: line.debitOriginKey },
      amount: formatAmount(line.amountMinor, line.currency),
      currency: line.currency,
      explanation: line.explanation,
      payTo: line.payTo,
      taxes: line.taxes.map((tax) => ({
        country: tax.country,
        code: tax.code,
        ratePercent: tax.ratePercent,
        base: formatAmount(tax.baseMinor, line.currency),
        tax: formatAmount(tax.taxMinor, line.currency),
        treatment: tax.treatment,
      })),
    })),
    // An offset: what the ERP clears in its payables besides. The same of each line.
    payables: (entry.lines[0]?.payables ?? []).map((one) => ({
      vendor: one.vendor,
      number: one.number,
      amount: formatAmount(one.amountMinor, one.currency),
      currency: one.currency,
    })),
  }));

/** The export as CSV, one row per allocation; several codes of tax stand in each tax column in the same order. */
export function exportsToCsv(document: ExportDocument): string {
  const header = [
    'reference',
    'kind',
    'state',
    'customer',
    'posting date',
    'credit item',
    'credit number',
    'credit type',
    'debit item',
    'debit number',
    'amount',
    'currency',
    'explanation',
    'payables',
    'pay to',
    'pay to bank',
    'pay to holder',
    'tax treatment',
    'tax country',
    'tax code',
    'tax rate',
    'tax base',
    'tax',
    'debit out of',
  ];
  return [
    csvRow(header),
    ...exportsToJson(document).flatMap((entry) =>
      entry.lines.map((line) =>
        csvRow([
          entry.reference,
          entry.kind,
          entry.state,
          line.customer,
          line.postingDate,
          line.credit.item ?? '',
          line.credit.number,
          line.credit.type,
          line.debit.item ?? '',
          line.debit.number,
          line.amount,
          line.currency,
          line.explanation,
          entry.payables.map((one) => `${one.vendor} ${one.number} ${one.amount} ${one.currency}`).join('; '),
          line.payTo?.account ?? '',
          line.payTo?.bankCode ?? '',
          line.payTo?.holderName ?? '',
          ...(['treatment', 'country', 'code', 'ratePercent', 'base', 'tax'] as const).map((column) =>
            line.taxes.map((tax) => tax[column] ?? '').join('; '),
          ),
          line.debit.outOf ?? '',
        ]),
      ),
    ),
  ].join('');
}

export interface ExportAnswer {
  /** The row of the file that it stands in. */
  readonly row?: number;
  readonly reference: string;
  readonly result: 'confirmed' | 'rejected';
  readonly erpDocument: string | null;
  readonly reason: string | null;
}

/** An answer that cannot be taken, with the reason; `row` where it came in a file. */
export interface ReturnedAnswer {
  readonly row: number | null;
  readonly reference: string;
  readonly code: string;
  readonly reason: string;
}

/**
 * Reads the ERP's answers from a CSV or workbook with the columns reference, result (confirmed or rejected), document and
 * reason. A row that says neither comes back (`erp.answer-malformed`), the others are taken. Refuses what the reader of tables
 * refuses and a file without the columns (`erp.answer-malformed`).
 */
export function readAnswers(
  fileName: string,
  bytes: Uint8Array,
): Outcome<{ readonly answers: readonly ExportAnswer[]; readonly returned: readonly ReturnedAnswer[] }> {
  const table = readTable(bytes, { fileName });
  if (!table.ok) return table;
  const at = (name: string): number => table.value.header.findIndex((one) => one.toLowerCase() === name);
  const [reference, result] = [at('reference'), at('result')];
  if (reference < 0 || result < 0)
    return refuse(
      'erp.answer-malformed',
      'The file needs the columns "reference" and "result". Nothing was changed.',
      {},
      { file: fileName },
    );
  const answers: ExportAnswer[] = [];
  const returned: ReturnedAnswer[] = [];
  for (const { row, cells } of table.value.rows) {
    const of = { row, reference: cells[reference] ?? '' };
    const said = cells[result]?.toLowerCase();
    if (said === 'confirmed' || said === 'rejected')
      answers.push({
        ...of,
        result: said,
        erpDocument: cells[at('document')] || null,
        reason: cells[at('reason')] || null,
      });
    else {
      const { code, message } = malformed(cells[result] ?? '');
      returned.push({ ...of, code, reason: message });
    }
  }
  return done({ answers, returned });
}

const malformed = (said: string): Refusal =>
  refuse('erp.answer-malformed', `"${said}" is neither confirmed nor rejected. Nothing was changed.`).refusal;

/**
 * Takes the ERP's answers: a confirmed clearing counts as done there; a rejected one is taken back here on the given day, with
 * the write-off or the discount that made it, so that the items are open and the money is unapplied again; the tax of a rejected
 * relief waits again. Answers that were given before change nothing. What cannot be taken comes back, and the others are taken:
 * references that are not in the queue or were not exported (`erp.answer-unknown`), answers that say the opposite of one that was
 * taken before, or earlier in the same file (`erp.answer-contradicts`), and rejected ones of which taking back is refused, which
 * stay exported. Where one answer is given, its reason is the refusal.
 */
export function answerExports(
  engine: Engine,
  caller: Caller,
  input: { company: Company; answers: readonly ExportAnswer[]; asOf: Day },
): Promise<Outcome<{ confirmed: number; rejected: number; known: number; returned: readonly ReturnedAnswer[] }>> {
  const { company, answers } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'integrations.answer-exports',
      reason: `The ERP answered ${answers.length} exported clearings of ${company.code}.`,
      input: { company: company.code, answers },
    },
    async (tx) => {
      const entries = new Map(
        (
          await loadExports(tx.db, tx.tenantId, company.id, { references: answers.map((answer) => answer.reference) })
        ).map((entry) => [entry.reference, entry]),
      );
      const returned: ReturnedAnswer[] = [];
      const fresh: { readonly answer: ExportAnswer; readonly entry: ExportEntry }[] = [];
      let known = 0;
      let first: Refused | undefined;
      const giveBack = ({ row, reference }: ExportAnswer, refused: Refused): void => {
        first ??= refused;
        returned.push({ row: row ?? null, reference, code: refused.refusal.code, reason: refused.refusal.message });
      };
      /** What was said of a clearing earlier in the file. */
      const said = new Map<string, ExportAnswer['result']>();
      for (const answer of answers) {
        const entry = entries.get(answer.reference);
        if (entry === undefined || entry.state === 'pending' || entry.state === 'withdrawn') {
          giveBack(answer, unknownAnswer(answer.reference, company));
          continue;
        }
        const before = entry.state === 'exported' ? said.get(answer.reference) : entry.state;
        if (before === undefined) {
          said.set(answer.reference, answer.result);
          fresh.push({ answer, entry });
        } else if ((before === 'confirmed' || before === 'rejected') && before !== answer.result)
          giveBack(answer, contradicts(answer));
        else known += 1;
      }
      const wanted = (result: ExportAnswer['result']) => fresh.filter(({ answer }) => answer.result === result);
      const keys = await lockItemsOf(
        tx,
        company.id,
        fresh.map(({ entry }) => entry),
        wanted('rejected').map(({ entry }) => entry),
        input.asOf,
      );
      if (!keys.ok) return keys;
      const confirmed = wanted('confirmed');
      await countConfirmed(
        tx,
        company.id,
        confirmed.map(({ entry }) => entry),
        1n,
      );
      const rejected: typeof fresh = [];
      for (const one of wanted('rejected')) {
        const back = await takeBackRejected(tx, company, one, input.asOf);
        if (back.ok) rejected.push(one);
        else giveBack(one.answer, back);
      }
      // Who gives one answer is told so at once.
      if (first !== undefined && answers.length === 1) return first;
      // Before the events of this command are handled: what the ERP itself rejected is not told to it as taken back.
      await updateExports(
        tx,
        [...confirmed, ...rejected].map(({ answer, entry }) => ({
          id: entry.id,
          state: answer.result,
          reason: answer.reason,
          erpDocument: answer.erpDocument,
        })),
        { answeredOn: input.asOf },
      );
      // What the ERP closed meanwhile is closed here, and what was taken for closed by it and is ours is not.
      const context = { company, keyDate: input.asOf, system: 'the ERP' };
      const settled = await settleMirrorIn(tx, context, keys.value);
      if (!settled.ok) return settled;
      tx.count('confirmed', confirmed.length);
      tx.count('rejected', rejected.length);
      tx.count('returned', returned.length);
      return done({ confirmed: confirmed.length, rejected: rejected.length, known, returned });
    },
  );
}

const unknownAnswer = (reference: string, company: Company): Refused =>
  refuse('erp.answer-unknown', `"${reference}" is no exported clearing of ${company.code}. Nothing was changed.`, {
    reference,
  });

const contradicts = ({ reference, result }: ExportAnswer): Refused =>
  refuse(
    'erp.answer-contradicts',
    result === 'rejected'
      ? `"${reference}" was confirmed before, and is rejected here. Nothing was changed.`
      : `"${reference}" was rejected before, and is confirmed here. Nothing was changed.`,
    { reference },
  );

/** Takes back what the ERP rejected; what went along with another, or was taken back by a person before, stays so. */
async function takeBackRejected(
  tx: Transaction,
  company: Company,
  { answer, entry }: { readonly answer: ExportAnswer; readonly entry: ExportEntry },
  postingDate: Day,
): Promise<Outcome<null>> {
  if (entry.kind === 'clearing_reversal') return done(null);
  const on = { postingDate, reason: `The ERP rejected ${entry.reference}: ${answer.reason ?? 'no reason given'}.` };
  if (entry.kind === 'tax_relief') {
    await takeClaimBackIn(tx, company, { journalId: entry.reliefJournalId!, ...on });
    return done(null);
  }
  const clearingId = entry.clearingId!;
  const undone = await undoClearingIn(tx, company, { clearingId, ...on });
  if (!undone.ok) return undone.refusal.code === 'receivables.already-reversed' ? done(null) : undone;
  const lines = await loadExportLines(tx.db, tx.tenantId, [clearingId]);
  await tellTakenBackIn(tx, {
    clearingId,
    decision: 'refused',
    explanation: whyRefused(entry.reference, lines, answer.reason),
  });
  return done(null);
}

/** So many documents are named in a sentence; the queue has them all. */
const namedDocuments = 5;

/** What a receipt says of a clearing that the ERP refused, and what is to be done. */
function whyRefused(reference: string, lines: readonly ExportLine[], reason: string | null): string {
  const all = [...new Set(lines.map((line) => line.debitNumber))];
  const more = all.length - namedDocuments;
  const numbers = more > 1 ? `${all.slice(0, namedDocuments).join(', ')} and ${more} more` : all.join(', ');
  const said = (reason ?? '').trim().replace(/\.$/, '');
  const refused =
    said === ''
      ? `The ERP refused that it pays ${numbers} (${reference}) and gave no reason.`
      : `The ERP refused that it pays ${numbers} (${reference}): ${said}.`;
  return `${refused} The items are open again and the money is on account: apply it anew once that is put right in the ERP, or to something else.`;
}

/** Locks the months and accounts of all items that some clearings touch and of what is linked to them; returns their identities. */
async function lockItemsOf(
  tx: Transaction,
  companyId: bigint,
  entries: readonly ExportEntry[],
  undone: readonly ExportEntry[],
  asOf: Day,
): Promise<Outcome<string[]>> {
  const lines = await loadExportLines(
    tx.db,
    tx.tenantId,
    entries.flatMap((entry) => entry.clearingId ?? []),
  );
  const reliefs = await loadReliefLines(
    tx.db,
    tx.tenantId,
    undone.flatMap((entry) => entry.reliefJournalId ?? []),
  );
  const keys = lines.flatMap((line) => [line.creditKey, line.debitKey]).filter((key) => key !== null);
  const mirror = await loadMirror(tx.db, tx.tenantId, companyId, { around: keys });
  const items = await loadItems(tx.db, tx.tenantId, {
    itemIds: [
      ...lines.flatMap((line) => [line.creditItemId, line.debitItemId]),
      ...[...mirror.values()].flatMap((item) => (item.itemId === null ? [] : [item.itemId])),
    ],
  });
  const touched = await undoingTouches(
    tx,
    undone.flatMap((entry) => (entry.kind === 'clearing' ? entry.clearingId! : [])),
    asOf,
  );
  const days = [...touched.days, ...[...lines, ...items].map((one) => laterDay(one.postingDate, asOf))];
  const open = await lockPeriods(tx, companyId, [asOf, ...days].map(periodOf));
  if (!open.ok) return open;
  await lockAccounts(tx, [
    ...items.map((item) => item.accountId),
    ...touched.accountIds,
    ...reliefs.map((line) => line.accountId),
  ]);
  return done(keys);
}

/** Adds what the ERP has confirmed to its items, or takes it off again (sign −1: a confirmed taking back). */
async function countConfirmed(
  tx: Transaction,
  companyId: bigint,
  entries: readonly Pick<ExportEntry, 'clearingId' | 'kind'>[],
  sign: 1n | -1n,
): Promise<void> {
  const lines = await loadExportLines(
    tx.db,
    tx.tenantId,
    entries.flatMap((entry) => entry.clearingId ?? []),
  );
  const kinds = new Map(entries.map((entry) => [entry.clearingId, entry.kind]));
  const sums = new Map<bigint, bigint>();
  for (const line of lines) {
    const amount = kinds.get(line.clearingId) === 'clearing' ? sign * line.amountMinor : -sign * line.amountMinor;
    for (const id of [line.creditItemId, line.debitItemId]) sums.set(id, (sums.get(id) ?? 0n) + amount);
  }
  const mirror = await loadMirror(tx.db, tx.tenantId, companyId, { itemIds: [...sums.keys()] });
  await upsertMirror(
    tx,
    companyId,
    null,
    [...mirror.values()].map((item) => ({
      ...item,
      confirmedMinor: item.confirmedMinor + sums.get(item.itemId!)!,
    })),
  );
}

/** The companies whose documents an ERP owns. */
export const mirroredCompanies = async (engine: Engine, tenantId: bigint): Promise<Company[]> =>
  (await listCompanies(engine, tenantId)).filter((company) => company.ledgerMode === 'mirrored');
