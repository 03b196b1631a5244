/** Imports the settlement report of a payment service: each payout is kept with its lines, judged, and waits for its deposit. */
import type { Company } from '#company';
import { readSettlement, type Settlement, type SettlementFile, type TableMapping } from '#formats';
import { canonicalJson, type Day, dayInZone, done, formatAmount, type Outcome, type Refusal, refuse } from '#kernel';
import { type Caller, type Engine, filesOf, runCommand, runQuery, type Sql, sha256Of } from '#platform';
import { judgeSettlement, type SettlementHold, sumSettlement } from '../rules/judge-settlement.ts';
import {
  insertSettlement,
  type KeptSettlement,
  loadPaymentServices,
  loadSettlements,
  lockSettlements,
  markWithdrawn,
  type PaymentService,
  setHold,
} from '../store/settlements.ts';

export interface SettlementFileInput {
  readonly company: Company;
  /** Whose report it is: the service's code. */
  readonly service: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Absent: that of the terms, or the layout that the header tells. */
  readonly mapping?: TableMapping | undefined;
  /** Absent: today in the company's zone. */
  readonly receivedOn?: Day | undefined;
}

/** A report that was read, with the service and the terms by which it is judged. */
export interface ReadReport {
  readonly service: PaymentService;
  readonly receivedOn: Day;
  readonly report: SettlementFile;
}

/** Reads a report as its service's terms say. Refuses `cash.service-not-found`, and what `readSettlement` refuses. */
export async function readReport(
  engine: Engine,
  tenantId: bigint,
  input: SettlementFileInput,
): Promise<Outcome<ReadReport>> {
  const { company } = input;
  const receivedOn = input.receivedOn ?? dayInZone(engine.clock.now(), company.timeZone);
  const [service] = await runQuery(engine, tenantId, (db) =>
    loadPaymentServices(db, tenantId, { companyId: company.id, day: receivedOn, code: input.service }),
  );
  if (!service)
    return refuse(
      'cash.service-not-found',
      `${company.code} has no payment service "${input.service}" with terms on ${receivedOn}; declare it first. Nothing was changed.`,
      {},
      { field: 'service' },
    );
  const read = readSettlement(input.bytes, {
    fileName: input.name,
    currency: service.currency,
    mapping: input.mapping ?? service.mapping ?? undefined,
  });
  return read.ok ? done({ service, receivedOn, report: read.value }) : read;
}

/** What an import makes of one settlement, as things stand. */
export interface Reception {
  readonly held: SettlementHold | null;
  /** The one that stands under its number. */
  readonly known: KeptSettlement | undefined;
  /** new: nothing stands under its number; same: what stands says the same; corrected: it takes the place of what stands. */
  readonly as: 'new' | 'same' | 'corrected';
  readonly contentSha256: string;
}

/**
 * Decides what becomes of a settlement beside the one that stands under its number. Refuses another currency than the
 * service's (`cash.currency`), and other lines than those that were posted (`cash.settlement-posted`).
 */
export function receiveSettlement(
  settlement: Settlement,
  of: { service: PaymentService; known: KeptSettlement | undefined; file: string },
): Outcome<Reception> {
  const { service, known, file } = of;
  const { number, currency } = settlement;
  if (currency !== service.currency)
    return refuse(
      'cash.currency',
      `Settlement ${number} is in ${currency}, ${service.name} was declared in ${service.currency}. Nothing was changed.`,
      {},
      { file },
    );
  const held = judgeSettlement(settlement, {
    validFrom: service.validFrom,
    highestFeePercent: service.highestFeePercent,
    hasReserveAccount: service.reserveAccountId !== null,
  });
  const contentSha256 = sha256Of(new TextEncoder().encode(contentOf(settlement)));
  const same = known?.contentSha256 === contentSha256;
  if (known?.state === 'posted' && !same)
    return refuse(
      'cash.settlement-posted',
      `Settlement ${number} of ${service.name} was posted with other lines; take it back first. Nothing was changed.`,
      { settlementId: known.id.toString() },
      { file },
    );
  return done({ held, known, as: known === undefined ? 'new' : same ? 'same' : 'corrected', contentSha256 });
}

/** The settlement of a service that stands under a number. */
export async function loadStanding(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; serviceId: bigint; number: string },
): Promise<KeptSettlement | undefined> {
  return (await loadSettlements(db, tenantId, of)).find((one) => !['reversed', 'withdrawn'].includes(one.state));
}

export interface ImportedSettlement {
  readonly settlementId: bigint;
  readonly number: string;
  readonly currency: string;
  readonly amount: string;
  /** known: the same settlement was imported before; nothing was changed. */
  readonly state: 'waiting' | 'held' | 'known';
  readonly heldReason: string | null;
}

export interface SettlementFileResult {
  readonly file: string;
  readonly layout: string;
  readonly settlements: readonly ImportedSettlement[];
  /** Settlements of the file that were not taken, by number. */
  readonly refused: readonly { readonly number: string; readonly refusal: Refusal }[];
}

/**
 * Imports a report; each payout of it is a command of its own. One that does not foot is held with the difference, and
 * posts nothing; one with fees above the terms is held for a person. The same settlement again changes nothing; a corrected
 * one takes the place of one that is not posted, and is refused for one that is (`cash.settlement-posted`). Refuses
 * `cash.service-not-found`, and what `readSettlement` refuses.
 */
export async function importSettlementFile(
  engine: Engine,
  caller: Caller,
  input: SettlementFileInput,
): Promise<Outcome<SettlementFileResult>> {
  const { company } = input;
  const read = await readReport(engine, caller.tenantId, input);
  if (!read.ok) return read;
  const { service, receivedOn, report } = read.value;
  // The bytes first: a row never names a file that is not there.
  filesOf(engine).put(caller.tenantId, input.bytes);
  const file = { name: input.name, sha256: sha256Of(input.bytes), receivedOn };
  const settlements: ImportedSettlement[] = [];
  const refused: { number: string; refusal: Refusal }[] = [];
  // A request's key belongs to one command; these are several, and each settlement is itself by its number.
  const { idempotencyKey: _, ...plain } = caller;
  for (const one of report.settlements) {
    const outcome = await keepSettlement(engine, plain, { company, service, file, settlement: one });
    if (outcome.ok) settlements.push(outcome.value);
    else refused.push({ number: one.number, refusal: outcome.refusal });
  }
  const [only] = refused;
  if (only && report.settlements.length === 1) return { ok: false, refusal: only.refusal };
  return done({ file: input.name, layout: report.layout, settlements, refused });
}

function keepSettlement(
  engine: Engine,
  caller: Caller,
  of: {
    company: Company;
    service: PaymentService;
    file: { name: string; sha256: string; receivedOn: Day };
    settlement: Settlement;
  },
): Promise<Outcome<ImportedSettlement>> {
  const { company, service, file, settlement } = of;
  const { number, currency, lines } = settlement;
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.import-settlement',
      reason: `Settlement ${number} of ${service.name} was read.`,
      input: {
        company: company.code,
        service: service.code,
        number,
        file: file.name,
        sha256: file.sha256,
        contentSha256: sha256Of(new TextEncoder().encode(contentOf(settlement))),
      },
    },
    async (tx): Promise<Outcome<ImportedSettlement>> => {
      const find = { companyId: company.id, serviceId: service.id, number };
      const seen = await loadStanding(tx.db, tx.tenantId, find);
      if (seen) await lockSettlements(tx, [seen.id]);
      const standing = seen && (await loadStanding(tx.db, tx.tenantId, find));
      const received = receiveSettlement(settlement, { service, known: standing, file: file.name });
      if (!received.ok) return received;
      const { held, known, as, contentSha256 } = received.value;
      const sums = sumSettlement(lines);
      const told = { number, currency, amount: formatAmount(sums.amountMinor, currency) };
      const heldReason = held?.reason ?? null;
      if (known && as === 'same') {
        // The same report: what was held may pass under new terms, or a deposit that came meanwhile.
        if (known.state !== 'held') return done({ ...told, settlementId: known.id, state: 'known', heldReason: null });
        if (known.heldReason !== heldReason) await setHold(tx, known.id, held);
        return done({ ...told, settlementId: known.id, state: held ? 'held' : 'waiting', heldReason });
      }
      if (known) await markWithdrawn(tx, known.id, `A corrected report came: ${file.name}.`);
      const settlementId = await insertSettlement(tx, {
        ...sums,
        companyId: company.id,
        serviceId: service.id,
        number,
        settledOn: settlement.day,
        receivedOn: file.receivedOn,
        currency,
        fileName: file.name,
        fileSha256: file.sha256,
        contentSha256,
        held,
        lines,
      });
      if (settlementId === undefined)
        return refuse(
          'cash.settlement-known',
          `Settlement ${number} was imported by somebody else at this moment. Nothing was changed.`,
        );
      tx.count('settlements', 1);
      tx.publish({
        type: 'cash.settlement-imported',
        payload: { settlementId: settlementId.toString(), companyId: company.id.toString(), held: held !== null },
      });
      return done({ ...told, settlementId, state: held ? 'held' : 'waiting', heldReason });
    },
  );
}

/** What a settlement says, without where in which file it says it. */
const contentOf = (one: Settlement): string =>
  canonicalJson({
    number: one.number,
    currency: one.currency,
    stated: one.statedMinor?.toString() ?? null,
    lines: one.lines.map(({ row: _, ...line }) => ({
      ...line,
      grossMinor: line.grossMinor.toString(),
      feeMinor: line.feeMinor.toString(),
    })),
    faults: one.faults.length,
  });
