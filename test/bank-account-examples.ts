/** Examples of the routes of a company's own bank accounts for the authorization matrix. */
import {
  closeBankAccount,
  createBankAccount,
  importBankFile,
  keepFileMapping,
  loadBankAccounts,
  loadHeldStatements,
} from '#cash';
import { findCompany } from '#company';
import { setUpChart } from '#ledger';
import { runQuery } from '#platform';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';
import { mt940Day } from './mt940-day.ts';

/** A bank account of the place, as its own tenant sees it; closed where that is wanted. */
async function madeAccount(asked: Place, closed = false): Promise<Example> {
  const { world, company: code, companyId, fresh } = asked;
  const caller = world.callers[code === 'SOUTHC' ? 'south' : asked.tenant];
  const company = must(await findCompany(world.engine, caller.tenantId, code));
  must(await setUpChart(world.engine, caller, { companyId }));
  const account = { company, number: `BANK-${fresh}`, currency: 'EUR', name: `Bank ${fresh}` };
  const { id } = must(await createBankAccount(world.engine, caller, account));
  if (closed) must(await closeBankAccount(world.engine, caller, { company, bankAccountId: id }));
  return { params: { bankAccountId: id.toString() }, query: { company: code } };
}

/** Closes what other examples opened in the place and nobody reads: runs would wait for it. */
export async function giveUpUnreadBanks({ world, tenant, company: code }: Place): Promise<void> {
  const caller = world.callers[code === 'SOUTHC' ? 'south' : tenant];
  const company = must(await findCompany(world.engine, caller.tenantId, code));
  const accounts = await runQuery(world.engine, caller.tenantId, (db) =>
    loadBankAccounts(db, caller.tenantId, company.id),
  );
  for (const { id, readTo, closedOn } of accounts)
    if (readTo === null && closedOn === null)
      must(await closeBankAccount(world.engine, caller, { company, bankAccountId: id }));
}

const ofAccount = (body: object, closed = false): ExampleMaker => {
  const make = async (place: Place): Promise<Example> => ({ ...(await madeAccount(place, closed)), body });
  return { own: make, otherCompany: make, otherTenant: make };
};

/** A statement of the place that does not foot, and is held. */
async function madeHeld(asked: Place): Promise<Example> {
  const { world, company: code, companyId, fresh } = asked;
  const caller = world.callers[code === 'SOUTHC' ? 'south' : asked.tenant];
  const company = must(await findCompany(world.engine, caller.tenantId, code));
  must(await setUpChart(world.engine, caller, { companyId }));
  const number = `BANK-${fresh}`;
  must(await createBankAccount(world.engine, caller, { company, number, currency: 'EUR', name: `Bank ${fresh}` }));
  // The last business day: a bank that is read only to an earlier one would hold back what others' examples send.
  const bytes = mt940Day({
    account: number,
    day: '2026-02-27',
    lines: [[1_00, 'Somebody', fresh]],
    closingCents: 5_00,
  });
  must(await importBankFile(world.engine, caller, { name: `${fresh}.sta`, bytes }));
  const [held] = await runQuery(world.engine, caller.tenantId, (db) =>
    loadHeldStatements(db, caller.tenantId, { companyId }),
  );
  return {
    params: { statementId: held!.id.toString() },
    query: { company: code },
    body: { reason: 'The bank was asked.' },
  };
}
const held: ExampleMaker = { own: madeHeld, otherCompany: madeHeld, otherTenant: madeHeld };

const fresh = async ({ world, tenant, companyId, company, fresh: word }: Place): Promise<Example> => {
  must(await setUpChart(world.engine, world.callers[company === 'SOUTHC' ? 'south' : tenant], { companyId }));
  return { query: { company }, body: { number: `NEW-${word}`, currency: 'EUR', name: `Bank ${word}` } };
};

const listed: ExampleMaker['own'] = async (place) => ({ query: (await madeAccount(place)).query! });

const bankMapping = { columns: { bookingDate: 'Day', amount: 'Amount' } };
/** A mapping of bank lines that could be kept in the place, with the account that it is of. */
async function toKeep(asked: Place): Promise<Example> {
  const { params, query } = await madeAccount(asked);
  const { fresh: name } = asked;
  return { query: query!, body: { kind: 'bank', name, mapping: bankMapping, bankAccountId: params!['bankAccountId'] } };
}
/** One that is kept there. */
async function madeMapping(asked: Place): Promise<Example> {
  const { world, company: code, fresh: name } = asked;
  const caller = world.callers[code === 'SOUTHC' ? 'south' : asked.tenant];
  const company = must(await findCompany(world.engine, caller.tenantId, code));
  const bankAccountId = BigInt(String((await madeAccount(asked)).params!['bankAccountId']));
  const kept = { company, kind: 'bank' as const, name, mapping: bankMapping, bankAccountId };
  const { id } = must(await keepFileMapping(world.engine, caller, kept));
  return { params: { fileMappingId: id.toString() }, query: { company: code } };
}

export const bankAccountExamples: Readonly<Record<string, ExampleMaker>> = {
  'cash.list-bank-accounts': { own: listed, otherCompany: listed },
  'cash.create-bank-account': { own: fresh, otherCompany: fresh, otherTenant: fresh },
  'cash.rename-bank-account': ofAccount({ name: 'Another name' }),
  'cash.set-bank-rhythm': ofAccount({ rhythm: 'on_movement', from: '2026-02-27' }),
  'cash.close-bank-account': ofAccount({ reason: 'Given up.' }),
  'cash.reopen-bank-account': ofAccount({}, true),
  'cash.list-file-mappings': { own: listed, otherCompany: listed },
  'cash.keep-file-mapping': { own: toKeep, otherCompany: toKeep, otherTenant: toKeep },
  'cash.end-file-mapping': { own: madeMapping, otherCompany: madeMapping, otherTenant: madeMapping },
  'cash.list-held-statements': { own: listed, otherCompany: listed },
  'cash.release-statement': held,
  'cash.leave-statement-out': held,
};
