/**
 * What is kept under the number of a customer that was merged since: every list that is asked for the survivor has it as well,
 * its items and documents say whose they are, and who is known of it is still reached.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerAnswer } from '#collections/contract';
import { relateCustomers } from '#customers';
import type { ContactsAnswer } from '#customers/contract';
import { addDays } from '#kernel';
import type { ListAnswer, ListFound, ListGroupsAnswer, ListShape } from '#lists/contract';
import { filtersOfGroup } from '#lists/contract';
import type { DocumentFilesPageAnswer, DocumentsAnswer, ItemsAnswer } from '#receivables/contract';
import { fillLists, listShapes } from '#test/list-shapes';
import { must } from '#test/must';
import { businessDay } from '#test/workday';
import { openWorkdayServer, type WorkdayServer } from '#test/workday-server';

type Row = { readonly id: string; readonly customer: string | null };

const survivor = '10115';
const shapes = listShapes.filter((shape) => shape.columns['customer']?.asOne);

describe('R70 Records of a merged customer', () => {
  let world: WorkdayServer;
  const merged = new Set<string>();
  const ofShape = new Map<string, string>();

  async function read<T>(shape: ListShape, query: Record<string, string>, suffix = ''): Promise<T> {
    const window = suffix === '' ? { limit: '200' } : {};
    const address = `${shape.path}${suffix}?${new URLSearchParams({ company: 'DE01', ...window, ...query })}`;
    const response = await world.browser.ask('GET', address);
    expect(response.status, `${address} ${await response.clone().text()}`).toBe(200);
    return (await response.json()) as T;
  }
  const idsOf = (rows: readonly Row[]): string[] => rows.map((row) => row.id).sort();

  beforeAll(async () => {
    world = await openWorkdayServer('controller', 'Con Troller', 'controller');
    await fillLists(world.day);
    for (const shape of shapes) {
      const { rows } = await read<ListAnswer<Row>>(shape, {});
      const other = rows.find((row) => row.customer !== null && row.customer !== survivor)?.customer;
      expect(other, shape.name).toBeDefined();
      ofShape.set(shape.name, other!);
      merged.add(other!);
    }
    for (const number of merged)
      must(
        await relateCustomers(world.day.engine, world.day.caller, {
          ...{ kind: 'merged_into', number, otherNumber: survivor, itemsOn: null, lettersTo: null },
          ...{ from: addDays(businessDay, -1), to: null, reason: 'One legal entity.' },
        }),
      );
  });
  afterAll(() => world.close());

  it('knows every list of records of customers', () => {
    expect(shapes.length).toBeGreaterThan(10);
  });

  it.each(shapes.map((shape) => [shape.name, shape] as const))('stand in the list of %s', async (name, shape) => {
    const own = ofShape.get(name)!;
    const { rows: all } = await read<ListAnswer<Row>>(shape, {});
    const whole = idsOf(
      all.filter(({ customer }) => customer === survivor || (customer !== null && merged.has(customer))),
    );
    expect(whole.length).toBeGreaterThan(0);
    // Under either number the same, with the same totals, and by itself where that is asked for.
    for (const customer of [survivor, own]) {
      const found = await read<ListAnswer<Row>>(shape, { customer });
      expect(idsOf(found.rows), customer).toEqual(whole);
      expect(found.count ?? found.totals.reduce((sum, one) => sum + one.items, 0), customer).toBe(whole.length);
    }
    const alone = idsOf(all.filter(({ customer }) => customer === own));
    expect(idsOf((await read<ListAnswer<Row>>(shape, { customer: `=${own}` })).rows)).toEqual(alone);
    // A group has the records of one number, and leads to them.
    if (shape.columns['customer']!.group) {
      const { groups } = await read<ListGroupsAnswer>(shape, { customer: survivor, group: 'customer' }, '/groups');
      expect(groups.map(({ key }) => key)).toContain(own);
      for (const group of groups) {
        const { totals } = await read<ListAnswer<Row>>(shape, filtersOfGroup(shape, 'customer', group));
        expect(totals.map(({ items }) => items)).toEqual([group.items]);
      }
    }
  });

  it('are found by their pasted numbers, and stand in the file', async () => {
    for (const shape of shapes) {
      const { totals } = await read<ListAnswer<Row>>(shape, { customer: survivor, limit: '0' });
      const lines = totals.reduce((sum, one) => sum + one.items, 0);
      const address = `${shape.path}.csv?${new URLSearchParams({ company: 'DE01', customer: survivor })}`;
      const text = await (await world.browser.ask('GET', address)).text();
      expect(text.trim().split('\n').length - 1, shape.name).toBeGreaterThanOrEqual(lines);
      if (shape.pasted !== 'customer') continue;
      const found = await world.browser.ask('POST', `${shape.path}/find?company=DE01&customer=${survivor}`, {
        body: { numbers: [ofShape.get(shape.name)!] },
      });
      expect(((await found.json()) as ListFound).missing, shape.name).toEqual([]);
    }
  });

  it('say whose they are among the items and documents of the survivor', async () => {
    const { rows } = await world.read<ItemsAnswer>(`/api/items?company=DE01&customer=${survivor}&limit=200`);
    expect(new Set(rows.map((row) => row.customer))).toEqual(new Set([survivor]));
    const others = new Set(rows.flatMap((row) => row.mergedCustomer ?? []));
    expect(others.size).toBeGreaterThan(0);
    expect([...others].filter((number) => !merged.has(number))).toEqual([]);
    expect(rows.some((row) => row.mergedCustomer === null)).toBe(true);
    const documents = await world.read<DocumentsAnswer>(`/api/documents?company=DE01&customer=${survivor}&limit=200`);
    for (const row of rows)
      expect(documents.rows.find((one) => one.id === row.id)?.customer ?? row.mergedCustomer ?? survivor).toBe(
        row.mergedCustomer ?? survivor,
      );
    expect(new Set(documents.rows.map((row) => row.customer)).size).toBeGreaterThan(1);
  });

  it('have contacts that are read and changed under the merged number, which the survivor names', async () => {
    const screen = await world.read<CustomerAnswer>(`/api/customers/${survivor}?company=DE01`);
    expect(new Set(screen.merged.map((one) => one.customer))).toEqual(merged);
    const { customer } = screen.merged[0]!;
    const path = `/api/customers/${customer}/contacts`;
    const contact = { name: 'Rosa Klein', role: 'accounts_payable', email: 'rosa.klein@example.org', phone: null };
    const added = await world.browser.ask('POST', `${path}?company=DE01`, {
      body: { ...contact, language: 'de', timeZone: 'Europe/Berlin', primary: false, stopped: false },
    });
    expect(added.status, await added.clone().text()).toBe(201);
    const { contacts } = await world.read<ContactsAnswer>(`${path}?company=DE01`);
    expect(contacts.map((one) => one.name)).toContain('Rosa Klein');
    const own = await world.read<ContactsAnswer>(`/api/customers/${survivor}/contacts?company=DE01`);
    expect(own.contacts.map((one) => one.name)).not.toContain('Rosa Klein');
  });

  it('have files that stand with those of the survivor', async () => {
    const { customer } = (await world.read<CustomerAnswer>(`/api/customers/${survivor}?company=DE01`)).merged[0]!;
    const sent = await world.browser.ask(
      'POST',
      `/api/customers/${customer}/files?company=DE01&kind=contract&fileName=contract.pdf`,
      { body: '%PDF-1.7\nof the merged one\n%%EOF\n', headers: { 'content-type': 'application/octet-stream' } },
    );
    expect(sent.status, await sent.clone().text()).toBe(200);
    for (const number of [survivor, customer]) {
      const { files } = await world.read<DocumentFilesPageAnswer>(`/api/customers/${number}/files?company=DE01`);
      expect(files.map((file) => [file.customer, file.fileName])).toContainEqual([customer, 'contract.pdf']);
    }
  });
});
