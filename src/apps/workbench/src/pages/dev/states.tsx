/** Components with more states than fit into a line: forms, money, timelines, the last look before a run, split screens. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LetterAnswer, TimelineAnswer } from '#collections/contract';
import { ApiError } from '../../api.ts';
import { formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { AgingBar } from '../../parts/aging-bar.tsx';
import { Conflict } from '../../parts/conflict.tsx';
import { Check, Field, ReasonField, refusedAt } from '../../parts/field.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { SideList } from '../../parts/side-list.tsx';
import { Notice, Refused, Skeleton } from '../../parts/states.tsx';
import { say } from '../../toasts.tsx';
import { Entries } from '../customers/timeline.tsx';
import { ConfirmRun } from '../runs/run-parts.tsx';

/** Longer than its place: cut with dots, and said whole to whoever points at it. */
export const longName = 'Vereinigte Armaturen- und Rohrleitungsbau Gesellschaft mbH & Co. Kommanditgesellschaft';

const wrongDay = new ApiError(422, 'x.day', 'The day lies before the document.', {}, { field: 'day' });
const elsewhere = new ApiError(409, 'x.closed', 'The period is closed; nothing was posted.');

/** Fields as they come, with a hint, refused, not to be changed, on the way; what was refused as a whole beneath them. */
export function Form() {
  const [reason, setReason] = useState('');
  const [on, setOn] = useState(true);
  return (
    <form
      className="grid max-w-3xl gap-x-6 gap-y-3 lg:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault();
        say(t('Saved.'));
      }}
    >
      <Field label={t('Name')} hint={t('that the text of the line holds')}>
        {(control) => <input {...control} className="field w-full" defaultValue={longName} />}
      </Field>
      <Field label={t('Day')} error={refusedAt(wrongDay, 'day')}>
        {(control) => <input {...control} className="field w-full" defaultValue="31/02/2026" />}
      </Field>
      <Field label={t('Amount')}>
        {(control) => <input {...control} className="field w-full text-right tabular-nums" disabled value="1,234.50" />}
      </Field>
      <Field label={t('Currency')}>
        {(control) => (
          <select {...control} className="field w-full" disabled>
            <option>EUR</option>
          </select>
        )}
      </Field>
      <ReasonField label={t('Reason')} value={reason} onChange={setReason} className="lg:col-span-2" />
      <Check checked={on} onChange={setOn}>
        {t('Ended rules as well')}
      </Check>
      <Check checked disabled onChange={() => undefined}>
        {t('Ended rules as well')}
      </Check>
      <div className="lg:col-span-2">
        <Refused error={elsewhere} />
      </div>
      <div className="flex justify-end gap-2 lg:col-span-2">
        <button type="button" className="button" onClick={() => setReason('')}>
          {t('Cancel')}
        </button>
        <button type="submit" className="button button-primary">
          {t('Save')}
        </button>
        <button type="button" className="button button-primary" disabled>
          {t('Saving…')}
        </button>
      </div>
    </form>
  );
}

export function ChangedByTwo() {
  const rows = [
    [t('Name'), 'Nordwerk Anlagenbau', 'Nordwerk Anlagenbau GmbH'],
    [t('Note'), longName, ''],
    [t('Language'), 'de', 'de'],
  ] as const;
  return (
    <div className="flex flex-col gap-4">
      <Conflict by="Sami Aalto" rows={rows} keepMine={() => say(t('Saved.'))} keepTheirs={() => undefined} />
      <Conflict rows={rows.slice(0, 1)} keepMine={undefined} keepTheirs={() => undefined} />
    </div>
  );
}

/** Amounts under one another: none, negative, large, and currencies with no decimals or three. */
const amounts: readonly (readonly [amount: string, currency: string])[] = [
  ['0.00', 'EUR'],
  ['1234.50', 'EUR'],
  ['-1499.46', 'EUR'],
  ['987654321098.76', 'EUR'],
  ['1250000', 'JPY'],
  ['-350000.25', 'COP'],
  ['1234.567', 'KWD'],
];

export function Amounts() {
  return (
    <LedgerTable label={t('Money')} className="!w-fit" heads={[t('Currency'), { text: t('Amount'), numeric: true }]}>
      <tbody>
        {amounts.map(([amount, currency]) => (
          <tr key={`${amount} ${currency}`}>
            <th scope="row">{currency}</th>
            <td className="numeric">
              {formatMoney(amount, currency)} <span className="text-meta text-ink-2">{currency}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </LedgerTable>
  );
}

const aging = (...sums: readonly string[]) =>
  ['unapplied', 'current', '1-30', '31-60', '61-90', '91-120', '121+'].map((bucket, index) => ({
    bucket,
    amount: sums[index]!,
  }));

/** All ages, a balance without debts, another currency, nothing at all. */
export function Agings() {
  return (
    <div className="flex flex-col gap-5">
      <AgingBar
        currency="EUR"
        named
        search={{}}
        columns={aging('-1499.46', '234237.01', '205607.41', '176324.50', '0.00', '87552.79', '42158.22')}
      />
      <AgingBar
        currency="JPY"
        named
        search={{}}
        columns={aging('0', '128450000', '0', '9800000', '-120000', '0', '0')}
      />
      <AgingBar currency="USD" named search={{}} columns={aging(...Array.from({ length: 7 }, () => '0.00'))} />
    </div>
  );
}

type Entry = TimelineAnswer['rows'][number];
const entry = (part: Pick<Entry, 'kind' | 'what' | 'day'> & Partial<Entry>): Entry => ({
  key: `${part.kind} ${part.what} ${part.day} ${part.outcome ?? ''}`,
  outcome: null,
  text: null,
  amount: null,
  currency: null,
  person: null,
  until: null,
  numbers: [],
  changes: [],
  ...part,
});
/** One of each kind, as they are told. */
const entries: readonly Entry[] = [
  entry({
    kind: 'skipped',
    what: 'notice',
    day: '2026-03-02',
    text: 'Everything overdue is promised, disputed or stopped.',
  }),
  entry({ kind: 'skipped', what: 'item', day: '2026-03-02', numbers: ['RE-2601', 'RE-2602'], text: longName }),
  entry({ kind: 'promise', what: 'broken', day: '2026-03-01', amount: '0.00', currency: 'EUR', until: '2026-02-27' }),
  entry({ kind: 'promise', what: 'kept', day: '2026-02-28', amount: '1850.00', currency: 'EUR', until: '2026-02-27' }),
  entry({
    kind: 'promise',
    what: 'made',
    day: '2026-02-20',
    amount: '128450000',
    currency: 'JPY',
    until: '2026-02-27',
    person: 'Lena Brandt',
  }),
  entry({
    kind: 'contact',
    what: 'call',
    day: '2026-02-20',
    outcome: 'promise',
    text: `${longName}: the head of accounts says that the approval is on its way and asks for a copy of two invoices.`,
    person: 'Lena Brandt',
    until: '2026-02-27',
  }),
  entry({ kind: 'contact', what: 'note', day: '2026-02-19', text: 'Speaks Spanish.', person: 'Sami Aalto' }),
  entry({ kind: 'contact', what: 'taken_over', day: '2026-02-18', person: 'Sami Aalto', until: '2026-03-06' }),
  entry({ kind: 'message', what: 'bounced', day: '2026-02-17', text: 'Payment reminder', person: 'ap@example.org' }),
  entry({
    kind: 'money',
    what: 'applied',
    day: '2026-02-16',
    amount: '8316.48',
    currency: 'EUR',
    numbers: Array.from({ length: 11 }, (_, index) => `RE-26${String(index).padStart(2, '0')}`),
  }),
  entry({
    kind: 'document',
    what: 'credit_memo',
    day: '2026-02-15',
    amount: '-355.59',
    currency: 'EUR',
    numbers: ['GS-77'],
  }),
];

/** Everything that can have happened; nothing yet; on the way. */
export function Timelines() {
  return (
    <div className="grid gap-6 lg:grid-cols-[2fr_1fr]">
      <div className="border border-line">
        <Entries entries={entries} customer="10104" />
      </div>
      <div className="flex flex-col gap-6">
        <div className="border border-line">
          <Entries entries={[]} customer="10104" />
        </div>
        <div className="border border-line">
          <div data-example className="contents">
            <Skeleton rows={4} className="px-6 py-2" />
          </div>
        </div>
      </div>
    </div>
  );
}

const letter: LetterAnswer = {
  recipient: 'payables@example.org',
  subject: 'Payment reminder: 1,957.12 EUR',
  body: 'Dear Jonas Moser,\n\nthe items below are past due.\n\n  Document    Due         Open (EUR)\n  RE-2601     9 Nov 2026    1,285.64\n\nKind regards',
};

/** The last look: to be read and sent, still on its way and not to be sent, and a letter that could not be made. */
export function PreviewThenRun() {
  const [open, setOpen] = useState<'ready' | 'waiting' | 'failed'>();
  const shown = useQuery<LetterAnswer>({
    queryKey: ['a letter of the components', open],
    enabled: open !== undefined,
    retry: false,
    queryFn: () =>
      open === 'ready'
        ? letter
        : open === 'failed'
          ? Promise.reject(new ApiError(409, 'x.language', 'No words are set in this language.'))
          : new Promise<LetterAnswer>(() => undefined),
  });
  return (
    <>
      {(
        [
          ['ready', t('To be read, and sent')],
          ['waiting', t('On its way: nothing can be sent')],
          ['failed', t('Could not be made')],
        ] as const
      ).map(([state, text]) => (
        <button key={state} type="button" className="button" onClick={() => setOpen(state)}>
          {text}
        </button>
      ))}
      {open && (
        <ConfirmRun
          title={t('1 reminder leaves')}
          unseen={open === 'ready' ? 2 : 0}
          totals={<p className="tabular-nums">{formatMoney('1957.12', 'EUR')} EUR</p>}
          excluded={3}
          letter={shown}
          leftOut={[{ number: 'RE-2602', reason: 'Open credits and unapplied cash cover what is due' }]}
          close={() => setOpen(undefined)}
          run={() => {
            setOpen(undefined);
            say(t('Sent'));
          }}
        />
      )}
    </>
  );
}

const customers = Array.from({ length: 200 }, (_, index) => ({
  number: String(10_100 + index),
  name: index % 4 === 3 ? longName : `Nordwerk Anlagenbau ${index + 1}`,
  open: `${index % 7 === 6 ? '-' : ''}${((index * 7919) % 90_000) + 1}.00`,
}));

/** A list beside what is open of it, and the same with nothing in it. */
export function SplitScreen() {
  const [chosen, setChosen] = useState(customers[3]!.number);
  const one = customers.find((customer) => customer.number === chosen)!;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid h-64 grid-cols-[18rem_minmax(0,1fr)] border border-line max-lg:h-auto max-lg:grid-cols-1">
        <div className="flex min-h-0 flex-col border-line max-lg:h-48 lg:border-r">
          <SideList
            label={t('Split screen')}
            count={customers.length + 2}
            at={customers.indexOf(one)}
            row={(index) => customers[index]}
            keyOf={(customer) => customer.number}
            look={() => undefined}
            chosen={chosen}
            choose={(customer) => setChosen(customer.number)}
          >
            {(customer) => (
              <span className="flex gap-2">
                <span className="min-w-0 flex-1 truncate font-medium">{customer.name}</span>
                <span className="tabular-nums">{formatMoney(customer.open, 'EUR')}</span>
              </span>
            )}
          </SideList>
        </div>
        <div className="px-6 py-4">
          <h3 className="text-title font-semibold">{one.name}</h3>
          <p className="text-ink-2 tabular-nums">{one.number}</p>
        </div>
      </div>
      <div className="border border-line">
        <Notice title={t('Nothing in this list')} />
      </div>
    </div>
  );
}
