/** Talking to the server: JSON in and out, refusals as errors that carry their code, sentence and fault id. */

/** What the server says when it refuses (RFC 9457 with our members). */
interface Problem {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly at?: Readonly<Record<string, unknown>>;
}

/** A refusal, or a server that cannot be reached (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    /** Where it is wrong: `field` names the member of what was sent. */
    readonly at: Readonly<Record<string, unknown>> = {},
    /** Of a writing: whether the same pressed again is done once, because it carries a key. Undefined: only reading was tried. */
    readonly again?: 'safe' | 'unsafe' | undefined,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** The session ended before this was asked: the server took nothing of it. */
export const endedBefore = (fault: unknown): boolean =>
  fault instanceof ApiError && fault.code === 'identity.sign-in-needed';

/** What every request of a signed-in person carries besides the cookie. */
export interface Credentials {
  readonly csrfToken?: string | undefined;
  readonly tenant?: string | undefined;
}

export type Parameters = Readonly<Record<string, string | number | undefined>>;

/** Sends a request and reads the answer; throws an ApiError for everything that is not done. */
export async function ask<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  options: Credentials & {
    query?: Parameters | undefined;
    body?: unknown;
    signal?: AbortSignal;
    /** Makes a writing request safe to repeat: it is done once. */
    idempotencyKey?: string;
    /** The version that is edited. */
    version?: number | undefined;
    /** Sent to its end also where the page is left meanwhile. */
    outlives?: boolean;
  } = {},
): Promise<T> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  const headers = new Headers({ accept: 'application/json' });
  if (options.tenant !== undefined) headers.set('x-tenant', options.tenant);
  if (options.csrfToken !== undefined) headers.set('x-csrf-token', options.csrfToken);
  if (options.body !== undefined) headers.set('content-type', 'application/json');
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
  if (options.version !== undefined) headers.set('if-match', String(options.version));
  const again = options.idempotencyKey === undefined ? undefined : 'safe';
  let response: Response;
  try {
    response = await fetch(query.size > 0 ? `${path}?${query}` : path, {
      method,
      headers,
      ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
      ...(options.signal && { signal: options.signal }),
      ...(options.outlives && { keepalive: true }),
    });
  } catch (fault) {
    if (options.signal?.aborted) throw fault;
    throw new ApiError(0, 'http.unreachable', 'The server does not answer.', {}, {}, again);
  }
  if (response.status === 204) return null as T;
  if (response.ok) return (await response.json()) as T;
  return refused(response, again);
}

/** Throws what the server, or what stands before it, answered instead of doing it. */
export async function refused(response: Response, again?: 'safe' | 'unsafe'): Promise<never> {
  const problem = (await response.json().catch(() => undefined)) as Problem | undefined;
  if (!problem?.code) {
    const told = 'The server answered something unreadable.';
    throw new ApiError(response.status, 'http.unreadable', told, {}, {}, again);
  }
  throw new ApiError(response.status, problem.code, problem.message, problem.details, problem.at, again);
}

/** A key that no other request has; `crypto.randomUUID` does not exist on a plain-HTTP network. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
