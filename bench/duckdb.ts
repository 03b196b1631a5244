/**
 * DuckDB as a ceiling for aging: the rows of the books copied into its columns, the same statement asked. It keeps nothing
 * durable, knows no tenants and serves nobody else; it says what the hardware could do.
 */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

const tables = {
  'receivables.item': {
    tenant_id: 'bigint',
    company_id: 'bigint',
    account_id: 'bigint',
    currency: 'varchar',
    aging_class: 'varchar',
    due_date: 'date',
    open_minor: 'bigint',
  },
  'receivables.entry': {
    tenant_id: 'bigint',
    company_id: 'bigint',
    account_id: 'bigint',
    currency: 'varchar',
    aging_class: 'varchar',
    due_date: 'date',
    effective_date: 'date',
    // `infinity` has no place in a CSV that DuckDB reads as a date; the end of time does.
    cleared_date: 'date',
    seq: 'bigint',
    cleared_seq: 'bigint',
    amount_minor: 'bigint',
  },
  'customers.account': { tenant_id: 'bigint', id: 'bigint', customer_id: 'bigint' },
  'customers.customer': { tenant_id: 'bigint', id: 'bigint', number: 'varchar', name: 'varchar' },
} as const;

export interface Columnar {
  /** Rows of the statement, its parameters written in as literals. */
  ask<Row>(text: string, values: readonly unknown[]): Promise<Row[]>;
  close(): void;
}

/** Copies what aging reads into DuckDB, in memory, on as many threads as the machine has cores for us (two). */
export async function openColumnar(owner: pg.Client): Promise<Columnar> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-duckdb-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  const connection: DuckDBConnection = await instance.connect();
  try {
    for (const schema of ['receivables', 'customers']) await connection.run(`create schema ${schema}`);
    for (const [table, columns] of Object.entries(tables)) {
      const names = Object.keys(columns).map((name) =>
        name === 'cleared_date' ? `least(cleared_date, date '9999-12-31') as cleared_date` : name,
      );
      const file = join(folder, `${table}.csv`);
      await pipeline(
        owner.query(copyTo(`copy (select ${names.join(', ')} from ${table}) to stdout (format csv)`)),
        createWriteStream(file),
      );
      const types = Object.entries(columns).map(([name, type]) => `'${name}': '${type}'`);
      await connection.run(
        `create table ${table} as select * from read_csv('${file}', header = false, columns = {${types.join(', ')}})`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    async ask<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
      const literal = values.reduce<string>(
        (sql, value, index) => sql.replaceAll(new RegExp(`\\$${index + 1}\\b`, 'g'), String(value)),
        text.replaceAll(' collate "C"', ''),
      );
      return (await connection.runAndReadAll(literal)).getRowObjects() as Row[];
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
