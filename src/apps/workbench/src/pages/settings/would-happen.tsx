/** What would happen if a person did something now: alone, with a second person, or not at all; why, and by which limit. */
import { useState } from 'react';
import type { CustomerStoryAnswer } from '#customers/contract';
import type { ColleaguesAnswer, LimitsAnswer, SimulateAnswer } from '#platform';
import { formatMoney, humanise, readMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { CustomerField } from '../../parts/customer-field.tsx';
import { Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { CheckIcon } from '../../parts/icons.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useReading, useWriting } from '../../session.tsx';
import { useCompaniesOfWork } from './companies-of-work.ts';
import { modeWords, outcomeWords, periodWords } from './limit-words.ts';
import { Part } from './section.tsx';

type Approver = SimulateAnswer['approvers'][number];

const colours = { allowed: 'text-ok', 'approval-needed': 'text-warn', refused: 'text-bad' } as const;

/** The members of the question that have their own field here. */
const members = ['action', 'personId', 'amount', 'customerId'];

export function WouldHappen() {
  const limits = useReading<LimitsAnswer>('/api/authority/limits');
  const colleagues = useReading<ColleaguesAnswer>('/api/authority/colleagues');
  const { companies, ownId } = useCompaniesOfWork();
  const maySeeCustomers = useMay('customers.view');
  const asking = useWriting<SimulateAnswer>();
  const [action, setAction] = useState('');
  const [person, setPerson] = useState('');
  const [amount, setAmount] = useState('');
  const [customer, setCustomer] = useState('');
  const [wrong, setWrong] = useState<string>();
  const number = customer.trim();
  const story = useReading<CustomerStoryAnswer>('/api/customer-story', { number }, { enabled: number !== '' });
  const company = companies.find((one) => String(one.id) === ownId);
  const persons = colleagues.data?.rows ?? [];
  const who = person || String(persons.find((one) => one.me)?.id ?? '');
  const chosen = limits.data?.actions.find((one) => one.action === action);
  const withAmount = chosen !== undefined && chosen.amountMeans !== null;
  // What is asked anew is not answered by what was asked before.
  const change = (set: (text: string) => void) => (text: string) => {
    set(text);
    asking.reset();
  };
  const send = (): void => {
    if (!company) return;
    const money = withAmount && amount.trim() !== '' ? readMoney(amount, company.currency) : null;
    const malformed = money === undefined || money?.startsWith('-') === true;
    setWrong(
      malformed
        ? t('“{text}” is not an amount in {currency}.', { text: amount, currency: company.currency })
        : undefined,
    );
    if (malformed) return;
    asking.mutate({
      path: '/api/authority/simulations',
      body: {
        ...{ action, companyId: String(company.id), personId: who, amount: money },
        customerId: number === '' ? null : String(story.data?.customer.id),
      },
    });
  };
  const ready = action !== '' && who !== '' && (number === '' || story.data !== undefined) && !asking.isPending;
  return (
    <Part title={t('What would happen if')} meta={t('Nothing is changed by it.')}>
      <div className="flex flex-col gap-3 border-y border-line bg-surface px-6 py-3">
        <form
          aria-label={t('What would happen if')}
          className="flex flex-wrap items-start gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <Field label={t('Who')} error={refusedAt(asking.error, 'personId')}>
            {(control) => (
              <select
                {...control}
                className="field w-52"
                value={who}
                onChange={(event) => change(setPerson)(event.target.value)}
              >
                {persons.map((one) => (
                  <option key={String(one.id)} value={String(one.id)}>
                    {one.me ? t('{name} (you)', { name: one.name }) : one.name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('does what')} error={refusedAt(asking.error, 'action')}>
            {(control) => (
              <select
                {...control}
                className="field w-80"
                value={action}
                onChange={(event) => change(setAction)(event.target.value)}
              >
                <option value="">{t('Choose')}</option>
                {(limits.data?.actions ?? []).map((one) => (
                  <option key={one.action} value={one.action}>
                    {sentence(one.sentence)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {withAmount && (
            <Field
              label={t('Amount')}
              error={wrong ?? refusedAt(asking.error, 'amount')}
              hint={chosen.amountMeans === null ? undefined : sentence(chosen.amountMeans)}
              className="max-w-64"
            >
              {(control) => (
                <span className="flex items-center gap-2">
                  <input
                    {...control}
                    className="field w-32 text-right tabular-nums"
                    value={amount}
                    onChange={(event) => change(setAmount)(event.target.value)}
                  />
                  <span className="text-ink-2">{company?.currency}</span>
                </span>
              )}
            </Field>
          )}
          {withAmount && maySeeCustomers && (
            <div className="w-44">
              <CustomerField
                label={t('Customer')}
                value={customer}
                onChange={change(setCustomer)}
                optional
                error={number !== '' && story.error ? t('There is no customer of this number.') : undefined}
              />
            </div>
          )}
          <button type="submit" className="button button-primary mt-5" disabled={!ready}>
            {t('See')}
          </button>
        </form>
        {refusedElsewhere(asking.error, members) && <Refused error={asking.error} />}
        {asking.data && <Answer answer={asking.data} nameOf={nameOf} />}
      </div>
    </Part>
  );

  function nameOf(one: Approver): string {
    if ('role' in one) return t(humanise(one.role));
    return persons.find(({ id }) => String(id) === String(one.personId))?.name ?? '…';
  }
}

function Answer({ answer, nameOf }: { answer: SimulateAnswer; nameOf: (one: Approver) => string }) {
  const { codeOf } = useCompaniesOfWork();
  const money = (amount: string | null, currency: string | null): string =>
    amount === null || currency === null ? '' : formatMoney(amount, currency);
  return (
    <div className="flex flex-col gap-2" role="status">
      <p>
        <span className={`font-semibold ${colours[answer.outcome]}`}>{t(outcomeWords[answer.outcome])}.</span>{' '}
        {sentence(answer.why)}
        {answer.approvers.length > 0 && (
          <> {t('Who may approve it: {names}.', { names: answer.approvers.map(nameOf).join(', ') })}</>
        )}
      </p>
      {answer.limits.length === 0 ? (
        <p className="text-ink-2">{t('No limit here is this person’s for it.')}</p>
      ) : (
        <div className="overflow-x-auto border border-line">
          <LedgerTable
            label={t('Limits that this person could use')}
            heads={[
              t('Whose limit'),
              t('Where'),
              t('How'),
              { text: t('Per transaction up to'), numeric: true },
              { text: t('Person and day'), numeric: true },
              { text: t('Customer'), numeric: true },
              t('Currency'),
              t('Decides'),
            ]}
          >
            <tbody>
              {answer.limits.map(({ limit, lentBy, decides }) => (
                <tr key={`${limit.id} ${lentBy}`} className={decides ? 'font-medium' : ''}>
                  <th scope="row">
                    {limit.personName ?? (limit.role === null ? '' : t(humanise(limit.role)))}
                    {lentBy !== null && (
                      <span className="pl-2 text-meta text-ink-2">{t('delegated by {name}', { name: lentBy })}</span>
                    )}
                  </th>
                  <td className="text-ink-2">{codeOf(limit.companyId)}</td>
                  <td>
                    {t(modeWords[limit.mode])}
                    {limit.approverRole && <span className="text-ink-2"> · {t(humanise(limit.approverRole))}</span>}
                  </td>
                  <td className="numeric">
                    {limit.amount === null ? (
                      <span className="text-ink-2">{t('any amount')}</span>
                    ) : (
                      money(limit.amount, limit.currency)
                    )}
                  </td>
                  <td className="numeric">{money(limit.personDay, limit.currency)}</td>
                  <td className="numeric">
                    {money(limit.customer, limit.currency)}
                    {limit.customerPeriod && (
                      <span className="pl-1 text-meta text-ink-2">{t(periodWords[limit.customerPeriod])}</span>
                    )}
                  </td>
                  <td className="text-ink-2">{limit.currency}</td>
                  <td>
                    {decides && (
                      <>
                        <CheckIcon className="text-accent" />
                        <span className="sr-only">{t('yes')}</span>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </LedgerTable>
        </div>
      )}
    </div>
  );
}
