/** What a corpus suite is: a name, how many facts held, and each that did not. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface SuiteResult {
  readonly name: string;
  readonly passed: number;
  readonly failures: readonly string[];
  /** Facts that the file itself disproves, or rules where ours differs, each with the reason. */
  readonly listed: readonly string[];
}

export type Suite = (corpus: string) => Promise<SuiteResult>;

/** The corpus folder: DUNWELL_CORPUS, else ../shared/corpus beside the checkout; undefined where there is none. */
export function corpusFolder(): string | undefined {
  const folder =
    process.env['DUNWELL_CORPUS'] ?? join(process.env['DUNWELL_ROOT'] ?? process.cwd(), '../shared/corpus');
  return existsSync(join(folder, 'facts.json')) ? folder : undefined;
}
