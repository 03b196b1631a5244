/** Takes an import of open items back: by reversal, document by document; what was worked with since stays and says so. */
import type { Company } from '#company';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, loadWaitingSubjects, requestApproval, runQuery, type Sql, sql } from '#platform';
import { reversalSubject, reverseDocument, reverseDocumentAction } from '#receivables';
import { type FileImport, findFileImport, isReversalNoted, noteReversal } from '../store/imports.ts';
import { sourceOfImport } from './import-file.ts';

const waitsForApproval = 'Asked for approval; it is reversed once it is approved.';

/** How many items one transaction reverses at most. */
const chunkSize = 200;

export interface KeptDocument {
  readonly number: string;
  readonly reason: string;
}

/** What an undo would take back, and what stays and why. */
export interface ImportUndo {
  readonly itemIds: readonly bigint[];
  readonly kept: readonly KeptDocument[];
}

/** An import of one of these companies. Refuses `integrations.import-not-found`. */
export async function findImport(
  engine: Engine,
  tenantId: bigint,
  companyIds: readonly bigint[],
  importId: bigint,
): Promise<Outcome<FileImport>> {
  const found = await runQuery(engine, tenantId, (db) => findFileImport(db, tenantId, companyIds, importId));
  return found ? done(found) : refuse('integrations.import-not-found', 'There is no such import.');
}

/** The items `i` that an import posted, by the source that its commands say. */
const itemsOf = (tenantId: bigint, one: FileImport) => sql`platform.audit a
    join receivables.v_item i on i.tenant_id = a.tenant_id and i.command_id = a.command_id
    where a.tenant_id = ${tenantId} and a.recorded_at >= ${one.startedAt}::timestamptz
      and a.operation = 'receivables.post-documents' and a.source = ${sourceOfImport(one.fileName, one.id)}
      and i.company_id = ${one.companyId} and i.document_type <> 'reversal'`;

async function countReversed(db: Sql, tenantId: bigint, one: FileImport): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`
    select count(*) as n from ${itemsOf(tenantId, one)} and i.reversed_by is not null`.execute(db);
  return Number(rows[0]!.n);
}

/** Looks at what an import posted and has not been reversed. Changes nothing. */
export function previewImportUndo(engine: Engine, tenantId: bigint, one: FileImport): Promise<ImportUndo> {
  return runQuery(engine, tenantId, (db) => standingOf(db, tenantId, one));
}

async function standingOf(db: Sql, tenantId: bigint, one: FileImport): Promise<ImportUndo> {
  const { rows } = await sql<{ id: bigint; number: string; document: string; touched: boolean }>`
    select i.id, i.number, i.source_key as document, i.open_minor <> i.amount_minor as touched
    from ${itemsOf(tenantId, one)} and i.reversed_by is null order by i.id`.execute(db);
  // A document goes as a whole: one instalment that was worked with keeps the others.
  const touched = new Set(rows.filter((row) => row.touched).map((row) => row.document));
  const kept = new Map<string, KeptDocument>();
  for (const row of rows)
    if (touched.has(row.document))
      kept.set(row.document, { number: row.number, reason: 'It was cleared or partly cleared since.' });
  return { itemIds: rows.filter((row) => !touched.has(row.document)).map((row) => row.id), kept: [...kept.values()] };
}

/**
 * Reverses the documents that an import posted and that nobody worked with since, in chunks, each its own transaction.
 * Refuses `integrations.import-kind` (customers are changed, payables withdrawn), `integrations.nothing-to-undo`,
 * and, where not one document could be reversed, what `reverseDocument` refuses. Asked again it goes on where it stopped.
 * `askFor`: why approval is asked for, document by document, of those that are beyond the authority of the caller and of which
 * nobody has asked it yet.
 */
export async function reverseImport(
  engine: Engine,
  caller: Caller,
  input: {
    readonly company: Company;
    readonly one: FileImport;
    readonly reason: string;
    readonly askFor?: string | null;
  },
): Promise<Outcome<{ reversed: number; asked: number; kept: KeptDocument[] }>> {
  const { company, one, reason, askFor = null } = input;
  if (one.kind !== 'items')
    return refuse(
      'integrations.import-kind',
      one.kind === 'customers'
        ? 'Customers are master data: they are changed, not reversed. Bring the file of before once more, or change them one by one. Nothing was changed.'
        : 'What we owe suppliers is no posting: it is withdrawn where it is listed, one by one. Nothing was changed.',
    );
  const { itemIds, kept } = await previewImportUndo(engine, caller.tenantId, one);
  const note = async (stay: readonly KeptDocument[]): Promise<number> => {
    // Counted anew: a try that was cut before it could note anything has reversed its part all the same.
    const count = await runQuery(engine, caller.tenantId, (db) => countReversed(db, caller.tenantId, one));
    if (count > 0)
      await noteReversal(engine, caller.tenantId, one.id, {
        personId: caller.actor.personId,
        reversed: count,
        kept: stay.length,
      });
    return count;
  };
  if (itemIds.length === 0) {
    // A try that was cut after its last document has left nothing to do but to say so.
    const noted = await runQuery(engine, caller.tenantId, (db) => isReversalNoted(db, caller.tenantId, one.id));
    const before = noted ? 0 : await note(kept);
    if (before > 0) return done({ reversed: before, asked: 0, kept: [...kept] });
    return refuse(
      'integrations.nothing-to-undo',
      'Nothing of this import stands any more that could be reversed. Nothing was changed.',
      { kept: kept.length },
    );
  }
  const postingDate = dayInZone(engine.clock.now(), company.timeZone);
  const reverse = (ids: readonly bigint[]) =>
    reverseDocument(engine, caller, { company, itemIds: ids, postingDate, reason });
  const waiting =
    askFor === null
      ? new Set<string>()
      : await runQuery(engine, caller.tenantId, (db) =>
          loadWaitingSubjects(db, caller.tenantId, { action: reverseDocumentAction.name, companyId: company.id }),
        );
  /** Asks for a document that the caller may not reverse alone, once; on the day that was meant, whenever it is approved. */
  const askToReverse = (itemId: bigint, why: string): Promise<Outcome<unknown>> | Outcome<unknown> =>
    waiting.has(reversalSubject([itemId]))
      ? done(null)
      : requestApproval(engine, caller, {
          ...{ action: reverseDocumentAction.name, reason: why },
          input: { itemId: itemId.toString(), postingDate, reason },
        });
  const stays = [...kept];
  let reversed = 0;
  let asked = 0;
  let first: Outcome<unknown> | undefined;
  for (let from = 0; from < itemIds.length; from += chunkSize) {
    const chunk = itemIds.slice(from, from + chunkSize);
    const outcome = await reverse(chunk);
    if (outcome.ok) {
      reversed += chunk.length;
      continue;
    }
    // One document that cannot go must not keep the others.
    for (const itemId of chunk) {
      const single = await reverse([itemId]);
      if (single.ok) reversed += 1;
      else if (single.refusal.code !== 'receivables.already-reversed') {
        const request =
          askFor !== null && single.refusal.code === 'authority.approval-needed'
            ? await askToReverse(itemId, askFor)
            : single;
        const number = await numberOf(engine, caller.tenantId, itemId);
        if (request.ok) asked += 1;
        else first ??= request;
        stays.push({ number, reason: request.ok ? waitsForApproval : request.refusal.message });
      } else reversed += 1;
    }
  }
  // Refused as a whole: nothing was changed, and the list of imports must not say that it was taken back.
  if (reversed === 0 && asked === 0 && first && !first.ok) return first;
  await note(stays);
  return done({ reversed, asked, kept: stays });
}

async function numberOf(engine: Engine, tenantId: bigint, itemId: bigint): Promise<string> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows } = await sql<{ number: string }>`
      select number from receivables.v_item where tenant_id = ${tenantId} and id = ${itemId}`.execute(db);
    return rows[0]?.number ?? String(itemId);
  });
}
