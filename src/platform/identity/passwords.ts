/**
 * Passwords: argon2id with the parameters OWASP's password storage cheat sheet gives first (19 MiB, 2 passes, 1 lane).
 * The library works on threads of its own, off the event loop.
 */
import { hash, verify } from '@node-rs/argon2';
import { done, type Outcome, refuse } from '#kernel';

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of a random text nobody knows, so that an unknown sign-in name costs the same work as a known one. */
const unknownHash = '$argon2id$v=19$m=19456,t=2,p=1$AKH+ejdLZOHzbGebHrx6tw$gC4keuvmeiMKOexS64bty4uvevQspUJjRKPnHYu/opc';

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

/** Compares a password with a stored hash; without a stored hash does the same work and answers false. */
export async function verifyPassword(stored: string | undefined, password: string): Promise<boolean> {
  const same = await verify(stored ?? unknownHash, password);
  return stored !== undefined && same;
}

/**
 * Judges a new password by NIST SP 800-63B: length decides, composition rules do not.
 * Refuses, at `field`, `identity.password-weak` below 12 characters, above 256, or when it holds the sign-in name.
 */
export function judgePassword(password: string, login: string, field = 'password'): Outcome<null> {
  const length = [...password].length;
  if (length < 12 || length > 256) {
    return refuse(
      'identity.password-weak',
      'A password has 12 to 256 characters; a sentence is a good one.',
      {},
      { field },
    );
  }
  if (password.toLowerCase().includes(login.toLowerCase()) || new Set(password).size < 5) {
    return refuse(
      'identity.password-weak',
      'Choose a password that is not made of the sign-in name or a few repeated characters.',
      {},
      { field },
    );
  }
  return done(null);
}
