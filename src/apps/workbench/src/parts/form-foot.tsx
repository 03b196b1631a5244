/** The foot of a form: leaving it, and doing what it is for. */
import type { ReactNode } from 'react';
import { t } from '../language.ts';

export interface FormFootProps {
  /** What the button does, in the words of the form. */
  readonly does: string;
  /** It is being done: the button waits and says so. */
  readonly busy: boolean;
  /** Whether what is written is enough to be done. */
  readonly ready?: boolean;
  readonly close: () => void;
  /** It stands below what scrolls, with a line above it. */
  readonly ruled?: boolean;
}

const lies = (ruled: boolean): string => `flex justify-end gap-2 ${ruled ? 'border-t border-line px-6 py-3' : ''}`;

const Cancel = ({ close }: Pick<FormFootProps, 'close'>) => (
  <button type="button" className="button" onClick={close}>
    {t('Cancel')}
  </button>
);

interface SubmitButtonProps extends Pick<FormFootProps, 'does' | 'busy' | 'ready'> {
  readonly className?: string;
  /** What stands behind its words, such as its key. */
  readonly children?: ReactNode;
}

/**
 * The button that sends a form. While it is being done it is not disabled, for that takes the focus from whoever pressed it, and
 * a refusal would leave them nowhere; it only does nothing, pressed again.
 */
export const SubmitButton = ({
  does,
  busy,
  ready = true,
  className = 'button-primary',
  children,
}: SubmitButtonProps) => (
  <button
    type="submit"
    className={`button ${className}`}
    disabled={!ready}
    aria-disabled={busy || undefined}
    onClick={(event) => busy && event.preventDefault()}
  >
    {busy ? t('Saving…') : does}
    {children}
  </button>
);

export const FormFoot = ({ does, busy, ready = true, close, ruled = false }: FormFootProps) => (
  <div className={lies(ruled)}>
    <Cancel close={close} />
    <SubmitButton does={does} busy={busy} ready={ready} />
  </div>
);

/** The foot where a choice, or a file that is dropped, does it at once: leaving it is all that is left. */
export const CancelFoot = ({ close, ruled = false }: Pick<FormFootProps, 'close' | 'ruled'>) => (
  <div className={lies(ruled)}>
    <Cancel close={close} />
  </div>
);
