/** Fetches a file with the session's own headers and offers it to be saved; says how far it is, and can be stopped. */
import { ApiError, type Parameters } from '../api.ts';

export interface Progress {
  readonly bytes: number;
  /** Rows that have come, where they can be counted in what comes. */
  readonly rows: number | undefined;
  /** Rows that the file will have, where the server says so. */
  readonly rowsInAll: number | undefined;
}

/** Downloads and saves; `progress` hears how much has come. Throws an ApiError when it is refused or breaks off. */
export async function download(
  path: string,
  options: { tenant: string; query: Parameters; progress: (progress: Progress) => void; signal?: AbortSignal },
): Promise<void> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query)) if (value !== undefined) query.set(name, String(value));
  const { signal } = options;
  let response: Response;
  try {
    response = await fetch(`${path}?${query}`, { headers: { 'x-tenant': options.tenant }, ...(signal && { signal }) });
  } catch (fault) {
    if (signal?.aborted) throw fault;
    throw new ApiError(0, 'http.unreachable', 'The server does not answer.');
  }
  if (!response.ok || !response.body) {
    const problem = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
    throw new ApiError(
      response.status,
      problem.code ?? 'http.unreadable',
      problem.message ?? 'The file could not be made.',
    );
  }
  const mediaType = response.headers.get('content-type') ?? '';
  const told = Number(response.headers.get('x-row-count') ?? Number.NaN);
  const rowsInAll = Number.isFinite(told) ? told : undefined;
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  // In text a row ends with a line feed; the first is the header.
  let rows = mediaType.startsWith('text/') ? -1 : undefined;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      bytes += value.length;
      if (rows !== undefined) for (const byte of value) if (byte === 10) rows += 1;
      options.progress({ bytes, rows: rows === undefined ? undefined : Math.max(0, rows), rowsInAll });
    }
  } catch (fault) {
    if (signal?.aborted) throw fault;
    throw new ApiError(0, 'http.broken-off', 'The file broke off before its end; nothing was saved.');
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'download';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(pieces, { type: mediaType }));
  link.download = name;
  link.click();
  // The browser reads the file after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
