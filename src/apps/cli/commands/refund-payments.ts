/** `refunds …`: what is to be paid out to customers, the payment files made of it, and what the bank refused. */
import { writeFileSync } from 'node:fs';
import {
  checkKeyOf,
  endRefundCheck,
  endRefundCheckAction,
  listDueRefunds,
  listPaymentFiles,
  listPaymentsToStop,
  listRefundChecks,
  loadPaymentFile,
  loadPaymentFileContent,
  payRefunds,
  payRefundsAction,
  payRefundsByCheck,
  payRefundsByCheckAction,
  sayPaymentToStop,
  withdrawPayments,
  withdrawPaymentsAction,
} from '#cash';
import type { Company } from '#company';
import { done, type Outcome, refuse, textKey } from '#kernel';
import {
  type Answer,
  type Books,
  type Command,
  countOption,
  dayOption,
  type Invocation,
  neededOption,
  neededWord,
  textOption,
  UsageError,
  withCompany,
} from '../command.ts';
import { askSecond } from '../governed.ts';
import { grouped, table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';

const listOption = (invocation: Invocation, name: string): string[] | undefined =>
  textOption(invocation, name)
    ?.split(',')
    .map((one) => one.trim())
    .filter(Boolean);

const listCommand: Command = {
  name: 'refunds list',
  arguments: '',
  summary: 'Refunds that wait to be paid out: where each goes and by which way, or why it cannot leave.',
  files: [0, 0],
  run: (invocation) =>
    withCompany<Answer>(invocation, async (books, company) => {
      const { engine, tenant } = books;
      const json = await listDueRefunds(engine, tenant.id, company);
      const warning = await warningOf(books, company);
      const rows = json.rows.map((row) => [
        row.number,
        row.postingDate,
        `${row.customer} ${row.customerName}`,
        grouped(row.amount),
        row.currency,
        row.account ?? '',
        row.scheme === null
          ? `${row.why?.text ?? ''}${row.byCheck ? ' (or by check)' : ''}`
          : row.scheme === 'sepa'
            ? 'SEPA'
            : 'credit transfer',
        row.lastEnded === null ? '' : `${row.lastEnded.as}: ${row.lastEnded.reason}`,
      ]);
      const totals = json.totals.map(
        (one) =>
          `${one.currency} ${grouped(one.amount)} in ${one.refunds} refunds, ${grouped(one.payableAmount)} of it can be paid.`,
      );
      const text =
        rows.length === 0
          ? [...warning, 'No refund waits to be paid out.'].join('\n\n')
          : [
              ...warning,
              table(['Refund', 'Posted', 'Customer', 'Amount', '', 'Paid to', 'By', 'Before'], rows, [
                'left',
                'left',
                'left',
                'right',
              ]),
              ...totals,
            ].join('\n\n');
      return done({ json, text });
    }),
};

/** The refunds that are meant: named ones, or all that the account can pay. */
async function chosenRefunds(
  invocation: Invocation,
  { engine, tenant }: Books,
  company: Company,
): Promise<Outcome<{ bankAccountId: string; itemIds: string[] }>> {
  const due = await listDueRefunds(engine, tenant.id, company);
  const wanted = neededOption(invocation, 'account');
  const fitting = due.accounts.filter((one) => textKey(one.number) === textKey(wanted));
  const currency = textOption(invocation, 'currency');
  const account = fitting.find((one) => currency === undefined || one.currency === currency);
  if (!account)
    return refuse(
      'cash.bank-account-not-found',
      `${company.code} has no bank account "${wanted}" in use. Nothing was changed.`,
      { accounts: due.accounts.map((one) => one.number) },
    );
  const numbers = listOption(invocation, 'refunds');
  if (numbers === undefined && invocation.options['all'] !== true)
    throw new UsageError('Say which with --refunds NUMBER,…, or --all that can be paid from the account.');
  const rows =
    numbers === undefined
      ? due.rows.filter((row) => row.currency === account.currency && row.scheme !== null)
      : due.rows.filter((row) => numbers.some((one) => textKey(one) === textKey(row.number)));
  const missing = numbers?.find((one) => !rows.some((row) => textKey(row.number) === textKey(one)));
  if (missing !== undefined || rows.length === 0)
    return refuse(
      'cash.refund-not-due',
      missing === undefined
        ? `No refund can be paid from ${account.name}. Nothing was changed.`
        : `There is no refund ${missing} that waits to be paid. Nothing was changed.`,
    );
  return done({
    bankAccountId: String(account.bankAccountId),
    itemIds: rows.map((row) => String(row.itemId)),
  });
}

const toStopCommand: Command = {
  name: 'refunds to-stop',
  arguments: '',
  summary:
    'Payments on their way to customers who became insolvent since: tell the bank, then withdraw them, or end their checks.',
  files: [0, 0],
  run: (invocation) =>
    withCompany<Answer>(invocation, async ({ engine, tenant }, company) => {
      const json = await listPaymentsToStop(engine, tenant.id, { companyIds: [company.id] });
      const text = table(
        ['Refund', 'Customer', 'Amount', '', 'Leaves by', 'Account', 'On', 'Insolvent since'],
        json.rows.map((row) => [
          ...[row.refund, `${row.customer} ${row.customerName}`, grouped(row.amount), row.currency],
          row.check === null ? row.file! : `check ${row.check}`,
          ...[row.bankAccount, row.leavesOn, row.insolventSince],
        ]),
        ['left', 'left', 'right'],
      );
      return done({ json, text: json.rows.length === 0 ? 'No payment on its way has to be stopped.' : text });
    }),
};

/** What stands above the lists of payments while there are some. */
async function warningOf({ engine, tenant }: Books, company: Company): Promise<string[]> {
  const { rows } = await listPaymentsToStop(engine, tenant.id, { companyIds: [company.id] });
  return rows.map(sayPaymentToStop);
}

const payCommand: Command = {
  name: 'refunds pay',
  arguments:
    '--account NUMBER (--refunds NUMBER,… | --all) --reason TEXT --user LOGIN [--currency CODE] [--execution-date DAY] [--ask TEXT] [--out FILE]',
  summary:
    'Makes a payment file (ISO 20022 pain.001) of due refunds, within authority; --ask asks a second person where that is needed.',
  options: {
    ...{ account: 'text', refunds: 'text', all: 'flag', currency: 'text', 'execution-date': 'text' },
    ...{ reason: 'text', ask: 'text', out: 'text' },
    ...personOptions,
  },
  files: [0, 0],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    const executionDate = dayOption(invocation, 'execution-date');
    const out = textOption(invocation, 'out');
    return withCompany<Answer>(invocation, async (books, company) => {
      const caller = await callerOfPerson(invocation, books, { action: payRefundsAction.permission, company });
      if (!caller.ok) return caller;
      const chosen = await chosenRefunds(invocation, books, company);
      if (!chosen.ok) return chosen;
      const { engine } = books;
      const input = { ...chosen.value, ...(executionDate === undefined ? {} : { executionDate }), reason };
      const made = await payRefunds(engine, caller.value, input);
      const ask = textOption(invocation, 'ask');
      if (!made.ok && made.refusal.code === 'authority.approval-needed' && ask !== undefined)
        return askSecond(books, caller.value, {
          ...{ action: payRefundsAction.name, input, reason: ask },
          whatFollows: 'The file is made when a second person approves it.',
        });
      if (!made.ok) return made;
      const file = made.value;
      const written = out === undefined ? done(null) : await writeOut(books, company, BigInt(file.fileId), out);
      if (!written.ok) return written;
      const text = `${file.number} (${file.messageId}): ${file.payments} payments, ${file.currency} ${grouped(file.amount)}, to be paid on ${file.executionDate}.`;
      return done({ json: { state: 'done', file }, text: out === undefined ? text : `${text}\n${out}` });
    });
  },
};

async function writeOut(
  { engine, tenant }: Books,
  company: Company,
  fileId: bigint,
  out: string,
): Promise<Outcome<null>> {
  const content = await loadPaymentFileContent(engine, tenant.id, { companyId: company.id, fileId });
  if (!content) return fileNotFound();
  writeFileSync(out, content.bytes);
  return done(null);
}

const fileNotFound = (): Outcome<never> =>
  refuse('cash.payment-file-not-found', 'There is no such payment file in this company. Nothing was changed.');

/** A file by its number as the list tells it (`PF-2026-000001`), or by the bank's message id. */
async function fileNamed({ engine, tenant }: Books, company: Company, name: string): Promise<Outcome<bigint>> {
  let before: bigint | undefined;
  for (;;) {
    const { rows, next } = await listPaymentFiles(engine, tenant.id, { companyId: company.id, before, limit: 200 });
    const found = rows.find((one) => [one.number, one.messageId].some((known) => textKey(known) === textKey(name)));
    if (found) return done(BigInt(found.fileId));
    if (next === null) return fileNotFound();
    before = BigInt(next);
  }
}

/** Why a payment on its way has to be stopped. */
const insolvent = (row: { readonly insolventSince: string | null }): string =>
  row.insolventSince === null ? '' : `insolvent since ${row.insolventSince}: have the bank stop it`;

const filesCommand: Command = {
  name: 'refunds files',
  arguments: '[FILE-NUMBER [--out FILE]] [--limit N]',
  summary:
    'Payment files and what became of them; one with its payments; --out writes its bytes as they were handed over.',
  options: { out: 'text', limit: 'text' },
  files: [0, 1],
  run(invocation) {
    const [name] = invocation.files;
    const out = textOption(invocation, 'out');
    if (out !== undefined && name === undefined) throw new UsageError('Say which file --out writes.');
    const limit = countOption(invocation, 'limit', 50);
    return withCompany<Answer>(invocation, async (books, company) => {
      const { engine, tenant } = books;
      if (name === undefined) {
        const json = await listPaymentFiles(engine, tenant.id, { companyId: company.id, limit: Math.min(limit, 200) });
        const warning = await warningOf(books, company);
        const list = table(
          ['File', 'To be paid', 'Account', 'Payments', 'Sum', '', 'On the way', 'Paid', 'Ended', 'Made by'],
          json.rows.map((row) => [
            ...[
              row.number,
              row.executionDate,
              row.bankAccount,
              String(row.payments),
              grouped(row.amount),
              row.currency,
            ],
            ...[row.onTheWay, row.paid, row.ended].map(String),
            row.person,
          ]),
          ['left', 'left', 'left', 'right', 'right', 'left', 'right', 'right', 'right'],
        );
        return done({
          json,
          text: json.rows.length === 0 ? 'No payment file was made yet.' : [...warning, list].join('\n\n'),
        });
      }
      const fileId = await fileNamed(books, company, name);
      if (!fileId.ok) return fileId;
      const file = (await loadPaymentFile(engine, tenant.id, { companyId: company.id, fileId: fileId.value }))!;
      const written = out === undefined ? done(null) : await writeOut(books, company, fileId.value, out);
      if (!written.ok) return written;
      const text = [
        `${file.messageId}: ${file.payments} payments, ${file.currency} ${grouped(file.amount)} from ${file.bankAccount}, to be paid on ${file.executionDate}; made by ${file.person}${file.approver === null ? '' : `, released by ${file.approver}`}: ${file.reason}`,
        table(
          ['Refund', 'Customer', 'Amount', 'Paid to', 'Reference', 'State', 'Day', 'Why'],
          file.rows.map((row) => [
            ...[row.number, `${row.customer} ${row.customerName}`, grouped(row.amount), row.account ?? ''],
            ...[row.endToEndId, row.state.replaceAll('_', ' '), row.day ?? '', row.reason ?? insolvent(row)],
          ]),
          ['left', 'left', 'right'],
        ),
        ...(out === undefined ? [] : [out]),
      ].join('\n\n');
      return done({ json: file, text });
    });
  },
};

const payByCheckCommand: Command = {
  name: 'refunds pay-by-check',
  arguments: '--account NUMBER --checks REFUND=CHECK,… --reason TEXT --user LOGIN [--currency CODE] [--ask TEXT]',
  summary:
    'Pays due refunds by checks of ours, each with its number, within authority; --ask asks a second person where that is needed.',
  options: { account: 'text', checks: 'text', currency: 'text', reason: 'text', ask: 'text', ...personOptions },
  files: [0, 0],
  run(invocation) {
    const reason = neededOption(invocation, 'reason');
    const pairs = (listOption(invocation, 'checks') ?? []).map((one) => one.split('=', 2));
    if (pairs.length === 0 || pairs.some(([refund, number]) => !refund || !number))
      throw new UsageError('Say which check pays which refund: --checks RF-2026-000001=1001,…');
    return withCompany<Answer>(invocation, async (books, company) => {
      const { engine, tenant } = books;
      const caller = await callerOfPerson(invocation, books, { action: payRefundsByCheckAction.permission, company });
      if (!caller.ok) return caller;
      const due = await listDueRefunds(engine, tenant.id, company);
      const [wanted, currency] = [neededOption(invocation, 'account'), textOption(invocation, 'currency')];
      const account = due.accounts.find(
        (one) => textKey(one.number) === textKey(wanted) && (currency === undefined || one.currency === currency),
      );
      if (!account)
        return refuse(
          'cash.bank-account-not-found',
          `${company.code} has no bank account "${wanted}" in use. Nothing was changed.`,
        );
      const checks = pairs.map(([refund, number]) => ({
        itemId: due.rows.find((row) => textKey(row.number) === textKey(refund!))?.itemId.toString(),
        number: number!,
      }));
      const missing = checks.findIndex((one) => one.itemId === undefined);
      if (missing >= 0)
        return refuse(
          'cash.refund-not-due',
          `There is no refund ${pairs[missing]![0]} that waits to be paid. Nothing was changed.`,
        );
      const input = {
        bankAccountId: String(account.bankAccountId),
        checks: checks.map((one) => ({ itemId: one.itemId!, number: one.number })),
        reason,
      };
      const written = await payRefundsByCheck(engine, caller.value, input);
      const ask = textOption(invocation, 'ask');
      if (!written.ok && written.refusal.code === 'authority.approval-needed' && ask !== undefined)
        return askSecond(books, caller.value, {
          ...{ action: payRefundsByCheckAction.name, input, reason: ask },
          whatFollows: 'The checks are registered when a second person approves it; hand them out then.',
        });
      if (!written.ok) return written;
      const { checks: count, amount, currency: of } = written.value;
      return done({
        json: { state: 'done', ...written.value },
        text: `${count} checks, ${of} ${grouped(amount)}: they are paid when the bank debits their numbers.`,
      });
    });
  },
};

const checksCommand: Command = {
  name: 'refunds checks',
  arguments: '[--limit N]',
  summary: 'Checks that pay refunds and what became of each.',
  options: { limit: 'text' },
  files: [0, 0],
  run(invocation) {
    const limit = Math.min(countOption(invocation, 'limit', 50), 200);
    return withCompany<Answer>(invocation, async ({ engine, tenant }, company) => {
      const json = await listRefundChecks(engine, tenant.id, { companyId: company.id, limit });
      const text = table(
        ['Check', 'Refund', 'Written to', 'Amount', '', 'Account', 'Written', 'State', 'Day', 'Why'],
        json.rows.map((row) => [
          ...[row.number, row.refund, `${row.customer} ${row.payee ?? ''}`, grouped(row.amount), row.currency],
          ...[
            row.bankAccount,
            row.writtenOn,
            row.state.replaceAll('_', ' '),
            row.day ?? '',
            row.reason ?? insolvent(row),
          ],
        ]),
        ['left', 'left', 'left', 'right'],
      );
      return done({ json, text: json.rows.length === 0 ? 'No refund was paid by check yet.' : text });
    });
  },
};

const endCheckCommand: Command = {
  name: 'refunds end-check',
  arguments: 'CHECK-NUMBER --as voided|stopped --reason TEXT --user LOGIN [--ask TEXT]',
  summary:
    'Voids a check that pays a refund, or says that the bank was told not to pay it, within authority: the refund is due again.',
  options: { as: 'text', reason: 'text', ask: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const as = neededWord(invocation, 'as', ['voided', 'stopped'] as const);
    const reason = neededOption(invocation, 'reason');
    return withCompany<Answer>(invocation, async (books, company) => {
      const { engine, tenant } = books;
      const caller = await callerOfPerson(invocation, books, { action: endRefundCheckAction.permission, company });
      if (!caller.ok) return caller;
      const named = invocation.files[0]!;
      let before: bigint | undefined;
      let paymentId: string | undefined;
      do {
        const page = await listRefundChecks(engine, tenant.id, { companyId: company.id, before, limit: 200 });
        const found = page.rows.filter((row) => checkKeyOf(row.number) === checkKeyOf(named));
        // Two accounts may have the number: the one that is on its way is meant.
        paymentId = (found.find((row) => row.state === 'on_the_way') ?? found[0])?.paymentId.toString();
        before = page.next === null ? undefined : BigInt(page.next);
      } while (paymentId === undefined && before !== undefined);
      if (paymentId === undefined)
        return refuse('cash.refund-check-not-found', `No refund was paid by check ${named}. Nothing was changed.`);
      const input = { paymentId, as, reason };
      const ended = await endRefundCheck(engine, caller.value, input);
      const ask = textOption(invocation, 'ask');
      if (!ended.ok && ended.refusal.code === 'authority.approval-needed' && ask !== undefined)
        return askSecond(books, caller.value, {
          ...{ action: endRefundCheckAction.name, input, reason: ask },
          whatFollows: 'The refund is due again when a second person approves it.',
        });
      return ended.ok
        ? done({
            json: { state: 'done', ...ended.value },
            text: `Check ${named} is ${as}; refund ${ended.value.refund} is due again.`,
          })
        : ended;
    });
  },
};

const withdrawCommand: Command = {
  name: 'refunds withdraw',
  arguments: 'FILE-NUMBER --as refused|withdrawn [--refunds NUMBER,…] --reason TEXT --user LOGIN [--ask TEXT]',
  summary:
    'Says that the bank refused payments of a file, or withdraws them, within authority: their refunds are due again; --ask asks a second person where that is needed.',
  options: { as: 'text', refunds: 'text', reason: 'text', ask: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const as = neededWord(invocation, 'as', ['refused', 'withdrawn'] as const);
    const reason = neededOption(invocation, 'reason');
    const numbers = listOption(invocation, 'refunds');
    return withCompany<Answer>(invocation, async (books, company) => {
      const { engine, tenant } = books;
      const caller = await callerOfPerson(invocation, books, { action: withdrawPaymentsAction.permission, company });
      if (!caller.ok) return caller;
      const fileId = await fileNamed(books, company, invocation.files[0]!);
      if (!fileId.ok) return fileId;
      const file = (await loadPaymentFile(engine, tenant.id, { companyId: company.id, fileId: fileId.value }))!;
      const itemIds = numbers?.map((one) => file.rows.find((row) => textKey(row.number) === textKey(one))?.itemId);
      if (itemIds?.some((id) => id === undefined))
        return refuse(
          'cash.payment-ended',
          `Not all of ${numbers!.join(', ')} stand in ${file.number}. Nothing was changed.`,
        );
      const input = { fileId: fileId.value.toString(), as, reason, ...(itemIds && { itemIds: itemIds.map(String) }) };
      const withdrawn = await withdrawPayments(engine, caller.value, input);
      const ask = textOption(invocation, 'ask');
      if (!withdrawn.ok && withdrawn.refusal.code === 'authority.approval-needed' && ask !== undefined)
        return askSecond(books, caller.value, {
          ...{ action: withdrawPaymentsAction.name, input, reason: ask },
          whatFollows: 'The refunds are due again when a second person approves it.',
        });
      if (!withdrawn.ok) return withdrawn;
      const { payments, amount, currency } = withdrawn.value;
      return done({
        json: { state: 'done', ...withdrawn.value },
        text: `${payments} payments, ${currency} ${grouped(amount)}: ${as}. Their refunds are due again.`,
      });
    });
  },
};

export const refundPaymentCommands: readonly Command[] = [
  listCommand,
  toStopCommand,
  payCommand,
  filesCommand,
  withdrawCommand,
  payByCheckCommand,
  checksCommand,
  endCheckCommand,
];
