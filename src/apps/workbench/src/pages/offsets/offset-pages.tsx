/** The pages of offsets, from each of them. */
import { useLocation } from '@tanstack/react-router';
import { t } from '../../language.ts';
import { PageTabs } from '../../parts/page-tabs.tsx';

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
  return <PageTabs label={t('Pages of offsets')} pages={pages()} here={here} />;
}
