/** Which bookings banks mean as payments that came back, in every format: code, reason, what had been paid, their charge. */
import { describe, expect, it } from 'vitest';
import { must } from '#test/must';
import { readBankFile } from './read-bank-file.ts';
import { speaksOfReturn } from './returned.ts';
import { sampleAeb43, sampleBai2, sampleCoda } from './samples.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const entriesOf = (text: string) => must(readBankFile(bytes(text))).statements.flatMap((one) => one.entries);

const mt940 = (line: string, ...text: string[]): string =>
  [
    ':20:STARTUMS',
    ':25:DE89370400440532013000',
    ':28C:1/1',
    ':60F:C260210EUR1000,00',
    `:61:${line}`,
    `:86:${text.join('\r\n')}`,
    '-',
    '',
  ].join('\r\n');
const camt = (entry: string): string => `<?xml version="1.0"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Ntry>${entry}</Ntry></Stmt></BkToCstmrStmt></Document>`;
const taken = '<Amt Ccy="EUR">103.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>';

describe('R34 a returned payment on the statement', () => {
  it.each([
    'CHECK RETURNED',
    'DEPOSITED ITEM RETURNED',
    'RETURNED CHEQUE 4711',
    'RTN ITEM',
    'NSF FEE AND ITEM',
    'RETOURE SEPA-LASTSCHRIFT',
    'SEPA-LS-RETOURE AC04',
    'Rückbelastung Lastschrift AM04',
    'RUECKLASTSCHRIFT',
    'Lastschriftrückgabe',
    'RUECKSCHECK',
    'Insoluto RID',
    'Storno SDD',
    'DEVOL RECIBO 123',
    'DEVOLUCION DE RECIBOS',
    'Efecto impagado',
    'REJET DE PRELEVEMENT',
    'Chèque impayé',
    'Stornering incasso',
    'CHARGEBACK 9911',
    'charge back Visa',
    'REFER TO DRAWER',
  ])('is known by the words "%s"', (text) => {
    expect(speaksOfReturn(text)).toBe(true);
  });

  it.each([
    'RE-10001',
    'Retoure Ware 4711',
    'Return of goods',
    'Refund INV 1',
    'Miete März',
    'DEVOTION LTD INV 12',
    'Rückzahlung Darlehen',
    'Lastschrift Strom',
    'Rueckerstattung',
    'Annual tax return',
  ])('is not what "%s" speaks of', (text) => {
    expect(speaksOfReturn(text)).toBe(false);
  });

  it('is no money in that says so: a customer writes of goods', () => {
    const [entry] = entriesOf(mt940('2602100210C100,00NTRFNONREF', '166?20SVWZ+CHECK RETURNED'));
    expect(entry!.returned).toBeNull();
  });

  it('MT940: by the type of field 61, by the GVC, with original amount, charge and reason', () => {
    const [byType] = entriesOf(mt940('2602100210D100,00NRTINONREF', '999?20SVWZ+4711'));
    expect(byType!.returned).toEqual({ reasonCode: null, originalMinor: null });
    const [byGvc] = entriesOf(
      mt940(
        '2602100210D103,00NDDTNONREF',
        '109?00RETOURE?20EREF+E2E-1?21MREF+M1?22OAMT+100,00?23COAM+3,00?24SVWZ+AC04 KONTO AUFGELOEST?32Acme',
      ),
    );
    expect(byGvc).toMatchObject({
      amountMinor: -103_00n,
      returned: { reasonCode: 'AC04', originalMinor: 100_00n },
      charges: { amountMinor: 3_00n, currency: 'EUR', bearer: null },
      exchange: null,
    });
  });

  it('MT940: by the slash code /RTRN/, and the terms beside the line', () => {
    const [entry] = entriesOf(
      mt940('2602100210D103,00NMSCNONREF\r\n/OCMT/EUR100,00/CHGS/EUR3,00/', '/TRTP/SEPA Incasso/RTRN/MS03/REMI/4711/'),
    );
    expect(entry).toMatchObject({
      returned: { reasonCode: 'MS03', originalMinor: 100_00n },
      charges: { amountMinor: 3_00n },
    });
  });

  it.each([
    [
      'the block of a return',
      '<NtryDtls><TxDtls><RtrInf><Rsn><Cd>MD06</Cd></Rsn></RtrInf></TxDtls></NtryDtls>',
      'MD06',
    ],
    [
      'the family of its code',
      '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>IDDT</Cd><SubFmlyCd>UPDD</SubFmlyCd></Fmly></Domn></BkTxCd>',
      null,
    ],
    [
      'a check that was not paid',
      '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCHQ</Cd><SubFmlyCd>UPCQ</SubFmlyCd></Fmly></Domn></BkTxCd>',
      null,
    ],
    ['the code of German banks', '<BkTxCd><Prtry><Cd>NDDT+109+00931</Cd></Prtry></BkTxCd>', null],
    ['words', '<AddtlNtryInf>SEPA-LS-RETOURE AM04</AddtlNtryInf>', 'AM04'],
  ])('CAMT: by %s', (_, more, reasonCode) => {
    const [entry] = entriesOf(camt(taken + more));
    expect(entry!.returned).toMatchObject({ reasonCode });
  });

  it('CAMT: what had been paid, and the charge of each version', () => {
    const original = '<AmtDtls><InstdAmt><Amt Ccy="EUR">100.00</Amt></InstdAmt></AmtDtls>';
    const reason = '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>';
    const old = `<NtryDtls><TxDtls>${original}<Chrgs><Amt Ccy="EUR">3.00</Amt><Br>CRED</Br></Chrgs>${reason}</TxDtls></NtryDtls>`;
    const late = `<NtryDtls><TxDtls>${original}<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">3.00</TtlChrgsAndTaxAmt>
      <Rcrd><Amt Ccy="EUR">2.00</Amt><ChrgInclInd>true</ChrgInclInd><Br>CRED</Br></Rcrd><Rcrd><Amt Ccy="EUR">1.00</Amt></Rcrd>
      <Rcrd><Amt Ccy="EUR">9.00</Amt><ChrgInclInd>false</ChrgInclInd></Rcrd></Chrgs>${reason}</TxDtls></NtryDtls>`;
    for (const details of [old, late])
      expect(entriesOf(camt(taken + details))[0]).toMatchObject({
        returned: { reasonCode: 'AC04', originalMinor: 100_00n },
        charges: { amountMinor: 3_00n, currency: 'EUR', bearer: 'creditor' },
      });
  });

  it('CAMT: of a batch each payment says for itself that it came back, and of whom; the entry when all of them did', () => {
    const party = (role: 'Dbtr' | 'Cdtr', name: string, iban: string): string =>
      `<${role}><Pty><Nm>${name}</Nm></Pty></${role}><${role}Acct><Id><IBAN>${iban}</IBAN></Id></${role}Acct>`;
    const payment = (amount: string, name: string, more: string): string =>
      `<TxDtls><Refs><EndToEndId>E-${name}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd>
      <AmtDtls><InstdAmt><Amt Ccy="EUR">50.00</Amt></InstdAmt></AmtDtls>
      <RltdPties>${party('Dbtr', name, `DE00${name}`)}${party('Cdtr', 'Ourselves', 'DE89370400440532013000')}</RltdPties>
      <RmtInf><Ustrd>RE-${name}</Ustrd></RmtInf>${more}</TxDtls>`;
    const reason = (code: string): string => `<RtrInf><Rsn><Cd>${code}</Cd></Rsn></RtrInf>`;
    const batch = (...payments: string[]) => entriesOf(camt(`${taken}<NtryDtls>${payments.join('')}</NtryDtls>`))[0]!;
    const both = batch(payment('53.00', 'ANNA', reason('AC04')), payment('50.00', 'BERTA', reason('MD06')));
    expect(both.returned).not.toBeNull();
    expect(both.details).toMatchObject([
      {
        ...{ amountMinor: -53_00n, remittance: 'RE-ANNA', endToEndId: 'E-ANNA' },
        ...{
          counterparty: { name: 'ANNA', account: 'DE00ANNA' },
          returned: { reasonCode: 'AC04', originalMinor: 50_00n },
        },
      },
      {
        amountMinor: -50_00n,
        counterparty: { name: 'BERTA' },
        returned: { reasonCode: 'MD06', originalMinor: 50_00n },
      },
    ]);
    // One of them is an ordinary payment of ours: the entry as a whole is no return.
    const mixed = batch(payment('53.00', 'ANNA', reason('AC04')), payment('50.00', 'BERTA', ''));
    expect(mixed.returned).toBeNull();
    expect(mixed.details.map((one) => one.counterparty.name)).toEqual(['ANNA', 'Ourselves']);
  });

  it('BAI2, CODA and Norma 43: by their codes', () => {
    const bai2 = entriesOf(sampleBai2);
    expect(bai2.map((entry) => entry.returned !== null)).toEqual([false, true]);
    const ach = entriesOf(sampleBai2.replace('16,555,2500,0,,,CHECK RETURNED/', '16,557,2500,0,,,ACME R01/'));
    expect(ach[1]!.returned).toEqual({ reasonCode: 'R01', originalMinor: null });
    expect(entriesOf(sampleCoda).map((entry) => entry.returned)).toEqual([null, null]);
    const unpaid = sampleCoda.replace('12022600337000', '12022600503000');
    expect(entriesOf(unpaid)[1]!.returned).not.toBeNull();
    const devolucion = sampleAeb43.replace('26021117' + '002', '26021114' + '002');
    expect(entriesOf(devolucion).map((entry) => entry.returned !== null)).toEqual([false, true]);
  });

  it('CODA: the charges that the details of a movement take off its gross amount', () => {
    const lines = sampleCoda.split('\n');
    const at = lines.findIndex((line) => line.startsWith('2200010000'));
    // The movement of 500.00 is 505.25 less a commission of 4.00 and its tax of 1.25.
    const detail = (place: string, sign: 0 | 1, amount: string, category: string): string =>
      `210001${place}${'BANKREF1'.padEnd(21)}${sign}${amount.padStart(15, '0')}12022680150${category}0${'INV-1'.padEnd(53)}1202260070`.padEnd(
        127,
      ) + '0';
    // Amounts have three decimals.
    const whole = [
      detail('0001', 0, '505250', '100'),
      detail('0002', 1, '4000', '013'),
      detail('0003', 1, '1250', '011'),
    ];
    const [entry] = entriesOf([...lines.slice(0, at + 2), ...whole, ...lines.slice(at + 2)].join('\n'));
    expect(entry).toMatchObject({
      amountMinor: 500_00n,
      charges: { amountMinor: 5_25n, currency: 'EUR', bearer: null },
      details: [{ amountMinor: 500_00n, returned: null }],
    });
    // What does not lead to the movement is no charge of it.
    const other = [whole[0]!, whole[1]!];
    const [plain] = entriesOf([...lines.slice(0, at + 2), ...other, ...lines.slice(at + 2)].join('\n'));
    expect(plain!.charges).toBeNull();
    expect(plain!.details).toHaveLength(2);
  });

  it('CODA: by the R-transaction of a European direct debit, with its reason', () => {
    // 127: settlement day, kind, scheme, paid or not; creditor, mandate, text; R-transaction and reason.
    const said = `127${'110226'}111${'BE69ZZZ'.padEnd(35)}${'MANDATE-1'.padEnd(35)}${'CONTRACT 7'.padEnd(62)}2AC04`;
    const [first, ...lines] = sampleCoda.split('\n');
    const at = lines.findIndex((line) => line.startsWith('2100020000'));
    const head = lines[at]!;
    lines.splice(
      at,
      1,
      `${head.slice(0, 61)}1${said.slice(0, 53)}${head.slice(115, 121)}00710`.padEnd(128).slice(0, 128),
      `2200020000${said.slice(53, 106)}`.padEnd(127) + '0',
      `2300020000${''.padEnd(72)}${said.slice(106, 149)}`.padEnd(127) + '0',
    );
    const file = [first, ...lines].join('\n').replace('000006000000000012500', '000008000000000012500');
    expect(entriesOf(file)[1]!.returned).toEqual({ reasonCode: 'AC04', originalMinor: null });
  });
});

describe('Charges and exchange that a bank states beside the amount', () => {
  it('CAMT: the instructed amount, the rate, and who bears the charges', () => {
    const [entry] = entriesOf(
      camt(`<Amt Ccy="EUR">985.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><NtryDtls><TxDtls>
        <AmtDtls><InstdAmt><Amt Ccy="USD">1080.00</Amt><CcyXchg><SrcCcy>USD</SrcCcy><XchgRate>1.08</XchgRate></CcyXchg></InstdAmt></AmtDtls>
        <Chrgs><Amt Ccy="EUR">15.00</Amt><Br>SHAR</Br></Chrgs></TxDtls></NtryDtls>`),
    );
    expect(entry).toMatchObject({
      amountMinor: 985_00n,
      returned: null,
      charges: { amountMinor: 15_00n, currency: 'EUR', bearer: 'shared' },
      exchange: { instructedMinor: 1080_00n, instructedCurrency: 'USD', rate: '1.08' },
    });
  });

  it('CAMT: a charge that cannot be read refuses no file, and charges in two currencies have no sum', () => {
    const credit = '<Amt Ccy="EUR">985.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>';
    const odd = ['<Amt Ccy="EUR">1.005</Amt>', '<Amt Ccy="EUR">x</Amt>', '<Amt Ccy="QQQ">1.00</Amt>', '']
      .map((amount) => `<Chrgs>${amount}</Chrgs>`)
      .join('');
    expect(entriesOf(camt(credit + odd))[0]!.charges).toBeNull();
    const two = '<Chrgs><Amt Ccy="EUR">1.00</Amt></Chrgs><Chrgs><Amt Ccy="USD">1.00</Amt></Chrgs>';
    expect(entriesOf(camt(credit + two))[0]!.charges).toBeNull();
  });

  it('MT940: /OCMT/, /CHGS/ and /EXCH/ beside the line', () => {
    const [entry] = entriesOf(
      mt940('2602100210C985,00NTRFNONREF\r\n/OCMT/USD1080,00/EXCH/1,08/CHGS/EUR15,00/', '/REMI/RE-10001/'),
    );
    expect(entry).toMatchObject({
      remittance: 'RE-10001',
      charges: { amountMinor: 15_00n, currency: 'EUR' },
      exchange: { instructedMinor: 1080_00n, instructedCurrency: 'USD', rate: '1.08' },
    });
  });

  it('Norma 43: the equivalent of record 24', () => {
    const lines = sampleAeb43.split('\n');
    lines.splice(3, 0, `2401840${'00000000131000'}`.padEnd(80));
    const file = lines.join('\n').replace(`${'9'.repeat(18)}000006`, `${'9'.repeat(18)}000007`);
    expect(entriesOf(file)[0]!.exchange).toEqual({ instructedMinor: 1310_00n, instructedCurrency: 'USD', rate: null });
  });
});
