/** Writes the demo's bank statements as its banks would send them: MT940 and CAMT.053. */
import { type Day, formatAmount } from '#kernel';
import type { DemoPayment } from './world.ts';

export interface DemoStatement {
  readonly account: string;
  readonly currency: string;
  readonly day: Day;
  readonly sequence: number;
  readonly openingMinor: bigint;
  readonly payments: readonly DemoPayment[];
}

export const closingOf = (statement: DemoStatement): bigint =>
  statement.payments.reduce((sum, payment) => sum + payment.amountMinor, statement.openingMinor);

const swiftDay = (day: Day): string => day.slice(2).replaceAll('-', '');
const magnitude = (minor: bigint): bigint => (minor < 0n ? -minor : minor);
const swiftAmount = (minor: bigint, currency: string): string =>
  formatAmount(magnitude(minor), currency).replace('.', ',');
const side = (minor: bigint): 'C' | 'D' => (minor < 0n ? 'D' : 'C');
/** A reference of the bank's own; it tells two equal payments of a day apart. */
export const bankReference = (statement: DemoStatement, index: number): string =>
  `${swiftDay(statement.day)}${String(statement.sequence % 1000).padStart(3, '0')}${String(index + 1).padStart(4, '0')}`;

/** A day's statement in the German structured dialect of MT940. */
function mt940Statement(statement: DemoStatement): string {
  const { currency, day } = statement;
  const lines = [
    `:20:STMT${swiftDay(day)}`,
    `:25:${statement.account}`,
    `:28C:${statement.sequence}/1`,
    `:60F:${side(statement.openingMinor)}${swiftDay(day)}${currency}${swiftAmount(statement.openingMinor, currency)}`,
  ];
  statement.payments.forEach((payment, index) => {
    const entry = `${side(payment.amountMinor)}${swiftAmount(payment.amountMinor, currency)}`;
    lines.push(`:61:${swiftDay(day)}${swiftDay(day).slice(2)}${entry}NTRFNONREF//${bankReference(statement, index)}`);
    lines.push(...structuredText(payment));
  });
  const closing = closingOf(statement);
  lines.push(`:62F:${side(closing)}${swiftDay(day)}${currency}${swiftAmount(closing, currency)}`, '-');
  return `${lines.join('\r\n')}\r\n`;
}

/** Field 86: purpose in ?20 …, the other side in ?31 (account), ?32 and ?33 (name), 27 characters each. */
function structuredText(payment: DemoPayment): string[] {
  const text = `SVWZ+${payment.text || payment.structured || ''}`;
  const pieces = chunks(text, 27)
    .slice(0, 10)
    .map((piece, index) => `?${20 + index}${piece}`);
  const names = chunks(payment.payer, 27)
    .slice(0, 2)
    .map((piece, index) => `?${32 + index}${piece}`);
  const account = payment.account === null ? [] : [`?31${payment.account}`];
  const code = payment.amountMinor < 0n ? '177?00UEBERWEISUNG' : '166?00GUTSCHRIFT';
  return chunks(`:86:${code}${[...pieces, ...account, ...names].join('')}`, 65);
}

const chunks = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, index) => text.slice(index * size, (index + 1) * size));

const xml = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!);

function camtBalance(code: string, minor: bigint, currency: string, day: Day): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${formatAmount(magnitude(minor), currency)}</Amt><CdtDbtInd>${minor < 0n ? 'DBIT' : 'CRDT'}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>`;
}

function camtStatement(statement: DemoStatement): string {
  const { currency, day, account } = statement;
  const id = /^[A-Z]{2}\d{2}/.test(account) ? `<IBAN>${account}</IBAN>` : `<Othr><Id>${account}</Id></Othr>`;
  const entries = statement.payments.map((payment, index) => {
    const incoming = payment.amountMinor >= 0n;
    const party = incoming ? 'Dbtr' : 'Cdtr';
    const other =
      payment.account === null
        ? ''
        : `<${party}Acct><Id>${/^[A-Z]{2}\d{2}/.test(payment.account) ? `<IBAN>${payment.account}</IBAN>` : `<Othr><Id>${payment.account}</Id></Othr>`}</Id></${party}Acct>`;
    const remittance = `${payment.text ? `<Ustrd>${xml(payment.text)}</Ustrd>` : ''}${payment.structured ? `<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>${payment.structured}</Ref></CdtrRefInf></Strd>` : ''}`;
    return `<Ntry><Amt Ccy="${currency}">${formatAmount(magnitude(payment.amountMinor), currency)}</Amt><CdtDbtInd>${incoming ? 'CRDT' : 'DBIT'}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${day}</Dt></BookgDt><ValDt><Dt>${day}</Dt></ValDt><AcctSvcrRef>${bankReference(statement, index)}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>${incoming ? 'RCDT' : 'ICDT'}</Cd><SubFmlyCd>OTHR</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><AcctSvcrRef>${bankReference(statement, index)}</AcctSvcrRef></Refs><RltdPties>${payment.payer ? `<${party}><Pty><Nm>${xml(payment.payer)}</Nm></Pty></${party}>` : ''}${other}</RltdPties>${remittance ? `<RmtInf>${remittance}</RmtInf>` : ''}</TxDtls></NtryDtls></Ntry>`;
  });
  return `<Stmt><Id>${account}-${statement.sequence}</Id><ElctrncSeqNb>${statement.sequence}</ElctrncSeqNb><CreDtTm>${day}T20:00:00Z</CreDtTm><Acct><Id>${id}</Id><Ccy>${currency}</Ccy></Acct>${camtBalance('OPBD', statement.openingMinor, currency, day)}${camtBalance('CLBD', closingOf(statement), currency, day)}${entries.join('\n')}</Stmt>`;
}

/** A file of one format with the statements of one account, in their order. */
export function writeBankFile(format: 'mt940' | 'camt', statements: readonly DemoStatement[]): Uint8Array {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  if (format === 'mt940') return encode(statements.map(mt940Statement).join(''));
  const last = statements.at(-1)!;
  return encode(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>${last.account}-${swiftDay(last.day)}</MsgId><CreDtTm>${last.day}T20:00:00Z</CreDtTm></GrpHdr>${statements.map(camtStatement).join('\n')}</BkToCstmrStmt></Document>\n`,
  );
}
