/** Small remittance files of our own, one per format: for tests and as seeds of the fuzzer. Everything in them is made up. */

/** Two invoices, one with a discount and an adjustment, and a deduction that stands for itself: 98.00 + 200.00 − 10.00. */
export const sampleX12820 = [
  'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PAYEE          *260210*1200*U*00401*000000007*0*P*>',
  'GS*RA*PAYER*PAYEE*20260210*1200*7*X*004010',
  'ST*820*0007',
  'BPR*C*288.00*C*ACH*CTX*01*021000021*DA*4711*1234567890**01*021000022*DA*9988*20260210',
  'TRN*1*TRACE7',
  'CUR*PR*USD',
  'N1*PR*ACME INC',
  'N1*PE*DUNDER LLC',
  'ENT*1',
  'ADX*-10.00*06*IV*CLAIM-3',
  'ENT*2',
  'RMR*IV*INV-1001**98.00*100.00*2.00',
  'REF*PO*PO-9',
  'RMR*IV*INV-1002**200.00*230.00',
  'ADX*-30.00*01',
  'NTE**SHORT DELIVERY',
  'SE*15*0007',
  'GE*1*7',
  'IEA*1*000000007',
]
  .map((segment) => `${segment}~`)
  .join('\n');

/** A CTX entry of 150.00 whose addenda hold RMR segments, one cut in the middle, and a returned debit of 75.00. */
export const sampleAch = [
  '101 021000021 0210000222602101200A094101BANK                   DUNDER',
  `5200${'ACME INC'.padEnd(16)}${''.padEnd(20)}1234567890CTXPAYABLES  260210260211   1021000020000001`,
  `622021000022${'9988'.padEnd(17)}0000015000${'ID1'.padEnd(15)}0002${'DUNDER LLC'.padEnd(16)}    1021000020000001`,
  `705${'RMR*IV*INV-1001**100.00*102.00*2.00\\RMR*IV*INV-1002**'.padEnd(80)}00010000001`,
  `705${'50.00\\'.padEnd(80)}00020000001`,
  `82000000030002100002${'0'.padStart(12, '0')}${'15000'.padStart(12, '0')}1234567890${''.padEnd(25)}021000020000001`,
  `5225${'DUNDER LLC'.padEnd(16)}${''.padEnd(20)}9876543210PPDDUES      260210260211   1021000020000002`,
  `626021000022${'1234'.padEnd(17)}0000007500${'C-77'.padEnd(15)}${'JO DOE'.padEnd(22)}  1021000020000002`,
  `799R01${'021000029999999'}${''.padEnd(6)}02100002${''.padEnd(44)}021000020000002`,
  `82250000020002100002${'7500'.padStart(12, '0')}${'0'.padStart(12, '0')}9876543210${''.padEnd(25)}021000020000002`,
  `9000002000001000000050004200004${'7500'.padStart(12, '0')}${'15000'.padStart(12, '0')}`,
]
  .map((line) => line.padEnd(94))
  .join('\n');

/** Two checks of a lockbox: one pays two invoices, the other says only a memo. */
export const sampleLockbox = [
  '101DUNDER    00210000212602101200',
  '2DUNDER    00210000210000000000100080000801',
  '50010001234567260210DUNDER    0021000021',
  `60010010000030000021000021${'4711'.padStart(10, '0')}${'1234'.padStart(10, '0')}021026${'ACME INC'.padEnd(30)}`,
  `40010016010${'INV-1001'.padEnd(12)}00000098000000000200`,
  `40010016029${'INV-1002'.padEnd(12)}00000202000000000000`,
  `60010020000005000021000021${'4712'.padStart(10, '0')}${'77'.padStart(10, '0')}021026${'JO DOE'.padEnd(30)}`,
  '40010026019FOR INVOICE 1003',
  '700100012345672602100020000035000',
  '8001000123456726021000020000035000',
  '9000011',
].join('\n');

export const sampleRemittanceCsv = `Payer: Acme Ltd
Payment reference: 4711
Payment date: 10.02.2026

Invoice no.;Gross amount;Discount;Deduction;Reason;Amount paid
INV-1001;100,00;2,00;;;98,00
INV-1002;1.230,00;;30,00;DAMAGED;1.200,00
CM-7;-10,00;;;;-10,00
Total EUR;;;;;1.288,00
`;

export const sampleMail = `From: "Acme Payables" <ap@acme.example>
To: ar@dunder.example
Subject: Remittance advice
Date: Tue, 10 Feb 2026 12:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/html; charset=utf-8

<p>Please find our payment enclosed. Payment number: 4711</p>
--b
Content-Type: text/csv; name="advice.csv"
Content-Disposition: attachment; filename="advice.csv"
Content-Transfer-Encoding: base64

${Buffer.from(sampleRemittanceCsv.replace('Payer: Acme Ltd\n', '')).toString('base64')}
--b--
`;

export const sampleMailTable = `From: Acme Payables <ap@acme.example>
Subject: Payment
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<p>Currency: USD</p><table><tr><th>Invoice</th><th>Amount paid</th></tr><tr><td>INV-1</td><td>$1,000.50</td></tr><tr><td>INV-2</td><td>(0.50)</td></tr></table>
`;

/** As Outlook writes it: each cell a paragraph, the table in a table that lays the mail out, and a text that lost its columns. */
export const sampleMailOutlook = `From: "Acme Payables" <ap@acme.example>
Subject: Payment
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Invoice

Amount paid

INV-1

1,000.50

--b
Content-Type: text/html; charset=utf-8

<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Payment</title><style><!-- p.MsoNormal {margin:0cm} --></style></head><body lang=EN-GB>
<table class=MsoNormalTable border=0><tr><td style='padding:0cm'>
<p class=MsoNormal><span lang=EN-GB>Payment reference: CHK-4711<o:p></o:p></span></p><p class=MsoNormal>Currency: USD</p>
<table class=MsoTableGrid border=1 cellspacing=0>
<tr style='mso-yfti-irow:0'><td width=200 valign=top><p class=MsoNormal><b>Invoice<br>number</b><o:p></o:p></p></td><td width=100 colspan=2><p class=MsoNormal><b>Note</b><o:p></o:p></p></td><td width=100><p class=MsoNormal align=right><b>Amount<o:p></o:p></b></p></td></tr>
<tr><td><p class=MsoNormal>INV&#8209;1<o:p></o:p></p></td><td><p class=MsoNormal>&nbsp;<o:p></o:p></p></td><td><p class=MsoNormal>May</p></td><td><p class=MsoNormal align=right>1,000.50<o:p></o:p></p></td></tr>
<tr><td><p class=MsoNormal>INV-2</p><p class=MsoNormal>INV-3</p></td><td></td><td></td><td><p class=MsoNormal>200.00</p><p class=MsoNormal>(0.50)</p></td></tr>
</table>
<p class=MsoNormal>Kind regards<o:p></o:p></p></td></tr></table></body></html>
--b--
`;

export const sampleRemt001 = `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:remt.001.001.05"><RmtAdvc>
<GrpHdr><MsgId>M1</MsgId><InitgPty><Nm>Acme</Nm></InitgPty></GrpHdr>
<RmtInf><RmtId>R-1</RmtId>
<Strd><RfrdDocInf><Nb>INV-1001</Nb></RfrdDocInf><RfrdDocAmt><DuePyblAmt Ccy="EUR">100.00</DuePyblAmt><DscntApldAmt><Amt Ccy="EUR">2.00</Amt></DscntApldAmt><RmtdAmt Ccy="EUR">98.00</RmtdAmt></RfrdDocAmt></Strd>
<Strd><RfrdDocInf><Nb>CM-7</Nb></RfrdDocInf><RfrdDocAmt><CdtNoteAmt Ccy="EUR">10.00</CdtNoteAmt></RfrdDocAmt></Strd>
<OrgnlPmtInf><Amt><InstdAmt Ccy="EUR">88.00</InstdAmt></Amt><ReqdExctnDt><Dt>2026-02-10</Dt></ReqdExctnDt><Dbtr><Nm>Acme GmbH</Nm></Dbtr></OrgnlPmtInf>
</RmtInf></RmtAdvc></Document>`;

/** A winmail.dat with files, each with a short name cut to 8.3 and a long one, and the mail's HTML. */
export function sampleTnef(of: {
  files: readonly (readonly [name: string, content: Uint8Array])[];
  html?: string;
}): Uint8Array {
  const number = (value: number): Buffer => {
    const four = Buffer.alloc(4);
    four.writeUInt32LE(value);
    return four;
  };
  const padded = (content: Uint8Array): Buffer =>
    Buffer.concat([number(content.length), content, Buffer.alloc((4 - (content.length % 4)) % 4)]);
  const attribute = (level: number, id: number, content: Uint8Array): Buffer => {
    const sum = Buffer.alloc(2);
    sum.writeUInt16LE(content.reduce((total, byte) => (total + byte) & 0xffff, 0));
    return Buffer.concat([Buffer.from([level]), number(id), number(content.length), content, sum]);
  };
  /** A priority, a named property and a day stand before what is read. */
  const properties = (id: number, type: number, value: Uint8Array): Buffer =>
    Buffer.concat([
      ...[number(4), number(0x0026_0003), number(1)],
      ...[number(0x8001_001f), Buffer.alloc(16), number(1), padded(Buffer.from('own\0', 'utf16le'))],
      ...[number(1), padded(Buffer.from('value\0', 'utf16le'))],
      ...[number(0x0039_0040), Buffer.alloc(8)],
      ...[number(((id << 16) | type) >>> 0), number(1), padded(value)],
    ]);
  return Buffer.concat([
    number(0x223e9f78),
    Buffer.from([1, 0]),
    attribute(1, 0x00089006, number(0x00010000)),
    ...(of.html === undefined ? [] : [attribute(1, 0x00069003, properties(0x1013, 0x0102, Buffer.from(of.html)))]),
    ...of.files.flatMap(([name, content]) => [
      attribute(2, 0x00069002, Buffer.alloc(14)),
      attribute(2, 0x00018010, Buffer.from('ZAHLUN~1.CSV\0', 'latin1')),
      attribute(2, 0x0006800f, content),
      attribute(2, 0x00069005, properties(0x3707, 0x001f, Buffer.from(`${name}\0`, 'utf16le'))),
    ]),
  ]);
}

/** A mail whose winmail.dat is this. */
export const mailWithTnef = (content: Uint8Array): string => `From: Acme Payables <ap@acme.example>
Subject: Payment
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain

Please see attached.
--b
Content-Type: application/ms-tnef; name="winmail.dat"
Content-Disposition: attachment; filename="winmail.dat"
Content-Transfer-Encoding: base64

${Buffer.from(content).toString('base64')}
--b--
`;
