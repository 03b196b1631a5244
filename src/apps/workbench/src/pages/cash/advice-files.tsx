/** Advice files that were dropped: each is looked at first, says what it would bring, and is taken when the reader says so. */
import { useEffect } from 'react';
import type { AdviceCheckAnswer, AdviceUploadAnswer } from '#cash/contract';
import { formatCount, formatDay, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { DropFiles } from '../../parts/drop-files.tsx';
import { FileFrame, FilesAtHand, useFilesAtHand } from '../../parts/files-at-hand.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { useUpload } from '../../parts/upload.ts';
import { useWork } from '../../session.tsx';

/** `came`: the only advice of a file that was taken in. */
export function AdviceFiles({ came }: { came: (adviceId: string) => void }) {
  const hand = useFilesAtHand();
  return (
    <div className="shrink-0 pt-4">
      <DropFiles
        title={t('Drop remittance advices here')}
        text={t(
          'Mail, PDF, CSV, workbook, EDI or XML: each is read and shown first; nothing is kept before you say so.',
        )}
        take={hand.take}
      />
      <FilesAtHand hand={hand}>{(file, close) => <AdviceFile file={file} close={close} came={came} />}</FilesAtHand>
    </div>
  );
}

function AdviceFile({ file, close, came }: { file: File; close: () => void; came: (adviceId: string) => void }) {
  const { company } = useWork();
  const checking = useUpload<AdviceCheckAnswer>({ changes: false });
  const taking = useUpload<AdviceUploadAnswer>({ changes: true });
  const query = { company, fileName: file.name };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file is looked at once, when it comes
  useEffect(() => checking.mutate({ path: '/api/remittance-advices/check', query, file }), []);
  const found = checking.data;
  const taken = taking.data;
  return (
    <FileFrame
      file={file}
      close={close}
      told={
        <>
          {found && <span className="text-ink-2">{found.format}</span>}
          {checking.isPending && <span className="text-ink-2">{t('Reading…')}</span>}
          {found?.repeatedFile && !taken && (
            <span className="text-warn">{t('This very file was taken before: taking it again changes nothing.')}</span>
          )}
          {taken && (
            <span className="text-ok">
              {taken.repeatedFile
                ? t('It was taken before; nothing was changed.')
                : taken.format === 'x12.812'
                  ? t('Taken in. New adjustments: {count} · known already: {known}', {
                      count: formatCount(taken.adjustments),
                      known: formatCount(taken.knownAdjustments),
                    })
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
        </>
      }
      ready={found !== undefined && !taken}
      taking={taking.isPending}
      take={() =>
        taking.mutate(
          { path: '/api/remittance-advices', query, file },
          {
            told: ({ adviceIds: [only, ...others] }) => only !== undefined && others.length === 0 && came(String(only)),
          },
        )
      }
      error={taking.error ?? checking.error}
    >
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
                    {one.amount === null ? t('amount not said') : formatMoney(one.amount, one.currency)}{' '}
                    <span className="text-meta text-ink-2">{one.currency}</span>
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
    </FileFrame>
  );
}
