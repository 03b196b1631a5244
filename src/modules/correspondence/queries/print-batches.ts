/** Print batches: the list, and one as a single PDF behind its cover list. */
import type { Company } from '#company';
import { type Day, done, type Outcome, readerDay, readerLocale, refuse } from '#kernel';
import type { ListPlace } from '#lists';
import { type Engine, type RawSql, runQuery, type Sql, sql } from '#platform';
import type { PrintBatchDetail } from '../contract.ts';
import { type CoverList, renderLetters } from '../letters/render-letters.ts';
import { type Letter, paperOf } from '../rules/letter/letter.ts';

export interface ListedBatch {
  readonly id: bigint;
  readonly day: Day;
  readonly ordinal: number;
  readonly state: 'waiting' | 'printed';
  readonly letters: number;
  readonly events: readonly {
    readonly kind: 'printed' | 'reprint';
    readonly person: string;
    readonly at: string;
    readonly reason: string | null;
  }[];
}

/** The newest batches of a company, at most 200, and how many letters are in none yet. */
export async function listPrintBatches(
  db: Sql,
  tenantId: bigint,
  companyId: bigint,
): Promise<{ batches: ListedBatch[]; uncollected: number }> {
  const { rows } = await sql<ListedBatch & { events: ListedBatch['events'] | null }>`
    select b.id, b.batch_date as day, b.ordinal, b.state,
      (select count(*) from correspondence.print_batch_letter l where l.tenant_id = ${tenantId} and l.batch_id = b.id)::integer as letters,
      (select jsonb_agg(jsonb_build_object('kind', e.kind, 'person', n.name, 'at', e.happened_at, 'reason', e.reason) order by e.id)
        from correspondence.print_event e join platform.person n on n.id = e.person_id
        where e.tenant_id = ${tenantId} and e.batch_id = b.id) as events
    from correspondence.print_batch b
    where b.tenant_id = ${tenantId} and b.company_id = ${companyId} order by b.id desc limit 200`.execute(db);
  return {
    batches: rows.map((row) => ({ ...row, events: row.events ?? [] })),
    uncollected: await countUncollected(db, tenantId, companyId),
  };
}

/** How many letters of a company are in no batch yet. */
export async function countUncollected(db: Sql, tenantId: bigint, companyId: bigint): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from correspondence.message m
    where m.tenant_id = ${tenantId} and m.company_id = ${companyId} and m.channel = 'letter' and m.state = 'sent' and m.letter is not null
      and not exists (select 1 from correspondence.print_batch_letter l where l.tenant_id = ${tenantId} and l.message_id = m.id)`.execute(
    db,
  );
  return rows[0]!.count;
}

/** The rows of the list of batches; one that is let out again is printed no more. */
export const printBatchesSource = ({ tenantId, companyIds }: ListPlace): RawSql => sql`
  select b.id, y.code as company, b.batch_date as day, b.ordinal, b.state,
    (select count(*)::integer from correspondence.print_batch_letter l where l.tenant_id = ${tenantId} and l.batch_id = b.id) as letters,
    e.happened_at as "printedAt", n.name as "printedBy"
  from correspondence.print_batch b
  join company.v_company y on y.tenant_id = ${tenantId} and y.id = b.company_id
  left join lateral (
    select p.happened_at, p.person_id from correspondence.print_event p
    where b.state = 'printed' and p.tenant_id = ${tenantId} and p.batch_id = b.id and p.kind = 'printed' order by p.id desc limit 1
  ) e on true
  left join platform.person n on n.id = e.person_id
  where b.tenant_id = ${tenantId} and b.company_id = any(${companyIds as bigint[]}::bigint[])`;

/** What was done with some batches, by their ids. */
export async function loadPrintBatchDetails(
  db: Sql,
  { tenantId }: ListPlace,
  ids: readonly bigint[],
): Promise<ReadonlyMap<bigint, PrintBatchDetail>> {
  const { rows } = await sql<PrintBatchDetail['events'][number] & { batchId: bigint }>`
    select e.batch_id as "batchId", e.kind, n.name as person, e.happened_at as at, e.reason
    from correspondence.print_event e join platform.person n on n.id = e.person_id
    where e.tenant_id = ${tenantId} and e.batch_id = any(${ids as bigint[]}::bigint[]) order by e.id`.execute(db);
  const details = new Map<bigint, { events: PrintBatchDetail['events'] }>(ids.map((id) => [id, { events: [] }]));
  for (const { batchId, ...event } of rows) details.get(batchId)!.events.push(event);
  return details;
}

interface CoverWords {
  readonly title: (day: string, ordinal: number) => string;
  readonly letters: string;
  readonly company: string;
  readonly columns: readonly [string, string, string, string];
}
const coverWords: Readonly<Record<string, CoverWords>> = {
  en: {
    title: (day, ordinal) => `Print batch of ${day}, no. ${ordinal}`,
    letters: 'Letters',
    company: 'Company',
    columns: ['No.', 'Customer', 'Recipient', 'Subject'],
  },
  de: {
    title: (day, ordinal) => `Druckstapel vom ${day}, Nr. ${ordinal}`,
    letters: 'Briefe',
    company: 'Gesellschaft',
    columns: ['Nr.', 'Kunde', 'Empfänger', 'Betreff'],
  },
  es: {
    title: (day, ordinal) => `Lote de impresión del ${day}, n.º ${ordinal}`,
    letters: 'Cartas',
    company: 'Sociedad',
    columns: ['N.º', 'Cliente', 'Destinatario', 'Asunto'],
  },
  fr: {
    title: (day, ordinal) => `Lot d’impression du ${day}, n° ${ordinal}`,
    letters: 'Lettres',
    company: 'Société',
    columns: ['N°', 'Client', 'Destinataire', 'Objet'],
  },
};

/**
 * The letters of a batch in their order as one PDF, with the cover list for whoever prints and folds it. Made from the letters
 * as they were decided: the same bytes each time. Refuses `correspondence.print-batch-not-found`, and
 * `correspondence.letter-erased` when a letter's content was erased since.
 */
export async function printBatchPdf(
  engine: Engine,
  tenantId: bigint,
  input: { company: Company; batchId: bigint },
): Promise<Outcome<{ fileName: string; pdf: Uint8Array; letters: number }>> {
  const { company, batchId } = input;
  const found = await runQuery(engine, tenantId, async (db) => {
    const batch = await sql<{ day: Day; ordinal: number }>`
      select batch_date as day, ordinal from correspondence.print_batch
      where tenant_id = ${tenantId} and id = ${batchId} and company_id = ${company.id}`.execute(db);
    const letters = await sql<{ number: string; letter: Partial<Letter> | null }>`
      select a.number, m.letter from correspondence.print_batch_letter l
      join correspondence.message m on m.tenant_id = ${tenantId} and m.id = l.message_id
      join customers.v_account a on a.tenant_id = ${tenantId} and a.id = m.account_id
      where l.tenant_id = ${tenantId} and l.batch_id = ${batchId} order by l.ordinal`.execute(db);
    return { batch: batch.rows[0], letters: letters.rows };
  });
  const { batch } = found;
  if (!batch) return refuse('correspondence.print-batch-not-found', 'There is no such print batch in this company.');
  const letters = found.letters.map(({ letter }) => letter);
  if (!letters.every((letter): letter is Letter => Array.isArray(letter?.recipient)))
    return refuse(
      'correspondence.letter-erased',
      'The content of a letter of this batch was erased; it cannot be printed again.',
    );
  const language = coverWords[company.language] ? company.language : 'en';
  const words = coverWords[language]!;
  const cover: CoverList = {
    paper: paperOf(company.country),
    title: words.title(readerDay(batch.day, readerLocale(language, company.country)), batch.ordinal),
    facts: [
      { label: words.company, value: company.name },
      { label: words.letters, value: String(letters.length) },
    ],
    columns: words.columns.map((title, index) => ({ title, align: index === 0 ? 'right' : 'left' })),
    rows: letters.map((letter, index) => [
      String(index + 1),
      found.letters[index]!.number,
      letter.recipient.join(', '),
      letter.subject,
    ]),
  };
  const pdf = await renderLetters(letters, cover);
  return done({ fileName: `letters-${company.code}-${batch.day}-${batch.ordinal}.pdf`, pdf, letters: letters.length });
}
