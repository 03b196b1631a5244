/** What a payment says of the documents that it pays: ISO 20022's structured remittance in a bank message. */
import { expect, it } from 'vitest';
import { printCamt } from '#test/print-camt';
import type { StatedDocument } from '../model.ts';
import { readBankFile } from '../read-bank-file.ts';

function read(remittance: string): { stated: readonly StatedDocument[] | undefined; text: string; warnings: string[] } {
  const file = readBankFile(
    new TextEncoder().encode(
      `<Document><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct><Ntry><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-10</Dt></BookgDt><NtryDtls><TxDtls><RmtInf>${remittance}</RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`,
    ),
  );
  if (!file.ok) throw new Error(file.refusal.message);
  const { entries } = file.value.statements[0]!;
  const [entry] = entries;
  // Whatever is read is read again from what is printed of it.
  const again = readBankFile(new TextEncoder().encode(printCamt(entries)));
  expect(again.ok && again.value.statements[0]!.entries).toEqual(entries);
  return { stated: entry!.stated, text: entry!.remittance, warnings: file.value.warnings.map((one) => one.code) };
}
const document = (number: string, inside = ''): string => `<RfrdDocInf><Nb>${number}</Nb>${inside}</RfrdDocInf>`;
const plain = { discountMinor: null, adjustments: [], memo: null };

it('numbers alone are told by the text, and as documents of which no amount is said', () => {
  expect(read(`<Strd>${document('A-1')}</Strd><Strd>${document('17')}</Strd>`)).toEqual({
    ...{ text: 'A-1 17', warnings: [] },
    stated: [
      { ...plain, reference: 'A-1', amountMinor: null },
      { ...plain, reference: '17', amountMinor: null },
    ],
  });
});

it('of several creditor references the first is the payment’s, and none of the others is lost', () => {
  const block = (reference: string): string => `<Strd><CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd>`;
  expect(read(`${block('RF18539007547034')}${block('RF97C2H5OH')}`)).toEqual({
    ...{ text: 'RF18539007547034', warnings: [] },
    stated: [{ ...plain, reference: '', amountMinor: null, memo: 'RF97C2H5OH' }],
  });
  expect(read(`${block('RF18539007547034')}${block('RF18539007547034')}`).stated).toBeUndefined();
});

it('what is due less discount and adjustments is paid, where it does not say what is', () => {
  const amounts =
    '<DuePyblAmt Ccy="EUR">105.00</DuePyblAmt><DscntApldAmt Ccy="EUR">2.00</DscntApldAmt><AdjstmntAmtAndRsn><Amt Ccy="EUR">3.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Rsn>returned goods</Rsn><AddtlInf>3 of 40</AddtlInf></AdjstmntAmtAndRsn>';
  expect(read(`<Strd>${document('A-1')}<RfrdDocAmt>${amounts}</RfrdDocAmt></Strd>`).stated).toEqual([
    {
      ...{ reference: 'A-1', amountMinor: 100_00n, discountMinor: 2_00n, memo: null },
      adjustments: [{ code: 'returned goods 3 of 40', amountMinor: -3_00n }],
    },
  ]);
});

it('tax is in the amount, or was kept back: the amounts tell', () => {
  const tax = '<TaxAmt><Amt Ccy="EUR">19.00</Amt></TaxAmt>';
  const of = (due: string): StatedDocument =>
    read(
      `<Strd>${document('A-1')}<RfrdDocAmt><DuePyblAmt Ccy="EUR">${due}</DuePyblAmt>${tax}<RmtdAmt Ccy="EUR">100.00</RmtdAmt></RfrdDocAmt></Strd>`,
    ).stated![0]!;
  expect(of('100.00')).toEqual({ ...plain, reference: 'A-1', amountMinor: 100_00n, taxMinor: 19_00n });
  expect(of('119.00')).toEqual({
    ...{ ...plain, reference: 'A-1', amountMinor: 100_00n },
    adjustments: [{ code: 'withholding tax', amountMinor: 19_00n }],
  });
});

it('lines of a document have amounts of their own; with one amount, further documents share it', () => {
  const line = (amount: string): string => `<LineDtls><Amt><RmtdAmt Ccy="EUR">${amount}</RmtdAmt></Amt></LineDtls>`;
  expect(
    read(`<Strd>${document('A-1', line('40.00') + line('20.00'))}${document('A-2', line('40.00'))}</Strd>`).stated,
  ).toEqual([
    { ...plain, reference: 'A-1', amountMinor: 60_00n },
    { ...plain, reference: 'A-2', amountMinor: 40_00n },
  ]);
  expect(
    read(
      `<Strd>${document('A-1')}${document('A-2')}<RfrdDocAmt><RmtdAmt Ccy="EUR">100.00</RmtdAmt></RfrdDocAmt></Strd>`,
    ).stated,
  ).toEqual([
    { ...plain, reference: 'A-1', amountMinor: 100_00n },
    { ...plain, reference: 'A-2', amountMinor: null, shares: true },
  ]);
});

it('a creditor reference stands for a document that has no number, and words stand beside it', () => {
  const strd = (inside: string): string =>
    `<Strd>${inside}<CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf><AddtlRmtInf>order 77</AddtlRmtInf></Strd>`;
  expect(read(strd('<RfrdDocAmt><RmtdAmt Ccy="EUR">100.00</RmtdAmt></RfrdDocAmt>')).stated).toEqual([
    { ...plain, reference: 'RF18539007547034', amountMinor: 100_00n, memo: 'order 77' },
  ]);
  // Without an amount the reference is told by the text, and the words by nothing else.
  expect(read(strd(''))).toMatchObject({
    text: 'RF18539007547034',
    stated: [{ ...plain, reference: '', amountMinor: null, memo: 'order 77' }],
  });
});

it('words, documents and a creditor’s reference stand beside each other, and an invoice beside the credit note taken off it', () => {
  const paid = '<RfrdDocAmt><RmtdAmt Ccy="EUR">50.00</RmtdAmt></RfrdDocAmt>';
  const owed = '<CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf>';
  expect(
    read(`<Ustrd>as agreed</Ustrd><Strd>${document('A-1')}${paid}</Strd><Strd>${paid}${owed}</Strd>`),
  ).toMatchObject({
    text: 'as agreed A-1',
    stated: [{ reference: 'A-1' }, { reference: 'RF18539007547034', amountMinor: 50_00n }],
  });
  // Without words the reference is told behind the numbers.
  expect(read(`<Strd>${document('A-1')}${paid}</Strd><Strd>${document('A-2')}${paid}${owed}</Strd>`)).toMatchObject({
    text: 'A-1 A-2 RF18539007547034',
    stated: [{ reference: 'A-1' }, { reference: 'A-2', memo: 'RF18539007547034' }],
  });
  const note = '<RfrdDocInf><Tp><CdOrPrtry><Cd>CREN</Cd></CdOrPrtry></Tp><Nb>C-7</Nb></RfrdDocInf>';
  const net = '<RfrdDocAmt><CdtNoteAmt Ccy="EUR">10.00</CdtNoteAmt><RmtdAmt Ccy="EUR">90.00</RmtdAmt></RfrdDocAmt>';
  expect(read(`<Strd>${document('A-1')}${note}${net}</Strd>`).stated).toMatchObject([
    { reference: 'A-1', amountMinor: 100_00n },
    { reference: 'C-7', amountMinor: -10_00n },
  ]);
});

it('an amount in another currency decides nothing, and one that cannot be read refuses no file', () => {
  const strd = (amount: string): string => `<Strd>${document('A-1')}<RfrdDocAmt>${amount}</RfrdDocAmt></Strd>`;
  expect(read(strd('<RmtdAmt Ccy="USD">108.00</RmtdAmt>')).stated).toEqual([
    { ...plain, reference: 'A-1', amountMinor: null, memo: 'RmtdAmt USD 108.00' },
  ]);
  expect(read(strd('<RmtdAmt Ccy="EUR">a hundred</RmtdAmt>'))).toEqual({
    ...{ stated: undefined, text: 'A-1', warnings: ['camt.remittance-unread'] },
  });
});
