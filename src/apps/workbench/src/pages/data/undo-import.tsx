/** The undo of an import: what would be reversed, what stays and why, then the reversal with its reason. */
import { useState } from 'react';
import type { UndoAnswer, UndoPreviewAnswer } from '#integrations/contract';
import type { importsList } from '#integrations/lists';
import type { ListRow } from '#lists/contract';
import { formatCount, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, saysWhy } from '../../parts/field.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useReading, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

export function UndoImport({ row, close }: { row: ListRow<typeof importsList>; close: () => void }) {
  const path = `/api/imports/${row.importId}/reversal`;
  const preview = useReading<UndoPreviewAnswer>(path);
  const undoing = useWriting<UndoAnswer>();
  const [reason, setReason] = useState('');
  const items = preview.data?.items ?? 0;
  const run = (): void => {
    if (items === 0 || !saysWhy(reason) || undoing.isPending) return;
    undoing.mutate(
      { path, body: { reason, askFor: reason } },
      {
        told: (answer) =>
          say(
            [
              answer.asked === 0 || answer.reversed > 0
                ? answer.reversed === 1
                  ? t('1 item of {file} is reversed.', { file: row.file })
                  : t('{count} items of {file} are reversed.', { count: formatCount(answer.reversed), file: row.file })
                : '',
              answer.asked === 0
                ? ''
                : answer.asked === 1
                  ? t('For 1 item approval is asked; it is reversed once it is approved.')
                  : t('For {count} items approval is asked; each is reversed once it is approved.', {
                      count: formatCount(answer.asked),
                    }),
            ]
              .filter((part) => part !== '')
              .join(' '),
          ),
        onSuccess: close,
      },
    );
  };
  return (
    <Dialog title={t('Undo the import of {file}', { file: row.file })} close={close}>
      <UndoKeys run={run} />
      {preview.isPending ? (
        <Skeleton rows={4} className="px-6 py-3" />
      ) : preview.error && !preview.data ? (
        <Failure error={preview.error} retry={() => void preview.refetch()} />
      ) : (
        <form
          className="flex min-h-0 flex-col"
          onSubmit={(event) => {
            event.preventDefault();
            run();
          }}
        >
          <div className="flex min-h-0 flex-col gap-3 overflow-auto px-6 py-3">
            <p>
              {items === 1
                ? t('1 item is taken back by a reversing entry, dated today. Nothing is deleted.')
                : items > 0
                  ? t('{count} items are taken back by a reversing entry each, dated today. Nothing is deleted.', {
                      count: formatCount(items),
                    })
                  : t('Nothing of this import stands any more that could be reversed.')}
            </p>
            {preview.data!.keptCount > 0 && (
              <div>
                <p className="font-medium">
                  {preview.data!.keptCount === 1
                    ? t('1 document stays')
                    : t('{count} documents stay', { count: formatCount(preview.data!.keptCount) })}
                </p>
                <ul className="text-ink-2">
                  {preview.data!.kept.slice(0, 8).map((one) => (
                    <li key={one.number}>
                      <span className="tabular-nums">{one.number}</span>: {sentence(one.reason)}
                    </li>
                  ))}
                </ul>
              </div>
            )}
            {items > 0 && (
              <Field label={t('Reason')} hint={t('It stands on each reversing entry.')}>
                {(control) => (
                  <input
                    {...control}
                    autoFocus
                    className="field"
                    maxLength={500}
                    value={reason}
                    onChange={(event) => setReason(event.target.value)}
                  />
                )}
              </Field>
            )}
            <Refused error={undoing.error} />
          </div>
          <div className="flex justify-end gap-2 border-t border-line px-6 py-3">
            <button type="button" className="button" onClick={close}>
              {t('Cancel')}
            </button>
            {items > 0 && (
              <button type="submit" className="button button-primary" disabled={!saysWhy(reason) || undoing.isPending}>
                {undoing.isPending ? t('Reversing…') : t('Reverse {count}', { count: formatCount(items) })}{' '}
                <Keys keys="mod+Enter" />
              </button>
            )}
          </div>
        </form>
      )}
    </Dialog>
  );
}

/** Inside the dialog, so that its keys lie above the dialog's own layer. */
function UndoKeys({ run }: { run: () => void }) {
  useKeys([{ keys: 'mod+Enter', label: t('Undo'), whileTyping: true, run }]);
  return null;
}
