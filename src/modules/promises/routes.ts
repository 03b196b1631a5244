/** Promises over HTTP: the list of all customers' promises. */
import { numbersAsOne } from '#customers';
import { companiesOf, type ListPlace, listRoutes } from '#lists';
import { type RawSql, type RouteDefinition, sql } from '#platform';
import { promisesList } from './lists.ts';

/** The rows: customer and company are joined to the left of them, so that who asks for neither reads neither. */
export const promisesSource = (place: ListPlace): RawSql => sql`
  select p.id, c.code as company, a.number as customer, a.name, p.amount_minor as amount, p.received_minor as received, p.currency,
    p.made_date as "madeOn", p.promised_date as "promisedFor", p.state, p.judged_date as "judgedOn", p.contact_name as contact, p.note
  from promises.promise p
  left join customers.v_account a on a.tenant_id = ${place.tenantId} and a.id = p.account_id
  left join company.v_company c on c.tenant_id = ${place.tenantId} and c.id = p.company_id
  where p.tenant_id = ${place.tenantId} and p.company_id = ${companiesOf(place)}`;

export const routes: readonly RouteDefinition[] = listRoutes({
  shape: promisesList,
  operation: 'promises.list',
  action: 'promises.view',
  summary: 'Promises to pay with what came of them, filtered, in windows of any place; totals per currency.',
  source: promisesSource,
  asOne: numbersAsOne,
});
