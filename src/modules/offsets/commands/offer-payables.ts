/** What we owe suppliers is offered for offset, by a file or by hand; an offer that nothing has taken can be withdrawn. */
import type { Company } from '#company';
import { findCustomerKey } from '#customers';
import { done, type Outcome, refuse, textKey } from '#kernel';
import { type Caller, type Engine, runCommand, runQuery } from '#platform';
import {
  endVendorLink,
  insertPayables,
  insertVendorLink,
  loadOffered,
  loadPayables,
  lockPayables,
  markPayableWithdrawn,
  type NewPayable,
} from '../store/payables.ts';

/** How many payables one transaction takes at most. */
export const payablesChunkSize = 1_000;

/**
 * Offers payables; one that is offered under its vendor and number already changes nothing. Refuses
 * `offsets.payable-differs` where another amount or currency is offered under the same number: withdraw that first.
 */
export function offerPayables(
  engine: Engine,
  caller: Caller,
  input: { company: Company; payables: readonly NewPayable[]; reason: string },
): Promise<Outcome<{ offered: number; known: number }>> {
  const { company, payables, reason } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'offsets.offer-payables',
      reason,
      input: {
        company: company.code,
        payables: payables.map((one) => ({
          vendor: one.vendorNumber,
          number: one.number,
          amountMinor: one.amountMinor,
        })),
      },
    },
    async (tx): Promise<Outcome<{ offered: number; known: number }>> => {
      const offered = await insertPayables(tx, company.id, payables);
      const known = await loadOffered(tx.db, tx.tenantId, company.id, payables);
      const other = payables.find((one) => differs(one, known));
      if (other)
        return refuse(
          'offsets.payable-differs',
          `${other.number} of supplier ${other.vendorNumber} is offered with another amount already; withdraw that first. Nothing was changed.`,
          { vendor: other.vendorNumber, number: other.number },
        );
      tx.count('payables offered', offered.size);
      if (offered.size > 0)
        tx.publish({
          type: 'offsets.payables-offered',
          payload: { companyId: company.id.toString(), payables: offered.size },
        });
      return done({ offered: offered.size, known: payables.length - offered.size });
    },
  );
}

const keyOf = (one: { readonly vendorNumber: string; readonly number: string }): string =>
  `${one.vendorNumber}\u0000${textKey(one.number)}`;

/** Whether something else is offered under the vendor and number. */
export const differs = (
  one: NewPayable,
  known: ReadonlyMap<string, { readonly currency: string; readonly amountMinor: bigint }>,
): boolean => {
  const offer = known.get(keyOf(one));
  return offer !== undefined && (offer.amountMinor !== one.amountMinor || offer.currency !== one.currency);
};

/** What is offered under the vendors and numbers of some payables, by `differs`. */
export const offeredAlready = (
  engine: Engine,
  tenantId: bigint,
  companyId: bigint,
  payables: readonly NewPayable[],
): Promise<ReadonlyMap<string, { readonly id: bigint; readonly currency: string; readonly amountMinor: bigint }>> =>
  runQuery(engine, tenantId, (db) => loadOffered(db, tenantId, companyId, payables));

/** Withdraws an offer. Refuses `offsets.payable-not-found`, `offsets.payable-withdrawn` and `offsets.payable-taken`. */
export function withdrawPayable(
  engine: Engine,
  caller: Caller,
  input: { company: Company; payableId: bigint; reason: string },
): Promise<Outcome<null>> {
  const { company, payableId, reason } = input;
  return runCommand(
    engine,
    caller,
    { operation: 'offsets.withdraw-payable', reason, input: { company: company.code, payableId } },
    async (tx): Promise<Outcome<null>> => {
      await lockPayables(tx, [payableId]);
      const [payable] = await loadPayables(tx.db, tx.tenantId, { companyId: company.id, ids: [payableId] });
      if (!payable)
        return refuse('offsets.payable-not-found', 'There is no such payable in this company. Nothing was changed.');
      if (payable.withdrawn)
        return refuse('offsets.payable-withdrawn', `${payable.number} is withdrawn already. Nothing was changed.`);
      if (payable.openMinor !== payable.amountMinor || payable.reservedMinor > 0n)
        return refuse(
          'offsets.payable-taken',
          `${payable.number} is in an offset that is open or executed; withdraw or reverse that first. Nothing was changed.`,
        );
      await markPayableWithdrawn(tx, payableId, reason);
      tx.publish({
        type: 'offsets.payable-withdrawn',
        payload: { companyId: company.id.toString(), payableId: payableId.toString() },
      });
      return done(null);
    },
  );
}

/** Records that a supplier is a customer of ours, with what shows it. Refuses `offsets.customer-not-found`, `offsets.vendor-linked`. */
export function linkVendor(
  engine: Engine,
  caller: Caller,
  input: { company: Company; vendorNumber: string; customer: string; evidence: string },
): Promise<Outcome<null>> {
  const { company, vendorNumber, customer, evidence } = input;
  const reason = `Supplier ${vendorNumber} is customer ${customer}: ${evidence}`;
  return runCommand(
    engine,
    caller,
    { operation: 'offsets.link-vendor', reason, input: { ...input, company: company.code } },
    async (tx): Promise<Outcome<null>> => {
      const found = await findCustomerKey(tx.db, tx.tenantId, company.id, customer);
      if (!found)
        return refuse(
          'offsets.customer-not-found',
          `There is no customer "${customer}" in this company. Nothing was changed.`,
        );
      const link = { companyId: company.id, vendorNumber, customerId: found.customerId, evidence };
      if ((await insertVendorLink(tx, link)) === undefined)
        return refuse(
          'offsets.vendor-linked',
          `Supplier ${vendorNumber} is linked to a customer already; end that first. Nothing was changed.`,
        );
      tx.publish({ type: 'offsets.vendor-linked', payload: { companyId: company.id.toString(), vendorNumber } });
      return done(null);
    },
  );
}

/** Ends the link of a supplier. Refuses `offsets.vendor-not-linked`. */
export function unlinkVendor(
  engine: Engine,
  caller: Caller,
  input: { company: Company; vendorNumber: string; reason: string },
): Promise<Outcome<null>> {
  const { company, vendorNumber, reason } = input;
  return runCommand(
    engine,
    caller,
    { operation: 'offsets.unlink-vendor', reason, input: { ...input, company: company.code } },
    async (tx): Promise<Outcome<null>> => {
      if (!(await endVendorLink(tx, { companyId: company.id, vendorNumber, reason })))
        return refuse(
          'offsets.vendor-not-linked',
          `Supplier ${vendorNumber} is linked to no customer. Nothing was changed.`,
        );
      tx.publish({ type: 'offsets.vendor-unlinked', payload: { companyId: company.id.toString(), vendorNumber } });
      return done(null);
    },
  );
}
