/** `bank mappings`, `bank mapping-keep`, `-end`: how files of bank lines and remittances are read that do not say it themselves. */
import { endFileMapping, fileMappingsToJson, keepFileMapping, loadFileMappings } from '#cash';
import { builtInLayouts } from '#formats';
import { done, refuse } from '#kernel';
import { runQuery } from '#platform';
import { type Answer, type Command, type Invocation, textOption, UsageError, withCompany } from '../command.ts';
import { table } from '../output.ts';
import { callerOf, personOptions } from '../person.ts';
import { readInput } from './bank.ts';
import { accountNamed, givenName } from './bank-accounts.ts';

const kinds = ['bank', 'remittance'] as const;

function kindOf(invocation: Invocation): (typeof kinds)[number] {
  const said = textOption(invocation, 'kind') ?? 'bank';
  const kind = kinds.find((one) => one === said);
  if (kind === undefined) throw new UsageError(`--kind is one of ${kinds.join(', ')}.`);
  return kind;
}

const listCommand: Command = {
  name: 'bank mappings',
  arguments: '',
  summary: 'The kept mappings of a company: how its tables of bank lines, remittances and lockboxes are read.',
  files: [0, 0],
  run: (invocation) =>
    withCompany<Answer>(invocation, async ({ engine, tenant }, company) => {
      const { rows } = await runQuery(engine, tenant.id, (db) => fileMappingsToJson(db, tenant.id, company.id));
      return done({
        json: { company: company.code, rows },
        text:
          rows.length === 0
            ? 'No mapping is kept.'
            : table(
                ['Name', 'For', 'Bank account', 'Files'],
                rows.map((one) => [one.name, one.kind, one.account ?? '', one.files ?? 'any that fits']),
              ),
      });
    }),
};

const keepCommand: Command = {
  name: 'bank mapping-keep',
  arguments:
    'FILE --name TEXT [--kind bank|remittance] [--account NUMBER [--currency CODE]] [--files PATTERN] [--user LOGIN]',
  summary:
    'Keeps how files are read (a JSON file, or the name of a built-in layout): the next that fits is read so, also in the inbox. --account: whose lines they are, or where a lockbox is paid into.',
  options: { ...{ name: 'text', kind: 'text', account: 'text', currency: 'text', files: 'text' }, ...personOptions },
  files: [1, 1],
  run(invocation) {
    const [path] = invocation.files as [string];
    const kind = kindOf(invocation);
    const name = givenName(invocation);
    return withCompany<Answer>(invocation, async (books, company) => {
      const caller = await callerOf(invocation, books, { action: 'cash.edit-bank-accounts', company });
      if (!caller.ok) return caller;
      let mapping: unknown = kind === 'bank' ? builtInLayouts.find((one) => one.name === path) : undefined;
      if (mapping === undefined) {
        const bytes = readInput(path);
        if (!bytes.ok) return bytes;
        try {
          mapping = JSON.parse(new TextDecoder().decode(bytes.value));
        } catch (fault) {
          return refuse(
            `${kind}.mapping-malformed`,
            `${path} is no JSON: ${(fault as Error).message}. Nothing was changed.`,
            {},
            { file: path },
          );
        }
      }
      const number = textOption(invocation, 'account');
      const account = number === undefined ? undefined : await accountNamed(invocation, books, { company, number });
      if (account && !account.ok) return account;
      const files = textOption(invocation, 'files');
      const kept = await keepFileMapping(books.engine, caller.value, {
        ...{ company, kind, name },
        mapping: files === undefined ? mapping : { ...(mapping as object), files },
        bankAccountId: account?.value.id ?? null,
      });
      return kept.ok
        ? done({
            json: { id: kept.value.id.toString() },
            text: `${kept.value.name} is kept: the next such file is read by it.`,
          })
        : kept;
    });
  },
};

const endCommand: Command = {
  name: 'bank mapping-end',
  arguments: 'NAME [--kind bank|remittance] [--user LOGIN]',
  summary: 'Uses a kept mapping no more; what was read by it stays.',
  options: { kind: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const [name] = invocation.files as [string];
    const kind = kindOf(invocation);
    return withCompany<Answer>(invocation, async (books, company) => {
      const caller = await callerOf(invocation, books, { action: 'cash.edit-bank-accounts', company });
      if (!caller.ok) return caller;
      const rows = await runQuery(books.engine, books.tenant.id, (db) =>
        loadFileMappings(db, books.tenant.id, { companyIds: [company.id] }),
      );
      const found = rows.find((one) => one.kind === kind && one.name.toLowerCase() === name.toLowerCase());
      if (!found)
        return refuse(
          'cash.file-mapping-not-found',
          `${company.code} keeps no mapping "${name}" for ${kind}. Nothing was changed.`,
        );
      const ended = await endFileMapping(books.engine, caller.value, { company, fileMappingId: found.id });
      return ended.ok ? done({ json: { name: found.name }, text: `${found.name} is used no more.` }) : ended;
    });
  },
};

export const fileMappingCommands: readonly Command[] = [listCommand, keepCommand, endCommand];
