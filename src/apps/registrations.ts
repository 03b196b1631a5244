/**
 * The composition root: what upper modules register with lower ones. A test fails when an expected registration is
 * missing.
 */
import { join } from 'node:path';
import {
  acceptAdjustmentAction,
  declareBankRuleAction,
  endRefundCheckAction,
  linkReturnAction,
  payRefundsAction,
  payRefundsByCheckAction,
  readAdviceFolder,
  readSettlementFolder,
  receiptMoneyOrigins,
  receiptStateProjector,
  refundPaymentReversalHolds,
  setMatchingPolicyAction,
  unpostedLinesMonthHold,
  withdrawPaymentsAction,
} from '#cash';
import {
  dormantCreditKind,
  insolvencyCheck,
  moneySeenCheck,
  noticeKind,
  noticeTakenBackHandler,
  priorityProjector,
  remittanceRequestKind,
  resetLevelAction,
  statementKind,
  statementTakenBackHandler,
} from '#collections';
import { changePaymentAccountAction, setPaymentTermAction } from '#company';
import { outboxFolder, printFolder, readMailFolder, type SendPath, smtpTransport } from '#correspondence';
import { changeBankAccountAction, changeTermsAction, customerTermUses } from '#customers';
import {
  clearingMadeHandler,
  clearingTakenBackHandler,
  erpMoneyGuard,
  readErpInbox,
  taxRelievedHandler,
  undecidedLoadsMonthHold,
} from '#integrations';
import { RefusalError, refuse } from '#kernel';
import { executeOffsetAction, offsetRequestKind } from '#offsets';
import type { InboxReader } from '#operations';
import { type Config, type Registrations, readSmtpUrl, setLimitsAction } from '#platform';
import { judgeAgainHandler, judgeWithMoneyHandler } from '#promises';
import {
  itemTermUses,
  moveDueDaysAction,
  openAmountAssertion,
  postDocumentAction,
  receiveCertificateAction,
  refundCreditAction,
  revaluationMonthHold,
  reverseDocumentAction,
  summaryProjector,
  transferItemAction,
  writeOffAction,
} from '#receivables';
import { bankMonthHold, reconciliationLetterKind } from '#reconciliation';

export const registrations: Registrations = {
  projectors: [summaryProjector, receiptStateProjector, priorityProjector],
  assertions: [openAmountAssertion],
  handlers: [
    noticeTakenBackHandler,
    statementTakenBackHandler,
    clearingMadeHandler,
    clearingTakenBackHandler,
    taxRelievedHandler,
    judgeAgainHandler,
    judgeWithMoneyHandler,
  ],
  governedActions: [
    setLimitsAction,
    changePaymentAccountAction,
    changeBankAccountAction,
    changeTermsAction,
    setPaymentTermAction,
    resetLevelAction,
    postDocumentAction,
    reverseDocumentAction,
    receiveCertificateAction,
    refundCreditAction,
    transferItemAction,
    writeOffAction,
    moveDueDaysAction,
    payRefundsAction,
    withdrawPaymentsAction,
    payRefundsByCheckAction,
    endRefundCheckAction,
    setMatchingPolicyAction,
    declareBankRuleAction,
    acceptAdjustmentAction,
    linkReturnAction,
    executeOffsetAction,
  ],
  moneyGuards: [erpMoneyGuard],
  moneyOrigins: [receiptMoneyOrigins],
  reversalHolds: [refundPaymentReversalHolds],
  termUses: [customerTermUses, itemTermUses],
  monthHolds: [unpostedLinesMonthHold, undecidedLoadsMonthHold, revaluationMonthHold, bankMonthHold],
};

/** Mail that came back must be known before the next one is written, so it is read between day runs as well. */
export const mailReader: InboxReader = { folder: 'mail', read: readMailFolder };

/** What payers say their money is for is read between day runs too: it is applied before the next reminder. */
export const adviceReader: InboxReader = { folder: 'remittances', read: readAdviceFolder };

/** What stands behind a deposit of a payment service is read between day runs too: its customers have paid. */
export const settlementReader: InboxReader = { folder: 'settlements', read: readSettlementFolder };

/** The folders of a tenant's inbox beside `bank`. */
export const inboxReaders: readonly InboxReader[] = [
  { folder: 'erp', read: readErpInbox },
  adviceReader,
  settlementReader,
  mailReader,
];

/**
 * The one way out for messages: every check of the gate, every kind of message, the outbox folder, and SMTP where the
 * installation names a server. Throws the refusals `platform.smtp-url` and
 * `platform.public-url` for an address that is none.
 */
export function sendPath(
  settings: Pick<Config, 'home'> & Partial<Pick<Config, 'smtpUrl' | 'mailOnlyTo' | 'publicUrl'>>,
): SendPath {
  const server = settings.smtpUrl === undefined ? null : readSmtpUrl(settings.smtpUrl);
  if (server !== null && !server.ok) throw new RefusalError(server.refusal);
  const publicUrl = settings.publicUrl ?? null;
  if (publicUrl !== null && !/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/.test(publicUrl))
    throw new RefusalError(
      refuse(
        'platform.public-url',
        'DUNWELL_PUBLIC_URL is the address at which customers reach this server, such as https://dunwell.example.',
      ).refusal,
    );
  return {
    checks: [insolvencyCheck, moneySeenCheck],
    kinds: [
      noticeKind,
      statementKind,
      remittanceRequestKind,
      dormantCreditKind,
      offsetRequestKind(publicUrl),
      reconciliationLetterKind,
    ],
    transports: {
      outbox: outboxFolder(join(settings.home, 'outbox')),
      smtp: server === null ? null : smtpTransport(server.value),
      print: printFolder(join(settings.home, 'letters')),
    },
    mailOnlyTo: settings.mailOnlyTo ?? null,
  };
}
