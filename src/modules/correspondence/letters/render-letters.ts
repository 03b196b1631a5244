/** Letters as PDF: one, or a whole print run in order behind its cover list. */
import { renderSVG } from 'uqr';
import { makePdf } from '#platform';
import type { Letter, LetterColumn, LetterFact, LetterPaper } from '../rules/letter/letter.ts';

/** The first sheet of a print run: what follows, in which order. */
export interface CoverList {
  readonly paper: LetterPaper;
  readonly title: string;
  readonly facts: readonly LetterFact[];
  readonly columns: readonly LetterColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** Renders letters in their order as one PDF; the same letters give the same bytes. */
export function renderLetters(letters: readonly Letter[], cover: CoverList | null = null): Promise<Uint8Array> {
  const [first] = letters;
  return makePdf('src/modules/correspondence/letters/letter.typ', {
    title: cover?.title ?? first!.subject,
    author: first!.sender.name,
    language: first!.language,
    cover,
    letters: letters.map((letter) => ({
      ...letter,
      payment: letter.payment && { ...letter.payment, 'code-svg': codeSvg(letter.payment.code) },
    })),
  });
}

/** A payment code as a picture; error correction M, as EPC069-12 wants. */
const codeSvg = (code: string | null): string | null =>
  code === null ? null : renderSVG(code, { ecc: 'M', border: 0, pixelSize: 4 });
