/** Runs a TypeScript file of the project: node scripts/run.mjs FILE.ts [arguments]. */
import { spawn } from 'node:child_process';
import { ensureInstalled, requireNode, root } from './install.mjs';

requireNode();
ensureInstalled();
const child = spawn(process.execPath, ['--import', 'tsx', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, DUNWELL_ROOT: root },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code, signal) => process.exit(signal ? 3 : (code ?? 3)));
