/** A step that needs nothing but its reason. */
import { type ReactNode, useState } from 'react';
import type { Parameters } from '../../api.ts';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ReasonField, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

interface WhyProps {
  /** What is done: the head of the dialog and its button. */
  readonly title: string;
  /** What it is done to, and what follows from it. */
  readonly about?: string;
  readonly path: string;
  readonly query?: Parameters;
  /** Goes with the reason. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** What is said once it is done. */
  readonly told?: string;
  /** Takes authority: a second person is asked where one is needed, and this is said then. */
  readonly asked?: string;
  readonly close: () => void;
  /** What else is asked, before the reason. */
  readonly children?: ReactNode;
  /** What else is asked lacks something. */
  readonly incomplete?: boolean;
}

export function Why({
  title,
  about,
  path,
  query,
  body = {},
  told,
  asked,
  close,
  children,
  incomplete = false,
}: WhyProps) {
  const [reason, setReason] = useState('');
  const writing = useWriting<{ state?: 'done' | 'pending' } | undefined>();
  return (
    <Dialog title={title} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          writing.mutate(
            {
              path,
              ...(query && { query }),
              body: { ...body, reason: reason.trim(), ...(asked !== undefined && { askFor: reason.trim() }) },
            },
            {
              told: (answer) => {
                const said = answer?.state === 'pending' ? asked : told;
                if (said !== undefined) say(said);
              },
              onSuccess: close,
            },
          );
        }}
      >
        {about !== undefined && <p className="text-ink-2">{about}</p>}
        {children}
        <ReasonField label={t('Reason')} value={reason} onChange={setReason} atOnce={children === undefined} />
        <Refused error={writing.error} />
        <FormFoot does={title} busy={writing.isPending} ready={!incomplete && saysWhy(reason)} close={close} />
      </form>
    </Dialog>
  );
}
