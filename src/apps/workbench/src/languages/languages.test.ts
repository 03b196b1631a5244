/** Every sentence of the workbench is there in every language, with the same places for values. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionsOf, roles } from '#platform';
import { changedFieldWords, changeOutcomeWords, changeWords } from '../pages/customers/change-words.ts';
import { sentencesOfServer, untold } from '../server-sentences.ts';
import { actionWords } from './actions/words.ts';
import { administrationWords } from './administration/words.ts';
import { agreeingWords } from './agreeing-words.ts';
import { cashWords } from './cash/words.ts';
import { closeWords } from './close/words.ts';
import { catalogue as de } from './de.ts';
import { catalogue as es } from './es.ts';
import { catalogue as fr } from './fr.ts';
import { offsetWords } from './offsets/words.ts';
import { reconciliationWords } from './reconciliation/words.ts';
import { recordWords } from './records/words.ts';
import { refundWords } from './refunds/words.ts';
import { settlementWords } from './settlements/words.ts';
import { createTeller } from './teller.ts';
import { codeWords, toldSentences } from './told.ts';

const folder = join(import.meta.dirname, '..');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('languages'))
  .map((file) => readFileSync(join(folder, file), 'utf8'));
const wanted = new Set([
  ...codeWords,
  ...actionWords,
  ...administrationWords,
  ...agreeingWords,
  ...cashWords,
  ...closeWords,
  ...[changeWords, changedFieldWords, changeOutcomeWords].flatMap((words) => Object.values(words)),
  ...reconciliationWords,
  ...recordWords,
  ...offsetWords,
  ...settlementWords,
  ...refundWords,
  ...toldSentences,
  ...sources.flatMap((source) =>
    [...source.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)].map((match) => match[1]!.replaceAll("\\'", "'")),
  ),
]);
const placesOf = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map((match) => match[0]).sort();

describe('the languages of the workbench', () => {
  it('reads the sentences out of the sources', () => {
    expect(wanted.size).toBeGreaterThan(300);
    expect(wanted).toContain('Save and next');
  });

  it.each(Object.entries({ de, es, fr }))('say every sentence: %s', (_language, catalogue) => {
    expect([...wanted].filter((sentence) => !catalogue[sentence])).toEqual([]);
    expect(Object.keys(catalogue).filter((sentence) => !wanted.has(sentence))).toEqual([]);
    const broken = Object.entries(catalogue).filter(([text, told]) => placesOf(text).join() !== placesOf(told).join());
    expect(broken).toEqual([]);
  });

  it.each(['de', 'es', 'fr'])('say each sentence once, so that one file does not overrule another: %s', (language) => {
    const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
    const said = files
      .filter((file) => file === `${language}.ts` || file.endsWith(`/${language}.ts`))
      .flatMap((file) => [
        ...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(
          /^ {2}(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|(\w+)):/gm,
        ),
      ])
      .map((match) => match[1] ?? match[2] ?? match[3]!);
    expect(said.length).toBeGreaterThan(1000);
    expect(said.filter((sentence, at) => said.indexOf(sentence) !== at)).toEqual([]);
  });

  it('name no command: whoever reads a page is told what to press', () => {
    const commands = [
      ...readFileSync(join(folder, '../../../../docs/reference/commands.md'), 'utf8').matchAll(
        /^- `dunwell ([a-z-]+(?: [a-z-]+)?)/gm,
      ),
    ].map((match) => match[1]!);
    expect(commands.length).toBeGreaterThan(100);
    const named = new RegExp(`\\bdunwell [a-z]|(?:^|[ (])--[a-z]|["“(](?:${commands.join('|')})[ "”)]`);
    // What only a command line can meet: there nobody is signed in, and no company is on screen.
    const onlyThere = new Set([
      'There are several companies; say which with --company CODE.',
      'Only a person delegates; say who with --user.',
      'This takes authority: say who acts, with --user.',
    ]);
    expect([...wanted].filter((sentence) => named.test(sentence) && !onlyThere.has(sentence))).toEqual([]);
    // Each way of naming one is found.
    for (const sentence of ['Run “dunwell erp load”.', 'Write --mapping.', 'Decide (messages list --state unknown).'])
      expect(sentence).toMatch(named);
  });

  it('tell every sentence that the server writes: what was done, what was found, and why something was refused', () => {
    const sentences = sentencesOfServer();
    expect(sentences.length).toBeGreaterThan(900);
    expect(untold(sentences, toldSentences)).toEqual([]);
    // A sentence that is not told is found.
    expect(untold([{ file: 'x.ts', text: 'Nobody ever said ….' }], toldSentences)).toEqual([
      'x.ts: Nobody ever said ….',
    ]);
  });

  it('tell why nobody is written to, and what was done with a reason behind it: neither ends as a sentence does', () => {
    const tell = createTeller((text, values) =>
      (de[text] ?? text).replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name]!),
    );
    for (const [said, german] of [
      [
        'EUR 346.14 of 2026-02-25 from a payer of nearly this name waits in the bank',
        'EUR 346.14 vom 2026-02-25 warten auf der Bank, von einem Zahler mit fast diesem Namen',
      ],
      [
        'EUR 12.00 of 2026-02-25 waits in the bank and equals what is due',
        'EUR 12.00 vom 2026-02-25 warten auf der Bank und entsprechen dem Fälligen',
      ],
      [
        'there is neither an e-mail address nor a postal address',
        'es gibt weder eine Mailadresse noch eine Postanschrift',
      ],
      ['intercompany customers are not dunned', 'Kunden der Art „Konzern“ werden nicht gemahnt'],
      ['Payment term HALF was set: As agreed.', 'Zahlungsbedingung HALF wurde festgelegt: As agreed.'],
      [
        'The rules of cash application from 2026-11-30 on were set: As agreed.',
        'Regeln des Zahlungsabgleichs ab 2026-11-30 wurden festgelegt: As agreed.',
      ],
      [
        'The role credit manager was granted for all companies.',
        'Die Rolle „Kreditmanagement“ wurde für alle Firmen vergeben.',
      ],
    ] as const)
      expect(tell(said)).toBe(german);
  });

  it('put what a sentence holds into its places, words of the books in the reader’s language', () => {
    const tell = createTeller((text, values) =>
      (de[text] ?? text).replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name]!),
    );
    expect(tell('The role credit manager was granted in every company.')).toBe(
      'Die Rolle „Kreditmanagement“ wurde in allen Firmen vergeben.',
    );
    expect(
      tell(
        'House bank: the statement from 2026-03-02 opens with EUR 10.00, but the one before it closed on 2026-02-27 with 12.00; a statement between them is missing.',
      ),
    ).toBe(
      'House bank: Der Auszug ab 2026-03-02 beginnt mit EUR 10.00, der vorige schloss am 2026-02-27 aber mit 12.00; ein Auszug dazwischen fehlt.',
    );
    expect(tell('Priorities for 2026-03-02. "XX" is not an ISO 3166 country.')).toBe(
      'Prioritäten für 2026-03-02. „XX“ ist kein Land nach ISO 3166.',
    );
  });

  it('tell a sentence whole where a name in it ends as a sentence does', () => {
    const tell = createTeller((text, values) =>
      (de[text] ?? text).replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name]!),
    );
    expect(
      tell(
        'EUR 918.00 pays RE-1: named in the bank text, and the amount agrees. The payer is customer 10001, parent or head office of 10002. EUR 2.00 is left over. The bank names Ebner GmbH & Co. KG as the one who owes it.',
      ),
    ).toBe(
      'EUR 918.00 zahlt RE-1: im Banktext genannt, und der Betrag stimmt. Zahler ist Kunde 10001, Muttergesellschaft oder Zentrale von 10002. EUR 2.00 bleiben übrig. Die Bank nennt Ebner GmbH & Co. KG als den, der es schuldet.',
    );
    expect(
      tell(
        'EUR 1500.00 pay documents of several companies: EUR 900.00 for R-1, R-2 of DE01; EUR 600.00 for R-3 of FR01.',
      ),
    ).toBe(
      'EUR 1500.00 zahlen Belege mehrerer Gesellschaften: EUR 900.00 für R-1, R-2 von DE01; EUR 600.00 für R-3 von FR01.',
    );
  });

  it.each(Object.entries({ de, es, fr }))('call every action of the permission table: %s', (_language, catalogue) => {
    const called = roles.flatMap(actionsOf).flatMap((action) => {
      const place = action.indexOf('.');
      return [action.slice(0, place), action.slice(place + 1)].map(
        (code) => `${code.charAt(0).toUpperCase()}${code.slice(1).replaceAll('-', ' ')}`,
      );
    });
    expect(called.length).toBeGreaterThan(100);
    expect(called.filter((word) => !catalogue[word])).toEqual([]);
  });
});
