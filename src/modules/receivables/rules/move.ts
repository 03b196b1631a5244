/**
 * A move: part of an open item leaves it and stands as an item of another kind, account or customer — a deduction, a
 * retention, a bill, a withheld tax, a down payment, a transfer. Two items, one journal; the balance stays. Pure.
 */
import { absolute, type Day, divideRounded, done, isDay, laterDay, type Outcome, refuse, sign } from '#kernel';
import { type AgingClass, type DocumentType, documentTypes, type Item, type SpecialGl, specialGlOf } from '../model.ts';

/** The documents that move part of an item. */
export type MovingType =
  | 'deduction'
  | 'retention'
  | 'bill_of_exchange'
  | 'withholding_tax'
  | 'transfer'
  | 'down_payment';

/** What is wanted; `amountMinor` is positive, absent: all that is open. */
export interface WantedMove {
  readonly itemId: bigint;
  readonly amountMinor?: bigint;
  readonly documentType: MovingType;
  readonly postingDate: Day;
  /** The new item's due day; absent: the old one's. */
  readonly dueDate?: Day | null;
  /** The customer account that takes it; absent: the same. */
  readonly toAccountId?: bigint;
  readonly reasonCode?: string | null;
  readonly text?: string | null;
  readonly explanation?: string;
  readonly references?: readonly string[];
  /** The code of the tax that a down payment contains; the tax is worked out from the amount. */
  readonly taxCode?: string;
  /** What the new item is linked to; absent: the source. */
  readonly linkedItemId?: bigint;
}

export interface PlannedMove {
  readonly wanted: WantedMove;
  readonly source: Item;
  /** Signed as the source; what moves, and what it is carried at. */
  readonly amountMinor: bigint;
  readonly companyAmountMinor: bigint;
  readonly postingDate: Day;
  readonly dueDate: Day;
  readonly specialGl: SpecialGl | null;
  readonly agingClass: AgingClass;
}

const side: Readonly<Record<MovingType, -1 | 0 | 1>> = {
  deduction: 1,
  retention: 1,
  bill_of_exchange: 1,
  withholding_tax: 1,
  transfer: 0,
  down_payment: -1,
};

/**
 * Plans moves over loaded and locked items, in their order; several may take from one item. The moved part keeps the
 * value at which it was carried, so that no exchange difference arises. Refuses `receivables.item-unknown`,
 * `receivables.noted-item`, `receivables.wrong-side`, `receivables.over-allocated`, `receivables.malformed-day`,
 * `receivables.same-account`.
 */
export function planMoves(items: ReadonlyMap<bigint, Item>, wanted: readonly WantedMove[]): Outcome<PlannedMove[]> {
  const open = new Map([...items].map(([id, item]) => [id, { minor: item.openMinor, company: item.openCompanyMinor }]));
  const planned: PlannedMove[] = [];
  for (const move of wanted) {
    const source = items.get(move.itemId);
    const type: DocumentType = move.documentType;
    const name = type.replaceAll('_', ' ');
    if (!source)
      return refuse('receivables.item-unknown', 'There is no such item. Nothing was changed.', {
        itemId: move.itemId.toString(),
      });
    if (source.noted) return refuse('receivables.noted-item', `${source.number} is only noted. Nothing was changed.`);
    for (const day of [move.postingDate, move.dueDate])
      if (day != null && !isDay(day))
        return refuse('receivables.malformed-day', `"${day}" is not a calendar day. Nothing was changed.`);
    const direction = sign(source.amountMinor);
    if (side[move.documentType] !== 0 && side[move.documentType] !== direction) {
      return refuse(
        'receivables.wrong-side',
        `A ${name} is made from a ${direction > 0 ? 'credit' : 'receivable'}; ${source.number} is none. Nothing was changed.`,
      );
    }
    if (type === 'transfer' && (move.toAccountId ?? source.accountId) === source.accountId)
      return refuse(
        'receivables.same-account',
        `${source.number} stands on that customer's account already. Nothing was changed.`,
      );
    const left = open.get(source.id)!;
    const amount = move.amountMinor ?? absolute(left.minor);
    if (amount <= 0n || amount > absolute(left.minor)) {
      return refuse(
        'receivables.over-allocated',
        `${source.number} has less open than would be moved. Nothing was changed.`,
        { itemId: source.id.toString(), openMinor: left.minor.toString(), wantedMinor: amount.toString() },
      );
    }
    const amountMinor = amount * BigInt(direction);
    const companyAmountMinor = divideRounded(left.company * amount, absolute(left.minor));
    open.set(source.id, { minor: left.minor - amountMinor, company: left.company - companyAmountMinor });
    planned.push({
      wanted: move,
      source,
      amountMinor,
      companyAmountMinor,
      postingDate: laterDay(move.postingDate, source.postingDate),
      dueDate: move.dueDate ?? source.dueDate,
      specialGl: type === 'transfer' ? source.specialGl : (specialGlOf[type] ?? null),
      agingClass: type === 'transfer' ? source.agingClass : documentTypes[type].agingClass,
    });
  }
  return done(planned);
}
