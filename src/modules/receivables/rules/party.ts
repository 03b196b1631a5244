/** Who a document is for, where that is not the account's own customer. Pure. */
import { done, type Outcome, refuse, textKey } from '#kernel';
import type { DocumentType } from '../model.ts';

/** A customer seen once: name and address of one document on a collective account. */
export interface OneTimeParty {
  readonly name: string;
  readonly email?: string | null;
  readonly lines?: string | null;
  readonly postalCode?: string | null;
  readonly city?: string | null;
  readonly country: string;
  readonly language?: string | null;
}

/** Documents that say who they are for; money on a collective account may come from anybody. */
const named: ReadonlySet<DocumentType> = new Set(['invoice', 'debit_memo', 'credit_memo', 'finance_charge']);

/** Whether a document of a type says who it is for when it stands on a collective account. */
export const namesParty = (documentType: DocumentType): boolean => named.has(documentType);

/**
 * Checks that a document on a collective account names its party, and that no other one does. Refuses
 * `receivables.party-missing` and `receivables.party-unexpected`.
 */
export function checkParty(
  document: {
    readonly documentType: DocumentType;
    readonly number: string | null;
    readonly party?: OneTimeParty | null;
    readonly branchCustomerId?: bigint | null;
  },
  oneTime: boolean,
): Outcome<null> {
  const what = document.number ?? 'The document';
  if (oneTime && namesParty(document.documentType) && !document.party?.name.trim())
    return refuse(
      'receivables.party-missing',
      `${what} stands on a collective account; say whose it is, by name and address. Nothing was changed.`,
      {},
      { field: 'party' },
    );
  if (!oneTime && document.party)
    return refuse(
      'receivables.party-unexpected',
      `${what} names a party of its own, but its account is no collective account. Nothing was changed.`,
      {},
      { field: 'party' },
    );
  return done(null);
}

/** The same name at the same address is the same party. */
export const partyKey = (party: OneTimeParty): string =>
  [party.name, party.email ?? '', party.lines ?? '', party.postalCode ?? '', party.city ?? ''].map(textKey).join('/');
