/** Attaches a certificate of withheld tax as it came, a PDF or a scan, to the item that awaits it or was settled by it. */
import { mediaTypeOf } from '#formats';
import { done, type Outcome, refuse, textKey } from '#kernel';
import { type Caller, type Engine, filesOf, runCommand, runQuery } from '#platform';
import { insertDocumentFiles } from '../store/document-files.ts';
import { loadItems } from '../store/items.ts';

/** At most this many bytes; a scanned certificate is smaller. */
export const maximumCertificateBytes = 10 * 1024 * 1024;

/**
 * Keeps the file beside the item's other copies; the very same bytes again change nothing, another file stands beside the first.
 * Refuses `receivables.item-not-found`, `receivables.no-certificate-due` for an item of no withheld tax, and
 * `receivables.certificate-file` for what is empty, too large or neither PDF nor picture, whatever its name says.
 */
export async function attachCertificate(
  engine: Engine,
  caller: Caller,
  input: { readonly itemId: bigint; readonly fileName: string; readonly bytes: Uint8Array },
): Promise<Outcome<{ existing: boolean }>> {
  const { itemId, fileName, bytes } = input;
  if (mediaTypeOf(bytes) === undefined || bytes.byteLength > maximumCertificateBytes)
    return refuse(
      'receivables.certificate-file',
      'A certificate is a PDF, PNG, JPEG or TIFF of at most 10 MB, by its content. Nothing was kept.',
      {},
      { file: fileName },
    );
  const [item] = await runQuery(engine, caller.tenantId, (db) => loadItems(db, caller.tenantId, { itemIds: [itemId] }));
  if (!item) return refuse('receivables.item-not-found', 'There is no such item. Nothing was kept.');
  if (item.specialGl !== 'withholding_tax' || item.amountMinor < 0n)
    return refuse(
      'receivables.no-certificate-due',
      `${item.number} waits for no certificate of withheld tax. Nothing was kept.`,
    );
  // The bytes first: a row never names a file that is not there.
  const sha256 = filesOf(engine).put(caller.tenantId, bytes);
  const reason = `A certificate of withheld tax was attached to ${item.number}.`;
  const described = { operation: 'receivables.attach-certificate', reason, input: { itemId, sha256 } };
  let fresh = 0;
  const kept = await runCommand(engine, caller, described, async (tx): Promise<Outcome<null>> => {
    tx.atHead(async (head) => {
      const inserted = await insertDocumentFiles(tx, item.companyId, head.seq, [
        {
          ...{ accountId: item.accountId, number: item.number, numberKey: textKey(item.number), kind: 'certificate' },
          ...{ fileName, sha256, sizeBytes: bytes.byteLength },
        },
      ]);
      fresh = inserted.length;
    });
    tx.publish({
      type: 'receivables.certificate-attached',
      payload: {
        itemId: itemId.toString(),
        companyId: item.companyId.toString(),
        accountIds: [item.accountId.toString()],
      },
    });
    return done(null);
  });
  return kept.ok ? done({ existing: fresh === 0 }) : kept;
}
