/** Files of documents in the database: the only writer of receivables.document_file. */
import { type Sql, sql, type Transaction } from '#platform';
import type { KeptFileKind } from '../model.ts';
import type { NumberedDocument } from '../rules/document-files.ts';

/** A copy of a document that is kept, or a paper of a customer: that one has no number. */
export interface DocumentFile {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly accountId: bigint;
  readonly customer: string;
  readonly number: string;
  readonly kind: KeptFileKind;
  readonly fileName: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** When it was attached, an instant in UTC. */
  readonly attachedAt: string;
}

/** The documents of a company whose number is among some keys; each once. */
export async function loadNumberedDocuments(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  keys: readonly string[],
): Promise<NumberedDocument[]> {
  // Closings, tolerances and other documents that settle one carry its number; the one that asks for money is meant.
  const { rows } = await sql<{
    account_id: bigint;
    customer: string;
    number: string;
    number_key: string;
  }>`
    select distinct on (i.account_id, i.number_key) i.account_id, a.number as customer, i.number, i.number_key
    from receivables.item i join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
    where i.tenant_id = ${tenantId} and i.company_id = ${companyId} and i.document_type not in ('reversal', 'adjustment', 'tolerance', 'discount')
      and i.number_key = any(${keys as string[]}::text[])
    order by i.account_id, i.number_key, i.id`.execute(db);
  return rows.map((row) => ({
    accountId: row.account_id,
    customer: row.customer,
    number: row.number,
    numberKey: row.number_key,
  }));
}

/** Writes files that are not attached yet; returns the ids of those. */
export async function insertDocumentFiles(
  tx: Transaction,
  companyId: bigint,
  seq: bigint,
  files: readonly (Omit<DocumentFile, 'id' | 'companyId' | 'customer' | 'attachedAt'> & {
    readonly numberKey: string;
  })[],
): Promise<bigint[]> {
  const { rows } = await sql<{ id: bigint }>`
    insert into receivables.document_file (tenant_id, company_id, seq, command_id, account_id, number_key, number, kind, file_name, sha256, size_bytes)
    select ${tx.tenantId}, ${companyId}, ${seq}, ${tx.commandId}, f.*
    from unnest(${files.map((f) => f.accountId)}::bigint[], ${files.map((f) => f.numberKey)}::text[], ${files.map((f) => f.number)}::text[],
      ${files.map((f) => f.kind)}::text[], ${files.map((f) => f.fileName)}::text[], ${files.map((f) => f.sha256)}::text[],
      ${files.map((f) => f.sizeBytes)}::integer[]) as f
    on conflict (tenant_id, account_id, number_key, kind, sha256) where removed_seq is null do nothing returning id`.execute(
    tx.db,
  );
  return rows.map((row) => row.id);
}

/** Marks a file as removed by a deed. */
export async function markFileRemoved(tx: Transaction, id: bigint, seq: bigint): Promise<void> {
  await sql`update receivables.document_file set removed_seq = ${seq} where tenant_id = ${tx.tenantId} and id = ${id}`.execute(
    tx.db,
  );
}

/** Attaches a removed file again; where the very same was attached anew meanwhile, that one stays alone. */
export async function markFileRestored(tx: Transaction, id: bigint): Promise<void> {
  await sql`
    update receivables.document_file f set removed_seq = null where f.tenant_id = ${tx.tenantId} and f.id = ${id}
      and not exists (select 1 from receivables.document_file g where g.tenant_id = f.tenant_id and g.account_id = f.account_id
        and g.number_key = f.number_key and g.kind = f.kind and g.sha256 = f.sha256 and g.removed_seq is null)`.execute(
    tx.db,
  );
}

/** Which files: of the document of an item, of the accounts of a customer, of a document number, or one by its id. */
export type FileSelection =
  | { readonly itemId: bigint }
  | { readonly accountIds: readonly bigint[]; readonly beforeId?: bigint; readonly limit?: number }
  | { readonly companyId: bigint; readonly numberKey: string }
  | { readonly id: bigint; readonly removed?: boolean };

/** Files that are attached, the newest first; `removed`: one that was. */
export async function loadDocumentFiles(db: Sql, tenantId: bigint, by: FileSelection): Promise<DocumentFile[]> {
  const where =
    'itemId' in by
      ? sql`(f.account_id, f.number_key) in (
          select i.account_id, i.number_key from receivables.item i where i.tenant_id = ${tenantId} and i.id = ${by.itemId})`
      : 'accountIds' in by
        ? sql`f.account_id = any(${by.accountIds as bigint[]}::bigint[]) and (${by.beforeId ?? null}::bigint is null or f.id < ${by.beforeId ?? null})`
        : 'numberKey' in by
          ? sql`f.company_id = ${by.companyId} and f.number_key = ${by.numberKey}`
          : sql`f.id = ${by.id}`;
  const attached = 'id' in by && by.removed === true ? sql`is not null` : sql`is null`;
  const limit = 'accountIds' in by ? (by.limit ?? 200) : 200;
  const { rows } = await sql<{
    id: bigint;
    company_id: bigint;
    account_id: bigint;
    customer: string;
    number: string;
    kind: KeptFileKind;
    file_name: string;
    sha256: string;
    size_bytes: number;
    attached_at: string;
  }>`
    select f.id, f.company_id, f.account_id, a.number as customer, f.number, f.kind, f.file_name, f.sha256, f.size_bytes,
      to_char(u.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as attached_at
    from receivables.document_file f
    join customers.v_account a on a.tenant_id = ${tenantId} and a.id = f.account_id
    join platform.audit u on u.tenant_id = ${tenantId} and u.seq = f.seq
    where f.tenant_id = ${tenantId} and f.removed_seq ${attached} and ${where} order by f.id desc limit ${limit}`.execute(
    db,
  );
  return rows.map((row) => ({
    id: row.id,
    companyId: row.company_id,
    accountId: row.account_id,
    customer: row.customer,
    number: row.number,
    kind: row.kind,
    fileName: row.file_name,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    attachedAt: row.attached_at,
  }));
}
