/** Examples of the authorization matrix for payments between companies. */
import { applyCash, createBankAccount, importBankFile, paySisterCompany } from '#cash';
import { listCompanies } from '#company';
import { loadAccounts, saveCustomers } from '#customers';
import { loadChart, setUpChart } from '#ledger';
import { runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';

/** Money that nobody claims in the company's bank, and an invoice of the tenant's other company. */
const sisterPayment = async ({ world, tenant, fresh }: Place): Promise<Example> => {
  const { engine, companies } = world;
  const caller = world.callers[tenant];
  const [fromId, toId] = tenant === 'north' ? [companies.A, companies.B] : [companies.C, companies.C];
  const all = await listCompanies(engine, caller.tenantId);
  for (const companyId of new Set([fromId, toId])) must(await setUpChart(engine, caller, { companyId }));
  const from = all.find((one) => one.id === fromId)!;
  const to = all.find((one) => one.id === toId)!;
  const chart = await runQuery(engine, caller.tenantId, (db) => loadChart(db, caller.tenantId, fromId));
  const account = { company: from, number: `BANK-${fresh}`, currency: 'EUR', name: 'Bank' };
  const glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
  must(await createBankAccount(engine, caller, { ...account, glAccountId }));
  const statement = `:20:${fresh}\n:25:BANK-${fresh}\n:28C:1/1\n:60F:C260226EUR0,00\n:61:260227C10,00NTRFNONREF//${fresh}\n:86:166?00CREDIT?20NO-${fresh}-77\n:62F:C260227EUR10,00\n-\n`;
  must(await importBankFile(engine, caller, { name: `${fresh}.sta`, bytes: new TextEncoder().encode(statement) }));
  must(await applyCash(engine, caller, { company: from, asOf: '2026-02-27' }));
  const customer = { number: `C-${fresh}`, name: `Customer ${fresh}`, country: 'DE', accounts: [{ companyId: toId }] };
  must(await saveCustomers(engine, caller, { customers: [customer] }));
  const accounts = await runQuery(engine, caller.tenantId, (db) =>
    loadAccounts(db, caller.tenantId, { companyId: toId }),
  );
  const document = {
    documentType: 'invoice' as const,
    number: `NO-${fresh}-77`,
    documentDate: '2026-02-01',
    currency: 'EUR',
  };
  const accountId = accounts.find((one) => one.number === customer.number)!.id;
  const posted = must(
    await postDocuments(engine, caller, { company: to, documents: [{ ...document, accountId, amountMinor: 10_00n }] }),
  );
  const { rows } = await runQuery(engine, caller.tenantId, (db) =>
    sql<{ id: bigint }>`select max(id) as id from cash.v_receipt where tenant_id = ${caller.tenantId}`.execute(db),
  );
  return {
    body: {
      fromCompanyId: fromId.toString(),
      toCompanyId: toId.toString(),
      receiptId: rows[0]!.id.toString(),
      allocations: [{ itemId: posted.posted[0]!.itemIds[0]!.toString(), amount: '10.00' }],
      reason: 'Test.',
    },
  };
};
const sisterPaymentBack = async (place: Place): Promise<Example> => {
  const { engine, callers, companies } = place.world;
  const body = (await sisterPayment({ ...place, tenant: 'north' })).body as {
    receiptId: string;
    allocations: { itemId: string }[];
  };
  const all = await listCompanies(engine, callers.north.tenantId);
  const { paymentId } = must(
    await paySisterCompany(engine, callers.north, {
      company: all.find((one) => one.id === companies.A)!,
      sister: all.find((one) => one.id === companies.B)!,
      receiptId: BigInt(body.receiptId),
      allocations: [{ itemId: BigInt(body.allocations[0]!.itemId), amountMinor: 10_00n }],
      postingDate: '2026-02-27',
      reason: 'Test.',
    }),
  );
  return { params: { paymentId: paymentId.toString() }, query: { reason: 'Test.' } };
};

/** The same money and invoice: the payer names the invoice in the text. */
const splittable = async (place: Place): Promise<Example> => {
  const { receiptId } = (await sisterPayment(place)).body as { receiptId: string };
  return { params: { receiptId }, body: { reason: 'Test.' } };
};

/** What it is for whom, asked without doing it. */
const looking = async (place: Place): Promise<Example> => ({ params: (await splittable(place)).params! });

export const sisterExamples: Readonly<Record<string, ExampleMaker>> = {
  'cash.pay-sister-company': { own: sisterPayment, otherTenant: sisterPayment },
  'cash.reverse-sister-payment': { own: sisterPaymentBack },
  'cash.receipt-companies': { own: looking, otherTenant: looking },
  'cash.split-receipt': { own: splittable, otherTenant: splittable },
};
