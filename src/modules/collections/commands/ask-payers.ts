/** Asks the payers of many receipts as one piece of long work: each by its own command, through the one gate. */
import type { UnappliedChoice } from '#cash';
import type { Company } from '#company';
import { type Day, type Outcome, refuse } from '#kernel';
import { type Caller, type DoneToMany, doToMany, type Engine } from '#platform';
import { planRemittanceRequests } from '../queries/remittance-requests.ts';
import { requestRemittance } from './request-remittance.ts';

export const askPayersJob = 'ask-payers';

/**
 * Asks whom a person has looked at, the oldest money first; `digest` is of what was shown. Refuses `collections.payers-changed`
 * when somebody else, or about another amount, would be asked than was shown, and `platform.job-running` while others are
 * being asked.
 */
export function askPayers(
  engine: Engine,
  caller: Caller,
  input: {
    readonly companies: readonly { readonly company: Company; readonly day: Day }[];
    readonly choice: Omit<UnappliedChoice, 'companies'>;
    readonly digest: string;
  },
): Promise<Outcome<DoneToMany>> {
  const byCode = new Map(input.companies.map((one) => [one.company.code, one]));
  return doToMany(engine, caller, {
    kind: askPayersJob,
    stage: 'requests',
    digest: input.digest,
    changed: () =>
      refuse(
        'collections.payers-changed',
        'The money is not any more as it was shown. Nobody was asked; look at it again.',
        {},
      ),
    look: async () => {
      const { requests, digest } = await planRemittanceRequests(engine, caller.tenantId, {
        ...input.choice,
        companies: input.companies.map(({ company, day }) => ({ id: company.id, day })),
        days: new Map(input.companies.map(({ company, day }) => [company.code, day])),
      });
      return { going: requests.filter((one) => one.leftOut === null), digest };
    },
    idOf: ({ row }) => row.id,
    doIt: ({ row }) => {
      const { company, day } = byCode.get(row.company)!;
      return requestRemittance(engine, caller, { company, receiptId: row.id, asOf: day });
    },
  });
}
