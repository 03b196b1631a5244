/** The foot of a form: leaving it, and doing what it is for. */
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

export const FormFoot = ({ does, busy, ready = true, close, ruled = false }: FormFootProps) => (
  <div className={lies(ruled)}>
    <Cancel close={close} />
    <button
      type="submit"
      className="button button-primary"
      disabled={!ready}
      // Not disabled while it is being done: that takes the focus from whoever pressed it, and a refusal would leave them nowhere.
      aria-disabled={busy || undefined}
      onClick={(event) => busy && event.preventDefault()}
    >
      {busy ? t('Saving…') : does}
    </button>
  </div>
);

/** The foot where a choice, or a file that is dropped, does it at once: leaving it is all that is left. */
export const CancelFoot = ({ close, ruled = false }: Pick<FormFootProps, 'close' | 'ruled'>) => (
  <div className={lies(ruled)}>
    <Cancel close={close} />
  </div>
);
