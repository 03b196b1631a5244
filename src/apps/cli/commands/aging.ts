/** `aging`. */
import { type Company, listCompanies } from '#company';
import { type Day, dayInZone, done, isCurrency, isDay, type Outcome } from '#kernel';
import { type Aging, type AgingRequest, aging, agingToJson, groupAging, groupAgingToJson } from '#receivables';
import {
  type Answer,
  type Books,
  type Command,
  companiesOf,
  dayOption,
  type Invocation,
  textOption,
  UsageError,
  withBooks,
  withCompany,
  wordOption,
} from '../command.ts';
import { grouped, table } from '../output.ts';

export const agingCommand: Command = {
  name: 'aging',
  arguments:
    '[--by customer|portfolio|company] [--currency CUR [--rates historical|closing]] [--buckets 30,60,90,120] [--basis due|document] [--view net|gross-debit] [--as-known YYYY-MM-DDTHH:MM:SSZ]',
  summary: 'Aged debt as of any day and as known at any time; of one company, or of all in one currency.',
  options: {
    by: 'text',
    currency: 'text',
    rates: 'text',
    buckets: 'text',
    basis: 'text',
    view: 'text',
    'as-known': 'text',
  },
  files: [0, 0],
  run(invocation) {
    const asKnown = textOption(invocation, 'as-known') ?? null;
    if (asKnown !== null && !isInstant(asKnown))
      throw new UsageError(`--as-known takes an instant YYYY-MM-DDTHH:MM:SSZ, not "${asKnown}".`);
    const choice: Choice = {
      asKnown,
      by: wordOption(invocation, 'by', ['customer', 'portfolio', 'company'] as const) ?? 'customer',
      basis: wordOption(invocation, 'basis', ['due', 'document'] as const) ?? 'due',
      view: wordOption(invocation, 'view', ['net', 'gross-debit'] as const) ?? 'net',
      buckets: (textOption(invocation, 'buckets') ?? '30,60,90,120').split(',').map(Number),
    };
    const currency = textOption(invocation, 'currency');
    const rates = wordOption(invocation, 'rates', ['historical', 'closing'] as const) ?? 'historical';
    if (currency !== undefined && !isCurrency(currency))
      throw new UsageError(`--currency takes an ISO 4217 currency, not "${currency}".`);
    if (currency === undefined && textOption(invocation, 'rates') !== undefined)
      throw new UsageError('--rates goes with --currency.');
    dayOption(invocation, 'as-of');
    // One company by itself; all of them where one currency is asked for, or a line per company.
    return currency !== undefined || choice.by === 'company'
      ? withBooks(invocation, (books) =>
          ofCompanies(invocation, books, choice, currency === undefined ? null : { currency, rates }),
        )
      : withCompany(invocation, (books, company, asOf) => ofCompany(books, company, asOf, choice));
  },
};

/** An instant of a day that there is, at a time that there is. */
const isInstant = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z$/.test(text) && isDay(text.slice(0, 10));

type Choice = Pick<AgingRequest, 'asKnown' | 'by' | 'buckets' | 'basis' | 'view'>;

async function ofCompany(books: Books, company: Company, asOf: Day, choice: Choice): Promise<Outcome<Answer>> {
  const outcome = await aging(books.engine, books.tenant.id, { companyId: company.id, asOf, ...choice });
  if (!outcome.ok) return outcome;
  const title = `${company.name}, aged debt as of ${asOf}${choice.asKnown ? ` as known at ${choice.asKnown}` : ''}`;
  return done({ json: agingToJson(outcome.value), text: `${title}\n\n${agingTable(outcome.value, choice.by)}` });
}

async function ofCompanies(
  invocation: Invocation,
  books: Books,
  choice: Choice,
  group: { currency: string; rates: 'historical' | 'closing' } | null,
): Promise<Outcome<Answer>> {
  const companies = await companiesOf(invocation, books);
  if (!companies.ok) return companies;
  const zone = (await listCompanies(books.engine, books.tenant.id))[0]?.timeZone ?? 'UTC';
  const asOf = dayOption(invocation, 'as-of') ?? dayInZone(invocation.clock.now(), zone);
  const outcome = await groupAging(books.engine, books.tenant.id, {
    companies: companies.value,
    asOf,
    ...choice,
    group,
  });
  if (!outcome.ok) return outcome;
  const result = outcome.value;
  const json = groupAgingToJson(result);
  const rates =
    group === null
      ? ''
      : group.rates === 'historical'
        ? `, ${group.currency} at historical rates (as the books carry the items)`
        : `, ${group.currency} at closing rates`;
  const parts = json.companies.map((one) => [
    one.company,
    `${one.currency} ${grouped(one.balance)}`,
    one.inGroupCurrency === null ? '' : `${group!.currency} ${grouped(one.inGroupCurrency)}`,
  ]);
  const known = choice.asKnown ? ` as known at ${choice.asKnown}` : '';
  return done({
    json,
    text: [
      `${books.tenant.name}, aged debt as of ${asOf}${known}${rates}`,
      agingTable(result, choice.by),
      table(['Company', 'Balance in its books', 'In this report'], parts, ['left', 'right', 'right']),
      ...(result.group && result.group.used.length > 0 ? [`Rates: ${result.group.used.join('; ')}`] : []),
    ].join('\n\n'),
  });
}

function agingTable(result: Aging, by: Choice['by']): string {
  const json = agingToJson(result);
  const rows = json.rows.map((row) => [
    row.key,
    row.name,
    row.currency,
    ...row.amounts.map(grouped),
    grouped(row.total),
  ]);
  const totals = json.totals.map((total) => [
    'Total',
    '',
    total.currency,
    ...total.amounts.map(grouped),
    grouped(total.total),
  ]);
  const right = ['left', 'left', 'left', ...json.buckets.map(() => 'right' as const), 'right'] as const;
  const first = by === 'customer' ? 'Customer' : by === 'portfolio' ? 'Portfolio' : 'Company';
  return table([first, 'Name', '', ...json.buckets, 'total'], [...rows, ...totals], right);
}
