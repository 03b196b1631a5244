/** What an administrator may do to other people's accounts, and who is left to administer: looked at under locks. */
import { done, type Outcome, refuse } from '#kernel';
import { sql } from '../database.ts';
import { systemActor, type Transaction } from '../transaction.ts';
import { findManagedPerson } from './store.ts';

/**
 * A person whose accounts the actor may close. Refuses `identity.person-not-found` (absent, or managed by another tenant)
 * and `identity.own-account`.
 */
export async function judgeManaged(tx: Transaction, personId: bigint): Promise<Outcome<null>> {
  if (tx.actor.personId === personId)
    return refuse('identity.own-account', 'Nobody does this to the own account; another administrator can.', {});
  return findManagedPerson(tx, personId);
}

/**
 * A person for whom the actor may have a password made: whoever hands it over could sign in with it, so nobody gets one for
 * roles in a tenant that he does not administer himself. Refuses as `judgeManaged`, and `identity.works-elsewhere`.
 */
export async function judgeHandingOver(tx: Transaction, personId: bigint): Promise<Outcome<null>> {
  const managed = await judgeManaged(tx, personId);
  if (!managed.ok || tx.actor.personId === systemActor.personId) return managed;
  const { rows } = await sql`select g.id from platform.role_grant g
    where g.person_id = ${personId} and g.revoked_at is null and not exists (
      select from platform.role_grant own where own.person_id = ${tx.actor.personId} and own.tenant_id = g.tenant_id
        and own.role = 'administrator' and own.company_id is null and own.revoked_at is null)
    limit 1`.execute(tx.db);
  return rows.length === 0
    ? done(null)
    : refuse(
        'identity.works-elsewhere',
        'This person works for a client that you do not administer; whoever runs the installation gives the password.',
        {},
      );
}

/**
 * True when a tenant would be left without an administrator who can sign in with a password of his own, once a grant is
 * revoked or a person's accounts are closed. All administrators' grants are locked, by id, so that two who do this to
 * each other at once leave one.
 */
export async function leavesNobody(
  tx: Transaction,
  without: { readonly grantId: bigint } | { readonly personId: bigint },
): Promise<boolean> {
  const grantId = 'grantId' in without ? without.grantId : null;
  const personId = 'personId' in without ? without.personId : null;
  await sql`select g.id from platform.role_grant g
    where g.role = 'administrator' and g.company_id is null and g.revoked_at is null and g.tenant_id in (
      select tenant_id from platform.role_grant where id = ${grantId}::bigint or person_id = ${personId}::bigint)
    order by g.id for update`.execute(tx.db);
  // A statement of its own: it sees what was committed while the locks were waited for.
  const { rows } = await sql<{ leaves: boolean }>`
    with administrator as (
      select g.tenant_id, g.id is not distinct from ${grantId}::bigint or g.person_id is not distinct from ${personId}::bigint as goes,
        exists (select from platform.person p join platform.account a on a.person_id = p.id
          where p.id = g.person_id and p.archived_at is null and a.archived_at is null and a.one_time_until is null) as able
      from platform.role_grant g
      where g.role = 'administrator' and g.company_id is null and g.revoked_at is null)
    select exists (
      select from administrator gone where gone.goes and not exists (
        select from administrator other where other.tenant_id = gone.tenant_id and not other.goes
          and (other.able or not gone.able))) as leaves`.execute(tx.db);
  return rows[0]!.leaves;
}
