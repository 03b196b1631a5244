/** The pages of cash, from each of them. */
import { Link, useLocation } from '@tanstack/react-router';
import { t } from '../../language.ts';

const pages = () =>
  [
    { to: '/cash', text: t('Receipts') },
    { to: '/cash/unapplied', text: t('Unapplied') },
    { to: '/cash/advices', text: t('Advices') },
    { to: '/cash/checks', text: t('Checks') },
    { to: '/cash/settlements', text: t('Settlements') },
    { to: '/cash/refunds', text: t('Refunds') },
    { to: '/cash/rules', text: t('What was learned') },
    { to: '/cash/quality', text: t('Matching quality') },
  ] as const;

export function CashPages() {
  const { pathname } = useLocation();
  // One receipt, and many that are accepted at once, are parts of their list.
  const here = /^\/cash\/(lines\/|accept$)/.test(pathname)
    ? '/cash'
    : pathname.replace(/^(\/cash\/settlements)\/.*/, '$1');
  return (
    <nav
      aria-label={t('Pages of cash')}
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
