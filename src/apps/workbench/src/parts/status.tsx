/** States in a word each: what holds an item, what became of a promise or a message. Colour only where it means something. */
import { humanise } from '../format.ts';
import { t, tOf } from '../language.ts';

const heldWords: Readonly<Record<string, string>> = {
  dispute: 'Disputed',
  promise: 'Promised',
  plan: 'On a plan',
  legal: 'With counsel',
  stop: 'Stopped',
};

/** What holds an item back from reminders. */
export function Held({ by }: { by: string }) {
  const tone = by === 'dispute' || by === 'legal' || by === 'stop' ? 'text-warn' : 'text-ok';
  return <span className={`pr-2 ${tone}`}>{t(heldWords[by] ?? humanise(by))}</span>;
}

const tones: Readonly<Record<string, string>> = {
  kept: 'text-ok',
  broken: 'text-bad',
  part_kept: 'text-warn',
  failed: 'text-bad',
  bounced: 'text-bad',
  unknown: 'text-warn',
  unidentified: 'text-warn',
  returned: 'text-bad',
};

/** A state by its code; `of` is what is in that state, where its word ends as that does. */
export function Status({ code, of }: { code: string; of?: 'promise' }) {
  const word = humanise(code);
  return <span className={tones[code] ?? ''}>{of ? tOf(of, word) : t(word)}</span>;
}
