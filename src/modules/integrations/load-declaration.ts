/** What a file declares about itself: by flags, by a manifest beside it, or by its mapping, in this order. */
import { z } from 'zod';
import { catchRefusal, isCurrency, isDay, type Outcome, parseAmount, raise, strangeMember } from '#kernel';
import { keyDateInName } from './erp-file.ts';
import type { ErpMapping } from './erp-mapping.ts';
import type { ControlAccount, LoadDeclaration } from './model.ts';

const day = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');
const amount = z.string().regex(/^-?\d+(\.\d+)?$/, 'is not an amount such as 1234.50');

/** The names of control accounts in a manifest. */
const controlAccounts = [
  'main',
  'down_payment',
  'bill',
  'retention',
  'withholding_tax',
] as const satisfies readonly ControlAccount[];

/** A manifest as JSON; amounts are decimal strings in major units. */
const loadManifest = z.object({
  kind: z.enum(['full', 'delta']).optional(),
  scope: z.string().min(1).optional(),
  keyDate: day.optional(),
  since: day.optional(),
  count: z.int().min(0).optional(),
  /** In company currency when it stands alone, otherwise by currency. */
  total: z.union([amount, z.record(z.string(), amount)]).optional(),
  /** Of the receivables' own account when it stands alone, without special GL items; otherwise by account. */
  controlBalance: z.union([amount, z.partialRecord(z.enum(controlAccounts), amount)]).optional(),
  /** Which mapping and company the file is for; read by the inbox. */
  mapping: z.string().optional(),
  company: z.string().optional(),
});
export type Declared = z.infer<typeof loadManifest>;

/** Reads a manifest (`erp.manifest-malformed`). */
export function parseManifest(document: unknown, fileName: string): Outcome<Declared> {
  return catchRefusal(() => {
    const strange = strangeMember(document);
    const parsed = loadManifest.safeParse(document);
    if (parsed.success && !strange) return parsed.data;
    const issue = strange ?? parsed.error!.issues[0]!;
    return raise(
      'erp.manifest-malformed',
      `The manifest is wrong at "${issue.path.join('.')}": ${issue.message}. Nothing was read.`,
      {},
      { file: fileName, path: issue.path.join('.') },
    );
  });
}

/** Totals written on a command line: `1234.50`, or `EUR=1234.50,USD=10.00` (`erp.manifest-malformed`). */
export function parseTotals(text: string): Outcome<NonNullable<Declared['total']>> {
  return catchRefusal(() => {
    if (/^-?\d+(\.\d+)?$/.test(text)) return text;
    const totals: Record<string, string> = {};
    for (const part of text.split(',')) {
      const match = /^([A-Z]{3})=(-?\d+(?:\.\d+)?)$/.exec(part.trim());
      if (!match) raise('erp.manifest-malformed', `"${part}" is no total; write 1234.50 or EUR=1234.50,USD=10.00.`);
      totals[match[1]!] = match[2]!;
    }
    return totals;
  });
}

/**
 * Completes what is declared. Refuses a file that does not say whether it is full or delta, for what scope or for which
 * day (`erp.undeclared`), a key date that is no day, and totals that are finer than their currency.
 */
export function declarationOf(
  declared: Declared,
  mapping: ErpMapping,
  fileName: string,
  companyCurrency: string,
): Outcome<LoadDeclaration> {
  return catchRefusal(() => {
    const kind = declared.kind ?? mapping.declares.kind;
    const scope = declared.scope ?? mapping.declares.scope;
    const { keyDate: byMapping } = mapping.declares;
    const keyDate =
      declared.keyDate ??
      (typeof byMapping === 'object' ? keyDateInName(fileName, byMapping.fileName) : byMapping) ??
      null;
    const lacking = [
      ...(kind === undefined ? ['whether it is full or delta'] : []),
      ...(scope === undefined ? ['its scope'] : []),
      ...(keyDate === null ? ['its key date'] : []),
    ];
    if (kind === undefined || scope === undefined || keyDate === null) {
      return raise(
        'erp.undeclared',
        `${fileName} does not say ${lacking.join(', ')}; declare it in a manifest beside the file, by flags or in the mapping. Nothing was changed.`,
        { lacking },
        { file: fileName },
      );
    }
    const total = typeof declared.total === 'string' ? { [companyCurrency]: declared.total } : declared.total;
    const unknown = Object.keys(total ?? {}).find((currency) => !isCurrency(currency));
    if (unknown !== undefined)
      raise('erp.manifest-malformed', `"${unknown}" in the total is not an ISO 4217 currency. Nothing was read.`);
    return {
      kind,
      scope,
      keyDate,
      since: declared.since ?? null,
      count: declared.count ?? null,
      totals:
        total === undefined
          ? null
          : Object.entries(total).map(([currency, text]) => ({ currency, amountMinor: parseAmount(text, currency) })),
      controlBalances: controlBalancesOf(declared.controlBalance, companyCurrency),
    };
  });
}

function controlBalancesOf(
  declared: Declared['controlBalance'],
  companyCurrency: string,
): LoadDeclaration['controlBalances'] {
  if (declared === undefined) return null;
  const byAccount: Partial<Record<ControlAccount, string>> =
    typeof declared === 'string' ? { main: declared } : declared;
  return controlAccounts.flatMap((account) => {
    const text = byAccount[account];
    return text === undefined ? [] : [{ account, amountMinor: parseAmount(text, companyCurrency) }];
  });
}

/** Balances written on a command line: `1234.50`, or `main=1234.50,down_payment=-300.00` (`erp.manifest-malformed`). */
export function parseControlBalances(text: string): Outcome<NonNullable<Declared['controlBalance']>> {
  return catchRefusal(() => {
    if (amount.safeParse(text).success) return text;
    const balances: Partial<Record<ControlAccount, string>> = {};
    for (const part of text.split(',')) {
      const [name = '', value = ''] = part.trim().split('=');
      const account = controlAccounts.find((one) => one === name);
      if (!account || !amount.safeParse(value).success)
        raise(
          'erp.manifest-malformed',
          `"${part}" is no balance of a control account; write 1234.50 or main=1234.50,down_payment=-300.00, of ${controlAccounts.join(', ')}.`,
        );
      balances[account] = value;
    }
    return balances;
  });
}
