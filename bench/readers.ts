/**
 * Bank files with very many entries: how fast each is gone through and how much memory the process takes at most, a process of
 * its own for each, since memory that one reader took would be counted for the next. What is measured is the way that users
 * take: `bank read FILE --json` of the command line itself, its document looked at as it is written, and before it the first
 * half of it alone, the survey that checks the file and foots its statements.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { footingOf, surveyBankFile } from '#formats';
import { openFilePieces } from '#platform';
import { main } from '../src/apps/cli/main.ts';

/** TRUST, "fuzz every reader" and the issue: a file with a million entries is read within this. */
const goalMb = 512;

interface LargeFile {
  readonly head: (count: number) => string;
  readonly entry: (index: number) => string;
  readonly foot: (count: number) => string;
}

const seven = (index: number): string => String(index + 1).padStart(7, '0');
/** Every entry is 1.00, so that sums are known. */
const sumOf = (count: number, digits: number): string => String(count * 100).padStart(digits, '0');

const camtBalance = (code: string, amount: string): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-10</Dt></Dt></Bal>`;

const camtAccount = '<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>';
const camtEntry = (index: number): string =>
  `<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-10</Dt></BookgDt><NtryDtls><TxDtls><RmtInf><Ustrd>INV-${seven(index)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n`;
/** A report or an advice: entries without balances. */
const camtWithoutBalances = (message: string, block: string, number: string): LargeFile => ({
  head: () =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.${number}.001.08"><${message}><${block}><Id>1</Id>${camtAccount}`,
  entry: camtEntry,
  foot: () => `</${block}></${message}></Document>\n`,
});
const mt940Entry = (index: number): string =>
  `:61:2602100210C1,00NTRFNONREF//${seven(index)}\r\n:86:166?00GUTSCHRIFT?20SVWZ+INV-${seven(index)}\r\n`;

const norma43Most = 50_000;
const norma43Head = (): string =>
  `${`${'11210004180200051332260201260228200000000000000978'.padEnd(50)}3DUNDER SL`.padEnd(80)}\n`;
const norma43Foot = (count: number): string =>
  `${`33210004180200051332${''.padStart(5, '0')}${''.padStart(14, '0')}${String(count).padStart(5, '0')}${sumOf(count, 14)}2${sumOf(count, 14)}978`.padEnd(80)}\n`;

/** What banks would send, as small as their norm allows: a larger file is refused from 256 MB on. */
export const largeFiles: Readonly<Record<string, LargeFile>> = {
  MT940: {
    head: () => ':20:BENCH\r\n:25:DE89370400440532013000\r\n:28C:1/1\r\n:60F:C260210EUR0,00\r\n',
    entry: mt940Entry,
    foot: (count) => `:62F:C260210EUR${count},00\r\n-\r\n`,
  },
  MT942: {
    head: () => ':20:BENCH\r\n:25:DE89370400440532013000\r\n:28C:1/1\r\n:34F:EUR0,\r\n:13D:2602101200+0100\r\n',
    entry: mt940Entry,
    foot: (count) => `:90D:0EUR0,00\r\n:90C:${count}EUR${count},00\r\n-\r\n`,
  },
  'CAMT.053': {
    head: (count) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>${camtAccount}${camtBalance('OPBD', '0.00')}${camtBalance('CLBD', `${count}.00`)}`,
    entry: camtEntry,
    foot: () => '</Stmt></BkToCstmrStmt></Document>\n',
  },
  'CAMT.052': camtWithoutBalances('BkToCstmrAcctRpt', 'Rpt', '052'),
  'CAMT.054': camtWithoutBalances('BkToCstmrDbtCdtNtfctn', 'Ntfctn', '054'),
  BAI2: {
    head: (count) =>
      `01,BANK,CUST,260211,0600,7,80,1,2/\n02,CUST,BANK,1,260210,2359,USD,2/\n03,4711,,010,0,,,015,${count * 100},,/\n`,
    entry: (index) => `16,195,100,0,${seven(index)},,INV-${seven(index)}\n`,
    foot: (count) =>
      `49,${count * 200},${count + 2}/\n98,${count * 200},1,${count + 4}/\n99,${count * 200},1,${count + 6}/\n`,
  },
  CSV: {
    head: () => 'Date;Label;Debit;Credit;Balance\n',
    entry: (index) => `10.02.2026;Invoice ${seven(index)};;1,00;${index + 1},00\n`,
    foot: () => '',
  },
  'OFX 2': {
    head: () =>
      '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="220"?>\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR</CURDEF><BANKACCTFROM><BANKID>1</BANKID><ACCTID>123-4</ACCTID></BANKACCTFROM><BANKTRANLIST>\n',
    entry: (index) =>
      `<STMTTRN><TRNTYPE>CREDIT</TRNTYPE><DTPOSTED>20260210</DTPOSTED><TRNAMT>1.00</TRNAMT><FITID>${seven(index)}</FITID><MEMO>Invoice ${seven(index)}</MEMO></STMTTRN>\n`,
    foot: (count) =>
      `</BANKTRANLIST><LEDGERBAL><BALAMT>${count}.00</BALAMT><DTASOF>20260210</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n`,
  },
  CODA: {
    head: () =>
      `${[
        `00000120226125${'05'.padEnd(9)}${''.padEnd(2)}REF0000007DUNDER NV`.padEnd(127) + '2',
        `12007${'BE68539007547034'.padEnd(34)}EUR0000000000000000110226DUNDER NV`.padEnd(125) + '007',
      ].join('\n')}\n`,
    // The norm counts to 9999 and begins again.
    entry: (index) =>
      `${`21${String((index % 9999) + 1).padStart(4, '0')}0000${seven(index).padEnd(21)}0000000000001000120226001500000${`INV-${seven(index)}`.padEnd(53)}1202260070`.padEnd(127)}0\n`,
    foot: (count) =>
      `${[
        `8007${'BE68539007547034'.padEnd(34)}EUR0${String(count * 1000).padStart(15, '0')}120226`.padEnd(127) + '0',
        `9${''.padEnd(15)}${String((count + 2) % 1_000_000).padStart(6, '0')}${''.padStart(15, '0')}${String(count * 1000).padStart(15, '0')}`.padEnd(
          127,
        ) + '2',
      ].join('\n')}\n`,
  },
  'Norma 43': {
    head: norma43Head,
    // A trailer counts to 99999: a bank gives an account with more movements in several statements.
    entry: (index) =>
      `${index > 0 && index % norma43Most === 0 ? norma43Foot(norma43Most) + norma43Head() : ''}${`22    04182602102602100200120000000000010000000000000000000000${seven(index).padStart(16, '0')}`.padEnd(80)}\n${`2301INV-${seven(index)}`.padEnd(80)}\n`,
    foot: (count) => `${norma43Foot(((count - 1) % norma43Most) + 1)}${`88${'9'.repeat(18)}000000`.padEnd(80)}\n`,
  },
};

/** Writes a file piece by piece: the bench itself must not need what it measures. */
export function writeLargeFile(path: string, format: string, count: number): void {
  const { head, entry, foot } = largeFiles[format]!;
  const file = openSync(path, 'w');
  try {
    writeSync(file, head(count));
    let piece = '';
    for (let index = 0; index < count; index += 1) {
      piece += entry(index);
      if (piece.length > 1_000_000) {
        writeSync(file, piece);
        piece = '';
      }
    }
    writeSync(file, piece + foot(count));
  } finally {
    closeSync(file);
  }
}

interface Measured {
  readonly entries: number;
  /** The file gone through and checked. */
  readonly seconds: number;
  /** `bank read --json`, whole. */
  readonly wholeSeconds: number;
  readonly peakMb: number;
}

/** In the process of its own: reads a file, and says what it took. */
async function readAlone(path: string): Promise<Measured | { readonly refused: string }> {
  const start = performance.now();
  const read = surveyBankFile(openFilePieces(path), { fileName: 'bench' });
  const seconds = (performance.now() - start) / 1000;
  if (!read.ok) return { refused: `${read.refusal.code}: ${read.refusal.message.slice(0, 150)}` };
  const { statements } = read.value;
  if (statements.some((one) => footingOf(one, one.bookedMinor).foots === false))
    return { refused: 'the statement does not foot' };
  const surveyed = statements.reduce((sum, one) => sum + one.entryCount, 0);
  const [entries, wholeSeconds] = await printedEntries(path);
  if (entries !== surveyed) return { refused: `${surveyed} entries were counted, ${entries} written` };
  return { entries, seconds, wholeSeconds, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) };
}

/** Runs `bank read FILE --json` and counts the entries of the document that it writes. */
async function printedEntries(path: string): Promise<[number, number]> {
  const { write } = process.stdout;
  let entries = 0;
  process.stdout.write = ((piece: string, told: () => void) => {
    entries += piece.split('{"bookingDate":').length - 1;
    told();
    return true;
  }) as typeof write;
  const start = performance.now();
  try {
    const status = await main(['bank', 'read', path, '--json']);
    if (status !== 0) throw new Error(`bank read ended with ${status}`);
  } finally {
    process.stdout.write = write;
  }
  return [entries, (performance.now() - start) / 1000];
}

/** Reads a file of so many entries in each format; the lines of a table, each told as it is known. */
export async function benchReaders(count: number, say: (row: string) => void): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-readers-'));
  const rows: string[] = [];
  const tell = (row: string): void => {
    rows.push(row);
    say(row);
  };
  tell('| bank file | entries | MB | entries/s, checked | entries/s, `bank read --json` | memory at most | |');
  tell('|---|---|---|---|---|---|---|');
  try {
    for (const format of Object.keys(largeFiles)) {
      const path = join(folder, 'file');
      writeLargeFile(path, format, count);
      const answer = await alone(path);
      const size = (statSync(path).size / 1e6).toFixed(0);
      if ('refused' in answer) {
        tell(`| ${format} | ${count.toLocaleString('en')} | ${size} | | | | **refused**: ${answer.refused} |`);
        continue;
      }
      if (answer.entries !== count) throw new Error(`readers: ${format} gave ${answer.entries} entries of ${count}`);
      const rate = (seconds: number): string => Math.round(count / seconds).toLocaleString('en');
      tell(
        `| ${format} | ${count.toLocaleString('en')} | ${size} | ${rate(answer.seconds)} | ${rate(answer.wholeSeconds)} | ${answer.peakMb} MB | ${answer.peakMb <= goalMb ? 'met' : `**missed** (≤ ${goalMb} MB)`} |`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

function alone(path: string): Promise<Measured | { readonly refused: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  return new Promise((resolve) => {
    child.once('close', (status) => {
      if (status !== 0) return resolve({ refused: `the process ended with ${status}` });
      resolve(JSON.parse(Buffer.concat(pieces).toString('utf8')));
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await readAlone(process.argv[2]!)));
