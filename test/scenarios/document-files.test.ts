/** PDF copies of documents: attached from a folder by the number they carry, kept once, found again, and saved safely. */
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walkFolder } from '#integrations';
import { verify } from '#operations';
import {
  erasePersonalData,
  filesOf,
  personalColumnRegistry,
  platformPersonalColumns,
  runQuery,
  sha256Of,
} from '#platform';
import { attachFiles, type DocumentFile, loadDocumentFiles, maximumFileBytes, postDocuments } from '#receivables';
import { modulePersonalColumns } from '../../src/apps/server/modules.ts';
import { type Books, must, openBooks, refusalOf } from '../books.ts';

const registry = personalColumnRegistry([...platformPersonalColumns, ...modulePersonalColumns]);

let books: Books;
let folder: string;
const pdf = (text: string): Uint8Array => new TextEncoder().encode(`%PDF-1.7\n${text}\n%%EOF\n`);
const put = (path: string, bytes: Uint8Array): void => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), bytes);
};

beforeAll(async () => {
  books = await openBooks({ customers: 2 });
  folder = join(books.home, 'copies');
  mkdirSync(folder);
  const document = (customer: string, number: string) => ({
    accountId: books.accounts[customer]!,
    documentType: 'invoice' as const,
    number,
    // Two customers may have documents of one number where each comes from a system of its own.
    sourceKey: `${customer} ${number}`,
    documentDate: '2026-01-05',
    currency: 'EUR',
    amountMinor: 100_00n,
  });
  const documents = [
    document('C1', 'RE-1001'),
    document('C1', 'RE-1002'),
    document('C2', 'INV 77'),
    document('C1', 'X-1'),
    document('C2', 'X-1'),
  ];
  must(await postDocuments(books.engine, books.caller, { company: books.company, documents }));
});
afterAll(() => books.close());

const attach = async (check = false) => {
  const walked = must(walkFolder(folder));
  const outcome = must(
    await attachFiles(books.engine, books.caller, {
      company: books.company,
      files: walked.files,
      standardKind: 'invoice',
      check,
    }),
  );
  const left = [...walked.left, ...outcome.unmatched].map((one) => [one.file, one.code]).sort();
  return { attached: outcome.attached, known: outcome.known, left };
};
const filesOfCustomer = (customer: string): Promise<DocumentFile[]> =>
  runQuery(books.engine, books.tenantId, (db) =>
    loadDocumentFiles(db, books.tenantId, { accountIds: [books.accounts[customer]!] }),
  );

describe('R31 R67 Copies of documents', () => {
  it('are attached by the number in their names; folders and words of the name say what they are', async () => {
    put('RE-1001.pdf', pdf('invoice 1001'));
    put('pod_RE-1001.pdf', pdf('signed 1001'));
    put('orders/RE-1001.pdf', pdf('order 1001'));
    put('Lieferscheine/re 1002.PDF', pdf('signed 1002'));
    put('INV-77.pdf', pdf('invoice 77'));
    put('invoice_INV-77 (2).pdf', pdf('invoice 77, second copy'));
    put('C2/X-1.pdf', pdf('X of C2'));
    expect(await attach(true)).toEqual({ attached: 7, known: 0, left: [] });
    expect(await filesOfCustomer('C1')).toEqual([]);
    expect(await attach()).toEqual({ attached: 7, known: 0, left: [] });
    const said = (file: DocumentFile): string => `${file.number} ${file.kind} ${file.fileName}`;
    expect((await filesOfCustomer('C1')).map(said).sort()).toEqual([
      'RE-1001 delivery_proof pod_RE-1001.pdf',
      'RE-1001 invoice RE-1001.pdf',
      'RE-1001 order RE-1001.pdf',
      'RE-1002 delivery_proof re 1002.PDF',
    ]);
    expect((await filesOfCustomer('C2')).map(said).sort()).toEqual([
      'INV 77 invoice INV-77.pdf',
      'INV 77 invoice invoice_INV-77 (2).pdf',
      'X-1 invoice X-1.pdf',
    ]);
    const [copy] = (await filesOfCustomer('C1')).filter(
      (file) => file.kind === 'delivery_proof' && file.number === 'RE-1001',
    );
    expect(filesOf(books.engine).read(books.tenantId, copy!.sha256)).toEqual(pdf('signed 1001'));
  });

  it('attached again change nothing; another content of the same name stands beside the first', async () => {
    expect(await attach()).toEqual({ attached: 0, known: 7, left: [] });
    put('RE-1001.pdf', pdf('invoice 1001, corrected'));
    expect(await attach()).toEqual({ attached: 1, known: 6, left: [] });
    expect((await filesOfCustomer('C1'))[0]).toMatchObject({
      fileName: 'RE-1001.pdf',
      sha256: sha256Of(pdf('invoice 1001, corrected')),
    });
  });

  it('what belongs to nothing, is no PDF, is too large or lies behind a link is left, each with its reason', async () => {
    const secret = join(books.home, 'secret.pdf');
    writeFileSync(secret, pdf('not yours'));
    put('RE-9999.pdf', pdf('no such invoice'));
    put('X-1.pdf', pdf('whose?'));
    put('orders/RE-1002.pdf', new TextEncoder().encode('<html>no pdf</html>'));
    put('delivery/RE-1001.pdf', new Uint8Array(maximumFileBytes + 1));
    put('RE-1002.html', pdf('a page'));
    put('a/b/c/d/e/f/RE-1002.pdf', pdf('deep'));
    symlinkSync(secret, join(folder, 'RE-1002.pdf'));
    symlinkSync(books.home, join(folder, 'home'));
    const { attached, left } = await attach();
    expect(attached).toBe(0);
    expect(left).toEqual([
      ['RE-1002.html', 'documents.not-pdf'],
      ['RE-1002.pdf', 'documents.link'],
      ['RE-9999.pdf', 'documents.number-unknown'],
      ['X-1.pdf', 'documents.ambiguous'],
      ['a/b/c/d/e/f', 'documents.too-deep'],
      ['delivery/RE-1001.pdf', 'documents.too-large'],
      ['home', 'documents.link'],
      ['orders/RE-1002.pdf', 'documents.not-pdf'],
    ]);
    expect(readFileSync(secret)).toEqual(Buffer.from(pdf('not yours')));
    const bytes = [...(await filesOfCustomer('C1')), ...(await filesOfCustomer('C2'))].map((file) => file.sha256);
    expect(bytes).not.toContain(sha256Of(pdf('not yours')));
  });

  it('a file that became a link after it was seen is not followed; a folder that is not there is refused', async () => {
    const other = join(books.home, 'late');
    mkdirSync(other);
    writeFileSync(join(other, 'RE-1002.pdf'), pdf('plain'));
    const walked = must(walkFolder(other));
    const { rmSync } = await import('node:fs');
    rmSync(join(other, 'RE-1002.pdf'));
    symlinkSync(join(books.home, 'secret.pdf'), join(other, 'RE-1002.pdf'));
    expect(refusalOf(walked.files[0]!.read())).toBe('documents.unreadable');
    expect(refusalOf(walkFolder(join(books.home, 'nowhere')))).toBe('documents.folder-unreadable');
  });

  it('a name that tells of a person is erased; the copy stays with its document', async () => {
    const before = (await filesOfCustomer('C2')).find((file) => file.number === 'X-1')!;
    must(
      await erasePersonalData(books.engine, books.caller, registry, {
        reason: 'Asked for by the person.',
        auditSeqs: [],
        values: [{ column: 'receivables.document_file.file_name', key: [before.id.toString()] }],
      }),
    );
    const after = (await filesOfCustomer('C2')).find((file) => file.number === 'X-1')!;
    expect(after).toEqual({ ...before, fileName: expect.stringMatching(/^erased:/) });
    expect(filesOf(books.engine).read(books.tenantId, after.sha256)).toEqual(pdf('X of C2'));
    const { checks } = await verify(books.engine, books.tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
    expect(checks.find((check) => check.name.startsWith('copies of documents'))!.checked).toBeGreaterThan(5);
  });
});
