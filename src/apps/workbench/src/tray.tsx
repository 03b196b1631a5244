/** The tray: long work of this browser and of the house, with how far it is, a way to stop what can be stopped, and its end. */
import { Link } from '@tanstack/react-router';
import { useState, useSyncExternalStore } from 'react';
import { formatCount } from './format.ts';
import { t } from './language.ts';
import { AlertIcon, CheckIcon, ChevronIcon, CloseIcon } from './parts/icons.tsx';
import { refusalWords } from './parts/refusal-words.ts';

export interface Work {
  readonly id: string;
  readonly title: string;
  readonly state: 'running' | 'done' | 'failed';
  /** How far it is, in words. */
  readonly told: string;
  /** Between 0 and 1, where it is known. */
  readonly share: number | undefined;
  readonly stop: (() => void) | undefined;
  /** The run of the house that it is, with its page among the jobs. */
  readonly run?: string;
}

let works: readonly Work[] = [];
const listeners = new Set<() => void>();
const change = (next: readonly Work[]): void => {
  works = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const replace = (id: string, part: Partial<Work>): void =>
  change(works.map((one) => (one.id === id ? { ...one, ...part } : one)));

/** The work that is told of; other parts of the page put theirs in here. */
const useWorks = (): readonly Work[] => useSyncExternalStore(subscribe, () => works);

let last = 0;
/**
 * Puts work into the tray. `run` tells how far it is and stops when the signal says so; what it throws is told as its end.
 * The tray says it, so nothing is thrown from here; answers whether it was done.
 */
export async function follow(
  title: string,
  run: (tell: (told: string, share?: number) => void, signal: AbortSignal) => Promise<string>,
): Promise<boolean> {
  last += 1;
  const id = `own ${last}`;
  const stopped = new AbortController();
  const stop = (): void => {
    stopped.abort();
    change(works.filter((one) => one.id !== id));
  };
  change([...works, { id, title, state: 'running', told: t('Begins…'), share: undefined, stop }]);
  try {
    const told = await run((text, share) => replace(id, { told: text, share }), stopped.signal);
    replace(id, { state: 'done', told, share: 1, stop: undefined });
    return true;
  } catch (fault) {
    if (!stopped.signal.aborted)
      replace(id, { state: 'failed', told: refusalWords(fault), share: undefined, stop: undefined });
    return false;
  }
}

/** Puts work that is followed elsewhere into the tray, or brings it up to date there. */
export function putWork(work: Work): void {
  change(
    works.some((one) => one.id === work.id) ? works.map((one) => (one.id === work.id ? work : one)) : [...works, work],
  );
}

const remove = (id: string): void => change(works.filter((one) => one.id !== id));

/** At the foot of the page while there is something in it, beside nothing and over nothing: closed a line, opened all of it. */
export function Tray() {
  const shown = useWorks();
  const [open, setOpen] = useState(true);
  if (shown.length === 0) return null;
  const running = shown.filter((one) => one.state === 'running').length;
  return (
    <section aria-label={t('Long work')} className="border-t border-edge bg-surface">
      <button
        type="button"
        aria-expanded={open}
        className="flex h-8 w-full items-center gap-2 px-6 text-left font-medium hover:bg-hover focus-visible:-outline-offset-2"
        onClick={() => setOpen(!open)}
      >
        <span className="flex-1">
          {running > 0 ? t('Long work · {count} running', { count: formatCount(running) }) : t('Long work')}
        </span>
        <ChevronIcon className={`text-ink-2 ${open ? '' : 'rotate-180'}`} />
      </button>
      {open && (
        <ul className="grid max-h-40 grid-cols-[repeat(auto-fill,minmax(18rem,1fr))] gap-x-4 overflow-y-auto border-t border-line px-3">
          {shown.map((work) => (
            <OneWork key={work.id} work={work} />
          ))}
        </ul>
      )}
    </section>
  );
}

export function OneWork({ work }: { work: Work }) {
  const { title, state, told, share, stop, run } = work;
  return (
    <li className="flex items-start gap-2.5 px-3 py-2">
      {state === 'done' ? (
        <CheckIcon className="mt-0.5 text-ok" />
      ) : state === 'failed' ? (
        <AlertIcon className="mt-0.5 text-bad" />
      ) : (
        <span className="mt-1 size-3 shrink-0 animate-spin rounded-full border-2 border-line border-t-accent motion-reduce:animate-none" />
      )}
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          {run === undefined ? (
            title
          ) : (
            <Link to="/data/jobs" search={{ run }} className="drill">
              {title}
            </Link>
          )}
        </p>
        <p
          role={state === 'failed' ? 'alert' : 'status'}
          className={`text-meta tabular-nums ${state === 'failed' ? 'text-bad' : 'text-ink-2'}`}
        >
          {told}
        </p>
        {state === 'running' && (
          <div
            role="progressbar"
            aria-label={title}
            {...(share !== undefined && { 'aria-valuenow': Math.round(share * 100) })}
            className="mt-1.5 h-1 overflow-hidden rounded-full bg-line"
          >
            <div className="h-full bg-accent" style={{ width: share === undefined ? '30%' : `${share * 100}%` }} />
          </div>
        )}
      </div>
      <button
        type="button"
        aria-label={stop ? t('Stop {title}', { title }) : t('Take {title} out of the list', { title })}
        className="grid size-6 shrink-0 place-items-center rounded text-ink-2 hover:bg-hover hover:text-ink"
        onClick={() => (stop ? stop() : remove(work.id))}
        hidden={state === 'running' && !stop}
      >
        <CloseIcon className="size-3" />
      </button>
    </li>
  );
}
