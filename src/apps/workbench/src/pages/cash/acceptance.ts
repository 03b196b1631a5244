/** Accepting many proposals: the long work of the server, told in the tray while it runs, and stopped there. */
import { useQueryClient } from '@tanstack/react-query';
import type { AcceptanceAnswer, AcceptanceProgressAnswer } from '#cash/contract';
import { ApiError, ask, newKey, type Parameters } from '../../api.ts';
import { formatCount } from '../../format.ts';
import { t } from '../../language.ts';
import { useWork } from '../../session.tsx';
import { follow } from '../../tray.tsx';

/** Which proposals: all of the list but some, or some. */
export type AcceptanceChoice =
  | { readonly all: true; readonly except: readonly string[] }
  | { readonly all: false; readonly receipts: readonly string[] };

/** How often the server is asked how far it is. */
const askedMs = 700;
const passed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Answers a function that accepts what was looked at and answers what came of it; undefined where the tray says why not. */
export function useAcceptance(): (
  where: Parameters,
  body: { choice: AcceptanceChoice; digest: string },
) => Promise<AcceptanceAnswer | undefined> {
  const client = useQueryClient();
  const { session, tenant } = useWork();
  return async (where, body) => {
    const { csrfToken } = client.getQueryData<{ session: typeof session | null }>(['session'])?.session ?? session;
    const base = { tenant, csrfToken, query: where };
    let answer: AcceptanceAnswer | undefined;
    await follow(t('Proposals are accepted'), async (tell, signal) => {
      signal.addEventListener('abort', () => void ask('POST', '/api/acceptance/stop', base).catch(() => undefined));
      let open = true;
      const watch = async (): Promise<void> => {
        for (await passed(askedMs); open; await passed(askedMs)) {
          const far = await ask<AcceptanceProgressAnswer>('GET', '/api/acceptance', base).catch(() => undefined);
          if (open && far?.running && far.total)
            tell(
              t('{done} of {total}', { done: formatCount(far.done), total: formatCount(far.total) }),
              far.done / far.total,
            );
        }
      };
      void watch();
      try {
        answer = await ask<AcceptanceAnswer>('POST', '/api/acceptance', { ...base, body, idempotencyKey: newKey() });
      } catch (fault) {
        if (fault instanceof ApiError && fault.status === 0)
          throw new Error(t('The line broke. What was begun goes on at the server; the list shows what is left.'));
        throw fault;
      } finally {
        open = false;
        void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
      }
      const told = [t('{count} done', { count: formatCount(answer.accepted) })];
      if (answer.refused.length > 0) told.push(t('{count} refused', { count: formatCount(answer.refused.length) }));
      return told.join(' · ');
    });
    return answer;
  };
}
