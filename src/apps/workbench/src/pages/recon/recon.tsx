/** Reconciliation: bank accounts by month with their state, and customers' statements against our ledger. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type {
  BankMonthsAnswer,
  KeptStatementAnswer,
  ReconciliationsAnswer,
  StatementColumnsAnswer,
} from '#reconciliation/contract';
import { ApiError, ask } from '../../api.ts';
import { formatDay, formatMoney, formatMonth, isZero, readDay } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { CustomerField } from '../../parts/customer-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { DropFiles } from '../../parts/drop-files.tsx';
import { Field } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Failure, Notice, Refused, Skeleton } from '../../parts/states.tsx';
import { useUpload } from '../../parts/upload.ts';
import { useMay, useReading, useWork } from '../../session.tsx';
import { type Draft, draftToMapping, Pointing, tellsStatement } from '../data/pointing.tsx';
import { bankStateTones, bankStateWords } from './words.ts';

export function ReconPage() {
  const { company, tenant } = useWork();
  const mayCompare = useMay('reconciliation.compare');
  const maySeeMonths = useMay('ledger.view');
  const [receiving, setReceiving] = useState(false);
  const banks = useReading<BankMonthsAnswer>('/api/reconciliations/banks', { company });
  const customers = useInfiniteQuery({
    queryKey: ['/api/reconciliations/customers', tenant, company],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      ask<ReconciliationsAnswer>('GET', '/api/reconciliations/customers', {
        tenant,
        query: { company, before: pageParam, limit: 100 },
        signal,
      }),
    getNextPageParam: (page) => page.next?.toString(),
  });
  useKeys(mayCompare ? [{ keys: 'n', label: t('Receive a statement'), run: () => setReceiving(true) }] : []);
  return (
    <>
      <PageHead
        title={t('Reconciliation')}
        meta={
          maySeeMonths && (
            <Link to="/close/{-$month}" search={(old) => old} className="link">
              {t('Month close')}
            </Link>
          )
        }
      >
        {mayCompare && (
          <button type="button" className="button button-primary" onClick={() => setReceiving(true)}>
            {t('Receive a statement')} <Keys keys="n" />
          </button>
        )}
      </PageHead>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the page's content is scrolled by keys
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface focus-visible:-outline-offset-2"
      >
        <section aria-label={t('Bank accounts')} className="px-6 pt-5 pb-6">
          <h2 className="pb-2 text-fact font-semibold">{t('Bank accounts')}</h2>
          {banks.isPending ? (
            <Skeleton rows={4} />
          ) : banks.error && !banks.data ? (
            <Failure error={banks.error} retry={() => void banks.refetch()} />
          ) : (
            <Banks data={banks.data!} />
          )}
        </section>
        <section aria-label={t('Customers’ statements')} className="border-t border-line px-6 pt-5 pb-6">
          <h2 className="pb-2 text-fact font-semibold">{t('Customers’ statements')}</h2>
          {customers.isPending ? (
            <Skeleton rows={6} />
          ) : customers.error && !customers.data ? (
            <Failure error={customers.error} retry={() => void customers.refetch()} />
          ) : (
            <>
              <Statements rows={customers.data!.pages.flatMap((page) => page.rows)} />
              {customers.hasNextPage && (
                <button
                  type="button"
                  className="button mt-3"
                  disabled={customers.isFetchingNextPage}
                  onClick={() => void customers.fetchNextPage()}
                >
                  {t('Show more')}
                </button>
              )}
            </>
          )}
        </section>
      </div>
      {receiving && <Receive close={() => setReceiving(false)} />}
    </>
  );
}

/** A month in each column, an account in each line: the state, and what lies between bank and ledger. */
function Banks({ data }: { data: BankMonthsAnswer }) {
  if (data.accounts.length === 0)
    return <p className="text-ink-2">{t('No bank account is set up yet; import a bank statement first.')}</p>;
  const months = data.accounts[0]!.months.map((one) => one.month);
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[52rem] border-collapse">
        <thead>
          <tr className="border-b border-line text-left text-meta text-ink-2">
            <th className="py-1 pr-4 font-normal">{t('Account')}</th>
            {months.map((month) => (
              <th key={month} className="py-1 pr-4 text-right font-normal">
                {formatMonth(month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.accounts.map((account) => (
            <tr key={String(account.bankAccountId)} className="border-b border-line align-top">
              <th scope="row" className="py-2 pr-4 text-left font-normal">
                <span className="font-medium">{account.name}</span>{' '}
                <span className="text-ink-2">{account.currency}</span>
                <br />
                <span className="text-meta text-ink-2">
                  {account.readTo === null
                    ? t('Nothing read yet')
                    : t('Read to {day}', { day: formatDay(account.readTo) })}
                </span>
              </th>
              {account.months.map((one) => (
                <td key={one.month} className="py-2 pr-4 text-right">
                  <Link
                    to="/recon/banks/$bankAccount/$month"
                    params={{ bankAccount: String(one.bankAccountId), month: one.month }}
                    search={(old) => old}
                    className="link inline-block"
                    aria-label={t('{account} in {month}: {state}', {
                      account: account.name,
                      month: formatMonth(one.month),
                      state: t(bankStateWords[one.state]),
                    })}
                  >
                    <span className={bankStateTones[one.state]}>{t(bankStateWords[one.state])}</span>
                  </Link>
                  <br />
                  <span className="text-meta tabular-nums text-ink-2">
                    <Link
                      to="/recon/banks/$bankAccount/$month"
                      params={{ bankAccount: String(one.bankAccountId), month: one.month }}
                      search={(old) => old}
                      tabIndex={-1}
                      className="drill"
                    >
                      {formatMoney(one.difference, account.currency)}
                    </Link>
                    {one.hindrances > 0 && (
                      <span className="text-warn"> · {t('{count} to clear', { count: one.hindrances })}</span>
                    )}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Statements({ rows }: { rows: ReconciliationsAnswer['rows'] }) {
  if (rows.length === 0)
    return (
      <Notice title={t('No statement was received yet')}>
        <p className="text-ink-2">
          {t('A customer’s own list of what is open, as CSV, XLSX or PDF, is compared with our ledger line by line.')}
        </p>
      </Notice>
    );
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-[52rem] border-collapse">
        <thead>
          <tr className="border-b border-line text-left text-meta text-ink-2">
            <th className="py-1 pr-4 font-normal">{t('Customer')}</th>
            <th className="py-1 pr-4 font-normal">{t('As of')}</th>
            <th className="py-1 pr-4 text-right font-normal">{t('Theirs')}</th>
            <th className="py-1 pr-4 text-right font-normal">{t('Ours')}</th>
            <th className="py-1 pr-4 text-right font-normal">{t('Difference')}</th>
            <th className="py-1 pr-4 font-normal">{t('Currency')}</th>
            <th className="py-1 font-normal">{t('Agreed')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={String(row.id)} className="border-b border-line hover:bg-hover">
              <td className="py-1.5 pr-4">
                <Link
                  to="/recon/customers/$statement"
                  params={{ statement: String(row.id) }}
                  search={(old) => old}
                  className="link font-medium"
                >
                  {row.name}
                </Link>{' '}
                <span className="text-ink-2">{row.customer}</span>
              </td>
              <td className="py-1.5 pr-4">{formatDay(row.asOf)}</td>
              {(['theirs', 'ours', 'difference'] as const).map((figure) => (
                <td
                  key={figure}
                  className={`py-1.5 pr-4 text-right tabular-nums ${figure === 'difference' && isZero(row.difference) ? 'text-ink-2' : ''}`}
                >
                  <Link
                    to="/recon/customers/$statement"
                    params={{ statement: String(row.id) }}
                    search={(old) => old}
                    tabIndex={-1}
                    className="drill"
                  >
                    {formatMoney(row[figure], row.currency)}
                  </Link>
                </td>
              ))}
              <td className="py-1.5 pr-4">{row.currency}</td>
              <td className="py-1.5">
                {row.agreed === null ? (
                  <span className="text-ink-2">{t('Not yet')}</span>
                ) : (
                  <span className={row.changedSince ? 'text-warn' : 'text-ok'}>
                    <Link
                      to="/recon/customers/$statement"
                      params={{ statement: String(row.id) }}
                      search={(old) => old}
                      tabIndex={-1}
                      className="drill tabular-nums"
                    >
                      {formatMoney(row.agreed, row.currency)}
                    </Link>
                    {row.changedSince && ` · ${t('changed since')}`}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A statement comes in: whose, of which day, in which currency; it is read, kept and opened. */
function Receive({ close }: { close: () => void }) {
  const { company } = useWork();
  const navigate = useNavigate();
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [customer, setCustomer] = useState('');
  const [asOf, setAsOf] = useState('');
  const [currency, setCurrency] = useState('');
  const [wrong, setWrong] = useState<string>();
  const sending = useUpload<KeptStatementAnswer>({ changes: true });
  const inspecting = useUpload<StatementColumnsAnswer>({ changes: false });
  const [draft, setDraft] = useState<Draft>();
  const columns = draft && inspecting.data;
  const take = (one: File): void => {
    setFile(one);
    setDraft(undefined);
    inspecting.reset();
    sending.reset();
  };
  /** A person says what the columns hold: where nobody could tell it, or where it was told wrongly. */
  const point = (one: File): void =>
    inspecting.mutate(
      { path: '/api/reconciliations/customers/inspection', query: { company, fileName: one.name }, file: one },
      {
        onSuccess: ({ guess }) => {
          // Why nobody could tell them is said by what is still needed.
          sending.reset();
          setDraft({ name: '', columns: guess, constants: {} });
        },
      },
    );
  const send = (): void => {
    const day = asOf.trim() === '' ? undefined : readDay(asOf);
    const objection =
      file === undefined
        ? t('Choose the file.')
        : customer.trim() === ''
          ? t('Say whose statement it is.')
          : asOf.trim() !== '' && day === undefined
            ? t('Write a day such as {day}', { day: formatDay('2026-03-31', 'field') })
            : undefined;
    setWrong(objection);
    if (objection !== undefined) return;
    sending.mutate(
      {
        path: '/api/reconciliations/customers',
        query: {
          company,
          customer: customer.trim(),
          fileName: file!.name,
          asOf: day,
          currency: currency.trim() === '' ? undefined : currency.trim().toUpperCase(),
          ...(columns && { mapping: JSON.stringify(draftToMapping(draft, 'statement', columns.header)) }),
        },
        file: file!,
      },
      {
        onError: (error) => {
          if (error instanceof ApiError && error.code === 'statement.no-table' && !columns) point(file!);
        },
        onSuccess: (kept) => {
          close();
          void navigate({
            to: '/recon/customers/$statement',
            params: { statement: String(kept.statementId) },
            search: (old) => old,
          });
        },
      },
    );
  };
  return (
    <Dialog title={t('Receive a statement')} width={columns ? 'max-w-5xl' : 'max-w-lg'} close={close}>
      <div className="pt-4">
        <DropFiles
          title={file?.name ?? t('Drop the customer’s statement here')}
          text={t('CSV, XLSX or PDF with text')}
          label={t('Statement')}
          chooser={chooser}
          take={([first]) => first && take(first)}
        />
      </div>
      <form
        className="flex min-h-0 flex-col"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <div className="flex min-h-0 flex-col gap-3 overflow-y-auto px-6 pb-4">
          <CustomerField label={t('Customer number')} value={customer} onChange={setCustomer} optional />
          <div className="flex gap-3">
            <Field label={t('Of the day')} hint={t('Empty: as the file says')} className="flex-1">
              {(control) => (
                <input {...control} className="field" value={asOf} onChange={(event) => setAsOf(event.target.value)} />
              )}
            </Field>
            <Field label={t('Currency')} hint={t('Empty: the company’s')} className="flex-1">
              {(control) => (
                <input
                  {...control}
                  className="field"
                  value={currency}
                  onChange={(event) => setCurrency(event.target.value)}
                />
              )}
            </Field>
          </div>
          {columns ? (
            <Pointing
              inspection={columns}
              fields={columns.fields}
              kind="statement"
              draft={draft}
              change={(made) => {
                sending.reset();
                setDraft(made);
              }}
              busy={sending.isPending}
            />
          ) : (
            file && (
              <button type="button" className="link w-fit" disabled={inspecting.isPending} onClick={() => point(file)}>
                {t('Point at the columns')}
              </button>
            )
          )}
          {wrong !== undefined && (
            <p role="alert" className="text-bad">
              {wrong}
            </p>
          )}
          <Refused error={sending.error ?? inspecting.error} />
        </div>
        <FormFoot
          does={t('Compare')}
          busy={sending.isPending}
          ready={draft === undefined || tellsStatement(draft)}
          close={close}
          ruled
        />
      </form>
    </Dialog>
  );
}
