/** The audit trail as a list of the tenant: a million records in any order, and those that speak of something. */
import type { Asked, ListPlace } from '#lists';
import { type RawSql, sql } from '#platform';

/** The zone in which days of what is the tenant's are told: that of its first company. */
export const zoneOfTenant = (tenantId: bigint): RawSql => sql`
  coalesce((select z.time_zone from company.v_company z where z.tenant_id = ${tenantId} order by z.id limit 1), 'UTC')`;

/** The ASCII letters of a text made small: what the database does at a byte a step, where the letters of a language cost twenty. */
const smallAscii = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** What a text is looked for as: other letters than those of ASCII as they are typed, all small, or all large. */
const spellings = (text: string): readonly string[] => [
  ...new Set([text, text.toLowerCase(), text.toUpperCase()].map(smallAscii)),
];

/** Whether a record's sentence, its source or its input holds a text. */
const speaksOf = (text: string): RawSql =>
  sql.join(
    spellings(text).flatMap((one) =>
      [sql`a.reason`, sql`a.source`, sql`p.payload`].map(
        (own) => sql`position(${one} in lower(${own} collate "C")) > 0`,
      ),
    ),
    sql` or `,
  );

/**
 * The records of a tenant. Who acted is joined so that counting needs no person; a day narrows the instants, by which there is
 * an index, a day further on both sides than any zone. Where the records begin is said of their inputs too, or all are joined.
 */
export const auditSource = ({ tenantId }: Pick<ListPlace, 'tenantId'>, asked: Asked): RawSql => {
  const [from, to, about] = [asked['dayFrom'], asked['dayTo'], asked['about']] as (string | undefined)[];
  const first = asked['recordFrom'] as number | undefined;
  return sql`
    select a.seq as id, a.seq as record, a.recorded_at as "recordedAt", (a.recorded_at at time zone ${zoneOfTenant(tenantId)})::date as day,
      a.person_id as person, n.name as who, a.operation, a.reason as what, a.source, encode(a.hash, 'hex') as hash
    from platform.audit a
    left join platform.person n on n.id = a.person_id
    ${
      about === undefined
        ? sql``
        : sql`left join platform.audit_payload p on p.tenant_id = ${tenantId} and p.seq = a.seq
      ${first === undefined ? sql`` : sql`and p.seq >= ${first}`}`
    }
    where a.tenant_id = ${tenantId}
      ${about === undefined ? sql`` : sql`and (${speaksOf(about)})`}
      ${from === undefined ? sql`` : sql`and a.recorded_at >= ${from}::date - 1`}
      ${to === undefined ? sql`` : sql`and a.recorded_at < ${to}::date + 2`}`;
};
