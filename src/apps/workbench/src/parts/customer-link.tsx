/** A customer by name and number in a list of money, and the way to its page. */
import { Link } from '@tanstack/react-router';
import { useCompanies } from '../session.tsx';

interface CustomerLinkProps {
  readonly number: string;
  readonly name: string | null;
  /** Whose customer it is, where the list may be of several companies. */
  readonly company?: string;
  /** In a grid that holds the focus itself: the link is no stop of its own for the keys. */
  readonly inGrid?: boolean;
}

export function CustomerLink({ number, name, company, inGrid = false }: CustomerLinkProps) {
  const { several } = useCompanies();
  return (
    <Link
      to="/customers/$customer/{-$tab}"
      params={{ customer: number, tab: undefined }}
      search={several && company !== undefined ? { in: company } : {}}
      className={inGrid ? 'drill flex gap-1' : 'drill'}
      {...(inGrid && { tabIndex: -1 })}
    >
      {/* Where they do not fit the name is cut, the number never. */}
      <span className={inGrid ? 'truncate' : ''}>{name}</span>{' '}
      <span className="shrink-0 text-ink-2 tabular-nums">{number}</span>
    </Link>
  );
}
