/** Fields whose text means nothing, such as a day that is none: what would be sent with them waits until they say something. */

/** What a field carries while its text cannot be read. */
export const unreadMark = 'data-unread';

/**
 * Whether a form or dialog has such a field. It gets the focus and says what it wants; a form that the browser sends by
 * itself is held by the field's own validity, and this holds what keys and plain buttons send.
 */
export function heldByUnread(): boolean {
  const field = document.querySelector<HTMLInputElement>(`:is(form, [role=dialog]) [${unreadMark}]`);
  field?.reportValidity();
  return field !== null;
}
