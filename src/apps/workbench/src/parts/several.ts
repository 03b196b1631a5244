/** The same done to several, one after the other: told in the tray, stopped there; what is refused is said with its reason. */
import { useQueryClient } from '@tanstack/react-query';
import { ApiError, ask, newKey, type Parameters } from '../api.ts';
import { formatCount } from '../format.ts';
import { t } from '../language.ts';
import { useWork } from '../session.tsx';
import { follow } from '../tray.tsx';

interface Deed {
  /** What it is done to, as a reader knows it. */
  readonly name: string;
  readonly method?: 'POST' | 'PUT';
  readonly path: string;
  readonly query: Parameters;
  readonly body?: unknown;
  readonly version?: number;
}

export interface DeedResult {
  readonly name: string;
  /** Why it was not done; undefined: it was. */
  readonly refusal: string | undefined;
}

/** More refusals are not told in the tray's few words. */
const mostTold = 3;

/**
 * Answers a function that does the deeds in their order and tells how many are done. A broken line is tried once more
 * with the same key; a refusal leaves the others alone. `heard` is told of each as it ends.
 */
export function useSeveral(): (
  title: string,
  deeds: readonly Deed[],
  heard?: (result: DeedResult, index: number) => void,
) => Promise<boolean> {
  const client = useQueryClient();
  const { session, tenant } = useWork();
  return (title, deeds, heard) =>
    follow(title, async (tell, signal) => {
      const refused: string[] = [];
      let done = 0;
      for (const [index, deed] of deeds.entries()) {
        if (signal.aborted) break;
        tell(
          t('{done} of {total}', { done: formatCount(index), total: formatCount(deeds.length) }),
          index / deeds.length,
        );
        const { name, method = 'POST', path, ...rest } = deed;
        const { csrfToken } = client.getQueryData<{ session: typeof session | null }>(['session'])?.session ?? session;
        const request = { tenant, csrfToken, idempotencyKey: newKey(), ...rest };
        try {
          await ask(method, path, request).catch((fault: unknown) => {
            if (fault instanceof ApiError && (fault.status === 0 || fault.status === 503))
              return ask(method, path, request);
            throw fault;
          });
          done += 1;
          heard?.({ name, refusal: undefined }, index);
        } catch (fault) {
          refused.push(`${name}: ${(fault as Error).message}`);
          heard?.({ name, refusal: (fault as Error).message }, index);
        }
      }
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
      const told = [t('{count} done', { count: formatCount(done) })];
      if (refused.length > 0) {
        told.push(t('{count} refused', { count: formatCount(refused.length) }), ...refused.slice(0, mostTold));
        if (done === 0) throw new Error(told.slice(1).join(' · '));
      }
      return told.join(' · ');
    });
}
