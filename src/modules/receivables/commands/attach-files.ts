/** Attaches PDF copies to documents: what was read of a folder, matched by number, kept under the hash of its content. */
import type { Company } from '#company';
import { mediaTypeOf } from '#formats';
import { done, type Outcome } from '#kernel';
import { type Caller, type Engine, filesOf, runCommand, runQuery, sha256Of } from '#platform';
import type { DocumentFileKind } from '../model.ts';
import { type FileMatch, matchFile, readName } from '../rules/document-files.ts';
import { insertDocumentFiles, loadNumberedDocuments } from '../store/document-files.ts';

/** At most this many bytes; a scanned contract is smaller. */
export const maximumFileBytes = 20 * 1024 * 1024;
const chunkSize = 100;

/** A file that lies somewhere under the folder; it is read when its turn comes. */
export interface FoundFile {
  readonly fileName: string;
  /** The folders above it, from the one that was named down. */
  readonly folders: readonly string[];
  /** Its bytes, or why they are not taken. */
  read(): Outcome<Uint8Array>;
}

export interface AttachResult {
  readonly files: number;
  readonly attached: number;
  /** Attached before, the same bytes to the same document. */
  readonly known: number;
  readonly unmatched: readonly { readonly file: string; readonly code: string; readonly reason: string }[];
}

/**
 * Attaches files to the company's documents. The same bytes at the same document again change nothing. Each file that is not
 * taken is listed with its reason: no document of the number, several (`documents.ambiguous`), no PDF (`documents.not-pdf`),
 * or what its reader refuses. `check` looks at everything and writes nothing.
 */
export async function attachFiles(
  engine: Engine,
  caller: Caller,
  input: {
    readonly company: Company;
    readonly files: readonly FoundFile[];
    /** The kind of files that tell none. */
    readonly standardKind: DocumentFileKind;
    readonly check?: boolean;
    readonly onProgress?: (done: number, total: number) => void;
  },
): Promise<Outcome<AttachResult>> {
  const { company, files } = input;
  const unmatched: { file: string; code: string; reason: string }[] = [];
  let attached = 0;
  let known = 0;
  for (let from = 0; from < files.length; from += chunkSize) {
    const chunk = files.slice(from, from + chunkSize);
    const keys = [...new Set(chunk.flatMap((file) => readName(file.fileName).map((one) => one.numberKey)))];
    const documents = await runQuery(engine, caller.tenantId, (db) =>
      loadNumberedDocuments(db, caller.tenantId, company.id, keys),
    );
    const ready: { match: FileMatch & { kind: 'found' }; file: FoundFile; bytes: Uint8Array }[] = [];
    for (const file of chunk) {
      const path = [...file.folders, file.fileName].join('/');
      const match = matchFile(file.fileName, file.folders, input.standardKind, documents);
      if (match.kind === 'unmatched') {
        unmatched.push({ file: path, code: match.code, reason: match.reason });
        continue;
      }
      const bytes = file.read();
      if (!bytes.ok) unmatched.push({ file: path, code: bytes.refusal.code, reason: bytes.refusal.message });
      else if (mediaTypeOf(bytes.value) !== 'application/pdf')
        unmatched.push({
          file: path,
          code: 'documents.not-pdf',
          reason: 'Its content is not a PDF, whatever its name says.',
        });
      else ready.push({ match, file, bytes: bytes.value });
    }
    if (ready.length > 0 && !input.check) {
      // The bytes first: a row never names a file that is not there.
      for (const one of ready) filesOf(engine).put(caller.tenantId, one.bytes);
      const outcome = await runCommand(
        engine,
        caller,
        {
          operation: 'receivables.attach-files',
          reason: `${ready.length} files were attached to documents of ${company.code}.`,
          input: { company: company.code, files: ready.map((one) => sha256Of(one.bytes)) },
        },
        async (tx): Promise<Outcome<number>> => {
          let fresh = 0;
          tx.atHead(async (head) => {
            const inserted = await insertDocumentFiles(
              tx,
              company.id,
              head.seq,
              ready.map(({ match, file, bytes }) => ({
                accountId: match.document.accountId,
                number: match.document.number,
                numberKey: match.document.numberKey,
                kind: match.fileKind,
                fileName: file.fileName,
                sha256: sha256Of(bytes),
                sizeBytes: bytes.byteLength,
              })),
            );
            fresh = inserted.length;
            attached += fresh;
            known += ready.length - fresh;
          });
          tx.publish({
            type: 'receivables.files-attached',
            payload: {
              company: company.code,
              files: ready.length,
              accountIds: [...new Set(ready.map((one) => one.match.document.accountId.toString()))],
            },
          });
          tx.count('files', ready.length);
          return done(ready.length);
        },
      );
      if (!outcome.ok) return outcome;
    } else {
      attached += ready.length;
    }
    input.onProgress?.(Math.min(from + chunkSize, files.length), files.length);
  }
  return done({ files: files.length, attached, known, unmatched });
}
