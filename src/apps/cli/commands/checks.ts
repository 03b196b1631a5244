/** `checks add`, `list`, `correct`, `withdraw`, `deposit`, `return`: checks by number; `slips`, `slip-pdf`, `withdraw-slip`: deposit slips; `batches`, `release-batch`, `discard-batch`, `restore-batch`: lockbox batches that do not foot. */
import { writeFileSync } from 'node:fs';
import {
  applyCash,
  type CheckRow,
  type CheckState,
  checkStates,
  correctCheck,
  type DepositRow,
  depositChecks,
  depositSlipPdf,
  discardHeldBatch,
  heldBatchToJson,
  listChecks,
  listDeposits,
  loadHeldBatches,
  loadSlip,
  receiveCheck,
  releaseHeldBatch,
  restoreHeldBatch,
  returnReceipt,
  slipFileName,
  slipLanguages,
  withdrawCheck,
  withdrawDeposit,
} from '#cash';
import type { Company } from '#company';
import { findCustomerKey } from '#customers';
import { catchRefusal, type Day, done, formatAmount, type Outcome, parseAmount, refuse } from '#kernel';
import { previousBusinessDay } from '#kernel/calendar';
import { runQuery } from '#platform';
import {
  type Books,
  type Command,
  countOption,
  dayOption,
  neededOption,
  textOption,
  UsageError,
  withCompany,
} from '../command.ts';
import { grouped, table } from '../output.ts';
import { readInput } from './bank.ts';

const toJson = ({ id, receiptId, depositId, imageSha256, ...row }: CheckRow) => ({
  id: id.toString(),
  ...row,
  depositId: depositId?.toString() ?? null,
  receiptId: receiptId?.toString() ?? null,
  image: imageSha256 !== null,
});

const checkAdd: Command = {
  name: 'checks add',
  arguments:
    'NUMBER AMOUNT [--currency CODE] [--customer NUMBER|--drawer NAME] [--drawer-account TEXT] [--date DAY] [--image FILE]',
  summary: 'Registers a check that came in; one dated later is held until its day.',
  options: {
    currency: 'text',
    customer: 'text',
    drawer: 'text',
    'drawer-account': 'text',
    date: 'text',
    image: 'text',
  },
  files: [2, 2],
  run(invocation) {
    const [number, amountText] = invocation.files;
    return withCompany(invocation, async (books, company, asOf) => {
      const { engine, caller } = books;
      const currency = textOption(invocation, 'currency') ?? company.currency;
      const amount = catchRefusal(() => parseAmount(amountText!, currency));
      if (!amount.ok) return amount;
      const account = await customerNamed(books, company, textOption(invocation, 'customer'));
      if (!account.ok) return account;
      const path = textOption(invocation, 'image');
      const image = path === undefined ? done(undefined) : readInput(path);
      if (!image.ok) return image;
      const outcome = await receiveCheck(engine, caller, {
        company,
        number: number!,
        currency,
        amountMinor: amount.value,
        checkDate: dayOption(invocation, 'date') ?? asOf,
        receivedOn: asOf,
        drawerName: textOption(invocation, 'drawer') ?? null,
        drawerAccount: textOption(invocation, 'drawer-account') ?? null,
        accountId: account.value ?? null,
        image: image.value,
      });
      if (!outcome.ok) return outcome;
      const id = outcome.value.id.toString();
      return done({ json: { id, number: number! }, text: `Check ${number} is registered.` });
    });
  },
};

const checkList: Command = {
  name: 'checks list',
  arguments: `[--state ${checkStates.join('|')}] [--number NUMBER] [--limit N]`,
  summary: 'The check register, the newest first.',
  options: { state: 'text', number: 'text', limit: 'text' },
  files: [0, 0],
  run(invocation) {
    const said = textOption(invocation, 'state');
    const state = checkStates.find((one): one is CheckState => one === said);
    if (said !== undefined && state === undefined) throw new UsageError(`--state is one of ${checkStates.join(', ')}.`);
    const limit = countOption(invocation, 'limit', 50);
    return withCompany(invocation, async ({ engine, tenant }, company, asOf) => {
      const rows = await listChecks(engine, tenant.id, {
        companyId: company.id,
        day: asOf,
        state,
        number: textOption(invocation, 'number'),
        limit,
      });
      return done({
        json: { company: company.code, asOf, checks: rows.map(toJson) },
        text:
          rows.length === 0
            ? 'There are no such checks.'
            : table(
                ['Check', 'State', 'From', 'Customer', 'Amount', '', 'Dated', 'Received', 'Deposit'],
                rows.map((one) => [
                  one.number,
                  one.state,
                  (one.drawer ?? one.name ?? '').slice(0, 30),
                  one.customer ?? '',
                  grouped(one.amount),
                  one.currency,
                  one.checkDate,
                  one.receivedOn,
                  one.deposit ?? '',
                ]),
                ['left', 'left', 'left', 'left', 'right'],
              ),
      });
    });
  },
};

/** The check of a number; of several drawers' the id says which. */
async function checkNamed(
  { engine, tenant }: Books,
  company: Company,
  day: Day,
  name: string,
): Promise<Outcome<CheckRow>> {
  const found = await listChecks(engine, tenant.id, { companyId: company.id, day, number: name, limit: 2 });
  if (found.length > 1)
    return refuse(
      'cash.check-ambiguous',
      `There are several checks ${name}; name the one by its id (checks list --number ${name}). Nothing was changed.`,
    );
  if (found.length === 1) return done(found[0]!);
  const id = /^\d{1,18}$/.test(name) ? BigInt(name) : undefined;
  const [byId] =
    id === undefined ? [] : await listChecks(engine, tenant.id, { companyId: company.id, day, id, limit: 1 });
  return byId
    ? done(byId)
    : refuse('cash.check-not-found', `There is no check "${name}" in ${company.code}. Nothing was changed.`);
}

/** The customer of a number; nothing where none is named. */
async function customerNamed({ engine, tenant }: Books, company: Company, named: string | undefined) {
  if (named === undefined) return done(undefined);
  const customer = await runQuery(engine, tenant.id, (db) => findCustomerKey(db, tenant.id, company.id, named));
  return customer
    ? done(customer.accountId)
    : refuse('customers.not-found', `There is no customer "${named}" in ${company.code}. Nothing was changed.`);
}

const checkCorrect: Command = {
  name: 'checks correct',
  arguments:
    'NUMBER [--number NUMBER] [--amount AMOUNT] [--currency CODE] [--customer NUMBER] [--drawer NAME] [--drawer-account TEXT] [--date DAY] --reason TEXT',
  summary: 'Corrects what was registered of a check that is not paid in; what is not named stays.',
  options: {
    number: 'text',
    amount: 'text',
    currency: 'text',
    customer: 'text',
    drawer: 'text',
    'drawer-account': 'text',
    date: 'text',
    reason: 'text',
  },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    return withCompany(invocation, async (books, company, asOf) => {
      const check = await checkNamed(books, company, asOf, invocation.files[0]!);
      if (!check.ok) return check;
      const currency = textOption(invocation, 'currency') ?? check.value.currency;
      const amount = catchRefusal(() => parseAmount(textOption(invocation, 'amount') ?? check.value.amount, currency));
      if (!amount.ok) return amount;
      const account = await customerNamed(books, company, textOption(invocation, 'customer'));
      if (!account.ok) return account;
      const number = textOption(invocation, 'number');
      const checkDate = dayOption(invocation, 'date');
      const drawerName = textOption(invocation, 'drawer');
      const drawerAccount = textOption(invocation, 'drawer-account');
      const outcome = await correctCheck(books.engine, books.caller, {
        ...{ company, checkId: check.value.id, reason },
        change: {
          ...{ currency, amountMinor: amount.value },
          ...(number !== undefined && { number }),
          ...(checkDate !== undefined && { checkDate }),
          ...(drawerName !== undefined && { drawerName }),
          ...(drawerAccount !== undefined && { drawerAccount }),
          ...(account.value !== undefined && { accountId: account.value }),
        },
      });
      if (!outcome.ok) return outcome;
      const now = number ?? check.value.number;
      return done({
        json: { id: outcome.value.id.toString(), number: now, corrects: check.value.id.toString() },
        text: `Check ${now} is corrected.`,
      });
    });
  },
};

const checkWithdraw: Command = {
  name: 'checks withdraw',
  arguments: 'NUMBER --reason TEXT',
  summary: 'Withdraws a check that is not paid in: given back, lost, or registered by mistake.',
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    return withCompany(invocation, async (books, company, asOf) => {
      const check = await checkNamed(books, company, asOf, invocation.files[0]!);
      if (!check.ok) return check;
      const { id, number } = check.value;
      const outcome = await withdrawCheck(books.engine, books.caller, { company, checkId: id, reason });
      if (!outcome.ok) return outcome;
      return done({ json: { id: id.toString(), number }, text: `Check ${number} is withdrawn.` });
    });
  },
};

const slipList: Command = {
  name: 'checks slips',
  arguments: '[--number NUMBER] [--limit N]',
  summary: 'Deposit slips and lockbox batches, the newest first, and whether the bank has credited them.',
  options: { number: 'text', limit: 'text' },
  files: [0, 0],
  run(invocation) {
    const limit = countOption(invocation, 'limit', 50);
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const number = textOption(invocation, 'number');
      const rows = await listDeposits(engine, tenant.id, { companyId: company.id, number, limit });
      return done({
        json: { company: company.code, deposits: rows.map((one) => ({ ...one, id: one.id.toString() })) },
        text:
          rows.length === 0
            ? 'There are no such deposits.'
            : table(
                ['Slip', 'Paid in', 'Into', 'Checks', 'Amount', '', 'At the bank'],
                rows.map((one) => [
                  one.number,
                  one.depositedOn,
                  one.accountName,
                  String(one.checks),
                  grouped(one.amount),
                  one.currency,
                  one.withdrawnOn !== null ? `withdrawn ${one.withdrawnOn}` : (one.creditedOn ?? 'not credited yet'),
                ]),
                ['left', 'left', 'left', 'right', 'right'],
              ),
      });
    });
  },
};

/** The deposit of a number. Refuses `cash.deposit-not-found`. */
async function slipNamed({ engine, tenant }: Books, company: Company, number: string): Promise<Outcome<DepositRow>> {
  const [slip] = await listDeposits(engine, tenant.id, { companyId: company.id, number, limit: 1 });
  return slip
    ? done(slip)
    : refuse('cash.deposit-not-found', `There is no deposit "${number}" in ${company.code}. Nothing was changed.`);
}

const slipPrint: Command = {
  name: 'checks slip-pdf',
  arguments: `SLIP [--language ${slipLanguages.join('|')}] [--output FILE]`,
  summary: 'Writes a deposit slip as a PDF for the bank, in the language asked for or the company’s own.',
  options: { language: 'text', output: 'text' },
  files: [1, 1],
  run(invocation) {
    const said = textOption(invocation, 'language');
    const language = slipLanguages.find((one) => one === said);
    if (said !== undefined && language === undefined)
      throw new UsageError(`--language is one of ${slipLanguages.join(', ')}.`);
    return withCompany(invocation, async (books, company, asOf) => {
      const slip = await slipNamed(books, company, invocation.files[0]!);
      if (!slip.ok) return slip;
      const { id, number, checks } = slip.value;
      const of = (await loadSlip(books.engine, books.tenant.id, { company, day: asOf, depositId: id }))!;
      const file = textOption(invocation, 'output') ?? slipFileName(slip.value);
      writeFileSync(file, await depositSlipPdf({ ...of, language }));
      return done({ json: { id: id.toString(), number, file, checks }, text: `${number} stands in ${file}.` });
    });
  },
};

const slipWithdraw: Command = {
  name: 'checks withdraw-slip',
  arguments: 'SLIP --reason TEXT',
  summary: 'Withdraws a deposit slip that was never brought to the bank; its checks can be corrected or paid in again.',
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    return withCompany(invocation, async (books, company) => {
      const slip = await slipNamed(books, company, invocation.files[0]!);
      if (!slip.ok) return slip;
      const { id, number } = slip.value;
      const outcome = await withdrawDeposit(books.engine, books.caller, { company, depositId: id, reason });
      if (!outcome.ok) return outcome;
      const { checks } = outcome.value;
      return done({
        json: { id: id.toString(), number, checks },
        text: `${number} is withdrawn; its ${checks} checks can be corrected or paid in again.`,
      });
    });
  },
};

const checkDeposit: Command = {
  name: 'checks deposit',
  arguments: '[NUMBER…] [--account NUMBER]',
  summary: 'Makes a deposit slip of received checks (all that can be paid in) and posts each as a receipt.',
  options: { account: 'text' },
  files: [0, 500],
  run(invocation) {
    return withCompany(invocation, async (books, company, asOf) => {
      const { engine, caller } = books;
      const checkIds: bigint[] = [];
      for (const name of invocation.files) {
        const check = await checkNamed(books, company, asOf, name);
        if (!check.ok) return check;
        checkIds.push(check.value.id);
      }
      const paid = await depositChecks(engine, caller, {
        company,
        bankAccount: textOption(invocation, 'account'),
        checkIds: checkIds.length === 0 ? undefined : checkIds,
        depositedOn: asOf,
      });
      if (!paid.ok) return paid;
      const { lineIds, amountMinor, depositId, ...deposit } = paid.value;
      const applied = await applyCash(engine, caller, {
        company,
        asOf,
        freshSince: previousBusinessDay(asOf, company.country),
        bankLineIds: lineIds,
      });
      if (!applied.ok) return applied;
      const amount = formatAmount(amountMinor, deposit.currency);
      return done({
        json: { depositId: depositId.toString(), ...deposit, amount, applied: applied.value.applied },
        text: `${deposit.number}: ${deposit.checks} checks, ${deposit.currency} ${grouped(amount)}; ${applied.value.applied} applied.`,
      });
    });
  },
};

const checkReturn: Command = {
  name: 'checks return',
  arguments: 'NUMBER --reason TEXT [--without-fee]',
  summary: 'A check bounced: what it paid is open again, the fee is charged, the collector knows.',
  options: { reason: 'text', 'without-fee': 'flag' },
  files: [1, 1],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    return withCompany(invocation, async (books, company, asOf) => {
      const check = await checkNamed(books, company, asOf, invocation.files[0]!);
      if (!check.ok) return check;
      const { receiptId, number, currency, amount } = check.value;
      if (receiptId === null)
        return refuse(
          'cash.check-not-deposited',
          `Check ${number} was not paid in, so nothing came back. Nothing was changed.`,
        );
      const outcome = await returnReceipt(books.engine, books.caller, {
        company,
        receiptId,
        returnedOn: asOf,
        reason,
        withoutFee: invocation.options['without-fee'] === true,
      });
      if (!outcome.ok) return outcome;
      const { returnId, feeItemId, existing } = outcome.value;
      return done({
        json: { returnId: returnId.toString(), feeItemId: feeItemId?.toString() ?? null, existing },
        text: existing
          ? 'This check had come back before; nothing was changed.'
          : `Check ${number} over ${currency} ${grouped(amount)} went back: what it paid is open again${feeItemId === null ? '' : ', and the fee is charged'}.`,
      });
    });
  },
};

const batchList: Command = {
  name: 'checks batches',
  arguments: '[--decided]',
  summary: 'Batches of a lockbox that do not foot: those that wait for a person, or those that were decided.',
  options: { decided: 'flag' },
  files: [0, 0],
  run(invocation) {
    return withCompany(invocation, async ({ engine, tenant }, company) => {
      const decided = invocation.options['decided'] === true;
      const rows = await runQuery(engine, tenant.id, (db) =>
        loadHeldBatches(db, tenant.id, { companyId: company.id, decided }),
      );
      const batches = rows.map(heldBatchToJson);
      return done({
        json: { company: company.code, batches },
        text:
          batches.length === 0
            ? decided
              ? 'No batch was decided.'
              : 'No batch is held.'
            : table(
                ['Id', 'File', 'State', 'Why it waits'],
                batches.map((one) => [one.id, one.file, one.state, one.reason]),
              ),
      });
    });
  },
};

/** The batch and the reason that a decision about it names. */
function batchOf(invocation: Parameters<Command['run']>[0]): { batchId: bigint; reason: string } {
  const reason = textOption(invocation, 'reason');
  const id = invocation.files[0]!;
  if (reason === undefined || !/^\d{1,18}$/.test(id))
    throw new UsageError('Name the batch by its id (checks batches), and --reason.');
  return { batchId: BigInt(id), reason };
}

const batchRelease: Command = {
  name: 'checks release-batch',
  arguments: 'ID --reason TEXT',
  summary: 'Pays a held batch in as its checks are, and posts each as a receipt.',
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const said = batchOf(invocation);
    return withCompany(invocation, async ({ engine, caller }, company, asOf) => {
      const released = await releaseHeldBatch(engine, caller, { company, ...said });
      if (!released.ok) return released;
      const bankLineIds = released.value.lineIds;
      const freshSince = previousBusinessDay(asOf, company.country);
      const applied = await applyCash(engine, caller, { company, asOf, freshSince, bankLineIds });
      if (!applied.ok) return applied;
      return done({
        json: { id: said.batchId.toString(), checks: bankLineIds.length, applied: applied.value.applied },
        text: `${bankLineIds.length} checks are paid in; ${applied.value.applied} applied.`,
      });
    });
  },
};

const batchDiscard: Command = {
  name: 'checks discard-batch',
  arguments: 'ID --reason TEXT',
  summary: 'Discards a held batch; a corrected file brings its checks.',
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const said = batchOf(invocation);
    return withCompany(invocation, async ({ engine, caller }, company) => {
      const outcome = await discardHeldBatch(engine, caller, { company, ...said });
      return outcome.ok ? done({ json: { id: said.batchId.toString() }, text: 'The batch is discarded.' }) : outcome;
    });
  },
};

const batchRestore: Command = {
  name: 'checks restore-batch',
  arguments: 'ID --reason TEXT',
  summary: 'Takes the discarding of a batch back: it is held again.',
  options: { reason: 'text' },
  files: [1, 1],
  run(invocation) {
    const said = batchOf(invocation);
    return withCompany(invocation, async ({ engine, caller }, company) => {
      const outcome = await restoreHeldBatch(engine, caller, { company, ...said });
      return outcome.ok ? done({ json: { id: said.batchId.toString() }, text: 'The batch is held again.' }) : outcome;
    });
  },
};

export const checkCommands: readonly Command[] = [
  checkAdd,
  checkList,
  checkCorrect,
  checkWithdraw,
  checkDeposit,
  checkReturn,
  slipList,
  slipPrint,
  slipWithdraw,
  batchList,
  batchRelease,
  batchDiscard,
  batchRestore,
];
