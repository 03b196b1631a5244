/** One settlement: how it foots, its deposit and what is missing, and its lines with what each names, pays and became. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { SettlementAnswer } from '#cash/contract';
import { formatAmount, parseAmount } from '#kernel';
import { formatCount, formatDay, formatMoney, formatPercent, isZero, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { download } from '../../parts/download.ts';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import type { SettlementSearch } from '../../router.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { sayRefused } from '../../toasts.tsx';
import { CashPages } from './cash-pages.tsx';
import { ChooseDeposit } from './choose-deposit.tsx';
import { DecideSettlement, type Decision } from './decide-settlement.tsx';
import { SettlementLines } from './settlement-lines.tsx';
import {
  isOpenPart,
  lineKindsWords,
  settlementStateTones,
  settlementStateWords,
  takenOff,
} from './settlement-words.ts';

const route = getRouteApi('/cash/settlements/$settlement');

export function SettlementPage() {
  const { company } = useWork();
  const { settlement } = route.useParams();
  const read = useReading<SettlementAnswer>(`/api/settlements/${settlement}`, { company }, { keep: true });
  return (
    <>
      <CashPages />
      {read.isPending ? (
        <Skeleton rows={16} className="px-6 py-6" />
      ) : read.error && !read.data ? (
        <Failure error={read.error} retry={() => void read.refetch()} />
      ) : (
        <Settlement key={String(read.data!.id)} data={read.data!} />
      )}
    </>
  );
}

function Settlement({ data }: { data: SettlementAnswer }) {
  const navigate = route.useNavigate();
  const { company, tenant } = useWork();
  const mayApply = useMay('cash.apply');
  const mayReverse = useMay('cash.reverse');
  const [task, setTask] = useState<Decision | 'deposit'>();
  const close = (): void => setTask(undefined);
  const { state, number } = data;
  const can: Readonly<Record<Decision | 'deposit', boolean>> = {
    deposit: mayApply && state === 'waiting' && data.service !== null,
    release: mayReverse && state === 'held' && data.releasable,
    hold: mayReverse && state === 'waiting' && data.releasedReason !== null,
    withdraw: mayReverse && (state === 'waiting' || state === 'held'),
    restore: mayReverse && state === 'withdrawn',
    reverse: mayReverse && state === 'posted',
  };
  const hasReport = data.service !== null;
  const fetchReport = (): void => {
    download(`/api/settlements/${data.id}/report`, { tenant, query: { company }, progress: () => undefined }).catch(
      sayRefused,
    );
  };
  useKeys([
    ...(hasReport ? [{ keys: 'd', label: t('Fetch the report'), run: fetchReport }] : []),
    ...(can.hold ? [{ keys: 'h', label: t('Hold it again'), run: () => setTask('hold') }] : []),
    ...(can.restore ? [{ keys: 'b', label: t('Restore'), run: () => setTask('restore') }] : []),
    ...(can.deposit ? [{ keys: 'a', label: t('Choose its deposit'), run: () => setTask('deposit') }] : []),
    ...(can.release ? [{ keys: 'r', label: t('Release it'), run: () => setTask('release') }] : []),
    ...(can.withdraw ? [{ keys: 'w', label: t('Withdraw'), run: () => setTask('withdraw') }] : []),
    ...(can.reverse ? [{ keys: 'x', label: t('Take it back'), run: () => setTask('reverse') }] : []),
    {
      keys: 'Escape',
      label: t('Back to the settlements'),
      run: () => void navigate({ to: '/cash/settlements', search: {} }),
    },
  ]);
  const button = (way: Decision | 'deposit', text: string, keys: string, primary = false) =>
    can[way] && (
      <button type="button" className={`button ${primary ? 'button-primary' : ''}`} onClick={() => setTask(way)}>
        {text} <Keys keys={keys} />
      </button>
    );
  return (
    <>
      <PageHead
        title={t('Settlement {number}', { number })}
        meta={
          <>
            <Link to="/cash/settlements" search={{}} className="link">
              {t('Settlements')}
            </Link>{' '}
            · {data.service === null ? t('the bank’s batch') : data.serviceName} ·{' '}
            {formatDay(data.settledOn ?? data.receivedOn)} · {data.file} ·{' '}
            <span className={settlementStateTones[state]}>{t(settlementStateWords[state])}</span>
          </>
        }
      >
        {hasReport && (
          <button type="button" className="button" onClick={fetchReport}>
            {t('Fetch the report')} <Keys keys="d" />
          </button>
        )}
        {button('hold', t('Hold it again…'), 'h')}
        {button('restore', t('Restore…'), 'b')}
        {button('withdraw', t('Withdraw…'), 'w')}
        {button('reverse', t('Take it back…'), 'x')}
        {button('release', t('Release…'), 'r', true)}
        {button('deposit', t('Choose its deposit…'), 'a', true)}
      </PageHead>
      <div className="flex shrink-0 flex-wrap gap-x-12 gap-y-4 border-t border-line bg-surface px-6 py-3">
        <Standing data={data} />
        <Foots data={data} />
      </div>
      <SettlementLines data={data} />
      {task === 'deposit' && <ChooseDeposit settlement={data} close={close} />}
      {task !== undefined && task !== 'deposit' && <DecideSettlement settlement={data} way={task} close={close} />}
    </>
  );
}

/** How it stands: what is missing and what to do about it, or what was done. */
function Standing({ data }: { data: SettlementAnswer }) {
  const { state, currency, deposit, terms, number } = data;
  const amount = `${formatMoney(data.amount, currency)} ${currency}`;
  const open = data.parts.filter(isOpenPart).length;
  return (
    <section aria-label={t('How it stands')} className="flex min-w-0 flex-1 basis-80 flex-col gap-2">
      {state === 'held' && (
        <>
          <p className="text-bad">{data.heldReason !== null && sentence(data.heldReason)}</p>
          <p className="text-ink-2">
            {data.service === null
              ? t('Nothing is posted of it: the bank’s line goes the way of one payment.')
              : data.releasable
                ? t('Nothing is posted. Let it pass where the fee is right, or set new terms and import it again.')
                : t('Nothing is posted. Import the corrected report: it takes the place of this one.')}
          </p>
        </>
      )}
      {state === 'waiting' && (
        <>
          <p>{t('The bank has not paid {amount} yet, or nothing says that it did: nothing is posted.', { amount })}</p>
          <p className="text-ink-2">
            {terms?.words
              ? t('Its deposit is known by the number {number}, or by the words “{words}” near its day.', {
                  number,
                  words: terms.words,
                })
              : t('Its deposit is known by the number {number}.', { number })}
          </p>
        </>
      )}
      {deposit && (
        <p>
          {deposit.payer === null
            ? t('Paid to {account} on {day}.', { account: deposit.account, day: formatDay(deposit.valueDate) })
            : t('Paid by {payer} to {account} on {day}.', {
                payer: deposit.payer,
                account: deposit.account,
                day: formatDay(deposit.valueDate),
              })}{' '}
          <span className="text-ink-2">{deposit.text}</span>{' '}
          {deposit.receiptId !== null && (
            <Link
              to="/cash/lines/$receipt"
              params={{ receipt: String(deposit.receiptId) }}
              search={{}}
              className="link"
            >
              {t('Open the deposit')}
            </Link>
          )}
        </p>
      )}
      {state === 'posted' &&
        (open === 0 ? (
          <p className="text-ok">{t('Every line is applied.')}</p>
        ) : (
          <p>
            <Link
              to="/cash/settlements/$settlement"
              params={{ settlement: String(data.id) }}
              search={{ lines: 'open' }}
              className="link text-warn"
            >
              {open === 1
                ? t('1 line is not applied')
                : t('{count} lines are not applied', { count: formatCount(open) })}
            </Link>
          </p>
        ))}
      {data.releasedReason !== null && (
        <p className="text-ink-2">{t('It was released: {reason}', { reason: data.releasedReason })}</p>
      )}
      {data.withdrawnReason !== null && (
        <p className="text-ink-2">{t('It was withdrawn: {reason}', { reason: data.withdrawnReason })}</p>
      )}
      {data.reversedReason !== null && <p className="text-ink-2">{sentence(data.reversedReason)}</p>}
      {terms && data.feePercent !== null && (
        <p className="text-ink-2">
          {t('Fees are {percent} of the payments; the terms of {day} allow {highest} without a person.', {
            percent: formatPercent(data.feePercent),
            day: formatDay(terms.validFrom),
            highest: formatPercent(terms.highestFeePercent),
          })}{' '}
          <Link to="/cash/settlements" search={{ list: 'services' }} className="link">
            {t('Terms')}
          </Link>
        </p>
      )}
    </section>
  );
}

/** The sums by kind of line, down to what is paid out, and what the bank paid: each leads to its lines. */
function Foots({ data }: { data: SettlementAnswer }) {
  const { currency, deposit } = data;
  const money = (amount: string): string => formatMoney(amount, currency);
  const gross = formatAmount(
    data.sums.reduce((sum, one) => sum + parseAmount(one.gross, currency), 0n),
    currency,
  );
  /** A figure leads to the lines that it sums. */
  const linesOf = (kind: SettlementSearch['lines'], text: string, look = '') => (
    <td className={`numeric ${look}`}>
      <Link
        to="/cash/settlements/$settlement"
        params={{ settlement: String(data.id) }}
        search={{ lines: kind }}
        className="drill"
      >
        {text}
      </Link>
    </td>
  );
  const difference =
    deposit && formatAmount(parseAmount(deposit.amount, currency) - parseAmount(data.amount, currency), currency);
  return (
    <WideTable className="-mx-6 max-w-[calc(100%+3rem)]">
      <LedgerTable
        label={t('How it foots')}
        className="w-auto"
        heads={[
          t('Lines'),
          { text: t('Count'), numeric: true },
          { text: `${t('Gross')} ${currency}`, numeric: true },
          { text: t('Fees'), numeric: true },
          { text: t('Net'), numeric: true },
        ]}
      >
        <tbody>
          {data.sums.map((one) => (
            <tr key={one.kind}>
              <th scope="row" className="font-normal">
                <Link
                  to="/cash/settlements/$settlement"
                  params={{ settlement: String(data.id) }}
                  search={{ lines: one.kind }}
                  className="drill"
                >
                  {t(lineKindsWords[one.kind])}
                </Link>
              </th>
              {linesOf(one.kind, formatCount(one.lines), 'text-ink-2')}
              {linesOf(one.kind, money(one.gross))}
              {linesOf(one.kind, money(takenOff(one.fee)))}
              {linesOf(one.kind, money(one.net))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('Paid out')}</th>
            {linesOf(undefined, formatCount(data.lines), 'font-normal text-ink-2')}
            {linesOf(undefined, money(gross))}
            {linesOf(undefined, money(takenOff(data.fees)))}
            {linesOf(undefined, money(data.amount))}
          </tr>
          {deposit && (
            <tr>
              <th scope="row" className="font-normal">
                {t('At the bank')}
              </th>
              <td colSpan={3} className={isZero(difference!) ? 'text-right text-ok' : 'text-right text-bad'}>
                {isZero(difference!)
                  ? t('It foots')
                  : t('differs by {amount}', { amount: `${money(difference!)} ${currency}` })}
              </td>
              <td className="numeric font-normal">
                {deposit.receiptId === null ? (
                  <span data-of-line>{money(deposit.amount)}</span>
                ) : (
                  <Link
                    to="/cash/lines/$receipt"
                    params={{ receipt: String(deposit.receiptId) }}
                    search={{}}
                    className="drill"
                  >
                    {money(deposit.amount)}
                  </Link>
                )}
              </td>
            </tr>
          )}
        </tfoot>
      </LedgerTable>
    </WideTable>
  );
}
