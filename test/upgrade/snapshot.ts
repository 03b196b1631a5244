/**
 * Keeps the books of an older version as they are, for the upgrade tests: makes them with that version's own program,
 * then copies them with today's backup, without migrating. See README.md beside this file.
 * node scripts/run.mjs test/upgrade/snapshot.ts HOME DIR
 */
import { makeBackup, openGround, readConfig, systemClock } from '#platform';
import { must } from '../books.ts';

const [home, folder] = process.argv.slice(2) as [string, string];
const ground = await openGround({ ...readConfig({ home }), databaseUrl: undefined });
try {
  const manifest = must(await makeBackup({ ownerUrl: ground.ownerUrl, clock: systemClock, home, folder }));
  console.log(
    `${manifest.migrations.length} migrations, ${manifest.tables.reduce((sum, one) => sum + one.rows, 0)} rows`,
  );
} finally {
  await ground.close();
}
