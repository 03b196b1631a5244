/** Words off a scanned page, read by a worker of its own that lives as long as there are pages to read. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { done, type Outcome, refuse } from '#kernel';
import { readConfig } from '../config.ts';

/** A page as pixels: a byte each, row by row, 0 is black. */
export interface PageToRead {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** A word with its place in pixels from the upper left corner, and how sure the reading is, 0 to 1. */
export interface RecognisedWord {
  readonly text: string;
  readonly confidence: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A page of a letter takes two to four seconds of a processor; what takes this long is no page. */
const mostMilliseconds = 180_000;
/** Ten million pixels: a page of A4 at 300 dots per inch has nine. Beside them the engine needs about 200 MB. */
const mostPixels = 10_000_000;

let worker: Worker | undefined;
let waiting = 0;
let pages = 0;
/** One page after the other: a second engine would take the processor from those who work. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Reads the words of a page, wherever on it they stand; a page laid up to five degrees askew is turned first, so places are
 * those on the upright page. Refuses a page with too many pixels (`scan.too-large`), and one that could not be read in three minutes
 * or at all (`scan.unreadable`).
 */
export function recogniseWords(page: PageToRead): Promise<Outcome<readonly RecognisedWord[]>> {
  if (page.width * page.height > mostPixels)
    return Promise.resolve(
      refuse('scan.too-large', `The page has more than ${mostPixels} pixels. Nothing was read.`, {
        pixels: page.width * page.height,
      }),
    );
  waiting += 1;
  const read = last.then(() => {
    worker ??= start();
    return readBy(worker, page);
  });
  last = read;
  return read.finally(() => {
    waiting -= 1;
    // The engine's memory never shrinks: it goes with its worker.
    if (waiting === 0) end();
  });
}

function start(): Worker {
  const started = new Worker(join(readConfig().root, 'src/platform/ocr/worker.mjs'), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    stdout: true,
    stderr: true,
  });
  // What the engine says of its estimates is of no use to anybody.
  started.stdout.resume();
  started.stderr.resume();
  return started;
}

function end(): void {
  void worker?.terminate();
  worker = undefined;
}

function readBy(own: Worker, page: PageToRead): Promise<Outcome<readonly RecognisedWord[]>> {
  pages += 1;
  const id = pages;
  return new Promise((resolve) => {
    const settle = (outcome: Outcome<readonly RecognisedWord[]>): void => {
      clearTimeout(timer);
      own.off('message', hear);
      own.off('error', fail);
      own.off('exit', leave);
      resolve(outcome);
    };
    /** The next page gets another worker: this one does not hear while it reads, or is no more. */
    const giveUp = (why: string): void => {
      end();
      settle(refuse('scan.unreadable', `The page could not be read: ${why}. Nothing was read.`));
    };
    const hear = (answer: { id: number; words?: RecognisedWord[]; fault?: string }): void => {
      if (answer.id !== id) return;
      if (answer.words) settle(done(answer.words.filter((word) => word.text.trim() !== '')));
      else giveUp(answer.fault ?? 'the reader gave no answer');
    };
    const fail = (fault: Error): void => giveUp(fault.message);
    const leave = (): void => giveUp('the reader ended');
    const timer = setTimeout(() => giveUp(`it takes longer than ${mostMilliseconds / 1000} seconds`), mostMilliseconds);
    own.on('message', hear);
    own.on('error', fail);
    own.on('exit', leave);
    own.postMessage({ id, page });
  });
}
