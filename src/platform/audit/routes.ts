/** The audit trail over HTTP: one record, verification, erasure. Its list is one of a higher floor (`operations`). */
import { z } from 'zod';
import { done, refuse } from '#kernel';
import { idAnswer, idParam } from '../http/contract.ts';
import { defineRoute, type RouteDefinition } from '../http/route.ts';
import { runQuery } from '../transaction.ts';
import { auditChoicesAnswer, auditRecordAnswer, verificationAnswer } from './contract.ts';
import { erasePersonalData } from './erase.ts';
import { findPersonalData } from './find-personal.ts';
import { type AuditEntry, auditChoices, findAudit } from './list.ts';
import type { PersonalColumn } from './personal-columns.ts';
import { verifyAudit } from './verify.ts';

const eraseBody = z.strictObject({
  values: z
    .array(z.strictObject({ column: z.string().max(200), key: z.array(z.string().max(200)).max(5) }))
    .max(500)
    .default([]),
  auditSeqs: z.array(idParam).max(1_000).default([]),
  keepingEnded: z.boolean().default(false).meta({
    description: 'Says that nothing obliges to keep vouchers and letters among the values any more.',
  }),
  reason: z.string().trim().min(3).max(500),
});

const findBody = z.strictObject({
  words: z.array(z.string().trim().min(3).max(200)).min(1).max(10).meta({
    description: 'Names, addresses, accounts of the person; in the body, so that no log of addresses keeps them.',
  }),
});
const foundAnswer = z.object({
  values: z.array(
    z.object({
      column: z.string(),
      key: z.array(z.string()),
      text: z.string(),
      kept: z
        .enum(['voucher', 'letter'])
        .nullable()
        .meta({ description: 'Why the law wants it kept; null: nothing does.' }),
    }),
  ),
  auditSeqs: z.array(idAnswer),
  inReasons: z
    .array(idAnswer)
    .meta({ description: 'Audit records whose reason names the person: the proof of an act, which stays.' }),
  more: z.boolean().meta({ description: 'There is more than is told: erase this, and look again.' }),
});
export type ErasureFound = z.output<typeof foundAnswer>;

/** The routes; the registry of personal columns comes from the composition root. */
export function auditRoutes(registry: ReadonlyMap<string, PersonalColumn>): readonly RouteDefinition[] {
  return [
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
      path: '/api/erasures/search',
      operation: 'audit.find-personal',
      action: 'audit.erase',
      reach: 'tenant',
      summary: 'Find where a person is named, and what of that the law wants kept.',
      body: findBody,
      response: foundAnswer,
      handler: async ({ engine, scope, body }) =>
        done(
          await runQuery(engine, scope.tenantId, async (db) => {
            const found = await findPersonalData(db, scope.tenantId, registry, body.words);
            return {
              ...found,
              values: [...found.values],
              auditSeqs: found.auditSeqs.map(String),
              inReasons: found.inReasons.map(String),
            };
          }),
        ),
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
      refusals: ['audit.column-not-found', 'audit.not-found', 'audit.kept-by-law', 'audit.nothing-erased'],
      handler: ({ engine, caller, body }) => erasePersonalData(engine, caller, registry, body),
    }),
  ];
}
