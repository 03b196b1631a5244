/** The clock: the only place that asks the machine for the time. Everything else is given an instant. */

export interface Clock {
  /** The present instant. */
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands where it is put; `init --demo` and the tests walk it day by day. */
export interface SettableClock extends Clock {
  set(instant: Date | string): void;
}

export function settableClock(start: Date | string): SettableClock {
  let instant = new Date(start);
  return {
    now: () => instant,
    set: (next) => {
      instant = new Date(next);
    },
  };
}
