/** The pages of offsets, from each of them. */
import { Link, useLocation } from '@tanstack/react-router';
import { t } from '../../language.ts';

const pages = () =>
  [
    { to: '/offsets', text: t('Offsets') },
    { to: '/offsets/payables', text: t('Payables') },
    { to: '/offsets/agreements', text: t('Netting agreements') },
    { to: '/offsets/rules', text: t('Rules of offsets') },
  ] as const;

export function OffsetPages() {
  const { pathname } = useLocation();
  // One agreement is a part of its list.
  const here = pathname.startsWith('/offsets/agreements') ? '/offsets/agreements' : pathname;
  return (
    <nav
      aria-label={t('Pages of offsets')}
      className="flex shrink-0 gap-x-5 print:hidden overflow-x-auto border-b border-line px-6 whitespace-nowrap"
    >
      {pages().map(({ to, text }) => (
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
