/** Examples of the routes of remittance advices for the authorization matrix. */
import { createHash } from 'node:crypto';
import {
  applyCash,
  createBankAccount,
  importAdviceFile,
  importBankFile,
  leaveReceipt,
  linkAdvice,
  listAdjustments,
} from '#cash';
import { findCompany, recordExchangeRates } from '#company';
import { findCustomerKey } from '#customers';
import { loadChart } from '#ledger';
import { runQuery, sql } from '#platform';
import { x12Adjustments } from '../demo/x12-adjustment.ts';
import { achReturn } from './ach-return.ts';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { freshReceipt } from './authorization-examples.ts';
import { must } from './books.ts';
import { mt940Day } from './mt940-day.ts';

const adviceText = (place: Place): string =>
  `Payer: Nobody ${place.fresh}\n\nInvoice no.;Amount paid\nRE-${place.fresh};99,00\n`;

/** The place as its own tenant sees it. */
const athome = (place: Place): Place => (place.company === 'SOUTHC' ? { ...place, tenant: 'south' } : place);

/** An advice that waits in the place. */
async function waitingAdvice(place: Place): Promise<string> {
  const { engine, callers } = place.world;
  const caller = callers[place.tenant];
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  const file = { name: `${place.fresh}.csv`, bytes: new TextEncoder().encode(adviceText(place)), companies: [company] };
  return must(await importAdviceFile(engine, caller, file)).adviceIds[0]!.toString();
}

const adviceNamed = (more: (place: Place) => Promise<Example> | Example = () => ({})): ExampleMaker => {
  const make = async (asked: Place): Promise<Example> => {
    const place = athome(asked);
    return {
      params: { adviceId: await waitingAdvice(place) },
      query: { company: place.company },
      ...(await more(place)),
    };
  };
  return { own: make, otherCompany: make, otherTenant: make };
};

/** Money of a known customer that is not applied. */
async function asked(asked: Place): Promise<Example> {
  const place = athome(asked);
  const { engine, callers } = place.world;
  const caller = callers[place.tenant];
  const { tenantId } = caller;
  const company = must(await findCompany(engine, tenantId, place.company));
  const { receiptId, customer } = await freshReceipt(place);
  const key = await runQuery(engine, tenantId, (db) => findCustomerKey(db, tenantId, company.id, customer));
  const { accountId } = key!;
  must(
    await leaveReceipt(engine, caller, { company, receiptId: BigInt(receiptId), version: 1, versionNow: 1, accountId }),
  );
  return { params: { receiptId }, query: { company: place.company } };
}

/** The digest of nobody: in a list whose every receipt is left out. */
const noneAsked = createHash('sha256').digest('hex');

/** A list in which nothing is found, so that asking its payers asks nobody. */
const listAsked = (body?: Record<string, unknown>): ExampleMaker => {
  const make = ({ company }: Place): Example => ({
    query: { company, search: 'nothing is called so' },
    ...(body && { body }),
  });
  return { own: make, otherCompany: make };
};

/** An ACH return that a file tells of, and dollars of its amount that came in before: nothing says that they are the ones. */
const advisedReturn = (body?: (receiptId: string) => unknown): ExampleMaker => {
  const make = async (asked: Place): Promise<Example> => {
    const place = athome(asked);
    const { world, fresh, company: code } = place;
    const { engine } = world;
    const caller = world.callers[place.tenant];
    const { tenantId } = caller;
    const company = must(await findCompany(engine, tenantId, code));
    const rate = { from: 'USD', to: company.currency, day: '2026-01-01', rate: '0.90', source: 'test' };
    if (company.currency !== 'USD') must(await recordExchangeRates(engine, caller, [rate]));
    const chart = await runQuery(engine, tenantId, (db) => loadChart(db, tenantId, company.id));
    const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
    const [number, name] = [`US${fresh}`, `Dollars ${fresh}`];
    must(await createBankAccount(engine, caller, { company, number, currency: 'USD', name, glAccountId }));
    const euros = mt940Day({ account: number, day: '2026-02-10', lines: [[75_00, name, 'nothing']] });
    const bytes = new TextEncoder().encode(new TextDecoder().decode(euros).replaceAll('EUR', 'USD'));
    must(await importBankFile(engine, caller, { name, bytes }));
    must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
    const told = { name: `${fresh}.ach`, bytes: achReturn(75_00, { name: fresh }), companies: [company] };
    const { adviceIds } = must(await importAdviceFile(engine, caller, told));
    const { rows } = await runQuery(engine, tenantId, (db) =>
      sql<{ id: bigint }>`
        select r.id from cash.receipt r join cash.bank_line l on l.tenant_id = r.tenant_id and l.id = r.bank_line_id
        where r.tenant_id = ${tenantId} and l.counterparty_name = ${name}`.execute(db),
    );
    return {
      params: { adviceId: adviceIds[0]!.toString() },
      query: { company: code },
      ...(body && { body: body(rows[0]!.id.toString()) }),
    };
  };
  return { own: make, otherCompany: make, otherTenant: make };
};

/** An advice that a person linked to money of the place. */
async function linkedAdvice(asked: Place): Promise<Example> {
  const place = athome(asked);
  const { engine, callers } = place.world;
  const caller = callers[place.tenant];
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  const adviceId = await waitingAdvice(place);
  const { receiptId } = await freshReceipt(place);
  must(
    await linkAdvice(engine, caller, {
      company,
      adviceId: BigInt(adviceId),
      version: 1,
      receiptId: BigInt(receiptId),
    }),
  );
  return {
    params: { adviceId },
    query: { company: place.company },
    headers: { 'if-match': '2' },
    body: { reason: 'It is about another payment.' },
  };
}

const upload = (asked: Place): Example => ({
  query: { company: asked.company, fileName: 'advice.csv' },
  headers: { 'content-type': 'application/octet-stream' },
  body: adviceText(asked),
});

/** An adjustment that waits in the place, of an invoice there. */
const adjustmentNamed = (more: (customer: string) => Example): ExampleMaker => {
  const make = async (asked: Place): Promise<Example> => {
    const place = athome(asked);
    const { engine, callers } = place.world;
    const caller = callers[place.tenant];
    const company = must(await findCompany(engine, caller.tenantId, place.company));
    const { customer } = await freshReceipt(place);
    const number = `CM-${customer}`;
    const bytes = x12Adjustments(1, customer, [{ number, kind: 'credit', cents: 1_00, invoice: `RE-${customer}` }]);
    must(await importAdviceFile(engine, caller, { name: `${number}.edi`, bytes, companies: [company] }));
    const { rows } = await listAdjustments(engine, caller.tenantId, { company, limit: 1 });
    return { params: { adjustmentId: String(rows[0]!.id) }, query: { company: place.company }, ...more(customer) };
  };
  return { own: make, otherCompany: make, otherTenant: make };
};

export const adviceExamples: Readonly<Record<string, ExampleMaker>> = {
  'cash.accept-adjustment': adjustmentNamed(() => ({ body: { reason: 'Agreed.', askFor: 'Please look.' } })),
  'cash.name-adjustment-customer': adjustmentNamed((customer) => ({ body: { customer, reason: 'As they say.' } })),
  'cash.decline-adjustment': adjustmentNamed(() => ({ body: { reason: 'Not ours.' } })),
  'cash.advised-return': advisedReturn(),
  'cash.take-advised-return': advisedReturn((receiptId) => ({ receiptId, reason: 'The customer said which.' })),
  'cash.advice': adviceNamed(),
  'cash.advice-file': adviceNamed(),
  'cash.check-advice': { own: upload, otherCompany: upload },
  'cash.inspect-advice': { own: upload, otherCompany: upload },
  'cash.import-advice': { own: upload, otherCompany: upload },
  'cash.link-advice': adviceNamed(async (place) => ({
    headers: { 'if-match': '1' },
    body: { receiptId: (await freshReceipt(place)).receiptId },
  })),
  'cash.unlink-advice': { own: linkedAdvice, otherCompany: linkedAdvice, otherTenant: linkedAdvice },
  'collections.preview-asking': listAsked({ choice: { all: true } }),
  'collections.ask-payers': listAsked({ choice: { all: true }, digest: noneAsked }),
  'collections.asking-progress': listAsked(),
  'collections.stop-asking': listAsked(),
  'collections.remittance-letter': { own: asked, otherCompany: asked, otherTenant: asked },
  'collections.request-remittance': { own: asked, otherCompany: asked, otherTenant: asked },
  'cash.withdraw-advice': adviceNamed(() => ({ headers: { 'if-match': '1' }, body: { reason: 'Sent twice.' } })),
};
