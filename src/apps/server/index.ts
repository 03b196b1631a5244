/** The server's door. */
export { createServer, type DunwellServer, openLog, type ServerOptions } from './server.ts';
