/** A held batch paid in as its checks are, or discarded, or a discarded one held again: with the reason that is kept. */
import { useState } from 'react';
import type { HeldBatchAnswer } from '#cash/contract';
import { formatCount, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

export type BatchDecision = 'release' | 'discard' | 'restore';

interface DecideBatchProps {
  readonly batch: HeldBatchAnswer;
  readonly way: BatchDecision;
  readonly close: () => void;
  /** It is decided: the batch stands otherwise than before. */
  readonly done: () => void;
}

export function DecideBatch({ batch, way, close, done }: DecideBatchProps) {
  const { company } = useWork();
  const writing = useWriting<{ applied: number; proposed: number } | null>();
  const [reason, setReason] = useState('');
  const paying = way === 'release';
  const number = batch.batch;
  return (
    <Dialog
      title={
        paying
          ? t('Pay batch {number} in as its checks are', { number })
          : way === 'discard'
            ? t('Discard batch {number}', { number })
            : t('Hold batch {number} again', { number })
      }
      close={close}
    >
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          writing.mutate(
            { path: `/api/held-batches/${batch.id}/${way}`, query: { company }, body: { reason } },
            {
              told: (answer) =>
                say(
                  answer
                    ? t('Batch {number} is paid in. Checks applied: {applied}, proposed: {proposed}.', {
                        number,
                        applied: formatCount(answer.applied),
                        proposed: formatCount(answer.proposed),
                      })
                    : way === 'discard'
                      ? t('Batch {number} is discarded.', { number })
                      : t('Batch {number} is held again.', { number }),
                ),
              onSuccess: done,
            },
          );
        }}
      >
        <p>{sentence(batch.reason)}</p>
        <p className="text-ink-2">
          {paying
            ? t('The checks are right and the stated total was not: each becomes a receipt and is matched at once.')
            : way === 'discard'
              ? t('What the file says of its checks is withdrawn; a corrected file brings them again.')
              : t('It waits for a person as before it was discarded, with what its file says of the checks.')}
        </p>
        {paying && (
          <p className="tabular-nums">
            {batch.checks === 1 ? t('1 check') : t('{count} checks', { count: formatCount(batch.checks) })} ·{' '}
            {formatMoney(batch.sum, batch.currency)} {batch.currency}
          </p>
        )}
        <ReasonField
          label={t('Reason')}
          error={refusedAt(writing.error, 'reason')}
          value={reason}
          onChange={setReason}
          atOnce
        />
        {refusedElsewhere(writing.error, ['reason']) && <Refused error={writing.error} />}
        <FormFoot
          does={
            paying ? t('Pay it in as its checks are') : way === 'discard' ? t('Discard the batch') : t('Hold it again')
          }
          busy={writing.isPending}
          ready={saysWhy(reason)}
          close={close}
        />
      </form>
    </Dialog>
  );
}
