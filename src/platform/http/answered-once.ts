/**
 * The answer of work that is made of several commands, kept under the key of its request: each of them is done once by itself,
 * and the same request again is answered as before, not as somebody who came too late.
 */
import { createHash } from 'node:crypto';
import { canonicalJson, type Outcome } from '#kernel';
import { sql } from '../database.ts';
import { readStoredResult, storedResult } from '../stored-result.ts';
import { inTenant, refuseOtherInput } from '../transaction.ts';
import type { FullContext, RouteDefinition } from './route.ts';

/** What tells the request from others with the same key. */
const requestOf = ({ params, query, body, upload }: FullContext): Buffer => {
  const bytes = createHash('sha256').update(upload).digest('hex');
  return createHash('sha256').update(canonicalJson({ params, query, body, bytes })).digest();
};

/**
 * Runs the handler of a route that is answered once, or answers as it did before. Without a key it runs. What broke off before
 * its answer was kept runs again: then it finds what is done already. Two at the same time both run. Refuses
 * `platform.idempotency-mismatch` where the key was used with another request, beside what the route refuses.
 */
export async function answerOnce(
  route: RouteDefinition,
  context: FullContext,
): Promise<Outcome<unknown> & { readonly replayed?: true }> {
  const { engine, caller } = context;
  const { tenantId, actor, idempotencyKey: key } = caller;
  if (key === undefined) return route.handler(context);
  // The commands of the work have keys of their own, under their own names.
  const operation = `answer of ${route.operation}`;
  const asked = requestOf(context);
  const kept = await inTenant(engine, tenantId, (db) =>
    sql<{ input_hash: Buffer; result: unknown }>`
      select input_hash, result from platform.idempotency
      where tenant_id = ${tenantId} and person_id = ${actor.personId} and operation = ${operation} and key = ${key}`.execute(
      db,
    ),
  );
  const before = kept.rows[0];
  if (before && !before.input_hash.equals(asked)) return refuseOtherInput(route.operation, key);
  // What it said of a person who asked to be forgotten is gone: it is looked at again, and finds what is done.
  const erased = typeof before?.result === 'string' && before.result.startsWith('erased:');
  if (before && !erased)
    return { ok: true, value: readStoredResult(JSON.parse(before.result as string)), replayed: true };
  const outcome = await route.handler(context);
  if (!outcome.ok) return outcome;
  // As text: the columns of a row that is told keep their order.
  await inTenant(engine, tenantId, (db) =>
    sql`insert into platform.idempotency (tenant_id, person_id, operation, key, input_hash, command_id, result)
      values (${tenantId}, ${actor.personId}, ${operation}, ${key}, ${asked}, nextval('platform.command_id'),
        ${JSON.stringify(storedResult(outcome.value))}::jsonb)
      on conflict do nothing`.execute(db),
  );
  return outcome;
}
