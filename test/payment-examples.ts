/** Examples of the routes that pay refunds out, for the authorization matrix. */
import { createBankAccount, listRefundChecks, payRefunds, payRefundsByCheck } from '#cash';
import { findCompany } from '#company';
import { makeIban } from '#kernel';
import { postDocuments, refundCredit } from '#receivables';
import type { Example, ExampleMaker, Place } from './authorization-examples.ts';
import { must } from './books.ts';
import { accountsAt, callerAt } from './document-examples.ts';
import { verifyBankAccount } from './verified-account.ts';

const reason = 'An example.';

/** An IBAN that no other example has. */
const ibanOf = (word: string): string =>
  makeIban(
    'DE',
    [...word]
      .map((letter) => letter.charCodeAt(0) % 10)
      .join('')
      .padStart(18, '3')
      .slice(-18),
  );

/** A refund of the place that waits to be paid, and the account of ours that could pay it. */
async function dueRefund(place: Place): Promise<{ bankAccountId: string; itemId: string }> {
  const { engine } = place.world;
  const caller = callerAt(place);
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  const [accountId] = await accountsAt(place);
  const credit = {
    ...{ accountId, documentType: 'credit_memo' as const, number: null, documentDate: '2026-03-01' },
    ...{ currency: 'EUR', amountMinor: -10_00n },
  };
  const { posted } = must(await postDocuments(engine, caller, { company, documents: [credit] }));
  await verifyBankAccount(engine, caller, { accountId, account: ibanOf(`1${place.fresh}`), holderName: place.fresh });
  const refunded = must(await refundCredit(engine, caller, { itemId: posted[0]!.itemIds[0]!, reason }));
  const bank = { company, number: ibanOf(`2${place.fresh}`), currency: 'EUR', name: `Bank ${place.fresh}` };
  const { id } = must(await createBankAccount(engine, caller, bank));
  return { bankAccountId: id.toString(), itemId: refunded.itemId };
}

const pay = async (place: Place): Promise<Example> => {
  const { bankAccountId, itemId } = await dueRefund(place);
  return { body: { bankAccountId, itemIds: [itemId], reason, askFor: reason } };
};

const fileNamed = (body?: unknown): ExampleMaker => {
  const make = async (place: Place): Promise<Example> => {
    const { bankAccountId, itemId } = await dueRefund(place);
    const file = must(
      await payRefunds(place.world.engine, callerAt(place), { bankAccountId, itemIds: [itemId], reason }),
    );
    const example = { params: { fileId: file.fileId }, query: { company: place.company } };
    return body === undefined ? example : { ...example, body };
  };
  return { own: make, otherCompany: make, otherTenant: make };
};

const byCheck = async (place: Place) => {
  const { bankAccountId, itemId } = await dueRefund(place);
  return { bankAccountId, checks: [{ itemId, number: '1001' }], reason };
};
const writeCheck = async (place: Place): Promise<Example> => ({ body: { ...(await byCheck(place)), askFor: reason } });

const endCheck = async (place: Place): Promise<Example> => {
  const { engine } = place.world;
  const caller = callerAt(place);
  const company = must(await findCompany(engine, caller.tenantId, place.company));
  must(await payRefundsByCheck(engine, caller, await byCheck(place)));
  const { rows } = await listRefundChecks(engine, caller.tenantId, { companyId: company.id, limit: 1 });
  return {
    params: { paymentId: String(rows[0]!.paymentId) },
    query: { company: place.company },
    body: { as: 'voided', reason, askFor: reason },
  };
};

const listed: ExampleMaker = {
  own: ({ company }) => ({ query: { company } }),
  otherCompany: ({ company }) => ({ query: { company } }),
};

export const paymentExamples: Readonly<Record<string, ExampleMaker>> = {
  'cash.list-due-refunds': listed,
  'cash.pay-refunds': { own: pay, otherCompany: pay, otherTenant: pay },
  'cash.list-payments-to-stop': listed,
  'cash.pay-refunds-by-check': { own: writeCheck, otherCompany: writeCheck, otherTenant: writeCheck },
  'cash.end-refund-check': { own: endCheck, otherCompany: endCheck, otherTenant: endCheck },
  'cash.show-payment-file': fileNamed(),
  'cash.download-payment-file': fileNamed(),
  'cash.withdraw-payments': fileNamed({ as: 'withdrawn', reason, askFor: reason }),
};
