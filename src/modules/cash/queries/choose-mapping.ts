/** Which of the kept mappings a table of bank lines is read by: the one that is named, else the one that fits. */
import { type ByteSource, type CsvMapping, fittingBankMappings } from '#formats';
import { done, type Outcome, refuse } from '#kernel';
import type { Sql } from '#platform';
import { loadFileMappings } from '../store/file-mappings.ts';

/**
 * Undefined: none fits, and the file is read as it says itself. Refuses `cash.file-mapping-unknown` (none is kept by the name) and
 * `cash.file-mapping-ambiguous` (several fit alike, as those of two accounts whose bank writes one header).
 */
export async function chooseBankMapping(
  db: Sql,
  tenantId: bigint,
  of: {
    bytes: ByteSource;
    fileName: string;
    name?: string | undefined;
    companyIds?: readonly bigint[] | undefined;
  },
): Promise<Outcome<CsvMapping | undefined>> {
  const kept = (await loadFileMappings(db, tenantId, of)).filter((one) => one.kind === 'bank');
  if (of.name !== undefined) {
    const named = kept.filter((one) => one.name.toLowerCase() === of.name!.toLowerCase());
    if (named.length === 1) return done(named[0]!.mapping);
    return refuse(
      named.length === 0 ? 'cash.file-mapping-unknown' : 'cash.file-mapping-ambiguous',
      named.length === 0
        ? `No mapping of bank lines is kept as "${of.name}". Nothing was changed.`
        : `Several companies keep a mapping as "${of.name}"; name the company. Nothing was changed.`,
      { mappings: kept.map((one) => one.name) },
      { field: 'mapping' },
    );
  }
  const [first, second] = fittingBankMappings(of.bytes, of.fileName, kept);
  if (first && second)
    return refuse(
      'cash.file-mapping-ambiguous',
      `${of.fileName}: the mappings "${first.name}" (${first.accountName}) and "${second.name}" (${second.accountName}) fit alike; say which, or keep for each of which names its files are. Nothing was changed.`,
      { mappings: [first.name, second.name] },
      { file: of.fileName },
    );
  return done(first?.mapping);
}
