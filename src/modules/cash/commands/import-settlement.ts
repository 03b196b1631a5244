/** Imports the settlement report of a payment service: each payout is kept with its lines, judged, and waits for its deposit. */
import type { Company } from '#company';
import { readSettlement, type Settlement, type TableMapping } from '#formats';
import { canonicalJson, type Day, dayInZone, done, formatAmount, type Outcome, type Refusal, refuse } from '#kernel';
import { type Caller, type Engine, filesOf, runCommand, runQuery, sha256Of } from '#platform';
import { judgeSettlement, sumSettlement } from '../rules/judge-settlement.ts';
import {
  insertSettlement,
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
  const receivedOn = input.receivedOn ?? dayInZone(engine.clock.now(), company.timeZone);
  const [service] = await runQuery(engine, caller.tenantId, (db) =>
    loadPaymentServices(db, caller.tenantId, { companyId: company.id, day: receivedOn, code: input.service }),
  );
  if (!service)
    return refuse(
      'cash.service-not-found',
      `${company.code} has no payment service "${input.service}" with terms on ${receivedOn}; declare it first (settlements service). Nothing was changed.`,
      {},
      { field: 'service' },
    );
  const read = readSettlement(input.bytes, {
    fileName: input.name,
    currency: service.currency,
    mapping: input.mapping ?? service.mapping ?? undefined,
  });
  if (!read.ok) return read;
  // The bytes first: a row never names a file that is not there.
  filesOf(engine).put(caller.tenantId, input.bytes);
  const file = { name: input.name, sha256: sha256Of(input.bytes), receivedOn };
  const settlements: ImportedSettlement[] = [];
  const refused: { number: string; refusal: Refusal }[] = [];
  // A request's key belongs to one command; these are several, and each settlement is itself by its number.
  const { idempotencyKey: _, ...plain } = caller;
  for (const one of read.value.settlements) {
    const outcome = await keepSettlement(engine, plain, { company, service, file, settlement: one });
    if (outcome.ok) settlements.push(outcome.value);
    else refused.push({ number: one.number, refusal: outcome.refusal });
  }
  const [only] = refused;
  if (only && read.value.settlements.length === 1) return { ok: false, refusal: only.refusal };
  return done({ file: input.name, layout: read.value.layout, settlements, refused });
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
  const contentSha256 = sha256Of(new TextEncoder().encode(contentOf(settlement)));
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
        contentSha256,
      },
    },
    async (tx): Promise<Outcome<ImportedSettlement>> => {
      if (currency !== service.currency)
        return refuse(
          'cash.currency',
          `Settlement ${number} is in ${currency}, ${service.name} was declared in ${service.currency}. Nothing was changed.`,
          {},
          { file: file.name },
        );
      const held = judgeSettlement(settlement, {
        validFrom: service.validFrom,
        highestFeePercent: service.highestFeePercent,
        hasReserveAccount: service.reserveAccountId !== null,
      });
      const sums = sumSettlement(lines);
      const told = { number, currency, amount: formatAmount(sums.amountMinor, currency) };
      const find = { companyId: company.id, serviceId: service.id, number };
      const standing = async () =>
        (await loadSettlements(tx.db, tx.tenantId, find)).find((one) => !['reversed', 'withdrawn'].includes(one.state));
      const seen = await standing();
      if (seen) await lockSettlements(tx, [seen.id]);
      const known = seen && (await standing());
      if (known) {
        if (known.contentSha256 === contentSha256) {
          // The same report: what was held may pass under new terms, or a deposit that came meanwhile.
          if (known.state !== 'held')
            return done({ ...told, settlementId: known.id, state: 'known', heldReason: null });
          if (known.heldReason !== (held?.reason ?? null)) await setHold(tx, known.id, held);
          return done({
            ...told,
            settlementId: known.id,
            state: held ? 'held' : 'waiting',
            heldReason: held?.reason ?? null,
          });
        }
        if (known.state === 'posted')
          return refuse(
            'cash.settlement-posted',
            `Settlement ${number} of ${service.name} was posted with other lines; take it back first (settlements reverse). Nothing was changed.`,
            { settlementId: known.id.toString() },
            { file: file.name },
          );
        await markWithdrawn(tx, known.id, `A corrected report came: ${file.name}.`);
      }
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
      return done({ ...told, settlementId, state: held ? 'held' : 'waiting', heldReason: held?.reason ?? null });
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
