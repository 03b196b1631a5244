/**
 * The composition root: what upper modules register with lower ones. A test fails when an expected registration is
 * missing.
 */
import { receiptStateProjector } from '#cash';
import { moneySeenCheck, noticeKind, priorityProjector } from '#collections';
import { loadCompanies } from '#company';
import { outboxFolder, type SendPath } from '#correspondence';
import { type Registrations, sql } from '#platform';
import { openAmountAssertion, summaryProjector } from '#receivables';

export const registrations: Registrations = {
  projectors: [summaryProjector, receiptStateProjector, priorityProjector],
  assertions: [openAmountAssertion],
  handlers: [],
};

/** The one way out for messages: every check of the gate, every kind of message, and the outbox folder. */
export function sendPath(folder: string): SendPath {
  return {
    checks: [moneySeenCheck],
    kinds: [
      noticeKind(async (tx, companyId) => {
        const company = (await loadCompanies(tx.db, tx.tenantId)).find((one) => one.id === companyId)!;
        const { rows } = await sql<{ read_to: string | null }>`
          select min(read_to) as read_to from cash.v_bank_account where tenant_id = ${tx.tenantId} and company_id = ${companyId}`.execute(
          tx.db,
        );
        return { company, readTo: rows[0]?.read_to ?? null };
      }),
    ],
    transport: outboxFolder(folder),
  };
}
