/**
 * What a business letter says, as data: one content for the text of a mail, its HTML and the printed page. Everything in it
 * is finished text in the reader's language and format; nothing in it is ever markup. Pure.
 */

export interface LetterFact {
  readonly label: string;
  readonly value: string;
}

export interface LetterColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Rows that belong together; the first group usually has no title. */
export interface LetterGroup {
  readonly title: string | null;
  readonly rows: readonly (readonly string[])[];
}

/** A further table with a heading of its own. */
export interface LetterTable {
  readonly title: string | null;
  readonly columns: readonly LetterColumn[];
  readonly groups: readonly LetterGroup[];
  readonly totals: readonly LetterFact[];
}

export interface LetterPayment {
  readonly title: string;
  readonly facts: readonly LetterFact[];
  /** What a banking app reads from the code (EPC069-12); null where there is none. */
  readonly code: string | null;
  readonly codeCaption: string;
}

/** How the sheet is laid out: by the envelopes of the sender's country. */
export type LetterPaper = 'din-5008' | 'us-10' | 'fr-dl';

export interface Letter {
  readonly language: string;
  readonly paper: LetterPaper;
  readonly sender: {
    readonly name: string;
    /** One line above the address, seen through the window. */
    readonly returnLine: string;
    /** Columns at the foot: address, contact, bank, registration. */
    readonly foot: readonly (readonly string[])[];
  };
  readonly recipient: readonly string[];
  readonly facts: readonly LetterFact[];
  readonly subject: string;
  readonly greeting: string;
  readonly opening: readonly string[];
  readonly columns: readonly LetterColumn[];
  readonly groups: readonly LetterGroup[];
  readonly totals: readonly LetterFact[];
  /** Tables after the first one; absent where there are none. */
  readonly more?: readonly LetterTable[];
  readonly closing: readonly string[];
  readonly payment: LetterPayment | null;
  readonly farewell: string;
  readonly signature: readonly string[];
  /** Small print under the signature. */
  readonly notes: readonly string[];
  readonly words: {
    /** "Page {page} of {pages}" with both places marked. */
    readonly page: string;
  };
}

/** The sheet that a company's envelopes want. */
export function paperOf(country: string): LetterPaper {
  if (['US', 'CA', 'MX', 'PH'].includes(country)) return 'us-10';
  return country === 'FR' ? 'fr-dl' : 'din-5008';
}
