/** Keeps a mapping under its name, for the next file of the same kind. */
import { type Fields, parseMapping } from '#formats';
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import { fieldsOf } from '../fields.ts';
import { type ImportKind, importKinds, insertTableMapping } from '../store/imports.ts';

const isImportKind = (kind: string): kind is ImportKind => (importKinds as readonly string[]).includes(kind);

/**
 * Keeps a mapping of customers, open items or payables; the newest of a name applies, those before stay. Refuses what
 * `parseMapping` refuses, `integrations.mapping-kind` and `integrations.mapping-field` (a field that is none, or one that
 * is needed and not there).
 */
export function saveTableMapping(
  engine: Engine,
  caller: Caller,
  input: { readonly mapping: unknown },
): Promise<CommandOutcome<{ name: string }>> {
  const description = {
    operation: 'integrations.save-mapping',
    reason: 'A mapping of a file was kept.',
    input,
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ name: string }>> => {
    const parsed = parseMapping(input.mapping);
    if (!parsed.ok) return parsed;
    const mapping = parsed.value;
    const { name, kind } = mapping;
    if (!isImportKind(kind) || name.trim() === '')
      return refuse(
        'integrations.mapping-kind',
        'A kept mapping has a name and is for customers, items or payables; that of an ERP goes with its load, that of a payment service with its terms. Nothing was changed.',
        {},
        { field: 'name' },
      );
    const fields: Fields = fieldsOf[kind];
    const strange = Object.keys(mapping.columns).find((field) => !Object.hasOwn(fields, field));
    const missing = Object.keys(fields).find((field) => fields[field]!.required && !mapping.columns[field]);
    if (strange !== undefined || missing !== undefined)
      return refuse(
        'integrations.mapping-field',
        strange !== undefined
          ? `There is no field "${strange}" of ${kind}. Nothing was changed.`
          : `The field "${missing}" is needed; say which column holds it. Nothing was changed.`,
        {},
        { field: strange ?? missing! },
      );
    tx.atHead((head) => insertTableMapping(tx, head.seq, { name: name.trim(), kind, mapping }));
    return done({ name: name.trim() });
  });
}
