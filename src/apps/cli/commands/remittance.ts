/** `remittance read`, `import`, `list`, `link`, `unlink` and `withdraw`. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import {
  type AdviceFileResult,
  importAdviceFile,
  linkAdvice,
  listAdvices,
  loadAdvice,
  matchAdvices,
  unlinkAdvice,
  withdrawAdvice,
} from '#cash';
import {
  parseRemittanceMapping,
  type RemittanceFile,
  readRemittance,
  remittanceFileToJson,
  warningText,
} from '#formats';
import { done, refuse } from '#kernel';
import { recogniseWords, runQuery, sql } from '#platform';
import {
  type Books,
  type Command,
  companiesOf,
  countOption,
  dayOption,
  neededOption,
  textOption,
  UsageError,
  withBooks,
  withCompany,
} from '../command.ts';
import { mappingOf } from '../mapping-file.ts';
import { grouped, table } from '../output.ts';
import { readInput } from './bank.ts';

export const remittanceReadCommand: Command = {
  name: 'remittance read',
  arguments: 'FILE [--mapping FILE]',
  summary: 'Reads a remittance advice and shows what it pays; touches no database.',
  options: { mapping: 'text' },
  files: [1, 1],
  async run(invocation) {
    const path = invocation.files[0]!;
    const bytes = readInput(path);
    if (!bytes.ok) return bytes;
    const mapping = mappingOf(invocation, 'remittance', parseRemittanceMapping);
    if (!mapping.ok) return mapping;
    const read = await readRemittance(bytes.value, {
      fileName: basename(path),
      mapping: mapping.value,
      words: recogniseWords,
    });
    if (!read.ok) return read;
    return done({ json: remittanceFileToJson(read.value), text: describe(read.value) });
  },
};

function describe(file: RemittanceFile): string {
  const { format, remittances, warnings } = remittanceFileToJson(file);
  const parts = remittances.map((one) => {
    const title = [
      one.payer.name ?? 'payer not given',
      one.reference ?? 'no reference',
      one.date,
      `${one.amount === null ? 'amount not given' : grouped(one.amount)} ${one.currency ?? ''}`,
    ]
      .filter(Boolean)
      .join(' · ');
    const rows = one.lines.map((line) => [
      line.reference,
      line.amount === null ? 'not said' : grouped(line.amount),
      line.discount === null ? '' : grouped(line.discount),
      line.adjustments.map(({ code, amount }) => (amount === null ? code : `${code} ${grouped(amount)}`)).join(', '),
      (line.memo ?? '').slice(0, 60),
    ]);
    return rows.length === 0
      ? title
      : `${title}\n${table(['Document', 'Paid', 'Discount', 'Adjustments', 'Memo'], rows, ['left', 'right', 'right'])}`;
  });
  const said = warnings.map((warning) => `! ${warningText(warning)}`);
  return [`Format ${format}`, ...parts, ...said].join('\n\n');
}

export const remittanceImportCommand: Command = {
  name: 'remittance import',
  arguments: 'FILE… [--mapping NAME|FILE] [--company CODE] [--account NUMBER]',
  summary:
    'Imports remittance advices: kept with their bytes, matched with the money whichever came first. Tables are read by the kept mapping that fits (bank mappings), or the one that is named. --account: where a lockbox is paid into.',
  options: { mapping: 'text', account: 'text' },
  files: [1, 10_000],
  run(invocation) {
    return withBooks(invocation, async (books) => {
      const { engine, caller } = books;
      const companies = await companiesOf(invocation, books);
      if (!companies.ok) return companies;
      // A name that is no file is that of a kept mapping.
      const said = textOption(invocation, 'mapping');
      const isKept = said !== undefined && !existsSync(said);
      const mapping = isKept ? done(undefined) : mappingOf(invocation, 'remittance', parseRemittanceMapping);
      if (!mapping.ok) return mapping;
      const results: AdviceFileResult[] = [];
      for (const [index, path] of invocation.files.entries()) {
        const bytes = readInput(path);
        const outcome = bytes.ok
          ? await importAdviceFile(
              engine,
              { ...caller, source: basename(path) },
              {
                name: basename(path),
                bytes: bytes.value,
                companies: companies.value,
                mapping: mapping.value,
                keptMapping: isKept ? said : undefined,
                bankAccount: textOption(invocation, 'account'),
                receivedOn: dayOption(invocation, 'as-of'),
              },
            )
          : bytes;
        if (!outcome.ok) {
          // Each file is its own transaction: those before this one are in.
          if (results.length === 0) return outcome;
          const imported = results.map((one) => one.file);
          const { refusal } = outcome;
          return { ok: false, refusal: { ...refusal, details: { ...refusal.details, imported } } };
        }
        results.push(outcome.value);
        invocation.progress.update('remittance advices', index + 1, invocation.files.length);
      }
      for (const company of companies.value) {
        if (!results.some((one) => one.company === company.code)) continue;
        const matched = await matchAdvices(engine, caller, {
          company,
          asOf: dayOption(invocation, 'as-of'),
          lineIds: results.flatMap((one) => (one.company === company.code ? one.lineIds : [])),
        });
        if (!matched.ok) return matched;
      }
      const files = [];
      for (const result of results) {
        const company = companies.value.find((one) => one.code === result.company);
        const advices = company
          ? await listAdvices(engine, books.tenant.id, { companyId: company.id, ids: result.adviceIds, limit: 10_000 })
          : [];
        files.push({ ...withoutIds(result), advices: advices.map(adviceToJson) });
      }
      return done({ json: { files }, text: describeImport(files) });
    });
  },
};

const withoutIds = ({ adviceIds: _, lineIds: __, ...result }: AdviceFileResult) => result;

type Listed = Awaited<ReturnType<typeof listAdvices>>[number];

const adviceToJson = ({ id, receiptId, ...one }: Listed) => ({
  id: id.toString(),
  ...one,
  receiptId: receiptId?.toString() ?? null,
});

const adviceTable = (rows: readonly ReturnType<typeof adviceToJson>[]): string =>
  table(
    ['Advice', 'Received', 'Payer', 'Customer', 'Reference', 'Amount', '', 'State', ''],
    rows.map((one) => [
      one.id,
      one.receivedOn,
      (one.payer ?? '').slice(0, 30),
      one.customer ?? '',
      one.reference ?? '',
      one.amount === null ? 'not said' : grouped(one.amount),
      one.currency,
      one.state,
      one.says,
    ]),
    ['right', 'left', 'left', 'left', 'left', 'right'],
  );

function describeImport(
  files: readonly (Omit<AdviceFileResult, 'adviceIds' | 'lineIds'> & { advices: ReturnType<typeof adviceToJson>[] })[],
): string {
  return files
    .map((one) => {
      const title = `${one.file} · ${one.format}`;
      if (one.repeatedFile) return `${title} · the same file again; nothing was changed`;
      return [
        one.format === 'x12.812'
          ? `${title} · ${one.company} · ${one.adjustments} adjustments wait (adjustments list)${one.knownAdjustments > 0 ? `, ${one.knownAdjustments} were known already` : ''}`
          : `${title} · ${one.company} · ${one.advices.length} advices\n${adviceTable(one.advices)}`,
        ...one.warnings.map((warning) => `! ${warning}`),
      ].join('\n');
    })
    .join('\n\n');
}

const states = ['waiting', 'matched', 'partly', 'contradicts', 'withdrawn'] as const;

export const remittanceListCommand: Command = {
  name: 'remittance list',
  arguments: '[--state waiting|matched|partly|contradicts|withdrawn] [--limit N]',
  summary: 'Lists remittance advices, the newest first, with what became of each.',
  options: { state: 'text', limit: 'text' },
  files: [0, 0],
  run(invocation) {
    const said = textOption(invocation, 'state');
    const state = states.find((one) => one === said);
    if (said !== undefined && state === undefined) throw new UsageError(`--state is one of ${states.join(', ')}.`);
    const limit = countOption(invocation, 'limit', 50);
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const rows = await listAdvices(engine, tenant.id, { companyId: company.id, state, limit });
      const advices = rows.map(adviceToJson);
      return done({
        json: { company: company.code, advices },
        text: advices.length === 0 ? 'There are no such remittance advices.' : adviceTable(advices),
      });
    });
  },
};

/** The advice that a command names, as it is now. */
function adviceNamed(
  { engine, tenant }: Books,
  company: { id: bigint; code: string },
  name: string,
): ReturnType<typeof loadAdvice> {
  return /^\d{1,18}$/.test(name)
    ? loadAdvice(engine, tenant.id, { companyId: company.id, adviceId: BigInt(name) })
    : Promise.resolve(undefined);
}
const noAdvice = (name: string, company: { code: string }) =>
  refuse('cash.advice-not-found', `There is no remittance advice "${name}" in ${company.code}. Nothing was changed.`);

export const remittanceLinkCommand: Command = {
  name: 'remittance link',
  arguments: 'ADVICE RECEIPT',
  summary: 'Links an advice to the receipt (its number or id) that it is about, and matches the receipt again.',
  files: [2, 2],
  run(invocation) {
    const [name, receiptName] = invocation.files;
    return withCompany(invocation, async (books, company, asOf) => {
      const { engine, caller, tenant } = books;
      const advice = await adviceNamed(books, company, name!);
      if (!advice) return noAdvice(name!, company);
      const { rows } = await runQuery(engine, tenant.id, (db) =>
        sql<{ id: bigint; bank_line_id: bigint }>`
          select id, bank_line_id from cash.v_receipt
          where tenant_id = ${tenant.id} and company_id = ${company.id} and amount_minor > 0
            and (number = ${receiptName!} or id::text = ${receiptName!}) limit 1`.execute(db),
      );
      const [receipt] = rows;
      if (!receipt)
        return refuse(
          'cash.receipt-not-found',
          `There is no receipt "${receiptName}" in ${company.code}. Nothing was changed.`,
        );
      const linked = await linkAdvice(engine, caller, {
        company,
        adviceId: advice.id,
        version: advice.version,
        receiptId: receipt.id,
        asOf,
      });
      if (!linked.ok) return linked;
      const now = await adviceNamed(books, company, name!);
      return done({ json: adviceToJson(now!), text: now!.says });
    });
  },
};

export const remittanceUnlinkCommand: Command = {
  name: 'remittance unlink',
  arguments: 'ADVICE --reason TEXT',
  summary: 'Takes an advice from its money; it waits again, and is not linked to that money by itself.',
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    const name = invocation.files[0]!;
    return withCompany(invocation, async (books, company, asOf) => {
      const advice = await adviceNamed(books, company, name);
      if (!advice) return noAdvice(name, company);
      const outcome = await unlinkAdvice(books.engine, books.caller, {
        company,
        adviceId: advice.id,
        version: advice.version,
        reason,
        asOf,
      });
      if (!outcome.ok) return outcome;
      return done({ json: { id: name, state: 'waiting' }, text: `Advice ${name} waits for its money again.` });
    });
  },
};

export const remittanceWithdrawCommand: Command = {
  name: 'remittance withdraw',
  arguments: 'ADVICE --reason TEXT',
  summary: 'Withdraws an advice that is no longer meant; what was posted on it stays.',
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    const name = invocation.files[0]!;
    return withCompany(invocation, async (books, company, asOf) => {
      const advice = await adviceNamed(books, company, name);
      if (!advice) return noAdvice(name, company);
      const outcome = await withdrawAdvice(books.engine, books.caller, {
        company,
        adviceId: advice.id,
        version: advice.version,
        reason,
        asOf,
      });
      if (!outcome.ok) return outcome;
      return done({ json: { id: name, state: 'withdrawn' }, text: `Advice ${name} is withdrawn.` });
    });
  },
};
