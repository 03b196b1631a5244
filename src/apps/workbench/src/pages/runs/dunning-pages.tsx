/** The pages of dunning, from each of them: the run of today, the runs before it, and the reminders of all. */
import { useLocation } from '@tanstack/react-router';
import { t } from '../../language.ts';
import { PageTabs } from '../../parts/page-tabs.tsx';

export function DunningPages() {
  const { pathname } = useLocation();
  return (
    <PageTabs
      label={t('Pages of dunning')}
      pages={[
        { to: '/runs/dunning', text: t('Run of today') },
        { to: '/runs/dunning/runs', text: t('Earlier runs') },
        { to: '/runs/dunning/reminders', text: t('Reminders') },
      ]}
      here={pathname}
    />
  );
}
