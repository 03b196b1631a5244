/** The cross that closes what is open, or puts it away. */
import { t } from '../language.ts';
import { CloseIcon } from './icons.tsx';

interface CloseButtonProps {
  /** What it closes, where more than one thing could be meant. */
  readonly label?: string;
  readonly close: () => void;
}

export function CloseButton({ label = t('Close'), close }: CloseButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      className="grid size-7 shrink-0 place-items-center rounded hover:bg-hover"
      onClick={close}
    >
      <CloseIcon />
    </button>
  );
}
