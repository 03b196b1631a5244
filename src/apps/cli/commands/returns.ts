/** `cash return`, `cash return-fee`: payments that the bank took back, and what they cost the customer. */
import { returnReceipt, setReturnFee } from '#cash';
import { catchRefusal, done, formatAmount, parseAmount } from '#kernel';
import { type Command, neededOption, textOption, UsageError, withCompany } from '../command.ts';
import { callerOfPerson, personOptions } from '../person.ts';
import { findReceipt } from '../receipt.ts';

export const returnCommand: Command = {
  name: 'cash return',
  arguments: 'RECEIPT --reason TEXT [--without-fee] [--user LOGIN]',
  summary: 'Takes back a receipt (its number or id) that the bank returned: items open again, fee charged.',
  options: { reason: 'text', 'without-fee': 'flag', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    return withCompany(invocation, async (books, company, asOf) => {
      const { engine } = books;
      const caller =
        textOption(invocation, 'user') === undefined ? done(books.caller) : await callerOfPerson(invocation, books);
      if (!caller.ok) return caller;
      const found = await findReceipt(books, company, invocation.files[0]!);
      if (!found.ok) return found;
      const receipt = found.value;
      const outcome = await returnReceipt(engine, caller.value, {
        company,
        receiptId: receipt.id,
        returnedOn: asOf,
        reason,
        withoutFee: invocation.options['without-fee'] === true,
      });
      if (!outcome.ok) return outcome;
      const { returnId, feeItemId, existing } = outcome.value;
      const amount = formatAmount(receipt.amountMinor, receipt.currency);
      return done({
        json: { returnId: returnId.toString(), feeItemId: feeItemId?.toString() ?? null, existing },
        text: existing
          ? 'This payment had come back before; nothing was changed.'
          : `${receipt.currency} ${amount} went back: what it paid is open again${feeItemId === null ? '' : ', and the fee is charged'}.`,
      });
    });
  },
};

export const returnFeeCommand: Command = {
  name: 'cash return-fee',
  arguments: 'AMOUNT --currency CODE [--as-of DAY]',
  summary: 'Sets what a returned payment costs the customer, from a day on; 0 ends it.',
  options: { currency: 'text' },
  files: [1, 1],
  run(invocation) {
    const currency = neededOption(invocation, 'currency');
    return withCompany(invocation, async ({ engine, caller }, company, asOf) => {
      const amount = catchRefusal(() => parseAmount(invocation.files[0]!, currency));
      if (!amount.ok) return amount;
      if (amount.value < 0n) throw new UsageError('A fee is not negative.');
      const outcome = await setReturnFee(engine, caller, {
        company,
        currency,
        amountMinor: amount.value,
        validFrom: asOf,
      });
      if (!outcome.ok) return outcome;
      const text = formatAmount(amount.value, currency);
      return done({
        json: { company: company.code, currency, amount: text, validFrom: asOf },
        text: `A returned payment costs ${currency} ${text} from ${asOf} on.`,
      });
    });
  },
};
