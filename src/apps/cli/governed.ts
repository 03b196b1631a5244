/** How the command line governs: what a person may not do alone is asked of a second one where `--ask` says why. */
import type { Company } from '#company';
import { findCustomerKey } from '#customers';
import { done, type Outcome, refuse } from '#kernel';
import {
  type AnyGovernedAction,
  type Caller,
  type RequestApproval,
  requestApproval,
  runGoverned,
  runQuery,
  toJson,
} from '#platform';
import { type Answer, type Books, type Invocation, textOption } from './command.ts';
import { callerOfPerson, personOptions } from './person.ts';

/** Options of a governed command. */
export const governedOptions = { ask: 'text', ...personOptions } as const;

const waiting = (requestId: string | null, whatFollows: string): Answer => ({
  json: { state: 'pending', requestId },
  text: `Asked for approval (request ${requestId}). ${whatFollows}`,
});

/** Asks a second person; `whatFollows`: what their yes does. Refuses what `requestApproval` refuses. */
export async function askSecond(
  { engine }: Books,
  caller: Caller,
  { whatFollows, ...request }: RequestApproval & { readonly whatFollows: string },
): Promise<Outcome<Answer>> {
  const asked = await requestApproval(engine, caller, request);
  return asked.ok ? done(waiting(asked.value.requestId, whatFollows)) : asked;
}

/**
 * What a governed command answered; where it takes a second person and `--ask` says why, that person is asked instead.
 * `input` is what the command was called with; refuses what the command and `requestApproval` refuse.
 */
export async function orAskSecond<T>(
  invocation: Invocation,
  books: Books,
  caller: Caller,
  of: { readonly action: string; readonly input: object; readonly outcome: Outcome<T>; readonly whatFollows: string },
  told: (value: T) => Outcome<Answer> | Promise<Outcome<Answer>>,
): Promise<Outcome<Answer>> {
  if (of.outcome.ok) return told(of.outcome.value);
  const reason = textOption(invocation, 'ask');
  if (of.outcome.refusal.code !== 'authority.approval-needed' || reason === undefined) return of.outcome;
  const input = JSON.parse(toJson(of.input)) as unknown;
  return askSecond(books, caller, { action: of.action, input, reason, whatFollows: of.whatFollows });
}

/** What is to be done, with what is said of it. */
export interface Governed {
  /** The command's input as JSON. */
  readonly input: unknown;
  /** Said when it is done. */
  readonly text: string;
  /** What a second person's yes does. */
  readonly whatFollows: string;
}

/**
 * Runs a governed command on a customer's account as the person of `--user`. Refuses what `callerOfPerson` refuses,
 * `customers.account-unknown` where the company has no such customer, what `prepare` refuses, and what `runGoverned`
 * refuses; without `--ask` nobody is asked.
 */
export async function runOnAccount(
  invocation: Invocation,
  books: Books,
  company: Company,
  { action, number }: { readonly action: AnyGovernedAction; readonly number: string },
  prepare: (accountId: bigint) => Promise<Outcome<Governed>>,
): Promise<Outcome<Answer>> {
  const { engine, tenant } = books;
  const caller = await callerOfPerson(invocation, books, { action: action.permission, company });
  if (!caller.ok) return caller;
  const found = await runQuery(engine, tenant.id, (db) => findCustomerKey(db, tenant.id, company.id, number));
  if (!found)
    return refuse(
      'customers.account-unknown',
      `There is no customer "${number}" in company ${company.code}. Nothing was changed.`,
    );
  const prepared = await prepare(found.accountId);
  if (!prepared.ok) return prepared;
  const { input, text, whatFollows } = prepared.value;
  const askFor = textOption(invocation, 'ask') ?? null;
  const reach = { companyIds: [company.id], wholeTenant: false };
  const outcome = await runGoverned(engine, caller.value, { action: action.name, input, askFor }, reach);
  if (!outcome.ok) return outcome;
  const { state, requestId } = outcome.value;
  return done(state === 'pending' ? waiting(requestId, whatFollows) : { json: { state, customer: number }, text });
}
