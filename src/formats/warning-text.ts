/** What a reader noticed in a file, with the place where it stands. Pure. */

interface Noticed {
  readonly message: string;
  readonly line?: number;
}

/** The sentence of a warning with its line before it, unless the sentence says its place itself. */
export const warningText = ({ message, line }: Noticed): string =>
  line === undefined || line < 1 || /^(?:Line|Row|Page|Segment) \d/.test(message)
    ? message
    : `Line ${line}: ${message}`;
