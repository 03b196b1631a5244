/** `cash decline`: a person's no to what is proposed for a receipt, and taking it back. */
import { declineProposal, withdrawDecline } from '#cash';
import { done } from '#kernel';
import { type Command, neededOption, withCompany } from '../command.ts';
import { callerOfPerson, personOptions } from '../person.ts';
import { findReceipt } from '../receipt.ts';

export const declineCommand: Command = {
  name: 'cash decline',
  arguments: 'RECEIPT (--reason TEXT | --withdraw) --user LOGIN',
  summary: 'Declines what is proposed for a receipt (its number or id): it is not proposed again; or takes that back.',
  options: { reason: 'text', withdraw: 'flag', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const withdraw = invocation.options['withdraw'] === true;
    const reason = withdraw ? '' : neededOption(invocation, 'reason');
    return withCompany(invocation, async (books, company) => {
      const caller = await callerOfPerson(invocation, books, { action: 'cash.apply', company });
      if (!caller.ok) return caller;
      const found = await findReceipt(books, company, invocation.files[0]!);
      if (!found.ok) return found;
      const { id: receiptId, version } = found.value;
      const named = { company, receiptId, version };
      const json = { receipt: invocation.files[0]!, withdrawn: withdraw };
      if (withdraw) {
        const outcome = await withdrawDecline(books.engine, caller.value, named);
        return outcome.ok
          ? done({ json, text: 'Taken back: the next cash application may propose it again.' })
          : outcome;
      }
      const outcome = await declineProposal(books.engine, caller.value, { ...named, reason });
      return outcome.ok
        ? done({ json, text: 'Declined: these items are not proposed for this receipt again.' })
        : outcome;
    });
  },
};
