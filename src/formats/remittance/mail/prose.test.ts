/** Payments that payers tell in a sentence: which documents, which amounts where they are said, and what tells of none. */
import { describe, expect, it } from 'vitest';
import { must } from '#test/must';
import { readRemittance } from '../read-remittance.ts';

const mail = (subject: string, body: string): Uint8Array =>
  new TextEncoder().encode(
    `From: Acme AP <ap@acme.example>\r\nSubject: ${subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n`,
  );
const told = async (subject: string, body: string) => must(await readRemittance(mail(subject, body))).remittances;
const refused = async (subject: string, body: string): Promise<string> => {
  const read = await readRemittance(mail(subject, body));
  return read.ok ? 'read' : read.refusal.code;
};
const lines = async (subject: string, body: string) =>
  (await told(subject, body)).flatMap((one) => one.lines.map((line) => [line.reference, line.amountMinor]));

describe('a payment told in a mail', () => {
  it('names its document; what it does not say is not made up', async () => {
    const [one, ...more] = await told(
      'Payment sent - ACH INV-10000',
      'Hello,\n\nWe have transferred the payment today. Please apply accordingly.\nInvoice reference: INV-10000.\n',
    );
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      payer: { name: 'Acme AP' },
      prose: true,
      amountMinor: null,
      currency: null,
      lines: [{ reference: 'INV-10000', amountMinor: null }],
    });
  });

  it('has the amount that stands beside each document, and their total', async () => {
    const text =
      'Wir haben überwiesen:\nRechnung 4711: EUR 1.000,00\nRechnung 4712: EUR 250,50\nInsgesamt: 1.250,50 EUR';
    const [one] = await told('Zahlungsavis', text);
    expect(one).toMatchObject({ amountMinor: 1_250_50n, currency: 'EUR' });
    expect(await lines('Zahlungsavis', text)).toEqual([
      ['4711', 1_000_00n],
      ['4712', 250_50n],
    ]);
  });

  it('takes a single amount for the whole where several documents are named', async () => {
    const [one] = await told('Payment', 'We have paid invoices 10001, 10002 and 10003: GBP 3,300.50. Thank you.');
    expect(one).toMatchObject({ amountMinor: 3_300_50n, currency: 'GBP' });
    expect(one!.lines.map((line) => [line.reference, line.amountMinor])).toEqual([
      ['10001', null],
      ['10002', null],
      ['10003', null],
    ]);
  });

  it('lessens the payment by a credit memo, and leaves order numbers, dates and phones alone', async () => {
    expect(
      await lines(
        'Remittance advice',
        'Payment was made on 12.03.2026 for invoice INV-2026-0012 (USD 1,200.00) less credit memo CM-778 (USD 50.00), PO 99812. Tel. +49 431 555012',
      ),
    ).toEqual([
      ['INV-2026-0012', 1_200_00n],
      ['CM-778', -50_00n],
    ]);
  });

  it.each([
    ['Aviso de pago', 'Hemos realizado la transferencia de la factura FV-20260012.', 'FV-20260012'],
    ['Avis de virement', 'Nous avons payé la facture n° 20260077.', '20260077'],
    ['Betaling', 'Wij hebben betaald: factuur 20261234.', '20261234'],
    ['Pagamento', 'Abbiamo pagato la fattura 2026/0042.', '2026/0042'],
  ])('is read in other languages: %s', async (subject, body, reference) => {
    expect((await lines(subject, body)).map(([one]) => one)).toEqual([reference]);
  });

  it('is not what somebody else wrote before', async () => {
    expect(
      await lines('Re: your reminder', 'We have paid INV-10001 today.\n\n> Please pay INV-10002, EUR 55.00\n'),
    ).toEqual([['INV-10001', null]]);
  });

  it.each([
    ['Invoice copy request INV-10003', 'Could you please resend the referenced invoice?'],
    ['Missing POD - payment on hold INV-10004', 'Payment is currently on hold pending receipt of proof of delivery.'],
    ['Payment confirmation request INV-10006', 'Please confirm receipt of our recent payment.'],
    ['Short payment INV-10001', 'We deducted the mentioned amount as per agreement.'],
    ['INV-10009', 'It will be paid next week.'],
  ])('tells of no payment in "%s", and the refusal says why', async (subject, body) => {
    expect(await refused(subject, body)).toBe('mail.no-payment');
  });

  it('refuses a part without its amount, and reads one with it', async () => {
    const subject = 'Partial payment notification INV-10008';
    expect(await refused(subject, 'A partial payment was made due to outstanding issues.')).toBe(
      'mail.part-without-amount',
    );
    expect(await lines(subject, 'A partial payment of EUR 500.00 was made.')).toEqual([['INV-10008', null]]);
    expect((await told(subject, 'A partial payment of EUR 500.00 was made.'))[0]!.amountMinor).toBe(500_00n);
  });

  it('says as before that there is nothing where no document is named', async () => {
    expect(await refused('Hello', 'We have paid.')).toBe('remittance.no-table');
  });
});
