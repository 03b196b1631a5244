/** Examples of the authorization matrix for reconciliations. */
import { findCompany } from '#company';
import { agreeBalance, decideLines, keepCustomerStatement } from '#reconciliation';
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

async function agreedAt(place: Place): Promise<Kept> {
  const caller = callerAt(place);
  const company = must(await findCompany(place.world.engine, caller.tenantId, place.company));
  const statementId = await decidedAt(place);
  const input = { company, statementId, agreedMinor: 0n, agreedWith: 'Somebody', agreedOn: '2026-03-01', note: '' };
  must(await agreeBalance(place.world.engine, caller, input));
  return { statementId };
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
const uploadElsewhere = ({ company, fresh }: Place): Example => ({
  query: { company, customer: fresh, fileName: 'statement.csv', asOf: '2026-02-28' },
  headers: { 'content-type': 'application/octet-stream' },
  body: file(fresh),
});

const readings = ['customer', 'customer-pdf', 'customer-xlsx', 'customer-file'];

export const reconciliationExamples: Readonly<Record<string, ExampleMaker>> = {
  'reconciliation.list-customers': {
    own: ({ company }) => ({ query: { company } }),
    otherCompany: ({ company }) => ({ query: { company } }),
  },
  'reconciliation.check-customer-statement': { own: upload, otherCompany: uploadElsewhere },
  'reconciliation.keep-customer-statement': { own: upload, otherCompany: uploadElsewhere },
  ...Object.fromEntries(readings.map((name) => [`reconciliation.${name}`, toRead])),
  'reconciliation.decide-lines': onStatement(statementAt, { body: { decisions: [{ key: 'T1', side: 'theirs' }] } }),
  'reconciliation.agree-balance': everywhere(async (place) => ({
    params: { statementId: String(await decidedAt(place)) },
    body: { agreed: '0.00', agreedWith: 'Somebody', agreedOn: '2026-03-01', note: '' },
  })),
  'reconciliation.attach-evidence': onStatement(agreedAt, {
    query: { fileName: 'confirmation.pdf' },
    headers: { 'content-type': 'application/octet-stream' },
    body: 'confirmed',
  }),
  'reconciliation.withdraw-agreement': onStatement(agreedAt, { body: { reason: 'Test.' } }),
  'reconciliation.discard-statement': onStatement(statementAt, { body: { reason: 'Test.' } }),
};
