/** The page of the long tier: a row for each piece with what came of it. The page is the memory: it is read before it is written. Pure. */

export interface PieceResult {
  readonly part: string;
  readonly piece: string;
  /** `passed`, `failed`, with what was not run. */
  readonly result: string;
  /** What the tests said of themselves. */
  readonly told: string;
  readonly minutes: string;
  readonly command: string;
  readonly commit: string;
  readonly day: string;
}

/** A part of the long tier as the page describes it. */
export interface PagePart {
  readonly name: string;
  readonly title: string;
  /** Its pieces, in their order. */
  readonly pieces: readonly string[];
  /** The row of TRUST that it stands for, and what is smaller here, in words. */
  readonly wanted: string;
}

const head = '| part | piece | result | what it told | minutes | command | commit | day |';
const columns = ['part', 'piece', 'result', 'told', 'minutes', 'command', 'commit', 'day'] as const;

/** A cell of a table: one line, no bars. */
const cell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '/').trim();
const uncoded = (text: string): string => text.replace(/^`(.*)`$/, '$1');

/** The rows of a page as it stands; none where it has no such table. */
export function readResults(page: string): PieceResult[] {
  const lines = page.split('\n');
  const at = lines.indexOf(head);
  if (at < 0) return [];
  const end = lines.findIndex((line, place) => place > at && !line.startsWith('|'));
  return lines.slice(at + 2, end < 0 ? undefined : end).map((line) => {
    const cells = line.split('|').slice(1, -1);
    return Object.fromEntries(
      columns.map((column, place) => [column, uncoded((cells[place] ?? '').trim())]),
    ) as unknown as PieceResult;
  });
}

const isPassed = (one: PieceResult | undefined): boolean => one?.result.startsWith('passed') === true;

/** The pieces of these parts that no row says to have passed; `again`: all of them. */
export function piecesToRun(
  parts: readonly PagePart[],
  results: readonly PieceResult[],
  again: boolean,
): readonly { readonly part: string; readonly piece: string }[] {
  const passed = new Set(results.filter(isPassed).map((one) => `${one.part} ${one.piece}`));
  return parts.flatMap(({ name, pieces }) =>
    pieces.filter((piece) => again || !passed.has(`${name} ${piece}`)).map((piece) => ({ part: name, piece })),
  );
}

/** A result in the place of the earlier one of its piece. */
export const withResult = (results: readonly PieceResult[], one: PieceResult): PieceResult[] => [
  ...results.filter((other) => other.part !== one.part || other.piece !== one.piece),
  one,
];

/** The page anew: how far each part has come, and the rows in the order of parts and pieces. */
export function writePage(parts: readonly PagePart[], results: readonly PieceResult[]): string {
  const of = (part: string, piece: string): PieceResult | undefined =>
    results.find((one) => one.part === part && one.piece === piece);
  const ordered = parts.flatMap(({ name, pieces }) => {
    const known = pieces.flatMap((piece) => of(name, piece) ?? []);
    // Seeds beyond those of the goal were asked for once, and stay told.
    return [...known, ...results.filter((one) => one.part === name && !pieces.includes(one.piece))];
  });
  const row = (one: PieceResult): string =>
    `| ${cell(one.part)} | ${cell(one.piece)} | ${cell(one.result)} | ${cell(one.told)} | ${cell(one.minutes)} | \`${cell(one.command)}\` | \`${cell(one.commit)}\` | ${cell(one.day)} |`;
  const whole = parts.filter(({ name, pieces }) => pieces.every((piece) => isPassed(of(name, piece)))).length;
  return [
    '# Soak: last results',
    '',
    'Written by `npm run soak`, the long tier, piece by piece: what passed is not run again until `--again` asks for it, so it may be stopped at any time and goes on with the next piece. `--parts years,kills` takes some of the parts, `--seeds 3-5` other seeds than 1-20. Each row is the last run of its piece: a row of an older commit says what that commit did.',
    '',
    `**${whole} of ${parts.length} parts are whole.**`,
    '',
    '| part | what it is | wanted | passed | failed | not run |',
    '|---|---|---|---:|---:|---:|',
    ...parts.map(({ name, title, wanted, pieces }) => {
      const known = pieces.flatMap((piece) => of(name, piece) ?? []);
      const passed = known.filter(isPassed).length;
      return `| ${name} | ${title} | ${wanted} | ${passed} | ${known.length - passed} | ${pieces.length - known.length} |`;
    }),
    '',
    'What TRUST wants besides stands elsewhere: limits of authority ± one minor unit, splits, expired delegates and self-approval in `test/scenarios` and `src/platform/authority`, and the matrix of roles and routes in `test/architecture/authorization.test.ts`, run whole with every suite; fifty analysts at once in [a bench of its own](bench-load-1000000.md).',
    '',
    '## Pieces',
    '',
    head,
    '|---|---|---|---|---:|---|---|---|',
    ...ordered.map(row),
    '',
  ].join('\n');
}
