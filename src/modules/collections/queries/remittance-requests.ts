/** Payers of many receipts as asking them would write to them: who gets a letter, and who gets none and why. */
import { createHash } from 'node:crypto';
import { listUnapplied, type UnappliedChoice, type UnappliedRow } from '#cash';
import type { Suppression } from '#correspondence';
import { type Engine, runQuery, sql } from '#platform';
import { channelToAsk } from '../asking.ts';
import { loadRecipients } from './recipients.ts';

/** More are not held in memory for one asking. */
const mostRequests = 200_000;

export interface PlannedRequest {
  readonly row: UnappliedRow;
  /** Undefined where nobody is asked. */
  readonly channel: 'email' | 'letter' | undefined;
  /** Null: the payer is asked. */
  readonly leftOut: Suppression | null;
}

export interface RequestPlan {
  /** In the order of the list: the oldest money first. */
  readonly requests: readonly PlannedRequest[];
  /** Of everybody who would be asked, and about what: who is asked is who was looked at. */
  readonly digest: string;
}

const unknown: Suppression = { code: 'payer_unknown', reason: 'nobody knows whose money it is' };
const asked: Suppression = { code: 'asked_today', reason: 'the payer was asked today' };

/** Reads the chosen receipts and decides who can be asked, each company on its own day. */
export async function planRemittanceRequests(
  engine: Engine,
  tenantId: bigint,
  choice: UnappliedChoice & { readonly days: ReadonlyMap<string, string> },
): Promise<RequestPlan> {
  const { rows } = await listUnapplied(engine, tenantId, { ...choice, limit: mostRequests });
  const requests = await runQuery(engine, tenantId, async (db) => {
    const ids = rows.map((row) => row.id);
    const found = await sql<{ id: bigint; account_id: bigint }>`
      select id, account_id from cash.v_receipt
      where tenant_id = ${tenantId} and id = any(${ids}::bigint[]) and account_id is not null
        and state in ('unapplied', 'part_applied')`.execute(db);
    const accountOf = new Map(found.rows.map((one) => [one.id, one.account_id]));
    const recipients = await loadRecipients(db, tenantId, {
      accountIds: [...new Set(accountOf.values())],
      withoutMessage: null,
    });
    return rows.map((row): PlannedRequest => {
      const accountId = accountOf.get(row.id);
      const recipient = accountId === undefined ? undefined : recipients.get(accountId);
      if (!recipient) return { row, channel: undefined, leftOut: unknown };
      if (row.requestedOn !== null && row.requestedOn === choice.days.get(row.company))
        return { row, channel: undefined, leftOut: asked };
      const channel = channelToAsk(recipient);
      return 'code' in channel
        ? { row, channel: undefined, leftOut: channel }
        : { row, channel: channel.channel, leftOut: null };
    });
  });
  const hash = createHash('sha256');
  for (const { row, channel } of requests)
    if (channel !== undefined) hash.update(JSON.stringify([row.id.toString(), row.version, row.left, channel]));
  return { requests, digest: hash.digest('hex') };
}
