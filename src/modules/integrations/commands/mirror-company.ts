/** Makes a company a mirror of its ERP, or gives it its own books back. */
import { type Company, updateLedgerMode } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { setUpChart } from '#ledger';
import { type Caller, type Engine, runCommand, sql } from '#platform';

/**
 * Says who owns a company's documents. A mirror gets its contra account in the chart. Refuses a company whose open items
 * came from the other side (`erp.company-has-items`): they would stand in the books twice.
 */
export async function setCompanyMode(
  engine: Engine,
  caller: Caller,
  input: { company: Company; mode: Company['ledgerMode']; reason: string },
): Promise<Outcome<{ mode: Company['ledgerMode'] }>> {
  const { company, mode } = input;
  if (mode === 'mirrored') {
    const chart = await setUpChart(engine, caller, {
      companyId: company.id,
      accounts: [{ code: '1299', name: 'Mirror of the ERP (contra)', kind: 'asset', purpose: 'erp_mirror' }],
    });
    if (!chart.ok) return chart;
  }
  return runCommand(
    engine,
    caller,
    { operation: 'integrations.set-company-mode', reason: input.reason, input: { company: company.code, mode } },
    async (tx) => {
      const { rows } = await sql<{ count: bigint }>`
        select count(*) as count from receivables.v_item
        where tenant_id = ${tx.tenantId} and company_id = ${company.id} and open_minor <> 0
          and (source = 'erp') = ${mode === 'standalone'} and document_type not in ('payment', 'on_account', 'refund')`.execute(
        tx.db,
      );
      if (rows[0]!.count > 0n) {
        return refuse(
          'erp.company-has-items',
          mode === 'mirrored'
            ? `Company ${company.code} has ${rows[0]!.count} open items of its own, which the ERP's load would bring a second time; clear or reverse them first. Nothing was changed.`
            : `Company ${company.code} has ${rows[0]!.count} open items mirrored from its ERP; close them by a last full load first. Nothing was changed.`,
          { items: Number(rows[0]!.count) },
        );
      }
      if (await updateLedgerMode(tx, company.id, mode)) {
        tx.publish({ type: 'integrations.company-mode-set', payload: { company: company.code, mode } });
        tx.count('companies');
      }
      return done({ mode });
    },
  );
}
