/**
 * What a batch of inputs reached: V8's own precise block coverage, asked through the inspector of this very process, of the
 * scripts under the given folders only. Taking it costs milliseconds, so it is taken per batch; a batch with new blocks is halved and
 * run again until the inputs that reached them are found.
 */
import { Session } from 'node:inspector';

interface FunctionCoverage {
  readonly ranges: readonly { startOffset: number; endOffset: number; count: number }[];
}
interface ScriptCoverage {
  readonly url: string;
  readonly functions: readonly FunctionCoverage[];
}

export class Coverage {
  private readonly session = new Session();
  private readonly known = new Set<string>();

  constructor(private readonly folders: readonly string[]) {
    this.session.connect();
    this.session.post('Profiler.enable');
    this.session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  get blocks(): number {
    return this.known.size;
  }

  /** The blocks reached since the last call; the counters begin anew. */
  take(): Set<string> {
    let scripts: readonly ScriptCoverage[] = [];
    // A session with its own thread answers at once.
    this.session.post('Profiler.takePreciseCoverage', (fault, answer) => {
      if (fault) throw fault;
      scripts = answer.result;
    });
    const reached = new Set<string>();
    for (const script of scripts) {
      if (!this.folders.some((folder) => script.url.includes(folder))) continue;
      for (const { ranges } of script.functions)
        for (const range of ranges)
          if (range.count > 0) reached.add(`${script.url}:${range.startOffset}:${range.endOffset}`);
    }
    return reached;
  }

  /** Those of the blocks that were never reached before; they are known from now on. */
  learn(reached: ReadonlySet<string>): Set<string> {
    const fresh = new Set([...reached].filter((block) => !this.known.has(block)));
    for (const block of fresh) this.known.add(block);
    return fresh;
  }

  close(): void {
    this.session.post('Profiler.stopPreciseCoverage');
    this.session.disconnect();
  }
}
