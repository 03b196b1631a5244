/** Example requests of the authority routes and of the governed changes of customers, for the authorization matrix. */
import { listCompanies, setPaymentTerm } from '#company';
import { loadAccounts, proposeBankAccount, saveCustomers } from '#customers';
import { type Caller, createPerson, delegateAuthority, grantRole, requestApproval, runQuery } from '#platform';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';
import { remindedItems } from './reminded-item.ts';

/** Who sets things up in the place: the company says whose it is. */
const callerAt = ({ world, tenant, companyId }: Place): Caller =>
  companyId === world.companies.C ? world.callers.south : world.callers[tenant];

/** A customer account of the place, on terms of its own. */
const customerAccount = async (place: Place): Promise<bigint> => {
  const { world, companyId, fresh } = place;
  const caller = callerAt(place);
  for (const days of [30, 60])
    must(
      await setPaymentTerm(world.engine, caller, {
        code: `N${days}`,
        name: `${days} days net`,
        rule: { instalments: [{ sharePercent: '100', days }] },
      }),
    );
  const customer = {
    number: fresh,
    name: `Customer ${fresh}`,
    country: 'DE',
    accounts: [{ companyId }],
    contacts: [{ name: 'Payables', email: `${fresh}@example.org`, primary: true }],
  };
  const saved = must(await saveCustomers(world.engine, caller, { customers: [customer] }));
  const [account] = await runQuery(world.engine, caller.tenantId, (db) =>
    loadAccounts(db, caller.tenantId, { companyId, customerIds: [saved.ids[fresh]!] }),
  );
  return account!.id;
};

/** A fresh analyst of the place's company. */
const freshAnalyst = async (place: Place): Promise<bigint> => {
  const { world, companyId } = place;
  const caller = callerAt(place);
  const personId = BigInt(must(await createPerson(world.engine, caller, { name: `Analyst ${place.fresh}` })).personId);
  must(await grantRole(world.engine, caller, { personId, companyId, role: 'analyst' }));
  return personId;
};

const bankAccount = { account: 'DE89 3704 0044 0532 0130 00', holderName: 'Customer', evidence: 'Called back.' };

/** A request for a new bank account, pending for a second person. */
const pendingRequest = async (place: Place) => {
  const { world } = place;
  const accountId = String(await customerAccount(place));
  const personId = await freshAnalyst(place);
  return must(
    await requestApproval(
      world.engine,
      { ...callerAt(place), actor: { personId } },
      { action: 'customers.change-bank-account', input: { ...bankAccount, accountId }, reason: 'A new house bank.' },
    ),
  );
};

/** A proposal from outside, which any person who may ask can stand for or throw out. */
const outsideProposal = async (place: Place): Promise<string> => {
  const { world } = place;
  const input = { ...bankAccount, accountId: await customerAccount(place), bankCode: null };
  const proposed = await proposeBankAccount(world.engine, callerAt(place).tenantId, 'a mail', input);
  return must(proposed).requestId;
};

const approval = async (place: Place): Promise<Example> => {
  const { requestId, contentHash } = await pendingRequest(place);
  return { params: { requestId }, body: { contentHash } };
};
const rejection = async (place: Place): Promise<Example> => ({
  params: { requestId: (await pendingRequest(place)).requestId },
  body: { note: 'Not verified.' },
});
const withdrawal = async (place: Place): Promise<Example> => ({
  params: { requestId: await outsideProposal(place) },
  body: { note: 'Not from the customer.' },
});
const revision = async (place: Place): Promise<Example> => ({
  params: { requestId: await outsideProposal(place) },
  body: { reason: 'Called back and confirmed.' },
});
const requestForTerms = async (place: Place): Promise<Example> => ({
  body: {
    action: 'customers.change-bank-account',
    companyId: place.companyId.toString(),
    input: { ...bankAccount, accountId: String(await customerAccount(place)) },
    reason: 'A new house bank.',
  },
});
const bankAccountChange = async (place: Place): Promise<Example> => ({
  params: { accountId: String(await customerAccount(place)) },
  body: { ...bankAccount, askFor: 'A new house bank.' },
});
const paymentAccount: ExampleMaker['own'] = ({ company }) => ({
  query: { company },
  body: { account: 'DE89 3704 0044 0532 0130 00', reason: 'The house bank confirmed it.', askFor: 'A new house bank.' },
});
const termsChange = async (place: Place): Promise<Example> => ({
  params: { accountId: String(await customerAccount(place)) },
  body: { paymentTerm: 'N60', reason: 'Negotiated.', askFor: 'Longer terms were agreed.' },
});
const levelReset = async (place: Place): Promise<Example> => {
  const { world, companyId, fresh } = place;
  const caller = callerAt(place);
  const accountId = await customerAccount(place);
  const company = (await listCompanies(world.engine, caller.tenantId)).find((one) => one.id === companyId)!;
  const itemIds = await remindedItems(world.engine, caller, {
    ...{ company, accountId, numbers: [`R-${fresh}`], amountMinor: 5_000n },
  });
  return {
    params: { accountId: accountId.toString() },
    body: { itemIds: itemIds.map(String), reason: 'The goods came late.', askFor: 'The goods came late.' },
  };
};
const delegation = async (place: Place): Promise<Example> => ({
  body: {
    delegatePersonId: String(await freshAnalyst(place)),
    from: '2026-03-02',
    to: '2026-03-06',
    reason: 'Holiday.',
  },
});
const ownDelegation = async (place: Place): Promise<Example> => {
  const { world } = place;
  const personId = place.senderPersonId ?? (await freshAnalyst(place));
  const delegatePersonId = await freshAnalyst({ ...place, fresh: `${place.fresh}d` });
  const lent = await delegateAuthority(
    world.engine,
    { ...callerAt(place), actor: { personId } },
    {
      ...{ delegatePersonId, companyId: null, actions: null, ceiling: null },
      ...{ from: '2026-03-02', to: '2026-03-06', reason: 'Holiday.' },
    },
  );
  return { params: { delegationId: must(lent).delegationId } };
};
const simulation = async (place: Place): Promise<Example> => ({
  body: {
    action: 'customers.change-terms',
    companyId: place.companyId.toString(),
    personId: String(await freshAnalyst(place)),
  },
});
const backtest = ({ companyId }: Place): Example => ({
  body: {
    action: 'customers.change-terms',
    companyId: companyId.toString(),
    ...{ from: '2026-01-01', to: '2026-03-02' },
    changes: [{ role: 'analyst', mode: 'alone' }],
  },
});
const limitsProposed = ({ companyId }: Place): Example => ({
  body: {
    changes: [{ action: 'customers.change-terms', companyId: companyId.toString(), role: 'analyst', mode: 'alone' }],
    reason: 'Analysts negotiate terms.',
  },
});

const nothingNamed: ExampleMaker = { own: () => ({}) };

export const authorityExamples: Readonly<Record<string, ExampleMaker>> = {
  'authority.list-limits': nothingNamed,
  'authority.propose-limits': { own: limitsProposed, otherCompany: limitsProposed },
  'authority.list-requests': nothingNamed,
  'authority.request': { own: requestForTerms, otherCompany: requestForTerms, otherTenant: requestForTerms },
  'authority.revise-request': { own: revision, otherCompany: revision, otherTenant: revision },
  'authority.approve': { own: approval, otherCompany: approval, otherTenant: approval },
  'authority.reject': { own: rejection, otherCompany: rejection, otherTenant: rejection },
  'authority.withdraw': { own: withdrawal, otherCompany: withdrawal, otherTenant: withdrawal },
  'authority.list-decisions': nothingNamed,
  'authority.list-colleagues': nothingNamed,
  'authority.list-delegations': nothingNamed,
  'authority.delegate': { own: delegation, otherTenant: delegation },
  'authority.revoke-delegation': { own: ownDelegation, otherTenant: ownDelegation },
  'authority.simulate': { own: simulation, otherCompany: simulation },
  'authority.backtest': { own: backtest, otherCompany: backtest },
  'customers.change-bank-account': {
    own: bankAccountChange,
    otherCompany: bankAccountChange,
    otherTenant: bankAccountChange,
  },
  'company.change-payment-account': { own: paymentAccount, otherCompany: paymentAccount },
  'collections.reset-level': { own: levelReset, otherCompany: levelReset, otherTenant: levelReset },
  'customers.change-terms': { own: termsChange, otherCompany: termsChange, otherTenant: termsChange },
};
