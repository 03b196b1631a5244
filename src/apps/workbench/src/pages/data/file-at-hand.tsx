/** A file that was dropped: what it is, how it is read, what it would bring, and the import. */

import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { FileMappingsAnswer } from '#cash/contract';
import type { CompaniesAnswer } from '#company/contract';
import type { BankImportAnswer, InspectionAnswer, MappingsAnswer, TableImportAnswer } from '#integrations/contract';
import type { importsList } from '#integrations/lists';
import { isCurrency } from '#kernel';
import type { ListRow } from '#lists/contract';
import { ApiError } from '../../api.ts';
import { formatAccount, formatCount, formatDay, formatMoney, formatNumber, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { CloseButton } from '../../parts/close-button.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Refused } from '../../parts/states.tsx';
import { useUpload } from '../../parts/upload.ts';
import { useMay, useReading, useWork } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { ApplyWaiting } from '../cash/apply-waiting.tsx';
import { type Draft, draftToMapping, fieldText, Pointing, readAs } from './pointing.tsx';

type Kind = 'bank' | 'items' | 'customers' | 'payables';
const kinds: readonly (readonly [Kind, string])[] = [
  ['bank', 'Bank statement'],
  ['items', 'Open items'],
  ['customers', 'Customers'],
  ['payables', 'Payables'],
];
/** A file of this size is checked while its columns are pointed at; a larger one when somebody says so. */
const checkedLiveBytes = 2 * 1024 * 1024;

/** The mapping that is made on the page; not a name that a kept one may have. */
const pointed = '+';

/** What a person says should stand in a bad cell, by row and column. */
type Mended = ReadonlyMap<string, string>;
const cellKey = (one: { row: number; column: string }): string => `${one.row} ${one.column}`;
const cellsOf = (mended: Mended) =>
  [...mended].map(([key, value]) => {
    const blank = key.indexOf(' ');
    return { row: Number(key.slice(0, blank)), column: key.slice(blank + 1), value };
  });

interface Props {
  readonly file: File;
  readonly running: ListRow<typeof importsList> | undefined;
  /** Tables are taken for this kind only, whatever they may also be. */
  readonly only?: Exclude<Kind, 'bank'>;
  readonly close: () => void;
}

export function FileAtHand({ file, running, only, close }: Props) {
  const { company } = useWork();
  const inspecting = useUpload<InspectionAnswer>({ changes: false });
  const checking = useUpload<TableImportAnswer | BankImportAnswer>({ changes: false });
  const importing = useUpload<TableImportAnswer | BankImportAnswer>({ changes: true });
  const mappings = useReading<MappingsAnswer>('/api/import-mappings');
  const ofBank = useReading<FileMappingsAnswer>('/api/file-mappings', { company });
  const [kind, setKind] = useState<Kind | ''>('');
  const [mapping, setMapping] = useState('');
  const [draft, setDraft] = useState<Draft>();
  const [mended, setMended] = useState<Mended>(new Map());
  /** What the last check found: it stands while it is checked anew, and where that failed, with what was typed into it. */
  const [checked, setChecked] = useState<TableImportAnswer | BankImportAnswer>();
  const found = inspecting.data;
  const error = inspecting.error ?? importing.error ?? checking.error;

  const queryFor = (wanted: Kind, name: string, made: Draft | undefined, cells: Mended) => ({
    company,
    fileName: file.name,
    ...(cells.size > 0 && { mended: JSON.stringify(cellsOf(cells)) }),
    ...(name !== '' && name !== pointed && { mapping: name }),
    ...(name === pointed &&
      made && {
        draft: JSON.stringify(draftToMapping(made, wanted, inspecting.data?.header ?? [])),
        ...(wanted === 'bank' ? { account: made.account } : made.name && { mapping: made.name }),
      }),
  });
  const check = (wanted: Kind, name: string, made = draft, cells: Mended = new Map()): void => {
    importing.reset();
    setMended(cells);
    checking.mutate(
      { path: `/api/imports/${wanted}/check`, query: queryFor(wanted, name, made, cells), file },
      { onSuccess: setChecked },
    );
  };
  const choose = (wanted: Kind | '', name: string, answer: InspectionAnswer): void => {
    setKind(wanted);
    setMapping(name);
    checking.reset();
    setChecked(undefined);
    importing.reset();
    if (wanted === '') return;
    if (name === pointed) setDraft({ name: '', columns: answer.guess[wanted], constants: {} });
    else check(wanted, name);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file is looked at once, when it comes
  useEffect(() => {
    inspecting.mutate(
      { path: '/api/imports/inspection', query: { company, fileName: file.name }, file },
      {
        onSuccess: (answer) => {
          const wanted = only !== undefined && answer.kind !== 'bank' ? only : (answer.kind ?? '');
          choose(wanted, wanted === answer.kind ? (answer.mapping ?? pointed) : pointed, answer);
        },
      },
    );
  }, []);

  const run = (): void => {
    if (kind === '') return;
    importing.mutate(
      { path: `/api/imports/${kind}`, query: queryFor(kind, mapping, draft, mended), file },
      { told: () => say(t('{file} is imported.', { file: file.name })) },
    );
  };
  const kept: readonly { readonly name: string }[] =
    kind === 'bank'
      ? (ofBank.data?.rows ?? []).filter((one) => one.kind === 'bank')
      : (mappings.data?.rows ?? []).filter((one) => one.kind === kind);
  // A bank's own formats say everything; a table is read as its header tells, or as somebody says.
  const isRead = kind !== 'bank' || found?.kind !== 'bank' || found.header.length > 0;
  const result = importing.data ?? checked;
  const taken = importing.data !== undefined;
  return (
    <article aria-label={file.name} className="border-b border-line px-6 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 className="min-w-0 truncate text-fact font-semibold">{file.name}</h2>
        <span className="text-ink-2 tabular-nums">{sizeText(file.size)}</span>
        {found && (
          <>
            <label className="flex items-center gap-2">
              <span className="text-ink-2">{t('Kind')}</span>
              <select
                className="field"
                value={kind}
                disabled={importing.isPending || taken || found.kind === 'bank'}
                onChange={(event) => choose(event.target.value as Kind, pointed, found)}
              >
                {kind === '' && <option value="">{t('Choose…')}</option>}
                {kinds
                  .filter(([one]) => (found.kind === 'bank' ? one === 'bank' : only === undefined || one === only))
                  .map(([one, text]) => (
                    <option key={one} value={one}>
                      {t(text)}
                    </option>
                  ))}
              </select>
            </label>
            {kind !== '' && isRead && (
              <label className="flex items-center gap-2">
                <span className="text-ink-2">{t('Mapping')}</span>
                <select
                  className="field max-w-64"
                  value={mapping}
                  disabled={importing.isPending || taken}
                  onChange={(event) => choose(kind, event.target.value, found)}
                >
                  {kind !== 'bank' ? (
                    <option value="">{t('Our own field names')}</option>
                  ) : (
                    found.kind === 'bank' && <option value="">{t('as recognised')}</option>
                  )}
                  {kept.map((one) => (
                    <option key={one.name} value={one.name}>
                      {one.name}
                    </option>
                  ))}
                  <option value={pointed}>{t('Point at the columns')}</option>
                </select>
              </label>
            )}
            {found.kind === 'bank' && <span className="text-ink-2 uppercase">{found.format}</span>}
          </>
        )}
        <div className="ml-auto flex items-center gap-2">
          {result && !taken && kind !== '' && (
            <button
              type="button"
              className="button button-primary"
              disabled={importing.isPending || checking.isPending || checking.error !== null || newOf(result) === 0}
              onClick={run}
            >
              {importing.isPending
                ? t('Importing…')
                : newOf(result) === 1
                  ? t('Import 1 row')
                  : t('Import {count} rows', { count: formatCount(newOf(result)) })}
            </button>
          )}
          <CloseButton label={t('Dismiss {file}', { file: file.name })} close={close} />
        </div>
      </div>
      <div className="flex flex-col gap-2 pt-1.5">
        {(inspecting.isPending || checking.isPending) && (
          <p role="status" className="text-ink-2">
            {inspecting.isPending ? t('Looking at the file…') : t('Checking; nothing is posted…')}
          </p>
        )}
        {found && kind === '' && <p className="text-warn">{t('It was not recognised. Say what it is.')}</p>}
        {importing.isPending && <Progress running={running} />}
        {kind !== '' && mapping === pointed && found && draft && !taken && (
          <Pointing
            inspection={found}
            fields={found.fields[kind]}
            kind={kind}
            draft={draft}
            change={(made) => {
              setDraft(made);
              // What was checked was read otherwise: nothing is taken by it.
              if (readAs(made, kind, found.header) === readAs(draft, kind, found.header)) return;
              checking.reset();
              setChecked(undefined);
            }}
            live={file.size <= checkedLiveBytes && !importing.isPending}
            busy={checking.isPending || importing.isPending}
            check={(made) => check(kind, pointed, made)}
          />
        )}
        {kind !== '' && mapping === pointed && !taken && result && isTable(result) && result.first.length > 0 && (
          <AsRead kind={kind} first={result.first} />
        )}
        {result && !importing.isPending && (
          <Result
            result={result}
            taken={taken}
            fileName={file.name}
            mendable={found?.header ?? []}
            mended={mended}
            checkAgain={(cells) => kind !== '' && check(kind, mapping, draft, cells)}
            busy={checking.isPending}
          />
        )}
        {taken && result && !isTable(result) && <ApplyWaiting />}
        <Refused error={error} />
        {error instanceof ApiError && error.code === 'cash.bank-account-unknown' && (
          <SetUpAccount account={error.details['account']} currency={error.details['currency']} />
        )}
      </div>
    </article>
  );
}

/** The way to the settings where the account of a file is set up, for who may. */
export function SetUpAccount({ account, currency }: { account: unknown; currency: unknown }) {
  if (!useMay('cash.edit-bank-accounts')) return null;
  return (
    <Link
      to="/settings/{-$section}"
      params={{ section: 'companies' }}
      search={{
        ...(typeof account === 'string' && { bank: account }),
        ...(typeof currency === 'string' && { currency }),
      }}
      className="link w-fit"
    >
      {t('Set this bank account up')}
      {typeof account === 'string' && `: ${account}`}
    </Link>
  );
}

const isTable = (result: TableImportAnswer | BankImportAnswer): result is TableImportAnswer => 'imported' in result;
const newOf = (result: TableImportAnswer | BankImportAnswer): number =>
  isTable(result) ? result.imported : result.linesNew;

function Progress({ running }: { running: Props['running'] }) {
  const total = running?.progressTotal ?? 0;
  return (
    <p className="flex items-center gap-3 text-ink-2 tabular-nums">
      <progress
        aria-label={t('Progress of the import')}
        className="h-1.5 w-64 accent-accent"
        {...(total > 0 && { value: running!.progressDone, max: total })}
      />
      {total > 0 && t('{done} of {total}', { done: formatCount(running!.progressDone), total: formatCount(total) })}
    </p>
  );
}

/** The first rows as they are read: what a day or an amount is taken for shows before anything is posted. */
function AsRead({ kind, first }: { kind: Kind; first: TableImportAnswer['first'] }) {
  const { company } = useWork();
  const companies = useReading<CompaniesAnswer>('/api/companies');
  const own = companies.data?.rows.find((one) => one.code === company)?.currency;
  const fields = [...new Set(first.flatMap(({ values }) => Object.keys(values)))];
  const isAmount = (field: string): boolean => field === 'amount' || field === 'tax';
  const shown = (field: string, values: Readonly<Record<string, string>>): string => {
    const text = values[field] ?? '';
    const currency = values['currency']?.toUpperCase() ?? own;
    if (text === '') return '';
    if (isAmount(field)) return currency && isCurrency(currency) ? formatMoney(text, currency) : formatNumber(text);
    return field.endsWith('Date') ? formatDay(text) : text;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: wide rows are scrolled by keys
    <div tabIndex={0} className="overflow-x-auto">
      <p className="text-meta text-ink-2">{t('As it is read')}</p>
      <LedgerTable
        label={t('As it is read')}
        className="!w-fit"
        heads={[
          { text: t('Row'), numeric: true },
          ...fields.map((field) => ({
            text: fieldText(field, kind),
            ...(isAmount(field) && { numeric: true as const }),
          })),
        ]}
      >
        <tbody>
          {first.map(({ row, values }) => (
            <tr key={row}>
              <th scope="row" className="numeric">
                {formatCount(row)}
              </th>
              {fields.map((field) => (
                <td key={field} className={isAmount(field) ? 'numeric' : 'max-w-56 truncate'}>
                  {shown(field, values)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </LedgerTable>
    </div>
  );
}

interface ResultProps {
  readonly result: TableImportAnswer | BankImportAnswer;
  readonly taken: boolean;
  readonly fileName: string;
  /** The columns of the file: what is bad elsewhere comes from the mapping, and is mended there. */
  readonly mendable: readonly string[];
  readonly mended: Mended;
  readonly checkAgain: (mended: Mended) => void;
  readonly busy: boolean;
}

function Result({ result, taken, fileName, mendable, mended, checkAgain, busy }: ResultProps) {
  const facts: readonly (readonly [string, number, string?])[] = isTable(result)
    ? [
        [t('Rows'), result.rows],
        [taken ? t('Taken') : t('New'), result.imported],
        [t('Known'), result.known],
        [t('Bad'), result.badRows, result.badRows > 0 ? 'text-bad' : ''],
      ]
    : [
        [t('Statements'), result.statements],
        [taken ? t('Taken') : t('New'), result.linesNew],
        [t('Known'), result.linesKnown],
        [t('Held'), result.linesHeld, result.linesHeld > 0 ? 'text-warn' : ''],
        [t('Advised only'), result.linesAdvised],
      ];
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <dl className="flex flex-wrap gap-x-6 gap-y-1" aria-label={taken ? t('Imported') : t('Checked')}>
          {facts.map(([label, value, tone]) => (
            <div key={label} className="flex gap-2">
              <dt className="text-ink-2">{label}</dt>
              <dd className={`font-semibold tabular-nums ${tone ?? ''}`}>{formatCount(value)}</dd>
            </div>
          ))}
        </dl>
        <span className={taken ? 'text-ok' : 'text-ink-2'}>
          {taken ? t('Imported') : t('Checked; nothing was posted.')}
        </span>
        {isTable(result) && result.badFile !== '' && (
          <button type="button" className="link" onClick={() => keep(result.badFile, fileName)}>
            {t('Bad rows as a file')}
          </button>
        )}
      </div>
      {!isTable(result) && result.repeatedFile && (
        <p className="text-ink-2">{t('This very file was imported before; it brings nothing new.')}</p>
      )}
      {!isTable(result) &&
        result.warnings.map((warning) => (
          <p key={warning} className="text-warn">
            {sentence(warning)}
          </p>
        ))}
      {!isTable(result) && result.taken.length > 0 && <Statements result={result} />}
      {!isTable(result) &&
        result.leftAside
          .filter(({ why }) => why === 'unknown')
          .map(({ account, currency }) => (
            <SetUpAccount key={`${account} ${currency}`} account={account} currency={currency} />
          ))}
      {isTable(result) && result.bad.length > 0 && (
        <BadRows key={result.bad.map(cellKey).join()} bad={result.bad} {...{ mendable, mended, checkAgain, busy }} />
      )}
    </>
  );
}

/** The statements of a bank file one by one: whose account, which days, its balances, what becomes of its lines. */
function Statements({ result: { taken, statements, file } }: { result: BankImportAnswer }) {
  const money = (amount: string | null, currency: string): string =>
    amount === null ? '–' : formatMoney(amount, currency);
  const held = taken.some((one) => one.held > 0);
  const advised = taken.some((one) => one.advised > 0);
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: long files are scrolled by keys
      tabIndex={0}
      className="max-h-72 overflow-auto border border-line"
    >
      <LedgerTable
        label={t('Statements of {file}', { file })}
        heads={[
          t('Account'),
          t('Number'),
          t('From'),
          t('Until'),
          { text: t('Opening balance'), numeric: true },
          { text: t('Moved'), numeric: true },
          { text: t('Closing balance'), numeric: true },
          { text: t('New'), numeric: true },
          { text: t('Known'), numeric: true },
          ...(held ? [{ text: t('Held'), numeric: true } as const] : []),
          ...(advised ? [{ text: t('Advised only'), numeric: true } as const] : []),
        ]}
      >
        <tbody>
          {taken.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the statements of a file keep their places
            <tr key={index}>
              <th scope="row">
                {one.account}{' '}
                <span className="font-normal text-ink-2 tabular-nums" title={formatAccount(one.number)}>
                  {one.currency}
                </span>
              </th>
              <td className="max-w-40 truncate tabular-nums">{one.statement}</td>
              <td className="tabular-nums">{one.from !== null && formatDay(one.from)}</td>
              <td className="tabular-nums">{one.to !== null && formatDay(one.to)}</td>
              <td className="numeric">{money(one.opening, one.currency)}</td>
              <td className="numeric">{money(one.moved, one.currency)}</td>
              <td className="numeric">{money(one.closing, one.currency)}</td>
              <td className="numeric">{formatCount(one.fresh)}</td>
              <td className="numeric">{formatCount(one.known)}</td>
              {held && <td className={`numeric ${one.held > 0 ? 'text-warn' : ''}`}>{formatCount(one.held)}</td>}
              {advised && <td className="numeric">{formatCount(one.advised)}</td>}
            </tr>
          ))}
        </tbody>
      </LedgerTable>
      {taken.length < statements && (
        <p className="px-3 py-1 text-ink-2">
          {t('and {count} more', { count: formatCount(statements - taken.length) })}
        </p>
      )}
    </div>
  );
}

type BadRowsProps = Pick<ResultProps, 'mendable' | 'mended' | 'checkAgain' | 'busy'> & {
  readonly bad: TableImportAnswer['bad'];
};

/** The bad rows with a field for each bad cell; mended, they are checked again within their file, then imported. */
function BadRows({ bad, mendable, mended, checkAgain, busy }: BadRowsProps) {
  const [typed, setTyped] = useState<Mended>(new Map());
  const shown = bad.slice(0, 50);
  const again = (): void => {
    if (typed.size > 0 && !busy) checkAgain(new Map([...mended, ...typed]));
  };
  return (
    <form
      aria-label={t('Bad rows')}
      onSubmit={(event) => {
        event.preventDefault();
        again();
      }}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lists of bad rows are scrolled by keys */}
      <div tabIndex={0} className="max-h-72 overflow-auto border border-line">
        <LedgerTable
          label={t('Bad rows')}
          heads={[{ text: t('Row'), numeric: true }, t('Column'), t('Value'), t('Why')]}
        >
          <tbody>
            {shown.map((one) => (
              <tr key={`${cellKey(one)} ${one.code}`}>
                <th scope="row" className="numeric">
                  {formatCount(one.row)}
                </th>
                <td>{one.column}</td>
                <td className="w-56 !py-0.5">
                  {mendable.includes(one.column) ? (
                    <input
                      className="field w-full"
                      aria-label={t('{column} of row {row}', { column: one.column, row: one.row })}
                      value={typed.get(cellKey(one)) ?? one.value}
                      maxLength={500}
                      onChange={(event) => setTyped(new Map([...typed, [cellKey(one), event.target.value]]))}
                    />
                  ) : (
                    <span className="text-ink-2">{one.value}</span>
                  )}
                </td>
                <td className="!whitespace-normal text-bad">{sentence(one.reason)}</td>
              </tr>
            ))}
          </tbody>
        </LedgerTable>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 pt-2">
        <button type="submit" className="button" disabled={typed.size === 0 || busy}>
          {t('Check the corrected rows')}
        </button>
        <p className="text-ink-2">
          {bad.length > shown.length
            ? t('The first {count} are shown; the file has them all.', { count: formatCount(shown.length) })
            : t('Mend what is bad here, or in the file of the bad rows.')}
        </p>
      </div>
    </form>
  );
}

/** Saves the bad rows; the mark in front makes spreadsheets read them as UTF-8. */
function keep(badFile: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(['\ufeff', badFile], { type: 'text/csv' }));
  link.download = `${fileName.replace(/\.[^.]*$/, '')}.bad.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${formatCount(Math.max(1, Math.round(bytes / 1024)))} KB`
    : `${formatCount(Math.round(bytes / 1024 / 1024))} MB`;
