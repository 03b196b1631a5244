/** A reminder or a statement to chosen customers, or those of chosen items: who gets one, who does not and why, the letter, then ten seconds. */
import type {
  DunningPreviewAnswer,
  DunningRunAnswer,
  LetterAnswer,
  StatementPreviewAnswer,
} from '#collections/contract';
import { formatAmount, parseAmount } from '#kernel';
import { formatCount, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useReading, useWriting } from '../../session.tsx';
import { hold, say } from '../../toasts.tsx';
import { keyOfNotice, letterOf, type NoticeName, namesOf } from '../runs/notice-names.ts';
import { ConfirmRun, Excluded, type LeftOut } from '../runs/run-parts.tsx';
import type { Row } from './columns.tsx';

export type Sending = 'reminder' | 'statement';

/** Whose chosen items are, as a reminder of them is named. */
export interface ChosenAccount extends NoticeName {
  readonly name: string;
  /** The customer seen once, on a collective account. */
  readonly partyName: string | null;
}

/** The accounts of some items, each once. */
export function accountsOf(rows: readonly Row[]): readonly ChosenAccount[] {
  const accounts = rows.map(
    ({ customer, name, currency, party, partyKey }): ChosenAccount => ({
      ...{ customer, name, currency, party: partyKey },
      partyName: partyKey === null ? null : party,
    }),
  );
  return [...new Map(accounts.map((one) => [keyOfNotice(one), one])).values()];
}

/** Every account of some customers of which the run of the day speaks; one of each of whom it does not speak at all. */
function accountsOfCustomers(
  { notices, suppressed }: DunningPreviewAnswer,
  customers: readonly ChosenCustomer[],
): readonly ChosenAccount[] {
  const names = new Map(customers.map(({ customer, name }) => [customer, name]));
  const spoken = [...notices, ...suppressed].filter((one) => names.has(one.customer));
  const known = new Set(spoken.map((one) => one.customer));
  return [
    ...spoken.map(({ customer, name, currency, party }) => ({ customer, name, currency, party, partyName: null })),
    ...customers
      .filter(({ customer }) => !known.has(customer))
      .map(({ customer, name }) => ({ customer, name, currency: '', party: null, partyName: null })),
  ];
}

export interface ChosenCustomer {
  readonly customer: string;
  readonly name: string;
}
interface RemindProps extends Pick<SendChosenProps, 'company' | 'close' | 'done'> {
  readonly customers: readonly ChosenCustomer[];
}

/** All reminders that are due to chosen customers today, in every currency. */
export function RemindCustomers({ customers, ...send }: RemindProps) {
  return <SendChosen {...send} sending="reminder" accounts={(data) => accountsOfCustomers(data, customers)} />;
}

interface SendChosenProps {
  readonly sending: Sending;
  readonly company: string;
  /** Whom it is for; of customers, the run of the day says which accounts they have. */
  readonly accounts: readonly ChosenAccount[] | ((data: DunningPreviewAnswer) => readonly ChosenAccount[]);
  readonly close: () => void;
  /** What was chosen is dealt with. */
  readonly done: () => void;
}

/** What leaves; who gets nothing, and why. */
interface Split {
  readonly count: number;
  readonly amounts: readonly { readonly currency: string; readonly amount: string }[];
  /** What the run is told of those that leave. */
  readonly body: object;
  /** Of which of them the letter is shown. */
  readonly letter: Record<string, string | undefined>;
  readonly excluded: readonly LeftOut[];
}

/** Only the reminders that the items are in: not what their customers would get in another currency. */
function splitReminders(data: DunningPreviewAnswer, accounts: readonly ChosenAccount[]): Split {
  const wanted = new Set(accounts.map(keyOfNotice));
  const included = data.notices.filter((one) => wanted.has(keyOfNotice(one)) && !one.already);
  const taken = new Set(included.map(keyOfNotice));
  const why = new Map([
    ...data.suppressed.map((one) => [keyOfNotice(one), one.reason.text] as const),
    ...data.notices
      .filter((one) => one.already)
      .map((one) => [keyOfNotice(one), t('It has its reminder of today.')] as const),
  ]);
  return {
    count: included.length,
    amounts: included.map(({ currency, net }) => ({ currency, amount: net })),
    body: { notices: namesOf(included) },
    letter: letterOf(included[0]),
    excluded: accounts
      .map((one) => ({ ...one, key: keyOfNotice(one) }))
      .filter(({ key }) => !taken.has(key))
      .map(({ key, customer, name, partyName, currency }) => ({
        ...{ key, customer, name: partyName ?? name, currency },
        why: why.get(key) ?? t('No reminder is due to it.'),
      })),
  };
}

function splitStatements(data: StatementPreviewAnswer, accounts: readonly ChosenAccount[]): Split {
  const customers = new Map(accounts.map(({ customer, name }) => [customer, name]));
  // Who is named gets one of today, also beside that of the month.
  const included = data.statements.filter((one) => customers.has(one.customer)).map((one) => one.customer);
  const taken = new Set(included);
  const why = new Map(data.suppressed.map((one) => [one.customer, one.reason.text]));
  return {
    count: included.length,
    amounts: [],
    body: { customers: [...taken] },
    letter: { customer: included[0] },
    excluded: [...customers]
      .filter(([customer]) => !taken.has(customer))
      .map(([customer, name]) => ({
        ...{ key: customer, customer, name },
        why: why.get(customer) ?? t('It has no account to state.'),
      })),
  };
}

export function SendChosen(props: SendChosenProps) {
  const { sending, company, accounts, close } = props;
  const title =
    sending !== 'reminder'
      ? t('Statements to these customers')
      : typeof accounts === 'function'
        ? t('Remind these customers')
        : t('Remind the customers of these items');
  const reminders = useReading<DunningPreviewAnswer>(
    '/api/dunning/preview',
    { company },
    { enabled: sending === 'reminder' },
  );
  const statements = useReading<StatementPreviewAnswer>(
    '/api/statements/preview',
    { company },
    { enabled: sending === 'statement' },
  );
  const read = sending === 'reminder' ? reminders : statements;
  if (read.isPending || (read.error && !read.data))
    return (
      <Dialog title={title} width="max-w-3xl" close={close}>
        {read.isPending ? (
          <Skeleton rows={10} className="px-6 py-4" />
        ) : (
          <Failure error={read.error!} retry={() => void read.refetch()} />
        )}
      </Dialog>
    );
  const split =
    sending === 'reminder'
      ? splitReminders(reminders.data!, typeof accounts === 'function' ? accounts(reminders.data!) : accounts)
      : splitStatements(statements.data!, typeof accounts === 'function' ? [] : accounts);
  if (read.data!.held !== null || split.count === 0)
    return (
      <Dialog title={title} width="max-w-3xl" close={close}>
        <p role="status" className="px-6 py-3 text-warn">
          {read.data!.held !== null
            ? `${t('The run is held.')} ${sentence(read.data!.held!)}`
            : t('None of these customers gets one.')}
        </p>
        <Excluded rows={split.excluded} />
        <div className="flex justify-end border-t border-line px-6 py-3">
          <button type="button" className="button" onClick={close}>
            {t('Close')}
          </button>
        </div>
      </Dialog>
    );
  return <Confirm {...props} split={split} />;
}

function Confirm({ sending, company, split, close, done }: SendChosenProps & { readonly split: Split }) {
  const running = useWriting<DunningRunAnswer>();
  const letter = useReading<LetterAnswer>(sending === 'reminder' ? '/api/dunning/letter' : '/api/statements/letter', {
    company,
    ...split.letter,
  });
  const { count } = split;
  const words =
    sending === 'reminder'
      ? {
          title: count === 1 ? t('Send 1 reminder?') : t('Send {count} reminders?', { count: formatCount(count) }),
          held: count === 1 ? t('1 reminder leaves') : t('{count} reminders leave', { count: formatCount(count) }),
          path: '/api/dunning/run',
        }
      : {
          title: count === 1 ? t('Send 1 statement?') : t('Send {count} statements?', { count: formatCount(count) }),
          held: count === 1 ? t('1 statement leaves') : t('{count} statements leave', { count: formatCount(count) }),
          path: '/api/statements/run',
        };
  const told = (proposed: number): string =>
    sending === 'reminder'
      ? proposed === 1
        ? t('1 reminder is on its way.')
        : t('{count} reminders are on their way.', { count: formatCount(proposed) })
      : proposed === 1
        ? t('1 statement is on its way.')
        : t('{count} statements are on their way.', { count: formatCount(proposed) });
  const run = (): void => {
    close();
    done();
    hold(words.held, () =>
      running
        .mutateAsync({ path: words.path, query: { company }, body: split.body })
        .then((answer) => say(told(answer.proposed))),
    );
  };
  return (
    <ConfirmRun
      title={words.title}
      unseen={0}
      totals={<Totals of={split.amounts} />}
      excluded={split.excluded.length}
      excludedRows={split.excluded}
      letter={letter}
      close={close}
      run={run}
    />
  );
}

function Totals({ of }: { of: Split['amounts'] }) {
  const sums = new Map<string, bigint>();
  for (const { currency, amount } of of) sums.set(currency, (sums.get(currency) ?? 0n) + parseAmount(amount, currency));
  return (
    <dl className="flex gap-4">
      {[...sums].map(([currency, minor]) => (
        <div key={currency} className="flex gap-1.5">
          <dt className="text-ink-2">{currency}</dt>
          <dd className="font-semibold tabular-nums">{formatMoney(formatAmount(minor, currency), currency)}</dd>
        </div>
      ))}
    </dl>
  );
}
