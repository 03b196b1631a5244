/** `messages list`, `messages send`, `messages resolve`, and `mail show` / `mail set`: what left, what did not, and how it leaves. */
import {
  listMessages,
  loadMailSetting,
  type MessageState,
  messageStates,
  type Resolution,
  resolutions,
  resolveMessage,
  type SendResult,
  sendMessages,
  setMail,
} from '#correspondence';
import { done } from '#kernel';
import { runQuery } from '#platform';
import { sendPath } from '../../registrations.ts';
import { type Command, countOption, textOption, UsageError, withCompany, wordOption } from '../command.ts';
import { table } from '../output.ts';

/** What a person should know after a run that did not go smoothly. */
export function describeTrouble(result: SendResult): string[] {
  const lines: string[] = [];
  if (result.stopped !== null) lines.push(`The mail server is away, the rest waits: ${result.stopped}`);
  if (result.postponed > 0) lines.push(`${result.postponed} not taken this time; tried again later.`);
  if (result.failed > 0) lines.push(`${result.failed} refused for good; level and charge were taken back.`);
  if (result.unknown > 0)
    lines.push(
      `${result.unknown} may or may not have left; decide with: dunwell messages resolve ID --as sent|send-again|give-up`,
    );
  return lines;
}

export const messagesListCommand: Command = {
  name: 'messages list',
  arguments: '[--state STATE] [--customer NUMBER] [--limit N]',
  summary: 'Messages, newest first, with their state and the reason for it.',
  options: { state: 'text', customer: 'text', limit: 'text' },
  files: [0, 0],
  run(invocation) {
    const state: MessageState | undefined = wordOption(invocation, 'state', messageStates);
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const rows = await runQuery(engine, tenant.id, (db) =>
        listMessages(db, tenant.id, {
          companyIds: [company.id],
          state,
          customer: textOption(invocation, 'customer'),
          before: null,
          limit: countOption(invocation, 'limit', 50),
        }),
      );
      return done({
        json: { rows: rows.map((row) => ({ ...row, id: row.id.toString() })) },
        text: table(
          ['Message', 'Day', 'Customer', 'Channel', 'State', 'Tries', 'Subject', 'Why'],
          rows.map((row) => [
            row.id.toString(),
            row.proposedDate,
            row.customer,
            row.channel,
            row.bounce === null ? row.state : `${row.state}, bounced ${row.bounce}`,
            String(row.attempts),
            (row.subject ?? '').slice(0, 48),
            (row.bounceReason ?? row.reason ?? '').slice(0, 60),
          ]),
          ['right', 'left', 'left', 'left', 'left', 'right'],
        ),
      });
    });
  },
};

export const messagesSendCommand: Command = {
  name: 'messages send',
  arguments: '',
  summary: 'Sends what is proposed and due through the gate: also the next attempt of what a server did not take.',
  files: [0, 0],
  run(invocation) {
    return withCompany(invocation, async ({ engine, caller }, company) => {
      const sent = await sendMessages(engine, caller, sendPath(invocation.config), {
        company,
        onProgress: (count, total) => invocation.progress.update('messages', count, total),
      });
      if (!sent.ok) return sent;
      const { value } = sent;
      return done({
        json: { company: company.code, ...value },
        text: [
          `${value.sent} sent, ${value.deferred} wait for contact hours or their next attempt`,
          ...describeTrouble(value),
          ...value.suppressed.map(
            (one) => `  ${String(one.count).padStart(5)} suppressed: ${one.reason} [${one.code}]`,
          ),
        ].join('\n'),
      });
    });
  },
};

export const messagesResolveCommand: Command = {
  name: 'messages resolve',
  arguments: 'ID --as sent|send-again|give-up --reason TEXT',
  summary: 'Decides about a message of which nobody knows whether it left.',
  options: { as: 'text', reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const resolution: Resolution | undefined = wordOption(invocation, 'as', resolutions);
    const id = invocation.files[0]!;
    if (!/^[1-9]\d{0,17}$/.test(id)) throw new UsageError(`"${id}" is not the number of a message.`);
    if (resolution === undefined) throw new UsageError('Say what became of it: --as sent, send-again or give-up.');
    return withCompany(invocation, async ({ engine, caller }, company) => {
      const outcome = await resolveMessage(engine, caller, {
        company,
        messageId: BigInt(id),
        resolution,
        reason: textOption(invocation, 'reason') ?? '',
      });
      if (!outcome.ok) return outcome;
      return done({ json: { id, ...outcome.value }, text: `Message ${id} is ${outcome.value.state}.` });
    });
  },
};

export const mailShowCommand: Command = {
  name: 'mail show',
  arguments: '',
  summary: 'How the company mails: into the outbox folder, or over SMTP.',
  files: [0, 0],
  run(invocation) {
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const setting = await runQuery(engine, tenant.id, (db) => loadMailSetting(db, tenant.id, company.id));
      const sender = setting.senderAddress ?? company.letterhead.email ?? null;
      const server = invocation.config.smtpUrl !== undefined;
      return done({
        json: { company: company.code, ...setting, senderAddress: sender, serverNamed: server },
        text:
          setting.transport === 'outbox'
            ? `${company.name} mails nobody: messages become files in the outbox folder.`
            : `${company.name} mails by SMTP from ${sender ?? 'no address'}; ${server ? 'a server is named' : 'no server is named (DUNWELL_SMTP_URL)'}.`,
      });
    });
  },
};

export const mailSetCommand: Command = {
  name: 'mail set',
  arguments: '--transport smtp|outbox [--from ADDRESS] [--reply-to ADDRESS]',
  summary: 'Sets how the company mails. Mail leaves only where DUNWELL_SMTP_URL also names a server.',
  options: { transport: 'text', from: 'text', 'reply-to': 'text' },
  files: [0, 0],
  run(invocation) {
    const transport = wordOption(invocation, 'transport', ['smtp', 'outbox'] as const);
    if (transport === undefined) throw new UsageError('Say how: --transport smtp or --transport outbox.');
    return withCompany(invocation, async ({ engine, caller }, company) => {
      const outcome = await setMail(engine, caller, {
        company,
        setting: {
          transport,
          senderAddress: textOption(invocation, 'from') ?? null,
          replyToAddress: textOption(invocation, 'reply-to') ?? null,
        },
      });
      if (!outcome.ok) return outcome;
      return done({
        json: { company: company.code, ...outcome.value },
        text: `${company.name} now mails ${transport === 'smtp' ? 'by SMTP' : 'into the outbox folder'}.`,
      });
    });
  },
};
