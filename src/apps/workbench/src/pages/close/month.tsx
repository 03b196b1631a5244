/** One month at its close: what stands in the way, its revaluation, its control accounts, its files, and who closed it. */
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { CompaniesAnswer } from '#company/contract';
import type { MonthReadinessAnswer, PeriodsAnswer } from '#ledger/contract';
import type { ControlAccountsAnswer, RevaluationAnswer } from '#receivables/contract';
import {
  clause,
  formatDay,
  formatInstant,
  formatMoney,
  formatMonth,
  formatRate,
  isZero,
  sentence,
} from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { download } from '../../parts/download.ts';
import { Check } from '../../parts/field.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { CloseThrough } from './through.tsx';
import { changedToWords, type MonthState, monthStateTones, monthStateWords } from './words.ts';

type Story = PeriodsAnswer['rows'][number];
type Finding = MonthReadinessAnswer['findings'][number];

interface Props {
  readonly month: string;
  readonly state: MonthState;
  /** What became of it; undefined: nobody posted in it or closed it. */
  readonly story: Story | undefined;
}

export function CloseOfMonth({ month, state, story }: Props) {
  const { session, tenant, company } = useWork();
  const mayClose = useMay('ledger.close-period');
  const companies = useReading<CompaniesAnswer>('/api/companies');
  const mirrored = companies.data?.rows.find((one) => one.code === company)?.ledgerMode === 'mirrored';
  const readiness = useReading<MonthReadinessAnswer>(
    `/api/periods/${month}/readiness`,
    { company },
    { keep: true, enabled: state !== 'closed' },
  );
  const findings = readiness.data?.findings ?? [];
  const needed = findings.some((one) => one.needed);
  const [asking, setAsking] = useState<MonthState | 'through'>();
  const companyId = session.tenants
    .find((one) => one.code === tenant)!
    .companies.find((one) => one.code === company)!.id;
  const ready = readiness.data !== undefined && !needed;
  const through = mayClose && findings.some((one) => one.code === earlierOpen);
  useKeys(
    mayClose
      ? [
          ...(state === 'open'
            ? [{ keys: 's', label: t('Soft-close the month'), run: () => setAsking('soft_closed') }]
            : []),
          ...(state !== 'closed' && ready
            ? [{ keys: 'c', label: t('Close the month for good'), run: () => setAsking('closed') }]
            : []),
          ...(through
            ? [{ keys: 'b', label: t('Close with the months before it'), run: () => setAsking('through') }]
            : []),
          ...(state === 'soft_closed'
            ? [{ keys: 'o', label: t('Open the month again'), run: () => setAsking('open') }]
            : []),
        ]
      : [],
  );
  return (
    <>
      <PageHead
        title={formatMonth(month)}
        meta={<span className={monthStateTones[state]}>{t(monthStateWords[state])}</span>}
      >
        {mayClose && state === 'soft_closed' && (
          <button type="button" className="button" onClick={() => setAsking('open')}>
            {t('Reopen')} <Keys keys="o" />
          </button>
        )}
        {mayClose && state === 'open' && (
          <button type="button" className="button" onClick={() => setAsking('soft_closed')}>
            {t('Soft-close')} <Keys keys="s" />
          </button>
        )}
        {mayClose && state !== 'closed' && (
          <button type="button" className="button button-primary" disabled={!ready} onClick={() => setAsking('closed')}>
            {t('Close for good')} {ready && <Keys keys="c" />}
          </button>
        )}
      </PageHead>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is told of the month is scrolled by keys
        tabIndex={0}
        className="flex min-h-0 flex-1 flex-col gap-6 overflow-auto border-t border-line bg-surface py-5 focus-visible:-outline-offset-2"
      >
        {state !== 'closed' && (
          <Section title={t('What stands in the way')}>
            {readiness.isPending ? (
              <Skeleton rows={2} className="px-6" />
            ) : readiness.error && !readiness.data ? (
              <Failure error={readiness.error} retry={() => void readiness.refetch()} />
            ) : (
              <Findings findings={findings} through={through ? () => setAsking('through') : undefined} />
            )}
          </Section>
        )}
        {companies.data && !mirrored && <RevaluationOfMonth month={month} closed={state === 'closed'} />}
        {mirrored && (
          <Section title={t('Revaluation')}>
            <p className="px-6 text-ink-2">{t('The documents are the ERP’s: they are valued there.')}</p>
          </Section>
        )}
        <ControlAccounts month={month} />
        <FilesOfMonth month={month} />
        <StoryOfMonth story={story} />
      </div>
      {asking === 'through' && (
        <CloseThrough month={month} companyId={String(companyId)} close={() => setAsking(undefined)} />
      )}
      {asking && asking !== 'through' && (
        <Change
          month={month}
          state={asking}
          companyId={String(companyId)}
          findings={findings}
          close={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-6">
        <h2 className="mr-auto text-fact font-semibold">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Where what is missing is done; a finding that is not here says all by itself. */
const waysTo: Readonly<Record<string, { readonly to: string; readonly text: string }>> = {
  'company.rate-missing': { to: '/settings/rates', text: 'Record the rate' },
  'cash.lines-unposted': { to: '/cash', text: 'Show them' },
  'cash.statements-held': { to: '/cash/bank-lines', text: 'Show them' },
  'integrations.loads-held': { to: '/data/loads', text: 'Show them' },
  'reconciliation.month-unsigned': { to: '/recon', text: 'Reconcile the bank' },
  'reconciliation.month-changed': { to: '/recon', text: 'Reconcile the bank' },
};

/** Months before it are open: they are closed with it where it stands. */
const earlierOpen = 'ledger.earlier-month-open';

interface FindingsProps {
  readonly findings: readonly Finding[];
  /** Closes the months before it with it; absent for who may not. */
  readonly through: (() => void) | undefined;
}

function Findings({ findings, through }: FindingsProps) {
  if (findings.length === 0)
    return <p className="px-6 text-ok">{t('Nothing stands in the way: the month can be closed for good.')}</p>;
  return (
    <ul className="flex flex-col gap-1.5 px-6">
      {findings.map((one) => {
        const way = waysTo[one.code];
        return (
          <li key={`${one.code} ${one.text}`} className="flex flex-wrap items-baseline gap-x-3">
            <span className={`w-24 shrink-0 text-meta ${one.needed ? 'text-bad' : 'text-warn'}`}>
              {one.needed ? t('Needed') : t('May be left')}
            </span>
            <span className="min-w-0">{sentence(one.text)}</span>
            {one.code === earlierOpen && through && (
              <button type="button" className="link" onClick={through}>
                {t('Close with the months before it')}
              </button>
            )}
            {way && (
              <Link to={way.to} search={(old) => old} className="link">
                {t(way.text)}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What open items in foreign currency are worth at the rates of the last day; posted, and taken back on the next. */
function RevaluationOfMonth({ month, closed }: { month: string; closed: boolean }) {
  const { session, tenant, company } = useWork();
  const mayPost = useMay('ledger.close-period');
  const read = useReading<RevaluationAnswer>('/api/revaluations', { company, month });
  // Which documents an account holds is known with the control accounts, beneath it.
  const accounts = useReading<ControlAccountsAnswer>('/api/control-accounts', { company, month }).data;
  const writing = useWriting<RevaluationAnswer>();
  const companyId = session.tenants
    .find((one) => one.code === tenant)!
    .companies.find((one) => one.code === company)!.id;
  const rows = read.data?.rows ?? [];
  const due = rows.some((row) => !isZero(row.due));
  const offered = mayPost && !closed && due;
  const post = (): void => {
    if (!writing.isPending)
      writing.mutate(
        { path: '/api/revaluations', body: { companyId: String(companyId), month } },
        { told: () => say(t('The month is revalued; it is taken back on the first day of the next.')) },
      );
  };
  useKeys(offered ? [{ keys: 'r', label: t('Post the revaluation'), run: post }] : []);
  const money = (amount: string): string => formatMoney(amount, read.data!.companyCurrency);
  return (
    <Section
      title={t('Revaluation')}
      actions={
        offered && (
          <button type="button" className="button" disabled={writing.isPending} onClick={post}>
            {writing.isPending ? t('Saving…') : t('Post the revaluation')} <Keys keys="r" />
          </button>
        )
      }
    >
      {writing.error && (
        <div className="px-6">
          <Refused error={writing.error} />
        </div>
      )}
      {read.isPending ? (
        <Skeleton rows={2} className="px-6" />
      ) : read.error && !read.data ? (
        <div className="px-6">
          <Refused error={read.error} />
        </div>
      ) : rows.length === 0 ? (
        <p className="px-6 text-ink-2">{t('No item in foreign currency is open at the end of the month.')}</p>
      ) : (
        <WideTable>
          <LedgerTable
            label={t('Revaluation')}
            className="border-y border-line max-xl:[--cell:0.3125rem]"
            heads={[
              t('Control account'),
              // Where it is narrow the rate tells it, and seven figures have the room.
              { text: t('Currency'), className: 'max-xl:hidden' },
              { text: t('Open'), numeric: true as const },
              t('Rate'),
              { text: t('Carried at'), numeric: true as const },
              { text: t('Worth'), numeric: true as const },
              { text: t('Already posted'), numeric: true as const },
              { text: t('To be posted'), numeric: true as const },
            ]}
          >
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.controlAccount} ${row.currency}`}>
                  <th scope="row" className="tabular-nums">
                    {row.controlAccount}
                  </th>
                  <td className="max-xl:hidden">{row.currency}</td>
                  <td className="numeric">
                    <OpenOf row={row} accounts={accounts} />
                  </td>
                  <td className="!whitespace-normal">{rateWords(row.rate)}</td>
                  <td className="numeric">{money(row.carried)}</td>
                  <td className="numeric">{money(row.revalued)}</td>
                  <td className="numeric">{money(row.posted)}</td>
                  <td className={`numeric ${isZero(row.due) ? 'text-ink-2' : 'text-warn'}`}>{money(row.due)}</td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
        </WideTable>
      )}
    </Section>
  );
}

interface OpenOfProps {
  readonly row: RevaluationAnswer['rows'][number];
  readonly accounts: ControlAccountsAnswer | undefined;
}
/** What is open of a row of the revaluation, which leads to its items. */
function OpenOf({ row, accounts }: OpenOfProps) {
  const account = accounts?.rows.find((one) => one.account === row.controlAccount && one.currency === row.currency);
  if (!account || !accounts) return formatMoney(row.open, row.currency);
  return <ItemsOf row={account} day={accounts.day} amount={row.open} />;
}

/**
 * A rate as it was applied, with its day, as the reader writes both: the server says `1 USD = 0.95 EUR (2026-02-27)`. Where it is
 * narrow the day goes beneath, and nothing else is torn.
 */
const rateWords = (rate: string): string =>
  rate
    .replaceAll(/\d{4}-\d{2}-\d{2}/g, (day) => formatDay(day))
    .replaceAll(/= (\d+(?:\.\d+)?)/g, (_all, digits: string) => `= ${formatRate(digits)}`)
    .replaceAll(/ (?!\()/g, '\u00a0');

interface ItemsOfProps {
  readonly row: Pick<ControlAccountsAnswer['rows'][number], 'account' | 'currency' | 'documentTypes'>;
  readonly day: string;
  readonly amount: string;
}
/** What is open of a control account in a currency on a day: the way to the items that it consists of. */
const ItemsOf = ({ row: { account, currency, documentTypes }, day, amount }: ItemsOfProps) => (
  <Link
    to="/items"
    search={({ tenant, company: chosen, in: page }) => ({
      tenant,
      company: page ?? chosen,
      ...{ asOf: day, currency },
      ...(documentTypes !== null && { type: documentTypes.join(',') }),
    })}
    className="drill"
    aria-label={t('Items of {account} in {currency}: {amount}', {
      ...{ account, currency },
      amount: formatMoney(amount, currency),
    })}
  >
    {formatMoney(amount, currency)}
  </Link>
);

/** Ledger against items, account by account; the items of each are a list. */
function ControlAccounts({ month }: { month: string }) {
  const { company } = useWork();
  const read = useReading<ControlAccountsAnswer>('/api/control-accounts', { company, month });
  const data = read.data;
  return (
    <Section title={t('Control accounts')}>
      {read.isPending ? (
        <Skeleton rows={3} className="px-6" />
      ) : !data ? (
        <Failure error={read.error!} retry={() => void read.refetch()} />
      ) : data.rows.length === 0 ? (
        <p className="px-6 text-ink-2">{t('Nothing is posted to a control account by the end of the month.')}</p>
      ) : (
        <>
          <p className="px-6 text-ink-2">
            {data.rows.every((row) => isZero(row.difference) && isZero(row.companyDifference)) ? (
              <span className="text-ok">
                {t('On {day} every control account equals its open items.', { day: formatDay(data.day) })}
              </span>
            ) : (
              <span className="text-bad">
                {t(
                  'On {day} the ledger and the open items differ: have the books verified before the month is closed.',
                  {
                    day: formatDay(data.day),
                  },
                )}
              </span>
            )}
          </p>
          <div className="overflow-x-auto">
            <LedgerTable
              label={t('Control accounts')}
              className="border-y border-line"
              heads={[
                t('Account'),
                t('Currency'),
                { text: t('In the ledger'), numeric: true as const },
                { text: t('Open items'), numeric: true as const },
                { text: t('Difference'), numeric: true as const },
                { text: t('Carried at, {currency}', { currency: data.companyCurrency }), numeric: true as const },
              ]}
            >
              <tbody>
                {data.rows.map((row) => {
                  const off = !isZero(row.difference) || !isZero(row.companyDifference);
                  return (
                    <tr key={`${row.account} ${row.currency}`}>
                      <th scope="row">
                        <span className="tabular-nums">{row.account}</span> {row.name}
                      </th>
                      <td>{row.currency}</td>
                      <td className="numeric">{formatMoney(row.ledger, row.currency)}</td>
                      <td className="numeric">
                        <ItemsOf row={row} day={data.day} amount={row.items} />
                      </td>
                      <td className={`numeric ${off ? 'text-bad' : 'text-ink-2'}`}>
                        {formatMoney(row.difference, row.currency)}
                      </td>
                      <td className="numeric">{formatMoney(row.companyLedger, data.companyCurrency)}</td>
                    </tr>
                  );
                })}
              </tbody>
            </LedgerTable>
          </div>
        </>
      )}
    </Section>
  );
}

/** What an auditor takes along: the journal of the month, and the items and the aging of its last day. */
function FilesOfMonth({ month }: { month: string }) {
  const { tenant, company } = useWork();
  const mayExport = useMay('ledger.export');
  const maySeeItems = useMay('receivables.view');
  const asOf = lastDay(month);
  const save = (path: string, query: Record<string, string>): void => {
    download(path, { tenant, query: { company, ...query }, progress: () => undefined }).catch((fault: unknown) =>
      sayRefused(fault),
    );
  };
  if (!mayExport && !maySeeItems) return null;
  return (
    <Section title={t('Files for the auditor')}>
      <div className="flex flex-wrap gap-3 px-6">
        {mayExport && (
          <Menu label={t('Journal of the month')} button={t('Journal of the month')} side="below" className="button">
            <MenuItem onSelect={() => save('/api/journal.csv', { month })}>{t('Text (CSV)')}</MenuItem>
            <MenuItem onSelect={() => save('/api/journal.hledger', { month })}>{t('For hledger')}</MenuItem>
          </Menu>
        )}
        {maySeeItems &&
          (
            [
              ['/api/items', t('Open items on its last day')],
              ['/api/aging', t('Aging on its last day')],
            ] as const
          ).map(([path, text]) => (
            <Menu key={path} label={text} button={text} side="below" className="button">
              <MenuItem onSelect={() => save(`${path}.xlsx`, { asOf })}>{t('Workbook (XLSX)')}</MenuItem>
              <MenuItem onSelect={() => save(`${path}.csv`, { asOf })}>{t('Text (CSV)')}</MenuItem>
            </Menu>
          ))}
      </div>
      <p className="px-6 text-ink-2">
        {t('The reconciliations of its banks, with who prepared and signed them, are files of their own:')}{' '}
        <Link to="/recon" search={(old) => old} className="link">
          {t('Reconciliation')}
        </Link>
      </p>
    </Section>
  );
}

/** The last day of a month `YYYY-MM`. */
const lastDay = (month: string): string => {
  const [year, number] = month.split('-').map(Number);
  return `${month}-${new Date(Date.UTC(year!, number!, 0)).getUTCDate()}`;
};

/** Who closed it and opened it again, when and why; and what was posted while it was soft-closed. */
function StoryOfMonth({ story }: { story: Story | undefined }) {
  return (
    <Section title={t('Who closed it')}>
      {!story || story.changes.length === 0 ? (
        <p className="px-6 text-ink-2">{t('Nobody has closed this month yet.')}</p>
      ) : (
        <ul className="flex flex-col gap-1 px-6">
          {story.changes.toReversed().map((one) => (
            <li key={`${one.at} ${one.to}`}>
              <span className={monthStateTones[one.to]}>{t(changedToWords[one.to])}</span>
              <span className="text-ink-2">
                {' · '}
                {one.person}, {formatInstant(one.at)} · {clause(one.reason)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {story && story.late.length > 0 && (
        <>
          <h3 className="px-6 pt-2 text-ink-2">{t('Posted while it was soft-closed')}</h3>
          <ul className="flex flex-col gap-1 px-6">
            {story.late.map((one, place) => (
              // Two postings may have one person and one reason; their order is that of the books.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <li key={place}>
                {one.person}
                <span className="text-ink-2"> · {clause(one.reason)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

interface ChangeProps {
  readonly month: string;
  /** What the month is to become. */
  readonly state: MonthState;
  readonly companyId: string;
  readonly findings: readonly Finding[];
  readonly close: () => void;
}

function Change({ month, state, companyId, findings, close }: ChangeProps) {
  const [anyway, setAnyway] = useState(false);
  const name = formatMonth(month);
  const title =
    state === 'open'
      ? t('Open {month} again', { month: name })
      : state === 'soft_closed'
        ? t('Soft-close {month}', { month: name })
        : t('Close {month} for good', { month: name });
  const follows: Readonly<Record<MonthState, string>> = {
    open: t('Everybody who may post can post in it again. It stays in its story who opened it and why.'),
    soft_closed: t(
      'From then on only a controller posts in it or in the months before it, and says why. They can be opened again together, the latest first.',
    ),
    closed: t(
      'Nobody posts in it any more, and it is never opened again. What is wrong in it is corrected in an open month.',
    ),
  };
  const does = state === 'open' ? t('Reopen') : state === 'soft_closed' ? t('Soft-close') : t('Close for good');
  return (
    <ReasonDialog
      title={title}
      does={does}
      write={{
        method: 'PUT',
        path: `/api/periods/${month}`,
        body: { companyId, state, ...(state === 'closed' && { anyway }) },
      }}
      told={() =>
        say(
          state === 'open'
            ? t('The month is open again.')
            : state === 'soft_closed'
              ? t('The month is soft-closed.')
              : t('The month is closed for good.'),
        )
      }
      close={close}
    >
      <p className="text-pretty text-ink-2">{follows[state]}</p>
      {state === 'closed' && findings.length > 0 && (
        <>
          <ul className="flex flex-col gap-1">
            {findings.map((one) => (
              <li key={`${one.code} ${one.text}`} className="text-warn">
                {sentence(one.text)}
              </li>
            ))}
          </ul>
          <Check checked={anyway} onChange={setAnyway}>
            {t('Close it anyway; what was not done stays visible')}
          </Check>
        </>
      )}
    </ReasonDialog>
  );
}
