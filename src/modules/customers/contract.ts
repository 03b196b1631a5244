/** The contract of customers: what governed changes of the master take. Pure. */
import { z } from 'zod';
import { idParam } from '#platform/contract';

/** Text of one line without control characters, so that nothing smuggles a line break into a letter or a payment file. */
const line = (longest: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, 'no control characters');

export const changeBankAccountInput = z.strictObject({
  accountId: idParam.meta({ description: 'The customer account (the customer in one company).' }),
  account: line(40).meta({ description: 'IBAN, or the account number where there is none.' }),
  bankCode: line(20).nullable().default(null).meta({ description: 'BIC, sort code or routing number.' }),
  holderName: line(140),
  evidence: line(500).meta({
    description: 'How it was verified, such as a call back to a number that was known before.',
  }),
});
export type ChangeBankAccount = z.output<typeof changeBankAccountInput>;

export const changeTermsInput = z.strictObject({
  accountId: idParam,
  paymentTerm: line(40).meta({ description: 'The code of the payment term.' }),
  reason: line(500),
});
export type ChangeTerms = z.output<typeof changeTermsInput>;
