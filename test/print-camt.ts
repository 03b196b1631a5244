/** Entries as a CAMT.053 says them, every field that the model has: what was read is printed, and must be read again as it was. */
import type { BankDetail, BankEntry, ChargeBearer, Counterparty, StatedDocument } from '#formats';
import { formatAmount, isCurrency } from '#kernel';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!);
const element = (name: string, text: string | null): string =>
  text === null || text === '' ? '' : `<${name}>${escaped(text)}</${name}>`;
const amount = (minor: bigint, currency: string | null, name = 'Amt'): string =>
  `<${name}${currency === null ? '' : ` Ccy="${escaped(currency)}"`}>${formatAmount(minor < 0n ? -minor : minor, currency !== null && isCurrency(currency) ? currency : 'EUR')}</${name}>`;
const side = (minor: bigint): string => `<CdtDbtInd>${minor < 0n ? 'DBIT' : 'CRDT'}</CdtDbtInd>`;
const bearers: Readonly<Record<ChargeBearer, string>> = {
  debtor: 'DEBT',
  creditor: 'CRED',
  shared: 'SHAR',
  service_level: 'SLEV',
};

/** The other side on both sides of the payment: which one it is follows from the amount, and zero has none. */
const parties = ({ name, account, ultimateName }: Counterparty): string =>
  `<RltdPties>${['Dbtr', 'Cdtr']
    .map(
      (role) =>
        `${name === null || name === ultimateName ? '' : `<${role}>${element('Nm', name)}</${role}>`}${ultimateName === undefined ? '' : `<Ultmt${role}>${element('Nm', ultimateName)}</Ultmt${role}>`}${account === null ? '' : `<${role}Acct><Id><Othr>${element('Id', account)}</Othr></Id></${role}Acct>`}`,
    )
    .join('')}</RltdPties>`;

/** What a payment of a batch that came back says of itself. */
const terms = ({ returned, currency }: BankDetail): string =>
  returned === null
    ? ''
    : `${returned.originalMinor === null ? '' : `<AmtDtls><InstdAmt>${amount(returned.originalMinor, currency)}</InstdAmt></AmtDtls>`}<RtrInf><Rsn>${element('Cd', returned.reasonCode)}</Rsn></RtrInf>`;

/** What a payer says of one document, in the payment's currency: what is paid less what was taken off, which the block need not prove. */
function amountsOf(one: StatedDocument, { amountMinor, currency }: BankDetail): string {
  const stated = (name: string, minor: bigint | null | undefined): string =>
    minor == null ? '' : minor < 0n ? amount(minor, currency, name).replace('>', '>-') : amount(minor, currency, name);
  const paid = one.amountMinor === null ? null : amountMinor < 0n ? -one.amountMinor : one.amountMinor;
  return [
    stated('DscntApldAmt', one.discountMinor),
    paid !== null && paid < 0n ? stated('CdtNoteAmt', -paid) : '',
    stated('TaxAmt', one.taxMinor),
    ...one.adjustments.map(
      ({ code, amountMinor: minor }) =>
        `<AdjstmntAmtAndRsn>${minor === null ? '' : amount(minor, currency) + side(minor)}${element('Rsn', code)}</AdjstmntAmtAndRsn>`,
    ),
    paid !== null && paid >= 0n ? stated('RmtdAmt', paid) : '',
  ].join('');
}

/** Documents that share one amount stand in one block. */
function blocksOf(stated: readonly StatedDocument[]): StatedDocument[][] {
  const blocks: StatedDocument[][] = [];
  for (const one of stated) {
    if (one.shares && blocks.length > 0) blocks.at(-1)!.push(one);
    else blocks.push([one]);
  }
  return blocks;
}

/**
 * Which documents the text names at its end, from the last: the others are creditor references. With what of the text stands
 * before them.
 */
function numbersAtEnd(blocks: readonly StatedDocument[][], text: string, reference: string | null) {
  const numbers = new Set<StatedDocument>();
  let before = text;
  for (const block of [...blocks].reverse())
    for (const one of [...block].reverse()) {
      if (one.reference === '' || (block.length === 1 && one.reference === reference)) continue;
      if (before !== one.reference && !before.endsWith(` ${one.reference}`)) continue;
      numbers.add(one);
      before = before.slice(0, -one.reference.length).trimEnd();
    }
  return { numbers, before };
}

/** The text and the blocks of a payment: a number of a document, and a reference of the creditor, stand in both. */
function remittanceOf(one: BankDetail, stated: readonly StatedDocument[]): string {
  const { remittance, structuredReference: reference } = one;
  const creditor = (text: string | null): string =>
    text === null ? '' : `<CdtrRefInf>${element('Ref', text)}</CdtrRefInf>`;
  const words = (memo: string | null): string => element('AddtlRmtInf', memo);
  if (stated.every((document) => document.reference === '' && document.amountMinor === null))
    return `${element('Ustrd', remittance)}${reference === null ? '' : `<Strd>${creditor(reference)}</Strd>`}${stated
      .map(({ memo }) => `<Strd>${words(memo)}</Strd>`)
      .join('')}`;
  const blocks = blocksOf(stated);
  // Without other words the creditor's reference is told behind the numbers.
  const behind = reference !== null && remittance.endsWith(` ${reference}`);
  const without = behind ? numbersAtEnd(blocks, remittance.slice(0, -reference.length - 1), reference) : undefined;
  const { numbers, before } =
    without !== undefined && without.before === '' ? without : numbersAtEnd(blocks, remittance, reference);
  let told =
    reference === null || stated.some((document) => document.reference === reference && !numbers.has(document));
  const strd = blocks.map((block) => {
    const [first] = block as [StatedDocument];
    const beside = first.memo !== null && !told && numbers.has(first) ? referenceIn(first.memo, reference) : null;
    if (beside !== null) told = true;
    const memo = beside === null ? first.memo : first.memo!.slice(beside.length).trimStart();
    const named = block
      .filter((document) => numbers.has(document))
      .map((document) => `<RfrdDocInf>${element('Nb', document.reference)}</RfrdDocInf>`)
      .join('');
    const owed = named === '' && first.reference !== '' ? creditor(first.reference) : creditor(beside);
    return `<Strd>${named}<RfrdDocAmt>${amountsOf(first, one)}</RfrdDocAmt>${owed}${words(memo)}</Strd>`;
  });
  return element('Ustrd', before) + strd.join('');
}

/** The reference of the creditor where the words beside a document begin with it. */
const referenceIn = (memo: string, reference: string | null): string | null =>
  reference !== null && (memo === reference || memo.startsWith(`${reference} `)) ? reference : null;

/** A payment; alone in its booking its documents are told with the entry. */
const detail = (one: BankDetail, entryOfOne: BankEntry | null): string =>
  `<TxDtls><Refs>${element('EndToEndId', one.endToEndId)}</Refs>${entryOfOne ? '' : amount(one.amountMinor, one.currency) + side(one.amountMinor)}${terms(one)}${parties(one.counterparty)}<RmtInf>${remittanceOf(one, (entryOfOne ?? one).stated ?? [])}</RmtInf></TxDtls>`;

function entry(one: BankEntry): string {
  const { exchange, charges, returned, details } = one;
  const only = details.length === 1 ? details[0]! : undefined;
  const converted =
    exchange === null
      ? ''
      : `<AmtDtls><InstdAmt>${exchange.instructedMinor === null ? '' : amount(exchange.instructedMinor, exchange.instructedCurrency)}${exchange.rate === null ? '' : `<CcyXchg>${element('XchgRate', exchange.rate)}</CcyXchg>`}</InstdAmt></AmtDtls>`;
  return [
    '<Ntry>',
    only?.endToEndId == null ? element('NtryRef', one.customerReference) : '',
    amount(one.amountMinor, one.currency) + side(one.amountMinor),
    one.reversal ? '<RvslInd>true</RvslInd>' : '',
    `<Sts><Cd>${one.status === 'booked' ? 'BOOK' : 'PDNG'}</Cd></Sts>`,
    one.bookingDate === null ? '' : `<BookgDt><Dt>${one.bookingDate}</Dt></BookgDt>`,
    one.valueDate === null ? '' : `<ValDt><Dt>${one.valueDate}</Dt></ValDt>`,
    element('AcctSvcrRef', one.bankReference),
    one.transactionCode === null ? '' : `<BkTxCd><Prtry>${element('Cd', one.transactionCode)}</Prtry></BkTxCd>`,
    converted,
    charges === null
      ? ''
      : `<Chrgs>${amount(charges.amountMinor, charges.currency)}${charges.bearer === null ? '' : `<Br>${bearers[charges.bearer]}</Br>`}</Chrgs>`,
    returned === null ? '' : `<RtrInf><Rsn>${element('Cd', returned.reasonCode)}</Rsn></RtrInf>`,
    details.length === 0
      ? ''
      : `<NtryDtls>${details.map((each) => detail(each, only === undefined ? null : one)).join('')}</NtryDtls>`,
    only?.remittance ? '' : element('AddtlNtryInf', one.remittance),
    '</Ntry>',
  ].join('');
}

/** One statement with these entries; it says no balances. */
export const printCamt = (entries: readonly BankEntry[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>${entries.map(entry).join('\n')}</Stmt></BkToCstmrStmt></Document>\n`;
