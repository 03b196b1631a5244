/** Small bank files of our own, one per format: for tests and as seeds of the fuzzer. Everything in them is made up. */

/** A wire of 1,500.00 with continued text and a returned check of 25.00; the controls agree. */
export const sampleBai2 = `01,BANK,CUST,260211,0600,7,80,1,2/
02,CUST,BANK,1,260210,2359,USD,2/
03,4711,,010,1000000,,,015,1147500,,,100,150000,1,V,260211,,400,2500,1,0/
16,195,150000,V,260211,,WIRE77,,ORIG CO NAME:ACME, INC INV 1001,
88,1002 PAID IN FULL
16,555,2500,0,,,CHECK RETURNED/
49,2452500,5/
98,2452500,1,7/
99,2452500,1,9/
`;
/** The same report as a mainframe writes it: physical records of 80 characters, filled with blanks, one after the other. */
export const sampleBai2Records: readonly string[] = [
  ...sampleBai2.split('\n').slice(0, 2),
  '03,4711,,010,1000000,,,015,1147500/',
  '88,,,100,150000,1,V,260211,,400,2500,1,0/',
  ...sampleBai2.split('\n').slice(3, 6),
  '49,2452500,6/',
  '98,2452500,1,8/',
  '99,2452500,1,10/',
].map((record) => record.padEnd(80));

const ofxBody = (end: (name: string) => string): string => `<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0${end('CODE')}<SEVERITY>INFO${end('SEVERITY')}</STATUS></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><STMTRS>
<CURDEF>EUR${end('CURDEF')}
<BANKACCTFROM><BANKID>1${end('BANKID')}<ACCTID>123-4${end('ACCTID')}<ACCTTYPE>CHECKING${end('ACCTTYPE')}</BANKACCTFROM>
<BANKTRANLIST>
<STMTTRN><TRNTYPE>CREDIT${end('TRNTYPE')}<DTPOSTED>20260210120000[-5:EST]${end('DTPOSTED')}<TRNAMT>1000.00${end('TRNAMT')}<FITID>F1${end('FITID')}<NAME>Acme &amp; Sons${end('NAME')}<MEMO>Invoice 1001${end('MEMO')}</STMTTRN>
<STMTTRN><TRNTYPE>FEE${end('TRNTYPE')}<DTPOSTED>20260211${end('DTPOSTED')}<TRNAMT>-12,05${end('TRNAMT')}<FITID>F2${end('FITID')}<NAME>Bank${end('NAME')}<MEMO>Fees${end('MEMO')}</STMTTRN>
</BANKTRANLIST>
<LEDGERBAL><BALAMT>987.95${end('BALAMT')}<DTASOF>20260228${end('DTASOF')}</LEDGERBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1>
</OFX>
`;
export const sampleOfx1 = `OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n${ofxBody(() => '')}`;
export const sampleOfx2 = `<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="220"?>\n${ofxBody((name) => `</${name}>`)}`;

/** 500.00 with a Belgian structured communication and 12.50 of charges. */
export const sampleCoda = `${[
  `00000120226125${'05'.padEnd(9)}${''.padEnd(2)}REF0000007DUNDER NV`.padEnd(127) + '2',
  `12007${'BE68539007547034'.padEnd(34)}EUR0000000001000000110226DUNDER NV`.padEnd(125) + '007',
  `2100010000${'BANKREF1'.padEnd(21)}0000000000500000120226001500001101090933755493${''.padEnd(38)}1202260071`.padEnd(
    127,
  ) + '0',
  `2200010000${''.padEnd(53)}E2E-1`.padEnd(127) + '0',
  `2300010000${'BE47435000000080'.padEnd(37)}${'ACME SA'.padEnd(35)}`.padEnd(127) + '0',
  `2100020000${'BANKREF2'.padEnd(21)}100000000001250012022600337000${'0CHARGES'.padEnd(54)}1202260070`.padEnd(127) +
    '0',
  `8007${'BE68539007547034'.padEnd(34)}EUR0000000001487500120226`.padEnd(127) + '0',
  `9${''.padEnd(15)}000006000000000012500000000000500000`.padEnd(127) + '2',
].join('\n')}\n`;

/** A transfer of 1,210.00 with a text that is cut in the middle of a word, and 3.50 of charges. */
export const sampleAeb43 = `${[
  '11210004180200051332260201260228200000000500000978' + '3' + 'DUNDER SL',
  '22    0418260210260210' + '02' + '001' + '2' + '00000000121000' + '0000000000' + '000000000000' + '0000000000001001',
  '2301' + 'TRANSFERENCIA DE ACME SL FACTURA 1001'.slice(0, 38).padEnd(38),
  '22    0418260211260211' + '17' + '002' + '1' + '00000000000350' + '0000000000' + '000000000000' + '0000000000000000',
  '2301' + 'COMISION',
  '33210004180200051332' + '00001' + '00000000000350' + '00001' + '00000000121000' + '2' + '00000000620650' + '978',
  '88' + '9'.repeat(18) + '000006',
]
  .map((line) => line.padEnd(80))
  .join('\n')}\n`;
