/** Imports over HTTP: what a file is, what it would bring, the import, the list with bad rows, the undo by reversal. */
import { z } from 'zod';
import { type BankImportResult, checkBankFile, importBankFile, loadBankAccounts, loadFileMappings } from '#cash';
import { findCompany, listCompanies } from '#company';
import { type Fields, parseBankMapping } from '#formats';
import { done, type Outcome, refuse } from '#kernel';
import { listRoutes } from '#lists';
import {
  type Action,
  askForMember,
  type Caller,
  defineRoute,
  type Engine,
  type RouteDefinition,
  runQuery,
  type Scope,
} from '#platform';
import { importCustomers } from './commands/import-customers.ts';
import { importFile } from './commands/import-file.ts';
import { importItems } from './commands/import-items.ts';
import { importPayables } from './commands/import-payables.ts';
import { findImport, previewImportUndo, reverseImport } from './commands/reverse-import.ts';
import { saveTableMapping } from './commands/save-mapping.ts';
import { bankFields, fieldsOf } from './fields.ts';
import {
  bankImportAnswer,
  bankImportQuery,
  importParams,
  inspectionAnswer,
  inspectQuery,
  mappingBody,
  mappingsAnswer,
  mendedCells,
  tableImportAnswer,
  tableImportQuery,
  undoAnswer,
  undoBody,
  undoPreviewAnswer,
} from './imports/contract.ts';
import { importsList } from './lists.ts';
import { inspectFile } from './queries/inspect-file.ts';
import { endBrokenImports, importsSource } from './queries/list-imports.ts';
import { type FileImport, type ImportKind, loadTableMappings } from './store/imports.ts';
import type { MendedCell, TableImportResult } from './table-import.ts';

const megabyte = 1024 * 1024;
const uploadMaxBytes = 100 * megabyte;
/** Bad rows told in an answer; all of them are in the file. */
const badRowsTold = 200;

const fieldList = (fields: Fields) =>
  Object.entries(fields).map(([name, field]) => ({ name, required: field.required === true }));

const bankImportToJson = (result: BankImportResult) => ({
  ...result,
  leftAside: [...result.leftAside],
  taken: [...result.taken],
  warnings: [...result.warnings],
});

/** A request's key belongs to one command; an import is many, and each row is known by its own number. */
const withoutKey = ({ idempotencyKey: _one, ...caller }: Caller): Caller => caller;

/** The mapping that a request names or brings; undefined: the header has our own field names. */
async function mappingOf(
  engine: Engine,
  scope: Scope,
  query: { mapping?: string | undefined; draft?: string | undefined },
): Promise<Outcome<{ mapping: unknown; name: string | null }>> {
  if (query.draft !== undefined) {
    try {
      return done({ mapping: JSON.parse(query.draft) as unknown, name: query.mapping ?? null });
    } catch {
      return refuse('table.mapping-malformed', 'The mapping is no JSON. Nothing was changed.', {}, { field: 'draft' });
    }
  }
  if (query.mapping === undefined) return done({ mapping: undefined, name: null });
  const kept = await runQuery(engine, scope.tenantId, (db) => loadTableMappings(db, scope.tenantId));
  const found = kept.find((one) => one.name === query.mapping);
  if (found) return done({ mapping: found.mapping, name: found.name });
  return refuse(
    'table.mapping-unknown',
    `There is no mapping "${query.mapping}". Nothing was changed.`,
    {},
    { field: 'mapping' },
  );
}

/** The mended cells of a request. Refuses `table.mended-malformed`. */
function mendedOf(text: string | undefined): Outcome<readonly MendedCell[] | undefined> {
  if (text === undefined) return done(undefined);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  const parsed = mendedCells.safeParse(json);
  if (parsed.success) return done(parsed.data);
  return refuse(
    'table.mended-malformed',
    'The mended cells are no JSON list of row, column and value. Nothing was changed.',
    {},
    { field: 'mended' },
  );
}

const bankRefusals = [
  'cash.bank-account-unknown',
  'cash.bank-account-closed',
  'cash.bank-account-not-found',
  'cash.file-mapping-unknown',
  'cash.file-mapping-ambiguous',
  'cash.file-mapping-account',
  'bank.mapping-malformed',
];

/** A bank file as a request brings it: with a kept mapping by name, or with one that was made for it and the account. */
async function bankFileOf(
  engine: Engine,
  scope: Scope,
  query: z.output<typeof bankImportQuery>,
  bytes: Uint8Array,
): Promise<Outcome<Parameters<typeof importBankFile>[2]>> {
  const file = { name: query.fileName, bytes, companyIds: scope.companyIds, keptMapping: query.mapping };
  if (query.draft === undefined) return done(file);
  let json: unknown;
  try {
    json = JSON.parse(query.draft);
  } catch {
    return refuse('bank.mapping-malformed', 'The mapping is no JSON. Nothing was changed.', {}, { field: 'draft' });
  }
  const mapping = parseBankMapping(json);
  if (!mapping.ok) return mapping;
  if (query.account === undefined)
    return refuse(
      'cash.file-mapping-account',
      'Say which bank account the lines are of: a table does not. Nothing was changed.',
      {},
      { field: 'account' },
    );
  const accounts = await runQuery(engine, scope.tenantId, (db) => loadBankAccounts(db, scope.tenantId));
  const account = accounts.find(({ id, companyId }) => id === query.account && scope.companyIds.includes(companyId));
  if (!account)
    return refuse('cash.bank-account-not-found', 'There is no such bank account in this company. Nothing was changed.');
  const { number, currency } = account;
  return done({ ...file, mapping: { ...mapping.value, account: number, currency } });
}

const resultToJson = (result: TableImportResult, importId: bigint | null) => ({
  importId,
  file: result.file,
  rows: result.rows,
  imported: result.imported,
  known: result.known,
  badRows: new Set(result.bad.map((one) => one.row)).size,
  bad: result.bad.slice(0, badRowsTold).map((one) => ({ ...one, value: one.value.slice(0, 200) })),
  badFile: result.badFile,
  first: result.first.map(({ row, values }) => ({ row, values: shortened(values) })),
});

/** What is shown of a row: its fields that hold something, and of long ones the beginning. */
const shortened = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([field, value]) => (value === '' ? [] : [[field, value.slice(0, 200)]])),
  );

const tableRefusals = [
  'company.unknown',
  'table.mapping-unknown',
  'table.mapping-malformed',
  'table.mapping-kind',
  'table.mapping-column',
  'table.mapping-field',
  'table.mended-cell',
  'table.mended-malformed',
  'table.empty',
  'table.malformed',
  'table.several-sheets',
];

const works = { customers: importCustomers, items: importItems, payables: importPayables } as const;
const actions: Readonly<Record<ImportKind, Action>> = {
  customers: 'customers.import',
  items: 'receivables.import',
  payables: 'offsets.import-payables',
};
const words: Readonly<Record<ImportKind, string>> = {
  customers: 'customers',
  items: 'open items',
  payables: 'what we owe suppliers',
};

/** Customers are the tenant's: whoever may import for one company must not change those of another. */
const reachOf: Readonly<Record<ImportKind, 'tenant' | 'company'>> = {
  customers: 'tenant',
  items: 'company',
  payables: 'company',
};

const tableRoutes = (kind: ImportKind): RouteDefinition[] => [
  defineRoute({
    method: 'post',
    path: `/api/imports/${kind}/check`,
    operation: `integrations.check-${kind}`,
    action: actions[kind],
    reach: reachOf[kind],
    summary: `What importing a table of ${words[kind]} would bring; changes nothing.`,
    query: tableImportQuery,
    uploadMaxBytes,
    response: tableImportAnswer,
    refusals: tableRefusals,
    handler: async ({ engine, scope, caller, query, upload }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const mapping = await mappingOf(engine, scope, query);
      if (!mapping.ok) return mapping;
      const mended = mendedOf(query.mended);
      if (!mended.ok) return mended;
      const checked = await works[kind](engine, withoutKey(caller), {
        company: company.value,
        fileName: query.fileName,
        bytes: upload,
        mapping: mapping.value.mapping,
        mended: mended.value,
        check: true,
      });
      return checked.ok ? done(resultToJson(checked.value, null)) : checked;
    },
  }),
  defineRoute({
    method: 'post',
    path: `/api/imports/${kind}`,
    operation: `integrations.import-${kind}`,
    action: actions[kind],
    reach: reachOf[kind],
    summary: `Import a table of ${words[kind]}: good rows are taken, bad rows come back.`,
    query: tableImportQuery,
    uploadMaxBytes,
    status: 201,
    response: tableImportAnswer,
    once: true,
    refusals: [...tableRefusals, 'platform.job-running'],
    handler: async ({ engine, scope, caller, query, upload }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const mapping = await mappingOf(engine, scope, query);
      if (!mapping.ok) return mapping;
      const mended = mendedOf(query.mended);
      if (!mended.ok) return mended;
      const imported = await importFile(engine, withoutKey(caller), {
        kind,
        company: company.value,
        fileName: query.fileName,
        bytes: upload,
        mapping: mapping.value.mapping,
        mended: mended.value,
        mappingName: mapping.value.name,
      });
      return imported.ok ? done(resultToJson(imported.value, imported.value.importId)) : imported;
    },
  }),
];

/** The import of a company that the person works in; anything else does not exist. */
const importIn = (engine: Engine, scope: Scope, importId: bigint): Promise<Outcome<FileImport>> =>
  findImport(engine, scope.tenantId, scope.companyIds, importId);

export const importRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'post',
    path: '/api/imports/inspection',
    operation: 'integrations.inspect-file',
    action: 'cash.import',
    summary: 'What a file is: its kind, its columns, and the kept mapping that fits; changes nothing.',
    query: inspectQuery,
    uploadMaxBytes,
    response: inspectionAnswer,
    refusals: ['table.empty', 'table.malformed', 'table.several-sheets'],
    handler: async ({ engine, scope, query, upload }) => {
      const [mappings, kept] = await runQuery(engine, scope.tenantId, (db) =>
        Promise.all([loadTableMappings(db, scope.tenantId), loadFileMappings(db, scope.tenantId, scope)]),
      );
      const ofBank = kept.filter((one) => one.kind === 'bank');
      const inspected = inspectFile(query.fileName, upload, mappings, ofBank);
      if (!inspected.ok) return inspected;
      const { header, sample, guess, ...rest } = inspected.value;
      return done({
        ...rest,
        header: [...header],
        sample: sample.map((row) => [...row]),
        guess: {
          bank: { ...guess.bank },
          items: { ...guess.items },
          customers: { ...guess.customers },
          payables: { ...guess.payables },
        },
        fields: {
          bank: bankFields.map((name) => ({ name, required: name === 'bookingDate' })),
          items: fieldList(fieldsOf.items),
          customers: fieldList(fieldsOf.customers),
          payables: fieldList(fieldsOf.payables),
        },
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/imports/bank/check',
    operation: 'integrations.check-bank',
    action: 'cash.import',
    summary: 'What importing a bank file would bring; changes nothing.',
    query: bankImportQuery,
    uploadMaxBytes,
    response: bankImportAnswer,
    refusals: bankRefusals,
    handler: async ({ engine, scope, caller, query, upload }) => {
      const file = await bankFileOf(engine, scope, query, upload);
      if (!file.ok) return file;
      const checked = await checkBankFile(engine, withoutKey(caller), file.value);
      return checked.ok ? done(bankImportToJson(checked.value)) : checked;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/imports/bank',
    operation: 'integrations.import-bank',
    action: 'cash.import',
    summary: 'Import a bank file: what is known already is not taken twice.',
    query: bankImportQuery,
    uploadMaxBytes,
    status: 201,
    response: bankImportAnswer,
    once: true,
    refusals: bankRefusals,
    handler: async ({ engine, scope, caller, query, upload }) => {
      const file = await bankFileOf(engine, scope, query, upload);
      if (!file.ok) return file;
      const imported = await importBankFile(engine, { ...withoutKey(caller), source: query.fileName }, file.value);
      return imported.ok ? done(bankImportToJson(imported.value)) : imported;
    },
  }),
  ...tableRoutes('customers'),
  ...tableRoutes('items'),
  ...tableRoutes('payables'),
  ...listRoutes({
    shape: importsList,
    operation: 'integrations.list-imports',
    action: 'receivables.view',
    summary: 'Imports, the newest first: who, when, counts, state.',
    prepare: endBrokenImports,
    source: importsSource,
  }),
  defineRoute({
    method: 'get',
    path: '/api/imports/{importId}/bad-rows',
    operation: 'integrations.bad-rows',
    action: 'receivables.import',
    summary: 'The rows of an import that were not taken, with row, column, value and reason, as CSV.',
    params: importParams,
    response: { mediaType: 'text/csv' },
    refusals: ['integrations.import-not-found'],
    handler: async ({ engine, scope, params }) => {
      const found = await importIn(engine, scope, params.importId);
      if (!found.ok) return found;
      const name = found.value.fileName.replace(/\.[^.]*$/, '').replaceAll(/[^\w.-]+/g, '-');
      // The mark in front makes spreadsheets read it as UTF-8.
      return done({ content: `\ufeff${found.value.badFile ?? ''}`, fileName: `${name}.bad.csv` });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/imports/{importId}/reversal',
    operation: 'integrations.preview-undo',
    action: 'receivables.reverse',
    summary: 'What an undo of an import would reverse, and what stays and why; changes nothing.',
    params: importParams,
    response: undoPreviewAnswer,
    refusals: ['integrations.import-not-found'],
    handler: async ({ engine, scope, params }) => {
      const found = await importIn(engine, scope, params.importId);
      if (!found.ok) return found;
      const undo = await previewImportUndo(engine, scope.tenantId, found.value);
      return done({
        fileName: found.value.fileName,
        items: undo.itemIds.length,
        kept: undo.kept.slice(0, badRowsTold),
        keptCount: undo.kept.length,
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/imports/{importId}/reversal',
    operation: 'integrations.undo-import',
    action: 'receivables.reverse',
    summary:
      'Undo an import of open items by reversal, within your authority or by asking; what was worked with since stays.',
    params: importParams,
    body: undoBody.extend(askForMember),
    response: undoAnswer,
    once: true,
    refusals: [
      'authority.approval-needed',
      'authority.over-limit',
      'integrations.import-not-found',
      'integrations.import-kind',
      'integrations.nothing-to-undo',
      'receivables.period-closed',
    ],
    handler: async ({ engine, scope, caller, params, body }) => {
      const found = await importIn(engine, scope, params.importId);
      if (!found.ok) return found;
      const one = found.value;
      const company = (await listCompanies(engine, scope.tenantId)).find((each) => each.id === one.companyId)!;
      const undone = await reverseImport(engine, withoutKey(caller), { company, one, ...body });
      if (!undone.ok) return undone;
      const { reversed, asked, kept } = undone.value;
      return done({ reversed, asked, keptCount: kept.length, kept: kept.slice(0, badRowsTold) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/import-mappings',
    operation: 'integrations.list-mappings',
    action: 'cash.import',
    summary: 'The kept mappings of customers, open items and payables.',
    response: mappingsAnswer,
    reading: loadTableMappings,
    handler: async ({ reading: rows }) => done({ rows: rows.map((one) => ({ ...one, mapping: { ...one.mapping } })) }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/import-mappings',
    operation: 'integrations.save-mapping',
    action: 'customers.import',
    summary: 'Keep a mapping for the next file of its kind; the newest of a name applies.',
    body: mappingBody,
    status: 201,
    response: z.object({ name: z.string() }),
    refusals: ['table.mapping-malformed', 'integrations.mapping-kind', 'integrations.mapping-field'],
    handler: ({ engine, caller, body }) => saveTableMapping(engine, caller, body),
  }),
];
