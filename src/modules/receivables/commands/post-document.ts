/** Posts one document by hand. Under authority. */
import { askForMoney, type Company, loadCompany } from '#company';
import { companyOfAccount, loadAccounts, lockAccounts, numbersOfAccounts } from '#customers';
import {
  catchRefusal,
  dayInZone,
  done,
  formatAmount,
  type Outcome,
  parseAmount,
  periodOf,
  refuse,
  sign,
} from '#kernel';
import { lockPeriods } from '#ledger';
import {
  type Caller,
  type CommandOutcome,
  type Engine,
  type GovernedAction,
  runCommand,
  type Transaction,
} from '#platform';
import { type PostOneDocument, postDocumentInput } from '../contract.ts';
import type { NewDocument, PostedDocument } from '../model.ts';
import { refusePosting } from '../rules/owned-documents.ts';
import { freeListKey, standsByNumber } from '../store/items.ts';
import { type MadeDocument, made } from './item-at-hand.ts';
import { postDocumentsIn } from './post-documents.ts';

export const postDocumentAction: GovernedAction<PostOneDocument> = {
  name: 'receivables.post-document',
  permission: 'receivables.post',
  sentence: 'post documents by hand',
  amountMeans: 'the document’s amount',
  alwaysTwo: false,
  defaultLimits: [
    { role: 'lead', mode: 'alone', amount: '10000' },
    { role: 'lead', mode: 'with_approval' },
    { role: 'controller', mode: 'alone', amount: '250000' },
    { role: 'controller', mode: 'with_approval' },
    { role: 'controller', mode: 'approve' },
  ],
  input: postDocumentInput,
  companyOf: companyOfAccount,
  namesOf: numbersOfAccounts,
  run: (engine, caller, input) => postDocument(engine, caller, input),
};

/**
 * Posts a document on a customer's account. Refuses `receivables.account-unknown`, `receivables.company-mirrored`, `receivables.number-taken`,
 * `money.malformed`, `money.too-fine` and what `lockPeriods`, `decideAuthority` and `postDocumentsIn` refuse.
 */
export function postDocument(
  engine: Engine,
  caller: Caller,
  input: PostOneDocument,
): Promise<CommandOutcome<MadeDocument>> {
  const description = { operation: postDocumentAction.name, reason: input.reason, input };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<MadeDocument>> => {
    const document = documentOf(input);
    if (!document.ok) return document;
    const { amountMinor, currency } = document.value;
    const [seen] = await loadAccounts(tx.db, tx.tenantId, { accountIds: [input.accountId] });
    if (!seen) return refuse('receivables.account-unknown', 'There is no such customer account. Nothing was changed.');
    const company = (await loadCompany(tx.db, tx.tenantId, seen.companyId))!;
    const owned = refusePosting(company);
    if (owned) return { ok: false, refusal: owned };
    const numbered = await takeNumber(tx, company, document.value);
    if (!numbered.ok) return numbered;
    const posted = await postWithinAuthority(tx, company, numbered.value, input.reason);
    if (!posted.ok) return posted;
    const [one] = posted.value.posted;
    // Somebody posted it after it was looked for.
    if (one!.existing) return numberTaken(one!.number, input.documentType);
    return done(made({ number: one!.number, itemId: one!.itemIds[0]!, amountMinor, currency }));
  });
}

const numberTaken = (number: string, documentType: string): Outcome<never> =>
  refuse(
    'receivables.number-taken',
    `${number} is posted already as ${documentType.replaceAll('_', ' ')}, and stands; another document has another number. Nothing was changed.`,
    { number },
    { field: 'number' },
  );

/**
 * The document under a key of its own, as a list that carries it has it: whoever posts by hand means a new document, never one that
 * is there. A number that stands for one of its type is refused (`receivables.number-taken`); after a reversal it is free again.
 */
async function takeNumber(tx: Transaction, company: Company, document: NewDocument): Promise<Outcome<NewDocument>> {
  const { documentType, number, amountMinor } = document;
  if (number === null) return done(document);
  const of = { companyId: company.id, documentType, number, side: sign(amountMinor) };
  if (await standsByNumber(tx.db, tx.tenantId, of)) return numberTaken(number, documentType);
  return done({ ...document, sourceKey: await freeListKey(tx.db, tx.tenantId, of) });
}

/**
 * Posts a document that a person brings in a file, within the authority that posting it by hand takes: a credit in a file is
 * worth what a credit at the keyboard is. Refuses what `lockPeriods`, `decideAuthority` and `postDocumentsIn` refuse.
 */
export function postFiledDocument(
  engine: Engine,
  caller: Caller,
  input: { readonly company: Company; readonly document: NewDocument; readonly reason: string },
): Promise<Outcome<{ posted: readonly PostedDocument[] }>> {
  const { company, document, reason } = input;
  const description = {
    operation: postDocumentAction.name,
    reason,
    input: { company: company.code, number: document.number, amountMinor: document.amountMinor },
  };
  return runCommand(engine, caller, description, (tx) => postWithinAuthority(tx, company, document, reason));
}

async function postWithinAuthority(
  tx: Transaction,
  company: Company,
  document: NewDocument,
  reason: string,
): Promise<Outcome<{ posted: readonly PostedDocument[] }>> {
  const { amountMinor, currency, documentType } = document;
  const open = await lockPeriods(tx, company.id, [periodOf(document.postingDate ?? document.documentDate)]);
  if (!open.ok) return open;
  const [account] = await lockAccounts(tx, [document.accountId]);
  const day = dayInZone(tx.now, company.timeZone);
  const decided = await askForMoney(tx, postDocumentAction, {
    ...{ company, customerIds: [account!.customerId], amountMinor, currency, day },
    subject: `customer account ${account!.id}`,
    content: { document },
    sentence: `Post a ${documentType.replaceAll('_', ' ')} of ${currency} ${formatAmount(amountMinor, currency)} on customer ${account!.number}: ${reason}`,
  });
  return decided.ok ? postDocumentsIn(tx, company, [document]) : decided;
}

/** The document of the input: amounts become minor units of its currency. */
function documentOf(input: PostOneDocument): Outcome<NewDocument> {
  return catchRefusal(() => {
    const { currency } = input;
    return {
      accountId: input.accountId,
      documentType: input.documentType,
      number: input.number ?? null,
      documentDate: input.documentDate,
      ...(input.postingDate === undefined ? {} : { postingDate: input.postingDate }),
      dueDate: input.dueDate ?? null,
      currency,
      amountMinor: parseAmount(input.amount, currency),
      ...(input.taxes === undefined
        ? {}
        : {
            taxes: input.taxes.map((tax) => ({
              code: tax.code,
              ...(tax.country === undefined ? {} : { country: tax.country }),
              baseMinor: parseAmount(tax.base, currency),
              taxMinor: parseAmount(tax.tax, currency),
            })),
          }),
      reasonCode: input.reasonCode ?? null,
      linkedItemId: input.linkedItemId ?? null,
      settles: input.settles,
      text: input.text ?? input.reason,
      explanation: `${input.documentType.replaceAll('_', ' ')} posted by hand: ${input.reason}`,
    };
  });
}
