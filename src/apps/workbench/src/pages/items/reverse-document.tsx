/** A document that was not to be is reversed, with its reason: by whoever may, or asked for with the same button. */
import type { ReactNode } from 'react';
import { formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { say } from '../../toasts.tsx';

interface ReverseDocumentProps {
  readonly item: {
    readonly id: unknown;
    readonly customer: string;
    readonly customerName: string;
    readonly amount: string;
    readonly currency: string;
  };
  readonly title: string;
  readonly does: string;
  /** Said once it is done. */
  readonly told: string;
  readonly close: () => void;
  readonly done: () => void;
  /** What follows from it. */
  readonly children: ReactNode;
}

export function ReverseDocument({ item, title, does, told, close, done, children }: ReverseDocumentProps) {
  return (
    <ReasonDialog<{ state: 'done' | 'pending' }>
      title={title}
      does={does}
      write={(reason) => ({ path: `/api/items/${item.id}/reversal`, body: { reason, askFor: reason } })}
      told={({ state }) =>
        say(state === 'done' ? told : t('Asked for approval; it is taken back once it is approved.'))
      }
      done={done}
      close={close}
    >
      <p className="text-ink-2">
        {item.customerName} <span className="tabular-nums">{item.customer}</span> ·{' '}
        <span className="tabular-nums">
          {formatMoney(item.amount, item.currency)} {item.currency}
        </span>
      </p>
      <p className="text-pretty text-ink-2">{children}</p>
    </ReasonDialog>
  );
}
