/** A customer by any number it runs or ran under, with its story: numbers, merges, head office, payers, portfolios. */
import type { Day } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import { findByNumbers, loadStanding } from '../relation-store.ts';
import type { RelationKind } from '../rules/relations.ts';

export interface CustomerStory {
  readonly customer: { readonly id: string; readonly number: string; readonly name: string; readonly oneTime: boolean };
  /** As whom it reads on the day. */
  readonly readsAs: { readonly number: string; readonly name: string };
  /** Numbers given up, with the day. */
  readonly formerNumbers: readonly { readonly number: string; readonly givenUpDate: Day; readonly reason: string }[];
  readonly relations: readonly {
    readonly relationId: string;
    readonly kind: RelationKind;
    readonly number: string;
    readonly otherNumber: string;
    readonly lettersTo: 'customer' | 'payer' | null;
    readonly itemsOn: 'head_office' | 'branch' | null;
    readonly from: Day;
    readonly to: Day | null;
    readonly reason: string;
  }[];
  readonly accounts: readonly {
    readonly company: string;
    readonly portfolio: string | null;
    readonly collector: string | null;
    readonly substitute: string | null;
  }[];
}

/** The story of a customer on a day, within the companies given; undefined where none of them knows the number. */
export function findCustomer(
  engine: Engine,
  tenantId: bigint,
  input: { number: string; day: Day; companyIds: readonly bigint[] },
): Promise<CustomerStory | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const found = (await findByNumbers(db, tenantId, [input.number])).get(input.number);
    if (!found) return undefined;
    const standing = await loadStanding(db, tenantId, { day: input.day });
    const holderId = standing.holderOf(found.id);
    const accounts = await sql<CustomerStory['accounts'][number]>`
      select c.code as company, p.code as portfolio, who.name as collector,
        (select min(s.name) from customers.portfolio_substitute x join platform.person s on s.id = x.person_id
          where x.tenant_id = ${tenantId} and x.portfolio_id = p.id and x.ended_seq is null
            and ${input.day}::date between x.from_date and x.to_date) as substitute
      from customers.account a
      join company.v_company c on c.tenant_id = ${tenantId} and c.id = a.company_id
      left join customers.portfolio p on p.tenant_id = ${tenantId} and p.id = a.portfolio_id
      left join platform.person who on who.id = p.collector_person_id
      where a.tenant_id = ${tenantId} and a.customer_id = any(${[found.id, holderId]}::bigint[])
        and a.company_id = any(${input.companyIds as bigint[]}::bigint[])
      order by c.code, a.id`.execute(db);
    if (accounts.rows.length === 0) return undefined;
    const names = await sql<{ id: bigint; number: string; name: string; one_time: boolean }>`
      select id, number, name, one_time from customers.customer
      where tenant_id = ${tenantId} and id = any(${[found.id, holderId]}::bigint[])`.execute(db);
    const nameOf = new Map(names.rows.map((row) => [row.id, row]));
    const former = await sql<CustomerStory['formerNumbers'][number]>`
      select number, given_up_date as "givenUpDate", reason from customers.number_alias
      where tenant_id = ${tenantId} and customer_id = ${found.id} order by seq`.execute(db);
    const relations = await sql<CustomerStory['relations'][number]>`
      select r.id::text as "relationId", r.kind, c.number, o.number as "otherNumber", r.items_on as "itemsOn", r.letters_to as "lettersTo", r.from_date as "from",
        r.to_date as "to", r.reason
      from customers.relation r
      join customers.customer c on c.tenant_id = ${tenantId} and c.id = r.customer_id
      join customers.customer o on o.tenant_id = ${tenantId} and o.id = r.other_customer_id
      where r.tenant_id = ${tenantId} and r.ended_seq is null and (r.customer_id = ${found.id} or r.other_customer_id = ${found.id})
      order by r.id`.execute(db);
    const own = nameOf.get(found.id)!;
    const holder = nameOf.get(holderId)!;
    return {
      customer: { id: found.id.toString(), number: own.number, name: own.name, oneTime: own.one_time },
      readsAs: { number: holder.number, name: holder.name },
      formerNumbers: former.rows,
      relations: relations.rows,
      accounts: accounts.rows,
    };
  });
}
