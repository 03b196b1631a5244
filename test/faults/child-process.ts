/** A process of our own that a failpoint may kill: built once, so that each start costs no compiling. */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../scripts/build.mjs';

const root = join(import.meta.dirname, '../..');

/** How a process ended: killed at its failpoint, done, or with what it said. */
export type Ending = 'killed' | 'done' | string;

export interface ChildProgram {
  run(args: readonly string[], failpoint?: string): Promise<Ending>;
}

/** Builds a file of this folder as a program (packages stay outside). */
export async function buildChild(file: 'child' | 'deed-child'): Promise<ChildProgram> {
  const folder = join(root, 'node_modules/.cache/dunwell-test', `${file}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  await bundle({ main: `test/faults/${file}.ts` }, folder);
  return {
    run(args, failpoint = '') {
      const child = spawn(process.execPath, [join(folder, 'main.mjs'), ...args], {
        env: { ...process.env, DUNWELL_ROOT: root, DUNWELL_FAILPOINT: failpoint },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let errors = '';
      child.stderr.on('data', (piece: Buffer) => {
        errors += piece.toString();
      });
      return new Promise((resolve) =>
        child.once('close', (status, signal) =>
          resolve(signal === 'SIGKILL' ? 'killed' : status === 0 ? 'done' : errors),
        ),
      );
    },
  };
}
