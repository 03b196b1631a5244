/**
 * The guard of a mirrored company's money: a receipt whose payment document the ERP told before is linked to it and counts
 * once; where that is not certain, it waits in suspense for a person.
 */
import { type Company, loadCompany } from '#company';
import { done, laterDay, type Outcome } from '#kernel';
import { accountsByPurpose } from '#ledger';
import type { MoneyAtHand, MoneyGuard, MoneyVerdict, Transaction } from '#platform';
import { loadItems } from '#receivables';
import { findSameMoney, type ToldMoney } from '../rules/same-money.ts';
import { loadMirror, upsertMirror } from '../store/mirror.ts';
import {
  type FreePayment,
  loadFreePayments,
  loadSameMoneyFacts,
  type MoneyPair,
  namesIn,
  savePairs,
  type Wanted,
} from '../store/same-money.ts';
import { settleMirrorIn, takeInApartIn } from './apply-load.ts';
import { closeItemsIn, type DueClosing, sameMoneyKind } from './close-items.ts';

/** A receipt and the payment document that is the same money. */
export interface MoneyLink {
  readonly money: MoneyAtHand;
  readonly payment: FreePayment;
}

const wantedOf = (money: readonly MoneyAtHand[]): Wanted[] =>
  money.map((one) => ({ currency: one.currency, amountMinor: one.amountMinor, day: one.valueDate }));

const toldOf = (one: MoneyAtHand): ToldMoney => ({
  id: one.bankLineId.toString(),
  accountId: one.accountId,
  currency: one.currency,
  amountMinor: one.amountMinor,
  day: one.valueDate,
  number: null,
  names: namesIn(one.text),
  closed: false,
});

export const erpMoneyGuard: MoneyGuard = {
  name: 'integrations.erp-payments',
  async prepare(tx, companyId, money) {
    const before = await loadFreePayments(tx.db, tx.tenantId, companyId, wantedOf(money));
    const needs = await needsOf(tx, companyId, before);
    const locked = new Set([...money.map((one) => one.accountId), ...needs.accountIds]);
    const links: MoneyLink[] = [];
    let settle = async (): Promise<Outcome<null>> => done(null);
    return {
      ...needs,
      async judge(bankLineIds) {
        const live = money.filter((one) => bankLineIds.has(one.bankLineId));
        const verdicts = await judge(tx, companyId, live, links);
        const now = await needsOf(
          tx,
          companyId,
          links.map((link) => link.payment),
        );
        if (now.accountIds.every((id) => locked.has(id))) return verdicts;
        // A load brought more between the reading and the locks: these wait for the next run.
        for (const { money } of links.splice(0))
          verdicts.set(money.bankLineId, { kind: 'later', why: 'The ERP told the money at this moment.' });
        return verdicts;
      },
      async posted(items) {
        const company = (await loadCompany(tx.db, tx.tenantId, companyId))!;
        const ready = links.filter((link) => items.has(link.money.bankLineId));
        settle = () => settleLinksIn(tx, company, ready);
        return linkMoneyIn(
          tx,
          company,
          ready.map((link) => ({ ...link, itemId: items.get(link.money.bankLineId)! })),
        );
      },
      applied: () => settle(),
    };
  },
};

/** The accounts and days of everything that is linked to some payments. */
export async function needsOf(
  tx: Transaction,
  companyId: bigint,
  payments: readonly FreePayment[],
): Promise<{ accountIds: bigint[]; days: string[] }> {
  if (payments.length === 0) return { accountIds: [], days: [] };
  const around = [
    ...(await loadMirror(tx.db, tx.tenantId, companyId, { around: payments.map((payment) => payment.key) })).values(),
  ];
  const itemIds = around.flatMap((item) => (item.itemId === null ? [] : [item.itemId]));
  const items = await loadItems(tx.db, tx.tenantId, { itemIds });
  return {
    accountIds: [...around, ...items].map((one) => one.accountId),
    days: [...items, ...around.flatMap((item) => item.told ?? [])].map((one) => one.postingDate),
  };
}

/** Judges money by the ERP's payments as they are now; pairs of the same money are added to `links`. */
async function judge(
  tx: Transaction,
  companyId: bigint,
  money: readonly MoneyAtHand[],
  links: MoneyLink[],
): Promise<Map<bigint, MoneyVerdict>> {
  const verdicts = new Map<bigint, MoneyVerdict>();
  const payments = await loadFreePayments(tx.db, tx.tenantId, companyId, wantedOf(money));
  if (payments.length === 0) return verdicts;
  const facts = await loadSameMoneyFacts(
    tx.db,
    tx.tenantId,
    companyId,
    money.map((one) => one.valueDate).reduce(laterDay),
    {
      keys: payments.map((payment) => payment.key),
      bankLineIds: money.map((one) => one.bankLineId),
      accountIds: [...payments, ...money].map((one) => one.accountId),
    },
  );
  const taken = new Set<string>();
  for (const one of money) {
    const free = payments.filter((payment) => !taken.has(payment.key));
    const found = findSameMoney(toldOf(one), free, 'receipt', facts);
    if (found.kind === 'none') continue;
    if (found.kind === 'doubtful') {
      // A payment that waits does not count: the receipt does, and the payment is looked at again by itself.
      if (one.itemId === null && found.others.some((payment) => !payment.waiting))
        verdicts.set(one.bankLineId, { kind: 'held', why: `It may be in the books already. ${found.why}` });
      continue;
    }
    const payment = found.other;
    const untouched = one.unappliedMinor === one.amountMinor;
    if (payment.apart) {
      // What is applied here already waits for its application to be taken back, by a load or by a person.
      if (!untouched) continue;
      verdicts.set(one.bankLineId, { kind: 'counted', why: whyApart(payment) });
    } else if (payment.itemId !== null && !payment.untouched) {
      // Both were cleared already, each with its own: nothing of that is taken apart here.
      if (!untouched) continue;
      verdicts.set(one.bankLineId, { kind: 'counted', why: whyCounted(payment) });
    } else if (payment.placed) {
      verdicts.set(one.bankLineId, {
        kind: 'counted',
        why: `It is the money of ${payment.number} in the ERP, which says what it pays.`,
      });
    }
    taken.add(payment.key);
    links.push({ money: one, payment });
  }
  return verdicts;
}

/** The mirror's payment is the receipt from now on; else its own item stays. */
const becomesReceipt = ({ payment }: MoneyLink): boolean =>
  !payment.apart && (payment.itemId === null || payment.untouched);

const whyCounted = (payment: FreePayment): string =>
  `It is the money of ${payment.number} in the ERP, which is in the books already and cleared there; it counts once.`;

const whyApart = (payment: FreePayment): string =>
  `It is the money of ${payment.number}, which the ERP keeps on a special account; it counts once, there.`;

/**
 * Links receipts to the ERP's payments, so that the money counts once: a payment that does not count yet becomes the
 * receipt; one that counts alone gives way to it; one that was cleared already, or that the ERP keeps on a special account,
 * stays, and the receipt gives way. The caller holds the locks of `needsOf` and settles afterwards. Refuses what posting and clearing refuse.
 */
export async function linkMoneyIn(
  tx: Transaction,
  company: Company,
  links: readonly (MoneyLink & { readonly itemId: bigint; readonly saidBy?: bigint; readonly reason?: string })[],
): Promise<Outcome<null>> {
  if (links.length === 0) return done(null);
  const apart = new Map<string, bigint>();
  for (const { money, payment } of links.filter((link) => link.payment.apart && link.payment.itemId === null)) {
    const context = { company, keyDate: money.postingDate, system: 'the ERP' };
    const taken = await takeInApartIn(tx, context, [payment.key]);
    if (!taken.ok) return taken;
    for (const [key, itemId] of taken.value) apart.set(key, itemId);
  }
  const standing = (payment: FreePayment): bigint | null => payment.itemId ?? apart.get(payment.key) ?? null;
  const ids = links.flatMap(({ itemId, payment }) => [
    itemId,
    ...(standing(payment) === null ? [] : [standing(payment)!]),
  ]);
  const items = new Map((await loadItems(tx.db, tx.tenantId, { itemIds: ids })).map((item) => [item.id, item]));
  const contra = (await accountsByPurpose(tx.db, tx.tenantId, company.id))('erp_mirror');
  const due = links.flatMap(({ money, payment, itemId }): DueClosing[] => {
    const own = standing(payment);
    if (own === null) return [];
    const toReceipt = payment.untouched && !payment.apart;
    const givesWay = items.get(toReceipt ? own : itemId)!;
    const since = payment.apart ? items.get(own)!.postingDate : money.postingDate;
    return [
      {
        item: givesWay,
        amountMinor: money.amountMinor,
        sourceKey: `${payment.key} same money ${tx.commandId}`,
        documentDate: money.postingDate,
        postingDate: laterDay(laterDay(money.postingDate, since), givesWay.postingDate),
        sentence: toReceipt
          ? `${payment.number} in the ERP is the money of the receipt ${items.get(itemId)!.number}; it counts once.`
          : payment.apart
            ? whyApart(payment)
            : whyCounted(payment),
      },
    ];
  });
  const closed = await closeItemsIn(tx, company, contra, sameMoneyKind, due);
  if (!closed.ok) return closed;
  const becomes = links.filter(becomesReceipt);
  const mirror = await loadMirror(tx.db, tx.tenantId, company.id, { keys: becomes.map(({ payment }) => payment.key) });
  await upsertMirror(
    tx,
    company.id,
    null,
    becomes.map(({ payment, itemId }) => {
      const item = mirror.get(payment.key)!;
      return { ...item, itemId, told: null, state: item.state === 'waiting' ? ('open' as const) : item.state };
    }),
  );
  await savePairs(
    tx,
    company.id,
    links.map(
      ({ money, payment, saidBy, reason }): MoneyPair => ({
        key: payment.key,
        bankLineId: money.bankLineId,
        verdict: 'same',
        linked: true,
        saidBy: saidBy ?? null,
        reason: reason ?? `The ERP told the money of this receipt by ${payment.number}.`,
      }),
    ),
  );
  tx.count('receipts.linked', links.length);
  return done(null);
}

/** What the ERP has said of these payments holds of the receipts now: cleared, or netted with what it belongs to. */
export async function settleLinksIn(
  tx: Transaction,
  company: Company,
  links: readonly MoneyLink[],
): Promise<Outcome<null>> {
  const becomes = links.filter(becomesReceipt);
  for (const day of [...new Set(becomes.map(({ money }) => money.postingDate))].sort()) {
    const keys = becomes.filter(({ money }) => money.postingDate === day).map(({ payment }) => payment.key);
    const settled = await settleMirrorIn(tx, { company, keyDate: day, system: 'the ERP' }, keys);
    if (!settled.ok) return settled;
  }
  return done(null);
}
