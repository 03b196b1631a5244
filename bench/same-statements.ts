/**
 * The statements of a command, by hand: recorded while a command runs that is rolled back where it would commit, and asked for again,
 * with its own values, by whoever is to be measured beside the command. What it would have written is free to be written.
 */
import type { Database } from '#platform';
import type { Hand } from './posting-by-hand.ts';
import { type AskedFor, watched } from './watch.ts';

/** A command as it was sent, from `begin` to `commit`. */
export type Recorded = readonly AskedFor[];

/** The head's answer gives a command its place in the order of commits; what comes behind it speaks of that. */
const asksForPlace = (text: string): boolean => /^\s*update platform\.head\s+set seq = seq \+ 1/.test(text);

/**
 * The place that a recorded command is given: no id, amount or count is like it, so whatever says this says the place. The next
 * place, which the head answers, may be the id of anything in small books.
 */
const recordedPlace = 8_765_432_109_876_543n;

/** Runs one command and takes it back; nothing else may use the database meanwhile. Throws where it is no whole command. */
export async function recordCommand(command: () => Promise<unknown>): Promise<Recorded> {
  const statements: AskedFor[] = [];
  let placed = false;
  await watched((asked) => {
    statements.push(asked);
    if (asked.text === 'commit') return { text: 'rollback' };
    if (!asksForPlace(asked.text)) return {};
    return {
      answered(rows) {
        (rows[0] as { seq: bigint }).seq = recordedPlace;
        placed = true;
      },
    };
  }, command);
  if (!placed || statements.at(-1)?.text !== 'commit') throw new Error('bench: this was no whole command');
  // There it would stay when it is sent again.
  if (statements.some(({ values }) => saysPlace(values)))
    throw new Error('bench: a text says the place of the command');
  return statements;
}

const saysPlace = (value: unknown): boolean =>
  typeof value === 'string' ? value.includes(String(recordedPlace)) : Array.isArray(value) && value.some(saysPlace);

/** The values of a statement, with the place that was given now. */
const withPlace = (values: readonly unknown[], now: bigint | undefined): unknown[] =>
  values.map((value) => {
    if (value !== recordedPlace) return Array.isArray(value) ? withPlace(value, now) : value;
    if (now === undefined) throw new Error('bench: a place was said before it was given');
    return now;
  });

const placeIn = (text: string, rows: readonly unknown[]): bigint | undefined =>
  asksForPlace(text) ? (rows[0] as { seq: bigint }).seq : undefined;

/** Sends a recorded command through the bare driver: one statement after the other, as one writes it by hand. */
export async function sendByHand(hand: Hand, statements: Recorded): Promise<void> {
  let place: bigint | undefined;
  for (const { text, values } of statements) {
    const { rows } = await (values.length === 0 ? hand.query(text) : hand.query(text, withPlace(values, place)));
    place ??= placeIn(text, rows);
  }
}

/** Sends a recorded command in the packets in which it was sent, and does nothing else: what is left is our code's own time. */
export async function sendInPackets(database: Database, statements: Recorded): Promise<void> {
  await database.lend(async ({ db, commit }) => {
    let place: bigint | undefined;
    let waiting: Promise<unknown>[] = [];
    for (const { text, values, together } of statements) {
      if (!together) {
        await Promise.all(waiting);
        waiting = [];
      }
      if (text === 'commit') {
        waiting.push(commit());
        continue;
      }
      const answer = db.run(text, withPlace(values, place));
      waiting.push(
        answer.then(({ rows }) => {
          place ??= placeIn(text, rows);
        }),
      );
    }
    await Promise.all(waiting);
  });
}
