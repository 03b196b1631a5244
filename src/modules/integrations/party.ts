/** Whose a document on a collective account is, as a row of a table tells it. Pure. */
import type { OneTimeParty } from '#receivables';

/** The party that a row names by the fields of `partyFields`, its country in capitals and unchecked; null: it names none. */
export function partyOfRow(values: Readonly<Record<string, string>>): OneTimeParty | null {
  const name = values['partyName'];
  if (!name) return null;
  return {
    name,
    email: values['partyEmail'] || null,
    lines: values['partyStreet'] || null,
    postalCode: values['partyPostalCode'] || null,
    city: values['partyCity'] || null,
    country: (values['partyCountry'] ?? '').toUpperCase(),
  };
}
