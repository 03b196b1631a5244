/** CAMT.052 (report), .053 (statement) and .054 (advice) of every version: ISO 20022 bank-to-customer cash management. */
import { catchRefusal, type Day, isCurrency, isDay, raise } from '#kernel';
import {
  additionalText,
  creditorReference,
  statesAmounts,
  structuredDocuments,
} from '../../remittance/iso20022/structured.ts';
import { addChild, ElementTree } from '../../xml/element-tree.ts';
import { type XmlEvents, XmlScanner } from '../../xml/events.ts';
import { readBankAmount, type StatedAmount } from '../amount.ts';
import type { TextSource } from '../decode.ts';
import type {
  BankBalance,
  BankCharges,
  BankDetail,
  BankEntry,
  BankExchange,
  BankFormat,
  BankPiece,
  BankWarning,
  ChargeBearer,
  Counterparty,
  StatedDocument,
  StatementHead,
} from '../model.ts';
import { findCreditorReference } from '../remittance-text.ts';
import { isGermanReturnCode, isReturnCode, returnOf } from '../returned.ts';
import { at, childrenOf, textAt, type XmlNode, type XmlValue } from './xml.ts';

const messages: readonly { root: string; statement: string; format: BankFormat }[] = [
  { root: 'BkToCstmrStmt', statement: 'Stmt', format: 'camt.053' },
  { root: 'BkToCstmrAcctRpt', statement: 'Rpt', format: 'camt.052' },
  { root: 'BkToCstmrDbtCdtNtfctn', statement: 'Ntfctn', format: 'camt.054' },
];

/** True for text that begins like XML. */
export const looksLikeXml = (text: string): boolean => /^\s*(<\?xml|<[A-Za-z_])/.test(text.slice(0, 2000));

/**
 * Reads a CAMT message; an XML file of another kind is refused (`camt.other-message`) naming its root. The sign of an
 * entry is its CdtDbtInd: in a reversal the indicator says already what happens to the account. Only what stands in one
 * entry is in memory at once: the tree of a whole statement would be some thirty times its file.
 */
export function* readCamt(text: TextSource): Generator<BankPiece> {
  const found = new Statements();
  const scanner = new XmlScanner(null, found);
  for (const piece of text.pieces()) {
    scanner.push(piece);
    yield* found.pieces.splice(0);
  }
  scanner.end();
  yield* found.pieces;
  if (found.message === undefined)
    raise(
      'camt.other-message',
      `This XML file is no bank statement (camt.052, .053 or .054) but "${found.names[0] ?? 'empty'}". Nothing was read.`,
      { root: found.names },
    );
  if (found.count === 0) raise('camt.no-statement', 'The message holds no statement. Nothing was read.');
}

/** What stands in a statement beside its entries, as far as it is read. */
const headElements = new Set(['Id', 'Acct', 'Bal', 'LglSeqNb', 'ElctrncSeqNb']);
/** The names told of a file that is another message. */
const mostNames = 20;

/** Follows the elements down to the statements; what they come to are pieces that wait to be taken. */
class Statements implements XmlEvents {
  readonly pieces: BankPiece[] = [];
  message: (typeof messages)[number] | undefined;
  /** The elements that could be messages: those inside Document, or the root itself. */
  readonly names: string[] = [];
  count = 0;
  private readonly path: string[] = [];
  /** The depth at which the message stands: inside Document, or as the root. */
  private messageDepth = 0;
  /** The message that is read is the first of its kind; further ones are left out. */
  private ended = false;
  private head: Record<string, XmlValue> | undefined;
  private tree: ElementTree | undefined;
  private entries = 0;
  /** Undefined until the first entry asks. */
  private currency: string | null | undefined;
  /** True where an entry took the statement's currency for its own. */
  private borrowed = false;

  open(name: string, attributes: string): void {
    this.path.push(name);
    const depth = this.path.length;
    if (this.tree) this.tree.open(name, attributes);
    else this.openAbove(name, attributes, depth);
  }

  /** Elements outside of what becomes trees. */
  private openAbove(name: string, attributes: string, depth: number): void {
    if (depth === 1) {
      this.messageDepth = name === 'Document' ? 2 : 1;
    }
    if (depth === this.messageDepth) this.openMessage(name);
    else if (depth === this.messageDepth + 1 && this.message && !this.ended) {
      if (name !== this.message.statement) return;
      this.count += 1;
      this.head = {};
      this.entries = 0;
      this.currency = undefined;
      this.borrowed = false;
    } else if (depth === this.messageDepth + 2 && this.head && (name === 'Ntry' || headElements.has(name))) {
      this.tree = new ElementTree();
      this.tree.open(name, attributes);
    }
  }

  private openMessage(name: string): void {
    if (this.names.length < mostNames) this.names.push(name);
    if (this.message) return;
    this.message = messages.find((one) => one.root === name);
    if (this.message) this.pieces.push({ kind: 'format', format: this.message.format });
  }

  text(text: string): void {
    this.tree?.text(text);
  }

  close(name: string): void {
    const depth = this.path.length;
    this.path.pop();
    if (this.tree) {
      const node = this.tree.close();
      if (node === undefined) return;
      this.tree = undefined;
      if (name === 'Ntry') this.takeEntry(node);
      else addChild(this.head!, name, node);
    } else if (depth === this.messageDepth + 1 && this.head) this.takeStatement();
    else if (depth === this.messageDepth && this.message?.root === name) this.ended = true;
  }

  private get place(): string {
    return `${this.message!.root}/${this.message!.statement}[${this.count}]`;
  }

  private takeEntry(node: XmlNode): void {
    this.entries += 1;
    if (this.currency === undefined)
      this.currency = statementCurrency(this.head!, this.place) ?? textAt(node, 'Amt', '@Ccy');
    if (textAt(node, 'Amt', '@Ccy') === null) this.borrowed = true;
    const warnings: BankWarning[] = [];
    const own = accountOf(this.head!);
    const entry = readEntry(node, `${this.place}/Ntry[${this.entries}]`, { currency: this.currency, own }, warnings);
    for (const warning of warnings) this.pieces.push({ kind: 'warning', warning });
    this.pieces.push({ kind: 'entry', entry });
  }

  private takeStatement(): void {
    const node = this.head!;
    const warnings: BankWarning[] = [];
    const currency = statementCurrency(node, this.place) ?? this.currency ?? null;
    if (this.borrowed && currency !== this.currency)
      raise(
        'camt.unknown-currency',
        `${this.place}: the statement says that it is in ${currency} only after its entries. Nothing was read.`,
        {},
        { file: '', path: this.place },
      );
    if (currency !== null && !isCurrency(currency)) refuseCurrency(currency, this.place);
    const balances = childrenOf(node, 'Bal');
    const balance = (...codes: string[]): BankBalance | null => {
      for (const code of codes) {
        const found = balances.find((one) => textAt(one, 'Tp', 'CdOrPrtry', 'Cd') === code);
        if (found) return readBalance(found, `${this.place}/Bal[${code}]`, warnings);
      }
      return null;
    };
    const statement: StatementHead = {
      account: accountOf(node),
      currency,
      reference: textAt(node, 'Id'),
      number: textAt(node, 'LglSeqNb') ?? textAt(node, 'ElctrncSeqNb'),
      openingBalance: balance('OPBD', 'PRCD'),
      closingBalance: balance('CLBD'),
    };
    for (const warning of warnings) this.pieces.push({ kind: 'warning', warning });
    this.pieces.push({ kind: 'statement', statement });
    this.head = undefined;
  }
}

/** The account of a statement; null where it says none, or only after its entries. */
const accountOf = (head: XmlNode): string | null =>
  textAt(head, 'Acct', 'Id', 'IBAN') ?? textAt(head, 'Acct', 'Id', 'Othr', 'Id');

/** The currency that a statement says of itself; null where it says none. */
function statementCurrency(head: XmlNode, path: string): string | null {
  const currency = textAt(head, 'Acct', 'Ccy') ?? textAt(childrenOf(head, 'Bal')[0], 'Amt', '@Ccy');
  if (currency !== null && !isCurrency(currency)) refuseCurrency(currency, path);
  return currency;
}

const refuseCurrency = (currency: string, path: string): never =>
  raise('camt.unknown-currency', `${path}: "${currency}" is not a currency. Nothing was read.`, {}, { file: '', path });

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

function readEntry(
  node: XmlNode,
  path: string,
  { currency: statementCurrency, own }: { currency: string | null; own: string | null },
  warnings: BankWarning[],
): BankEntry {
  const { amountMinor, currency } = readAmount(at(node, 'Amt'), path, statementCurrency);
  const sign = signOf(node, path);
  const transactions = childrenOf(node, 'NtryDtls').flatMap((details) => childrenOf(details, 'TxDtls'));
  const read = transactions.map((one, index) =>
    readDetail(one, `${path}/TxDtls[${index + 1}]`, {
      ...{ amountMinor, currency, sign, own },
      alone: transactions.length === 1,
      returned: saysReturnByCode([node, one]),
      warnings,
    }),
  );
  const details = read.map(({ detail }) => detail);
  const only = details.length === 1 ? details[0]! : undefined;
  const usualAccount = only === undefined ? null : read[0]!.usualAccount;
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
  // Of a batch each payment has terms of its own: the entry has those that stand at it.
  const blocks = transactions.length === 1 ? [node, transactions[0]!] : [node];
  const exchange = exchangeOf(blocks, { currency, amountMinor });
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
    ...(only !== undefined && usualAccount !== only.counterparty.account && { formerAccount: usualAccount }),
    remittance: only?.remittance || additional || '',
    structuredReference: only?.structuredReference ?? null,
    ...(only !== undefined && read[0]!.stated.length > 0 && { stated: read[0]!.stated }),
    returned: returnOf({
      // Of a batch every payment came back, or the entry says it of all.
      byCode: saysReturnByCode(blocks) || (details.length > 1 && details.every((one) => one.returned !== null)),
      amountMinor: sign * amountMinor,
      text: [additional, ...blocks.map((one) => textAt(one, 'AddtlTxInf')), only?.remittance].filter(Boolean).join(' '),
      reasonCode: returnReasonOf(blocks),
      originalMinor: exchange?.instructedCurrency === currency ? exchange.instructedMinor : null,
    }),
    charges: chargesOf(blocks, currency),
    exchange,
    details,
  };
}

const returnBlock = (node: XmlNode): XmlNode | undefined => at(node, 'RtrInf');

/** A block of the return, or the code of the entry or its payment: domain, or as German banks write it. */
const saysReturnByCode = (blocks: readonly XmlNode[]): boolean =>
  blocks.some(
    (one) =>
      returnBlock(one) !== undefined ||
      isReturnCode('iso', textAt(one, 'BkTxCd', 'Domn', 'Fmly', 'SubFmlyCd')) ||
      isGermanReturnCode(textAt(one, 'BkTxCd', 'Prtry', 'Cd')),
  );

function returnReasonOf(blocks: readonly XmlNode[]): string | null {
  for (const one of blocks) {
    const reason = textAt(returnBlock(one), 'Rsn', 'Cd') ?? textAt(returnBlock(one), 'Rsn', 'Prtry');
    if (reason !== null) return reason;
  }
  return null;
}

const bearers: ReadonlyMap<string, ChargeBearer> = new Map([
  ['DEBT', 'debtor'],
  ['CRED', 'creditor'],
  ['SHAR', 'shared'],
  ['SLEV', 'service_level'],
]);

/** An amount beside the entry's own: nothing is posted by it, so one that cannot be read refuses no file. */
function besides(node: XmlNode | undefined, fallback: string | null): StatedAmount | null {
  const currency = textAt(node, '@Ccy') ?? fallback;
  const text = textAt(node);
  if (text === null || (currency !== null && !isCurrency(currency))) return null;
  const read = catchRefusal(() => readBankAmount(text.replace(/^\+/, ''), '.', currency, { file: '' }));
  return read.ok ? { amountMinor: read.value, currency } : null;
}

/**
 * The charges that the amount contains. Up to version 3 each stands in a block of its own, later as records of one; a
 * record that says that it is not included is booked by itself. Charges in several currencies have no sum.
 */
function chargesOf(blocks: readonly XmlNode[], fallback: string | null): BankCharges | null {
  for (const node of [...blocks].reverse()) {
    const found = childrenOf(node, 'Chrgs').flatMap((one) => {
      const records = childrenOf(one, 'Rcrd');
      return records.length > 0 ? records : [one];
    });
    const included = found.filter((one) => !/^(false|0)$/.test(textAt(one, 'ChrgInclInd') ?? ''));
    const charges = included.flatMap((one) => {
      const amount = at(one, 'Amt') ?? at(one, 'TtlChrgsAndTaxAmt');
      if (amount === undefined) return [];
      const read = besides(amount, fallback);
      return read === null ? [] : [{ ...read, bearer: bearers.get(textAt(one, 'Br') ?? '') ?? null }];
    });
    const [first] = charges;
    if (!first || charges.some((one) => one.currency !== first.currency)) continue;
    const amountMinor = charges.reduce((sum, one) => sum + one.amountMinor, 0n);
    if (amountMinor > 0n) return { ...first, amountMinor };
  }
  return null;
}

/** What was instructed, and the rate: of the payment, else of the entry. Null where neither says anything new. */
function exchangeOf(
  blocks: readonly XmlNode[],
  entry: { currency: string | null; amountMinor: bigint },
): BankExchange | null {
  for (const node of [...blocks].reverse()) {
    const details = at(node, 'AmtDtls');
    if (details === undefined) continue;
    const amount = at(details, 'InstdAmt', 'Amt');
    const instructed = besides(amount, entry.currency);
    const rate = ['InstdAmt', 'TxAmt', 'CntrValAmt']
      .map((one) => textAt(details, one, 'CcyXchg', 'XchgRate'))
      .find((one) => one !== null);
    const same = instructed?.currency === entry.currency && instructed?.amountMinor === entry.amountMinor;
    if (rate == null && (instructed === null || same)) continue;
    return {
      instructedMinor: instructed?.amountMinor ?? null,
      instructedCurrency: instructed?.currency ?? null,
      rate: rate ?? null,
    };
  }
  return null;
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
  entry: {
    amountMinor: bigint;
    currency: string | null;
    sign: bigint;
    alone: boolean;
    returned: boolean;
    own: string | null;
    warnings: BankWarning[];
  },
): { detail: BankDetail; usualAccount: string | null; stated: readonly StatedDocument[] } {
  const own = at(node, 'Amt') ?? at(node, 'AmtDtls', 'TxAmt', 'Amt');
  // A single payment is worth the entry: its own amount may be what the payer instructed, in another currency.
  const { amountMinor, currency } = own === undefined || entry.alone ? entry : readAmount(own, path, entry.currency);
  const sign = textAt(node, 'CdtDbtInd') === null ? entry.sign : signOf(node, path);
  const texts = childrenOf(at(node, 'RmtInf'), 'Ustrd')
    .map((one) => textAt(one))
    .filter((one) => one !== null);
  const structured = childrenOf(at(node, 'RmtInf'), 'Strd');
  const reference = structured.map(creditorReference).find((one) => one !== null) ?? null;
  const documents = structured.flatMap(documentNumbers);
  const remittance = [...texts, ...documents, ...(texts.length === 0 && reference ? [reference] : [])].join(' ');
  const endToEnd = textAt(node, 'Refs', 'EndToEndId');
  const signed = (entry.alone ? entry.sign : sign) * amountMinor;
  const text = remittance || textAt(node, 'AddtlTxInf') || '';
  const original = besides(at(node, 'AmtDtls', 'InstdAmt', 'Amt'), currency);
  const returned = returnOf({
    ...{ byCode: saysReturnByCode([node]), amountMinor: signed, text, reasonCode: returnReasonOf([node]) },
    originalMinor: original?.currency === currency ? original.amountMinor : null,
  });
  const { counterparty, usualAccount } = counterpartyOf(node, sign, entry);
  const stated = statedIn(structured, {
    ...{ path, currency, sign: signed < 0n ? -1n : 1n, warnings: entry.warnings },
    told: [reference, remittance].filter((one) => one !== null).join(' '),
  });
  const detail = {
    amountMinor: signed,
    currency,
    counterparty,
    remittance: text,
    structuredReference: reference ?? findCreditorReference(remittance),
    endToEndId: endToEnd === 'NOTPROVIDED' ? null : endToEnd,
    // Of a single payment its entry says it.
    ...(stated.length > 0 && !entry.alone && { stated }),
    returned: entry.alone ? null : returned,
  };
  return { detail, usualAccount, stated };
}

const documentNumbers = (block: XmlNode): string[] =>
  childrenOf(block, 'RfrdDocInf')
    .map((document) => textAt(document, 'Nb'))
    .filter((one) => one !== null);

/**
 * What the payer says of the documents that it pays, beyond what is told by the text and the reference: also which they are, since a
 * number may be none that a text is searched for. Of several creditor references the first is the payment's, and the others would be lost: they stand beside it. Nothing of it is money: what cannot be read is warned of and refuses no file.
 */
function statedIn(
  blocks: readonly XmlNode[],
  of: { path: string; currency: string | null; sign: bigint; warnings: BankWarning[]; told: string },
): StatedDocument[] {
  if (!blocks.some(statesAmounts))
    return blocks.flatMap((one): StatedDocument[] => {
      const reference = creditorReference(one);
      const untold = reference !== null && !of.told.includes(reference) ? reference : null;
      const memo = [untold, additionalText(one)].filter((text) => text !== null).join(' ') || null;
      const numbers = documentNumbers(one);
      const named = numbers.length === 0 && memo !== null ? [''] : numbers;
      return named.map((number, place) => ({
        ...{ reference: number, amountMinor: null, discountMinor: null, adjustments: [] },
        memo: place === 0 ? memo : null,
      }));
    });
  const read = catchRefusal(() => structuredDocuments(blocks, of));
  if (read.ok) return read.value;
  of.warnings.push({
    code: 'camt.remittance-unread',
    message: `${of.path}: what the payer says of its documents cannot be read: ${read.refusal.message}`,
  });
  return [];
}

const sides = { in: ['Dbtr', 'UltmtDbtr', 'DbtrAcct'], out: ['Cdtr', 'UltmtCdtr', 'CdtrAcct'] } as const;

/**
 * The other side: the debtor of money in, the creditor of money out, each by its own name, else by that of the ultimate party,
 * which is told beside it. What came back names the parties as they stood in the payment: who had paid is its debtor still, unless that is ourselves.
 * With it the account where the other party stands as a rule.
 */
function counterpartyOf(
  node: XmlNode,
  sign: bigint,
  of: { returned: boolean; own: string | null },
): { counterparty: Counterparty; usualAccount: string | null } {
  const parties = at(node, 'RltdPties');
  // From version 8 on a party is one, or a bank itself.
  const name = (role: string): string | null =>
    textAt(parties, role, 'Nm') ??
    textAt(parties, role, 'Pty', 'Nm') ??
    textAt(parties, role, 'Agt', 'FinInstnId', 'Nm');
  const side = ([party, ultimate, account]: (typeof sides)[keyof typeof sides]): Counterparty => {
    const [ownName, ultimateName] = [name(party), name(ultimate)];
    return {
      name: ownName ?? ultimateName,
      account: textAt(parties, account, 'Id', 'IBAN') ?? textAt(parties, account, 'Id', 'Othr', 'Id'),
      ...(ultimateName !== null && ultimateName !== ownName && { ultimateName }),
    };
  };
  const [usual, turned] = sign > 0n ? [side(sides.in), side(sides.out)] : [side(sides.out), side(sides.in)];
  const others = ({ account }: Counterparty): boolean => account !== null && account !== of.own;
  const unsaid = (usual.name ?? usual.account) === null || usual.account === of.own;
  const turns =
    of.returned && (turned.name ?? turned.account) !== null && (others(turned) || (turned.account === null && unsaid));
  return { counterparty: turns ? turned : usual, usualAccount: usual.account };
}
