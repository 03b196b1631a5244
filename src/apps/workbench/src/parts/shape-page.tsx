/** A page that is one list of the server, from its shape: its search, its address, its files, and what it says where it has no row. */
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type ListShape, listMembers } from '#lists/contract';
import { t } from '../language.ts';
import { useCompanies } from '../session.tsx';
import type { ListSearch } from './list-view.tsx';
import { PageHead } from './page-head.tsx';
import { SearchField } from './search-field.tsx';
import { ShapeList, type ShapeListProps } from './shape-list.tsx';
import { Notice } from './states.tsx';

/**
 * What the address of a page with a list says, and how it is changed: what is typed or drawn takes the place of the address before.
 * A change is in force before the address says so: who searches and opens all at once must not open what the search leaves out.
 */
export function useListAddress(): {
  readonly search: ListSearch;
  readonly change: (part: ListSearch, inPlace?: boolean) => void;
} {
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const [ahead, setAhead] = useState<ListSearch>();
  return {
    search: ahead === undefined ? search : { ...search, ...ahead },
    change: (part, inPlace = 'search' in part || 'widths' in part) => {
      const next = { ...ahead, ...part };
      setAhead(next);
      void navigate({ to: '.', search: (old) => ({ ...old, ...part }), replace: inPlace }).finally(() =>
        setAhead((old) => (old === next ? undefined : old)),
      );
    },
  };
}

/** Whether the address filters the list: by a column or by its search; which companies it is of is no filter. */
export function isNarrowed(shape: ListShape, search: ListSearch): boolean {
  const columns = Object.entries(shape.columns).filter(([key]) => key !== 'company');
  return ['search', ...columns.flatMap(([key, column]) => listMembers(key, column))].some(
    (name) => search[name] !== undefined,
  );
}

/** Which company the pages of a row work in, where the page shows several. */
export function useCompanyOfRow(): (row: { readonly company: string }) => { readonly in?: string } {
  const { several } = useCompanies();
  return ({ company }) => (several ? { in: company } : {});
}

interface CustomerOfRowProps {
  readonly row: { readonly customer: string | null; readonly name: string | null; readonly company: string };
  readonly tab?: string;
  readonly className?: string;
}
/** The customer of a row by its name; the way to its page, and no stop of its own for the keys. */
export function CustomerOfRow({ row, tab, className = '' }: CustomerOfRowProps) {
  const placeOf = useCompanyOfRow();
  if (row.customer === null) return row.name;
  return (
    <Link
      to="/customers/$customer/{-$tab}"
      params={{ customer: row.customer, tab }}
      search={placeOf(row)}
      tabIndex={-1}
      className={`drill block truncate ${className}`}
    >
      {row.name}
    </Link>
  );
}

/** Opens the customer of a row: the page, or one of its tabs, filtered by a kind where the tab has kinds. */
export function useOpenCustomer(
  tab?: string,
  kind?: string,
): (row: { readonly customer: string; readonly company: string }) => void {
  const navigate = useNavigate();
  const placeOf = useCompanyOfRow();
  return (row) =>
    void navigate({
      to: '/customers/$customer/{-$tab}',
      params: { customer: row.customer, tab },
      search: { ...(kind !== undefined && { kind }), ...placeOf(row) },
    });
}

interface CustomerColumnsProps extends Pick<CustomerOfRowProps, 'tab' | 'className'> {
  /** Of the name. */
  readonly width?: string;
}
/** The columns that say whose a row is: the customer by its name, its number, its company. */
export const customerColumns = ({ width = 'minmax(9rem,2fr)', ...look }: CustomerColumnsProps = {}) =>
  [
    {
      key: 'name',
      head: t('Customer'),
      width,
      fixed: true,
      cell: (row: CustomerOfRowProps['row']) => <CustomerOfRow row={row} {...look} />,
    },
    { key: 'customer', head: t('Number'), spare: true },
    { key: 'company', head: t('Company') },
  ] as const;

interface NoneListedProps {
  readonly title: string;
  /** What would put something here; absent: the filters let nothing through. */
  readonly text?: string | undefined;
  /** The way to the list without its filters, by its words; or another way, or none. */
  readonly all?: ReactNode;
}
export function NoneListed({ title, text, all }: NoneListedProps) {
  return (
    <Notice title={title}>
      <p className="text-ink-2">{text ?? t('None that these filters let through.')}</p>
      {typeof all === 'string' ? (
        <Link to="." search={{}} className="link mt-2">
          {all}
        </Link>
      ) : (
        all
      )}
    </Notice>
  );
}

interface ShapePageProps<S extends ListShape> extends Omit<ShapeListProps<S>, 'label' | 'search' | 'change' | 'empty'> {
  readonly title: string;
  /** What the list is called, where that is not the title. */
  readonly label?: string;
  /** What stands beside the search. */
  readonly head?: ReactNode;
  /** What stands between the head and the list. */
  readonly above?: ReactNode;
  /** The filter that the search of the page writes, where that is one column. */
  readonly searchIn?: keyof S['columns'] & string;
  /** What is filtered besides when somebody begins to search, such as how far back, and what is let go with the search. */
  readonly searchedWithin?: (text: string, search: ListSearch) => ListSearch;
  readonly none: NoneListedProps;
}

export function ShapePage<S extends ListShape>({
  title,
  label = title,
  head,
  above,
  searchIn,
  searchedWithin,
  none,
  ...list
}: ShapePageProps<S>) {
  const { search, change } = useListAddress();
  const searched = Object.values<ListShape['columns'][string]>(list.shape.columns).some(({ kind }) => kind === 'text');
  const member = searchIn ?? 'search';
  return (
    <>
      <PageHead title={title}>
        {searched && (
          <SearchField
            value={search[member] ?? ''}
            onChange={(text) => change({ [member]: text || undefined, ...searchedWithin?.(text, search) }, true)}
          />
        )}
        {head}
      </PageHead>
      {above}
      <ShapeList {...list} label={label} search={search} change={change} empty={<NoneListed {...none} />} />
    </>
  );
}
