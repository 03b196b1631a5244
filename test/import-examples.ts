/** Examples of the routes of imports for the authorization matrix: files that fit the place, and imports made there. */
import { createBankAccount } from '#cash';
import { findCompany } from '#company';
import { saveCustomers } from '#customers';
import { importFile } from '#integrations';
import { loadChart, setUpChart } from '#ledger';
import { runQuery } from '#platform';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';
import { setMode } from './erp-examples.ts';
import { mt940Day } from './mt940-day.ts';

/** The place as its own tenant sees it: the matrix also asks north's door for south's company. */
const athome = (place: Place): Place => (place.company === 'SOUTHC' ? { ...place, tenant: 'south' } : place);

/** The company of a place with its chart of accounts. */
async function openCompany({ world, tenant, companyId, company: code }: Place) {
  const caller = world.callers[tenant];
  const company = must(await findCompany(world.engine, caller.tenantId, code));
  // A chart that is there already stays as it is.
  must(await setUpChart(world.engine, caller, { companyId }));
  return { engine: world.engine, caller, company };
}

const upload = (place: Place, fileName: string, body: string): Example => ({
  query: { company: place.company, fileName },
  headers: { 'content-type': 'application/octet-stream' },
  body,
});

/** A statement of an account that the place has. */
async function statement(asked: Place): Promise<Example> {
  const place = athome(asked);
  const { engine, caller, company } = await openCompany(place);
  const number = `DE${place.fresh}`;
  const chart = await runQuery(engine, caller.tenantId, (db) => loadChart(db, caller.tenantId, company.id));
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  const account = { company, number, currency: 'EUR', name: `Bank ${place.fresh}`, glAccountId };
  must(await createBankAccount(engine, caller, account));
  const bytes = mt940Day({ account: number, day: '2026-02-27', lines: [[100_00, 'Somebody', place.fresh]] });
  return upload(place, `${place.fresh}.sta`, new TextDecoder().decode(bytes));
}

const customersTable = (place: Place): Example =>
  upload(place, `${place.fresh}.csv`, `number,name,country\nC-${place.fresh},Customer ${place.fresh},DE\n`);

const payablesTable = (place: Place): Example =>
  upload(
    place,
    `${place.fresh}.csv`,
    `vendorNumber,vendorName,number,documentDate,amount\nV-${place.fresh},Supplier,L-${place.fresh},2026-03-01,10.00\n`,
  );

/** Open items of a customer of the place; the second row names nobody. */
async function itemsText(place: Place): Promise<string> {
  // The examples of the mirror leave the company to its ERP.
  await setMode(place, 'standalone');
  const { engine, caller, company } = await openCompany(place);
  const number = `C-${place.fresh}`;
  const customer = { number, name: `Customer ${place.fresh}`, country: 'DE', accounts: [{ companyId: company.id }] };
  must(await saveCustomers(engine, caller, { customers: [customer] }));
  const rows = [
    'customer,number,documentDate,amount',
    `${number},RE-${place.fresh},2026-01-05,100.00`,
    `nobody,RX-${place.fresh},2026-01-05,1.00`,
  ];
  return `${rows.join('\n')}\n`;
}
const itemsTable = async (asked: Place): Promise<Example> => {
  const place = athome(asked);
  return upload(place, `${place.fresh}.csv`, await itemsText(place));
};

/** An import of open items that was made in the place. */
const madeImport =
  (body?: unknown) =>
  async (asked: Place): Promise<Example> => {
    const place = athome(asked);
    const text = await itemsText(place);
    const { engine, caller, company } = await openCompany(place);
    const bytes = new TextEncoder().encode(text);
    const made = must(
      await importFile(engine, caller, { kind: 'items', company, fileName: `${place.fresh}.csv`, bytes }),
    );
    return { params: { importId: made.importId.toString() }, ...(body !== undefined && { body }) };
  };
const aboutImport = (body?: unknown): ExampleMaker => {
  const make = madeImport(body);
  return { own: make, otherCompany: make, otherTenant: make };
};

const inCompany = (make: (place: Place) => Example | Promise<Example>): ExampleMaker => ({
  own: make,
  otherCompany: make,
});

export const importExamples: Readonly<Record<string, ExampleMaker>> = {
  'integrations.inspect-file': inCompany(customersTable),
  'integrations.check-bank': inCompany(statement),
  'integrations.import-bank': inCompany(statement),
  'integrations.check-customers': inCompany(customersTable),
  'integrations.import-customers': inCompany(customersTable),
  'integrations.check-items': inCompany(itemsTable),
  'integrations.import-items': inCompany(itemsTable),
  'integrations.check-payables': inCompany(payablesTable),
  'integrations.import-payables': inCompany(payablesTable),
  'integrations.bad-rows': aboutImport(),
  'integrations.preview-undo': aboutImport(),
  'integrations.undo-import': aboutImport({ reason: 'The wrong file.' }),
  'integrations.list-mappings': { own: () => ({}) },
  'integrations.save-mapping': {
    own: ({ fresh }) => ({
      body: {
        mapping: {
          name: fresh,
          kind: 'items',
          columns: { customer: 'Account', number: 'Invoice', documentDate: 'Date', amount: 'Total' },
        },
      },
    }),
  },
};
