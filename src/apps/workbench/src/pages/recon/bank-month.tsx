/** A bank account's month: from the bank's balance to the ledger's, and who prepared and signed it. */
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { CompaniesAnswer } from '#company/contract';
import type { BankPostingsAnswer } from '#integrations/contract';
import type { BankMonthAnswer } from '#reconciliation/contract';
import {
  clause,
  formatAccount,
  formatCount,
  formatDay,
  formatInstant,
  formatMoney,
  formatMonth,
  sentence,
} from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { language as ownLanguage, t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { download } from '../../parts/download.ts';
import { Field, ReasonField, saysWhy } from '../../parts/field.tsx';
import { FileLanguage } from '../../parts/file-language.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useTakingBack } from '../../parts/taking-back.ts';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { bankItemWords, bankStateTones, bankStateWords } from './words.ts';

/** Edges of a table in line with those of the one above it. */
const flush = '[&_:is(th,td):first-child]:!pl-0 [&_:is(th,td):last-child]:!pr-0';

type Posting = BankPostingsAnswer['rows'][number];

export function BankMonthPage() {
  const { bankAccount, month } = useParams({ strict: false });
  const { company } = useWork();
  const path = `/api/reconciliations/banks/${bankAccount}/${month}`;
  const read = useReading<BankMonthAnswer>(path, { company }, { keep: true });
  if (read.isPending) return <Skeleton rows={14} className="px-6 py-6" />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  return <Month data={read.data!} path={path} />;
}

function Month({ data, path }: { data: BankMonthAnswer; path: string }) {
  const { tenant, company } = useWork();
  const mayPrepare = useMay('reconciliation.prepare-bank');
  const maySign = useMay('reconciliation.sign-bank');
  const [asking, setAsking] = useState<'prepare' | 'reopen'>();
  const signing = useWriting();
  const takeBack = useTakingBack();
  const { currency } = data;
  const [language, setLanguage] = useState(ownLanguage);
  const save = (kind: 'pdf' | 'xlsx'): void => {
    const query = { company, ...(kind === 'pdf' && { language }) };
    download(`${path}/${kind}`, { tenant, query, progress: () => undefined }).catch((fault: unknown) =>
      sayRefused(fault),
    );
  };
  const toPrepare = mayPrepare && data.signed === null;
  const toSign = maySign && data.state === 'prepared';
  const sign = (): void => {
    if (!signing.isPending)
      signing.mutate(
        { path: `${path}/sign`, query: { company } },
        {
          told: () =>
            say(t('The month is signed.'), () => {
              const reason = t('Taken back right after it was signed.');
              void takeBack(
                { path: `${path}/reopen`, query: { company }, body: { reason } },
                t('The month is open again.'),
              );
            }),
        },
      );
  };
  useKeys([
    ...(toPrepare && data.ready
      ? [{ keys: 'p', label: t('Prepare for signing'), run: () => setAsking('prepare') }]
      : []),
    ...(toSign ? [{ keys: 's', label: t('Sign'), run: sign }] : []),
  ]);
  // What lies between is taken from the bank's balance to come to the ledger's.
  const turned = (amount: string): string => (amount.startsWith('-') ? amount.slice(1) : `-${amount}`);
  return (
    <>
      <PageHead
        title={`${data.name}, ${formatMonth(data.month)}`}
        meta={
          <>
            <Link to="/recon" search={(old) => old} className="link">
              {t('Reconciliation')}
            </Link>{' '}
            · {formatAccount(data.account)} ·{' '}
            <span className={bankStateTones[data.state]}>{t(bankStateWords[data.state])}</span>
          </>
        }
      >
        <FileLanguage value={language} onChange={setLanguage} />
        <button type="button" className="button" onClick={() => save('pdf')}>
          PDF
        </button>
        <button type="button" className="button" onClick={() => save('xlsx')}>
          XLSX
        </button>
        {toPrepare && (
          <button type="button" className="button" disabled={!data.ready} onClick={() => setAsking('prepare')}>
            {t('Prepare for signing')} {data.ready && <Keys keys="p" />}
          </button>
        )}
        {toSign && (
          <button type="button" className="button button-primary" disabled={signing.isPending} onClick={sign}>
            {t('Sign')} <Keys keys="s" />
          </button>
        )}
        {maySign && data.signed !== null && (
          <button type="button" className="button" onClick={() => setAsking('reopen')}>
            {t('Reopen')}
          </button>
        )}
      </PageHead>
      {signing.error && (
        <div className="border-t border-line px-6 py-2">
          <Refused error={signing.error} />
        </div>
      )}
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the items are scrolled by keys
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface px-6 py-4 focus-visible:-outline-offset-2"
      >
        <ul aria-label={t('What to know')} className="flex flex-col gap-1 pb-3 empty:hidden">
          {data.findings.map((one) => (
            <li key={`${one.code} ${one.text}`} className={one.blocks ? 'text-warn' : 'text-ink-2'}>
              {sentence(one.text)}
            </li>
          ))}
        </ul>
        <table className="w-full max-w-5xl border-collapse">
          <thead>
            <tr className="border-b border-line text-left text-meta text-ink-2">
              <th className="py-1 pr-4 font-normal">{t('Item')}</th>
              <th className="py-1 pr-4 font-normal">{t('Day')}</th>
              <th className="py-1 pr-4 font-normal">{t('Text')}</th>
              <th className="py-1 text-right font-normal">{currency}</th>
            </tr>
          </thead>
          <tbody>
            <tr className="border-b border-line font-medium">
              <td className="py-1.5 pr-4" colSpan={3}>
                {t('Balance by the bank')}
              </td>
              <td className="py-1.5 text-right tabular-nums">{formatMoney(data.bank, currency)}</td>
            </tr>
            {data.items.map((item, index) => (
              // Items have no name of their own, and their order is the books'.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <tr key={index} className="border-b border-line">
                <td className={`py-1.5 pr-4 ${item.blocks ? 'text-warn' : ''}`}>{t(bankItemWords[item.kind])}</td>
                <td className="py-1.5 pr-4 whitespace-nowrap">{item.day === null ? '' : formatDay(item.day)}</td>
                <td className="max-w-md truncate py-1.5 pr-4 text-ink-2" title={clause(item.text)}>
                  <ItemLink item={item} bank={data.name}>
                    {[item.reference, clause(item.text)].filter((one) => one !== '').join(' · ')}
                  </ItemLink>
                </td>
                <td className="py-1.5 text-right tabular-nums">{formatMoney(turned(item.amount), currency)}</td>
              </tr>
            ))}
            <tr className="font-medium">
              <td className="py-1.5 pr-4" colSpan={3}>
                {t('Balance in the ledger')}
              </td>
              <td className="py-1.5 text-right tabular-nums">{formatMoney(data.ledger, currency)}</td>
            </tr>
          </tbody>
        </table>
        {data.byRule.length > 0 && (
          <p className="pt-4 text-ink-2">
            {t('Posted by rule in the month:')}{' '}
            {data.byRule.map((one) => `${one.rule} ${formatMoney(one.amount, currency)} (${one.count})`).join(' · ')}
          </p>
        )}
        <ByStatement data={data} />
        <StandsBehind />
        <div className="flex flex-col gap-1 pt-4">
          {data.prepared && (
            <p>
              {t('Prepared by {person}, {instant}', {
                person: data.prepared.person,
                instant: formatInstant(data.prepared.at),
              })}
              {data.prepared.note !== '' && <span className="text-ink-2"> · {data.prepared.note}</span>}
            </p>
          )}
          {data.signed && (
            <p className="text-ok">
              {t('Signed by {person}, {instant}', {
                person: data.signed.person,
                instant: formatInstant(data.signed.at),
              })}
            </p>
          )}
          {data.state === 'changed' && (
            <p className="text-bad">
              {t('Bank or ledger of this month have moved since it was signed: reopen it and look at it again.')}
            </p>
          )}
          {data.reopened.map((one) => (
            <p key={one.at} className="text-ink-2">
              {t('Reopened by {person}, {instant}', { person: one.person, instant: formatInstant(one.at) })} ·{' '}
              {one.reason}
            </p>
          ))}
        </div>
      </div>
      {asking && <Step kind={asking} path={path} close={() => setAsking(undefined)} />}
    </>
  );
}

interface ItemLinkProps {
  readonly item: BankMonthAnswer['items'][number];
  readonly bank: string;
  readonly children: ReactNode;
}

/** Leads from what lies between to its money: the receipt that it became, or the bank's lines of its day. */
function ItemLink({ item, bank, children }: ItemLinkProps) {
  if (item.receiptId !== null)
    return (
      <Link to="/cash/lines/$receipt" params={{ receipt: String(item.receiptId) }} search={{}} className="drill">
        {children}
      </Link>
    );
  if (item.kind === 'line_not_posted' && item.day !== null)
    return (
      <Link
        to="/cash/bank-lines"
        search={{ bank: `=${bank}`, bookedOnFrom: item.day, bookedOnTo: item.day }}
        className="drill"
      >
        {children}
      </Link>
    );
  return children;
}

/** Bank against ledger at the end of each statement: where a difference begins is seen from one row to the next. */
function ByStatement({ data }: { data: BankMonthAnswer }) {
  const { currency } = data;
  if (data.statements.length === 0) return null;
  const money = (amount: string | null): string => (amount === null ? '–' : formatMoney(amount, currency));
  return (
    <div className="max-w-5xl pt-4">
      <LedgerTable
        label={t('By statement')}
        className={flush}
        heads={[
          t('Bank statement'),
          t('Last day'),
          { text: t('Opening balance'), numeric: true as const },
          { text: t('Closing balance'), numeric: true as const },
          { text: t('In the ledger'), numeric: true as const },
          { text: `${t('Difference')} ${currency}`, numeric: true as const },
        ]}
      >
        <tbody>
          {data.statements.map((one, place) => (
            // A bank may give two statements one number; their order is that of their days.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <tr key={place}>
              <th scope="row" className="font-normal">
                {one.number ?? '–'}
              </th>
              <td className="whitespace-nowrap tabular-nums">{formatDay(one.day)}</td>
              <td className="numeric">{money(one.opening)}</td>
              <td className="numeric">{money(one.closing)}</td>
              <td className="numeric">{money(one.ledger)}</td>
              <td className="numeric">{money(one.difference)}</td>
            </tr>
          ))}
        </tbody>
      </LedgerTable>
    </div>
  );
}

const standingWords: Readonly<Record<Posting['state'], string>> = {
  proposed: 'Only proposed',
  executed: 'Executed here',
  pending: 'Executed here, waits for export',
  exported: 'Exported, the ERP has not answered',
  confirmed: 'Confirmed by the ERP',
  contradicted: 'Rejected or overtaken by the ERP',
};
const postingWords: Readonly<Record<Posting['kind'], string>> = {
  clearing: 'money applied',
  rule: 'charges and interest by rule',
  proposal: 'suggestions that nobody accepted',
};

/** Where an ERP owns the documents: what of the month is only proposed, executed here, or done by the ERP. */
function StandsBehind() {
  const { bankAccount, month } = useParams({ strict: false });
  const { company } = useWork();
  const companies = useReading<CompaniesAnswer>('/api/companies');
  const mirrored = companies.data?.rows.find((one) => one.code === company)?.ledgerMode === 'mirrored';
  return mirrored ? <Standing query={{ company, bankAccount: bankAccount!, month: month! }} /> : null;
}

function Standing({ query }: { query: { company: string; bankAccount: string; month: string } }) {
  const read = useReading<BankPostingsAnswer>('/api/erp/bank-postings', query);
  if (!read.data || read.data.rows.length === 0) return null;
  return (
    <div className="max-w-3xl pt-4">
      <LedgerTable
        label={t('Here and in the ERP')}
        className={flush}
        heads={[
          t('State'),
          t('What'),
          { text: t('Movements'), numeric: true as const },
          { text: t('Amount'), numeric: true as const },
        ]}
      >
        <tbody>
          {read.data.rows.map((row) => (
            <tr key={`${row.state} ${row.kind} ${row.currency}`}>
              <th
                scope="row"
                className={row.state === 'contradicted' ? 'text-bad' : row.state === 'confirmed' ? 'text-ok' : ''}
              >
                {t(standingWords[row.state])}
              </th>
              <td className="text-ink-2">{t(postingWords[row.kind])}</td>
              <td className="numeric">{formatCount(row.count)}</td>
              <td className="numeric">
                {formatMoney(row.amount, row.currency)} <span className="text-meta text-ink-2">{row.currency}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </LedgerTable>
    </div>
  );
}

/** A note to what is prepared, or the reason of a reopening. */
function Step({ kind, path, close }: { kind: 'prepare' | 'reopen'; path: string; close: () => void }) {
  const { company } = useWork();
  const [text, setText] = useState('');
  const writing = useWriting();
  const title = kind === 'prepare' ? t('Prepare for signing') : t('Reopen');
  return (
    <Dialog title={title} close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          writing.mutate(
            {
              path: `${path}/${kind}`,
              query: { company },
              body: kind === 'prepare' ? { note: text } : { reason: text },
            },
            {
              told: () => say(kind === 'prepare' ? t('The month is prepared.') : t('The month is open again.')),
              onSuccess: close,
            },
          );
        }}
      >
        {kind === 'prepare' && <p className="text-ink-2">{t('Somebody else signs what you prepare.')}</p>}
        {kind === 'prepare' ? (
          <Field label={t('Note')}>
            {(control) => (
              <input {...control} className="field" value={text} onChange={(event) => setText(event.target.value)} />
            )}
          </Field>
        ) : (
          <ReasonField label={t('Reason')} value={text} onChange={setText} />
        )}
        <Refused error={writing.error} />
        <FormFoot does={title} busy={writing.isPending} ready={kind === 'prepare' || saysWhy(text)} close={close} />
      </form>
    </Dialog>
  );
}
