/** On whose account a document for a customer stands: old numbers, merges, head offices and branches followed. */
import type { Day } from '#kernel';
import { type Sql, sql } from '#platform';
import { loadNumberAliases, loadRelations } from '../relation-store.ts';
import { standingOn } from '../rules/relations.ts';
import { loadAccounts } from '../store.ts';

export interface PostingAccount {
  readonly accountId: bigint;
  /** The branch the document is for, where the account is its head office's. */
  readonly branchCustomerId: bigint | null;
  /** A collective account: the document names who it is for. */
  readonly oneTime: boolean;
}

/**
 * Answers, for a number as a file or a person writes it and a posting day, on which account of the company the document
 * goes; undefined where there is none. Read once for any number of documents.
 */
export async function loadPostingAccounts(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
): Promise<(number: string, day: Day) => PostingAccount | undefined> {
  const accounts = await loadAccounts(db, tenantId, { companyId });
  const relations = await loadRelations(db, tenantId, null);
  const aliases = await loadNumberAliases(db, tenantId);
  const customers = await sql<{ id: bigint; number: string }>`
    select id, number from customers.customer where tenant_id = ${tenantId} and (id = any(${[
      ...new Set(relations.map((one) => one.customerId)),
    ]}::bigint[]))`.execute(db);
  const byCustomer = new Map(accounts.map((account) => [account.customerId, account]));
  const idOf = new Map<string, bigint>([
    ...aliases.map((one): [string, bigint] => [one.number, one.customerId]),
    ...customers.rows.map((one): [string, bigint] => [one.number, one.id]),
    ...accounts.map((one): [string, bigint] => [one.number, one.customerId]),
  ]);
  const standings = new Map<Day, ReturnType<typeof standingOn>>();
  const standing = (day: Day) => {
    const known = standings.get(day) ?? standingOn({ day, relations, aliases: [], seq: null });
    standings.set(day, known);
    return known;
  };
  return (number, day) => {
    const customerId = idOf.get(number);
    if (customerId === undefined) return undefined;
    const on = standing(day);
    const holder = on.holderOf(customerId);
    const head = on.headOfficeOf(customerId);
    if (head?.itemsOn === 'head_office') {
      const account = byCustomer.get(head.customerId);
      return account && { accountId: account.id, branchCustomerId: holder, oneTime: account.oneTime };
    }
    // A customer merged into one without an account here keeps its own.
    const account = byCustomer.get(holder) ?? byCustomer.get(customerId);
    return account && { accountId: account.id, branchCustomerId: null, oneTime: account.oneTime };
  };
}
