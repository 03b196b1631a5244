/** The managed PostgreSQL: the server, its roles, the database. */
export { livingPostmaster } from './liveness.ts';
export { databaseName, prepareRoles, type RoleUrls } from './roles.ts';
export { openServer, type Server, type ServerOptions } from './server.ts';
