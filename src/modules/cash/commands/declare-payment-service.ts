/** A payment service or factor that collects from customers and pays on net of its fees: declared, with its dated terms. */
import type { Company } from '#company';
import { parseMapping, settlementFields, type TableMapping } from '#formats';
import { catchRefusal, type Day, done, isCurrency, type Outcome, parseRate, refuse } from '#kernel';
import { type GlAccount, loadChart } from '#ledger';
import { type Caller, type Engine, runCommand } from '#platform';
import { isFeeAccount, isReserveAccount } from '../rules/service-accounts.ts';
import { insertPaymentService, saveServiceTerms } from '../store/settlements.ts';

export interface ServiceTermsInput {
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly validFrom: Day;
  /** The expense account that bears its fees. */
  readonly feeAccountCode: string;
  /** Fees above this share of the payments wait for a person; a decimal in percent. */
  readonly highestFeePercent: string;
  /** Where the reserve stands that it keeps back; absent: a settlement with a reserve waits for a person. */
  readonly reserveAccountCode?: string | undefined;
  /** Words by which its lines at the bank are known, where they do not name the settlement. */
  readonly words?: string | undefined;
  /** How its report is read; absent: by its header. */
  readonly mapping?: unknown;
}

/**
 * Declares a payment service, or new terms of one from a day on. Refuses a fee account that bears no expenses or has another
 * purpose (`cash.service-account`), a reserve account with a purpose (the same), a share that is none or above 100
 * (`cash.service-fee`), another currency than it was declared in (`cash.service-currency`), and what `parseMapping` refuses.
 */
export function declarePaymentService(
  engine: Engine,
  caller: Caller,
  input: { company: Company; terms: ServiceTermsInput },
): Promise<Outcome<{ serviceId: bigint }>> {
  const { company, terms } = input;
  return runCommand(
    engine,
    caller,
    {
      operation: 'cash.declare-payment-service',
      reason: `The terms of the payment service ${terms.name} from ${terms.validFrom} on were set.`,
      input: { company: company.code, ...terms },
    },
    async (tx): Promise<Outcome<{ serviceId: bigint }>> => {
      const percent = catchRefusal(() => parseRate(terms.highestFeePercent));
      if (!percent.ok || Number(terms.highestFeePercent) > 100 || percent.value.scale > 3)
        return refuse(
          'cash.service-fee',
          'The highest fee is a share from 0 to 100 percent, with at most three decimals. Nothing was changed.',
          {},
          { field: 'highestFeePercent' },
        );
      if (!isCurrency(terms.currency))
        return refuse(
          'cash.currency',
          `"${terms.currency}" is not a currency. Nothing was changed.`,
          {},
          { field: 'currency' },
        );
      const mapping = mappingOf(terms.mapping);
      if (!mapping.ok) return mapping;
      const chart = await loadChart(tx.db, tx.tenantId, company.id);
      const feeAccount = accountFor(chart, terms.feeAccountCode, 'feeAccount', isFeeAccount);
      if (!feeAccount.ok) return feeAccount;
      const reserve =
        terms.reserveAccountCode === undefined
          ? done(null)
          : accountFor(chart, terms.reserveAccountCode, 'reserveAccount', isReserveAccount);
      if (!reserve.ok) return reserve;
      const service = await insertPaymentService(tx, company, terms);
      if (service.currency !== terms.currency)
        return refuse(
          'cash.service-currency',
          `${terms.code} was declared in ${service.currency}; declare another service for ${terms.currency}. Nothing was changed.`,
          {},
          { field: 'currency' },
        );
      await saveServiceTerms(tx, {
        serviceId: service.id,
        validFrom: terms.validFrom,
        feeAccountId: feeAccount.value.id,
        highestFeePercent: terms.highestFeePercent,
        reserveAccountId: reserve.value?.id ?? null,
        words: terms.words?.trim() || null,
        mapping: mapping.value,
      });
      return done({ serviceId: service.id });
    },
  );
}

function accountFor(
  chart: readonly GlAccount[],
  code: string,
  field: string,
  fits: (one: GlAccount) => boolean,
): Outcome<GlAccount> {
  const found = chart.find((one) => one.code === code);
  if (found && fits(found)) return done(found);
  return refuse(
    'cash.service-account',
    found
      ? `Account ${code} ${found.name} cannot be used here: fees go to an expense account, a reserve to an asset account without a purpose of its own. Nothing was changed.`
      : `There is no account ${code} in this company. Nothing was changed.`,
    { account: code },
    { field },
  );
}

/** A mapping of settlements that names where the payout's number stands; null where none is given. */
function mappingOf(document: unknown): Outcome<TableMapping | null> {
  if (document === undefined || document === null) return done(null);
  const parsed = parseMapping(document);
  if (!parsed.ok) return parsed;
  const strange = Object.keys(parsed.value.columns).find((field) => !Object.hasOwn(settlementFields, field));
  if (parsed.value.kind === 'settlements' && strange === undefined && parsed.value.columns['settlement'] !== undefined)
    return parsed;
  return refuse(
    'cash.service-mapping',
    strange === undefined
      ? 'A mapping of a settlement report is of the kind "settlements" and says where the number of the settlement stands. Nothing was changed.'
      : `There is no field "${strange}" of settlements. Nothing was changed.`,
    {},
    { field: 'mapping' },
  );
}
