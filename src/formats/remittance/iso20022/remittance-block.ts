/**
 * The remittance information of ISO 20022 (RmtInf), where it stands in camt.052/053/054, pain.001 and remt.001. Norm: ISO
 * 20022, StructuredRemittanceInformation: RfrdDocInf, RfrdDocAmt, CdtrRefInf, AddtlRmtInf.
 */
import { type Day, isDay, raise } from '#kernel';
import { at, childrenOf, textAt, type XmlNode, type XmlValue } from '../../bank/camt/xml.ts';
import type { BankWarning } from '../../bank/model.ts';
import { parseXml } from '../../xml/element-tree.ts';
import { type Remittance, type RemittanceFile, type RemittanceLine, sumOfLines } from '../model.ts';
import { readStatedAmount, structuredDocuments } from './structured.ts';

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

function remittanceOf(payment: Payment, warnings: BankWarning[]): Remittance[] {
  const block = at(payment.node, 'RmtInf');
  if (block === undefined) return [];
  const amount = readStatedAmount(payment.amountNode, payment.path, null);
  const currency = amount?.currency ?? null;
  const structured = structuredDocuments(childrenOf(block, 'Strd'), { ...payment, currency });
  const free = childrenOf(block, 'Ustrd')
    .map((one) => textAt(one))
    .filter((one) => one !== null);
  const total = amount === null ? null : payment.sign * amount.amountMinor;
  const lines: readonly RemittanceLine[] =
    structured.length > 0 || free.length === 0
      ? structured
      : [{ reference: '', amountMinor: total, discountMinor: null, adjustments: [], memo: free.join(' ') }];
  if (lines.length === 0) return [];
  // A single reference without an amount of its own is paid by the whole payment.
  const own =
    structured.length === 1 && structured[0]!.amountMinor === null && total !== null
      ? [{ ...structured[0]!, amountMinor: total, memo: structured[0]!.memo ?? (free.join(' ') || null) }]
      : lines;
  const sum = sumOfLines(own);
  if (total !== null && sum !== null && sum !== total)
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
