/** Two people worked on the same thing: what each has of it beside each other, and the choice. */
import { ApiError } from '../api.ts';
import { formatInstant } from '../format.ts';
import { t } from '../language.ts';

/** The version that stands in the books, out of a refusal; undefined when the error is another one. */
export function staleVersion<T>(error: Error | null): { theirs: T; version: number } | undefined {
  if (!(error instanceof ApiError) || error.code !== 'customers.stale') return undefined;
  return error.details as unknown as { theirs: T; version: number };
}

interface ConflictProps {
  /** Who changed it, where that is known. */
  readonly by?: string | undefined;
  /** The instant of it, where that is known. */
  readonly at?: string | undefined;
  readonly rows: readonly (readonly [name: string, yours: string, theirs: string])[];
  /** What stands in the two columns; absent: one's own words, and those that the other one saved. */
  readonly heads?: readonly [yours: string, theirs: string];
  /** Keeps mine; absent where that is not possible any more. */
  readonly keepMine: (() => void) | undefined;
  /** What keeping mine does; absent: it is saved. */
  readonly mine?: string;
  /** Leaves theirs. */
  readonly keepTheirs: () => void;
}

export function Conflict({ by, at, rows, heads, keepMine, mine, keepTheirs }: ConflictProps) {
  return (
    <div role="alert" className="flex flex-col gap-2 border-l-2 border-warn py-1 pl-3">
      <p className="font-medium">
        {by === undefined
          ? t('Somebody else changed this after you opened it. Nothing of yours is saved yet.')
          : at === undefined
            ? t('{name} changed this after you opened it. Nothing of yours is saved yet.', { name: by })
            : t('{name} changed this on {instant}, after you opened it. Nothing of yours is saved yet.', {
                name: by,
                instant: formatInstant(at),
              })}
      </p>
      <table className="w-fit max-w-full">
        <thead>
          <tr className="text-left text-meta text-ink-2">
            <td className="pr-6" />
            <th scope="col" className="pr-6 font-medium">
              {heads?.[0] ?? t('Yours')}
            </th>
            <th scope="col" className="font-medium">
              {heads?.[1] ?? t('Saved by them')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(([, yours, theirs]) => yours !== theirs)
            .map(([name, yours, theirs]) => (
              <tr key={name} className="align-top">
                <th scope="row" className="pr-6 text-left font-normal whitespace-nowrap text-ink-2">
                  {name}
                </th>
                <td className="pr-6 whitespace-pre-line">{yours || '–'}</td>
                <td className="whitespace-pre-line">{theirs || '–'}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <div className="flex gap-2">
        {keepMine && (
          <button type="button" className="button button-primary" onClick={keepMine}>
            {mine ?? t('Save mine')}
          </button>
        )}
        <button type="button" className="button" onClick={keepTheirs}>
          {t('Keep theirs')}
        </button>
      </div>
    </div>
  );
}
