/** PNG with transparency: its filters are undone and it is laid on white; rows that are not there are not made up. */
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { RefusalError } from '#kernel';
import { readPng } from './png.ts';

const chunk = (name: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
};

/** A PNG of samples, each row under the next of the five filters (ISO/IEC 15948, 9.2). */
function pngOf(
  { width, height, type, bits }: { width: number; height: number; type: 4 | 6; bits: 8 | 16 },
  samples: Uint8Array,
  rows = height,
): Uint8Array {
  const pixel = (type === 4 ? 2 : 4) * (bits / 8);
  const stride = width * pixel;
  const at = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : samples[y * stride + x]!);
  const packed = Buffer.alloc((stride + 1) * rows);
  for (let y = 0; y < rows; y += 1) {
    packed[y * (stride + 1)] = y % 5;
    for (let x = 0; x < stride; x += 1) {
      const [left, up, corner] = [at(x - pixel, y), at(x, y - 1), at(x - pixel, y - 1)];
      const guess = left + up - corner;
      const nearest = [left, up, corner].reduce((best, one) =>
        Math.abs(guess - one) < Math.abs(guess - best) ? one : best,
      );
      const told = [0, left, up, (left + up) >> 1, nearest][y % 5]!;
      packed[y * (stride + 1) + 1 + x] = (at(x, y) - told) & 255;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, type, 0, 0, 0], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(packed)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

const random = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, at) => (Math.imul(at + 1, 2_654_435_761) >>> 13) & 255);

describe('PNG with transparency', () => {
  it.each([
    ['colours, 8 bits', 6, 8],
    ['colours, 16 bits', 6, 16],
    ['grey, 8 bits', 4, 8],
    ['grey, 16 bits', 4, 16],
  ] as const)('%s is laid on white under each filter', (_, type, bits) => {
    const [width, height] = [7, 11];
    const [channels, wide] = [type === 4 ? 2 : 4, bits / 8];
    const samples = random(width * height * channels * wide);
    const sample = (place: number, channel: number): number => samples[(place * channels + channel) * wide]!;
    const white = Array.from({ length: width * height }, (_, place) => {
      const light =
        type === 4
          ? sample(place, 0)
          : Math.floor((sample(place, 0) * 77 + sample(place, 1) * 150 + sample(place, 2) * 29) / 256);
      return 255 - Math.round(((255 - light) * sample(place, channels - 1)) / 255);
    });
    const { strips } = readPng(pngOf({ width, height, type, bits }, samples));
    expect([...strips[0]!.data]).toEqual(white);
  });

  it('is refused where rows are missing, however many it announces', () => {
    const few = pngOf({ width: 32, height: 262_144, type: 4, bits: 8 }, random(32 * 2 * 20), 20);
    expect(() => readPng(few)).toThrow(RefusalError);
    expect(() => readPng(few)).toThrow('it is cut');
  });
});
