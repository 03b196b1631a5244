/**
 * npm start: installs what is missing, builds, starts the database, brings the schema up to date, makes the demo company
 * the first time, runs today's `day run` and serves. Plain Node, so that it runs on a fresh clone.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, requireNode, root } from './scripts/install.mjs';

requireNode();
ensureInstalled();
const { buildProgram, buildWorkbenchBeside } = await import('./scripts/build.mjs');
process.env.DUNWELL_ROOT = root;
// Nobody looks at the pages before the demo is made, which takes longer and uses one processor.
const workbench = buildWorkbenchBeside();
const { main } = await import(pathToFileURL(join(await buildProgram(), 'main.mjs')).href);
process.exitCode = await main(['start', ...process.argv.slice(2)], workbench);
