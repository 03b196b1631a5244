/** Counting texts by their digests: as a map of the texts themselves counts them. */
import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DigestCounts } from './digest-counts.ts';

const digest = (text: string): string => hash('sha256', text, 'binary');

describe('R33 texts by their digests', () => {
  it('counts as a map of the texts does, however many they are', () => {
    const counts = new DigestCounts();
    const wanted = new Map<string, number>();
    const wrong: string[] = [];
    for (let at = 0; at < 20_000; at += 1) {
      const text = `line ${(at * 7919) % 7001} of ${at % 3}`;
      wanted.set(text, (wanted.get(text) ?? 0) + 1);
      if (counts.add(digest(text)) !== wanted.get(text)) wrong.push(text);
    }
    expect(wrong).toEqual([]);
    expect(counts.size).toBe(wanted.size);
    expect([...wanted.keys()].filter((text) => !counts.has(digest(text)))).toEqual([]);
    expect(counts.has(digest('line 7001 of 0'))).toBe(false);
  });

  it('tells texts apart whose digests begin alike', () => {
    const counts = new DigestCounts();
    const like = (end: string): string => end.padStart(16, '\u0000');
    expect(counts.add(like('a'))).toBe(1);
    expect(counts.add(like('b'))).toBe(1);
    expect(counts.add(like('a'))).toBe(2);
    expect(counts.has(like('c'))).toBe(false);
  });
});
