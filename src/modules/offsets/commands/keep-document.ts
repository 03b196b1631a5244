/** Documents of an offset: kept as they came, or said not to count, so that their gap shows again. */
import type { Company } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, filesOf, runCommand } from '#platform';
import type { DocumentKind } from '../model.ts';
import { judgeFile } from '../rules/received-file.ts';
import { insertDocument, markRejected } from '../store/documents.ts';
import { lockOffset } from '../store/offsets.ts';
import { offsetNotFound } from './execute-offset.ts';

export interface ReceivedDocument {
  readonly kind: DocumentKind;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * Keeps a document with an open offset; the very same file for the same purpose changes nothing. Refuses what `judgeFile`
 * refuses, `offsets.offset-not-found` and `offsets.not-open`.
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
      const offset = await lockOffset(tx, offsetId);
      if (offset?.companyId !== company.id) return offsetNotFound();
      if (offset.state !== 'proposed')
        return refuse('offsets.not-open', `The offset is ${offset.state.replace('_', ' ')}. Nothing was changed.`, {
          state: offset.state,
        });
      const id = await insertDocument(tx, {
        offsetId,
        kind,
        fileName,
        sha256,
        sizeBytes: bytes.byteLength,
        mediaType: judged.value.mediaType,
        requestId: input.requestId ?? null,
      });
      if (id === undefined) return done({ existing: true });
      tx.publish({
        type: 'offsets.document-received',
        payload: {
          companyId: company.id.toString(),
          offsetId: offsetId.toString(),
          accountId: offset.accountId.toString(),
          kind,
        },
      });
      return done({ existing: false });
    },
  );
}

/** Says of a document that it does not count. Refuses `offsets.offset-not-found`, `offsets.not-open`, `offsets.document-not-found`. */
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
      const offset = await lockOffset(tx, offsetId);
      if (offset?.companyId !== company.id) return offsetNotFound();
      if (offset.state !== 'proposed')
        return refuse('offsets.not-open', `The offset is ${offset.state.replace('_', ' ')}. Nothing was changed.`, {
          state: offset.state,
        });
      if (!(await markRejected(tx, { offsetId, documentId, reason })))
        return refuse('offsets.document-not-found', 'There is no such document with this offset. Nothing was changed.');
      tx.publish({
        type: 'offsets.document-rejected',
        payload: {
          companyId: company.id.toString(),
          offsetId: offsetId.toString(),
          accountId: offset.accountId.toString(),
        },
      });
      return done(null);
    },
  );
}
