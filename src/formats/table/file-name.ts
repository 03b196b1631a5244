/** Which files a mapping is for, by their names: `*` stands for any letters, `?` for one. Pure. */

/** Whether a file's name fits a pattern, letters large or small; without a pattern every file does. */
export function fitsName(pattern: string | undefined, fileName: string | undefined): boolean {
  if (pattern === undefined) return true;
  if (fileName === undefined) return false;
  const parts = [...pattern.trim()].map((letter) =>
    letter === '*' ? '.*' : letter === '?' ? '.' : letter.replace(/[\\^$.|+()[\]{}]/g, '\\$&'),
  );
  // A row of stars would be tried in every way.
  return new RegExp(`^${parts.join('').replaceAll(/(?:\.\*)+/g, '.*')}$`, 'iu').test(fileName);
}

/** Of mappings that fit a file those that say most about it: such a name before any, then the most columns. */
export function mostTelling<T>(
  fitting: readonly T[],
  of: (one: T) => { readonly files?: string | undefined; readonly columns: number },
): readonly T[] {
  const named = fitting.filter((one) => of(one).files !== undefined);
  const left = named.length > 0 ? named : fitting;
  const most = Math.max(0, ...left.map((one) => of(one).columns));
  return left.filter((one) => of(one).columns === most);
}
