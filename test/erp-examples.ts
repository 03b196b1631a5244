/** Examples of the authorization matrix for the mirror of an ERP. */
import { applyCash, createBankAccount, importBankFile } from '#cash';
import { type Company, listCompanies, updateLedgerMode } from '#company';
import { saveCustomers } from '#customers';
import { builtInErpMappings, loadErpFile } from '#integrations';
import { done } from '#kernel';
import { loadChart, setUpChart } from '#ledger';
import { runCommand, runQuery, sql } from '#platform';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';

/** Companies whose chart is set up. */
const charted = new Set<string>();

/** Says whose documents the place's company has; other examples post by hand. */
export async function setMode(place: Place, mode: Company['ledgerMode']): Promise<Company> {
  const { world, companyId } = place;
  const { engine } = world;
  const caller = world.callers[companyId === world.companies.C ? 'south' : 'north'];
  const key = `${world.database.name} ${companyId}`;
  const accounts = [
    { code: '1299', name: 'Mirror of the ERP (contra)', kind: 'asset', purpose: 'erp_mirror' } as const,
  ];
  if (!charted.has(key)) must(await setUpChart(engine, caller, { companyId, accounts }));
  charted.add(key);
  const description = { operation: 'test.set-mode', reason: 'Test.', input: mode };
  must(
    await runCommand(engine, caller, description, async (tx) => {
      await updateLedgerMode(tx, companyId, mode);
      return done(null);
    }),
  );
  return (await listCompanies(engine, caller.tenantId)).find((one) => one.id === companyId)!;
}

const callerOf = ({ world, companyId }: Place) => world.callers[companyId === world.companies.C ? 'south' : 'north'];
const header =
  'Internal ID,Customer ID,Document Number,Type,Date,Due Date/Receive By,Currency,Amount (Foreign Currency),Amount Remaining (Foreign Currency)';

/** A customer of the place and a list of one item of his. */
async function list(place: Place, type: string, amount: string): Promise<string> {
  const { world, companyId, fresh } = place;
  must(
    await saveCustomers(world.engine, callerOf(place), {
      customers: [{ number: `C-${fresh}`, name: `Customer ${fresh}`, country: 'DE', accounts: [{ companyId }] }],
    }),
  );
  return `${header}\n${fresh},C-${fresh},${fresh},${type},2026-02-27,2026-03-27,EUR,${amount},${amount}`;
}

const held = async (place: Place): Promise<Example> => {
  const company = await setMode(place, 'mirrored');
  const load = must(
    await loadErpFile(place.world.engine, callerOf(place), {
      company,
      fileName: `${place.fresh}.csv`,
      bytes: new TextEncoder().encode(await list(place, 'Invoice', '10.00')),
      mapping: builtInErpMappings.get('netsuite-transactions'),
      declared: { kind: 'full', scope: place.fresh, keyDate: '2026-02-27', count: 2, total: '20.00' },
    }),
  );
  await setMode(place, 'standalone');
  return {
    params: { loadId: String(load.loadId) },
    query: { company: place.company },
    body: { reason: 'Test.' },
  };
};

/** A load that is only looked at: one for each company. */
const looked = new Map<string, Example>();
const shown = async (place: Place): Promise<Example> => {
  const key = `${place.world.database.name} ${place.companyId}`;
  const { params, query } = looked.get(key) ?? (await held(place));
  const example = { ...(params && { params }), ...(query && { query }) };
  looked.set(key, example);
  return example;
};

const upload = async (place: Place): Promise<Example> => {
  await setMode(place, 'mirrored');
  return {
    query: {
      company: place.company,
      fileName: `${place.fresh}.csv`,
      mapping: 'netsuite-transactions',
      kind: 'full',
      scope: place.fresh,
      keyDate: '2026-02-27',
      count: '1',
      total: '10.00',
    },
    headers: { 'content-type': 'application/octet-stream' },
    body: await list(place, 'Invoice', '10.00'),
  };
};

/** A payment of the ERP that waits, and money that nobody claims. */
const sameMoney = async (place: Place): Promise<Example> => {
  const { world, fresh, companyId } = place;
  const { engine } = world;
  const caller = callerOf(place);
  const company = await setMode(place, 'mirrored');
  const chart = await runQuery(engine, caller.tenantId, (db) => loadChart(db, caller.tenantId, companyId));
  const glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
  must(
    await createBankAccount(engine, caller, {
      company,
      number: `BANK-${fresh}`,
      currency: 'EUR',
      name: 'Bank',
      glAccountId,
    }),
  );
  const cents = BigInt(Number.parseInt(fresh.replace(/\D/g, ''), 10));
  const amount = `${cents + 100n}.00`;
  must(
    await loadErpFile(engine, caller, {
      company,
      fileName: `${fresh}.csv`,
      bytes: new TextEncoder().encode(await list(place, 'Payment', `-${amount}`)),
      mapping: builtInErpMappings.get('netsuite-transactions'),
      declared: { kind: 'full', scope: fresh, keyDate: '2026-02-27', count: 1, total: `-${amount}` },
    }),
  );
  const money = amount.replace('.', ',');
  const statement = `:20:${fresh}\n:25:BANK-${fresh}\n:28C:1/1\n:60F:C260226EUR0,00\n:61:260227C${money}NTRFNONREF//${fresh}\n:86:166?00CREDIT?20${fresh}\n:62F:C260227EUR${money}\n-\n`;
  must(await importBankFile(engine, caller, { name: `${fresh}.sta`, bytes: new TextEncoder().encode(statement) }));
  must(await applyCash(engine, caller, { company, asOf: '2026-02-27' }));
  const { rows } = await runQuery(engine, caller.tenantId, (db) =>
    sql<{ id: bigint }>`
      select max(id) as id from cash.v_receipt where tenant_id = ${caller.tenantId} and company_id = ${companyId}`.execute(
      db,
    ),
  );
  return {
    query: { company: place.company },
    body: { payment: fresh, receiptId: String(rows[0]!.id), verdict: 'different', reason: 'Test.' },
  };
};

const companyNamed = (more: Omit<Example, 'query'> = {}): ExampleMaker => ({
  own: ({ company }) => ({ query: { company }, ...more }),
  otherCompany: ({ company }) => ({ query: { company }, ...more }),
});

export const erpExamples: Readonly<Record<string, ExampleMaker>> = {
  'integrations.list-loads': companyNamed(),
  'integrations.load': { own: shown, otherCompany: shown },
  'integrations.upload-load': { own: upload, otherCompany: upload },
  'integrations.release-load': { own: held, otherCompany: held },
  'integrations.discard-load': { own: held, otherCompany: held },
  'integrations.list-bank-postings': {
    own: ({ company }) => ({ query: { company, bankAccount: '1', month: '2026-01' } }),
    otherCompany: ({ company }) => ({ query: { company, bankAccount: '1', month: '2026-01' } }),
  },
  'integrations.list-exports': companyNamed(),
  'integrations.exports-file': companyNamed(),
  'integrations.export-clearings': companyNamed(),
  'integrations.answer-exports': companyNamed({ body: { answers: [] } }),
  'integrations.list-open-money': companyNamed(),
  'integrations.say-same-money': { own: sameMoney, otherCompany: sameMoney },
};
