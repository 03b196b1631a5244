/** How hard a bounce is, and which message and address a report means. */
import { describe, expect, it } from 'vitest';
import type { DeliveryReport } from '#formats';
import { bounceReason, messageOf, recipientFor, severityOf } from './bounce.ts';

const token = '0123456789abcdef0123456789abcdef';
const report = (change: Partial<DeliveryReport>): DeliveryReport => ({
  dialect: 'dsn',
  reportedBy: null,
  references: [],
  recipients: [],
  ...change,
});
const recipient = (address: string | null, originalAddress: string | null = null) => ({
  ...{ address, originalAddress, action: 'failed' as const },
  ...{ status: null, diagnostic: null },
});

describe('R15 a bounce', () => {
  it.each([
    ['5.1.1', '550 5.1.1 user unknown', 'hard'],
    ['5.1.10', '550 5.1.10 RESOLVER.ADR.RecipientNotFound', 'hard'],
    ['5.4.1', '550 5.4.1 Recipient address rejected: Access denied', 'hard'],
    ['5.4.4', 'Host or domain name not found', 'hard'],
    ['5.0.0', '550 5.1.1 no mailbox by that name', 'hard'],
    ['5.0.0', 'Unrouteable address', 'hard'],
    [null, '550 No such user here', 'hard'],
    ['5.2.2', '552 5.2.2 mailbox full', 'soft'],
    ['5.7.1', '550 5.7.1 recipient address rejected: looks like spam', 'soft'],
    ['5.3.4', '552 5.3.4 message too big', 'soft'],
    ['4.4.7', 'delivery time expired, user unknown to us yet', 'soft'],
    ['5.0.0', '554 service unavailable', 'soft'],
    [null, null, 'soft'],
  ] as const)('with %s and the words "%s" is %s', (status, diagnostic, severity) => {
    expect(severityOf({ status, diagnostic })).toBe(severity);
  });

  it('is about the message whose token it carries, wherever it stands', () => {
    const expected = { id: 42n, token };
    expect(messageOf(report({ references: ['<a@b>', `dunwell.42.${token}@acme.example`] }))).toEqual(expected);
    expect(messageOf(report({ references: [`dunwell.42.${token.toUpperCase()}`] }))).toEqual(expected);
  });

  it('is about none without a whole token', () => {
    expect(messageOf(report({ references: ['dunwell.42@acme.example', `dunwell.42.${token.slice(1)}`] }))).toBeNull();
    expect(messageOf(report({ references: [`dunwell.42.${token}0`, `dunwell.0.${token}`] }))).toBeNull();
  });

  it('counts for an address only when it names it, or names none', () => {
    const ours = 'payables@example.org';
    expect(recipientFor(report({ recipients: [recipient('Payables@Example.org')] }), ours)).toBeDefined();
    expect(recipientFor(report({ recipients: [recipient('x@else.example', ours)] }), ours)).toBeDefined();
    expect(recipientFor(report({ recipients: [recipient(null)] }), ours)).toBeDefined();
    expect(recipientFor(report({ recipients: [recipient('x@else.example')] }), ours)).toBeUndefined();
  });

  it('says why in the words of the server', () => {
    expect(bounceReason({ status: '5.1.1', diagnostic: '550 5.1.1 unknown' })).toBe('550 5.1.1 unknown');
    expect(bounceReason({ status: '5.1.1', diagnostic: 'unknown' })).toBe('5.1.1 unknown');
    expect(bounceReason({ status: null, diagnostic: null })).toBe('The report gives no reason.');
  });
});
