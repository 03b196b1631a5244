/**
 * A dialog in the middle of the page: keeps the focus, closes on Escape and gives the focus back, and Ctrl+Enter sends its form. What
 * was typed in it is not lost to a press beside it.
 */
import { Dialog as Base } from '@base-ui/react/dialog';
import { type ReactNode, useRef } from 'react';
import { useKeys } from '../keys.tsx';
import { t } from '../language.ts';
import { CloseIcon } from './icons.tsx';

const controls = ['input', 'select', 'textarea', 'button', 'summary', 'a[href]']
  .map((tag) => `${tag}:not(:disabled, [tabindex="-1"], [data-cross])`)
  .join();

interface DialogProps {
  readonly title: string;
  /** The title is heard and not seen: the content speaks for itself. */
  readonly quiet?: boolean;
  readonly width?: string;
  readonly close: () => void;
  /** What is typed in it is asked for anew at once, such as a search: a press beside it closes it all the same. */
  readonly passing?: boolean;
  /** What has the focus first; absent: the first control of the content. */
  readonly focus?: () => HTMLElement | null;
  readonly children: ReactNode;
}

export function Dialog({
  title,
  quiet = false,
  width = 'max-w-lg',
  close,
  passing = false,
  focus,
  children,
}: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  // As a press on the button of its form: what is not ready is not sent. A dialog that sends otherwise has the key within.
  const send = (): void => popup.current?.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
  // Nothing on the page beneath hears a key.
  useKeys([{ keys: 'mod+Enter', label: t('Save'), whileTyping: true, run: send }], { modal: true });
  const typed = useRef(false);
  /** A field that took the focus by itself keeps it; the cross is the last that one would want. */
  const first = (): HTMLElement | null => {
    const box = popup.current;
    const taken = document.activeElement;
    if (taken instanceof HTMLElement && taken !== box && box?.contains(taken)) return taken;
    return focus?.() ?? box?.querySelector<HTMLElement>(controls) ?? box;
  };
  return (
    <Base.Root
      open
      onOpenChange={(open, { reason }) => {
        if (!open && !(reason === 'outside-press' && typed.current)) close();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-ink/25 dark:bg-black/50" />
        <Base.Popup
          ref={popup}
          initialFocus={() => first() ?? true}
          onInputCapture={() => {
            typed.current = !passing;
          }}
          className={`fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] low:top-2 low:max-h-[calc(100dvh-1rem)] w-[calc(100vw-2rem)] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-surface text-ink shadow-2xl shadow-ink/20 ${width}`}
        >
          {quiet ? (
            <Base.Title className="sr-only">{title}</Base.Title>
          ) : (
            <div className="flex items-center justify-between border-b border-line py-2 pr-4 pl-6">
              <Base.Title className="text-fact font-semibold">{title}</Base.Title>
              <Base.Close
                data-cross
                aria-label={t('Close')}
                className="grid size-7 place-items-center rounded hover:bg-hover"
              >
                <CloseIcon />
              </Base.Close>
            </div>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
