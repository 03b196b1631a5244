/** The only writer of the correspondence's tables. */
import type { ReportedRecipient } from '#formats';
import type { Day } from '#kernel';
import { type RawSql, type Sql, sql, type Transaction } from '#platform';
import type {
  BounceKind,
  Channel,
  Delivery,
  MailSetting,
  Message,
  MessageState,
  NewMessage,
  Rendered,
  ReportOutcome,
  Suppression,
  TransportName,
  WrittenMessage,
} from './model.ts';
import { letterText } from './rules/letter/letter-text.ts';
import type { TemplateKey, TemplateProse } from './rules/template.ts';

interface MessageRow {
  id: bigint;
  company_id: bigint;
  account_id: bigint;
  kind: string;
  channel: Channel;
  currency: string;
  language: string;
  recipient_name: string | null;
  recipient_address: string | null;
  proposed_date: Day;
  facts: Record<string, unknown>;
  token: string;
  attempts: number;
}

const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  companyId: row.company_id,
  accountId: row.account_id,
  kind: row.kind,
  channel: row.channel,
  currency: row.currency,
  language: row.language,
  recipientName: row.recipient_name,
  recipientAddress: row.recipient_address,
  proposedDate: row.proposed_date,
  facts: row.facts,
  token: row.token,
  attempts: row.attempts,
});

const columns = sql`id, company_id, account_id, kind, channel, currency, language, recipient_name, recipient_address, proposed_date, facts, token, attempts`;

/** A message, where it is in one of these states. */
export async function loadMessage(
  db: Sql,
  tenantId: bigint,
  id: bigint,
  options: { states: readonly MessageState[]; lock?: boolean },
): Promise<Message | undefined> {
  const { rows } = await sql<MessageRow>`
    select ${columns} from correspondence.message
    where tenant_id = ${tenantId} and id = ${id} and state = any(${options.states as string[]}::text[])
    ${options.lock ? sql`for update` : sql``}`.execute(db);
  return rows[0] && toMessage(rows[0]);
}

/** The messages of a company in one state, oldest first; with `due`, whether they may be tried now. */
export async function loadWaiting(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
  state: 'proposed' | 'sending',
  now: Date,
): Promise<{ id: bigint; due: boolean }[]> {
  const { rows } = await sql<{ id: bigint; due: boolean }>`
    select id, coalesce(not_before <= ${now.toISOString()}::timestamptz, true) as due from correspondence.message
    where tenant_id = ${tenantId} and company_id = ${companyId} and state = ${state} order by id`.execute(db);
  return rows;
}

/** The statement that writes new messages, up to what it returns; the same source key again changes nothing. */
function insertion(
  tx: Transaction,
  messages: readonly (NewMessage & { readonly notBefore?: string | null; readonly suppression?: Suppression })[],
  state: 'proposed' | 'suppressed',
): RawSql<WrittenMessage> {
  const c = <T>(pick: (one: (typeof messages)[number]) => T): T[] => messages.map(pick);
  return sql<WrittenMessage>`
    insert into correspondence.message (tenant_id, state, state_at, company_id, account_id, kind, channel, currency, language, recipient_name,
      recipient_address, source_key, proposed_date, not_before, facts, state_reason)
    select ${tx.tenantId}, ${state}, ${tx.now.toISOString()}::timestamptz, m.*
    from unnest(${c((m) => m.companyId)}::bigint[], ${c((m) => m.accountId)}::bigint[], ${c((m) => m.kind)}::text[], ${c((m) => m.channel)}::text[],
      ${c((m) => m.currency)}::text[], ${c((m) => m.language)}::text[], ${c((m) => m.recipientName)}::text[], ${c((m) => m.recipientAddress)}::text[],
      ${c((m) => m.sourceKey)}::text[], ${c((m) => m.proposedDate)}::date[], ${c((m) => m.notBefore ?? null)}::timestamptz[],
      ${c((m) => JSON.stringify(m.facts))}::jsonb[], ${c((m) => m.suppression?.reason ?? null)}::text[]) as m
    on conflict (tenant_id, source_key) do nothing returning id, source_key as "sourceKey"`;
}

/** So many messages are one statement. */
const messagesAtOnce = 5000;

/** Writes messages in pieces: the server writes one while the next is put together here. */
async function inPieces<M, T>(messages: readonly M[], write: (piece: readonly M[]) => Promise<T[]>): Promise<T[]> {
  const written: T[] = [];
  let underWay: Promise<T[]> = Promise.resolve([]);
  for (let from = 0; from < messages.length; from += messagesAtOnce) {
    const next = write(messages.slice(from, from + messagesAtOnce));
    // Should the piece before it fail, so does this one, and that one's fault is told.
    next.catch(() => undefined);
    for (const one of await underWay) written.push(one);
    underWay = next;
  }
  for (const one of await underWay) written.push(one);
  return written;
}

/** New messages in the state `proposed`; the same source key again changes nothing. Returns the new ones. */
export async function insertMessages(
  tx: Transaction,
  messages: readonly (NewMessage & { readonly notBefore: string | null })[],
): Promise<WrittenMessage[]> {
  return inPieces(messages, async (piece) => (await insertion(tx, piece, 'proposed').execute(tx.db)).rows);
}

/** Messages that are suppressed from the start, each with why. Returns the new ones. */
export async function insertSuppressed(
  tx: Transaction,
  messages: readonly (NewMessage & { readonly suppression: Suppression })[],
): Promise<WrittenMessage[]> {
  return inPieces(messages, async (piece) => {
    const c = <T>(pick: (one: (typeof messages)[number]) => T): T[] => piece.map(pick);
    const { rows } = await sql<WrittenMessage>`
      with made as (${insertion(tx, piece, 'suppressed')}), why as (
        insert into correspondence.suppression (tenant_id, message_id, item_id, check_code, reason)
        select ${tx.tenantId}, made.id, s.item_id, s.code, s.reason
        from made join unnest(${c((m) => m.sourceKey)}::text[], ${c((m) => m.suppression.itemId ?? null)}::bigint[], ${c((m) => m.suppression.code)}::text[],
          ${c((m) => m.suppression.reason)}::text[]) as s("sourceKey", item_id, code, reason) using ("sourceKey")
      )
      select id, "sourceKey" from made`.execute(tx.db);
    return rows;
  });
}

export async function insertSuppressions(
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

/** Moves a message to another state, saying why where there is something to say. */
export async function updateState(
  tx: Transaction,
  messageId: bigint,
  state: MessageState,
  change: { reason?: string | null; notBefore?: Date | null } = {},
): Promise<void> {
  await sql`update correspondence.message set state = ${state}, state_at = ${tx.now.toISOString()}::timestamptz,
    state_reason = ${change.reason ?? null}, not_before = ${change.notBefore?.toISOString() ?? null}::timestamptz, version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${messageId}`.execute(tx.db);
}

/** A claim: the message says what was rendered and is on its way; its attempt is opened. Returns the attempt's number. */
export async function insertAttempt(
  tx: Transaction,
  message: Message,
  rendered: Rendered,
  transport: TransportName,
): Promise<number> {
  const attempt = message.attempts + 1;
  await sql`
    update correspondence.message set state = 'sending', state_at = ${tx.now.toISOString()}::timestamptz, state_reason = null, not_before = null,
      attempts = ${attempt}, channel = ${rendered.channel}, recipient_name = ${rendered.recipient.name}, recipient_address = ${rendered.recipient.address},
      subject = ${rendered.letter.subject}, body = ${letterText(rendered.letter)}, letter = ${JSON.stringify(rendered.letter)}::jsonb,
      facts = ${JSON.stringify(rendered.facts)}::jsonb,
      version = version + 1
    where tenant_id = ${tx.tenantId} and id = ${message.id}`.execute(tx.db);
  await sql`
    insert into correspondence.attempt (tenant_id, message_id, attempt, transport, claimed_at)
    values (${tx.tenantId}, ${message.id}, ${attempt}, ${transport}, ${tx.now.toISOString()}::timestamptz)`.execute(
    tx.db,
  );
  return attempt;
}

/** Notes durably, before the first byte leaves, that the content of an attempt begins to leave. */
export async function markContentBegun(
  db: Sql,
  tenantId: bigint,
  messageId: bigint,
  attempt: number,
  now: Date,
): Promise<void> {
  await sql`update correspondence.attempt set content_begun_at = ${now.toISOString()}::timestamptz
    where tenant_id = ${tenantId} and message_id = ${messageId} and attempt = ${attempt} and ended_at is null`.execute(
    db,
  );
}

/** The open attempt of a message on its way. */
export async function loadOpenAttempt(
  db: Sql,
  tenantId: bigint,
  messageId: bigint,
): Promise<{ attempt: number; transport: TransportName; contentBegun: boolean } | undefined> {
  const { rows } = await sql<{ attempt: number; transport: TransportName; content_begun: boolean }>`
    select attempt, transport, content_begun_at is not null as content_begun from correspondence.attempt
    where tenant_id = ${tenantId} and message_id = ${messageId} and ended_at is null order by attempt desc limit 1`.execute(
    db,
  );
  const row = rows[0];
  return row && { attempt: row.attempt, transport: row.transport, contentBegun: row.content_begun };
}

/** Closes the open attempt of a message with what became of it. */
export async function endAttempt(
  tx: Transaction,
  messageId: bigint,
  outcome: Delivery['outcome'] | 'not_begun',
  reply: string | null,
): Promise<void> {
  await sql`update correspondence.attempt set ended_at = ${tx.now.toISOString()}::timestamptz, outcome = ${outcome}, reply = ${reply}
    where tenant_id = ${tx.tenantId} and message_id = ${messageId} and ended_at is null`.execute(tx.db);
}

/** The keys of the mails to an address on this account that have left, oldest first: the thread that a new one continues. */
export async function loadThread(db: Sql, tenantId: bigint, message: Message, address: string): Promise<string[]> {
  const { rows } = await sql<{ id: bigint; token: string }>`
    select id, token from correspondence.message
    where tenant_id = ${tenantId} and account_id = ${message.accountId} and kind = ${message.kind} and currency = ${message.currency}
      and channel = 'email' and recipient_address = ${address} and state = 'sent' and id < ${message.id}
    order by id desc limit 10`.execute(db);
  return rows.map(keyOf).reverse();
}

/** The message with this id and token, whose it is and in which company; undefined when there is none. */
export async function loadByToken(
  db: Sql,
  tenantId: bigint,
  { id, token }: { readonly id: bigint; readonly token: string },
): Promise<{ id: bigint; companyId: bigint; customerId: bigint } | undefined> {
  const { rows } = await sql<{ id: bigint; companyId: bigint; customerId: bigint }>`
    select m.id, m.company_id as "companyId", a.customer_id as "customerId"
    from correspondence.message m join customers.v_account a on a.tenant_id = ${tenantId} and a.id = m.account_id
    where m.tenant_id = ${tenantId} and m.id = ${id} and m.token = ${token}`.execute(db);
  return rows[0];
}

/** Whether a message came back, and its state. */
export async function loadBounce(
  db: Sql,
  tenantId: bigint,
  messageId: bigint,
): Promise<{ state: MessageState; bounce: BounceKind | null }> {
  const { rows } = await sql<{ state: MessageState; bounce: BounceKind | null }>`
    select state, bounce from correspondence.message where tenant_id = ${tenantId} and id = ${messageId}`.execute(db);
  return rows[0]!;
}

/** What became of the last mails that left to an address, newest first; null: it did not come back. */
export async function loadLastBounces(
  db: Sql,
  tenantId: bigint,
  address: string,
  count: number,
): Promise<(BounceKind | null)[]> {
  const { rows } = await sql<{ bounce: BounceKind | null }>`
    select bounce from correspondence.message
    where tenant_id = ${tenantId} and lower(recipient_address) = lower(${address}) and channel = 'email' and state = 'sent'
    order by id desc limit ${count}`.execute(db);
  return rows.map((row) => row.bounce);
}

export async function updateBounce(
  tx: Transaction,
  messageId: bigint,
  bounce: BounceKind,
  reason: string,
): Promise<void> {
  await sql`update correspondence.message set bounce = ${bounce}, bounce_reason = ${reason}, version = version + 1,
    bounced_at = coalesce(bounced_at, ${tx.now.toISOString()}::timestamptz)
    where tenant_id = ${tx.tenantId} and id = ${messageId}`.execute(tx.db);
}

/** Keeps a report, unmatched until it is settled; null when the same bytes were read before. */
export async function insertDeliveryReport(
  tx: Transaction,
  report: { contentHash: string; fileName: string; reportedBy: string | null; recipient: ReportedRecipient },
): Promise<bigint | null> {
  const { recipient } = report;
  const { rows } = await sql<{ id: bigint }>`
    insert into correspondence.delivery_report (tenant_id, content_hash, recipient_address, action, status_code, diagnostic, reported_by,
      file_name, outcome, read_at)
    values (${tx.tenantId}, ${report.contentHash}, ${recipient.address ?? recipient.originalAddress}, ${recipient.action}, ${recipient.status},
      ${recipient.diagnostic}, ${report.reportedBy}, ${report.fileName}, 'unmatched', ${tx.now.toISOString()}::timestamptz)
    on conflict (tenant_id, content_hash) do nothing returning id`.execute(tx.db);
  return rows[0]?.id ?? null;
}

export async function settleDeliveryReport(
  tx: Transaction,
  id: bigint,
  settled: { messageId: bigint; outcome: ReportOutcome; recipient: ReportedRecipient },
): Promise<void> {
  const { recipient } = settled;
  await sql`update correspondence.delivery_report set message_id = ${settled.messageId}, outcome = ${settled.outcome},
    recipient_address = ${recipient.address ?? recipient.originalAddress}, action = ${recipient.action}, status_code = ${recipient.status},
    diagnostic = ${recipient.diagnostic}
    where tenant_id = ${tx.tenantId} and id = ${id}`.execute(tx.db);
}

/** The name of a message outside the house. */
export const keyOf = (message: { readonly id: bigint; readonly token: string }): string =>
  `dunwell.${message.id}.${message.token}`;

export async function insertMailSetting(
  tx: Transaction,
  seq: bigint,
  companyId: bigint,
  setting: MailSetting,
): Promise<void> {
  await sql`insert into correspondence.mail_setting (tenant_id, company_id, seq, transport, sender_address, reply_to_address)
    values (${tx.tenantId}, ${companyId}, ${seq}, ${setting.transport}, ${setting.senderAddress}, ${setting.replyToAddress})`.execute(
    tx.db,
  );
}

/** How a company mails; the outbox folder until somebody sets otherwise. */
export async function loadMailSetting(db: Sql, tenantId: bigint, companyId: bigint): Promise<MailSetting> {
  const { rows } = await sql<MailSetting>`
    select transport, sender_address as "senderAddress", reply_to_address as "replyToAddress" from correspondence.mail_setting
    where tenant_id = ${tenantId} and company_id = ${companyId} order by seq desc limit 1`.execute(db);
  return rows[0] ?? { transport: 'outbox', senderAddress: null, replyToAddress: null };
}

/** Two who save the same template wait for each other; who comes second sees the first one's version. */
export async function lockTemplate(tx: Transaction, { name, language, level }: TemplateKey): Promise<void> {
  const key = `correspondence template ${tx.tenantId} ${name} ${language} ${level}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx.db);
}

export async function insertTemplate(
  tx: Transaction,
  template: TemplateKey & TemplateProse & { readonly seq: bigint },
): Promise<void> {
  await sql`insert into correspondence.template (tenant_id, name, language, level, seq, subject, opening, closing)
    values (${tx.tenantId}, ${template.name}, ${template.language}, ${template.level}, ${template.seq}, ${template.subject},
      ${template.opening}, ${template.closing})`.execute(tx.db);
}
