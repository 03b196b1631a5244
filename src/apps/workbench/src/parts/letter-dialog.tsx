/** A letter as its customer will read it; it leaves with the next sending, unless somebody keeps it back within ten seconds. */
import type { ReactNode } from 'react';
import type { Parameters } from '../api.ts';
import { useReading, useWriting, type Writing } from '../session.tsx';
import { hold, say } from '../toasts.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { FormFoot } from './form-foot.tsx';
import { Failure, Skeleton } from './states.tsx';

interface LetterDialogProps {
  readonly title: string;
  readonly width: string;
  /** Where the letter is read before it leaves. */
  readonly preview: { readonly path: string; readonly query?: Parameters };
  /** What proposes it. */
  readonly write: Writing;
  /** What the button does. */
  readonly does: string;
  /** What is said while it can be kept back, and once it is proposed. */
  readonly leaves: string;
  readonly told: string;
  readonly close: () => void;
  /** What else is to be known of it, below the letter. */
  readonly children?: ReactNode;
}

export function LetterDialog({ title, width, preview, write, does, leaves, told, close, children }: LetterDialogProps) {
  const letter = useReading<{ subject: string; text: string }>(preview.path, preview.query);
  const writing = useWriting();
  return (
    <Dialog title={title} width={width} close={close}>
      <form
        className="flex min-h-0 flex-col gap-3 overflow-auto px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          close();
          hold(leaves, () => writing.mutateAsync(write).then(() => say(told)));
        }}
      >
        {letter.isPending ? (
          <Skeleton rows={10} />
        ) : letter.error ? (
          <Failure error={letter.error} retry={() => void letter.refetch()} />
        ) : (
          <Field label={letter.data.subject}>
            {(control) => (
              <textarea
                {...control}
                readOnly
                rows={16}
                className="field h-auto w-full font-mono text-meta"
                value={letter.data.text}
              />
            )}
          </Field>
        )}
        {children}
        <FormFoot does={does} busy={false} ready={Boolean(letter.data)} close={close} />
      </form>
    </Dialog>
  );
}
