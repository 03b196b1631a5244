/**
 * Configuration: the only reader of the environment. Environment only boots the program (where is the database,
 * where the home folder); all policy is dated rows in the database.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { raise } from '#kernel';

export interface Config {
  /** The checkout's folder: migrations, templates and the workbench's sources are read from here. */
  readonly root: string;
  /** Where this installation keeps its database, inbox and outbox. */
  readonly home: string;
  /** A PostgreSQL to use instead of the embedded one; its user may create roles. */
  readonly databaseUrl: string | undefined;
  /** The application's own restricted connection, where `databaseUrl` may not create roles. */
  readonly databaseAppUrl: string | undefined;
  readonly host: string;
  readonly port: number | undefined;
  readonly production: boolean;
  /** A named place where the process kills itself; only the fault tests set it. */
  readonly failpoint: string | undefined;
  readonly logLevel: string;
  /** Who shows it may read /metrics; without it only this machine may. */
  readonly metricsToken: string | undefined;
  /** Behind a proxy of ours that sets X-Forwarded-For and X-Request-Id itself. */
  readonly behindProxy: boolean;
  /** The folder of the built workbench, where there is one. */
  readonly workbench: string | undefined;
  /** The server that takes mail of companies set to SMTP; without it all mail stays in the outbox folder. */
  readonly smtpUrl: string | undefined;
  /** Where customers reach the server, for links in letters; without it letters carry none. */
  readonly publicUrl: string | undefined;
  /** For trials: only these addresses and @domains are mailed; mail to others goes to the first address, or nowhere. */
  readonly mailOnlyTo: string | undefined;
}

/** Finds the checkout: the nearest folder upward that holds Dunwell's package.json. */
function findRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).name === 'dunwell') return folder;
    if (dirname(folder) === folder) throw new Error('Dunwell: no package.json named "dunwell" above ' + from);
  }
}

/** A port to listen on; raises `platform.port-malformed`, before a start has done the work of a minute. */
function readPort(text: string | undefined): number | undefined {
  if (!text) return undefined;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    raise('platform.port-malformed', `PORT is "${text}"; it takes a number from 1 to 65535. Nothing was changed.`);
  return port;
}

/** An address of a server; raises `platform.address-malformed`, which does not tell it: it may hold a password. */
function readAddress(name: string, text: string | undefined): string | undefined {
  if (text && !(text.includes('://') && URL.canParse(text)))
    raise('platform.address-malformed', `${name} is no address such as protocol://host:port. Nothing was changed.`);
  return text || undefined;
}

/** Reads the configuration from the environment; `home` given on the command line wins. Raises what `readPort` and `readAddress` do. */
export function readConfig(overrides: { home?: string } = {}): Config {
  const env = process.env;
  const root = env['DUNWELL_ROOT'] ?? findRoot(dirname(fileURLToPath(import.meta.url)));
  return {
    root,
    home: resolve(overrides.home ?? env['DUNWELL_HOME'] ?? join(root, '.dunwell')),
    databaseUrl: readAddress('DATABASE_URL', env['DATABASE_URL']),
    databaseAppUrl: readAddress('DATABASE_APP_URL', env['DATABASE_APP_URL']),
    host: env['HOST'] ?? '127.0.0.1',
    port: readPort(env['PORT']),
    production: env['NODE_ENV'] === 'production',
    failpoint: env['DUNWELL_FAILPOINT'] || undefined,
    logLevel: env['LOG_LEVEL'] ?? (env['NODE_ENV'] === 'production' ? 'info' : 'warn'),
    metricsToken: env['DUNWELL_METRICS_TOKEN'] || undefined,
    behindProxy: env['DUNWELL_BEHIND_PROXY'] === 'yes',
    workbench: env['DUNWELL_WORKBENCH'] || undefined,
    smtpUrl: env['DUNWELL_SMTP_URL'] || undefined,
    publicUrl: readAddress('DUNWELL_PUBLIC_URL', env['DUNWELL_PUBLIC_URL']),
    mailOnlyTo: env['DUNWELL_MAIL_ONLY_TO'] || undefined,
  };
}
