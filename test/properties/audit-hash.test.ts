/**
 * What the hash of an audit record covers is written by hand where a million are hashed. Here it is held against the canonical
 * JSON of the same record, whatever texts, counts and numbers stand in it.
 */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#kernel';
import { auditHash } from '#platform';
import fc from '#test/property';

type AuditRecord = Parameters<typeof auditHash>[0];

const bytes = fc.uint8Array({ minLength: 0, maxLength: 40 }).map((drawn) => Buffer.from(drawn));
/** Quotes, control characters, halves of surrogate pairs and all else that JSON writes otherwise than it is. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '\u0000', '\u2028', '\ud800', '\udc00', '{', '}', ',', ':', 'é'),
  }),
);
const name = fc.oneof(text, fc.nat().map(String), fc.constantFrom('__proto__', 'constructor', 'toJSON', ''));
const whole = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const record: fc.Arbitrary<AuditRecord> = fc.record({
  previousHash: bytes,
  tenantId: whole,
  seq: whole,
  commandId: whole,
  recordedAt: text,
  personId: whole,
  operation: text,
  reason: text,
  source: text,
  counts: fc.dictionary(name, fc.oneof(fc.integer(), fc.double())),
  payloadHash: bytes,
});

const members: readonly (keyof AuditRecord)[] = [
  ...(['tenantId', 'seq', 'commandId', 'recordedAt', 'personId', 'operation', 'reason', 'source'] as const),
  ...(['counts', 'payloadHash'] as const),
];

const written = ({ payloadHash, previousHash: _before, ...rest }: AuditRecord): string =>
  canonicalJson({ ...rest, payloadHash: payloadHash.toString('hex') });

describe('R60 R25 The hash of an audit record', () => {
  it('is that of its canonical JSON, behind the hash of the record before', () => {
    fc.assert(
      fc.property(record, (drawn) => {
        const expected = createHash('sha256').update(drawn.previousHash).update(written(drawn)).digest('hex');
        expect(auditHash(drawn).toString('hex')).toBe(expected);
      }),
    );
  });

  it('is another one where any of its members is another', () => {
    fc.assert(
      fc.property(record, record, fc.constantFrom(...members), (one, other, member) => {
        const changed = { ...one, [member]: other[member] };
        fc.pre(written(one) !== written(changed));
        expect(auditHash(one).equals(auditHash(changed))).toBe(false);
      }),
    );
  });
});
