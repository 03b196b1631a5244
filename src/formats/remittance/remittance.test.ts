/** Remittance advices of our own in every format: what they pay, and what is refused with its place. */
import { gzipSync } from 'node:zlib';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { describe, expect, it } from 'vitest';
import {
  inspectRemittanceTable,
  parseRemittanceMapping,
  readBankFile,
  readRemittance,
  remittanceFileToJson,
  writeWorkbook,
} from '../index.ts';
import {
  mailWithTnef,
  sampleAch,
  sampleLockbox,
  sampleMail,
  sampleMailOutlook,
  sampleMailTable,
  sampleRemittanceCsv,
  sampleRemt001,
  sampleTnef,
  sampleX12820,
} from './samples.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
async function read(content: Uint8Array | string, mapping?: object) {
  const outcome = await readRemittance(typeof content === 'string' ? bytes(content) : content, {
    fileName: 'file',
    mapping: mapping === undefined ? undefined : must(parseRemittanceMapping(mapping)),
  });
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return remittanceFileToJson(outcome.value);
}
function must<T>(outcome: { ok: true; value: T } | { ok: false; refusal: { message: string } }): T {
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.value;
}
const refusal = async (content: Uint8Array | string): Promise<string> => {
  const outcome = await readRemittance(typeof content === 'string' ? bytes(content) : content);
  return outcome.ok ? 'was read' : outcome.refusal.code;
};
const shape = (file: Awaited<ReturnType<typeof read>>) =>
  file.remittances.map((one) => ({
    payer: one.payer.name,
    reference: one.reference,
    date: one.date,
    amount: one.amount,
    currency: one.currency,
    lines: one.lines.map((line) => [
      line.reference,
      line.amount,
      line.discount,
      line.adjustments.map((adjustment) => `${adjustment.code} ${adjustment.amount}`).join(),
    ]),
  }));

describe('X12 820', () => {
  it('gives lines with discount and adjustments, and a deduction that stands for itself', async () => {
    const file = await read(sampleX12820);
    expect(file).toMatchObject({ format: 'x12.820', warnings: [] });
    expect(shape(file)).toEqual([
      {
        payer: 'ACME INC',
        reference: 'TRACE7',
        date: '2026-02-10',
        amount: '288.00',
        currency: 'USD',
        lines: [
          ['CLAIM-3', '-10.00', null, '06 -10.00'],
          ['INV-1001', '98.00', '2.00', ''],
          ['INV-1002', '200.00', null, '01 -30.00'],
        ],
      },
    ]);
    expect(file.remittances[0]!.lines[2]!.memo).toBe('SHORT DELIVERY');
  });

  it('that names documents and no amounts leaves them open, and the payment has its own', async () => {
    const file = await read(
      sampleX12820
        .replace('ADX*-10.00*06*IV*CLAIM-3', 'NTE**TWO INVOICES')
        .replace('RMR*IV*INV-1001**98.00*100.00*2.00', 'RMR*IV*INV-1001')
        .replace('RMR*IV*INV-1002**200.00*230.00', 'RMR*IV*INV-1002****3.00')
        .replace('ADX*-30.00*01', 'REF*PO*PO-10'),
    );
    expect(file.warnings).toEqual([]);
    expect(shape(file)).toMatchObject([
      {
        amount: '288.00',
        lines: [
          ['INV-1001', null, null, ''],
          ['INV-1002', null, '3.00', ''],
        ],
      },
    ]);
  });

  it.each([
    ['a cut set', sampleX12820.slice(0, sampleX12820.indexOf('SE*15')), 'x12.cut'],
    [
      'adjustments beside payments',
      sampleX12820.replace('GE*1*', 'ST*812*0002~BCD*20260722*CM-1*01*4400*C~SE*3*0002~GE*2*'),
      'x12.mixed',
    ],
    ['an invoice', sampleX12820.replaceAll('*820*', '*810*'), 'x12.not-remittance'],
    ['an amount finer than a cent', sampleX12820.replace('**98.00', '**98.001'), 'bank.amount-too-fine'],
    ['an amount that is none', sampleX12820.replace('**98.00', '**9x'), 'bank.amount-malformed'],
    ['a day that is none', sampleX12820.replace('*9988*20260210', '*9988*20260230'), 'x12.date-malformed'],
    ['an unknown currency', sampleX12820.replace('PR*USD', 'PR*XXZ'), 'x12.unknown-currency'],
  ])('refuses %s', async (_, text, code) => expect(await refusal(text)).toBe(code));

  it('reads an 812 as retailers send it: one adjustment for each invoice that its details name, with every reason', async () => {
    const set = [
      'ST*812*0001',
      'BCD*20260722*DM-2207*A*7345*C***20260701*PO-77*00*CR',
      'CUR*BY*USD',
      'N9*PO*PO-77',
      'PER*AP*ACCOUNTS PAYABLE*TE*5550100',
      'N1*BY*ACME FOODS INC*92*0012',
      'N3*1 MARKET ST',
      'N4*SPRINGFIELD*IL*62701*US',
      'N1*SU*DUNDER LLC*92*778',
      // A short shipment and its freight on one invoice, a price on another, and a little that was too much.
      'CDD*06*C*1*5000*2*CA',
      'LIN**UP*012345678905',
      'PO4*12',
      'N9*IV*INV-1001',
      'CDD*10*C*2*845',
      'N9*IV*INV-1001',
      'CDD*01*C*3*2000',
      'N9*IV*INV-1002',
      'DTM*003*20260630',
      'CDD*01*D*4*500',
      'N9*IV*INV-1002',
    ];
    const text = [
      'ISA*00*          *00*          *ZZ*ACME           *ZZ*DUNDER         *260722*1030*U*00401*000000021*0*P*>',
      'GS*CD*ACME*DUNDER*20260722*0900*21*X*004010',
      ...set,
      `SE*${set.length + 1}*0001`,
      'GE*1*21',
      'IEA*1*000000021',
    ].join('~\n');
    const file = await read(`${text}~`);
    expect(file.warnings).toEqual([]);
    expect(shape(file)).toEqual([
      {
        ...{ payer: 'ACME FOODS INC', reference: 'DM-2207', date: '2026-07-22', amount: '-58.45', currency: 'USD' },
        lines: [['INV-1001', '-58.45', null, '06 -50.00,10 -8.45']],
      },
      {
        ...{ payer: 'ACME FOODS INC', reference: 'DM-2207', date: '2026-07-22', amount: '-15.00', currency: 'USD' },
        lines: [['INV-1002', '-15.00', null, '01 -20.00,01 5.00']],
      },
    ]);
    // One detail less than the whole is said, and is no guess about the rest.
    const short = await read(`${text.replace('CDD*10*C*2*845', 'CDD*10*C*2*745')}~`);
    expect(short.warnings.map((one) => one.code)).toContain('remittance.sum-differs');
  });

  it('says when the envelope miscounts and when the lines do not sum up', async () => {
    const file = await read(sampleX12820.replace('SE*15', 'SE*99').replace('*288.00*', '*300.00*'));
    expect(file.warnings.map((one) => one.code)).toEqual(['x12.envelope', 'remittance.sum-differs']);
  });
});

describe('ACH', () => {
  it('joins addenda, and says why a debit came back', async () => {
    const file = await read(sampleAch);
    expect(file).toMatchObject({ format: 'nacha', warnings: [] });
    expect(shape(file)).toEqual([
      {
        payer: 'ACME INC',
        reference: '021000020000001',
        date: '2026-02-11',
        amount: '150.00',
        currency: 'USD',
        lines: [
          ['INV-1001', '100.00', '2.00', ''],
          ['INV-1002', '50.00', null, ''],
        ],
      },
      {
        // Not the company of the batch, which is the one that had collected.
        payer: 'JO DOE',
        reference: '021000020000002',
        date: '2026-02-11',
        amount: '-75.00',
        currency: 'USD',
        lines: [['021000029999999', '-75.00', null, 'R01 -75.00']],
      },
    ]);
  });

  it('is read whole, so one of more than 64 MB is refused', async () => {
    const large = new Uint8Array(64 * 1024 * 1024 + 1).fill(0x20);
    large.set(new TextEncoder().encode(sampleAch));
    const outcome = await readRemittance(large);
    expect(outcome.ok ? '' : outcome.refusal.code).toBe('file.too-large');
  });

  it('says when a control differs and refuses an amount that is none', async () => {
    const file = await read(sampleAch.replace('0000015000ID1', '0000015001ID1'));
    expect(new Set(file.warnings.map((one) => one.code))).toEqual(
      new Set(['nacha.control-total', 'remittance.sum-differs']),
    );
    expect(await refusal(sampleAch.replace('0000015000ID1', '00000150X0ID1'))).toBe('nacha.record-malformed');
  });
});

describe('a lockbox file', () => {
  it('gives one remittance per check', async () => {
    const file = await read(sampleLockbox);
    expect(file).toMatchObject({ format: 'lockbox', warnings: [] });
    expect(shape(file)).toEqual([
      {
        payer: 'ACME INC',
        reference: '1234',
        date: '2026-02-10',
        amount: '300.00',
        currency: 'USD',
        lines: [
          ['INV-1001', '98.00', '2.00', ''],
          ['INV-1002', '202.00', null, ''],
        ],
      },
      {
        payer: 'JO DOE',
        reference: '77',
        date: '2026-02-10',
        amount: '50.00',
        currency: 'USD',
        lines: [['', '50.00', null, '']],
      },
    ]);
    expect(file.remittances[1]!.lines[0]!.memo).toBe('FOR INVOICE 1003');
  });

  it("takes a bank's own columns from a mapping", async () => {
    const own = sampleLockbox
      .replace('INV-1001    0000009800', 'XX0000009800INV-1001')
      .replace('INV-1002    0000020200', 'XX0000020200INV-1002');
    const file = await read(own, { lockbox: { invoice: [24, 33], amount: [14, 23] } });
    expect(file.remittances[0]!.lines.map((line) => [line.reference.slice(0, 8), line.amount])).toEqual([
      ['INV-1001', '98.00'],
      ['INV-1002', '202.00'],
    ]);
  });

  it('gives a batch that is not its total with the difference, and says so once', async () => {
    const outcome = await readRemittance(new TextEncoder().encode(sampleLockbox.replace('0000005000', '0000005001')));
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    expect(outcome.value.warnings.map((one) => one.code)).toContain('lockbox.control-total');
    expect(outcome.value.differing).toEqual([
      { batch: '001', statedMinor: 350_00n, sumMinor: 350_01n, statedChecks: 2, checks: 2 },
    ]);
    // A lockbox that says more than its batches may lack one; what is there is sound.
    const lacks = await readRemittance(
      new TextEncoder().encode(
        sampleLockbox.replace('8001000123456726021000020000035000', '8001000123456726021000030000036000'),
      ),
    );
    expect(lacks.ok && [lacks.value.warnings.map((one) => one.code), lacks.value.differing]).toEqual([
      ['lockbox.control-total'],
      undefined,
    ]);
  });
});

describe('a table', () => {
  const wanted = [
    {
      payer: 'Acme Ltd',
      reference: '4711',
      date: '2026-02-10',
      amount: '1288.00',
      currency: 'EUR',
      lines: [
        ['INV-1001', '98.00', '2.00', ''],
        ['INV-1002', '1200.00', null, 'DAMAGED -30.00'],
        ['CM-7', '-10.00', null, ''],
      ],
    },
  ];

  it('is read from CSV with what stands above and below', async () => {
    expect(shape(await read(sampleRemittanceCsv))).toEqual(wanted);
  });

  it('is read from a workbook', async () => {
    const pieces: Uint8Array[] = [];
    writeWorkbook(
      {
        name: 'Advice',
        header: ['Invoice', 'Amount paid', 'Currency', 'Check number'],
        rows: [
          ['INV-1', { amount: '100.10' }, 'EUR', '77'],
          ['INV-2', { amount: '-0.10' }, 'EUR', '77'],
          ['INV-3', { amount: '5' }, 'EUR', '78'],
        ],
      },
      (piece) => pieces.push(piece),
    );
    const file = await read(new Uint8Array(Buffer.concat(pieces)));
    expect(shape(file).map((one) => [one.reference, one.amount, one.lines.length])).toEqual([
      ['77', '100.00', 2],
      ['78', '5.00', 1],
    ]);
  });

  it('is read by a declared mapping, and refused without a header that is known', async () => {
    const text = 'Unser Zeichen;Wert\nA-1;10,00\nA-2;5,50\n';
    expect(await refusal(text)).toBe('remittance.no-table');
    const file = await read(text, {
      currency: 'EUR',
      payer: 'Acme',
      columns: { reference: 'Unser Zeichen', amount: 'Wert' },
    });
    expect(shape(file)[0]).toMatchObject({ payer: 'Acme', amount: '15.50', currency: 'EUR' });
  });

  it('shows its columns to whoever points at them, without what stands above', async () => {
    const text = 'Avis;Nord\n\nVorgang;Betrag 1;Betrag 2;Сумма\nA-1;10,00;9,80;x\nA-2;5,00;;y\n';
    expect(must(await inspectRemittanceTable(bytes(text)))).toEqual({
      ...{ format: 'csv', rows: 2, header: ['Vorgang', 'Betrag 1', 'Betrag 2', 'Сумма'] },
      sample: [
        ['A-1', '10,00', '9,80', 'x'],
        ['A-2', '5,00', '', 'y'],
      ],
      guess: { amount: 'Betrag 1' },
    });
    const known = must(await inspectRemittanceTable(bytes(sampleRemittanceCsv)));
    expect(known.guess).toEqual({
      ...{ reference: 'Invoice no.', amount: 'Amount paid', gross: 'Gross amount', discount: 'Discount' },
      ...{ adjustment: 'Deduction', adjustmentCode: 'Reason' },
    });
  });

  it('is in the currency that the head of its amounts names', async () => {
    for (const head of ['Amount (USD)', 'Amount USD', 'Amount in USD', 'Betrag [USD]'])
      expect(shape(await read(`Invoice no.;Discount (USD);${head}\nINV-1;0,20;9,80\n`))[0]).toMatchObject({
        ...{ amount: '9.80', currency: 'USD' },
        lines: [['INV-1', '9.80', '0.20', '']],
      });
    expect(await refusal('Invoice no.;Amount XXQ\nINV-1;9,80\n')).toBe('remittance.no-table');
  });

  it('has nothing to point at where it is none', async () => {
    for (const text of [sampleX12820, sampleLockbox, sampleMail, sampleRemt001, 'One\nA-1\nA-2\n', 'A;B\n', '']) {
      const found = await inspectRemittanceTable(bytes(text));
      expect(found.ok ? found.value.header : found.refusal.code).toBe('remittance.not-a-table');
    }
  });

  it('is read by the very columns that were pointed at, and by no other', async () => {
    const numbered = 'Vorgang;Betrag 1;Betrag 2;Сумма\nA-1;10,00;9,80;7,00\n';
    const paid = async (text: string, mapping: object) => shape(await read(text, mapping))[0]!;
    const of = (amount: string) => ({ currency: 'EUR', columns: { reference: 'Vorgang', amount } });
    expect((await paid(numbered, of('Betrag 2'))).amount).toBe('9.80');
    expect((await paid(numbered, of('сумма'))).amount).toBe('7.00');
    const discounted = 'Invoice;Amount;Discount\nINV-1;98,00;2,00\n';
    const columns = { reference: 'Invoice', amount: 'Amount' };
    expect((await paid(discounted, { columns })).lines).toEqual([['INV-1', '98.00', '2.00', '']]);
    expect((await paid(discounted, { columns, onlyNamed: true })).lines).toEqual([['INV-1', '98.00', null, '']]);
  });

  it('is read with the order of dates and the decimal mark that were said', async () => {
    const text = 'Invoice;Amount;Payment date\nINV-1;1.234;03/04/2026\n';
    const said = { columns: {}, dateOrder: 'MDY', decimalMark: ',' };
    expect(shape(await read(text, said))[0]).toMatchObject({ date: '2026-03-04', amount: '1234.00' });
    expect(shape(await read(text.replace('1.234', '1.23')))[0]).toMatchObject({ date: '2026-04-03', amount: '1.23' });
  });

  it('refuses an amount finer than its currency', async () => {
    expect(await refusal('Invoice,Amount,Currency\nINV-1,10.005,EUR\n')).toBe('bank.amount-too-fine');
  });
});

describe('a mail', () => {
  it('is read by its attachment, with the sender as payer', async () => {
    const file = await read(sampleMail);
    expect(file.format).toBe('eml');
    expect(shape(file)[0]).toMatchObject({ payer: 'Acme Payables', reference: '4711', amount: '1288.00' });
  });

  it('is read by the table in its text where nothing is attached', async () => {
    const file = await read(sampleMailTable);
    expect(shape(file)).toEqual([
      {
        payer: 'Acme Payables',
        reference: null,
        date: null,
        amount: '1000.00',
        currency: 'USD',
        lines: [
          ['INV-1', '1000.50', null, ''],
          ['INV-2', '-0.50', null, ''],
        ],
      },
    ]);
  });

  it('is read by its table as a reader sees it: cells of paragraphs, a table in a table, several documents in a cell', async () => {
    expect(shape(await read(sampleMailOutlook))).toEqual([
      {
        ...{ payer: 'Acme Payables', reference: 'CHK-4711', date: null, amount: '1200.00', currency: 'USD' },
        lines: [
          ['INV‑1', '1000.50', null, ''],
          ['INV-2', '200.00', null, ''],
          ['INV-3', '-0.50', null, ''],
        ],
      },
    ]);
  });

  it('is read by the kept mapping that its table fits, and pointed at like a file', async () => {
    const own = sampleMailTable.replace('<th>Invoice</th><th>Amount paid</th>', '<th>Vorgang</th><th>Zahlung EUR</th>');
    expect(await refusal(own)).toBe('remittance.no-table');
    expect(must(await inspectRemittanceTable(bytes(own)))).toMatchObject({
      ...{ format: 'eml', header: ['Vorgang', 'Zahlung EUR'], rows: 2 },
      sample: [
        ['INV-1', '$1,000.50'],
        ['INV-2', '(0.50)'],
      ],
    });
    const kept = must(
      parseRemittanceMapping({
        ...{ name: 'acme', payer: 'Acme Ltd', onlyNamed: true },
        columns: { reference: 'Vorgang', amount: 'Zahlung EUR' },
      }),
    );
    const file = must(await readRemittance(bytes(own), { kept: [kept] }));
    expect(shape(remittanceFileToJson(file))).toMatchObject([
      { payer: 'Acme Ltd', amount: '1000.00', currency: 'EUR' },
    ]);
    // One that is kept for files of another name is not meant.
    const others = { ...kept, files: 'nord*.eml' };
    const unread = await readRemittance(bytes(own), { kept: [others], fileName: 'acme.eml' });
    expect(unread.ok ? 'was read' : unread.refusal.code).toBe('remittance.no-table');
    const twice = await readRemittance(bytes(own), { kept: [kept, { ...kept, name: 'acme 2' }] });
    expect(twice.ok ? 'was read' : twice.refusal.code).toBe('remittance.mapping-ambiguous');
  });

  it('is read by what Outlook packs into winmail.dat: the files by their long names, else the table in its HTML', async () => {
    const advice = bytes(sampleRemittanceCsv);
    const table = '<table><tr><td>Invoice</td><td>Amount</td></tr><tr><td>INV-9</td><td>12.00</td></tr></table>';
    const whole = sampleTnef({ files: [['Zahlungsavis März.csv', advice]], html: table });
    const file = await read(mailWithTnef(whole));
    expect(shape(file)[0]).toMatchObject({ payer: 'Acme Ltd', reference: '4711', amount: '1288.00' });
    const strange = await readRemittance(
      bytes(mailWithTnef(sampleTnef({ files: [['Zahlungsavis März.csv', bytes('?')]] }))),
    );
    expect(strange.ok ? '' : strange.refusal.message).toContain('Zahlungsavis März.csv was not read');
    expect(shape(await read(mailWithTnef(sampleTnef({ files: [], html: table }))))[0]).toMatchObject({
      payer: 'Acme Payables',
      lines: [['INV-9', '12.00', null, '']],
    });
    // Cut anywhere it is read as far as it goes, or refused: never a fault.
    for (let length = 0; length < whole.length; length += 7) await refusal(mailWithTnef(whole.subarray(0, length)));
  });

  it('takes an advice once that is attached as two kinds of file, and two advices as two', async () => {
    const csv = 'Invoice;Amount\nRE-1;10,00\nRE-2;20,00\n';
    const again = 'Document no.,Paid amount,Currency\nre 2,20.00,EUR\nRE-1,10.00,EUR\n';
    const twice = must(await readRemittance(bytes(withFiles(csv, again))));
    expect(twice.remittances.map((one) => one.amountMinor)).toEqual([30_00n]);
    expect(twice.warnings.map((one) => one.code)).toEqual(['remittance.attached-twice']);
    const other = 'Invoice;Amount;Payment\nRE-1;10,00;77\nRE-2;20,00;77\n';
    const two = await readRemittance(bytes(withFiles(other, other.replaceAll('77', '78'))));
    expect(must(two).remittances).toHaveLength(2);
  });

  /** A mail of a bank with these files. */
  const withFiles = (...files: readonly string[]): string =>
    [
      'From: "First Bank" <lockbox@bank.example>\nSubject: Files\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n',
      ...files.map(
        (text, index) =>
          `--b\nContent-Type: application/octet-stream; name="f${index}.txt"\nContent-Disposition: attachment; filename="f${index}.txt"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(text).toString('base64')}`,
      ),
      '--b--\n',
    ].join('\n');

  it('brings a lockbox as it is: its number, its batch that does not foot, and no sender as drawer', async () => {
    // One check more than there is.
    const lockbox = sampleLockbox.replace('602100020000035000', '602100030000036000');
    const file = must(await readRemittance(bytes(withFiles(lockbox))));
    const alone = must(await readRemittance(bytes(lockbox)));
    expect(alone.differing).toHaveLength(1);
    expect(file.differing).toEqual(alone.differing);
    expect(file.remittances.map((one) => [one.batch, one.paidInto?.lockbox, one.payer.name])).toEqual(
      alone.remittances.map((one) => [one.batch, '1234567', one.payer.name]),
    );
  });

  it('of two lockboxes with one name of a batch each stays by itself', async () => {
    const other = sampleLockbox.replaceAll('1234567', '7654321').replace(/[^\n]*JO DOE[^\n]*\n[^\n]*\n/, '');
    const file = must(await readRemittance(bytes(withFiles(sampleLockbox, other))));
    const batchesOf = (lockbox: string) =>
      new Set(file.remittances.filter((one) => one.paidInto?.lockbox === lockbox).map((one) => one.batch));
    expect([...batchesOf('1234567')]).toEqual(['001']);
    expect([...batchesOf('7654321')]).toEqual(['001 f1.txt']);
    expect(file.differing!.map((one) => one.batch)).toEqual(['001 f1.txt']);
  });

  it('that brings an X12 812 announces adjustments and pays nothing', async () => {
    const text = [
      'ISA*00*          *00*          *ZZ*BUYER          *ZZ*SELLER         *260302*1030*U*00401*000000001*0*P*>',
      'GS*CD*BUYER*SELLER*20260302*0900*1*X*004010',
      ...['ST*812*0001', 'BCD*20260302*CM-1*01*4000*C*01', 'CDD*06*C*1*4000', 'N9*IV*INV-1', 'N1*BY*ACME'],
      ...['SE*6*0001', 'GE*1*1', 'IEA*1*000000001', ''],
    ].join('~');
    expect(must(await readRemittance(bytes(withFiles(text)))).format).toBe('x12.812');
    const both = must(await readRemittance(bytes(withFiles(text, sampleRemittanceCsv))));
    expect(both.format).toBe('eml');
    expect(both.remittances.map((one) => one.reference)).toEqual(['4711']);
    expect(both.warnings.map((one) => one.code)).toContain('remittance.attachment-not-read');
  });

  it('without any advice is refused', async () => {
    expect(await refusal('From: a@b.example\nSubject: hello\n\nWe paid you yesterday.\n')).toBe('remittance.no-table');
  });
});

describe('a PDF', () => {
  const pdf = (content: string): Uint8Array =>
    new Uint8Array(NodeCompiler.create().pdf({ mainFileContent: content } as never));

  it('is read by where its texts stand', async () => {
    const file = await read(
      pdf(`Remittance advice \\
Payer: Acme Ltd \\
Payment reference: 4711 \\
Date: 2026-02-10 \\
#table(columns: 4, align: (left, left, right, right), [Invoice], [Date], [Discount], [Amount paid],
  [INV-1001], [2026-01-02], [2.00], [98.00], [INV-1002], [2026-01-05], [], [1,234.50], [CM-7], [2026-01-06], [], [-10.00])
Total USD 1,322.50`),
    );
    expect(shape(file)).toEqual([
      {
        payer: 'Acme Ltd',
        reference: '4711',
        date: '2026-02-10',
        amount: '1322.50',
        currency: 'USD',
        lines: [
          ['INV-1001', '98.00', '2.00', ''],
          ['INV-1002', '1234.50', null, ''],
          ['CM-7', '-10.00', null, ''],
        ],
      },
    ]);
  });

  it('of documents without amounts is an advice where the payer calls it one, with its total where it has one', async () => {
    const list = (title: string, below = ''): Uint8Array =>
      pdf(`${title} \\
Payer: Acme Ltd \\
Payment reference: 4711 \\
#table(columns: 2, align: (left, left), [Invoice no.], [Date], [INV-1001], [2026-01-02], [INV-1002], [2026-01-05])
${below}`);
    const lines = [
      ['INV-1001', null, null, ''],
      ['INV-1002', null, null, ''],
    ];
    const silent = await read(list('Remittance advice'));
    expect(silent.warnings).toEqual([]);
    expect(shape(silent)).toMatchObject([{ payer: 'Acme Ltd', reference: '4711', amount: null, lines }]);
    expect(shape(await read(list('Zahlungsavis', 'Total EUR 1.322,50')))).toMatchObject([{ amount: '1322.50', lines }]);
    expect(await refusal(list('Please send us copies'))).toBe('remittance.no-table');
  });

  it('without text or of nothing is refused', async () => {
    expect(await refusal(pdf('#rect(width: 100pt, height: 50pt)'))).toBe('pdf.no-text');
    expect(await refusal('%PDF-1.7 nonsense')).toBe('pdf.malformed');
    expect(await refusal(pdf('We paid you.'))).toBe('remittance.no-table');
  });
});

describe('ISO 20022', () => {
  it('remt.001 gives its documents with discount and credit note', async () => {
    expect(shape(await read(sampleRemt001))).toEqual([
      {
        payer: 'Acme GmbH',
        reference: 'R-1',
        date: '2026-02-10',
        amount: '88.00',
        currency: 'EUR',
        lines: [
          ['INV-1001', '98.00', '2.00', ''],
          ['CM-7', '-10.00', null, ''],
        ],
      },
    ]);
  });

  it('that says no amount, of the payment or of a document, says none', async () => {
    const silent = sampleRemt001.replace(/<RfrdDocAmt>.*?<\/RfrdDocAmt>/g, '').replace(/<Amt><InstdAmt.*?<\/Amt>/, '');
    const file = await read(silent);
    expect(file.warnings).toEqual([]);
    expect(shape(file)).toMatchObject([
      {
        amount: null,
        lines: [
          ['INV-1001', null, null, ''],
          ['CM-7', null, null, ''],
        ],
      },
    ]);
    // The one document of a payment is paid with all of it.
    const single = sampleRemt001.replace(
      /<Strd>.*<\/Strd>/s,
      '<Strd><RfrdDocInf><Nb>INV-1001</Nb></RfrdDocInf></Strd>',
    );
    expect(shape(await read(single))).toMatchObject([{ amount: '88.00', lines: [['INV-1001', '88.00', null, '']] }]);
  });

  it('refuses another message, a DOCTYPE and a payment without remittance', async () => {
    expect(await refusal('<?xml version="1.0"?><Document><Other/></Document>')).toBe('iso20022.other-message');
    expect(await refusal(`<!DOCTYPE x>${sampleRemt001}`)).not.toBe('was read');
    expect(await refusal('<Document><RmtAdvc><GrpHdr/></RmtAdvc></Document>')).toBe('iso20022.no-remittance');
  });
});

/** A mail of plain text. */
const mail = (subject: string, text: string): string =>
  `From: a@example.org\r\nTo: b@example.org\r\nSubject: ${subject}\r\nContent-Type: text/plain\r\n\r\n${text.replaceAll('\n', '\r\n')}`;

describe('what is no remittance', () => {
  it.each([
    ['nothing', '', 'remittance.empty-file'],
    ['prose', 'We have paid you.', 'remittance.unknown-format'],
  ])('%s is refused', async (_, text, code) => expect(await refusal(text)).toBe(code));
  it('a packed file, and a mail that Outlook saved, are refused with what to bring', async () => {
    expect(await refusal(gzipSync('Invoice;Amount\nRE-1;10,00\n'))).toBe('file.packed');
    const compound = Buffer.concat([Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]);
    expect(await refusal(compound)).toBe('xlsx.old-or-encrypted');
    compound.write('__substg1.0_', 500, 'utf16le');
    expect(await refusal(compound)).toBe('mail.outlook-msg');
    const bank = readBankFile(gzipSync(':20:X\n'), { fileName: 'day.sta.gz' });
    expect(bank.ok ? 'was read' : [bank.refusal.code, bank.refusal.at]).toEqual([
      'file.packed',
      { file: 'day.sta.gz' },
    ]);
  });
  it('a picture is refused', async () =>
    expect(await refusal(Uint8Array.from([...Buffer.from('GIF89a'), 0]))).toBe('remittance.picture'));
});

describe('a refusal says where', () => {
  it.each([
    ['a header that is cut', 'ISA*00*', { path: 'ISA[1]' }],
    ['an interchange without a set', sampleX12820.replace(/ST\*[\s\S]*?SE\*[^~\n]*[~\n]/g, ''), { path: 'ISA[1]' }],
    ['another message', '<?xml version="1.0"?><Document><Other/></Document>', { path: 'Other' }],
    ['a payment without remittance', '<Document><RmtAdvc><GrpHdr/></RmtAdvc></Document>', { path: 'Document' }],
    ['a total finer than its currency', 'Invoice,Amount,Currency\nINV-1,10.00,EUR\nTotal,10.005,\n', { row: 3 }],
    ['a table that names nothing', 'Title;of;it\n\nColour;Size;Taste\nred;5;sweet\n', { row: 1 }],
    [
      'a mail that only asks',
      mail('When will you pay?', 'Hello,\n\nplease tell us about invoice RE-1001.\n'),
      { path: 'text/line[3]' },
    ],
    ['a mail that asks in its subject', mail('Invoice RE-1001?', 'Hello.\n'), { path: 'subject' }],
    ['nothing at all', '', {}],
  ])('%s', async (_, text, place) => {
    const outcome = await readRemittance(new TextEncoder().encode(text), { fileName: 'advice' });
    expect(outcome.ok ? 'was read' : outcome.refusal.at).toEqual({ file: 'advice', ...place });
  });
});
