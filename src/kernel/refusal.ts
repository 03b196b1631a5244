/**
 * Refusals: the way a command says no. A refusal is a value that is returned, never thrown; faults of the
 * program are thrown. The transaction helper rolls back on both, so a refused command changes nothing.
 */

/** Where in the input the refusal points: a place in a file, or a field of a request. */
export type RefusalPlace =
  | { readonly file: string; readonly row?: number; readonly column?: string; readonly path?: string }
  | { readonly field: string };

/** A refusal: a stable code `module.reason`, a sentence for the analyst, details for machines, and the place. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly at?: RefusalPlace;
}

export type Refused = { readonly ok: false; readonly refusal: Refusal };
export type Done<T> = { readonly ok: true; readonly value: T };
/** What every command returns: a value, or a refusal that changed nothing. */
export type Outcome<T> = Done<T> | Refused;

export const done = <T>(value: T): Done<T> => ({ ok: true, value });

/** Builds a refusal. `code` is `module.reason`; `message` says what is wrong and what to do. */
export function refuse(
  code: string,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
  at?: RefusalPlace,
): Refused {
  return { ok: false, refusal: at ? { code, message, details, at } : { code, message, details } };
}

/** Thrown by deep pure code (readers, parsers) to leave many frames at once; caught at the door and returned. */
export class RefusalError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = 'RefusalError';
  }
}

/** Throws a refusal from inside a parser; `catchRefusal` at the module's door turns it back into a value. */
export function raise(
  code: string,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
  at?: RefusalPlace,
): never {
  throw new RefusalError(refuse(code, message, details, at).refusal);
}

/** Runs `work`; a raised refusal becomes a returned one, any other fault passes through. */
export function catchRefusal<T>(work: () => T): Outcome<T> {
  try {
    return done(work());
  } catch (fault) {
    if (fault instanceof RefusalError) return { ok: false, refusal: fault.refusal };
    throw fault;
  }
}
