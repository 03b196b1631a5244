/** "What would happen if": one act of one person, or past decisions under other limits. Changes nothing. */
import { type Day, done, formatAmount, type Outcome, parseAmount, refuse } from '#kernel';
import type { Role } from '../../identity/rules/permissions.ts';
import { type Engine, runQuery } from '../../transaction.ts';
import { findAction } from '../action.ts';
import { earliestDay, limitOfChange } from '../commands/set-limits.ts';
import type { BacktestChange } from '../contract.ts';
import { factsWith, possibleUses } from '../decide.ts';
import type { Approver, AuthorityQuestion, Limit, PersonFacts } from '../model.ts';
import { backtest, isSameDeed, type ReplayedDecision } from '../rules/backtest.ts';
import { decide, heldLimits } from '../rules/decide.ts';
import { limitsInForce, type StoredLimit } from '../rules/limits.ts';
import { type DecisionRow, loadAuthorityFacts, loadDecisions, loadLimits, loadUses } from '../store.ts';

/** The company as a question needs it. */
export interface SimulatedCompany {
  readonly id: bigint;
  readonly currency: string;
}

/** A limit that the person could use for the act. */
export interface SimulatedLimit {
  readonly limit: Limit;
  /** Whose own limit it is, where the limit is a person's. */
  readonly personName: string | null;
  /** Who lent it; null: the person's own. */
  readonly lentBy: string | null;
  /** The decision stands on this one. */
  readonly decides: boolean;
}

export interface Simulated {
  readonly outcome: 'allowed' | 'approval-needed' | 'refused';
  readonly why: string;
  readonly approvers: readonly Approver[];
  readonly limits: readonly SimulatedLimit[];
  readonly policyVersion: number;
}

/**
 * Answers what the rule would say now. `amount` is a decimal string in the company's currency. Refuses
 * `authority.action-unknown` and `identity.person-not-found`.
 */
export async function simulateAuthority(
  engine: Engine,
  tenantId: bigint,
  ask: {
    action: string;
    company: SimulatedCompany;
    personId: bigint;
    amount: string | null;
    customerId: bigint | null;
    day: Day;
  },
): Promise<Outcome<Simulated>> {
  const found = findAction(engine, ask.action);
  if (!found.ok) return found;
  const action = found.value;
  const { currency } = ask.company;
  const question: AuthorityQuestion = {
    action: action.name,
    companyId: ask.company.id,
    customerId: ask.customerId,
    money: ask.amount === null ? null : { amountMinor: parseAmount(ask.amount, currency), currency },
    day: ask.day,
  };
  return runQuery(engine, tenantId, async (db): Promise<Outcome<Simulated>> => {
    const loaded = await loadAuthorityFacts(db, tenantId, {
      action: action.name,
      companyId: ask.company.id,
      day: ask.day,
      personIds: [ask.personId],
    });
    const maker = loaded.persons.get(ask.personId);
    if (!maker || maker.roles.length === 0)
      return refuse('identity.person-not-found', 'There is no such person with a role in this company.', {});
    const used = await loadUses(
      db,
      tenantId,
      { action: action.name, companyId: ask.company.id, currency },
      possibleUses(question, loaded),
    );
    const facts = factsWith(action, loaded, maker, null, used);
    const decision = decide(question, action.permission, facts);
    const basis = decision.outcome === 'refused' ? null : decision.basis;
    return done({
      outcome: decision.outcome,
      why: decision.outcome === 'allowed' ? 'Within the limit.' : decision.why,
      approvers: decision.outcome === 'approval-needed' ? decision.approvers : [],
      limits: heldLimits(question, action.permission, maker, facts).map(({ limit, delegation }) => ({
        limit,
        personName: limit.personId === null ? null : (loaded.persons.get(limit.personId)?.name ?? null),
        lentBy: delegation?.delegator.name ?? null,
        decides: basis?.limit.id === limit.id && basis.delegationId === (delegation?.id ?? null),
      })),
      policyVersion: loaded.policyVersion,
    });
  });
}

/** The most decisions that one backtest replays. */
const mostReplayed = 100_000;

/** Of so many that would have been others it is told what they were about by the numbers that people know: as many as are shown. */
const mostNamed = 1_000;

export interface Backtest {
  readonly decisions: readonly DecisionRow[];
  readonly replayed: readonly ReplayedDecision[];
}

/**
 * Replays the decisions that persons took in a company between two days under proposed limits for the action: these alone, or
 * with the limits in force today that none of them replaces. A change for another company says nothing here. Refuses
 * `authority.action-unknown`, `authority.limit-malformed` and `authority.always-two`.
 */
export async function backtestLimits(
  engine: Engine,
  tenantId: bigint,
  ask: {
    action: string;
    company: SimulatedCompany;
    from: Day;
    to: Day;
    changes: readonly BacktestChange[];
    besides: 'nothing' | 'in_force';
  },
): Promise<Outcome<Backtest>> {
  const found = findAction(engine, ask.action);
  if (!found.ok) return found;
  const action = found.value;
  const isHere = (companyId: bigint | null): boolean => companyId === null || companyId === ask.company.id;
  const proposed: StoredLimit[] = [];
  for (const change of ask.changes) {
    const companyId = change.companyId === undefined ? ask.company.id : change.companyId;
    const full = { ...change, companyId, action: ask.action, validFrom: null };
    const limit = limitOfChange(engine, full, earliestDay(engine.clock.now()));
    if (!limit.ok) return limit;
    if (isHere(companyId))
      proposed.push({ ...limit.value, id: BigInt(proposed.length + 1), version: Number.MAX_SAFE_INTEGER });
  }
  return runQuery(engine, tenantId, async (db): Promise<Outcome<Backtest>> => {
    const today = engine.clock.now().toISOString().slice(0, 10);
    const inForce =
      ask.besides === 'in_force' ? limitsInForce(await loadLimits(db, tenantId, { action: ask.action }), today) : [];
    const limits: readonly Limit[] = limitsInForce(
      [...inForce.filter((one) => isHere(one.companyId)), ...proposed].map((one) => ({ ...one, validFrom: today })),
      today,
    );
    const rows = await loadDecisions(db, tenantId, {
      companyIds: [ask.company.id],
      wholeTenant: false,
      action: ask.action,
      from: ask.from,
      to: ask.to,
      limit: mostReplayed,
    });
    const decisions = rows.filter((row) => row.deed !== 'system');
    const loaded = await loadAuthorityFacts(db, tenantId, {
      action: ask.action,
      companyId: ask.company.id,
      day: ask.to,
      personIds: [...new Set(decisions.map((row) => row.personId))],
      past: true,
    });
    const nobody = (personId: bigint): PersonFacts => ({ personId, name: '', kind: 'person', roles: [] as Role[] });
    const replayed = backtest(
      decisions.map((row) => ({
        id: row.id,
        deed: row.deed as 'alone' | 'approved',
        maker: loaded.persons.get(row.personId) ?? nobody(row.personId),
        question: {
          action: row.action,
          companyId: row.companyId,
          customerId: row.customerId,
          money: row.currency === null ? null : { amountMinor: row.amountMinor, currency: row.currency },
          day: row.day,
        },
      })),
      action.permission,
      limits,
      action.alwaysTwo,
    );
    const others = decisions.filter((_, index) => !isSameDeed(replayed[index]!)).slice(0, mostNamed);
    const names = await action.namesOf?.(db, tenantId, [...new Set(others.map((row) => row.subject))]);
    return done({
      decisions: decisions.map((row) => ({ ...row, subject: names?.get(row.subject) ?? row.subject })),
      replayed,
    });
  });
}

/** An amount for people; null where there is none. */
export const amountText = (amountMinor: bigint, currency: string | null): string | null =>
  currency === null ? null : formatAmount(amountMinor, currency);
