/**
 * The routes of something that is done to many as they were looked at: the look before it, the work, how far it is, and
 * stopping it.
 * The work's address takes the order by POST and tells by GET how far it is; `/preview` and `/stop` lie below it.
 */
import { z } from 'zod';
import { done, formatAmount, type Outcome } from '#kernel';
import type { DoneToMany } from '../do-to-many.ts';
import type { Action } from '../identity/rules/permissions.ts';
import { askToStop, progressOfJob } from '../jobs.ts';
import type { Caller } from '../transaction.ts';
import { lookedAtAnswer, lookedAtDigest, lookedAtPreview, mostLookedAt, workProgress } from './contract.ts';
import { defineRoute, type RouteContext, type RouteDefinition } from './route.ts';

/** One of many, as the preview tells it. */
export interface LookedAtRow<R> {
  readonly going: boolean;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly row: R;
}

/** Each is a command of its own: the key of the whole would take the second for a repeat of the first. */
const withoutKey = ({ idempotencyKey: _one, ...caller }: Caller): Caller => caller;

function totalsOf(rows: readonly LookedAtRow<unknown>[]) {
  const totals = new Map<string, { count: number; minor: bigint }>();
  for (const { currency, amountMinor } of rows) {
    const { count, minor } = totals.get(currency) ?? { count: 0, minor: 0n };
    totals.set(currency, { count: count + 1, minor: minor + amountMinor });
  }
  return [...totals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, { count, minor }]) => ({ currency, count, amount: formatAmount(minor, currency) }));
}

/** What a look and the work are given: who asks, in which companies, with which filters, and what was chosen. */
type Asked<Q, C> = Pick<RouteContext<Action, undefined, Q, unknown>, 'engine' | 'scope' | 'principal' | 'query'> & {
  readonly choice: C;
};

/** Makes the four routes. `look` and `work` read and write only within the scope, as every handler does. */
export function lookedAtRoutes<Q, C, R extends z.ZodType>(of: {
  readonly path: string;
  /** The kind of the job; a person asks about, and stops, the own newest one. */
  readonly kind: string;
  readonly query: z.ZodType<Q>;
  readonly choice: z.ZodType<C>;
  readonly preview: {
    readonly operation: string;
    readonly action: Action;
    readonly summary: string;
    /** The answer's name in the API, and one of its rows. */
    readonly id: string;
    readonly row: R;
    readonly look: (
      asked: Asked<Q, C>,
    ) => Promise<{ readonly rows: readonly LookedAtRow<z.input<R>>[]; readonly digest: string }>;
  };
  readonly action: Action;
  readonly work: {
    readonly operation: string;
    readonly summary: string;
    readonly refusal: string;
    readonly run: (asked: Asked<Q, C>, caller: Caller, digest: string) => Promise<Outcome<DoneToMany>>;
  };
  readonly progress: { readonly operation: string; readonly summary: string };
  readonly stop: { readonly operation: string; readonly summary: string };
}): readonly RouteDefinition[] {
  const { path, query, action } = of;
  const mine = (caller: Caller) => ({ kind: of.kind, personId: caller.actor.personId });
  const previewAnswer = lookedAtPreview(of.preview.row).meta({ id: of.preview.id });
  return [
    defineRoute({
      method: 'post',
      path: `${path}/preview`,
      operation: of.preview.operation,
      action: of.preview.action,
      summary: of.preview.summary,
      query,
      body: z.strictObject({ choice: of.choice }),
      response: previewAnswer,
      handler: async ({ body, ...context }) => {
        const { rows, digest } = await of.preview.look({ ...context, choice: body.choice });
        const going = rows.filter((one) => one.going);
        const others = rows.filter((one) => !one.going);
        return done({
          count: going.length,
          leftOut: others.length,
          totals: totalsOf(going),
          digest,
          rows: [...others.slice(0, mostLookedAt), ...going.slice(0, mostLookedAt)].map((one) => one.row),
        } as z.input<typeof previewAnswer>);
      },
    }),
    defineRoute({
      method: 'post',
      path,
      operation: of.work.operation,
      action,
      summary: of.work.summary,
      query,
      body: z.strictObject({ choice: of.choice, digest: lookedAtDigest }),
      response: lookedAtAnswer,
      once: true,
      refusals: [of.work.refusal, 'platform.job-running'],
      handler: async ({ body, caller, ...context }) => {
        const worked = await of.work.run({ ...context, choice: body.choice }, withoutKey(caller), body.digest);
        if (!worked.ok) return worked;
        const { doneIds, refused, stopped } = worked.value;
        return done({ done: doneIds.length, ids: [...doneIds], refused: [...refused], stopped });
      },
    }),
    defineRoute({
      method: 'get',
      path,
      operation: of.progress.operation,
      action,
      summary: of.progress.summary,
      query,
      response: workProgress,
      handler: async ({ engine, scope, caller }) => {
        const job = await progressOfJob(engine, scope.tenantId, mine(caller));
        return done({ running: job?.state === 'running', done: job?.done ?? 0, total: job?.total ?? null });
      },
    }),
    defineRoute({
      method: 'post',
      path: `${path}/stop`,
      operation: of.stop.operation,
      action,
      summary: of.stop.summary,
      query,
      status: 204,
      response: z.null(),
      handler: async ({ engine, scope, caller }) => {
        await askToStop(engine, scope.tenantId, mine(caller));
        return done(null);
      },
    }),
  ];
}
