/** Settings are changed as they were seen: what stood there when somebody began, and what stands there where another one was faster. */
import { useState } from 'react';
import { ApiError } from '../api.ts';

/**
 * What stood there when the change was begun, whatever is read anew since; before that, what stands there now. With `set` what was
 * shown since counts as seen.
 */
export function useSeen<T>(now: T, begun = true): readonly [seen: T, set: (seen: T) => void] {
  const [kept, setKept] = useState<{ readonly seen: T } | undefined>(begun ? { seen: now } : undefined);
  if (begun && kept === undefined) setKept({ seen: now });
  if (!begun && kept !== undefined) setKept(undefined);
  return [kept?.seen ?? now, (seen) => setKept({ seen })];
}

/** The setting as it stands, out of the refusal of a change over it; undefined where the error is another one. */
export const staleSetting = <T>(error: Error | null): T | undefined =>
  error instanceof ApiError && error.code === 'platform.setting-stale' ? (error.details['theirs'] as T) : undefined;

/** Of the versions of a setting that have a day each, the one that was not seen. */
export const unseenVersion = <T>(theirs: readonly T[], seen: readonly T[]): T | undefined =>
  theirs.find((one) => !seen.some((other) => JSON.stringify(other) === JSON.stringify(one)));

/** The version that was set last, also one that is to come or that another one of its day has followed; null: none was set. */
export const newestVersion = <V extends string | bigint>(versions: readonly { readonly version: V }[]): V | null =>
  versions.reduce<V | null>(
    (last, { version }) => (last === null || BigInt(version) > BigInt(last) ? version : last),
    null,
  );
