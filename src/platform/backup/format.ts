/**
 * What a backup is: a folder with one compressed file per table, the files of the home folder, and a manifest that says
 * what must be there. The manifest carries a digest of itself and of every file, so that a copy that was cut, mixed or
 * edited is refused before anything is touched.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { canonicalJson, done, type Outcome, refuse } from '#kernel';

export const manifestFile = 'manifest.json';

/** A relative path with forward slashes that stays inside its folder. */
const path = z.string().refine((text) => {
  const plain = normalize(text);
  return plain !== '' && !plain.startsWith('..') && !plain.startsWith(sep) && !/^[A-Za-z]:/.test(plain);
}, 'a path must stay inside its folder');
const stored = { bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) };
const name = z.string().regex(/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/);

const content = z.strictObject({
  format: z.literal('dunwell-backup'),
  version: z.literal(1),
  /** When the snapshot was taken. */
  madeAt: z.string(),
  migrations: z.array(z.strictObject({ name: z.string(), checksum: z.string() })).min(1),
  /** Each tenant's place in its audit chain at the snapshot. */
  heads: z.array(z.strictObject({ tenant: z.string(), seq: z.string(), recordedAt: z.string(), hash: z.string() })),
  tables: z
    .array(
      z.strictObject({
        name,
        columns: z.array(z.string().regex(/^[a-z_][a-z0-9_]*$/)).min(1),
        rows: z.int().nonnegative(),
        file: path,
        ...stored,
      }),
    )
    .min(1),
  sequences: z.array(z.strictObject({ name, lastValue: z.string().regex(/^-?\d+$/), isCalled: z.boolean() })),
  /** The home's files: inbox, outbox, whatever lies beside the database. */
  files: z.array(z.strictObject({ path, ...stored })),
});
const manifest = content.extend({ digest: z.string() });

export type BackupContent = z.output<typeof content>;
export type BackupManifest = z.output<typeof manifest>;

/** SHA-256 over the manifest without its digest, in canonical form. */
export const digestOfContent = (one: BackupContent): string =>
  createHash('sha256').update(canonicalJson(one)).digest('hex');

/** SHA-256 of a file, read in pieces. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Reads a backup's manifest. Refuses `backup.not-found` (no manifest: no backup, or one that never came to its end) and
 * `backup.manifest-malformed` (not ours, of another version, or edited).
 */
export function readManifest(folder: string): Outcome<BackupManifest> {
  const file = join(folder, manifestFile);
  if (!existsSync(file))
    return refuse(
      'backup.not-found',
      `There is no backup in ${folder}: it has no ${manifestFile}. Nothing was changed.`,
      {},
      { file },
    );
  const malformed = (why: string): Outcome<never> =>
    refuse('backup.manifest-malformed', `${file} is not a sound manifest: ${why}. Nothing was changed.`, {}, { file });
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (fault) {
    return malformed((fault as Error).message);
  }
  const parsed = manifest.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return malformed(`${issue.path.join('.')}: ${issue.message}`);
  }
  const { digest, ...rest } = parsed.data;
  if (digestOfContent(rest) !== digest) return malformed('it was changed after it was written');
  return done(parsed.data);
}

/** Looks at every file that the manifest names. Refuses `backup.file-damaged` for the first that is absent, cut or changed. */
export async function checkFiles(
  folder: string,
  one: BackupManifest,
  onProgress?: (done: number, total: number) => void,
): Promise<Outcome<null>> {
  const wanted = [...one.tables, ...one.files.map((file) => ({ ...file, file: `files/${file.path}` }))];
  for (const [index, { file, bytes, sha256 }] of wanted.entries()) {
    const at = join(folder, file);
    const damaged = (why: string): Outcome<never> =>
      refuse('backup.file-damaged', `${at} ${why}. Nothing was changed.`, {}, { file: at });
    if (!existsSync(at)) return damaged('is missing');
    const { size } = statSync(at);
    if (size !== bytes) return damaged(`has ${size} bytes instead of ${bytes}`);
    if ((await sha256OfFile(at)) !== sha256) return damaged('does not have the content that was backed up');
    onProgress?.(index + 1, wanted.length);
  }
  return done(null);
}
