/**
 * How long we wait between two looks at a PostgreSQL that went away, in milliseconds. Its own end and recovery take what they
 * take; our waits, all together, are what we add to it at most, and must leave most of the five seconds that are wanted. Pure.
 */

/** How often is looked whether the server has come up, or gone. */
export const lookAgainMs = 20;

/** Before a seat that could not be taken again is tried once more. */
export const seatAgainMs = 1_000;

/** How often a start is tried before it is given up. */
export const mostAttempts = 20;

/** After a start that failed (from 0): orphans of a killed postmaster are gone at once as a rule, else after a while. */
export const startAgainMs = (attempt: number): number => (attempt < 5 ? 50 : 500);
