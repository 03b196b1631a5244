/** Sentences that the server writes in English, told in the reader's language: recognised by their pattern, and what stands in them told in turn. */
import { toldSentences } from './told.ts';

/** The places of a sentence, beside those that `told.ts` names. */
const places: Readonly<Record<string, string>> = {
  days: '(\\d+)',
  amount: '([A-Z]{3} -?[\\d.]+)',
  day: '(\\d{4}-\\d\\d-\\d\\d)',
  count: '(\\d+)',
  percent: '([\\d.]+)',
  code: '([A-Z]{2,3})',
  month: '(\\d{4}-\\d\\d)',
  word: '([A-Za-z][\\w -]*)',
  text: '(.+)',
  sentence: '(.+)',
  list: '([^:]+?)',
  // A part ends where a sentence does.
  part: '((?:(?!\\. [A-Z]).)+?)',
  parts: '((?:(?!\\. [A-Z]).)+)',
  taken: '((?:(?!\\. [A-Z]|: ).)+)',
};

/** `dunning_notice` → `Dunning notice`. */
const humanised = (code: string): string => {
  const words = code.replaceAll(/[_.-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Answers what tells a sentence; `translate` gives a known one in the reader's language, with its values in their places. */
export function createTeller(
  translate: (sentence: string, values: Readonly<Record<string, string>>) => string,
): (text: string) => string {
  const patterns = toldSentences.map((sentence) => {
    const names = [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    const source = sentence
      .replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
      .replaceAll(/\{(\w+)\}/g, (_all, name: string) => places[name.replace(/\d$/, '')]!);
    return { sentence, found: new RegExp(`^${source}$`), names };
  });
  const whole = (text: string): string | undefined => {
    for (const { sentence, found, names } of patterns) {
      const match = found.exec(text);
      if (match)
        return translate(sentence, Object.fromEntries(names.map((name, at) => [name, told(name, match[at + 1]!)])));
    }
    return undefined;
  };
  const each = (parts: readonly string[], between: string): string =>
    parts.map((one) => whole(one) ?? one).join(between);
  const told = (name: string, text: string): string => {
    switch (name.replace(/\d$/, '')) {
      case 'part':
      case 'sentence':
      case 'list':
        return each([text], '');
      case 'parts':
        return each(text.split('; '), '; ');
      case 'taken':
        return each(text.split(/, (?=[a-z])/), ', ');
      case 'word':
        return translate(humanised(text), {});
      default:
        return text;
    }
  };
  /** A name such as "Ebner GmbH & Co. KG" ends no sentence: what is known only with what follows is told with it. */
  const sentenceBySentence = (pieces: readonly string[]): string => {
    const said: string[] = [];
    for (let from = 0; from < pieces.length; from += 1) {
      let found: string | undefined;
      let to = from;
      while (found === undefined && to < pieces.length) {
        to += 1;
        found = whole(pieces.slice(from, to).join(' '));
      }
      said.push(found ?? pieces[from]!);
      if (found !== undefined) from = to - 1;
    }
    return said.join(' ');
  };
  // Lists say the same of many rows, and draw them again at each key.
  const known = new Map<string, string>();
  return (text) => {
    let words = known.get(text);
    if (words === undefined) {
      words = whole(text) ?? sentenceBySentence(text.split(/(?<=[.?!]) (?=["A-Z])/));
      if (known.size >= 2_000) known.clear();
      known.set(text, words);
    }
    return words;
  };
}
