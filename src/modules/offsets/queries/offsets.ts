/** Offsets as they stand: a page of them with the gaps of their documents, or one with both sides and what was left out. */
import { type Company, loadCompany } from '#company';
import { type Day, dayInZone, daysBetween, formatAmount } from '#kernel';
import { type Engine, runQuery } from '#platform';
import { candidateOf } from '../commands/execute-offset.ts';
import { pair } from '../rules/plan-offset.ts';
import {
  loadLines,
  loadOffsets,
  loadOffsetTotals,
  loadPostings,
  type OffsetSelection,
  type StoredLine,
  type StoredOffset,
  type StoredPosting,
} from '../store/offsets.ts';
import { loadPolicy } from '../store/policy.ts';
import { type DocumentState, loadDocumentStates } from './document-state.ts';

export interface ListedOffset {
  readonly offset: StoredOffset;
  readonly documents: DocumentState;
}

/** What a list of a company's offsets may be narrowed to, ordered by, and which window of it is wanted. */
export type OffsetList = Omit<Extract<OffsetSelection, { readonly companyId: bigint }>, 'companyId'> & {
  readonly company: Company;
};

/** A window of a company's offsets, the newest first unless an order is given. */
export function listOffsets(engine: Engine, tenantId: bigint, of: OffsetList): Promise<ListedOffset[]> {
  return runQuery(engine, tenantId, async (db) => {
    const offsets = await loadOffsets(db, tenantId, { ...of, companyId: of.company.id });
    const policy = await loadPolicy(db, tenantId, of.company.id, dayInZone(engine.clock.now(), of.company.timeZone));
    const documents = await loadDocumentStates(db, tenantId, offsets, policy);
    return offsets.map((offset) => ({ offset, documents: documents.get(offset.id)! }));
  });
}

/** What the whole list comes to by state and currency, whatever state is shown. */
export const totalOffsets = async (engine: Engine, tenantId: bigint, of: Omit<OffsetList, 'states' | 'limit'>) =>
  (await runQuery(engine, tenantId, (db) => loadOffsetTotals(db, tenantId, { ...of, companyId: of.company.id }))).map(
    ({ amountMinor, ...one }) => ({ ...one, amount: formatAmount(amountMinor, one.currency) }),
  );

export interface WholeOffset extends ListedOffset {
  readonly company: Company;
  readonly lines: readonly StoredLine[];
  readonly postings: readonly StoredPosting[];
  /** The day that it is looked at. */
  readonly asOf: Day;
}

/** One offset within some companies; undefined where there is none. */
export function loadOffset(
  engine: Engine,
  tenantId: bigint,
  of: { readonly offsetId: bigint; readonly companyIds: readonly bigint[] },
): Promise<WholeOffset | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const [offset] = await loadOffsets(db, tenantId, { id: of.offsetId });
    if (!offset || !of.companyIds.includes(offset.companyId)) return undefined;
    const company = (await loadCompany(db, tenantId, offset.companyId))!;
    const asOf = dayInZone(engine.clock.now(), company.timeZone);
    const policy = await loadPolicy(db, tenantId, company.id, asOf);
    return {
      offset,
      company,
      asOf,
      documents: (await loadDocumentStates(db, tenantId, [offset], policy)).get(offset.id)!,
      lines: await loadLines(db, tenantId, [offset.id]),
      postings: await loadPostings(db, tenantId, offset.id),
    };
  });
}

/** An offset of the list as JSON, alike for the command line and the API: amounts as decimals in the currency. */
export const listedToJson = ({ offset, documents }: ListedOffset) => {
  const missing = documents.required.filter((one) => one.state === 'missing').map((one) => one.kind);
  return {
    id: offset.id.toString(),
    customer: offset.customer,
    name: offset.customerName,
    kind: offset.kind,
    basis: offset.basis,
    agreement: offset.agreement,
    currency: offset.currency,
    amount: formatAmount(offset.amountMinor, offset.currency),
    origin: offset.origin,
    sentence: offset.sentence,
    state: offset.state,
    proposedDate: offset.proposedDate,
    proposedBy: offset.proposedBy,
    postingDate: offset.postingDate,
    version: offset.version,
    documents: documents.required.map((one) => ({ ...one })),
    gaps: missing.length,
    request:
      documents.request === null
        ? null
        : {
            dueDate: documents.request.dueDate,
            reminders: documents.request.reminders,
            remindOn: documents.request.remindOn,
            complete: !documents.request.kinds.some((kind) => missing.includes(kind)),
          },
  };
};

/** One offset as JSON, with both sides and their running sums. */
export function offsetToJson(of: WholeOffset) {
  const { offset, lines } = of;
  const amount = (minor: bigint): string => formatAmount(minor, offset.currency);
  const side = (name: 'debit' | 'credit') => {
    let running = 0n;
    return lines
      .filter((line) => line.side === name)
      .map((line) => {
        running += line.amountMinor;
        return {
          side: line.side,
          itemId: line.itemId?.toString() ?? null,
          payableId: line.payableId?.toString() ?? null,
          number: line.number,
          what: line.what,
          party: line.party,
          partyName: line.partyName,
          documentDate: line.documentDate,
          dueDate: line.dueDate,
          daysOverdue: Math.max(0, daysBetween(line.dueDate, of.asOf)),
          open: amount(line.openMinor),
          amount: amount(line.amountMinor),
          running: amount(running),
        };
      });
  };
  const candidates = lines.map(candidateOf).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return {
    ...listedToJson(of),
    debits: side('debit'),
    credits: side('credit'),
    excluded: offset.excluded.map((one) => ({
      side: one.side,
      number: one.number,
      code: one.code,
      reason: one.reason,
      amount: amount(one.amountMinor),
    })),
    pairs: pair(candidates).map((one) => ({
      credit: one.credit.number,
      debit: one.debit.number,
      amount: amount(one.amountMinor),
    })),
    postings: of.postings.map((one) => ({
      clearingId: one.clearingId.toString(),
      number: one.number,
      standing: one.standing,
    })),
    settled: offset.settled,
    kept: of.documents.kept.map((one) => ({
      id: one.id.toString(),
      kind: one.kind,
      fileName: one.fileName,
      sizeBytes: one.sizeBytes,
      receivedAt: one.receivedAt,
      person: one.person,
      byLink: one.requestId !== null,
      rejected: one.rejectedReason,
    })),
  };
}
