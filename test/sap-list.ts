/** SAP's line-item list for tests: rows written as a consultant's variant exports them, and loaded into a mirrored company. */
import type { Company } from '#company';
import { builtInErpMappings, type Declared, loadErpFile } from '#integrations';
import type { Books } from './books.ts';

export const sapHeader =
  'Company Code;Customer;Document Number;Fiscal Year;Line Item;Document Type;Document Date;Posting Date;Net Due Date;Debit/Credit Ind.;Document Currency;Amount in Doc. Curr.;Amount in Local Currency;Special G/L Ind.;Dunning Block;Clearing Document;Clearing Date;Assignment;Invoice Reference;Year of Inv. Ref.;Line of Inv. Ref.;Tax Amount;Tax Code';

export interface SapItem {
  customer?: string;
  number: string;
  line?: number;
  type?: string;
  day?: string;
  due?: string;
  amount: string;
  indicator?: string;
  block?: string;
  clearing?: string;
  cleared?: string;
  assignment?: string;
  belongsTo?: string;
  tax?: string;
  taxCode?: string;
}

export const sapRow = (one: SapItem): string => {
  const credit = one.amount.startsWith('-');
  const plain = one.amount.replace('-', '');
  const day = one.day ?? '2026-01-02';
  return [
    '1000',
    one.customer ?? 'C1',
    one.number,
    '2026',
    one.line ?? 1,
    one.type ?? (credit ? 'DZ' : 'RV'),
    day,
    day,
    one.due ?? (credit ? day : '2026-02-01'),
    credit ? 'H' : 'S',
    'EUR',
    plain,
    plain,
    one.indicator ?? '',
    one.block ?? '',
    one.clearing ?? '',
    one.cleared ?? '',
    one.assignment ?? '',
    one.belongsTo ?? '',
    one.belongsTo ? '2026' : '',
    one.belongsTo ? 1 : '',
    one.tax ?? '',
    one.taxCode ?? '',
  ].join(';');
};

/** Goes on to the noon of a day in the books' world, where it is not that day yet. */
export function reach({ clock }: Books, keyDate: string): void {
  if (clock.now().toISOString().slice(0, 10) < keyDate) clock.set(`${keyDate}T12:00:00Z`);
}

/** Loads a list of scope 1000 for a key date; full unless `declared` says otherwise. */
export const loadSapList = (
  books: Books,
  company: Company,
  keyDate: string,
  rows: readonly SapItem[],
  declared: Declared = {},
) => {
  reach(books, keyDate);
  return loadErpFile(books.engine, books.caller, {
    company,
    fileName: `fbl5n-${keyDate}.csv`,
    bytes: new TextEncoder().encode([sapHeader, ...rows.map(sapRow)].join('\n')),
    mapping: {
      ...(builtInErpMappings.get('sap-line-items') as object),
      delimiter: ';',
      declares: { withoutTotals: true },
    },
    declared: { kind: 'full', scope: '1000', keyDate, ...declared },
  });
};
