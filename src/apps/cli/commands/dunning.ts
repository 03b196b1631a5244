/** `dunning preview`, `dunning run` and `dunning reset-level`. */

import {
  type DunningFacts,
  type DunningPreview,
  itemsAbove,
  previewDunning,
  proposeNotices,
  resetLevelAction,
} from '#collections';
import { sendMessages } from '#correspondence';
import { done, formatAmount } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import { sendPath } from '../../registrations.ts';
import { type Answer, type Command, neededOption, textOption, UsageError, withCompany } from '../command.ts';
import { governedOptions, runOnAccount } from '../governed.ts';
import { grouped, table } from '../output.ts';
import { describeTrouble } from './messages.ts';

/** On a collective account, which of the customers seen once a notice is for: their number is one and the same. */
const partyOf = (facts: DunningFacts): { party?: { key: string; name: string } } =>
  facts.partyKey === null ? {} : { party: { key: facts.partyKey, name: facts.customerName } };

/** Whom a row is about. */
const whom = (one: { readonly customer: string; readonly party?: { readonly name: string } }): string =>
  one.party ? `${one.customer} ${one.party.name}` : one.customer;

/** The shape of COMMANDS. */
function previewToJson(preview: DunningPreview) {
  return {
    asOf: preview.asOf,
    notices: preview.notices.map(({ facts, plan: { notice } }) => ({
      customer: facts.customerNumber,
      ...partyOf(facts),
      currency: facts.currency,
      level: notice.level,
      channel: notice.channel,
      language: facts.language,
      items: notice.items.map((item) => ({
        number: item.number,
        open: formatAmount(item.openMinor, facts.currency),
        currency: facts.currency,
        daysOverdue: item.daysOverdue,
        ...(item.debtor === null ? {} : { payableFor: item.debtor.number }),
      })),
      charges:
        notice.chargeMinor === 0n
          ? []
          : [{ currency: facts.currency, amount: formatAmount(notice.chargeMinor, facts.currency) }],
      net: formatAmount(notice.netMinor, facts.currency),
    })),
    suppressed: preview.suppressed.map(({ facts, plan }) => ({
      customer: facts.customerNumber,
      ...partyOf(facts),
      currency: facts.currency,
      items: plan.numbers,
      reason: { code: plan.code, text: plan.reason },
    })),
  };
}

export const dunningPreviewCommand: Command = {
  name: 'dunning preview',
  arguments: '',
  summary: 'What a dunning run would propose now, and what not and why; changes nothing.',
  files: [0, 0],
  run(invocation) {
    return withCompany(invocation, async ({ engine, tenant }, company, asOf) => {
      const json = previewToJson(await previewDunning(engine, tenant.id, { company, asOf }));
      return done({
        json,
        text: [
          `${company.name}, dunning preview for ${asOf}: ${json.notices.length} notices, ${json.suppressed.length} suppressed`,
          table(
            ['Customer', 'Level', 'Items', 'Net', '', 'Language'],
            json.notices.map((one) => [
              whom(one),
              String(one.level),
              String(one.items.length),
              grouped(one.net),
              one.currency,
              one.language,
            ]),
            ['left', 'right', 'right', 'right'],
          ),
          table(
            ['Suppressed', '', 'Items', 'Why'],
            json.suppressed.map((one) => [whom(one), one.currency, one.items.join(', ').slice(0, 60), one.reason.text]),
          ),
        ].join('\n\n'),
      });
    });
  },
};

export const dunningRunCommand: Command = {
  name: 'dunning run',
  arguments: '',
  summary: 'Proposes the notices of the day and sends what passes the gate, by the transport of the company.',
  files: [0, 0],
  run(invocation) {
    return withCompany(invocation, async ({ engine, caller }, company, asOf) => {
      const proposed = await proposeNotices(engine, caller, {
        company,
        asOf,
        freshSince: previousBusinessDay(asOf, company.country),
      });
      if (!proposed.ok) return proposed;
      const path = sendPath(invocation.config);
      const sent =
        proposed.value.held === null
          ? await sendMessages(engine, caller, path, {
              company,
              onProgress: (count, total) => invocation.progress.update('messages', count, total),
            })
          : null;
      if (sent !== null && !sent.ok) return sent;
      const suppressed = [...proposed.value.suppressed, ...(sent?.value.suppressed ?? [])];
      const json = {
        asOf,
        company: company.code,
        held: proposed.value.held,
        proposed: proposed.value.proposed,
        sent: sent?.value.sent ?? 0,
        waiting: sent?.value.deferred ?? 0,
        postponed: sent?.value.postponed ?? 0,
        failed: sent?.value.failed ?? 0,
        unknown: sent?.value.unknown ?? 0,
        stopped: sent?.value.stopped ?? null,
        suppressed,
      };
      return done({
        json,
        text: [
          json.held ??
            `${json.proposed} proposed, ${json.sent} sent, ${json.waiting} wait for contact hours or their next attempt`,
          ...(sent === null ? [] : describeTrouble(sent.value)),
          ...suppressed.map((one) => `  ${String(one.count).padStart(5)} suppressed: ${one.reason} [${one.code}]`),
        ].join('\n'),
      });
    });
  },
};

export const resetLevelCommand: Command = {
  name: 'dunning reset-level',
  arguments: 'CUSTOMER NUMBER… [--level LEVEL] --reason TEXT --user LOGIN [--ask TEXT]',
  summary:
    'Takes documents of a customer down to a dunning level (absent: 0, as if never reminded of), within authority; --ask asks a second person where that is needed.',
  options: { level: 'text', reason: 'text', ...governedOptions },
  files: [2, 501],
  run(invocation) {
    const [number, ...numbers] = invocation.files as [string, ...string[]];
    const told = textOption(invocation, 'level') ?? '0';
    if (!/^\d$/.test(told)) throw new UsageError(`--level takes a level from 0 to 9, not "${told}".`);
    const level = Number(told);
    const reason = neededOption(invocation, 'reason');
    return withCompany<Answer>(invocation, (books, company) =>
      runOnAccount(invocation, books, company, { action: resetLevelAction, number }, async (accountId) => {
        const items = await itemsAbove(books.engine, books.tenant.id, { accountId, numbers, level });
        if (!items.ok) return items;
        return done({
          input: { accountId: accountId.toString(), itemIds: items.value.map(String), level, reason },
          text: `${numbers.join(', ')} ${numbers.length === 1 ? 'stands' : 'stand'} at dunning level ${level}.`,
          whatFollows: 'The level is taken down when a second person approves it.',
        });
      }),
    );
  },
};
