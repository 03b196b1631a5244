/** Where an item's money is: promised, advised, in a bank file, waiting unapplied, applied, returned, or on its way back to the customer. */
import { type Day, formatAmount } from '#kernel';
import { type Engine, runQuery, sql } from '#platform';

export type PaymentStep =
  | 'promised'
  | 'advised'
  | 'check_in_hand'
  | 'in_bank_file'
  | 'unapplied'
  | 'applied'
  | 'returned'
  /** Of a refund, and of the credit that it pays out. */
  | 'refund_due'
  | 'refund_on_the_way'
  | 'refund_paid'
  | 'refund_ended';

export interface PaymentStatus {
  readonly itemId: bigint;
  readonly number: string;
  readonly currency: string;
  readonly open: string;
  /** How far its money has come: paid, or the furthest step below; `open` when nobody knows of any money. */
  readonly status: 'paid' | 'open' | PaymentStep;
  /** Everything that is known of its money, the latest first. */
  readonly steps: readonly {
    readonly step: PaymentStep;
    readonly day: Day | null;
    readonly amount: string;
    readonly text: string;
    /** The receipt that it is, once it is posted. */
    readonly receiptId: bigint | null;
    /** Of a refund, the payment file in which it stands or stood. */
    readonly paymentFileId: bigint | null;
  }[];
}

interface Row {
  step: PaymentStep;
  day: Day | null;
  amount_minor: bigint;
  text: string;
  receipt_id: bigint | null;
  payment_file_id: bigint | null;
}

/** What is refunded has reached the customer only when the bank has paid all of it. */
const refundFirst: readonly PaymentStep[] = ['refund_due', 'refund_on_the_way', 'refund_paid'];
/** The furthest step says where the money is; a return counts until newer money is there. */
const furthestFirst: readonly PaymentStep[] = [
  'unapplied',
  'in_bank_file',
  'check_in_hand',
  'advised',
  'returned',
  'applied',
  'promised',
];

/**
 * A number in a text, whatever parts its letters and digits; one inside of a longer number is another, and digits alone are
 * parted by blanks at most, since a day is written with points.
 */
const namedAs = (key: string): string => {
  const ends = (letter: string): string => (/\d/.test(letter) ? '[0-9]' : '[A-Z]');
  const between = /^\d+$/.test(key) ? ' ?' : '[^A-Z0-9]*';
  return `(?<!${ends(key.at(0) ?? '')})${[...key].join(between)}(?!${ends(key.at(-1) ?? '')})`;
};

/**
 * What is known of the money of one item of a company on a day. Applied and returned by its allocations, undone ones left
 * out; unapplied: a receipt proposed for it; in a bank file or advised: a line not posted yet whose text names it;
 * advised as well by the payer's own advice that waits for its money; a check in hand: registered and not paid in; promised: the block that its promise wrote. Of a refund, and
 * of the credit that it pays out: whether it waits, stands in a payment file, was paid by the bank, or did not arrive. Undefined when the company has no such item.
 */
export function paymentStatus(
  engine: Engine,
  tenantId: bigint,
  query: { companyId: bigint; itemId: bigint; day: Day },
): Promise<PaymentStatus | undefined> {
  return runQuery(engine, tenantId, async (db) => {
    const { rows: items } = await sql<{ number: string; number_key: string; currency: string; open_minor: bigint }>`
      select number, number_key, currency, open_minor from receivables.v_item
      where tenant_id = ${tenantId} and company_id = ${query.companyId} and id = ${query.itemId}`.execute(db);
    const [item] = items;
    if (!item) return undefined;
    const { rows } = await sql<Row>`
      with paid as (
        select a.credit_item_id, sum(a.debit_amount_minor)::bigint as standing, max(a.debit_amount_minor) as largest
        from receivables.v_allocation a where a.tenant_id = ${tenantId} and a.debit_item_id = ${query.itemId} group by 1
      )
      select 'applied' as step, r.value_date as day, p.standing as amount_minor, r.explanation as text, r.id as receipt_id, null::bigint as payment_file_id
      from paid p join cash.receipt r on r.tenant_id = ${tenantId} and r.item_id = p.credit_item_id where p.standing <> 0
      union all
      select 'returned', b.returned_on, p.largest, b.reason, r.id, null
      from paid p join cash.receipt r on r.tenant_id = ${tenantId} and r.item_id = p.credit_item_id
      join cash.v_returned_payment b on b.tenant_id = ${tenantId} and b.receipt_id = r.id and b.standing
      union all
      select 'unapplied', r.value_date, (case when x->>'itemCurrency' is null then x->>'receiptAmountMinor' else x->>'itemAmountMinor' end)::bigint, r.explanation, r.id, null
      from cash.receipt r cross join lateral jsonb_array_elements(r.proposal->'allocations') x
      where r.tenant_id = ${tenantId} and r.company_id = ${query.companyId} and r.state in ('unapplied', 'part_applied', 'unidentified')
        and x->>'itemId' = ${query.itemId.toString()}
      union all
      select case when l.state = 'advised' then 'advised' else 'in_bank_file' end, l.value_date, l.amount_minor,
        case l.state when 'advised' then 'The bank has advised it; it is not booked yet.' when 'held' then 'It stands on a statement that is held.'
          else 'It is booked and waits to be posted.' end, null, null
      from cash.v_line_to_come l
      where l.tenant_id = ${tenantId} and l.company_id = ${query.companyId} and l.amount_minor > 0 and l.currency = ${item.currency}
        and length(${item.number_key}::text) >= 4
        and upper(concat_ws(' ', l.structured_reference, l.remittance)) ~ ${namedAs(item.number_key)}::text
      union all
      select 'advised', coalesce(a.advice_date, a.received_on), coalesce(n.amount_minor, ${item.open_minor}::bigint), 'The payer’s remittance advice names it; its money has not come.', null, null
      from cash.advice_line n join cash.v_advice a on a.tenant_id = ${tenantId} and a.id = n.advice_id
      where n.tenant_id = ${tenantId} and n.reference_key = ${item.number_key} and n.reference_key <> '' and a.company_id = ${query.companyId}
        and a.currency = ${item.currency} and a.state = 'waiting'
      union all
      select 'check_in_hand', c.check_date, c.amount_minor, format('Check %s is here; it is dated %s and not paid in yet.', c.number, c.check_date), null, null
      from cash.customer_check c
      where c.tenant_id = ${tenantId} and c.company_id = ${query.companyId} and c.currency = ${item.currency} and c.deposit_id is null and c.withdrawn_on is null
        and (exists (select from cash.advice_line n where n.tenant_id = ${tenantId} and n.advice_id = c.advice_id and n.reference_key = ${item.number_key})
          -- Without an advice the one open item of its customer that has its amount.
          or (c.advice_id is null and array[${query.itemId}::bigint] = (
            select array_agg(i.id) from receivables.v_item i where i.tenant_id = ${tenantId} and i.account_id = c.account_id
              and i.currency = c.currency and i.open_minor = c.amount_minor)))
      union all
      select 'promised', b.to_date, coalesce(b.amount_minor, ${item.open_minor}::bigint), 'The customer has promised it.', null, null
      from receivables.v_block b
      where b.tenant_id = ${tenantId} and b.item_id = ${query.itemId} and b.kind in ('promise', 'plan') and b.from_date <= ${query.day}
        and (b.to_date is null or b.to_date >= ${query.day})
      union all
      select case when p.ended_as is not null then 'refund_ended' when p.paid_on is not null then 'refund_paid' else 'refund_on_the_way' end,
        coalesce(p.ended_on, p.paid_on, f.made_on, p.check_date), p.amount_minor,
        case when p.ended_as is not null then format('Refund %s: %s. %s', r.number, p.ended_as, p.ended_reason)
          when p.paid_on is not null then format('Refund %s was paid by the bank as %s.', r.number, p.end_to_end_id)
          when p.check_number is not null then format('Refund %s is paid by check %s, which the bank has not paid yet.', r.number, p.check_number)
          else format('Refund %s stands in payment file %s as %s.', r.number, f.number, p.end_to_end_id) end, coalesce(p.return_receipt_id, p.paid_receipt_id), p.file_id
      from receivables.v_refund r join cash.payment p on p.tenant_id = ${tenantId} and p.item_id = r.item_id
      left join cash.payment_file f on f.tenant_id = ${tenantId} and f.id = p.file_id
      where r.tenant_id = ${tenantId} and r.company_id = ${query.companyId} and ${query.itemId}::bigint in (r.item_id, r.linked_item_id)
      union all
      select 'refund_due', r.posting_date, r.amount_minor, format('Refund %s waits to be paid out.', r.number), null, null
      from receivables.v_refund r
      where r.tenant_id = ${tenantId} and r.company_id = ${query.companyId} and ${query.itemId}::bigint in (r.item_id, r.linked_item_id)
        and not exists (select from cash.payment p where p.tenant_id = ${tenantId} and p.item_id = r.item_id and p.ended_as is null)
      order by 2 desc nulls last, 1, 5`.execute(db);
    const steps = new Set(rows.map((row) => row.step));
    const latest = (step: PaymentStep): Day => rows.find((row) => row.step === step)?.day ?? '';
    if (steps.has('applied') && latest('applied') > latest('returned')) steps.delete('returned');
    return {
      itemId: query.itemId,
      number: item.number,
      currency: item.currency,
      open: formatAmount(item.open_minor, item.currency),
      status:
        item.open_minor === 0n
          ? (refundFirst.find((step) => steps.has(step)) ?? 'paid')
          : (furthestFirst.find((step) => steps.has(step)) ?? 'open'),
      steps: rows.map((row) => ({
        step: row.step,
        day: row.day,
        amount: formatAmount(row.amount_minor, item.currency),
        text: row.text,
        receiptId: row.receipt_id,
        paymentFileId: row.payment_file_id,
      })),
    };
  });
}
