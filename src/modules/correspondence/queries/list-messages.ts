/** Messages with their fate, newest first: what left, what did not and why, and what a person has to decide. */
import type { Day } from '#kernel';
import { type Sql, sql } from '#platform';
import type { BounceKind, Channel, MessageState } from '../model.ts';

export interface ListedMessage {
  readonly id: bigint;
  readonly customer: string;
  readonly name: string;
  readonly kind: string;
  readonly channel: Channel;
  readonly currency: string;
  readonly recipient: string | null;
  readonly proposedDate: Day;
  readonly subject: string | null;
  readonly state: MessageState;
  /** When it came into this state. */
  readonly stateAt: string;
  /** The server's last word, why it was suppressed, or how a person knew. */
  readonly reason: string | null;
  readonly attempts: number;
  /** Not tried again before. */
  readonly notBefore: string | null;
  /** How it came back; null where it did not. */
  readonly bounce: BounceKind | null;
  readonly bouncedAt: string | null;
  readonly bounceReason: string | null;
}

/** Up to `limit` + 1 messages of the companies: the one too many says that there is a next page. `before`: older than this id. */
export async function listMessages(
  db: Sql,
  tenantId: bigint,
  input: {
    companyIds: readonly bigint[];
    state?: MessageState | undefined;
    customer?: string | undefined;
    before: bigint | null;
    limit: number;
  },
): Promise<ListedMessage[]> {
  const { rows } = await sql<{
    id: bigint;
    number: string;
    name: string;
    kind: string;
    channel: Channel;
    currency: string;
    recipient_address: string | null;
    proposed_date: Day;
    subject: string | null;
    state: MessageState;
    state_at: string;
    state_reason: string | null;
    attempts: number;
    not_before: string | null;
    bounce: BounceKind | null;
    bounced_at: string | null;
    bounce_reason: string | null;
  }>`
    select m.id, a.number, a.name, m.kind, m.channel, m.currency, m.recipient_address, m.proposed_date, m.subject, m.state, m.state_at,
      m.state_reason, m.attempts, m.not_before, m.bounce, m.bounced_at, m.bounce_reason
    from correspondence.message m join customers.v_account a on a.tenant_id = m.tenant_id and a.id = m.account_id
    where m.tenant_id = ${tenantId} and m.company_id = any(${input.companyIds as bigint[]}::bigint[])
      ${input.state === undefined ? sql`` : sql`and m.state = ${input.state}`}
      ${input.customer === undefined ? sql`` : sql`and a.number = ${input.customer}`}
      ${input.before === null ? sql`` : sql`and m.id < ${input.before}`}
    order by m.id desc limit ${input.limit + 1}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    customer: row.number,
    name: row.name,
    kind: row.kind,
    channel: row.channel,
    currency: row.currency,
    recipient: row.recipient_address,
    proposedDate: row.proposed_date,
    subject: row.subject,
    state: row.state,
    stateAt: row.state_at,
    reason: row.state_reason,
    attempts: row.attempts,
    notBefore: row.not_before,
    bounce: row.bounce,
    bouncedAt: row.bounced_at,
    bounceReason: row.bounce_reason,
  }));
}

/** The company of a message; undefined when there is no such message. */
export async function companyOfMessage(db: Sql, tenantId: bigint, messageId: bigint): Promise<bigint | undefined> {
  const { rows } = await sql<{ company_id: bigint }>`
    select company_id from correspondence.message where tenant_id = ${tenantId} and id = ${messageId}`.execute(db);
  return rows[0]?.company_id;
}
