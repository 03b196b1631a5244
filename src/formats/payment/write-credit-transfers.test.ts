/**
 * The file that leaves to the bank, held against the structure of pain.001.001.09 as ISO 20022 has it (message definition report,
 * Payments Initiation 2019): which elements, in which order and how often, lengths, patterns, codes; then EPC132-08 for SEPA.
 */
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { isIban, makeIban } from '#kernel';
import type { CreditTransferFile, TransferBatch } from './model.ts';
import { writeCreditTransfers } from './write-credit-transfers.ts';

/** A leaf that holds a text of this form, or a node with its children in their order. */
type Spec = RegExp | readonly Child[];
/** Name, how often at least and at most, what it holds. */
type Child = readonly [name: string, least: number, most: number, spec: Spec];

const max = (length: number): RegExp => new RegExp(`^[\\s\\S]{1,${length}}$`, 'u');
const many = Number.POSITIVE_INFINITY;
const decimal = /^\d{1,18}(\.\d{1,5})?$/;
const count = /^\d{1,15}$/;
const country = /^[A-Z]{2}$/;
const currency = /^[A-Z]{3}$/;
const iban = /^[A-Z]{2}\d{2}[a-zA-Z0-9]{1,30}$/;
const bic = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/;

const address: readonly Child[] = [
  ['StrtNm', 0, 1, max(70)],
  ['BldgNb', 0, 1, max(16)],
  ['PstCd', 0, 1, max(16)],
  ['TwnNm', 0, 1, max(35)],
  ['Ctry', 0, 1, country],
  ['AdrLine', 0, 7, max(70)],
];
const party: readonly Child[] = [
  ['Nm', 0, 1, max(140)],
  ['PstlAdr', 0, 1, address],
  ['CtryOfRes', 0, 1, country],
];
const account: readonly Child[] = [
  [
    'Id',
    1,
    1,
    [
      ['IBAN', 0, 1, iban],
      ['Othr', 0, 1, [['Id', 1, 1, max(34)]]],
    ],
  ],
  ['Ccy', 0, 1, currency],
  ['Nm', 0, 1, max(70)],
];
const agent: readonly Child[] = [
  [
    'FinInstnId',
    1,
    1,
    [
      ['BICFI', 0, 1, bic],
      [
        'ClrSysMmbId',
        0,
        1,
        [
          ['ClrSysId', 0, 1, [['Cd', 1, 1, max(5)]]],
          ['MmbId', 1, 1, max(35)],
        ],
      ],
      ['Nm', 0, 1, max(140)],
      ['Othr', 0, 1, [['Id', 1, 1, max(35)]]],
    ],
  ],
];
const serviceLevel: readonly Child[] = [
  ['InstrPrty', 0, 1, /^(HIGH|NORM)$/],
  ['SvcLvl', 0, many, [['Cd', 1, 1, max(4)]]],
];
const transfer: readonly Child[] = [
  [
    'PmtId',
    1,
    1,
    [
      ['InstrId', 0, 1, max(35)],
      ['EndToEndId', 1, 1, max(35)],
    ],
  ],
  ['PmtTpInf', 0, 1, serviceLevel],
  ['Amt', 1, 1, [['InstdAmt', 1, 1, decimal]]],
  ['ChrgBr', 0, 1, /^(DEBT|CRED|SHAR|SLEV)$/],
  ['CdtrAgt', 0, 1, agent],
  ['Cdtr', 0, 1, party],
  ['CdtrAcct', 0, 1, account],
  ['Purp', 0, 1, [['Cd', 1, 1, max(4)]]],
  ['RmtInf', 0, 1, [['Ustrd', 0, many, max(140)]]],
];
const message: readonly Child[] = [
  [
    'CstmrCdtTrfInitn',
    1,
    1,
    [
      [
        'GrpHdr',
        1,
        1,
        [
          ['MsgId', 1, 1, max(35)],
          ['CreDtTm', 1, 1, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/],
          ['NbOfTxs', 1, 1, count],
          ['CtrlSum', 0, 1, decimal],
          ['InitgPty', 1, 1, party],
        ],
      ],
      [
        'PmtInf',
        1,
        many,
        [
          ['PmtInfId', 1, 1, max(35)],
          ['PmtMtd', 1, 1, /^(CHK|TRF|TRA)$/],
          ['BtchBookg', 0, 1, /^(true|false)$/],
          ['NbOfTxs', 0, 1, count],
          ['CtrlSum', 0, 1, decimal],
          ['PmtTpInf', 0, 1, serviceLevel],
          ['ReqdExctnDt', 1, 1, [['Dt', 1, 1, /^\d{4}-\d\d-\d\d$/]]],
          ['Dbtr', 1, 1, party],
          ['DbtrAcct', 1, 1, account],
          ['DbtrAgt', 1, 1, agent],
          ['ChrgBr', 0, 1, /^(DEBT|CRED|SHAR|SLEV)$/],
          ['CdtTrfTxInf', 1, many, transfer],
        ],
      ],
    ],
  ],
];
/** Of these exactly one child is there. */
const choices = new Set(['Id of DbtrAcct', 'Id of CdtrAcct', 'ReqdExctnDt', 'Amt']);

interface Element {
  readonly name: string;
  readonly children: readonly Element[];
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}
const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false, trimValues: true });
function elementsOf(nodes: readonly Record<string, unknown>[]): Element[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@')!;
    if (name === '#text' || name === '?xml') return [];
    const inner = node[name] as Record<string, unknown>[];
    const attributes = Object.fromEntries(
      Object.entries((node[':@'] ?? {}) as Record<string, string>).map(([key, value]) => [key.slice(2), value]),
    );
    const text = inner.flatMap((one) => ('#text' in one ? [String(one['#text'])] : [])).join('');
    return [{ name, children: elementsOf(inner), text, attributes }];
  });
}
const read = (file: CreditTransferFile): Element =>
  elementsOf(parser.parse(new TextDecoder('utf-8', { fatal: true }).decode(writeCreditTransfers(file))))[0]!;

/** Where an element is not as the structure says. */
function faultsOf(element: Element, spec: Spec, at: string, above = ''): string[] {
  if (spec instanceof RegExp)
    return element.children.length > 0
      ? [`${at}: holds elements`]
      : spec.test(element.text)
        ? []
        : [`${at}: "${element.text}"`];
  const faults: string[] = [];
  const order = spec.map(([name]) => name);
  let last = 0;
  for (const child of element.children) {
    const place = order.indexOf(child.name);
    if (place < 0) faults.push(`${at}/${child.name}: is not there`);
    else if (place < last) faults.push(`${at}/${child.name}: out of order`);
    else last = place;
  }
  for (const [name, least, most, inner] of spec) {
    const found = element.children.filter((child) => child.name === name);
    if (found.length < least || found.length > most) faults.push(`${at}/${name}: ${found.length} times`);
    for (const one of found) faults.push(...faultsOf(one, inner, `${at}/${name}`, element.name));
  }
  if ((choices.has(element.name) || choices.has(`${element.name} of ${above}`)) && element.children.length !== 1)
    faults.push(`${at}: one of its kinds`);
  return faults;
}
const inside = (element: Element, name: string): Element[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...inside(child, name)]);
const textOf = (element: Element, name: string): string => inside(element, name)[0]!.text;
const cents = (text: string): bigint => BigInt(text.replace('.', ''));

const theirs = (n: number): string => makeIban('DE', `37040044053201300${n}`);
const sepa: TransferBatch = {
  id: 'DE01-PF-2026-000001-1',
  scheme: 'sepa',
  transfers: [
    {
      endToEndId: 'RF-2026-000001',
      amountMinor: 12_345n,
      creditor: { name: 'Käufer & Söhne <GmbH>', account: theirs(1), iban: true, bank: null, address: null },
      text: 'Refund RF-2026-000001 of GS-7, customer C1',
    },
    {
      endToEndId: 'RF-2026-000002/2',
      amountMinor: 1n,
      creditor: {
        ...{
          name: `Überlange Gesellschaft ${'für Prüfungen '.repeat(12)}`,
          account: theirs(2),
          iban: true,
          address: null,
        },
        bank: { kind: 'bic', bic: 'COBADEFFXXX' },
      },
      text: `Erstattung ${'//'} „Maß“ ${'x'.repeat(200)}`,
    },
  ],
};
const general: TransferBatch = {
  id: 'DE01-PF-2026-000001-2',
  scheme: 'general',
  transfers: [
    {
      endToEndId: 'RF-2026-000003',
      amountMinor: 99_999_999_999n,
      creditor: {
        ...{ name: 'Śliwka Żółć Łódź', account: '4711-000815', iban: false },
        bank: { kind: 'clearing', system: 'USABA', member: '021000021' },
        address: { town: 'São José dos Campos e uma cidade comprida', country: 'BR' },
      },
      text: 'Refund RF-2026-000003, customer C9',
    },
  ],
};
const file = (more: Partial<CreditTransferFile> = {}): CreditTransferFile => ({
  messageId: 'DE01-PF-2026-000001',
  madeAt: new Date('2026-02-10T09:00:00.123Z'),
  executionDate: '2026-02-11',
  currency: 'EUR',
  debtor: { name: 'Acme GmbH', account: theirs(9), iban: true, bank: null },
  batches: [sepa, general],
  ...more,
});

describe('R38 The payment file', () => {
  it.each([
    ['SEPA and general transfers', file()],
    [
      'SEPA alone, from an account whose bank is known',
      file({
        batches: [sepa],
        debtor: { name: 'Acme', account: theirs(9), iban: true, bank: { kind: 'bic', bic: 'DEUTDEFF' } },
      }),
    ],
    [
      'dollars from an account that is no IBAN',
      file({
        currency: 'USD',
        batches: [general],
        debtor: {
          name: 'Acme Inc.',
          account: '0012345678',
          iban: false,
          bank: { kind: 'clearing', system: 'USABA', member: '021000021' },
        },
      }),
    ],
    ['yen, which have no cents', file({ currency: 'JPY', batches: [general] })],
  ])('has the elements, the order, the lengths and the patterns of pain.001.001.09: %s', (_what, written) => {
    const document = read(written);
    expect(document.attributes).toEqual({ xmlns: 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09' });
    expect(faultsOf(document, message, 'Document')).toEqual([]);
  });

  it('finds what is not as the structure says', () => {
    const written = read(file());
    const turned = {
      ...written,
      children: [{ ...written.children[0]!, children: [...written.children[0]!.children].reverse() }],
    };
    expect(faultsOf(turned, message, 'Document')).toContain('Document/CstmrCdtTrfInitn/GrpHdr: out of order');
    expect(faultsOf({ ...written, children: [] }, message, 'Document')).toEqual(['Document/CstmrCdtTrfInitn: 0 times']);
  });

  it('counts and sums what it holds, in the group and in each batch; each reference stands once', () => {
    const document = read(file());
    const [group, ...batches] = document.children[0]!.children as [Element, ...Element[]];
    const amounts = (within: Element): bigint[] => inside(within, 'InstdAmt').map((one) => cents(one.text));
    for (const one of [group, ...batches]) {
      const within = one === group ? document : one;
      expect(textOf(one, 'NbOfTxs')).toBe(String(inside(within, 'CdtTrfTxInf').length));
      expect(cents(textOf(one, 'CtrlSum'))).toBe(amounts(within).reduce((sum, amount) => sum + amount, 0n));
    }
    expect(inside(document, 'InstdAmt').map((one) => one.attributes)).toEqual(Array(3).fill({ Ccy: 'EUR' }));
    const ids = ['EndToEndId', 'PmtInfId'].map((name) => inside(document, name).map((one) => one.text));
    for (const of of ids) expect(new Set(of).size).toBe(of.length);
  });

  it('keeps to EPC132-08 where it is SEPA: letters, lengths, charges, level, amounts', () => {
    const batch = read(file({ batches: [sepa] })).children[0]!.children[1]!;
    expect(inside(batch, 'SvcLvl').map((one) => textOf(one, 'Cd'))).toEqual(['SEPA']);
    expect(textOf(batch, 'ChrgBr')).toBe('SLEV');
    const letters = /^[A-Za-z0-9/\-?:().,'+ ]+$/;
    for (const name of ['Nm', 'Ustrd', 'EndToEndId', 'InstrId', 'PmtInfId'])
      for (const { text } of inside(batch, name)) {
        expect(text).toMatch(letters);
        expect(text).not.toMatch(/^\/|\/$|\/\//);
        expect(text.length).toBeLessThanOrEqual(name === 'Nm' ? 70 : name === 'Ustrd' ? 140 : 35);
      }
    for (const { text } of inside(batch, 'IBAN')) expect(isIban(text)).toBe(true);
    for (const { text } of inside(batch, 'InstdAmt')) expect(text).toMatch(/^\d{1,9}\.\d\d$/);
    expect(inside(batch, 'Nm').map((one) => one.text)).toContain('Kaeufer + Soehne .GmbH.');
  });
});
