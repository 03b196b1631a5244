/** What a settlement report would bring, before anybody says so: read and judged as the import does it; nothing is kept. */
import { type Day, done, formatAmount, type Outcome, textKey } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';
import {
  loadStanding,
  type Reception,
  readReport,
  receiveSettlement,
  type SettlementFileInput,
} from '../commands/import-settlement.ts';
import { sumSettlement } from '../rules/judge-settlement.ts';
import { pairSettlements } from '../rules/pair-settlements.ts';
import { loadDepositLines, loadWaitingSettlements } from '../store/settlements.ts';

export interface CheckedSettlement {
  readonly number: string;
  readonly day: Day | null;
  readonly currency: string;
  readonly amount: string;
  readonly gross: string;
  readonly fees: string;
  readonly reserve: string;
  readonly lines: number;
  /** Lines that name a document, and how many of those we have. */
  readonly naming: number;
  readonly known: number;
  /** new: it is kept; same: it is there; corrected: it takes the place of one that is not posted; refused: it is not taken. */
  readonly as: Reception['as'] | 'refused';
  /** Why it would be held, or is refused. */
  readonly says: string | null;
  /** The value date of the bank's line that pays it, where one has come. */
  readonly depositOn: Day | null;
}

export interface SettlementFileCheck {
  readonly file: string;
  readonly layout: string;
  readonly settlements: readonly CheckedSettlement[];
}

/** Reads and judges a report. Refuses what `readReport` refuses. */
export async function checkSettlementFile(
  engine: Engine,
  tenantId: bigint,
  input: SettlementFileInput,
): Promise<Outcome<SettlementFileCheck>> {
  const read = await readReport(engine, tenantId, input);
  if (!read.ok) return read;
  const { service, receivedOn, report } = read.value;
  const companyId = input.company.id;
  return runQuery(engine, tenantId, async (db) => {
    const keysOf = (lines: readonly { readonly document: string }[]): string[] =>
      lines.map((line) => textKey(line.document)).filter((key) => key !== '');
    const { rows } = await sql<{ key: string }>`
      select distinct number_key as key from receivables.v_item where tenant_id = ${tenantId} and company_id = ${companyId}
        and number_key = any(${[...new Set(report.settlements.flatMap((one) => keysOf(one.lines)))]}::text[])`.execute(
      db,
    );
    const known = new Set(rows.map((row) => row.key));
    const looked = [];
    for (const settlement of report.settlements) {
      const find = { companyId, serviceId: service.id, number: settlement.number };
      const standing = await loadStanding(db, tenantId, find);
      const received = receiveSettlement(settlement, { service, known: standing, file: input.name });
      looked.push({ settlement, received, standing });
    }
    // Those that would wait, beside those that wait already: what two could be meant by is nobody's.
    const replaced = new Set(looked.flatMap((one) => (one.standing ? [one.standing.id] : [])));
    const others = (await loadWaitingSettlements(db, tenantId, companyId, receivedOn)).filter(
      (one) => !replaced.has(one.id),
    );
    const fresh = looked.flatMap(({ settlement, received, standing }, index) =>
      received.ok && received.value.held === null && standing?.state !== 'posted'
        ? [
            {
              id: -1n - BigInt(index),
              number: settlement.number,
              currency: settlement.currency,
              amountMinor: sumSettlement(settlement.lines).amountMinor,
              settledOn: settlement.day,
              words: service.words,
            },
          ]
        : [],
    );
    const money = { companyId, asOf: receivedOn, currencies: [service.currency] };
    const deposits = fresh.length === 0 ? [] : await loadDepositLines(db, tenantId, money);
    const { pairs } = pairSettlements(deposits, [...others, ...fresh]);
    const dayOf = new Map(deposits.map((line) => [line.lineId, line.valueDate]));
    return done({
      file: input.name,
      layout: report.layout,
      settlements: looked.map(({ settlement, received }, index): CheckedSettlement => {
        const { currency, lines } = settlement;
        const sums = sumSettlement(lines);
        const amount = (minor: bigint): string => formatAmount(minor, currency);
        const keys = keysOf(lines);
        const pair = pairs.find((one) => one.settlementId === -1n - BigInt(index));
        return {
          number: settlement.number,
          day: settlement.day,
          currency,
          amount: amount(sums.amountMinor),
          gross: amount(sums.grossMinor),
          fees: amount(sums.feeMinor),
          reserve: amount(sums.reserveMinor),
          lines: lines.length,
          naming: keys.length,
          known: keys.filter((key) => known.has(key)).length,
          as: received.ok ? received.value.as : 'refused',
          says: received.ok ? (received.value.held?.reason ?? null) : received.refusal.message,
          depositOn: pair ? dayOf.get(pair.lineId)! : null,
        };
      }),
    });
  });
}
