/** Rules of cash application tried on past money: what would post, rightly and wrongly, beside the rules in force. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { SimulateAnswer } from '#cash/contract';
import { formatCount, formatDay, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { TryOnPast } from '../../parts/try-on-past.tsx';
import { WideTable } from '../../parts/wide-table.tsx';
import { useWork, useWriting } from '../../session.tsx';
import { evidenceWords } from './quality-words.ts';

interface SimulationProps {
  /** What is tried; what it does not say is as the rules in force have it. Undefined: what is written is not right yet. */
  readonly rules: () => Readonly<Record<string, unknown>> | undefined;
  /** Whose money; absent: the company that is worked in. */
  readonly of?: string;
}

type Kinds = SimulateAnswer['inForce'];
type Decision = SimulateAnswer['differences'][number]['proposed'];

export function Simulation({ rules, of }: SimulationProps) {
  const work = useWork();
  const company = of ?? work.company;
  const trying = useWriting<SimulateAnswer>();
  const attempt = (months: number): void => {
    const body = rules();
    if (body !== undefined)
      trying.mutate({ path: '/api/matching-policy/simulation', query: { company }, body: { months, ...body } });
  };
  return (
    <TryOnPast
      choices={['1', '3', '6', '12']}
      first="3"
      does={t('Try on past money')}
      attempt={attempt}
      trying={trying}
    >
      {trying.data && !trying.isPending && <Result data={trying.data} />}
    </TryOnPast>
  );
}

const none = { right: 0, wrong: 0, unknown: 0 };
const kindOf = (kinds: Kinds, evidence: Kinds[number]['evidence']) =>
  kinds.find((one) => one.evidence === evidence) ?? { evidence, posted: none, proposed: none, left: 0 };
const sum = (one: typeof none): number => one.right + one.wrong + one.unknown;

function Result({ data }: { data: SimulateAnswer }) {
  const evidence = [...new Set([...data.inForce, ...data.proposed].map((one) => one.evidence))];
  const posted = (one: typeof none) => (
    <>
      <td className="numeric">{formatCount(one.right)}</td>
      <td className={`numeric ${one.wrong > 0 ? 'text-bad' : ''}`}>{formatCount(one.wrong)}</td>
      <td className="numeric text-ink-2">{formatCount(one.unknown)}</td>
    </>
  );
  const cells = (kinds: Kinds, one: Kinds[number]['evidence']) => {
    const kind = kindOf(kinds, one);
    return (
      <>
        {posted(kind.posted)}
        <td className="numeric text-ink-2">{formatCount(sum(kind.proposed))}</td>
      </>
    );
  };
  const heads = (
    <>
      <th scope="col" className="numeric">
        {t('Right')}
      </th>
      <th scope="col" className="numeric">
        {t('Wrong')}
      </th>
      <th scope="col" className="numeric">
        {t('Not known')}
      </th>
      <th scope="col" className="numeric">
        {t('Proposed')}
      </th>
    </>
  );
  return (
    <div className="flex flex-col gap-3" role="status">
      <p>
        {t('{count} receipts of {from} to {to}; of {left} the engine explains nothing.', {
          count: formatCount(data.receipts),
          from: formatDay(data.from),
          to: formatDay(data.to),
          left: formatCount(kindOf(data.proposed, null).left),
        })}
      </p>
      <WideTable className="border border-line bg-surface">
        <table className="ledger" aria-label={t('What the rules would have done')}>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {t('Evidence')}
              </th>
              <th scope="colgroup" colSpan={4} className="text-center">
                {t('Posted by the rules in force')}
              </th>
              <th scope="colgroup" colSpan={4} className="text-center">
                {t('Posted by these rules')}
              </th>
            </tr>
            <tr>
              {heads}
              {heads}
            </tr>
          </thead>
          <tbody>
            {evidence.map(
              (one) =>
                one !== null && (
                  <tr key={one}>
                    <th scope="row">{evidenceWords()[one]}</th>
                    {cells(data.inForce, one)}
                    {cells(data.proposed, one)}
                  </tr>
                ),
            )}
          </tbody>
        </table>
      </WideTable>
      {data.differences.length > 0 && <Differences data={data} />}
    </div>
  );
}

function Differences({ data }: { data: SimulateAnswer }) {
  const [all, setAll] = useState(false);
  const decisions: Readonly<Record<Decision, string>> = {
    posted: t('posted'),
    proposed: t('proposed'),
    left: t('not explained'),
  };
  const shown = all ? data.differences : data.differences.slice(0, 10);
  return (
    <WideTable className="border border-line bg-surface">
      <table className="ledger" aria-label={t('Receipts that would be treated otherwise')}>
        <caption className="px-3 py-2 text-left">
          {data.differenceCount === 1
            ? t('1 receipt would be treated otherwise, or be posted wrongly.')
            : t('{count} receipts would be treated otherwise, or be posted wrongly.', {
                count: formatCount(data.differenceCount),
              })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('Day')}</th>
            <th scope="col">{t('Payer')}</th>
            <th scope="col" className="numeric">
              {t('Amount')}
            </th>
            <th scope="col">{t('Now')}</th>
            <th scope="col">{t('Then')}</th>
            <th scope="col">{t('By the books')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={String(one.receiptId)}>
              <td className="tabular-nums">{formatDay(one.postingDate)}</td>
              <th scope="row">
                <Link
                  to="/cash/lines/$receipt"
                  params={{ receipt: String(one.receiptId) }}
                  search={{}}
                  className="link"
                >
                  {one.payer ?? t('Unknown payer')}
                </Link>
              </th>
              <td className="numeric">
                {formatMoney(one.amount, one.currency)} <span className="text-meta text-ink-2">{one.currency}</span>
              </td>
              <td className="text-ink-2">{decisions[one.inForce]}</td>
              <td>{decisions[one.proposed]}</td>
              <td className={one.truth === 'wrong' ? 'text-bad' : 'text-ink-2'}>
                {one.truth === 'right' ? t('right') : one.truth === 'wrong' ? t('wrong') : t('not known')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && data.differences.length > shown.length && (
        <button type="button" className="link px-3 py-2" onClick={() => setAll(true)}>
          {t('Show all')}
        </button>
      )}
    </WideTable>
  );
}
