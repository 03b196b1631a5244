/**
 * The one send path: what is proposed and due is claimed one by one, handed to its transport at once, and what became of it
 * is recorded before the next is claimed.
 */
import type { Company } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, failpoint, filesOf, inTenant, runJob, runQuery } from '#platform';
import { renderLetters } from '../letters/render-letters.ts';
import type { Delivery, Outgoing, SendPath } from '../model.ts';
import { mayStillLeave } from '../rules/next-attempt.ts';
import { keyOf, loadMailSetting, loadMessage, loadOpenAttempt, loadWaiting, markContentBegun } from '../store.ts';
import { type Claim, claimMessage } from './claim-message.ts';
import { recordDelivery } from './record-delivery.ts';

export interface SendResult {
  readonly sent: number;
  readonly suppressed: readonly { readonly code: string; readonly reason: string; readonly count: number }[];
  /** Waiting: for contact hours, or for the next attempt. */
  readonly deferred: number;
  /** Not taken this time; tried again later. */
  readonly postponed: number;
  readonly failed: number;
  readonly unknown: number;
  /** Why the run ended before its last message: the mail server is away. */
  readonly stopped: string | null;
}

/**
 * Sends what is proposed and due, one message per claim; a suppression is recorded with its reason. What a crash left as
 * `sending` is resolved first: where the attempt log shows that the content had not begun to leave it is proposed again,
 * else the transport is asked, and what cannot be known becomes `unknown`; that is never sent again by itself. When the mail
 * server is away the run stops and the rest stays proposed, with no level moved. Refuses `platform.job-running` while another
 * process sends for the company, and `correspondence.no-smtp` when the company mails by SMTP and no server is named.
 */
export async function sendMessages(
  engine: Engine,
  caller: Caller,
  path: SendPath,
  input: { company: Company; onProgress?: (done: number, total: number) => void },
): Promise<Outcome<SendResult>> {
  const { company } = input;
  const setting = await runQuery(engine, caller.tenantId, (db) => loadMailSetting(db, caller.tenantId, company.id));
  if (path.transports[setting.transport] === null)
    return refuse(
      'correspondence.no-smtp',
      `${company.name} mails by SMTP, but this installation names no server; set DUNWELL_SMTP_URL. Nothing was sent.`,
      { company: company.code },
    );
  try {
    return await runJob(engine, caller, `send-messages ${company.code}`, () => sendAll(engine, caller, path, input));
  } finally {
    for (const transport of Object.values(path.transports)) transport?.close?.();
  }
}

async function sendAll(
  engine: Engine,
  caller: Caller,
  path: SendPath,
  { company, onProgress }: { company: Company; onProgress?: (done: number, total: number) => void },
): Promise<Outcome<SendResult>> {
  const counts = { sent: 0, deferred: 0, postponed: 0, failed: 0, unknown: 0 };
  const resolved = await resolveInterrupted(engine, caller, path, company);
  if (!resolved.ok) return resolved;
  counts.unknown += resolved.value;
  const waiting = await runQuery(engine, caller.tenantId, (db) =>
    loadWaiting(db, caller.tenantId, company.id, 'proposed', engine.clock.now()),
  );
  const due = waiting.filter((one) => one.due);
  counts.deferred = waiting.length - due.length;
  const suppressed = new Map<string, SendResult['suppressed'][number]>();
  let stopped: string | null = null;
  for (const [index, { id }] of due.entries()) {
    const step = await sendOne(engine, caller, path, company, id);
    if (!step.ok) return step;
    const { ended, suppression, serverAway } = step.value;
    if (suppression) {
      const known = suppressed.get(suppression.code) ?? { ...suppression, count: 0 };
      suppressed.set(suppression.code, { code: known.code, reason: known.reason, count: known.count + 1 });
    }
    if (ended !== null) counts[ended] += 1;
    onProgress?.(index + 1, due.length);
    if (serverAway !== null) {
      stopped = serverAway;
      counts.deferred += due.length - index - 1;
      break;
    }
  }
  return done({ ...counts, suppressed: [...suppressed.values()], stopped });
}

interface Step {
  readonly ended: 'sent' | 'deferred' | 'postponed' | 'failed' | 'unknown' | null;
  readonly suppression?: { readonly code: string; readonly reason: string };
  readonly serverAway: string | null;
}

/** A message that was late is claimed again from new facts; so often, then it waits for the next run. */
const mostClaims = 3;

async function sendOne(
  engine: Engine,
  caller: Caller,
  path: SendPath,
  company: Company,
  id: bigint,
): Promise<Outcome<Step>> {
  for (let claims = 1; ; claims += 1) {
    const claim = await claimMessage(engine, caller, path, company, id);
    if (!claim.ok) return claim;
    failpoint('dunning.after-claim');
    if (claim.value.kind === 'gone') return done({ ended: null, serverAway: null });
    if (claim.value.kind === 'later') return done({ ended: 'deferred', serverAway: null });
    if (claim.value.kind === 'suppressed')
      return done({ ended: null, suppression: claim.value.suppression, serverAway: null });
    const delivery = await deliver(engine, caller, id, claim.value);
    failpoint('dunning.after-write');
    const state = await recordDelivery(engine, caller, { company, messageId: id, ending: delivery });
    if (!state.ok) return state;
    if (delivery.outcome === 'late' && claims < mostClaims) continue;
    const serverAway = delivery.outcome === 'postponed' && delivery.server ? delivery.reply : null;
    const ended = state.value === 'sent' || state.value === 'failed' || state.value === 'unknown' ? state.value : null;
    return done({ ended: ended ?? (delivery.outcome === 'late' ? 'deferred' : 'postponed'), serverAway });
  }
}

/** Hands a claimed message over; its content leaves only while the claim is young, and not before that is written down. */
async function deliver(
  engine: Engine,
  caller: Caller,
  id: bigint,
  claim: Extract<Claim, { kind: 'claimed' }>,
): Promise<Delivery> {
  // The slow form is made after the commit, from the very letter that the claim decided: there is no newer one to compare.
  let pdf: Uint8Array | null = null;
  try {
    if (claim.printed) pdf = await renderLetters([claim.message.letter]);
  } catch (fault) {
    // One letter that cannot be set does not hold up the others; it is seen among the postponed, with its reason.
    return { outcome: 'postponed', reply: `The letter could not be set: ${(fault as Error).message}`, server: false };
  }
  const enclosures: Outgoing['enclosures'][number][] = [];
  for (const { name, sha256 } of claim.enclosures) {
    const bytes = filesOf(engine).read(caller.tenantId, sha256);
    // The mail says that it is enclosed: without it nothing leaves, and it is seen among the postponed with the reason.
    if (!bytes) return { outcome: 'postponed', reply: `${name} is not in the file store any more.`, server: false };
    enclosures.push({ name, bytes });
  }
  return claim.transport.deliver({ ...claim.message, pdf, enclosures }, async () => {
    if (!mayStillLeave(claim.claimedAt, engine.clock.now())) return false;
    await inTenant(engine, caller.tenantId, (db) =>
      markContentBegun(db, caller.tenantId, id, claim.attempt, engine.clock.now()),
    );
    failpoint('mail.content-begun');
    return true;
  });
}

/** Resolves what a crash left as `sending`; returns how many could not be known. */
async function resolveInterrupted(
  engine: Engine,
  caller: Caller,
  path: SendPath,
  company: Company,
): Promise<Outcome<number>> {
  const { tenantId } = caller;
  const left = await runQuery(engine, tenantId, async (db) => {
    const waiting = await loadWaiting(db, tenantId, company.id, 'sending', engine.clock.now());
    const messages = [];
    for (const { id } of waiting) {
      const message = await loadMessage(db, tenantId, id, { states: ['sending'] });
      messages.push({ message: message!, attempt: await loadOpenAttempt(db, tenantId, id) });
    }
    return messages;
  });
  let unknown = 0;
  for (const { message, attempt } of left) {
    const transport = Object.values(path.transports).find((one) => one?.name === attempt?.transport);
    const left = attempt?.contentBegun ? ((await transport?.delivered(keyOf(message))) ?? null) : false;
    const ending =
      left === null
        ? { outcome: 'unknown' as const, reply: 'The program was stopped while the message left.' }
        : left
          ? { outcome: 'accepted' as const, reply: 'Found at the transport after an interruption.' }
          : { outcome: 'not_begun' as const };
    const recorded = await recordDelivery(engine, caller, { company, messageId: message.id, ending });
    if (!recorded.ok) return recorded;
    if (left === null) unknown += 1;
  }
  return done(unknown);
}
