/** Examples of the routes of payment services and settlements for the authorization matrix. */
import {
  applyCash,
  createBankAccount,
  declarePaymentService,
  importBankFile,
  importSettlementFile,
  postSettlement,
  releaseSettlement,
  withdrawSettlement,
} from '#cash';
import { findCompany } from '#company';
import { loadChart, setUpChart } from '#ledger';
import { runQuery, sql } from '#platform';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';
import { mt940Day } from './mt940-day.ts';

/** The place as its own tenant sees it. */
const athome = (place: Place): Place => (place.company === 'SOUTHC' ? { ...place, tenant: 'south' } : place);

/** What the settlement of an example is: waiting for its deposit, held for its fee, let pass, withdrawn, or posted with it. */
type Wanted = 'waiting' | 'held' | 'released' | 'withdrawn' | 'posted';

/** A service of the place with a settlement; its deposit is in suspense, or has been explained. */
async function madeSettlement(place: Place, wanted: Wanted): Promise<{ settlementId: string; receiptId: string }> {
  const { engine, callers } = place.world;
  const caller = callers[place.tenant];
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  must(await setUpChart(engine, caller, { companyId: company.id }));
  const chart = await runQuery(engine, caller.tenantId, (db) => loadChart(db, caller.tenantId, company.id));
  const number = `DE${place.fresh}`;
  const glAccountId = chart.find((account) => account.purpose === 'bank')!.id;
  const house = { company, number, currency: 'EUR', name: `Bank ${place.fresh}`, glAccountId };
  must(await createBankAccount(engine, caller, house));
  const code = `S${place.fresh}`;
  const terms = { code, name: `Service ${place.fresh}`, currency: 'EUR', validFrom: '2026-01-01' };
  const fees = { feeAccountCode: '6800', highestFeePercent: wanted === 'held' || wanted === 'released' ? '0' : '5' };
  must(await declarePaymentService(engine, caller, { company, terms: { ...terms, ...fees } }));
  const deposit = mt940Day({
    account: number,
    day: '2026-02-27',
    lines: [[98_00, 'Service', `no number ${place.fresh}`]],
  });
  must(await importBankFile(engine, caller, { name: `${place.fresh}.sta`, bytes: deposit }));
  must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
  const payout = `settlement,type,date,document,gross,fee,net\nPO-${place.fresh},payment,2026-02-26,NO-${place.fresh},100.00,2.00,98.00\n`;
  const bytes = new TextEncoder().encode(payout);
  const [kept] = must(
    await importSettlementFile(engine, caller, {
      company,
      service: code,
      name: 'payout.csv',
      bytes,
      receivedOn: '2026-02-27',
    }),
  ).settlements;
  const { rows } = await runQuery(engine, caller.tenantId, (db) =>
    sql<{ id: bigint; bank_line_id: bigint }>`
      select id, bank_line_id from cash.v_receipt
      where tenant_id = ${caller.tenantId} and company_id = ${company.id} order by id desc limit 1`.execute(db),
  );
  const said = { company, settlementId: kept!.settlementId, reason: 'Said by mistake.' };
  if (wanted === 'released') must(await releaseSettlement(engine, caller, said));
  if (wanted === 'withdrawn') must(await withdrawSettlement(engine, caller, said));
  if (wanted === 'posted') {
    const deposited = { company, settlementId: kept!.settlementId, lineId: rows[0]!.bank_line_id };
    must(await postSettlement(engine, caller, deposited));
    must(await applyCash(engine, caller, { company, asOf: '2026-03-02' }));
  }
  return { settlementId: kept!.settlementId.toString(), receiptId: rows[0]!.id.toString() };
}

const settlementNamed = (wanted: Wanted, more: (receiptId: string) => Example = () => ({})): ExampleMaker => {
  const make = async (asked: Place): Promise<Example> => {
    const { settlementId, receiptId } = await madeSettlement(athome(asked), wanted);
    return { params: { settlementId }, query: { company: asked.company }, ...more(receiptId) };
  };
  return { own: make, otherCompany: make, otherTenant: make };
};

const terms = async (asked: Place): Promise<Example> => {
  const { world, tenant, companyId, fresh } = athome(asked);
  must(await setUpChart(world.engine, world.callers[tenant], { companyId }));
  const service = { code: `T${fresh}`, name: 'Paywell', currency: 'EUR', feeAccount: '6800', highestFeePercent: '2.5' };
  return { query: { company: asked.company }, body: service };
};

const report = async (asked: Place): Promise<Example> => {
  const { world, tenant, company: code, fresh } = athome(asked);
  const caller = world.callers[tenant];
  const company = must(await findCompany(world.engine, caller.tenantId, code));
  must(await setUpChart(world.engine, caller, { companyId: company.id }));
  const service = `R${fresh}`;
  const fees = { feeAccountCode: '6800', highestFeePercent: '3' };
  const declared = { code: service, name: 'Paywell', currency: 'EUR', validFrom: '2026-01-01', ...fees };
  must(await declarePaymentService(world.engine, caller, { company, terms: declared }));
  return {
    query: { company: asked.company, service, fileName: 'payout.csv' },
    headers: { 'content-type': 'application/octet-stream' },
    body: `settlement,type,date,document,gross,fee,net\nPO-${fresh},payment,2026-02-26,NO-${fresh},10.00,0.10,9.90\n`,
  };
};

const listed: ExampleMaker = {
  own: ({ company }) => ({ query: { company } }),
  otherCompany: ({ company }) => ({ query: { company } }),
};
const saying = (reason: string) => (): Example => ({ body: { reason } });

export const settlementExamples: Readonly<Record<string, ExampleMaker>> = {
  'cash.list-payment-services': listed,
  'cash.declare-payment-service': { own: terms, otherCompany: terms },
  'cash.settlement': settlementNamed('waiting'),
  'cash.settlement-report': settlementNamed('waiting'),
  'cash.check-settlement': { own: report, otherCompany: report },
  'cash.import-settlement': { own: report, otherCompany: report },
  'cash.post-settlement': settlementNamed('waiting', (receiptId) => ({ body: { receiptId } })),
  'cash.release-settlement': settlementNamed('held', saying('The monthly fee is in it.')),
  'cash.withdraw-settlement': settlementNamed('waiting', saying('Another comes.')),
  'cash.revoke-settlement-release': settlementNamed('released', saying('The fee is too high after all.')),
  'cash.restore-settlement': settlementNamed('withdrawn', saying('It was the right one.')),
  'cash.reverse-settlement': settlementNamed('posted', saying('The report was wrong.')),
};
