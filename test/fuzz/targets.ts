/** The readers as targets of the fuzzer, each with seeds of our own; where the corpus is, its small files are seeds too. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import {
  applyMapping,
  type BankEntry,
  type BankFile,
  type BankPiece,
  bankFileToJson,
  footing,
  parseBankMapping,
  parseMapping,
  parseRemittanceMapping,
  type RemittanceFile,
  readAccountStatement,
  readBankFile,
  readDeliveryReport,
  readRemittance,
  readSettlement,
  readTable,
  remittanceFileToJson,
  writeWorkbook,
} from '#formats';
import { builtInErpMappings, itemFields, parseErpMapping, parseManifest, readAnswers } from '#integrations';
import { done, type Outcome, type Refusal, RefusalError } from '#kernel';
import { type DemoStatement, writeBankFile } from '../../demo/bank-files.ts';
import { readAeb43 } from '../../src/formats/bank/aeb43/read-aeb43.ts';
import { readBai2 } from '../../src/formats/bank/bai2/read-bai2.ts';
import { readCamt } from '../../src/formats/bank/camt/read-camt.ts';
import { readCoda } from '../../src/formats/bank/coda/read-coda.ts';
import { readBankCsv, readBankWorkbook } from '../../src/formats/bank/csv/read-csv.ts';
import { decodeText, type TextSource, textAtHand, textSource } from '../../src/formats/bank/decode.ts';
import type { BankWarning } from '../../src/formats/bank/model.ts';
import { readMt940 } from '../../src/formats/bank/mt940/read-mt940.ts';
import { readOfx } from '../../src/formats/bank/ofx/read-ofx.ts';
import { wholeFile } from '../../src/formats/bank/read-bank-file.ts';
import {
  sampleAeb43,
  sampleBai2,
  sampleBai2Records,
  sampleCoda,
  sampleOfx1,
  sampleOfx2,
} from '../../src/formats/bank/samples.ts';
import {
  delayReport,
  exchangeReport,
  eximReport,
  gmailReport,
  postfixReport,
  qmailReport,
} from '../../src/formats/delivery-report/samples.ts';
import { readIsoRemittances } from '../../src/formats/remittance/iso20022/remittance-block.ts';
import { readLockbox } from '../../src/formats/remittance/lockbox/read-lockbox.ts';
import { warnOfSums } from '../../src/formats/remittance/model.ts';
import { readAchRemittances } from '../../src/formats/remittance/nacha/ach-remittances.ts';
import { sheetOfPages } from '../../src/formats/remittance/pdf/placed-text.ts';
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
} from '../../src/formats/remittance/samples.ts';
import { readRemittanceSheet } from '../../src/formats/remittance/table/read-remittance-sheet.ts';
import { readX12 } from '../../src/formats/remittance/x12/read-x12.ts';
import type { ScannedWord } from '../../src/formats/scan/model.ts';
import { pdfOfPicture } from '../../src/formats/scan/picture-file.ts';
import { samplePictures } from '../../src/formats/scan/samples.ts';
import { textsOfWords } from '../../src/formats/scan/words-on-page.ts';
import { readErpFile } from '../../src/modules/integrations/erp-file.ts';
import { corpusFolder } from '../corpus/suite.ts';
import { printCamt } from '../print-camt.ts';
import { sapHeader, sapRow } from '../sap-list.ts';
import { scannedPdf } from '../scanned-page.ts';
import type { Target } from './fuzz.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const size = (count: number): number => Math.min(9, Math.ceil(Math.log2(count + 1)));

/** What a bank file came to; throws where a statement that foots does not. */
function bankSignature(file: BankFile): string {
  for (const statement of file.statements) {
    if (footing(statement).foots !== true) continue;
    const booked = statement.entries
      .filter((entry) => entry.status === 'booked')
      .reduce((sum, entry) => sum + entry.amountMinor, 0n);
    if (booked !== statement.closingBalance!.amountMinor - statement.openingBalance!.amountMinor)
      throw new Error('a statement says that it foots, and does not');
  }
  refuseNul(JSON.stringify(bankFileToJson(file)));
  const entries = file.statements.reduce((count, statement) => count + statement.entries.length, 0);
  return `read ${file.format} ${size(file.statements.length)} ${size(entries)} ${[...new Set(file.warnings.map((one) => one.code))].sort().join()}`;
}

/** No database keeps the character NUL: what a reader says holds none. */
function refuseNul(json: string): void {
  if (/(?<!\\)(?:\\\\)*\\u0000/.test(json)) throw new Error('a text holds the character NUL');
}

/** What is said of a bank file and of no place in it. */
const ofTheWholeFile =
  /^(?:file\.too-large|bank\.(?:empty-file|unknown-format)|csv\.(?:unknown-header|no-rows)|table\.several-sheets|camt\.other-message|xlsx\..*|\w+\.(?:no-statement|no-account|cut))$/;

/** What is said of an advice as a whole: it has the file as its place. */
const ofTheWholeAdvice =
  /^(?:file\.too-large|remittance\.(?:empty-file|unknown-format|picture)|mail\.(?:malformed|too-deep)|pdf\.(?:malformed|encrypted)|picture\..*|xlsx\.(?:damaged|no-workbook|too-many-entries|old-or-encrypted|sheet-unknown))$/;

/** Every other refusal says where: a line, a segment, a page, a part or a path. */
function mustHavePlace({ code, message, at }: Refusal): void {
  const placed = at !== undefined && ('field' in at || at.row !== undefined || at.path !== undefined);
  if (!placed && !ofTheWholeAdvice.test(code)) throw new Error(`refused without a place: ${code} ${message}`);
}

function remittanceSignature(file: RemittanceFile): string {
  refuseNul(JSON.stringify(remittanceFileToJson(file)));
  const lines = file.remittances.reduce((count, one) => count + one.lines.length, 0);
  return `read ${file.format} ${size(file.remittances.length)} ${size(lines)} ${[...new Set(file.warnings.map((one) => one.code))].sort().join()}`;
}

/** Files of the corpus under 20 kB, from where they lie; nothing of them is kept here. */
function corpusSeeds(folder: string, kind: RegExp): Uint8Array[] {
  const corpus = corpusFolder();
  if (!corpus) return [];
  return readdirSync(join(corpus, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => kind.test(name))
    .sort()
    .map((name) => join(corpus, folder, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size < 20_000)
    .slice(0, 60)
    .map((path) => new Uint8Array(readFileSync(path)));
}

const statement: DemoStatement = {
  account: 'DE89370400440532013000',
  currency: 'EUR',
  day: '2026-02-10',
  sequence: 7,
  openingMinor: 1_234_567n,
  payments: [
    {
      company: 0,
      currency: 'EUR',
      day: '2026-02-10',
      account: null,
      structured: 'RF18539007547034',
      customer: null,
      numbers: ['1001'],
      amountMinor: 10_000n,
      payer: 'Acme',
      text: 'INV 1001',
    },
    {
      company: 0,
      currency: 'EUR',
      day: '2026-02-10',
      account: null,
      structured: null,
      customer: null,
      numbers: [],
      amountMinor: -250n,
      payer: 'Bank',
      text: 'charges',
    },
  ],
};

const bankCsv =
  'Date;Label;Debit;Credit;Balance\n10.02.2026;Invoice 1001;;1.000,50;2.000,50\n11.02.2026;Fee;0,50;;2.000,00\n';

function workbook(): Uint8Array {
  const pieces: Uint8Array[] = [];
  writeWorkbook(
    {
      name: 'Lines',
      header: ['Date', 'Label', 'Amount'],
      rows: [
        [{ day: '2026-02-10' }, 'Invoice 1001', { amount: '100.05' }],
        [{ day: '2026-02-11' }, '=fee', { amount: '-0.05' }],
      ],
    },
    (piece) => pieces.push(piece),
  );
  return new Uint8Array(Buffer.concat(pieces));
}
const sheetXml =
  '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Date</t></is></c><c r="B1" t="str"><v>Label</v></c><c r="C1" t="str"><v>Amount</v></c></row><row r="2"><c r="A2" s="1"><v>46000.5</v></c><c r="B2" t="s"><v>0</v></c><c r="C2"><f>1+1</f><v>1234.5599999999999</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>';

/** A sheet's XML in a workbook, so that mutations reach the sheet instead of failing at the checksum. */
const packed = (sheet: Uint8Array): Uint8Array =>
  zipSync(
    {
      'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'),
      'xl/_rels/workbook.xml.rels': strToU8(
        '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/><Relationship Id="r2" Type="x/styles" Target="t.xml"/><Relationship Id="r3" Type="x/sharedStrings" Target="u.xml"/></Relationships>',
      ),
      'xl/t.xml': strToU8('<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'),
      'xl/u.xml': strToU8('<sst><si><t>Invoice 1001</t></si></sst>'),
      'xl/s.xml': sheet,
    },
    { level: 0 },
  );

/**
 * Read at once, and where it is looked at thoroughly in pieces of a few bytes: both come to the same entries, or both are refused. Of a file with several
 * faults the one that is met first is told, and that depends on where its pieces end.
 */
const bank = (name: string, seeds: readonly Uint8Array[], read: (text: TextSource) => Iterable<BankPiece>): Target => ({
  name,
  seeds,
  run(input, thorough) {
    const whole = endOf(() => bankSignature(wholeFile(() => read(textSource([input])))));
    const refused = whole.startsWith('refused ');
    const cut = thorough ? endOf(() => bankSignature(wholeFile(() => read(textSource(inBits(input)))))) : whole;
    if (whole !== cut && !(refused && cut.startsWith('refused ')))
      throw new Error(`in pieces it comes to "${cut}", at once to "${whole}"`);
    if (refused) throw new RefusalError({ code: whole.slice(8), message: '', details: {} });
    return whole;
  },
});

/** Payments that say what is paid on each document: amounts of a block and of lines, a credit note, one amount for two, a reference. */
const camtOfDocuments = ((): string => {
  const amount = (name: string, text: string): string => `<${name} Ccy="EUR">${text}</${name}>`;
  const named = (number: string, inside = ''): string => `<RfrdDocInf><Nb>${number}</Nb>${inside}</RfrdDocInf>`;
  const blocks = [
    `${named('A-1')}<RfrdDocAmt>${amount('DuePyblAmt', '60.00')}${amount('DscntApldAmt', '1.00')}<AdjstmntAmtAndRsn>${amount('Amt', '2.00')}<CdtDbtInd>DBIT</CdtDbtInd><Rsn>damaged</Rsn><AddtlInf>3 of 40</AddtlInf></AdjstmntAmtAndRsn>${amount('RmtdAmt', '57.00')}</RfrdDocAmt><AddtlRmtInf>two pallets</AddtlRmtInf>`,
    `${named('A-2')}<RfrdDocInf><Tp><CdOrPrtry><Cd>CREN</Cd></CdOrPrtry></Tp><Nb>C-7</Nb></RfrdDocInf><RfrdDocAmt>${amount('CdtNoteAmt', '10.00')}${amount('TaxAmt', '3.00')}${amount('RmtdAmt', '20.00')}</RfrdDocAmt>`,
    `${named('A-3', `<LineDtls><Amt>${amount('RmtdAmt', '5.00')}</Amt></LineDtls>`)}${named('A-4', `<LineDtls><Amt>${amount('RmtdAmt', '6.00')}</Amt></LineDtls>`)}`,
    `${named('A-5')}${named('A-6')}<RfrdDocAmt>${amount('RmtdAmt', '12.00')}</RfrdDocAmt><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf>`,
    '<CdtrRefInf><Ref>ORDER 9</Ref></CdtrRefInf><RfrdDocAmt><RmtdAmt Ccy="USD">1.00</RmtdAmt></RfrdDocAmt><AddtlRmtInf>thanks</AddtlRmtInf>',
  ].map((one) => `<Strd>${one}</Strd>`);
  const entry = (text: string): string =>
    `<Ntry>${amount('Amt', '100.00')}<CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-02-10</Dt></BookgDt><NtryDtls><TxDtls><RmtInf>${text}</RmtInf></TxDtls></NtryDtls></Ntry>`;
  return `<Document><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>${entry(`<Ustrd>as agreed</Ustrd>${blocks.join('')}`)}${entry(blocks.slice(3).join(''))}</Stmt></BkToCstmrStmt></Document>`;
})();

/** A target whose entries, printed again, must be read as they were. */
function readBackBank(
  target: Target,
  read: (text: TextSource) => Iterable<BankPiece>,
  print: (entries: readonly BankEntry[]) => string,
): Target {
  return {
    ...target,
    async run(input, thorough) {
      const signature = await target.run(input, thorough);
      if (!thorough) return signature;
      for (const { entries } of wholeFile(() => read(textSource([input]))).statements) {
        if (entries.length === 0 || entries.length > 50) continue;
        const again = wholeFile(() => read(textAtHand(print(entries)))).statements[0]!.entries;
        const [was, is] = [entries, again].map((list) =>
          JSON.stringify(list, (_, one: unknown) => (typeof one === 'bigint' ? one.toString() : one)),
        );
        if (was !== is) throw new Error(`printed and read again it is ${is}, it was ${was}`);
      }
      return signature;
    },
  };
}

/** What a reader ends with: its signature, or its refusal. */
function endOf(work: () => string): string {
  try {
    return work();
  } catch (fault) {
    if (fault instanceof RefusalError) return `refused ${fault.refusal.code}`;
    throw fault;
  }
}
/** A file in pieces that end anywhere: inside of lines, tags and characters. */
function* cutInBits(input: Uint8Array): Generator<Uint8Array> {
  for (let from = 0, length = 1; from < input.length; from += length, length = (length % 61) + 7)
    yield input.subarray(from, from + length);
}
const inBits = (input: Uint8Array): Iterable<Uint8Array> => ({ [Symbol.iterator]: () => cutInBits(input) });

const advice = (name: string, seeds: readonly Uint8Array[], read: (text: string) => RemittanceFile): Target => ({
  name,
  seeds,
  run(input) {
    try {
      return remittanceSignature(read(decodeText(input)));
    } catch (fault) {
      if (fault instanceof RefusalError) mustHavePlace(fault.refusal);
      throw fault;
    }
  },
});
/** Through the door, for readers that wait. */
const throughDoor = (name: string, seeds: readonly Uint8Array[]): Target => ({
  name,
  seeds,
  async run(input) {
    const outcome = await readRemittance(input);
    if (!outcome.ok) {
      mustHavePlace(outcome.refusal);
      throw new RefusalError(outcome.refusal);
    }
    return remittanceSignature(outcome.value);
  },
});

function answerOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new RefusalError(outcome.refusal);
  return outcome.value;
}

const reported = { messageId: 'dunwell.7.0123@acme.example', recipient: 'payables@example.org' };

/** What came back of a mail; throws where it says more than a report may. */
async function deliveryReportSignature(input: Uint8Array): Promise<string> {
  const { dialect, recipients, references } = answerOf(await readDeliveryReport(input));
  if (recipients.length === 0 || recipients.length > 100 || references.length > 50)
    throw new Error('a report of nobody, of everybody, or about everything');
  refuseNul(JSON.stringify(recipients));
  for (const { address, originalAddress, diagnostic } of recipients)
    if ([address, originalAddress].some((one) => one?.includes('@') === false) || (diagnostic?.length ?? 0) > 500)
      throw new Error('an address that is none, or words without end');
  return `read ${dialect} ${size(recipients.length)} ${size(references.length)} ${recipients[0]!.action} ${recipients[0]!.status?.[0]}`;
}

const netsuite =
  'Internal ID,Customer ID,Document Number,Type,Date,Due Date/Receive By,Currency,Amount (Foreign Currency),Amount Remaining (Foreign Currency)\n1,C1,INV1,Invoice,2026-01-02,2026-02-01,EUR,10.00,10.00\n2,C1,CR1,Credit Memo,2026-01-02,2026-02-01,USD,-5.00,-2.50\n';
const erpMappings = ['netsuite-transactions', 'sap-line-items'].map((name) =>
  answerOf(parseErpMapping(builtInErpMappings.get(name))),
);

/** An ERP's list by the mappings that come with Dunwell; throws where rows are lost between good and bad. */
function erpListSignature(input: Uint8Array): string {
  const answers = erpMappings.map((mapping) => {
    const read = readErpFile({ fileName: 'list.csv', bytes: input }, mapping, 'EUR');
    if (!read.ok) return read.refusal.code;
    const { table, rows, bad } = read.value;
    if (new Set([...rows.map((row) => row.row), ...bad.map((one) => one.row)]).size !== table.rows.length)
      throw new Error('a row is neither good nor bad');
    return `${size(rows.length)} ${size(bad.length)} ${bad[0]?.code}`;
  });
  return `read ${answers.join(' / ')}`;
}

const items = bytes('customer,number,documentDate,amount\nC1,RE-1,2026-01-02,100.00\nC2,RE-2,31.01.2026,"1.000,50"\n');

/** Documents that people write: what is taken for a mapping is used at once, on a table that it may not fit. */
function mappingSignature(input: Uint8Array): string {
  let document: unknown;
  try {
    document = JSON.parse(decodeText(input));
  } catch {
    return 'no JSON';
  }
  const asTable = parseMapping(document);
  if (asTable.ok) {
    const { delimiter, sheet, skipRows, headerRows } = asTable.value;
    const table = readTable(items, { fileName: 'items.csv', delimiter, sheet, skipRows, headerRows });
    if (table.ok) applyMapping(table.value, asTable.value, itemFields);
  }
  const asErp = parseErpMapping(document);
  if (asErp.ok) readErpFile({ fileName: 'list.csv', bytes: bytes(netsuite) }, asErp.value, 'EUR');
  const asBank = parseBankMapping(document);
  if (asBank.ok) readBankFile(bytes(bankCsv), { mapping: asBank.value, fileName: 'bank.csv' });
  const others = [parseRemittanceMapping(document), parseManifest(document, 'list.json')];
  return [asTable, asErp, asBank, ...others].map((one) => (one.ok ? 'read' : one.refusal.message.slice(0, 60))).join();
}

export const targets: readonly Target[] = [
  bank(
    'MT940 and MT942',
    [
      writeBankFile('mt940', [statement]),
      bytes(':20:1\n:25:1\n:28C:1\n:34F:EUR0,\n:13D:2602101200+0100\n:61:2602100210C1,00NTRF1//2\n:86:text\n-'),
      ...corpusSeeds('mt940', /./),
    ],
    readMt940,
  ),
  readBackBank(
    bank(
      'CAMT',
      [writeBankFile('camt', [statement]), bytes(camtOfDocuments), ...corpusSeeds('iso20022', /\.xml$/)],
      readCamt,
    ),
    readCamt,
    printCamt,
  ),
  bank('BAI2', [bytes(sampleBai2), bytes(sampleBai2Records.join('')), ...corpusSeeds('bai2', /./)], readBai2),
  bank('OFX', [bytes(sampleOfx1), bytes(sampleOfx2), ...corpusSeeds('ofx', /./)], readOfx),
  bank('CODA', [bytes(sampleCoda), ...corpusSeeds('coda-n43/tryton-coda', /./)], readCoda),
  bank('Norma 43', [bytes(sampleAeb43), ...corpusSeeds('coda-n43/tryton-aeb43', /./)], readAeb43),
  bank('bank CSV', [bytes(bankCsv), ...corpusSeeds('bank-csv', /\.csv$/)], (text) => readBankCsv(text)()),
  {
    name: 'workbook',
    seeds: [workbook(), bytes(sheetXml), ...corpusSeeds('bank-csv', /\.xlsx$/)],
    run: (input) => bankSignature(wholeFile(readBankWorkbook(input[0] === 0x50 ? input : packed(input)))),
  },
  {
    name: 'table',
    seeds: [bytes('number,amount\n"A ""1""",1.00\n\nB,2\n'), bytes('Title\n\na\tb\nx\ty\n'), packed(bytes(sheetXml))],
    run(input) {
      const outcome = readTable(input, { fileName: 'table' });
      if (!outcome.ok) throw new RefusalError(outcome.refusal);
      refuseNul(JSON.stringify([outcome.value.header, outcome.value.rows]));
      return `read ${size(outcome.value.header.length)} ${size(outcome.value.rows.length)}`;
    },
  },
  advice('X12', [bytes(sampleX12820), ...corpusSeeds('x12', /\.edi$/)], readX12),
  advice('ACH', [bytes(sampleAch), ...corpusSeeds('ach', /\.ach$/)], readAchRemittances),
  advice('lockbox', [bytes(sampleLockbox)], readLockbox),
  advice(
    'ISO 20022 remittance',
    [bytes(sampleRemt001), writeBankFile('camt', [statement]), ...corpusSeeds('iso20022', /\.xml$/)],
    readIsoRemittances,
  ),
  throughDoor('remittance table and mail', [
    bytes(sampleRemittanceCsv),
    bytes(sampleMail),
    bytes(sampleMailTable),
    bytes(sampleMailOutlook),
    bytes(mailWithTnef(sampleTnef({ files: [['advice.csv', bytes(sampleRemittanceCsv)]], html: '<p>Paid' }))),
  ]),
  { ...throughDoor('PDF', [smallPdf()]), anothers: true },
  {
    name: 'bank file of any format',
    seeds: [
      writeBankFile('mt940', [statement]),
      writeBankFile('camt', [statement]),
      ...[sampleBai2, sampleOfx1, sampleOfx2, sampleCoda, sampleAeb43, bankCsv].map(bytes),
    ],
    run(input) {
      const outcome = readBankFile(input, { fileName: 'file' });
      if (!outcome.ok && !outcome.refusal.at && !ofTheWholeFile.test(outcome.refusal.code))
        throw new Error(`refused without a place: ${outcome.refusal.code} ${outcome.refusal.message}`);
      return bankSignature(answerOf(outcome));
    },
  },
  {
    name: 'delivery report',
    seeds: [delayReport, exchangeReport, eximReport, gmailReport, postfixReport, qmailReport].map((write) =>
      bytes(write(reported)),
    ),
    run: deliveryReportSignature,
  },
  {
    name: 'ERP list',
    seeds: [
      bytes(netsuite),
      bytes([sapHeader, sapRow({ number: '1', amount: '10.00' }), sapRow({ number: '2', amount: '-5.00' })].join('\n')),
    ],
    run: erpListSignature,
  },
  {
    name: 'ERP answers',
    seeds: [bytes('reference,result,document,reason\nC-1,confirmed,100045,\nC-2,rejected,,period closed\n')],
    run: (input) => `read ${size(answerOf(readAnswers('answers.csv', input)).answers.length)}`,
  },
  {
    name: 'mappings and manifests',
    seeds: [
      ...[...builtInErpMappings.values()].map((one) => bytes(JSON.stringify(one))),
      bytes(
        '{"name":"m","kind":"items","columns":{"customer":"customer","number":"number","documentDate":"documentDate","amount":{"column":"amount"}}}',
      ),
      bytes(
        '{"kind":"full","scope":"all","keyDate":"2026-01-09","count":900,"total":{"EUR":"9000.00"},"controlBalance":"1.00"}',
      ),
    ],
    run: mappingSignature,
  },
  {
    name: 'statement of account',
    seeds: [
      bytes(
        'As of 2026-03-31\nInvoice,Date,Amount,Currency\nRE-1,2026-03-01,100.00,EUR\nRE-2,2026-03-02,(2.50),EUR\nTotal,,97.50,\n',
      ),
      bytes('Datum;Beleg;Soll;Haben;Saldo\n01.03.2026;Saldovortrag;;;1.000,00\n05.03.2026;RE-7;;250,00;1.250,00\n'),
      smallPdf(),
    ],
    async run(input) {
      const outcome = await readAccountStatement(input, { fileName: 'statement', currency: 'EUR' });
      if (!outcome.ok) throw new RefusalError(outcome.refusal);
      const { format, lines, openingMinor, closingMinor } = outcome.value;
      return `read ${format} ${size(lines.length)} ${openingMinor === null} ${closingMinor === null}`;
    },
  },
  {
    name: 'scanned page',
    anothers: true,
    seeds: [
      // Each line a word: left, top, height, text.
      bytes(
        '10 10 8 Invoice\n90 10 8 Amount\n120 10 8 paid\n10 30 8 RE-1001\n90 30 8 1.250,75\n10 50 8 RE-1002\n90 51 9 98.40\n',
      ),
      bytes('0 0 8 Payer:\n40 0 8 Acme\n0 20 8 Rechnungsnummer\n100 20 8 Zahlbetrag\n0 40 8 |RE-7\n100 40 8 3:00|\n'),
    ],
    async run(input, thorough) {
      const words = decodeText(input)
        .split('\n')
        .slice(0, 2000)
        .flatMap((line): ScannedWord[] => {
          const found = /^(\d{1,5}) (\d{1,5}) (\d{1,3}) (.+)$/.exec(line);
          if (!found) return [];
          const [left, top, height] = found.slice(1, 4).map(Number) as [number, number, number];
          const text = found[4]!;
          return [{ text, confidence: 0.9, left, top, right: left + text.length * 5, bottom: top + height }];
        });
      // The page is the same each time, and opening it takes a hundred times as long as all behind it.
      if (!thorough) {
        const warnings: BankWarning[] = [{ code: 'scan.read', message: '' }];
        const sheet = sheetOfPages([textsOfWords(words, { height: 1 })]);
        const remittances = readRemittanceSheet(sheet, undefined, warnings) ?? [];
        if (words.length === 0 || remittances.length === 0)
          throw new RefusalError({ code: 'remittance.no-table', message: '', details: {} });
        warnOfSums(remittances, warnings);
        return remittanceSignature({ format: 'pdf', remittances, warnings });
      }
      const outcome = await readRemittance(onePixel, { words: async () => done(words) });
      if (!outcome.ok) throw new RefusalError(outcome.refusal);
      if (outcome.value.remittances.some((one) => one.scanned !== true)) throw new Error('a scan that does not say so');
      return remittanceSignature(outcome.value);
    },
  },
  {
    name: 'picture',
    seeds: Object.values(samplePictures).map((base64) => new Uint8Array(Buffer.from(base64, 'base64'))),
    run: (input) => `read ${size(pdfOfPicture(input).length)}`,
  },
  {
    name: 'settlement report',
    seeds: [
      bytes(
        'settlement,type,date,reference,document,gross,fee,net,currency\nPO-1,payment,2026-03-01,p1,RE-1,100.00,2.00,98.00,EUR\nPO-1,payout,2026-03-02,,,-98.00,,-98.00,EUR\n',
      ),
      bytes(
        'Type,Psp Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Batch Number\nSettled,7,EUR,,10.00,EUR,,9.80,0.20,238\n',
      ),
    ],
    run(input) {
      const outcome = readSettlement(input, { fileName: 'report', currency: 'EUR' });
      if (!outcome.ok) throw new RefusalError(outcome.refusal);
      const { layout, settlements } = outcome.value;
      const lines = settlements.flatMap((one) => one.lines);
      return `read ${layout} ${size(settlements.length)} ${size(lines.length)} ${settlements.some((one) => one.faults.length > 0)}`;
    },
  },
];

/** A page that is a picture: its words are given by the target. */
const onePixel = scannedPdf([{ width: 1, height: 1, dotsPerInch: 72, grey: Uint8Array.of(0) }]);

/** A page with a table of texts, written by hand so that mutations meet what they mean. */
function smallPdf(): Uint8Array {
  const texts = [
    [50, 700, 'Invoice'],
    [200, 700, 'Amount paid'],
    [50, 680, 'INV-1001'],
    [200, 680, '98.00'],
  ] as const;
  const content = `BT /F1 10 Tf ${texts.map(([x, y, text]) => `1 0 0 1 ${x} ${y} Tm (${text}) Tj`).join(' ')} ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj${object}endobj\n`;
    return place;
  });
  const start = file.length;
  return bytes(
    `${file}xref\n0 6\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${start}\n%%EOF`,
  );
}
