/** Long work that the server does to many: told in the tray while it runs, and stopped there. */
import { useQueryClient } from '@tanstack/react-query';
import type { LookedAtAnswer } from '#platform/contract';
import { ApiError, ask, endedBefore, newKey, type Parameters } from '../api.ts';
import { formatCount } from '../format.ts';
import { t } from '../language.ts';
import { nextWork } from '../live.ts';
import { tokenOf, useWork } from '../session.tsx';
import { follow } from '../tray.tsx';

/** Which receipts: all of the list but some, or some. */
export type ReceiptChoice =
  | { readonly all: true; readonly except: readonly string[] }
  | { readonly all: false; readonly receipts: readonly string[] };

/** What was looked at: what is done is exactly that, or nothing. */
export interface LookedAt {
  readonly choice: ReceiptChoice;
  readonly digest: string;
}

/** How often the server is asked how far it is, where the stream of changes does not tell. */
const askedMs = 700;

interface Progress {
  readonly running: boolean;
  readonly done: number;
  readonly total: number | null;
}

/**
 * Answers a function that has the work done, and answers what came of it; undefined where the tray says why not. It throws
 * only where the session ended before, so that what was held can be kept. The work's address takes the order by POST and
 * tells by GET how far it is; `/stop` below it stops it.
 */
export function useServerWork(
  path: string,
  title: string,
): (where: Parameters, body: LookedAt) => Promise<LookedAtAnswer | undefined> {
  const client = useQueryClient();
  const { session, tenant } = useWork();
  return async (where, body) => {
    let answer: LookedAtAnswer | undefined;
    let ended: unknown;
    await follow(title, async (tell, signal) => {
      const base = { tenant, csrfToken: tokenOf(client, session), query: where };
      signal.addEventListener('abort', () => void ask('POST', `${path}/stop`, base).catch(() => undefined));
      let open = true;
      const watch = async (): Promise<void> => {
        for (await nextWork(askedMs); open; await nextWork(askedMs)) {
          const far = await ask<Progress>('GET', path, base).catch(() => undefined);
          if (open && far?.running && far.total)
            tell(
              t('{done} of {total}', { done: formatCount(far.done), total: formatCount(far.total) }),
              far.done / far.total,
            );
        }
      };
      void watch();
      try {
        answer = await ask<LookedAtAnswer>('POST', path, { ...base, body, idempotencyKey: newKey() });
      } catch (fault) {
        if (endedBefore(fault)) ended = fault;
        if (fault instanceof ApiError && fault.status === 0)
          throw new Error(t('The line broke. What was begun goes on at the server; the list shows what is left.'));
        throw fault;
      } finally {
        open = false;
        void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
      }
      const words = [t('{count} done', { count: formatCount(answer.done) })];
      if (answer.refused.length > 0) words.push(t('{count} refused', { count: formatCount(answer.refused.length) }));
      return words.join(' · ');
    });
    if (ended !== undefined) throw ended;
    return answer;
  };
}
