/** Lines of the bank that were read and are not posted yet: how many, and the same at once that the day run does by itself. */

import { useState } from 'react';
import type { AppliedWaitingAnswer } from '#cash/contract';
import { bankLinesList } from '#cash/lists';
import type { ListAnswer, ListRow } from '#lists/contract';
import { formatCount, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useCompanies, useMay, useReading, useWriting } from '../../session.tsx';
import { say, sayRefused, sayWrong } from '../../toasts.tsx';

interface ApplyWaitingProps {
  /** What it is done with by keys, on the page that is for it. */
  readonly keys?: string;
}

export function ApplyWaiting({ keys }: ApplyWaitingProps) {
  const { several: _, ...where } = useCompanies();
  const mayApply = useMay('cash.apply');
  const { data } = useReading<ListAnswer<ListRow<typeof bankLinesList>>>(
    bankLinesList.path,
    { ...where, state: 'waiting', limit: 0 },
    { enabled: mayApply },
  );
  const applying = useWriting<AppliedWaitingAnswer>();
  /** What became of them, where it stands with their file; on the page that is for it a word that passes says it. */
  const [became, setBecame] = useState<string>();
  const count = data?.totals.reduce((sum, { items }) => sum + items, 0) ?? 0;
  const shown = mayApply && (count > 0 || applying.isPending);
  const run = (): void => {
    if (applying.isPending) return;
    applying.mutate(
      { path: '/api/cash-applications', query: where, body: {} },
      {
        told: ({ applied, proposed, onAccount, unidentified, byRule, leftAside }) => {
          const parts = [
            t('{count} applied', { count: formatCount(applied) }),
            t('{count} proposed', { count: formatCount(proposed) }),
            ...(onAccount > 0 ? [t('{count} unapplied', { count: formatCount(onAccount) })] : []),
            ...(unidentified > 0 ? [t('{count} of unknown payers', { count: formatCount(unidentified) })] : []),
            ...(byRule > 0 ? [t('{count} by rule', { count: formatCount(byRule) })] : []),
          ];
          const told = `${parts.join(', ')}.`;
          if (keys === undefined) setBecame(told);
          else say(told);
          if (leftAside[0] !== undefined) sayWrong(sentence(leftAside[0]));
        },
        onError: sayRefused,
      },
    );
  };
  useKeys(shown && keys !== undefined ? [{ keys, label: t('Apply the new lines of the bank'), run }] : []);
  if (!shown) return became === undefined ? null : <p role="status">{became}</p>;
  return (
    <button type="button" className="button button-primary self-start" disabled={applying.isPending} onClick={run}>
      {applying.isPending
        ? t('Applying…')
        : count === 1
          ? t('Apply 1 new line of the bank')
          : t('Apply {count} new lines of the bank', { count: formatCount(count) })}{' '}
      {keys !== undefined && <Keys keys={keys} />}
    </button>
  );
}
