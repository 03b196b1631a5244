/** Mutations of files: bytes, numbers, tokens, lines and blocks. The same generator gives the same inputs. */

/** A small generator of chance with a seed (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

const numbers = [
  '0',
  '1',
  '-1',
  '9',
  '00',
  '99',
  '999999999999999',
  '1'.repeat(19),
  '0.001',
  '1e9',
  '-',
  '1.005',
  '1,005',
  '20261332',
  '20260229',
  '000000',
];
const strange = [
  '',
  ' ',
  '\u0000',
  '\u001a',
  '\ufeff',
  '\r',
  '\n\n',
  '"',
  "'",
  '<',
  '>',
  '&',
  '/',
  '\\',
  '~',
  '*',
  ':',
  ',',
  ';',
  '{',
  '}',
  '<!DOCTYPE x>',
  '&lol;',
  'é',
  '\ud800',
];

const text = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
const bytesOf = (piece: string): Uint8Array => new Uint8Array(Buffer.from(piece, 'utf8'));

function join(...parts: Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Words and numbers of the seeds: what a reader looks for stands among them. */
export function tokensOf(seeds: readonly Uint8Array[]): string[] {
  const tokens = new Set<string>();
  for (const seed of seeds)
    for (const [token] of text(seed)
      .slice(0, 20_000)
      .matchAll(/[<:*]?[A-Za-z0-9?/]{2,16}[>:*]?/g))
      tokens.add(token);
  return [...tokens].slice(0, 2000);
}

/** One input made of a parent, sometimes of two, by one to five mutations, and cut to a largest size. */
export function mutate(
  parent: Uint8Array,
  other: Uint8Array,
  tokens: readonly string[],
  maximumSize: number,
  random: (below: number) => number,
): Uint8Array {
  let input = parent;
  for (let count = 1 + random(5); count > 0; count -= 1) input = once(input, other, tokens, random);
  // The end belongs to it more often than not: what is too long loses its middle.
  if (input.length <= maximumSize) return input;
  const from = random(maximumSize + 1);
  return join(input.subarray(0, from), input.subarray(input.length - (maximumSize - from)));
}

function once(
  input: Uint8Array,
  other: Uint8Array,
  tokens: readonly string[],
  random: (below: number) => number,
): Uint8Array {
  const at = random(input.length + 1);
  const to = Math.min(input.length, at + 1 + random(random(4) === 0 ? 400 : 8));
  const replace = (piece: Uint8Array): Uint8Array => join(input.subarray(0, at), piece, input.subarray(to));
  switch (random(12)) {
    case 0: {
      const changed = Uint8Array.from(input);
      if (changed.length > 0) changed[random(changed.length)] = random(256);
      return changed;
    }
    case 1: {
      const changed = Uint8Array.from(input);
      const place = random(Math.max(1, changed.length));
      if (changed.length > 0) changed[place] = changed[place]! ^ (1 << random(8));
      return changed;
    }
    case 2:
      return replace(new Uint8Array());
    case 3:
      return join(input.subarray(0, at), bytesOf(strange[random(strange.length)]!), input.subarray(at));
    case 4:
      return replace(bytesOf(tokens[random(Math.max(1, tokens.length))] ?? ''));
    case 5: {
      // A number becomes one that is too long, too fine, negative or no day.
      const found = /\d+/.exec(text(input.subarray(at, at + 200)));
      if (!found) return input;
      const from = at + found.index;
      return join(
        input.subarray(0, from),
        bytesOf(numbers[random(numbers.length)]!),
        input.subarray(from + found[0].length),
      );
    }
    case 6: {
      const from = random(other.length + 1);
      return join(input.subarray(0, at), other.subarray(from, from + 1 + random(300)), input.subarray(to));
    }
    case 7:
      return input.subarray(0, at);
    case 8:
      return join(input.subarray(0, to), input.subarray(at));
    case 9: {
      // A block many times: what grows with depth or length shows itself.
      const block = input.subarray(at, to);
      const times = 1 + random(random(8) === 0 ? 400 : 20);
      return join(input.subarray(0, at), ...Array.from({ length: times }, () => block), input.subarray(to));
    }
    default:
      return lines(input, random);
  }
}

const endsLine = (byte: number): boolean => byte === 0x0a || byte === 0x7e || byte === 0x3e;

/** The line, segment or tag that stands at a place: from behind the end before it to behind its own. */
function lineAt(input: Uint8Array, at: number): readonly [number, number] {
  let from = at;
  while (from > 0 && !endsLine(input[from - 1]!)) from -= 1;
  let to = at;
  while (to < input.length && !endsLine(input[to]!)) to += 1;
  return [from, Math.min(input.length, to + 1)];
}

/** Lines lost, doubled or in another order. */
function lines(input: Uint8Array, random: (below: number) => number): Uint8Array {
  const one = lineAt(input, random(input.length + 1));
  const two = lineAt(input, random(input.length + 1));
  const [[a, b], [c, d]] = one[0] <= two[0] ? [one, two] : [two, one];
  const how = random(3);
  if (how === 0) return join(input.subarray(0, a), input.subarray(b));
  if (how === 1) return join(input.subarray(0, c), input.subarray(a, b), input.subarray(c));
  if (b > c) return input;
  return join(
    input.subarray(0, a),
    input.subarray(c, d),
    input.subarray(b, c),
    input.subarray(a, b),
    input.subarray(d),
  );
}
