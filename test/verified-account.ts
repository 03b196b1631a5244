/** A customer's bank account put in force as it must be: one person asks, another one approves. */
import {
  approveRequest,
  type Caller,
  createPerson,
  type Engine,
  grantRole,
  type Role,
  requestApproval,
} from '#platform';
import { must } from './must.ts';

/** Puts an account in force for a customer account by two persons made for it. `caller` may make persons: the system. */
export async function verifyBankAccount(
  engine: Engine,
  caller: Caller,
  account: { accountId: bigint; account: string; bankCode?: string; holderName: string },
): Promise<void> {
  const person = async (role: Role): Promise<Caller> => {
    const personId = BigInt(must(await createPerson(engine, caller, { name: `Verifying ${role}` })).personId);
    must(await grantRole(engine, caller, { personId, companyId: null, role }));
    return { ...caller, actor: { personId } };
  };
  const asked = must(
    await requestApproval(engine, await person('lead'), {
      action: 'customers.change-bank-account',
      input: {
        bankCode: null,
        ...account,
        accountId: account.accountId.toString(),
        evidence: 'Called back at the number in the master data.',
      },
      reason: 'A new house bank.',
    }),
  );
  const approval = { requestId: BigInt(asked.requestId), contentHash: asked.contentHash };
  must(await approveRequest(engine, await person('credit_manager'), approval));
}
