/** What a returned payment costs the customer: the fee by currency, from which day, who bears it, and who said so. */
import { useState } from 'react';
import type { ReturnFeesAnswer } from '#cash/contract';
import { formatDay, formatInstant, formatMoney, isZero, readMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { staleSetting, unseenVersion, useSeen } from '../../parts/as-seen.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { DayField } from '../../parts/controls.tsx';
import { Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { SubmitButton } from '../../parts/form-foot.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Part, Read } from './section.tsx';

type Fee = ReturnFeesAnswer['rows'][number];

const stateWords = (): Readonly<Record<Fee['state'], string>> => ({
  to_come: t('to come'),
  in_force: t('in force'),
  past: t('past'),
});

export function ReturnFees() {
  const { company } = useWork();
  const read = useReading<ReturnFeesAnswer>('/api/return-fee', { company });
  const maySet = useMay('cash.edit-return-fee');
  return (
    <Part title={t('Fee for a returned payment')} meta={company}>
      <p className="px-6 pb-3 text-pretty text-ink-2">
        {t(
          'A check that bounced or a direct debit that was returned: the customer whose payment came back is charged this, with the items that are open again, and it is due at once. Without a fee the company bears what its bank takes.',
        )}
      </p>
      <Read reading={read}>
        {(data) => (
          <div className="border-y border-line bg-surface">
            {data.rows.length === 0 ? (
              <p className="px-6 py-3 text-ink-2">
                {t('None was set: the company bears what a returned payment costs.')}
              </p>
            ) : (
              <LedgerTable
                label={t('Fee for a returned payment')}
                heads={[
                  t('Currency'),
                  { text: t('Amount'), numeric: true },
                  t('Borne by'),
                  t('From'),
                  t('State'),
                  t('Set by'),
                ]}
              >
                <tbody>
                  {data.rows.map((fee) => (
                    <tr
                      key={`${fee.currency} ${fee.validFrom}`}
                      className={fee.state === 'in_force' ? '' : 'text-ink-2'}
                    >
                      <th scope="row">{fee.currency}</th>
                      <td className="numeric">{formatMoney(fee.amount, fee.currency)}</td>
                      <td>{isZero(fee.amount) ? t('the company') : t('the customer')}</td>
                      <td className="tabular-nums">{formatDay(fee.validFrom, 'field')}</td>
                      <td>{stateWords()[fee.state]}</td>
                      <td>
                        {fee.person}, {formatInstant(fee.setAt)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </LedgerTable>
            )}
            {maySet && <SetFee key={company} data={data} />}
          </div>
        )}
      </Read>
    </Part>
  );
}

type FeeVersion = Pick<Fee, 'validFrom' | 'amount'>;

function SetFee({ data }: { data: ReturnFeesAnswer }) {
  const { company } = useWork();
  const writing = useWriting();
  const [currency, setCurrency] = useState(data.companyCurrency);
  const [amount, setAmount] = useState('');
  const [validFrom, setValidFrom] = useState(data.day);
  const [wrong, setWrong] = useState<string>();
  const code = currency.trim().toUpperCase();
  const [rows, setRows] = useSeen(data.rows, amount.trim() !== '');
  const versionsIn = (fees: readonly Fee[]): readonly FeeVersion[] =>
    fees.filter((fee) => fee.currency === code).map((fee) => ({ validFrom: fee.validFrom, amount: fee.amount }));
  const save = (than = versionsIn(rows)): void => {
    const read = readMoney(amount, /^[A-Z]{3}$/.test(code) ? code : 'EUR');
    const fits = read !== undefined && !read.startsWith('-');
    setWrong(fits ? undefined : t('That is not an amount in {currency}.', { currency: code }));
    if (!fits) return;
    writing.mutate(
      {
        method: 'PUT',
        path: '/api/return-fee',
        query: { company },
        body: { currency: code, amount: read, validFrom, seen: { versions: than } },
      },
      {
        told: () => say(t('Set; it counts from its day on.')),
        onSuccess: () => setAmount(''),
      },
    );
  };
  const theirs = staleSetting<{ versions: readonly FeeVersion[] }>(writing.error)?.versions;
  const other = theirs && (unseenVersion(theirs, versionsIn(rows)) ?? theirs[0]);
  return (
    <form
      className="flex flex-wrap items-start gap-3 px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field
        label={t('Fee')}
        hint={t('0: the company bears it.')}
        error={wrong ?? refusedAt(writing.error, 'amount')}
        className="w-40"
      >
        {(control) => (
          <input
            {...control}
            className="field w-full text-right tabular-nums"
            autoComplete="off"
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('Currency')} error={refusedAt(writing.error, 'currency')} className="w-24">
        {(control) => (
          <input
            {...control}
            className="field w-full"
            autoComplete="off"
            value={currency}
            onChange={(event) => setCurrency(event.target.value)}
          />
        )}
      </Field>
      <DayField label={t('From')} above value={validFrom} onChange={setValidFrom} />
      <SubmitButton does={t('Set the fee')} busy={writing.isPending} ready={amount.trim() !== ''} className="mt-6" />
      {theirs ? (
        <Conflict
          rows={[
            [t('Fee'), amount.trim(), other ? formatMoney(other.amount, code) : ''],
            [t('From'), formatDay(validFrom, 'field'), other ? formatDay(other.validFrom, 'field') : ''],
          ]}
          keepMine={() => {
            // What the other one has set stands in the table by now.
            setRows(data.rows);
            save(theirs);
          }}
          keepTheirs={() => {
            setAmount('');
            writing.reset();
          }}
        />
      ) : (
        refusedElsewhere(writing.error, ['amount', 'currency']) && <Refused error={writing.error} />
      )}
    </form>
  );
}
