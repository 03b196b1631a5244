/** The currency in the name of a column of amounts: "Amount (EUR)", "Betrag in EUR", "Total USD". Pure. */
import { isCurrency } from '#kernel';

const inCurrency = /^(.*?\S)[\s([]+(?:in\s+|en\s+)?([A-Z]{3})[\s)\]]*$/;

/** A column's name, and apart from it the currency of its amounts; null where it names none. */
export function headCurrency(name: string): { readonly name: string; readonly currency: string | null } {
  const [, own, currency] = inCurrency.exec(name.trim()) ?? [];
  return own !== undefined && currency !== undefined && isCurrency(currency)
    ? { name: own, currency }
    : { name, currency: null };
}
