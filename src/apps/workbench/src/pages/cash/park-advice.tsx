/** An advice taken from its money, or withdrawn: with the reason that is kept. */
import { useState } from 'react';
import type { AdviceAnswer } from '#cash/contract';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

interface ParkAdviceProps {
  readonly advice: AdviceAnswer;
  readonly way: 'unlink' | 'withdraw';
  readonly close: () => void;
}

export function ParkAdvice({ advice, way, close }: ParkAdviceProps) {
  const { company } = useWork();
  const writing = useWriting();
  const [reason, setReason] = useState('');
  const unlinking = way === 'unlink';
  return (
    <Dialog title={unlinking ? t('Take the advice from its money') : t('Withdraw the advice')} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          writing.mutate(
            {
              path: `/api/remittance-advices/${advice.id}/${way}`,
              query: { company },
              version: advice.version,
              body: { reason },
            },
            {
              told: () =>
                say(
                  unlinking
                    ? t('Unlinked: the advice waits for its money again.')
                    : t('Withdrawn: it is evidence of nothing from now on.'),
                ),
              onSuccess: close,
            },
          );
        }}
      >
        <p className="text-ink-2">
          {unlinking
            ? t(
                'It is not linked to this money again by itself. What was posted on it stays; it is taken back at the receipt.',
              )
            : t('What was posted on it stays; it is taken back at the receipt.')}
        </p>
        <ReasonField
          label={t('Reason')}
          error={refusedAt(writing.error, 'reason')}
          value={reason}
          onChange={setReason}
          atOnce
        />
        {refusedElsewhere(writing.error, ['reason']) && <Refused error={writing.error} />}
        <FormFoot
          does={unlinking ? t('Unlink') : t('Withdraw')}
          busy={writing.isPending}
          ready={saysWhy(reason)}
          close={close}
        />
      </form>
    </Dialog>
  );
}
