/** Examples of the routes of checks for the authorization matrix. */
import {
  applyCash,
  createBankAccount,
  depositChecks,
  discardHeldBatch,
  importAdviceFile,
  loadHeldBatches,
  receiveCheck,
} from '#cash';
import { findCompany, recordExchangeRates } from '#company';
import { saveCustomers } from '#customers';
import { loadChart, setUpChart } from '#ledger';
import { runQuery } from '#platform';
import { sampleLockbox } from '../src/formats/remittance/samples.ts';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';

/** The place as its own tenant sees it. */
const athome = (place: Place): Place => (place.company === 'SOUTHC' ? { ...place, tenant: 'south' } : place);
const image = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1]);

/** A check of a customer of the place, with its image; paid in where it is asked for. */
async function madeCheck(
  place: Place,
  paidIn = false,
): Promise<{ checkId: string; bankAccount: string; depositId: string | undefined }> {
  const { engine, callers } = place.world;
  const caller = callers[place.tenant];
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  must(await setUpChart(engine, caller, { companyId: company.id }));
  const chart = await runQuery(engine, caller.tenantId, (db) => loadChart(db, caller.tenantId, company.id));
  const bankAccount = `DE${place.fresh}`;
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  const name = `Customer ${place.fresh}`;
  must(await createBankAccount(engine, caller, { company, number: bankAccount, currency: 'EUR', name, glAccountId }));
  const customer = { number: `C-${place.fresh}`, name, country: 'DE', accounts: [{ companyId: company.id }] };
  must(await saveCustomers(engine, caller, { customers: [customer] }));
  const { id } = must(
    await receiveCheck(engine, caller, {
      company,
      number: place.fresh,
      currency: 'EUR',
      amountMinor: 100_00n,
      checkDate: '2026-02-27',
      receivedOn: '2026-02-27',
      drawerName: name,
      drawerAccount: null,
      accountId: null,
      image,
    }),
  );
  let depositId: string | undefined;
  if (paidIn) {
    const slip = { company, bankAccount, checkIds: [id], depositedOn: '2026-02-27' };
    const { lineIds, ...deposit } = must(await depositChecks(engine, caller, slip));
    must(await applyCash(engine, caller, { company, asOf: '2026-03-02', bankLineIds: lineIds }));
    depositId = deposit.depositId.toString();
  }
  return { checkId: id.toString(), bankAccount, depositId };
}

const checkNamed = (more: Example = {}, paidIn = false): ExampleMaker => {
  const make = async (asked: Place): Promise<Example> => {
    const { checkId } = await madeCheck(athome(asked), paidIn);
    return { params: { checkId }, query: { company: asked.company }, ...more };
  };
  return { own: make, otherCompany: make, otherTenant: make };
};

const received = ({ company, fresh }: Place): Example => ({
  query: { company },
  body: { number: `N${fresh}`, amount: '10.00', currency: 'EUR', drawer: `Drawer ${fresh}` },
});
const slipNamed = (more: Example = {}): ExampleMaker => {
  const make = async (asked: Place): Promise<Example> => {
    const { depositId } = await madeCheck(athome(asked), true);
    return { params: { depositId: depositId! }, query: { company: asked.company }, ...more };
  };
  return { own: make, otherCompany: make, otherTenant: make };
};
const slip = async (asked: Place): Promise<Example> => {
  const { checkId, bankAccount } = await madeCheck(athome(asked));
  return { query: { company: asked.company }, body: { checkIds: [checkId], bankAccount } };
};

/** A batch of a lockbox of the place that does not foot. */
async function heldBatch(place: Place): Promise<string> {
  const { engine, callers } = place.world;
  const caller = callers[place.tenant];
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  must(await setUpChart(engine, caller, { companyId: company.id }));
  const chart = await runQuery(engine, caller.tenantId, (db) => loadChart(db, caller.tenantId, company.id));
  const number = `US${place.fresh}`;
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  must(
    await createBankAccount(engine, caller, {
      company,
      number,
      currency: 'USD',
      name: `Lockbox ${number}`,
      glAccountId,
    }),
  );
  const rate = { from: 'USD', to: company.currency, day: '2009-01-01', rate: '0.90', source: 'test' };
  if (company.currency !== 'USD') must(await recordExchangeRates(engine, caller, [rate]));
  // Another day and amount in each: a batch that comes again takes the place of the one that is held.
  const number9 = Number(place.fresh.replace(/\D/g, '').slice(-9)) || 1;
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${two(10 + (Math.floor(number9 / 336) % 15))}${two(1 + (Math.floor(number9 / 28) % 12))}${two(1 + (number9 % 28))}`;
  const cents = String(5_001 + (number9 % 90_000)).padStart(10, '0');
  const text = sampleLockbox.replace('0000005000', cents).replace('0000030000', cents).replaceAll('260210', day);
  const file = { name: `${place.fresh}.txt`, bytes: new TextEncoder().encode(text), companies: [company] };
  must(await importAdviceFile(engine, caller, { ...file, bankAccount: number }));
  const [batch] = await runQuery(engine, caller.tenantId, (db) =>
    loadHeldBatches(db, caller.tenantId, { companyId: company.id }),
  );
  return batch!.id.toString();
}

const batchNamed: ExampleMaker = (() => {
  const make = async (asked: Place): Promise<Example> => ({
    params: { batchId: await heldBatch(athome(asked)) },
    query: { company: asked.company },
    body: { reason: 'The checks were counted again.' },
  });
  return { own: make, otherCompany: make, otherTenant: make };
})();

const batchDiscarded: ExampleMaker = (() => {
  const make = async (asked: Place): Promise<Example> => {
    const place = athome(asked);
    const batchId = await heldBatch(place);
    const { engine, callers } = place.world;
    const company = must(await findCompany(engine, callers[place.tenant].tenantId, place.company));
    const said = { company, batchId: BigInt(batchId), reason: 'Said by mistake.' };
    must(await discardHeldBatch(engine, callers[place.tenant], said));
    return { params: { batchId }, query: { company: asked.company }, body: { reason: 'It was right.' } };
  };
  return { own: make, otherCompany: make, otherTenant: make };
})();

const batchLooked: ExampleMaker = (() => {
  const make = async (asked: Place): Promise<Example> => ({
    params: { batchId: await heldBatch(athome(asked)) },
    query: { company: asked.company },
  });
  return { own: make, otherCompany: make, otherTenant: make };
})();

export const checkExamples: Readonly<Record<string, ExampleMaker>> = {
  'cash.deposit': slipNamed(),
  'cash.deposit-pdf': slipNamed(),
  'cash.preview-check-return': checkNamed({}, true),
  'cash.receive-check': { own: received, otherCompany: received },
  'cash.correct-check': checkNamed({ body: { amount: '90.00', reason: 'A typing error.' } }),
  'cash.withdraw-check': checkNamed({ body: { reason: 'Registered twice.' } }),
  'cash.withdraw-deposit': slipNamed({ body: { reason: 'It was never brought to the bank.' } }),
  'cash.check-image': checkNamed(),
  'cash.attach-check-image': checkNamed({
    headers: { 'content-type': 'application/octet-stream' },
    body: '%PDF-1.7\na scanned check\n%%EOF\n',
  }),
  'cash.deposit-checks': { own: slip, otherCompany: slip, otherTenant: slip },
  'cash.list-held-batches': {
    own: ({ company }) => ({ query: { company } }),
    otherCompany: ({ company }) => ({ query: { company } }),
  },
  'cash.held-batch': batchLooked,
  'cash.release-batch': batchNamed,
  'cash.discard-batch': batchNamed,
  'cash.restore-batch': batchDiscarded,
  'cash.return-check': checkNamed({ body: { reason: 'Insufficient funds.' } }, true),
};
