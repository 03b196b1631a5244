/** The pages of cash, from each of them. */
import { useLocation } from '@tanstack/react-router';
import { t } from '../../language.ts';
import { PageTabs } from '../../parts/page-tabs.tsx';

const pages = () =>
  [
    { to: '/cash', text: t('Receipts') },
    { to: '/cash/unapplied', text: t('Unapplied') },
    { to: '/cash/advices', text: t('Advices') },
    { to: '/cash/checks', text: t('Checks') },
    { to: '/cash/settlements', text: t('Settlements') },
    { to: '/cash/refunds', text: t('Refunds') },
    { to: '/cash/rules', text: t('Rules') },
    { to: '/cash/quality', text: t('Matching quality') },
  ] as const;

export function CashPages() {
  const { pathname } = useLocation();
  // One receipt, many that are accepted at once, and what came back are parts of their list.
  const here = /^\/cash\/(lines\/|accept$|returned$|receipts$|bank-lines$)/.test(pathname)
    ? '/cash'
    : pathname
        .replace(/^(\/cash\/settlements)\/.*/, '$1')
        .replace('/cash/adjustments', '/cash/advices')
        .replace('/cash/certificates', '/cash/unapplied');
  return <PageTabs label={t('Pages of cash')} pages={pages()} here={here} />;
}
