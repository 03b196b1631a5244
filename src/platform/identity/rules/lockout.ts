/** The guard against guessed passwords: how many attempts, and how long a lock lasts. Pure; the instant is given. */

export interface LockoutPolicy {
  /** Attempts allowed within the window before the first lock. */
  readonly freeAttempts: number;
  /** Attempts are forgotten this long after the first of them. */
  readonly windowSeconds: number;
  /** The first lock; each further attempt after a lock doubles it. */
  readonly firstLockSeconds: number;
  readonly longestLockSeconds: number;
}

/** A name is locked early and briefly, so that a stranger cannot shut its owner out for a day. */
export const loginPolicy: LockoutPolicy = {
  freeAttempts: 5,
  windowSeconds: 86_400,
  firstLockSeconds: 60,
  longestLockSeconds: 3_600,
};
/** An address may be a whole office, so it has more room; one that tries many names is locked too. */
export const addressPolicy: LockoutPolicy = {
  freeAttempts: 30,
  windowSeconds: 3_600,
  firstLockSeconds: 300,
  longestLockSeconds: 3_600,
};

export interface GuardState {
  readonly attempts: number;
  readonly windowStartedAt: Date;
  readonly lockedUntil: Date | null;
}

export type GuardDecision = { readonly state: GuardState } & (
  | { readonly allowed: true }
  | { readonly allowed: false; readonly retryAfterSeconds: number }
);

/**
 * Decides whether an attempt may be made now and what the guard remembers. The attempt is counted before the password
 * is looked at, so fifty guesses sent at once are fifty attempts. Whoever asks while locked does not lengthen the lock.
 */
export function guardAttempt(state: GuardState | undefined, now: Date, policy: LockoutPolicy): GuardDecision {
  const time = now.getTime();
  if (state?.lockedUntil && state.lockedUntil.getTime() > time) {
    return { allowed: false, state, retryAfterSeconds: Math.ceil((state.lockedUntil.getTime() - time) / 1000) };
  }
  const fresh = !state || time - state.windowStartedAt.getTime() >= policy.windowSeconds * 1000;
  const attempts = fresh ? 1 : state.attempts + 1;
  const windowStartedAt = fresh ? now : state.windowStartedAt;
  const over = attempts - policy.freeAttempts;
  // The last free attempt is allowed and arms the lock for the next one; success clears it.
  const lockSeconds =
    over < 0 ? 0 : Math.min(policy.firstLockSeconds * 2 ** Math.min(over, 20), policy.longestLockSeconds);
  const lockedUntil = lockSeconds === 0 ? null : instantAfter(now, lockSeconds);
  return { allowed: true, state: { attempts, windowStartedAt, lockedUntil } };
}

/** The instant a number of seconds later. */
export const instantAfter = (instant: Date, seconds: number): Date => new Date(instant.getTime() + seconds * 1000);
