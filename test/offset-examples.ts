/** Examples of the authorization matrix for offsets, netting agreements and payables. */
import { saveCustomers } from '#customers';
import {
  executeOffset,
  keepAgreementCopy,
  keepDocument,
  linkOf,
  linkVendor,
  listPayables,
  loadOffset,
  loadRequests,
  offerPayables,
  proposeByHand,
  receiveByLink,
  recordAgreement,
  requestDocuments,
} from '#offsets';
import { runQuery } from '#platform';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';
import { accountsAt, callerAt, pairAt } from './document-examples.ts';

const reason = 'An example.';
const everywhere = (own: ExampleMaker['own']): ExampleMaker => ({ own, otherCompany: own, otherTenant: own });
const named: ExampleMaker = {
  own: ({ company }) => ({ query: { company } }),
  otherCompany: ({ company }) => ({ query: { company } }),
};
const inPlace = (make: ExampleMaker['own']): ExampleMaker => ({ own: make, otherCompany: make });

async function offsetAt(place: Place) {
  const { caller, company, allocation } = await pairAt(place);
  const itemIds = [allocation.creditItemId, allocation.debitItemId];
  const input = { company, asOf: '2026-03-02', itemIds, payableIds: [], reason };
  const { offsetId } = must(await proposeByHand(place.world.engine, caller, input));
  return { caller, company, offsetId };
}

/** Something that is done to an open offset of the place. */
const onOffset = (rest: Partial<Example>): ExampleMaker =>
  everywhere(async (place) => ({ params: { offsetId: String((await offsetAt(place)).offsetId) }, ...rest }));

const reversal = everywhere(async (place) => {
  const { caller, offsetId } = await offsetAt(place);
  must(await executeOffset(place.world.engine, { ...caller, source: 'test' }, { offsetId, reason }));
  return { params: { offsetId: String(offsetId) }, body: { reason } };
});

const pdf = '%PDF-1.4\n%%EOF\n';

/** A document that is kept with an offset of the place. */
async function documentAt(place: Place) {
  const { engine } = place.world;
  const { caller, company, offsetId } = await offsetAt(place);
  const bytes = new TextEncoder().encode(pdf);
  const document = { company, offsetId, kind: 'set_off_confirmation' as const, fileName: 'signed.pdf', bytes };
  must(await keepDocument(engine, caller, document));
  const found = await loadOffset(engine, caller.tenantId, { offsetId, companyIds: [company.id] });
  return { offsetId: String(offsetId), documentId: String(found!.documents.kept[0]!.id) };
}

const payable = (fresh: string) => ({
  vendorNumber: `V-${fresh}`,
  vendorName: `Supplier ${fresh}`,
  taxNumber: null,
  number: `L-${fresh}`,
  documentDate: '2026-03-01',
  currency: 'EUR',
});
const offer = inPlace(({ company, fresh }) => ({
  query: { company },
  body: { payables: [{ ...payable(fresh), amount: '10.00' }] },
}));
const payableEnd = inPlace(async (place) => {
  const { caller, company } = await pairAt(place);
  const payables = [{ ...payable(place.fresh), dueDate: '2026-03-31', amountMinor: 10_00n }];
  must(await offerPayables(place.world.engine, caller, { company, payables, reason }));
  const listed = await listPayables(place.world.engine, caller.tenantId, { companyId: company.id, all: false });
  const { payableId } = listed.payables.find((one) => one.number === `L-${place.fresh}`)!;
  return { params: { payableId: String(payableId) }, query: { company: place.company }, body: { reason } };
});
const link = inPlace(async (place) => {
  await accountsAt(place);
  const { company, fresh } = place;
  return { query: { company }, body: { vendorNumber: `V-${fresh}`, customer: fresh, evidence: 'HRB 1' } };
});
const unlink = inPlace(async (place) => {
  const { caller, company } = await pairAt(place);
  const vendorNumber = `V-${place.fresh}`;
  const link = { company, vendorNumber, customer: place.fresh, evidence: 'HRB 1' };
  must(await linkVendor(place.world.engine, caller, link));
  return { query: { company: place.company }, body: { vendorNumber, reason } };
});

const agreement = (place: Place) => ({
  reference: `Netting ${place.fresh}`,
  companies: [place.company],
  customers: [place.fresh, `${place.fresh}-2`],
  vendors: [],
  currencies: [],
  validFrom: '2026-01-01',
  validTo: null,
});
const record = everywhere(async (place) => {
  await accountsAt(place);
  return { body: agreement(place) };
});
/** An agreement that is recorded in the place. */
async function agreementAt(place: Place): Promise<bigint> {
  await accountsAt(place);
  const input = { ...agreement(place), companyIds: [place.companyId] };
  return must(await recordAgreement(place.world.engine, callerAt(place), input)).agreementId;
}
const onAgreement = (rest: Partial<Example>): ExampleMaker =>
  everywhere(async (place) => ({ params: { agreementId: String(await agreementAt(place)) }, ...rest }));
const agreementCopy = everywhere(async (place) => {
  const agreementId = await agreementAt(place);
  const bytes = new TextEncoder().encode(pdf);
  const copy = { agreementId, companyIds: [place.companyId], fileName: 'agreement.pdf', bytes };
  must(await keepAgreementCopy(place.world.engine, callerAt(place), copy));
  return { params: { agreementId: String(agreementId) } };
});

const policy = inPlace(({ company }) => ({
  query: { company },
  body: {
    validFrom: '2026-03-01',
    daysOverdue: 30,
    minimum: '10.00',
    creditDocuments: [],
    payableDocuments: [],
    agreementDocuments: [],
    requestDays: 14,
    reminderDays: 7,
    reminders: 2,
    proposedDaily: false,
  },
}));

const chosen = inPlace(async (place) => {
  const { allocation } = await pairAt(place);
  const itemIds = [allocation.creditItemId, allocation.debitItemId].map(String);
  return { query: { company: place.company }, body: { itemIds, reason } };
});

/** An offset of the place whose customer can be written to. */
async function reachableAt(place: Place) {
  const offset = await offsetAt(place);
  const contacts = [{ name: 'Accounts payable', email: `${place.fresh.toLowerCase()}@example.org`, primary: true }];
  const customer = { number: place.fresh, name: `Customer ${place.fresh}`, country: 'DE', contacts };
  must(await saveCustomers(place.world.engine, offset.caller, { customers: [customer] }));
  return offset;
}

/** An offset of the place whose customer was asked for a document; and the link by which it may be handed in. */
async function requestAt(place: Place) {
  const { engine } = place.world;
  const { caller, company, offsetId } = await reachableAt(place);
  const kinds = ['set_off_confirmation'] as const;
  const asked = { company, offsetId, kinds, dueDate: '2099-01-01', asOf: '2026-03-02' };
  const { requestId } = must(await requestDocuments(engine, caller, asked));
  const [found] = await runQuery(engine, caller.tenantId, (db) => loadRequests(db, caller.tenantId, { id: requestId }));
  const token = linkOf('https://dunwell.example', caller.tenantId, found!).split('/u/')[1]!;
  return { offsetId: String(offsetId), token };
}
const onRequest = (rest: Partial<Example>): ExampleMaker =>
  everywhere(async (place) => ({ params: { offsetId: (await requestAt(place)).offsetId }, ...rest }));
const byLink = (rest: Partial<Example>): ExampleMaker => ({
  own: async (place) => ({ params: { token: (await requestAt(place)).token }, ...rest }),
});
const bytes = { headers: { 'content-type': 'application/octet-stream' }, body: pdf };
const nothing: ExampleMaker = { own: () => ({}) };

export const offsetExamples: Readonly<Record<string, ExampleMaker>> = {
  'offsets.propose': named,
  'offsets.propose-by-hand': chosen,
  'offsets.policy': named,
  'offsets.set-policy': policy,
  'offsets.offset': onOffset({}),
  'offsets.execute': onOffset({ body: { reason, askFor: reason } }),
  'offsets.withdraw': onOffset({ body: { reason } }),
  'offsets.reverse': reversal,
  'offsets.keep-document': onOffset({
    query: { kind: 'set_off_confirmation', fileName: 'signed.pdf' },
    ...bytes,
  }),
  'offsets.preview-request': onRequest({}),
  'offsets.request-documents': everywhere(async (place) => ({
    params: { offsetId: String((await reachableAt(place)).offsetId) },
    body: { kinds: ['set_off_confirmation'] },
  })),
  'offsets.withdraw-request': onRequest({ body: { reason } }),
  'offsets.upload-style': nothing,
  'offsets.upload-script': nothing,
  'offsets.upload-page': byLink({}),
  'offsets.receive-by-link': byLink({
    query: { kind: 'set_off_confirmation', fileName: 'signed.pdf' },
    ...bytes,
  }),
  'offsets.document': everywhere(async (place) => ({ params: await documentAt(place) })),
  'offsets.accept-document': everywhere(async (place) => {
    const { engine } = place.world;
    const { offsetId, token } = await requestAt(place);
    const file = {
      kind: 'set_off_confirmation' as const,
      fileName: 'signed.pdf',
      bytes: new TextEncoder().encode(pdf),
    };
    must(await receiveByLink(engine, token, file));
    const { tenantId } = callerAt(place);
    const found = await loadOffset(engine, tenantId, { offsetId: BigInt(offsetId), companyIds: [place.companyId] });
    return { params: { offsetId, documentId: String(found!.documents.kept[0]!.id) } };
  }),
  'offsets.reject-document': everywhere(async (place) => ({ params: await documentAt(place), body: { reason } })),
  'offsets.list-agreements': named,
  'offsets.record-agreement': record,
  'offsets.agreement': onAgreement({}),
  'offsets.keep-agreement-copy': onAgreement({ query: { fileName: 'agreement.pdf' }, ...bytes }),
  'offsets.agreement-copy': agreementCopy,
  'offsets.withdraw-agreement': onAgreement({ body: { reason } }),
  'offsets.list-vendor-links': named,
  'offsets.offer-payables': offer,
  'offsets.withdraw-payable': payableEnd,
  'offsets.link-vendor': link,
  'offsets.unlink-vendor': unlink,
};
