/** What a posting says of money whose month was closed before the bank told of it. Pure. */
import type { Day } from '#kernel';

/** The explanation of a posting, with the bank's day where it could not be posted on it. */
export const explainDay = (
  explanation: string,
  of: { readonly bookingDate: Day; readonly postingDate: Day },
): string =>
  of.bookingDate === of.postingDate
    ? explanation
    : `${explanation} The bank booked it on ${of.bookingDate}; that month was closed, so it is posted on ${of.postingDate}.`;
