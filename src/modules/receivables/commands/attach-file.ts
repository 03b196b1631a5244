/** A PDF that a person attaches to an item or a customer, takes away again, and brings back. */
import { lockAccounts } from '#customers';
import { mediaTypeOf } from '#formats';
import { done, type Outcome, refuse, textKey } from '#kernel';
import { type Caller, type Engine, filesOf, runCommand, runQuery, type Transaction } from '#platform';
import type { CustomerFileKind, DocumentFileKind } from '../model.ts';
import {
  type DocumentFile,
  insertDocumentFiles,
  loadDocumentFiles,
  markFileRemoved,
  markFileRestored,
} from '../store/document-files.ts';
import { loadItems } from '../store/items.ts';
import { maximumFileBytes } from './attach-files.ts';

/** To what it is attached, and as what. */
export type FilePlace =
  | { readonly itemId: bigint; readonly kind: DocumentFileKind }
  | {
      readonly companyId: bigint;
      readonly accountId: bigint;
      readonly customer: string;
      readonly kind: CustomerFileKind;
    };

export interface AttachedFile {
  /** The very same file was attached there already; nothing was changed. */
  readonly existing: boolean;
  /** Null for one that was there already. */
  readonly id: bigint | null;
}

/**
 * Keeps a file with an item's document or with a customer. It is looked at as one of a folder is: a PDF by its content, at
 * most 20 MB; the very same bytes at the same place change nothing. Refuses `receivables.file-kind` and
 * `receivables.item-not-found`.
 */
export async function attachFile(
  engine: Engine,
  caller: Caller,
  input: { readonly place: FilePlace; readonly fileName: string; readonly bytes: Uint8Array },
): Promise<Outcome<AttachedFile>> {
  const { place, fileName, bytes } = input;
  if (bytes.byteLength > maximumFileBytes || mediaTypeOf(bytes) !== 'application/pdf')
    return refuse(
      'receivables.file-kind',
      `A file that is attached is a PDF of at most ${maximumFileBytes / 1024 / 1024} MB, by its content. Nothing was kept.`,
      {},
      { file: fileName },
    );
  const found = await placeOf(engine, caller, place);
  if (!found.ok) return found;
  const { companyId, accountId, number } = found.value;
  // The bytes first: a row never names a file that is not there.
  const sha256 = filesOf(engine).put(caller.tenantId, bytes);
  let id: bigint | undefined;
  const kept = await runCommand(
    engine,
    caller,
    {
      operation: 'receivables.attach-file',
      reason:
        'itemId' in place ? `A file was attached to ${number}.` : `A file was attached to customer ${place.customer}.`,
      input: { ...place, sha256 },
    },
    async (tx): Promise<Outcome<null>> => {
      // Of two who attach the same file at once, one attaches it.
      await lockAccounts(tx, [accountId]);
      tx.atHead(async (head) => {
        [id] = await insertDocumentFiles(tx, companyId, head.seq, [
          {
            ...{ accountId, number, numberKey: textKey(number), kind: place.kind },
            ...{ fileName, sha256, sizeBytes: bytes.byteLength },
          },
        ]);
      });
      tx.publish({
        type: 'receivables.files-attached',
        payload: { companyId: companyId.toString(), files: 1, accountIds: [accountId.toString()] },
      });
      return done(null);
    },
  );
  return kept.ok ? done({ existing: id === undefined, id: id ?? null }) : kept;
}

/** The account whose file it becomes, and the number of the document; empty for a customer's own. */
async function placeOf(
  engine: Engine,
  { tenantId }: Caller,
  place: FilePlace,
): Promise<Outcome<{ companyId: bigint; accountId: bigint; number: string }>> {
  if ('accountId' in place) return done({ companyId: place.companyId, accountId: place.accountId, number: '' });
  const [item] = await runQuery(engine, tenantId, (db) => loadItems(db, tenantId, { itemIds: [place.itemId] }));
  return item ? done(item) : refuse('receivables.item-not-found', 'There is no such item. Nothing was kept.');
}

interface FileDeed {
  readonly fileId: bigint;
  readonly reason: string;
}

/**
 * Takes a file away from where it is attached: it is listed, enclosed and counted no more. Its bytes stay, for letters that left
 * enclosed them, and it can be brought back. Refuses `receivables.file-not-found`.
 */
export function removeFile(engine: Engine, caller: Caller, input: FileDeed): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    { operation: 'receivables.remove-file', reason: input.reason, input },
    async (tx): Promise<Outcome<null>> => {
      const file = await lockFile(tx, input.fileId, false);
      if (!file.ok) return file;
      tx.atHead((head) => markFileRemoved(tx, file.value.id, head.seq));
      tx.publish({ type: 'receivables.file-removed', payload: eventOf(file.value) });
      return done(null);
    },
  );
}

/**
 * Brings a removed file back; where the very same was attached anew meanwhile, that one stays alone. Refuses
 * `receivables.file-not-found` for one that was not removed.
 */
export function restoreFile(engine: Engine, caller: Caller, input: FileDeed): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    { operation: 'receivables.restore-file', reason: input.reason, input },
    async (tx): Promise<Outcome<null>> => {
      const file = await lockFile(tx, input.fileId, true);
      if (!file.ok) return file;
      tx.atHead(() => markFileRestored(tx, file.value.id));
      tx.publish({ type: 'receivables.file-restored', payload: eventOf(file.value) });
      return done(null);
    },
  );
}

/** A file that is attached, or one that was removed, under the lock of its account. */
async function lockFile(tx: Transaction, id: bigint, removed: boolean): Promise<Outcome<DocumentFile>> {
  const find = async () => (await loadDocumentFiles(tx.db, tx.tenantId, { id, removed }))[0];
  const seen = await find();
  if (seen) await lockAccounts(tx, [seen.accountId]);
  const file = seen && (await find());
  return file ? done(file) : refuse('receivables.file-not-found', 'There is no such file. Nothing was changed.');
}

const eventOf = (file: DocumentFile) => ({
  companyId: file.companyId.toString(),
  fileId: file.id.toString(),
  accountIds: [file.accountId.toString()],
});
