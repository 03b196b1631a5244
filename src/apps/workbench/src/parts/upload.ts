/** Sends a file's bytes with the session's own headers; refusals are errors as everywhere. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ApiError, type Parameters, refused } from '../api.ts';
import { tokenOf, useTold, useWork } from '../session.tsx';

interface Upload {
  readonly path: string;
  readonly query: Parameters;
  readonly file: File;
}

/** A sending of a file. It is not asked again by itself: whoever pressed sees what came of it. */
export function useUpload<T>(options: { readonly changes: boolean }) {
  const client = useQueryClient();
  const { session, tenant } = useWork();
  const sending = useMutation<T, Error, Upload>({
    mutationFn: async ({ path, query, file }) => {
      const csrfToken = tokenOf(client, session);
      const parameters = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value));
      const again = options.changes ? 'unsafe' : undefined;
      let response: Response;
      try {
        response = await fetch(`${path}?${parameters}`, {
          method: 'POST',
          headers: {
            accept: 'application/json',
            'content-type': 'application/octet-stream',
            'x-tenant': tenant,
            'x-csrf-token': csrfToken,
          },
          body: file,
        });
      } catch {
        throw new ApiError(0, 'http.unreachable', 'The server does not answer.', {}, {}, again);
      }
      if (response.ok) return (response.status === 204 ? null : await response.json()) as T;
      return refused(response, again);
    },
    onSuccess: () => {
      if (options.changes) void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    },
  });
  return useTold(sending);
}
