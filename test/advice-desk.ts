/** Advices of test books: each brought and matched as it comes, what became of it, and what its customer has open then. */
import { importAdviceFile, listAdvices, matchAdvices } from '#cash';
import { runQuery } from '#platform';
import { loadItems } from '#receivables';
import { type Books, must } from './books.ts';

/** The desk of the company of some books. */
export const adviceDesk = (booksOf: () => Books) => ({
  /** Brings an advice as a file and matches what waits. */
  async receive(name: string, content: string | Uint8Array) {
    const { engine, caller, company } = booksOf();
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const imported = must(await importAdviceFile(engine, caller, { name, bytes, companies: [company] }));
    return { imported, matched: must(await matchAdvices(engine, caller, { company })) };
  },
  async stateOf(adviceId: bigint) {
    const { engine, tenantId, company } = booksOf();
    return (await listAdvices(engine, tenantId, { companyId: company.id, ids: [adviceId], limit: 1 }))[0]!;
  },
  /** What a customer has open: type, number and amount in minor units. */
  async openOf(customer: string): Promise<string[]> {
    const { engine, tenantId, accounts } = booksOf();
    const of = { openOfAccounts: [accounts[customer]!] };
    const items = await runQuery(engine, tenantId, (db) => loadItems(db, tenantId, of));
    return items.map((item) => `${item.documentType} ${item.number} ${item.openMinor}`).sort();
  },
});
