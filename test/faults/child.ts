/** A process that runs one day at a fixed hour and may be killed on its way: child DATABASE_URL HOME DAY. */
import { join } from 'node:path';
import { runDay } from '#operations';
import { armFailpoint, findTenant, openInstallation, readConfig, settableClock, systemActor } from '#platform';
import { registrations, sendPath } from '../../src/apps/registrations.ts';
import { must } from '../must.ts';

const [databaseUrl, home, day] = process.argv.slice(2) as [string, string, string];
const config = { ...readConfig({ home }), databaseUrl };
const installation = await openInstallation(config, settableClock(`${day}T12:00:00Z`), registrations);
const tenant = must(await findTenant(installation.engine, undefined));
// Armed only now: the faults are those of the day's work, not of the start.
armFailpoint(config.failpoint);
must(
  await runDay(
    installation.engine,
    { tenantId: tenant.id, actor: systemActor, source: 'test' },
    { asOf: day, inboxFolder: join(home, 'inbox', tenant.code), sendPath: sendPath({ home }) },
  ),
);
await installation.close();
