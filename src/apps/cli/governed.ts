/** How the command line governs: what a person may not do alone is asked of a second one where `--ask` says why. */
import type { Company } from '#company';
import { findCustomerKey, loadWholes } from '#customers';
import { dayInZone, done, type Outcome, refuse } from '#kernel';
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
 * Runs a governed command on a customer's account as the person of `--user`; it is told as well which accounts read as one with it.
 * Refuses what `callerOfPerson` refuses,
 * `customers.account-unknown` where the company has no such customer, what `prepare` refuses, and what `runGoverned`
 * refuses; without `--ask` nobody is asked.
 */
export async function runOnAccount(
  invocation: Invocation,
  books: Books,
  company: Company,
  { action, number }: { readonly action: AnyGovernedAction; readonly number: string },
  prepare: (accountId: bigint, whole: readonly bigint[]) => Promise<Outcome<Governed>>,
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
  const at = { companyId: company.id, day: dayInZone(invocation.clock.now(), company.timeZone) };
  const { accountsOf } = await runQuery(engine, tenant.id, (db) => loadWholes(db, tenant.id, at));
  const prepared = await prepare(found.accountId, accountsOf(found.accountId));
  if (!prepared.ok) return prepared;
  const answer = await runGovernedAs(invocation, books, caller.value, company, action, prepared.value);
  return told(answer, prepared.value, { customer: number });
}

/**
 * Runs a governed command that is about a company, or about the whole tenant where none is named, as the person of `--user`.
 * Refuses what `callerOfPerson` and `runGoverned` refuse; without `--ask` nobody is asked.
 */
export async function runForPerson(
  invocation: Invocation,
  books: Books,
  company: Company | undefined,
  action: AnyGovernedAction,
  of: Governed,
): Promise<Outcome<Answer>> {
  const needed = { action: action.permission, ...(company && { company }) };
  const caller = await callerOfPerson(invocation, books, needed);
  if (!caller.ok) return caller;
  return told(await runGovernedAs(invocation, books, caller.value, company, action, of), of);
}

function runGovernedAs(
  invocation: Invocation,
  { engine }: Books,
  caller: Caller,
  company: Company | undefined,
  action: AnyGovernedAction,
  { input }: Governed,
) {
  const askFor = textOption(invocation, 'ask') ?? null;
  const reach = company ? { companyIds: [company.id], wholeTenant: false } : 'everything';
  return runGoverned(engine, caller, { action: action.name, input, askFor }, reach);
}

function told(
  outcome: Outcome<{ readonly state: 'done' | 'pending'; readonly requestId: string | null }>,
  { text, whatFollows }: Governed,
  subject: object = {},
): Outcome<Answer> {
  if (!outcome.ok) return outcome;
  const { state, requestId } = outcome.value;
  return done(state === 'pending' ? waiting(requestId, whatFollows) : { json: { state, ...subject }, text });
}
