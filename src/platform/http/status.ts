/** Where a refusal's code becomes an HTTP status: the only such place. What is not said here is 422. */

/** Codes whose status does not follow from their ending. */
const byCode: Readonly<Record<string, number>> = {
  'http.body-too-large': 413,
  'http.media-type': 415,
  'http.cross-site': 403,
  'http.csrf-token': 403,
  'http.too-many-requests': 429,
  'identity.locked': 429,
  'identity.sign-in-needed': 401,
  'identity.sign-in-failed': 401,
  'identity.not-allowed': 403,
  'identity.own-grant': 403,
  'identity.own-account': 403,
  'identity.works-elsewhere': 403,
  'identity.password-change-needed': 401,
  'identity.password-expired': 401,
  'identity.tenant-needed': 400,
  'authority.self-approval': 403,
  'authority.not-yours': 403,
  'authority.content-changed': 409,
  'authority.request-settled': 409,
  'platform.lost-race': 409,
  'platform.database-away': 503,
  'platform.disk-full': 503,
  'platform.not-ready': 503,
};

/** Endings with the same meaning in every module: the reason, without the module, ends in one of these words. */
const byEnding: readonly (readonly [ending: string, status: number])[] = [
  ['malformed', 400],
  ['not-found', 404],
  ['unknown', 404],
  ['not-allowed', 403],
  ['stale', 409],
  ['exists', 409],
  ['conflict', 409],
];

/**
 * The status of a refusal: 400 malformed · 401 · 403 yours but not allowed · 404 not yours or absent · 409 lost race
 * or stale · 413, 415, 429 of the door · 503 database away · 422 refused, for everything else.
 */
export function statusOfRefusal(code: string): number {
  const exact = byCode[code];
  if (exact !== undefined) return exact;
  const reason = code.slice(code.indexOf('.') + 1);
  return byEnding.find(([ending]) => reason === ending || reason.endsWith('-' + ending))?.[1] ?? 422;
}
