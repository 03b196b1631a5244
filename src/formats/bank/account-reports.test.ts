/** BAI2, OFX, CODA, Norma 43 and encodings on files of our own: what is right is read, what is wrong is refused with its line. */
import { describe, expect, it } from 'vitest';
import { type BankFile, footing, readBankFile } from '../index.ts';
import { spanishIban } from './aeb43/read-aeb43.ts';
import { readBai2 } from './bai2/read-bai2.ts';
import { decodeText, textSource } from './decode.ts';
import { sampleAeb43, sampleBai2, sampleBai2Records, sampleCoda, sampleOfx1, sampleOfx2 } from './samples.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string): BankFile => {
  const outcome = readBankFile(bytes(text), { fileName: 'file' });
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
};
const refusal = (text: string) => {
  const outcome = readBankFile(bytes(text), { fileName: 'file' });
  if (outcome.ok) return { code: 'was read' };
  const at = outcome.refusal.at;
  return { code: outcome.refusal.code, row: at && 'row' in at ? at.row : undefined };
};

describe('BAI2', () => {
  it('signs by type code, takes value dates, continuations and text with commas', () => {
    const [statement] = read(sampleBai2).statements;
    expect(statement).toMatchObject({ account: '4711', currency: 'USD' });
    expect(footing(statement!)).toEqual({ foots: true, differenceMinor: 0n });
    expect(
      statement!.entries.map((entry) => [entry.amountMinor, entry.valueDate, entry.remittance, entry.status]),
    ).toEqual([
      [150_000n, '2026-02-11', 'ORIG CO NAME:ACME, INC INV 1001, 1002 PAID IN FULL', 'booked'],
      [-2_500n, '2026-02-10', 'CHECK RETURNED', 'booked'],
    ]);
    expect(statement!.entries[0]!.bankReference).toBe('WIRE77');
  });

  it('an interim report informs only', () => {
    const file = read(sampleBai2.replace('2359,USD,2/', '2359,USD,3/'));
    expect(file.statements[0]!.entries.every((entry) => entry.status === 'pending')).toBe(true);
  });

  it.each([
    ['a control total that differs', sampleBai2.replace('16,195,150000', '16,195,150001'), 'bai2.control-total', 7],
    ['a missing trailer', sampleBai2.replace(/99,.*\n/, ''), 'bai2.cut', 8],
    ['a line that is no record', sampleBai2.replace('49,', '47,'), 'bai2.line-malformed', 7],
    ['a transaction outside an account', sampleBai2.replace(/03,[\s\S]*?\n(?=16)/, ''), 'bai2.out-of-place', 3],
    ['an amount with a mark', sampleBai2.replace('16,195,150000', '16,195,1500.00'), 'bai2.record-malformed', 4],
    ['a day that is none', sampleBai2.replace('260211,,WIRE', '260231,,WIRE'), 'bai2.record-malformed', 4],
  ])('refuses %s', (_, text, code, row) => expect(refusal(text)).toEqual({ code, row }));

  /** A report of accounts with its trailers counted: of each its currency, its balances and its transactions, records as a bank writes them. */
  const report = (
    accounts: readonly { number: string; currency?: string; balances: readonly string[]; records: readonly string[] }[],
    status = '1',
  ): string => {
    const sumOf = (records: readonly string[]): bigint =>
      records.reduce((sum, one) => sum + BigInt(/^(?:16,)?\d{3},([+-]?\d+)/.exec(one)?.[1] ?? 0), 0n);
    const parts = accounts.map(({ number, currency = '', balances, records }) => {
      const [first, ...others] = balances;
      const lines = [
        `03,${number},${currency},${first}/`,
        ...others.map((one) => `88,${one}/`),
        ...records.flatMap((one) => one.split('\n')),
      ];
      const sum = sumOf([...balances, ...records]);
      return { sum, lines: [...lines, `49,${sum},${lines.length + 1}/`] };
    });
    const sum = parts.reduce((total, one) => total + one.sum, 0n);
    const lines = parts.flatMap((one) => one.lines);
    return [
      '01,BANK,CUST,260211,0600,7,80,1,2/',
      `02,CUST,BANK,${status},260210,2359,USD,2/`,
      ...lines,
      `98,${sum},${accounts.length},${lines.length + 2}/`,
      `99,${sum},1,${lines.length + 4}/`,
      '',
    ].join('\n');
  };
  const balances = ['010,1000,,', '015,1600,,'];

  it('reads what stands behind every type of funds, and the day that a dated one is good', () => {
    const funds = ['', '0', '1', '2', 'Z', 'S,100,0,0', 'V,260212,', 'V,260212,1430', 'D,2,0,60,1,40'];
    const records = funds.map((one, index) => `16,165,100,${one},BANK-${index},CUST-${index},TEXT ${index}/`);
    const { statements, warnings } = read(
      report([{ number: '4711', balances: ['010,1000,,', '015,1900,,'], records }]),
    );
    expect(warnings).toEqual([]);
    expect(footing(statements[0]!)).toEqual({ foots: true, differenceMinor: 0n });
    expect(
      statements[0]!.entries.map((one) => [one.bankReference, one.customerReference, one.remittance, one.valueDate]),
    ).toEqual(
      funds.map((one, index) => [
        ...[`BANK-${index}`, `CUST-${index}`, `TEXT ${index}`],
        one.startsWith('V') ? '2026-02-12' : '2026-02-10',
      ]),
    );
    const malformed = report([{ number: '4711', balances, records: ['16,165,100,X,B,C,TEXT/'] }]);
    expect(refusal(malformed)).toEqual({ code: 'bai2.record-malformed', row: 5 });
  });

  it('gives each account its own statement, in its own currency or that of its group', () => {
    const { statements } = read(
      report([
        { number: '1', balances, records: ['16,165,600,,B1,C1,ONE/'] },
        { number: '2', currency: 'CAD', balances, records: ['16,195,900,,B2,C2,TWO/', '16,475,300,,B3,C3,THREE/'] },
        { number: '3', balances: ['010,5,,', '015,5,,'], records: [] },
      ]),
    );
    expect(statements.map((one) => [one.account, one.currency, one.entries.map((entry) => entry.amountMinor)])).toEqual(
      [
        ['1', 'USD', [600n]],
        ['2', 'CAD', [900n, -300n]],
        ['3', 'USD', []],
      ],
    );
    expect(statements.map((one) => footing(one).foots)).toEqual([true, true, true]);
  });

  it('passes over a comma too many before the slash, at the end and where balances go on', () => {
    for (const [first, second] of [
      ['03,4711,USD,010,1000,,,015,1600,,,/', null],
      ['03,4711,USD,010,1000,,,/', '88,015,1600,,,/'],
      ['03,4711,USD,/', '88,010,1000,,,015,1600,,/'],
    ] as const) {
      const lines = [first, ...(second === null ? [] : [second]), '16,165,600,,B1,C1,ONE/'];
      const [statement] = read(
        [
          '01,BANK,CUST,260211,0600,7,80,1,2/',
          '02,CUST,BANK,1,260210,2359,USD,2/',
          ...lines,
          `49,3200,${lines.length + 1}/`,
          `98,3200,1,${lines.length + 3}/`,
          `99,3200,1,${lines.length + 5}/`,
          '',
        ].join('\n'),
      ).statements;
      expect(statement).toMatchObject({
        openingBalance: { amountMinor: 1000n },
        closingBalance: { amountMinor: 1600n },
        entries: [{ amountMinor: 600n }],
      });
    }
  });

  it('leaves records out that tell of no money, and says so where they have an amount', () => {
    const records = ['16,165,600,,B1,C1,ONE/', '16,890,0,,,,A NOTE OF THE BANK\n88,THAT GOES ON/', '16,890,7,,,,ODD/'];
    const { statements, warnings } = read(report([{ number: '1', balances, records }]));
    expect(statements[0]!.entries.map((one) => one.remittance)).toEqual(['ONE']);
    expect(warnings.map((one) => [one.code, one.line])).toEqual([['bai2.type-unknown', 8]]);
  });

  it.each([
    ['1', 'booked', []],
    ['2', 'pending', ['bai2.group-status']],
    ['3', 'booked', ['bai2.group-status']],
    ['4', 'pending', ['bai2.group-status']],
  ])('a group of status %s is %s', (status, wanted, codes) => {
    const { statements, warnings } = read(
      report([{ number: '1', balances, records: ['16,165,600,,B1,C1,ONE/'] }], status),
    );
    expect(statements[0]!.entries.map((one) => one.status)).toEqual([wanted]);
    expect(warnings.map((one) => one.code)).toEqual(codes);
  });

  describe('records that follow each other without line ends', () => {
    const records = sampleBai2.trim().split('\n');
    const columns = sampleBai2Records;
    const { statements } = read(sampleBai2);

    it.each([
      ['fixed, in one block', columns.join('')],
      ['fixed, the header filled with a zero before its length', columns.join('').replace('7,80,1,2/ ', '7,080,1,2/')],
      [
        'fixed, a line for each block of four, its blanks cut',
        columns
          .join('')
          .replace(/.{320}/g, '$&\r\n')
          .trimEnd(),
      ],
      ['fixed, the last block filled with blanks', `${columns.join('').padEnd(960)}\u001a`],
      ['fixed, in lines', columns.join('\n')],
      ['variable, ended by slashes', columns.map((one) => one.trimEnd().replace(/\/?$/, '/')).join('')],
      ['variable, text without a slash', records.join('')],
      ['variable, text without a slash, on two lines', records.join('').replace(/(98,)/, '\n$1')],
      ['variable, text without a slash and blanks between', records.join('  ')],
      ['variable, text without a slash before the trailer', records.join('').replace('RETURNED/', 'RETURNED')],
      ['variable, with blanks between', columns.map((one) => one.trimEnd().replace(/\/?$/, '/')).join(' ')],
    ])('%s', (_, text) => {
      const file = read(text);
      expect(file.warnings).toEqual([]);
      expect(file.statements).toEqual(statements);
    });

    it('reads a block that comes in pieces, cut anywhere', () => {
      const whole = bytes(columns.join('').replace(/.{320}/g, '$&\r\n'));
      for (let size = 1; size <= 100; size += 1) {
        const parts = Array.from({ length: Math.ceil(whole.length / size) }, (_unused, index) =>
          whole.subarray(index * size, (index + 1) * size),
        );
        const text = textSource(parts);
        const entries = [...readBai2(text)].flatMap((one) => (one.kind === 'entry' ? [one.entry] : []));
        expect(entries, `pieces of ${size}`).toEqual(statements[0]!.entries);
      }
    });

    it('text that fills a record goes on in the next as if nothing were between', () => {
      const filled = `16,195,150000,V,260211,,WIRE77,,${'PAYS INVOICES '.padEnd(42, '.')} RE-10`;
      expect(filled.length).toBe(80);
      const goesOn = columns.map((one, index) =>
        index === 4 ? filled : index === 5 ? '88,0234 AND 5'.padEnd(80) : one,
      );
      expect(read(goesOn.join('')).statements[0]!.entries[0]!.remittance).toContain(' RE-100234 AND 5');
    });

    it('the length that is stated means nothing where the records stand on lines of another', () => {
      expect(read(sampleBai2.replace('7,80,1,2/', '7,40,1,2/')).statements).toEqual(statements);
    });

    it.each([
      ['a record that was cut short', columns.map((one, index) => (index === 4 ? one.slice(0, -1) : one)).join(''), 6],
      ['a file that was cut', columns.slice(0, 7).join(''), 7],
    ])('refuses %s, by the number of the record', (_, text, row) => {
      expect(refusal(text)).toEqual({ code: row === 6 ? 'bai2.line-malformed' : 'bai2.cut', row });
    });

    it('text keeps what looks like a continuation where the records are as many as counted', () => {
      const told = (text: string) => read(text).statements[0]!.entries.map((entry) => entry.remittance);
      const rebate = records.join('').replace('CHECK RETURNED', 'REBATE 88,50 AND 16,5 PERCENT');
      // Of both texts one would be a continuation too many: nobody can tell, and the amounts are all there.
      expect(refusal(rebate)).toEqual({ code: 'bai2.record-ends', row: 4 });
      const slashes = columns.map((one) => one.trimEnd().replace(/\/?$/, '/')).join('');
      expect(told(slashes.replace('CHECK RETURNED', 'REBATE 88,50'))[1]).toBe('REBATE 88,50');
      const short = [
        '16,195,150000,V,260211,,WIRE77,,REBATE 88,50',
        '16,555,2500,0,,,CHECK RETURNED/',
        '49,2452500,4/',
      ];
      const file = [...records.slice(0, 3), ...short, '98,2452500,1,6/', '99,2452500,1,8/'].join('');
      expect(told(file)).toEqual(['REBATE 88,50', 'CHECK RETURNED']);
    });

    it('refuses text without a slash where no end of it comes to the records that are counted', () => {
      expect(refusal(records.join('').replace('49,2452500,5/', '49,2452500,9/'))).toEqual({
        code: 'bai2.record-ends',
        row: 4,
      });
    });
  });

  it('says when the records are miscounted', () => {
    expect(read(sampleBai2.replace(/\n99,(\d+),1,\d+\//, '\n99,$1,1,77/')).warnings.map((one) => one.code)).toEqual([
      'bai2.count',
    ]);
  });
});

describe.each([
  ['OFX 1', sampleOfx1],
  ['OFX 2', sampleOfx2],
])('%s', (_, sample) => {
  it('is read with its account, balance and entries', () => {
    const [statement] = read(sample).statements;
    expect(statement).toMatchObject({
      account: '123-4',
      currency: 'EUR',
      closingBalance: { amountMinor: 98_795n, date: '2026-02-28' },
    });
    expect(
      statement!.entries.map((entry) => [
        entry.bookingDate,
        entry.amountMinor,
        entry.counterparty.name,
        entry.remittance,
        entry.bankReference,
      ]),
    ).toEqual([
      ['2026-02-10', 100_000n, 'Acme & Sons', 'Invoice 1001', 'F1'],
      ['2026-02-11', -1_205n, 'Bank', 'Fees', 'F2'],
    ]);
  });

  it('names the payer in full where the bank cut the name', () => {
    const text = sample.replace('<MEMO>Invoice 1001', '<EXTDNAME>Acme & Sons Holdings International<MEMO>Invoice 1001');
    expect(read(text).statements[0]!.entries[0]!.counterparty.name).toBe('Acme & Sons Holdings International');
  });

  it('posts nothing of an entry that corrects one of an earlier file, and says so', () => {
    const text = sample.replace('<FITID>F2', '<CORRECTFITID>E9<CORRECTACTION>DELETE<FITID>F2');
    const { statements, warnings } = read(text);
    expect(statements[0]!.entries.map(({ status }) => status)).toEqual(['booked', 'pending']);
    expect(warnings.map(({ code }) => code)).toEqual(['ofx.correction']);
  });

  it('says which statement the bank did not give, and refuses a file of errors only', () => {
    const status = '<STATUS><CODE>2003<SEVERITY>ERROR<MESSAGE>Account not found</STATUS>';
    const another = `<STMTTRNRS><TRNUID>2${status}</STMTTRNRS>`;
    const { statements, warnings } = read(sample.replace('</BANKMSGSRSV1>', `${another}</BANKMSGSRSV1>`));
    expect(statements).toHaveLength(1);
    expect(warnings.map(({ code, message }) => [code, message])).toEqual([
      ['ofx.bank-error', 'The bank gave no statement here; it answered 2003 Account not found.'],
    ]);
    const head = sample.slice(0, sample.indexOf('<OFX>'));
    expect(refusal(`${head}<OFX><BANKMSGSRSV1>${another}</BANKMSGSRSV1></OFX>`).code).toBe('ofx.bank-error');
  });

  it('reads a card statement, and refuses a file of investments only', () => {
    const card = sample.replaceAll('STMTRS', 'CCSTMTRS').replaceAll('BANKACCTFROM', 'CCACCTFROM');
    expect(read(card).statements[0]).toMatchObject({ account: '123-4', entries: [{}, {}] });
    const investment =
      '<OFX><INVSTMTRS><CURDEF>EUR<INVACCTFROM><ACCTID>1</INVACCTFROM><INVTRANLIST><BUYSTOCK><TOTAL>-5</BUYSTOCK></INVTRANLIST></INVSTMTRS></OFX>';
    expect(refusal(`${sample.slice(0, sample.indexOf('<OFX>'))}${investment}`).code).toBe('ofx.no-statement');
  });

  it.each([
    [
      'an amount finer than the currency',
      (text: string) => text.replace('1000.00', '1000.001'),
      'bank.amount-too-fine',
    ],
    ['an amount that is none', (text: string) => text.replace('1000.00', '1,000.00'), 'bank.amount-malformed'],
    ['a day that is none', (text: string) => text.replace('20260211', '20260231'), 'ofx.date-malformed'],
    ['an unknown currency', (text: string) => text.replace('>EUR', '>XXZ'), 'ofx.unknown-currency'],
    ['a DOCTYPE', (text: string) => text.replace('<OFX>', '<!DOCTYPE OFX [<!ENTITY a "b">]><OFX>'), 'ofx.doctype'],
    ['deep nesting', (text: string) => text.replace('<OFX>', `<OFX>${'<A>'.repeat(100)}`), 'ofx.too-deep'],
    ['an oversize value', (text: string) => text.replace('Invoice 1001', 'x'.repeat(200_000)), 'ofx.too-long'],
  ])('refuses %s', (_name, change, code) => expect(refusal(change(sample)).code).toBe(code));
});

describe('CODA', () => {
  it('names the ultimate debtor of money in by structured information 009', () => {
    const lines = sampleCoda.split('\n');
    const at = lines.findIndex((line) => line.startsWith('23'));
    const credit = lines[at - (lines[at - 1]!.startsWith('22') ? 2 : 1)]!;
    const record = (kind: string) =>
      `31${lines[at]!.slice(2, 10)}${' '.repeat(29)}1${kind}${'Dochter BV'.padEnd(70)}`.padEnd(128);
    const ultimateOf = (kind: string) =>
      read([...lines.slice(0, at + 1), record(kind), ...lines.slice(at + 1)].join('\n')).statements[0]!.entries.map(
        ({ counterparty }) => counterparty.ultimateName ?? null,
      );
    const money = credit.slice(31, 32) === '0' ? '009' : '008';
    expect(ultimateOf(money).filter(Boolean)).toEqual(['Dochter BV']);
    expect(ultimateOf(money === '009' ? '008' : '009').filter(Boolean)).toEqual([]);
  });

  it('is read with details, Belgian reference and payer', () => {
    const [statement] = read(sampleCoda).statements;
    expect(statement).toMatchObject({ account: 'BE68539007547034', currency: 'EUR', number: '007' });
    expect(footing(statement!).foots).toBe(true);
    expect(statement!.entries).toHaveLength(2);
    expect(statement!.entries[0]).toMatchObject({
      amountMinor: 50_000n,
      structuredReference: '090933755493',
      counterparty: { name: 'ACME SA', account: 'BE47435000000080' },
    });
    expect(statement!.entries[1]!.amountMinor).toBe(-1_250n);
  });

  it.each([
    ['a sum that differs', sampleCoda.replace('0000000000500000', '0000000000500010'), 'coda.control-total'],
    ['a cut file', sampleCoda.replace(/\n9[\s\S]*$/, '\n'), 'coda.cut'],
    [
      'an amount finer than a cent',
      sampleCoda.replaceAll('000000000500000', '000000000500001'),
      'bank.amount-too-fine',
    ],
    ['a record of another movement', sampleCoda.replace('\n2300010000', '\n2300090000'), 'coda.record-malformed'],
  ])('refuses %s', (_, text, code) => expect(refusal(text).code).toBe(code));
});

describe('Norma 43', () => {
  it('is read with both texts and the IBAN of its account', () => {
    const [statement] = read(sampleAeb43).statements;
    expect(statement).toMatchObject({ account: 'ES9121000418450200051332', currency: 'EUR' });
    expect(footing(statement!).foots).toBe(true);
    expect(statement!.entries.map((entry) => [entry.amountMinor, entry.remittance])).toEqual([
      [121_000n, 'TRANSFERENCIA DE ACME SL FACTURA 1001'],
      [-350n, 'COMISION'],
    ]);
  });

  it('knows the check digits of an account', () => {
    expect(spanishIban('2100', '0418', '0200051332')).toBe('ES9121000418450200051332');
  });

  it.each([
    ['a sum that differs', sampleAeb43.replace('200000000121000', '200000000121001'), 'aeb43.control-total'],
    ['a cut file', sampleAeb43.replace(/\n33[\s\S]*$/, '\n'), 'aeb43.cut'],
    ['an unknown record', sampleAeb43.replace('\n23', '\n29'), 'aeb43.record-malformed'],
    ['an unknown currency', sampleAeb43.replace('9783', '9993'), 'aeb43.record-malformed'],
  ])('refuses %s', (_, text, code) => expect(refusal(text).code).toBe(code));
});

describe('encodings', () => {
  const text = 'Müller für Größe';
  it.each([
    ['UTF-8', Buffer.from(text, 'utf8')],
    ['UTF-8 with mark', Buffer.from(`\ufeff${text}`, 'utf8')],
    ['Latin-1', Buffer.from(text, 'latin1')],
    [
      'code page 850',
      Buffer.from([0x4d, 0x81, 0x6c, 0x6c, 0x65, 0x72, 0x20, 0x66, 0x81, 0x72, 0x20, 0x47, 0x72, 0x94, 0xe1, 0x65]),
    ],
    ['UTF-16 with mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 without mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ])('%s is decoded', (_, encoded) => expect(decodeText(encoded)).toBe(text));

  it('of XML the code page that it declares is, where its bytes are no UTF-8', () => {
    const declared = (label: string, bytes: readonly number[]): string =>
      decodeText(
        Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${label}"?><Nm>`), Buffer.from(bytes)]),
      ).split('<Nm>')[1]!;
    // Łódź, and 50 € with a letter of UTF-8 that is none.
    expect(declared('ISO-8859-2', [0xa3, 0xf3, 0x64, 0xbc])).toBe('Łódź');
    expect(declared('iso-8859-15', [0x35, 0x30, 0xa4, 0xe4])).toBe('50€ä');
    expect(declared('windows-1250', [0xa3, 0x9f])).toBe('Łź');
    expect(declared('ISO-8859-1', [0xfc, 0x80])).toBe('ü€');
    expect(declared('no-such-page', [0xfc])).toBe('ü');
    expect(declared('ISO-8859-2', [...Buffer.from('Łódź')])).toBe('Łódź');
  });

  it('Windows-1252 quotation marks are no letters of code page 850', () => {
    expect(decodeText(Uint8Array.from([0x84, 0x61, 0x94, 0x20, 0x62, 0xe4]))).toBe('„a” bä');
  });
});
