/** An installation: its server, database and schema, opened together and closed in the right order. */
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { databaseName, openServer, prepareRoles } from './postgres/index.ts';
import type { Engine, Registrations } from './transaction.ts';

export interface Installation {
  readonly engine: Engine;
  readonly ownerUrl: string;
  readonly jobsUrl: string;
  /** Names of the migrations that ran now. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/** Opens the database of this configuration, brought to the checkout's schema. */
export async function openInstallation(
  config: Config,
  clock: Clock,
  registrations: Registrations,
): Promise<Installation> {
  const server = await openServer({
    root: config.root,
    home: config.home,
    databaseUrl: config.databaseUrl,
    production: config.production,
  });
  try {
    const urls = await prepareRoles(
      server.superuserUrl,
      databaseName(server.superuserUrl, server.managed),
      config.databaseAppUrl,
    );
    const migrated = await migrate(urls.ownerUrl, config.root);
    const database = openDatabase({ appUrl: urls.appUrl });
    return {
      engine: { database, clock, registrations },
      ownerUrl: urls.ownerUrl,
      jobsUrl: urls.jobsUrl,
      migrated,
      async close() {
        await database.close();
        await server.stop();
      },
    };
  } catch (fault) {
    await server.stop();
    throw fault;
  }
}
