/** Authority: who may do what, up to which amount, alone or with whom. One engine for people and software agents. */
export type {
  AnyGovernedAction,
  AuthorityContext,
  AuthorityProposal,
  DefaultLimit,
  GovernedAction,
} from './action.ts';
export { findAction } from './action.ts';
export { type Delegate, delegateAuthority, revokeDelegation } from './commands/delegate.ts';
export type { Reach } from './commands/reach.ts';
export { type RequestApproval, type Requested, requestApproval, reviseRequest } from './commands/request-approval.ts';
export { type GovernedResult, type RunGoverned, runGoverned } from './commands/run-governed.ts';
export {
  type NewActions,
  setLimits,
  setLimitsAction,
  startNewActions,
  startWithDefaultLimits,
  startWithDefaultLimitsIn,
} from './commands/set-limits.ts';
export { approveRequest, rejectRequest, type Settled, withdrawRequest } from './commands/settle-request.ts';
export {
  askForMember,
  governedAnswer,
  type LimitChange,
  type LimitsAnswer,
  type RequestsAnswer,
  type SetLimitsInput,
  setLimitsInput,
} from './contract.ts';
export { type Authorisation, type AuthorityAsk, decideAuthority, sayApprovers } from './decide.ts';
export type * from './model.ts';
export { requestStates } from './model.ts';
export { actionsWithoutLimits, limitsInForceNow } from './queries/list-limits.ts';
export { type ListedRequest, listRequests } from './queries/list-requests.ts';
export { type Backtest, backtestLimits, type Simulated, simulateAuthority } from './queries/simulate.ts';
export { authorityRoutes } from './routes.ts';
export { loadDecisions, loadDelegations, loadRequest } from './store.ts';
