/** Examples of the routes of control samples, for the authorization matrix. */
import { applyCash, createBankAccount, drawControlSample, importBankFile, listSampledReceipts } from '#cash';
import { findCompany } from '#company';
import { makeIban } from '#kernel';
import { runQuery } from '#platform';
import { postDocuments } from '#receivables';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';
import { accountsAt, callerAt } from './document-examples.ts';
import { mt940Day } from './mt940-day.ts';

/** A month of its own for each example, long ago: each is drawn once. */
let months = 0;
const nextMonth = (): string => {
  months += 1;
  return `${2020 + Math.floor(months / 12) - (months % 12 === 0 ? 1 : 0)}-${String(((months - 1) % 12) + 1).padStart(2, '0')}`;
};

/** Money that was applied by itself in the month. */
async function appliedIn(place: Place, month: string): Promise<void> {
  const { engine } = place.world;
  const caller = callerAt(place);
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  const [accountId] = await accountsAt(place);
  const number = `CS-${place.fresh}-4711`;
  const invoice = {
    ...{ accountId, documentType: 'invoice' as const, number, documentDate: `${month}-01` },
    ...{ currency: 'EUR', amountMinor: 10_00n },
  };
  must(await postDocuments(engine, caller, { company, documents: [invoice] }));
  const digits = [...place.fresh].map((letter) => letter.charCodeAt(0) % 10).join('');
  const account = makeIban('DE', digits.padStart(18, '4').slice(-18));
  must(await createBankAccount(engine, caller, { company, number: account, currency: 'EUR', name: place.fresh }));
  const bytes = mt940Day({ account, day: `${month}-15`, lines: [[10_00, `Customer ${place.fresh}`, number]] });
  must(await importBankFile(engine, caller, { name: `${place.fresh}.sta`, bytes }));
  must(await applyCash(engine, caller, { company, asOf: `${month}-20` }));
}

const draw = async (place: Place): Promise<Example> => {
  const month = nextMonth();
  await appliedIn(place, month);
  return { query: { company: place.company }, body: { month, size: 5 } };
};

const drawn = (body?: unknown): ExampleMaker => {
  const make = async (place: Place): Promise<Example> => {
    const { engine } = place.world;
    const caller = callerAt(place);
    const month = nextMonth();
    await appliedIn(place, month);
    const company = must(await findCompany(engine, caller.tenantId, place.company));
    const { sampleId } = must(await drawControlSample(engine, caller, { company, month, size: 5 }));
    const of = { companyId: company.id, sampleId };
    const [receipt] = await runQuery(engine, caller.tenantId, (db) => listSampledReceipts(db, caller.tenantId, of));
    const params = { sampleId: String(sampleId), ...(body !== undefined && { receiptId: String(receipt!.receiptId) }) };
    return { params, query: { company: place.company }, ...(body !== undefined && { body }) };
  };
  return { own: make, otherCompany: make, otherTenant: make };
};

const listed: ExampleMaker = {
  own: ({ company }) => ({ query: { company } }),
  otherCompany: ({ company }) => ({ query: { company } }),
};

export const sampleExamples: Readonly<Record<string, ExampleMaker>> = {
  'cash.list-control-samples': listed,
  'cash.draw-control-sample': { own: draw, otherCompany: draw },
  'cash.sampled-receipts': drawn(),
  'cash.judge-control-receipt': drawn({ verdict: 'right' }),
};
