/**
 * The wire to the server: statements that are asked for in one turn travel as one packet and are answered by one. The
 * driver's own way is a packet and an answer for each of them, and each wakes the other side, which costs more than most
 * statements do.
 */
import type { Socket } from 'node:net';
import pg from 'pg';
import type { Rows } from './sql.ts';

/** Longer arrays are bulk work, whose plan must be made for its own size. */
const longestPreparedArray = 16;
export const isBulk = (value: unknown): boolean => Array.isArray(value) && value.length > longestPreparedArray;

/** Texts are few (they are written in the source); this only bounds what generated ones could hold in the server. */
const mostPreparedTexts = 500;
const preparedNames = new Map<string, string>();

/** The name under which a small statement is prepared; undefined where it should be planned each time. */
function preparedName(text: string): string | undefined {
  const known = preparedNames.get(text);
  if (known !== undefined || preparedNames.size >= mostPreparedTexts) return known;
  const name = `dunwell_${preparedNames.size + 1}`;
  preparedNames.set(text, name);
  return name;
}

type Wired = string | Buffer | null;
const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): Wired } }).utils;

/** A value as the server reads it. */
function wired(value: unknown): Wired {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? arrayText(value) : prepareValue(value);
}

/**
 * An array as PostgreSQL reads it. The driver's own way looks at each element for all it might be and quotes it; ours are
 * numbers, days and keys, which go as they are. Anything else is left to the driver.
 */
function arrayText(values: readonly unknown[]): Wired {
  const parts: string[] = [];
  for (const one of values) {
    if (typeof one === 'bigint' || typeof one === 'number' || typeof one === 'boolean') parts.push(String(one));
    else if (one === null) parts.push('NULL');
    else if (typeof one !== 'string') return prepareValue(values);
    else if (/^[\w.:+-]+$/.test(one) && !/^null$/i.test(one)) parts.push(one);
    else parts.push(`"${one.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);
  }
  return `{${parts.join(',')}}`;
}

/** The columns of an answer; those of a prepared statement are asked for once. */
interface Shape {
  readonly names: readonly string[];
  readonly readers: readonly ((text: string) => unknown)[];
  /** A row with all columns in their order, to be copied: rows of one shape are read faster. */
  readonly empty: Readonly<Record<string, null>>;
}

const noColumns: Shape = { names: [], readers: [], empty: {} };

interface Asked {
  readonly text: string;
  readonly values: readonly Wired[];
  /** Undefined: parsed each time. */
  readonly name: string | undefined;
  readonly rows: unknown[];
  resolve(answer: Rows): void;
  reject(fault: unknown): void;
}

/** What the driver tells of a column. */
interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

/** What of the driver's connection a packet is written with. */
interface Line {
  readonly stream: { cork(): void; uncork(): void };
  readonly parsedStatements: Readonly<Record<string, string>>;
  query(text: string): void;
  parse(message: { text: string; name: string | undefined }): void;
  bind(message: { statement: string | undefined; values: readonly Wired[] }): void;
  describe(message: { type: 'P' }): void;
  execute(message: Record<string, never>): void;
  sync(): void;
}

/** What a connection knows of its prepared statements besides what the driver does. */
interface Known {
  readonly shapes: Map<string, Shape>;
  /** Sent to be parsed, not yet answered. */
  readonly underWay: Set<string>;
  /** The fault that the transaction under way ended with: what was sent before it was known is only told that it ended. */
  aborting: unknown;
  reader(field: Field): (text: string) => unknown;
}

/** Whether a statement failed because its transaction had failed before (in_failed_sql_transaction). */
const isConsequence = (fault: unknown): boolean => (fault as { code?: unknown } | null)?.code === '25P02';

const DriverQuery = pg.Query as unknown as new (text: string) => { text: string; name: string | undefined };

/**
 * Statements that travel together, to the driver one query of its own kind. The server answers when it comes to the end,
 * and passes over what stands behind a statement that failed: inside a transaction none of that would have run anyway, and
 * outside of one there is never more than one.
 */
export class Packet extends DriverQuery {
  readonly #asked: readonly Asked[];
  readonly #known: Known;
  readonly #simple: boolean;
  /** The statement whose answers are coming in. */
  #at = 0;
  #shape = noColumns;
  #parsing: string[] = [];
  /** When all answers are in, good or bad. */
  readonly ended: Promise<void>;
  #end!: () => void;

  constructor(asked: readonly Asked[], known: Known, simple: boolean) {
    super(asked[0]!.text);
    this.#asked = asked;
    this.#known = known;
    this.#simple = simple;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    if (!simple) this.#enter();
  }

  get size(): number {
    return this.#asked.length;
  }

  /** The driver reads name and text of the query under way when a statement was parsed. */
  #enter(): void {
    const one = this.#asked[this.#at];
    this.name = one?.name;
    this.text = one?.text ?? '';
    this.#shape = (one?.name === undefined ? undefined : this.#known.shapes.get(one.name)) ?? noColumns;
  }

  /** Writes all of it; the driver calls this. */
  submit(line: Line): null {
    if (this.#simple) {
      line.query(this.#asked[0]!.text);
      return null;
    }
    const { shapes, underWay } = this.#known;
    line.stream.cork();
    for (const { text, name, values } of this.#asked) {
      if (name === undefined || (line.parsedStatements[name] === undefined && !underWay.has(name))) {
        line.parse({ text, name });
        if (name !== undefined) {
          underWay.add(name);
          this.#parsing.push(name);
        }
      }
      line.bind({ statement: name, values });
      if (name === undefined || !shapes.has(name)) line.describe({ type: 'P' });
      line.execute({});
    }
    line.sync();
    line.stream.uncork();
    return null;
  }

  handleRowDescription({ fields }: { readonly fields: readonly Field[] }): void {
    this.#shape = {
      names: fields.map((field) => field.name),
      readers: fields.map((field) => this.#known.reader(field)),
      empty: Object.fromEntries(fields.map((field) => [field.name, null])),
    };
    if (this.name !== undefined) this.#known.shapes.set(this.name, this.#shape);
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const { names, readers, empty } = this.#shape;
    const row: Record<string, unknown> = { ...empty };
    for (let column = 0; column < names.length; column += 1) {
      const text = fields[column]!;
      if (text !== null) row[names[column]!] = readers[column]!(text);
    }
    this.#asked[this.#at]!.rows.push(row);
  }

  handleCommandComplete(): void {
    // The texts of a simple packet are one statement to whoever asked.
    if (this.#simple) return;
    if (this.name !== undefined && !this.#known.shapes.has(this.name)) this.#known.shapes.set(this.name, this.#shape);
    this.#at += 1;
    this.#enter();
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete();
  }

  handleReadyForQuery(): void {
    this.#settle();
    this.#known.aborting = undefined;
    for (const one of this.#asked) one.resolve(one);
  }

  /** One statement has failed, or the connection has. */
  handleError(fault: unknown): void {
    this.#settle();
    const reason = isConsequence(fault) ? (this.#known.aborting ?? fault) : fault;
    this.#known.aborting = reason;
    // Outside of a transaction the end of the last statement can fail after its answer.
    const failed = Math.min(this.#at, this.#asked.length - 1);
    for (const [place, one] of this.#asked.entries()) {
      if (place < failed) one.resolve(one);
      // What was not run fails with the fault that kept it from running: whoever hears of one hears the reason.
      else one.reject(reason);
    }
  }

  #settle(): void {
    for (const name of this.#parsing) this.#known.underWay.delete(name);
    this.#end();
  }
}

/**
 * A connection that gathers what is asked for until the callbacks of the turn are done. It prepares small statements once
 * (parsing and planning under row security cost more than running them); the server plans anew when a table's statistics
 * change.
 */
export class Wire extends pg.Client {
  #gathered: Asked[] = [];
  #holding = false;
  readonly #known: Known = {
    shapes: new Map(),
    underWay: new Set(),
    aborting: undefined,
    reader: (field) => this.getTypeParser(field.dataTypeID, 'text') as (text: string) => unknown,
  };

  /**
   * Asks for a statement, in its place behind those asked for before. A text without values may be several statements,
   * which travel by themselves, unless `together` says that it is one to travel with those before it.
   */
  run(text: string, values: readonly unknown[], together = values.length > 0): Promise<Rows> {
    return new Promise((resolve, reject) => {
      const bulk = values.some(isBulk);
      const simple = !together;
      const name = bulk || simple ? undefined : preparedName(text);
      const asked: Asked = { text, values: values.map(wired), name, rows: [], resolve, reject };
      this.#hold();
      if (simple) this.#pack();
      this.#gathered.push(asked);
      if (simple) this.#pack(true);
      // Bulk work begins at once, while the next statement is still being put together here.
      if (bulk) this.#release();
    });
  }

  /** Holds back what is written until the callbacks of this turn are done. */
  #hold(): void {
    if (this.#holding) return;
    this.#holding = true;
    this.#stream.cork();
    setImmediate(() => this.#release());
  }

  /** Writes what is held back; harmless when nothing is. */
  #release(): void {
    this.#pack();
    this.#holding = false;
    this.#stream.uncork();
  }

  /** What was gathered is one packet. */
  #pack(simple = false): void {
    if (this.#gathered.length === 0) return;
    const packet = new Packet(this.#gathered, this.#known, simple);
    this.#gathered = [];
    this.query(packet as unknown as pg.Query);
  }

  get #stream(): Socket {
    return (this as unknown as { connection: { stream: Socket } }).connection.stream;
  }
}
