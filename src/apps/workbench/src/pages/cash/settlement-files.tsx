/** Reports of payment services that were dropped: each is looked at first, says what it would bring, and is taken when one says so. */
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { PaymentServicesAnswer, SettlementCheckAnswer, SettlementImportAnswer } from '#cash/contract';
import { formatCount, formatDay, formatMoney, isZero, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { DropFiles } from '../../parts/drop-files.tsx';
import { FileFrame, FilesAtHand, useFilesAtHand } from '../../parts/files-at-hand.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { useUpload } from '../../parts/upload.ts';
import { WideTable } from '../../parts/wide-table.tsx';
import { useWork } from '../../session.tsx';
import { takenOff } from './settlement-words.ts';

type Service = PaymentServicesAnswer['rows'][number];

interface SettlementFilesProps {
  readonly services: readonly Service[];
  /** The service that the list is filtered by. */
  readonly first: string | undefined;
}

export function SettlementFiles({ services, first }: SettlementFilesProps) {
  const hand = useFilesAtHand();
  return (
    <div className="shrink-0 border-line has-[section]:mb-3 has-[section]:border-b">
      <DropFiles
        title={t('Drop settlement reports here')}
        text={t(
          'CSV or workbook of a payment service: each is read and shown first; nothing is kept before you say so.',
        )}
        take={hand.take}
      />
      <FilesAtHand hand={hand}>
        {(file, close) => <ReportFile file={file} services={services} first={first} close={close} />}
      </FilesAtHand>
    </div>
  );
}

interface ReportFileProps extends SettlementFilesProps {
  readonly file: File;
  readonly close: () => void;
}

function ReportFile({ file, services, first, close }: ReportFileProps) {
  const { company } = useWork();
  const checking = useUpload<SettlementCheckAnswer>({ changes: false });
  const taking = useUpload<SettlementImportAnswer>({ changes: true });
  const [service, setService] = useState(first ?? (services.length === 1 ? services[0]!.code : ''));
  const query = { company, service, fileName: file.name };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file is looked at once for each service that is chosen
  useEffect(() => {
    if (service !== '') checking.mutate({ path: '/api/settlements/check', query, file });
  }, [service]);
  const found = checking.data;
  const taken = taking.data;
  const willing = found?.settlements.filter((one) => one.as !== 'refused').length ?? 0;
  return (
    <FileFrame
      file={file}
      close={close}
      told={
        <>
          {!taken && (
            <select
              aria-label={t('Payment service')}
              className="field max-w-48"
              value={service}
              onChange={(event) => {
                checking.reset();
                setService(event.target.value);
              }}
            >
              <option value="" disabled>
                {t('Whose report is it?')}
              </option>
              {services.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
          {checking.isPending && <span className="text-ink-2">{t('Reading…')}</span>}
          {taken && (
            <span className="text-ok">
              {t(
                'Taken in. Settlements: {settlements} · posted: {posted} · parts applied: {applied} · proposed: {proposed}',
                {
                  settlements: formatCount(taken.settlements.filter((one) => one.state !== 'known').length),
                  posted: formatCount(taken.posted),
                  applied: formatCount(taken.applied),
                  proposed: formatCount(taken.proposed),
                },
              )}
            </span>
          )}
        </>
      }
      ready={found !== undefined && !taken}
      idle={willing === 0}
      taking={taking.isPending}
      take={() => taking.mutate({ path: '/api/settlements', query, file })}
      error={taking.error ?? checking.error}
    >
      {found && !taken && <Preview found={found} />}
      {taken && <Taken taken={taken} />}
    </FileFrame>
  );
}

/** At most so many settlements of a file are shown. */
const mostShown = 50;

const becomes = (one: SettlementCheckAnswer['settlements'][number]) => {
  if (one.as === 'refused') return <span className="text-bad">{t('is not taken')}</span>;
  if (one.says !== null) return <span className="text-warn">{t('held for a person')}</span>;
  if (one.depositOn !== null)
    return <span className="text-ok">{t('posted with the deposit of {day}', { day: formatDay(one.depositOn) })}</span>;
  return <span className="text-ink-2">{one.as === 'same' ? t('is there already') : t('waits for its deposit')}</span>;
};

function Preview({ found }: { found: SettlementCheckAnswer }) {
  // Columns that would say nothing are left out.
  const withDay = found.settlements.some((one) => one.day !== null);
  const withReserve = found.settlements.some((one) => !isZero(one.reserve));
  return (
    <WideTable className="-mx-6 mt-2">
      <LedgerTable
        label={t('What {file} would bring', { file: found.file })}
        heads={[
          t('Number'),
          ...(withDay ? [t('Date')] : []),
          { text: t('Gross'), numeric: true as const },
          { text: t('Fees'), numeric: true as const },
          ...(withReserve ? [{ text: t('Reserve'), numeric: true as const }] : []),
          { text: t('Paid out'), numeric: true as const },
          { text: t('Lines'), numeric: true as const },
          { text: t('Documents known'), numeric: true as const },
          t('Becomes'),
        ]}
      >
        <tbody>
          {found.settlements.slice(0, mostShown).map((one) => (
            <tr key={one.number}>
              <th scope="row" className="whitespace-nowrap tabular-nums">
                {one.number}
              </th>
              {withDay && (
                <td className="whitespace-nowrap tabular-nums">{one.day !== null && formatDay(one.day, 'field')}</td>
              )}
              <td className="numeric">{formatMoney(one.gross, one.currency)}</td>
              <td className="numeric text-ink-2">{formatMoney(takenOff(one.fees), one.currency)}</td>
              {withReserve && <td className="numeric text-ink-2">{formatMoney(one.reserve, one.currency)}</td>}
              <td className="numeric whitespace-nowrap">
                {formatMoney(one.amount, one.currency)} <span className="text-meta text-ink-2">{one.currency}</span>
              </td>
              <td className="numeric">{formatCount(one.lines)}</td>
              <td className={`numeric whitespace-nowrap ${one.known < one.naming ? 'text-warn' : 'text-ok'}`}>
                {t('{done} of {all}', { done: formatCount(one.known), all: formatCount(one.naming) })}
              </td>
              <td className="w-full min-w-64">
                {becomes(one)}
                {one.as === 'corrected' && (
                  <span className="text-ink-2"> · {t('in the place of the one that was read before')}</span>
                )}
                {one.says !== null && <span className="block text-meta text-ink-2">{sentence(one.says)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </LedgerTable>
      {found.settlements.length > mostShown && (
        <p className="px-6 py-1 text-ink-2">
          {t('and {count} more', { count: formatCount(found.settlements.length - mostShown) })}
        </p>
      )}
    </WideTable>
  );
}

function Taken({ taken }: { taken: SettlementImportAnswer }) {
  return (
    <ul className="flex flex-col pt-1">
      {taken.settlements.slice(0, mostShown).map((one) => (
        <li key={one.number} className="py-0.5">
          <Link
            to="/cash/settlements/$settlement"
            params={{ settlement: String(one.settlementId) }}
            search={{}}
            className="link tabular-nums"
          >
            {one.number}
          </Link>{' '}
          <span className="text-ink-2">
            {formatMoney(one.amount, one.currency)} {one.currency}
            {one.state === 'known' && ` · ${t('is there already')}`}
          </span>
          {one.heldReason !== null && <span className="text-warn"> {sentence(one.heldReason)}</span>}
        </li>
      ))}
      {taken.refused.map((one) => (
        <li key={one.number} className="py-0.5 text-bad">
          {one.number}: {sentence(one.message)}
        </li>
      ))}
    </ul>
  );
}
