/** A mapping made by pointing: above each column of the file stands the field that it holds, with the first rows beneath. */
import { useEffect, useState } from 'react';
import type { BankAccountsAnswer, FileMappingsAnswer } from '#cash/contract';
import type { InspectionAnswer } from '#integrations/contract';
import { humanise } from '../../format.ts';
import { t } from '../../language.ts';
import { Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

export type TableKind = 'bank' | 'remittance' | 'statement' | 'items' | 'customers' | 'payables';

export interface Draft {
  readonly name: string;
  /** The column of each field. */
  readonly columns: Readonly<Record<string, string>>;
  /** The same value in every row, for fields that no column holds and that are needed or worth saying. */
  readonly constants: Readonly<Record<string, string>>;
  readonly dateOrder?: 'DMY' | 'MDY' | 'YMD' | undefined;
  readonly decimalMark?: ',' | '.' | undefined;
  /** The id of the bank account that lines are of: a table does not say it. */
  readonly account?: string | undefined;
  /** Which names files of this account have, where its bank writes the same header for others. */
  readonly files?: string | undefined;
}

/** The mapping as the server takes it. */
export function draftToMapping(draft: Draft, kind: TableKind, header: readonly string[]): Record<string, unknown> {
  if (kind === 'bank') return bankMapping(draft, header);
  if (kind === 'statement') return statementMapping(draft);
  return kind === 'remittance' ? remittanceMapping(draft) : tableMapping(draft, kind);
}

/** How a file is read by it: what it is called, and which files it is kept for, change nothing of that. */
export const readAs = (draft: Draft, kind: TableKind, header: readonly string[]): string =>
  JSON.stringify([draftToMapping({ ...draft, name: '', files: undefined }, kind, header), draft.account]);

/** That of a customer's statement of account: nothing but what was pointed at is taken. */
const statementMapping = ({ columns, dateOrder, decimalMark }: Draft): Record<string, unknown> => ({
  ...(dateOrder && { dateOrder }),
  ...(decimalMark && { decimalMark }),
  onlyNamed: true,
  columns,
});

/** That of a remittance: nothing but what was pointed at is taken; payer and currency may be said for the whole file. */
const remittanceMapping = ({ columns, constants, dateOrder, decimalMark, files }: Draft): Record<string, unknown> => ({
  ...(files?.trim() && { files: files.trim() }),
  ...(dateOrder && { dateOrder }),
  ...(decimalMark && { decimalMark }),
  ...Object.fromEntries(
    saidOfRemittances.flatMap((field) => {
      const said = columns[field] === undefined ? constants[field]?.trim() : undefined;
      return said ? [[field, field === 'currency' ? said.toUpperCase() : said]] : [];
    }),
  ),
  onlyNamed: true,
  columns,
});
const saidOfRemittances = ['payer', 'currency'] as const;

/** That of bank lines: the whole header tells such files, and texts that stand in two columns are one. */
function bankMapping(
  { columns, dateOrder, decimalMark, files }: Draft,
  header: readonly string[],
): Record<string, unknown> {
  const { remittance, furtherRemittance, ...others } = columns;
  const texts = [remittance, furtherRemittance].filter((one) => one !== undefined);
  return {
    header: header.filter((one) => one !== ''),
    ...(files?.trim() && { files: files.trim() }),
    ...(dateOrder && { dateOrder }),
    ...(decimalMark && { decimalMark }),
    columns: { ...others, ...(texts.length > 0 && { remittance: texts }) },
  };
}

const tableMapping = (draft: Draft, kind: TableKind): Record<string, unknown> => ({
  name: draft.name.trim() || 'pointed',
  kind,
  ...(draft.dateOrder && { dateOrder: draft.dateOrder }),
  ...(draft.decimalMark && { decimalMark: draft.decimalMark }),
  columns: {
    ...draft.columns,
    ...Object.fromEntries(
      Object.entries(draft.constants)
        .filter(([field, value]) => value.trim() !== '' && draft.columns[field] === undefined)
        .map(([field, value]) => [field, { constant: value.trim() }]),
    ),
  },
});

/** What a booking needs, and no column is said to hold: its day, and its amount in one column or in two. */
const openInBank = ({ columns }: Draft): string[] => [
  ...(columns['bookingDate'] === undefined ? ['bookingDate'] : []),
  ...(columns['amount'] === undefined && (columns['debit'] === undefined || columns['credit'] === undefined)
    ? ['amount']
    : []),
];

/** What a line of a remittance needs: the document, and what is paid on it or what it came to. */
const openInRemittance = ({ columns }: Draft): string[] => [
  ...(columns['reference'] === undefined ? ['reference'] : []),
  ...(columns['amount'] === undefined && columns['gross'] === undefined ? ['amount'] : []),
];

/** What a line of a customer's statement needs: a document, and its amount in one column or in two. */
const openInStatement = ({ columns }: Draft): string[] => [
  ...(columns['reference'] === undefined && columns['otherReference'] === undefined ? ['reference'] : []),
  ...(columns['amount'] === undefined && (columns['debit'] === undefined || columns['credit'] === undefined)
    ? ['amount']
    : []),
];

/** Fields that payers and people call something else than the mapping does. */
const remittanceWords: Readonly<Record<string, string>> = {
  reference: 'Document',
  amount: 'Amount paid',
  gross: 'Gross amount',
  adjustment: 'Deduction',
  adjustmentCode: 'Reason',
  payment: 'Payment reference',
  date: 'Payment date',
};

/** The same of bank lines and customers' statements, which have two sides. */
const sideFields: Readonly<Record<string, string>> = { debit: 'Debit side', credit: 'Credit side' };
const statementWords: Readonly<Record<string, string>> = {
  ...sideFields,
  reference: 'Document',
  otherReference: 'Our document',
  kind: 'Type',
  memo: 'Text',
};
const wordsOf: Readonly<Partial<Record<TableKind, Readonly<Record<string, string>>>>> = {
  bank: sideFields,
  remittance: remittanceWords,
  statement: statementWords,
};

/** A field's name as people say it: `documentDate` → Document date. */
export const fieldText = (field: string, kind: TableKind): string =>
  t(wordsOf[kind]?.[field] ?? humanise(field.replaceAll(/[A-Z]/g, (big) => ` ${big.toLowerCase()}`)));

interface Props {
  /** What the file has, and what its columns may hold. */
  readonly inspection: Pick<InspectionAnswer, 'header' | 'sample'>;
  readonly fields: readonly { readonly name: string; readonly required: boolean }[];
  readonly kind: TableKind;
  readonly draft: Draft;
  readonly change: (draft: Draft) => void;
  readonly busy: boolean;
  /** Absent where what was pointed at is checked by the form around it. */
  readonly check?: (draft: Draft) => void;
  /** It is checked by itself as soon as nothing is missing, a moment after what was pointed at last. */
  readonly live?: boolean;
}

/** How long nothing is pointed at before it is checked. */
const restMs = 400;

/** Whether what is pointed at says all that a customer's statement needs. */
export const tellsStatement = (draft: Draft): boolean => openInStatement(draft).length === 0;

export function Pointing({ inspection, fields, kind, draft, change, busy, check, live = false }: Props) {
  const keeping = useWriting<{ name: string }>();
  const ofBank = kind === 'bank';
  /** Of money that comes, kept with the company. */
  const ofCash = ofBank || kind === 'remittance';
  const ofStatement = kind === 'statement';
  const mayKeep = useMay(ofCash ? 'cash.edit-bank-accounts' : 'customers.import') && !ofStatement;
  const { company } = useWork();
  const accounts = useReading<BankAccountsAnswer>('/api/bank-accounts', { company }, { enabled: ofBank });
  const [name, setName] = useState(draft.name);
  const kept = useReading<FileMappingsAnswer>('/api/file-mappings', { company }, { enabled: ofCash && mayKeep });
  /** In whose place it would be kept. */
  const replaced = kept.data?.rows.find(
    (one) => one.kind === kind && one.name.toLowerCase() === name.trim().toLowerCase(),
  );
  const fieldOf = new Map(Object.entries(draft.columns).map(([field, column]) => [column, field]));
  const unpointed = fields.filter((field) => draft.columns[field.name] === undefined);
  const missing = ofCash || ofStatement ? [] : unpointed.filter((field) => field.required);
  const sayable =
    kind === 'remittance'
      ? unpointed.filter(({ name: field }) => saidOfRemittances.some((one) => one === field))
      : missing;
  const open = ofBank
    ? openInBank(draft)
    : kind === 'remittance'
      ? openInRemittance(draft)
      : ofStatement
        ? openInStatement(draft)
        : missing.flatMap(({ name: field }) => (draft.constants[field]?.trim() ? [] : [field]));
  const openText = open.map((field) => fieldText(field, kind)).join(', ');
  const nameless = ofBank && draft.account === undefined;
  const complete = open.length === 0 && !nameless;
  const read = readAs(draft, kind, inspection.header);
  // biome-ignore lint/correctness/useExhaustiveDependencies: checked anew when it reads otherwise, and not for a name
  useEffect(() => {
    if (!live || !complete || check === undefined) return;
    const timer = setTimeout(() => check({ ...draft, name }), restMs);
    return () => clearTimeout(timer);
  }, [live, complete, read]);
  const point = (column: string, field: string): void => {
    const columns = Object.fromEntries(
      Object.entries(draft.columns).filter(([other, its]) => its !== column && other !== field),
    );
    change({ ...draft, columns: field === '' ? columns : { ...columns, [field]: column } });
  };
  const keep = (): void =>
    keeping.mutate(
      ofCash
        ? {
            path: '/api/file-mappings',
            query: { company },
            body: {
              ...{ kind, name, mapping: draftToMapping(draft, kind, inspection.header) },
              ...(ofBank && { bankAccountId: draft.account }),
              ...(kept.data && { seen: { id: replaced?.id ?? null } }),
            },
          }
        : {
            path: '/api/import-mappings',
            body: { mapping: draftToMapping({ ...draft, name }, kind, inspection.header) },
          },
      {
        told: (kept) => say(t('The mapping {name} is kept; the next such file is recognised.', { name: kept.name })),
        onSuccess: (kept) => {
          change({ ...draft, name: kept.name });
        },
      },
    );
  return (
    <div className="flex flex-col gap-3">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: wide files are scrolled by keys */}
      <div tabIndex={0} className="overflow-x-auto border border-line">
        <table className="ledger" aria-label={t('Columns of the file')}>
          <thead>
            <tr>
              {inspection.header.map((column) => (
                <th key={column} scope="col" className="!h-auto py-1.5">
                  <span className="block pb-1 text-ink">{column}</span>
                  <select
                    className={`field w-full min-w-36 font-normal ${fieldOf.has(column) ? '' : 'text-ink-2'}`}
                    aria-label={t('What {column} holds', { column })}
                    value={fieldOf.get(column) ?? ''}
                    onChange={(event) => point(column, event.target.value)}
                  >
                    <option value="">{t('not taken')}</option>
                    {fields.map((field) => (
                      <option key={field.name} value={field.name}>
                        {fieldText(field.name, kind)}
                        {field.required ? ' *' : ''}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {inspection.sample.map((cells, row) => (
              // The rows of a file have no name but their place.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <tr key={row}>
                {inspection.header.map((column, index) => (
                  <td key={column} className={`max-w-56 truncate ${fieldOf.has(column) ? '' : 'text-ink-2'}`}>
                    {cells[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        {sayable.map((field) => (
          <Field key={field.name} label={t('{field}, the same in every row', { field: fieldText(field.name, kind) })}>
            {(control) => (
              <input
                {...control}
                className="field w-40"
                value={draft.constants[field.name] ?? ''}
                onChange={(event) =>
                  change({ ...draft, constants: { ...draft.constants, [field.name]: event.target.value } })
                }
              />
            )}
          </Field>
        ))}
        {ofBank && (
          <Field label={t('Lines of the bank account')} error={refusedAt(keeping.error, 'account')}>
            {(control) => (
              <select
                {...control}
                className="field max-w-64"
                value={draft.account ?? ''}
                onChange={(event) => change({ ...draft, account: event.target.value || undefined })}
              >
                <option value="">{t('Choose…')}</option>
                {(accounts.data?.rows ?? [])
                  .filter((one) => one.closedOn === null)
                  .map((one) => (
                    <option key={String(one.id)} value={String(one.id)}>
                      {one.name} {one.number} {one.currency}
                    </option>
                  ))}
              </select>
            )}
          </Field>
        )}
        <Field label={t('Dates are written')}>
          {(control) => (
            <select
              {...control}
              className="field"
              value={draft.dateOrder ?? ''}
              onChange={(event) =>
                change({ ...draft, dateOrder: (event.target.value || undefined) as Draft['dateOrder'] })
              }
            >
              <option value="">{t('as recognised')}</option>
              <option value="DMY">31.12.2026</option>
              <option value="MDY">12/31/2026</option>
              <option value="YMD">2026-12-31</option>
            </select>
          )}
        </Field>
        <Field label={t('Amounts are written')}>
          {(control) => (
            <select
              {...control}
              className="field"
              value={draft.decimalMark ?? ''}
              onChange={(event) =>
                change({ ...draft, decimalMark: (event.target.value || undefined) as Draft['decimalMark'] })
              }
            >
              <option value="">{t('as recognised')}</option>
              <option value=",">1.234,50</option>
              <option value=".">1,234.50</option>
            </select>
          )}
        </Field>{' '}
        {check && (
          <button
            type="button"
            className="button"
            disabled={busy || !complete}
            onClick={() => check({ ...draft, name })}
          >
            {t('Check')}
          </button>
        )}{' '}
        {ofCash && mayKeep && (
          <Field label={t('Only for files named, such as giro-*.csv')}>
            {(control) => (
              <input
                {...control}
                className="field w-48"
                maxLength={200}
                value={draft.files ?? ''}
                onChange={(event) => change({ ...draft, files: event.target.value || undefined })}
              />
            )}
          </Field>
        )}
        {mayKeep && (
          <div className="ml-auto flex items-end gap-2">
            <Field
              label={t('Keep the mapping as')}
              error={refusedAt(keeping.error, 'name')}
              hint={replaced && t('One of this name is kept; this takes its place.')}
            >
              {(control) => (
                <input
                  {...control}
                  className="field w-48"
                  maxLength={100}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <button
              type="button"
              className="button"
              disabled={keeping.isPending || name.trim() === '' || !complete}
              onClick={keep}
            >
              {t('Keep')}
            </button>
          </div>
        )}
      </div>
      {open.length > 0 && (
        <p className="text-warn">
          {ofCash || ofStatement
            ? t('Still needed: {fields}. Say above which column holds it.', { fields: openText })
            : t('Still needed: {fields}. Say above which column holds it, or write it once for all rows.', {
                fields: openText,
              })}
        </p>
      )}
      {open.length === 0 && nameless && (
        <p className="text-warn">{t('Say which bank account the lines are of: the file does not.')}</p>
      )}
      {refusedElsewhere(keeping.error, ['name', 'account']) && <Refused error={keeping.error} />}
    </div>
  );
}
