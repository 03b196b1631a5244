/**
 * npm start: installs what is missing, builds, starts the database, brings the schema up to date, makes the demo company
 * the first time, runs today's `day run` and serves. Plain Node, so that it runs on a fresh clone.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, requireNode, root } from './scripts/install.mjs';

requireNode();
ensureInstalled();
const { buildProgram, buildWorkbench } = await import('./scripts/build.mjs');
process.env.DUNWELL_ROOT = root;
const [program, workbench] = [await buildProgram(), await buildWorkbench()];
if (workbench) process.env.DUNWELL_WORKBENCH = workbench;
const { main } = await import(pathToFileURL(join(program, 'main.mjs')).href);
process.exitCode = await main(['start', ...process.argv.slice(2)]);
