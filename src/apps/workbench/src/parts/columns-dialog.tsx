/** Which columns are shown and how wide they are, by the keyboard as well. */
import { type FormEvent, useState } from 'react';
import { t } from '../language.ts';
import { Dialog } from './dialog.tsx';
import { Check } from './field.tsx';

interface ColumnsDialogProps {
  readonly columns: readonly { readonly key: string; readonly name: string; readonly optional: boolean }[];
  readonly hidden: ReadonlySet<string>;
  readonly widths: Readonly<Record<string, number>>;
  readonly apply: (hidden: ReadonlySet<string>, widths: Readonly<Record<string, number>>) => void;
  readonly close: () => void;
}

const [narrowest, widest] = [44, 900];

export function ColumnsDialog({ columns, hidden, widths, apply, close }: ColumnsDialogProps) {
  const [away, setAway] = useState(hidden);
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(Object.entries(widths).map(([key, width]) => [key, String(width)])),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const next = Object.entries(texts).flatMap(([key, text]): [string, number][] => {
      const width = Number(text);
      return Number.isFinite(width) && width > 0
        ? [[key, Math.round(Math.min(widest, Math.max(narrowest, width)))]]
        : [];
    });
    apply(away, Object.fromEntries(next));
    close();
  };
  return (
    <Dialog title={t('Columns')} close={close} width="max-w-sm">
      <form onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="min-h-0 overflow-y-auto px-6 py-3">
          <div className="flex justify-between pb-1 text-meta text-ink-2" aria-hidden="true">
            <span>{t('Shown')}</span>
            <span>{t('Width in pixels')}</span>
          </div>
          {columns.map((column) => (
            <div key={column.key} className="flex items-center gap-3 py-0.5">
              <Check
                className="min-h-7 flex-1"
                disabled={!column.optional}
                checked={!away.has(column.key)}
                onChange={(on) => {
                  const next = new Set(away);
                  if (on) next.delete(column.key);
                  else next.add(column.key);
                  setAway(next);
                }}
              >
                {column.name}
              </Check>
              <input
                aria-label={t('Width of {column}', { column: column.name })}
                className="field w-20 text-right tabular-nums"
                inputMode="numeric"
                placeholder={t('auto')}
                value={texts[column.key] ?? ''}
                onChange={(event) => setTexts((old) => ({ ...old, [column.key]: event.target.value }))}
              />
            </div>
          ))}
        </div>
        <div className="flex justify-end gap-2 border-t border-line px-6 py-3">
          <button
            type="button"
            className="button mr-auto"
            onClick={() => {
              setAway(new Set());
              setTexts({});
            }}
          >
            {t('As at first')}
          </button>
          <button type="button" className="button" onClick={close}>
            {t('Cancel')}
          </button>
          <button type="submit" className="button button-primary">
            {t('Apply')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
