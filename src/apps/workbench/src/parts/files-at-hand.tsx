/** Files that were dropped and wait: each is looked at first, says what it would bring, and is taken when the reader says so. */
import { Fragment, type ReactNode, useCallback, useRef, useState } from 'react';
import { ApiError } from '../api.ts';
import { t } from '../language.ts';
import { CloseButton } from './close-button.tsx';
import { Refused } from './states.tsx';

interface FileAtHand {
  readonly key: number;
  readonly file: File;
}

interface Hand {
  readonly files: readonly FileAtHand[];
  readonly take: (fresh: readonly File[]) => void;
  readonly putAway: (key: number) => void;
}

/** The files at hand; the same file dropped twice is there twice. */
export function useFilesAtHand(): Hand {
  const [files, setFiles] = useState<readonly FileAtHand[]>([]);
  const last = useRef(0);
  const take = useCallback((fresh: readonly File[]): void => {
    const added = fresh.map((file) => {
      last.current += 1;
      return { key: last.current, file };
    });
    if (added.length > 0) setFiles((old) => [...old, ...added]);
  }, []);
  const putAway = useCallback((key: number): void => setFiles((old) => old.filter((one) => one.key !== key)), []);
  return { files, take, putAway };
}

interface FilesAtHandProps {
  readonly hand: Hand;
  /** How one of them is shown. */
  readonly children: (file: File, close: () => void) => ReactNode;
}

/** Beneath the place where they were dropped; nothing while there are none. */
export function FilesAtHand({ hand: { files, putAway }, children }: FilesAtHandProps) {
  if (files.length === 0) return null;
  return (
    <section
      aria-label={t('Files at hand')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the files at hand are scrolled by keys
      tabIndex={0}
      className="mb-3 max-h-[42vh] shrink-0 overflow-auto border-y border-line bg-surface focus-visible:-outline-offset-2"
    >
      {files.map(({ key, file }) => (
        <Fragment key={key}>{children(file, () => putAway(key))}</Fragment>
      ))}
    </section>
  );
}

interface FileFrameProps {
  readonly file: File;
  readonly close: () => void;
  /** What is known of it, in words, beside its name. */
  readonly told: ReactNode;
  /** It can be taken in now. */
  readonly ready: boolean;
  /** Nothing of it can be. */
  readonly idle?: boolean;
  readonly taking: boolean;
  readonly take: () => void;
  /** What the button does, where it does not take the file in. */
  readonly does?: string;
  readonly error: Error | null;
  readonly children?: ReactNode;
}

/** A file that one takes in as it is: its name, what is known of it, the button, and why it was refused and where. */
export function FileFrame(props: FileFrameProps) {
  const { file, close, told, ready, idle = false, taking, take, does = t('Take it in'), error, children } = props;
  const place = placeOf(error);
  return (
    <article aria-label={file.name} className="border-b border-line px-6 py-3 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="min-w-0 truncate text-fact font-semibold">{file.name}</h2>
        {told}
        <span className="ml-auto flex items-center gap-2">
          {ready && (
            <button type="button" className="button button-primary" disabled={taking || idle} onClick={take}>
              {taking ? t('Saving…') : does}
            </button>
          )}
          <CloseButton label={t('Dismiss {file}', { file: file.name })} close={close} />
        </span>
      </div>
      {error && (
        <div className="pt-1">
          <Refused error={error} />
          {place !== '' && <p className="text-meta text-ink-2">{t('In the file: {place}', { place })}</p>}
        </div>
      )}
      {children}
    </article>
  );
}

/** Where in the file a refusal points, as far as it says so. */
function placeOf(error: Error | null): string {
  if (!(error instanceof ApiError)) return '';
  const { row, column, path } = error.at;
  return [
    row !== undefined && t('row {row}', { row: String(row) }),
    column !== undefined && t('column {column}', { column: String(column) }),
    path !== undefined && String(path),
  ]
    .filter((one) => one !== false)
    .join(', ');
}
