/** An advice taken from its money, or withdrawn: with the reason that is kept. */
import type { AdviceAnswer } from '#cash/contract';
import { t } from '../../language.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWork } from '../../session.tsx';
import { say } from '../../toasts.tsx';

interface ParkAdviceProps {
  readonly advice: AdviceAnswer;
  readonly way: 'unlink' | 'withdraw';
  readonly close: () => void;
}

export function ParkAdvice({ advice, way, close }: ParkAdviceProps) {
  const { company } = useWork();
  const unlinking = way === 'unlink';
  return (
    <ReasonDialog
      title={unlinking ? t('Take the advice from its money') : t('Withdraw the advice')}
      does={unlinking ? t('Unlink') : t('Withdraw')}
      write={{ path: `/api/remittance-advices/${advice.id}/${way}`, query: { company }, version: advice.version }}
      told={() =>
        say(
          unlinking
            ? t('Unlinked: the advice waits for its money again.')
            : t('Withdrawn: it is evidence of nothing from now on.'),
        )
      }
      close={close}
    >
      <p className="text-ink-2">
        {unlinking
          ? t(
              'It is not linked to this money again by itself. What was posted on it stays; it is taken back at the receipt.',
            )
          : t('What was posted on it stays; it is taken back at the receipt.')}
      </p>
    </ReasonDialog>
  );
}
