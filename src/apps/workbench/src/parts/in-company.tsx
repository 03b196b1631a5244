/** What is done to a row of a list of several companies works in the company of the row. */
import { type ReactNode, useMemo } from 'react';
import { useWork, WorkContext } from '../session.tsx';

/** In the company of a row, whichever the page is in. */
export function InCompany({ of: { company }, children }: { of: { readonly company: string }; children: ReactNode }) {
  const work = useWork();
  const own = useMemo(() => ({ ...work, company }), [work, company]);
  return <WorkContext value={own}>{children}</WorkContext>;
}
