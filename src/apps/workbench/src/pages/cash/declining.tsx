/** A no to what the engine proposes for a receipt, with its reason; and what was declined before, which can be taken back. */
import { useState } from 'react';
import type { ReceiptAnswer } from '#cash/contract';
import { formatInstant, sentence } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { SubmitButton } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { useTakingUp } from './taking-up.ts';

interface DecliningProps {
  readonly data: ReceiptAnswer;
  readonly close: () => void;
  readonly goOn: () => void;
}

/** Asks for the reason; the receipt then waits without a proposal. */
export function Declining({ data, close, goOn }: DecliningProps) {
  const { company } = useWork();
  const declining = useWriting();
  const takeUp = useTakingUp(data);
  const [reason, setReason] = useState('');
  useKeys([{ keys: 'Escape', label: t('Close'), whileTyping: true, run: close }]);
  return (
    <form
      aria-label={t('Decline the proposal')}
      className="flex flex-wrap items-end gap-3 border-t border-line bg-selection px-6 py-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        declining.mutate(
          { path: `/api/receipts/${data.id}/decline`, query: { company }, version: data.version, body: { reason } },
          {
            told: () =>
              say(
                t('Declined: these items are not proposed for this receipt again.'),
                // Taken back are all that were declined: what was declined before stays so.
                data.declined.length === 0
                  ? () => void takeUp('decline', t('Taken back: it may be proposed again.'))
                  : undefined,
              ),
            onSuccess: goOn,
          },
        );
      }}
    >
      <ReasonField
        label={t('Why it is declined')}
        error={refusedAt(declining.error, 'reason')}
        className="min-w-0 flex-1 basis-72"
        value={reason}
        onChange={setReason}
        atOnce
      />
      <SubmitButton does={t('Decline')} busy={declining.isPending} ready={saysWhy(reason)} />
      <button type="button" className="button" onClick={close}>
        {t('Cancel')}
      </button>
      {refusedElsewhere(declining.error, ['reason']) && (
        <div className="w-full">
          <Refused error={declining.error} />
        </div>
      )}
    </form>
  );
}

/** What a person declined for this receipt. */
export function Declined({ data }: { data: ReceiptAnswer }) {
  const { company } = useWork();
  const mayApply = useMay('cash.apply');
  const taking = useWriting();
  if (data.declined.length === 0) return null;
  return (
    <div className="text-ink-2">
      <ul aria-label={t('Declined before')}>
        {data.declined.map((one) => (
          <li key={`${one.declinedAt} ${one.explanation}`}>
            <span className="line-through">{sentence(one.explanation)}</span>{' '}
            {t('Declined by {name}, {when}: {reason}', {
              name: one.person,
              when: formatInstant(one.declinedAt),
              reason: one.reason,
            })}
          </li>
        ))}
      </ul>
      {mayApply && data.left !== '0' && (
        <button
          type="button"
          className="link"
          disabled={taking.isPending}
          onClick={() =>
            taking.mutate(
              {
                path: `/api/receipts/${data.id}/decline`,
                method: 'DELETE',
                query: { company },
                version: data.version,
              },
              { told: () => say(t('Taken back: it may be proposed again.')) },
            )
          }
        >
          {t('Let it be proposed again')}
        </button>
      )}
      <Refused error={taking.error} />
    </div>
  );
}
