/**
 * The one send path. A message is claimed in a transaction that locks its account, renders it from current facts, runs
 * every registered check, advances levels and charges, and only then hands it to the transport.
 */
import { randomUUID } from 'node:crypto';
import type { Company } from '#company';
import { lockAccounts } from '#customers';
import { done, type Outcome, periodOf } from '#kernel';
import { lockPeriods } from '#ledger';
import { type Caller, type Engine, failpoint, runCommand, runQuery, sql, type Transaction } from '#platform';
import type { Message, OutgoingMail, Rendered, SendPath, Suppression } from '../model.ts';

export interface SendResult {
  readonly sent: number;
  readonly suppressed: readonly { readonly code: string; readonly reason: string; readonly count: number }[];
  readonly deferred: number;
  readonly failed: number;
  readonly unknown: number;
}

interface MessageRow {
  id: bigint;
  company_id: bigint;
  account_id: bigint;
  kind: string;
  currency: string;
  language: string;
  recipient_name: string | null;
  recipient_address: string | null;
  proposed_date: string;
  facts: Record<string, unknown>;
  attempt_id: string | null;
}

const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  companyId: row.company_id,
  accountId: row.account_id,
  kind: row.kind,
  currency: row.currency,
  language: row.language,
  recipientName: row.recipient_name,
  recipientAddress: row.recipient_address,
  proposedDate: row.proposed_date,
  facts: row.facts,
  attemptId: row.attempt_id,
});

const columns = sql`id, company_id, account_id, kind, currency, language, recipient_name, recipient_address, proposed_date, facts, attempt_id`;

type Claim =
  | { readonly kind: 'claimed'; readonly mail: OutgoingMail }
  | { readonly kind: 'suppressed'; readonly suppression: Suppression }
  | { readonly kind: 'gone' };

/**
 * Sends what is proposed and due at `now`, one message per claim. A suppression is recorded with its reason. What a crash
 * left as `sending` is resolved first by asking the transport; where that cannot be known it becomes `unknown`, which a
 * person decides; it is never sent again by itself.
 */
export async function sendMessages(
  engine: Engine,
  caller: Caller,
  path: SendPath,
  input: { company: Company; onProgress?: (done: number, total: number) => void },
): Promise<Outcome<SendResult>> {
  const unknown = await resolveInterrupted(engine, caller, path, input.company);
  const now = engine.clock.now();
  const waiting = await runQuery(engine, caller.tenantId, async (db) => {
    const { rows } = await sql<{ id: bigint; later: boolean }>`
      select id, coalesce(not_before > ${now.toISOString()}::timestamptz, false) as later from correspondence.message
      where tenant_id = ${caller.tenantId} and company_id = ${input.company.id} and state = 'proposed' order by id`.execute(
      db,
    );
    return rows;
  });
  const due = waiting.filter((row) => !row.later);
  const suppressed = new Map<string, { code: string; reason: string; count: number }>();
  let sent = 0;
  let failed = 0;
  for (const [index, { id }] of due.entries()) {
    const claim = await claimMessage(engine, caller, path, input.company, id, now);
    if (!claim.ok) return claim;
    failpoint('dunning.after-claim');
    if (claim.value.kind === 'suppressed') {
      const { code, reason } = claim.value.suppression;
      const known = suppressed.get(code) ?? { code, reason, count: 0 };
      suppressed.set(code, { ...known, count: known.count + 1 });
    } else if (claim.value.kind === 'claimed') {
      const delivered = await deliver(engine, caller, path, id, claim.value.mail);
      if (delivered) sent += 1;
      else failed += 1;
    }
    input.onProgress?.(index + 1, due.length);
  }
  return done({ sent, suppressed: [...suppressed.values()], deferred: waiting.length - due.length, failed, unknown });
}

/** Claims one message: under the locks it is rendered, checked, and its consequences are booked. */
async function claimMessage(
  engine: Engine,
  caller: Caller,
  path: SendPath,
  company: Company,
  id: bigint,
  now: Date,
): Promise<Outcome<Claim>> {
  return runCommand<Claim>(
    engine,
    caller,
    {
      operation: 'correspondence.claim-message',
      reason: `Message ${id} was checked at the moment of sending.`,
      input: { messageId: id },
    },
    async (tx) => {
      const first = await sql<{
        account_id: bigint;
        proposed_date: string;
      }>`select account_id, proposed_date from correspondence.message where tenant_id = ${tx.tenantId} and id = ${id}`.execute(
        tx.db,
      );
      const kindOf = (message: Message) => path.kinds.find((one) => one.kind === message.kind)!;
      // A charge may be posted with the message, so its month is locked before the account, as the order wants. Whether the
      // month takes it is asked again when there is a charge.
      await lockPeriods(
        tx,
        company.id,
        first.rows.map((row) => periodOf(row.proposed_date)),
      );
      await lockAccounts(
        tx,
        first.rows.map((row) => row.account_id),
      );
      const { rows } = await sql<MessageRow>`
        select ${columns} from correspondence.message where tenant_id = ${tx.tenantId} and id = ${id} and state = 'proposed' for update`.execute(
        tx.db,
      );
      if (!rows[0]) return done({ kind: 'gone' });
      const message = toMessage(rows[0]);
      const rendered = await kindOf(message).render(tx, message);
      const suppression = 'code' in rendered ? rendered : await firstObjection(tx, path, message, rendered, now);
      if (suppression !== null) {
        await recordSuppressions(tx, message.id, [suppression, ...('code' in rendered ? [] : rendered.dropped)]);
        await setState(tx, message.id, 'suppressed', now);
        tx.count('messages suppressed');
        tx.publish({
          type: 'correspondence.suppressed',
          payload: { messageId: message.id.toString(), code: suppression.code },
        });
        return done({ kind: 'suppressed', suppression });
      }
      const ready = rendered as Rendered;
      // A message that an earlier claim advanced is not advanced again: levels and charges move once per message.
      if (message.attemptId === null) {
        const claimed = await kindOf(message).claimed(tx, message, ready);
        if (!claimed.ok) return claimed;
      }
      await recordSuppressions(tx, message.id, ready.dropped);
      const attemptId = message.attemptId ?? randomUUID();
      await sql`
        update correspondence.message set state = 'sending', state_at = ${now.toISOString()}::timestamptz, attempt_id = ${attemptId}, subject = ${ready.subject},
          body = ${ready.body}, facts = ${JSON.stringify(ready.facts)}::jsonb, version = version + 1
        where tenant_id = ${tx.tenantId} and id = ${message.id}`.execute(tx.db);
      tx.accountsChanged([message.accountId]);
      return done({ kind: 'claimed', mail: mailOf(company, message, ready, attemptId, now) });
    },
  );
}

function mailOf(company: Company, message: Message, rendered: Rendered, attemptId: string, now: Date): OutgoingMail {
  return {
    attemptId,
    from: { name: company.name, address: company.letterhead.email ?? 'receivables@invalid.invalid' },
    to: { name: message.recipientName ?? '', address: message.recipientAddress! },
    subject: rendered.subject,
    body: rendered.body,
    date: now,
    language: message.language,
  };
}

async function firstObjection(
  tx: Transaction,
  path: SendPath,
  message: Message,
  rendered: Rendered,
  now: Date,
): Promise<Suppression | null> {
  for (const check of path.checks) {
    const objection = await check.run(tx, message, rendered, now);
    if (objection !== null) return objection;
  }
  return null;
}

async function recordSuppressions(
  tx: Transaction,
  messageId: bigint,
  suppressions: readonly Suppression[],
): Promise<void> {
  if (suppressions.length === 0) return;
  await sql`
    insert into correspondence.suppression (tenant_id, message_id, item_id, check_code, reason)
    select ${tx.tenantId}, ${messageId}, s.* from unnest(${suppressions.map((s) => s.itemId ?? null)}::bigint[],
      ${suppressions.map((s) => s.code)}::text[], ${suppressions.map((s) => s.reason)}::text[]) as s`.execute(tx.db);
}

async function setState(tx: Transaction, messageId: bigint, state: string, now: Date): Promise<void> {
  await sql`update correspondence.message set state = ${state}, state_at = ${now.toISOString()}::timestamptz, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${messageId}`.execute(tx.db);
}

/** Hands a claimed message to the transport and records what became of it. */
async function deliver(
  engine: Engine,
  caller: Caller,
  path: SendPath,
  id: bigint,
  mail: OutgoingMail,
): Promise<boolean> {
  let state: 'sent' | 'failed' = 'sent';
  try {
    await path.transport.deliver(mail);
  } catch {
    state = 'failed';
  }
  failpoint('dunning.after-write');
  await finish(engine, caller, id, state);
  return state === 'sent';
}

function finish(engine: Engine, caller: Caller, id: bigint, state: string): Promise<Outcome<null>> {
  return runCommand(
    engine,
    caller,
    {
      operation: 'correspondence.record-delivery',
      reason: `Message ${id} is ${state}.`,
      input: { messageId: id, state },
    },
    async (tx) => {
      await setState(tx, id, state, engine.clock.now());
      tx.count(`messages ${state}`);
      return done(null);
    },
  );
}

/** Resolves what a crash left as `sending`; returns how many could not be known. */
async function resolveInterrupted(engine: Engine, caller: Caller, path: SendPath, company: Company): Promise<number> {
  const left = await runQuery(engine, caller.tenantId, async (db) =>
    (
      await sql<MessageRow>`select ${columns} from correspondence.message
        where tenant_id = ${caller.tenantId} and company_id = ${company.id} and state = 'sending' order by id`.execute(
        db,
      )
    ).rows.map(toMessage),
  );
  let unknown = 0;
  for (const message of left) {
    const delivered = await path.transport.delivered(message.attemptId!);
    // Not begun: it is proposed again and passes the whole gate once more; its level and charge stay advanced.
    await finish(engine, caller, message.id, delivered === null ? 'unknown' : delivered ? 'sent' : 'proposed');
    if (delivered === null) unknown += 1;
  }
  return unknown;
}

/** A new message in the state `proposed`; the same source key again changes nothing. Returns the ids of new ones. */
export async function proposeMessagesIn(
  tx: Transaction,
  messages: readonly (Omit<Message, 'id' | 'attemptId'> & { sourceKey: string; notBefore: string | null })[],
): Promise<bigint[]> {
  if (messages.length === 0) return [];
  const c = <T>(pick: (one: (typeof messages)[number]) => T): T[] => messages.map(pick);
  const { rows } = await sql<{ id: bigint }>`
    insert into correspondence.message (tenant_id, state, state_at, company_id, account_id, kind, currency, language, recipient_name, recipient_address,
      source_key, proposed_date, not_before, facts)
    select ${tx.tenantId}, 'proposed', ${tx.now.toISOString()}::timestamptz, m.*
    from unnest(${c((m) => m.companyId)}::bigint[], ${c((m) => m.accountId)}::bigint[], ${c((m) => m.kind)}::text[], ${c((m) => m.currency)}::text[],
      ${c((m) => m.language)}::text[], ${c((m) => m.recipientName)}::text[], ${c((m) => m.recipientAddress)}::text[], ${c((m) => m.sourceKey)}::text[],
      ${c((m) => m.proposedDate)}::date[], ${c((m) => m.notBefore)}::timestamptz[], ${c((m) => JSON.stringify(m.facts))}::jsonb[]) as m
    on conflict (tenant_id, source_key) do nothing returning id`.execute(tx.db);
  tx.count('messages proposed', rows.length);
  return rows.map((row) => row.id);
}

/** Records suppressions of messages that were never proposed: as a message that is suppressed from the start. */
export async function recordNotProposedIn(
  tx: Transaction,
  messages: readonly (Omit<Message, 'id' | 'attemptId'> & { sourceKey: string; suppression: Suppression })[],
): Promise<number> {
  let recorded = 0;
  for (const message of messages) {
    const ids = await proposeMessagesIn(tx, [{ ...message, notBefore: null }]);
    if (ids.length === 0) continue;
    await recordSuppressions(tx, ids[0]!, [message.suppression]);
    await setState(tx, ids[0]!, 'suppressed', tx.now);
    recorded += 1;
  }
  return recorded;
}
