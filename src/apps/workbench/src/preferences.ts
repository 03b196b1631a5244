/**
 * How the person wants the pages: language, notation, theme, height of rows, letters. The server keeps it with the person;
 * this browser keeps a copy, so that the first paint is right already, and forgets it when nobody is in: the sign-in page is
 * as the browser has it.
 */
import { useSyncExternalStore } from 'react';
import type { Preferences, Session } from '#platform';
import { ask } from './api.ts';

export type { Preferences } from '#platform';

const storageKey = 'dunwell-preferences';
/** The copy: whose it is, and whether the server has it yet. */
interface Kept {
  readonly person?: string;
  readonly unsaved?: boolean;
  readonly chosen: Preferences;
}

function read(): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Kept>;
    return { ...kept, chosen: kept.chosen ?? {} };
  } catch {
    // Storage is closed to us, or holds something else: as the browser has it.
    return { chosen: {} };
  }
}

/** Whether the copy is kept: what needs a new page is only shown where the new page will know it. */
function keep(next: Kept): boolean {
  try {
    if (next.person === undefined) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, JSON.stringify(next));
    return true;
  } catch {
    return false;
  }
}

let kept = read();
/** What this page was drawn with: words and notation are the page's from its beginning to its end. */
const drawnWith = kept.chosen;
const listeners = new Set<() => void>();

/** What is chosen at the moment; what is absent is as the browser has it. */
export const chosenPreferences = (): Preferences => kept.chosen;
export const usePreferences = (): Preferences =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => kept.chosen,
  );

function show(next: Kept): boolean {
  const isKept = keep(next);
  kept = next;
  const { theme } = next.chosen;
  if (theme === undefined) delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  for (const listener of listeners) listener();
  return isKept;
}

/** Draws the page anew where its words or notation are no longer those that are wanted; answers whether it does. */
function drawAnew(isKept: boolean): boolean {
  const { language, notation } = kept.chosen;
  if (!isKept || (language === drawnWith.language && notation === drawnWith.notation)) return false;
  location.reload();
  return true;
}

let who: Session | undefined;
let sending: Promise<unknown> = Promise.resolve();

/** Sends what is chosen now to the server; what cannot be sent waits for the next page. */
function save(): Promise<unknown> {
  const session = who;
  if (!session) return Promise.resolve();
  sending = sending.then(async () => {
    const sent = kept;
    try {
      await ask('PUT', '/api/session/preferences', { csrfToken: session.csrfToken, body: sent.chosen, outlives: true });
      if (kept === sent && kept.unsaved) show({ person: String(session.personId), chosen: sent.chosen });
    } catch {
      // It holds in this browser; the next page sends it again.
    }
  });
  return sending;
}

/**
 * Takes over what the server knows of whoever is in, or forgets what somebody before preferred. Answers true where the page is
 * being drawn anew for it.
 */
export function settlePreferences(session: Session | null): boolean {
  who = session ?? undefined;
  if (!session) return drawAnew(show({ chosen: {} }));
  const person = String(session.personId);
  // What was chosen here and did not reach the server is the newer.
  if (kept.unsaved && kept.person === person) {
    void save();
    return false;
  }
  return drawAnew(show({ person, chosen: session.preferences }));
}

/** Chooses; a part that is undefined is as the browser has it. Another language or notation draws the page anew. */
export function choosePreferences(part: { readonly [K in keyof Preferences]: Preferences[K] | undefined }): void {
  const { language, notation, theme, rowHeight, letters } = { ...kept.chosen, ...part };
  const chosen: Preferences = {
    ...(language !== undefined && { language }),
    ...(notation !== undefined && { notation }),
    ...(theme !== undefined && { theme }),
    ...(rowHeight !== undefined && { rowHeight }),
    ...(letters !== undefined && { letters }),
  };
  const isKept = show({ ...(who && { person: String(who.personId) }), unsaved: true, chosen });
  void save().then(() => drawAnew(isKept));
}
