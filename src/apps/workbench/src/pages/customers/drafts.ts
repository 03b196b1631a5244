/**
 * What was written about a customer and is not saved yet. A form beside a list goes away with the row that it belongs to: whoever
 * pressed another row, or went to look something up, finds the words again where they were written. Saved or closed, they are gone.
 */
import { useState } from 'react';
import { useWork } from '../../session.tsx';

/** By person, for the next one at the same desk is somebody else. */
const drafts = new Map<string, string>();

/** Like `useState` of a text that outlives its form; `forget` ends that. */
export function useDraft(customer: string, what: 'call' | 'note') {
  const { session, tenant, company } = useWork();
  const place = [session.personId, tenant, company, customer, what].join('\n');
  const [text, setText] = useState(() => drafts.get(place) ?? '');
  return {
    text,
    write: (next: string): void => {
      drafts.set(place, next);
      setText(next);
    },
    forget: (): void => void drafts.delete(place),
  };
}
