/** The image of a check: shown as it was scanned, or attached where there is none yet. */
import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../../api.ts';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { download } from '../../parts/download.ts';
import { DropFiles } from '../../parts/drop-files.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useUpload } from '../../parts/upload.ts';
import { useMay, useWork } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { checkName, type Row } from './checks.tsx';

/** What the first bytes say a file is; a page shows the first two. */
function kindOf(bytes: Uint8Array): 'image/png' | 'image/jpeg' | undefined {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg';
  return undefined;
}

/** As an address that the page may show; undefined for what no browser shows: TIFF, and PDF within a page. */
function addressOf(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  const type = kindOf(bytes);
  if (type === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(new Blob([bytes], { type }));
  });
}

export function CheckImage({ row, close }: { row: Row; close: () => void }) {
  const mayAttach = useMay('cash.import');
  const title = t('Check {number}', { number: checkName(row) });
  return (
    <Dialog title={title} width="max-w-3xl" close={close}>
      {row.image === 'yes' ? (
        <Shown row={row} />
      ) : mayAttach ? (
        <Attach row={row} close={close} />
      ) : (
        <p className="px-6 py-4 text-ink-2">{t('No image is attached.')}</p>
      )}
    </Dialog>
  );
}

function Shown({ row }: { row: Row }) {
  const { tenant, company } = useWork();
  const path = `/api/checks/${row.id}/image`;
  const image = useQuery({
    queryKey: [path, tenant, { company }],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const response = await fetch(`${path}?${new URLSearchParams({ company })}`, {
        headers: { 'x-tenant': tenant },
        signal,
      });
      if (!response.ok) throw new ApiError(response.status, 'cash.check-image-missing', t('The image cannot be read.'));
      return { address: await addressOf(new Uint8Array(await response.arrayBuffer())) };
    },
  });
  const fetchIt = (): void => {
    download(path, { tenant, query: { company }, progress: () => undefined }).catch((fault: unknown) =>
      sayRefused(fault),
    );
  };
  if (image.isPending) return <Skeleton rows={10} className="px-6 py-4" />;
  if (!image.data) return <Failure error={image.error!} retry={() => void image.refetch()} />;
  return (
    <div className="flex min-h-0 flex-col items-start gap-3 overflow-auto px-6 py-4">
      {image.data.address === undefined ? (
        <p className="text-ink-2">{t('It is a TIFF or PDF: it is shown by the program that it is saved for.')}</p>
      ) : (
        <img
          src={image.data.address}
          alt={t('Image of {number}', { number: checkName(row) })}
          className="max-h-[52vh] max-w-full rounded border border-line bg-paper object-contain"
        />
      )}
      <button type="button" className="button" onClick={fetchIt}>
        {t('Save the file')}
      </button>
    </div>
  );
}

function Attach({ row, close }: { row: Row; close: () => void }) {
  const { company } = useWork();
  const sending = useUpload<null>({ changes: true });
  return (
    <div className="py-4">
      <DropFiles
        title={t('Drop the scanned check here')}
        text={t('PNG, JPEG, TIFF or PDF.')}
        take={([file]) =>
          file &&
          sending.mutate(
            { path: `/api/checks/${row.id}/image`, query: { company }, file },
            {
              told: () => say(t('The image is attached.')),
              onSuccess: close,
            },
          )
        }
      />
      <div className="px-6">
        <Refused error={sending.error} />
      </div>
    </div>
  );
}
