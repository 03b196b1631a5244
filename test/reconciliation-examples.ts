/** Examples of the authorization matrix for reconciliations. */
import { applyBankRules, applyCash, createBankAccount, declareBankRule, importBankFile } from '#cash';
import { findCompany } from '#company';
import { saveCustomers } from '#customers';
import { loadChart, setUpChart } from '#ledger';
import { createPerson, runQuery, sql } from '#platform';
import { postDocuments } from '#receivables';
import {
  agreeBalance,
  attachEvidence,
  decideLines,
  disputeDifference,
  keepCustomerStatement,
  loadReconciliation,
  prepareBankMonth,
  signBankMonth,
} from '#reconciliation';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';
import { accountsAt, callerAt } from './document-examples.ts';

/** A statement of a customer who owes what they say: nothing is open, the balance can be agreed on. */
const file = (fresh: string): string =>
  `Reference,Document date,Amount\nX-${fresh},2026-02-01,10.00\nX-${fresh},2026-02-01,10.00\n`;

interface Kept {
  readonly statementId: bigint;
}

async function statementAt(place: Place): Promise<Kept> {
  const { engine } = place.world;
  const caller = callerAt(place);
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  const [accountId] = await accountsAt(place);
  const { statementId } = must(
    await keepCustomerStatement(engine, caller, {
      company,
      accountId,
      fileName: `${place.fresh}.csv`,
      bytes: new TextEncoder().encode(file(place.fresh)),
      currency: 'EUR',
      asOf: '2026-02-28',
      kind: null,
      fromDate: null,
    }),
  );
  return { statementId };
}

/** A statement of which everything is said: they put it right. */
async function decidedAt(place: Place): Promise<bigint> {
  const caller = callerAt(place);
  const company = must(await findCompany(place.world.engine, caller.tenantId, place.company));
  const { statementId } = await statementAt(place);
  const decisions = ['T1', 'T2'].map((key) => ({ key, side: 'theirs' as const, note: '' }));
  must(await decideLines(place.world.engine, caller, { company, statementId, decisions }));
  return statementId;
}

/** Gives the customer of the place an address to write to. */
async function reachable(place: Place): Promise<void> {
  must(
    await saveCustomers(place.world.engine, callerAt(place), {
      customers: [
        {
          number: place.fresh,
          name: `Customer ${place.fresh}`,
          country: 'DE',
          accounts: [{ companyId: place.companyId }],
          contacts: [{ name: 'Accounts payable', email: 'payables@example.org', primary: true }],
        },
      ],
    }),
  );
}

/** A line of a statement whose document we have with a higher amount. */
async function differingAt(place: Place): Promise<{ statementId: string; key: string }> {
  const { engine } = place.world;
  const caller = callerAt(place);
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  const [accountId] = await accountsAt(place);
  must(
    await postDocuments(engine, caller, {
      company,
      documents: [
        {
          ...{ accountId, documentType: 'invoice', number: `X-${place.fresh}`, amountMinor: 40_00n },
          ...{ documentDate: '2026-02-01', currency: 'EUR' },
        },
      ],
    }),
  );
  const { statementId } = await statementAt(place);
  const found = await runQuery(engine, caller.tenantId, (db) =>
    loadReconciliation(db, caller.tenantId, { statementId, companyIds: [company.id] }),
  );
  const line = found!.comparison.lines.find((one) => one.ours !== null)!;
  return { statementId: String(statementId), key: line.key };
}

async function agreedAt(place: Place): Promise<Kept> {
  const caller = callerAt(place);
  const company = must(await findCompany(place.world.engine, caller.tenantId, place.company));
  const statementId = await decidedAt(place);
  const input = { company, statementId, agreedMinor: 0n, agreedWith: 'Somebody', agreedOn: '2026-03-01', note: '' };
  must(await agreeBalance(place.world.engine, caller, input));
  return { statementId };
}

async function confirmedAt(place: Place): Promise<Kept> {
  const caller = callerAt(place);
  const company = must(await findCompany(place.world.engine, caller.tenantId, place.company));
  const kept = await agreedAt(place);
  const file = { fileName: 'confirmation.pdf', bytes: new TextEncoder().encode('confirmed') };
  must(await attachEvidence(place.world.engine, caller, { company, ...kept, ...file }));
  return kept;
}

const everywhere = (make: (place: Place) => Promise<Example>): ExampleMaker => ({
  own: make,
  otherCompany: make,
  otherTenant: make,
});

/** Reading changes nothing: one statement for each company will do. */
const seen = new Map<string, Promise<Kept>>();
const toRead = everywhere(async (place) => {
  const key = `${place.world.database.name} ${place.companyId}`;
  const kept = seen.get(key) ?? statementAt(place);
  seen.set(key, kept);
  return { params: { statementId: String((await kept).statementId) } };
});

const onStatement = (kept: (place: Place) => Promise<Kept>, rest: Partial<Example>): ExampleMaker =>
  everywhere(async (place) => ({ params: { statementId: String((await kept(place)).statementId) }, ...rest }));

const upload = async (place: Place): Promise<Example> => {
  await accountsAt(place);
  return {
    query: { company: place.company, customer: place.fresh, fileName: 'statement.csv', asOf: '2026-02-28' },
    headers: { 'content-type': 'application/octet-stream' },
    body: file(place.fresh),
  };
};
const inspection = ({ company, fresh }: Place): Example => ({
  query: { company, fileName: 'statement.csv' },
  headers: { 'content-type': 'application/octet-stream' },
  body: file(fresh),
});
const uploadElsewhere = ({ company, fresh }: Place): Example => ({
  query: { company, customer: fresh, fileName: 'statement.csv', asOf: '2026-02-28' },
  headers: { 'content-type': 'application/octet-stream' },
  body: file(fresh),
});

interface Bank {
  readonly bankAccountId: bigint;
  readonly account: string;
}

/** A bank account of the place of which January is read and nothing was booked in it. */
async function bankAt(asked: Place): Promise<Bank> {
  const { engine } = asked.world;
  const caller = callerAt(asked);
  const company = must(await findCompany(engine, caller.tenantId, asked.company));
  must(await setUpChart(engine, caller, { companyId: company.id }));
  const chart = await runQuery(engine, caller.tenantId, (db) => loadChart(db, caller.tenantId, company.id));
  const account = `BANK-${asked.fresh}`;
  const glAccountId = chart.find((one) => one.purpose === 'bank')!.id;
  const made = { company, number: account, currency: 'EUR', name: `Bank ${asked.fresh}`, glAccountId };
  const { id } = must(await createBankAccount(engine, caller, made));
  const text = `:20:${asked.fresh}\n:25:${account}\n:28C:1/1\n:60F:C260131EUR0,00\n:62F:C260131EUR0,00\n-\n`;
  must(await importBankFile(engine, caller, { name: `${asked.fresh}.sta`, bytes: new TextEncoder().encode(text) }));
  return { bankAccountId: id, account };
}

const monthOf = (place: Place, bank: Bank): Example => ({
  params: { bankAccountId: String(bank.bankAccountId), month: '2026-01' },
  query: { company: place.company },
});

/** A month of a bank account of the place, after what `before` does to it. */
const bankMonth = (rest: Partial<Example> = {}, before?: (place: Place, bank: Bank) => Promise<void>): ExampleMaker => {
  const make = async (place: Place): Promise<Example> => {
    const bank = await bankAt(place);
    await before?.(place, bank);
    return { ...monthOf(place, bank), ...rest };
  };
  return { own: make, otherCompany: make };
};

/** Prepared by somebody who will not be asked to sign it. */
async function prepared(place: Place, bank: Bank): Promise<void> {
  const caller = callerAt(place);
  const company = must(await findCompany(place.world.engine, caller.tenantId, place.company));
  must(await prepareBankMonth(place.world.engine, caller, { company, ...bank, month: '2026-01', note: '' }));
}

async function signed(place: Place, bank: Bank): Promise<void> {
  const caller = callerAt(place);
  const company = must(await findCompany(place.world.engine, caller.tenantId, place.company));
  await prepared(place, bank);
  const person = must(await createPerson(place.world.engine, caller, { name: `Signer ${place.fresh}` }));
  const signer = { ...caller, actor: { personId: BigInt(person.personId) } };
  must(await signBankMonth(place.world.engine, signer, { company, ...bank, month: '2026-01' }));
}

/** A rule for charges of the place. */
const ruleOf = (fresh: string) => ({
  name: `Rule ${fresh}`,
  direction: 'out',
  currency: 'EUR',
  words: fresh,
  maximum: '10.00',
  account: '',
  askFor: 'An example.',
});
async function chargesOf(place: Place): Promise<string> {
  const { engine } = place.world;
  const caller = callerAt(place);
  must(await setUpChart(engine, caller, { companyId: place.companyId }));
  const chart = await runQuery(engine, caller.tenantId, (db) => loadChart(db, caller.tenantId, place.companyId));
  return chart.find((one) => one.purpose === 'bank_charges')!.code;
}
const rule = async (place: Place): Promise<Example> => ({
  query: { company: place.company },
  body: { ...ruleOf(place.fresh), account: await chargesOf(place) },
});
const ruleTried = async (place: Place): Promise<Example> => {
  const { name: _, askFor: __, ...body } = ruleOf(place.fresh);
  return { query: { company: place.company }, body: { ...body, account: await chargesOf(place) } };
};
const ruleEnd = async (place: Place): Promise<Example> => {
  const { engine } = place.world;
  const caller = callerAt(place);
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  const glAccountCode = await chargesOf(place);
  const { ruleId } = must(
    await declareBankRule(engine, caller, {
      company,
      rule: {
        name: place.fresh,
        direction: 'out',
        currency: 'EUR',
        transactionCode: null,
        words: place.fresh,
        maximumMinor: 10_00n,
        glAccountCode,
      },
    }),
  );
  return { params: { ruleId: String(ruleId) }, query: { company: place.company }, body: { reason: 'Test.' } };
};
/** A charge of the bank that a rule has posted. */
const ruledCharge = async (place: Place): Promise<Example> => {
  const { engine } = place.world;
  const caller = callerAt(place);
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  // The examples of the mirror leave the company to its ERP.
  await accountsAt(place);
  await ruleEnd(place);
  const { account } = await bankAt(place);
  const text = `:20:${place.fresh}\n:25:${account}\n:28C:2/1\n:60F:C260227EUR10,00\n:61:2602270227D5,00NCHGNONREF//${place.fresh}\n:86:166?00FEE?20${place.fresh}\n:62F:C260227EUR5,00\n-\n`;
  must(await importBankFile(engine, caller, { name: `${place.fresh}-2.sta`, bytes: new TextEncoder().encode(text) }));
  must(await applyCash(engine, caller, { company, asOf: '2026-02-27' }));
  must(await applyBankRules(engine, caller, { company }));
  const { rows } = await runQuery(engine, caller.tenantId, (db) =>
    sql<{
      id: bigint;
    }>`select max(receipt_id) as id from cash.v_rule_posting where tenant_id = ${caller.tenantId}`.execute(db),
  );
  return { params: { receiptId: String(rows[0]!.id) }, query: { company: place.company }, body: { reason: 'Test.' } };
};
const named: ExampleMaker = {
  own: ({ company }) => ({ query: { company } }),
  otherCompany: ({ company }) => ({ query: { company } }),
};

const readings = ['customer', 'customer-pdf', 'customer-xlsx', 'customer-file'];

export const reconciliationExamples: Readonly<Record<string, ExampleMaker>> = {
  'reconciliation.list-customers': {
    own: ({ company }) => ({ query: { company } }),
    otherCompany: ({ company }) => ({ query: { company } }),
  },
  'reconciliation.inspect-customer-statement': { own: inspection, otherCompany: inspection },
  'reconciliation.check-customer-statement': { own: upload, otherCompany: uploadElsewhere },
  'reconciliation.keep-customer-statement': { own: upload, otherCompany: uploadElsewhere },
  ...Object.fromEntries(readings.map((name) => [`reconciliation.${name}`, toRead])),
  'reconciliation.decide-lines': onStatement(statementAt, { body: { decisions: [{ key: 'T1', side: 'theirs' }] } }),
  'reconciliation.preview-letter': onStatement(statementAt, { query: { keys: 'T1' } }),
  'reconciliation.write-to-customer': everywhere(async (place) => {
    const { statementId } = await statementAt(place);
    await reachable(place);
    return { params: { statementId: String(statementId) }, body: { keys: ['T1'] } };
  }),
  'reconciliation.dispute-difference': everywhere(async (place) => ({
    params: await differingAt(place),
    body: { reason: 'Test.' },
  })),
  'reconciliation.end-dispute': everywhere(async (place) => {
    const { statementId, key } = await differingAt(place);
    const caller = callerAt(place);
    const company = must(await findCompany(place.world.engine, caller.tenantId, place.company));
    const at = { company, statementId: BigInt(statementId), key, reason: 'Test.', asOf: '2026-03-02' };
    must(await disputeDifference(place.world.engine, caller, at));
    return { params: { statementId, key }, body: { reason: 'Test.' } };
  }),
  'reconciliation.agree-balance': everywhere(async (place) => ({
    params: { statementId: String(await decidedAt(place)) },
    body: { agreed: '0.00', agreedWith: 'Somebody', agreedOn: '2026-03-01', note: '' },
  })),
  'reconciliation.attach-evidence': onStatement(agreedAt, {
    query: { fileName: 'confirmation.pdf' },
    headers: { 'content-type': 'application/octet-stream' },
    body: 'confirmed',
  }),
  'reconciliation.customer-evidence': onStatement(confirmedAt, {}),
  'reconciliation.withdraw-agreement': onStatement(agreedAt, { body: { reason: 'Test.' } }),
  'reconciliation.discard-statement': onStatement(statementAt, { body: { reason: 'Test.' } }),
  'reconciliation.list-banks': named,
  'reconciliation.bank-month': bankMonth(),
  'reconciliation.bank-pdf': bankMonth(),
  'reconciliation.bank-xlsx': bankMonth(),
  'reconciliation.prepare-bank-month': bankMonth({ body: { note: '' } }),
  'reconciliation.sign-bank-month': bankMonth({}, prepared),
  'reconciliation.reopen-bank-month': bankMonth({ body: { reason: 'Test.' } }, signed),
  'cash.list-bank-rules': named,
  'cash.declare-bank-rule': { own: rule, otherCompany: rule },
  'cash.try-bank-rule': { own: ruleTried, otherCompany: ruleTried },
  'cash.end-bank-rule': { own: ruleEnd, otherCompany: ruleEnd },
  'cash.apply-bank-rules': named,
  'cash.apply-waiting': named,
  'cash.reverse-rule-posting': { own: ruledCharge, otherCompany: ruledCharge },
};
