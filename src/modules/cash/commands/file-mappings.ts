/**
 * Keeps how files are read that do not say it themselves: tables of bank lines with their account, tables of remittances, lockboxes
 * with the account that their checks are paid into. Whoever brings the next such file, and the inbox, need say nothing.
 */
import type { Company } from '#company';
import { knownBy, parseBankMapping, parseRemittanceMapping } from '#formats';
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import { takeBankAccount } from '../store/bank.ts';
import { endFileMappingOf, type FileMappingKind, insertFileMapping } from '../store/file-mappings.ts';

/**
 * Keeps a mapping under its name, in place of one of that name. That of bank lines has the account that the lines are of; a
 * remittance's may have one, into which a lockbox is paid. Refuses what the parsers of mappings refuse, `cash.file-mapping-empty`
 * (no column, and no lockbox: it would fit nothing), `cash.file-mapping-account` (bank lines of no account),
 * `cash.bank-account-not-found` and `cash.bank-account-closed`.
 */
export function keepFileMapping(
  engine: Engine,
  caller: Caller,
  input: { company: Company; kind: FileMappingKind; name: string; mapping: unknown; bankAccountId: bigint | null },
): Promise<CommandOutcome<{ id: bigint; name: string }>> {
  const { company, kind, bankAccountId } = input;
  const name = input.name.trim();
  const description = {
    operation: 'cash.keep-file-mapping',
    reason: `How ${kind === 'bank' ? 'tables of bank lines' : 'remittances'} are read was kept as "${name}".`,
    input: { company: company.code, kind, name, mapping: input.mapping, bankAccountId },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<{ id: bigint; name: string }>> => {
    const parsed = kind === 'bank' ? parseBankMapping(input.mapping) : parseRemittanceMapping(input.mapping);
    if (!parsed.ok) return parsed;
    const mapping = parsed.value;
    const fitsSomething =
      'lockbox' in mapping ||
      'lockboxNumber' in mapping ||
      (kind === 'bank' ? knownBy(mapping as Parameters<typeof knownBy>[0]) : Object.keys(mapping.columns)).length > 0;
    if (name === '' || !fitsSomething)
      return refuse(
        'cash.file-mapping-empty',
        'A kept mapping has a name, and names columns or a lockbox: else it fits no file. Nothing was changed.',
        {},
        { field: name === '' ? 'name' : 'columns' },
      );
    if (bankAccountId === null && kind === 'bank')
      return refuse(
        'cash.file-mapping-account',
        'Say which bank account the lines are of: a table does not. Nothing was changed.',
        {},
        { field: 'account' },
      );
    if (bankAccountId !== null) {
      const account = await takeBankAccount(tx, company.id, bankAccountId);
      if (!account.ok) return account;
      if (account.value.closedOn !== null)
        return refuse(
          'cash.bank-account-closed',
          `${account.value.name} is closed since ${account.value.closedOn} and takes no more files. Nothing was changed.`,
        );
    }
    const id = await insertFileMapping(tx, { companyId: company.id, kind, name, bankAccountId, mapping });
    tx.publish({ type: 'cash.file-mapping-changed', payload: { companyId: company.id.toString(), kind, name } });
    return done({ id, name });
  });
}

/** Ends the use of a kept mapping; what was read by it stays. Refuses `cash.file-mapping-not-found`. */
export function endFileMapping(
  engine: Engine,
  caller: Caller,
  input: { company: Company; fileMappingId: bigint },
): Promise<CommandOutcome<null>> {
  const { company, fileMappingId } = input;
  const description = {
    operation: 'cash.end-file-mapping',
    reason: 'A kept mapping of files is used no more.',
    input: { company: company.code, fileMappingId },
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<null>> => {
    const ended = await endFileMappingOf(tx, { companyId: company.id, id: fileMappingId });
    if (!ended)
      return refuse(
        'cash.file-mapping-not-found',
        'There is no such mapping in use in this company. Nothing was changed.',
      );
    tx.publish({
      type: 'cash.file-mapping-changed',
      payload: { companyId: company.id.toString(), name: ended.name, ended: true },
    });
    return done(null);
  });
}
