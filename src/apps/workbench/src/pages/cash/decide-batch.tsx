/** A held batch paid in as its checks are, or discarded, or a discarded one held again: with the reason that is kept. */
import type { HeldBatchAnswer } from '#cash/contract';
import { formatCount, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWork } from '../../session.tsx';
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
  const paying = way === 'release';
  const number = batch.batch;
  return (
    <ReasonDialog<{ applied: number; proposed: number } | null>
      title={
        paying
          ? t('Pay batch {number} in as its checks are', { number })
          : way === 'discard'
            ? t('Discard batch {number}', { number })
            : t('Hold batch {number} again', { number })
      }
      does={paying ? t('Pay it in as its checks are') : way === 'discard' ? t('Discard the batch') : t('Hold it again')}
      write={{ path: `/api/held-batches/${batch.id}/${way}`, query: { company } }}
      told={(answer) =>
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
        )
      }
      done={done}
      close={close}
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
    </ReasonDialog>
  );
}
