/**
 * The structured blocks (Strd) of a payment's remittance information: what the payer says of each document. Norm: ISO 20022,
 * StructuredRemittanceInformation: RfrdDocInf, RfrdDocAmt, CdtrRefInf, AddtlRmtInf. Pure.
 */
import { readBankAmount } from '../../bank/amount.ts';
import { at, childrenOf, textAt, type XmlNode, type XmlValue } from '../../bank/camt/xml.ts';
import type { RemittanceAdjustment, StatedDocument } from '../../bank/model.ts';

/** The payment that the blocks stand in. */
interface Of {
  readonly path: string;
  readonly currency: string | null;
  /** −1n for money out. */
  readonly sign: bigint;
}

/** The amounts of a block, or of one document in it, unsigned; null: not said. */
interface Amounts {
  readonly due: bigint | null;
  readonly discount: bigint | null;
  readonly credit: bigint | null;
  readonly tax: bigint | null;
  readonly remitted: bigint | null;
  readonly adjustments: readonly RemittanceAdjustment[];
  /** Amounts in another currency than the payment's, as they are written: they are told and decide nothing. */
  readonly abroad: readonly string[];
}

/** An amount with its sign, and the currency that it names itself. */
export function readStatedAmount(
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

/**
 * What a payment's structured blocks say of its documents, in order. A credit note lessens the payment. Where a block names
 * several documents and one amount, the first has the amount and the others share it. A block without a document, a reference
 * and a word says nothing. Raises what an amount that cannot be read raises.
 */
export const structuredDocuments = (blocks: readonly XmlNode[], of: Of): StatedDocument[] =>
  blocks.flatMap((block) => documentsOf(block, of));

/** Whether a block says more than which documents are paid. */
export const statesAmounts = (block: XmlNode): boolean =>
  at(block, 'RfrdDocAmt') !== undefined ||
  childrenOf(block, 'RfrdDocInf').some((one) => at(one, 'LineDtls', 'Amt') !== undefined);

/** The reference that the creditor gave, as a block names it; null: it names none. */
export const creditorReference = (block: XmlNode): string | null =>
  textAt(block, 'CdtrRefInf', 'Ref') ?? textAt(block, 'CdtrRefInf', 'CdtrRef');

/** What stands beside the documents of a block, as text; null: nothing. */
export const additionalText = (block: XmlNode): string | null =>
  childrenOf(block, 'AddtlRmtInf')
    .map((one) => textAt(one))
    .filter((one) => one !== null)
    .join(' ') || null;

function documentsOf(block: XmlNode, of: Of): StatedDocument[] {
  const documents = childrenOf(block, 'RfrdDocInf').filter((one) => textAt(one, 'Nb') !== null);
  const creditor = creditorReference(block);
  const additional = additionalText(block);
  const whole = amountsIn([at(block, 'RfrdDocAmt')], of);
  const memo =
    [documents.length > 0 ? creditor : null, additional, ...whole.abroad].filter((one) => one !== null).join(' ') ||
    null;
  const [first, ...others] = documents;
  if (first === undefined) {
    const reference = creditor ?? (memo === null ? null : '');
    return reference === null ? [] : [documentOf(reference, whole, of, memo)];
  }
  const own = documents.map((one) =>
    amountsIn(
      childrenOf(one, 'LineDtls').map((line) => at(line, 'Amt')),
      of,
    ),
  );
  if (own.every((one) => paidOf(one) !== null))
    return documents.map((one, place) => documentOf(textAt(one, 'Nb')!, own[place]!, of, place === 0 ? memo : null));
  // One invoice and the credit note that is taken off it, in the block's two amounts.
  const credits = documents.filter(isCreditNote);
  if (documents.length === 2 && credits.length === 1 && whole.credit !== null) {
    const paid = whole.remitted === null ? null : whole.remitted + whole.credit;
    const invoice = { ...whole, credit: null, remitted: paid };
    return documents.map((one, place) =>
      isCreditNote(one)
        ? documentOf(textAt(one, 'Nb')!, { ...nothing, credit: whole.credit }, of, place === 0 ? memo : null)
        : documentOf(textAt(one, 'Nb')!, invoice, of, place === 0 ? memo : null),
    );
  }
  return [
    documentOf(textAt(first, 'Nb')!, whole, of, memo),
    ...others.map(
      (one): StatedDocument => ({
        ...{ reference: textAt(one, 'Nb')!, amountMinor: null, discountMinor: null, adjustments: [], memo: null },
        shares: true,
      }),
    ),
  ];
}

const isCreditNote = (document: XmlNode): boolean =>
  (textAt(document, 'Tp', 'CdOrPrtry', 'Cd') ?? textAt(document, 'RfrdDocTp', 'Cd')) === 'CREN';

const nothing: Amounts = {
  ...{ due: null, discount: null, credit: null, tax: null, remitted: null },
  adjustments: [],
  abroad: [],
};

/** The amounts of some blocks together. Up to version 2 an amount stands by itself, later with its type. */
function amountsIn(nodes: readonly (XmlNode | undefined)[], { path, currency }: Of): Amounts {
  const abroad: string[] = [];
  const read = (node: XmlValue, name: string): bigint | null => {
    const place = `${path}/${name}`;
    const found = readStatedAmount(node, place, currency) ?? readStatedAmount(at(node, 'Amt'), place, currency);
    if (found === null) return null;
    if (currency === null || found.currency === currency) return found.amountMinor;
    abroad.push(`${name} ${found.currency} ${textAt(node) ?? textAt(node, 'Amt')}`);
    return null;
  };
  const sum = (name: string): bigint | null =>
    nodes
      .flatMap((node) => childrenOf(node, name))
      .map((node) => read(node, name))
      .reduce((total, one) => (one === null ? total : (total ?? 0n) + one), null);
  const amounts = {
    ...{ due: sum('DuePyblAmt'), discount: sum('DscntApldAmt'), credit: sum('CdtNoteAmt') },
    ...{ tax: sum('TaxAmt'), remitted: sum('RmtdAmt') },
  };
  const adjustments = nodes
    .flatMap((node) => childrenOf(node, 'AdjstmntAmtAndRsn'))
    .map((one): RemittanceAdjustment => {
      const size = read(at(one, 'Amt'), 'AdjstmntAmtAndRsn');
      const reason = [textAt(one, 'Rsn'), textAt(one, 'AddtlInf')].filter((text) => text !== null).join(' ');
      return { code: reason, amountMinor: size !== null && textAt(one, 'CdtDbtInd') === 'DBIT' ? -size : size };
    });
  // With an amount in another currency what is left says too little.
  return abroad.length > 0 ? { ...nothing, abroad } : { ...amounts, adjustments, abroad };
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

const adjusted = ({ adjustments }: Amounts): bigint =>
  magnitude(adjustments.reduce((sum, one) => sum + (one.amountMinor ?? 0n), 0n));

/** What is paid: as it is said, else what is due less what is taken off. A credit note alone lessens the payment. */
function paidOf(amounts: Amounts): bigint | null {
  const { due, discount, credit, remitted } = amounts;
  if (remitted !== null) return remitted;
  if (due === null) return credit === null ? null : -credit;
  return due - (discount ?? 0n) - (credit ?? 0n) - adjusted(amounts);
}

function documentOf(reference: string, amounts: Amounts, { sign }: Of, memo: string | null): StatedDocument {
  const { due, discount, credit, tax } = amounts;
  const paid = paidOf(amounts);
  const short = due === null || paid === null ? 0n : due - paid - (discount ?? 0n) - (credit ?? 0n) - adjusted(amounts);
  // Tax is in the amount, unless the amount says that it was kept back.
  const withheld = tax !== null && tax > 0n && short === tax;
  // A credit note that is taken off a named invoice without a number of its own is kept back from it.
  const kept = due !== null && credit !== null && credit > 0n;
  return {
    reference,
    amountMinor: paid === null ? null : sign * paid,
    discountMinor: discount,
    adjustments: [
      ...amounts.adjustments,
      ...(withheld ? [{ code: 'withholding tax', amountMinor: tax }] : []),
      ...(kept ? [{ code: 'credit note', amountMinor: credit }] : []),
    ],
    ...(tax !== null && !withheld && { taxMinor: tax }),
    memo,
  };
}
