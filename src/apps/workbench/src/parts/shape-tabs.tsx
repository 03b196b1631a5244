/** The lists that a list is made of, by one of its columns: each with how many rows the other filters let through. */
import { useIsFetching } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type ListGroupsAnswer, type ListShape, listMembers } from '#lists/contract';
import { useCompanies, useReading } from '../session.tsx';
import type { ListSearch } from './list-view.tsx';
import { useListAddress } from './shape-page.tsx';
import { Tab, Tabs } from './tab.tsx';

interface ShapeTabsProps {
  readonly shape: ListShape;
  readonly column: string;
  readonly label: string;
  /** What the column may be, with its words; `all` stands for every row. */
  readonly tabs: readonly (readonly [value: string, text: string])[];
  /** The tab of an address that names none. */
  readonly first: string;
  /** Other lists of the page: whether one of them is shown, what of the address a tab of this list leaves for it, and their tabs. */
  readonly others?: { readonly shown: boolean; readonly leave: ListSearch; readonly tabs: ReactNode };
  /** What stands at the end of the line. */
  readonly children?: ReactNode;
}

/** What the list is asked for by its tabs: the tab of the address, or the first. */
export const askedByTab = (
  search: Readonly<Record<string, string | undefined>>,
  column: string,
  first: string,
): Readonly<Record<string, string | undefined>> => {
  const value = search[column] ?? first;
  return { [column]: value === 'all' ? undefined : value };
};

/** More tabs have their counts beneath them. */
const mostInLine = 6;

export function ShapeTabs({ shape, column, label, tabs, first, others: beside, children }: ShapeTabsProps) {
  const { search, change } = useListAddress();
  const { several: _, ...companies } = useCompanies();
  // A list of the tenant as a whole knows no companies.
  const where = shape.ofTenant ? {} : companies;
  const members = Object.entries(shape.columns).flatMap(([key, one]) => listMembers(key, one));
  const others = [...members, 'search'].filter((one) => one !== column).map((one) => [one, search[one]] as const);
  // After the rows and what they come to, for these are what one waits for.
  const rowsCome = useIsFetching({ queryKey: [shape.path] }) > 0;
  const { data } = useReading<ListGroupsAnswer>(
    `${shape.path}/groups`,
    { ...Object.fromEntries(others), ...where, group: column },
    { keep: true, enabled: !rowsCome },
  );
  const now = search[column] ?? first;
  const count = (value: string): number | undefined =>
    data?.rows
      ? (data.rows.find(({ key }) => key === (value === 'all' ? null : value))?.rows ?? 0)
      : data?.groups.reduce((sum, { key, items }) => sum + (value === 'all' || value === key ? items : 0), 0);
  return (
    <Tabs label={label} many={tabs.length + (beside ? 2 : 0) > mostInLine} className="min-h-9 shrink-0 px-6 pb-3">
      {tabs.map(([value, text]) => (
        <Tab
          key={value}
          on={value === now && !beside?.shown}
          count={count(value)}
          choose={() => change({ ...beside?.leave, [column]: value === first ? undefined : value })}
        >
          {text}
        </Tab>
      ))}
      {beside?.tabs}
      {children}
    </Tabs>
  );
}
