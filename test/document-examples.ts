/** Example requests of the routes of documents, for the authorization matrix. */
import { findCompany, setUpTax } from '#company';
import { loadAccounts, saveCustomers } from '#customers';
import { setUpChart } from '#ledger';
import { type Caller, runQuery } from '#platform';
import { clearByHand, type DocumentType, postDocuments, stopItems, withholdTax, writeOff } from '#receivables';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';
import { setMode } from './erp-examples.ts';
import { verifyBankAccount } from './verified-account.ts';

/** Who sets things up in the place: the company says whose it is. */
export const callerAt = ({ world, tenant, companyId }: Place): Caller =>
  companyId === world.companies.C ? world.callers.south : world.callers[tenant];

/** Two customer accounts of the place, in a company with a chart and tax data. */
export async function accountsAt(place: Place): Promise<[bigint, bigint]> {
  const { world, companyId, fresh } = place;
  const caller = callerAt(place);
  // The examples of the mirror leave the company to its ERP.
  await setMode(place, 'standalone');
  must(await setUpChart(world.engine, caller, { companyId }));
  must(await setUpTax(world.engine, caller));
  const numbers = [fresh, `${fresh}-2`];
  const saved = must(
    await saveCustomers(world.engine, caller, {
      customers: numbers.map((number) => ({
        number,
        name: `Customer ${number}`,
        country: 'DE',
        accounts: [{ companyId }],
      })),
    }),
  );
  const accounts = await runQuery(world.engine, caller.tenantId, (db) =>
    loadAccounts(db, caller.tenantId, { companyId, customerIds: numbers.map((number) => saved.ids[number]!) }),
  );
  return [accounts.find((one) => one.number === fresh)!.id, accounts.find((one) => one.number !== fresh)!.id];
}

/** An open item of 10.00 of the place. */
async function itemAt(
  place: Place,
  documentType: DocumentType,
): Promise<{ itemId: bigint; accountId: bigint; otherAccountId: bigint }> {
  const { world } = place;
  const caller = callerAt(place);
  const company = must(await findCompany(world.engine, caller.tenantId, place.company));
  const [accountId, otherAccountId] = await accountsAt(place);
  const posted = must(
    await postDocuments(world.engine, caller, {
      company,
      documents: [
        {
          accountId,
          documentType,
          number: null,
          documentDate: '2026-03-01',
          currency: 'EUR',
          amountMinor: documentType === 'payment' ? -10_00n : 10_00n,
        },
      ],
    }),
  );
  return { itemId: posted.posted[0]!.itemIds[0]!, accountId, otherAccountId };
}

/** An invoice of the place under a number of its own, on the account of the customer of that name. */
export async function invoiceAt(place: Place): Promise<{ itemId: bigint; number: string }> {
  const { world } = place;
  const caller = callerAt(place);
  const company = must(await findCompany(world.engine, caller.tenantId, place.company));
  const [accountId] = await accountsAt(place);
  const number = `RE-${place.fresh}`;
  const document = { accountId, documentType: 'invoice' as const, number, documentDate: '2026-03-01', currency: 'EUR' };
  const posted = must(
    await postDocuments(world.engine, caller, { company, documents: [{ ...document, amountMinor: 10_00n }] }),
  );
  return { itemId: posted.posted[0]!.itemIds[0]!, number };
}

const reason = 'An example.';

/** A command on an item of the place, the same for every place. */
const onItem = (documentType: DocumentType, more: Readonly<Record<string, unknown>> = {}): ExampleMaker => {
  const make = async (place: Place): Promise<Example> => ({
    params: { itemId: String((await itemAt(place, documentType)).itemId) },
    body: { reason, ...more },
  });
  return { own: make, otherCompany: make, otherTenant: make };
};

const everywhere = (own: ExampleMaker['own']): ExampleMaker => ({ own, otherCompany: own, otherTenant: own });

/** A payment of a customer whose bank account is in force: money that no bank told goes nowhere else. */
const refund = everywhere(async (place) => {
  const { itemId, accountId } = await itemAt(place, 'payment');
  const verified = { accountId, account: '4410077219', holderName: place.fresh };
  await verifyBankAccount(place.world.engine, callerAt(place), verified);
  return { params: { itemId: String(itemId) }, body: { reason, askFor: reason } };
});

const byHand = everywhere(async (place) => ({
  body: {
    accountId: String((await accountsAt(place))[0]),
    documentType: 'debit_memo',
    documentDate: '2026-03-01',
    currency: 'EUR',
    amount: '10.00',
    reason,
    askFor: reason,
  },
}));

const transfer = everywhere(async (place) => {
  const { itemId, otherAccountId } = await itemAt(place, 'invoice');
  return {
    params: { itemId: String(itemId) },
    body: { toAccountId: String(otherAccountId), reason, askFor: reason },
  };
});

const recovery = everywhere(async (place) => {
  const { itemId } = await itemAt(place, 'invoice');
  const written = must(await writeOff(place.world.engine, callerAt(place), { itemId, against: 'loss', reason }));
  return { params: { itemId: written.itemId }, body: { reason } };
});

const certificate = everywhere(async (place) => {
  const { itemId } = await itemAt(place, 'invoice');
  const withheld = must(await withholdTax(place.world.engine, callerAt(place), { itemId, reason }));
  return { params: { itemId: withheld.itemId }, body: { certificate: 'W 1', reason, askFor: reason } };
});

/** A scan for tax that was withheld in the place. */
const certificateFile = everywhere(async (place) => {
  const { itemId } = await itemAt(place, 'invoice');
  const withheld = must(await withholdTax(place.world.engine, callerAt(place), { itemId, reason }));
  return {
    params: { itemId: withheld.itemId },
    query: { fileName: 'certificate.pdf' },
    headers: { 'content-type': 'application/octet-stream' },
    body: '%PDF-1.7\nsigned\n%%EOF\n',
  };
});

/** An invoice and the money for it, on one account of the place. */
export async function pairAt(place: Place) {
  const { world } = place;
  const caller = callerAt(place);
  const company = must(await findCompany(world.engine, caller.tenantId, place.company));
  const [accountId] = await accountsAt(place);
  const post = async (documentType: DocumentType, amountMinor: bigint): Promise<bigint> =>
    must(
      await postDocuments(world.engine, caller, {
        company,
        documents: [
          { accountId, documentType, number: null, documentDate: '2026-03-01', currency: 'EUR', amountMinor },
        ],
      }),
    ).posted[0]!.itemIds[0]!;
  const allocation = { creditItemId: await post('payment', -10_00n), debitItemId: await post('invoice', 10_00n) };
  return { caller, company, allocation };
}

const clearing = everywhere(async (place) => {
  const { creditItemId, debitItemId } = (await pairAt(place)).allocation;
  return {
    body: { allocations: [{ creditItemId: String(creditItemId), debitItemId: String(debitItemId) }], reason },
  };
});

const clearingBack = everywhere(async (place) => {
  const { caller, allocation } = await pairAt(place);
  const cleared = must(await clearByHand(place.world.engine, caller, { allocations: [allocation], reason }));
  return { params: { clearingId: cleared.clearingId }, body: { reason } };
});

const chosen = (more: Readonly<Record<string, unknown>> = {}) =>
  everywhere(async (place) => ({
    body: { itemIds: [String((await itemAt(place, 'invoice')).itemId)], reason, ...more },
  }));

const stopEnded = everywhere(async (place) => {
  const { itemId } = await itemAt(place, 'invoice');
  must(await stopItems(place.world.engine, callerAt(place), { itemIds: [itemId], until: null, reason }));
  return { body: { itemIds: [String(itemId)], reason } };
});

const companyNamed: ExampleMaker = {
  own: ({ company }) => ({ query: { company } }),
  otherCompany: ({ company }) => ({ query: { company } }),
};
const claim = ({ companyId }: Place): Example => ({ body: { companyId: companyId.toString(), reason } });

export const documentExamples: Readonly<Record<string, ExampleMaker>> = {
  'receivables.post-document': byHand,
  'receivables.reverse-document': onItem('invoice', { askFor: reason }),
  'receivables.open-deduction': onItem('invoice'),
  'receivables.hold-retention': onItem('invoice', { until: '2028-03-01' }),
  'receivables.accept-bill': onItem('invoice', { instrument: 'CHQ 1', maturity: '2026-06-01' }),
  'receivables.withhold-tax': onItem('invoice'),
  'receivables.receive-certificate': certificate,
  'receivables.take-down-payment': onItem('payment'),
  'receivables.recover-write-off': recovery,
  'receivables.transfer': transfer,
  'receivables.write-off': onItem('invoice', { askFor: reason }),
  'receivables.move-due-days': chosen({ dueDate: '2026-06-30', askFor: reason }),
  'receivables.stop-items': chosen({ until: '2030-01-01' }),
  'receivables.free-items': stopEnded,
  'receivables.refund': refund,
  'receivables.preview-refund': everywhere(async (place) => ({
    params: { itemId: String((await itemAt(place, 'payment')).itemId) },
  })),
  'receivables.list-refunds': companyNamed,
  'receivables.clear': clearing,
  'receivables.take-clearing-back': clearingBack,
  'receivables.list-reliefs': companyNamed,
  'receivables.claim-relief': { own: claim, otherCompany: claim },
  'receivables.attach-certificate': certificateFile,
};
