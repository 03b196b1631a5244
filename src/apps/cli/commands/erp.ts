/** `erp …`: a company as the mirror of its ERP, and the loads that keep it so. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  builtInErpMappings,
  type Declared,
  discardLoad,
  type ErpLoadResult,
  listLoadRows,
  listOpenMoney,
  loadErpFile,
  type OpenMoney,
  parseControlBalances,
  parseManifest,
  parseTotals,
  releaseLoad,
  saySameMoney,
  setCompanyMode,
} from '#integrations';
import { done, formatAmount, type Outcome, refuse } from '#kernel';
import { runQuery } from '#platform';
import { type Command, dayOption, type Invocation, textOption, UsageError, withCompany } from '../command.ts';
import { readJson } from '../mapping-file.ts';
import { table } from '../output.ts';
import { readInput } from './bank.ts';

/** The mapping of `--mapping`: a file, or the name of one that comes with Dunwell. */
function erpMappingOf(invocation: Invocation): Outcome<unknown> {
  const given = textOption(invocation, 'mapping');
  if (given === undefined)
    throw new UsageError(
      `Say how the file is built: --mapping FILE, or one of ${[...builtInErpMappings.keys()].join(', ')}.`,
    );
  const builtIn = builtInErpMappings.get(given);
  if (builtIn !== undefined) return done(builtIn);
  if (!existsSync(given))
    return refuse(
      'table.mapping-unknown',
      `There is no mapping file "${given}", and none of the built-in ones is called so. Nothing was changed.`,
      { builtIn: [...builtInErpMappings.keys()] },
      { file: given },
    );
  return readJson(given, 'table.mapping-malformed');
}

/** What flags declare, over the manifest `FILE.manifest.json` beside the file. */
function declaredOf(invocation: Invocation, path: string): Outcome<Declared> {
  const beside = `${path}.manifest.json`;
  let declared: Declared = {};
  if (existsSync(beside)) {
    const json = readJson(beside, 'erp.manifest-malformed');
    if (!json.ok) return json;
    const manifest = parseManifest(json.value, beside);
    if (!manifest.ok) return manifest;
    declared = manifest.value;
  }
  const { full, delta } = invocation.options;
  if (full === true && delta === true) throw new UsageError('A load is full or delta, not both.');
  const flags: Record<string, unknown> = {
    kind: full === true ? 'full' : delta === true ? 'delta' : undefined,
    scope: textOption(invocation, 'scope'),
    keyDate: dayOption(invocation, 'key-date'),
    since: dayOption(invocation, 'since'),
  };
  const balances = textOption(invocation, 'control-balance');
  if (balances !== undefined) {
    const parsed = parseControlBalances(balances);
    if (!parsed.ok) return parsed;
    flags['controlBalance'] = parsed.value;
  }
  const count = textOption(invocation, 'count');
  if (count !== undefined) {
    if (!/^\d{1,9}$/.test(count)) throw new UsageError(`--count takes a whole number, not "${count}".`);
    flags['count'] = Number(count);
  }
  const total = textOption(invocation, 'total');
  if (total !== undefined) {
    const totals = parseTotals(total);
    if (!totals.ok) return totals;
    flags['total'] = totals.value;
  }
  return parseManifest(
    { ...declared, ...Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) },
    basename(path),
  );
}

/** What a load is held for, though nobody can release it: an older snapshot changes nothing, a later day would make all others old. */
const neverReleased: ReadonlySet<string> = new Set(['older', 'future']);

/** A load's outcome as people read it. */
function describeLoad(result: Omit<ErpLoadResult, 'badFile'>, badPath: string | null, check: boolean): string {
  const badRows = new Set(result.bad.map((one) => one.row)).size;
  const lines = [
    result.known
      ? `${result.file}: loaded before, declared the same way (load ${result.loadId}, ${result.state}); nothing was changed.`
      : `${result.file}: ${result.kind} load of ${result.scope} for ${result.keyDate} ${check ? 'would be ' : 'is '}${result.state}${result.loadId === null ? '' : ` as load ${result.loadId}`}: ${result.rows} rows, ${result.changed} changed, ${result.unchanged} unchanged, ${result.missing} not named, ${badRows} bad${badPath ? ` (see ${badPath})` : ''}${check ? '; nothing was changed' : ''}.`,
    ...result.reasons.map((reason) => `  ${reason.text}`),
    ...(result.state === 'held' && result.loadId !== null && !result.known
      ? [
          result.reasons.some((reason) => neverReleased.has(reason.code))
            ? `  It cannot be let in: dunwell erp discard ${result.loadId} --reason "…".`
            : `  Look at it, then: dunwell erp release ${result.loadId} --reason "…", or erp discard.`,
        ]
      : []),
  ];
  const rows = result.bad.slice(0, 20).map((one) => [String(one.row), one.column, one.value.slice(0, 40), one.reason]);
  return rows.length === 0
    ? lines.join('\n')
    : `${lines.join('\n')}\n\n${table(['Row', 'Column', 'Value', 'Why'], rows, ['right'])}`;
}

/** Ids as text, for JSON. */
const loadToJson = ({ loadId, badFile: _, ...result }: ErpLoadResult) => ({
  ...result,
  loadId: loadId?.toString() ?? null,
});

const erpLoadCommand: Command = {
  name: 'erp load',
  arguments:
    'FILE --mapping NAME|FILE [--full|--delta] [--scope NAME] [--key-date DAY] [--since DAY] [--count N] [--total AMOUNT|CUR=AMOUNT,…] [--control-balance AMOUNT|ACCOUNT=AMOUNT,…] [--check] [--bad FILE]',
  summary: "Loads the ERP's open items into the mirror; what does not hold what it declares is held for a person.",
  options: {
    mapping: 'text',
    full: 'flag',
    delta: 'flag',
    scope: 'text',
    'key-date': 'text',
    since: 'text',
    count: 'text',
    total: 'text',
    'control-balance': 'text',
    check: 'flag',
    bad: 'text',
  },
  files: [1, 1],
  run(invocation) {
    const path = invocation.files[0]!;
    const mapping = erpMappingOf(invocation);
    if (!mapping.ok) return Promise.resolve(mapping);
    const declared = declaredOf(invocation, path);
    if (!declared.ok) return Promise.resolve(declared);
    return withCompany(invocation, async ({ engine, caller }, company) => {
      const bytes = readInput(path);
      if (!bytes.ok) return bytes;
      const check = invocation.options['check'] === true;
      const outcome = await loadErpFile(engine, caller, {
        company,
        fileName: basename(path),
        bytes: bytes.value,
        mapping: mapping.value,
        declared: declared.value,
        check,
        onProgress: (count, total) => invocation.progress.update('erp load', count, total),
      });
      if (!outcome.ok) return outcome;
      const badPath = textOption(invocation, 'bad') ?? `${path}.bad.csv`;
      const anyBad = outcome.value.bad.length > 0;
      // The mark in front makes spreadsheets read it as UTF-8.
      if (anyBad) writeFileSync(badPath, `\ufeff${outcome.value.badFile}`);
      else rmSync(badPath, { force: true });
      return done({
        json: { ...loadToJson(outcome.value), check, badFile: anyBad ? badPath : null },
        text: describeLoad(outcome.value, anyBad ? badPath : null, check),
      });
    });
  },
};

const erpLoadsCommand: Command = {
  name: 'erp loads',
  arguments: '[--state accepted|held|released|refused|superseded]',
  summary: 'Lists the loads of a company, the newest first, with the reasons of those that are held.',
  options: { state: 'text' },
  files: [0, 0],
  run(invocation) {
    const state = textOption(invocation, 'state') ?? null;
    const states = ['accepted', 'held', 'released', 'refused', 'superseded'] as const;
    const wanted = states.find((one) => one === state) ?? null;
    if (state !== null && wanted === null) throw new UsageError(`--state takes one of ${states.join(', ')}.`);
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const loads = await runQuery(engine, tenant.id, (db) =>
        listLoadRows(db, tenant.id, { companyIds: [company.id], state: wanted, beforeId: null, limit: 200 }),
      );
      const rows = loads.map((load) => ({
        id: load.id.toString(),
        scope: load.scope,
        kind: load.kind,
        keyDate: load.keyDate,
        file: load.fileName,
        state: load.state,
        takenIn: load.applied,
        reasons: load.reasons,
        decision: load.decisionReason,
        counts: load.counts,
      }));
      const text =
        rows.length === 0
          ? 'No loads.'
          : table(
              ['Load', 'Scope', 'Kind', 'Key date', 'State', 'File', 'Why'],
              rows.map((row) => [
                row.id,
                row.scope ?? '',
                row.kind ?? '',
                row.keyDate ?? '',
                row.state,
                row.file,
                [...row.reasons.map((reason) => reason.text), ...(row.decision ? [row.decision] : [])].join(' '),
              ]),
              ['right'],
            );
      return done({ json: { rows }, text });
    });
  },
};

const erpPaymentsCommand: Command = {
  name: 'erp payments',
  arguments: '',
  summary:
    'Lists the ERP payments that wait for their receipts, and receipts that the ERP may count already, with what they may be.',
  options: {},
  files: [0, 0],
  run(invocation) {
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const found = await listOpenMoney(engine, tenant.id, company);
      const side = (one: Pick<OpenMoney, 'payment' | 'receiptId' | 'number' | 'day'>) => ({
        payment: one.payment,
        receipt: one.receiptId?.toString() ?? null,
        number: one.number,
        day: one.day,
      });
      const rows = found.map((one) => ({
        ...side(one),
        amount: formatAmount(one.amountMinor, one.currency),
        currency: one.currency,
        why: one.why,
        candidates: one.candidates.map(side),
      }));
      const called = (one: ReturnType<typeof side>): string =>
        one.payment === null ? `receipt ${one.receipt}` : `payment ${one.payment}`;
      const text =
        rows.length === 0
          ? 'Nothing waits.'
          : table(
              ['Waits', 'Day', 'Amount', 'May be', 'Why'],
              rows.map((row) => [
                called(row),
                row.day,
                `${row.amount} ${row.currency}`,
                row.candidates.map((one) => `${called(one)} of ${one.day}`).join(', '),
                row.why,
              ]),
              ['left', 'left', 'right'],
            );
      return done({ json: { rows }, text });
    });
  },
};

const moneyAnswer = (verdict: 'same' | 'different', summary: string): Command => ({
  name: `erp ${verdict}`,
  arguments: 'PAYMENT RECEIPT --reason TEXT',
  summary,
  options: { reason: 'text' },
  files: [2, 2],
  run(invocation) {
    const [key] = invocation.files;
    const receiptId = idArgument(invocation, 1, 'a receipt');
    return withCompany(invocation, async ({ engine, caller }, company, asOf) => {
      const outcome = await saySameMoney(engine, caller, {
        company,
        key: key!,
        receiptId,
        verdict,
        reason: textOption(invocation, 'reason') ?? '',
        asOf,
      });
      if (!outcome.ok) return outcome;
      return done({
        json: { payment: key, receipt: receiptId.toString(), verdict },
        text:
          verdict === 'same'
            ? `The payment ${key} is the money of receipt ${receiptId}; it counts once.`
            : `The payment ${key} is not the money of receipt ${receiptId}.`,
      });
    });
  },
});

const erpSameCommand = moneyAnswer('same', 'Says that a payment of the ERP is the money of a receipt; it counts once.');
const erpDifferentCommand = moneyAnswer('different', 'Says that a payment of the ERP is not the money of a receipt.');

/** The id that a command names instead of a file. */
function idArgument(invocation: Invocation, place = 0, what = 'a load'): bigint {
  const text = invocation.files[place]!;
  if (!/^\d{1,18}$/.test(text)) throw new UsageError(`"${text}" is not the number of ${what}.`);
  return BigInt(text);
}

const decision = (verb: 'release' | 'discard', summary: string, said: string): Command => ({
  name: `erp ${verb}`,
  arguments: 'LOAD --reason TEXT',
  summary,
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const loadId = idArgument(invocation);
    const reason = textOption(invocation, 'reason') ?? '';
    return withCompany(invocation, async ({ engine, caller }, company) => {
      const outcome = await (verb === 'release' ? releaseLoad : discardLoad)(engine, caller, {
        company,
        loadId,
        reason,
      });
      if (!outcome.ok) return outcome;
      return done({
        json: { loadId: loadId.toString(), state: verb === 'release' ? 'released' : 'refused' },
        text: `Load ${loadId} was ${said}.`,
      });
    });
  },
});

const erpReleaseCommand = decision('release', 'Takes a held load in; the reason is kept.', 'released and taken in');
const erpDiscardCommand = decision('discard', 'Refuses a held load; the reason is kept.', 'discarded');

const erpMirrorCommand: Command = {
  name: 'erp mirror',
  arguments: '[--off] [--reason TEXT]',
  summary: 'Makes a company the mirror of its ERP, which then owns the documents; --off gives it its own books back.',
  options: { off: 'flag', reason: 'text' },
  files: [0, 0],
  run(invocation) {
    const mode = invocation.options['off'] === true ? 'standalone' : 'mirrored';
    return withCompany(invocation, async ({ engine, caller }, company) => {
      const reason = textOption(invocation, 'reason') ?? `Company ${company.code} was set to ${mode}.`;
      const outcome = await setCompanyMode(engine, caller, { company, mode, reason });
      if (!outcome.ok) return outcome;
      return done({
        json: { company: company.code, mode },
        text: `Company ${company.code} is ${mode === 'mirrored' ? 'the mirror of its ERP' : 'on its own books'}.`,
      });
    });
  },
};

export const erpCommands: readonly Command[] = [
  erpLoadCommand,
  erpLoadsCommand,
  erpReleaseCommand,
  erpDiscardCommand,
  erpPaymentsCommand,
  erpSameCommand,
  erpDifferentCommand,
  erpMirrorCommand,
];
