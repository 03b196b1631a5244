/** What banks write into the text of a booking, dialect by dialect: who, from where, for what. */
import { describe, expect, it } from 'vitest';
import { counterpartyIn, findCreditorReference, readRemittanceText, statedTermsIn } from './remittance-text.ts';

const read = (...lines: string[]) => readRemittanceText(lines);

describe('field 86 as German banks structure it', () => {
  it('joins the purpose ?20 to ?29 and ?60 to ?63 and the name ?32 and ?33 without blanks', () => {
    expect(
      read(
        '166?00GUTSCHRIFT?10931?20SVWZ+Rechnung RE-',
        '2026-1001 vom 02.0?211.2026?30COBADEFF?31DE893704004405320130',
        '00?32Acme Handels GmbH und Co?33 KG?60 Teil 2',
      ),
    ).toMatchObject({
      counterparty: { name: 'Acme Handels GmbH und Co KG', account: 'DE89370400440532013000' },
      remittance: 'Rechnung RE-2026-1001 vom 02.01.2026 Teil 2',
      transactionCode: '166',
    });
  });

  it('takes the SEPA tags apart: EREF, KREF, MREF, CRED, SVWZ; a missing EREF is none', () => {
    const text = read(
      '105?00LASTSCHRIFT?20EREF+E2E-4711?21KREF+K-1?22MREF+M-77?23CRED+DE98ZZZ09999999999?24SVWZ+RE-1001?25 RE-1002?32Acme',
    );
    expect(text).toMatchObject({ remittance: 'RE-1001 RE-1002', endToEndId: 'E2E-4711' });
    expect(read('166?20EREF+NOTPROVIDED?21SVWZ+RE-1?32Acme').endToEndId).toBeNull();
    expect(read('166?20RE-1 ohne Kennung?32Acme').remittance).toBe('RE-1 ohne Kennung');
  });

  it('reads other separators, and an account that only the tag IBAN names', () => {
    expect(read('166~00X~20SVWZ+RE-9IBAN+DE89370400440532013000~32Acme')).toMatchObject({
      remittance: 'RE-9',
      counterparty: { name: 'Acme', account: 'DE89370400440532013000' },
    });
  });

  it('names the ultimate party: who orders for another, and of a collected direct debit who owes it', () => {
    const paid = read('166?20SVWZ+RE-1ABWA+Tochter GmbH?30COBADEFF?32Zahlungsdienst AG');
    expect(paid).toMatchObject({ remittance: 'RE-1', counterparty: { name: 'Zahlungsdienst AG' } });
    expect(counterpartyIn(paid, 100n)).toMatchObject({ name: 'Zahlungsdienst AG', ultimateName: 'Tochter GmbH' });
    const collected = read('171?20SVWZ+RE-1ABWA+Wir selbst ABWE+Mieter Meier?32Hausverwaltung');
    expect(counterpartyIn(collected, 100n).ultimateName).toBe('Mieter Meier');
    // The same debit comes back: the deviating recipient owes it still.
    const back = read('109?20EREF+1SVWZ+RETOURE SEPA LASTSCHRIFTABWE+Mieter Meier?32Hausverwaltung');
    expect(counterpartyIn(back, -100n).ultimateName).toBe('Mieter Meier');
    expect(counterpartyIn(read('166?20SVWZ+RE-1?32Acme'), 100n)).toEqual({ name: 'Acme', account: null });
    const twice = read('166?20SVWZ+RE-1?61ABWA: Finanzamt Muenchen ?62ABWA+Finanzamt Muenchen Abt. 1?32Kasse');
    expect(counterpartyIn(twice, 100n).ultimateName).toBe('Finanzamt Muenchen Abt. 1');
    const card = read('106?20SVWZ+Debitk.4ABWA+Tankstelle Chemnitz//Chemnitz/DE?32ARAL AG');
    expect(counterpartyIn(card, -100n).ultimateName).toBe('Tankstelle Chemnitz');
  });

  it('keeps original amount and compensation apart from the purpose', () => {
    expect(read('109?20EREF+1?21OAMT+100,00?22COAM+3,00?23SVWZ+RETOURE?32Acme')).toMatchObject({
      remittance: 'RETOURE',
      stated: { original: '100,00', charges: '3,00' },
    });
  });
});

describe('field 86 with slash codes', () => {
  it('Dutch banks: /TRTP/, /IBAN/, /NAME/, /REMI/, /EREF/, cut anywhere', () => {
    expect(
      read(
        '/TRTP/SEPA OVERBOEKING/IBAN/NL46ABNA0499998748/BIC/ABNANL2A/NAME/J',
        'ANSSEN BV/REMI/Factuur 2026-',
        '0042/EREF/E2E-9',
      ),
    ).toMatchObject({
      counterparty: { name: 'JANSSEN BV', account: 'NL46ABNA0499998748' },
      remittance: 'Factuur 2026-0042',
      endToEndId: 'E2E-9',
      transactionCode: 'SEPA OVERBOEKING',
    });
  });

  it('ING: /CNTP/account/bank/name/city/ and //USTD//', () => {
    expect(
      read('/EREF/NOTPROVIDED//CNTP/NL46ABNA0499998748/ABNANL2A/JANSSEN BV/AMSTERDAM//REMI/USTD//Factuur 42/'),
    ).toMatchObject({
      counterparty: { name: 'JANSSEN BV', account: 'NL46ABNA0499998748' },
      remittance: 'Factuur 42',
      endToEndId: null,
    });
  });

  it('a structured reference of its own, and the reason of a return', () => {
    expect(read('/REMI/STRD/CDTRREFTP/SCOR/CDTRREF/RF18539007547034/').structuredReference).toBe('RF18539007547034');
    expect(read('/TRTP/SEPA INCASSO/RTRN/AC04/REMI/42/').stated.returnReason).toBe('AC04');
  });
});

describe('field 86 as free text', () => {
  it('Dutch labels: NAAM and REK, also where the account does not check', () => {
    expect(read('FACTUUR 201403110, 201403113', 'REK: NL65INGB0123456789/NAAM: PICQER')).toMatchObject({
      counterparty: { name: 'PICQER', account: 'NL65INGB0123456789' },
    });
  });

  it('Polish labels: Z RACH. and OD', () => {
    expect(
      read('911 TRANSAKCJA COLLECT; Z RACH.: 56114010810000267002001001;', 'OD: JAN NOWAK KRAKOW; TYT.: FV 1/2026'),
    ).toMatchObject({ counterparty: { name: 'JAN NOWAK KRAKOW', account: '56114010810000267002001001' } });
  });

  it('Swiss: AUFTRAGGEBER up to MITTEILUNGEN', () => {
    expect(read('GIRO AUS ONLINE-SIC AUFTRAGGEBER: JANE DOE', 'MITTEILUNGEN: RE-1001').counterparty.name).toBe(
      'JANE DOE',
    );
  });

  it('a checked IBAN at the beginning is the payer’s, with the name behind it', () => {
    expect(read('DE89370400440532013000 ACME GMBH', 'Rechnung 42')).toMatchObject({
      counterparty: { name: 'ACME GMBH', account: 'DE89370400440532013000' },
      remittance: 'DE89370400440532013000 ACME GMBH Rechnung 42',
    });
    expect(read('Rechnung 42 vom 1. Februar').counterparty).toEqual({ name: null, account: null });
  });
});

describe('what stands in any text', () => {
  it('a creditor reference only with right check digits, grouped or followed by words', () => {
    expect(findCreditorReference('Zahlung RF18 5390 0754 7034 danke')).toBe('RF18539007547034');
    expect(findCreditorReference('RF19539007547034')).toBeNull();
  });

  it('terms as slash codes', () => {
    expect(statedTermsIn('/OCMT/USD1080,00/EXCH/1,08/CHGS/EUR15,00/')).toEqual({
      original: 'USD1080,00',
      charges: 'EUR15,00',
      rate: '1,08',
      returnReason: null,
    });
    expect(statedTermsIn('RE-1/2026/INV')).toEqual({ original: null, charges: null, rate: null, returnReason: null });
  });
});

describe('the ultimate party in slash codes', () => {
  it('stands behind its code, or behind a name of its own', () => {
    const text = read('/TRTP/SEPA OVERBOEKING/NAME/Holding BV/REMI/RE-1/ULTD/Dochter BV/ULTC//NAME/Filiaal/');
    expect(counterpartyIn(text, 100n)).toMatchObject({ name: 'Holding BV', ultimateName: 'Dochter BV' });
    expect(counterpartyIn(text, -100n).ultimateName).toBe('Filiaal');
  });
});
