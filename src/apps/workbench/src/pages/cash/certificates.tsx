/** Certificates of withheld tax: what each awaited one is for and how long it is awaited; those that came, with their files. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CertificatesAnswer } from '#receivables/contract';
import { formatDay, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import { DayField } from '../../parts/controls.tsx';
import { CustomerLink } from '../../parts/customer-link.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { download } from '../../parts/download.ts';
import { DropFiles } from '../../parts/drop-files.tsx';
import { Field, ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Failure, Notice, Refused, Skeleton } from '../../parts/states.tsx';
import { Tab } from '../../parts/tab.tsx';
import { useUpload } from '../../parts/upload.ts';
import { WideTable } from '../../parts/wide-table.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { CashPages } from './cash-pages.tsx';

type Row = CertificatesAnswer['rows'][number];

/** Above the lists of unapplied cash, while some are awaited. */
export function AwaitedCertificates() {
  const { company } = useWork();
  const { data } = useReading<CertificatesAnswer>(
    '/api/withholding-certificates',
    { company },
    { enabled: company !== undefined },
  );
  if (!data || data.rows.length === 0) return null;
  return (
    <p className="px-6 pb-3">
      <Link to="/cash/certificates" className="link">
        {data.rows.length === 1
          ? t('1 certificate of withheld tax is awaited')
          : t('{count} certificates of withheld tax are awaited', { count: data.rows.length })}
      </Link>
    </p>
  );
}

export function CertificatesPage() {
  const { company, tenant } = useWork();
  const [state, setState] = useState<'awaited' | 'received'>('awaited');
  const came = state === 'received';
  const reading = useReading<CertificatesAnswer>('/api/withholding-certificates', { company, state }, { keep: true });
  const mayReceive = useMay('receivables.deduct');
  const [chosen, setChosen] = useState<Row>();
  const [attaching, setAttaching] = useState<Row>();
  const save = (id: string): void => {
    download(`/api/files/${id}`, { tenant, query: {}, progress: () => undefined }).catch((fault: unknown) =>
      sayRefused(fault),
    );
  };
  const { data } = reading;
  return (
    <>
      <CashPages />
      <PageHead
        title={t('Certificates of withheld tax')}
        meta={
          <Link to="/cash/unapplied" search={{}} className="link">
            {t('Unapplied cash')}
          </Link>
        }
      />
      <nav aria-label={t('Lists')} className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 px-6 pb-3">
        <Tab on={!came} choose={() => setState('awaited')}>
          {t('Awaited')}
        </Tab>
        <Tab on={came} choose={() => setState('received')}>
          {t('Received')}
        </Tab>
      </nav>
      {reading.error && !data ? (
        <Failure error={reading.error} retry={() => void reading.refetch()} />
      ) : !data ? (
        <Skeleton rows={10} className="border-t border-line px-6 py-2" />
      ) : data.rows.length === 0 ? (
        <div className="flex-1 border-t border-line bg-surface">
          <Notice title={came ? t('No certificate has come yet') : t('No certificate is awaited')}>
            <p className="text-ink-2">
              {t('Tax that a customer withholds from a payment stands here until its certificate comes.')}
            </p>
          </Notice>
        </div>
      ) : (
        <WideTable className="flex-1 overflow-y-auto border-t border-line bg-surface">
          <LedgerTable
            label={t('Certificates of withheld tax')}
            heads={[
              t('Customer'),
              t('Country'),
              t('Item'),
              t('Invoice'),
              t('Why'),
              { text: t('Amount'), numeric: true },
              came ? t('Came on') : t('Expected by'),
              { text: t('Days waiting'), numeric: true },
              t('Certificate'),
              ...(mayReceive && !came ? [{ text: t('Receive'), unseen: true as const }] : []),
            ]}
          >
            <tbody>
              {data.rows.map((row) => (
                <tr key={String(row.itemId)}>
                  <th scope="row">
                    <CustomerLink number={row.customer} name={row.name} />
                  </th>
                  <td>{row.country}</td>
                  <td className="whitespace-nowrap tabular-nums">{row.number}</td>
                  <td className="whitespace-nowrap tabular-nums">{row.invoice}</td>
                  <td className="text-ink-2">{row.reason}</td>
                  <td className="numeric whitespace-nowrap">
                    {formatMoney(row.open, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
                  </td>
                  <td className="whitespace-nowrap text-ink-2 tabular-nums">
                    {formatDay(row.receivedOn ?? row.expectedBy, 'field')}
                  </td>
                  <td className="numeric">{row.daysWaiting}</td>
                  <td>
                    <span className="tabular-nums">{row.certificate}</span>
                    {row.files.map((file) => (
                      <button
                        key={String(file.id)}
                        type="button"
                        className="link block max-w-48 truncate text-left"
                        title={file.fileName}
                        onClick={() => save(String(file.id))}
                      >
                        {file.fileName}
                      </button>
                    ))}
                    {mayReceive && came && (
                      <button type="button" className="link block" onClick={() => setAttaching(row)}>
                        {t('Attach a file')}
                      </button>
                    )}
                  </td>
                  {mayReceive && !came && (
                    <td>
                      <button
                        type="button"
                        className="link"
                        aria-label={`${t('It came')}: ${row.number}`}
                        onClick={() => setChosen(row)}
                      >
                        {t('It came')}
                      </button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </LedgerTable>
        </WideTable>
      )}
      {chosen && <ReceiveCertificate row={chosen} close={() => setChosen(undefined)} />}
      {attaching && <AttachFile row={attaching} close={() => setAttaching(undefined)} />}
    </>
  );
}

function ReceiveCertificate({ row, close }: { row: Row; close: () => void }) {
  const today = useBusinessDay();
  const [day, setDay] = useState<string>();
  const [certificate, setCertificate] = useState('');
  const [reason, setReason] = useState(() => t('The certificate came'));
  const [file, setFile] = useState<File>();
  const writing = useWriting<{ state?: 'done' | 'pending' }>();
  const sending = useUpload<{ existing: boolean }>({ changes: true });
  const postingDate = day ?? today;
  const receive = (): void =>
    writing.mutate(
      {
        path: `/api/items/${row.itemId}/certificate`,
        body: { certificate: certificate.trim(), postingDate, reason: reason.trim(), askFor: reason.trim() },
      },
      {
        onSuccess: close,
        told: ({ state }) =>
          say(
            state === 'pending'
              ? t('Asked for approval; the tax is settled once it is approved.')
              : t('{amount} {currency} of tax are settled by certificate {number}.', {
                  amount: formatMoney(row.open, row.currency),
                  currency: row.currency,
                  number: certificate.trim(),
                }),
          ),
      },
    );
  return (
    <Dialog title={t('The certificate for {number} came', { number: row.number })} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (file === undefined) receive();
          // The file first: a settled certificate without it would be asked for again.
          else
            sending.mutate(
              { path: `/api/items/${row.itemId}/certificate-file`, query: { fileName: file.name }, file },
              { onSuccess: receive },
            );
        }}
      >
        <p className="text-ink-2">
          {row.name} · {row.invoice ?? row.number} · {formatMoney(row.open, row.currency)} {row.currency}
        </p>
        <Field label={t('Number of the certificate')} error={refusedAt(writing.error, 'certificate')}>
          {(control) => (
            <input
              {...control}
              className="field w-full"
              required
              maxLength={60}
              autoFocus
              value={certificate}
              onChange={(event) => setCertificate(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('The certificate as a file (PDF or picture)')}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".pdf,.png,.jpg,.jpeg,.tif,.tiff"
              className="field w-full"
              onChange={(event) => setFile(event.target.files?.[0])}
            />
          )}
        </Field>
        <DayField label={t('Dated')} above value={postingDate} onChange={setDay} />
        <ReasonField
          label={t('Reason')}
          error={refusedAt(writing.error, 'reason')}
          value={reason}
          onChange={setReason}
        />
        {refusedElsewhere(writing.error, ['certificate', 'reason']) && <Refused error={writing.error} />}
        <Refused error={sending.error} />
        <button
          type="submit"
          className="button button-primary self-end"
          disabled={writing.isPending || sending.isPending || certificate.trim() === '' || !saysWhy(reason)}
        >
          {writing.isPending || sending.isPending ? t('Saving…') : t('Receive the certificate')}
        </button>
      </form>
    </Dialog>
  );
}

/** The file of a certificate that came before it. */
function AttachFile({ row, close }: { row: Row; close: () => void }) {
  const sending = useUpload<{ existing: boolean }>({ changes: true });
  return (
    <Dialog title={t('The certificate for {number} as a file', { number: row.number })} close={close}>
      <div className="py-4">
        <DropFiles
          title={t('Drop the certificate here')}
          text={t('PNG, JPEG, TIFF or PDF.')}
          take={([file]) =>
            file &&
            sending.mutate(
              { path: `/api/items/${row.itemId}/certificate-file`, query: { fileName: file.name }, file },
              { told: () => say(t('The certificate is attached.')), onSuccess: close },
            )
          }
        />
        <div className="px-6">
          <Refused error={sending.error} />
        </div>
      </div>
    </Dialog>
  );
}
