/**
 * The statements of a command, by hand: recorded while a command runs that is rolled back where it would commit, and asked for again,
 * with its own values, by whoever is to be measured beside the command. What it would have written is free to be written.
 */
import type { Database } from '#platform';
import { Wire } from '../src/platform/wire.ts';
import type { Hand } from './posting-by-hand.ts';

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Asked for while the answers of others were waited for: it travels with them. */
  readonly together: boolean;
}

/** A command as it was sent, from `begin` to `commit`. */
export interface Recorded {
  readonly statements: readonly Statement[];
  /** The place in the order of commits that it was given; by hand it takes the one that the head answers. */
  readonly seq: bigint;
}

/** The head's answer gives a command its place; what comes behind it speaks of that. */
const asksForPlace = (text: string): boolean => /^\s*update platform\.head\s+set seq = seq \+ 1/.test(text);

/** Runs one command and takes it back; nothing else may use the database meanwhile. Throws where it is no whole command. */
export async function recordCommand(command: () => Promise<unknown>): Promise<Recorded> {
  const original = Wire.prototype.run;
  const statements: Statement[] = [];
  let seq: bigint | undefined;
  let pending = 0;
  Wire.prototype.run = function recording(this: Wire, text, values, together) {
    statements.push({ text, values, together: pending > 0 });
    pending += 1;
    const answer = Reflect.apply(original, this, [text === 'commit' ? 'rollback' : text, values, together]);
    answer.then(
      ({ rows }) => {
        pending -= 1;
        if (asksForPlace(text)) seq = (rows[0] as { seq: bigint }).seq;
      },
      () => {
        pending -= 1;
      },
    );
    return answer;
  };
  try {
    await command();
  } finally {
    Wire.prototype.run = original;
  }
  if (seq === undefined || statements.at(-1)?.text !== 'commit') throw new Error('bench: this was no whole command');
  return { statements, seq };
}

/** The values of a statement, with the place that was given now. */
const withPlace = (values: readonly unknown[], was: bigint, now: bigint | undefined): unknown[] =>
  now === undefined ? [...values] : values.map((value) => (value === was ? now : value));

const placeIn = (text: string, rows: readonly unknown[]): bigint | undefined =>
  asksForPlace(text) ? (rows[0] as { seq: bigint }).seq : undefined;

/** Sends a recorded command through the bare driver: one statement after the other, as one writes it by hand. */
export async function sendByHand(hand: Hand, { statements, seq }: Recorded): Promise<void> {
  let place: bigint | undefined;
  for (const { text, values } of statements) {
    const { rows } = await (values.length === 0 ? hand.query(text) : hand.query(text, withPlace(values, seq, place)));
    place ??= placeIn(text, rows);
  }
}

/** Sends a recorded command in the packets in which it was sent, and does nothing else: what is left is our code's own time. */
export async function sendInPackets(database: Database, { statements, seq }: Recorded): Promise<void> {
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
      const answer = db.run(text, withPlace(values, seq, place));
      waiting.push(
        answer.then(({ rows }) => {
          place ??= placeIn(text, rows);
        }),
      );
    }
    await Promise.all(waiting);
  });
}
