/** How the command line speaks: one JSON document or readable text on standard output, everything else beside it. */

export type Align = 'left' | 'right';

/** A table of text with a header; columns as wide as their longest cell. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Align[] = [],
): string {
  const layout = new TableLayout(header, align);
  for (const row of rows) layout.see(row);
  return [...layout.head(), ...rows.map((row) => layout.line(row))].join('\n');
}

/** The layout of a table whose rows are seen one by one, and then written one by one: a long table is never there whole. */
export class TableLayout {
  private readonly widths: number[];

  constructor(
    private readonly header: readonly string[],
    private readonly align: readonly Align[] = [],
  ) {
    this.widths = header.map(displayWidth);
  }

  see(row: readonly string[]): void {
    for (const column of this.header.keys())
      this.widths[column] = Math.max(this.widths[column]!, displayWidth(row[column] ?? ''));
  }

  head(): string[] {
    return [this.line(this.header), this.line(this.widths.map((width) => '─'.repeat(width)))];
  }

  line(cells: readonly string[]): string {
    return cells
      .map((cell, column) => {
        const space = ' '.repeat(this.widths[column]! - displayWidth(cell));
        return this.align[column] === 'right' ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  }
}

/** Columns that a terminal uses; East Asian wide characters take two. */
function displayWidth(text: string): number {
  if (/^[\u0020-\u10ff]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/.test(character) ? 2 : 1;
  return width;
}

/** An amount with thin grouping for reading: 1234567.50 → 1,234,567.50. */
export const grouped = (amount: string): string => amount.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');

/** A sentence to standard error: progress and remarks must not mix with the answer. */
export const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Progress of long work: a bar that is drawn over on a terminal, a line per stage elsewhere. */
export class Progress {
  private current = '';
  private drawn = 0;

  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  update(label: string, done: number, total: number): void {
    if (!this.stream.isTTY) {
      if (label !== this.current) this.stream.write(`${label} …\n`);
      this.current = label;
      return;
    }
    // Redrawn at most a hundred times per stage.
    const share = total === 0 ? 100 : Math.floor((done / total) * 100);
    if (label === this.current && share === this.drawn) return;
    this.current = label;
    this.drawn = share;
    const width = 28;
    const full = Math.round((share / 100) * width);
    this.stream.write(
      `\r\u001b[2K${label.padEnd(34)} ${'█'.repeat(full)}${'░'.repeat(width - full)} ${String(share).padStart(3)} %`,
    );
  }

  end(): void {
    if (this.stream.isTTY && this.current !== '') this.stream.write('\r\u001b[2K');
    this.current = '';
  }
}
