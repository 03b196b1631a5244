/** Settlement reports that a service left in the inbox: each is recognised by how it is written, and imported for its service. */
import { type Company, listCompanies } from '#company';
import { readSettlement, type SettlementFile } from '#formats';
import { dayInZone, done, type Outcome, type Refusal, refuse, textKey } from '#kernel';
import { type Caller, type Engine, runQuery, type Sql, sql } from '#platform';
import { loadPaymentServices, type PaymentService } from '../store/settlements.ts';
import { importSettlementFile } from './import-settlement.ts';

interface FolderFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

interface KnownService {
  readonly company: Company;
  readonly service: PaymentService;
}

/** A service that reads the report, as it reads it. */
interface Reader extends KnownService {
  readonly report: SettlementFile;
}

/**
 * Whose report a file is: the one service that can read it in its currency. A declared mapping goes before a header that
 * several services share; of several that read it alike, the one whose company has the documents that it names, or that had a
 * settlement of its number before. Refuses one that no service reads, as the reader refused it (`cash.settlement-service`
 * where no service is declared), and one that several could be meant by (`cash.settlement-service`).
 */
async function serviceOf(
  db: Sql,
  tenantId: bigint,
  file: FolderFile,
  services: readonly KnownService[],
): Promise<Outcome<KnownService>> {
  const readers: Reader[] = [];
  let refusal: Refusal | undefined;
  for (const { company, service } of services) {
    const { currency, mapping } = service;
    const read = readSettlement(file.bytes, { fileName: file.name, currency, mapping: mapping ?? undefined });
    if (!read.ok) refusal ??= read.refusal;
    else if (read.value.settlements.every((one) => one.currency === currency))
      readers.push({ company, service, report: read.value });
  }
  const mapped = readers.filter((one) => one.service.mapping !== null);
  const fitting = mapped.length > 0 ? mapped : readers;
  const [only, other] = fitting;
  if (only && !other) return done(only);
  if (!only)
    return refusal && services.length > 0
      ? { ok: false, refusal }
      : refuse(
          'cash.settlement-service',
          `${file.name}: no payment service is declared whose report it could be. Nothing was changed.`,
          {},
          { file: file.name },
        );
  const meant = await meantBy(db, tenantId, fitting);
  if (meant) return done(meant);
  return refuse(
    'cash.settlement-service',
    `${file.name} may be a report of ${fitting.map((one) => `${one.service.name} (${one.company.code})`).join(' or ')}; import it for one of them. Nothing was changed.`,
    { services: fitting.map((one) => one.service.code) },
    { file: file.name },
  );
}

/** Of several readers the one that alone had such a settlement before, else the one that alone has the documents named. */
async function meantBy(db: Sql, tenantId: bigint, readers: readonly Reader[]): Promise<Reader | undefined> {
  const before: Reader[] = [];
  const named: Reader[] = [];
  for (const reader of readers) {
    const { company, service, report } = reader;
    const numbers = report.settlements.map((one) => textKey(one.number));
    const documents = report.settlements.flatMap((one) => one.lines.map((line) => textKey(line.document)));
    const { rows } = await sql<{ before: boolean; named: boolean }>`
      select exists (select from cash.settlement s where s.tenant_id = ${tenantId} and s.service_id = ${service.id}
          and s.number_key = any(${numbers}::text[])) as before,
        exists (select from receivables.v_item i where i.tenant_id = ${tenantId} and i.company_id = ${company.id}
          and i.currency = ${service.currency} and i.number_key = any(${documents.filter((key) => key !== '')}::text[])) as named`.execute(
      db,
    );
    if (rows[0]!.before) before.push(reader);
    if (rows[0]!.named) named.push(reader);
  }
  if (before.length > 0) return before.length === 1 ? before[0] : undefined;
  return named.length === 1 ? named[0] : undefined;
}

/**
 * Reads the reports of an inbox folder, one file after another; the cash stage that follows finds their deposits. One that is
 * refused is set aside with its refusal, and of a file the settlements that were not taken are told.
 */
export async function readSettlementFolder(
  engine: Engine,
  caller: Caller,
  _folder: string,
  files: readonly FolderFile[],
): Promise<{
  outcomes: { file: FolderFile; refusal: Refusal | null; companions: string[] }[];
  counts: Record<string, number>;
  notes: string[];
}> {
  const outcomes = [];
  const counts: Record<string, number> = {};
  const notes: string[] = [];
  const count = (name: string, by = 1): void => {
    if (by > 0) counts[name] = (counts[name] ?? 0) + by;
  };
  const services = files.length === 0 ? [] : await servicesOfTenant(engine, caller.tenantId);
  for (const file of files) {
    const whose = await runQuery(engine, caller.tenantId, (db) => serviceOf(db, caller.tenantId, file, services));
    const outcome = whose.ok
      ? await importSettlementFile(
          engine,
          { ...caller, source: file.name },
          {
            company: whose.value.company,
            service: whose.value.service.code,
            name: file.name,
            bytes: file.bytes,
          },
        )
      : whose;
    outcomes.push({ file, refusal: outcome.ok ? null : outcome.refusal, companions: [] });
    if (!outcome.ok) {
      count('settlement reports refused');
      notes.push(`${file.name} was refused: ${outcome.refusal.message}`);
      continue;
    }
    const { settlements, refused } = outcome.value;
    count('settlements', settlements.filter((one) => one.state !== 'known').length);
    count('settlements held', settlements.filter((one) => one.state === 'held').length);
    notes.push(...settlements.flatMap((one) => (one.heldReason ? [`${one.number} is held: ${one.heldReason}`] : [])));
    notes.push(...refused.map((one) => `${file.name}, ${one.number}: ${one.refusal.message}`));
  }
  return { outcomes, counts, notes };
}

/** The payment services of all companies, with the terms of today. */
async function servicesOfTenant(engine: Engine, tenantId: bigint): Promise<KnownService[]> {
  const found: KnownService[] = [];
  for (const company of await listCompanies(engine, tenantId)) {
    const day = dayInZone(engine.clock.now(), company.timeZone);
    const services = await runQuery(engine, tenantId, (db) =>
      loadPaymentServices(db, tenantId, { companyId: company.id, day }),
    );
    found.push(...services.map((service) => ({ company, service })));
  }
  return found;
}
