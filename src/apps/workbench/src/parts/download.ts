/** Fetches a file with the session's own headers and offers it to be saved; says how far it is. */
import { ApiError, type Parameters } from '../api.ts';

/** Downloads and saves; `progress` hears the bytes that have come. Throws an ApiError when it is refused. */
export async function download(
  path: string,
  options: { tenant: string; query: Parameters; progress: (bytes: number) => void },
): Promise<void> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query)) if (value !== undefined) query.set(name, String(value));
  let response: Response;
  try {
    response = await fetch(`${path}?${query}`, { headers: { 'x-tenant': options.tenant } });
  } catch {
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
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    bytes += value.length;
    options.progress(bytes);
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'download';
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(pieces, { type: response.headers.get('content-type') ?? '' }));
  link.download = name;
  link.click();
  // The browser reads the file after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
