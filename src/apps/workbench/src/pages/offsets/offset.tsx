/** One offset: both sides with their running sums, what was left out and why, its documents, and what is done with it. */
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState } from 'react';
import type { OffsetAnswer } from '#offsets/contract';
import type { RequestsAnswer } from '#platform';
import { formatDay, formatInstant, formatMoney, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { download } from '../../parts/download.ts';
import { LetterDialog } from '../../parts/letter-dialog.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useTakingBack } from '../../parts/taking-back.ts';
import { useUpload } from '../../parts/upload.ts';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { useMoneyOfItem } from '../items/money-of-item.tsx';
import { Why } from './why.tsx';
import {
  basisWords,
  documentStateWords,
  documentWords,
  exclusionWords,
  kindWords,
  stateText,
  stateTones,
} from './words.ts';

// The line of a request is the queue's own: it comes only where something is asked for.
const RequestLine = lazy(() => import('../settings/authority.tsx').then((module) => ({ default: module.RequestLine })));

export function OffsetPage() {
  const { offset } = useParams({ strict: false });
  const path = `/api/offsets/${offset}`;
  const read = useReading<OffsetAnswer>(path, {}, { keep: true });
  if (read.isPending) return <Skeleton rows={14} className="px-6 py-6" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  return <Offset data={read.data!} path={path} />;
}

type Step = 'execute' | 'request' | 'withdraw' | 'reverse' | 'withdraw-request';

function Offset({ data, path }: { data: OffsetAnswer; path: string }) {
  const mayPropose = useMay('offsets.propose');
  const mayRequest = useMay('offsets.request');
  const mayExecute = useMay('offsets.execute');
  const mayReverse = useMay('offsets.reverse');
  const [step, setStep] = useState<Step>();
  const open = data.state === 'proposed';
  const { currency } = data;
  const complete = data.documents.every((one) => one.state === 'here' || one.state === 'on_file');
  const mayTakeBack = (data.state === 'executed' || data.state === 'taken_back') && mayReverse;
  const asks = open && mayRequest && data.request === null && data.gaps > 0;
  useKeys([
    ...(open && mayExecute && complete ? [{ keys: 's', label: t('Set off'), run: () => setStep('execute') }] : []),
    ...(asks ? [{ keys: 'd', label: t('Request documents'), run: () => setStep('request') }] : []),
    ...(open && mayPropose ? [{ keys: 'x', label: t('Withdraw'), run: () => setStep('withdraw') }] : []),
    ...(mayTakeBack ? [{ keys: 'r', label: t('Reverse'), run: () => setStep('reverse') }] : []),
  ]);
  return (
    <>
      <PageHead
        title={t('Offset of {amount} with {name}', {
          amount: `${formatMoney(data.amount, currency)} ${currency}`,
          name: data.name,
        })}
        meta={
          <>
            <Link to="/offsets" search={{}} className="link">
              {t('Offsets')}
            </Link>{' '}
            ·{' '}
            <Link
              to="/customers/$customer/{-$tab}"
              params={{ customer: data.customer, tab: undefined }}
              search={{}}
              className="link tabular-nums"
            >
              {data.customer}
            </Link>{' '}
            · {t(kindWords[data.kind])} · {t(basisWords[data.basis])}
            {data.agreement !== null && ` ${data.agreement}`} ·{' '}
            <span className={stateTones[data.state]}>{stateText(data.state)}</span>
          </>
        }
      >
        {open && mayPropose && (
          <button type="button" className="button" onClick={() => setStep('withdraw')}>
            {t('Withdraw')} <Keys keys="x" />
          </button>
        )}
        {asks && (
          <button type="button" className="button" onClick={() => setStep('request')}>
            {t('Request documents')} <Keys keys="d" />
          </button>
        )}
        {open && mayRequest && data.request !== null && (
          <button type="button" className="button" onClick={() => setStep('withdraw-request')}>
            {t('Take the request back')}
          </button>
        )}
        {open && mayExecute && (
          <button
            type="button"
            className="button button-primary"
            disabled={!complete}
            onClick={() => setStep('execute')}
          >
            {t('Set off')} {complete && <Keys keys="s" />}
          </button>
        )}
        {mayTakeBack && (
          <button type="button" className="button" onClick={() => setStep('reverse')}>
            {t('Reverse')} <Keys keys="r" />
          </button>
        )}
      </PageHead>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the page's content is scrolled by keys
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface px-6 py-4 focus-visible:-outline-offset-2"
      >
        {open && <Waits data={data} />}
        {data.settled && (
          <p className="pb-3 text-ink-2">
            {data.settled.person}, {formatInstant(data.settled.at)} · {data.settled.reason}
          </p>
        )}
        <div className="grid gap-6 xl:grid-cols-2">
          <Side title={t('They owe')} lines={data.debits} currency={currency} />
          <Side
            title={data.kind === 'credit' ? t('Their credits') : t('We owe')}
            lines={data.credits}
            currency={currency}
          />
        </div>
        <Documents data={data} path={path} mayKeep={open && mayPropose} />
        {data.excluded.length > 0 && (
          <section aria-label={t('Left out')} className="pt-6">
            <h2 className="pb-2 text-fact font-semibold">{t('Left out')}</h2>
            <table className="w-full max-w-4xl border-collapse">
              <tbody>
                {data.excluded.map((one) => (
                  <tr key={`${one.side} ${one.number} ${one.code}`} className="border-b border-line">
                    <td className="py-1.5 pr-4">{one.number}</td>
                    <td className="py-1.5 pr-4 text-ink-2" title={sentence(one.reason)}>
                      {t(exclusionWords[one.code])}
                    </td>
                    <td className="py-1.5 text-right tabular-nums">{formatMoney(one.amount, currency)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </div>
      {step === 'execute' && <Execute data={data} path={path} close={() => setStep(undefined)} />}
      {step === 'request' && <Request path={path} close={() => setStep(undefined)} />}
      {step === 'withdraw' && (
        <Why title={t('Withdraw')} path={`${path}/withdrawal`} close={() => setStep(undefined)} />
      )}
      {step === 'reverse' && <Why title={t('Reverse')} path={`${path}/reversal`} close={() => setStep(undefined)} />}
      {step === 'withdraw-request' && (
        <Why title={t('Take the request back')} path={`${path}/request/withdrawal`} close={() => setStep(undefined)} />
      )}
    </>
  );
}

/** That it was asked for and waits for a second person, who may say yes or no here. */
function Waits({ data }: { data: OffsetAnswer }) {
  const read = useReading<RequestsAnswer>(
    '/api/authority/requests',
    { customer: String(data.customerId) },
    { keep: true },
  );
  const rows = read.data?.rows.filter((one) => one.subject === `offset ${data.id}`) ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('Waits for a second person')} className="pb-6">
      <h2 className="pb-2 text-fact font-semibold">{t('Waits for a second person')}</h2>
      <ul aria-label={t('Requests')} className="border-t border-line">
        <Suspense fallback={<Skeleton rows={2} className="px-6" />}>
          {rows.map((request) => (
            <RequestLine key={String(request.id)} request={request} />
          ))}
        </Suspense>
      </ul>
    </section>
  );
}

/** One side: what is taken of each thing, and the sum down to it. */
function Side({ title, lines, currency }: { title: string; lines: OffsetAnswer['debits']; currency: string }) {
  const money = useMoneyOfItem();
  return (
    <section aria-label={title}>
      <h2 className="pb-2 text-fact font-semibold">{title}</h2>
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line text-left text-meta text-ink-2">
            <th className="py-1 pr-3 font-normal">{t('Document')}</th>
            <th className="py-1 pr-3 font-normal">{t('Due')}</th>
            <th className="py-1 pr-3 text-right font-normal">{t('Open')}</th>
            <th className="py-1 pr-3 text-right font-normal">{t('Set off')}</th>
            <th className="py-1 text-right font-normal">{t('Sum ({currency})', { currency })}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.itemId} ${line.payableId}`} className="border-b border-line">
              <td className="py-1.5 pr-3">
                <span className="font-medium tabular-nums">
                  {line.itemId === null ? line.number : money.numberOf({ id: line.itemId, number: line.number })}
                </span>{' '}
                <span className="text-ink-2" title={line.partyName}>
                  {line.party}
                </span>
              </td>
              <td className="py-1.5 pr-3 whitespace-nowrap">
                {formatDay(line.dueDate, 'field')}
                {line.side === 'debit' && line.daysOverdue > 0 && (
                  <span className="text-warn">
                    {' '}
                    · {line.daysOverdue === 1 ? t('1 day late') : t('{days} days late', { days: line.daysOverdue })}
                  </span>
                )}
              </td>
              <td className="py-1.5 pr-3 text-right tabular-nums text-ink-2">{formatMoney(line.open, currency)}</td>
              <td className="py-1.5 pr-3 text-right tabular-nums">{formatMoney(line.amount, currency)}</td>
              <td className="py-1.5 text-right font-medium tabular-nums">{formatMoney(line.running, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {money.dialog}
    </section>
  );
}

function Documents({ data, path, mayKeep }: { data: OffsetAnswer; path: string; mayKeep: boolean }) {
  const { tenant } = useWork();
  const [rejecting, setRejecting] = useState<OffsetAnswer['kept'][number]>();
  const accepting = useWriting();
  if (data.documents.length === 0 && data.kept.length === 0) return null;
  const save = (id: string): void => {
    download(`${path}/documents/${id}`, { tenant, query: {}, progress: () => undefined }).catch((fault: unknown) =>
      sayRefused(fault),
    );
  };
  return (
    <section aria-label={t('Documents')} className="pt-6">
      <h2 className="pb-2 text-fact font-semibold">{t('Documents')}</h2>
      {data.request !== null && (
        <p className="pb-2 text-ink-2">
          {t('asked for by {day}', { day: formatDay(data.request.dueDate) })}
          {data.request.remindOn !== null &&
            !data.request.complete &&
            ` · ${t('reminded from {day} on', { day: formatDay(data.request.remindOn) })}`}
        </p>
      )}
      <ul className="flex max-w-4xl flex-col">
        {data.documents.map((one) => (
          <li key={one.kind} className="flex items-center gap-3 border-b border-line py-1.5">
            <span className="flex-1">{t(documentWords[one.kind])}</span>
            <span className={one.state === 'here' || one.state === 'on_file' ? 'text-ok' : 'text-warn'}>
              {t(documentStateWords[one.state])}
            </span>
            {mayKeep && one.state === 'missing' && <Keep path={path} kind={one.kind} />}
          </li>
        ))}
        {data.kept.map((one) => (
          <li key={String(one.id)} className="flex items-center gap-3 border-b border-line py-1.5">
            <span className="min-w-0 flex-1 truncate">
              <button type="button" className="link" onClick={() => save(String(one.id))}>
                {one.fileName}
              </button>{' '}
              <span className="text-ink-2">
                {t(documentWords[one.kind])} · {one.byLink ? t('by the link') : one.person},{' '}
                {formatInstant(one.receivedAt)}
                {one.byLink && one.acceptedBy !== null && ` · ${t('looked at by {name}', { name: one.acceptedBy })}`}
              </span>
            </span>
            {one.rejected !== null ? (
              <span className="text-bad">{t('Does not count: {reason}', { reason: one.rejected })}</span>
            ) : (
              mayKeep && (
                <>
                  {one.acceptedBy === null && (
                    <button
                      type="button"
                      className="button"
                      aria-label={t('{file} counts', { file: one.fileName })}
                      disabled={accepting.isPending}
                      onClick={() =>
                        accepting.mutate(
                          { path: `${path}/documents/${one.id}/acceptance`, body: {} },
                          { told: () => say(t('{file} counts; its gap is closed.', { file: one.fileName })) },
                        )
                      }
                    >
                      {t('Counts')}
                    </button>
                  )}
                  <button
                    type="button"
                    className="button"
                    aria-label={t('{file} does not count', { file: one.fileName })}
                    onClick={() => setRejecting(one)}
                  >
                    {t('Does not count')}
                  </button>
                </>
              )
            )}
          </li>
        ))}
      </ul>
      <Refused error={accepting.error} />
      {rejecting !== undefined && (
        <Why
          title={t('Does not count')}
          {...(rejecting.byLink && {
            about: t('The customer is told with the next day run that {file} could not be used, and asked again.', {
              file: rejecting.fileName,
            }),
          })}
          path={`${path}/documents/${rejecting.id}/rejection`}
          close={() => setRejecting(undefined)}
        />
      )}
    </section>
  );
}

/** Keeps a file for a document that is missing. */
function Keep({ path, kind }: { path: string; kind: OffsetAnswer['documents'][number]['kind'] }) {
  const chooser = useRef<HTMLInputElement>(null);
  const sending = useUpload<{ existing: boolean }>({ changes: true });
  return (
    <>
      <input
        ref={chooser}
        type="file"
        tabIndex={-1}
        accept="application/pdf,image/png,image/jpeg"
        aria-label={t(documentWords[kind])}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) sending.mutate({ path: `${path}/documents`, query: { kind, fileName: file.name }, file });
        }}
      />
      <Refused error={sending.error} />
      <button type="button" className="button" disabled={sending.isPending} onClick={() => chooser.current?.click()}>
        {t('Attach')}
      </button>
    </>
  );
}

/** What will be posted, pair by pair, before it is; whoever may not do it alone asks with the same button. */
function Execute({ data, path, close }: { data: OffsetAnswer; path: string; close: () => void }) {
  const mayReverse = useMay('offsets.reverse');
  const undo = useTakingBack();
  const takeBack = (): void =>
    void undo(
      { path: `${path}/reversal`, body: { reason: t('Taken back right after it was set off.') } },
      t('The offset is reversed; both sides are open again.'),
    );
  return (
    <ReasonDialog<{ state: 'done' | 'pending' }>
      title={t('Set off')}
      does={t('Set off')}
      width="max-w-2xl"
      write={(reason) => ({ path: `${path}/execution`, body: { reason, askFor: reason } })}
      told={({ state }) =>
        state === 'done'
          ? say(t('Set off and posted.'), mayReverse ? takeBack : undefined)
          : say(t('Asked for approval; it is posted once approved.'))
      }
      close={close}
    >
      <table className="w-full border-collapse">
        <thead>
          <tr className="border-b border-line text-left text-meta text-ink-2">
            <th className="py-1 pr-4 font-normal">{data.kind === 'credit' ? t('Their credits') : t('We owe')}</th>
            <th className="py-1 pr-4 font-normal">{t('They owe')}</th>
            <th className="py-1 text-right font-normal">{data.currency}</th>
          </tr>
        </thead>
        <tbody>
          {data.pairs.map((one) => (
            <tr key={`${one.credit} ${one.debit}`} className="border-b border-line">
              <td className="py-1 pr-4">{one.credit}</td>
              <td className="py-1 pr-4">{one.debit}</td>
              <td className="py-1 text-right tabular-nums">{formatMoney(one.amount, data.currency)}</td>
            </tr>
          ))}
          <tr className="font-medium">
            <td className="py-1 pr-4" colSpan={2}>
              {t('Total')}
            </td>
            <td className="py-1 text-right tabular-nums">{formatMoney(data.amount, data.currency)}</td>
          </tr>
        </tbody>
      </table>
    </ReasonDialog>
  );
}

/** The request as the customer will read it; ten seconds later it is proposed, unless somebody keeps it back. */
const Request = ({ path, close }: { path: string; close: () => void }) => (
  <LetterDialog
    title={t('Request documents')}
    width="max-w-2xl"
    preview={{ path: `${path}/request` }}
    write={{ path: `${path}/request`, body: {} }}
    does={t('Request documents')}
    leaves={t('1 request leaves')}
    told={t('The documents are requested with the next sending.')}
    close={close}
  >
    <p className="text-ink-2">{t('It leaves with the next sending, through the gate.')}</p>
  </LetterDialog>
);
