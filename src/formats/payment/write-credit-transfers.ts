/**
 * Writes credit transfers as ISO 20022 pain.001.001.09 (CustomerCreditTransferInitiationV09), for SEPA as EPC132-08 (SCT
 * customer-to-PSP guidelines, 2023) has it. Elements stand in the order of the schema. Pure.
 */
import { formatAmount } from '#kernel';
import type { BankIdentity, CreditTransfer, CreditTransferFile, TransferBatch, TransferParty } from './model.ts';

const namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

const spelled: Readonly<Record<string, string>> = {
  ...{ ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE' },
  ...{ ø: 'o', Ø: 'O', å: 'a', Å: 'A', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', þ: 'th', Þ: 'Th', ð: 'd', Ð: 'D' },
  ...{ '&': '+', '–': '-', '—': '-', _: '-', '’': "'", '`': "'", ';': ',' },
};

/**
 * A text in the letters that every bank takes (EPC217-08: a–z, A–Z, 0–9 and `/-?:().,'+` and the blank), cut to a length.
 * Umlauts are spelled out, accents dropped, other marks become full stops. A text without one letter of them is left as it
 * is: "...." names nobody.
 */
export function bankText(text: string, length: number): string {
  const latin = [...text]
    .map((letter) => spelled[letter] ?? letter)
    .join('')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, '.')
    .replace(/\/{2,}/g, '/');
  const whole = /[A-Za-z0-9]/.test(latin) ? latin : text;
  return whole
    .replace(/\s+/g, ' ')
    .replace(/^[\s/]+/, '')
    .slice(0, length)
    .replace(/[\s/]+$/, '');
}

const escaped = (text: string): string =>
  text
    // What XML 1.0 cannot hold at all.
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

type Xml = readonly string[];

const leaf = (name: string, text: string): Xml => [`<${name}>${escaped(text)}</${name}>`];
const node = (name: string, ...children: readonly Xml[]): Xml => [
  `<${name}>`,
  ...children.flat().map((line) => `  ${line}`),
  `</${name}>`,
];
const none: Xml = [];

const sumOf = (transfers: readonly CreditTransfer[]): bigint =>
  transfers.reduce((sum, one) => sum + one.amountMinor, 0n);

function bankOf(name: 'DbtrAgt' | 'CdtrAgt', bank: BankIdentity | null): Xml {
  const identity =
    bank === null
      ? node('Othr', leaf('Id', 'NOTPROVIDED'))
      : bank.kind === 'bic'
        ? leaf('BICFI', bank.bic)
        : node('ClrSysMmbId', node('ClrSysId', leaf('Cd', bank.system)), leaf('MmbId', bank.member));
  return node(name, node('FinInstnId', identity));
}

const accountOf = (
  name: 'DbtrAcct' | 'CdtrAcct',
  party: Pick<TransferParty, 'account' | 'iban'>,
  currency: string | null,
): Xml =>
  node(
    name,
    node('Id', party.iban ? leaf('IBAN', party.account) : node('Othr', leaf('Id', party.account))),
    currency === null ? none : leaf('Ccy', currency),
  );

function transferOf(transfer: CreditTransfer, currency: string): Xml {
  const { creditor, endToEndId, amountMinor, text } = transfer;
  return node(
    'CdtTrfTxInf',
    node('PmtId', leaf('InstrId', endToEndId), leaf('EndToEndId', endToEndId)),
    node('Amt', [`<InstdAmt Ccy="${currency}">${formatAmount(amountMinor, currency)}</InstdAmt>`]),
    creditor.bank === null ? none : bankOf('CdtrAgt', creditor.bank),
    node(
      'Cdtr',
      leaf('Nm', bankText(creditor.name, 70)),
      creditor.address === null
        ? none
        : node('PstlAdr', leaf('TwnNm', bankText(creditor.address.town, 35)), leaf('Ctry', creditor.address.country)),
    ),
    accountOf('CdtrAcct', creditor, null),
    node('RmtInf', leaf('Ustrd', bankText(text, 140))),
  );
}

function batchOf(batch: TransferBatch, file: CreditTransferFile): Xml {
  const { currency, debtor, executionDate } = file;
  return node(
    'PmtInf',
    leaf('PmtInfId', batch.id),
    leaf('PmtMtd', 'TRF'),
    // Each payment is to be seen on the statement by its own reference; a bank may book them together all the same.
    leaf('BtchBookg', 'false'),
    leaf('NbOfTxs', String(batch.transfers.length)),
    leaf('CtrlSum', formatAmount(sumOf(batch.transfers), currency)),
    batch.scheme === 'sepa' ? node('PmtTpInf', node('SvcLvl', leaf('Cd', 'SEPA'))) : none,
    node('ReqdExctnDt', leaf('Dt', executionDate)),
    node('Dbtr', leaf('Nm', bankText(debtor.name, 70))),
    accountOf('DbtrAcct', debtor, currency),
    bankOf('DbtrAgt', debtor.bank),
    leaf('ChrgBr', batch.scheme === 'sepa' ? 'SLEV' : 'SHAR'),
    ...batch.transfers.map((one) => transferOf(one, currency)),
  );
}

/** The file's bytes, UTF-8. The number of transactions and the control sum are those of what is written. */
export function writeCreditTransfers(file: CreditTransferFile): Uint8Array<ArrayBuffer> {
  const all = file.batches.flatMap((batch) => batch.transfers);
  const lines = node(
    'CstmrCdtTrfInitn',
    node(
      'GrpHdr',
      leaf('MsgId', file.messageId),
      leaf('CreDtTm', `${file.madeAt.toISOString().slice(0, 19)}Z`),
      leaf('NbOfTxs', String(all.length)),
      leaf('CtrlSum', formatAmount(sumOf(all), file.currency)),
      node('InitgPty', leaf('Nm', bankText(file.debtor.name, 70))),
    ),
    ...file.batches.map((batch) => batchOf(batch, file)),
  );
  return new TextEncoder().encode(
    `${['<?xml version="1.0" encoding="UTF-8"?>', `<Document xmlns="${namespace}">`, ...lines.map((line) => `  ${line}`), '</Document>'].join('\n')}\n`,
  );
}
