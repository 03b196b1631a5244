/** What is measured or run: the commit, for pages that tell results. */
import { spawnSync } from 'node:child_process';

/** The commit, and whether anything but pages of results differs from it. */
export function commitNow(root: string): string {
  const git = (...args: string[]): string => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout.trim();
  const changed = git('status', '--porcelain', '--untracked-files=no', '--', '.', ':!docs/reference') !== '';
  return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
}
