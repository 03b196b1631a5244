/** The same statements as each kind of bank file: MT940 and CAMT.053 as the demo writes them, BAI2, OFX and CSV here. */
import { formatAmount } from '#kernel';
import { bankReference, closingOf, type DemoStatement, writeBankFile } from '../demo/bank-files.ts';

export const bankFormats = ['mt940', 'camt', 'bai2', 'ofx', 'csv'] as const;
export type BankFormat = (typeof bankFormats)[number];

/** How the CSV is read; it names no account and no balances, as exports of online banking do. */
export const csvMapping = (account: string) => ({
  name: 'export',
  delimiter: ';',
  dateOrder: 'YMD' as const,
  decimalMark: '.' as const,
  account,
  currency: 'EUR',
  columns: {
    bookingDate: 'Day',
    amount: 'Amount',
    name: 'Name',
    remittance: ['Text'],
    bankReference: 'Reference',
  },
});

const compact = (day: string): string => day.replaceAll('-', '');
const magnitude = (minor: bigint): bigint => (minor < 0n ? -minor : minor);

/** A group for each day, a transaction for each payment, controls that agree. */
function bai2(statements: readonly DemoStatement[]): string {
  let fileTotal = 0n;
  let fileRecords = 2;
  const groups = statements.map((one) => {
    const entries = one.payments.map(
      (payment, index) =>
        `16,${payment.amountMinor < 0n ? '475' : '195'},${magnitude(payment.amountMinor)},0,${bankReference(one, index)},,${payment.payer}: ${payment.text}`,
    );
    const total =
      one.openingMinor +
      closingOf(one) +
      one.payments.reduce((sum, payment) => sum + magnitude(payment.amountMinor), 0n);
    const records = entries.length + 2;
    fileTotal += total;
    fileRecords += records + 2;
    return [
      `02,CUST,BANK,1,${compact(one.day).slice(2)},2359,${one.currency},2/`,
      `03,${one.account},,010,${one.openingMinor},,,015,${closingOf(one)},,/`,
      ...entries,
      `49,${total},${records}/`,
      `98,${total},1,${records + 2}/`,
    ].join('\n');
  });
  const day = compact(statements.at(-1)!.day).slice(2);
  return `01,BANK,CUST,${day},0600,${statements.at(-1)!.sequence},80,1,2/\n${groups.join('\n')}\n99,${fileTotal},${statements.length},${fileRecords}/\n`;
}

const sgml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** One list of transactions and the balance at its end, as OFX has it. */
function ofx(statements: readonly DemoStatement[]): string {
  const last = statements.at(-1)!;
  const entries = statements.flatMap((one) =>
    one.payments.map(
      (payment, index) =>
        `<STMTTRN><TRNTYPE>${payment.amountMinor < 0n ? 'DEBIT' : 'CREDIT'}<DTPOSTED>${compact(one.day)}<TRNAMT>${formatAmount(payment.amountMinor, one.currency)}<FITID>${bankReference(one, index)}<NAME>${sgml(payment.payer)}<MEMO>${sgml(payment.text)}</STMTTRN>`,
    ),
  );
  return `OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><STMTRS>
<CURDEF>${last.currency}
<BANKACCTFROM><BANKID>1<ACCTID>${last.account}<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST>
${entries.join('\n')}
</BANKTRANLIST>
<LEDGERBAL><BALAMT>${formatAmount(closingOf(last), last.currency)}<DTASOF>${compact(last.day)}</LEDGERBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1>
</OFX>
`;
}

function csv(statements: readonly DemoStatement[], withReference: boolean): string {
  const rows = statements.flatMap((one) =>
    one.payments.map((payment, index) =>
      [
        one.day,
        formatAmount(payment.amountMinor, one.currency),
        payment.payer,
        payment.text,
        withReference ? bankReference(one, index) : '',
      ].join(';'),
    ),
  );
  return `Day;Amount;Name;Text;Reference\n${rows.join('\n')}\n`;
}

/** The statements of one account as a file of a format, as text. */
export function statementText(format: BankFormat, statements: readonly DemoStatement[]): string {
  if (format === 'bai2') return bai2(statements);
  if (format === 'ofx') return ofx(statements);
  if (format === 'csv') return csv(statements, true);
  return new TextDecoder().decode(writeBankFile(format, statements));
}

/** A CSV in which nothing but day, amount, name and text tells what a line is. */
export const csvWithoutReferences = (statements: readonly DemoStatement[]): string => csv(statements, false);

/** Where an entry of a format begins and ends in the text. */
const entryPattern: Readonly<Record<BankFormat, RegExp>> = {
  mt940: /:61:[\s\S]*?(?=:61:|:62F:)/g,
  camt: /<Ntry>[\s\S]*?<\/Ntry>/g,
  bai2: /^16,.*$/gm,
  ofx: /<STMTTRN>.*<\/STMTTRN>/g,
  csv: /^\d{4}-.*$/gm,
};

/** The same file with its entries in the opposite order. */
export function entriesReversed(format: BankFormat, text: string): string {
  const entries = text.match(entryPattern[format]) ?? [];
  return text.replace(entryPattern[format], () => entries.pop()!);
}
