/**
 * A file that was attached, looked at within the page: a picture as a picture, a PDF by the browser's own viewer. What it is
 * its first bytes say, and not its name; it is handed to the browser as that and as nothing else, so that what pretends to be a
 * picture or a PDF is a broken one, and never a page that runs. What no browser shows is saved.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError, type Parameters } from '../api.ts';
import { t } from '../language.ts';
import { useWork } from '../session.tsx';
import { sayRefused } from '../toasts.tsx';
import { Dialog } from './dialog.tsx';
import { download } from './download.ts';
import { Failure, Skeleton } from './states.tsx';

const marks = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
] as const;
type Shown = (typeof marks)[number][0];

/** What the first bytes say that a file is, of what a page shows. */
const shownAs = (bytes: Uint8Array): Shown | undefined =>
  marks.find(([, mark]) => mark.every((byte, place) => bytes[place] === byte))?.[0];

interface FileProps {
  readonly path: string;
  readonly query: Parameters;
  /** Whose file it is, for those who hear it. */
  readonly name: string;
}

export function FileViewer({ title, close, ...file }: FileProps & { title: string; close: () => void }) {
  return (
    <Dialog title={title} width="max-w-5xl" close={close}>
      <ShownFile {...file} />
    </Dialog>
  );
}

/** The file, and the way to save it. */
export function ShownFile({ path, query, name }: FileProps) {
  const { tenant } = useWork();
  const read = useQuery({
    queryKey: ['file', path, tenant, query],
    // What was attached never changes.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const asked = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
      const response = await fetch(`${path}?${asked}`, { headers: { 'x-tenant': tenant }, signal });
      if (!response.ok) {
        const { code, message } = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
        throw new ApiError(response.status, code ?? 'http.unreadable', message ?? t('The file cannot be read.'));
      }
      const bytes = new Uint8Array(await response.arrayBuffer());
      const type = shownAs(bytes);
      return { type, content: new Blob([bytes], { type: type ?? 'application/octet-stream' }) };
    },
  });
  const save = (): void =>
    void download(path, { tenant, query, progress: () => undefined }).catch((fault: unknown) => sayRefused(fault));
  if (read.isPending) return <Skeleton rows={10} className="px-6 py-4" />;
  if (!read.data) return <Failure error={read.error!} retry={() => void read.refetch()} />;
  const { type, content } = read.data;
  return (
    <div className="flex min-h-0 flex-col items-start gap-3 overflow-auto px-6 py-4">
      {type === 'application/pdf' && navigator.pdfViewerEnabled ? (
        <Pages content={content} name={name} />
      ) : type === undefined || type === 'application/pdf' ? (
        <p className="text-ink-2">
          {t('This browser does not show it: it is shown by the program that it is saved for.')}
        </p>
      ) : (
        <Picture content={content} name={name} />
      )}
      <button type="button" className="button" onClick={save}>
        {t('Save the file')}
      </button>
    </div>
  );
}

/** An address of the content as long as it is shown. */
function useAddress(content: Blob): string | undefined {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(content);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [content]);
  return address;
}

/**
 * The viewer is a page of its own: what has its focus hears no key of ours, so Escape would not close the dialog. It takes the
 * focus by itself as it comes up, and gets it from who points at it or goes there by Tab. Taken, it is given back at once; from
 * who pointed, when the pointer leaves the file; who went there by keys leaves it by Tab, and the page says so meanwhile.
 */
function Pages({ content, name }: { content: Blob; name: string }) {
  const address = useAddress(content);
  const frame = useRef<HTMLIFrameElement>(null);
  const [within, setWithin] = useState(false);
  useEffect(() => {
    let before = document.activeElement;
    // A Tab that has led to nothing of ours yet leads into the file.
    let tabbed = false;
    let byKey = false;
    let pointedAt = false;
    const has = (): boolean => document.activeElement === frame.current;
    const giveBack = (): void => {
      setWithin(false);
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      else frame.current?.blur();
    };
    const onKey = (event: KeyboardEvent): void => {
      tabbed = event.key === 'Tab';
      // What is heard here is not heard there: the viewer may have lost the focus to nothing, which no event tells.
      setWithin(false);
    };
    const onFocus = (): void => {
      if (has()) return;
      before = document.activeElement;
      tabbed = false;
      setWithin(false);
    };
    const onBlur = (): void => {
      if (!has()) return;
      byKey = tabbed;
      tabbed = false;
      if (byKey || pointedAt) setWithin(true);
      else giveBack();
    };
    const onMove = (event: MouseEvent): void => {
      pointedAt = event.target === frame.current;
      if (pointedAt) byKey = false;
      else if (!has()) setWithin(false);
      else if (!byKey && event.buttons === 0) giveBack();
    };
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('focusin', onFocus);
    document.addEventListener('mouseover', onMove);
    window.addEventListener('blur', onBlur);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('mouseover', onMove);
      window.removeEventListener('blur', onBlur);
    };
  }, []);
  return (
    address !== undefined && (
      <>
        <iframe
          ref={frame}
          title={name}
          src={address}
          className="h-[58vh] w-full shrink-0 rounded border border-line bg-paper"
        />
        <p role="status" className="min-h-5 text-meta text-ink-2">
          {within && t('The file hears the keys now. Tab, or the pointer beside it, leads back to this page.')}
        </p>
      </>
    )
  );
}

function Picture({ content, name }: { content: Blob; name: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const reader = new FileReader();
    reader.onload = () => setAddress(String(reader.result));
    reader.readAsDataURL(content);
    return () => reader.abort();
  }, [content]);
  return (
    address !== undefined && (
      <img
        src={address}
        alt={name}
        className="max-h-[52vh] max-w-full rounded border border-line bg-paper object-contain"
      />
    )
  );
}
