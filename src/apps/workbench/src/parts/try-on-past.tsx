/** Something tried on the past: how many months back, the button that tries it, and what came of it; nothing is changed by it. */
import { type ReactNode, useState } from 'react';
import { t } from '../language.ts';
import { Segmented } from './controls.tsx';
import { Refused } from './states.tsx';

interface TryOnPastProps<M extends string> {
  /** How many months back may be tried. */
  readonly choices: readonly M[];
  readonly first: M;
  /** What the button says. */
  readonly does: string;
  readonly attempt: (months: number) => void;
  readonly trying: { readonly isPending: boolean; readonly error: Error | null };
  /** What came of it. */
  readonly children: ReactNode;
}

export function TryOnPast<M extends string>({ choices, first, does, attempt, trying, children }: TryOnPastProps<M>) {
  const [months, setMonths] = useState(first);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <Segmented
          label={t('Months tried')}
          value={months}
          options={choices.map((one) => [one, one] as const)}
          onChange={setMonths}
        />
        <span className="text-ink-2">{t('months back')}</span>
        <button type="button" className="button" disabled={trying.isPending} onClick={() => attempt(Number(months))}>
          {trying.isPending ? t('Trying…') : does}
        </button>
        <span className="text-ink-2">{t('Nothing is changed by it.')}</span>
      </div>
      <Refused error={trying.error} />
      {children}
    </div>
  );
}
