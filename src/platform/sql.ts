/**
 * SQL written as SQL: a template whose values become parameters and whose pieces of SQL become part of the text. A text is
 * put together anew only where pieces stand in it.
 */

/** What the server answers with. */
export interface Rows<T = unknown> {
  readonly rows: T[];
}

/** Anything that runs SQL: a transaction, a lent connection or the pool. */
export interface Sql {
  run(text: string, values: readonly unknown[]): Promise<Rows>;
}

/** A statement, or a piece of one, with its values. */
export class RawSql<T = unknown> {
  readonly #fragments: readonly string[];
  readonly #values: readonly unknown[];

  constructor(fragments: readonly string[], values: readonly unknown[]) {
    this.#fragments = fragments;
    this.#values = values;
  }

  /** Runs it; the rows are taken to be what the caller says they are. */
  async execute(db: Sql): Promise<Rows<T>> {
    const { text, values } = this.compile();
    try {
      return (await db.run(text, values)) as Rows<T>;
    } catch (fault) {
      // The server's fault was made where the answer was read; what helps is where the statement was asked for. Those behind
      // it, which were not run, fail with it too.
      if (fault instanceof Error && !placed.has(fault)) {
        placed.add(fault);
        Error.captureStackTrace(fault);
      }
      throw fault;
    }
  }

  /** The text with $1, $2 … and their values. */
  compile(): { readonly text: string; readonly values: readonly unknown[] } {
    if (this.#values.some((value) => value instanceof RawSql)) {
      const values: unknown[] = [];
      return { text: this.#write(values), values };
    }
    let text = plainTexts.get(this.#fragments);
    if (text === undefined) {
      text = this.#write([]);
      plainTexts.set(this.#fragments, text);
    }
    return { text, values: this.#values };
  }

  #write(values: unknown[]): string {
    let text = this.#fragments[0]!;
    for (const [index, value] of this.#values.entries()) {
      if (value instanceof RawSql) text += value.#write(values);
      else text += `$${values.push(value)}`;
      text += this.#fragments[index + 1]!;
    }
    return text;
  }
}

/** Faults that tell the place of their statement. */
const placed = new WeakSet<Error>();

/** The texts of templates without pieces: the same fragments, which a template keeps for life, are the same text. */
const plainTexts = new WeakMap<readonly string[], string>();

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const raw = (text: string): RawSql => new RawSql([text], []);

function template<T = unknown>(fragments: TemplateStringsArray, ...values: unknown[]): RawSql<T> {
  return new RawSql<T>(fragments, values);
}

/** `sql\`…\`` makes a statement or a piece; the members make pieces that are no values. */
export const sql = Object.assign(template, {
  /** A text as it stands; never of what somebody else wrote. */
  raw,
  /** A constant of the program in the text itself, where a parameter would hide it from the planner. */
  lit: (value: string | number | boolean | null): RawSql =>
    raw(typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)),
  /** A column, or a table in its schema, by name. */
  ref: (name: string): RawSql => raw(name.split('.').map(quoted).join('.')),
  /** Values or pieces one after the other. */
  join(parts: readonly unknown[], separator: RawSql = raw(', ')): RawSql {
    const values = parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));
    return new RawSql(new Array<string>(values.length + 1).fill(''), values);
  },
});
