/** The lines of a text that comes in pieces. Pure. */
import { raise } from '#kernel';

/** No bank writes a longer line; what has none is no file of lines, and would be in memory whole. */
const maximumLine = 4 * 1024 * 1024;

/** The lines, without their ends (CR LF, LF or CR). Refuses a line of over four million characters (`bank.line-too-long`). */
export function* linesOf(pieces: Iterable<string>): Generator<string> {
  let rest = '';
  let row = 0;
  for (const piece of pieces) {
    const text = rest === '' ? piece : rest + piece;
    // A CR at the end may be half of a CR LF.
    const end = text.endsWith('\r') ? text.length - 1 : text.length;
    let from = 0;
    let feed = text.indexOf('\n');
    let carriage = text.indexOf('\r');
    while (true) {
      if (feed >= 0 && feed < from) feed = text.indexOf('\n', from);
      if (carriage >= 0 && carriage < from) carriage = text.indexOf('\r', from);
      const at = feed < 0 ? carriage : carriage < 0 ? feed : Math.min(feed, carriage);
      if (at < 0 || at >= end) break;
      row += 1;
      yield text.slice(from, at);
      from = at + (at === carriage && feed === at + 1 ? 2 : 1);
    }
    rest = text.slice(from);
    if (rest.length > maximumLine)
      raise(
        'bank.line-too-long',
        `Line ${row + 1} is longer than ${maximumLine} characters. Nothing was read.`,
        {},
        { file: '', row: row + 1 },
      );
  }
  if (rest.endsWith('\r')) {
    yield rest.slice(0, -1);
    yield '';
  } else yield rest;
}
