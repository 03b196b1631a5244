/** What the door must know of companies; the composition root supplies it, because companies live on a higher floor. */
import type { Day } from '#kernel';
import type { Sql } from '../database.ts';
import type { Engine } from '../transaction.ts';

export interface CompanyEntry {
  readonly id: bigint;
  readonly code: string;
  readonly currency: string;
  readonly timeZone: string;
}

/** All companies of a tenant. */
export type CompanyDirectory = (engine: Engine, tenantId: bigint) => Promise<readonly CompanyEntry[]>;

/** The day that each company of a tenant works on, by its id; the module that keeps it supplies it. */
export type BusinessDays = (engine: Engine, tenantId: bigint) => Promise<ReadonlyMap<bigint, Day>>;

/** The same as a reading inside a transaction of the tenant. */
export type CompanyReading = (db: Sql, tenantId: bigint) => Promise<readonly CompanyEntry[]>;
