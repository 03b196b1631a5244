/** Asks the payers of many receipts as one piece of long work: each by its own command, through the one gate. */
import type { UnappliedChoice } from '#cash';
import type { Company } from '#company';
import { type Day, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, runJob } from '#platform';
import { planRemittanceRequests } from '../queries/remittance-requests.ts';
import { requestRemittance } from './request-remittance.ts';

export const askPayersJob = 'ask-payers';

export interface AskedPayers {
  readonly asked: number;
  readonly refused: readonly { readonly receiptId: bigint; readonly code: string; readonly message: string }[];
  /** Somebody asked to stop: those after it were not asked. */
  readonly stopped: boolean;
}

/**
 * Asks whom a person has looked at, the oldest money first; `digest` is of what was shown. One that is refused leaves the
 * others alone, and asked to stop it does so between two. Refuses `collections.payers-changed` when somebody else, or about
 * another amount, would be asked than was shown, and `platform.job-running` while others are being asked.
 */
export function askPayers(
  engine: Engine,
  caller: Caller,
  input: {
    readonly companies: readonly { readonly company: Company; readonly day: Day }[];
    readonly choice: Omit<UnappliedChoice, 'companies'>;
    readonly digest: string;
  },
): Promise<Outcome<AskedPayers>> {
  const byCode = new Map(input.companies.map((one) => [one.company.code, one]));
  return runJob(engine, caller, askPayersJob, async (job) => {
    const { requests, digest } = await planRemittanceRequests(engine, caller.tenantId, {
      ...input.choice,
      companies: input.companies.map(({ company, day }) => ({ id: company.id, day })),
      days: new Map(input.companies.map(({ company, day }) => [company.code, day])),
    });
    if (digest !== input.digest)
      return refuse(
        'collections.payers-changed',
        'The money is not any more as it was shown. Nobody was asked; look at it again.',
        {},
      );
    const going = requests.filter((one) => one.leftOut === null);
    const refused: AskedPayers['refused'][number][] = [];
    let asked = 0;
    let stopped = false;
    for (const [index, { row }] of going.entries()) {
      stopped = await job.progress('requests', index, going.length);
      if (stopped) break;
      const { company, day } = byCode.get(row.company)!;
      const request = await requestRemittance(engine, caller, { company, receiptId: row.id, asOf: day });
      if (request.ok) asked += 1;
      else refused.push({ receiptId: row.id, code: request.refusal.code, message: request.refusal.message });
    }
    return done({ asked, refused, stopped });
  });
}
