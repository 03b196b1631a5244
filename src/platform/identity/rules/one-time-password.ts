/** The password that an administrator hands over once: how it is written, and how long it is good for. Pure. */
import { instantAfter } from './lockout.ts';

/** Without letters and digits that are taken for one another when read aloud or off a slip of paper. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** From Friday afternoon, a long weekend included. */
const lifeSeconds = 4 * 86_400;

/** The instant until which a one-time password made now can be replaced. */
export const oneTimeUntil = (now: Date): Date => instantAfter(now, lifeSeconds);

/** Twenty letters in five groups, 99 bits; `draw` answers a whole number from 0 to below its argument, by chance. */
export function writeOneTimePassword(draw: (below: number) => number): string {
  const group = (): string => Array.from({ length: 4 }, () => letters.charAt(draw(letters.length))).join('');
  return Array.from({ length: 5 }, group).join('-');
}
