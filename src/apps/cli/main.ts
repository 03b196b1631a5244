/**
 * The command line: finds the command, runs it, prints its answer. Exit status: 0 done, 1 refused, 2 wrong usage, 3 fault
 * of the program. With `--json` standard output holds exactly one JSON document.
 */
import { RefusalError } from '#kernel';
import { armFailpoint, readConfig, refusalOfFault, systemClock } from '#platform';
import { dropKnownRejections } from '../rejections.ts';
import { type Command, Interrupted, parseInvocation, UsageError } from './command.ts';
import { adjustmentCommands } from './commands/adjustments.ts';
import { agingCommand } from './commands/aging.ts';
import { aliasesCommand } from './commands/aliases.ts';
import { authorityCommands } from './commands/authority.ts';
import { backupCommand, restoreCommand } from './commands/backup.ts';
import { bankImportCommand, bankReadCommand } from './commands/bank.ts';
import { bankAccountCommands } from './commands/bank-accounts.ts';
import { bouncesClearCommand, bouncesListCommand, bouncesReadCommand } from './commands/bounces.ts';
import { cashApplyCommand, cashSolveCommand } from './commands/cash.ts';
import { policyCommand, simulateCommand } from './commands/cash-policy.ts';
import { qualityCommand } from './commands/cash-quality.ts';
import { checkCommands } from './commands/checks.ts';
import { closeRevalueCommand } from './commands/close.ts';
import { closingDaysCommands } from './commands/closing-days.ts';
import { companyTermCommands } from './commands/company-terms.ts';
import { controlSampleCommands } from './commands/control-samples.ts';
import { customerChangeCommands } from './commands/customer-changes.ts';
import { customerCommands } from './commands/customers.ts';
import { dayRunCommand } from './commands/day.ts';
import { declineCommand } from './commands/decline.ts';
import { documentCommands } from './commands/documents.ts';
import { dunningPreviewCommand, dunningRunCommand, resetLevelCommand } from './commands/dunning.ts';
import { erpCommands } from './commands/erp.ts';
import { exportsCommands } from './commands/exports.ts';
import { fileMappingCommands } from './commands/file-mappings.ts';
import { fileCommands } from './commands/files.ts';
import { heldStatementCommands } from './commands/held-statements.ts';
import { customersImportCommand, itemsImportCommand } from './commands/imports.ts';
import { inboxCommands } from './commands/inbox.ts';
import { initCommand } from './commands/init.ts';
import { itemDeedCommands } from './commands/item-deeds.ts';
import { ledgerExportCommand } from './commands/ledger.ts';
import {
  lettersBatchCommand,
  lettersListCommand,
  lettersPrintCommand,
  lettersPrintedCommand,
  lettersReprintCommand,
} from './commands/letters.ts';
import {
  mailSetCommand,
  mailShowCommand,
  messagesListCommand,
  messagesResolveCommand,
  messagesSendCommand,
} from './commands/messages.ts';
import { offsetCommands } from './commands/offsets.ts';
import { pastImportsCommand } from './commands/past-imports.ts';
import { itemStatusCommand } from './commands/payment-status.ts';
import { periodCheckCommand, periodListCommand, periodSetCommands } from './commands/periods.ts';
import { personalCommands } from './commands/personal.ts';
import { proposalCommands } from './commands/proposals.ts';
import { rateCommands } from './commands/rates.ts';
import { reconcileBankCommands } from './commands/reconcile-bank.ts';
import { reconcileCustomerCommands } from './commands/reconcile-customer.ts';
import { refundPaymentCommands } from './commands/refund-payments.ts';
import { refundsCommand } from './commands/refunds.ts';
import {
  remittanceImportCommand,
  remittanceLinkCommand,
  remittanceListCommand,
  remittanceReadCommand,
  remittanceUnlinkCommand,
  remittanceWithdrawCommand,
} from './commands/remittance.ts';
import {
  linkReturnCommand,
  returnCommand,
  returnedLineCommand,
  returnedLinesCommand,
  returnFeeCommand,
  takeReturnBackCommand,
} from './commands/returns.ts';
import { schedulesListCommand, schedulesSetCommand } from './commands/schedules.ts';
import { serveCommand, startCommand } from './commands/serve.ts';
import { settlementCommands } from './commands/settlements.ts';
import { paySisterCommand, splitReceiptCommand, undoSisterCommand } from './commands/sister.ts';
import {
  statementsCycleCommand,
  statementsListCommand,
  statementsPreviewCommand,
  statementsSendCommand,
} from './commands/statements.ts';
import { taxCommands } from './commands/tax.ts';
import {
  templatesListCommand,
  templatesPreviewCommand,
  templatesSaveCommand,
  templatesShowCommand,
} from './commands/templates.ts';
import { unappliedCommands } from './commands/unapplied.ts';
import { userCommands } from './commands/users.ts';
import { verifyCommand } from './commands/verify.ts';
import { giveBackCommand, takeOverCommand, worklistCommand } from './commands/worklist.ts';
import { Progress, say } from './output.ts';

export const commands: readonly Command[] = [
  bankReadCommand,
  remittanceReadCommand,
  cashSolveCommand,
  initCommand,
  ...userCommands,
  customersImportCommand,
  pastImportsCommand,
  itemsImportCommand,
  ...documentCommands,
  ...itemDeedCommands,
  ...personalCommands,
  refundsCommand,
  ...refundPaymentCommands,
  ...adjustmentCommands,
  itemStatusCommand,
  ...taxCommands,
  ...rateCommands,
  ...fileCommands,
  ...customerCommands,
  ...customerChangeCommands,
  ...reconcileCustomerCommands,
  ...reconcileBankCommands,
  ...offsetCommands,
  ...bankAccountCommands,
  ...fileMappingCommands,
  bankImportCommand,
  ...heldStatementCommands,
  remittanceImportCommand,
  remittanceListCommand,
  remittanceLinkCommand,
  remittanceUnlinkCommand,
  remittanceWithdrawCommand,
  ...erpCommands,
  ...exportsCommands,
  cashApplyCommand,
  declineCommand,
  ...checkCommands,
  ...settlementCommands,
  ...proposalCommands,
  ...unappliedCommands,
  aliasesCommand,
  policyCommand,
  simulateCommand,
  qualityCommand,
  ...controlSampleCommands,
  returnCommand,
  takeReturnBackCommand,
  returnedLinesCommand,
  returnedLineCommand,
  linkReturnCommand,
  returnFeeCommand,
  paySisterCommand,
  splitReceiptCommand,
  undoSisterCommand,
  agingCommand,
  worklistCommand,
  takeOverCommand,
  giveBackCommand,
  dunningPreviewCommand,
  dunningRunCommand,
  resetLevelCommand,
  statementsPreviewCommand,
  statementsSendCommand,
  statementsListCommand,
  statementsCycleCommand,
  messagesListCommand,
  messagesSendCommand,
  messagesResolveCommand,
  bouncesReadCommand,
  bouncesListCommand,
  bouncesClearCommand,
  lettersBatchCommand,
  lettersListCommand,
  lettersPrintCommand,
  lettersPrintedCommand,
  lettersReprintCommand,
  mailShowCommand,
  mailSetCommand,
  templatesListCommand,
  templatesShowCommand,
  templatesSaveCommand,
  templatesPreviewCommand,
  dayRunCommand,
  ...inboxCommands,
  closeRevalueCommand,
  ...closingDaysCommands,
  ...companyTermCommands,
  ...periodSetCommands,
  periodListCommand,
  periodCheckCommand,
  ...authorityCommands,
  ledgerExportCommand,
  verifyCommand,
  schedulesListCommand,
  schedulesSetCommand,
  backupCommand,
  restoreCommand,
  serveCommand,
  startCommand,
];

/** Ids are written as text, wherever they stand in an answer: JSON has no whole numbers of their size. */
const idAsText = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

/**
 * Runs one command line and returns its exit status. `workbench` tells where its pages are, where they are being built
 * meanwhile; else they are where the configuration says.
 */
export async function main(argv: readonly string[], workbench?: Promise<string | undefined>): Promise<number> {
  dropKnownRejections();
  const json = argv.includes('--json');
  const command = [...commands]
    .sort((a, b) => b.name.length - a.name.length)
    .find((one) => argv.slice(0, one.name.split(' ').length).join(' ') === one.name);
  if (!command) {
    const asked = argv.find((word) => !word.startsWith('-'));
    // Who knows the subject is shown its commands.
    const near = commands.filter((one) => one.name.split(' ')[0] === asked);
    const list = help(near.length > 0 ? near : commands);
    // Help that is asked for, of all or of a subject, is an answer and not a fault.
    if (argv.includes('--help') && argv.every((word) => word.startsWith('-') || (word === asked && near.length > 0))) {
      await write(`${list}\n`);
      return 0;
    }
    say(asked === undefined ? list : `There is no command "${argv.slice(0, 2).join(' ')}".\n\n${list}`);
    return 2;
  }
  const progress = new Progress();
  const stop = new AbortController();
  const told = (): void => {
    // The second time it is meant.
    if (stop.signal.aborted) process.exit(130);
    stop.abort();
  };
  process.on('SIGINT', told);
  process.on('SIGTERM', told);
  try {
    const { files, options } = parseInvocation(command, argv.slice(command.name.split(' ').length));
    if (options['help'] === true) {
      const below = commands.filter((one) => one.name.startsWith(`${command.name} `));
      const beside = below.length === 0 ? '' : `\n${linesOf(below).join('\n')}\n`;
      await write(`${usage(command)}\n\n${command.summary}\n${beside}`);
      return 0;
    }
    const config = readConfig(typeof options['home'] === 'string' ? { home: options['home'] } : {});
    armFailpoint(config.failpoint);
    const outcome = await command.run({
      files,
      options,
      config,
      clock: systemClock,
      progress,
      stop: stop.signal,
      workbench: () => workbench ?? Promise.resolve(config.workbench),
    });
    progress.end();
    if (!outcome.ok) return refused(outcome.refusal, json);
    if (outcome.value === null) return 0;
    if ('pieces' in outcome.value) {
      for (const piece of outcome.value.pieces) await write(piece);
      await write('\n');
      return 0;
    }
    await write(`${json ? JSON.stringify(outcome.value.json, idAsText) : outcome.value.text}\n`);
    return outcome.value.exit ?? 0;
  } catch (fault) {
    progress.end();
    if (fault instanceof RefusalError) return refused(fault.refusal, json);
    if (fault instanceof Interrupted) {
      say('Stopped. What was under way was rolled back; what was done before is kept.');
      return 130;
    }
    if (fault instanceof UsageError) {
      say(`${fault.message}\n\n${usage(command)}`);
      return 2;
    }
    const known = refusalOfFault(fault);
    if (known) return refused(known, json);
    say(`Dunwell stopped: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`);
    return 3;
  } finally {
    process.off('SIGINT', told);
    process.off('SIGTERM', told);
  }
}

/** What is done about a refusal here, by its code, where its sentence is also read on a page and names no command. */
const waysOn: Readonly<Record<string, string>> = {
  'cash.bank-account-unknown': 'Set it up: dunwell bank account-add NUMBER --currency CODE --name TEXT.',
  'receivables.not-tied-out': 'Verify the books: dunwell verify.',
  'receivables.company-mirrored': 'Load its items: dunwell erp load FILE.',
  'items.company-mirrored': 'Load its items: dunwell erp load FILE.',
  'cash.service-not-found': 'Declare it: dunwell settlements service.',
  'cash.settlement-posted': 'Take it back: dunwell settlements reverse.',
  'cash.receipt-counted': 'See them: dunwell erp payments.',
  'erp.company-standalone': 'Make it one: dunwell erp mirror --company CODE.',
  'settlement.layout-unknown': 'Name a mapping: --mapping.',
};

async function refused(refusal: RefusalError['refusal'], json: boolean): Promise<number> {
  if (json) await write(`${JSON.stringify({ refusal })}\n`);
  else {
    const place =
      refusal.at && 'file' in refusal.at
        ? ` (${[refusal.at.file, refusal.at.row && `line ${refusal.at.row}`, refusal.at.column, refusal.at.path].filter(Boolean).join(', ')})`
        : '';
    const way = waysOn[refusal.code];
    say(`Refused: ${refusal.message}${place}${way === undefined ? '' : `\n${way}`}\n[${refusal.code}]`);
  }
  return 1;
}

/** Written whole before the process ends, also into a pipe. */
function write(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}

const usage = (command: Command): string =>
  `Usage: dunwell ${command.name}${command.arguments ? ` ${command.arguments}` : ''} [--company CODE] [--as-of YYYY-MM-DD] [--home DIR] [--tenant CODE] [--late-reason TEXT] [--json]`;

/** A line for each command. */
function linesOf(shown: readonly Command[]): readonly string[] {
  const width = Math.max(...shown.map((command) => command.name.length));
  return shown.map((command) => `  dunwell ${command.name.padEnd(width)}  ${command.summary}`);
}

function help(shown: readonly Command[]): string {
  return [
    'Dunwell, order-to-cash collections.',
    '',
    ...linesOf(shown),
    '',
    'dunwell COMMAND --help tells more about one.',
  ].join('\n');
}
