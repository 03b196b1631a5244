/**
 * The demo's world as a pure function of its seed: which customers there are, what is invoiced on which day, when and how
 * it is paid, what is promised on the phone. Nothing is stored; a later day is worked out the same way.
 */
import {
  addDays,
  type Day,
  dayNumber,
  daysBetween,
  makeCreditorReference,
  makeIban,
  maximum,
  weekdayOf,
} from '#kernel';
import { businessDayOnOrAfter, isBusinessDay } from '#kernel/calendar';
import { type Country, countries, firmName, personName, plain } from './names.ts';
import { type Draw, drawerFor, drawFor } from './random.ts';

export interface DemoCompany {
  readonly code: string;
  readonly name: string;
  readonly currency: string;
  readonly country: string;
  readonly timeZone: string;
  readonly language: string;
  readonly prefix: string;
  readonly addressLines: readonly string[];
  readonly phone: string;
  readonly email: string;
  readonly banks: readonly {
    readonly number: string;
    readonly currency: string;
    readonly name: string;
    readonly format: 'mt940' | 'camt';
  }[];
}

export const demoCompanies: readonly DemoCompany[] = [
  {
    code: 'AF01',
    name: 'Alder & Finch GmbH',
    currency: 'EUR',
    country: 'DE',
    timeZone: 'Europe/Berlin',
    language: 'de',
    prefix: 'RE',
    addressLines: ['Speicherstraße 14', '20457 Hamburg'],
    phone: '+49 40 66969 110',
    email: 'debitoren@alder-finch.example',
    banks: [
      { number: makeIban('DE', '200505501002003004'), currency: 'EUR', name: 'Hansebank EUR', format: 'mt940' },
      { number: makeIban('DE', '200505501002003005'), currency: 'USD', name: 'Hansebank USD', format: 'camt' },
      { number: makeIban('DE', '200505501002003006'), currency: 'GBP', name: 'Hansebank GBP', format: 'camt' },
    ],
  },
  {
    code: 'AF02',
    name: 'Alder & Finch Inc.',
    currency: 'USD',
    country: 'US',
    timeZone: 'America/New_York',
    language: 'en',
    prefix: 'INV-',
    addressLines: ['210 Harbor Street', 'Wilmington, DE 19801'],
    phone: '+1 302 555 0110',
    email: 'receivables@alder-finch.example',
    banks: [{ number: '4410077219', currency: 'USD', name: 'First Harbor Operating', format: 'camt' }],
  },
];

export const paymentTerms = {
  N14: { name: '14 days net', days: 14 },
  N30: { name: '30 days net', days: 30 },
  N45: { name: '45 days net', days: 45 },
  N60: { name: '60 days net', days: 60 },
  D10: { name: '10 days 2 %, 30 days net', days: 30 },
} as const;
export type TermCode = keyof typeof paymentTerms;

type Behaviour = 'prompt' | 'late' | 'slow' | 'troubled';
type TextStyle = 'number' | 'several' | 'damaged' | 'order' | 'structured' | 'none';

export interface DemoCustomer {
  readonly number: string;
  readonly company: number;
  readonly name: string;
  readonly short: string;
  readonly country: string;
  readonly city: string;
  readonly currency: string;
  readonly term: TermCode;
  readonly contact: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly account: string;
  /** The payer's account is in our master data. */
  readonly accountKnown: boolean;
  readonly parent: string | null;
  readonly portfolio: string;
  readonly behaviour: Behaviour;
  readonly style: TextStyle;
  /** Weekday of the payment run (1 Monday …); null pays each invoice by itself. */
  readonly runWeekday: number | null;
  readonly invoicesPerDay: number;
  readonly typicalMinor: number;
}

export interface DemoDocument {
  readonly customer: DemoCustomer;
  readonly kind: 'invoice' | 'credit_memo';
  readonly number: string;
  readonly day: Day;
  readonly dueDate: Day;
  readonly amountMinor: bigint;
  readonly taxMinor: bigint;
  readonly purchaseOrder: string | null;
  readonly discount: { readonly until: Day; readonly amountMinor: bigint } | null;
  readonly linkedNumber: string | null;
}

export interface DemoPayment {
  readonly company: number;
  readonly currency: string;
  readonly day: Day;
  readonly amountMinor: bigint;
  readonly payer: string;
  readonly account: string | null;
  readonly text: string;
  readonly structured: string | null;
  /** What it pays, known to us as makers of the world; the analyst finds it out. */
  readonly customer: DemoCustomer | null;
  readonly numbers: readonly string[];
}

export interface DemoPromise {
  readonly customer: DemoCustomer;
  readonly day: Day;
  readonly promisedDate: Day;
  readonly amountMinor: bigint;
  readonly number: string;
}

export interface DemoDay {
  readonly documents: DemoDocument[];
  readonly payments: DemoPayment[];
  readonly promises: DemoPromise[];
  readonly disputes: { readonly number: string; readonly company: number }[];
}

export interface World {
  readonly customers: readonly DemoCustomer[];
  day(day: Day): DemoDay;
}

/** The customers of a seed: the first ones are the largest, as in life. */
export function demoCustomers(seed: number, count: number): DemoCustomer[] {
  const customers: DemoCustomer[] = [];
  for (let index = 0; index < count; index += 1) {
    const draw = drawFor(seed, 'customer', index);
    // The first customers walk through all countries, so that none is left out.
    const company = index < countries.length ? (countries[index]!.weights[0] > 0 ? 0 : 1) : draw.next() < 0.68 ? 0 : 1;
    const of = index < countries.length ? countries[index]! : pickCountry(draw, company);
    customers.push(makeCustomer(draw, index, company, of, customers));
  }
  return customers;
}

function pickCountry(draw: Draw, company: number): Country {
  const code = draw.weighted(Object.fromEntries(countries.map((one) => [one.code, one.weights[company]!])));
  return countries.find((one) => one.code === code)!;
}

function makeCustomer(
  draw: Draw,
  index: number,
  company: number,
  of: Country,
  before: readonly DemoCustomer[],
): DemoCustomer {
  const { name, short } = firmName(draw, of);
  const slug = plain(short)
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');
  const currencies = demoCompanies[company]!.banks.map((bank) => bank.currency);
  const currency = currencies.includes(of.currency) ? of.currency : demoCompanies[company]!.currency;
  const size = draw.weighted({ large: 8, middle: 32, small: 60 });
  const siblings = before.filter((one) => one.company === company && one.country === of.code && one.parent === null);
  const behaviour = draw.weighted<Behaviour>({ prompt: 46, late: 31, slow: 16, troubled: 7 });
  return {
    number: `${company === 0 ? '1' : '2'}${String(index + 1).padStart(5, '0')}`,
    company,
    name,
    short,
    country: of.code,
    city: draw.pick(of.cities),
    currency,
    term: draw.weighted<TermCode>({ N14: 15, N30: 50, N45: 10, N60: 10, D10: 15 }),
    contact: personName(draw, of),
    email: draw.next() < 0.96 ? `payables@${slug}.example` : null,
    phone:
      draw.next() < 0.85
        ? `+${of.dialling} ${draw.between(20, 99)} 555 ${String(draw.between(0, 9999)).padStart(4, '0')}`
        : null,
    account: accountOf(draw, of.code),
    accountKnown: draw.next() < 0.8,
    parent: siblings.length > 2 && draw.next() < 0.06 ? draw.pick(siblings).number : null,
    portfolio:
      company === 0
        ? of.code === 'DE' || of.code === 'AT' || of.code === 'CH'
          ? 'DACH'
          : 'EUROPE'
        : of.code === 'US' || of.code === 'CA'
          ? 'NORTH-AMERICA'
          : 'OVERSEAS',
    behaviour,
    style: draw.weighted<TextStyle>({ number: 52, several: 18, damaged: 10, order: 6, structured: 6, none: 8 }),
    runWeekday: size === 'small' && draw.next() < 0.6 ? null : draw.between(1, 5),
    invoicesPerDay:
      size === 'large'
        ? 0.35 + draw.next() * 0.5
        : size === 'middle'
          ? 0.07 + draw.next() * 0.12
          : 0.015 + draw.next() * 0.05,
    typicalMinor:
      size === 'large'
        ? draw.between(150_000, 900_000)
        : size === 'middle'
          ? draw.between(60_000, 350_000)
          : draw.between(12_000, 140_000),
  };
}

function accountOf(draw: Draw, code: string): string {
  const digits = (count: number): string => Array.from({ length: count }, () => draw.between(0, 9)).join('');
  if (['US', 'CA', 'MX', 'JP', 'AU', 'SG'].includes(code)) return digits(10);
  const lengths: Readonly<Record<string, number>> = {
    DE: 18,
    AT: 16,
    CH: 17,
    NL: 14,
    BE: 12,
    FR: 23,
    ES: 20,
    IT: 23,
    PT: 21,
    IE: 18,
    GB: 18,
    PL: 24,
    CZ: 20,
    SE: 20,
    DK: 14,
    NO: 11,
    FI: 14,
    HU: 24,
    BR: 25,
  };
  return makeIban(code, digits(lengths[code] ?? 18));
}

const partPayment = ' part payment';

interface Planned {
  readonly document: DemoDocument;
  readonly payDay: Day | null;
  readonly paidMinor: bigint;
  readonly remark: string;
  readonly promise: DemoPromise | null;
  readonly disputed: boolean;
}

/** What happens from `start` to `end`; what is invoiced before `start` is not part of it. */
export function buildWorld(input: { seed: number; customers: number; start: Day; end: Day }): World {
  const customers = demoCustomers(input.seed, input.customers);
  const days = new Map<Day, DemoDay>();
  const at = (day: Day): DemoDay => {
    let found = days.get(day);
    if (!found) {
      found = { documents: [], payments: [], promises: [], disputes: [] };
      days.set(day, found);
    }
    return found;
  };
  const perDay = new Map<string, number>();
  const payable = new Map<string, Planned[]>();
  const drawers = customers.map((customer) => drawerFor(input.seed, 'invoice', customer.number));
  for (let day = input.start; day <= input.end; day = addDays(day, 1)) {
    const isOpen = demoCompanies.map((company) => isBusinessDay(day, company.country));
    for (const [index, customer] of customers.entries()) {
      if (!isOpen[customer.company]) continue;
      const company = demoCompanies[customer.company]!;
      const draw = drawers[index]!(day);
      if (draw.next() >= customer.invoicesPerDay) continue;
      const nth = (perDay.get(`${company.code} ${day}`) ?? 0) + 1;
      perDay.set(`${company.code} ${day}`, nth);
      const planned = planInvoice(draw, customer, company, day, nth);
      at(day).documents.push(planned.document);
      if (planned.promise) at(planned.promise.day).promises.push(planned.promise);
      if (planned.disputed)
        at(addDays(planned.document.dueDate, 2)).disputes.push({
          number: planned.document.number,
          company: customer.company,
        });
      if (planned.payDay !== null) {
        const key = `${customer.number} ${planned.payDay}`;
        payable.set(key, [...(payable.get(key) ?? []), planned]);
      }
      creditMemo(draw, planned, company, input.end, at);
    }
  }
  for (const planned of payable.values()) {
    for (const payment of paymentsOf(input.seed, planned))
      if (payment.day <= input.end) at(payment.day).payments.push(payment);
  }
  for (let day = input.start; day <= input.end; day = addDays(day, 1))
    at(day).payments.push(...otherMoney(input.seed, day));
  return { customers, day: at };
}

function planInvoice(draw: Draw, customer: DemoCustomer, company: DemoCompany, day: Day, nth: number): Planned {
  const spread = 0.4 + draw.next() + draw.next() * draw.next() * 3;
  const net = BigInt(Math.round(customer.typicalMinor * spread));
  const taxMinor = customer.country === 'DE' && customer.company === 0 ? (net * 19n + 50n) / 100n : 0n;
  const amountMinor = net + taxMinor;
  const number = `${company.prefix}${dayNumber(day)}${String(nth).padStart(3, '0')}`;
  const dueDate = addDays(day, paymentTerms[customer.term].days);
  const discount =
    customer.term === 'D10' ? { until: addDays(day, 10), amountMinor: (amountMinor * 2n + 50n) / 100n } : null;
  const document: DemoDocument = {
    customer,
    kind: 'invoice',
    number,
    day,
    dueDate,
    amountMinor,
    taxMinor,
    purchaseOrder: customer.style === 'order' || draw.next() < 0.3 ? `PO${draw.between(400_000, 999_999)}` : null,
    discount,
    linkedNumber: null,
  };
  const takesDiscount = discount !== null && customer.behaviour === 'prompt' && draw.next() < 0.75;
  const never = draw.next() < { prompt: 0.002, late: 0.004, slow: 0.015, troubled: 0.1 }[customer.behaviour];
  const wait = takesDiscount ? -daysBetween(addDays(day, 9), dueDate) : lateness(draw, customer.behaviour);
  let paid = businessDayOnOrAfter(addDays(dueDate, wait), company.country);
  const disputed = draw.next() < 0.008;
  let promise: DemoPromise | null = null;
  if ((wait > 24 || never) && draw.next() < 0.5) {
    const made = businessDayOnOrAfter(addDays(dueDate, 16 + draw.between(0, 6)), company.country);
    const promisedDate = businessDayOnOrAfter(addDays(made, draw.between(5, 12)), company.country);
    promise = { customer, day: made, promisedDate, amountMinor, number };
    if (!never && draw.next() < 0.62) paid = promisedDate;
  }
  if (customer.runWeekday !== null) paid = nextRun(paid, customer.runWeekday, company.country);
  if (disputed) paid = businessDayOnOrAfter(addDays(paid, 45), company.country);
  const short = takesDiscount ? discount!.amountMinor : 0n;
  const whim = draw.next();
  const deduction = whim < 0.012 ? (amountMinor * BigInt(draw.between(2, 9))) / 100n : 0n;
  const fee = deduction === 0n && whim < 0.024 && customer.country !== company.country ? 1_500n : 0n;
  const part = deduction + fee === 0n && whim > 0.985 ? amountMinor / 2n : 0n;
  const remark = takesDiscount
    ? ' abz. Skonto 2%'
    : deduction > 0n
      ? ' less damaged goods'
      : fee > 0n
        ? ' less bank charge 15.00'
        : part > 0n
          ? partPayment
          : '';
  return {
    document,
    payDay: never ? null : paid,
    paidMinor: maximum(amountMinor - short - deduction - fee - part, 1n),
    remark,
    promise,
    disputed,
  };
}

function lateness(draw: Draw, behaviour: Behaviour): number {
  if (behaviour === 'prompt') return draw.between(-4, 2);
  if (behaviour === 'late') return draw.between(3, 22);
  if (behaviour === 'slow') return draw.between(14, 55);
  return draw.between(25, 110);
}

/** The customer's payment run on or after a day. */
function nextRun(day: Day, weekday: number, country: string): Day {
  let run = day;
  while (weekdayOf(run) !== weekday) run = addDays(run, 1);
  return businessDayOnOrAfter(run, country);
}

/** One invoice in thirty is credited in part, a week or two later. */
function creditMemo(draw: Draw, planned: Planned, company: DemoCompany, end: Day, at: (day: Day) => DemoDay): void {
  if (draw.next() >= 0.03) return;
  const { document } = planned;
  const day = businessDayOnOrAfter(addDays(document.day, draw.between(5, 15)), company.country);
  if (day > end) return;
  const amountMinor = -((document.amountMinor * BigInt(draw.between(3, 25))) / 100n);
  if (amountMinor === 0n) return;
  at(day).documents.push({
    ...document,
    kind: 'credit_memo',
    number: `${company.prefix === 'RE' ? 'GS' : 'CM-'}${document.number.replace(/\D/g, '')}`,
    day,
    dueDate: day,
    amountMinor,
    taxMinor: (document.taxMinor * amountMinor) / document.amountMinor,
    purchaseOrder: null,
    discount: null,
    linkedNumber: document.number,
  });
}

/** How the customer pays what it pays on one day: in one sum or singly, with the references that it gives. */
function paymentsOf(seed: number, planned: readonly Planned[]): DemoPayment[] {
  const { customer } = planned[0]!.document;
  const day = planned[0]!.payDay!;
  const draw = drawFor(seed, 'payment', customer.number, day);
  const parts = customer.runWeekday === null || planned.length > 12 ? planned.map((one) => [one]) : [planned];
  const payment = (on: Day, amountMinor: bigint, text: string, group: readonly Planned[]): DemoPayment => ({
    company: customer.company,
    currency: customer.currency,
    day: on,
    amountMinor,
    payer: payerName(draw, customer),
    account: draw.next() < 0.93 ? customer.account : null,
    text,
    structured: text === '' ? makeCreditorReference(group[0]!.document.number) : null,
    customer,
    numbers: group.map((one) => one.document.number),
  });
  const first = parts.map((group) =>
    payment(
      day,
      group.reduce((sum, one) => sum + one.paidMinor, 0n),
      textOf(draw, customer, group),
      group,
    ),
  );
  // The second half of a part payment comes some weeks later.
  const halves = planned.filter((one) => one.remark === partPayment);
  const later = businessDayOnOrAfter(addDays(day, 18), demoCompanies[customer.company]!.country);
  const second = halves.map((one) =>
    payment(later, one.document.amountMinor - one.paidMinor, `${one.document.number} rest`, [one]),
  );
  return [...first, ...second];
}

const payerName = (draw: Draw, customer: DemoCustomer): string =>
  plain(
    draw.weighted({ full: 70, short: 20, loud: 10 }) === 'full'
      ? customer.name
      : draw.next() < 0.5
        ? customer.short
        : customer.name.toUpperCase(),
  );

function textOf(draw: Draw, customer: DemoCustomer, group: readonly Planned[]): string {
  const numbers = group.map((one) => one.document.number);
  const remark = group.find((one) => one.remark !== '')?.remark ?? '';
  const german = ['DE', 'AT', 'CH'].includes(customer.country);
  const said = draw.next();
  if (customer.style === 'none')
    return (
      draw.pick(
        german ? ['Zahlung laut Vereinbarung', 'Danke', 'Lieferungen'] : ['Payment', 'Thank you', 'Goods supplied'],
      ) + remark
    );
  if (customer.style === 'structured' && group.length === 1) return '';
  if (customer.style === 'order' && group.every((one) => one.document.purchaseOrder !== null))
    return `${group.map((one) => one.document.purchaseOrder).join(' ')}${remark}`;
  if (customer.style === 'damaged' && said < 0.6) return `${damaged(draw, numbers)}${remark}`;
  const word = german
    ? draw.pick(['Rechnung', 'Rg.', 'Re-Nr.', ''])
    : draw.pick(['Invoice', 'Inv', 'Your invoice', '']);
  return `${word} ${numbers.join(draw.pick([', ', ' ', ' + ', '/']))}${remark}`.trim();
}

/** References as people type them: without the prefix, with blanks inside, one digit wrong. */
function damaged(draw: Draw, numbers: readonly string[]): string {
  return numbers
    .map((number) => {
      const digits = number.replace(/\D/g, '');
      const how = draw.between(0, 2);
      if (how === 0) return digits;
      if (how === 1) return `${digits.slice(0, 5)} ${digits.slice(5)}`;
      const place = draw.between(5, digits.length - 1);
      return `${number.slice(0, number.length - digits.length)}${digits.slice(0, place)}${(Number(digits[place]) + 3) % 10}${digits.slice(place + 1)}`;
    })
    .join(' ');
}

/** Money that has nothing to do with invoices: suppliers, fees, strangers, a direct debit that came back. */
function otherMoney(seed: number, day: Day): DemoPayment[] {
  const payments: DemoPayment[] = [];
  demoCompanies.forEach((company, index) => {
    if (!isBusinessDay(day, company.country)) return;
    const draw = drawFor(seed, 'other money', company.code, day);
    const add = (amountMinor: bigint, payer: string, text: string): void => {
      payments.push({
        company: index,
        currency: company.currency,
        day,
        amountMinor,
        payer,
        account: null,
        text,
        structured: null,
        customer: null,
        numbers: [],
      });
    };
    if (draw.next() < 0.3)
      add(
        -BigInt(draw.between(20_000, 900_000)),
        draw.pick(['Nordlicht Energie', 'Harbor Freight Lines', 'Stadtwerke', 'Bluewater Leasing']),
        'Lieferantenrechnung',
      );
    if (draw.next() < 0.06)
      add(
        BigInt(draw.between(5_000, 250_000)),
        draw.pick(['M. Unbekannt', 'J SMITH', 'Treuhand Konto 7', 'PAYMENT SERVICES LTD']),
        draw.pick(['ohne Angabe', 'as agreed', 'Gutschrift']),
      );
    if (day.endsWith('-01') || day.endsWith('-02'))
      add(-BigInt(draw.between(1_500, 9_000)), '', 'Kontofuehrung / account fees');
  });
  return payments;
}

/** Units of the company's currency for one unit of a foreign one on a day: a slow walk round a level. */
export function exchangeRate(seed: number, from: string, to: string, day: Day): string {
  const levels: Readonly<Record<string, number>> = {
    'USD/EUR': 0.92,
    'GBP/EUR': 1.17,
    'EUR/USD': 1.087,
    'GBP/USD': 1.27,
  };
  const level = levels[`${from}/${to}`] ?? 1;
  const month = Math.floor(dayNumber(day) / 30);
  const wave =
    Math.sin((month + (seed % 7)) / 3.1) * 0.03 + (drawFor(seed, from, to, day.slice(0, 7)).next() - 0.5) * 0.02;
  return (level * (1 + wave)).toFixed(5);
}
