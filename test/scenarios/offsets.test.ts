/** Offsets that close aged balances: proposed, documented, decided by authority, posted, taken back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { relateCustomers, saveCustomers } from '#customers';
import {
  executeOffset,
  executeOffsetAction,
  keepDocument,
  linkVendor,
  listOffsets,
  listPayables,
  loadOffset,
  offerPayables,
  offsetToJson,
  proposeByHand,
  proposeOffsets,
  recordAgreement,
  rejectDocument,
  reverseOffset,
  setOffsetPolicy,
  standardPolicy,
  withdrawNetting,
  withdrawOffset,
  withdrawPayable,
} from '#offsets';
import { verify } from '#operations';
import { approveRequest, createPerson, grantRole, requestApproval, runQuery, setLimits } from '#platform';
import { blockItems, loadItems, type NewDocument, postDocuments } from '#receivables';
import { type Books, must, openBooks, refusalOf } from '#test/books';

const pdf = (text: string): Uint8Array => new TextEncoder().encode(`%PDF-1.4\n${text}\n%%EOF\n`);

describe('R31 Offsets close aged balances', () => {
  let books: Books;
  const today = '2026-06-01';
  beforeAll(async () => {
    books = await openBooks({ customers: 8, now: `${today}T09:00:00Z` });
  });
  afterAll(() => books.close());

  const post = async (
    customer: string,
    documents: readonly (Pick<NewDocument, 'documentType' | 'number' | 'amountMinor'> & Partial<NewDocument>)[],
  ) =>
    must(
      await postDocuments(books.engine, books.caller, {
        company: books.company,
        documents: documents.map((one) => ({
          accountId: books.accounts[customer]!,
          documentDate: '2026-03-02',
          currency: 'EUR',
          ...one,
        })),
      }),
    ).posted.map((one) => one.itemIds[0]!);
  const openOf = async (...ids: bigint[]) =>
    (await runQuery(books.engine, books.tenantId, (db) => loadItems(db, books.tenantId, { itemIds: ids }))).map(
      (item) => item.openMinor,
    );
  const propose = async () =>
    must(await proposeOffsets(books.engine, books.caller, { company: books.company, asOf: today }));
  const listed = async (customer: string) =>
    listOffsets(books.engine, books.tenantId, {
      company: books.company,
      accountId: books.accounts[customer]!,
      limit: 50,
    });
  const shown = async (offsetId: bigint) =>
    offsetToJson((await loadOffset(books.engine, books.tenantId, { offsetId, companyIds: [books.company.id] }))!);
  const execute = (offsetId: bigint, caller = books.caller) =>
    executeOffset(books.engine, { ...caller, source: 'test' }, { offsetId, reason: 'Agreed by phone.' });
  const sound = async () => {
    const { checks } = await verify(books.engine, books.tenantId);
    expect(checks.filter((check) => check.failed > 0)).toEqual([]);
    return (name: string) => checks.find((check) => check.name === name)!.checked;
  };
  const payable = (vendorNumber: string, number: string, amountMinor: bigint, taxNumber: string | null = null) => ({
    vendorNumber,
    vendorName: `Supplier ${vendorNumber}`,
    taxNumber,
    number,
    documentDate: '2026-04-01',
    dueDate: '2026-05-01',
    currency: 'EUR',
    amountMinor,
  });
  const offer = (payables: ReturnType<typeof payable>[]) =>
    offerPayables(books.engine, books.caller, { company: books.company, payables, reason: 'Test.' });

  it('proposes credits of a customer against what is aged, the oldest first, and says what is left out and why', async () => {
    const [old, disputed, young, memo, linked, onAccount] = await post('C1', [
      { documentType: 'invoice', number: 'RE-1', amountMinor: 500_00n },
      { documentType: 'invoice', number: 'RE-2', amountMinor: 300_00n, documentDate: '2026-03-09' },
      { documentType: 'invoice', number: 'RE-3', amountMinor: 900_00n, documentDate: '2026-05-20' },
      { documentType: 'credit_memo', number: 'GS-1', amountMinor: -200_00n, documentDate: '2026-04-01' },
      { documentType: 'credit_memo', number: 'GS-2', amountMinor: -50_00n, documentDate: '2026-05-22' },
      { documentType: 'on_account', number: 'AK-1', amountMinor: -120_00n, documentDate: '2026-05-11' },
    ]);
    void linked;
    must(
      await blockItems(books.engine, books.caller, {
        blocks: [
          { itemId: disputed!, kind: 'dispute', amountMinor: null, from: '2026-05-01', to: null, source: 'dispute 1' },
        ],
        reason: 'Price.',
      }),
    );
    expect(await propose()).toMatchObject({ proposed: 1 });
    const [one] = await listed('C1');
    expect(one!.offset).toMatchObject({
      kind: 'credit',
      basis: 'same_customer',
      amountMinor: 370_00n,
      state: 'proposed',
    });
    expect(one!.offset.sentence).toBe(
      'EUR 370.00: GS-1, AK-1, GS-2 against RE-1 of customer C1, up to 61 days overdue; one customer account.',
    );
    const whole = await shown(one!.offset.id);
    expect(whole.debits).toMatchObject([{ number: 'RE-1', open: '500.00', amount: '370.00', daysOverdue: 61 }]);
    expect(whole.credits.map((line) => [line.number, line.running])).toEqual([
      ['GS-1', '200.00'],
      ['AK-1', '320.00'],
      ['GS-2', '370.00'],
    ]);
    expect(whole.excluded.map((line) => [line.number, line.code])).toEqual([
      ['RE-2', 'dispute'],
      ['RE-3', 'not_aged'],
    ]);
    // The same day again changes nothing; nothing was posted.
    expect(await propose()).toEqual({ proposed: 0, revised: 0, unchanged: 1, withdrawn: 0, tooSmall: 0 });
    expect(await openOf(old!, young!, memo!, onAccount!)).toEqual([500_00n, 900_00n, -200_00n, -120_00n]);
  });

  it('lets an untouched proposal follow the facts, and posts once what still holds', async () => {
    await post('C1', [
      { documentType: 'credit_memo', number: 'GS-3', amountMinor: -30_00n, documentDate: '2026-05-25' },
    ]);
    expect(await propose()).toMatchObject({ revised: 1 });
    const [one] = await listed('C1');
    expect(one!.offset).toMatchObject({ amountMinor: 400_00n, version: 2 });
    const executed = must(await execute(one!.offset.id));
    expect(executed).toMatchObject({ amount: '400.00', documents: [] });
    expect(refusalOf(await execute(one!.offset.id))).toBe('offsets.not-open');
    expect((await shown(one!.offset.id)).state).toBe('executed');
    const check = await sound();
    expect(check('offsets take the same from both sides, and what they posted')).toBe(1);
  });

  it('takes an executed offset back exactly: everything is open again', async () => {
    const [one] = await listed('C1');
    must(
      await reverseOffset(books.engine, books.caller, {
        company: books.company,
        offsetId: one!.offset.id,
        reason: 'The customer objects.',
      }),
    );
    expect((await shown(one!.offset.id)).state).toBe('reversed');
    const again = await reverseOffset(books.engine, books.caller, {
      company: books.company,
      offsetId: one!.offset.id,
      reason: 'Again.',
    });
    expect(refusalOf(again)).toBe('offsets.not-executed');
    await sound();
  });

  it('refuses to post what has changed since it was proposed', async () => {
    const [invoice] = await post('C2', [
      { documentType: 'invoice', number: 'RE-20', amountMinor: 100_00n },
      { documentType: 'credit_memo', number: 'GS-20', amountMinor: -100_00n },
    ]);
    await propose();
    const [one] = await listed('C2');
    must(
      await blockItems(books.engine, books.caller, {
        blocks: [
          { itemId: invoice!, kind: 'legal', amountMinor: null, from: '2026-05-01', to: null, source: 'case 1' },
        ],
        reason: 'Insolvency.',
      }),
    );
    const refused = await execute(one!.offset.id);
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'offsets.changed-meanwhile', details: { number: 'RE-20', code: 'legal' } },
    });
    // The next look withdraws it, for nothing is left that may be set off.
    expect(await propose()).toMatchObject({ withdrawn: 1 });
    expect((await listed('C2'))[0]!.offset.state).toBe('withdrawn');
  });

  it('sets off what we owe the same legal entity, with its word, against the clearing account', async () => {
    const { engine, caller, company } = books;
    must(
      await saveCustomers(engine, caller, {
        customers: [{ number: 'C3', name: 'Customer C3', country: 'DE', taxNumber: 'DE 811 907 980' }],
      }),
    );
    const [first, second] = await post('C3', [
      { documentType: 'invoice', number: 'RE-30', amountMinor: 400_00n },
      { documentType: 'invoice', number: 'RE-31', amountMinor: 250_00n, documentDate: '2026-03-20' },
    ]);
    const offered = [payable('V100', 'L-1', 300_00n, 'DE811907980'), payable('V100', 'L-2', 200_00n, 'DE811907980')];
    expect(must(await offer(offered))).toEqual({ offered: 2, known: 0 });
    // The same file again changes nothing; another amount under the same number is somebody's mistake.
    expect(must(await offer(offered))).toEqual({ offered: 0, known: 2 });
    expect(refusalOf(await offer([payable('V100', 'L-1', 301_00n)]))).toBe('offsets.payable-differs');
    expect(await propose()).toMatchObject({ proposed: 1 });
    const [one] = await listed('C3');
    const { id } = one!.offset;
    expect(one!.offset).toMatchObject({ kind: 'payable', basis: 'tax_number', amountMinor: 500_00n });
    expect(one!.documents.required).toEqual([{ kind: 'set_off_confirmation', state: 'missing' }]);
    expect(refusalOf(await execute(id))).toBe('offsets.documents-missing');
    const keep = (fileName: string, bytes: Uint8Array) =>
      keepDocument(engine, caller, { company, offsetId: id, kind: 'set_off_confirmation', fileName, bytes });
    expect(refusalOf(await keep('confirmation.pdf', new TextEncoder().encode('MZ nothing of a PDF')))).toBe(
      'offsets.file-kind',
    );
    expect(must(await keep('confirmation.pdf', pdf('agreed')))).toEqual({ existing: false });
    expect(must(await keep('again.pdf', pdf('agreed')))).toEqual({ existing: true });
    // A paper that turns out wrong opens the gap again.
    const [wrong] = (await shown(id)).kept;
    must(
      await rejectDocument(engine, caller, {
        company,
        offsetId: id,
        documentId: BigInt(wrong!.id),
        reason: 'Unsigned.',
      }),
    );
    expect((await shown(id)).gaps).toBe(1);
    must(await keep('signed.pdf', pdf('agreed and signed')));
    const executed = must(await execute(id));
    expect(executed).toMatchObject({ amount: '500.00', documents: ['OS-2026-000001'] });
    expect(await openOf(first!, second!)).toEqual([0n, 150_00n]);
    const [used] = must({
      ok: true as const,
      value: (await listPayables(engine, books.tenantId, { companyId: company.id, all: true })).payables,
    });
    expect(used).toMatchObject({ number: 'L-1', openMinor: 0n });
    const refused = await withdrawPayable(engine, caller, { company, payableId: used!.payableId, reason: 'Paid.' });
    expect(refusalOf(refused)).toBe('offsets.payable-taken');
    const check = await sound();
    expect(check('offsets against payables equal their clearing account, and no payable is taken twice')).toBe(2);
    must(await reverseOffset(engine, caller, { company, offsetId: id, reason: 'Wrong supplier.' }));
    expect(await openOf(first!, second!)).toEqual([400_00n, 250_00n]);
    must(await withdrawPayable(engine, caller, { company, payableId: used!.payableId, reason: 'Paid by us.' }));
    await sound();
  });

  it('nets different legal entities only under a recorded agreement, for its company, currency and days', async () => {
    const { engine, caller, company } = books;
    const [debit, credit] = await post('C4', [{ documentType: 'invoice', number: 'RE-40', amountMinor: 600_00n }]).then(
      async ([invoice]) => [
        invoice!,
        (await post('C5', [{ documentType: 'credit_memo', number: 'GS-50', amountMinor: -450_00n }]))[0]!,
      ],
    );
    const byHand = () =>
      proposeByHand(engine, caller, {
        company,
        asOf: today,
        itemIds: [debit!, credit!],
        payableIds: [],
        reason: 'Group of companies.',
      });
    expect(refusalOf(await byHand())).toBe('offsets.other-entity');
    const agreement = {
      reference: 'Netting 2026/7',
      companies: [company.code],
      customers: ['C4', 'C5'],
      vendors: [],
      currencies: ['EUR'],
      validFrom: '2026-01-01',
      validTo: null,
      companyIds: [company.id],
    };
    expect(refusalOf(await recordAgreement(engine, caller, { ...agreement, customers: ['C4'] }))).toBe(
      'offsets.agreement-parties',
    );
    const copy = { fileName: 'netting.pdf', bytes: pdf('netting agreement') };
    const { agreementId } = must(await recordAgreement(engine, caller, { ...agreement, copy }));
    expect(refusalOf(await recordAgreement(engine, caller, agreement))).toBe('offsets.agreement-known');
    const { offsetId, existing } = must(await byHand());
    expect(existing).toBe(false);
    const whole = await shown(offsetId);
    expect(whole).toMatchObject({ basis: 'agreement', agreement: 'Netting 2026/7', amount: '450.00', gaps: 0 });
    expect(whole.documents).toEqual([{ kind: 'netting_agreement_copy', state: 'on_file' }]);
    // Withdrawn before it is executed, the agreement covers nothing any more; what was executed under it stays.
    must(
      await withdrawNetting(engine, caller, {
        agreementId,
        companyIds: [company.id],
        from: '2026-05-31',
        reason: 'Sold.',
      }),
    );
    expect(refusalOf(await execute(offsetId))).toBe('offsets.other-entity');
    must(await withdrawOffset(engine, caller, { company, offsetId, reason: 'No agreement.' }));
    must(await recordAgreement(engine, caller, { ...agreement, reference: 'Netting 2026/8', copy }));
    // The day run's look finds it by the new one.
    await propose();
    const [found] = await listed('C4');
    must(await execute(found!.offset.id));
    expect(await openOf(debit!, credit!)).toEqual([150_00n, 0n]);
    await sound();
  });

  it('takes merged customers and recorded suppliers for one legal entity, and nobody else', async () => {
    const { engine, caller, company } = books;
    const [merged] = await post('C6', [{ documentType: 'credit_memo', number: 'GS-60', amountMinor: -80_00n }]);
    await post('C7', [{ documentType: 'invoice', number: 'RE-70', amountMinor: 200_00n }]);
    must(await offer([payable('V700', 'L-70', 90_00n)]));
    expect(await propose()).toMatchObject({ proposed: 0 });
    must(
      await relateCustomers(engine, caller, {
        kind: 'merged_into',
        number: 'C6',
        otherNumber: 'C7',
        from: '2026-05-01',
        reason: 'Merged.',
      }),
    );
    must(
      await linkVendor(engine, caller, {
        company,
        vendorNumber: 'V700',
        customer: 'C7',
        evidence: 'HRB 4711, Amtsgericht Köln',
      }),
    );
    expect(await propose()).toMatchObject({ proposed: 2 });
    const found = await listed('C7');
    expect(found.map(({ offset }) => [offset.kind, offset.basis, offset.amountMinor]).sort()).toEqual([
      ['credit', 'merged', 80_00n],
      ['payable', 'vendor_link', 90_00n],
    ]);
    must(await execute(found.find(({ offset }) => offset.kind === 'credit')!.offset.id));
    expect(await openOf(merged!)).toEqual([0n]);
    await sound();
  });

  it('is decided by authority: an analyst asks, another approves what was seen, and nothing else', async () => {
    const { engine, caller, company, tenantId } = books;
    const person = async (name: string, role: 'analyst' | 'lead') => {
      const made = must(await createPerson(engine, caller, { name, email: `${name.toLowerCase()}@example.org` }));
      const personId = BigInt(made.personId);
      must(await grantRole(engine, caller, { personId, companyId: company.id, role }));
      return { tenantId, actor: { personId }, source: 'http' };
    };
    const analyst = await person('Ana', 'analyst');
    const lead = await person('Lea', 'lead');
    await post('C8', [
      { documentType: 'invoice', number: 'RE-80', amountMinor: 1_000_00n },
      { documentType: 'on_account', number: 'AK-80', amountMinor: -700_00n },
    ]);
    await propose();
    const [one] = await listed('C8');
    const input = { offsetId: one!.offset.id.toString(), reason: 'Agreed with the customer.' };
    const limits = async (remove: boolean) => {
      const { name, defaultLimits } = executeOffsetAction;
      const changes = defaultLimits.map(({ role, mode, amount = null }) => ({
        ...{ action: name, companyId: company.id, role, personId: null, mode, approverRole: null },
        ...(remove || amount === null ? { currency: null, amount: null } : { currency: 'EUR', amount }),
        ...{ personDay: null, customer: null, customerPeriod: null, validFrom: null, remove },
      }));
      must(await setLimits(engine, caller, { changes, reason: 'Test.' }));
    };
    await limits(true);
    const attempt = () => executeOffset(engine, analyst, { ...input, offsetId: one!.offset.id });
    // A tenant that is older than offsets has no limit for them: the refusal says so, and who mends it.
    expect(await attempt()).toMatchObject({
      refusal: { code: 'authority.not-allowed', message: expect.stringContaining('No limit is set for this here') },
    });
    await limits(false);
    expect(refusalOf(await attempt())).toBe('authority.approval-needed');
    const reach = { companyIds: [company.id], wholeTenant: false };
    const asked = must(
      await requestApproval(engine, analyst, { action: 'offsets.execute', input, reason: input.reason }, reach),
    );
    const request = { requestId: BigInt(asked.requestId), contentHash: asked.contentHash };
    expect(refusalOf(await approveRequest(engine, analyst, request, reach))).toBe('authority.self-approval');
    must(await approveRequest(engine, lead, request, reach));
    expect((await shown(one!.offset.id)).state).toBe('executed');
    await sound();
  });

  it('leaves small offsets and those that are not aged alone, as the rules of the company say', async () => {
    const { engine, caller, company } = books;
    must(
      await setOffsetPolicy(engine, caller, {
        company,
        validFrom: today,
        policy: { ...standardPolicy, daysOverdue: 0, minimumMinor: 1_000_00n, creditDocuments: ['credit_note_copy'] },
      }),
    );
    const before = await propose();
    expect(before.tooSmall).toBeGreaterThan(0);
    expect(before.proposed).toBe(0);
  });
});
