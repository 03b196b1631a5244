/** What runs that write to customers share: the letter as it would read, who is left out and why, and the last look before they go. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { LetterAnswer } from '#collections/contract';
import type { ClosingDaysAnswer } from '#company/contract';
import { formatCount, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { AlertIcon } from '../../parts/icons.tsx';
import { LongTable } from '../../parts/long-table.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useReading, useWork } from '../../session.tsx';

/** Says why what is sent now does not leave today: the company is closed. */
export function ClosedToday() {
  const { company } = useWork();
  const { data } = useReading<ClosingDaysAnswer>('/api/closing-days', { company });
  const closing = data?.rows.find((one) => one.day === data.today);
  return (
    closing && (
      <p role="status" className="flex items-start gap-2 border-t border-line bg-surface px-6 py-3 text-warn">
        <AlertIcon className="mt-0.5" />
        {t(
          '{company} is closed today ({reason}): what is sent now by mail waits for the next day on which it is open.',
          {
            company,
            reason: closing.name,
          },
        )}
      </p>
    )
  );
}

interface LetterProps {
  readonly letter: UseQueryResult<LetterAnswer>;
  /** Where it goes, where the letter itself does not say. */
  readonly to?: string | null;
  readonly leftOut?: readonly { readonly number: string; readonly reason: string }[];
}

/** The list and the letter: beside each other where a letter's table has room, else one above the other. */
export const besideTheLetter =
  'grid min-h-0 flex-1 grid-cols-1 border-t border-line max-xl:grid-rows-[minmax(12rem,2fr)_minmax(0,3fr)] xl:grid-cols-[minmax(0,1fr)_minmax(22rem,1fr)]';

/** The letter of one customer as it would read today, and what was left out of it. */
export function Letter({ letter, to = null, leftOut = [] }: LetterProps) {
  return (
    <section aria-label={t('The letter')} className="min-h-0 overflow-auto border-line max-xl:border-t xl:border-l">
      {letter.isPending ? (
        <Skeleton rows={12} className="px-6 py-4" />
      ) : letter.error && !letter.data ? (
        <Failure error={letter.error} retry={() => void letter.refetch()} />
      ) : (
        <article className="px-6 py-4">
          <p className="text-ink-2">{letter.data!.recipient ?? to}</p>
          <h2 className="pb-3 text-fact font-semibold">{letter.data!.subject}</h2>
          <Body text={letter.data!.body} />
          {leftOut.length > 0 && (
            <ul className="mt-3 border-t border-line pt-2 text-ink-2">
              {leftOut.map((one) => (
                <li key={one.number}>{sentence(one.reason)}</li>
              ))}
            </ul>
          )}
        </article>
      )}
    </section>
  );
}

/** A letter of the typewriter: how wide a character is for its height, with a little room. */
const widthOfCharacter = 0.606;

/** The letter's text. Sentences wrap; a table, which is indented, keeps its columns and is as small as its place asks for. */
function Body({ text }: { text: string }) {
  const lines = text.split('\n');
  const widest = Math.max(1, ...lines.filter(isOfTable).map((line) => [...line].length));
  const fontSize = `clamp(0.5625rem, calc(100cqw / ${(widest * widthOfCharacter).toFixed(2)}), 0.75rem)`;
  return (
    <div className="@container">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that is still too wide is scrolled by keys */}
      <pre tabIndex={0} className="overflow-x-auto font-mono text-meta leading-5">
        {lines.map((line, place) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one letter keep their places
            key={place}
            className={`block min-h-5 ${isOfTable(line) ? '' : 'whitespace-pre-wrap'}`}
            {...(isOfTable(line) && { style: { fontSize } })}
          >
            {line}
          </span>
        ))}
      </pre>
    </div>
  );
}

const isOfTable = (line: string): boolean => line.startsWith('  ');

interface CustomerCellProps {
  readonly name: string;
  readonly customer: string;
  /** What is said behind the name. */
  readonly note?: string | undefined;
  readonly choose: () => void;
}

interface RunRowProps extends CustomerCellProps {
  /** Its place among all rows, and whether keys mean it. */
  readonly place: number;
  readonly active: boolean;
  /** What the box chooses, for those who hear it. */
  readonly chooses: string;
  readonly chosen: boolean;
  readonly disabled: boolean;
  readonly toggle: () => void;
  /** The cells behind whom it is about. */
  readonly children: ReactNode;
}

/** A row of who is written to: its box, whom it is about, and what it comes to. */
export function RunRow({ place, active, chooses, chosen, disabled, toggle, children, ...about }: RunRowProps) {
  return (
    <tr
      aria-rowindex={place + 2}
      data-active={active || undefined}
      className={active ? 'bg-selection shadow-[inset_3px_0_var(--accent)]' : ''}
    >
      <td>
        <input
          type="checkbox"
          className="block size-4 accent-accent"
          aria-label={t('Choose {number}', { number: chooses })}
          disabled={disabled}
          checked={chosen}
          onChange={toggle}
        />
      </td>
      <CustomerCell {...about} />
      {children}
    </tr>
  );
}

/** Whom a row is about: a long name gives way, so that what the row comes to is in sight beside the letter. */
function CustomerCell({ name, customer, note, choose }: CustomerCellProps) {
  return (
    <th scope="row" className="w-full max-w-0 min-w-40">
      <span className="flex items-baseline gap-1.5">
        <button type="button" className="drill min-w-0 truncate" title={name} onClick={choose}>
          {name}
        </button>
        <span className="text-ink-2 tabular-nums">{customer}</span>
        {note && <span className="pl-1 text-meta text-ok">{note}</span>}
      </span>
    </th>
  );
}

export interface LeftOut {
  readonly key: string;
  readonly customer: string;
  readonly name: string;
  /** Of which currency what is left out would be, where one customer can get several. */
  readonly currency?: string;
  readonly why: string;
  readonly items?: readonly string[];
}

interface ExcludedProps {
  readonly rows: readonly LeftOut[];
  /** How the list is put in order, where its page does that. */
  readonly order?: { readonly sort: string | undefined; readonly onSort: (sort: string) => void };
}

/** Whom the run does not write to, and why. */
export function Excluded({ rows, order }: ExcludedProps) {
  const withItems = rows.some((row) => row.items);
  const by = (sort: string) => order && { sort };
  return (
    <div
      data-scroller
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the list is scrolled by keys
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface focus-visible:-outline-offset-2"
    >
      <LongTable
        label={t('Excluded, and why')}
        heads={[
          { text: t('Customer'), ...by('name'), width: '40%' },
          { text: t('Why'), ...by('why') },
          ...(withItems ? [{ text: t('Items'), ...by('items'), width: '18rem' }] : []),
        ]}
        rows={rows}
        sort={order?.sort}
        onSort={(sort) => order?.onSort(sort)}
        row={(row, place, long) => (
          <tr key={row.key} aria-rowindex={place + 2}>
            <th scope="row" className={long ? 'truncate' : ''}>
              {row.name} <span className="text-ink-2 tabular-nums">{row.customer}</span>{' '}
              {row.currency && <span className="text-meta text-ink-2">{row.currency}</span>}
            </th>
            <td {...(long && { className: 'truncate', title: sentence(row.why) })}>{sentence(row.why)}</td>
            {withItems && <td className="max-w-72 truncate text-ink-2 tabular-nums">{row.items?.join(', ')}</td>}
          </tr>
        )}
      />
    </div>
  );
}

/** How many of those chosen the filter hides, said where they would leave with the others; undefined where it hides none. */
const unseenWords = (unseen: number): string | undefined =>
  unseen === 0
    ? undefined
    : unseen === 1
      ? t('1 of them is not shown')
      : t('{count} of them are not shown', { count: formatCount(unseen) });

/** Stands at the button that sends. */
export function Unseen({ count }: { count: number }) {
  const words = unseenWords(count);
  return words === undefined ? null : (
    <p role="status" className="text-warn">
      {words}
    </p>
  );
}

interface ConfirmProps {
  readonly title: string;
  /** How many of those that leave the filter of the list hides. */
  readonly unseen: number;
  readonly totals: ReactNode;
  readonly excluded: number;
  /** Who is excluded and why, where no list behind the dialog has them. */
  readonly excludedRows?: readonly LeftOut[];
  readonly letter: UseQueryResult<LetterAnswer>;
  readonly leftOut?: LetterProps['leftOut'];
  readonly close: () => void;
  readonly run: () => void;
}

/** What is about to leave, with the first letter rendered: only from here the run goes, and not before it can be read. */
export function ConfirmRun({
  title,
  unseen,
  totals,
  excluded,
  excludedRows = [],
  letter,
  leftOut,
  close,
  run,
}: ConfirmProps) {
  const readable = letter.data !== undefined && !letter.isPlaceholderData;
  return (
    <Dialog title={[title, unseenWords(unseen)].filter(Boolean).join(' ')} width="max-w-3xl" close={close}>
      <ConfirmKeys run={() => readable && run()} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line px-6 py-2.5">
        {totals}
        <p className="text-ink-2">
          {excluded === 1
            ? t('1 is excluded, with its reason.')
            : excluded > 1 && t('{count} are excluded, with their reasons.', { count: formatCount(excluded) })}{' '}
          {t('Each passes the gate once more when it leaves.')}
        </p>
      </div>
      {excludedRows.length > 0 && (
        <div className="flex max-h-40 min-h-0 flex-col">
          <Excluded rows={excludedRows} />
        </div>
      )}
      <div className="min-h-0 overflow-auto [&>section]:border-0">
        <Letter letter={letter} {...(leftOut && { leftOut })} />
      </div>
      <div className="flex justify-end gap-2 border-t border-line px-6 py-3">
        <button type="button" className="button" onClick={close}>
          {t('Cancel')}
        </button>
        <button type="button" className="button button-primary" disabled={!readable} onClick={run}>
          {t('Send')} <Keys keys="mod+Enter" />
        </button>
      </div>
    </Dialog>
  );
}

/** Inside the dialog, so that its keys lie above the dialog's own layer. */
function ConfirmKeys({ run }: { run: () => void }) {
  useKeys([{ keys: 'mod+Enter', label: t('Send'), whileTyping: true, run }]);
  return null;
}
