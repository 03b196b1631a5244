/** The mirror over HTTP: a file is uploaded, looked at, released or discarded; what is cleared here is handed over and answered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCompany } from '#company';
import { saveCustomers } from '#customers';
import { setCompanyMode } from '#integrations';
import { setUpChart } from '#ledger';
import { runQuery, sql } from '#platform';
import { clearItems } from '#receivables';
import { must } from '../books.ts';
import { sapHeader, sapRow } from '../sap-list.ts';
import { Browser, codeOf, openWorld, type World } from '../server-world.ts';

let world: World;
let controller: Browser;
let stranger: Browser;
beforeAll(async () => {
  world = await openWorld();
  const { engine, callers, companies } = world;
  must(await setUpChart(engine, callers.north, { companyId: companies.A }));
  const company = must(await findCompany(engine, callers.north.tenantId, 'NORTHA'));
  must(await setCompanyMode(engine, callers.north, { company, mode: 'mirrored', reason: 'SAP owns the documents.' }));
  must(
    await saveCustomers(engine, callers.north, {
      customers: [{ number: 'C1', name: 'Customer C1', country: 'DE', accounts: [{ companyId: companies.A }] }],
    }),
  );
  await world.person('controller', { role: 'controller', companyId: companies.A });
  controller = new Browser(world.server);
  expect((await controller.signIn('controller')).status).toBe(201);
  await world.person('stranger', { role: 'controller', companyId: companies.B });
  stranger = new Browser(world.server);
  expect((await stranger.signIn('stranger')).status).toBe(201);
});
afterAll(() => world.close());

const invoice = { number: '1800000001', amount: '1000.00' };
const payment = { number: '1400000001', amount: '-400.00' };
const upload = (query: Record<string, string>, text: string) =>
  controller.ask('POST', `/api/erp/loads?${new URLSearchParams({ company: 'NORTHA', ...query })}`, {
    body: text,
    headers: { 'content-type': 'application/octet-stream' },
  });
const sap = (rows: Parameters<typeof sapRow>[0][]) =>
  [sapHeader.replaceAll(';', ','), ...rows.map((row) => sapRow(row).replaceAll(';', ','))].join('\n');
const get = async <T = unknown>(path: string): Promise<T> => (await controller.ask('GET', path)).json() as Promise<T>;

describe('R61 R63 Loads over HTTP', () => {
  it('an upload that holds what it declares is taken in; the same again is known', async () => {
    const said = {
      fileName: 'list.csv',
      mapping: 'sap-line-items',
      kind: 'full',
      scope: '1000',
      keyDate: '2026-01-05',
    };
    const first = await upload({ ...said, count: '2', total: '600.00' }, sap([invoice, payment]));
    expect({ status: first.status, body: await first.json() }).toMatchObject({
      status: 200,
      body: { state: 'accepted', changed: 2, badRows: 0, known: false },
    });
    const again = await upload({ ...said, count: '2', total: '600.00' }, sap([invoice, payment]));
    expect(await again.json()).toMatchObject({ known: true, changed: 0 });
  });

  it('a held one shows why, and a person releases or discards it by a mapping used before', async () => {
    const [first] = (await get<{ rows: { id: string }[] }>('/api/erp/loads?company=NORTHA')).rows;
    const said = { fileName: 'late.csv', likeLoad: first!.id, kind: 'full', scope: '1000', keyDate: '2026-01-06' };
    const held = (await (await upload({ ...said, count: '3', total: '600.00' }, sap([invoice, payment]))).json()) as {
      loadId: string;
      state: string;
    };
    expect(held.state).toBe('held');
    expect(await get(`/api/erp/loads/${held.loadId}?company=NORTHA`)).toMatchObject({
      load: { state: 'held', reasons: [{ code: 'count', text: 'It declares 3 items, but holds 2.' }] },
    });
    const path = `/api/erp/loads/${held.loadId}/release?company=NORTHA`;
    expect((await stranger.ask('POST', path, { body: { reason: 'Mine.' } })).status).toBe(404);
    expect((await stranger.ask('GET', `/api/erp/loads/${held.loadId}?company=NORTHB`)).status).toBe(404);
    expect((await controller.ask('POST', path, { body: { reason: 'The count was wrong.' } })).status).toBe(204);
    expect(await codeOf(await controller.ask('POST', path, { body: { reason: 'Again.' } }))).toBe('erp.load-not-held');
  });

  it('a file that cannot be read is kept in the list with what was wrong, once, and loads when it is mended', async () => {
    const said = { fileName: 'odd.csv', mapping: 'sap-line-items', kind: 'full', scope: '1000', keyDate: '2026-01-07' };
    const odd = await upload(said, 'Name,Amount\nSomebody,1.00');
    expect(odd.status).toBe(422);
    const problem = (await odd.json()) as { code: string; details: { loadId: string } };
    expect(problem.code).toBe('table.mapping-column');
    await upload(said, 'Name,Amount\nSomebody,1.00');
    const { rows } = await get<{ rows: unknown[] }>('/api/erp/loads?company=NORTHA&state=refused');
    expect(rows).toHaveLength(1);
    expect(rows).toMatchObject([
      { id: problem.details.loadId, file: 'odd.csv', scope: null, reasons: [{ code: 'table.mapping-column' }] },
    ]);
    const undeclared = await upload({ fileName: 'list.csv', mapping: 'sap-line-items' }, sap([invoice]));
    expect(await codeOf(undeclared)).toBe('erp.undeclared');
    const mended = await upload({ ...said, fileName: 'list.csv', count: '1', total: '1000.00' }, sap([invoice]));
    expect(await mended.json()).toMatchObject({ state: 'accepted' });
  });

  it('refuses a name that is a path and a mapping that nobody knows', async () => {
    const said = { kind: 'full', scope: '1000', keyDate: '2026-01-08', mapping: 'sap-line-items' };
    expect((await upload({ ...said, fileName: '../../etc/passwd' }, sap([invoice]))).status).toBe(400);
    expect(await codeOf(await upload({ ...said, fileName: 'a.csv', mapping: 'nobody' }, 'x'))).toBe(
      'table.mapping-unknown',
    );
  });
});

describe('R61 The export queue over HTTP', () => {
  it('hands what was cleared here over once, and takes the ERP’s answer', async () => {
    const { engine, callers } = world;
    const caller = callers.north;
    const said = {
      fileName: 'both.csv',
      mapping: 'sap-line-items',
      kind: 'full',
      scope: '1000',
      keyDate: '2026-01-09',
    };
    await upload({ ...said, count: '2', total: '600.00' }, sap([invoice, { ...payment, number: '1400000002' }]));
    const company = must(await findCompany(engine, caller.tenantId, 'NORTHA'));
    const { rows } = await runQuery(engine, caller.tenantId, (db) =>
      sql<{
        id: bigint;
      }>`select id from receivables.v_item where tenant_id = ${caller.tenantId} and open_minor <> 0 order by amount_minor`.execute(
        db,
      ),
    );
    must(
      await clearItems(engine, caller, {
        company,
        allocations: [{ creditItemId: rows[0]!.id, debitItemId: rows[1]!.id, amountMinor: 400_00n }],
        postingDate: '2026-01-09',
        kind: 'netting',
        explanation: 'Netted by an analyst.',
      }),
    );
    expect(await get('/api/erp/exports?company=NORTHA')).toMatchObject({
      entries: [{ state: 'pending', lines: [{ customer: 'C1', amount: '400.00', currency: 'EUR' }] }],
    });
    const exported = (await (await controller.ask('POST', '/api/erp/exports?company=NORTHA')).json()) as {
      entries: { reference: string }[];
    };
    expect(exported.entries).toHaveLength(1);
    expect(await (await controller.ask('POST', '/api/erp/exports?company=NORTHA')).json()).toEqual({ entries: [] });
    const answer = { reference: exported.entries[0]!.reference, result: 'confirmed', document: '1400000050' };
    const answered = await controller.ask('POST', '/api/erp/exports/answers?company=NORTHA', {
      body: { answers: [answer] },
    });
    expect(await answered.json()).toEqual({ confirmed: 1, rejected: 0, known: 0, returned: [] });
    expect(await get('/api/erp/exports?company=NORTHA&state=confirmed')).toMatchObject({
      entries: [{ erpDocument: '1400000050' }],
    });
    expect(await get('/api/erp/payments?company=NORTHA')).toEqual({ rows: [] });
  });
});
