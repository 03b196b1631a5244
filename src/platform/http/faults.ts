/** Faults of the program and of its surroundings: what the caller is told, and what the log may hold. */
import { type Refusal, RefusalError, refuse } from '#kernel';

const codeOf = (fault: unknown): string => {
  const code = fault && typeof fault === 'object' ? (fault as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : '';
};

/** PostgreSQL classes 08 (connection), 57P (shutdown), 53300 (too many connections), and the socket's own errors. */
const awayCodes = /^(08...|57P0[1-3]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|ENOENT)$/;
const awayMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|the database system is)|not currently accepting connections/;
/** No room on the database's disk. */
const fullCode = '53100';
/** The share of a disk that the database's user may fill, or the longest file that it may have: no code of their own. */
const fullMessages = /: (Disk quota exceeded|File too large)$/;
const isFull = (code: string, message: string): boolean =>
  code === fullCode || (code === 'XX000' && fullMessages.test(message));
/** A number, mostly a sum, that the database's whole numbers do not hold. */
const outOfRangeCode = '22003';
/** A character that no text of the database can hold: zero, in a text or in JSON. */
const textCodes = /^(22021|22P05)$/;
/** Serialisation failure, deadlock, lock not available: somebody else won. */
const raceCodes = /^(40001|40P01|55P03)$/;

/** No database keeps the character NUL, or half of a pair of UTF-16, in a text. */
export const notText = () =>
  refuse(
    'platform.text-malformed',
    'A text holds the character NUL or half of a character, which no text can hold; nothing was changed.',
  );

/** Recognises faults that have a refusal of their own; undefined means a fault of the program (500). */
export function refusalOfFault(fault: unknown): Refusal | undefined {
  if (fault instanceof RefusalError) return fault.refusal;
  const faults = fault instanceof AggregateError ? [fault, ...fault.errors] : [fault];
  for (const one of faults) {
    const message = one instanceof Error ? one.message : '';
    if (awayCodes.test(codeOf(one)) || awayMessages.test(message)) {
      return refuse(
        'platform.database-away',
        'The database does not answer at the moment. Try again; a command with an Idempotency-Key is not done twice.',
        {
          retryAfterSeconds: 2,
        },
      ).refusal;
    }
    if (isFull(codeOf(one), message)) {
      return refuse(
        'platform.disk-full',
        "The database's disk is full; nothing was changed. Free space on it and try again; nothing needs repair.",
        { retryAfterSeconds: 60 },
      ).refusal;
    }
    if (codeOf(one) === outOfRangeCode) {
      return refuse(
        'platform.sum-too-large',
        'An amount, or a sum of amounts, would be larger than the books can hold; nothing was changed.',
      ).refusal;
    }
    if (textCodes.test(codeOf(one))) {
      return notText().refusal;
    }
    if (raceCodes.test(codeOf(one))) {
      return refuse(
        'platform.lost-race',
        'Somebody else changed the same things at this moment; nothing was changed. Try again.',
      ).refusal;
    }
  }
  return undefined;
}

/**
 * What the log keeps of a fault: its kind, the database's code and names of table and constraint, and the places in
 * our code. Never the message or the values: they quote rows, and rows hold names and mail addresses.
 */
export function describeFault(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { kind: typeof fault };
  const database = fault as { table?: unknown; constraint?: unknown; schema?: unknown };
  return {
    kind: fault.name,
    ...(codeOf(fault) && { code: codeOf(fault) }),
    ...(typeof database.table === 'string' && { table: `${String(database.schema ?? '')}.${database.table}` }),
    ...(typeof database.constraint === 'string' && { constraint: database.constraint }),
    places: (fault.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8)
      .map((line) => line.trim()),
  };
}
