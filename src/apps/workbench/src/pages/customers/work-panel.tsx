/** The panel of an analyst: a call with its outcome on one key, a note, a snooze, a takeover. Ctrl+Enter saves and goes on. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { CallBody, CustomerAnswer, SnoozeAnswer } from '#collections/contract';
import { addDays, type Day, formatAmount, parseAmount } from '#kernel';
import { formatDay, formatMoney, readDay, readMoney } from '../../format.ts';
import { isTyping, Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { DayField } from '../../parts/controls.tsx';
import { SubmitButton } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useTakingBack } from '../../parts/taking-back.ts';
import { useWork, useWriting, type Writing } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { useDraft } from './drafts.ts';

export type Doing = 'call' | 'note' | 'snooze' | 'takeover';

interface PanelProps {
  readonly doing: Doing;
  readonly data: CustomerAnswer;
  readonly close: () => void;
  readonly onDone: () => void;
  /** Saving goes to the next customer. */
  readonly andNext: boolean;
  /** Begun with a promise of this amount and currency; empty: of what is proposed. */
  readonly promised?: string;
}

export function WorkPanel(props: PanelProps) {
  const { doing } = props;
  const titles: Readonly<Record<Doing, string>> = {
    call: t('Log a call'),
    note: t('Write a note'),
    snooze: t('Snooze'),
    takeover: t('Take over'),
  };
  return (
    <section aria-label={titles[doing]} className="border-b border-line bg-selection px-6 py-3">
      {doing === 'call' ? (
        <CallForm {...props} />
      ) : doing === 'note' ? (
        <NoteForm {...props} />
      ) : doing === 'snooze' ? (
        <SnoozeForm {...props} />
      ) : (
        <TakeoverForm {...props} />
      )}
    </section>
  );
}

/** The next day on which the company is open, at least so many days ahead. */
function openDayAfter({ businessDay, closedDays }: CustomerAnswer, days: number): string {
  let day = addDays(businessDay, days);
  while (closedDays.includes(day)) day = addDays(day, 1);
  return day;
}

const outcomes: readonly (readonly [outcome: CallBody['outcome'], text: string])[] = [
  ['promise', 'Promise to pay'],
  ['left_message', 'Left message'],
  ['dispute_raised', 'Dispute raised'],
  ['already_paid', 'Already paid'],
  ['call_back', 'Call back'],
  ['wrong_contact', 'Wrong contact'],
];

function CallForm({ data, close, onDone, andNext, promised }: PanelProps) {
  const [promisedAmount, promisedCurrency] = (promised ?? '').split(' ');
  const { company } = useWork();
  const writing = useWriting<{ promiseId?: string }>();
  const takeBack = useTakingBack();
  const first = useRef<HTMLButtonElement>(null);
  const [outcome, setOutcome] = useState<CallBody['outcome'] | undefined>(
    promised === undefined ? undefined : 'promise',
  );
  const [missing, setMissing] = useState<string>();
  const note = useDraft(data.customer, 'call');
  const leave = (): void => {
    note.forget();
    close();
  };
  const [followUp, setFollowUp] = useState('');
  const [promisedDate, setPromisedDate] = useState(openDayAfter(data, 7));
  // What is overdue is what a customer promises, less what it may take off: its credits. The largest currency first.
  const currencies = [...data.aging.rows].sort((a, b) =>
    parseAmount(a.overdue, a.currency) < parseAmount(b.overdue, b.currency) ? 1 : -1,
  );
  const [currency, setCurrency] = useState(promisedCurrency ?? currencies[0]?.currency ?? 'EUR');
  const row = currencies.find((one) => one.currency === currency);
  const proposed = row ? amountToPromise(row) : '0';
  const [typed, setTyped] = useState<string | undefined>(
    promisedAmount && promisedCurrency ? formatMoney(promisedAmount, promisedCurrency) : undefined,
  );
  const amountText = typed ?? formatMoney(proposed, currency);
  useEffect(() => first.current?.focus(), []);

  const path = `/api/customers/${encodeURIComponent(data.customer)}`;
  const save = (): void => {
    if (writing.isPending) return;
    if (!outcome) {
      setMissing(t('Choose what came of the call: a key from 1 to 6.'));
      return;
    }
    const amount = readMoney(amountText, currency);
    if (outcome === 'promise' && amount === undefined) {
      setMissing(t('“{text}” is not an amount in {currency}.', { text: amountText, currency }));
      return;
    }
    const followUpDate = followUp.trim() === '' ? undefined : readDay(followUp);
    if (followUp.trim() !== '' && followUpDate === undefined) {
      setMissing(t('“{text}” is not a day.', { text: followUp }));
      return;
    }
    setMissing(undefined);
    const body: CallBody = {
      outcome,
      note: note.text,
      ...(followUpDate && { followUpDate }),
      ...(outcome === 'promise' && { promise: { amount: amount!, currency, promisedDate } }),
    };
    writing.mutate(
      { path: `${path}/calls`, query: { company }, body },
      {
        told: ({ promiseId }) => {
          note.forget();
          const what =
            outcome === 'promise'
              ? t('{name}: {amount} {currency} promised for {day}.', {
                  name: data.name,
                  amount: formatMoney(amount!, currency),
                  currency,
                  day: formatDay(promisedDate),
                })
              : t('{name}: call logged.', { name: data.name });
          const cancel = (): void =>
            void takeBack(
              {
                path: `${path}/promises/${promiseId}/cancel`,
                query: { company },
                body: { reason: 'Taken back right after it was recorded.' },
              },
              t('The promise is cancelled; the call stays on the timeline.'),
            );
          say(what, promiseId === undefined ? undefined : cancel);
        },
        onSuccess: onDone,
      },
    );
  };
  useKeys([
    ...outcomes.map(([one, text], index) => ({ keys: String(index + 1), label: t(text), run: () => setOutcome(one) })),
    { keys: 'mod+Enter', label: andNext ? t('Save and go to the next') : t('Save'), whileTyping: true, run: save },
    { keys: 'Escape', label: t('Close'), whileTyping: true, run: leave },
  ]);
  return (
    <Form
      onSave={save}
      close={leave}
      error={writing.error}
      missing={missing}
      busy={writing.isPending}
      andNext={andNext}
    >
      <div role="radiogroup" aria-label={t('What came of the call')} className="flex flex-wrap gap-2">
        {outcomes.map(([one, text], index) => (
          // biome-ignore lint/a11y/useSemanticElements: a button that digits press too, and that keeps the focus for them
          <button
            key={one}
            ref={index === 0 ? first : undefined}
            type="button"
            role="radio"
            aria-checked={outcome === one}
            className={`button ${outcome === one ? 'button-primary' : ''}`}
            onClick={() => setOutcome(one)}
          >
            <span className="tabular-nums opacity-80">{index + 1}</span> {t(text)}
          </button>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {outcome === 'promise' && (
          <>
            <Labelled text={t('Amount')}>
              {(id) => (
                <>
                  <input
                    id={id}
                    className="field w-32 text-right tabular-nums"
                    value={amountText}
                    inputMode="decimal"
                    autoComplete="off"
                    onChange={(event) => setTyped(event.target.value)}
                  />
                  {currencies.length > 1 ? (
                    <select
                      aria-label={t('Currency')}
                      className="field"
                      value={currency}
                      onChange={(event) => {
                        setCurrency(event.target.value);
                        setTyped(undefined);
                      }}
                    >
                      {currencies.map((one) => (
                        <option key={one.currency}>{one.currency}</option>
                      ))}
                    </select>
                  ) : (
                    <span className="text-ink-2">{currency}</span>
                  )}
                </>
              )}
            </Labelled>
            <DayField label={t('Pays on')} value={promisedDate} onChange={setPromisedDate} />
          </>
        )}
        {outcome === 'call_back' && (
          <Labelled text={t('Look again on')}>
            {(id) => (
              <input
                id={id}
                className="field w-28 tabular-nums"
                value={followUp}
                placeholder={formatDay(openDayAfter(data, 1), 'field')}
                onChange={(event) => setFollowUp(event.target.value)}
              />
            )}
          </Labelled>
        )}
        <Labelled text={t('Note')} grow>
          {(id) => (
            <input
              id={id}
              className="field min-w-0 flex-1"
              value={note.text}
              maxLength={4000}
              onChange={(event) => note.write(event.target.value)}
            />
          )}
        </Labelled>
      </div>
    </Form>
  );
}

/** What is overdue less the credits, as a reminder asks for it; covered by them, what is overdue; where nothing is, the balance. */
function amountToPromise(row: CustomerAnswer['aging']['rows'][number]): string {
  const overdue = parseAmount(row.overdue, row.currency);
  if (overdue <= 0n) return row.total;
  const less = overdue + parseAmount(row.amounts[0]!, row.currency);
  return less > 0n ? formatAmount(less, row.currency) : row.overdue;
}

function NoteForm({ data, close, onDone, andNext }: PanelProps) {
  const { company } = useWork();
  const writing = useWriting();
  const field = useRef<HTMLTextAreaElement>(null);
  const note = useDraft(data.customer, 'note');
  const leave = (): void => {
    note.forget();
    close();
  };
  const [missing, setMissing] = useState<string>();
  useEffect(() => field.current?.focus(), []);
  const save = (): void => {
    if (writing.isPending) return;
    if (note.text.trim() === '') {
      setMissing(t('Write what is to be noted.'));
      return;
    }
    setMissing(undefined);
    writing.mutate(
      {
        path: `/api/customers/${encodeURIComponent(data.customer)}/notes`,
        query: { company },
        body: { note: note.text },
      },
      {
        told: () => {
          note.forget();
          say(t('{name}: note written.', { name: data.name }));
        },
        onSuccess: onDone,
      },
    );
  };
  useKeys([
    { keys: 'mod+Enter', label: t('Save'), whileTyping: true, run: save },
    { keys: 'Escape', label: t('Close'), whileTyping: true, run: leave },
  ]);
  return (
    <Form
      onSave={save}
      close={leave}
      error={writing.error}
      missing={missing}
      busy={writing.isPending}
      andNext={andNext}
    >
      <Labelled text={t('Note')} grow>
        {(id) => (
          <textarea
            ref={field}
            id={id}
            rows={2}
            className="field h-auto min-w-0 flex-1 resize-y py-1"
            value={note.text}
            maxLength={4000}
            onChange={(event) => note.write(event.target.value)}
          />
        )}
      </Labelled>
    </Form>
  );
}

/** What takes a snooze until a day back: the customer sleeps as long as it did before, unless somebody has said otherwise since. */
export const snoozeBack = ({ earlier }: SnoozeAnswer, until: Day, today: Day) => ({
  until: earlier ?? today,
  reason: 'Taken back.',
  insteadOf: until,
});

function SnoozeForm(props: PanelProps) {
  const { data, onDone, andNext } = props;
  const { company } = useWork();
  const [reason, setReason] = useState('');
  const deed = { path: `/api/customers/${encodeURIComponent(data.customer)}/snooze`, query: { company } };
  return (
    <UntilForm
      {...props}
      label={t('Until')}
      first={openDayAfter(data, 7)}
      writing={(until) => ({ ...deed, body: { until, reason } })}
      told={(day) => t('{name} is snoozed until {day}.', { name: data.name, day })}
      back={(answer, until) => ({ ...deed, body: snoozeBack(answer as SnoozeAnswer, until, data.businessDay) })}
      toldBack={(answer) => {
        const { name, businessDay } = data;
        const { earlier } = answer as SnoozeAnswer;
        return earlier !== null && earlier > businessDay
          ? t('{name} is snoozed until {day} again.', { name, day: formatDay(earlier) })
          : t('{name} is back on the worklist.', { name });
      }}
      after={onDone}
      andNext={andNext}
    >
      <Labelled text={t('Why')} grow>
        {(id) => (
          <input
            id={id}
            className="field min-w-0 flex-1"
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Labelled>
    </UntilForm>
  );
}

/** The customer is the person's own to the end of a day, whoever its portfolio belongs to. The page stays with it. */
function TakeoverForm(props: PanelProps) {
  const { data, close } = props;
  const { company } = useWork();
  const deed = { path: `/api/customers/${encodeURIComponent(data.customer)}/takeover`, query: { company } };
  return (
    <UntilForm
      {...props}
      label={t('Until the end of')}
      first={data.businessDay}
      writing={(until) => ({ ...deed, body: { until } })}
      told={(day) => t('{name} is yours until {day}.', { name: data.name, day })}
      back={() => ({ ...deed, method: 'DELETE' })}
      toldBack={() => t('{name} is given back.', { name: data.name })}
      after={close}
      andNext={false}
    >
      <p className="text-ink-2">
        {data.account.collector
          ? t('It stands in your worklist; {name} sees that you have it.', { name: data.account.collector })
          : t('It stands in your worklist; everybody sees that you have it.')}
      </p>
    </UntilForm>
  );
}

interface UntilProps {
  readonly close: () => void;
  readonly label: string;
  /** The day that stands in the field at first. */
  readonly first: Day;
  readonly writing: (until: Day) => Writing;
  readonly told: (day: string) => string;
  /** What takes it back by the answer to it, and what is said then. */
  readonly back: (answer: unknown, until: Day) => Writing;
  readonly toldBack: (answer: unknown) => string;
  readonly after: () => void;
  readonly andNext: boolean;
  readonly children: ReactNode;
}

/** Something that holds until a day, and is taken back from its toast. */
function UntilForm({ close, label, first, andNext, children, ...its }: UntilProps) {
  const writing = useWriting();
  const takeBack = useTakingBack();
  const [until, setUntil] = useState(first);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('input')?.select(), []);
  const save = (): void => {
    // Pressed twice it is done once, and said once.
    if (writing.isPending) return;
    writing.mutate(its.writing(until), {
      told: (answer) =>
        say(its.told(formatDay(until)), () => void takeBack(its.back(answer, until), its.toldBack(answer))),
      onSuccess: its.after,
    });
  };
  useKeys([
    { keys: 'mod+Enter', label: t('Save'), whileTyping: true, run: save },
    { keys: 'Escape', label: t('Close'), whileTyping: true, run: close },
  ]);
  return (
    <Form
      onSave={save}
      close={close}
      error={writing.error}
      missing={undefined}
      busy={writing.isPending}
      andNext={andNext}
    >
      <div ref={box} className="flex flex-1 flex-wrap items-center gap-x-4 gap-y-2">
        <DayField label={label} value={until} onChange={setUntil} />
        {children}
      </div>
    </Form>
  );
}

interface FormProps {
  readonly onSave: () => void;
  readonly close: () => void;
  readonly error: Error | null;
  readonly missing: string | undefined;
  readonly busy: boolean;
  readonly andNext: boolean;
  readonly children: ReactNode;
}

function Form({ onSave, close, error, missing, busy, andNext, children }: FormProps) {
  // The focus goes back to where it was when the panel closes.
  const before = useRef<Element | null>(document.activeElement);
  useEffect(() => {
    const origin = before.current;
    return () => {
      if (origin instanceof HTMLElement && origin.isConnected && !isTyping(origin)) origin.focus();
    };
  }, []);
  return (
    <form
      className="flex flex-col gap-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2.5">
        <div className="flex min-w-0 flex-1 flex-col gap-2.5">{children}</div>
        <div className="flex gap-2">
          <button type="button" className="button" onClick={close}>
            {t('Cancel')}
          </button>
          <SubmitButton does={andNext ? t('Save and next') : t('Save')} busy={busy}>
            <Keys keys="mod+Enter" className="ml-0.5" />
          </SubmitButton>
        </div>
      </div>
      {missing && (
        <p role="alert" className="text-bad">
          {missing}
        </p>
      )}
      <Refused error={error} />
    </form>
  );
}

function Labelled({
  text,
  grow = false,
  children,
}: {
  text: string;
  grow?: boolean;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={`flex items-center gap-2 ${grow ? 'min-w-48 flex-1' : ''}`}>
      <label htmlFor={id} className="text-ink-2">
        {text}
      </label>
      {children(id)}
    </div>
  );
}
