/** Who may be set off and what is offered for it: payables that come as a file, agreements with their paper, rules with their days. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findFileImport,
  importFile,
  inspectFile,
  listImports,
  loadTableMappings,
  saveTableMapping,
} from '#integrations';
import {
  findAgreement,
  keepAgreementCopy,
  listOffsetPolicies,
  listOffsets,
  listPayables,
  loadOffset,
  loadOffsetPolicy,
  offerPayables,
  proposeByHand,
  recordAgreement,
  setOffsetPolicy,
  standardPolicy,
} from '#offsets';
import { filesOf, runQuery } from '#platform';
import { postDocuments } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';

const bytesOf = (...lines: string[]): Uint8Array => new TextEncoder().encode(`${lines.join('\n')}\n`);
const pdf = (text: string): Uint8Array => bytesOf('%PDF-1.4', text, '%%EOF');
const today = '2026-06-01';

describe('R31 A list of payables that somebody brings', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks({ customers: 2, now: `${today}T09:00:00Z` });
  });
  afterAll(() => books.close());
  const header = 'vendorNumber,vendorName,taxNumber,number,documentDate,amount';

  it('is recognised by our own names, by those of accounts payable, or by a mapping that was kept', async () => {
    const { engine, caller, tenantId } = books;
    const own = bytesOf(header, 'V1,Supplier,DE1,L-1,2026-05-01,10.00');
    expect(must(inspectFile('open.csv', own, []))).toMatchObject({ kind: 'payables', mapping: '' });
    const german = bytesOf(
      'Lieferant;Lieferantenname;Rechnungsnr;Rechnungsdatum;Betrag',
      'V1;Muster;L-1;01.05.2026;10,00',
    );
    const seen = must(inspectFile('offen.csv', german, []));
    expect(seen).toMatchObject({ kind: 'payables', mapping: null });
    expect(seen.guess.payables).toEqual({
      vendorNumber: 'Lieferant',
      vendorName: 'Lieferantenname',
      number: 'Rechnungsnr',
      documentDate: 'Rechnungsdatum',
      amount: 'Betrag',
    });
    const columns = { vendorNumber: 'K', vendorName: 'N', number: 'B', documentDate: 'D', amount: 'W' };
    const half = { name: 'AP list', kind: 'payables', columns: { vendorNumber: 'K' } };
    expect(refusalOf(await saveTableMapping(engine, caller, { mapping: half }))).toBe('integrations.mapping-field');
    must(await saveTableMapping(engine, caller, { mapping: { ...half, columns } }));
    const kept = await runQuery(engine, tenantId, (db) => loadTableMappings(db, tenantId));
    expect(must(inspectFile('ap.csv', bytesOf('K,N,B,D,W', 'V1,Muster,L-1,2026-05-01,1'), kept))).toMatchObject({
      kind: 'payables',
      mapping: 'AP list',
    });
  });

  it('offers its good rows, keeps the bad ones with their reasons, and brings nothing twice', async () => {
    const { engine, caller, company, tenantId } = books;
    const bytes = bytesOf(
      header,
      'V1,Supplier One,DE1,L-1,2026-05-01,600.00',
      'V1,Supplier One,DE1,L-2,2026-05-01,-50.00',
      'V2,Supplier Two,,L-1,2026-05-02,80.00',
    );
    const bring = () => importFile(engine, caller, { kind: 'payables', company, fileName: 'open.csv', bytes });
    const first = must(await bring());
    expect(first).toMatchObject({ rows: 3, imported: 2, known: 0, bad: [{ row: 3, code: 'payables.sign' }] });
    const kept = await runQuery(engine, tenantId, (db) => findFileImport(db, tenantId, [company.id], first.importId));
    expect(kept).toMatchObject({ kind: 'payables', badFile: expect.stringContaining('L-2') });
    expect(must(await bring())).toMatchObject({ imported: 0, known: 2 });
    const { rows } = await listImports(engine, tenantId, { companyId: company.id, offset: 0, limit: 10 });
    expect(rows.map((row) => [row.kind, row.imported, row.known, row.bad])).toEqual([
      ['payables', 0, 2, 1],
      ['payables', 2, 0, 1],
    ]);
    const { payables } = await listPayables(engine, tenantId, { companyId: company.id, all: false });
    expect(payables.map((one) => [one.vendorNumber, one.number, one.amountMinor])).toEqual([
      ['V1', 'L-1', 600_00n],
      ['V2', 'L-1', 80_00n],
    ]);
  });
});

describe('R31 A netting agreement and the rules of offsets', () => {
  let books: Books;
  beforeAll(async () => {
    books = await openBooks({ customers: 2, now: `${today}T09:00:00Z` });
  });
  afterAll(() => books.close());
  const agreement = {
    reference: 'Netting 2026',
    companies: ['DE01'],
    customers: ['C1'],
    vendors: ['V1'],
    currencies: [],
    validFrom: '2026-01-01',
    validTo: null,
  };

  it('gets its signed copy once, and what is set off under it has that paper on file', async () => {
    const { engine, caller, company, tenantId, accounts } = books;
    const companyIds = [company.id];
    const recorded = { ...agreement, companies: [company.code], companyIds };
    const { agreementId } = must(await recordAgreement(engine, caller, recorded));
    const document = { accountId: accounts['C1']!, currency: 'EUR', documentDate: '2026-03-02' };
    const { posted } = must(
      await postDocuments(engine, caller, {
        company,
        documents: [{ ...document, documentType: 'invoice', number: 'RE-1', amountMinor: 500_00n }],
      }),
    );
    const payable = { vendorNumber: 'V1', vendorName: 'Sister', taxNumber: null, number: 'L-1', currency: 'EUR' };
    const days = { documentDate: '2026-04-01', dueDate: '2026-05-01' };
    const payables = [{ ...payable, ...days, amountMinor: 200_00n }];
    must(await offerPayables(engine, caller, { company, payables, reason: 'Test.' }));
    const offered = await listPayables(engine, tenantId, { companyId: company.id, all: false });
    const payableIds = offered.payables.map((one) => one.payableId);
    const chosen = { company, asOf: today, itemIds: posted[0]!.itemIds, payableIds, reason: 'Agreed.' };
    const { offsetId } = must(await proposeByHand(engine, caller, { ...chosen, itemIds: [...chosen.itemIds] }));
    const papers = async () => (await loadOffset(engine, tenantId, { offsetId, companyIds }))!.documents.required;
    expect(await papers()).toContainEqual({ kind: 'netting_agreement_copy', state: 'missing' });

    const copy = { agreementId, companyIds, fileName: 'netting.pdf', bytes: pdf('signed') };
    const text = { ...copy, fileName: 'netting.txt', bytes: bytesOf('signed') };
    expect(refusalOf(await keepAgreementCopy(engine, caller, text))).toBe('offsets.file-kind');
    const stranger = { ...copy, companyIds: [company.id + 1n] };
    expect(refusalOf(await keepAgreementCopy(engine, caller, stranger))).toBe('offsets.agreement-not-found');
    expect(must(await keepAgreementCopy(engine, caller, copy))).toEqual({ existing: false });
    expect(must(await keepAgreementCopy(engine, caller, copy))).toEqual({ existing: true });
    const other = { ...copy, bytes: pdf('another') };
    expect(refusalOf(await keepAgreementCopy(engine, caller, other))).toBe('offsets.agreement-copy-kept');

    const found = await findAgreement(engine, tenantId, { agreementId, companyIds });
    expect(found).toMatchObject({ fileName: 'netting.pdf', hasCopy: true });
    expect(Buffer.from(filesOf(engine).read(tenantId, found!.sha256!)!).equals(pdf('signed'))).toBe(true);
    expect(await findAgreement(engine, tenantId, { agreementId, companyIds: [company.id + 1n] })).toBeUndefined();
    expect(await papers()).toContainEqual({ kind: 'netting_agreement_copy', state: 'on_file' });
    const under = (id: bigint) => listOffsets(engine, tenantId, { company, agreementId: id, limit: 10 });
    expect((await under(agreementId)).map((one) => one.offset.id)).toEqual([offsetId]);
    expect(await under(agreementId + 1n)).toEqual([]);
  });

  it('keeps every version of the rules with its day, who set it and why', async () => {
    const { engine, caller, company, tenantId } = books;
    const policy = { ...standardPolicy, daysOverdue: 60, minimumMinor: 10_00n };
    must(
      await setOffsetPolicy(engine, caller, { company, validFrom: '2026-06-01', policy, reason: 'Less small change.' }),
    );
    must(await setOffsetPolicy(engine, caller, { company, validFrom: '2026-09-01', policy: standardPolicy }));
    const versions = await runQuery(engine, tenantId, (db) => listOffsetPolicies(db, tenantId, company.id));
    expect(versions.map((one) => [one.validFrom, one.policy.daysOverdue, one.person, one.reason])).toEqual([
      ['2026-09-01', 30, 'Dunwell', `The rules of offsets of ${company.code} were set from 2026-09-01 on.`],
      ['2026-06-01', 60, 'Dunwell', 'Less small change.'],
    ]);
    const inForce = await runQuery(engine, tenantId, (db) => loadOffsetPolicy(db, tenantId, company.id, today));
    expect(inForce).toMatchObject({ recorded: true, validFrom: '2026-06-01', minimumMinor: 10_00n });
  });
});
