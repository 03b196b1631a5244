/** PDFs from Typst templates, made by workers of their own: setting a page takes tens of milliseconds of one core. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { readConfig } from '../config.ts';

interface Waiting {
  resolve(pdf: Uint8Array): void;
  reject(fault: Error): void;
}

interface Setter {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

const setters: Setter[] = [];
const mostSetters = Math.max(1, Math.min(4, availableParallelism() - 1));
let jobs = 0;

/**
 * Makes a PDF (PDF/A-2b where every letter has a glyph) of a template under the sources, such as
 * `src/modules/correspondence/letters/letter.typ`. `data` reaches the template as JSON text in `sys.inputs.data` and is never
 * Typst source. The same data gives the same bytes.
 */
export function makePdf(template: string, data: unknown): Promise<Uint8Array> {
  const { root } = readConfig();
  const setter = idlest() ?? start(root);
  jobs += 1;
  const id = jobs;
  return new Promise((resolve, reject) => {
    setter.worker.ref();
    setter.waiting.set(id, { resolve, reject });
    setter.worker.postMessage({ id, template: join(root, template), data: JSON.stringify(data) });
  });
}

/** A setter without work, or the least busy one when there are as many as there may be. */
function idlest(): Setter | undefined {
  const [first] = [...setters].sort((a, b) => a.waiting.size - b.waiting.size);
  return first && (first.waiting.size === 0 || setters.length >= mostSetters) ? first : undefined;
}

function start(root: string): Setter {
  const setter: Setter = {
    worker: new Worker(join(root, 'src/platform/typst/worker.mjs'), { execArgv: [] }),
    waiting: new Map(),
  };
  setters.push(setter);
  const settle = (id: number, settled: (waiting: Waiting) => void): void => {
    const waiting = setter.waiting.get(id);
    setter.waiting.delete(id);
    // An idle worker does not keep the program alive.
    if (setter.waiting.size === 0) setter.worker.unref();
    if (waiting) settled(waiting);
  };
  setter.worker.on('message', (answer: { id: number; pdf?: Uint8Array; fault?: string }) =>
    settle(answer.id, (waiting) =>
      answer.pdf === undefined
        ? waiting.reject(new Error(answer.fault ?? 'Typst gave no answer'))
        : waiting.resolve(answer.pdf),
    ),
  );
  setter.worker.on('error', (fault: Error) => {
    setters.splice(setters.indexOf(setter), 1);
    for (const id of [...setter.waiting.keys()]) settle(id, (waiting) => waiting.reject(fault));
  });
  return setter;
}
