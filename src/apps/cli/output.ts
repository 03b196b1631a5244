/** How the command line speaks: one JSON document or readable text on standard output, everything else beside it. */

export type Align = 'left' | 'right';

/** A table of text with a header; columns as wide as their longest cell. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  align: readonly Align[] = [],
): string {
  const widths = header.map((title, column) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const space = ' '.repeat(widths[column]! - displayWidth(cell));
        return align[column] === 'right' ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  return [line(header), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Columns that a terminal uses; East Asian wide characters take two. */
function displayWidth(text: string): number {
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
