/** Requests for documents over HTTP: looked at, made, taken back; and the page on which the customer answers them. */
import { z } from 'zod';
import { loadRecipients } from '#collections';
import { letterHtml, letterText } from '#correspondence';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
import { defineRoute, type Engine, type RateLimiter, type RouteDefinition, rateLimiter, runQuery } from '#platform';
import { openLink, receiveByLink } from './commands/receive-by-link.ts';
import { requestDocuments, withdrawDocumentRequest } from './commands/request-documents.ts';
import {
  keepDocumentQuery,
  offsetPath,
  reasonBody,
  requestBody,
  requestedAnswer,
  requestPreviewAnswer,
} from './contract.ts';
import { offsetIn } from './offset-routes.ts';
import { previewRequest } from './queries/preview-request.ts';
import { maximumDocumentBytes } from './rules/received-file.ts';
import { endedPage, uploadPage, uploadScript, uploadStyle } from './upload-page.ts';

/** However a mail has cut a link: whoever opens it is told that it has ended. */
const linkPath = z.strictObject({ token: z.string().max(200) });

/** Strangers knock here: per address fewer requests than the rest of the server allows. One limiter for each server's books. */
const limiters = new WeakMap<object, RateLimiter>();
function admit(engine: Engine, address: string): Outcome<null> {
  const limiter = limiters.get(engine.database) ?? rateLimiter({ burst: 40, perSecond: 0.5 });
  limiters.set(engine.database, limiter);
  const wait = limiter.take(address, engine.clock.now());
  if (wait === 0) return done(null);
  return refuse('http.too-many-requests', 'Too many requests; wait a moment and try again.', {
    retryAfterSeconds: Math.ceil(wait),
  });
}

export const requestRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/offsets/{offsetId}/request',
    operation: 'offsets.preview-request',
    action: 'offsets.view',
    summary: 'The request for what is missing as the customer would read it; nothing is proposed.',
    params: offsetPath,
    response: requestPreviewAnswer,
    refusals: ['offsets.offset-not-found', 'offsets.nothing-missing'],
    handler: async ({ engine, scope, params }) => {
      const found = await offsetIn(engine, scope, params.offsetId);
      if (!found.ok) return found;
      const letter = await previewRequest(engine, scope.tenantId, found.value);
      if (!letter.ok) return letter;
      return done({ subject: letter.value.subject, text: letterText(letter.value), html: letterHtml(letter.value) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/offsets/{offsetId}/request',
    operation: 'offsets.request-documents',
    action: 'offsets.request',
    summary: 'Ask the customer for documents until a day; it leaves with the next sending, through the gate.',
    params: offsetPath,
    body: requestBody,
    status: 201,
    response: requestedAnswer,
    refusals: [
      'offsets.offset-not-found',
      'offsets.not-open',
      'offsets.nothing-missing',
      'offsets.requested',
      'offsets.due-date',
      'offsets.customer-not-reached',
    ],
    handler: async ({ engine, scope, caller, params, body }) => {
      const found = await offsetIn(engine, scope, params.offsetId);
      if (!found.ok) return found;
      const { company } = found.value;
      const asOf = dayInZone(engine.clock.now(), company.timeZone);
      return requestDocuments(engine, caller, { company, ...params, ...body, asOf });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/offsets/{offsetId}/request/withdrawal',
    operation: 'offsets.withdraw-request',
    action: 'offsets.request',
    summary: 'Take a request for documents back: its link ends and nobody is reminded.',
    params: offsetPath,
    body: reasonBody,
    status: 204,
    response: z.null(),
    refusals: ['offsets.offset-not-found', 'offsets.not-requested'],
    handler: async ({ engine, scope, caller, params, body }) => {
      const found = await offsetIn(engine, scope, params.offsetId);
      if (!found.ok) return found;
      return withdrawDocumentRequest(engine, caller, { company: found.value.company, ...params, ...body });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/u/style.css',
    operation: 'offsets.upload-style',
    action: 'public',
    summary: 'The style of the page on which customers hand in documents.',
    response: { mediaType: 'text/css; charset=utf-8' },
    handler: async () => done({ content: uploadStyle }),
  }),
  defineRoute({
    method: 'get',
    path: '/u/send.js',
    operation: 'offsets.upload-script',
    action: 'public',
    summary: 'The script of the page on which customers hand in documents.',
    response: { mediaType: 'text/javascript; charset=utf-8' },
    handler: async () => done({ content: uploadScript }),
  }),
  defineRoute({
    method: 'get',
    path: '/u/{token}',
    operation: 'offsets.upload-page',
    action: 'public',
    summary: 'The page of a link: what is asked for, and where to hand it in. Looking at it uses nothing up.',
    params: linkPath,
    response: { mediaType: 'text/html; charset=utf-8' },
    refusals: ['http.too-many-requests'],
    handler: async ({ engine, params, client }) => {
      const admitted = admit(engine, client.address);
      if (!admitted.ok) return admitted;
      const link = await openLink(engine, params.token);
      if (!link) return done({ content: endedPage() });
      const { tenantId, offset, request, company, missing } = link;
      const recipients = await runQuery(engine, tenantId, (db) =>
        loadRecipients(db, tenantId, { accountIds: [offset.accountId], withoutMessage: null }),
      );
      const recipient = recipients.get(offset.accountId)!;
      return done({
        content: uploadPage({
          language: recipient.language,
          country: recipient.country,
          company: company.name,
          currency: offset.currency,
          amountMinor: offset.amountMinor,
          dueDate: request.dueDate,
          missing,
        }),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/u/{token}',
    operation: 'offsets.receive-by-link',
    action: 'public',
    summary: 'Hand in a file (PDF, PNG or JPEG) by a link.',
    params: linkPath,
    query: keepDocumentQuery,
    uploadMaxBytes: maximumDocumentBytes,
    status: 201,
    response: z.object({ missing: z.int() }),
    refusals: [
      'http.too-many-requests',
      'offsets.link-not-found',
      'offsets.kind-not-asked',
      'offsets.link-full',
      'offsets.file-empty',
      'offsets.file-too-large',
      'offsets.file-kind',
    ],
    handler: async ({ engine, params, query, upload, client }) => {
      const admitted = admit(engine, client.address);
      return admitted.ok ? receiveByLink(engine, params.token, { ...query, bytes: upload }) : admitted;
    },
  }),
];
