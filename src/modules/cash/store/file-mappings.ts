/** Kept mappings of bank files and remittances: the only writer of cash.file_mapping. */
import type { CsvMapping, RemittanceMapping } from '#formats';
import { type Sql, sql, type Transaction } from '#platform';

export const fileMappingKinds = ['bank', 'remittance'] as const;
export type FileMappingKind = (typeof fileMappingKinds)[number];

interface Kept {
  readonly id: bigint;
  readonly companyId: bigint;
  readonly company: string;
  readonly name: string;
}
/** How a table of bank lines is read; its account and currency are those of the bank account. */
export interface KeptBankMapping extends Kept {
  readonly kind: 'bank';
  readonly bankAccountId: bigint;
  readonly accountName: string;
  readonly mapping: CsvMapping;
}
/** How a remittance is read; of a lockbox also which account its checks are paid into. */
export interface KeptRemittanceMapping extends Kept {
  readonly kind: 'remittance';
  readonly bankAccountId: bigint | null;
  readonly accountName: string | null;
  readonly account: string | null;
  readonly mapping: RemittanceMapping;
}
export type KeptFileMapping = KeptBankMapping | KeptRemittanceMapping;

/** The mappings in use of some companies, of all when absent, by name; those of closed bank accounts are out of use. */
export async function loadFileMappings(
  db: Sql,
  tenantId: bigint,
  of: { readonly companyIds?: readonly bigint[] | undefined } = {},
): Promise<KeptFileMapping[]> {
  const { rows } = await sql<{
    id: bigint;
    companyId: bigint;
    company: string;
    kind: FileMappingKind;
    name: string;
    bankAccountId: bigint | null;
    accountName: string | null;
    account: string | null;
    currency: string | null;
    mapping: CsvMapping & RemittanceMapping;
  }>`
    select m.id, m.company_id as "companyId", y.code as company, m.kind, m.name, m.bank_account_id as "bankAccountId", b.name as "accountName",
      b.number as account, b.currency, m.mapping
    from cash.file_mapping m
    join company.v_company y on y.tenant_id = ${tenantId} and y.id = m.company_id
    left join cash.v_bank_account b on b.tenant_id = ${tenantId} and b.id = m.bank_account_id
    where m.tenant_id = ${tenantId} and m.ended_command_id is null and b.closed_on is null
      ${of.companyIds === undefined ? sql`` : sql`and m.company_id = any(${[...of.companyIds]}::bigint[])`}
    order by lower(m.name), m.id`.execute(db);
  return rows.map(({ account, currency, mapping, ...row }): KeptFileMapping => {
    const named = { ...mapping, name: row.name };
    return row.kind === 'bank'
      ? ({ ...row, mapping: { ...named, account: account!, currency: currency! } } as KeptBankMapping)
      : ({ ...row, account, mapping: named } as KeptRemittanceMapping);
  });
}

/** Keeps a mapping; one of its kind and name gives way. */
export async function insertFileMapping(
  tx: Transaction,
  one: {
    companyId: bigint;
    kind: FileMappingKind;
    name: string;
    bankAccountId: bigint | null;
    mapping: CsvMapping | RemittanceMapping;
  },
): Promise<bigint> {
  await sql`
    update cash.file_mapping set ended_command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and company_id = ${one.companyId} and kind = ${one.kind} and lower(name) = lower(${one.name})
      and ended_command_id is null`.execute(tx.db);
  const { rows } = await sql<{ id: bigint }>`
    insert into cash.file_mapping (tenant_id, company_id, kind, name, bank_account_id, mapping, command_id)
    values (${tx.tenantId}, ${one.companyId}, ${one.kind}, ${one.name}, ${one.bankAccountId}, ${JSON.stringify(one.mapping)}::jsonb, ${tx.commandId})
    returning id`.execute(tx.db);
  return rows[0]!.id;
}

/** Ends the use of a mapping; undefined where the company has none such in use. */
export async function endFileMappingOf(
  tx: Transaction,
  of: { companyId: bigint; id: bigint },
): Promise<{ name: string } | undefined> {
  const { rows } = await sql<{ name: string }>`
    update cash.file_mapping set ended_command_id = ${tx.commandId}
    where tenant_id = ${tx.tenantId} and company_id = ${of.companyId} and id = ${of.id} and ended_command_id is null returning name`.execute(
    tx.db,
  );
  return rows[0];
}
