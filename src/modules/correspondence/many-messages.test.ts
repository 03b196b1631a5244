/** More messages than one statement writes: each once, in their order, and all or none. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { done } from '#kernel';
import { runCommand, runQuery, sql } from '#platform';
import { type Books, must, openBooks } from '../../../test/books.ts';
import { proposeMessagesIn, recordNotProposedIn } from './index.ts';

let books: Books;
const count = 10_001;

beforeAll(async () => {
  books = await openBooks({ customers: 1, now: '2026-03-10T09:00:00Z' });
});
afterAll(() => books.close());

const message = (name: string, place: number) => ({
  companyId: books.company.id,
  accountId: books.accounts['C1']!,
  kind: 'statement',
  channel: 'email' as const,
  currency: 'EUR',
  language: 'en',
  recipientName: 'Accounts payable',
  recipientAddress: 'payable@example.org',
  sourceKey: `${name} ${place}`,
  proposedDate: '2026-03-10',
  facts: { place },
  notBefore: null,
});
const places = Array.from({ length: count }, (_, place) => place);

const command = <T>(work: Parameters<typeof runCommand<T>>[3]) =>
  runCommand(books.engine, books.caller, { operation: 'test.messages', reason: 'Many messages.', input: {} }, work);

const written = async (name: string): Promise<{ key: string; state: string; place: number; why: string | null }[]> => {
  const { rows } = await runQuery(books.engine, books.tenantId, (db) =>
    sql<{ key: string; state: string; place: number; why: string | null }>`
      select m.source_key as key, m.state, (m.facts ->> 'place')::integer as place, s.reason as why
      from correspondence.message m left join correspondence.suppression s on s.tenant_id = m.tenant_id and s.message_id = m.id
      where m.tenant_id = ${books.tenantId} and starts_with(m.source_key, ${`${name} `}) order by m.id`.execute(db),
  );
  return rows;
};

it('proposes them in their order, each once', async () => {
  const propose = () =>
    command(async (tx) =>
      done(
        await proposeMessagesIn(
          tx,
          places.map((place) => message('proposed', place)),
        ),
      ),
    );
  const proposed = must(await propose());
  expect(proposed.map((one) => one.sourceKey)).toEqual(places.map((place) => `proposed ${place}`));
  expect(new Set(proposed.map((one) => one.id)).size).toBe(count);
  expect(must(await propose())).toEqual([]);
  expect(await written('proposed')).toEqual(
    places.map((place) => ({ key: `proposed ${place}`, state: 'proposed', place, why: null })),
  );
});

it('records each that is not proposed with its own reason', async () => {
  const recorded = must(
    await command(async (tx) =>
      done(
        await recordNotProposedIn(
          tx,
          places.map((place) => ({
            ...message('left', place),
            suppression: { code: 'covered', reason: `for ${place}` },
          })),
        ),
      ),
    ),
  );
  expect(recorded).toHaveLength(count);
  expect(await written('left')).toEqual(
    places.map((place) => ({ key: `left ${place}`, state: 'suppressed', place, why: `for ${place}` })),
  );
});

it('writes none when one of the first statement cannot be written, and tells its fault', async () => {
  await expect(
    command(async (tx) =>
      done(
        await proposeMessagesIn(
          tx,
          places.map((place) => ({ ...message('none', place), ...(place === 3 && { accountId: -1n }) })),
        ),
      ),
    ),
  ).rejects.toThrow(/foreign key/);
  expect(await written('none')).toEqual([]);
});
