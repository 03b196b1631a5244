/** Short words about what was done, with a way back; and the ten seconds in which a thing that leaves the house can be kept. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Keys, useKeys } from './keys.tsx';
import { t } from './language.ts';
import { CloseIcon } from './parts/icons.tsx';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'done' | 'bad';
  readonly undo: (() => void) | undefined;
  /** Held: done only when the time is over, and not at all when it is taken back. */
  readonly whenOver: (() => void) | undefined;
  readonly seconds: number;
}

let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();
const change = (next: readonly Toast[]): void => {
  toasts = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const remove = (id: number): void => change(toasts.filter((one) => one.id !== id));
const add = (toast: Omit<Toast, 'id'>): void => {
  last += 1;
  change([...toasts.slice(-3), { ...toast, id: last }]);
};

/** Says what was done; `undo` takes it back (by a reversing entry, never by deletion). */
export const say = (text: string, undo?: () => void): void =>
  add({ text, tone: 'done', undo, whenOver: undefined, seconds: undo ? 10 : 5 });

/** Says what went wrong; stays until it is closed. */
export const sayWrong = (text: string): void =>
  add({ text, tone: 'bad', undo: undefined, whenOver: undefined, seconds: 0 });

/** Waits ten seconds before something leaves the house; until then it can be kept back. */
export const hold = (text: string, run: () => void): void =>
  add({ text, tone: 'done', undo: () => say(t('Kept back; nothing was sent.')), whenOver: run, seconds: 10 });

export function Toasts() {
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
    latest
      ? [
          {
            keys: 'u',
            label: t('Undo'),
            run: () => {
              remove(latest.id);
              latest.undo?.();
            },
          },
        ]
      : [],
  );
  return (
    <section
      aria-label={t('Messages')}
      className="pointer-events-none fixed inset-x-0 bottom-4 z-40 flex flex-col items-center gap-2 px-4"
    >
      {shown.map((toast) => (
        <OneToast key={toast.id} toast={toast} latest={toast === latest} />
      ))}
    </section>
  );
}

function OneToast({ toast, latest }: { toast: Toast; latest: boolean }) {
  const [left, setLeft] = useState(toast.seconds);
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    if (toast.seconds === 0 || paused) return;
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1_000);
    return () => clearInterval(timer);
  }, [paused, toast]);
  useEffect(() => {
    if (toast.seconds === 0 || left > 0) return;
    remove(toast.id);
    toast.whenOver?.();
  }, [left, toast]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer only stops the clock; every action is a button
    <div
      role={toast.tone === 'bad' ? 'alert' : 'status'}
      className={`pointer-events-auto flex min-h-9 max-w-xl items-center gap-3 rounded-md bg-ink py-1 pr-1.5 pl-3.5 text-paper shadow-lg shadow-ink/20 ${toast.tone === 'bad' ? 'border-l-4 border-bad' : ''}`}
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
    >
      <span className="min-w-0 flex-1">{toast.text}</span>
      {toast.whenOver && <span className="tabular-nums opacity-80">{left} s</span>}
      {toast.undo && (
        <button
          type="button"
          className="flex h-7 items-center gap-1.5 rounded px-2 font-medium underline underline-offset-3"
          onClick={() => {
            remove(toast.id);
            toast.undo?.();
          }}
        >
          {t('Undo')} {latest && <Keys keys="u" />}
        </button>
      )}
      <button
        type="button"
        aria-label={t('Close')}
        className="grid size-7 place-items-center rounded"
        onClick={() => {
          remove(toast.id);
          // Closing the word does not take the deed back: what was held is done now.
          toast.whenOver?.();
        }}
      >
        <CloseIcon />
      </button>
    </div>
  );
}
