/** Documents of offsets and the requests for them: the only writer of both tables. */
import type { Day } from '#kernel';
import { type Sql, sql, type Transaction } from '#platform';
import type { DocumentKind } from '../model.ts';

export interface KeptDocument {
  readonly id: bigint;
  readonly offsetId: bigint;
  readonly kind: DocumentKind;
  readonly fileName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly requestId: bigint | null;
  readonly receivedAt: string;
  readonly person: string;
  /** Who said that it counts: whoever attached it, or looked at what came by a link; null: nobody yet. */
  readonly acceptedBy: string | null;
  /** Why it does not count; null: nobody said so. */
  readonly rejectedReason: string | null;
}

/** It closes the gap of its kind. */
export const counts = (document: KeptDocument): boolean =>
  document.acceptedBy !== null && document.rejectedReason === null;
/** It came by a link, and somebody has to look at it. */
export const waits = (document: KeptDocument): boolean =>
  document.acceptedBy === null && document.rejectedReason === null;

/** Documents of some offsets, the oldest first. */
export async function loadDocuments(db: Sql, tenantId: bigint, offsetIds: readonly bigint[]): Promise<KeptDocument[]> {
  const { rows } = await sql<KeptDocument>`
    select d.id, d.offset_id as "offsetId", d.kind, d.file_name as "fileName", d.sha256, d.size_bytes as "sizeBytes", d.media_type as "mediaType",
      d.request_id as "requestId", d.received_at as "receivedAt", p.name as person, a.name as "acceptedBy", d.rejected_reason as "rejectedReason"
    from offsets.offset_document d join platform.person p on p.id = d.person_id left join platform.person a on a.id = d.accepted_person_id
    where d.tenant_id = ${tenantId} and d.offset_id = any(${offsetIds as bigint[]}::bigint[]) order by d.id`.execute(
    db,
  );
  return rows;
}

/** Keeps a document; undefined where the very same bytes are kept for the same purpose. What a person attaches was looked at. */
export async function insertDocument(
  tx: Transaction,
  document: Pick<KeptDocument, 'offsetId' | 'kind' | 'fileName' | 'sha256' | 'sizeBytes' | 'mediaType' | 'requestId'>,
): Promise<bigint | undefined> {
  const now = tx.now.toISOString();
  const accepted =
    document.requestId === null
      ? sql`${tx.actor.personId}::bigint, ${now}::timestamptz, ${tx.commandId}::bigint`
      : sql`null, null, null`;
  const { rows } = await sql<{ id: bigint }>`
    insert into offsets.offset_document (tenant_id, offset_id, kind, file_name, sha256, size_bytes, media_type, request_id, received_at,
      person_id, command_id, accepted_person_id, accepted_at, accepted_command_id)
    values (${tx.tenantId}, ${document.offsetId}, ${document.kind}, ${document.fileName}, ${document.sha256}, ${document.sizeBytes},
      ${document.mediaType}, ${document.requestId}, ${now}::timestamptz, ${tx.actor.personId}, ${tx.commandId}, ${accepted})
    on conflict (tenant_id, offset_id, kind, sha256) where rejected_command_id is null do nothing returning id`.execute(
    tx.db,
  );
  return rows[0]?.id;
}

/** Says that a document counts, named by its id or by what it is; false where that was said, or there is none that waits. */
export async function markAccepted(
  tx: Transaction,
  of: { readonly offsetId: bigint } & (
    | { readonly documentId: bigint }
    | { readonly kind: DocumentKind; readonly sha256: string }
  ),
): Promise<boolean> {
  const { rows } = await sql<{ id: bigint }>`
    update offsets.offset_document
    set accepted_person_id = ${tx.actor.personId}, accepted_at = ${tx.now.toISOString()}::timestamptz, accepted_command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and offset_id = ${of.offsetId} and accepted_at is null and rejected_command_id is null
      and ${'documentId' in of ? sql`id = ${of.documentId}` : sql`kind = ${of.kind} and sha256 = ${of.sha256}`}
    returning id`.execute(tx.db);
  return rows.length > 0;
}

/** How many files came by the link of a request. */
export async function countByLink(db: Sql, tenantId: bigint, requestId: bigint): Promise<number> {
  const { rows } = await sql<{ files: bigint }>`
    select count(*) as files from offsets.offset_document where tenant_id = ${tenantId} and request_id = ${requestId}`.execute(
    db,
  );
  return Number(rows[0]!.files);
}

/** Says of a document that it does not count; undefined where that was said, or there is none. */
export async function markRejected(
  tx: Transaction,
  of: { readonly offsetId: bigint; readonly documentId: bigint; readonly reason: string },
): Promise<{ readonly requestId: bigint | null } | undefined> {
  const { rows } = await sql<{ requestId: bigint | null }>`
    update offsets.offset_document set rejected_command_id = ${tx.commandId}, rejected_reason = ${of.reason}
    where tenant_id = ${tx.tenantId} and offset_id = ${of.offsetId} and id = ${of.documentId} and rejected_command_id is null
    returning request_id as "requestId"`.execute(tx.db);
  return rows[0];
}

/** A request for documents that stands. */
export interface DocumentRequest {
  readonly id: bigint;
  readonly offsetId: bigint;
  readonly kinds: readonly DocumentKind[];
  readonly askedOn: Day;
  readonly dueDate: Day;
  /** Signs the link; never shown. */
  readonly linkKey: string;
  readonly expiresOn: Day;
  readonly reminders: number;
  readonly remindOn: Day | null;
}

const requestColumns = sql`id, offset_id as "offsetId", kinds, asked_on as "askedOn", due_date as "dueDate", link_key as "linkKey", expires_on as "expiresOn", reminders,
  remind_on as "remindOn"`;

/** Requests that stand: of some offsets, or one by its id. */
export async function loadRequests(
  db: Sql,
  tenantId: bigint,
  by: { readonly offsetIds: readonly bigint[] } | { readonly id: bigint },
): Promise<DocumentRequest[]> {
  const { rows } = await sql<DocumentRequest>`
    select ${requestColumns} from offsets.document_request
    where tenant_id = ${tenantId} and withdrawn_command_id is null
      and ${'id' in by ? sql`id = ${by.id}` : sql`offset_id = any(${by.offsetIds as bigint[]}::bigint[])`} order by id`.execute(
    db,
  );
  return rows;
}

/** Requests of a company that are due for a reminder on a day: their offset is open and something is still missing. */
export async function loadDueRequests(
  db: Sql,
  tenantId: bigint,
  of: { readonly companyId: bigint; readonly day: Day },
): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    select r.id from offsets.document_request r
    join offsets.offset_proposal o on o.tenant_id = ${tenantId} and o.id = r.offset_id
    where r.tenant_id = ${tenantId} and r.withdrawn_command_id is null and r.remind_on <= ${of.day} and o.company_id = ${of.companyId}
      and o.state = 'proposed' and exists (
        select 1 from unnest(r.kinds) as k(kind) where not exists (
          select 1 from offsets.offset_document d
          where d.tenant_id = ${tenantId} and d.offset_id = r.offset_id and d.kind = k.kind and d.rejected_command_id is null))
    order by r.id`.execute(db);
  return rows.map((row) => row.id);
}

export async function insertRequest(
  tx: Transaction,
  request: Omit<DocumentRequest, 'id' | 'reminders'>,
): Promise<bigint | undefined> {
  const { rows } = await sql<{ id: bigint }>`
    insert into offsets.document_request (tenant_id, offset_id, kinds, asked_on, due_date, link_key, expires_on, remind_on, person_id, command_id)
    values (${tx.tenantId}, ${request.offsetId}, ${request.kinds as string[]}::text[], ${request.askedOn}, ${request.dueDate}, ${request.linkKey},
      ${request.expiresOn}, ${request.remindOn}, ${tx.actor.personId}, ${tx.commandId})
    on conflict (tenant_id, offset_id) where withdrawn_command_id is null do nothing returning id`.execute(tx.db);
  return rows[0]?.id;
}

export async function updateReminder(
  tx: Transaction,
  of: { readonly id: bigint; readonly reminders: number; readonly remindOn: Day | null },
): Promise<void> {
  tx.send(sql`
    update offsets.document_request set reminders = ${of.reminders}, remind_on = ${of.remindOn}::date
    where tenant_id = ${tx.tenantId} and id = ${of.id}`);
}

/** The next day run from a day on asks again for what is missing of a request that stands, however often it has reminded. */
export function remindFrom(tx: Transaction, of: { readonly requestId: bigint; readonly day: Day }): void {
  tx.send(sql`
    update offsets.document_request set remind_on = least(remind_on, ${of.day}::date)
    where tenant_id = ${tx.tenantId} and id = ${of.requestId} and withdrawn_command_id is null`);
}

/** Ends the request of an offset, and with it its link; false where none stands. */
export async function withdrawRequest(tx: Transaction, offsetId: bigint, reason: string): Promise<boolean> {
  const { rows } = await sql<{ id: bigint }>`
    update offsets.document_request set withdrawn_command_id = ${tx.commandId}, withdrawn_reason = ${reason}
    where tenant_id = ${tx.tenantId} and offset_id = ${offsetId} and withdrawn_command_id is null returning id`.execute(
    tx.db,
  );
  return rows.length > 0;
}
