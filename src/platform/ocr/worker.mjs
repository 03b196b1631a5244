/**
 * The worker that reads words off pages with Tesseract, off the event loop. Plain JavaScript, so that it starts the same from
 * the sources and from the built program. Program and language data are files of packages; it reaches no network.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { createOCREngine, supportsFastBuild } from 'tesseract-wasm';
import { cleanPage } from './clean-page.mjs';

const require = createRequire(import.meta.url);
const program = dirname(require.resolve('tesseract-wasm'));
const data = dirname(require.resolve('@tesseract.js-data/deu/package.json'));

async function startEngine() {
  const build = supportsFastBuild() ? 'tesseract-core.wasm' : 'tesseract-core-fallback.wasm';
  const engine = await createOCREngine({ wasmBinary: readFileSync(join(program, build)) });
  engine.loadModel(gunzipSync(readFileSync(join(data, '4.0.0_best_int/deu.traineddata.gz'))));
  return engine;
}
const started = startEngine();

/** Words with where they stand on the page as it was cleaned, from its upper left corner. */
async function readWords(page) {
  const engine = await started;
  const { width, height, grey } = cleanPage(page);
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < grey.length; at += 1) pixels.fill(grey[at], at * 4, at * 4 + 3);
  engine.loadImage({ data: pixels, width, height });
  const words = engine.getTextBoxes('word').map(({ text, confidence, rect }) => ({ text, confidence, ...rect }));
  engine.clearImage();
  return words;
}

parentPort.on('message', async ({ id, page }) => {
  try {
    parentPort.postMessage({ id, words: await readWords(page) });
  } catch (fault) {
    parentPort.postMessage({ id, fault: String(fault?.message ?? fault) });
  }
});
