/** Delivery reports of the field's servers, read alike; and what is none. */
import { describe, expect, it } from 'vitest';
import { readDeliveryReport } from './read-delivery-report.ts';
import { delayReport, exchangeReport, eximReport, gmailReport, postfixReport, qmailReport } from './samples.ts';

const of = { messageId: 'dunwell.7.0123@acme.example', recipient: 'payables@example.org' };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
async function read(text: string) {
  const outcome = await readDeliveryReport(bytes(text));
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
}
const refused = async (text: string): Promise<string> => {
  const outcome = await readDeliveryReport(bytes(text));
  return outcome.ok ? 'read' : outcome.refusal.code;
};

describe('R15 a delivery report says which mail, which address and why', () => {
  it.each([
    ['Postfix', postfixReport(of), 'dsn', '5.1.1', 'User unknown in virtual mailbox table'],
    ['Exchange', exchangeReport(of), 'dsn', '5.1.10', 'not found by SMTP address lookup'],
    ['Exim', eximReport(of), 'text', null, '550 No such user here'],
    ['Gmail', gmailReport(of), 'dsn', '5.1.1', 'does not exist'],
    ['qmail', qmailReport(of), 'text', '5.1.1', 'no mailbox here by that name'],
  ])('by %s', async (_server, text, dialect, status, words) => {
    const report = await read(text);
    expect(report.dialect).toBe(dialect);
    expect(report.references).toContain(of.messageId);
    expect(report.recipients).toMatchObject([{ address: of.recipient, action: 'failed', status }]);
    expect(report.recipients[0]!.diagnostic).toContain(words);
  });

  it('also that it is still on its way', async () => {
    expect((await read(delayReport(of))).recipients).toMatchObject([{ action: 'delayed', status: '4.4.1' }]);
  });

  it('also with bare line feeds, and with the addresses in angle brackets', async () => {
    const report = await read(
      postfixReport(of).replaceAll('\r\n', '\n').replace(`rfc822; ${of.recipient}`, `RFC822;<${of.recipient}>`),
    );
    expect(report.recipients).toMatchObject([{ address: of.recipient, action: 'failed' }]);
  });

  it('for each of its recipients', async () => {
    const second = [
      'Final-Recipient: rfc822; other@example.org',
      'Action: delivered',
      'Status: 2.0.0',
      '',
      '--4B1F2',
    ].join('\r\n');
    const text = postfixReport(of);
    const at = text.indexOf('--4B1F2.1773133205/mx.acme.example\r\nContent-Description: Undelivered');
    const report = await read(`${text.slice(0, at)}${second}${text.slice(at + '--4B1F2'.length)}`);
    expect(report.recipients.map((one) => [one.address, one.action])).toEqual([
      [of.recipient, 'failed'],
      ['other@example.org', 'delivered'],
    ]);
  });

  it.each([
    [
      'a reply',
      `From: payables@example.org\r\nTo: ar@acme.example\r\nSubject: Re: Payment reminder\r\nIn-Reply-To: <${of.messageId}>\r\n\r\nWe have paid.\r\n`,
    ],
    [
      'an absence notice',
      `Return-Path: <>\r\nFrom: payables@example.org\r\nSubject: Automatic reply: Payment reminder\r\nAuto-Submitted: auto-replied\r\nIn-Reply-To: <${of.messageId}>\r\n\r\nI am away.\r\n`,
    ],
    [
      'a report that a colleague forwards',
      `From: colleague@acme.example\r\nTo: ar@acme.example\r\nSubject: FW: Undeliverable: Payment reminder\r\n\r\nFrom: Mail Delivery System\r\n${of.recipient}\r\n550 5.1.1\r\n`,
    ],
    ['nothing', ''],
    ['noise', '\u0000\u0001\u0002 no header at all'],
  ])('but not %s', async (_what, text) => {
    expect(await refused(text)).toBe('mail.no-delivery-report');
  });

  it('and takes an address of four numbers for no status', async () => {
    const report = await read(eximReport(of).replace('550 No such user here', '550 rejected [5.1.1.20]'));
    expect(report.recipients[0]).toMatchObject({ status: null });
  });
});
