/** CAMT.052 (report), .053 (statement) and .054 (advice) of every version: ISO 20022 bank-to-customer cash management. */
import { type Day, isCurrency, isDay, raise } from '#kernel';
import { readBankAmount } from '../amount.ts';
import type {
  BankBalance,
  BankDetail,
  BankEntry,
  BankFile,
  BankFormat,
  BankStatement,
  BankWarning,
  Counterparty,
} from '../model.ts';
import { findCreditorReference } from '../remittance-text.ts';
import { setEntriesAside } from './entries-aside.ts';
import { at, childrenOf, parseXml, textAt, type XmlNode } from './xml.ts';

const messages: readonly { root: string; statement: string; format: BankFormat }[] = [
  { root: 'BkToCstmrStmt', statement: 'Stmt', format: 'camt.053' },
  { root: 'BkToCstmrAcctRpt', statement: 'Rpt', format: 'camt.052' },
  { root: 'BkToCstmrDbtCdtNtfctn', statement: 'Ntfctn', format: 'camt.054' },
];

/** True for text that begins like XML. */
export const looksLikeXml = (text: string): boolean => /^\s*(<\?xml|<[A-Za-z_])/.test(text.slice(0, 2000));

/**
 * Reads a CAMT message; an XML file of another kind is refused (`camt.other-message`) naming its root. The sign of an
 * entry is its CdtDbtInd: in a reversal the indicator says already what happens to the account.
 */
export function readCamt(text: string): BankFile {
  const { skeleton, entryOf } = setEntriesAside(text);
  const document = parseXml(skeleton);
  const root = at(document, 'Document') ?? (document as XmlNode);
  const message = messages.find((one) => at(root, one.root) !== undefined);
  if (!message) {
    const names =
      typeof root === 'string'
        ? []
        : Object.keys(root).filter((name) => !name.startsWith('@') && !name.startsWith('?'));
    raise(
      'camt.other-message',
      `This XML file is no bank statement (camt.052, .053 or .054) but "${names[0] ?? 'empty'}". Nothing was read.`,
      { root: names },
    );
  }
  const warnings: BankWarning[] = [];
  const statements = childrenOf(at(root, message.root), message.statement).map((node, index) =>
    readStatement(node, entryOf, `${message.root}/${message.statement}[${index + 1}]`, warnings),
  );
  if (statements.length === 0) raise('camt.no-statement', 'The message holds no statement. Nothing was read.');
  return { format: message.format, statements, warnings };
}

function readStatement(
  node: XmlNode,
  entryOf: (node: XmlNode) => XmlNode,
  path: string,
  warnings: BankWarning[],
): BankStatement {
  const entries = childrenOf(node, 'Ntry');
  const balances = childrenOf(node, 'Bal');
  const currency =
    textAt(node, 'Acct', 'Ccy') ??
    textAt(balances[0], 'Amt', '@Ccy') ??
    (entries[0] === undefined ? null : textAt(entryOf(entries[0]), 'Amt', '@Ccy'));
  if (currency !== null && !isCurrency(currency))
    raise(
      'camt.unknown-currency',
      `${path}: "${currency}" is not a currency. Nothing was read.`,
      {},
      { file: '', path },
    );
  const balance = (...codes: string[]): BankBalance | null => {
    for (const code of codes) {
      const found = balances.find((one) => textAt(one, 'Tp', 'CdOrPrtry', 'Cd') === code);
      if (found) return readBalance(found, `${path}/Bal[${code}]`, warnings);
    }
    return null;
  };
  return {
    account: textAt(node, 'Acct', 'Id', 'IBAN') ?? textAt(node, 'Acct', 'Id', 'Othr', 'Id'),
    currency,
    reference: textAt(node, 'Id'),
    number: textAt(node, 'LglSeqNb') ?? textAt(node, 'ElctrncSeqNb'),
    openingBalance: balance('OPBD', 'PRCD'),
    closingBalance: balance('CLBD'),
    entries: entries.map((entry, index) => readEntry(entryOf(entry), `${path}/Ntry[${index + 1}]`, currency, warnings)),
  };
}

function readAmount(
  node: XmlNode | undefined,
  path: string,
  fallback: string | null,
): { amountMinor: bigint; currency: string | null } {
  const text = textAt(node);
  if (text === null)
    raise('camt.amount-missing', `${path}: there is no amount. Nothing was read.`, {}, { file: '', path });
  const currency = textAt(node, '@Ccy') ?? fallback;
  const negative = text.startsWith('-');
  const amount = readBankAmount(negative ? text.slice(1) : text.replace(/^\+/, ''), '.', currency, { file: '', path });
  return { amountMinor: negative ? -amount : amount, currency };
}

const signOf = (node: XmlNode, path: string): bigint => {
  const indicator = textAt(node, 'CdtDbtInd');
  if (indicator === 'CRDT') return 1n;
  if (indicator === 'DBIT') return -1n;
  return raise(
    'camt.indicator-missing',
    `${path}: CdtDbtInd is neither CRDT nor DBIT. Nothing was read.`,
    {},
    { file: '', path },
  );
};

/** A balance without indicator is taken as it is written, with a warning: some banks sign the amount instead. */
function readBalance(node: XmlNode, path: string, warnings: BankWarning[]): BankBalance {
  const { amountMinor, currency } = readAmount(at(node, 'Amt'), path, null);
  const unsigned = textAt(node, 'CdtDbtInd') === null;
  if (unsigned)
    warnings.push({
      code: 'camt.balance-without-indicator',
      message: `${path} does not say debit or credit; its amount is taken as written.`,
    });
  return {
    date: readDay(at(node, 'Dt'), path),
    amountMinor: (unsigned ? 1n : signOf(node, path)) * amountMinor,
    currency,
  };
}

/** A DateAndDateTimeChoice as the calendar day that the bank wrote; the zone of a time is the bank's own. */
function readDay(node: XmlNode | undefined, path: string): Day | null {
  const text = textAt(node, 'Dt') ?? textAt(node, 'DtTm') ?? textAt(node);
  if (text === null) return null;
  const day = text.slice(0, 10);
  if (!isDay(day))
    raise('camt.date-malformed', `${path}: "${text}" is not a date. Nothing was read.`, { text }, { file: '', path });
  return day;
}

function readEntry(node: XmlNode, path: string, statementCurrency: string | null, warnings: BankWarning[]): BankEntry {
  const { amountMinor, currency } = readAmount(at(node, 'Amt'), path, statementCurrency);
  const sign = signOf(node, path);
  const transactions = childrenOf(node, 'NtryDtls').flatMap((details) => childrenOf(details, 'TxDtls'));
  const details = transactions.map((one, index) =>
    readDetail(one, `${path}/TxDtls[${index + 1}]`, { amountMinor, currency, sign, alone: transactions.length === 1 }),
  );
  const only = details.length === 1 ? details[0]! : undefined;
  if (details.length > 1 && details.every((one) => one.currency === currency)) {
    const sum = details.reduce((total, one) => total + one.amountMinor, 0n);
    if (sum !== sign * amountMinor) {
      warnings.push({
        code: 'camt.details-differ',
        message: `${path}: the payments of the batch do not sum to the entry.`,
      });
    }
  }
  const status = textAt(node, 'Sts', 'Cd') ?? textAt(node, 'Sts');
  const additional = textAt(node, 'AddtlNtryInf');
  return {
    bookingDate: readDay(at(node, 'BookgDt'), path),
    valueDate: readDay(at(node, 'ValDt'), path) ?? readDay(at(node, 'BookgDt'), path),
    amountMinor: sign * amountMinor,
    currency,
    status: status === 'BOOK' || status === null ? 'booked' : 'pending',
    reversal: /^(true|1)$/.test(textAt(node, 'RvslInd') ?? ''),
    bankReference: textAt(node, 'AcctSvcrRef') ?? textAt(transactions[0], 'Refs', 'AcctSvcrRef'),
    customerReference: only?.endToEndId ?? textAt(node, 'NtryRef'),
    transactionCode: transactionCode(node),
    counterparty: only?.counterparty ?? { name: null, account: null },
    remittance: only?.remittance || additional || '',
    structuredReference: only?.structuredReference ?? null,
    details,
  };
}

function transactionCode(node: XmlNode): string | null {
  const domain = [
    textAt(node, 'BkTxCd', 'Domn', 'Cd'),
    textAt(node, 'BkTxCd', 'Domn', 'Fmly', 'Cd'),
    textAt(node, 'BkTxCd', 'Domn', 'Fmly', 'SubFmlyCd'),
  ];
  const joined = domain.filter(Boolean).join('/');
  return joined || textAt(node, 'BkTxCd', 'Prtry', 'Cd');
}

function readDetail(
  node: XmlNode,
  path: string,
  entry: { amountMinor: bigint; currency: string | null; sign: bigint; alone: boolean },
): BankDetail {
  const own = at(node, 'Amt') ?? at(node, 'AmtDtls', 'TxAmt', 'Amt');
  // A single payment is worth the entry: its own amount may be what the payer instructed, in another currency.
  const { amountMinor, currency } = own === undefined || entry.alone ? entry : readAmount(own, path, entry.currency);
  const sign = textAt(node, 'CdtDbtInd') === null ? entry.sign : signOf(node, path);
  const texts = childrenOf(at(node, 'RmtInf'), 'Ustrd')
    .map((one) => textAt(one))
    .filter((one) => one !== null);
  const structured = childrenOf(at(node, 'RmtInf'), 'Strd');
  const reference =
    structured
      .map((one) => textAt(one, 'CdtrRefInf', 'Ref') ?? textAt(one, 'CdtrRefInf', 'CdtrRef'))
      .find((one) => one !== null) ?? null;
  const documents = structured
    .flatMap((one) => childrenOf(one, 'RfrdDocInf').map((document) => textAt(document, 'Nb')))
    .filter((one) => one !== null);
  const remittance = [...texts, ...documents, ...(texts.length === 0 && reference ? [reference] : [])].join(' ');
  const endToEnd = textAt(node, 'Refs', 'EndToEndId');
  return {
    amountMinor: sign * amountMinor,
    currency,
    counterparty: counterpartyOf(node, sign),
    remittance: remittance || textAt(node, 'AddtlTxInf') || '',
    structuredReference: reference ?? findCreditorReference(remittance),
    endToEndId: endToEnd === 'NOTPROVIDED' ? null : endToEnd,
  };
}

/** The other side: the debtor of money in, the creditor of money out; the ultimate party's name where given. */
function counterpartyOf(node: XmlNode, sign: bigint): Counterparty {
  const parties = at(node, 'RltdPties');
  const [party, ultimate, account] = sign > 0n ? ['Dbtr', 'UltmtDbtr', 'DbtrAcct'] : ['Cdtr', 'UltmtCdtr', 'CdtrAcct'];
  const name = (role: string): string | null => textAt(parties, role, 'Nm') ?? textAt(parties, role, 'Pty', 'Nm');
  return {
    name: name(party!) ?? name(ultimate!),
    account: textAt(parties, account!, 'Id', 'IBAN') ?? textAt(parties, account!, 'Id', 'Othr', 'Id'),
  };
}
