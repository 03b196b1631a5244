/** A recorded command, sent again by hand: what it says of its own place follows the head, and nothing else changes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postDocuments } from '#receivables';
import { type Books, must, openBooks } from '#test/books';
import { connectByHand } from './hand.ts';
import { recordCommand, sendByHand, sendInPackets } from './same-statements.ts';
import { countStatements } from './watch.ts';

let books: Books;
let taken = 0;
let hand: Awaited<ReturnType<typeof connectByHand>>;
let owner: Awaited<ReturnType<typeof connectByHand>>;
beforeAll(async () => {
  books = await openBooks();
  hand = await connectByHand(books.appUrl);
  owner = await connectByHand(books.ownerUrl);
});
afterAll(async () => {
  await hand.end();
  await owner.end();
  await books.close();
});

const post = async (number: string): Promise<void> => {
  must(
    await postDocuments(books.engine, books.caller, {
      company: books.company,
      documents: [
        {
          accountId: books.accounts['C1']!,
          documentType: 'invoice',
          number,
          documentDate: '2026-01-05',
          currency: 'EUR',
          amountMinor: 11_900n,
          taxMinor: 1_900n,
        },
      ],
    }),
  );
};
const headNow = async (): Promise<bigint> =>
  (await owner.query('select seq from platform.head where tenant_id = $1', [books.tenantId])).rows[0].seq;
/** Has the head answer any number next, as it would in books of that age. */
const nextPlace = (seq: bigint) =>
  owner.query('update platform.head set seq = $1 where tenant_id = $2', [seq - 1n, books.tenantId]);
/** Ids are taken from the database many at a time and given one after the other. */
const nextCommandId = async (): Promise<bigint> => {
  taken += 1;
  await post(`INV before ${taken}`);
  return (await owner.query('select max(command_id) + 1 as next from platform.audit')).rows[0].next;
};
/** What of a posted document speaks of its command and of the command's place. */
const postedAs = async (number: string) =>
  (
    await owner.query(
      `select i.command_id, i.account_id, i.amount_minor, a.seq, a.operation, a.person_id,
         (select count(*)::integer from receivables.entry e where e.item_id = i.id) as entries,
         (select min(e.seq) from receivables.entry e where e.item_id = i.id) as known,
         (select count(*)::integer from platform.audit_payload p where p.seq = a.seq) as payloads,
         (select count(*)::integer from platform.change c where c.seq = a.seq) as events
       from receivables.item i left join platform.audit a on a.tenant_id = i.tenant_id and a.command_id = i.command_id
       where i.tenant_id = $1 and i.number = $2`,
      [books.tenantId, number],
    )
  ).rows;

describe('the same statements by hand', () => {
  it.each([
    ['one after the other', (recorded) => sendByHand(hand, recorded)],
    ['in its own packets', (recorded) => sendInPackets(books.engine.database, recorded)],
  ] satisfies [string, (recorded: Awaited<ReturnType<typeof recordCommand>>) => Promise<void>][])(
    'post what the command would have, %s, where the next place is an id that the command speaks of',
    async (how, send) => {
      const number = `INV ${how}`;
      const commandId = await nextCommandId();
      // The place is the command's own id: what says the one must not be taken for the other.
      await nextPlace(commandId);
      const recorded = await recordCommand(() => post(number));
      expect(await postedAs(number)).toEqual([]);
      expect(await headNow()).toBe(commandId - 1n);
      await nextPlace(commandId + 500n);
      await send(recorded);
      expect(await postedAs(number)).toEqual([
        {
          command_id: commandId,
          account_id: books.accounts['C1'],
          amount_minor: 11_900n,
          seq: commandId + 500n,
          operation: 'receivables.post-documents',
          person_id: expect.any(BigInt),
          entries: 1,
          known: commandId + 500n,
          payloads: 1,
          // It publishes none of its own: the feed tells that it was done.
          events: 1,
        },
      ]);
    },
  );

  it('will have a whole command', async () => {
    await expect(recordCommand(async () => {})).rejects.toThrow('no whole command');
    await expect(recordCommand(() => hand.query('select 1'))).rejects.toThrow('no whole command');
  });
});

describe('counting statements', () => {
  it('counts ours and the bare driver’s, and as one round trip what travels together', async () => {
    expect(await countStatements(() => hand.query('select 1'))).toEqual({ statements: 1, roundTrips: 1 });
    expect(
      await countStatements(async () => {
        await hand.query('select $1::integer', [1]);
        await Promise.all([hand.query({ text: 'select 2' }), hand.query('select 3')]);
      }),
    ).toEqual({ statements: 3, roundTrips: 2 });
    const posting = await countStatements(() => post('INV counted'));
    expect(posting.roundTrips).toBeLessThanOrEqual(10);
    expect(posting.statements).toBeGreaterThan(posting.roundTrips);
  });
});
