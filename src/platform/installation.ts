/** An installation: its server, database and schema, opened together and closed in the right order. */
import { join } from 'node:path';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { openDatabase } from './database.ts';
import { folderFileStore } from './files.ts';
import { migrate } from './migrate.ts';
import { databaseName, openServer, prepareRoles, type RoleUrls } from './postgres/index.ts';
import type { Engine, Registrations } from './transaction.ts';

export interface Installation {
  readonly engine: Engine;
  readonly ownerUrl: string;
  /** Names of the migrations that ran now. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/** The server and its roles, before anybody looks at the schema. */
export interface Ground extends RoleUrls {
  close(): Promise<void>;
}

/** Opens the server of this configuration with its roles and its database, whatever is in it. */
export async function openGround(config: Config): Promise<Ground> {
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
    return { ...urls, close: () => server.stop() };
  } catch (fault) {
    await server.stop();
    throw fault;
  }
}

/** Opens the database of this configuration, brought to the checkout's schema. */
export async function openInstallation(
  config: Config,
  clock: Clock,
  registrations: Registrations,
): Promise<Installation> {
  const ground = await openGround(config);
  try {
    const migrated = await migrate(ground.ownerUrl, config.root);
    const database = openDatabase({ appUrl: ground.appUrl });
    return {
      engine: {
        database,
        clock,
        registrations,
        files: folderFileStore(join(config.home, 'files')),
        publicUrl: config.publicUrl,
      },
      ownerUrl: ground.ownerUrl,
      migrated,
      async close() {
        await database.close();
        await ground.close();
      },
    };
  } catch (fault) {
    await ground.close();
    throw fault;
  }
}
