/** A customer hands in a document by the link of a request: kept as it came, for somebody of ours to look at. */
import { type Company, loadCompany } from '#company';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Engine, runQuery, systemActor } from '#platform';
import type { DocumentKind } from '../model.ts';
import { missingOf } from '../offset-request.ts';
import { type DocumentRequest, loadDocuments, loadRequests } from '../store/documents.ts';
import { loadOffsets, type StoredOffset } from '../store/offsets.ts';
import { isGenuine, readToken } from '../upload-link.ts';
import { keepDocument, linkNotFound, roomByLink } from './keep-document.ts';

/** What an open link is for. */
export interface OpenLink {
  readonly tenantId: bigint;
  readonly company: Company;
  readonly request: DocumentRequest;
  readonly offset: StoredOffset;
  readonly missing: readonly DocumentKind[];
}

/** The request of a link; undefined where it is not genuine, has ended, was withdrawn, or nothing is asked for any more. */
export async function openLink(engine: Engine, token: string): Promise<OpenLink | undefined> {
  const read = readToken(token);
  if (read === undefined) return undefined;
  const { tenantId } = read;
  return runQuery(engine, tenantId, async (db) => {
    const [request] = await loadRequests(db, tenantId, { id: read.requestId });
    if (!request || !isGenuine(token, tenantId, request)) return undefined;
    const [offset] = await loadOffsets(db, tenantId, { ids: [request.offsetId] });
    if (offset?.state !== 'proposed') return undefined;
    const company = (await loadCompany(db, tenantId, offset.companyId))!;
    if (request.expiresOn < dayInZone(engine.clock.now(), company.timeZone)) return undefined;
    const kept = await loadDocuments(db, tenantId, [offset.id]);
    return { tenantId, company, request, offset, missing: missingOf(request, kept) };
  });
}

/**
 * Keeps a file that came by a link, for a person to look at. Refuses `offsets.link-not-found` (never genuine, ended, or
 * withdrawn: nothing tells which), `offsets.kind-not-asked`, and what `keepDocument` refuses.
 */
export async function receiveByLink(
  engine: Engine,
  token: string,
  input: { readonly kind: DocumentKind; readonly fileName: string; readonly bytes: Uint8Array },
): Promise<Outcome<{ missing: number }>> {
  const link = await openLink(engine, token);
  if (!link) return linkNotFound();
  const { tenantId, request, company, offset } = link;
  if (!request.kinds.includes(input.kind))
    return refuse('offsets.kind-not-asked', 'This document was not asked for. Nothing was kept.');
  // Before any byte is kept; a full link fills no disk.
  const room = await runQuery(engine, tenantId, (db) => roomByLink(db, tenantId, request.id));
  if (!room.ok) return room;
  const caller = { tenantId, actor: systemActor, source: 'upload link' };
  const received = await keepDocument(engine, caller, {
    company,
    offsetId: offset.id,
    requestId: request.id,
    ...input,
  });
  if (!received.ok) return received;
  return done({ missing: link.missing.filter((kind) => kind !== input.kind).length });
}
