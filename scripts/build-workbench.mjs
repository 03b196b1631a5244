/** Builds the workbench in a process of its own and writes its folder to standard output; nothing where there is none. */
import { buildWorkbench } from './build.mjs';

process.stdout.write((await buildWorkbench()) ?? '');
