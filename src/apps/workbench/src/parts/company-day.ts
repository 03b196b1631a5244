/** The day that a page without a chosen day is about: the company's business day, of several the latest. */
import type { TodayAnswer } from '#operations/contract';
import { useReading, useWork } from '../session.tsx';

/** Undefined while it is not known yet. */
export function useBusinessDay(): { day: string | undefined; error: Error | null; refetch: () => void } {
  const { companies } = useWork();
  const today = useReading<TodayAnswer>('/api/today', {}, { keep: true });
  return {
    day: today.data?.companies
      .filter((one) => companies.includes(one.company))
      .map((one) => one.businessDay)
      .sort()
      .at(-1),
    error: today.data ? null : today.error,
    refetch: () => void today.refetch(),
  };
}
