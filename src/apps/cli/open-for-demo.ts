/** Opens an installation in which the demo may be made: where its making broke off, it begins again. */
import { clearInbox } from '#demo';
import { done, type Outcome } from '#kernel';
import { type Installation, openInstallation, takeAwayUnfinished } from '#platform';
import { registrations } from '../registrations.ts';
import type { Invocation } from './command.ts';

/** Refuses `platform.books-in-the-making` where another process makes the demo right now. */
export async function openForDemo({ config, clock, progress }: Invocation): Promise<Outcome<Installation>> {
  const installation = await openInstallation(config, clock, registrations);
  const taken = await takeAwayUnfinished(installation.ownerUrl);
  if (taken.ok && !taken.value) return done(installation);
  await installation.close();
  if (!taken.ok) return taken;
  clearInbox(config.home);
  progress.update('a demo that was not made to its end is taken away', 1, 1);
  return done(await openInstallation(config, clock, registrations));
}
