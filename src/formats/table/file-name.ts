/** Which files a mapping is for, by their names: `*` stands for any letters, `?` for one. Pure. */

/**
 * Whether a file's name fits a pattern, letters large or small; without a pattern every file does. Of the stars only the last is
 * tried again, so that no pattern takes longer than its length times that of the name.
 */
export function fitsName(pattern: string | undefined, fileName: string | undefined): boolean {
  if (pattern === undefined) return true;
  if (fileName === undefined) return false;
  const [wanted, name] = [[...pattern.trim().toLowerCase()], [...fileName.toLowerCase()]];
  let [at, place, star, tried] = [0, 0, -1, 0];
  while (place < name.length) {
    if (wanted[at] === '*') {
      star = at;
      at += 1;
      tried = place;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === name[place])) {
      at += 1;
      place += 1;
    } else if (star >= 0) {
      at = star + 1;
      tried += 1;
      place = tried;
    } else return false;
  }
  return wanted.slice(at).every((letter) => letter === '*');
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
