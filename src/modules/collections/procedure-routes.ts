/** Dunning procedures over HTTP: every version with its day, and setting another one from a day on. */
import { z } from 'zod';
import { done, formatAmount, parseAmount } from '#kernel';
import { asSeen, defineRoute, type RouteDefinition, seenMember } from '#platform';
import { setProcedure } from './commands/set-procedure.ts';
import { procedureBody, proceduresAnswer } from './contract.ts';
import { copyKindsOf } from './rules/choose-copies.ts';
import { loadProcedureVersions, type ProcedureVersion } from './store.ts';

/** A version as it is told, but for how it stands today. */
const versionToJson = ({ code, name, seq, validFrom, setAt, setBy, rule }: ProcedureVersion) => ({
  ...{ code, name, seq, validFrom, setAt, setBy },
  levels: rule.levels.map((level) => ({
    level: level.level,
    daysOverdue: level.daysOverdue,
    daysSinceLast: level.daysSinceLast,
    charge: level.charge
      ? {
          amount: formatAmount(BigInt(level.charge.amountMinor), level.charge.currency),
          currency: level.charge.currency,
        }
      : null,
    channel: level.channel ?? null,
    attachLetter: level.attachLetter ?? false,
    copies: [...copyKindsOf(level)],
  })),
  minimum: Object.entries(rule.minimumMinor).map(([currency, minor]) => ({
    amount: formatAmount(BigInt(minor), currency),
    currency,
  })),
  daysBetweenNotices: rule.daysBetweenNotices,
  daysToPay: rule.daysToPay,
});

export const procedureRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/dunning/procedures',
    operation: 'collections.list-procedures',
    action: 'collections.view',
    summary: 'Dunning procedures with their levels: the version in force, those to come and those that are over.',
    response: proceduresAnswer,
    reading: loadProcedureVersions,
    handler: async ({ engine, reading: versions }) => {
      const today = engine.clock.now().toISOString().slice(0, 10);
      const inForce = new Set<string>();
      return done({
        rows: versions.map((version) => {
          const { code, validFrom } = version;
          const state = validFrom > today ? 'coming' : inForce.has(code) ? 'over' : 'in_force';
          if (state === 'in_force') inForce.add(code);
          return { ...versionToJson(version), state };
        }),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/dunning/procedures',
    operation: 'collections.set-procedure',
    action: 'collections.edit-procedure',
    // The policy is the tenant's: it applies in all its companies.
    reach: 'tenant',
    summary: 'Set a dunning procedure from a day on; the versions before stay on record.',
    body: procedureBody.extend(seenMember),
    status: 201,
    response: z.object({ code: z.string(), validFrom: z.string() }),
    refusals: [
      'collections.levels',
      'collections.levels-order',
      'collections.charge',
      'collections.procedure-day',
      'platform.setting-stale',
    ],
    handler: async ({ engine, scope, caller, body }) => {
      const { code, name, validFrom, daysBetweenNotices, daysToPay } = body;
      const changing = asSeen(caller, body.seen, {
        name: `collections.procedure ${code}`,
        read: async (db) => {
          const versions = (await loadProcedureVersions(db, scope.tenantId)).filter((one) => one.code === code);
          const newest = versions.reduce<ProcedureVersion | undefined>(
            (last, one) => (last === undefined || one.seq > last.seq ? one : last),
            undefined,
          );
          return newest === undefined ? {} : versionToJson(newest);
        },
      });
      const set = await setProcedure(engine, changing, {
        ...{ code, name, validFrom },
        rule: {
          levels: body.levels.map(({ charge, ...level }, index) => ({
            level: index + 1,
            ...level,
            charge: charge && {
              amountMinor: parseAmount(charge.amount, charge.currency).toString(),
              currency: charge.currency,
            },
          })),
          minimumMinor: Object.fromEntries(
            body.minimum.map(({ amount, currency }) => [currency, parseAmount(amount, currency).toString()]),
          ),
          ...{ daysBetweenNotices, daysToPay },
        },
      });
      return set.ok ? done({ code, validFrom }) : set;
    },
  }),
];
