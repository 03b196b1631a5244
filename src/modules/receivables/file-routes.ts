/** Copies of documents over HTTP: which there are for an item or a customer, and the file itself. */
import { z } from 'zod';
import { listCompanies } from '#company';
import { findCustomerKey, findWholeCustomer } from '#customers';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { defineRoute, type Engine, filesOf, type RouteDefinition, runQuery, type Scope } from '#platform';
import { idParam } from '#platform/contract';
import { attachCertificate, maximumCertificateBytes } from './commands/attach-certificate.ts';
import { attachFile, removeFile, restoreFile } from './commands/attach-file.ts';
import { maximumFileBytes } from './commands/attach-files.ts';
import { companyOfItem } from './commands/item-at-hand.ts';
import {
  attachCertificateQuery,
  attachedFileAnswer,
  attachToCustomerQuery,
  attachToItemQuery,
  customerFilesQuery,
  documentFilesAnswer,
  documentFilesPageAnswer,
  fileReasonBody,
} from './contract.ts';
import { type DocumentFile, loadDocumentFiles } from './store/document-files.ts';

const toAnswer = ({ id, customer, number, kind, fileName, sizeBytes, attachedAt }: DocumentFile) => ({
  id,
  customer,
  number,
  kind,
  fileName,
  sizeBytes,
  attachedAt,
});

/** A file outside the person's companies is absent, exactly as one that does not exist. */
async function fileInReach(
  engine: Engine,
  scope: Scope,
  by: { readonly id: bigint; readonly removed?: boolean },
): Promise<Outcome<DocumentFile>> {
  const [file] = await runQuery(engine, scope.tenantId, (db) => loadDocumentFiles(db, scope.tenantId, by));
  return file && scope.companyIds.includes(file.companyId)
    ? done(file)
    : refuse('receivables.file-not-found', 'There is no such file.');
}

/** A file in reach, attached or removed: whether it is the one or the other says the command, which answers a repeat as before. */
async function anyFileInReach(engine: Engine, scope: Scope, id: bigint): Promise<Outcome<DocumentFile>> {
  const attached = await fileInReach(engine, scope, { id });
  return attached.ok ? attached : fileInReach(engine, scope, { id, removed: true });
}

/** An item outside the person's companies is absent, exactly as one that does not exist. */
async function itemInReach(engine: Engine, scope: Scope, itemId: bigint): Promise<Outcome<null>> {
  const companyId = await runQuery(engine, scope.tenantId, (db) => companyOfItem(db, scope.tenantId, itemId));
  return companyId !== undefined && scope.companyIds.includes(companyId)
    ? done(null)
    : refuse('receivables.item-not-found', 'There is no such item.');
}

export const fileRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/items/{itemId}/files',
    operation: 'receivables.item-files',
    action: 'receivables.view',
    summary:
      'The copies of an item’s document: invoice, proof of delivery, order, certificate of withheld tax; the newest first.',
    params: z.strictObject({ itemId: idParam }),
    response: documentFilesAnswer,
    refusals: ['receivables.item-not-found'],
    handler: async ({ engine, scope, params: { itemId } }) => {
      const item = await itemInReach(engine, scope, itemId);
      if (!item.ok) return item;
      const files = await runQuery(engine, scope.tenantId, (db) => loadDocumentFiles(db, scope.tenantId, { itemId }));
      return done({ files: files.map(toAnswer) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/customers/{customer}/files',
    operation: 'receivables.customer-files',
    action: 'receivables.view',
    summary: 'The copies of a customer’s documents in a company, and of those merged into it, the newest first.',
    params: z.strictObject({ customer: z.string().min(1).max(60) }),
    query: customerFilesQuery,
    response: documentFilesPageAnswer,
    refusals: ['receivables.customer-not-found'],
    handler: async ({ engine, scope, params, query: { before, limit } }) => {
      const companyId = scope.companyIds[0]!;
      const company = (await listCompanies(engine, scope.tenantId)).find((one) => one.id === companyId)!;
      const day = dayInZone(engine.clock.now(), company.timeZone);
      return runQuery(engine, scope.tenantId, async (db) => {
        const found = await findWholeCustomer(db, scope.tenantId, { companyId, day, number: params.customer });
        if (!found)
          return refuse('receivables.customer-not-found', `There is no customer "${params.customer}" in this company.`);
        const files = await loadDocumentFiles(db, scope.tenantId, {
          accountIds: found.accountIds,
          limit: limit + 1,
          ...(before === undefined ? {} : { beforeId: before }),
        });
        const shown = files.slice(0, limit);
        return done({ files: shown.map(toAnswer), next: files.length > limit ? shown.at(-1)!.id : null });
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/files/{fileId}',
    operation: 'receivables.file',
    action: 'receivables.view',
    summary: 'The file itself, to be saved: as an answer of its own it opens nowhere.',
    params: z.strictObject({ fileId: idParam }),
    response: { mediaType: 'application/octet-stream' },
    refusals: ['receivables.file-not-found', 'receivables.file-gone'],
    handler: async ({ engine, scope, params: { fileId } }) => {
      const file = await fileInReach(engine, scope, { id: fileId });
      if (!file.ok) return file;
      const content = filesOf(engine).read(scope.tenantId, file.value.sha256);
      return content
        ? done({ content, fileName: file.value.fileName })
        : refuse('receivables.file-gone', 'The content of this file was erased.');
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/{itemId}/files',
    operation: 'receivables.attach-to-item',
    action: 'receivables.attach-files',
    summary: 'Attach a PDF to an item: a copy of its invoice, the proof of delivery, the order.',
    params: z.strictObject({ itemId: idParam }),
    query: attachToItemQuery,
    uploadMaxBytes: maximumFileBytes,
    response: attachedFileAnswer,
    refusals: ['receivables.item-not-found', 'receivables.file-kind'],
    handler: async ({ engine, scope, caller, params: { itemId }, query: { kind, fileName }, upload }) => {
      const item = await itemInReach(engine, scope, itemId);
      return item.ok ? attachFile(engine, caller, { place: { itemId, kind }, fileName, bytes: upload }) : item;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/customers/{customer}/files',
    operation: 'receivables.attach-to-customer',
    action: 'receivables.attach-files',
    summary: 'Attach a PDF to a customer in a company: a contract or another paper that belongs to no document.',
    params: z.strictObject({ customer: z.string().min(1).max(60) }),
    query: attachToCustomerQuery,
    uploadMaxBytes: maximumFileBytes,
    response: attachedFileAnswer,
    once: true,
    refusals: ['receivables.customer-not-found', 'receivables.file-kind'],
    handler: async ({ engine, scope, caller, params, query: { kind, fileName }, upload }) => {
      const companyId = scope.companyIds[0]!;
      const found = await runQuery(engine, scope.tenantId, (db) =>
        findCustomerKey(db, scope.tenantId, companyId, params.customer),
      );
      if (!found)
        return refuse('receivables.customer-not-found', `There is no customer "${params.customer}" in this company.`);
      const place = { companyId, accountId: found.accountId, customer: params.customer, kind };
      return attachFile(engine, caller, { place, fileName, bytes: upload });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/files/{fileId}/remove',
    operation: 'receivables.remove-file',
    action: 'receivables.attach-files',
    summary: 'Take an attached file away: it is listed and enclosed no more, and can be brought back.',
    params: z.strictObject({ fileId: idParam }),
    body: fileReasonBody,
    status: 204,
    response: z.null(),
    refusals: ['receivables.file-not-found'],
    handler: async ({ engine, scope, caller, params: { fileId }, body }) => {
      const file = await anyFileInReach(engine, scope, fileId);
      return file.ok ? removeFile(engine, caller, { fileId, ...body }) : file;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/files/{fileId}/restore',
    operation: 'receivables.restore-file',
    action: 'receivables.attach-files',
    summary: 'Bring a file back that was taken away.',
    params: z.strictObject({ fileId: idParam }),
    body: fileReasonBody,
    status: 204,
    response: z.null(),
    refusals: ['receivables.file-not-found'],
    handler: async ({ engine, scope, caller, params: { fileId }, body }) => {
      const file = await anyFileInReach(engine, scope, fileId);
      return file.ok ? restoreFile(engine, caller, { fileId, ...body }) : file;
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/items/{itemId}/certificate-file',
    operation: 'receivables.attach-certificate',
    action: 'receivables.deduct',
    summary: 'Attach a certificate of withheld tax as it came (PDF, PNG, JPEG, TIFF) to the item that awaits it.',
    params: z.strictObject({ itemId: idParam }),
    query: attachCertificateQuery,
    uploadMaxBytes: maximumCertificateBytes,
    response: z.object({ existing: z.boolean().meta({ description: 'The very same file was there already.' }) }),
    once: true,
    refusals: ['receivables.item-not-found', 'receivables.no-certificate-due', 'receivables.certificate-file'],
    handler: async ({ engine, scope, caller, params: { itemId }, query, upload }) => {
      const item = await itemInReach(engine, scope, itemId);
      return item.ok ? attachCertificate(engine, caller, { itemId, ...query, bytes: upload }) : item;
    },
  }),
];
