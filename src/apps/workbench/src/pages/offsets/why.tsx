/** A step that is sent with its reason, and asks a second person where it takes authority. */
import type { ReactNode } from 'react';
import type { Parameters } from '../../api.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
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
  return (
    <ReasonDialog<{ state?: 'done' | 'pending' } | undefined>
      title={title}
      does={title}
      write={(reason) => ({
        path,
        ...(query && { query }),
        body: { ...body, reason, ...(asked !== undefined && { askFor: reason }) },
      })}
      told={(answer) => {
        const said = answer?.state === 'pending' ? asked : told;
        if (said !== undefined) say(said);
      }}
      ready={!incomplete}
      atOnce={children === undefined}
      close={close}
    >
      {about !== undefined && <p className="text-ink-2">{about}</p>}
      {children}
    </ReasonDialog>
  );
}
