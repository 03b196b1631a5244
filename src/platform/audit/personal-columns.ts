/**
 * Personal data: every column that may hold some is declared by the module that owns it, so that it can be erased and
 * so that a test can ask of each new column whether it belongs here.
 */

/** A column with personal data, and the columns that find a row. Tenant tables are found within the tenant as well. */
export interface PersonalColumn {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  /** Names of the key columns, without tenant_id. */
  readonly key: readonly string[];
  /** Registry tables (persons, accounts) have no tenant_id; whoever erases there checks himself whose row it is. */
  readonly tenant: boolean;
  /** How the token is written: as text, as a JSON string, or as its UTF-8 bytes. */
  readonly kind: 'text' | 'jsonb' | 'bytea';
}

const part = /^[a-z][a-z0-9_]*$/;

/** `schema.table.column`, the name of the column in requests and records. */
export const nameOfColumn = (column: PersonalColumn): string => `${column.schema}.${column.table}.${column.column}`;

/** Collects the columns of all modules; throws on a name that is no plain SQL name and on one declared twice. */
export function personalColumnRegistry(columns: readonly PersonalColumn[]): ReadonlyMap<string, PersonalColumn> {
  const registry = new Map<string, PersonalColumn>();
  for (const column of columns) {
    for (const name of [column.schema, column.table, column.column, ...column.key]) {
      if (!part.test(name)) throw new Error(`personal column: "${name}" is not a plain SQL name`);
    }
    const name = nameOfColumn(column);
    if (registry.has(name)) throw new Error(`personal column ${name} is declared twice`);
    registry.set(name, column);
  }
  return registry;
}
