/** An X12 812 as a customer's system writes it: credit and debit adjustments of our invoices. */

export interface AnnouncedAdjustment {
  readonly number: string;
  readonly kind: 'credit' | 'debit';
  readonly cents: number;
  readonly invoice: string;
  /** Each a segment of detail: the code, credit or debit, the amount in cents where it has one. */
  readonly reasons?: readonly (readonly [code: string, kind: 'C' | 'D', cents?: number])[];
}

/** One interchange with a transaction set for each adjustment. */
export function x12Adjustments(
  control: number,
  buyer: string,
  adjustments: readonly AnnouncedAdjustment[],
  { day = '20260302', currency = 'EUR' }: { readonly day?: string; readonly currency?: string | null } = {},
): Uint8Array {
  const nine = String(control).padStart(9, '0');
  const sets = adjustments.map(({ number, kind, cents, invoice, reasons = [['01', 'C']] }, index) => {
    const set = String(index + 1).padStart(4, '0');
    const segments = [
      `ST*812*${set}`,
      `BCD*${day}*${number}*01*${cents}*${kind === 'credit' ? 'C' : 'D'}*01*${invoice}*${day}`,
      ...(currency === null ? [] : [`CUR*BY*${currency}`]),
      `N1*BY*${buyer}`,
      ...reasons.map(([code, flag, part], place) => `CDD*${code}*${flag}*${place + 1}*${part ?? ''}`),
    ];
    return [...segments, `SE*${segments.length + 1}*${set}`].join('~');
  });
  const text = [
    `ISA*00*          *00*          *ZZ*BUYER          *ZZ*SELLER         *260302*1030*U*00401*${nine}*0*P*>`,
    `GS*CD*BUYER*SELLER*${day}*0900*${control}*X*004010`,
    ...sets,
    `GE*${sets.length}*${control}`,
    `IEA*1*${nine}`,
  ].join('~');
  return new TextEncoder().encode(`${text}~`);
}
