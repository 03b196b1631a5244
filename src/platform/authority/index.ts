/** Authority: who may do what, up to which amount, alone or with whom. One engine for people and software agents. */
export type { AnyGovernedAction, AuthorityContext, GovernedAction } from './action.ts';
export { findAction } from './action.ts';
export { type Delegate, delegateAuthority, revokeDelegation } from './commands/delegate.ts';
export { type RequestApproval, type Requested, requestApproval, reviseRequest } from './commands/request-approval.ts';
export { runGoverned } from './commands/run-governed.ts';
export {
  setLimits,
  setLimitsAction,
  startNewActions,
  startWithDefaultLimits,
  startWithDefaultLimitsIn,
} from './commands/set-limits.ts';
export { approveRequest, rejectRequest, type Settled, withdrawRequest } from './commands/settle-request.ts';
export {
  askForMember,
  type BacktestAnswer,
  type ColleaguesAnswer,
  type DelegationsAnswer,
  governedAnswer,
  type LimitChange,
  type LimitsAnswer,
  type RequestsAnswer,
  type SimulateAnswer,
  setLimitsInput,
} from './contract.ts';
export { type Authorisation, type AuthorityAsk, decideAuthority, sayApprovers } from './decide.ts';
export type * from './model.ts';
export { requestStates } from './model.ts';
export { actionsWithoutLimits, limitsInForceNow } from './queries/list-limits.ts';
export { listRequests } from './queries/list-requests.ts';
export { backtestLimits, simulateAuthority } from './queries/simulate.ts';
export { authorityRoutes } from './routes.ts';
export { isSameDeed } from './rules/backtest.ts';
export { loadDecisions, loadDelegations, loadRequest, loadWaitingSubjects } from './store.ts';
