/** One thing done to many of a kind as one piece of long work, as a person has looked at them. */
import { done, type Outcome } from '#kernel';
import { runJob } from './jobs.ts';
import type { Caller, Engine } from './transaction.ts';

/** What came of it; what was refused left the others alone. */
export interface DoneToMany {
  readonly doneIds: readonly string[];
  readonly refused: readonly { readonly id: string; readonly code: string; readonly message: string }[];
  /** Somebody asked to stop: to those after it nothing was done. */
  readonly stopped: boolean;
}

/**
 * Does something to each of many, as a job: each by its own command, so that each can be taken back by itself. One that is
 * refused leaves the others alone, and asked to stop it does so between two. Refuses `changed` when the look is not the one
 * whose digest is told, and what `runJob` refuses.
 */
export function doToMany<P>(
  engine: Engine,
  caller: Caller,
  of: {
    readonly kind: string;
    /** What they are, for whoever watches the job. */
    readonly stage: string;
    readonly digest: string;
    readonly changed: () => Outcome<never>;
    readonly look: () => Promise<{ readonly going: readonly P[]; readonly digest: string }>;
    readonly idOf: (one: P) => bigint;
    readonly doIt: (one: P) => Promise<Outcome<unknown>>;
  },
): Promise<Outcome<DoneToMany>> {
  return runJob(engine, caller, of.kind, async (job): Promise<Outcome<DoneToMany>> => {
    const { going, digest } = await of.look();
    if (digest !== of.digest) return of.changed();
    const doneIds: string[] = [];
    const refused: DoneToMany['refused'][number][] = [];
    for (const [index, one] of going.entries()) {
      if (await job.progress(of.stage, index, going.length)) return done({ doneIds, refused, stopped: true });
      const id = of.idOf(one).toString();
      const outcome = await of.doIt(one);
      if (outcome.ok) doneIds.push(id);
      else refused.push({ id, code: outcome.refusal.code, message: outcome.refusal.message });
    }
    return done({ doneIds, refused, stopped: false });
  });
}
