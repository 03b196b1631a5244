/** TIFF pages, as scanners and fax servers write them: strips of one bit to eight a sample, in any packing that a PDF knows. */
import { raise } from '#kernel';
import { maximumPixels } from './model.ts';
import { begins, checkSize, type PicturePage, type PictureStrip, refusePicture, turnOf } from './picture-page.ts';

export const isTiff = (bytes: Uint8Array): boolean =>
  begins(bytes, 0x49, 0x49, 0x2a, 0x00) || begins(bytes, 0x4d, 0x4d, 0x00, 0x2a);

const maximumPages = 200;
const maximumStrips = 20_000;
const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1 };

/** Tags of TIFF 6.0 by their numbers, as far as they are read. */
const tags = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  offsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  lengths: 279,
  across: 282,
  down: 283,
  planar: 284,
  faxOptions: 292,
  unit: 296,
  predictor: 317,
  colours: 320,
  tiles: 322,
  jpegTables: 347,
} as const;

/** The pages of a TIFF. Refuses `picture.malformed`, `picture.unsupported` and `picture.too-large`. */
export function readTiff(bytes: Uint8Array): PicturePage[] {
  const little = bytes[0] === 0x49;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const within = (at: number, length: number): number =>
    at >= 0 && at + length <= bytes.length ? at : refusePicture('it is cut');
  const pages: PicturePage[] = [];
  const seen = new Set<number>();
  for (let at = view.getUint32(within(4, 4), little); at !== 0 && pages.length < maximumPages; ) {
    if (seen.has(at)) return refusePicture('its pages follow each other in a ring');
    seen.add(at);
    const count = view.getUint16(within(at, 2), little);
    within(at + 2, count * 12 + 4);
    const fields = new Map<number, number[]>();
    for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
      const [tag, type, values] = [
        view.getUint16(entry, little),
        view.getUint16(entry + 2, little),
        view.getUint32(entry + 4, little),
      ];
      const size = sizes[type];
      if (size === undefined || values > maximumStrips) continue;
      const place = within(size * values <= 4 ? entry + 8 : view.getUint32(entry + 8, little), size * values);
      fields.set(
        tag,
        Array.from({ length: values }, (_, index) => {
          const value = place + index * size;
          if (type === 3) return view.getUint16(value, little);
          if (type === 4) return view.getUint32(value, little);
          if (type === 5) return view.getUint32(value, little) / Math.max(1, view.getUint32(value + 4, little));
          return bytes[value]!;
        }),
      );
    }
    pages.push(pageOf(bytes, fields));
    at = view.getUint32(at + 2 + count * 12, little);
  }
  return pages.length > 0 ? pages : refusePicture('it has no page');
}

function pageOf(bytes: Uint8Array, fields: ReadonlyMap<number, readonly number[]>): PicturePage {
  const value = (tag: keyof typeof tags, absent: number): number => fields.get(tags[tag])?.[0] ?? absent;
  const [width, height] = [value('width', 0), value('height', 0)];
  checkSize(width, height, maximumPixels);
  const [bits, samples] = [value('bits', 1), value('samples', 1)];
  const unsupported = (what: string): never =>
    raise('picture.unsupported', `The picture is a TIFF ${what}; save it as PDF, PNG or JPEG. Nothing was read.`);
  if (fields.has(tags.tiles)) unsupported('in tiles');
  if (![1, 2, 4, 8].includes(bits) || ![1, 3].includes(samples)) unsupported(`of ${samples} samples with ${bits} bits`);
  if (samples > 1 && value('planar', 1) !== 1) unsupported('with its colours apart');
  const rowsPerStrip = Math.max(1, Math.min(height, value('rowsPerStrip', height)));
  const offsets = fields.get(tags.offsets) ?? [];
  const lengths = fields.get(tags.lengths) ?? [];
  const wanted = Math.ceil(height / rowsPerStrip);
  if (offsets.length < wanted || lengths.length < wanted) refusePicture('strips of it are missing');
  const compression = value('compression', 1);
  const photometric = value('photometric', 1);
  const colours = fields.get(tags.colours);
  const space =
    photometric === 3 && colours
      ? indexed(colours)
      : samples === 3
        ? '/ColorSpace/DeviceRGB'
        : '/ColorSpace/DeviceGray';
  const strips: PictureStrip[] = Array.from({ length: wanted }, (_, index) => {
    const rows = Math.min(rowsPerStrip, height - index * rowsPerStrip);
    const data = bytes.subarray(offsets[index]!, offsets[index]! + lengths[index]!);
    if (data.length < lengths[index]!) refusePicture('it is cut');
    return {
      rows,
      entries: `${space}/BitsPerComponent ${bits}${filterOf({ compression, photometric, width, rows, bits, samples }, value, unsupported)}`,
      data:
        compression === 7
          ? withTables(data, fields.get(tags.jpegTables))
          : value('fillOrder', 1) === 2
            ? data.map(reversed)
            : data,
    };
  });
  const perInch = value('unit', 2) === 3 ? 2.54 : 1;
  const [across, down] = [value('across', 0) * perInch, value('down', 0) * perInch];
  return {
    width,
    height,
    dotsPerInch: value('unit', 2) !== 1 && across > 0 && down > 0 ? { across, down } : null,
    turn: turnOf(value('orientation', 1)),
    strips,
  };
}

/** The filter of a packing, and which value is white where the packing says it the other way round. */
function filterOf(
  of: { compression: number; photometric: number; width: number; rows: number; bits: number; samples: number },
  value: (tag: 'faxOptions' | 'predictor', absent: number) => number,
  unsupported: (what: string) => never,
): string {
  const { compression, photometric, width, rows, bits, samples } = of;
  const decode = photometric === 0 ? '/Decode[1 0]' : '';
  const predictor =
    value('predictor', 1) === 2 ? `/Predictor 2/Colors ${samples}/BitsPerComponent ${bits}/Columns ${width}` : '';
  switch (compression) {
    case 1:
      return decode;
    case 2:
    case 3:
    case 4: {
      // Zero is white in most faxes, which is how a PDF takes them with BlackIs1 false.
      const k = compression === 4 ? -1 : compression === 3 && (value('faxOptions', 0) & 1) === 1 ? 1 : 0;
      return `/Filter/CCITTFaxDecode/DecodeParms<</K ${k}/Columns ${width}/Rows ${rows}/EndOfBlock false/EncodedByteAlign ${compression === 2}/BlackIs1 ${photometric === 1}>>`;
    }
    case 5:
      return `${decode}/Filter/LZWDecode/DecodeParms<</EarlyChange 1${predictor}>>`;
    case 7:
      return '/Filter/DCTDecode';
    case 8:
    case 32946:
      return `${decode}/Filter/FlateDecode/DecodeParms<<${predictor}>>`;
    case 32773:
      return `${decode}/Filter/RunLengthDecode`;
    default:
      return unsupported(`with compression ${compression}`);
  }
}

/** Colours as a TIFF has them: all reds, all greens, all blues, of sixteen bits. */
function indexed(colours: readonly number[]): string {
  const count = Math.floor(colours.length / 3);
  const bytes = Array.from({ length: count * 3 }, (_, at) => colours[(at % 3) * count + Math.floor(at / 3)]! >> 8);
  return `/ColorSpace[/Indexed/DeviceRGB ${count - 1}<${Buffer.from(bytes).toString('hex')}>]`;
}

/** A strip's JPEG with the tables that all strips share (TIFF Technical Note 2): each begins and ends as a JPEG of its own. */
const withTables = (data: Uint8Array, tables: readonly number[] | undefined): Uint8Array =>
  tables ? Uint8Array.from([...tables.slice(0, -2), ...data.subarray(2)]) : data;

const reversed = (byte: number): number => {
  let made = 0;
  for (let bit = 0; bit < 8; bit += 1) if (byte & (1 << bit)) made |= 0x80 >> bit;
  return made;
};
