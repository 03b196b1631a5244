/** A deed that takes a reason, which is kept with it: what it is, what follows from it, why, and the button that does it. */
import { type ReactNode, useState } from 'react';
import { useWriting, type Writing } from '../session.tsx';
import { AskReason } from './ask-reason.tsx';
import { Dialog } from './dialog.tsx';
import { saysWhy } from './field.tsx';
import { FormFoot } from './form-foot.tsx';

interface ReasonDialogProps<T> {
  readonly title: string;
  /** What the button does. */
  readonly does: string;
  /** The request; the reason goes with its body, or where the request says. */
  readonly write:
    | (Omit<Writing, 'body'> & { readonly body?: Readonly<Record<string, unknown>> })
    | ((reason: string) => Writing);
  /** What most would write, and anybody may change. */
  readonly reason?: string;
  readonly width?: string;
  /** Says what came of it. */
  readonly told: (answer: T) => void;
  /** Whether it can be done at all. */
  readonly ready?: boolean;
  /** Whether one types the reason at once; where something is to be said before it, that has the focus first. */
  readonly atOnce?: boolean;
  /** It is done; absent: the dialog closes. */
  readonly done?: () => void;
  readonly close: () => void;
  /** What it is done to and what follows from it, above the reason. */
  readonly children?: ReactNode;
}

export function ReasonDialog<T>({
  title,
  does,
  write,
  told,
  reason: usual = '',
  width,
  ready = true,
  atOnce = ready,
  done,
  close,
  children,
}: ReasonDialogProps<T>) {
  const writing = useWriting<T>();
  const [reason, setReason] = useState(usual);
  return (
    <Dialog title={title} {...(width !== undefined && { width })} close={close}>
      <form
        className="flex min-h-0 flex-col gap-3 overflow-y-auto px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          const why = reason.trim();
          const asked = typeof write === 'function' ? write(why) : { ...write, body: { ...write.body, reason: why } };
          writing.mutate(asked, { told, onSuccess: done ?? close });
        }}
      >
        {children}
        <AskReason error={writing.error} value={reason} onChange={setReason} atOnce={atOnce} />
        <FormFoot does={does} busy={writing.isPending} ready={ready && saysWhy(reason)} close={close} />
      </form>
    </Dialog>
  );
}
