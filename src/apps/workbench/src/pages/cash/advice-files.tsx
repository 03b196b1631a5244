/** Advice files that were dropped: each is looked at first, says what it would bring, and is taken when the reader says so. */
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { AdviceCheckAnswer, AdviceInspectionAnswer, AdviceUploadAnswer, FileMappingsAnswer } from '#cash/contract';
import { ApiError } from '../../api.ts';
import { formatCount, formatDay, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { DropFiles } from '../../parts/drop-files.tsx';
import { FileFrame, FilesAtHand, useFilesAtHand } from '../../parts/files-at-hand.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { useUpload } from '../../parts/upload.ts';
import { useReading, useWork } from '../../session.tsx';
import { type Draft, draftToMapping, Pointing } from '../data/pointing.tsx';
import { isUnsaid, LockboxDeposits, nothingSaid, useKeepLockboxes } from './lockbox-deposits.tsx';

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

/** The mapping that is made on the page; not a name that a kept one may have. */
const pointed = '+';
const tableName = /\.(?:csv|tsv|txt|xlsx|xlsm)$/i;
/** Mails may hold a table in their text. */
const mayHoldTable = /\.(?:csv|tsv|txt|xlsx|xlsm|eml)$/i;

function AdviceFile({ file, close, came }: { file: File; close: () => void; came: (adviceId: string) => void }) {
  const { company } = useWork();
  const checking = useUpload<AdviceCheckAnswer>({ changes: false });
  const inspecting = useUpload<AdviceInspectionAnswer>({ changes: false });
  const taking = useUpload<AdviceUploadAnswer>({ changes: true });
  const mappings = useReading<FileMappingsAnswer>('/api/file-mappings', { company });
  const lockboxes = useKeepLockboxes();
  const [said, setSaid] = useState(nothingSaid);
  const [mapping, setMapping] = useState('');
  const [draft, setDraft] = useState<Draft>();
  const columns = inspecting.data;
  const queryFor = (name: string, made: Draft | undefined) => ({
    company,
    fileName: file.name,
    ...(name === pointed
      ? made && { draft: JSON.stringify(draftToMapping(made, 'remittance', columns?.header ?? [])) }
      : name !== '' && { mapping: name }),
  });
  const check = (name: string, made?: Draft): void =>
    checking.mutate(
      { path: '/api/remittance-advices/check', query: queryFor(name, made), file },
      {
        onError: (error) => {
          // Nobody could tell its columns: a person points at them.
          if (
            name === '' &&
            error instanceof ApiError &&
            error.code === 'remittance.no-table' &&
            tableName.test(file.name)
          )
            choose(pointed);
        },
      },
    );
  const choose = (name: string): void => {
    setMapping(name);
    taking.reset();
    if (name !== pointed) {
      check(name);
      return;
    }
    checking.reset();
    inspecting.mutate(
      { path: '/api/remittance-advices/inspection', query: { company, fileName: file.name }, file },
      { onSuccess: ({ guess }) => setDraft({ name: '', columns: guess, constants: {} }) },
    );
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file is looked at once, when it comes
  useEffect(() => check(''), []);
  const found = checking.data;
  const taken = taking.data;
  const isTable = found ? ['csv', 'xlsx', 'eml'].includes(found.format) : mayHoldTable.test(file.name);
  const kept = (mappings.data?.rows ?? []).filter(
    (one) => one.kind === 'remittance' && Object.keys(one.mapping['columns'] ?? {}).length > 0,
  );
  return (
    <FileFrame
      file={file}
      close={close}
      told={
        <>
          {found && <span className="text-ink-2">{found.format}</span>}
          {(checking.isPending || inspecting.isPending) && <span className="text-ink-2">{t('Reading…')}</span>}
          {isTable && !taken && (
            <label className="flex items-center gap-2">
              <span className="text-ink-2">{t('Mapping')}</span>
              <select
                className="field max-w-64"
                value={mapping}
                disabled={checking.isPending || taking.isPending}
                onChange={(event) => choose(event.target.value)}
              >
                <option value="">{t('as recognised')}</option>
                {kept.map((one) => (
                  <option key={one.name} value={one.name}>
                    {one.name}
                  </option>
                ))}
                <option value={pointed}>{t('Point at the columns')}</option>
              </select>
            </label>
          )}
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
                  : taken.checks > 0 || taken.heldBatches > 0
                    ? t('Taken in. Checks paid in: {checks} · receipts applied: {applied} · proposed: {proposed}', {
                        checks: formatCount(taken.checks),
                        applied: formatCount(taken.applied),
                        proposed: formatCount(taken.proposed),
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
      idle={found?.deposits.some(isUnsaid) === true && said.number === ''}
      taking={taking.isPending}
      take={() =>
        taking.mutate(
          {
            path: '/api/remittance-advices',
            query: { ...queryFor(mapping, draft), ...(said.number !== '' && { account: said.number }) },
            file,
          },
          {
            onSuccess: () => lockboxes.keep(found?.deposits ?? [], said),
            told: ({ adviceIds: [only, ...others] }) => only !== undefined && others.length === 0 && came(String(only)),
          },
        )
      }
      error={taking.error ?? checking.error ?? inspecting.error}
    >
      {mapping === pointed && columns && draft && !taken && (
        <div className="pt-2">
          <Pointing
            inspection={columns}
            fields={columns.fields}
            kind="remittance"
            draft={draft}
            change={(made) => {
              const mappingOf = (one: Draft) => JSON.stringify(draftToMapping(one, 'remittance', columns.header));
              // What was checked was read by other columns.
              if (mappingOf(made) !== mappingOf(draft)) checking.reset();
              setDraft(made);
            }}
            busy={checking.isPending || taking.isPending}
            check={(made) => check(pointed, made)}
          />
        </div>
      )}
      {found?.warnings.map((warning) => (
        <p key={warning} className="pt-1 text-warn">
          {sentence(warning)}
        </p>
      ))}
      {found && !taken && found.deposits.length > 0 && (
        <LockboxDeposits deposits={found.deposits} said={said} say={setSaid} idle={taking.isPending} />
      )}
      {found && !taken && found.knownBatches > 0 && (
        <p className="pt-1 text-ink-2">
          {t('Batches known already, which are left out: {count}', { count: formatCount(found.knownBatches) })}
        </p>
      )}
      {taken && taken.heldBatches > 0 && (
        <p className="pt-1">
          <Link to="/cash/checks" search={{ list: 'batches' }} className="link">
            {t('Lockbox batches held')}: {formatCount(taken.heldBatches)}
          </Link>
        </p>
      )}
      {lockboxes.told}
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
      {found && !taken && mapping === pointed && <LinesRead file={file.name} lines={found.lines} />}
    </FileFrame>
  );
}

/** The first lines as they were read, so that one sees whether each column holds what was said. */
function LinesRead({ file, lines }: { file: string; lines: AdviceCheckAnswer['lines'] }) {
  const money = (amount: string | null, currency: string): string =>
    amount === null ? '' : formatMoney(amount, currency);
  return (
    <div className="mt-2 overflow-x-auto">
      <LedgerTable
        label={t('Lines of {file} as they are read', { file })}
        heads={[
          t('Document'),
          { text: t('Amount'), numeric: true },
          { text: t('Discount'), numeric: true },
          { text: t('Deduction'), numeric: true },
          t('Reason'),
          t('Known'),
        ]}
      >
        <tbody>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a file keep their places
            <tr key={index}>
              <th scope="row" className="max-w-72 truncate">
                {line.reference}
              </th>
              <td className="numeric">{money(line.amount, line.currency)}</td>
              <td className="numeric">{money(line.discount, line.currency)}</td>
              <td className="numeric">{money(line.deduction, line.currency)}</td>
              <td className="max-w-56 truncate">{line.reason}</td>
              <td className={line.known ? 'text-ok' : 'text-warn'}>{line.known ? t('yes') : t('no')}</td>
            </tr>
          ))}
        </tbody>
      </LedgerTable>
    </div>
  );
}
