/** A return that was none after all: taken back with a reason from the receipt, or with one press right after it was said. */
import { t } from '../../language.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useTakingBack } from '../../parts/taking-back.ts';
import { useMay, useWork } from '../../session.tsx';
import { say } from '../../toasts.tsx';

const path = (receiptId: unknown): string => `/api/receipts/${receiptId}/return/reversal`;
const told = (): string => t('The return is taken back; the money is here again.');

/** Undoes the return of a receipt that was just said, for its reason; undefined: this person may not. */
export function useReturnUndo(): ((receiptId: unknown, reason: string) => () => void) | undefined {
  const { company } = useWork();
  const may = useMay('cash.reverse');
  const takeBack = useTakingBack();
  return may
    ? (receiptId, reason) => () =>
        void takeBack(
          { path: path(receiptId), query: { company }, body: { reason: t('Taken back: {reason}', { reason }) } },
          told(),
        )
    : undefined;
}

interface ReturnBackProps {
  readonly receiptId: unknown;
  /** The bank's own line has taken it back. */
  readonly linked: boolean;
  readonly close: () => void;
}

export function ReturnBack({ receiptId, linked, close }: ReturnBackProps) {
  const { company } = useWork();
  return (
    <ReasonDialog
      title={t('The payment did not come back')}
      does={t('Take the return back')}
      write={{ path: path(receiptId), query: { company } }}
      told={() => say(told())}
      close={close}
    >
      <p className="text-pretty text-ink-2">
        {t(
          'The fee and what else was posted for the return are reversed, and the money is here again: it pays what it names where that is proved, else it stays on account.',
        )}
      </p>
      {linked && (
        <p className="text-pretty text-ink-2">
          {t('The bank’s line waits to be linked to another payment; what else it took back is here again too.')}
        </p>
      )}
    </ReasonDialog>
  );
}
