/** Watches the wire: the statements that our own connections and the bare driver's are asked for while some work runs. */
import pg from 'pg';
import { Packet, Wire } from '../src/platform/wire.ts';

export interface AskedFor {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Asked for while the answers of others were waited for: it travels with them. */
  readonly together: boolean;
}

/** Told of each statement as it is asked for; may have one of ours sent with another text, and look at the rows before who asked does. */
export type Watcher = (asked: AskedFor) => { readonly text?: string; answered?(rows: readonly unknown[]): void };

/** Runs some work under a watcher; nothing else may use the database meanwhile. */
export async function watched<T>(watcher: Watcher, work: () => Promise<T>): Promise<T> {
  const { run } = Wire.prototype;
  const { query } = pg.Client.prototype;
  let pending = 0;
  const watch = <R extends { readonly rows: readonly unknown[] }>(
    text: string,
    values: readonly unknown[],
    send: (text: string) => Promise<R>,
  ): Promise<R> => {
    const said = watcher({ text, values, together: pending > 0 });
    pending += 1;
    const answer = send(said.text ?? text);
    // Heard of here first, then by who asked.
    answer.then(
      ({ rows }) => {
        pending -= 1;
        said.answered?.(rows);
      },
      () => {
        pending -= 1;
      },
    );
    return answer;
  };
  Wire.prototype.run = function watching(this: Wire, text, values, together) {
    return watch(text, values, (sent) => Reflect.apply(run, this, [sent, values, together]));
  };
  pg.Client.prototype.query = function watching(this: pg.Client, ...args: unknown[]) {
    const [asked] = args;
    const ask = (): unknown => Reflect.apply(query, this, args);
    // What ours is made of was told above.
    if (asked instanceof Packet) return ask();
    const { text, values } = (typeof asked === 'string' ? { text: asked, values: args[1] } : asked) as pg.QueryConfig;
    return watch(text, values ?? [], () => ask() as Promise<pg.QueryResult>);
  } as typeof query;
  try {
    return await work();
  } finally {
    Wire.prototype.run = run;
    pg.Client.prototype.query = query;
  }
}

/** How many statements some work asks for, and how often nothing was under way when it did: its round trips. */
export async function countStatements(
  work: () => Promise<unknown>,
): Promise<{ readonly statements: number; readonly roundTrips: number }> {
  let statements = 0;
  let roundTrips = 0;
  await watched(({ together }) => {
    statements += 1;
    if (!together) roundTrips += 1;
    return {};
  }, work);
  return { statements, roundTrips };
}
