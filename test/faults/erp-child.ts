/** A process that loads an ERP's file and may be killed on its way: erp-child APP_URL HOME FILE. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findCompany } from '#company';
import { builtInErpMappings, loadErpFile } from '#integrations';
import {
  armFailpoint,
  type Engine,
  findTenant,
  folderFileStore,
  openDatabase,
  readConfig,
  settableClock,
  systemActor,
} from '#platform';
import { registrations } from '../../src/apps/registrations.ts';
import { must } from '../must.ts';

const [appUrl, home, path] = process.argv.slice(2) as [string, string, string];
const engine: Engine = {
  database: openDatabase({ appUrl }),
  clock: settableClock('2026-01-10T09:00:00Z'),
  registrations,
  files: folderFileStore(join(home, 'files')),
};
const tenant = must(await findTenant(engine, undefined));
const company = must(await findCompany(engine, tenant.id, 'DE01'));
armFailpoint(readConfig().failpoint);
must(
  await loadErpFile(
    engine,
    { tenantId: tenant.id, actor: systemActor, source: 'test' },
    {
      company,
      fileName: basename(path),
      bytes: readFileSync(path),
      mapping: builtInErpMappings.get('netsuite-transactions'),
      declared: { kind: 'full', scope: 'all', keyDate: '2026-01-09', count: 900, total: '9000.00' },
    },
  ),
);
await engine.database.close();
