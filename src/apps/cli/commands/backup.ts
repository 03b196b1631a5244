/** `backup` and `restore`. */
import { done } from '#kernel';
import { verify } from '#operations';
import { listTenants, makeBackup, openGround, openInstallation, readManifest, restoreBackup } from '#platform';
import { registrations } from '../../registrations.ts';
import { type Command, untilStopped } from '../command.ts';
import { grouped } from '../output.ts';

export const backupCommand: Command = {
  name: 'backup',
  arguments: 'DIR',
  summary: 'Copies the whole installation into a new folder, from one snapshot, while it is in use.',
  files: [1, 1],
  async run({ files, config, clock, progress, stop }) {
    const installation = await openInstallation(config, clock, registrations);
    try {
      const outcome = await untilStopped(
        stop,
        makeBackup({
          ownerUrl: installation.ownerUrl,
          clock,
          home: config.home,
          folder: files[0]!,
          onProgress: (label, count, total) => progress.update(label, count, total),
        }),
      );
      if (!outcome.ok) return outcome;
      const { madeAt, heads, tables, files: kept, digest } = outcome.value;
      const rows = tables.reduce((sum, one) => sum + one.rows, 0);
      const bytes = [...tables, ...kept].reduce((sum, one) => sum + one.bytes, 0);
      return done({
        json: { folder: files[0], madeAt, heads, tables: tables.length, rows, files: kept.length, bytes, digest },
        text: `${files[0]} holds ${grouped(String(rows))} rows of ${tables.length} tables and ${kept.length} files (${grouped(String(Math.ceil(bytes / 1000)))} kB), as of ${madeAt}.\nDigest ${digest}`,
      });
    } finally {
      await installation.close();
    }
  },
};

export const restoreCommand: Command = {
  name: 'restore',
  arguments: 'DIR',
  summary: 'Restores a backup into an empty database and verifies the books; exit 1 when they do not hold.',
  files: [1, 1],
  async run({ files, config, clock, progress, stop }) {
    // Before a home and a database are made for what is no backup.
    const read = readManifest(files[0]!);
    if (!read.ok) return read;
    const ground = await openGround(config);
    const onProgress = (label: string, count: number, total: number): void => progress.update(label, count, total);
    try {
      const restored = await untilStopped(
        stop,
        restoreBackup({
          ownerUrl: ground.ownerUrl,
          root: config.root,
          home: config.home,
          folder: files[0]!,
          onProgress,
        }),
      );
      if (!restored.ok) return restored;
      const { manifest, rows, migrated } = restored.value;
      const installation = await openInstallation(config, clock, registrations);
      try {
        const { engine } = installation;
        const failures: string[] = [];
        for (const tenant of await listTenants(engine)) {
          const report = await untilStopped(stop, verify(engine, tenant.id, onProgress));
          for (const check of report.checks)
            failures.push(...check.offenders.map((text) => `${tenant.code}: ${check.name}: ${text}`));
        }
        const ok = failures.length === 0;
        return done({
          json: { ok, madeAt: manifest.madeAt, heads: manifest.heads, rows, migrated, failures },
          text: [
            `Restored ${grouped(String(rows))} rows as of ${manifest.madeAt}${migrated.length > 0 ? `, then ran ${migrated.length} newer migrations` : ''}.`,
            ok ? 'Every check of the books holds.' : 'The books do NOT hold:',
            ...failures.map((text) => `  ${text}`),
          ].join('\n'),
          exit: ok ? 0 : 1,
        });
      } finally {
        await installation.close();
      }
    } finally {
      await ground.close();
    }
  },
};
