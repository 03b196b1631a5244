/** Why the server did not do something, in the reader's words; and what is not certain, where the line or the server broke. */
import { ApiError } from '../api.ts';
import { sentence } from '../format.ts';
import { t } from '../language.ts';

/** The number under which the server's log tells of a fault. */
export function faultIdOf(fault: unknown): string | undefined {
  const id = fault instanceof ApiError ? fault.details['faultId'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** Whether a writing may have been done all the same: nobody answered, or the server, or what stands before it, broke. */
export const isUncertain = (fault: unknown): fault is ApiError =>
  fault instanceof ApiError && fault.again !== undefined && (fault.status === 0 || fault.status >= 500);

/**
 * The words of a refused request. Where a writing may have been done all the same, because nobody answered or the server,
 * or what stands before it, broke, they say so, and whether pressing again is safe: with its key the same is done once.
 */
export function refusalWords(fault: unknown): string {
  const told = sentence(fault instanceof Error ? fault.message : String(fault));
  if (!isUncertain(fault)) return told;
  const faultId = faultIdOf(fault);
  return [
    // What the server adds there is for programs that keep no key.
    fault.code === 'platform.fault' ? t('Something went wrong inside Dunwell.') : told,
    fault.again === 'safe'
      ? t('It is not certain that it was saved. Press again: it is done once.')
      : t('It is not certain that it was saved. Look before you press again.'),
    ...(faultId === undefined ? [] : [`(${t('fault')} ${faultId})`]),
  ].join(' ');
}
