/**
 * The same done to several, one after the other: told in the tray, stopped there; what is refused is said with its reason, and
 * what was done and can be taken back is, from the word that says it is done.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { ApiError, ask, newKey, type Parameters } from '../api.ts';
import { formatCount } from '../format.ts';
import { t } from '../language.ts';
import { tokenOf, useWork } from '../session.tsx';
import { say, sayRefused } from '../toasts.tsx';
import { follow } from '../tray.tsx';
import { refusalWords } from './refusal-words.ts';

export interface Deed {
  /** What it is done to, as a reader knows it. */
  readonly name: string;
  readonly method?: 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query: Parameters;
  readonly body?: unknown;
  readonly version?: number;
}

/** More refusals are not told in the tray's few words. */
const mostTold = 3;

interface Told {
  /** What the work is called in the tray. */
  readonly title: string;
  /** What is said where there is only one deed, once it is done: the tray is for many. */
  readonly one?: string;
  /** What the work is called that takes back what was done. */
  readonly back?: string;
}
/** A deed, and what takes it back; a function where the answer says what held before. */
export interface ReversibleDeed extends Deed {
  readonly back?: Deed | ((answer: unknown) => Deed);
}
interface DoneDeed {
  readonly deed: ReversibleDeed;
  readonly answer: unknown;
}

/**
 * Answers a function that does the deeds in their order and tells how many are done; it answers whether any was. A broken
 * line is tried once more with the same key; a refusal leaves the others alone.
 */
export function useSeveral(): (deeds: readonly ReversibleDeed[], told: Told) => Promise<boolean> {
  const client = useQueryClient();
  const { session, tenant } = useWork();
  // What is not certain keeps its key: pressed again, it is done once.
  const keys = useRef(new Map<string, string>());
  const perform = async ({
    name: _,
    back: _back,
    method = 'POST',
    path,
    ...rest
  }: ReversibleDeed): Promise<unknown> => {
    const text = JSON.stringify([method, path, rest]);
    const idempotencyKey = keys.current.get(text) ?? newKey();
    keys.current.set(text, idempotencyKey);
    const request = { tenant, csrfToken: tokenOf(client, session), idempotencyKey, ...rest };
    const answer = await ask<unknown>(method, path, request).catch((fault: unknown) => {
      if (fault instanceof ApiError && (fault.status === 0 || fault.status === 503)) return ask(method, path, request);
      throw fault;
    });
    keys.current.delete(text);
    return answer;
  };
  const readAnew = (): void => void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
  /** The way back from what was done, where there is one. */
  const wayBack = (done: readonly DoneDeed[], title: string | undefined): (() => void) | undefined => {
    const backs = done.flatMap(({ deed: { back }, answer }) =>
      back ? [typeof back === 'function' ? back(answer) : back] : [],
    );
    if (title === undefined || backs.length === 0) return undefined;
    return () => void doAll(backs, { title, one: title });
  };
  const doAll = async (deeds: readonly ReversibleDeed[], { title, one, back }: Told): Promise<boolean> => {
    const [only] = deeds;
    if (one !== undefined && only && deeds.length === 1)
      return perform(only).then(
        (answer) => {
          readAnew();
          say(one, wayBack([{ deed: only, answer }], back));
          return true;
        },
        (fault: unknown) => {
          sayRefused(fault);
          return false;
        },
      );
    return follow(title, async (tell, signal) => {
      const refused: string[] = [];
      const done: DoneDeed[] = [];
      for (const [index, deed] of deeds.entries()) {
        if (signal.aborted) break;
        tell(
          t('{done} of {total}', { done: formatCount(index), total: formatCount(deeds.length) }),
          index / deeds.length,
        );
        await perform(deed).then(
          (answer) => done.push({ deed, answer }),
          (fault: unknown) => refused.push(`${deed.name}: ${refusalWords(fault)}`),
        );
      }
      readAnew();
      const told = [t('{count} done', { count: formatCount(done.length) })];
      const undo = wayBack(done, back);
      if (undo) say(`${title} · ${told[0]}`, undo);
      if (refused.length > 0) {
        told.push(t('{count} refused', { count: formatCount(refused.length) }), ...refused.slice(0, mostTold));
        if (done.length === 0) throw new Error(told.slice(1).join(' · '));
      }
      return told.join(' · ');
    });
  };
  return doAll;
}
