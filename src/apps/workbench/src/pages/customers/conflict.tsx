/** Two people edited the same thing: both versions beside each other, and the choice. */
import { ApiError } from '../../api.ts';
import { t } from '../../language.ts';

/** The version that stands in the books, out of a refusal; undefined when the error is another one. */
export function staleVersion<T>(error: Error | null): { theirs: T; version: number } | undefined {
  if (!(error instanceof ApiError) || error.code !== 'customers.stale') return undefined;
  return error.details as unknown as { theirs: T; version: number };
}

interface ConflictProps {
  readonly rows: readonly (readonly [name: string, yours: string, theirs: string])[];
  /** Saves mine over theirs. */
  readonly keepMine: () => void;
  /** Leaves theirs and closes. */
  readonly keepTheirs: () => void;
}

export function Conflict({ rows, keepMine, keepTheirs }: ConflictProps) {
  return (
    <div role="alert" className="flex flex-col gap-2 border-l-2 border-warn py-1 pl-3">
      <p className="font-medium">
        {t('Somebody else changed this after you opened it. Nothing of yours is saved yet.')}
      </p>
      <table className="w-fit">
        <thead>
          <tr className="text-left text-meta text-ink-2">
            <td className="pr-6" />
            <th scope="col" className="pr-6 font-medium">
              {t('Yours')}
            </th>
            <th scope="col" className="font-medium">
              {t('Saved by them')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(([, yours, theirs]) => yours !== theirs)
            .map(([name, yours, theirs]) => (
              <tr key={name}>
                <th scope="row" className="pr-6 text-left font-normal text-ink-2">
                  {name}
                </th>
                <td className="pr-6">{yours || '–'}</td>
                <td>{theirs || '–'}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <div className="flex gap-2">
        <button type="button" className="button button-primary" onClick={keepMine}>
          {t('Save mine')}
        </button>
        <button type="button" className="button" onClick={keepTheirs}>
          {t('Keep theirs')}
        </button>
      </div>
    </div>
  );
}
