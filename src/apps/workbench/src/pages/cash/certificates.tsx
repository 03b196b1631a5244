/** Certificates of withheld tax: what each awaited one is for and how long it is awaited; those that came, with their files. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ListAnswer, ListRow } from '#lists/contract';
import { certificatesList } from '#receivables/lists';
import { formatCount, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { AskReason } from '../../parts/ask-reason.tsx';
import { useBusinessDay } from '../../parts/company-day.ts';
import { DayField } from '../../parts/controls.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { download } from '../../parts/download.ts';
import { DropFiles } from '../../parts/drop-files.tsx';
import { Field, refusedAt, saysWhy } from '../../parts/field.tsx';
import { CancelFoot, FormFoot } from '../../parts/form-foot.tsx';
import { countText } from '../../parts/grid.tsx';
import { customerColumns, ShapePage, useListAddress } from '../../parts/shape-page.tsx';
import { askedByTab, ShapeTabs } from '../../parts/shape-tabs.tsx';
import { Refused } from '../../parts/states.tsx';
import { useUpload } from '../../parts/upload.ts';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { CashPages } from './cash-pages.tsx';

type Row = ListRow<typeof certificatesList>;

/** Above the lists of unapplied cash, while some are awaited. */
export function AwaitedCertificates() {
  const { company } = useWork();
  const { data } = useReading<ListAnswer<Row>>(
    certificatesList.path,
    { company, state: 'awaited', limit: 0 },
    { enabled: company !== undefined },
  );
  const awaited = (data?.totals ?? []).reduce((sum, one) => sum + one.items, 0);
  if (awaited === 0) return null;
  return (
    <p className="px-6 pb-3">
      <Link to="/cash/certificates" search={{}} className="link">
        {awaited === 1
          ? t('1 certificate of withheld tax is awaited')
          : t('{count} certificates of withheld tax are awaited', { count: formatCount(awaited) })}
      </Link>
    </p>
  );
}

export function CertificatesPage() {
  const { tenant } = useWork();
  const { search } = useListAddress();
  const came = search['state'] === 'received';
  const mayReceive = useMay('receivables.deduct');
  const [chosen, setChosen] = useState<Row>();
  const [attaching, setAttaching] = useState<Row>();
  const save = (id: string): void => {
    download(`/api/files/${id}`, { tenant, query: {}, progress: () => undefined }).catch((fault: unknown) =>
      sayRefused(fault),
    );
  };
  return (
    <>
      <CashPages />
      <ShapePage
        title={t('Certificates of withheld tax')}
        head={
          <Link to="/cash/unapplied" search={{}} className="link">
            {t('Unapplied cash')}
          </Link>
        }
        above={
          <ShapeTabs
            shape={certificatesList}
            column="state"
            label={t('Lists')}
            first="awaited"
            tabs={[
              ['awaited', t('Awaited')],
              ['received', t('Received')],
            ]}
          />
        }
        shape={certificatesList}
        asked={askedByTab(search, 'state', 'awaited')}
        counted={(rows) => countText(rows, t('certificate'), t('certificates'))}
        tick={(row) => t('Choose {number}', { number: row.number })}
        titles={{ csv: t('Export of certificates as CSV'), xlsx: t('Export of certificates as a workbook') }}
        columns={[
          ...customerColumns({ width: 'minmax(8rem,1.6fr)' }),
          { key: 'country', head: t('Country'), width: '4.5rem', cell: (row) => row.country },
          { key: 'number', head: t('Item'), fixed: true },
          { key: 'invoice', head: t('Invoice') },
          { key: 'reason', head: t('Why') },
          { key: 'amount', head: t('Amount'), fixed: true },
          { key: 'currency', head: t('Currency') },
          came ? { key: 'cameOn', head: t('Came on') } : { key: 'expectedBy', head: t('Expected by') },
          { key: 'daysWaiting', head: t('Days waiting'), width: 'minmax(4.5rem,.5fr)' },
          {
            key: 'certificate',
            head: t('Certificate'),
            width: 'minmax(7rem,1fr)',
            cell: (row) => (
              <span className="flex gap-2">
                <span className="shrink-0 tabular-nums">{row.certificate}</span>
                {row.detail.files.map((file) => (
                  <button
                    key={String(file.id)}
                    type="button"
                    className="link min-w-12 truncate"
                    title={file.fileName}
                    onClick={() => save(String(file.id))}
                  >
                    {file.fileName}
                  </button>
                ))}
              </span>
            ),
          },
        ]}
        more={
          mayReceive
            ? [
                {
                  key: 'receive',
                  head: t('Receive'),
                  width: '7.5rem',
                  whole: true,
                  cell: (row) =>
                    came ? (
                      <button type="button" className="link" onClick={() => setAttaching(row)}>
                        {t('Attach a file')}
                      </button>
                    ) : (
                      <button
                        type="button"
                        className="link"
                        aria-label={`${t('It came')}: ${row.number}`}
                        onClick={() => setChosen(row)}
                      >
                        {t('It came')}
                      </button>
                    ),
                },
              ]
            : undefined
        }
        none={{
          title: came ? t('No certificate has come yet') : t('No certificate is awaited'),
          text: t('Tax that a customer withholds from a payment stands here until its certificate comes.'),
        }}
      />
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
        path: `/api/items/${row.id}/certificate`,
        body: { certificate: certificate.trim(), postingDate, reason: reason.trim(), askFor: reason.trim() },
      },
      {
        onSuccess: close,
        told: ({ state }) =>
          say(
            state === 'pending'
              ? t('Asked for approval; the tax is settled once it is approved.')
              : t('{amount} {currency} of tax are settled by certificate {number}.', {
                  amount: formatMoney(row.amount, row.currency),
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
              { path: `/api/items/${row.id}/certificate-file`, query: { fileName: file.name }, file },
              { onSuccess: receive },
            );
        }}
      >
        <p className="text-ink-2">
          {row.name} · {row.invoice ?? row.number} · {formatMoney(row.amount, row.currency)} {row.currency}
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
        <AskReason error={writing.error} others={['certificate']} value={reason} onChange={setReason} />
        <Refused error={sending.error} />
        <FormFoot
          does={t('Receive the certificate')}
          busy={writing.isPending || sending.isPending}
          ready={certificate.trim() !== '' && saysWhy(reason)}
          close={close}
        />
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
              { path: `/api/items/${row.id}/certificate-file`, query: { fileName: file.name }, file },
              { told: () => say(t('The certificate is attached.')), onSuccess: close },
            )
          }
        />
        <div className="flex flex-col gap-3 px-6">
          <Refused error={sending.error} />
          <CancelFoot close={close} />
        </div>
      </div>
    </Dialog>
  );
}
