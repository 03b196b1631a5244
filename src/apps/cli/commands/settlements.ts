/** `settlements service`, `import`, `list`, `show`, `deposit`, `release`, `hold`, `withdraw`, `restore`, `reverse`: one deposit for many customers. */
import { basename } from 'node:path';
import {
  declarePaymentService,
  holdSettlement,
  importSettlementFile,
  listSettlementLines,
  listSettlements,
  loadPaymentServices,
  postSettlement,
  releaseSettlement,
  restoreSettlement,
  reverseSettlement,
  type SettlementRow,
  type SettlementState,
  serviceToJson,
  settlementStates,
  settleNow,
  withdrawSettlement,
} from '#cash';
import type { Company } from '#company';
import { parseMapping } from '#formats';
import { done, type Outcome, refuse } from '#kernel';
import { runQuery, sql } from '#platform';
import {
  type Books,
  type Command,
  countOption,
  dayOption,
  neededOption,
  textOption,
  UsageError,
  withCompany,
} from '../command.ts';
import { mappingOf } from '../mapping-file.ts';
import { grouped, table } from '../output.ts';
import { readInput } from './bank.ts';

const toJson = ({ id, ...row }: SettlementRow) => ({ id: id.toString(), ...row });

/** The settlement of a number, or of an id where several services have the number; the one that stands before those that do not. */
async function settlementNamed(
  { engine, tenant }: Books,
  company: Company,
  name: string,
): Promise<Outcome<SettlementRow>> {
  const byNumber = await listSettlements(engine, tenant.id, { companyId: company.id, number: name, limit: 20 });
  const standing = byNumber.filter((one) => one.state !== 'reversed' && one.state !== 'withdrawn');
  const [found, other] = standing.length > 0 ? standing : byNumber.slice(0, 1);
  if (other)
    return refuse(
      'cash.settlement-ambiguous',
      `Several services have a settlement ${name}; name it by its id (settlements list --number ${name}). Nothing was changed.`,
    );
  if (found) return done(found);
  const [byId] = /^\d{1,18}$/.test(name)
    ? await listSettlements(engine, tenant.id, { companyId: company.id, id: BigInt(name), limit: 1 })
    : [];
  return byId
    ? done(byId)
    : refuse('cash.settlement-not-found', `There is no settlement "${name}" in ${company.code}. Nothing was changed.`);
}

const servicesCommand: Command = {
  name: 'settlements services',
  arguments: '',
  summary: 'Payment services and factors, with the terms that hold on the day.',
  options: {},
  files: [0, 0],
  run(invocation) {
    return withCompany(invocation, async ({ engine, tenant }, company, asOf) => {
      const services = await runQuery(engine, tenant.id, (db) =>
        loadPaymentServices(db, tenant.id, { companyId: company.id, day: asOf }),
      );
      return done({
        json: { company: company.code, asOf, services: services.map(serviceToJson) },
        text:
          services.length === 0
            ? 'No payment service is declared.'
            : table(
                ['Service', 'Name', '', 'Fees to', 'Highest fee', 'Reserve', 'Words', 'From'],
                services.map((one) => [
                  one.code,
                  one.name,
                  one.currency,
                  one.feeAccountCode,
                  `${one.highestFeePercent} %`,
                  one.reserveAccountCode ?? '',
                  one.words ?? '',
                  one.validFrom,
                ]),
              ),
      });
    });
  },
};

const serviceCommand: Command = {
  name: 'settlements service',
  arguments:
    'CODE --name TEXT --fee-account CODE --highest-fee PERCENT [--currency CODE] [--reserve-account CODE] [--words TEXT] [--mapping FILE] [--valid-from DAY]',
  summary: 'Declares a payment service, or new terms of one from a day on.',
  options: {
    name: 'text',
    currency: 'text',
    'fee-account': 'text',
    'highest-fee': 'text',
    'reserve-account': 'text',
    words: 'text',
    mapping: 'text',
    'valid-from': 'text',
  },
  files: [1, 1],
  run(invocation) {
    const code = invocation.files[0]!;
    const [name, feeAccount, highest] = ['name', 'fee-account', 'highest-fee'].map((one) =>
      textOption(invocation, one),
    );
    if (name === undefined || feeAccount === undefined || highest === undefined)
      throw new UsageError('--name, --fee-account and --highest-fee are needed.');
    return withCompany(invocation, async ({ engine, caller }, company, asOf) => {
      const mapping = mappingOf(invocation, 'table', parseMapping);
      if (!mapping.ok) return mapping;
      const outcome = await declarePaymentService(engine, caller, {
        company,
        terms: {
          code,
          name,
          currency: textOption(invocation, 'currency') ?? company.currency,
          validFrom: dayOption(invocation, 'valid-from') ?? asOf,
          feeAccountCode: feeAccount,
          highestFeePercent: highest,
          reserveAccountCode: textOption(invocation, 'reserve-account'),
          words: textOption(invocation, 'words'),
          mapping: mapping.value,
        },
      });
      if (!outcome.ok) return outcome;
      return done({
        json: { serviceId: outcome.value.serviceId.toString(), code },
        text: `${name} is declared; its fees go to ${feeAccount}, up to ${highest} % without a person.`,
      });
    });
  },
};

const importCommand: Command = {
  name: 'settlements import',
  arguments: 'FILE… --service CODE [--mapping FILE]',
  summary: 'Imports settlement reports (CSV, XLSX); a deposit that came before is explained at once.',
  options: { service: 'text', mapping: 'text' },
  files: [1, 1000],
  run(invocation) {
    const service = textOption(invocation, 'service');
    if (service === undefined) throw new UsageError('--service is needed.');
    return withCompany(invocation, async ({ engine, caller }, company, asOf) => {
      const mapping = mappingOf(invocation, 'table', parseMapping);
      if (!mapping.ok) return mapping;
      const files = [];
      for (const path of invocation.files) {
        const bytes = readInput(path);
        if (!bytes.ok) return bytes;
        const name = basename(path);
        const outcome = await importSettlementFile(
          engine,
          { ...caller, source: name },
          { company, service, name, bytes: bytes.value, mapping: mapping.value, receivedOn: asOf },
        );
        if (!outcome.ok) return outcome;
        files.push(outcome.value);
      }
      const settled = await settleNow(engine, caller, { company, asOf });
      if (!settled.ok) return settled;
      const rows = files.flatMap((file) => file.settlements);
      const refused = files.flatMap((file) => file.refused);
      return done({
        json: {
          files: files.map((file) => ({
            file: file.file,
            layout: file.layout,
            settlements: file.settlements.map((one) => ({ ...one, settlementId: one.settlementId.toString() })),
            refused: file.refused.map((one) => ({
              number: one.number,
              code: one.refusal.code,
              message: one.refusal.message,
            })),
          })),
          ...settled.value,
        },
        text: [
          table(
            ['Settlement', 'State', 'Paid out', '', ''],
            rows.map((one) => [one.number, one.state, grouped(one.amount), one.currency, one.heldReason ?? '']),
            ['left', 'left', 'right'],
          ),
          ...refused.map((one) => `! ${one.number}: ${one.refusal.message}`),
          `${settled.value.posted} posted with their deposit; ${settled.value.applied} parts applied, ${settled.value.proposed} proposed.`,
        ].join('\n'),
      });
    });
  },
};

const listCommand: Command = {
  name: 'settlements list',
  arguments: `[--state ${settlementStates.join('|')}] [--service CODE] [--number NUMBER] [--limit N]`,
  summary: 'Settlements with their state, the newest first.',
  options: { state: 'text', service: 'text', number: 'text', limit: 'text' },
  files: [0, 0],
  run(invocation) {
    const said = textOption(invocation, 'state');
    const state = settlementStates.find((one): one is SettlementState => one === said);
    if (said !== undefined && state === undefined)
      throw new UsageError(`--state is one of ${settlementStates.join(', ')}.`);
    const limit = countOption(invocation, 'limit', 50);
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const rows = await listSettlements(engine, tenant.id, {
        companyId: company.id,
        state,
        service: textOption(invocation, 'service'),
        number: textOption(invocation, 'number'),
        limit,
      });
      return done({
        json: { company: company.code, settlements: rows.map(toJson) },
        text:
          rows.length === 0
            ? 'There are no such settlements.'
            : table(
                ['Settlement', 'Of', 'State', 'Paid out', 'Gross', 'Fees', '', 'Lines', 'Open', 'Why it waits'],
                rows.map((one) => [
                  one.number,
                  one.serviceName,
                  one.state,
                  grouped(one.amount),
                  grouped(one.gross),
                  grouped(one.fees),
                  one.currency,
                  one.lines.toString(),
                  one.open.toString(),
                  one.state === 'held' ? (one.heldReason ?? '') : '',
                ]),
                ['left', 'left', 'left', 'right', 'right', 'right', 'left', 'right', 'right'],
              ),
      });
    });
  },
};

const showCommand: Command = {
  name: 'settlements show',
  arguments: 'NUMBER',
  summary: 'One settlement with its lines: what each became, and why.',
  options: {},
  files: [1, 1],
  run(invocation) {
    return withCompany(invocation, async (books, company) => {
      const { engine, tenant } = books;
      const found = await settlementNamed(books, company, invocation.files[0]!);
      if (!found.ok) return found;
      const { id, currency } = found.value;
      const lines = await listSettlementLines(engine, tenant.id, { settlementId: id, currency });
      return done({
        json: {
          ...toJson(found.value),
          parts: lines.map((one) => ({ ...one, receiptId: one.receiptId?.toString() ?? null })),
        },
        text: table(
          ['Line', 'What', 'Document', 'From', 'Gross', 'Fee', 'Became', 'Why'],
          lines.map((one) => [
            one.line.toString(),
            one.kind,
            one.document || one.reference,
            one.customer ?? one.customerName ?? '',
            grouped(one.gross),
            grouped(one.fee),
            one.receiptState ?? '',
            one.explanation ?? '',
          ]),
          ['right', 'left', 'left', 'left', 'right', 'right'],
        ),
      });
    });
  },
};

const depositCommand: Command = {
  name: 'settlements deposit',
  arguments: 'NUMBER --receipt ID',
  summary: 'Says which unidentified receipt is the deposit of a settlement.',
  options: { receipt: 'text' },
  files: [1, 1],
  run(invocation) {
    const receipt = textOption(invocation, 'receipt');
    if (receipt === undefined || !/^\d{1,18}$/.test(receipt))
      throw new UsageError('--receipt names the receipt by its id.');
    return withCompany(invocation, async (books, company, asOf) => {
      const { engine, caller, tenant } = books;
      const found = await settlementNamed(books, company, invocation.files[0]!);
      if (!found.ok) return found;
      const { rows } = await runQuery(engine, tenant.id, (db) =>
        sql<{ bank_line_id: bigint }>`
          select bank_line_id from cash.v_receipt
          where tenant_id = ${tenant.id} and company_id = ${company.id} and id = ${receipt}::bigint and state = 'unidentified'`.execute(
          db,
        ),
      );
      const lineId = rows[0]?.bank_line_id;
      if (lineId === undefined)
        return refuse(
          'cash.receipt-not-found',
          `There is no unidentified receipt ${receipt} in ${company.code}. Nothing was changed.`,
        );
      const posted = await postSettlement(engine, caller, { company, settlementId: found.value.id, lineId });
      if (!posted.ok) return posted;
      const settled = await settleNow(engine, caller, { company, asOf, lineIds: posted.value.lineIds });
      if (!settled.ok) return settled;
      const { applied, proposed } = settled.value;
      return done({
        json: { number: found.value.number, applied, proposed },
        text: `Settlement ${found.value.number} is posted; ${applied} parts applied, ${proposed} proposed.`,
      });
    });
  },
};

/** A command that names a settlement and says why. */
const decision = (
  verb: 'release' | 'hold' | 'withdraw' | 'restore' | 'reverse',
  summary: string,
  said: string,
  decide: (
    books: Books,
    of: { company: Company; settlementId: bigint; reason: string; postingDate: string },
  ) => Promise<Outcome<unknown>>,
): Command => ({
  name: `settlements ${verb}`,
  arguments: 'NUMBER --reason TEXT',
  summary,
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    return withCompany(invocation, async (books, company, asOf) => {
      const found = await settlementNamed(books, company, invocation.files[0]!);
      if (!found.ok) return found;
      const { id, number } = found.value;
      const outcome = await decide(books, { company, settlementId: id, reason, postingDate: asOf });
      return outcome.ok
        ? done({ json: { id: id.toString(), number }, text: `Settlement ${number} ${said}.` })
        : outcome;
    });
  },
});

export const settlementCommands: readonly Command[] = [
  servicesCommand,
  serviceCommand,
  importCommand,
  listCommand,
  showCommand,
  depositCommand,
  decision('release', 'Lets a settlement pass whose fees are above the terms.', 'may pass', ({ engine, caller }, of) =>
    releaseSettlement(engine, caller, of),
  ),
  decision('hold', 'Takes back that a settlement may pass.', 'is held again', ({ engine, caller }, of) =>
    holdSettlement(engine, caller, of),
  ),
  decision('withdraw', 'Withdraws a settlement that is not posted.', 'is withdrawn', ({ engine, caller }, of) =>
    withdrawSettlement(engine, caller, of),
  ),
  decision('restore', 'Takes the withdrawal of a settlement back.', 'stands again', ({ engine, caller }, of) =>
    restoreSettlement(engine, caller, of),
  ),
  decision(
    'reverse',
    'Takes a posted settlement back in one step; its deposit is unidentified again.',
    'is taken back, and its deposit is unidentified again',
    ({ engine, caller }, of) => reverseSettlement(engine, caller, of),
  ),
];
