/** `aging`. */
import { done } from '#kernel';
import { aging, agingToJson } from '#receivables';
import { type Command, dayOption, textOption, UsageError, withCompany } from '../command.ts';
import { grouped, table } from '../output.ts';

const oneOf = <T extends string>(value: string | undefined, name: string, allowed: readonly T[]): T => {
  if (value === undefined) return allowed[0]!;
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new UsageError(`--${name} is one of ${allowed.join(', ')}, not "${value}".`);
};

export const agingCommand: Command = {
  name: 'aging',
  arguments:
    '[--by customer|portfolio|company] [--buckets 30,60,90,120] [--basis due|document] [--view net|gross-debit] [--as-known YYYY-MM-DDTHH:MM:SSZ]',
  summary: 'Aged debt as of any day and as known at any time.',
  options: { by: 'text', buckets: 'text', basis: 'text', view: 'text', 'as-known': 'text' },
  files: [0, 0],
  run(invocation) {
    const by = oneOf(textOption(invocation, 'by'), 'by', ['customer', 'portfolio', 'company'] as const);
    const basis = oneOf(textOption(invocation, 'basis'), 'basis', ['due', 'document'] as const);
    const view = oneOf(textOption(invocation, 'view'), 'view', ['net', 'gross-debit'] as const);
    const asKnown = textOption(invocation, 'as-known') ?? null;
    if (asKnown !== null && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(asKnown))
      throw new UsageError(`--as-known takes an instant YYYY-MM-DDTHH:MM:SSZ, not "${asKnown}".`);
    const buckets = (textOption(invocation, 'buckets') ?? '30,60,90,120').split(',').map(Number);
    dayOption(invocation, 'as-of');
    return withCompany(invocation, async ({ engine, tenant }, company, asOf) => {
      const outcome = await aging(engine, tenant.id, {
        companyId: company.id,
        asOf,
        asKnown,
        by,
        buckets,
        basis,
        view,
      });
      if (!outcome.ok) return outcome;
      const json = agingToJson(outcome.value);
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
      return done({
        json,
        text: `${company.name}, aged debt as of ${asOf}${asKnown ? ` as known at ${asKnown}` : ''}\n\n${table([by === 'customer' ? 'Customer' : by === 'portfolio' ? 'Portfolio' : 'Company', 'Name', '', ...json.buckets, 'total'], [...rows, ...totals], right)}`,
      });
    });
  },
};
