/** A reminder or a statement to the customers of chosen items: who gets one, who does not and why, the letter, then ten seconds. */
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
import { hold, say, sayRefused } from '../../toasts.tsx';
import { ConfirmRun, Excluded, type LeftOut } from '../runs/run-parts.tsx';

export type Sending = 'reminder' | 'statement';

/** A customer of the chosen items. */
export interface ChosenCustomer {
  readonly customer: string;
  readonly name: string;
}

interface SendChosenProps {
  readonly sending: Sending;
  readonly company: string;
  readonly customers: readonly ChosenCustomer[];
  readonly close: () => void;
  /** What was chosen is dealt with. */
  readonly done: () => void;
}

/** Who gets one, and of what amounts; who does not, and why. */
interface Split {
  readonly included: readonly { readonly customer: string; readonly currency?: string; readonly amount?: string }[];
  readonly excluded: readonly LeftOut[];
}

function splitReminders(data: DunningPreviewAnswer, customers: readonly ChosenCustomer[]): Split {
  const wanted = new Set(customers.map((one) => one.customer));
  const included = data.notices
    .filter((one) => wanted.has(one.customer) && !one.already)
    .map((one) => ({ customer: one.customer, currency: one.currency, amount: one.net }));
  const why = new Map([
    ...data.suppressed.map((one) => [one.customer, one.reason.text] as const),
    ...data.notices
      .filter((one) => one.already)
      .map((one) => [one.customer, t('It has its reminder of today.')] as const),
  ]);
  return { included, excluded: leftOut(customers, included, (one) => why.get(one) ?? t('No reminder is due to it.')) };
}

function splitStatements(data: StatementPreviewAnswer, customers: readonly ChosenCustomer[]): Split {
  const wanted = new Set(customers.map((one) => one.customer));
  // Who is named gets one of today, also beside that of the month.
  const included = data.statements.filter((one) => wanted.has(one.customer)).map(({ customer }) => ({ customer }));
  const why = new Map(data.suppressed.map((one) => [one.customer, one.reason.text]));
  return {
    included,
    excluded: leftOut(customers, included, (one) => why.get(one) ?? t('It has no account to state.')),
  };
}

function leftOut(
  customers: readonly ChosenCustomer[],
  included: Split['included'],
  why: (customer: string) => string,
): readonly LeftOut[] {
  const taken = new Set(included.map((one) => one.customer));
  return customers
    .filter((one) => !taken.has(one.customer))
    .map((one) => ({ ...one, key: one.customer, why: why(one.customer) }));
}

export function SendChosen(props: SendChosenProps) {
  const { sending, company, customers, close } = props;
  const title = sending === 'reminder' ? t('Remind the customers of these items') : t('Statements to these customers');
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
    sending === 'reminder' ? splitReminders(reminders.data!, customers) : splitStatements(statements.data!, customers);
  if (read.data!.held !== null || split.included.length === 0)
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
  const [first] = split.included;
  const letter = useReading<LetterAnswer>(sending === 'reminder' ? '/api/dunning/letter' : '/api/statements/letter', {
    company,
    customer: first!.customer,
    ...(sending === 'reminder' && { currency: first!.currency }),
  });
  const chosen = [...new Set(split.included.map((one) => one.customer))];
  const count = split.included.length;
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
        .mutateAsync({ path: words.path, query: { company }, body: { customers: chosen } })
        .then((answer) => say(told(answer.proposed)), sayRefused),
    );
  };
  return (
    <ConfirmRun
      title={words.title}
      unseen={0}
      totals={<Totals of={split.included} />}
      excluded={split.excluded.length}
      excludedRows={split.excluded}
      letter={letter}
      close={close}
      run={run}
    />
  );
}

function Totals({ of }: { of: Split['included'] }) {
  const sums = new Map<string, bigint>();
  for (const { currency, amount } of of)
    if (currency !== undefined && amount !== undefined)
      sums.set(currency, (sums.get(currency) ?? 0n) + parseAmount(amount, currency));
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
