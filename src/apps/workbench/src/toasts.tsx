/**
 * Short words about what was done, with a way back; and the ten seconds in which a thing that leaves the house can be kept.
 * The clock of what is held runs here and not in what is drawn: no newer word and no other page stops it, and at the end of
 * a session it is either sent by the person who asked for it or kept back with a word, never sent by the next. What was kept
 * back so is kept: the same person, signed in again, sends it with one press, for its form is gone.
 */
import { useEffect, useSyncExternalStore } from 'react';
import { endedBefore } from './api.ts';
import { Keys, useKeys } from './keys.tsx';
import { t } from './language.ts';
import { CloseIcon } from './parts/icons.tsx';
import { isUncertain, refusalWords } from './parts/refusal-words.ts';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'bad';
  readonly undo: (() => void) | undefined;
  /** Held: done only when the time is over, and not at all when it is taken back. */
  readonly whenOver: (() => Promise<unknown>) | undefined;
  /** Held, and did not leave, or nobody knows whether it did: its person may send it again, which is done once. */
  readonly kept: (() => Promise<unknown>) | undefined;
  /** How long it stands still; 0 until it is closed. */
  readonly left: number;
  /** The clock rests: the pointer or the focus is on it. */
  readonly resting: boolean;
}

/** More words than these are not shown at once; what is held or went wrong is never one too many. */
const mostWords = 4;

let toasts: readonly Toast[] = [];
let last = 0;
let clock: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();
const running = (toast: Toast): boolean => toast.left > 0 && !toast.resting;

function change(next: readonly Toast[]): void {
  toasts = next;
  if (clock === undefined && toasts.some((one) => one.left > 0)) clock = setInterval(tick, 1_000);
  for (const listener of listeners) listener();
}

function tick(): void {
  const over = toasts.filter((one) => running(one) && one.left === 1);
  change(
    toasts.filter((one) => !over.includes(one)).map((one) => (running(one) ? { ...one, left: one.left - 1 } : one)),
  );
  if (!toasts.some((one) => one.left > 0)) {
    clearInterval(clock);
    clock = undefined;
  }
  for (const one of over) void one.whenOver?.();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const remove = (id: number): void => change(toasts.filter((one) => one.id !== id));
const rest = (id: number, resting: boolean): void =>
  change(toasts.map((one) => (one.id === id ? { ...one, resting } : one)));

function add(toast: Pick<Toast, 'text' | 'tone' | 'left'> & Partial<Toast>): void {
  last += 1;
  const passing = toasts.filter((one) => !one.whenOver && one.tone === 'done');
  const tooMany = new Set(passing.slice(0, Math.max(0, passing.length - mostWords + 1)));
  const next: Toast = { undo: undefined, whenOver: undefined, kept: undefined, resting: false, ...toast, id: last };
  change([...toasts.filter((one) => !tooMany.has(one)), next]);
}

/** Says what was done; `undo` takes it back (by a reversing entry, never by deletion). */
export const say = (text: string, undo?: () => void): void => add({ text, tone: 'done', undo, left: undo ? 10 : 5 });

/** Says what went wrong; stays until it is closed. */
export const sayWrong = (text: string): void => add({ text, tone: 'bad', left: 0 });

/** Says why the server did not do something, in the reader's words; stays until it is closed. */
export const sayRefused = (fault: unknown): void => sayWrong(refusalWords(fault));

/**
 * Waits ten seconds before something leaves the house; until then it can be kept back. `run` says itself what came of it;
 * why it was refused is said here.
 */
export const hold = (text: string, run: () => Promise<unknown>): void => {
  const leave = (): Promise<unknown> =>
    run().catch((fault: unknown) => {
      if (endedBefore(fault)) keepBack(text, leave);
      else if (isUncertain(fault)) keep(t('{what}: {why}', { what: text, why: refusalWords(fault) }), leave);
      else sayRefused(fault);
    });
  add({ text, tone: 'done', undo: () => say(t('Kept back; nothing was sent.')), whenOver: leave, left: 10 });
};

/** What was held is not lost with its form: it stays here, to be sent. */
const keep = (text: string, leave: () => Promise<unknown>): void => add({ text, tone: 'bad', left: 0, kept: leave });

/** Says that something did not leave because the session ended before, and keeps it for its person. */
const keepBack = (text: string, leave: () => Promise<unknown>): void =>
  keep(t('{what}: kept back, because the session ended before. Nothing was sent.', { what: text }), leave);

function letGo(toast: Toast): Promise<unknown> | undefined {
  remove(toast.id);
  return toast.whenOver?.();
}

/** Sends what is held now, because the person who asked for it leaves; answers when all of it is done or refused. */
export async function letGoAll(): Promise<void> {
  await Promise.allSettled(toasts.filter((one) => one.whenOver).map(letGo));
  // What was done can be taken back by this person only, and by nobody from the sign-in.
  change(toasts.map((one) => ({ ...one, undo: undefined })));
}

/** The session is over before what is held left: it is kept back, and that is said. Nothing else of the person stays. */
export function keepBackAll(): void {
  const held = toasts.filter((one) => one.whenOver);
  change(toasts.filter((one) => one.kept));
  for (const { text, whenOver } of held) keepBack(text, whenOver!);
}

/** Forgets what was said to somebody else. */
export const forgetToasts = (): void => change([]);

const takeBack = (toast: Toast): void => {
  remove(toast.id);
  toast.undo?.();
};

/** What was kept back is sent by nobody before its person is signed in again. */
export function Toasts({ signedIn }: { signedIn: boolean }) {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  const latest = shown.findLast((one) => one.undo);
  const held = shown.some((one) => one.whenOver);
  // What is held has not left yet: a page that is closed now would never send it, and the browser asks first.
  useEffect(() => {
    if (!held) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [held]);
  useKeys(
    latest ? [{ keys: 'u', label: latest.whenOver ? t('Keep it back') : t('Undo'), run: () => takeBack(latest) }] : [],
  );
  return (
    <section
      aria-label={t('Messages')}
      className="pointer-events-none fixed inset-x-0 bottom-4 z-60 flex flex-col items-center gap-2 px-4"
    >
      {shown.map((toast) => (
        <OneToast key={toast.id} toast={toast} latest={toast === latest} signedIn={signedIn} />
      ))}
    </section>
  );
}

const toastButton = 'flex h-7 items-center gap-1.5 rounded px-2 font-medium underline underline-offset-3';

function OneToast({ toast, latest, signedIn }: { toast: Toast; latest: boolean; signedIn: boolean }) {
  const { kept } = toast;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only stops the clock; every action is a button
    <div
      role={toast.tone === 'bad' ? 'alert' : 'status'}
      className={`pointer-events-auto flex min-h-9 max-w-xl items-center gap-3 rounded-md bg-ink py-1 pr-1.5 pl-3.5 text-paper shadow-lg shadow-ink/20 ${toast.tone === 'bad' ? 'border-l-4 border-bad' : ''}`}
      onPointerEnter={() => rest(toast.id, true)}
      onPointerLeave={() => rest(toast.id, false)}
      onFocus={() => rest(toast.id, true)}
      onBlur={() => rest(toast.id, false)}
    >
      <span className="min-w-0 flex-1">{toast.text}</span>
      {toast.whenOver && (
        <span className="tabular-nums opacity-80">{t('in {seconds} s', { seconds: toast.left })}</span>
      )}
      {toast.undo && (
        <button type="button" className={toastButton} onClick={() => takeBack(toast)}>
          {toast.whenOver ? t('Keep it back') : t('Undo')} {latest && <Keys keys="u" />}
        </button>
      )}
      {kept && signedIn && (
        <button
          type="button"
          className={toastButton}
          onClick={() => {
            remove(toast.id);
            void kept();
          }}
        >
          {t('Send now')}
        </button>
      )}
      {toast.whenOver ? (
        <button type="button" className={toastButton} onClick={() => void letGo(toast)}>
          {t('Send now')}
        </button>
      ) : (
        <button
          type="button"
          aria-label={t('Close')}
          className="grid size-7 place-items-center rounded"
          onClick={() => remove(toast.id)}
        >
          <CloseIcon />
        </button>
      )}
    </div>
  );
}
