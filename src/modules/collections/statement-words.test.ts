/** A statement of account names every document that can stand on it, in each language that we write. */
import { expect, it } from 'vitest';
import { documentTypes } from '#receivables';
import { statementWords } from './statement-words.ts';

it.each(['en', 'de', 'es', 'fr'])('names every document in %s, each by a word of its own', (language) => {
  const { types } = statementWords(language);
  // A request for a down payment is noted and never posted: it stands on no statement.
  const posted = Object.keys(documentTypes).filter((type) => type !== 'down_payment_request');
  expect(Object.keys(types).sort()).toEqual(posted.sort());
  expect(types['returned_payment']).not.toBe(types['refund']);
});
