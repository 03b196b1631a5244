/** Records how a customer stands to another from a day on: merged into it, a branch of it, paid for by it. */
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import { loadInsolvencies } from '../insolvency-store.ts';
import { findByNumbers, insertRelation, loadRelations, lockCustomers } from '../relation-store.ts';
import { decideRelation, type Relation, type RelationKind } from '../rules/relations.ts';
import { accountIdsOf, lockAccounts } from '../store.ts';

export interface NewRelation {
  readonly kind: RelationKind;
  readonly number: string;
  readonly otherNumber: string;
  /** Of a branch: on whose account its documents stand. */
  readonly itemsOn?: 'head_office' | 'branch' | null;
  /** Of an alternative payer: who gets the customer's notices and statements; absent: the customer, and they name the payer. */
  readonly lettersTo?: 'customer' | 'payer' | null;
  readonly from: Day;
  readonly to?: Day | null;
  readonly reason: string;
}

/**
 * A merge moves no posting: the accounts stay, and read as the other customer's from the day on. A branch's letters go to
 * its head office, and its new documents where `itemsOn` says. An alternative payer's money may pay the customer's items; the
 * customer still owes them. Refuses `customers.number-unknown`, `customers.items-on`, `customers.letters-to`,
 * `customers.insolvency-differs` (a merge of customers of whom one is insolvent) and what `decideRelation` refuses.
 */
export function relateCustomers(
  engine: Engine,
  caller: Caller,
  input: NewRelation,
): Promise<Outcome<{ relationId: bigint }>> {
  return runCommand(
    engine,
    caller,
    { operation: 'customers.relate', reason: input.reason, input },
    async (tx): Promise<Outcome<{ relationId: bigint }>> => {
      const found = await findByNumbers(tx.db, tx.tenantId, [input.number, input.otherNumber]);
      const [customer, other] = [found.get(input.number), found.get(input.otherNumber)];
      if (!customer || !other) {
        const unknown = customer ? input.otherNumber : input.number;
        return refuse('customers.number-unknown', `There is no customer "${unknown}". Nothing was changed.`, {
          number: unknown,
        });
      }
      const itemsOn = input.itemsOn ?? null;
      if ((input.kind === 'branch_of') !== (itemsOn !== null))
        return refuse(
          'customers.items-on',
          'Of a branch, and only of a branch, say whether its items stand on the head office or on the branch. Nothing was changed.',
          {},
          { field: 'itemsOn' },
        );
      if (input.kind !== 'alternative_payer' && input.lettersTo)
        return refuse(
          'customers.letters-to',
          'Only of an alternative payer, say whether letters go to the customer or to the payer. Nothing was changed.',
          {},
          { field: 'lettersTo' },
        );
      await lockCustomers(tx, [customer.id, other.id]);
      const relation: Omit<Relation, 'id'> = {
        kind: input.kind,
        customerId: customer.id,
        otherCustomerId: other.id,
        itemsOn,
        lettersTo: input.kind === 'alternative_payer' ? (input.lettersTo ?? 'customer') : null,
        fromDate: input.from,
        toDate: input.to ?? null,
      };
      // What is posted meanwhile on either account must be seen by what reads both as one.
      const accountIds = await accountIdsOf(tx.db, tx.tenantId, [customer.id, other.id]);
      await lockAccounts(tx, accountIds);
      const decided = decideRelation(relation, await loadRelations(tx.db, tx.tenantId, null));
      if (!decided.ok) return decided;
      if (input.kind === 'merged_into') {
        // A merge says that both are one legal entity, and that is insolvent as a whole or not at all: which, a person knows.
        const insolvent = new Set(
          (await loadInsolvencies(tx.db, tx.tenantId, [customer.id, other.id])).map((one) => one.customerId),
        );
        if (insolvent.size === 1) {
          const [one, another] = insolvent.has(customer.id) ? [customer, other] : [other, customer];
          return refuse(
            'customers.insolvency-differs',
            `Customer ${one.number} is insolvent and ${another.number} is not; who reads as one is insolvent together. Record the proceedings over ${another.number} too, or end their record, before the merge. Nothing was changed.`,
            { insolvent: one.number, other: another.number },
          );
        }
      }
      const relationId = await insertRelation(tx, { ...relation, reason: input.reason });
      tx.accountsChanged(accountIds);
      tx.publish({
        type: 'customers.related',
        payload: {
          kind: input.kind,
          as: input.kind,
          number: customer.number,
          otherNumber: other.number,
          from: input.from,
          until: input.from,
          accountIds: accountIds.map(String),
          customers: [customer.number, other.number],
        },
      });
      return done({ relationId });
    },
  );
}
