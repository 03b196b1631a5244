/**
 * Work that the fault tests kill on its way, each called as its users call it. The test and its child both know it by name, so
 * that what was killed and what is done again are the same call.
 */
import { acceptProposals, applyCash, importBankFile, loadAcceptance } from '#cash';
import { findCompany } from '#company';
import { builtInErpMappings, findFileImport, importFile, loadErpFile, reverseImport } from '#integrations';
import type { Outcome } from '#kernel';
import { changePeriod } from '#ledger';
import { approveRequest, type Caller, type Engine, makeBackup, readConfig, restoreBackup, runQuery } from '#platform';
import { revalue } from '#receivables';
import { must } from '../must.ts';

/** Where a deed is done and by whom; plain text, for it travels to another process. */
export interface Place {
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly home: string;
  readonly tenantId: string;
  readonly personId: string;
  /** The instant of the clock. */
  readonly at: string;
}

type Subject = Readonly<Record<string, string>>;
type Run = (engine: Engine, caller: Caller, subject: Subject, place: Place) => Promise<Outcome<unknown>>;

const companyOf = async (engine: Engine, caller: Caller, subject: Subject) =>
  must(await findCompany(engine, caller.tenantId, subject['company'] ?? 'DE01'));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (subject: Subject, name: string): string => {
  const value = subject[name];
  if (value === undefined) throw new Error(`the subject has no ${name}`);
  return value;
};

export const deeds = {
  'approval of a request': (engine, caller, subject) =>
    approveRequest(engine, caller, {
      requestId: BigInt(text(subject, 'requestId')),
      contentHash: text(subject, 'contentHash'),
    }),
  'close of a month': async (engine, caller, subject) =>
    changePeriod(engine, caller, {
      companyId: (await companyOf(engine, caller, subject)).id,
      month: text(subject, 'month'),
      state: 'closed',
      reason: 'The month is over.',
    }),
  revaluation: async (engine, caller, subject) =>
    revalue(engine, caller, { company: await companyOf(engine, caller, subject), month: text(subject, 'month') }),
  'import of a table': async (engine, caller, subject) =>
    importFile(engine, caller, {
      kind: text(subject, 'kind') as 'customers' | 'items',
      company: await companyOf(engine, caller, subject),
      fileName: text(subject, 'fileName'),
      bytes: bytesOf(text(subject, 'table')),
    }),
  'import of a bank file': async (engine, caller, subject) => {
    const imported = await importBankFile(engine, caller, {
      name: text(subject, 'fileName'),
      bytes: bytesOf(text(subject, 'statement')),
    });
    if (!imported.ok) return imported;
    const asOf = text(subject, 'day');
    return applyCash(engine, caller, { company: await companyOf(engine, caller, subject), asOf });
  },
  'acceptance of many proposals': async (engine, caller, subject) => {
    const company = await companyOf(engine, caller, subject);
    const choice = { all: true, except: [] } as const;
    const { digest } = await loadAcceptance(engine, caller.tenantId, { companyIds: [company.id], choice });
    return acceptProposals(engine, caller, { companies: [company], choice, digest });
  },
  'undo of an import': async (engine, caller, subject) => {
    const company = await companyOf(engine, caller, subject);
    const one = await runQuery(engine, caller.tenantId, (db) =>
      findFileImport(db, caller.tenantId, [company.id], BigInt(text(subject, 'importId'))),
    );
    return reverseImport(engine, caller, { company, one: one!, reason: 'It was the file of last year.' });
  },
  'load of an ERP’s file': async (engine, caller, subject) =>
    loadErpFile(engine, caller, {
      company: await companyOf(engine, caller, subject),
      fileName: text(subject, 'fileName'),
      bytes: bytesOf(text(subject, 'table')),
      mapping: builtInErpMappings.get('netsuite-transactions'),
      declared: { kind: 'full', scope: 'all', keyDate: '2026-01-09', count: 900, total: '9000.00' },
    }),
  backup: (engine, _caller, subject, place) =>
    makeBackup({
      ownerUrl: place.ownerUrl,
      clock: engine.clock,
      home: place.home,
      folder: text(subject, 'folder'),
    }),
  restore: (_engine, _caller, subject) =>
    restoreBackup({
      ownerUrl: text(subject, 'intoUrl'),
      root: readConfig().root,
      home: text(subject, 'intoHome'),
      folder: text(subject, 'folder'),
    }),
} as const satisfies Readonly<Record<string, Run>>;

export type Deed = keyof typeof deeds;

/** What the child is told. */
export interface Order {
  readonly deed: Deed;
  readonly subject: Subject;
  readonly place: Place;
}
