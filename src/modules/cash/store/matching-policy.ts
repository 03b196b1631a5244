/** Matching policies: the only writer of cash.matching_policy. */
import { type Sql, sql, type Transaction } from '#platform';
import {
  defaultMatchingPolicy,
  type MatchingPolicy,
  type PostingClass,
  type WithholdingRate,
} from '../rules/matching/model.ts';

/** A version of a company's rules of cash application. */
export interface MatchingRules {
  readonly validFrom: string;
  readonly toleranceMinor: bigint;
  readonly tolerancePercent: number;
  readonly toleranceMonthMinor: bigint;
  readonly maximumDeductionMinor: bigint;
  readonly maximumDeductionPercent: number;
  readonly unearnedDiscount: MatchingPolicy['unearnedDiscount'];
  readonly withholding: readonly WithholdingRate[];
  readonly maximumBankChargeMinor: bigint;
  readonly maximumReturnChargeMinor: bigint;
  readonly discountGraceDays: number;
  readonly interchangeable: MatchingPolicy['interchangeable'];
  readonly maximumChance: number;
  readonly minimumConfidence: number;
  readonly minimumPrecision: number;
  readonly mayPost: readonly PostingClass[];
  readonly reason: string;
}

export interface MatchingRulesVersion extends MatchingRules {
  readonly version: bigint;
  readonly person: string;
  readonly setAt: string;
}

const columns = sql`p.id as version, p.valid_from as "validFrom", p.tolerance_minor as "toleranceMinor", p.tolerance_percent::float8 as "tolerancePercent",
  p.tolerance_month_minor as "toleranceMonthMinor", p.maximum_deduction_minor as "maximumDeductionMinor",
  p.maximum_deduction_percent::float8 as "maximumDeductionPercent", p.unearned_discount as "unearnedDiscount", p.withholding,
  p.maximum_bank_charge_minor as "maximumBankChargeMinor",
  p.maximum_return_charge_minor as "maximumReturnChargeMinor", p.discount_grace_days as "discountGraceDays", p.interchangeable,
  p.maximum_chance as "maximumChance", p.minimum_confidence as "minimumConfidence", p.minimum_precision as "minimumPrecision",
  p.may_post as "mayPost", p.reason`;

/** Every version of a company, the one that counts last first, by day and version. */
export async function listMatchingRules(db: Sql, tenantId: bigint, companyId: bigint): Promise<MatchingRulesVersion[]> {
  const { rows } = await sql<MatchingRulesVersion>`
    select ${columns}, n.name as person, to_char(a.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "setAt"
    from cash.matching_policy p
    join platform.audit a on a.tenant_id = p.tenant_id and a.command_id = p.command_id
    join platform.person n on n.id = a.person_id
    where p.tenant_id = ${tenantId} and p.company_id = ${companyId} order by p.valid_from desc, p.id desc`.execute(db);
  return rows;
}

/** The policy in force on a day, with its version; version 0 is the engine's own. */
export async function loadMatchingPolicy(
  db: Sql,
  tenantId: bigint,
  of: { companyId: bigint; currency: string; day: string },
): Promise<{ version: bigint; policy: MatchingPolicy }> {
  const { rows } = await sql<MatchingRules & { version: bigint }>`
    select ${columns} from cash.matching_policy p
    where p.tenant_id = ${tenantId} and p.company_id = ${of.companyId} and p.valid_from <= ${of.day}
    order by p.valid_from desc, p.id desc limit 1`.execute(db);
  const [row] = rows;
  return row
    ? { version: row.version, policy: policyOf(row, of.currency) }
    : { version: 0n, policy: { ...defaultMatchingPolicy, amountsIn: of.currency } };
}

/** Rules as the engine takes them; amounts are in the company's currency. */
export const policyOf = (rules: MatchingRules, currency: string): MatchingPolicy => ({
  ...defaultMatchingPolicy,
  toleranceMinor: rules.toleranceMinor,
  tolerancePercent: rules.tolerancePercent,
  toleranceMonthMinor: rules.toleranceMonthMinor,
  maximumDeductionMinor: rules.maximumDeductionMinor,
  maximumDeductionPercent: rules.maximumDeductionPercent,
  unearnedDiscount: rules.unearnedDiscount,
  withholding: rules.withholding,
  maximumBankChargeMinor: rules.maximumBankChargeMinor,
  maximumReturnChargeMinor: rules.maximumReturnChargeMinor,
  discountGraceDays: rules.discountGraceDays,
  interchangeable: rules.interchangeable,
  maximumChance: rules.maximumChance,
  minimumConfidence: rules.minimumConfidence,
  minimumPrecision: rules.minimumPrecision,
  mayPost: rules.mayPost,
  amountsIn: currency,
});

/** Adds a version; nothing is changed. */
export async function insertMatchingRules(tx: Transaction, companyId: bigint, rules: MatchingRules): Promise<bigint> {
  const { rows } = await sql<{ version: bigint }>`
    insert into cash.matching_policy (tenant_id, company_id, valid_from, tolerance_minor, tolerance_percent, tolerance_month_minor,
      maximum_deduction_minor, maximum_deduction_percent, unearned_discount, withholding, maximum_bank_charge_minor,
      maximum_return_charge_minor, discount_grace_days, interchangeable, maximum_chance, minimum_confidence, minimum_precision, may_post, reason, command_id)
    values (${tx.tenantId}, ${companyId}, ${rules.validFrom}, ${rules.toleranceMinor}, ${rules.tolerancePercent}, ${rules.toleranceMonthMinor},
      ${rules.maximumDeductionMinor}, ${rules.maximumDeductionPercent}, ${rules.unearnedDiscount}, ${JSON.stringify(rules.withholding)}::jsonb,
      ${rules.maximumBankChargeMinor}, ${rules.maximumReturnChargeMinor}, ${rules.discountGraceDays}, ${rules.interchangeable}, ${rules.maximumChance}, ${rules.minimumConfidence}, ${rules.minimumPrecision},
      ${[...rules.mayPost]}::text[], ${rules.reason}, ${tx.commandId}) returning id as version`.execute(tx.db);
  return rows[0]!.version;
}
