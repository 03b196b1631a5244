/** One netting agreement: its parties and days, its signed copy, what was set off under it, and its end. */
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import type { AgreementAnswer } from '#offsets/contract';
import { formatDay, formatInstant, readDay } from '../../format.ts';
import { t } from '../../language.ts';
import { AskReason } from '../../parts/ask-reason.tsx';
import { useBusinessDay } from '../../parts/company-day.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { download } from '../../parts/download.ts';
import { Field, refusedAt, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { ShapeList } from '../../parts/shape-list.tsx';
import { useListAddress } from '../../parts/shape-page.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useUpload } from '../../parts/upload.ts';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { agreementState } from './agreement-state.ts';
import { Customer } from './agreements.tsx';
import { OffsetPages } from './offset-pages.tsx';
import { offsetsShown, useOpenOffset } from './offsets.tsx';

export function AgreementPage() {
  const { agreement } = useParams({ strict: false });
  const path = `/api/netting-agreements/${agreement}`;
  const read = useReading<AgreementAnswer>(path, {}, { keep: true });
  if (read.isPending) return <Skeleton rows={14} className="px-6 py-6" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  return <Agreement one={read.data!} path={path} />;
}

function Agreement({ one, path }: { one: AgreementAnswer; path: string }) {
  const day = useBusinessDay();
  const mayEdit = useMay('offsets.edit-agreements');
  const [ending, setEnding] = useState(false);
  const state = agreementState(one, day);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <OffsetPages />
      <PageHead
        title={one.reference}
        meta={
          <>
            <Link to="/offsets/agreements" search={(old) => old} className="link">
              {t('Netting agreements')}
            </Link>{' '}
            · <span className={state.tone}>{state.text}</span>
          </>
        }
      >
        {mayEdit && state.open && (
          <button type="button" className="button" onClick={() => setEnding(true)}>
            {t('End the agreement')}
          </button>
        )}
      </PageHead>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the page's content is scrolled by keys
        tabIndex={0}
        className="max-h-[50%] shrink-0 overflow-auto border-t border-line bg-surface px-6 py-4 focus-visible:-outline-offset-2"
      >
        {one.withdrawn !== null && (
          <p className="pb-3 text-ink-2">
            {t('{name}, {when}: {reason}', {
              name: one.withdrawn.person,
              when: formatInstant(one.withdrawn.at),
              reason: one.withdrawn.reason,
            })}
          </p>
        )}
        <dl className="flex flex-wrap gap-x-10 gap-y-3">
          <Fact name={t('From')}>{formatDay(one.validFrom)}</Fact>
          <Fact name={t('Until')}>{one.validTo === null ? t('open end') : formatDay(one.validTo)}</Fact>
          <Fact name={t('Companies')}>{one.companies.join(', ')}</Fact>
          <Fact name={t('Currencies')}>{one.currencies.join(', ') || t('all')}</Fact>
          <Fact name={t('Recorded')}>
            {one.recordedBy}, {formatInstant(one.recordedAt)}
          </Fact>
          <Fact name={t('Signed copy')}>
            <Copy one={one} path={path} mayKeep={mayEdit} />
          </Fact>
        </dl>
        <section aria-label={t('Parties')} className="pt-6">
          <h2 className="pb-1 text-fact font-semibold">{t('Parties')}</h2>
          <ul className="max-w-3xl">
            {one.customers.map((customer) => (
              <li key={customer.number} className="flex gap-4 border-b border-line py-1.5">
                <span className="min-w-0 flex-1 truncate">{customer.name}</span>
                <span className="w-24 text-ink-2">{t('Customer')}</span>
                <span className="w-32 text-right">
                  <Customer number={customer.number} name={customer.name} />
                </span>
              </li>
            ))}
            {one.vendors.map((vendor) => (
              <li key={vendor} className="flex gap-4 border-b border-line py-1.5">
                <span className="min-w-0 flex-1 truncate text-ink-2">
                  {t('Payables of this supplier may be set off')}
                </span>
                <span className="w-24 text-ink-2">{t('Supplier')}</span>
                <span className="w-32 text-right tabular-nums">{vendor}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <SetOffUnder one={one} />
      {ending && <EndAgreement one={one} path={path} close={() => setEnding(false)} />}
    </div>
  );
}

/** However many they are: the list of offsets, under this agreement. */
function SetOffUnder({ one }: { one: AgreementAnswer }) {
  const { company } = useWork();
  const { search, change } = useListAddress();
  return (
    <section aria-label={t('Set off under it')} className="flex min-h-40 flex-1 flex-col">
      <h2 className="border-t border-line bg-surface px-6 py-2 text-fact font-semibold">{t('Set off under it')}</h2>
      <ShapeList
        {...offsetsShown(useOpenOffset())}
        label={t('Set off under it')}
        search={search}
        change={change}
        asked={{ agreementId: String(one.id) }}
        empty={
          <p className="px-6 py-2 text-ink-2">{t('Nothing was set off under it in {company} yet.', { company })}</p>
        }
      />
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-meta text-ink-2">{name}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

/** The signed paper: saved by its name, or attached where it is missing. */
function Copy({ one, path, mayKeep }: { one: AgreementAnswer; path: string; mayKeep: boolean }) {
  const { tenant } = useWork();
  const chooser = useRef<HTMLInputElement>(null);
  const sending = useUpload({ changes: true });
  if (one.hasCopy)
    return (
      <button
        type="button"
        className="link"
        onClick={() => {
          download(`${path}/copy`, { tenant, query: {}, progress: () => undefined }).catch((fault: unknown) =>
            sayRefused(fault),
          );
        }}
      >
        {one.fileName ?? t('Signed copy')}
      </button>
    );
  return (
    <span className="flex flex-wrap items-center gap-3">
      <span className="text-warn">{t('Missing')}</span>
      {mayKeep && (
        <>
          <input
            ref={chooser}
            type="file"
            tabIndex={-1}
            accept="application/pdf,image/png,image/jpeg"
            aria-label={t('Copy of the netting agreement')}
            className="sr-only"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) sending.mutate({ path: `${path}/copy`, query: { fileName: file.name }, file });
              event.target.value = '';
            }}
          />
          <button
            type="button"
            className="button"
            disabled={sending.isPending}
            onClick={() => chooser.current?.click()}
          >
            {t('Attach')}
          </button>
        </>
      )}
      <Refused error={sending.error} />
    </span>
  );
}

/** The agreement ends on a day; what was set off under it stays. */
function EndAgreement({ one, path, close }: { one: AgreementAnswer; path: string; close: () => void }) {
  const [from, setFrom] = useState('');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string>();
  const writing = useWriting();
  return (
    <Dialog title={t('End the agreement')} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          const day = from.trim() === '' ? null : readDay(from);
          setWrong(
            day === undefined ? t('Write a day such as {day}', { day: formatDay('2026-12-31', 'field') }) : undefined,
          );
          if (day === undefined) return;
          writing.mutate(
            { path: `${path}/withdrawal`, body: { ...(day !== null && { from: day }), reason: reason.trim() } },
            {
              told: () => say(t('The end is recorded; what was set off stays.')),
              onSuccess: close,
            },
          );
        }}
      >
        <p className="text-ink-2">
          {t('From the day on nothing is set off under {reference}; what was set off stays.', {
            reference: one.reference,
          })}
        </p>
        <Field
          label={t('Does not hold from')}
          hint={t('empty: today')}
          error={wrong ?? refusedAt(writing.error, 'from')}
          className="w-40"
        >
          {(control) => (
            <input
              {...control}
              autoFocus
              className="field w-full tabular-nums"
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          )}
        </Field>
        <AskReason error={writing.error} others={['from']} value={reason} onChange={setReason} />
        <FormFoot does={t('End the agreement')} busy={writing.isPending} ready={saysWhy(reason)} close={close} />
      </form>
    </Dialog>
  );
}
