/** The foot of a form that sets rules from a day on: the day, why, and the button; below, what another one set meanwhile or why not. */
import type { ComponentProps, ReactNode } from 'react';
import { t } from '../language.ts';
import { Conflict } from './conflict.tsx';
import { ReasonField, refusedAt, refusedElsewhere, saysWhy } from './field.tsx';
import { SubmitButton } from './form-foot.tsx';
import { Refused } from './states.tsx';

interface RulesFootProps {
  /** Whoever only looks sets nothing. */
  readonly locked: boolean;
  /** The field of the day from which they count. */
  readonly from: ReactNode;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly writing: { readonly error: Error | null; readonly isPending: boolean };
  /** The members whose refusal stands at a field of their own. */
  readonly members: readonly string[];
  /** What another one set meanwhile, where it was refused for that. */
  readonly conflict: ComponentProps<typeof Conflict> | undefined;
}

export function RulesFoot({ locked, from, reason, setReason, writing, members, conflict }: RulesFootProps) {
  return (
    <>
      {!locked && (
        <div className="flex flex-wrap items-end gap-4">
          {from}
          <ReasonField
            label={t('Reason')}
            error={refusedAt(writing.error, 'reason')}
            className="w-96 max-w-full"
            value={reason}
            onChange={setReason}
          />
          <SubmitButton does={t('Set the rules')} busy={writing.isPending} ready={saysWhy(reason)} />
        </div>
      )}
      {conflict ? (
        <Conflict {...conflict} />
      ) : (
        refusedElsewhere(writing.error, ['reason', ...members]) && <Refused error={writing.error} />
      )}
    </>
  );
}
