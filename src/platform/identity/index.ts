/** Identity: persons, accounts, sessions, roles and grants. */

export * from './commands/change-password.ts';
export * from './commands/close-account.ts';
export * from './commands/create-account.ts';
export * from './commands/create-person.ts';
export * from './commands/grant-role.ts';
export * from './commands/reset-password.ts';
export * from './commands/revoke-grant.ts';
export type { HandedOverAnswer, PermissionsAnswer, PersonsAnswer, Preferences, Session } from './contract.ts';
export * from './personal-columns.ts';
export * from './principal.ts';
export * from './routes.ts';
export * from './rules/lockout.ts';
export * from './rules/permissions.ts';
export { endSession } from './sessions.ts';
export { signIn } from './sign-in.ts';
export { findKnownPerson, findPersonByLogin, listPersons, listPersonsWhoMay, mayAct, type PersonRow } from './store.ts';
