/** Documents of an offset: kept as they came, said to count by who looked at them, or said not to, so that their gap shows again. */
import type { Company } from '#company';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, filesOf, runCommand, type Sql, type Transaction } from '#platform';
import type { DocumentKind } from '../model.ts';
import { judgeFile } from '../rules/received-file.ts';
import {
  countByLink,
  insertDocument,
  loadRequests,
  markAccepted,
  markRejected,
  remindFrom,
} from '../store/documents.ts';
import { lockOffset, type StoredOffset } from '../store/offsets.ts';
import { offsetNotFound } from './execute-offset.ts';

export interface ReceivedDocument {
  readonly kind: DocumentKind;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** At most this many files come by one link. */
const filesByLink = 20;

/**
 * Keeps a document with an open offset; the very same file for the same purpose changes nothing. What a person attaches counts;
 * what comes by the link of a request waits for a person to look at it. Refuses what `judgeFile` refuses,
 * `offsets.offset-not-found`, `offsets.not-open`, and by a link `offsets.link-not-found` (the request ended) and
 * `offsets.link-full`.
 */
export async function keepDocument(
  engine: Engine,
  caller: Caller,
  input: ReceivedDocument & { company: Company; offsetId: bigint; requestId?: bigint | undefined },
): Promise<Outcome<{ existing: boolean }>> {
  const { company, offsetId, kind, fileName, bytes } = input;
  const judged = judgeFile(fileName, bytes);
  if (!judged.ok) return judged;
  // The bytes first: a row never names a file that is not there.
  const sha256 = filesOf(engine).put(caller.tenantId, bytes);
  return runCommand(
    engine,
    caller,
    {
      operation: 'offsets.keep-document',
      reason: `A document (${kind.replaceAll('_', ' ')}) came for offset ${offsetId}.`,
      input: { company: company.code, offsetId, kind, sha256 },
    },
    async (tx): Promise<Outcome<{ existing: boolean }>> => {
      const offset = await lockOpen(tx, company, offsetId);
      if (!offset.ok) return offset;
      // Looked at again under the lock of the offset: many files at once are not too many.
      if (input.requestId !== undefined) {
        const room = await roomByLink(tx.db, tx.tenantId, input.requestId);
        if (!room.ok) return room;
      }
      const id = await insertDocument(tx, {
        offsetId,
        kind,
        fileName,
        sha256,
        sizeBytes: bytes.byteLength,
        mediaType: judged.value.mediaType,
        requestId: input.requestId ?? null,
      });
      if (id === undefined) {
        // Whoever attaches what the customer handed in already has looked at it.
        if (input.requestId === undefined && (await markAccepted(tx, { offsetId, kind, sha256 })))
          tx.publish({ type: 'offsets.document-accepted', payload: eventOf(offset.value) });
        return done({ existing: true });
      }
      tx.publish({ type: 'offsets.document-received', payload: { ...eventOf(offset.value), kind } });
      return done({ existing: false });
    },
  );
}

/** Locks an offset that is open. Refuses `offsets.offset-not-found` and `offsets.not-open`. */
async function lockOpen(tx: Transaction, company: Company, offsetId: bigint): Promise<Outcome<StoredOffset>> {
  const offset = await lockOffset(tx, offsetId);
  if (offset?.companyId !== company.id) return offsetNotFound();
  if (offset.state === 'proposed') return done(offset);
  return refuse('offsets.not-open', `The offset is ${offset.state.replace('_', ' ')}. Nothing was changed.`, {
    state: offset.state,
  });
}

/** Whether a request stands and takes another file. Refuses `offsets.link-not-found` and `offsets.link-full`. */
export async function roomByLink(db: Sql, tenantId: bigint, requestId: bigint): Promise<Outcome<null>> {
  if ((await loadRequests(db, tenantId, { id: requestId })).length === 0) return linkNotFound();
  if ((await countByLink(db, tenantId, requestId)) < filesByLink) return done(null);
  return refuse(
    'offsets.link-full',
    `At most ${filesByLink} files come by one link; reply to our letter. Nothing was kept.`,
  );
}

export const linkNotFound = () => refuse('offsets.link-not-found', 'This link has ended. Nothing was kept.');

const eventOf = (offset: StoredOffset) => ({
  companyId: offset.companyId.toString(),
  offsetId: offset.id.toString(),
  accountId: offset.accountId.toString(),
});

/**
 * Says of a document that came by a link that it counts: its gap is closed. Said again it changes nothing. Refuses
 * `offsets.offset-not-found`, `offsets.not-open`, and `offsets.document-not-found` where it was said not to count.
 */
export function acceptDocument(
  engine: Engine,
  caller: Caller,
  input: { company: Company; offsetId: bigint; documentId: bigint },
): Promise<Outcome<null>> {
  const { company, offsetId, documentId } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'offsets.accept-document',
      reason: `Document ${documentId} of offset ${offsetId} was looked at and counts.`,
      input: { company: company.code, offsetId, documentId },
    },
    async (tx): Promise<Outcome<null>> => {
      const offset = await lockOpen(tx, company, offsetId);
      if (!offset.ok) return offset;
      if (!(await markAccepted(tx, { offsetId, documentId }))) return documentNotFound();
      tx.publish({ type: 'offsets.document-accepted', payload: eventOf(offset.value) });
      return done(null);
    },
  );
}

const documentNotFound = () =>
  refuse('offsets.document-not-found', 'There is no such document that waits with this offset. Nothing was changed.');

/**
 * Says of a document that it does not count. Where the customer handed it in by a link that still stands, the next day run asks
 * for it again and names the file. Refuses `offsets.offset-not-found`, `offsets.not-open`, `offsets.document-not-found`.
 */
export function rejectDocument(
  engine: Engine,
  caller: Caller,
  input: { company: Company; offsetId: bigint; documentId: bigint; reason: string },
): Promise<Outcome<null>> {
  const { company, offsetId, documentId, reason } = input;
  return runCommand(
    engine,
    caller,
    { operation: 'offsets.reject-document', reason, input: { company: company.code, offsetId, documentId } },
    async (tx): Promise<Outcome<null>> => {
      const offset = await lockOpen(tx, company, offsetId);
      if (!offset.ok) return offset;
      const rejected = await markRejected(tx, { offsetId, documentId, reason });
      if (!rejected)
        return refuse('offsets.document-not-found', 'There is no such document with this offset. Nothing was changed.');
      if (rejected.requestId !== null)
        remindFrom(tx, { requestId: rejected.requestId, day: dayInZone(tx.now, company.timeZone) });
      tx.publish({ type: 'offsets.document-rejected', payload: eventOf(offset.value) });
      return done(null);
    },
  );
}
