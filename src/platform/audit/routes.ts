/** The audit trail over HTTP: read, verify, erase. */
import { z } from 'zod';
import { done } from '#kernel';
import { idAnswer, idParam, pageQuery } from '../http/contract.ts';
import { decodeIdCursor, pageOf } from '../http/paging.ts';
import { defineRoute, type RouteDefinition } from '../http/route.ts';
import { runQuery } from '../transaction.ts';
import { erasePersonalData } from './erase.ts';
import { listAudit } from './list.ts';
import type { PersonalColumn } from './personal-columns.ts';
import { verifyAudit } from './verify.ts';

const entryAnswer = z
  .object({
    seq: idAnswer,
    recordedAt: z.string(),
    personId: idAnswer,
    personName: z.string(),
    operation: z.string(),
    reason: z.string(),
    source: z.string(),
    counts: z.record(z.string(), z.number()),
    payload: z.string().nullable(),
    erasedSeq: idAnswer.nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });

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
      query: z.strictObject({ ...pageQuery, operation: z.string().max(100).optional(), personId: idParam.optional() }),
      response: z.object({ rows: z.array(entryAnswer), next: z.string().nullable() }),
      handler: async ({ engine, scope, query }) => {
        const beforeSeq = query.after === undefined ? undefined : decodeIdCursor(query.after);
        const { operation, personId, limit } = query;
        const rows = await runQuery(engine, scope.tenantId, (db) =>
          listAudit(db, scope.tenantId, { beforeSeq, operation, personId, limit: limit + 1 }),
        );
        const page = pageOf(rows, limit, (row) => [row.seq.toString()]);
        return done({ ...page, rows: page.rows.map((row) => ({ ...row, counts: { ...row.counts } })) });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/audit/verification',
      operation: 'audit.verify',
      action: 'audit.view',
      reach: 'tenant',
      summary: 'Compute the whole audit chain anew and name the records that do not fit.',
      response: z.object({
        ok: z.boolean(),
        checked: z.number(),
        failed: z.number(),
        offenders: z.array(z.object({ seq: idAnswer, finding: z.string() })),
      }),
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
