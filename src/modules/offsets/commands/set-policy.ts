/** Says from which day which rules of offsets apply in a company. */
import type { Company } from '#company';
import { type Day, done, type Outcome } from '#kernel';
import { type Caller, type Engine, runCommand } from '#platform';
import type { OffsetPolicy } from '../model.ts';
import { insertPolicy } from '../store/policy.ts';

/** Records rules from a day on; those of before stay on record. */
export function setOffsetPolicy(
  engine: Engine,
  caller: Caller,
  input: { company: Company; validFrom: Day; policy: OffsetPolicy; reason?: string | undefined },
): Promise<Outcome<null>> {
  const { company, validFrom, policy } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'offsets.set-policy',
      reason: input.reason ?? `The rules of offsets of ${company.code} were set from ${validFrom} on.`,
      input: { company: company.code, validFrom, policy },
    },
    async (tx) => {
      tx.atHead((head) => insertPolicy(tx, company.id, head.seq, validFrom, policy));
      tx.publish({ type: 'offsets.policy-set', payload: { companyId: company.id.toString(), validFrom } });
      return done(null);
    },
  );
}
