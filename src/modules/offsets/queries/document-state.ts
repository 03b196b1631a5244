/** Which documents offsets need, which are here, and which are on file already. */
import { type Sql, sql } from '#platform';
import type { DocumentKind, OffsetPolicy } from '../model.ts';
import { documentGaps, type RequiredDocument, requiredDocuments } from '../rules/required-documents.ts';
import {
  counts,
  type DocumentRequest,
  type KeptDocument,
  loadDocuments,
  loadRequests,
  waits,
} from '../store/documents.ts';
import type { StoredOffset } from '../store/offsets.ts';

export interface DocumentState {
  readonly required: readonly RequiredDocument[];
  readonly kept: readonly KeptDocument[];
  readonly request: DocumentRequest | null;
}

/** The documents of some offsets under the policy of the day; what was asked for counts as needed, whatever policy says. */
export async function loadDocumentStates(
  db: Sql,
  tenantId: bigint,
  offsets: readonly StoredOffset[],
  policy: OffsetPolicy,
): Promise<Map<bigint, DocumentState>> {
  const ids = offsets.map((one) => one.id);
  const kept = await loadDocuments(db, tenantId, ids);
  const requests = await loadRequests(db, tenantId, { offsetIds: ids });
  const onFile = await loadOnFile(db, tenantId, ids);
  return new Map(
    offsets.map((offset): [bigint, DocumentState] => {
      const own = kept.filter((one) => one.offsetId === offset.id);
      const request = requests.find((one) => one.offsetId === offset.id) ?? null;
      const needed = [...new Set([...requiredDocuments(policy, offset), ...(request?.kinds ?? [])])];
      return [
        offset.id,
        {
          required: documentGaps(needed, {
            accepted: own.filter(counts).map((one) => one.kind),
            onFile: onFile.get(offset.id) ?? [],
            waiting: own.filter(waits).map((one) => one.kind),
          }),
          kept: own,
          request,
        },
      ];
    }),
  );
}

/** What the books hold already: a copy of every credit memo of an offset, and the signed netting agreement. */
async function loadOnFile(db: Sql, tenantId: bigint, ids: readonly bigint[]): Promise<Map<bigint, DocumentKind[]>> {
  const { rows } = await sql<{ id: bigint; memos: boolean; agreement: boolean }>`
    select o.id,
      coalesce(bool_and(exists (select 1 from receivables.v_document_file f where f.tenant_id = ${tenantId} and f.company_id = o.company_id
        and f.number_key = i.number_key and f.account_id = i.account_id)) filter (where i.document_type = 'credit_memo'), false) as memos,
      bool_or(n.sha256 is not null) as agreement
    from offsets.offset_proposal o
    left join offsets.v_offset_line l on l.tenant_id = ${tenantId} and l.offset_id = o.id and l.side = 'credit'
    left join receivables.v_item i on i.tenant_id = ${tenantId} and i.id = l.item_id
    left join offsets.netting_agreement n on n.tenant_id = ${tenantId} and n.id = o.agreement_id
    where o.tenant_id = ${tenantId} and o.id = any(${ids as bigint[]}::bigint[]) group by o.id`.execute(db);
  return new Map(
    rows.map((row) => [
      row.id,
      [
        ...(row.memos ? (['credit_note_copy'] as const) : []),
        ...(row.agreement ? (['netting_agreement_copy'] as const) : []),
      ],
    ]),
  );
}
