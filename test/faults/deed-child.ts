/** A process that does one deed and may be killed on its way: deed-child FILE (an order as JSON). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { armFailpoint, type Engine, folderFileStore, openDatabase, readConfig, settableClock } from '#platform';
import { registrations } from '../../src/apps/registrations.ts';
import { must } from '../must.ts';
import { deeds, type Order } from './deeds.ts';

const { deed, subject, place } = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Order;
const engine: Engine = {
  database: openDatabase({ appUrl: place.appUrl }),
  clock: settableClock(place.at),
  registrations,
  files: folderFileStore(join(place.home, 'files')),
};
armFailpoint(readConfig().failpoint);
const caller = { tenantId: BigInt(place.tenantId), actor: { personId: BigInt(place.personId) }, source: 'test' };
must<unknown>(await deeds[deed](engine, caller, subject, place));
await engine.database.close();
