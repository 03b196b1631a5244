/** A place where files are dropped, or chosen by a button or the key N. */
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { useKeys } from '../keys.tsx';
import { t } from '../language.ts';
import { ImportIcon } from './icons.tsx';

interface DropFilesProps {
  readonly title: string;
  readonly text: string;
  readonly take: (files: readonly File[]) => void;
  /** What the files are chosen for, where it is no import. */
  readonly label?: string;
  /** Where another key than N opens the choice, the one who binds it. */
  readonly chooser?: RefObject<HTMLInputElement | null>;
  /** What is said of the files before they are dropped. */
  readonly children?: ReactNode;
}

export function DropFiles({ title, text, take, label, chooser: others, children }: DropFilesProps) {
  const [over, setOver] = useState(false);
  const own = useRef<HTMLInputElement>(null);
  const chooser = others ?? own;
  useKeys(others ? [] : [{ keys: 'n', label: t('Choose files'), run: () => own.current?.click() }]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here; the button inside does the same by keys
    <div
      className={`mx-6 mb-4 flex min-h-16 flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-dashed px-4 py-3 ${over ? 'border-accent bg-selection' : 'border-edge bg-surface'}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take([...event.dataTransfer.files]);
      }}
    >
      <ImportIcon className="text-ink-2" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        <p className="text-ink-2">{text}</p>
      </div>
      {children}
      <input
        ref={chooser}
        type="file"
        multiple
        tabIndex={-1}
        aria-label={label ?? t('Files to import')}
        className="sr-only"
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <button type="button" className="button" onClick={() => chooser.current?.click()}>
        {t('Choose files')}
      </button>
    </div>
  );
}
