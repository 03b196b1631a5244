/** The pages that belong together, from each of them; those that the person may not open are not offered. */
import { Link } from '@tanstack/react-router';
import { useMayOpen } from '../session.tsx';

interface PageTabsProps {
  readonly label: string;
  readonly pages: readonly { readonly to: string; readonly text: string }[];
  /** The page that this one belongs to. */
  readonly here: string;
}

export function PageTabs({ label, pages, here }: PageTabsProps) {
  const mayOpen = useMayOpen();
  return (
    <nav
      aria-label={label}
      className="flex shrink-0 gap-x-5 print:hidden overflow-x-auto border-b border-line px-6 whitespace-nowrap"
    >
      {pages
        .filter(({ to }) => mayOpen(to))
        .map(({ to, text }) => (
          <Link
            key={to}
            to={to}
            activeProps={{}}
            aria-current={to === here ? 'page' : undefined}
            className={`border-b-2 pt-2.5 pb-1.5 focus-visible:-outline-offset-2 ${to === here ? 'border-accent font-medium' : 'border-transparent text-ink-2 hover:text-ink'}`}
          >
            {text}
          </Link>
        ))}
    </nav>
  );
}
