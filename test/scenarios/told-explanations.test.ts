/** What the matching engine explains is told in every language of the interface, whatever it explains. */
import { describe, expect, it } from 'vitest';
import { solve } from '#cash';
import { makeLabelledBook } from '../../bench/labelled-receipts.ts';
import { registrations } from '../../src/apps/registrations.ts';
import { catalogue as de } from '../../src/apps/workbench/src/languages/de.ts';
import { catalogue as es } from '../../src/apps/workbench/src/languages/es.ts';
import { catalogue as fr } from '../../src/apps/workbench/src/languages/fr.ts';
import { createTeller } from '../../src/apps/workbench/src/languages/teller.ts';

const english = /\b(the|is|named|pays|and|with|of|to be|has|was|other|payer|item|open)\b/;
const translated = (catalogue: Readonly<Record<string, string>>): ((text: string) => string) =>
  createTeller((sentence, values) =>
    catalogue[sentence]!.replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name]!),
  );

describe('R22 explanations of money', () => {
  const said = [1, 2, 3, 4, 5].flatMap((seed) => {
    const { problem } = makeLabelledBook(seed, 300);
    return solve(problem).receipts.flatMap(({ explanation, runnerUp }) => [
      explanation,
      ...(runnerUp ? [runnerUp.explanation] : []),
    ]);
  });
  // What stands in quotes and in brackets behind a deduction is the payer's own word.
  const ownWords = (text: string): string => text.replaceAll(/[„«"][^“»"]*[“»"]|\([^)]*\)/g, '');

  it.each(Object.entries({ de, es, fr }))('are told without a word of English: %s', (_language, catalogue) => {
    const tell = translated(catalogue);
    expect(said.length).toBeGreaterThan(1_000);
    const untold = said.map((text) => [text, tell(text)] as const).filter(([, told]) => english.test(ownWords(told)));
    expect(untold.slice(0, 20)).toEqual([]);
  });

  it.each(Object.entries({ de, es, fr }))('and so is what takes authority: %s', (_language, catalogue) => {
    const words = registrations.governedActions.flatMap(({ sentence, amountMeans }) => [sentence, amountMeans ?? '']);
    expect(words.length).toBeGreaterThan(20);
    const tell = translated(catalogue);
    expect(words.filter((text) => text !== '' && tell(text) === text)).toEqual([]);
  });

  it('keeps what a sentence names, and leaves what it does not know as it stands', () => {
    const tell = translated(de);
    expect(
      tell(
        'EUR 917.30 pays RE-1, RE-2 and 3 more, in part with discount EUR 18.70 (paid by 2026-03-02): named in the bank text ("RE1" was read as RE-1), short by EUR 5.00. To be confirmed: the payer is another customer; RE-2 is blocked (dispute). EUR 2.00 is left over.',
      ),
    ).toBe(
      'EUR 917.30 zahlt RE-1, RE-2 und 3 weitere zum Teil, mit Skonto EUR 18.70 (bezahlt bis 2026-03-02): im Banktext genannt („RE1“ wurde als RE-1 gelesen), um EUR 5.00 zu wenig. Zu bestätigen: der Zahler ist ein anderer Kunde; RE-2 ist reklamiert. EUR 2.00 bleiben übrig.',
    );
    expect(
      tell('EUR 100.00: CM-1 against RE-1, RE-2 of customer 10104, up to 95 days overdue; the same tax number.'),
    ).toBe('EUR 100.00: CM-1 gegen RE-1, RE-2 von Kunde 10104, bis zu 95 Tage überfällig; dieselbe Steuernummer.');
    expect(tell('Somebody wrote this. Nobody knows it.')).toBe('Somebody wrote this. Nobody knows it.');
  });
});
