/** The day that a page without a chosen day is about: the company's business day, of several the latest. */
import type { BusinessDaysAnswer } from '#operations/contract';
import { useReading, useWork } from '../session.tsx';

/** At once the day that came with the session, so that no list waits for it; a day run since then is seen a moment later. */
export function useBusinessDay(): string {
  const { session, tenant, companies } = useWork();
  const known = session.tenants.find((one) => one.code === tenant)!.companies;
  const { data } = useReading<BusinessDaysAnswer>('/api/business-days', {}, { keep: true });
  const days = data?.companies ?? known.map(({ code, businessDay }) => ({ company: code, businessDay }));
  return days
    .filter((one) => companies.includes(one.company))
    .map((one) => one.businessDay)
    .sort()
    .at(-1)!;
}
