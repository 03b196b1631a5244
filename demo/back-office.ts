/**
 * What the demo's people have on their desks beside invoices and bank lines: payables of customers who also supply, offsets, a
 * netting agreement, customers' statements against the ledger, checks, a settlement that waits for its deposit, an advice,
 * adjustments that customers announce, rules for lines of the bank, a signed month of the bank, an insolvent customer and a credit that
 * lies dormant. A handful of each, at the end of the demo, so that every page shows
 * something; all of it follows from the books and the day alone.
 */
import {
  acceptAdjustment,
  applyCash,
  declareBankRule,
  declarePaymentService,
  declineAdjustment,
  depositChecks,
  endRule,
  importAdviceFile,
  importSettlementFile,
  listAdjustments,
  listDueRefunds,
  loadBankAccounts,
  payRefundsAction,
  receiveCheck,
  returnReceipt,
  setDefaultOwner,
  setDormancy,
  setReturnFee,
} from '#cash';
import type { Company } from '#company';
import { recordInsolvency } from '#customers';
import { addDays, addMonths, type Day, formatAmount, type Outcome, periodOf } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import {
  executeOffset,
  linkVendor,
  listOffsets,
  type NewPayable,
  offerPayables,
  proposeOffsets,
  recordAgreement,
} from '#offsets';
import { approveRequest, type Caller, type Engine, findPersonByLogin, requestApproval, runQuery, sql } from '#platform';
import { postDocuments, refundCreditAction } from '#receivables';
import {
  agreeBalance,
  keepCustomerStatement,
  loadReconciliation,
  prepareBankMonth,
  reconciliationToJson,
  signBankMonth,
} from '#reconciliation';
import { type AnnouncedAdjustment, x12Adjustments } from './x12-adjustment.ts';

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok)
    throw new Error(
      `demo: ${outcome.refusal.code}: ${outcome.refusal.message} ${JSON.stringify(outcome.refusal.details)}`,
    );
  return outcome.value;
}

interface OpenInvoice {
  readonly number: string;
  readonly documentDate: Day;
  readonly openMinor: bigint;
  readonly amountMinor: bigint;
}

/** A customer with open invoices in the company's currency, the oldest first. */
interface Debtor {
  readonly accountId: bigint;
  readonly number: string;
  readonly name: string;
  readonly invoices: readonly OpenInvoice[];
}

/** At most so many customers take part, and at least so many: a group of desks takes six who are not the same. */
const [mostDebtors, fewestDebtors] = [24, 7];

/** Fills the desks of a company on the evening of a day; a demo of very few customers has nothing on them. */
export async function fillDesks(
  engine: Engine,
  caller: Caller,
  { company, day }: { readonly company: Company; readonly day: Day },
): Promise<void> {
  const debtors = await loadDebtors(engine, caller.tenantId, company);
  if (debtors.length < fewestDebtors) return;
  const insolvent = debtors.pop()!;
  /** The customers from a place on; where there are few, they begin again from the first. */
  const some = (from: number, count: number): Debtor[] =>
    Array.from({ length: count }, (_, index) => debtors[(from + index) % debtors.length]!);
  const [amir, lena, carla] = [
    await personAs(engine, caller, 'amir'),
    await personAs(engine, caller, 'lena'),
    await personAs(engine, caller, 'carla'),
  ];
  const desk = { engine, company, day };
  await payCreditsBack({ ...desk, caller: lena, second: carla }, insolvent.accountId);
  await workOffsets({ ...desk, caller: amir, lead: lena }, some(0, 6));
  await reconcileCustomers({ ...desk, caller: amir }, some(6, 2));
  await takeChecks({ ...desk, caller: amir }, some(8, 4));
  await bounceCheck({ ...desk, caller: amir, lead: lena, controller: carla }, some(9, 1)[0]!);
  await readReports({ ...desk, caller: amir }, some(12, 6));
  await announceAdjustments({ ...desk, caller: amir }, some(18, 6));
  await ruleBankLines({ ...desk, caller: carla });
  await signMonth({ ...desk, caller: lena, second: carla });
  must(
    await recordInsolvency(engine, lena, {
      number: insolvent.number,
      openedOn: addDays(day, -19),
      courtReference: 'AG Hamburg 67c IN 112/26',
      source: 'Letter of the administrator, received by post.',
      claimDeadline: addDays(day, 12),
      today: day,
    }),
  );
  must(await setDefaultOwner(engine, carla, { company, kind: 'unidentified', personId: lena.actor.personId }));
  must(await setDefaultOwner(engine, carla, { company, kind: 'without_collector', personId: amir.actor.personId }));
  const dormancy = { company, validFrom: `${day.slice(0, 4)}-01-01` };
  must(await setDormancy(engine, carla, { ...dormancy, months: 36, source: 'Policy of the group.' }));
  must(
    await setDormancy(engine, carla, {
      ...{ ...dormancy, country: 'US', months: 60 },
      source: 'The longest period of the states that we sell to.',
    }),
  );
  await keepOldCredit({ ...desk, caller: lena });
}

/** A credit that was taken over from the system before and that nobody has asked for since: dormant by the rule above. */
async function keepOldCredit({ engine, caller, company, day }: Desk): Promise<void> {
  // Of a customer who owes nothing: with others it would have been netted long ago.
  const { rows } = await runQuery(engine, caller.tenantId, (db) =>
    sql<{ id: bigint }>`
      select a.id from customers.v_account a
      where a.tenant_id = ${caller.tenantId} and a.company_id = ${company.id} and a.country = ${company.country} and a.category = 'third_party'
        and a.insolvent_since is null and not exists (select from receivables.v_item i
          where i.tenant_id = ${caller.tenantId} and i.account_id = a.id and i.open_minor <> 0)
      order by a.number limit 1`.execute(db),
  );
  const [account] = rows;
  if (!account) return;
  const documentDate = addMonths(day, -41);
  const credit = {
    ...{ accountId: account.id, documentType: 'credit_memo' as const, number: `GS-${documentDate.slice(0, 4)}-0117` },
    ...{ documentDate, currency: company.currency, amountMinor: -248_50n, text: 'Pallets returned' },
  };
  const reason = 'A credit of the former system was taken over.';
  must(await postDocuments(engine, caller, { company, documents: [credit], reason }));
}

interface Desk {
  readonly engine: Engine;
  readonly caller: Caller;
  readonly company: Company;
  readonly day: Day;
}

export async function personAs(engine: Engine, caller: Caller, login: string): Promise<Caller> {
  const personId = await findPersonByLogin(engine, login);
  return { ...caller, actor: { personId: personId! } };
}

async function loadDebtors(engine: Engine, tenantId: bigint, company: Company): Promise<Debtor[]> {
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<{ account_id: bigint; number: string; name: string; invoices: (string | number)[][] }>`
      select a.id as account_id, a.number, a.name,
        jsonb_agg(jsonb_build_array(i.number, i.document_date, i.open_minor::text, i.amount_minor::text) order by i.document_date, i.id) as invoices
      from receivables.v_item i join customers.v_account a on a.tenant_id = ${tenantId} and a.id = i.account_id
      where i.tenant_id = ${tenantId} and i.company_id = ${company.id} and i.currency = ${company.currency} and i.document_type = 'invoice'
        and i.open_minor > 0 and not exists (select from receivables.v_block b where b.tenant_id = ${tenantId} and b.item_id = i.id)
      group by a.id, a.number, a.name having count(*) >= 3
      order by a.number limit ${mostDebtors}`.execute(db),
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    number: row.number,
    name: row.name,
    invoices: row.invoices.map(([number, documentDate, open, amount]) => ({
      number: String(number),
      documentDate: String(documentDate),
      openMinor: BigInt(open!),
      amountMinor: BigInt(amount!),
    })),
  }));
}

/** Payables of customers who supply us too, who they are, an agreement, and offsets: proposed, and one of them posted. */
async function workOffsets(desk: Desk & { readonly lead: Caller }, debtors: readonly Debtor[]): Promise<void> {
  const { engine, caller, company, day, lead } = desk;
  const payables = debtors.flatMap(({ name, invoices }, index): NewPayable[] =>
    [0, 1].map((place) => ({
      vendorNumber: `7${String(10_010 + index * 10)}`,
      vendorName: name,
      taxNumber: null,
      number: `ER-${4_400 + index * 17 + place}`,
      documentDate: addDays(day, -38 - index * 3 - place * 11),
      dueDate: addDays(day, -8 - index * 3 - place * 11),
      currency: company.currency,
      amountMinor: invoices[place]!.openMinor / (place === 0 ? 3n : 5n) + 1n,
    })),
  );
  must(await offerPayables(engine, caller, { company, payables, reason: 'List of accounts payable.' }));
  for (const [index, { number }] of debtors.slice(0, 4).entries())
    must(
      await linkVendor(engine, lead, {
        company,
        vendorNumber: `7${String(10_010 + index * 10)}`,
        customer: number,
        evidence: 'Extract of the commercial register of both.',
      }),
    );
  must(
    await recordAgreement(engine, lead, {
      reference: `Netting ${day.slice(0, 4)}, ${debtors[4]!.name}`,
      companies: [company.code],
      companyIds: [company.id],
      customers: [debtors[4]!.number, debtors[5]!.number],
      vendors: [`7${String(10_010 + 50)}`],
      currencies: [],
      validFrom: `${day.slice(0, 4)}-01-01`,
      validTo: null,
    }),
  );
  must(await proposeOffsets(engine, caller, { company, asOf: day }));
  const open = await listOffsets(engine, caller.tenantId, { company, states: ['proposed'], limit: 200 });
  const smallestFirst = open.toSorted((a, b) => (a.offset.amountMinor < b.offset.amountMinor ? -1 : 1));
  const ready = smallestFirst.find((one) => one.documents.required.every((document) => document.state !== 'missing'));
  // Above the limits of who sits there it stays proposed.
  if (ready)
    await executeOffset(engine, lead, { offsetId: ready.offset.id, postingDate: day, reason: 'Agreed by phone.' });
}

const csvAmount = (minor: bigint, currency: string): string => formatAmount(minor, currency).replace('.', ',');

/** Two customers have sent the statements that they keep of us: one agrees, the other has the usual differences. */
async function reconcileCustomers(desk: Desk, [agreeing, differing]: readonly Debtor[]): Promise<void> {
  const { engine, caller, company, day } = desk;
  const { currency } = company;
  const keep = async (debtor: Debtor, lines: readonly (readonly [string, Day, bigint, string])[]): Promise<bigint> => {
    const balance = lines.reduce((sum, [, , amountMinor]) => sum + amountMinor, 0n);
    const text = [
      `As of: ${day}`,
      'Document type;Reference;Document date;Amount;Text',
      ...lines.map(
        ([number, date, minor, note]) =>
          `${minor < 0n ? 'Payment' : 'Invoice'};${number};${date};${csvAmount(minor, currency)};${note}`,
      ),
      `Balance;;;${csvAmount(balance, currency)};`,
      '',
    ].join('\r\n');
    const kept = must(
      await keepCustomerStatement(engine, caller, {
        ...{ company, accountId: debtor.accountId, currency, asOf: day, kind: null, fromDate: null },
        fileName: `statement-${debtor.number}.csv`,
        bytes: new TextEncoder().encode(text),
      }),
    );
    return kept.statementId;
  };
  const own = await loadOpenDocuments(engine, caller.tenantId, company, agreeing!.accountId);
  const statementId = await keep(
    agreeing!,
    own.map((one) => [one.number, one.documentDate, one.openMinor, '']),
  );
  const found = await runQuery(engine, caller.tenantId, (db) =>
    loadReconciliation(db, caller.tenantId, { statementId, companyIds: [company.id] }),
  );
  if (reconciliationToJson(found!).proposedBalance !== null)
    must(
      await agreeBalance(engine, caller, {
        ...{ company, statementId, agreedOn: day, agreedWith: 'Head of accounting', note: 'Confirmed by mail.' },
        agreedMinor: found!.comparison.ourMinor,
      }),
    );
  const [first, second, third, ...rest] = differing!.invoices;
  await keep(differing!, [
    [first!.number, first!.documentDate, first!.openMinor - first!.openMinor / 20n, 'less price difference'],
    [second!.number, second!.documentDate, second!.openMinor, ''],
    ...rest.map((one) => [one.number, one.documentDate, one.openMinor, ''] as const),
    // The third they do not know; and one of theirs we do not.
    ['X-20871', addDays(day, -24), third!.openMinor / 4n + 1n, ''],
    ['ZA-5512', addDays(day, -31), -(second!.openMinor / 2n), 'transfer'],
  ]);
}

/** Everything that is open of an account in the company's currency. */
async function loadOpenDocuments(
  engine: Engine,
  tenantId: bigint,
  company: Company,
  accountId: bigint,
): Promise<OpenInvoice[]> {
  const { rows } = await runQuery(engine, tenantId, (db) =>
    sql<OpenInvoice>`
      select number, document_date as "documentDate", open_minor as "openMinor", amount_minor as "amountMinor" from receivables.v_item
      where tenant_id = ${tenantId} and company_id = ${company.id} and account_id = ${accountId} and currency = ${company.currency}
        and open_minor <> 0 and not noted order by document_date, id`.execute(db),
  );
  return rows;
}

/** Four checks: two paid in and not credited yet, one in the drawer, one post-dated. */
async function takeChecks({ engine, caller, company, day }: Desk, debtors: readonly Debtor[]): Promise<void> {
  const bank = await houseBankOf(engine, caller, company);
  const ids: bigint[] = [];
  for (const [index, { accountId, name, invoices }] of debtors.entries()) {
    const { id } = must(
      await receiveCheck(engine, caller, {
        company,
        number: String(300_417 + index * 13),
        currency: company.currency,
        amountMinor: invoices[0]!.openMinor,
        checkDate: addDays(day, index === 3 ? 21 : -3),
        receivedOn: addDays(day, -1),
        drawerName: name,
        drawerAccount: null,
        accountId,
      }),
    );
    ids.push(id);
  }
  const deposited = must(
    await depositChecks(engine, caller, {
      ...{ company, bankAccount: bank.number, checkIds: ids.slice(0, 2), depositedOn: day },
    }),
  );
  must(await applyCash(engine, caller, { company, asOf: day, bankLineIds: deposited.lineIds }));
}

/** A check that was paid in the day before bounced: what it paid is open again, and the customer bears the fee that policy knows. */
async function bounceCheck(
  desk: Desk & { readonly lead: Caller; readonly controller: Caller },
  { accountId, name, invoices }: Debtor,
): Promise<void> {
  const { engine, caller, company, day, lead, controller } = desk;
  const { currency } = company;
  const validFrom = `${day.slice(0, 4)}-01-01`;
  must(await setReturnFee(engine, controller, { company, currency, amountMinor: 12_50n, validFrom }));
  const number = '300398';
  const paidIn = previousBusinessDay(day, company.country);
  const bank = await houseBankOf(engine, caller, company);
  const { id } = must(
    await receiveCheck(engine, caller, {
      ...{ company, number, currency, accountId, drawerName: name, drawerAccount: null },
      amountMinor: invoices[1]!.openMinor,
      checkDate: addDays(day, -6),
      receivedOn: paidIn,
    }),
  );
  const { lineIds } = must(
    await depositChecks(engine, caller, {
      ...{ company, bankAccount: bank.number, checkIds: [id], depositedOn: paidIn },
    }),
  );
  must(await applyCash(engine, caller, { company, asOf: day, bankLineIds: lineIds }));
  const { rows } = await runQuery(engine, caller.tenantId, (db) =>
    sql<{ receipt_id: bigint }>`
      select receipt_id from cash.v_check where tenant_id = ${caller.tenantId} and id = ${id} and receipt_id is not null`.execute(
      db,
    ),
  );
  for (const { receipt_id: receiptId } of rows)
    must(await returnReceipt(engine, lead, { company, receiptId, returnedOn: day, reason: 'Insufficient funds.' }));
}

/** A payment service has told what it will pay out, and a payer what a transfer will be for; neither money is here yet. */
async function readReports({ engine, caller, company, day }: Desk, debtors: readonly Debtor[]): Promise<void> {
  const { currency } = company;
  const amount = (minor: bigint): string => formatAmount(minor, currency);
  must(
    await declarePaymentService(engine, caller, {
      company,
      terms: {
        ...{ code: 'PAYWELL', name: 'Paywell', currency, validFrom: `${day.slice(0, 4)}-01-01` },
        ...{ feeAccountCode: '6800', highestFeePercent: '2.5' },
      },
    }),
  );
  const rows = debtors.slice(0, 5).map(({ invoices }) => {
    const { number, openMinor } = invoices.at(-1)!;
    const feeMinor = openMinor / 60n;
    return `PO-2291,payment,${addDays(day, -2)},${number},${amount(openMinor)},${amount(feeMinor)},${amount(openMinor - feeMinor)}`;
  });
  const report = ['settlement,type,date,document,gross,fee,net', ...rows, ''].join('\n');
  must(
    await importSettlementFile(engine, caller, {
      ...{ company, service: 'PAYWELL', name: 'payout-2291.csv', receivedOn: day },
      bytes: new TextEncoder().encode(report),
    }),
  );
  const { name, invoices } = debtors[5]!;
  const advice = [
    `Payer: ${name}`,
    '',
    'Invoice no.;Amount paid',
    ...invoices.slice(0, 3).map((one) => `${one.number};${csvAmount(one.openMinor, currency)}`),
    '',
  ].join('\n');
  must(
    await importAdviceFile(engine, caller, {
      ...{ name: 'advice.csv', companies: [company] },
      bytes: new TextEncoder().encode(advice),
    }),
  );
}

/**
 * What customers will keep back or owe on top: of each kind one, one by somebody whom nobody knows and one for another's
 * invoice. One is accepted, one declined.
 */
async function announceAdjustments({ engine, caller, company, day }: Desk, debtors: readonly Debtor[]): Promise<void> {
  const [short, extra, other, grouped, agreed, refused] = debtors;
  const invoice = (debtor: Debtor | undefined, place = 1) => debtor!.invoices[place]!;
  const part = (debtor: Debtor | undefined, divisor: bigint): number => Number(invoice(debtor).openMinor / divisor) + 1;
  const credit = { kind: 'credit' } as const;
  const told: [string, AnnouncedAdjustment][] = [
    [
      short!.name,
      {
        ...{ ...credit, number: 'CM-3391', cents: part(short, 9n) * 3, invoice: invoice(short).number },
        reasons: [
          ['06', 'C', part(short, 9n) * 2],
          ['01', 'C', part(short, 9n)],
        ],
      },
    ],
    [
      extra!.name,
      { number: 'DM-118', kind: 'debit', cents: 48_50, invoice: invoice(extra).number, reasons: [['54', 'D']] },
    ],
    // More than is open of it: it is due back.
    [
      other!.name,
      {
        ...credit,
        number: 'RTN-2207',
        cents: part(other, 1n) + 25_00,
        invoice: invoice(other).number,
        reasons: [['11', 'C']],
      },
    ],
    [
      other!.name,
      { ...credit, number: 'RTN-2208', cents: 120_00, invoice: invoice(short, 0).number, reasons: [['12', 'C']] },
    ],
    [
      'Northern Buying Group',
      {
        ...credit,
        number: 'NBG-60418',
        cents: part(grouped, 20n),
        invoice: invoice(grouped).number,
        reasons: [['57', 'C']],
      },
    ],
    [
      agreed!.name,
      {
        ...credit,
        number: 'K-70011',
        cents: part(agreed, 12n),
        invoice: invoice(agreed).number,
        reasons: [['14', 'C']],
      },
    ],
    [refused!.name, { ...credit, number: '4711-C', cents: 75_00, invoice: 'LIEFERUNG 12', reasons: [['59', 'C']] }],
    [refused!.name, { ...credit, number: '4712-C', cents: 90_00, invoice: 'LIEFERUNG 13', reasons: [['41', 'C']] }],
  ];
  for (const [index, [buyer, adjustment]] of told.entries()) {
    const bytes = x12Adjustments(2201 + index, buyer, [adjustment], {
      ...{ day: addDays(day, -1 - (index % 3)).replaceAll('-', ''), currency: company.currency },
    });
    must(await importAdviceFile(engine, caller, { name: `812-${2201 + index}.edi`, bytes, companies: [company] }));
  }
  const { rows } = await listAdjustments(engine, caller.tenantId, { company, limit: 50 });
  const idOf = (number: string): string => String(rows.find((row) => row.number === number)!.id);
  const accepted = { adjustmentId: idOf('K-70011'), reason: 'As agreed for the spring promotion.' };
  must(await acceptAdjustment(engine, caller, accepted));
  const declined = { companyIds: [company.id], adjustmentId: BigInt(idOf('4712-C')) };
  must(await declineAdjustment(engine, caller, { ...declined, reason: 'We know of no such delivery.' }));
}

/** Charges and interest of the bank by rule: one as it was declared, one that was changed, one that has ended. */
async function ruleBankLines({ engine, caller, company }: Desk): Promise<void> {
  const out = { direction: 'out', currency: company.currency, transactionCode: null, glAccountCode: '6800' } as const;
  const fees = { ...out, name: 'Account fees', words: 'account fees' };
  const declare = async (
    rule: Parameters<typeof declareBankRule>[2]['rule'],
    replacesId: bigint | null = null,
  ): Promise<bigint> => must(await declareBankRule(engine, caller, { company, rule, replacesId })).ruleId;
  const first = await declare({ ...fees, maximumMinor: 50_00n });
  await declare({ ...fees, maximumMinor: 100_00n }, first);
  const interest = { ...out, direction: 'in', glAccountCode: '4500', name: 'Credit interest' } as const;
  await declare({ ...interest, words: 'Habenzinsen', maximumMinor: 250_00n });
  const terminal = await declare({ ...out, name: 'Card terminal', words: 'terminal rent', maximumMinor: 40_00n });
  must(await endRule(engine, caller, { company, ruleId: terminal, reason: 'The terminal was given back.' }));
}

/** The month before the last is prepared by one and signed by another, the last one waits to be signed; if they are ready. */
async function signMonth({ engine, caller, company, day, second }: Desk & { readonly second: Caller }): Promise<void> {
  const bank = await houseBankOf(engine, caller, company);
  const month = (back: number): string => periodOf(addMonths(`${periodOf(day)}-01`, -back));
  for (const back of [2, 1]) {
    const at = { company, bankAccountId: bank.id, month: month(back) };
    const prepared = await prepareBankMonth(engine, caller, { ...at, note: '' });
    if (prepared.ok && back === 2) must(await signBankMonth(engine, second, at));
  }
}

/** Credits of a few customers: some approved to be paid back and two of them in a payment file, one waits for its approval. */
async function payCreditsBack(
  { engine, caller, company, second }: Desk & { readonly second: Caller },
  besidesAccountId: bigint,
): Promise<void> {
  const approve = async (asked: { readonly requestId: string; readonly contentHash: string }): Promise<void> => {
    must(await approveRequest(engine, second, { ...asked, requestId: BigInt(asked.requestId) }));
  };
  const { rows } = await runQuery(engine, caller.tenantId, (db) =>
    sql<{ id: bigint }>`
      select id from receivables.v_item where tenant_id = ${caller.tenantId} and company_id = ${company.id} and currency = ${company.currency}
        and document_type = 'payment' and open_minor < 0 and account_id <> ${besidesAccountId} order by open_minor desc, id limit 12`.execute(
      db,
    ),
  );
  let asked = 0;
  for (const { id } of rows) {
    const request = await requestApproval(engine, caller, {
      action: refundCreditAction.name,
      input: { itemId: id.toString(), reason: 'The customer wants it paid back.' },
      reason: 'Asked for by mail.',
    });
    // Of whom no account is known, or whom another credit belongs to, nothing is asked.
    if (!request.ok) continue;
    asked += 1;
    if (asked > 3) break;
    await approve(request.value);
  }
  const bank = await houseBankOf(engine, caller, company);
  const due = await listDueRefunds(engine, caller.tenantId, company);
  const itemIds = due.rows.slice(0, 2).map((one) => String(one.itemId));
  if (itemIds.length === 0) return;
  const file = await requestApproval(engine, caller, {
    action: payRefundsAction.name,
    input: { bankAccountId: bank.id.toString(), itemIds, reason: 'Payments of the week.' },
    reason: 'Please release.',
  });
  if (file.ok) await approve(file.value);
}

/** The bank account in the company's currency. */
async function houseBankOf(engine: Engine, { tenantId }: Caller, company: Company) {
  const banks = await runQuery(engine, tenantId, (db) => loadBankAccounts(db, tenantId, company.id));
  return banks.find((bank) => bank.currency === company.currency)!;
}
