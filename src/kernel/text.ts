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
  return text
    .replace(/[ßẞØøŁłÆæŒœĐđıÞþ]/g, (letter) => folded[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
