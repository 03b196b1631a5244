/** A list as a file: workbook or text, fetched in the tray with how far it is. */
import type { Parameters } from '../api.ts';
import { formatCount } from '../format.ts';
import { t } from '../language.ts';
import { useWork } from '../session.tsx';
import { follow } from '../tray.tsx';
import { download } from './download.ts';
import { Menu, MenuItem } from './menu.tsx';

interface ExportMenuProps {
  /** The list's own route: its files stand beside it under `.csv` and `.xlsx`. */
  readonly path: string;
  readonly query: Parameters;
  /** So many rows are chosen, and the query is theirs; undefined: the file is the whole list. */
  readonly chosen?: number | undefined;
  /** What the work is called in the tray. */
  readonly titles: Readonly<Record<'csv' | 'xlsx', string>>;
}

export function ExportMenu({ path, query, chosen, titles }: ExportMenuProps) {
  const { tenant } = useWork();
  const run = (format: 'csv' | 'xlsx'): void =>
    void follow(titles[format], async (tell, signal) => {
      let size = 0;
      await download(`${path}.${format}`, {
        tenant,
        query,
        signal,
        progress: ({ bytes, rows, rowsInAll }) => {
          size = Math.max(1, Math.round(bytes / 1024));
          if (rows !== undefined && rowsInAll)
            tell(
              t('{count} of {total} rows', { count: formatCount(rows), total: formatCount(rowsInAll) }),
              rows / rowsInAll,
            );
          else tell(t('{size} KB of {total} rows', { size: formatCount(size), total: formatCount(rowsInAll ?? 0) }));
        },
      });
      return t('Saved, {size} KB', { size: formatCount(size) });
    });
  return (
    <Menu
      label={t('Export')}
      side="below"
      align="end"
      className="button"
      button={chosen === undefined ? t('Export') : t('Export selected')}
    >
      <MenuItem onSelect={() => run('xlsx')}>{t('Workbook (XLSX)')}</MenuItem>
      <MenuItem onSelect={() => run('csv')}>{t('Text (CSV)')}</MenuItem>
    </Menu>
  );
}
