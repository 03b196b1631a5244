/** The server's door. */
export { createServer, type DunwellServer, type ServerOptions } from './server.ts';
