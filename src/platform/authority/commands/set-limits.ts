/** The policy of authority: setting and ending limits, and the limits that a new company starts with. */
import {
  addDays,
  type Day,
  done,
  formatAmount,
  isCurrency,
  isDay,
  laterDay,
  type Outcome,
  parseAmount,
  refuse,
} from '#kernel';
import {
  type Caller,
  type CommandOutcome,
  type Engine,
  runCommand,
  runQuery,
  systemActor,
  type Transaction,
} from '../../transaction.ts';
import { type AnyGovernedAction, type DefaultLimit, findAction, type GovernedAction } from '../action.ts';
import { type LimitChange, type SetLimitsInput, setLimitsInput } from '../contract.ts';
import { type AuthorityAsk, decideAuthority } from '../decide.ts';
import type { LimitTerms } from '../model.ts';
import { limitsInForce, type StoredLimit } from '../rules/limits.ts';
import { insertLimits, loadLimits, lockPolicy, nextPolicyVersion } from '../store.ts';

/** A limit ready to be written. */
export type NewLimit = LimitTerms & { readonly validFrom: Day; readonly withdrawn: boolean };

/** Changing the policy is an action itself, and always takes two persons; administrators propose and do not approve. */
export const setLimitsAction: GovernedAction<SetLimitsInput> = {
  name: 'authority.set-limits',
  permission: 'authority.set-limits',
  sentence: 'change the limits of authority',
  amountMeans: null,
  alwaysTwo: true,
  defaultLimits: [
    { role: 'controller', mode: 'with_approval' },
    { role: 'administrator', mode: 'with_approval' },
    { role: 'controller', mode: 'approve' },
  ],
  input: setLimitsInput,
  companyOf: async (_db, _tenantId, input) => companyOfChanges(input.changes),
  run: (engine, caller, input) => setLimits(engine, caller, input),
};

/** The one company that all changes are about; null when they concern several, or all. */
const companyOfChanges = (changes: readonly LimitChange[]): bigint | null => {
  const ids = new Set(changes.map((change) => change.companyId));
  return ids.size === 1 ? changes[0]!.companyId : null;
};

/**
 * Sets limits: each change stands from its day on in the place of those with the same action, company, holder and mode; the
 * ones before stay on record. Always by two persons, unless the installation's owner sets them up (the system, on the
 * command line). Refuses `authority.limit-malformed`, `authority.always-two`, `authority.backdated`,
 * `authority.action-unknown`, and what `decideAuthority` refuses.
 */
export function setLimits(
  engine: Engine,
  caller: Caller,
  input: SetLimitsInput,
): Promise<CommandOutcome<{ policyVersion: number; limits: number }>> {
  const description = { operation: 'authority.set-limits', reason: input.reason, input };
  return runCommand(
    engine,
    caller,
    description,
    async (tx): Promise<Outcome<{ policyVersion: number; limits: number }>> => {
      const earliest = earliestDay(tx.now);
      const limits: NewLimit[] = [];
      for (const change of input.changes) {
        const limit = limitOfChange(engine, change, earliest);
        if (!limit.ok) return limit;
        limits.push(limit.value);
      }
      const asSystem = tx.actor.personId === systemActor.personId && tx.authority === undefined;
      if (!asSystem) {
        const decided = await decideAuthority(tx, setLimitsAction, {
          companyId: companyOfChanges(input.changes),
          customerId: null,
          subject: 'limits',
          money: null,
          day: earliest,
          content: input.changes,
          ...sayChanges(engine, input.changes),
        });
        if (!decided.ok) return decided;
      }
      const policyVersion = await writeLimits(tx, limits);
      return done({ policyVersion, limits: limits.length });
    },
  );
}

/** The earliest day that is still today somewhere: a limit from it on is in force at once, wherever the company is. */
export const earliestDay = (now: Date): Day => addDays(now.toISOString().slice(0, 10), -1);

async function writeLimits(tx: Transaction, limits: readonly NewLimit[]): Promise<number> {
  const policyVersion = await nextPolicyVersion(tx);
  await insertLimits(tx, policyVersion, limits);
  tx.publish({ type: 'authority.limits-set', payload: { policyVersion } });
  tx.count('limits', limits.length);
  return policyVersion;
}

const malformed = (message: string, field: string): Outcome<never> =>
  refuse('authority.limit-malformed', `${message} Nothing was changed.`, {}, { field });

/** Reads a change into minor units and judges it. */
export function limitOfChange(engine: Engine, change: LimitChange, earliest: Day): Outcome<NewLimit> {
  const action = findAction(engine, change.action);
  if (!action.ok) return action;
  const { currency, validFrom } = change;
  if ((change.role === null) === (change.personId === null))
    return malformed('A limit belongs to a role or to a person: name one of them.', 'role');
  if (change.mode === 'alone' && action.value.alwaysTwo)
    return refuse(
      'authority.always-two',
      `To ${action.value.sentence} always takes two persons. Nothing was changed.`,
      {},
    );
  if (change.approverRole !== null && change.mode !== 'with_approval')
    return malformed('An approving role goes with the mode with_approval.', 'approverRole');
  const amounts = [change.amount, change.personDay, change.customer];
  if (currency !== null && !isCurrency(currency))
    return malformed(`"${currency}" is not an ISO 4217 currency.`, 'currency');
  if (amounts.some((amount) => amount !== null) && (currency === null || action.value.amountMeans === null))
    return malformed(
      action.value.amountMeans === null ? 'This action has no amount.' : 'Name the currency of the amounts.',
      'currency',
    );
  if ((change.customer === null) !== (change.customerPeriod === null))
    return malformed('A limit per customer names its period: month, quarter or year.', 'customerPeriod');
  if (validFrom !== null && (!isDay(validFrom) || validFrom < earliest))
    return refuse(
      'authority.backdated',
      'A limit does not begin in the past. Nothing was changed.',
      {},
      { field: 'validFrom' },
    );
  const minor = (amount: string | null): bigint | null => (amount === null ? null : parseAmount(amount, currency!));
  return done({
    action: change.action,
    companyId: change.companyId,
    role: change.role,
    personId: change.personId,
    mode: change.mode,
    approverRole: change.approverRole,
    currency: action.value.amountMeans === null ? null : currency,
    amountMinor: minor(change.amount),
    personDayMinor: minor(change.personDay),
    customerMinor: minor(change.customer),
    customerPeriod: change.customerPeriod,
    validFrom: validFrom ?? earliest,
    withdrawn: change.remove,
  });
}

/** One change is the sentence itself; several are counted there and listed whole. */
function sayChanges(engine: Engine, changes: readonly LimitChange[]): Pick<AuthorityAsk, 'sentence' | 'lines'> {
  const said = changes.map((change) => sayChange(engine, change));
  return said.length === 1
    ? { sentence: said[0]! }
    : {
        sentence: `${said.length} limits of authority change.`,
        lines: said.map((text) => ({ text, party: null, account: null, amount: null, currency: null })),
      };
}

const modeWords: Readonly<Record<LimitTerms['mode'], string>> = {
  alone: 'alone',
  with_approval: 'with a second person',
  approve: 'approves for others',
};

/**
 * One change in words, for the second person: its parts stand between commas, each of them a phrase that the workbench tells
 * in the reader's language. A person stands there by number, since what a request keeps names nobody.
 */
function sayChange(engine: Engine, change: LimitChange): string {
  const action = findAction(engine, change.action);
  if (!action.ok) throw new Error(`authority: ${change.action} was judged before it is said`);
  const holder = change.role?.replaceAll('_', ' ') ?? `person ${change.personId}`;
  const { currency } = change;
  const amounts = [change.amount, change.personDay, change.customer];
  const money = (amount: string): string => `${currency} ${formatAmount(parseAmount(amount, currency!), currency!)}`;
  const terms = change.remove
    ? ['ends']
    : [
        change.amount !== null && `up to ${money(change.amount)}`,
        change.personDay !== null && `up to ${money(change.personDay)} a day`,
        change.customer !== null && `up to ${money(change.customer)} per customer and ${change.customerPeriod}`,
        action.value.amountMeans !== null && amounts.every((amount) => amount === null) && 'any amount',
        change.approverRole !== null && `approved by ${change.approverRole.replaceAll('_', ' ')}`,
      ];
  const from = change.validFrom !== null && `from ${change.validFrom} on`;
  const parts = [holder, modeWords[change.mode], ...terms, from];
  return `Limit to ${action.value.sentence}: ${parts.filter((part) => part !== false).join(', ')}`;
}

/**
 * Gives a new company, in the transaction that makes it, the limits that its actions begin with. An action that has, or had,
 * limits for the company already, or for all, keeps what a person decided: one whose limits were ended stays without.
 */
export async function startWithDefaultLimitsIn(
  tx: Transaction,
  engine: Engine,
  company: { readonly id: bigint; readonly currency: string },
): Promise<void> {
  const held = await loadLimits(tx.db, tx.tenantId);
  const validFrom = earliestDay(tx.now);
  const missing = engine.registrations.governedActions.filter((action) => isNothing(held, action, company.id));
  const limits = missing.flatMap((action) =>
    action.defaultLimits.map((one) => defaultLimit(action, one, company, validFrom)),
  );
  if (limits.length > 0) await writeLimits(tx, limits);
}

/** No row is about an action in a company. */
const isNothing = (rows: readonly StoredLimit[], action: AnyGovernedAction, companyId: bigint): boolean =>
  !rows.some((row) => row.action === action.name && (row.companyId === null || row.companyId === companyId));

export interface NewActions {
  /** They were given the limits that they begin with. */
  readonly given: readonly string[];
  /** Nobody may do them: a person ended their limits, and that stands. */
  readonly without: readonly string[];
}

/**
 * What an upgrade must not take away: actions that no limit was ever about, as a later version brought them, begin with the
 * limits that a new company gives them. Those whose limits a person ended stay without and are named. A second call changes
 * nothing.
 */
export async function startNewActions(
  engine: Engine,
  caller: Caller,
  company: { readonly id: bigint; readonly currency: string },
): Promise<CommandOutcome<NewActions>> {
  const today = earliestDay(engine.clock.now());
  const lacking = (rows: readonly StoredLimit[]) => ({
    unknown: engine.registrations.governedActions.filter((action) => isNothing(rows, action, company.id)),
    ended: engine.registrations.governedActions.filter(
      (action) =>
        !isNothing(rows, action, company.id) && isNothing(limitsInForce(rows, '9999-12-31'), action, company.id),
    ),
  });
  const seen = lacking(await runQuery(engine, caller.tenantId, (db) => loadLimits(db, caller.tenantId)));
  const without = seen.ended.map((action) => action.name);
  if (seen.unknown.length === 0) return done({ given: [], without });
  const description = {
    operation: 'authority.default-limits',
    reason: 'Actions that this version brought were given the limits that they begin with.',
    input: { companyId: company.id },
  };
  return runCommand(engine, caller, description, async (tx) => {
    // Two processes may start at once: the later one finds nothing to give.
    const { unknown } = lacking(await loadLimitsUnderLock(tx));
    const limits = unknown.flatMap((action) =>
      action.defaultLimits.map((one) => defaultLimit(action, one, company, today)),
    );
    if (limits.length > 0) await writeLimits(tx, limits);
    return done({ given: unknown.map((action) => action.name), without });
  });
}

/** Every limit on record, while nobody else changes the policy. */
async function loadLimitsUnderLock(tx: Transaction): Promise<StoredLimit[]> {
  await lockPolicy(tx);
  return loadLimits(tx.db, tx.tenantId);
}

/**
 * Brings in the defaults of actions that nobody may do in a company: those that a later version has added, and those whose
 * limits were all ended; of these from the day of the last end on. Answers the names of the actions that were given limits.
 */
export function startWithDefaultLimits(
  engine: Engine,
  caller: Caller,
  company: { readonly id: bigint; readonly currency: string },
): Promise<CommandOutcome<{ readonly actions: readonly string[] }>> {
  const description = {
    operation: 'authority.default-limits',
    reason: 'Actions without limits were given their defaults.',
    input: { companyId: company.id },
  };
  return runCommand(engine, caller, description, async (tx) => {
    const rows = await loadLimits(tx.db, tx.tenantId);
    const today = earliestDay(tx.now);
    const given = engine.registrations.governedActions.flatMap((action) => {
      const own = rows.filter(
        (row) => row.action === action.name && (row.companyId === null || row.companyId === company.id),
      );
      // When the last change that is known has come: what begins then is held, what ends then is not.
      const validFrom = own.reduce((last, row) => laterDay(last, row.validFrom), today);
      return isNothing(limitsInForce(own, validFrom), action, company.id) ? [{ action, validFrom }] : [];
    });
    const limits = given.flatMap(({ action, validFrom }) =>
      action.defaultLimits.map((one) => defaultLimit(action, one, company, validFrom)),
    );
    if (limits.length > 0) await writeLimits(tx, limits);
    return done({ actions: [...new Set(limits.map((limit) => limit.action))] });
  });
}

function defaultLimit(
  action: AnyGovernedAction,
  one: DefaultLimit,
  company: { readonly id: bigint; readonly currency: string },
  validFrom: Day,
): NewLimit {
  const { currency } = company;
  const bounded = one.amount !== undefined || one.personDay !== undefined || one.customer !== undefined;
  const minor = (amount: string | undefined): bigint | null =>
    amount === undefined ? null : parseAmount(amount, currency);
  return {
    action: action.name,
    // An action without an amount, or about the tenant as a whole, is not the company's.
    companyId: action.amountMeans === null ? null : company.id,
    role: one.role,
    personId: null,
    mode: one.mode,
    approverRole: one.approverRole ?? null,
    currency: bounded ? currency : null,
    amountMinor: minor(one.amount),
    personDayMinor: minor(one.personDay),
    customerMinor: minor(one.customer?.amount),
    customerPeriod: one.customer?.period ?? null,
    validFrom,
    withdrawn: false,
  };
}
