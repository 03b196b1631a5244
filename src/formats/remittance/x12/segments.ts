/**
 * ANSI X12 text as segments. The delimiters are read from the interchange header (element, component, segment); segments
 * without one, as they stand in ACH addenda, use the asterisk and a backslash or tilde. Norm: ASC X12.5, X12.6.
 */
import { raise } from '#kernel';

export interface Segment {
  readonly id: string;
  /** Elements from 1: `element(segment, 2)` is the norm's 02. */
  readonly elements: readonly string[];
  /** The segment's place in the file, from 1. */
  readonly place: number;
}

const maximumSegments = 2_000_000;
const maximumSegment = 100_000;

/** True for text that begins with an interchange header. */
export const looksLikeX12 = (text: string): boolean => /^\s*ISA[^A-Za-z0-9\s].{2}[^A-Za-z0-9]/.test(text.slice(0, 200));

/** Cuts text into segments. Refuses a header that is cut (`x12.header-malformed`) and oversize (`x12.too-long`). */
export function cutSegments(raw: string): Segment[] {
  const text = raw.trimStart();
  const { element, terminator } = text.startsWith('ISA') ? headerDelimiters(text) : bareDelimiters(text);
  const segments: Segment[] = [];
  let from = 0;
  while (from < text.length) {
    const found = text.indexOf(terminator, from);
    const end = found < 0 ? text.length : found;
    const body = text
      .slice(from, end)
      .replace(/^[\r\n\t ]+/, '')
      .trimEnd();
    from = end + terminator.length;
    if (body === '') continue;
    if (body.length > maximumSegment || segments.length >= maximumSegments)
      raise(
        'x12.too-long',
        `Segment ${segments.length + 1} is too long, or there are too many. Nothing was read.`,
        {},
        { file: '', path: `segment[${segments.length + 1}]` },
      );
    const [id = '', ...elements] = body.split(element).map((one) => one.trim());
    segments.push({ id: id.toUpperCase(), elements, place: segments.length + 1 });
  }
  return segments;
}

export const element = (segment: Segment | undefined, place: number): string => segment?.elements[place - 1] ?? '';

/** ISA has sixteen elements; the last is one character long, and the one behind it ends segments. */
function headerDelimiters(text: string): { element: string; terminator: string } {
  const separator = text[3] ?? '';
  let at = 3;
  for (let count = 1; count < 16 && at >= 0; count += 1) at = text.indexOf(separator, at + 1);
  const terminator = text[at + 2];
  if (at < 0 || at > 200 || terminator === undefined || /[A-Za-z0-9]/.test(terminator + separator))
    return raise(
      'x12.header-malformed',
      'The interchange header (ISA) is cut or has no delimiters. Nothing was read.',
      {},
      { file: '', path: 'ISA[1]' },
    );
  return { element: separator, terminator: terminator === '\r' ? '\n' : terminator };
}

const bareDelimiters = (text: string): { element: string; terminator: string } => ({
  element: '*',
  terminator: text.includes('~') ? '~' : text.includes('\\') ? '\\' : '\n',
});

/** Refuses a segment with its place. */
export const refuseSegment = (segment: Segment, code: string, why: string): never =>
  raise(
    code,
    `Segment ${segment.place} (${segment.id}): ${why}. Nothing was read.`,
    {},
    { file: '', path: `${segment.id}[${segment.place}]` },
  );
