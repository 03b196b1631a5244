/**
 * The worker that makes PDFs with Typst, off the event loop. Plain JavaScript, so that it starts the same from the sources
 * and from the built program. It reads only the template's folder and the bundled fonts, and reaches no network.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');
const fonts = dirname(require.resolve('@expo-google-fonts/inter/package.json'));
const fontPaths = ['400Regular', '500Medium', '600SemiBold'].map((weight) => join(fonts, weight));
const compilers = new Map();

function compilerOf(template) {
  const workspace = dirname(template);
  if (!compilers.has(workspace))
    compilers.set(workspace, NodeCompiler.create({ workspace, fontArgs: [{ fontPaths }] }));
  return compilers.get(workspace);
}

function makePdf(template, data) {
  const compiler = compilerOf(template);
  const compiled = compiler.compile({ mainFilePath: template, inputs: { data } });
  if (!compiled.result)
    throw new Error(`Typst: ${JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no document')}`);
  try {
    return compiler.pdf(compiled.result, { pdfStandard: 'a-2b' });
  } catch {
    // PDF/A wants a glyph for every letter; a name in a script that no bundled font has is still printed.
    return compiler.pdf(compiled.result);
  } finally {
    // Keeps what the last few documents shared (fonts, template), not all that was ever set.
    compiler.evictCache(10);
  }
}

parentPort.on('message', ({ id, template, data }) => {
  try {
    const pdf = makePdf(template, data);
    parentPort.postMessage({ id, pdf: new Uint8Array(pdf) });
  } catch (fault) {
    parentPort.postMessage({ id, fault: String(fault?.message ?? fault) });
  }
});
