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

/** A text without the character NUL, which no database keeps: old hosts pad with it, and it says what a blank says. */
export const withoutNul = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', ' ') : text);

/** What a text is made of: capitals and digits only (it is a key already), plain ASCII, or more. */
function kindOf(text: string): 'key' | 'plain' | 'any' {
  let kind: 'key' | 'plain' = 'key';
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 127) return 'any';
    if (!((code >= 65 && code <= 90) || (code >= 48 && code <= 57))) kind = 'plain';
  }
  return kind;
}

/** A name or reference as a key: diacritics folded, upper case, letters and digits only. */
export function textKey(text: string): string {
  // Most of what is asked for is a key already; plain ASCII has nothing to fold. Matching makes several keys for each bank line.
  const kind = kindOf(text);
  if (kind === 'key') return text;
  if (kind === 'plain') return text.toUpperCase().replace(/[^A-Z0-9]+/g, '');
  return text
    .replace(/[ßẞØøŁłÆæŒœĐđıÞþ]/g, (letter) => folded[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
