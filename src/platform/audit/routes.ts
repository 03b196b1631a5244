/** The audit trail over HTTP: read, verify, erase. */
import { z } from 'zod';
import { done, encodeCursor, refuse } from '#kernel';
import { idParam } from '../http/contract.ts';
import { decodeIdCursor, pageOf } from '../http/paging.ts';
import { defineRoute, type RouteDefinition } from '../http/route.ts';
import { runQuery } from '../transaction.ts';
import { auditAnswer, auditChoicesAnswer, auditQuery, auditRecordAnswer, verificationAnswer } from './contract.ts';
import { erasePersonalData } from './erase.ts';
import { type AuditEntry, auditChoices, auditScan, findAudit, listAudit, newestSeq } from './list.ts';
import type { PersonalColumn } from './personal-columns.ts';
import { verifyAudit } from './verify.ts';

const eraseBody = z.strictObject({
  values: z
    .array(z.strictObject({ column: z.string().max(200), key: z.array(z.string().max(200)).max(5) }))
    .max(500)
    .default([]),
  auditSeqs: z.array(idParam).max(1_000).default([]),
  reason: z.string().trim().min(3).max(500),
});

/** The routes; the registry of personal columns comes from the composition root. */
export function auditRoutes(registry: ReadonlyMap<string, PersonalColumn>): readonly RouteDefinition[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/audit',
      operation: 'audit.list',
      action: 'audit.view',
      // The trail is the tenant's: a record may concern several companies.
      reach: 'tenant',
      summary: 'The audit trail, newest first.',
      query: auditQuery,
      response: auditAnswer,
      handler: async ({ engine, scope, query }) => {
        const { operation, personId, from, before, text, limit } = query;
        return runQuery(engine, scope.tenantId, async (db) => {
          const beforeSeq =
            query.after === undefined ? (await newestSeq(db, scope.tenantId)) + 1n : decodeIdCursor(query.after);
          const filter = { beforeSeq, operation, personId, from, before, text, limit: limit + 1 };
          const rows = await listAudit(db, scope.tenantId, filter);
          const page = pageOf(rows, limit, (row) => [row.seq.toString()]);
          // A search for a text looks through a stretch of the trail at a time.
          const end = beforeSeq - auditScan;
          const next = page.next ?? (text !== undefined && end > 1n ? encodeCursor([end.toString()]) : null);
          return done({ next, rows: page.rows.map((row) => ({ ...row, counts: { ...row.counts } })) });
        });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/audit/choices',
      operation: 'audit.choices',
      action: 'audit.view',
      reach: 'tenant',
      summary: 'Who has acted and by which commands: what the trail can be filtered by.',
      response: auditChoicesAnswer,
      handler: async ({ engine, scope }) =>
        done(await runQuery(engine, scope.tenantId, (db) => auditChoices(db, scope.tenantId))),
    }),
    defineRoute({
      method: 'get',
      path: '/api/audit/records/{seq}',
      operation: 'audit.record',
      action: 'audit.view',
      reach: 'tenant',
      summary: 'One record, and the one before it by the same command about the same subject.',
      params: z.strictObject({ seq: idParam }),
      response: auditRecordAnswer,
      refusals: ['audit.not-found'],
      handler: async ({ engine, scope, params }) => {
        const found = await runQuery(engine, scope.tenantId, (db) => findAudit(db, scope.tenantId, params.seq));
        if (!found) return refuse('audit.not-found', 'There is no such record.');
        const plain = (entry: AuditEntry) => ({ ...entry, counts: { ...entry.counts } });
        return done({ entry: plain(found.entry), previous: found.previous && plain(found.previous) });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/audit/verification',
      operation: 'audit.verify',
      action: 'audit.view',
      reach: 'tenant',
      summary: 'Compute the whole audit chain anew and name the records that do not fit.',
      response: verificationAnswer,
      handler: async ({ engine, scope }) => {
        const verdict = await verifyAudit(engine, scope.tenantId);
        return done({ ...verdict, offenders: [...verdict.offenders] });
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/erasures',
      operation: 'audit.erase',
      action: 'audit.erase',
      reach: 'tenant',
      summary: 'Erase personal data: replace values with a token, take payloads out of audit records.',
      body: eraseBody,
      status: 201,
      response: z.object({ values: z.number(), payloads: z.number() }),
      refusals: ['audit.column-not-found', 'audit.not-found', 'audit.nothing-erased'],
      handler: ({ engine, caller, body }) => erasePersonalData(engine, caller, registry, body),
    }),
  ];
}
