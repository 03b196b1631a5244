/** A deed that takes a reason, which is kept with it: what it is, what follows from it, why, and the button that does it. */
import { type ReactNode, useState } from 'react';
import { t } from '../language.ts';
import { useWriting, type Writing } from '../session.tsx';
import { Dialog } from './dialog.tsx';
import { ReasonField, refusedAt, refusedElsewhere, saysWhy } from './field.tsx';
import { FormFoot } from './form-foot.tsx';
import { Refused } from './states.tsx';

interface ReasonDialogProps<T> {
  readonly title: string;
  /** What the button does. */
  readonly does: string;
  /** The request; the reason goes with its body, or where the request says. */
  readonly write:
    | (Omit<Writing, 'body'> & { readonly body?: Readonly<Record<string, unknown>> })
    | ((reason: string) => Writing);
  /** Says what came of it. */
  readonly told: (answer: T) => void;
  /** Whether it can be done at all; the dialog says why not. */
  readonly ready?: boolean;
  /** It is done; absent: the dialog closes. */
  readonly done?: () => void;
  readonly close: () => void;
  /** What it is done to and what follows from it, above the reason. */
  readonly children: ReactNode;
}

export function ReasonDialog<T>({
  title,
  does,
  write,
  told,
  ready = true,
  done,
  close,
  children,
}: ReasonDialogProps<T>) {
  const writing = useWriting<T>();
  const [reason, setReason] = useState('');
  return (
    <Dialog title={title} close={close}>
      <form
        className="flex min-h-0 flex-col gap-3 overflow-y-auto px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          const asked = typeof write === 'function' ? write(reason) : { ...write, body: { ...write.body, reason } };
          writing.mutate(asked, { told, onSuccess: done ?? close });
        }}
      >
        {children}
        <ReasonField
          label={t('Reason')}
          error={refusedAt(writing.error, 'reason')}
          value={reason}
          onChange={setReason}
          atOnce
        />
        {refusedElsewhere(writing.error, ['reason']) && <Refused error={writing.error} />}
        <FormFoot does={does} busy={writing.isPending} ready={ready && saysWhy(reason)} close={close} />
      </form>
    </Dialog>
  );
}
