/** Entries as a CAMT.053 says them, every field that the model has: what was read is printed, and must be read again as it was. */
import type { BankDetail, BankEntry, ChargeBearer, Counterparty } from '#formats';
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
        `${name === null ? '' : `<${role}>${element('Nm', name)}</${role}>`}${ultimateName === undefined ? '' : `<Ultmt${role}>${element('Nm', ultimateName)}</Ultmt${role}>`}${account === null ? '' : `<${role}Acct><Id><Othr>${element('Id', account)}</Othr></Id></${role}Acct>`}`,
    )
    .join('')}</RltdPties>`;

/** What a payment of a batch that came back says of itself. */
const terms = ({ returned, currency }: BankDetail): string =>
  returned === null
    ? ''
    : `${returned.originalMinor === null ? '' : `<AmtDtls><InstdAmt>${amount(returned.originalMinor, currency)}</InstdAmt></AmtDtls>`}<RtrInf><Rsn>${element('Cd', returned.reasonCode)}</Rsn></RtrInf>`;

const detail = (one: BankDetail, alone: boolean): string =>
  `<TxDtls><Refs>${element('EndToEndId', one.endToEndId)}</Refs>${alone ? '' : amount(one.amountMinor, one.currency) + side(one.amountMinor)}${terms(one)}${parties(one.counterparty)}<RmtInf>${element('Ustrd', one.remittance)}${one.structuredReference === null ? '' : `<Strd><CdtrRefInf>${element('Ref', one.structuredReference)}</CdtrRefInf></Strd>`}</RmtInf></TxDtls>`;

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
      : `<NtryDtls>${details.map((each) => detail(each, details.length === 1)).join('')}</NtryDtls>`,
    only?.remittance ? '' : element('AddtlNtryInf', one.remittance),
    '</Ntry>',
  ].join('');
}

/** One statement with these entries; it says no balances. */
export const printCamt = (entries: readonly BankEntry[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>${entries.map(entry).join('\n')}</Stmt></BkToCstmrStmt></Document>\n`;
