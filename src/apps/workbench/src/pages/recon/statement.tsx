/** One customer reconciliation: their lines on the left, ours on the right, the difference and its reason between them. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import type { ReconciliationAnswer } from '#reconciliation/contract';
import { formatCount, formatDay, formatMoney, humanise, isZero, readMoney, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Chip } from '../../parts/column-filters.tsx';
import { useBusinessDay } from '../../parts/company-day.ts';
import { Segmented } from '../../parts/controls.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { download } from '../../parts/download.ts';
import { Field } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useUpload } from '../../parts/upload.ts';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { useMoneyOfItem } from '../items/money-of-item.tsx';
import { Steps, type Work, WriteToCustomer } from './steps.tsx';
import { proposalWords, reasonWords, sideWords } from './words.ts';

const route = getRouteApi('/recon/customers/$statement');
type Line = ReconciliationAnswer['lines'][number];

export function StatementPage() {
  const { statement } = route.useParams();
  const read = useReading<ReconciliationAnswer>(`/api/reconciliations/customers/${statement}`, {}, { keep: true });
  if (read.isPending) return <Skeleton rows={18} className="px-6 py-6" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  return <Reconciliation data={read.data!} />;
}

function Reconciliation({ data }: { data: ReconciliationAnswer }) {
  const { tenant } = useWork();
  const mayCompare = useMay('reconciliation.compare');
  const mayAgree = useMay('reconciliation.agree');
  const { shown = 'differences', reason } = route.useSearch();
  const navigate = route.useNavigate();
  const [agreeing, setAgreeing] = useState(false);
  const [discarding, setDiscarding] = useState(false);
  const money = useMoneyOfItem();
  const [writingAbout, setWritingAbout] = useState<readonly string[]>();
  const { currency } = data;
  const agreed = data.agreements.find((one) => one.withdrawn === null);
  const differing = data.lines.filter((line) => line.reason !== null);
  const open = differing.filter((line) => line.side === 'open' && !isZero(line.difference));
  const ofReason = (line: Line): boolean => reason === undefined || line.reason === reason;
  const lines = (shown === 'all' ? data.lines : shown === 'open' ? open : differing).filter(ofReason);
  const workOf = new Map(data.work.map((one) => [one.key, one]));
  // What waits or is sent already is not written about again by the button for all.
  const unwritten = data.work.filter(
    (one) =>
      one.steps.some((step) => step.kind === 'write') &&
      !one.deeds.some((deed) => deed.what === 'letter' && ['proposed', 'sending', 'sent'].includes(deed.state)),
  );
  const toWrite = mayCompare && !agreed && unwritten.length > 0;
  const toAgree = mayAgree && !agreed;
  const writeAboutAll = (): void => setWritingAbout(unwritten.slice(0, 200).map((one) => one.key));
  useKeys([
    ...(toWrite ? [{ keys: 'w', label: t('Write to the customer'), run: writeAboutAll }] : []),
    ...(toAgree ? [{ keys: 'a', label: t('Agree on a balance'), run: () => setAgreeing(true) }] : []),
  ]);
  const save = (kind: 'pdf' | 'xlsx' | 'file'): void => {
    download(`/api/reconciliations/customers/${data.id}/${kind}`, {
      tenant,
      query: {},
      progress: () => undefined,
    }).catch(sayRefused);
  };
  return (
    <>
      <PageHead
        title={data.name}
        meta={
          <>
            <Link to="/recon" search={(old) => old} className="link">
              {t('Reconciliation')}
            </Link>{' '}
            · {t('statement of {day}', { day: formatDay(data.asOf) })} · {data.fileName}
          </>
        }
      >
        {mayCompare && !agreed && (
          <button type="button" className="button" onClick={() => setDiscarding(true)}>
            {t('Discard…')}
          </button>
        )}
        <button type="button" className="button" onClick={() => save('file')}>
          {t('Their file')}
        </button>
        <button type="button" className="button" onClick={() => save('pdf')}>
          PDF
        </button>
        <button type="button" className="button" onClick={() => save('xlsx')}>
          XLSX
        </button>
        {toWrite && (
          <button type="button" className="button" onClick={writeAboutAll}>
            {t('Write to the customer')} <span className="text-ink-2">{formatCount(unwritten.length)}</span>{' '}
            <Keys keys="w" />
          </button>
        )}
        {toAgree && (
          <button type="button" className="button button-primary" onClick={() => setAgreeing(true)}>
            {t('Agree on a balance')} <Keys keys="a" />
          </button>
        )}
      </PageHead>
      <Bridge data={data} agreed={agreed} />
      <div className="flex flex-wrap items-center gap-3 border-t border-line px-6 py-2.5">
        <Segmented
          label={t('Lines shown')}
          value={shown}
          options={[
            ['differences', `${t('Differences')} ${formatCount(differing.length)}`],
            ['open', `${t('Open questions')} ${formatCount(open.length)}`],
            ['all', `${t('All lines')} ${formatCount(data.lines.length)}`],
          ]}
          onChange={(next) => void navigate({ search: { shown: next === 'differences' ? undefined : next } })}
        />
        {reason !== undefined && (
          <Chip label={t('Likely reason')} onRemove={() => void navigate({ search: { shown: undefined } })}>
            {t(reasonWords[reason as keyof typeof reasonWords] ?? reason)}
          </Chip>
        )}
        {data.warnings.map((one) => (
          <span key={one} className="text-warn">
            {sentence(one)}
          </span>
        ))}
      </div>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the lines are scrolled by keys
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface focus-visible:-outline-offset-2"
      >
        <table
          aria-label={t('Lines of the statement')}
          className="w-full border-collapse max-xl:[&_td:not(:last-child)]:pr-2 max-xl:[&_th:not(:last-child)]:pr-2"
        >
          <thead className="sticky top-0 z-10 bg-surface">
            <tr className="text-left text-meta text-ink-2">
              <th className="border-b border-line py-1.5 pr-3 pl-6 font-normal">{t('Their document')}</th>
              <th className="border-b border-line py-1.5 pr-3 font-normal">{t('Date')}</th>
              <th className="border-b border-line py-1.5 pr-4 text-right font-normal">{t('Theirs')}</th>
              <th className="border-b border-l border-line py-1.5 pr-3 pl-4 font-normal">{t('Our document')}</th>
              <th className="border-b border-line py-1.5 pr-3 font-normal">{t('Date')}</th>
              <th className="border-b border-line py-1.5 pr-4 text-right font-normal">{t('Ours')}</th>
              <th className="border-b border-l border-line py-1.5 pr-3 pl-4 text-right font-normal">
                {t('Difference')}
              </th>
              <th className="border-b border-line py-1.5 pr-3 font-normal">{t('Likely reason')}</th>
              <th className="border-b border-line py-1.5 pr-3 font-normal">{t('Put right by')}</th>
              <th className="border-b border-line py-1.5 pr-6 font-normal">{t('Done and next')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Row
                key={line.key}
                line={line}
                data={data}
                work={workOf.get(line.key)}
                write={setWritingAbout}
                editable={mayCompare && !agreed}
                currency={currency}
                numberOf={money.numberOf}
              />
            ))}
          </tbody>
        </table>
        {lines.length === 0 && (
          <p className="px-6 py-8 text-ink-2">
            {shown === 'open' ? t('Everything is said.') : t('Both sides agree on every line.')}
          </p>
        )}
      </div>
      {writingAbout && <WriteToCustomer data={data} keys={writingAbout} close={() => setWritingAbout(undefined)} />}
      {agreeing && <Agree data={data} close={() => setAgreeing(false)} />}
      {money.dialog}
      {discarding && (
        <ReasonDialog
          title={t('Discard the statement of {name}', { name: data.name })}
          does={t('Discard')}
          write={{ path: `/api/reconciliations/customers/${data.id}/discard`, version: data.version }}
          told={() => say(t('The statement is discarded.'))}
          done={() =>
            void navigate({ to: '/recon', search: (old) => ({ ...old, shown: undefined, reason: undefined }) })
          }
          close={() => setDiscarding(false)}
        >
          <p className="text-ink-2">
            {t('It came by mistake and is compared no more; its file stays kept. What was written and disputed stays.')}
          </p>
        </ReasonDialog>
      )}
    </>
  );
}

/** Both balances, what lies between them by reason, and what was agreed. */
function Bridge({
  data,
  agreed,
}: {
  data: ReconciliationAnswer;
  agreed: ReconciliationAnswer['agreements'][number] | undefined;
}) {
  const { currency } = data;
  const money = (text: string): string => formatMoney(text, currency);
  const mayWithdraw = useMay('reconciliation.withdraw');
  const withdrawing = useWriting();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  /** A figure leads to the lines that it sums. */
  const linesOf = (of: Line['reason'] | undefined, text: string) => (
    <Link
      to="/recon/customers/$statement"
      params={{ statement: String(data.id) }}
      search={{ reason: of ?? undefined }}
      className="drill"
    >
      {text}
    </Link>
  );
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-3 border-t border-line px-6 py-3">
      <Figure label={t('Their balance')} text={`${money(data.theirs)} ${currency}`} />
      <Figure
        label={t('Our balance')}
        text={
          <Link to="/items" search={{ customer: data.customer, asOf: data.asOf, currency }} className="drill">
            {money(data.ours)} {currency}
          </Link>
        }
      />
      <Figure label={t('Difference')} text={linesOf(undefined, money(data.difference))} />
      <ul aria-label={t('Differences by reason')} className="flex min-w-64 flex-1 flex-wrap gap-x-5 gap-y-0.5">
        {data.byReason.map((one) => (
          <li key={one.reason} className="text-meta">
            <span className="text-ink-2">
              {t(reasonWords[one.reason])} ({linesOf(one.reason, formatCount(one.count))})
            </span>{' '}
            <span className="tabular-nums">{linesOf(one.reason, money(one.amount))}</span>
          </li>
        ))}
      </ul>
      {agreed ? (
        <div className="max-w-sm">
          <p className="text-meta text-ink-2">
            {t('Agreed on {day} with {name}', { day: formatDay(agreed.agreedOn), name: agreed.agreedWith })}
          </p>
          <p className="text-fact font-semibold text-ok tabular-nums">
            {money(agreed.agreed)} {currency}
          </p>
          {data.sinceAgreed && !isZero(data.sinceAgreed.difference) && (
            <p className="text-warn">
              {t('Our balance of that day has changed by {amount} since: {numbers}', {
                amount: money(data.sinceAgreed.difference),
                numbers: data.sinceAgreed.changes.map((one) => one.number).join(', '),
              })}
            </p>
          )}
          <Confirmation id={String(data.id)} fileName={agreed.evidence} />
          {mayWithdraw && (
            <button type="button" className="link" onClick={() => setAsking(true)}>
              {t('Withdraw the agreement')}
            </button>
          )}
        </div>
      ) : (
        <Figure
          label={t('To be agreed on')}
          text={data.proposedBalance === null ? t('Questions are open') : `${money(data.proposedBalance)} ${currency}`}
        />
      )}
      {asking && (
        <Dialog title={t('Withdraw the agreement')} close={() => setAsking(false)}>
          <form
            className="flex flex-col gap-3 px-6 py-4"
            onSubmit={(event) => {
              event.preventDefault();
              if (reason.trim() === '') return;
              withdrawing.mutate(
                { path: `/api/reconciliations/customers/${data.id}/withdraw`, version: data.version, body: { reason } },
                { onSuccess: () => setAsking(false) },
              );
            }}
          >
            <Field label={t('Reason')}>
              {(control) => (
                <input
                  {...control}
                  className="field"
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
            <Refused error={withdrawing.error} />
            <FormFoot
              does={t('Withdraw')}
              busy={withdrawing.isPending}
              ready={reason.trim() !== ''}
              close={() => setAsking(false)}
            />
          </form>
        </Dialog>
      )}
    </div>
  );
}

/** The customer's confirmation of what was agreed: attached once, and saved as it came. */
function Confirmation({ id, fileName }: { id: string; fileName: string | null }) {
  const { tenant } = useWork();
  const mayAgree = useMay('reconciliation.agree');
  const chooser = useRef<HTMLInputElement>(null);
  const sending = useUpload<null>({ changes: true });
  const path = `/api/reconciliations/customers/${id}/evidence`;
  if (fileName !== null)
    return (
      <p className="flex gap-1.5">
        <span className="text-ink-2">{t('Their confirmation:')}</span>
        <button
          type="button"
          className="link truncate"
          onClick={() =>
            void download(path, { tenant, query: {}, progress: () => undefined }).catch((fault: unknown) =>
              sayRefused(fault),
            )
          }
        >
          {fileName}
        </button>
      </p>
    );
  if (!mayAgree) return null;
  return (
    <>
      <input
        ref={chooser}
        type="file"
        tabIndex={-1}
        aria-label={t('Their confirmation')}
        className="sr-only"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file)
            sending.mutate(
              { path, query: { fileName: file.name }, file },
              { told: () => say(t('Their confirmation is attached.')) },
            );
        }}
      />
      <button
        type="button"
        className="link block"
        disabled={sending.isPending}
        onClick={() => chooser.current?.click()}
      >
        {sending.isPending ? t('Saving…') : t('Attach their confirmation')}
      </button>
      <Refused error={sending.error} />
    </>
  );
}

function Figure({ label, text }: { label: string; text: ReactNode }) {
  return (
    <div>
      <p className="text-meta text-ink-2">{label}</p>
      <p className="text-fact font-semibold tabular-nums">{text}</p>
    </div>
  );
}

function Row({
  line,
  data,
  work,
  write,
  editable,
  currency,
  numberOf,
}: {
  line: Line;
  data: ReconciliationAnswer;
  work: Work | undefined;
  write: (keys: readonly string[]) => void;
  editable: boolean;
  currency: string;
  /** The number of one of our documents, which leads to where its money is. */
  numberOf: ReturnType<typeof useMoneyOfItem>['numberOf'];
}) {
  const deciding = useWriting();
  const { theirs, ours } = line;
  const zero = isZero(line.difference);
  const only = line.outcome === 'balance_only';
  const decide = (side: string): void =>
    deciding.mutate(
      {
        path: `/api/reconciliations/customers/${data.id}/decisions`,
        version: data.version,
        body: { decisions: [{ key: line.key, side, note: line.decision?.note ?? '' }] },
      },
      { onError: sayRefused },
    );
  const name = theirs?.reference || ours?.number || line.key;
  return (
    <tr className="border-b border-line align-top hover:bg-hover">
      <td className="py-1.5 pr-3 pl-6">
        {theirs ? (
          <>
            {theirs.reference || '–'}
            {(theirs.kind || theirs.memo) && (
              <span className="block max-w-40 truncate text-meta xl:max-w-56 text-ink-2" title={theirs.memo}>
                {[theirs.kind, theirs.memo].filter((one) => one !== '').join(' · ')}
              </span>
            )}
          </>
        ) : (
          only && <span className="text-ink-2">{t(reasonWords[line.reason ?? 'opening_differs'])}</span>
        )}
      </td>
      <td className="py-1.5 pr-3 whitespace-nowrap">{theirs?.date ? formatDay(theirs.date) : ''}</td>
      <td className="py-1.5 pr-4 text-right tabular-nums">
        {(theirs || only) && formatMoney(line.theirAmount, currency)}
      </td>
      <td className="border-l border-line py-1.5 pr-3 pl-4">
        {ours && (
          <>
            <span className="block whitespace-nowrap">{numberOf({ id: ours.itemId, number: ours.number })}</span>
            <span className="block text-meta text-ink-2">{t(humanise(ours.documentType))}</span>
          </>
        )}
      </td>
      <td className="py-1.5 pr-3 whitespace-nowrap">{ours ? formatDay(ours.date) : ''}</td>
      <td className="py-1.5 pr-4 text-right tabular-nums">{(ours || only) && formatMoney(line.ourAmount, currency)}</td>
      <td
        className={`border-l border-line py-1.5 pr-3 pl-4 text-right tabular-nums ${zero ? 'text-ink-2' : 'font-medium'}`}
      >
        {formatMoney(line.difference, currency)}
      </td>
      <td className="py-1.5 pr-3">
        {line.reason === null ? (
          <span className="text-ok">{t('Agrees')}</span>
        ) : (
          <>
            {t(reasonWords[line.reason])}
            <span className="block text-meta text-ink-2">
              {[
                line.number !== null && line.number !== name ? line.number : null,
                line.day === null ? null : formatDay(line.day),
                line.proposal === 'none' ? null : t(proposalWords[line.proposal]),
              ]
                .filter((one) => one !== null)
                .join(' · ')}
            </span>
          </>
        )}
      </td>
      <td className="py-1 pr-3">
        {!zero &&
          (editable ? (
            <select
              aria-label={t('Who puts {document} right', { document: name })}
              className={`field w-34 ${line.side === 'open' ? 'text-warn' : ''}`}
              value={line.side}
              disabled={deciding.isPending}
              onChange={(event) => decide(event.target.value)}
            >
              {Object.entries(sideWords).map(([side, words]) => (
                <option key={side} value={side}>
                  {t(words)}
                </option>
              ))}
            </select>
          ) : (
            <span className="inline-block py-0.5">{t(sideWords[line.side])}</span>
          ))}
        {line.decision && (
          <span className="block text-meta text-ink-2" title={line.decision.note}>
            {line.decision.person}
          </span>
        )}
      </td>
      <td className="py-1.5 pr-6">
        <Steps data={data} line={line} work={work} editable={editable} write={write} />
      </td>
    </tr>
  );
}

/** The balance that both sides agree on: ours and what we correct. */
function Agree({ data, close }: { data: ReconciliationAnswer; close: () => void }) {
  const { currency } = data;
  const [amount, setAmount] = useState(
    data.proposedBalance === null ? '' : formatMoney(data.proposedBalance, currency),
  );
  const [agreedWith, setAgreedWith] = useState('');
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<string>();
  const agreeing = useWriting();
  const day = useBusinessDay();
  return (
    <Dialog title={t('Agree on a balance')} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          const agreed = readMoney(amount, currency);
          setWrong(
            agreed === undefined
              ? t('That is not an amount in {currency}.', { currency })
              : agreedWith.trim() === ''
                ? t('Say who agreed at the customer.')
                : undefined,
          );
          if (agreed === undefined || agreedWith.trim() === '') return;
          agreeing.mutate(
            {
              path: `/api/reconciliations/customers/${data.id}/agreement`,
              version: data.version,
              body: { agreed, agreedWith: agreedWith.trim(), agreedOn: day, note },
            },
            {
              told: () => say(t('The balance is agreed; both files are kept.')),
              onSuccess: close,
            },
          );
        }}
      >
        <p className="text-ink-2">{t('Our balance and the differences that we correct.')}</p>
        <Field label={`${t('Balance')} (${currency})`}>
          {(control) => (
            <input
              {...control}
              className="field tabular-nums"
              value={amount}
              onChange={(event) => setAmount(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('Agreed with')}>
          {(control) => (
            <input
              {...control}
              className="field"
              value={agreedWith}
              onChange={(event) => setAgreedWith(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('Note')}>
          {(control) => (
            <input {...control} className="field" value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        {wrong !== undefined && (
          <p role="alert" className="text-bad">
            {wrong}
          </p>
        )}
        <Refused error={agreeing.error} />
        <FormFoot does={t('Agree')} busy={agreeing.isPending} close={close} />
      </form>
    </Dialog>
  );
}
