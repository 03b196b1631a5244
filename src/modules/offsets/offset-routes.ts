/** Offsets over HTTP: proposed, looked at, documented, executed within authority, reversed. */
import { z } from 'zod';
import { type Company, findCompany } from '#company';
import { numbersAsOne } from '#customers';
import { catchRefusal, dayInZone, done, formatAmount, type Outcome, parseAmount, refuse } from '#kernel';
import { listRoutes } from '#lists';
import {
  askForMember,
  asSeen,
  defineRoute,
  type Engine,
  filesOf,
  governedAnswer,
  type RouteDefinition,
  runGoverned,
  runQuery,
  type Scope,
  seenMember,
} from '#platform';
import { reverseOffset, withdrawOffset } from './commands/end-offset.ts';
import { executeOffsetAction } from './commands/execute-offset.ts';
import { acceptDocument, keepDocument, rejectDocument } from './commands/keep-document.ts';
import { proposeByHand, proposeOffsets } from './commands/propose-offsets.ts';
import { setOffsetPolicy } from './commands/set-policy.ts';
import {
  chosenAnswer,
  companyQuery,
  documentPath,
  executeOffsetBody,
  keepDocumentQuery,
  type ListedOffsetAnswer,
  listedOffsetAnswer,
  offsetAnswer,
  offsetPath,
  offsetText,
  policyAnswer,
  policyBody,
  proposeByHandInput,
  proposedAnswer,
  reasonBody,
  reverseOffsetBody,
} from './contract.ts';
import { offsetsList } from './lists.ts';
import type { OffsetPolicy } from './model.ts';
import {
  listedToJson,
  loadListedOffsets,
  loadOffset,
  offsetsSource,
  offsetToJson,
  type WholeOffset,
} from './queries/offsets.ts';
import { maximumDocumentBytes } from './rules/received-file.ts';
import { listPolicies, loadPolicy, type PolicyVersion } from './store/policy.ts';

const base = '/api/offsets';
const notFound = () => refuse('offsets.offset-not-found', 'There is no such offset in this company.');

/** An offset outside the person's companies is absent, exactly as one that does not exist. */
export async function offsetIn(engine: Engine, scope: Scope, offsetId: bigint): Promise<Outcome<WholeOffset>> {
  const found = await loadOffset(engine, scope.tenantId, { offsetId, companyIds: scope.companyIds });
  return found ? done(found) : notFound();
}

/** Does something with an offset within reach. */
async function onOffset<T>(
  engine: Engine,
  scope: Scope,
  offsetId: bigint,
  work: (company: Company) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const found = await offsetIn(engine, scope, offsetId);
  return found.ok ? work(found.value.company) : found;
}

/** Rules as they are told; the smallest amount is in the currency of the company. */
const rulesToJson = ({ minimumMinor, ...policy }: OffsetPolicy, currency: string) => ({
  ...policy,
  creditDocuments: [...policy.creditDocuments],
  payableDocuments: [...policy.payableDocuments],
  agreementDocuments: [...policy.agreementDocuments],
  minimum: formatAmount(minimumMinor, currency),
});

const openRefusals = ['offsets.offset-not-found', 'offsets.not-open'];
export const fileRefusals = ['offsets.file-empty', 'offsets.file-too-large', 'offsets.file-kind'];

export const offsetRoutes: readonly RouteDefinition[] = [
  ...listRoutes({
    shape: offsetsList,
    operation: 'offsets.list',
    action: 'offsets.view',
    summary: 'Offsets with the gaps of their documents, filtered, in windows of any place; totals per currency.',
    source: offsetsSource,
    asOne: numbersAsOne,
    detail: {
      answer: listedOffsetAnswer,
      load: async (db, place, ids) =>
        new Map([...(await loadListedOffsets(db, place, ids))].map(([id, one]) => [id, listedToJson(one)])),
      inFile: [
        { head: 'Documents missing', cell: (one: ListedOffsetAnswer) => ({ amount: String(one.gaps) }) },
        {
          head: 'Asked for by',
          cell: ({ request }: ListedOffsetAnswer) => (request === null ? null : { day: request.dueDate }),
        },
      ],
    },
  }),
  defineRoute({
    method: 'post',
    path: `${base}/proposals`,
    operation: 'offsets.propose',
    action: 'offsets.propose',
    summary: 'Propose offsets of all aged balances of a company, by its rules. Nothing is posted.',
    query: companyQuery,
    response: proposedAnswer,
    refusals: ['company.rate-missing'],
    handler: async ({ engine, scope, caller, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const asOf = dayInZone(engine.clock.now(), company.value.timeZone);
      return proposeOffsets(engine, caller, { company: company.value, asOf });
    },
  }),
  defineRoute({
    method: 'post',
    path: base,
    operation: 'offsets.propose-by-hand',
    action: 'offsets.propose',
    summary: 'Propose an offset of chosen items, against credits or payables.',
    query: companyQuery,
    body: proposeByHandInput,
    status: 201,
    response: chosenAnswer,
    refusals: [
      'offsets.item-unknown',
      'offsets.sides',
      'offsets.currency-differs',
      'offsets.item-excluded',
      'offsets.other-entity',
      'offsets.amount',
    ],
    handler: async ({ engine, scope, caller, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const asOf = dayInZone(engine.clock.now(), company.value.timeZone);
      return proposeByHand(engine, caller, { ...body, company: company.value, asOf });
    },
  }),
  defineRoute({
    method: 'get',
    path: `${base}/policy`,
    operation: 'offsets.policy',
    action: 'offsets.view',
    summary: 'The rules of offsets that apply in a company today, and every version with day, person and reason.',
    query: companyQuery,
    response: policyAnswer,
    handler: async ({ engine, scope, query }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const { id, currency, timeZone } = company.value;
      const day = dayInZone(engine.clock.now(), timeZone);
      return runQuery(engine, scope.tenantId, async (db) => {
        const { recorded, validFrom, ...policy } = await loadPolicy(db, scope.tenantId, id, day);
        const versions = await listPolicies(db, scope.tenantId, id);
        return done({
          ...rulesToJson(policy, currency),
          ...{ currency, recorded, validFrom },
          versions: versions.map(({ policy: rules, ...version }) => ({ ...rulesToJson(rules, currency), ...version })),
        });
      });
    },
  }),
  defineRoute({
    method: 'put',
    path: `${base}/policy`,
    operation: 'offsets.set-policy',
    action: 'offsets.edit-policy',
    summary: 'Set the rules of offsets of a company from a day on.',
    query: companyQuery,
    body: policyBody.extend(seenMember),
    status: 204,
    response: z.null(),
    refusals: ['money.malformed', 'money.too-fine', 'platform.setting-stale'],
    handler: async ({ engine, scope, caller, query, body: { validFrom, minimum, reason, seen, ...policy } }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const minimumMinor = catchRefusal(() => parseAmount(minimum, company.value.currency));
      if (!minimumMinor.ok) return minimumMinor;
      const { id: companyId, currency } = company.value;
      const changing = asSeen(caller, seen, {
        name: `offsets.policy ${companyId}`,
        read: async (db) => {
          const versions = await listPolicies(db, scope.tenantId, companyId);
          const newest = versions.reduce<PolicyVersion | undefined>(
            (last, one) => (last === undefined || one.version > last.version ? one : last),
            undefined,
          );
          if (newest === undefined) return {};
          const { policy: rules, ...version } = newest;
          return { ...rulesToJson(rules, currency), ...version };
        },
      });
      return setOffsetPolicy(engine, changing, {
        company: company.value,
        validFrom,
        reason,
        policy: { ...policy, minimumMinor: minimumMinor.value },
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: `${base}/{offsetId}`,
    operation: 'offsets.offset',
    action: 'offsets.view',
    summary: 'An offset: both sides with running sums, what was left out and why, documents and their gaps.',
    params: offsetPath,
    response: offsetAnswer,
    refusals: ['offsets.offset-not-found'],
    handler: async ({ engine, scope, params }) => {
      const found = await offsetIn(engine, scope, params.offsetId);
      return found.ok ? done(offsetToJson(found.value)) : found;
    },
  }),
  defineRoute({
    method: 'post',
    path: `${base}/{offsetId}/execution`,
    operation: 'offsets.execute',
    action: 'offsets.execute',
    summary: 'Post an offset, within your authority or by asking.',
    params: offsetText,
    body: executeOffsetBody.extend(askForMember),
    response: governedAnswer,
    refusals: [
      'authority.subject-not-found',
      'authority.approval-needed',
      'authority.over-limit',
      'offsets.not-open',
      'offsets.changed-meanwhile',
      'offsets.other-entity',
      'offsets.documents-missing',
      'ledger.period-closed',
    ],
    handler: async ({ engine, caller, scope, params, body: { askFor, ...body } }) => {
      const input = { ...params, ...body };
      return runGoverned(engine, caller, { action: executeOffsetAction.name, input, askFor }, scope);
    },
  }),
  defineRoute({
    method: 'post',
    path: `${base}/{offsetId}/withdrawal`,
    operation: 'offsets.withdraw',
    action: 'offsets.propose',
    summary: 'Withdraw a proposed offset; its request and link end with it.',
    params: offsetPath,
    body: reasonBody,
    status: 204,
    response: z.null(),
    refusals: openRefusals,
    handler: ({ engine, scope, caller, params, body }) =>
      onOffset(engine, scope, params.offsetId, (company) =>
        withdrawOffset(engine, caller, { company, ...params, ...body }),
      ),
  }),
  defineRoute({
    method: 'post',
    path: `${base}/{offsetId}/reversal`,
    operation: 'offsets.reverse',
    action: 'offsets.reverse',
    summary: 'Reverse an executed offset: everything is open again.',
    params: offsetPath,
    body: reverseOffsetBody,
    status: 204,
    response: z.null(),
    refusals: ['offsets.offset-not-found', 'offsets.not-executed', 'ledger.period-closed'],
    handler: ({ engine, scope, caller, params, body }) =>
      onOffset(engine, scope, params.offsetId, (company) =>
        reverseOffset(engine, caller, { company, ...params, ...body }),
      ),
  }),
  defineRoute({
    method: 'post',
    path: `${base}/{offsetId}/documents`,
    operation: 'offsets.keep-document',
    action: 'offsets.propose',
    summary: 'Keep a document (PDF, PNG or JPEG) with an offset.',
    params: offsetPath,
    query: keepDocumentQuery,
    uploadMaxBytes: maximumDocumentBytes,
    status: 201,
    response: z.object({ existing: z.boolean() }),
    refusals: [...openRefusals, ...fileRefusals],
    handler: ({ engine, scope, caller, params, query, upload }) =>
      onOffset(engine, scope, params.offsetId, (company) =>
        keepDocument(engine, caller, { company, ...params, ...query, bytes: upload }),
      ),
  }),
  defineRoute({
    method: 'post',
    path: `${base}/{offsetId}/documents/{documentId}/acceptance`,
    operation: 'offsets.accept-document',
    action: 'offsets.propose',
    summary: 'Say of a document that came by the link that it counts; its gap is closed.',
    params: documentPath,
    status: 204,
    response: z.null(),
    refusals: [...openRefusals, 'offsets.document-not-found'],
    handler: ({ engine, scope, caller, params }) =>
      onOffset(engine, scope, params.offsetId, (company) => acceptDocument(engine, caller, { company, ...params })),
  }),
  defineRoute({
    method: 'post',
    path: `${base}/{offsetId}/documents/{documentId}/rejection`,
    operation: 'offsets.reject-document',
    action: 'offsets.propose',
    summary:
      'Say of a document that it does not count; its gap shows again, and who handed it in by the link is asked again.',
    params: documentPath,
    body: reasonBody,
    status: 204,
    response: z.null(),
    refusals: [...openRefusals, 'offsets.document-not-found'],
    handler: ({ engine, scope, caller, params, body }) =>
      onOffset(engine, scope, params.offsetId, (company) =>
        rejectDocument(engine, caller, { company, ...params, ...body }),
      ),
  }),
  defineRoute({
    method: 'get',
    path: `${base}/{offsetId}/documents/{documentId}`,
    operation: 'offsets.document',
    action: 'offsets.view',
    summary: 'A document of an offset, to be saved: it never opens within the page.',
    params: documentPath,
    response: { mediaType: 'application/octet-stream' },
    refusals: ['offsets.offset-not-found', 'offsets.document-not-found', 'offsets.file-gone'],
    handler: async ({ engine, scope, params }) => {
      const found = await offsetIn(engine, scope, params.offsetId);
      if (!found.ok) return found;
      const document = found.value.documents.kept.find((one) => one.id === params.documentId);
      if (!document) return refuse('offsets.document-not-found', 'There is no such document with this offset.');
      const content = filesOf(engine).read(scope.tenantId, document.sha256);
      return content
        ? done({ content, fileName: document.fileName })
        : refuse('offsets.file-gone', 'The content of this file was erased.');
    },
  }),
];
