/**
 * Pages as scanners give them: typeset by Typst, drawn as pixels, laid on the glass a little askew, with the noise of a machine
 * that is not new. The same source and seed give the same pixels.
 */
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { zlibSync } from 'fflate';
import { readConfig } from '#platform';
import { chance } from './fuzz/mutate.ts';

export interface Scan {
  readonly width: number;
  readonly height: number;
  readonly dotsPerInch: number;
  /** A byte a pixel, row by row: 0 is black. */
  readonly grey: Uint8Array;
}

export interface Scanner {
  readonly dotsPerInch: number;
  /** Degrees by which the page lies askew, clockwise. */
  readonly tilt?: number;
  /** Share of the pixels that the machine gets wrong. */
  readonly specks?: number;
  readonly seed?: number;
}

const pathOf = (name: string): string => join(readConfig().root, 'node_modules/@expo-google-fonts/inter', name);
let compiler: NodeCompiler | undefined;

/** A page of Typst source as the scanner sees it. */
export function scan(source: string, scanner: Scanner): Scan {
  const fontPaths = ['400Regular', '500Medium', '600SemiBold'].map(pathOf);
  compiler ??= NodeCompiler.create({ workspace: dirname(pathOf('package.json')), fontArgs: [{ fontPaths }] });
  const compiled = compiler.compile({
    mainFileContent: `#set page(width: 210mm, height: 297mm, margin: 20mm)\n#set text(font: "Inter", size: 10pt)\n${source}`,
  });
  if (!compiled.result) throw new Error(`Typst: ${JSON.stringify(compiled.takeError()?.shortDiagnostics)}`);
  return draw(compiler.plainSvg(compiled.result), scanner);
}

/** An affine transform: x' = a x + c y + e, y' = b x + d y + f. */
type Matrix = readonly [number, number, number, number, number, number];
const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
];

/** Draws what Typst writes of SVG: paths in groups that are moved and scaled, and letters that use a path. */
function draw(svg: string, { dotsPerInch, tilt = 0, specks = 0, seed = 1 }: Scanner): Scan {
  const [, widthPoints, heightPoints] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number);
  const scale = dotsPerInch / 72;
  const width = Math.round(widthPoints! * scale);
  const height = Math.round(heightPoints! * scale);
  const ink = new Float32Array(width * height);
  const letters = new Map(
    [...svg.matchAll(/<symbol id="([^"]+)"[^>]*>\s*<path d="([^"]*)"/g)].map(([, id, path]) => [id!, path!]),
  );
  const turn = (tilt * Math.PI) / 180;
  const about: Matrix = [1, 0, 0, 1, width / 2, height / 2];
  const askew: Matrix = [Math.cos(turn), Math.sin(turn), -Math.sin(turn), Math.cos(turn), 0, 0];
  const back: Matrix = [1, 0, 0, 1, -width / 2, -height / 2];
  const stack: Matrix[] = [times(times(times(about, askew), back), [scale, 0, 0, scale, 0, 0])];
  const body = svg.replace(/<defs\b[\s\S]*?<\/defs>/g, '');
  for (const [, closing, name, attributes, empty] of body.matchAll(/<(\/?)(g|use|path|rect)\b([^>]*?)(\/?)>/g)) {
    if (closing) {
      if (name === 'g') stack.pop();
      continue;
    }
    const value = (key: string): string | undefined => new RegExp(`\\b${key}="([^"]*)"`).exec(attributes!)?.[1];
    const matrix = times(stack.at(-1)!, matrixOf(value('transform') ?? ''));
    if (name === 'g' && !empty) stack.push(matrix);
    if (name === 'use') {
      const place: Matrix = [1, 0, 0, 1, Number(value('x') ?? 0), Number(value('y') ?? 0)];
      fill(ink, width, height, outline(letters.get(value('href')!.slice(1))!, times(matrix, place)), 1);
    }
    if (name === 'path') {
      const points = outline(value('d')!, matrix);
      const colour = value('fill');
      if (colour && colour !== 'none') fill(ink, width, height, points, colour === '#ffffff' ? 0 : 1);
      const stroke = Number(value('stroke-width') ?? 0) * scale;
      if (stroke > 0 && value('stroke') !== 'none')
        for (const line of points) fill(ink, width, height, strokeOf(line, Math.max(1, stroke)), 1);
    }
  }
  const random = chance(seed);
  const grey = Uint8Array.from(ink, (dark) => {
    const speck = random(1_000_000) < specks * 1_000_000;
    const light = 250 - 235 * Math.min(1, dark) - random(12);
    return Math.max(0, Math.min(255, speck ? 255 - light : light));
  });
  return { width, height, dotsPerInch, grey };
}

function matrixOf(text: string): Matrix {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  for (const [, name, list] of text.matchAll(/(translate|scale|matrix)\(([^)]*)\)/g)) {
    const n = list!.split(/[\s,]+/).map(Number);
    if (name === 'translate') matrix = times(matrix, [1, 0, 0, 1, n[0]!, n[1] ?? 0]);
    if (name === 'scale') matrix = times(matrix, [n[0]!, 0, 0, n[1] ?? n[0]!, 0, 0]);
    if (name === 'matrix') matrix = times(matrix, n as unknown as Matrix);
  }
  return matrix;
}

type Point = readonly [number, number];

/** A path's lines, its curves cut into eight. */
function outline(path: string, m: Matrix): Point[][] {
  const lines: Point[][] = [];
  let line: Point[] = [];
  let at: Point = [0, 0];
  const put = (point: Point): void => {
    line.push([m[0] * point[0] + m[2] * point[1] + m[4], m[1] * point[0] + m[3] * point[1] + m[5]]);
  };
  for (const [, command, list] of path.matchAll(/([MLHVQCZ])([^MLHVQCZ]*)/g)) {
    const n = list!
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (command === 'M') {
      line = [];
      lines.push(line);
    }
    if (command === 'Z') continue;
    const from = at;
    const end: Point = command === 'H' ? [n[0]!, from[1]] : command === 'V' ? [from[0], n[0]!] : [n.at(-2)!, n.at(-1)!];
    const steps = command === 'Q' || command === 'C' ? 8 : 1;
    for (let step = 1; step < steps; step += 1) {
      const t = step / steps;
      const u = 1 - t;
      put(
        command === 'Q'
          ? [u * u * from[0] + 2 * u * t * n[0]! + t * t * end[0], u * u * from[1] + 2 * u * t * n[1]! + t * t * end[1]]
          : [
              u ** 3 * from[0] + 3 * u * u * t * n[0]! + 3 * u * t * t * n[2]! + t ** 3 * end[0],
              u ** 3 * from[1] + 3 * u * u * t * n[1]! + 3 * u * t * t * n[3]! + t ** 3 * end[1],
            ],
      );
    }
    put(end);
    at = end;
  }
  return lines;
}

/** A stroke's outline: a narrow box around each piece. */
const strokeOf = (line: readonly Point[], width: number): Point[][] =>
  line.slice(1).map((to, index) => {
    const from = line[index]!;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
    const x = ((to[1] - from[1]) / length) * (width / 2);
    const y = ((to[0] - from[0]) / length) * (width / 2);
    return [
      [from[0] + x, from[1] - y],
      [to[0] + x, to[1] - y],
      [to[0] - x, to[1] + y],
      [from[0] - x, from[1] + y],
    ];
  });

const rowsPerPixel = 4;

/** Fills by the winding number, four rows to a pixel, each with what it covers of its first and last pixel. */
function fill(
  ink: Float32Array,
  width: number,
  height: number,
  lines: readonly (readonly Point[])[],
  dark: number,
): void {
  if (dark === 0) return;
  const ys = lines.flatMap((line) => line.map((point) => point[1]));
  const first = Math.max(0, Math.floor(Math.min(...ys) * rowsPerPixel));
  const last = Math.min(height * rowsPerPixel - 1, Math.ceil(Math.max(...ys) * rowsPerPixel));
  for (let row = first; row <= last; row += 1) {
    const y = (row + 0.5) / rowsPerPixel;
    const crossings: { x: number; way: number }[] = [];
    for (const line of lines)
      line.forEach((from, index) => {
        const to = line[(index + 1) % line.length]!;
        if (from[1] <= y === to[1] <= y) return;
        crossings.push({
          x: from[0] + ((y - from[1]) / (to[1] - from[1])) * (to[0] - from[0]),
          way: to[1] > from[1] ? 1 : -1,
        });
      });
    crossings.sort((a, b) => a.x - b.x);
    let winding = 0;
    crossings.forEach(({ x, way }, index) => {
      winding += way;
      const next = crossings[index + 1]?.x;
      if (winding === 0 || next === undefined) return;
      for (let column = Math.max(0, Math.floor(x)); column < Math.min(width, Math.ceil(next)); column += 1)
        ink[Math.floor(y) * width + column]! += (Math.min(next, column + 1) - Math.max(x, column)) / rowsPerPixel;
    });
  }
}

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** A PDF of objects given as text, or as text and what its stream holds. */
function pdfOf(objects: readonly (string | readonly [string, Uint8Array])[]): Uint8Array {
  const pieces: Uint8Array[] = [bytes('%PDF-1.5\n')];
  const places: number[] = [];
  let length = pieces[0]!.length;
  const add = (piece: Uint8Array): void => {
    pieces.push(piece);
    length += piece.length;
  };
  objects.forEach((object, index) => {
    places.push(length);
    const [head, stream] = typeof object === 'string' ? [object, undefined] : object;
    add(bytes(`${index + 1} 0 obj\n${head}\n`));
    if (stream) {
      add(bytes('stream\n'));
      add(stream);
      add(bytes('\nendstream\n'));
    }
    add(bytes('endobj\n'));
  });
  const start = length;
  add(
    bytes(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`,
    ),
  );
  return new Uint8Array(Buffer.concat(pieces));
}

/** The pages of a scanner as a PDF: one picture each, grey or, with `blackAndWhite`, one bit a pixel. */
export function scannedPdf(
  scans: readonly Scan[],
  /** `stamp`: what the scanner writes as text at the foot of each page. */
  { blackAndWhite = false, rotate = 0, stamp = '' } = {},
): Uint8Array {
  const page = (index: number): number => 3 + index * 3;
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${scans.length}/Kids[${scans.map((_, index) => `${page(index)} 0 R`).join(' ')}]>>`,
    ...scans.flatMap(({ width, height, dotsPerInch, grey }, index) => {
      const points = (pixels: number): string => ((pixels * 72) / dotsPerInch).toFixed(2);
      const content = bytes(
        `q ${points(width)} 0 0 ${points(height)} 0 0 cm /S Do Q${stamp === '' ? '' : ` BT /F 8 Tf 20 10 Td (${stamp}) Tj ET`}`,
      );
      const pixels = zlibSync(blackAndWhite ? bitsOf(width, height, grey) : grey);
      return [
        `<</Type/Page/Parent 2 0 R/Rotate ${rotate}/MediaBox[0 0 ${points(width)} ${points(height)}]/Contents ${page(index) + 1} 0 R/Resources<</XObject<</S ${page(index) + 2} 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>`,
        [`<</Length ${content.length}>>`, content] as const,
        [
          `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceGray/BitsPerComponent ${blackAndWhite ? 1 : 8}/Filter/FlateDecode/Length ${pixels.length}>>`,
          pixels,
        ] as const,
      ];
    }),
  ]);
}

/** One bit a pixel, each row a whole number of bytes; white is one. */
function bitsOf(width: number, height: number, grey: Uint8Array): Uint8Array {
  const stride = Math.ceil(width / 8);
  const bits = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if (grey[y * width + x]! > 140) bits[y * stride + (x >> 3)]! |= 0x80 >> (x & 7);
  return bits;
}

/** The same as a PNG, as a scanner's program or a screen saves it. */
export function pngOf({ width, height, grey }: Scan): Uint8Array {
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y += 1) rows.set(grey.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const chunk = (name: string, data: Uint8Array): Buffer => {
    const made = Buffer.alloc(data.length + 12);
    made.writeUInt32BE(data.length);
    made.write(name, 4, 'latin1');
    made.set(data, 8);
    made.writeUInt32BE(crc32(made.subarray(4, data.length + 8)), data.length + 8);
    return made;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  // Eight bits of grey.
  header[8] = 8;
  return new Uint8Array(
    Buffer.concat([
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
      chunk('IHDR', header),
      chunk('IDAT', zlibSync(rows)),
      chunk('IEND', new Uint8Array()),
    ]),
  );
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
