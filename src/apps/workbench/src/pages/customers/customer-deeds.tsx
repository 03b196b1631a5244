/**
 * What letters do to chosen customers of a list, or to the one at which it stands: taken over, put to sleep, noted on, given
 * to a portfolio, reminded. What is sent or changed for many is shown before; what can be taken back is, from its word.
 */
import { type ReactNode, useState } from 'react';
import type { SnoozeAnswer } from '#collections/contract';
import type { PortfoliosAnswer } from '#customers/contract';
import { addDays } from '#kernel';
import { formatCount, formatDay } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import { DayField } from '../../parts/controls.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, ReasonField, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import type { ListAtHand } from '../../parts/list-view.tsx';
import { nothing } from '../../parts/selection.ts';
import { type Deed, type ReversibleDeed, useSeveral } from '../../parts/several.ts';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWork } from '../../session.tsx';
import { sayRefused, sayWrong } from '../../toasts.tsx';
import { RemindCustomers } from '../items/send-chosen.tsx';
import { snoozeBack } from './work-panel.tsx';

/** A customer of a list, in its company. */
interface Customer {
  readonly company: string;
  readonly customer: string;
  readonly name: string;
  readonly portfolio: string | null;
}
type Doing = 'takeover' | 'snooze' | 'note' | 'portfolio' | 'reminder';

/** So many can be reminded at once by name. */
const mostReminded = 500;

export function CustomerDeeds({ active, chosenCount, gather, setSelection }: ListAtHand<Customer & { id: string }>) {
  const mayWork = useMay('collections.work');
  const mayRemind = useMay('collections.run-dunning');
  const mayEdit = useMay('customers.edit');
  const [asked, setAsked] = useState<{ readonly doing: Doing; readonly customers: readonly Customer[] }>();
  const start = async (doing: Doing): Promise<void> => {
    try {
      const rows = chosenCount > 0 ? ((await gather()) ?? []) : active ? [active] : [];
      // Of groups a customer has a row for each currency.
      const customers = [...new Map(rows.map((row) => [`${row.company} ${row.customer}`, row])).values()];
      if (customers.length === 0) return;
      if (doing === 'reminder' && new Set(customers.map(({ company }) => company)).size > 1)
        sayWrong(t('These customers are of several companies: choose those of one.'));
      else if (doing === 'reminder' && customers.length > mostReminded)
        sayWrong(t('At most 500 can be chosen at once.'));
      else setAsked({ doing, customers });
    } catch (fault) {
      sayRefused(fault);
    }
  };
  const on = (doing: Doing) => (): void => void start(doing);
  useKeys([
    ...(mayWork
      ? [
          { keys: 't|@', label: t('Take over the chosen customers'), run: on('takeover') },
          { keys: 'h', label: t('Snooze the chosen customers'), run: on('snooze') },
          { keys: 'n', label: t('Write a note on the chosen customers'), run: on('note') },
        ]
      : []),
    ...(mayEdit ? [{ keys: 'o', label: t('Give the chosen customers to a portfolio'), run: on('portfolio') }] : []),
    ...(mayRemind ? [{ keys: 'e', label: t('Remind the chosen customers'), run: on('reminder') }] : []),
  ]);
  const close = (): void => setAsked(undefined);
  const done = (): void => setSelection(nothing);
  return (
    <>
      {chosenCount > 0 && (
        <>
          {mayWork && (
            <>
              <DeedButton keys="t" press={on('takeover')}>
                {t('Take over')}
              </DeedButton>
              <DeedButton keys="h" press={on('snooze')}>
                {t('Snooze')}
              </DeedButton>
              <DeedButton keys="n" press={on('note')}>
                {t('Note')}
              </DeedButton>
            </>
          )}
          {mayEdit && (
            <DeedButton keys="o" press={on('portfolio')}>
              {t('Portfolio…')}
            </DeedButton>
          )}
          {mayRemind && (
            <DeedButton keys="e" press={on('reminder')}>
              {t('Remind')}
            </DeedButton>
          )}
        </>
      )}
      {asked?.doing === 'reminder' && (
        <RemindCustomers company={asked.customers[0]!.company} customers={asked.customers} close={close} done={done} />
      )}
      {asked && asked.doing !== 'reminder' && (
        <DeedDialog doing={asked.doing} customers={asked.customers} close={close} done={done} />
      )}
    </>
  );
}

const DeedButton = ({ keys, press, children }: { keys: string; press: () => void; children: ReactNode }) => (
  <button type="button" className="button" onClick={press}>
    {children} <Keys keys={keys} className="max-xl:hidden" />
  </button>
);

interface DeedProps {
  readonly doing: Exclude<Doing, 'reminder'>;
  readonly customers: readonly Customer[];
  readonly close: () => void;
  /** What was chosen is dealt with. */
  readonly done: () => void;
}

/** So many are named above what is done with them. */
const mostNamed = 8;

/** Whom it is done to. */
function Whom({ customers }: { customers: readonly Customer[] }) {
  const more = customers.length - mostNamed;
  return (
    <p className="text-ink-2">
      {customers
        .slice(0, mostNamed)
        .map((one) => one.name)
        .join(', ')}
      {more > 0 && ` ${t('and {count} more', { count: formatCount(more) })}`}
    </p>
  );
}

function DeedDialog({ doing, customers, close, done }: DeedProps) {
  const { session, tenant } = useWork();
  const doSeveral = useSeveral();
  const today = useBusinessDay();
  const [until, setUntil] = useState(doing === 'snooze' ? addDays(today, 7) : today);
  const [text, setText] = useState('');
  const [portfolio, setPortfolio] = useState('');
  const count = customers.length;
  const [only] = customers;
  const day = formatDay(until);
  const idOf = (code: string): string =>
    String(session.tenants.find((one) => one.code === tenant)!.companies.find((one) => one.code === code)!.id);
  const place = ({ company, customer }: Customer, what: string) => ({
    path: `/api/customers/${encodeURIComponent(customer)}/${what}`,
    query: { company },
  });
  const assign = ({ company, customer, name }: Customer, to: string | null, reason: string): Deed => ({
    name,
    path: '/api/portfolio-assignments',
    query: {},
    body: { companyId: idOf(company), number: customer, portfolio: to, from: today, reason },
  });
  const name = only?.name ?? '';
  const words = {
    takeover: {
      title:
        count === 1 ? t('Take over {name}', { name }) : t('Take over {count} customers', { count: formatCount(count) }),
      does: t('Take over'),
      one: t('{name} is yours until {day}.', { name, day }),
      all: t('Yours until {day}', { day }),
      back: t('Given back'),
    },
    snooze: {
      title: count === 1 ? t('Snooze {name}', { name }) : t('Snooze {count} customers', { count: formatCount(count) }),
      does: t('Snooze'),
      one: t('{name} is snoozed until {day}.', { name, day }),
      all: t('Snoozed until {day}', { day }),
      back: t('As it was before'),
    },
    note: {
      title:
        count === 1
          ? t('Write a note on {name}', { name })
          : t('Write a note on {count} customers', { count: formatCount(count) }),
      does: t('Save'),
      one: t('{name}: note written.', { name }),
      all: t('Notes written'),
      back: '',
    },
    portfolio: {
      title:
        count === 1
          ? t('Portfolio of {name}', { name })
          : t('Portfolio of {count} customers', { count: formatCount(count) }),
      does: t('Hand over'),
      one: t('{name} is in another portfolio.', { name }),
      all: t('In another portfolio'),
      back: t('In their portfolios again'),
    },
  }[doing];
  const deedOf = (customer: Customer): ReversibleDeed => {
    const { name: its } = customer;
    switch (doing) {
      case 'takeover':
        return {
          ...{ name: its, ...place(customer, 'takeover'), body: { until } },
          back: { name: its, method: 'DELETE', ...place(customer, 'takeover') },
        };
      case 'snooze':
        return {
          ...{ name: its, ...place(customer, 'snooze'), body: { until, reason: text } },
          back: (answer) => ({
            name: its,
            ...place(customer, 'snooze'),
            body: snoozeBack(answer as SnoozeAnswer, until, today),
          }),
        };
      case 'note':
        return { name: its, ...place(customer, 'notes'), body: { note: text } };
      default:
        return {
          ...assign(customer, portfolio === '' ? null : portfolio, text),
          back: assign(customer, customer.portfolio, 'Taken back.'),
        };
    }
  };
  const submit = (): void => {
    close();
    void doSeveral(customers.map(deedOf), { title: words.all, one: words.one, back: words.back }).then(
      (any) => any && done(),
    );
  };
  const ready = doing === 'takeover' || doing === 'snooze' || (doing === 'note' ? text.trim() !== '' : saysWhy(text));
  return (
    <Dialog title={words.title} width="max-w-md" close={close}>
      <form
        className="flex flex-col gap-3 px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) submit();
        }}
      >
        {count > 1 && <Whom customers={customers} />}
        {doing === 'takeover' && <DayField above label={t('Until the end of')} value={until} onChange={setUntil} />}
        {doing === 'snooze' && (
          <>
            <DayField above label={t('Until')} value={until} onChange={setUntil} />
            <ReasonOf label={t('Why')} value={text} onChange={setText} />
          </>
        )}
        {doing === 'note' && (
          <Field label={t('Note')}>
            {(control) => (
              <textarea
                {...control}
                autoFocus
                rows={3}
                className="field h-auto w-full resize-y py-1"
                value={text}
                maxLength={4000}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        )}
        {doing === 'portfolio' && (
          <>
            <PortfolioField value={portfolio} onChange={setPortfolio} />
            <ReasonField label={t('Reason')} value={text} onChange={setText} />
          </>
        )}
        <FormFoot does={words.does} busy={false} ready={ready} close={close} />
      </form>
    </Dialog>
  );
}

/** A reason that need not be given. */
const ReasonOf = ({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) => (
  <Field label={label}>
    {(control) => (
      <input
        {...control}
        // biome-ignore lint/a11y/noAutofocus: somebody has just asked for the field
        autoFocus
        className="field w-full"
        maxLength={500}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);

/** One of the portfolios by its code, with who collects from its customers; empty: none. */
function PortfolioField({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const read = useReading<PortfoliosAnswer>('/api/portfolios');
  if (read.isPending) return <Skeleton rows={1} />;
  if (read.error && !read.data) return <Failure error={read.error} retry={() => void read.refetch()} />;
  return (
    <Field label={t('Portfolio')}>
      {(control) => (
        <select
          {...control}
          // biome-ignore lint/a11y/noAutofocus: somebody has just asked for the field
          autoFocus
          className="field w-full"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{t('No portfolio')}</option>
          {read.data!.rows.map((one) => (
            <option key={one.code} value={one.code}>
              {[one.name, one.collector].filter(Boolean).join(' · ')}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
