/** Offsets as they stand: a page of them with the gaps of their documents, or one with both sides and what was left out. */
import { type Company, loadCompanies, loadCompany } from '#company';
import { type Day, dayInZone, daysBetween, formatAmount } from '#kernel';
import type { ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import { candidateOf } from '../commands/execute-offset.ts';
import { pair } from '../rules/plan-offset.ts';
import { waits } from '../store/documents.ts';
import {
  loadLines,
  loadOffsets,
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

/** What a company's offsets may be narrowed to. */
export type OffsetList = Omit<Extract<OffsetSelection, { readonly companyId: bigint }>, 'companyId'> & {
  readonly company: Company;
};

/** Offsets of a company, the newest first. */
export function listOffsets(engine: Engine, tenantId: bigint, of: OffsetList): Promise<ListedOffset[]> {
  return runQuery(engine, tenantId, async (db) => {
    const offsets = await loadOffsets(db, tenantId, { ...of, companyId: of.company.id });
    return withDocuments(db, tenantId, { company: of.company, now: engine.clock.now() }, offsets);
  });
}

/** Some offsets of any company by their ids, with the gaps of their documents on their company's day. */
export async function loadListedOffsets(
  db: Sql,
  { tenantId, now }: ListPlace,
  ids: readonly bigint[],
): Promise<Map<bigint, ListedOffset>> {
  const offsets = await loadOffsets(db, tenantId, { ids });
  const listed: ListedOffset[] = [];
  for (const company of await loadCompanies(db, tenantId)) {
    const own = offsets.filter((one) => one.companyId === company.id);
    if (own.length > 0) listed.push(...(await withDocuments(db, tenantId, { company, now }, own)));
  }
  return new Map(listed.map((one) => [one.offset.id, one]));
}

async function withDocuments(
  db: Sql,
  tenantId: bigint,
  { company, now }: { readonly company: Company; readonly now: Date },
  offsets: readonly StoredOffset[],
): Promise<ListedOffset[]> {
  const policy = await loadPolicy(db, tenantId, company.id, dayInZone(now, company.timeZone));
  const documents = await loadDocumentStates(db, tenantId, offsets, policy);
  return offsets.map((offset) => ({ offset, documents: documents.get(offset.id)! }));
}

/** The rows of the list of offsets. */
export const offsetsSource = ({ tenantId, companyIds }: ListPlace): RawSql => sql`
  select o.id, c.code as company, a.number as customer, a.name, o.kind, o.basis, n.reference as agreement, o.agreement_id::text as "agreementId",
    o.amount_minor as amount, o.currency, coalesce(o.posting_date, o.proposed_date) as day, o.proposed_date as "proposedOn",
    o.posting_date as "postedOn", v.state, o.sentence,
    case when o.state = 'proposed' then (select count(*) from offsets.offset_document d
      where d.tenant_id = ${tenantId} and d.offset_id = o.id and d.accepted_at is null and d.rejected_command_id is null) else 0 end as "toLookAt"
  from offsets.offset_proposal o
  join offsets.v_offset v on v.tenant_id = ${tenantId} and v.id = o.id
  join company.v_company c on c.tenant_id = ${tenantId} and c.id = o.company_id
  join customers.v_account a on a.tenant_id = ${tenantId} and a.id = o.account_id
  left join offsets.netting_agreement n on n.tenant_id = ${tenantId} and n.id = o.agreement_id
  where o.tenant_id = ${tenantId} and o.company_id = any(${companyIds as bigint[]}::bigint[])`;

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
    const [offset] = await loadOffsets(db, tenantId, { ids: [of.offsetId] });
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
    customerId: offset.customerId.toString(),
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
    toLookAt: documents.kept.filter(waits).length,
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
      acceptedBy: one.acceptedBy,
      rejected: one.rejectedReason,
    })),
  };
}
