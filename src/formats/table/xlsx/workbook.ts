/** What a workbook says about its sheets: names, places, dates, formats and shared texts. Norm: ECMA-376 part 1, 18.2, 18.4, 18.8. */
import { raise, withoutNul } from '#kernel';
import { attributeOf, type XmlEvents, XmlScanner } from '../../xml/events.ts';
import { decodeEscapes, showsDay } from './cell-value.ts';
import { listZip, unfold, type ZipBudget, type ZipEntry } from './zip.ts';

export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

export interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly from1904: boolean;
  readonly texts: readonly string[];
  /** Whether a cell style shows a day, by its number. */
  readonly dayStyles: readonly boolean[];
  /** Reads a part as XML events. */
  scan(part: string, events: XmlEvents): void;
}

const noEvents: XmlEvents = { open: () => {}, close: () => {}, text: () => {} };
const maximumSheets = 500;

/** Opens a workbook. Refuses a ZIP that is none (`xlsx.no-workbook`) and whatever the container refuses. */
export function openWorkbook(bytes: Uint8Array, budget: ZipBudget): Workbook {
  const entries = new Map<string, ZipEntry>(listZip(bytes).map((entry) => [entry.name.replace(/^\//, ''), entry]));
  const scan = (part: string, events: XmlEvents): void => {
    const entry = entries.get(part);
    if (!entry) raise('xlsx.no-workbook', `The workbook lacks its part "${part}". Nothing was read.`);
    const scanner = new XmlScanner(part, events);
    const decoder = new TextDecoder();
    unfold(bytes, entry, budget, (piece) => scanner.push(withoutNul(decoder.decode(piece, { stream: true }))));
    scanner.push(decoder.decode());
    scanner.end();
  };
  const root = [...relations('_rels/.rels', '', entries, scan)].find(([, one]) =>
    /\/officeDocument$/.test(one.type),
  )?.[1].part;
  const main = root ?? 'xl/workbook.xml';
  if (entries.has('xl/workbook.bin') || entries.has('content.xml'))
    raise(
      'xlsx.other-kind',
      'This is a binary (.xlsb) or OpenDocument (.ods) workbook; save it as .xlsx. Nothing was read.',
    );
  if (!entries.has(main))
    raise('xlsx.no-workbook', 'This ZIP file holds no workbook; unpack it and give the file inside. Nothing was read.');
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const places = relations(`${folder}_rels/${main.slice(folder.length)}.rels`, folder, entries, scan);
  const partOf = (type: RegExp): string | undefined => [...places.values()].find((one) => type.test(one.type))?.part;
  const styles = partOf(/\/styles$/);
  const texts = partOf(/\/sharedStrings$/);
  const sheets: SheetPart[] = [];
  let from1904 = false;
  scan(main, {
    ...noEvents,
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributeOf(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      const place = places.get(attributeOf(attributes, 'id') ?? '');
      // Charts stand among the sheets and hold no cells.
      if (!place || !/\/worksheet$/.test(place.type) || sheets.length >= maximumSheets) return;
      sheets.push({
        name: attributeOf(attributes, 'name') ?? '',
        hidden: /hidden/i.test(attributeOf(attributes, 'state') ?? ''),
        part: place.part,
      });
    },
  });
  if (sheets.length === 0) raise('xlsx.no-workbook', 'The workbook has no sheet. Nothing was read.');
  return {
    sheets,
    from1904,
    texts: texts && entries.has(texts) ? sharedTexts(texts, scan) : [],
    dayStyles: styles && entries.has(styles) ? dayStylesOf(styles, scan) : [],
    scan,
  };
}

type Scan = (part: string, events: XmlEvents) => void;

/** The parts that a part points to, by id; a part outside the workbook is never followed. */
function relations(
  part: string,
  folder: string,
  entries: ReadonlyMap<string, ZipEntry>,
  scan: Scan,
): Map<string, { type: string; part: string }> {
  const found = new Map<string, { type: string; part: string }>();
  if (!entries.has(part)) return found;
  scan(part, {
    ...noEvents,
    open(name, attributes) {
      if (name !== 'Relationship' || attributeOf(attributes, 'TargetMode') === 'External') return;
      const target = attributeOf(attributes, 'Target') ?? '';
      found.set(attributeOf(attributes, 'Id') ?? '', {
        type: attributeOf(attributes, 'Type') ?? '',
        part: target.startsWith('/') ? target.slice(1) : folder + target,
      });
    },
  });
  return found;
}

/** Shared texts in order; runs of a rich text are joined, readings for pronunciation left out. */
function sharedTexts(part: string, scan: Scan): string[] {
  const texts: string[] = [];
  let current = '';
  let inText = false;
  let inReading = false;
  scan(part, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 't') inText = true;
      else if (name === 'rPh') inReading = true;
    },
    close(name) {
      if (name === 'si') texts.push(decodeEscapes(current));
      else if (name === 't') inText = false;
      else if (name === 'rPh') inReading = false;
    },
    text(text) {
      if (inText && !inReading) current += text;
    },
  });
  return texts;
}

function dayStylesOf(part: string, scan: Scan): boolean[] {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let inCellFormats = false;
  scan(part, {
    ...noEvents,
    open(name, attributes) {
      if (name === 'numFmt')
        codes.set(Number(attributeOf(attributes, 'numFmtId')), attributeOf(attributes, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) formats.push(Number(attributeOf(attributes, 'numFmtId') ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return formats.map((id) => showsDay(id, codes.get(id)));
}
