/** Imports a table as a person brings it: as a job with progress, kept in the list of imports with its bad rows. */
import type { Company } from '#company';
import { done, type Outcome } from '#kernel';
import { type Caller, type Engine, runJob } from '#platform';
import { endFileImport, type ImportKind, insertFileImport } from '../store/imports.ts';
import type { TableImportResult, TableInput } from '../table-import.ts';
import { importCustomers } from './import-customers.ts';
import { importItems } from './import-items.ts';
import { importPayables } from './import-payables.ts';

const imports = { customers: importCustomers, items: importItems, payables: importPayables } as const;

/** Where the records of an import say that they come from; by it an undo finds them again. */
export const sourceOfImport = (fileName: string, importId: bigint): string => `${fileName} (import ${importId})`;

/**
 * Imports customers, open items or payables into a company and keeps what came of it: counts, bad rows, a refusal. Refuses
 * `platform.job-running` while the same kind is imported into the same company, and what the import itself refuses. What a
 * crash leaves unfinished is imported by bringing the same file again: what is in already is known.
 */
export async function importFile(
  engine: Engine,
  caller: Caller,
  input: Omit<TableInput, 'check'> & {
    readonly kind: ImportKind;
    readonly company: Company;
    readonly mappingName?: string | null;
    readonly onProgress?: (done: number, total: number) => void;
  },
): Promise<Outcome<TableImportResult & { readonly importId: bigint }>> {
  const { kind, company, mappingName = null, onProgress, ...table } = input;
  const { tenantId, actor } = caller;
  let result: (TableImportResult & { readonly importId: bigint }) | undefined;
  const outcome = await runJob(engine, caller, `file-import of ${kind} into ${company.code}`, async (job) => {
    const importId = await insertFileImport(engine, tenantId, {
      companyId: company.id,
      kind,
      fileName: table.fileName,
      mappingName,
      jobId: job.id,
      personId: actor.personId,
    });
    await job.progress(table.fileName, 0, null);
    let told: Promise<unknown> = Promise.resolve();
    const imported = await imports[kind](engine, caller, {
      ...table,
      company,
      source: sourceOfImport(table.fileName, importId),
      onProgress: (count, total) => {
        onProgress?.(count, total);
        // Progress is only told: where that fails the import goes on.
        told = told.then(() => job.progress(table.fileName, count, total)).catch(() => undefined);
      },
    });
    await told;
    if (!imported.ok) {
      const { message, details } = imported.refusal;
      await endFileImport(engine, tenantId, importId, {
        refusalText: message,
        imported: Number(details['imported'] ?? 0),
      });
      return imported;
    }
    await endFileImport(engine, tenantId, importId, imported.value);
    result = { ...imported.value, importId };
    // The rows stay with the import: the job's own result holds no personal data.
    const { file, rows, known } = imported.value;
    return done({ file, rows, imported: imported.value.imported, known });
  });
  return outcome.ok ? done(result!) : outcome;
}
