/** The image of a check: shown as it was scanned, or attached where there is none yet. */
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { DropFiles } from '../../parts/drop-files.tsx';
import { ShownFile } from '../../parts/file-viewer.tsx';
import { Refused } from '../../parts/states.tsx';
import { useUpload } from '../../parts/upload.ts';
import { useMay, useWork } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { checkName, type Row } from './checks.tsx';

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
  const { company } = useWork();
  return (
    <ShownFile
      path={`/api/checks/${row.id}/image`}
      query={{ company }}
      name={t('Image of {number}', { number: checkName(row) })}
    />
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
