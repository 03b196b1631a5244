/** The tax codes that the rows of an ERP's list may name, as far as they are recorded here. */
import { type Company, loadTaxCodes, taxFacts } from '#company';
import { loadChart } from '#ledger';
import type { Sql } from '#platform';
import type { ErpRow } from '../model.ts';
import type { KnownTaxCode } from '../rules/told-tax.ts';

/** Looks codes up by the day of the document; nothing is read where no row names one. */
export async function taxCodesOf(
  db: Sql,
  tenantId: bigint,
  company: Company,
  rows: readonly Pick<ErpRow, 'taxCode'>[],
): Promise<KnownTaxCode> {
  if (rows.every((row) => row.taxCode === null)) return () => undefined;
  const facts = taxFacts(await loadTaxCodes(db, tenantId), []);
  const accounts = new Set((await loadChart(db, tenantId, company.id)).map((account) => account.code));
  return (code, day) => {
    const found = facts.code(company.country, code, day);
    return found && (found.accountCode === null || accounts.has(found.accountCode)) ? found : undefined;
  };
}
