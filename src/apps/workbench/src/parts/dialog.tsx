/** A dialog in the middle of the page: keeps the focus, closes on Escape and gives the focus back. */
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { useKeys } from '../keys.tsx';
import { t } from '../language.ts';
import { CloseIcon } from './icons.tsx';

interface DialogProps {
  readonly title: string;
  /** The title is heard and not seen: the content speaks for itself. */
  readonly quiet?: boolean;
  readonly width?: string;
  readonly close: () => void;
  /** What has the focus first; absent: the first control. */
  readonly focus?: () => HTMLElement | null;
  readonly children: ReactNode;
}

export function Dialog({ title, quiet = false, width = 'max-w-lg', close, focus, children }: DialogProps) {
  // Nothing on the page beneath hears a key.
  useKeys([], { modal: true });
  return (
    <Base.Root open onOpenChange={(open) => !open && close()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-ink/25 dark:bg-black/50" />
        <Base.Popup
          {...(focus && { initialFocus: () => focus() ?? true })}
          className={`fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[calc(100vw-2rem)] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-surface text-ink shadow-2xl shadow-ink/20 ${width}`}
        >
          {quiet ? (
            <Base.Title className="sr-only">{title}</Base.Title>
          ) : (
            <div className="flex items-center justify-between border-b border-line py-2 pr-4 pl-6">
              <Base.Title className="text-fact font-semibold">{title}</Base.Title>
              <Base.Close aria-label={t('Close')} className="grid size-7 place-items-center rounded hover:bg-hover">
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
