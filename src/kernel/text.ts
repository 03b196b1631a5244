/** Normalised keys: how names and references are compared. */

const folded: Readonly<Record<string, string>> = {
  ß: 'SS',
  ẞ: 'SS',
  Ø: 'O',
  ø: 'O',
  Ł: 'L',
  ł: 'L',
  Æ: 'AE',
  æ: 'AE',
  Œ: 'OE',
  œ: 'OE',
  Đ: 'D',
  đ: 'D',
  ı: 'I',
  Þ: 'TH',
  þ: 'TH',
};

/** A name or reference as a key: diacritics folded, upper case, letters and digits only. */
export function textKey(text: string): string {
  // Most of what is asked for is a key already.
  if (/^[A-Z0-9]*$/.test(text)) return text;
  // Plain ASCII has nothing to fold; matching makes several keys for each bank line.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant.
  if (/^[\x00-\x7f]*$/.test(text)) return text.toUpperCase().replace(/[^A-Z0-9]+/g, '');
  return text
    .replace(/[ßẞØøŁłÆæŒœĐđıÞþ]/g, (letter) => folded[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
