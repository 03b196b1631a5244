/**
 * The remittance information of ISO 20022 (RmtInf), where it stands in camt.052/053/054, pain.001 and remt.001. Norm: ISO
 * 20022, StructuredRemittanceInformation: RfrdDocInf, RfrdDocAmt, CdtrRefInf, AddtlRmtInf.
 */
import { type Day, isDay, raise } from '#kernel';
import { readBankAmount } from '../../bank/amount.ts';
import { at, childrenOf, textAt, type XmlNode, type XmlValue } from '../../bank/camt/xml.ts';
import type { BankWarning } from '../../bank/model.ts';
import { parseXml } from '../../xml/element-tree.ts';
import type { Remittance, RemittanceAdjustment, RemittanceFile, RemittanceLine } from '../model.ts';

interface Payment {
  readonly node: XmlNode;
  readonly path: string;
  readonly amountNode: XmlNode | undefined;
  readonly sign: bigint;
  readonly date: Day | null;
  readonly payer: XmlValue;
  readonly payerAccount: XmlValue;
  readonly reference: string | null;
}

/**
 * Reads the remittances of a message. Payments without remittance information are left out. Refuses another message
 * (`iso20022.other-message`) and one without any remittance (`iso20022.no-remittance`).
 */
export function readIsoRemittances(text: string): RemittanceFile {
  const document = parseXml(text);
  const root = at(document, 'Document') ?? (document as XmlNode);
  const payments = paymentsOf(root);
  if (payments === undefined)
    raise(
      'iso20022.other-message',
      'This XML file is neither a bank message (camt.052/053/054), a payment (pain.001) nor an advice (remt.001). Nothing was read.',
      {},
      { file: '', path: Object.keys(root)[0] ?? 'Document' },
    );
  const warnings: BankWarning[] = [];
  const remittances = payments.flatMap((payment) => remittanceOf(payment, warnings));
  if (remittances.length === 0)
    raise(
      'iso20022.no-remittance',
      'No payment of this message carries remittance information. Nothing was read.',
      {},
      { file: '', path: payments[0]?.path ?? 'Document' },
    );
  return { format: 'iso20022', remittances, warnings };
}

function paymentsOf(root: XmlNode): Payment[] | undefined {
  for (const [message, statement] of [
    ['BkToCstmrStmt', 'Stmt'],
    ['BkToCstmrAcctRpt', 'Rpt'],
    ['BkToCstmrDbtCdtNtfctn', 'Ntfctn'],
  ] as const) {
    const node = at(root, message);
    if (node !== undefined)
      return childrenOf(node, statement).flatMap((one, index) =>
        bankPayments(one, `${message}/${statement}[${index + 1}]`),
      );
  }
  const initiation = at(root, 'CstmrCdtTrfInitn');
  if (initiation !== undefined)
    return childrenOf(initiation, 'PmtInf').flatMap((block, index) =>
      childrenOf(block, 'CdtTrfTxInf').map(
        (node, place): Payment => ({
          node,
          path: `PmtInf[${index + 1}]/CdtTrfTxInf[${place + 1}]`,
          amountNode: at(node, 'Amt', 'InstdAmt'),
          sign: 1n,
          date: dayOf(at(block, 'ReqdExctnDt')),
          payer: at(block, 'Dbtr'),
          payerAccount: at(block, 'DbtrAcct'),
          reference: textAt(node, 'PmtId', 'EndToEndId'),
        }),
      ),
    );
  const advice = at(root, 'RmtAdvc');
  if (advice === undefined) return undefined;
  return childrenOf(advice, 'RmtInf').map(
    (node, index): Payment => ({
      // The advice's own block is the remittance information itself.
      node: { RmtInf: node },
      path: `RmtAdvc/RmtInf[${index + 1}]`,
      amountNode: at(node, 'OrgnlPmtInf', 'Amt', 'InstdAmt') ?? at(node, 'OrgnlPmtInf', 'Amt'),
      sign: 1n,
      date: dayOf(at(node, 'OrgnlPmtInf', 'ReqdExctnDt')),
      payer: at(node, 'OrgnlPmtInf', 'Dbtr') ?? at(advice, 'GrpHdr', 'InitgPty'),
      payerAccount: at(node, 'OrgnlPmtInf', 'DbtrAcct'),
      reference: textAt(node, 'RmtId') ?? textAt(node, 'OrgnlPmtInf', 'Refs', 'EndToEndId'),
    }),
  );
}

function bankPayments(statement: XmlNode, path: string): Payment[] {
  return childrenOf(statement, 'Ntry').flatMap((entry, index) => {
    const details = childrenOf(entry, 'NtryDtls').flatMap((one) => childrenOf(one, 'TxDtls'));
    const date = dayOf(at(entry, 'BookgDt')) ?? dayOf(at(entry, 'ValDt'));
    return details.map((node, place): Payment => {
      const debit = (textAt(node, 'CdtDbtInd') ?? textAt(entry, 'CdtDbtInd')) === 'DBIT';
      const parties = at(node, 'RltdPties');
      return {
        node,
        path: `${path}/Ntry[${index + 1}]/TxDtls[${place + 1}]`,
        amountNode: details.length === 1 ? at(entry, 'Amt') : (at(node, 'Amt') ?? at(node, 'AmtDtls', 'TxAmt', 'Amt')),
        sign: debit ? -1n : 1n,
        date,
        payer: at(parties, debit ? 'Cdtr' : 'Dbtr'),
        payerAccount: at(parties, debit ? 'CdtrAcct' : 'DbtrAcct'),
        reference:
          textAt(node, 'Refs', 'EndToEndId') ?? textAt(node, 'Refs', 'AcctSvcrRef') ?? textAt(entry, 'AcctSvcrRef'),
      };
    });
  });
}

const dayOf = (node: XmlValue): Day | null => {
  const text = (textAt(node, 'Dt') ?? textAt(node, 'DtTm') ?? textAt(node))?.slice(0, 10);
  return text !== undefined && isDay(text) ? text : null;
};

function money(
  node: XmlValue,
  path: string,
  fallback: string | null,
): { amountMinor: bigint; currency: string | null } | null {
  const text = textAt(node);
  if (text === null) return null;
  const currency = textAt(node, '@Ccy') ?? fallback;
  const amount = readBankAmount(text.replace(/^[+-]/, ''), '.', currency, { file: '', path });
  return { amountMinor: text.startsWith('-') ? -amount : amount, currency };
}

function remittanceOf(payment: Payment, warnings: BankWarning[]): Remittance[] {
  const block = at(payment.node, 'RmtInf');
  if (block === undefined) return [];
  const amount = money(payment.amountNode, payment.path, null);
  const currency = amount?.currency ?? null;
  const structured = childrenOf(block, 'Strd').flatMap((one) => linesOf(one, payment, currency));
  const free = childrenOf(block, 'Ustrd')
    .map((one) => textAt(one))
    .filter((one) => one !== null);
  const total = amount === null ? null : payment.sign * amount.amountMinor;
  const lines =
    structured.length > 0 || free.length === 0
      ? structured
      : [{ reference: '', amountMinor: total ?? 0n, discountMinor: null, adjustments: [], memo: free.join(' ') }];
  if (lines.length === 0) return [];
  // A single reference without an amount of its own is paid by the whole payment.
  const own =
    structured.length === 1 && structured[0]!.amountMinor === 0n && total !== null
      ? [{ ...structured[0]!, amountMinor: total, memo: structured[0]!.memo ?? (free.join(' ') || null) }]
      : lines;
  const sum = own.reduce((all, line) => all + line.amountMinor, 0n);
  if (total !== null && sum !== total)
    warnings.push({
      code: 'remittance.sum-differs',
      message: `${payment.path}: the documents do not sum to the payment.`,
    });
  return [
    {
      payer: {
        name: textAt(payment.payer, 'Nm') ?? textAt(payment.payer, 'Pty', 'Nm'),
        account: textAt(payment.payerAccount, 'Id', 'IBAN') ?? textAt(payment.payerAccount, 'Id', 'Othr', 'Id'),
      },
      reference: payment.reference === 'NOTPROVIDED' ? null : payment.reference,
      date: payment.date,
      amountMinor: total,
      currency,
      lines: own,
    },
  ];
}

/** One structured block: its documents share the block's amounts; a credit note lessens the payment. */
function linesOf(node: XmlNode, payment: Payment, currency: string | null): RemittanceLine[] {
  const amounts = at(node, 'RfrdDocAmt');
  const read = (...names: string[]): bigint | null => {
    for (const name of names) {
      const own = at(amounts, name);
      const found =
        money(own, `${payment.path}/${name}`, currency) ?? money(at(own, 'Amt'), `${payment.path}/${name}`, currency);
      if (found) return found.amountMinor;
    }
    return null;
  };
  const credit = read('CdtNoteAmt');
  const discount = read('DscntApldAmt');
  const adjustments = childrenOf(amounts, 'AdjstmntAmtAndRsn').map((one): RemittanceAdjustment => {
    const size = money(at(one, 'Amt'), `${payment.path}/AdjstmntAmtAndRsn`, currency)?.amountMinor ?? 0n;
    return { code: textAt(one, 'Rsn') ?? '', amountMinor: textAt(one, 'CdtDbtInd') === 'DBIT' ? -size : size };
  });
  const due = read('DuePyblAmt');
  const remitted = read('RmtdAmt') ?? (credit !== null ? -credit : due !== null ? due - (discount ?? 0n) : 0n);
  const documents = childrenOf(node, 'RfrdDocInf')
    .map((one) => textAt(one, 'Nb'))
    .filter((one) => one !== null);
  const creditor = textAt(node, 'CdtrRefInf', 'Ref') ?? textAt(node, 'CdtrRefInf', 'CdtrRef');
  const memo =
    childrenOf(node, 'AddtlRmtInf')
      .map((one) => textAt(one))
      .filter((one) => one !== null)
      .join(' ') || null;
  const references = documents.length > 0 ? documents : creditor !== null ? [creditor] : memo !== null ? [''] : [];
  // Several documents in one block share its amount; only the first carries it, so that nothing counts twice.
  return references.map((reference, index) => ({
    reference,
    amountMinor: index === 0 ? payment.sign * remitted : 0n,
    discountMinor: index === 0 ? discount : null,
    adjustments: index === 0 ? adjustments : [],
    memo:
      index === 0
        ? documents.length > 0 && creditor !== null
          ? [creditor, memo].filter(Boolean).join(' ')
          : memo
        : null,
  }));
}
