/**
 * The mapping of an ERP's list of items: what a consultant writes to say where identity, amounts, signs, links and the
 * file's own declaration stand. The columns are declared as in every table mapping.
 */
import { z } from 'zod';
import { tableMapping } from '#formats';
import { catchRefusal, isDay, type Outcome, raise, strangeMember } from '#kernel';
import { type DocumentType, specialGlOf } from '#receivables';
import type { ControlAccount } from './model.ts';

const names = z.array(z.string().min(1)).min(1).max(8);
const day = z.string().refine(isDay, 'is not a calendar day YYYY-MM-DD');

const erpMapping = z.strictObject({
  ...tableMapping.shape,
  kind: z.literal('erp-items'),
  /** The system's name, for people: `sap`, `netsuite` … */
  system: z.string().min(1),
  /** The columns that together tell one item from every other one of this company. */
  identity: names,
  /** The columns that hold the identity of the item that this one belongs to, in the same order. */
  linkedTo: names.optional(),
  /** Where the side stands when amounts have no sign: a debit/credit indicator or a posting key. */
  sign: z
    .strictObject({ column: z.string(), debit: z.array(z.string()).min(1), credit: z.array(z.string()).min(1) })
    .optional(),
  /** Which control account a special GL indicator means; a row with one that stands neither here nor below is bad. */
  specialGlAccounts: z
    .record(z.string(), z.enum(['main', 'down_payment', 'bill', 'retention', 'withholding_tax']))
    .default({}),
  /** Special GL indicators of noted items. */
  notedIndicators: z.array(z.string()).default([]),
  /** Rows in which one of these columns is empty are sums and headings of the list, not items. */
  skipWhenEmpty: z.array(z.string()).default([]),
  /** What every file of this mapping declares; a manifest and flags say more. */
  declares: z
    .strictObject({
      kind: z.enum(['full', 'delta']).optional(),
      scope: z.string().min(1).optional(),
      /** The day itself, or a regular expression whose first group finds YYYY-MM-DD or YYYYMMDD in the file's name. */
      keyDate: z.union([day, z.strictObject({ fileName: z.string() })]).optional(),
      /** True: a load without count and total is not held for that. */
      withoutTotals: z.boolean().optional(),
    })
    .default({}),
  /** A full load that would close more than this share of the open items is held. */
  maximumDropPercent: z.number().min(0).max(100).default(25),
});
export type ErpMapping = z.infer<typeof erpMapping>;

/**
 * The control account that an item with this indicator (null: none) stands on. What a mapping says of an indicator holds
 * against the document type, `main` too: the ERP's own account is named by its consultant. Without one, that of the type.
 */
export function controlAccountOf(
  indicator: string | null,
  documentType: DocumentType,
  mapping: ErpMapping,
): ControlAccount {
  const { specialGlAccounts } = mapping;
  if (indicator !== null && Object.hasOwn(specialGlAccounts, indicator)) return specialGlAccounts[indicator]!;
  return specialGlOf[documentType] ?? 'main';
}

/** Checks an ERP mapping given as JSON. Refuses `erp.mapping-malformed` with the place. */
export function parseErpMapping(document: unknown): Outcome<ErpMapping> {
  return catchRefusal(() => {
    const strange = strangeMember(document);
    const parsed = erpMapping.safeParse(document);
    if (!parsed.success || strange) {
      const issue = strange ?? parsed.error!.issues[0]!;
      const place = issue.path.join('.') || 'its top';
      return raise(
        'erp.mapping-malformed',
        `The mapping is wrong at "${place}": ${issue.message}. Nothing was read.`,
        {},
        { field: place },
      );
    }
    const { linkedTo, identity, declares } = parsed.data;
    if (linkedTo && linkedTo.length !== identity.length) {
      raise(
        'erp.mapping-malformed',
        `The mapping's "linkedTo" names ${linkedTo.length} columns, its "identity" ${identity.length}; both must name the same parts in the same order. Nothing was read.`,
        {},
        { field: 'linkedTo' },
      );
    }
    if (declares.keyDate && typeof declares.keyDate === 'object') patternOf(declares.keyDate.fileName);
    return parsed.data;
  });
}

/** A pattern of the mapping; refuses one that is no regular expression or has no group. */
export function patternOf(source: string): RegExp {
  try {
    const pattern = new RegExp(source);
    if (new RegExp(`${source}|`).exec('')!.length > 1) return pattern;
  } catch {
    // Told below.
  }
  return raise(
    'erp.mapping-malformed',
    `"${source}" is no regular expression with a group in parentheses. Nothing was read.`,
  );
}
