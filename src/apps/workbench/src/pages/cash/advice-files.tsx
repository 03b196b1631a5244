/** Advice files that were dropped: each is looked at first, says what it would bring, and is taken when the reader says so. */
import { useEffect, useRef, useState } from 'react';
import type { AdviceCheckAnswer, AdviceUploadAnswer } from '#cash/contract';
import { ApiError } from '../../api.ts';
import { formatCount, formatDay, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { DropFiles } from '../../parts/drop-files.tsx';
import { CloseIcon } from '../../parts/icons.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Refused } from '../../parts/states.tsx';
import { useUpload } from '../../parts/upload.ts';
import { useWork } from '../../session.tsx';

export function AdviceFiles() {
  const [files, setFiles] = useState<readonly { readonly key: number; readonly file: File }[]>([]);
  const last = useRef(0);
  const take = (fresh: readonly File[]): void =>
    setFiles((old) => [
      ...old,
      ...fresh.map((file) => {
        last.current += 1;
        return { key: last.current, file };
      }),
    ]);
  return (
    <div className="shrink-0 pt-4">
      <DropFiles
        title={t('Drop remittance advices here')}
        text={t(
          'Mail, PDF, CSV, workbook, EDI or XML: each is read and shown first; nothing is kept before you say so.',
        )}
        take={take}
      />
      {files.length > 0 && (
        <section
          aria-label={t('Files at hand')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the files at hand are scrolled by keys
          tabIndex={0}
          className="max-h-[40vh] overflow-auto border-t border-line bg-surface focus-visible:-outline-offset-2"
        >
          {files.map(({ key, file }) => (
            <AdviceFile key={key} file={file} close={() => setFiles((old) => old.filter((one) => one.key !== key))} />
          ))}
        </section>
      )}
    </div>
  );
}

/** Where in the file a refusal points, as far as it says so. */
export function placeOf(error: Error | null): string {
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

function AdviceFile({ file, close }: { file: File; close: () => void }) {
  const { company } = useWork();
  const checking = useUpload<AdviceCheckAnswer>({ changes: false });
  const taking = useUpload<AdviceUploadAnswer>({ changes: true });
  const query = { company, fileName: file.name };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file is looked at once, when it comes
  useEffect(() => checking.mutate({ path: '/api/remittance-advices/check', query, file }), []);
  const found = checking.data;
  const taken = taking.data;
  const error = taking.error ?? checking.error;
  const place = placeOf(error);
  return (
    <article aria-label={file.name} className="border-b border-line px-6 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="min-w-0 truncate text-fact font-semibold">{file.name}</h2>
        {found && <span className="text-ink-2">{found.format}</span>}
        {checking.isPending && <span className="text-ink-2">{t('Reading…')}</span>}
        {found?.repeatedFile && !taken && (
          <span className="text-warn">{t('This very file was taken before: taking it again changes nothing.')}</span>
        )}
        {taken && (
          <span className="text-ok">
            {taken.repeatedFile
              ? t('It was taken before; nothing was changed.')
              : t(
                  'Taken in. Advices: {advices} · found their money: {linked} · receipts applied: {applied} · proposed: {proposed}',
                  {
                    advices: formatCount(taken.adviceIds.length),
                    linked: formatCount(taken.linked),
                    applied: formatCount(taken.applied),
                    proposed: formatCount(taken.proposed),
                  },
                )}
          </span>
        )}
        <span className="ml-auto flex items-center gap-2">
          {found && !taken && (
            <button
              type="button"
              className="button button-primary"
              disabled={taking.isPending}
              onClick={() => taking.mutate({ path: '/api/remittance-advices', query, file })}
            >
              {taking.isPending ? t('Saving…') : t('Take it in')}
            </button>
          )}
          <button
            type="button"
            aria-label={t('Put {file} away', { file: file.name })}
            className="grid size-7 place-items-center rounded text-ink-2 hover:bg-hover hover:text-ink"
            onClick={close}
          >
            <CloseIcon />
          </button>
        </span>
      </div>
      {error && (
        <div className="pt-1">
          <Refused error={error} />
          {place !== '' && <p className="text-meta text-ink-2">{t('In the file: {place}', { place })}</p>}
        </div>
      )}
      {found?.warnings.map((warning) => (
        <p key={warning} className="pt-1 text-warn">
          {sentence(warning)}
        </p>
      ))}
      {found && !taken && found.advices.length > 0 && (
        <div className="mt-2 overflow-x-auto">
          <LedgerTable
            label={t('What {file} would bring', { file: file.name })}
            heads={[
              t('Payer'),
              t('Reference'),
              t('Date'),
              { text: t('Amount'), numeric: true },
              { text: t('Lines'), numeric: true },
              { text: t('Documents known'), numeric: true },
            ]}
          >
            <tbody>
              {found.advices.slice(0, 50).map((one, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the advices of a file keep their places
                <tr key={index}>
                  <th scope="row" className="max-w-72 truncate">
                    {one.name ?? one.payer ?? t('Unknown payer')}{' '}
                    <span className="text-ink-2 tabular-nums">{one.customer}</span>
                  </th>
                  <td className="text-ink-2 tabular-nums">{one.reference}</td>
                  <td className="tabular-nums">{one.date !== null && formatDay(one.date)}</td>
                  <td className="numeric">
                    {formatMoney(one.amount, one.currency)} <span className="text-meta text-ink-2">{one.currency}</span>
                  </td>
                  <td className="numeric">{formatCount(one.lines)}</td>
                  <td className={`numeric ${one.known < one.lines ? 'text-warn' : 'text-ok'}`}>
                    {formatCount(one.known)}
                  </td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
          {found.advices.length > 50 && (
            <p className="px-6 py-1 text-ink-2">
              {t('and {count} more', { count: formatCount(found.advices.length - 50) })}
            </p>
          )}
        </div>
      )}
    </article>
  );
}
