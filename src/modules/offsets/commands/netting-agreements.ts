/** Netting agreements are recorded with their parties, get their signed copy once, and are withdrawn by a row; nothing of them is ever changed. */
import { type Company, loadCompanies, loadCompany } from '#company';
import { findByNumbers } from '#customers';
import { type Day, dayInZone, done, type Outcome, refuse } from '#kernel';
import { type Caller, type Engine, filesOf, runCommand, runQuery, type Transaction } from '#platform';
import type { RecordAgreement } from '../contract.ts';
import { judgeFile } from '../rules/received-file.ts';
import {
  insertAgreement,
  insertWithdrawal,
  keepCopy,
  loadAgreements,
  lockAgreement,
  type StoredAgreement,
} from '../store/agreements.ts';

/**
 * Records an agreement that its parties may be netted. The same reference with the same content again changes nothing. Refuses
 * `offsets.agreement-parties` (fewer than two), `offsets.agreement-days`, `offsets.agreement-known` (another of that
 * reference), `company.unknown`, `offsets.customer-not-found`, and what `judgeFile` refuses of its copy.
 */
export async function recordAgreement(
  engine: Engine,
  caller: Caller,
  input: RecordAgreement & {
    /** Companies in which the person may record it. */
    readonly companyIds: readonly bigint[];
    readonly copy?: { readonly fileName: string; readonly bytes: Uint8Array } | undefined;
  },
): Promise<Outcome<{ agreementId: bigint }>> {
  const { copy, companyIds, ...agreement } = input;
  if (agreement.validTo !== null && agreement.validTo < agreement.validFrom)
    return refuse(
      'offsets.agreement-days',
      'The last day is before the first. Nothing was changed.',
      {},
      { field: 'validTo' },
    );
  if (copy !== undefined) {
    const judged = judgeFile(copy.fileName, copy.bytes);
    if (!judged.ok) return judged;
  }
  // The bytes first: a row never names a file that is not there.
  const sha256 = copy === undefined ? null : filesOf(engine).put(caller.tenantId, copy.bytes);
  const reason = `The netting agreement ${agreement.reference} was recorded.`;
  return runCommand(
    engine,
    caller,
    { operation: 'offsets.record-agreement', reason, input: { ...agreement, sha256 } },
    async (tx): Promise<Outcome<{ agreementId: bigint }>> => {
      const companies = await companiesOf(tx, agreement.companies, companyIds);
      if (!companies.ok) return companies;
      const found = await findByNumbers(tx.db, tx.tenantId, agreement.customers);
      const missing = agreement.customers.find((number) => !found.has(number));
      if (missing !== undefined)
        return refuse('offsets.customer-not-found', `There is no customer "${missing}". Nothing was changed.`);
      const customerIds = [...new Set(agreement.customers.map((number) => found.get(number)!.id))];
      const vendorNumbers = [...new Set(agreement.vendors)];
      if (customerIds.length + vendorNumbers.length < 2 || customerIds.length === 0)
        return refuse(
          'offsets.agreement-parties',
          'A netting agreement names at least one customer and another customer or supplier. Nothing was changed.',
          {},
          { field: 'customers' },
        );
      const id = await insertAgreement(tx, {
        ...agreement,
        companyIds: companies.value.map((one) => one.id),
        customerIds,
        vendorNumbers,
        copy:
          copy === undefined ? null : { fileName: copy.fileName, sha256: sha256!, sizeBytes: copy.bytes.byteLength },
      });
      if (id === undefined)
        return refuse(
          'offsets.agreement-known',
          `A netting agreement ${agreement.reference} is recorded already; withdraw it and record its successor under a reference of its own. Nothing was changed.`,
        );
      tx.publish({ type: 'offsets.agreement-recorded', payload: { agreementId: id.toString() } });
      return done({ agreementId: id });
    },
  );
}

/**
 * Keeps the signed copy of an agreement that was recorded without it; the very same file again changes nothing. Refuses what
 * `judgeFile` refuses, `offsets.agreement-not-found` and `offsets.agreement-copy-kept` (another file is its copy).
 */
export async function keepAgreementCopy(
  engine: Engine,
  caller: Caller,
  input: { agreementId: bigint; companyIds: readonly bigint[]; fileName: string; bytes: Uint8Array },
): Promise<Outcome<{ existing: boolean }>> {
  const { agreementId, companyIds, fileName, bytes } = input;
  const judged = judgeFile(fileName, bytes);
  if (!judged.ok) return judged;
  // The bytes first: a row never names a file that is not there.
  const sha256 = filesOf(engine).put(caller.tenantId, bytes);
  return runCommand(
    engine,
    caller,
    {
      operation: 'offsets.keep-agreement-copy',
      reason: 'The copy of a netting agreement was kept.',
      input: { agreementId, sha256 },
    },
    async (tx): Promise<Outcome<{ existing: boolean }>> => {
      await lockAgreement(tx, agreementId);
      const [found] = await loadAgreements(tx.db, tx.tenantId, { id: agreementId });
      if (!found?.companyIds.every((id) => companyIds.includes(id))) return agreementNotFound();
      if (found.sha256 === sha256) return done({ existing: true });
      if (found.sha256 !== null)
        return refuse(
          'offsets.agreement-copy-kept',
          `The copy of ${found.reference} is kept already. What was signed anew is an agreement of its own. Nothing was changed.`,
        );
      await keepCopy(tx, agreementId, { fileName, sha256, sizeBytes: bytes.byteLength });
      tx.publish({ type: 'offsets.agreement-copy-kept', payload: { agreementId: agreementId.toString() } });
      return done({ existing: false });
    },
  );
}

const agreementNotFound = () =>
  refuse('offsets.agreement-not-found', 'There is no such netting agreement. Nothing was changed.');

async function companiesOf(
  tx: Transaction,
  codes: readonly string[],
  reach: readonly bigint[],
): Promise<Outcome<Company[]>> {
  const all = await loadCompanies(tx.db, tx.tenantId);
  const chosen = [...new Set(codes)].map((code) => ({
    code,
    company: all.find((one) => one.code === code && reach.includes(one.id)),
  }));
  const unknown = chosen.find((one) => one.company === undefined);
  if (unknown)
    return refuse(
      'company.unknown',
      'One of the companies does not exist here. Nothing was changed.',
      {},
      { field: 'companies' },
    );
  return done(chosen.map((one) => one.company!));
}

/**
 * Withdraws an agreement from a day on (null: from today); what was set off under it before stays. Refuses `offsets.agreement-not-found` and
 * `offsets.agreement-withdrawn`.
 */
export function withdrawNetting(
  engine: Engine,
  caller: Caller,
  input: { agreementId: bigint; companyIds: readonly bigint[]; from: Day | null; reason: string },
): Promise<Outcome<null>> {
  const { agreementId, companyIds, reason } = input;
  return runCommand(
    engine,
    caller,
    { operation: 'offsets.withdraw-agreement', reason, input: { agreementId, from: input.from } },
    async (tx): Promise<Outcome<null>> => {
      await lockAgreement(tx, agreementId);
      const [found] = await loadAgreements(tx.db, tx.tenantId, { id: agreementId });
      if (!found?.companyIds.every((id) => companyIds.includes(id))) return agreementNotFound();
      const company = (await loadCompany(tx.db, tx.tenantId, found.companyIds[0]!))!;
      const from = input.from ?? dayInZone(tx.now, company.timeZone);
      if (!(await insertWithdrawal(tx, { agreementId, from, reason })))
        return refuse(
          'offsets.agreement-withdrawn',
          `${found.reference} is withdrawn from ${found.withdrawnFrom} on. Nothing was changed.`,
        );
      tx.publish({ type: 'offsets.agreement-withdrawn', payload: { agreementId: agreementId.toString() } });
      return done(null);
    },
  );
}

/** The netting agreements that concern a company, the newest first. */
export const listAgreements = (engine: Engine, tenantId: bigint, companyId: bigint): Promise<StoredAgreement[]> =>
  runQuery(engine, tenantId, (db) => loadAgreements(db, tenantId, { companyId }));

/** An agreement that concerns one of the companies; undefined where there is none. */
export async function findAgreement(
  engine: Engine,
  tenantId: bigint,
  of: { readonly agreementId: bigint; readonly companyIds: readonly bigint[] },
): Promise<StoredAgreement | undefined> {
  const [found] = await runQuery(engine, tenantId, (db) => loadAgreements(db, tenantId, { id: of.agreementId }));
  return found?.companyIds.some((id) => of.companyIds.includes(id)) ? found : undefined;
}

/** An agreement as JSON. */
export const agreementToJson = (one: StoredAgreement) => ({
  id: one.id.toString(),
  reference: one.reference,
  companies: [...one.companies],
  customers: one.customers.map((customer) => ({ ...customer })),
  vendors: [...one.vendorNumbers],
  currencies: [...one.currencies],
  validFrom: one.validFrom,
  validTo: one.validTo,
  hasCopy: one.hasCopy,
  fileName: one.fileName,
  recordedBy: one.recordedBy,
  recordedAt: one.recordedAt,
  withdrawn: one.withdrawn,
});
