/** What names a reminder among those of a day: a customer has one per currency, a collective account one per customer seen once. */
import type { DunningPreviewAnswer } from '#collections/contract';

export type NoticeName = Pick<DunningPreviewAnswer['notices'][number], 'customer' | 'currency' | 'party'>;

/** One text per notice, for sets of them. */
export const keyOfNotice = ({ customer, currency, party }: NoticeName): string =>
  `${customer} ${currency}${party === null ? '' : ` ${party}`}`;

/** How the run is told of the notices that leave; without more of their rows than names them. */
export const namesOf = (notices: readonly NoticeName[]): object[] =>
  notices.map(({ customer, currency, party }) => ({ customer, currency, ...(party !== null && { party }) }));

/** How the letter of a notice is asked for. */
export const letterOf = (notice: NoticeName | undefined): Record<string, string | undefined> => ({
  customer: notice?.customer,
  currency: notice?.currency,
  party: notice?.party ?? undefined,
});
