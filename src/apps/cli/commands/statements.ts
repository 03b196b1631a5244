/** `statements preview`, `statements send`, `statements list` and `statements cycle`: what customers are told about their accounts. */
import {
  listStatements,
  loadStatementCycle,
  previewStatement,
  previewStatements,
  proposeStatements,
  setStatementCycle,
} from '#collections';
import { sendMessages } from '#correspondence';
import { numbersAsOne } from '#customers';
import { type Day, done, formatAmount, periodOf } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import { runQuery } from '#platform';
import { sendPath } from '../../registrations.ts';
import {
  type Answer,
  type Command,
  countOption,
  type Invocation,
  textOption,
  UsageError,
  withCompany,
} from '../command.ts';
import { showLetter } from '../letter.ts';
import { grouped, table } from '../output.ts';
import { describeTrouble } from './messages.ts';

/** The month of `--period`, of the business date without it; a day for one customer. */
function periodFor(invocation: Invocation, asOf: Day, customer: string | undefined): string {
  const text = textOption(invocation, 'period');
  if (text !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(text))
    throw new UsageError(`--period takes a month YYYY-MM, not "${text}".`);
  return text ?? (customer === undefined ? periodOf(asOf) : asOf);
}

const movementsOf = (invocation: Invocation): boolean => invocation.options['movements'] === true;
const money = (one: { currency: string; balanceMinor: string | bigint }): string =>
  `${one.currency} ${grouped(formatAmount(BigInt(one.balanceMinor), one.currency))}`;

export const statementsPreviewCommand: Command = {
  name: 'statements preview',
  arguments: '[--period YYYY-MM] [--customer NUMBER [--language en|de|es|fr] [--output DIR]] [--movements]',
  summary: 'Who would get a statement of account, or how one would read; with --output as HTML and PDF. Sends nothing.',
  options: { period: 'text', customer: 'text', language: 'text', output: 'text', movements: 'flag' },
  files: [0, 0],
  run(invocation) {
    const customer = textOption(invocation, 'customer');
    return withCompany<Answer>(invocation, async ({ engine, tenant }, company, asOf) => {
      const movements = movementsOf(invocation);
      if (customer === undefined) {
        const period = periodFor(invocation, asOf, undefined);
        const { statements, suppressed } = await previewStatements(engine, tenant.id, {
          company,
          asOf,
          period,
          movements,
        });
        const json = {
          asOf,
          period,
          statements: statements.map(({ facts, plan, already }) => ({
            customer: facts.recipient.customerNumber,
            channel: plan.channel,
            language: facts.recipient.language,
            already,
            balances: plan.currencies.map((one) => ({
              currency: one.currency,
              balance: formatAmount(one.balanceMinor, one.currency),
              overdue: formatAmount(one.overdueMinor, one.currency),
              items: one.debits.length + one.credits.length,
            })),
          })),
          suppressed: suppressed.map(({ facts, plan }) => ({
            customer: facts.recipient.customerNumber,
            reason: { code: plan.code, text: plan.reason },
          })),
        };
        return done({
          json,
          text: [
            `${company.name}, statements of ${period} as of ${asOf}: ${json.statements.filter((one) => !one.already).length} to send, ${json.statements.filter((one) => one.already).length} sent or waiting, ${suppressed.length} held back`,
            table(
              ['Customer', 'Channel', 'Language', 'Balance', ''],
              json.statements.map((one) => [
                one.customer,
                one.channel,
                one.language,
                one.balances.map((of) => `${of.currency} ${grouped(of.balance)}`).join(', '),
                one.already ? 'sent or waiting' : '',
              ]),
              ['left', 'left', 'left', 'right'],
            ),
            table(
              ['Held back', 'Why'],
              json.suppressed.map((one) => [one.customer, one.reason.text]),
            ),
          ].join('\n\n'),
        });
      }
      const language = textOption(invocation, 'language');
      const letter = await previewStatement(engine, tenant.id, { company, asOf, customer, language, movements });
      if (!letter.ok) return letter;
      return done(await showLetter(letter.value, 'statement', textOption(invocation, 'output')));
    });
  },
};

export const statementsSendCommand: Command = {
  name: 'statements send',
  arguments: '[--period YYYY-MM] [--customer NUMBER] [--movements]',
  summary:
    'Sends statements of account through the gate: once per customer and month; with --customer once per day, as somebody asked.',
  options: { period: 'text', customer: 'text', movements: 'flag' },
  files: [0, 0],
  run(invocation) {
    const customer = textOption(invocation, 'customer');
    return withCompany(invocation, async ({ engine, caller }, company, asOf) => {
      const period = periodFor(invocation, asOf, customer);
      const proposed = await proposeStatements(engine, caller, {
        company,
        asOf,
        period,
        movements: movementsOf(invocation),
        freshSince: previousBusinessDay(asOf, company.country),
        ...(customer !== undefined && { customers: new Set([customer]) }),
      });
      if (!proposed.ok) return proposed;
      const { held } = proposed.value;
      const sent =
        held === null
          ? await sendMessages(engine, caller, sendPath(invocation.config), {
              company,
              onProgress: (count, total) => invocation.progress.update('messages', count, total),
            })
          : null;
      if (sent !== null && !sent.ok) return sent;
      const suppressed = [...proposed.value.suppressed, ...(sent?.value.suppressed ?? [])];
      const json = {
        asOf,
        period,
        company: company.code,
        held,
        proposed: proposed.value.proposed,
        sent: sent?.value.sent ?? 0,
        waiting: sent?.value.deferred ?? 0,
        suppressed,
      };
      return done({
        json,
        text: [
          held ?? `${json.proposed} proposed, ${json.sent} sent, ${json.waiting} wait for contact hours`,
          ...(sent === null ? [] : describeTrouble(sent.value)),
          ...suppressed.map((one) => `  ${String(one.count).padStart(5)} held back: ${one.reason} [${one.code}]`),
        ].join('\n'),
      });
    });
  },
};

export const statementsListCommand: Command = {
  name: 'statements list',
  arguments: '[--period YYYY-MM] [--customer NUMBER] [--limit N]',
  summary: 'Statements of account that were sent, newest first, with what they said and what became of them.',
  options: { period: 'text', customer: 'text', limit: 'text' },
  files: [0, 0],
  run(invocation) {
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const number = textOption(invocation, 'customer');
      const rows = await runQuery(engine, tenant.id, async (db) =>
        listStatements(db, tenant.id, {
          companyId: company.id,
          customers:
            number === undefined
              ? undefined
              : await numbersAsOne(db, tenant.id, { number, at: invocation.clock.now() }),
          period: textOption(invocation, 'period'),
          before: null,
          limit: countOption(invocation, 'limit', 50) - 1,
        }),
      );
      return done({
        json: {
          rows: rows.map((row) => ({
            ...row,
            messageId: row.messageId.toString(),
            balances: row.balances.map((one) => ({
              currency: one.currency,
              balance: formatAmount(BigInt(one.balanceMinor), one.currency),
              overdue: formatAmount(BigInt(one.overdueMinor), one.currency),
            })),
          })),
        },
        text: table(
          ['Message', 'Period', 'As of', 'Customer', 'Channel', 'State', 'Balance'],
          rows.map((row) => [
            row.messageId.toString(),
            row.period,
            row.day,
            row.customer,
            row.channel,
            row.state,
            row.balances.map(money).join(', '),
          ]),
          ['right', 'left', 'left', 'left', 'left', 'left', 'right'],
        ),
      });
    });
  },
};

export const statementsCycleCommand: Command = {
  name: 'statements cycle',
  arguments: '[--day 1…28 | --off] [--movements]',
  summary: 'Shows or sets from which day of the month the day run sends statements of account.',
  options: { day: 'text', off: 'flag', movements: 'flag' },
  files: [0, 0],
  run(invocation) {
    return withCompany(invocation, async ({ engine, tenant, caller }, company) => {
      const off = invocation.options['off'] === true;
      const before = await runQuery(engine, tenant.id, (db) => loadStatementCycle(db, tenant.id, company.id));
      let cycle = before;
      if (off || textOption(invocation, 'day') !== undefined) {
        const set = await setStatementCycle(engine, caller, {
          company,
          active: !off,
          dayOfMonth: countOption(invocation, 'day', before?.dayOfMonth ?? 1),
          withMovements: movementsOf(invocation),
        });
        if (!set.ok) return set;
        cycle = set.value;
      }
      return done({
        json: { company: company.code, cycle },
        text: cycle?.active
          ? `${company.name} sends statements from day ${cycle.dayOfMonth} of the month${cycle.withMovements ? ', with what moved since the last one' : ''} (since ${cycle.validFrom}).`
          : `${company.name} sends no statements by itself.`,
      });
    });
  },
};
