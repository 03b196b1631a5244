/** The documents of an offset are asked for by letter, handed in by a link without an account, and reminded of until they are here. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letterText, sendMessages } from '#correspondence';
import { saveCustomers } from '#customers';
import {
  acceptDocument,
  executeOffset,
  keepDocument,
  loadOffset,
  offerPayables,
  offsetToJson,
  previewRequest,
  proposeOffsets,
  receiveByLink,
  rejectDocument,
  remindOfDocuments,
  requestDocuments,
  withdrawDocumentRequest,
} from '#offsets';
import { loadToday, runDay } from '#operations';
import { postDocuments } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';
import { sendPath } from '../../src/apps/registrations.ts';
import { createServer } from '../../src/apps/server/index.ts';

const pdf = '%PDF-1.4\nagreed and signed\n%%EOF\n';

describe('R16 R31 The documents of an offset are requested from the customer', () => {
  let books: Books;
  let offsetId: bigint;
  /** Of the files that came at once, one that was let in: nobody knows before which they will be. */
  let letIn: number;
  let server: ReturnType<typeof createServer>;
  beforeAll(async () => {
    books = await openBooks({ customers: 1, now: '2026-06-01T09:00:00Z' });
    const { engine, caller, company } = books;
    server = createServer({ engine, config: { production: false, logLevel: 'silent' } });
    must(
      await saveCustomers(engine, caller, {
        customers: [{ number: 'C1', name: 'Customer C1', country: 'DE', taxNumber: 'DE811907980' }],
      }),
    );
    const document = { accountId: books.accounts['C1']!, currency: 'EUR', documentDate: '2026-03-02' };
    must(
      await postDocuments(engine, caller, {
        company,
        documents: [{ ...document, documentType: 'invoice', number: 'RE-1', amountMinor: 1_250_00n }],
      }),
    );
    const payable = { vendorNumber: 'V1', vendorName: 'Customer C1', taxNumber: 'DE811907980', number: 'L-1' };
    const days = { documentDate: '2026-04-01', dueDate: '2026-05-01' };
    const payables = [{ ...payable, ...days, currency: 'EUR', amountMinor: 900_00n }];
    must(await offerPayables(engine, caller, { company, payables, reason: 'Test.' }));
    must(await proposeOffsets(engine, caller, { company, asOf: '2026-06-01' }));
    offsetId = 1n;
  });
  afterAll(() => books.close());

  const path = () => sendPath({ home: books.home, publicUrl: 'https://dunwell.example/' });
  const send = async () => must(await sendMessages(books.engine, books.caller, path(), { company: books.company }));
  const mails = (): string[] =>
    readdirSync(join(books.home, 'outbox'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.eml'))
      .map((name) =>
        readFileSync(join(books.home, 'outbox', name), 'utf8')
          .replaceAll('=\r\n', '')
          .replaceAll('=3D', '='),
      );
  const shown = async () =>
    offsetToJson((await loadOffset(books.engine, books.tenantId, { offsetId, companyIds: [books.company.id] }))!);
  /** How many offsets the day tells of whose documents wait to be looked at. */
  const told = async () => {
    const { engine, tenantId, company } = books;
    const today = await loadToday(engine, tenantId, { companyIds: [company.id], personId: 1n });
    return today.companies[0]!.documentsToLookAt;
  };
  const tokenIn = (mail: string): string => /https:\/\/dunwell\.example\/u\/([\w.-]+)/.exec(mail)![1]!;
  const hand = (token: string, body: string, kind = 'set_off_confirmation') =>
    server.app.request(`http://localhost/u/${token}?kind=${kind}&fileName=signed.pdf`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });

  it('is read before it is asked for, as the customer will: with a link only where customers reach the server', async () => {
    const { engine, company, tenantId } = books;
    const read = async (publicUrl?: string): Promise<string> => {
      const offset = (await loadOffset(engine, tenantId, { offsetId, companyIds: [company.id] }))!;
      return letterText(must(await previewRequest({ ...engine, publicUrl }, tenantId, offset)));
    };
    const [without, withLink] = [await read(), await read('https://dunwell.example/')];
    expect(without).toContain('Eine Antwort auf dieses Schreiben');
    expect(without).not.toContain('/u/');
    expect(withLink).toContain('https://dunwell.example/u/…');
    // Sixty days beyond the day until which they are asked for.
    expect(withLink).toContain('14. August 2026');
  });

  it('asks once, in the language of the reader, with the day and a link, and shows the gap until then', async () => {
    const { engine, caller, company } = books;
    expect((await shown()).documents).toEqual([{ kind: 'set_off_confirmation', state: 'missing' }]);
    const ask = () => requestDocuments(engine, caller, { company, offsetId, asOf: '2026-06-01' });
    must(await ask());
    expect(refusalOf(await ask())).toBe('offsets.requested');
    expect((await send()).sent).toBe(1);
    const [mail] = mails();
    expect(mail).toContain('Verrechnung');
    expect(mail).toContain('RE-1');
    expect(mail).toContain('15. Juni 2026');
    expect(mail).toContain('https://dunwell.example/u/');
    expect((await shown()).request).toMatchObject({ dueDate: '2026-06-15', remindOn: '2026-06-16', complete: false });
  });

  it('reminds by the day run until everything is here, on its day and not twice', async () => {
    const day = async (asOf: string) => {
      books.clock.set(`${asOf}T09:00:00Z`);
      const report = must(
        await runDay(books.engine, books.caller, {
          asOf,
          inboxFolder: join(books.home, 'inbox'),
          sendPath: path(),
        }),
      );
      return report.stages.find((stage) => stage.stage === 'offsets')?.counts ?? null;
    };
    expect(await day('2026-06-12')).toBeNull();
    expect(await day('2026-06-16')).toEqual({ 'reminded of documents': 1 });
    expect(await day('2026-06-16')).toBeNull();
    await send();
    expect(mails()).toHaveLength(2);
    expect(mails().filter((mail) => mail.includes('Erinnerung'))).toHaveLength(1);
  });

  it('shows the page of the link as often as it is looked at, and nothing to others', async () => {
    const token = tokenIn(mails()[0]!);
    for (const _ of [1, 2]) {
      const response = await server.app.request(`http://localhost/u/${token}`);
      const html = await response.text();
      expect(html).toContain('Unterlagen abgeben');
      expect(html).toContain('Acme GmbH');
      expect(html).not.toContain('C1');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(response.headers.get('cache-control')).toBe('no-store');
    }
    const forged = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    const later = token.replace(/\.\d{4}-/, '.2099-');
    for (const other of [forged, later, token.slice(0, 15), 'nothing-of-a-token-at-all']) {
      const html = await (await server.app.request(`http://localhost/u/${other}`)).text();
      // Headed, in each language that it speaks.
      expect(html).toContain('<h1>Hand in documents</h1>\n<p>This link has ended');
      expect(html).toContain('<section lang="de"><h2>Unterlagen abgeben</h2>');
      expect(html).not.toContain('Acme');
      expect((await hand(other, pdf)).status).toBe(404);
    }
  });

  it('takes what was asked for by its content, keeps it once, and asks no more', async () => {
    const token = tokenIn(mails()[0]!);
    expect((await hand(token, 'MZ a program')).status).toBe(422);
    expect((await hand(token, pdf, 'credit_statement')).status).toBe(422);
    expect((await hand(token, 'x'.repeat(10 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await shown()).gaps).toBe(1);
    const taken = await hand(token, pdf);
    expect([taken.status, await taken.json()]).toEqual([201, { missing: 0 }]);
    expect((await hand(token, pdf)).status).toBe(201);
    const whole = await shown();
    expect(whole).toMatchObject({ gaps: 0, toLookAt: 1, request: { complete: true } });
    expect(whole.kept).toMatchObject([{ kind: 'set_off_confirmation', fileName: 'signed.pdf', byLink: true }]);
    const { engine, caller, company } = books;
    expect(await told()).toBe(1);
    expect(must(await remindOfDocuments(engine, caller, { company, asOf: '2026-07-15' }))).toEqual({
      reminded: 0,
      notReached: 0,
    });
  });

  it('closes no gap with a file that nobody has looked at; one that does not count is asked for again', async () => {
    const { engine, caller, company } = books;
    const token = tokenIn(mails()[0]!);
    const execute = () => executeOffset(engine, caller, { offsetId, reason: 'Agreed.' });
    expect((await shown()).documents).toEqual([{ kind: 'set_off_confirmation', state: 'to_look_at' }]);
    const early = await execute();
    expect(!early.ok && early.refusal).toMatchObject({
      code: 'offsets.documents-missing',
      details: { missing: [], toLookAt: ['set_off_confirmation'] },
    });
    const handed = async () => BigInt((await shown()).kept.find((one) => one.rejected === null)!.id);
    const wrong = {
      company,
      offsetId,
      documentId: await handed(),
      reason: 'It is a delivery note of another customer.',
    };
    must(await rejectDocument(engine, caller, wrong));
    expect(await shown()).toMatchObject({ gaps: 1, toLookAt: 0, request: { complete: false, remindOn: '2026-06-16' } });
    expect(await told()).toBe(0);
    expect(refusalOf(await acceptDocument(engine, caller, wrong))).toBe('offsets.document-not-found');
    // However often it was reminded: the customer believes that their part is done.
    const before = mails().length;
    expect(must(await remindOfDocuments(engine, caller, { company, asOf: '2026-06-17' })).reminded).toBe(1);
    await send();
    const again = mails().filter((mail) => mail.includes('konnten wir nicht verwenden'));
    expect([mails().length - before, again.length]).toEqual([1, 1]);
    // What was written about the file is for us alone; and its name may be anything that whoever has the link likes to be read.
    expect(again[0]).not.toContain('signed.pdf');
    expect(again[0]).not.toContain('delivery note');
    expect(again[0]).toContain('16.06.2026');
    expect((await hand(token, `${pdf} and this time the right one`)).status).toBe(201);
    const right = { company, offsetId, documentId: await handed() };
    must(await acceptDocument(engine, caller, right));
    expect(await shown()).toMatchObject({ gaps: 0, toLookAt: 0, documents: [{ state: 'here' }] });
    expect(refusalOf(await acceptDocument(engine, caller, right))).toBe('offsets.document-not-found');
  });

  it('takes no more than its number of files, however many come at once, and no endless knocking', async () => {
    const { engine } = books;
    const token = tokenIn(mails()[0]!);
    const kind = 'set_off_confirmation' as const;
    const handed = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        receiveByLink(engine, token, { kind, fileName: `${index}.pdf`, bytes: Buffer.from(`${pdf}${index}`) }),
      ),
    );
    expect((await shown()).kept.filter((one) => one.byLink)).toHaveLength(20);
    expect(handed.filter((one) => one.ok)).toHaveLength(18);
    expect(new Set(handed.flatMap((one) => (one.ok ? [] : one.refusal.code)))).toEqual(new Set(['offsets.link-full']));
    letIn = handed.findIndex((one) => one.ok);
    const answers: number[] = [];
    for (let knock = 0; knock < 60; knock += 1)
      answers.push((await server.app.request(`http://localhost/u/${token}`)).status);
    expect(answers.at(-1)).toBe(429);
    books.clock.set('2026-06-18T09:00:00Z');
  });

  it('counts what a person attaches at once, also where the customer handed the same file in', async () => {
    const { engine, caller, company } = books;
    const open = (await shown()).toLookAt;
    const same = { company, offsetId, kind: 'set_off_confirmation' as const, bytes: Buffer.from(`${pdf}${letIn}`) };
    expect(must(await keepDocument(engine, caller, { ...same, fileName: 'by-post.pdf' }))).toEqual({ existing: true });
    expect((await shown()).toLookAt).toBe(open - 1);
  });

  it('ends the link with the request', async () => {
    const { engine, caller, company } = books;
    const token = tokenIn(mails()[0]!);
    must(await withdrawDocumentRequest(engine, caller, { company, offsetId, reason: 'It came by post.' }));
    expect((await hand(token, pdf)).status).toBe(404);
    expect(refusalOf(await withdrawDocumentRequest(engine, caller, { company, offsetId, reason: 'Again.' }))).toBe(
      'offsets.not-requested',
    );
  });
});
