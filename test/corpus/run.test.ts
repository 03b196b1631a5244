/** A corpus that is not there is said, and is no success. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = process.env['DUNWELL_ROOT'] ?? process.cwd();

describe('npm run corpus', () => {
  it('fails where there is no corpus, and says so', () => {
    const ran = spawnSync(process.execPath, [join(root, 'scripts/run.mjs'), 'test/corpus/run.ts'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, DUNWELL_CORPUS: join(tmpdir(), 'dunwell-has-no-corpus') },
    });
    expect(ran.status).toBe(1);
    expect(ran.stdout).toContain('corpus: not run');
  });
});
