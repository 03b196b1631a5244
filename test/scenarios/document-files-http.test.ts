/** A copy of a document over HTTP: listed for item and customer, saved and never shown within the page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCompany } from '#company';
import { loadAccounts, saveCustomers } from '#customers';
import { done } from '#kernel';
import { setUpChart } from '#ledger';
import { verify } from '#operations';
import { runQuery } from '#platform';
import { attachFiles, postDocuments, withholdTax } from '#receivables';
import { must } from '../books.ts';
import { Browser, openWorld, type World } from '../server-world.ts';

let world: World;
let analyst: Browser;
let itemId: bigint;
const bytes = new TextEncoder().encode('%PDF-1.7\nsigned\n%%EOF\n');
beforeAll(async () => {
  world = await openWorld();
  const { engine, companies } = world;
  const caller = world.callers.north;
  must(await setUpChart(engine, caller, { companyId: companies.A }));
  const company = must(await findCompany(engine, caller.tenantId, 'NORTHA'));
  must(
    await saveCustomers(engine, caller, {
      customers: [{ number: 'C1', name: 'Customer C1', country: 'DE', accounts: [{ companyId: companies.A }] }],
    }),
  );
  const [account] = await runQuery(engine, caller.tenantId, (db) =>
    loadAccounts(db, caller.tenantId, { companyId: companies.A }),
  );
  const document = {
    accountId: account!.id,
    documentType: 'invoice' as const,
    number: 'RE-1',
    documentDate: '2026-02-01',
    currency: 'EUR',
    amountMinor: 10_00n,
  };
  itemId = must(await postDocuments(engine, caller, { company, documents: [document] })).posted[0]!.itemIds[0]!;
  must(
    await attachFiles(engine, caller, {
      company,
      standardKind: 'delivery_proof',
      files: [{ fileName: 'RE-1.pdf', folders: [], read: () => done(bytes) }],
    }),
  );
  await world.person('analyst', { role: 'analyst', companyId: companies.A });
  analyst = new Browser(world.server);
  expect((await analyst.signIn('analyst')).status).toBe(201);
});
afterAll(() => world.close());

describe('R31 Copies of documents over HTTP', () => {
  it('are listed for the item and the customer, and come to be saved, with nothing that could run', async () => {
    const ofItem = (await (await analyst.ask('GET', `/api/items/${itemId}/files`)).json()) as {
      files: { id: string }[];
    };
    expect(ofItem.files).toMatchObject([
      {
        customer: 'C1',
        number: 'RE-1',
        kind: 'delivery_proof',
        fileName: 'RE-1.pdf',
        attachedAt: expect.stringMatching(/^20.*Z$/),
      },
    ]);
    const ofCustomer = await analyst.ask('GET', '/api/customers/C1/files?company=NORTHA');
    expect(await ofCustomer.json()).toEqual({ files: ofItem.files, next: null });
    const file = await analyst.ask('GET', `/api/files/${ofItem.files[0]!.id}`);
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="RE-1.pdf"/);
    expect(file.headers.get('x-content-type-options')).toBe('nosniff');
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(file.headers.get('cache-control')).toBe('no-store');
    expect((await analyst.ask('GET', '/api/files/999999')).status).toBe(404);
  });
});

describe('R31 Files attached by hand', () => {
  const text = (word: string): string => `%PDF-1.7\n${word}\n%%EOF\n`;
  const hand = (path: string, body: string, by = analyst) =>
    by.ask('POST', path, { headers: { 'content-type': 'application/octet-stream' }, body });
  const toItem = (body: string, { kind = 'order', name = 'order.pdf', by = analyst } = {}) =>
    hand(`/api/items/${itemId}/files?kind=${kind}&fileName=${encodeURIComponent(name)}`, body, by);
  const toCustomer = (body: string, { kind = 'contract', name = 'frame contract.pdf', customer = 'C1' } = {}) =>
    hand(`/api/customers/${customer}/files?company=NORTHA&kind=${kind}&fileName=${encodeURIComponent(name)}`, body);
  type Listed = { files: { id: string; kind: string; number: string; fileName: string }[] };
  const listed = async (path: string) => ((await (await analyst.ask('GET', path)).json()) as Listed).files;
  const ofItem = () => listed(`/api/items/${itemId}/files`);
  const ofCustomer = () => listed('/api/customers/C1/files?company=NORTHA');
  const move = (id: string, way: 'remove' | 'restore', by = analyst) =>
    by.ask('POST', `/api/files/${id}/${way}`, { body: { reason: 'It belongs to somebody else.' } });

  it('stand with the item or the customer at once, and the very same once', async () => {
    const first = await toItem(text('ordered'));
    expect(first.status).toBe(200);
    const { id } = (await first.json()) as { id: string };
    expect(await (await toItem(text('ordered'))).json()).toEqual({ existing: true, id: null });
    expect((await ofItem()).map((file) => `${file.id} ${file.kind} ${file.fileName}`)).toContain(
      `${id} order order.pdf`,
    );
    const contract = (await (await toCustomer(text('agreed'))).json()) as { id: string };
    expect(await ofCustomer()).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: contract.id, kind: 'contract', number: '' })]),
    );
    expect((await ofItem()).map((file) => file.id)).not.toContain(contract.id);
    expect(await (await analyst.ask('GET', `/api/files/${contract.id}`)).text()).toBe(text('agreed'));
  });

  it('are one of two that are sent at the same time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => toItem(text('at once'), { kind: 'invoice' })));
    const told = (await Promise.all(answers.map((one) => one.json()))) as { existing: boolean }[];
    expect(told.map((one) => one.existing).sort()).toEqual([false, true, true]);
  });

  it('are PDF by their content, of a size, with a name and a kind of the place, from who may', async () => {
    const before = await ofCustomer();
    const refused = await toItem('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', { name: 'x.pdf' });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([422, 'receivables.file-kind']);
    expect((await toItem('%PDF-1.7\ncut off')).status).toBe(422);
    expect((await toItem('')).status).toBeGreaterThanOrEqual(400);
    expect((await toItem('x'.repeat(20 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await toItem(text('x'), { kind: 'contract' })).status).toBe(400);
    expect((await toItem(text('x'), { kind: 'certificate' })).status).toBe(400);
    expect((await toCustomer(text('x'), { kind: 'invoice' })).status).toBe(400);
    expect((await toItem(text('x'), { name: 'x'.repeat(201) })).status).toBe(400);
    expect((await toCustomer(text('x'), { customer: 'C9' })).status).toBe(404);
    await world.person('reader', { role: 'auditor', companyId: world.companies.A });
    const reader = new Browser(world.server);
    expect((await reader.signIn('reader')).status).toBe(201);
    expect((await toItem(text('x'), { by: reader })).status).toBe(403);
    expect((await move(before[0]!.id, 'remove', reader)).status).toBe(403);
    expect(await ofCustomer()).toEqual(before);
  });

  it('are taken away with a reason, are absent then, and come back; attached anew they are there once', async () => {
    const { id } = (await (await toItem(text('of another'))).json()) as { id: string };
    expect((await move(id, 'restore')).status).toBe(404);
    expect((await analyst.ask('POST', `/api/files/${id}/remove`, { body: { reason: '' } })).status).toBe(400);
    expect((await move(id, 'remove')).status).toBe(204);
    expect((await move(id, 'remove')).status).toBe(404);
    expect((await analyst.ask('GET', `/api/files/${id}`)).status).toBe(404);
    expect((await ofItem()).map((file) => file.id)).not.toContain(id);
    expect((await ofCustomer()).map((file) => file.id)).not.toContain(id);
    expect((await move(id, 'restore')).status).toBe(204);
    expect((await ofItem()).map((file) => file.id)).toContain(id);
    expect((await move(id, 'remove')).status).toBe(204);
    const again = (await (await toItem(text('of another'), { name: 'again.pdf' })).json()) as { id: string };
    expect((await move(id, 'restore')).status).toBe(204);
    const ids = (await ofItem()).map((file) => file.id);
    expect(ids).toContain(again.id);
    expect(ids).not.toContain(id);
  });

  it('are on the timeline of the customer, and the books are whole with them', async () => {
    const timeline = await (await analyst.ask('GET', '/api/customers/C1/timeline?company=NORTHA')).text();
    expect(timeline).toContain('receivables.file-removed');
    expect(timeline).toContain('It belongs to somebody else.');
    const { engine, callers } = world;
    const { checks } = await verify(engine, callers.north.tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
  });
});

describe('R33 A certificate of withheld tax over HTTP', () => {
  it('is taken by its content and size, from who may, and comes to be saved', async () => {
    const { engine, callers } = world;
    const withheld = must(
      await withholdTax(engine, callers.north, { itemId, amount: '1.00', reason: 'The customer withheld it.' }),
    );
    const path = `/api/items/${withheld.itemId}/certificate-file`;
    const hand = (file: Uint8Array | string, name = 'certificate.pdf', by = analyst) =>
      by.ask('POST', `${path}?fileName=${encodeURIComponent(name)}`, {
        headers: { 'content-type': 'application/octet-stream' },
        body: file,
      });
    expect((await hand('%PDF-1.7\n<script>alert(1)</script>')).status).toBe(422);
    expect((await hand('')).status).toBeGreaterThanOrEqual(400);
    expect((await hand('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'x.png')).status).toBe(422);
    expect((await hand('x'.repeat(10 * 1024 * 1024 + 1))).status).toBe(413);
    await world.person('looker', { role: 'auditor', companyId: world.companies.A });
    const looker = new Browser(world.server);
    expect((await looker.signIn('looker')).status).toBe(201);
    expect((await hand('%PDF-1.7\n%%EOF\n', 'x.pdf', looker)).status).toBe(403);
    const climbing = '../../etc/passwd\r\nx: y.pdf';
    expect(await (await hand('%PDF-1.7\nsigned by hand\n%%EOF\n', climbing)).json()).toEqual({ existing: false });
    const { rows } = (await (await looker.ask('GET', '/api/withholding-certificates?company=NORTHA')).json()) as {
      rows: { detail: { files: { id: string }[] } }[];
    };
    const file = await looker.ask('GET', `/api/files/${rows[0]!.detail.files[0]!.id}`);
    expect(await file.text()).toContain('signed by hand');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="[^/\\\r\n]*"/);
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });
});
