/** One receipt against open items: what is chosen, what is left, what the engine suggests and why. */
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type CandidatesAnswer, type FoundCandidates, leftByPerson, type ReceiptAnswer } from '#cash/contract';
import { mostAllocations } from '#cash/lists';
import { formatAmount, parseAmount } from '#kernel';
import { ask } from '../../api.ts';
import { formatAccount, formatCount, formatDay, formatMoney, humanise, readMoney, sentence } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { sayPasted, usePastedColumn } from '../../parts/pasted-numbers.ts';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { Failure, Refused } from '../../parts/states.tsx';
import { Held } from '../../parts/status.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { useMoneyOfItem } from '../items/money-of-item.tsx';
import { RefundCredit } from '../items/refund-credit.tsx';
import { CandidatesBar, countWords, type Candidate as Item, inOrder, SortHead, useCandidates } from './candidates.tsx';
import { Confidence } from './confidence.tsx';
import { Declined, Declining } from './declining.tsx';
import { PayElsewhere } from './pay-elsewhere.tsx';
import { ReturnBack } from './return-back.tsx';
import { ReturnMoney } from './return-money.tsx';
import { SeveralCompanies, usePayableElsewhere } from './several-companies.tsx';
import {
  allocationsOf,
  type Choice,
  changesOf,
  closedBy,
  differenceWord,
  stillPossible,
  suggestion,
} from './suggestion.ts';
import { useTakingUp } from './taking-up.ts';
import { ItemsOfOthers, type Others, Whose } from './whose.tsx';

/** Reasons of a short payment, on the digits. */
const reasons = ['Price', 'Quantity', 'Damaged goods', 'Freight', 'Late discount', 'Advertising', 'Other'] as const;

interface MatchingProps {
  readonly data: ReceiptAnswer;
  readonly customer: string | undefined;
  readonly setCustomer: (customer: string | undefined) => void;
  /** The customer whose items are shown instead of the payer's: what is chosen of both is paid together. */
  readonly others: Others | undefined;
  readonly setOthers: (others: Others | undefined) => void;
  readonly goOn: () => void;
}

export function Matching({ data, customer, setCustomer, others, setOthers, goOn }: MatchingProps) {
  const { session, tenant, company } = useWork();
  const { currency } = data;
  const mayApply = useMay('cash.apply') && ['unapplied', 'part_applied', 'unidentified'].includes(data.state);
  // What went on as a refund or to a sister company is taken back there first.
  const mayReturn =
    useMay('cash.return') &&
    ['applied', 'part_applied', 'unapplied', 'unidentified'].includes(data.state) &&
    !data.amount.startsWith('-');
  const mayRefund =
    useMay('receivables.refund') && data.itemId !== null && ['unapplied', 'part_applied'].includes(data.state);
  const payable = usePayableElsewhere(data);
  const mayReverse = useMay('cash.reverse');
  const mayUnrule = mayReverse && data.byRule !== null;
  const mayUnreturn = mayReverse && data.returned !== null;
  const minor = (text: string): bigint => parseAmount(text, currency);
  const available = minor(data.left);
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(() => suggestion(data));
  // What the choices were made over, and whether a person made them: others may work on the same receipt.
  const [base, setBase] = useState(data);
  const [touched, setTouched] = useState(false);
  // The chosen items as they were when they were chosen: the receipt tells only the first of its items.
  const [seen, setSeen] = useState<ReadonlyMap<string, Item>>(new Map());
  const whoseItems = others?.customer ?? customer;
  const list = useCandidates(data, whoseItems);
  const [only, setOnly] = useState(false);
  const [active, setActive] = useState(0);
  const [shorting, setShorting] = useState(false);
  const [declining, setDeclining] = useState(false);
  const [returning, setReturning] = useState(false);
  const [refunding, setRefunding] = useState(false);
  const [elsewhere, setElsewhere] = useState(false);
  const [unruling, setUnruling] = useState(false);
  const [undoing, setUndoing] = useState(false);
  const [unreturning, setUnreturning] = useState(false);
  const proposed = data.decision === 'propose';
  // It is another company's now: nobody is asked whose it is.
  const gone = data.state === 'transferred';
  const [wrong, setWrong] = useState<string>();
  const applying = useWriting();
  const leaving = useWriting();
  const takingBack = useWriting();
  const mayTakeBack = useMay('receivables.clear');
  // What came back was taken back with it.
  const mayUndo = mayTakeBack && data.clearingIds.length > 0 && ['applied', 'part_applied'].includes(data.state);
  const table = useRef<HTMLTableElement>(null);
  const taken = [...choices.values()].reduce((sum, one) => sum + one.minor, 0n);
  const difference = available - taken;
  const error = applying.error ?? leaving.error;

  const first = new Set(data.items.map((item) => String(item.id)));
  const further = [...choices.keys()].filter((id) => !first.has(id));
  const fresh = useReading<CandidatesAnswer>(
    `/api/receipts/${data.id}/items`,
    { company, items: further.slice(0, mostAllocations).join(','), limit: mostAllocations },
    { enabled: further.length > 0 },
  );
  const asSeen = (id: string): Item | undefined => base.items.find((item) => String(item.id) === id) ?? seen.get(id);
  const freshOf = fresh.data && new Map(fresh.data.rows.map((item) => [String(item.id), item]));
  const there = (item: Item | undefined): Item[] => (item ? [item] : []);
  // What was chosen beyond the first items is told beside them: as it is now, and until that is read as it was chosen.
  const now: ReceiptAnswer = {
    ...data,
    items: [
      ...data.items,
      ...further.flatMap((id, place) => there(freshOf && place < mostAllocations ? freshOf.get(id) : asSeen(id))),
    ],
  };
  const before: ReceiptAnswer = { ...base, items: [...base.items, ...seen.values()] };
  const byId = new Map(now.items.map((item) => [String(item.id), item]));
  const chosen = [...choices.keys()].flatMap((id) => there(byId.get(id)));
  const rows = only ? inOrder(chosen, list.sort) : list.rows;
  const at = Math.max(0, Math.min(active, rows.length - 1));

  const takeTheirs = (): void => {
    setBase(data);
    setSeen(new Map());
    setChoices(suggestion(data));
    setTouched(false);
    setWrong(undefined);
  };
  const keepMine = (): void => {
    setBase(data);
    setSeen(new Map(further.flatMap((id) => there(byId.get(id)).map((item) => [id, item] as const))));
    setChoices(stillPossible(choices, now));
    setWrong(undefined);
  };
  const changes = touched ? changesOf(before, now, choices) : [];
  const conflict = changes.length > 0 && !applying.isPending && !leaving.isPending;
  if (base !== data && !conflict) {
    // Nothing of the person's is concerned: the page goes with the books.
    setBase(data);
    setSeen(new Map([...seen, ...further.flatMap((id) => there(asSeen(id)).map((item) => [id, item] as const))]));
    if (!touched && base.version !== data.version) setChoices(suggestion(data));
  }

  const change = (item: Item, choice: Choice | undefined): void => {
    setWrong(undefined);
    setTouched(true);
    setChoices((old) => {
      const next = new Map(old);
      if (choice) next.set(String(item.id), choice);
      else next.delete(String(item.id));
      return next;
    });
    setSeen((old) => {
      const next = new Map(old);
      if (choice) next.set(String(item.id), item);
      else next.delete(String(item.id));
      return next;
    });
  };
  /** What is chosen of an item while so much is left. */
  const chosenOf = (item: Item, left: bigint): Choice | undefined => {
    // What it is worth was worked out with the suggestion, and is not chosen by hand.
    if (item.currency !== currency) return suggestion(data).get(String(item.id));
    const open = minor(item.open);
    // A credit memo is netted whole; of the rest, no more is taken than the receipt has left.
    return { minor: open < 0n || open <= left ? open : left > 0n ? left : open, adjustments: [] };
  };
  const toggle = (index: number): void => {
    const item = rows[index];
    if (!item || !mayApply) return;
    setActive(index);
    change(item, choices.has(String(item.id)) ? undefined : chosenOf(item, difference));
  };
  const choosePasted = (found: readonly Item[]): void => {
    setWrong(undefined);
    setTouched(true);
    setChoices((old) => {
      const next = new Map(old);
      // Credits first: what they free can be taken by the others.
      for (const item of [...found.filter(isCredit), ...found.filter((one) => !isCredit(one))]) {
        const left = available - [...next.values()].reduce((sum, one) => sum + one.minor, 0n);
        const choice = next.get(String(item.id)) ?? chosenOf(item, left);
        if (choice) next.set(String(item.id), choice);
      }
      return next;
    });
    setSeen((old) => new Map([...found.map((item) => [String(item.id), item] as const), ...old]));
    setActive(0);
    setOnly(true);
  };
  const findPasted = (numbers: readonly string[]): void => {
    const { csrfToken } = session;
    ask<FoundCandidates>('POST', `/api/receipts/${data.id}/items/find`, {
      tenant,
      csrfToken,
      query: { company, customer: whoseItems },
      body: { numbers },
    }).then(({ found, missing }) => {
      if (found.length > 0) choosePasted(found);
      sayPasted(
        {
          found: (count) => t('{count} selected', { count: formatCount(count) }),
          missing: (text) => t('Not found among the open items: {numbers}', { numbers: text }),
        },
        found.length,
        missing,
      );
    }, sayRefused);
  };
  usePastedColumn(mostAllocations, mayApply ? findPasted : undefined);
  const apply = (): void => {
    if (!mayApply || applying.isPending) return;
    // What stands in the field is not what would be applied.
    const unread = table.current?.querySelector<HTMLInputElement>('input[aria-invalid=true]')?.value;
    const objection = conflict
      ? t('Say first what counts: what you chose, or what is there now.')
      : unread !== undefined
        ? t('“{text}” is not an amount in {currency}.', { text: unread, currency })
        : choices.size === 0
          ? t('Choose the items that are paid: move with the arrows, choose with Space.')
          : choices.size > mostAllocations
            ? t('At most {most} items are paid in one step: choose fewer.', { most: formatCount(mostAllocations) })
            : difference < 0n
              ? t('The chosen items take more than the receipt has.')
              : undefined;
    setWrong(objection);
    if (objection !== undefined) return;
    applying.mutate(
      {
        path: `/api/receipts/${data.id}/apply`,
        query: { company },
        version: data.version,
        body: { allocations: allocationsOf(choices, currency) },
      },
      {
        told: () => {
          setTouched(false);
          say(
            t('{amount} {currency} of {payer} applied.', {
              amount: formatMoney(formatAmount(taken, currency), currency),
              currency,
              payer: payerOf(data),
            }),
            mayTakeBack ? () => void takeBack() : undefined,
          );
        },
        onSuccess: goOn,
      },
    );
  };
  /** Takes the application back by a reversing clearing, with what was made for it: the items are open again, the money stays on account. */
  const takeBack = async (): Promise<void> => {
    try {
      const { clearingIds } = await ask<ReceiptAnswer>('GET', `/api/receipts/${data.id}`, {
        tenant,
        query: { company },
      });
      const [clearingId] = clearingIds;
      if (clearingId === undefined) return;
      await takingBack.mutateAsync({
        path: `/api/clearings/${clearingId}/reversal`,
        body: { reason: 'Taken back right after it was applied.' },
      });
      say(t('Taken back: the items are open again, the money of {payer} is on account.', { payer: payerOf(data) }));
    } catch (fault) {
      sayRefused(fault);
    }
  };
  const takeUp = useTakingUp(data);
  const leave = (): void => {
    if (!mayApply || leaving.isPending) return;
    if (data.customer === null && customer === undefined) {
      setWrong(t('Say first whose money it is.'));
      return;
    }
    leaving.mutate(
      {
        path: `/api/receipts/${data.id}/leave`,
        query: { company },
        version: data.version,
        body: customer === undefined ? {} : { customer },
      },
      {
        told: () => {
          setTouched(false);
          say(
            t('The money of {payer} stays on account.', { payer: payerOf(data) }),
            () => void takeUp('leave', t('Taken back: it may be proposed again.')),
          );
        },
        onSuccess: goOn,
      },
    );
  };
  /** The chosen item that is not paid in full, the active one first: it is paid short. */
  const shortItem = [rows[at], ...chosen].find((item) => {
    const choice = item && choices.get(String(item.id));
    return choice !== undefined && choice.minor > 0n && choice.minor < minor(item!.open);
  });
  const shorten = (reason: string): void => {
    if (!shortItem) return;
    const choice = choices.get(String(shortItem.id))!;
    change(shortItem, {
      minor: choice.minor,
      adjustments: [{ kind: 'deduction', minor: minor(shortItem.open) - choice.minor, reason }],
    });
    setShorting(false);
    table.current?.focus();
  };
  const openShort = (): void => {
    setWrong(shortItem ? undefined : t('Choose the item that is paid short first.'));
    setShorting(shortItem !== undefined);
  };
  useKeys([
    ...(mayReturn ? [{ keys: 'r', label: t('The payment came back'), run: () => setReturning(true) }] : []),
    ...(mayRefund ? [{ keys: 'f', label: t('Refund what is left'), run: () => setRefunding(true) }] : []),
    ...(payable ? [{ keys: 'e', label: t('Pay items of another company'), run: () => setElsewhere(true) }] : []),
  ]);
  const showOnly = (next: boolean): void => {
    setOnly(next);
    setActive(0);
  };
  // Whose money it is must be known before it pays for somebody else.
  const known = data.customer !== null || customer !== undefined;
  const showOthers = (next: Others | undefined): void => {
    showOnly(false);
    list.setSearch('');
    setOthers(next);
  };
  useKeys(
    mayApply
      ? [
          { keys: 'a', label: t('Apply, and go to the next'), run: apply },
          { keys: 'mod+Enter', label: t('Apply, and go to the next'), whileTyping: true, run: apply },
          { keys: 's', label: t('Short payment: the rest becomes a deduction'), run: openShort },
          { keys: 'l', label: t('Leave on account'), run: leave },
          ...(proposed ? [{ keys: 'x', label: t('Decline the proposal'), run: () => setDeclining(true) }] : []),
          {
            keys: 'ArrowDown',
            label: t('Next item'),
            run: () => {
              if (at + 1 < rows.length) setActive(at + 1);
              else if (!only && rows.length < list.count) list.showMore();
            },
          },
          { keys: 'ArrowUp', label: t('Item before'), run: () => setActive(Math.max(at - 1, 0)) },
          { keys: ' ', label: t('Choose the item'), run: () => toggle(at) },
          {
            keys: 'c',
            label: only ? t('Show all items again') : t('Show only what is chosen'),
            run: () => showOnly(!only),
          },
          ...(shorting
            ? [
                ...reasons.map((reason, index) => ({
                  keys: String(index + 1),
                  label: t(reason),
                  run: () => shorten(reason),
                })),
                { keys: 'Escape', run: () => setShorting(false) },
              ]
            : []),
        ]
      : [],
  );
  const activeId = rows[at] && String(rows[at].id);
  // Only where it has moved: who has scrolled on to more of them stays there.
  useEffect(() => {
    if (activeId === undefined) return;
    table.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeId]);
  // What is sought and put in order anew begins at its first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the question changes
  useEffect(() => setActive(0), [list.search, list.sort]);
  return (
    <>
      <Head
        data={data}
        cameBack={mayReturn ? () => setReturning(true) : undefined}
        refund={mayRefund ? () => setRefunding(true) : undefined}
        elsewhere={payable ? () => setElsewhere(true) : undefined}
        unrule={mayUnrule ? () => setUnruling(true) : undefined}
        undo={mayUndo ? () => setUndoing(true) : undefined}
        unreturn={mayUnreturn ? () => setUnreturning(true) : undefined}
        takeUp={
          mayApply && data.explanation === leftByPerson
            ? () => void takeUp('leave', t('Taken back: it may be proposed again.'))
            : undefined
        }
      />
      <SeveralCompanies data={data} payer={payerOf(data)} maySplit={payable !== undefined} goOn={goOn} />
      {data.customer === null && !gone && <Whose customer={customer} setCustomer={setCustomer} />}
      {(data.itemsInAll > 0 || known) && (
        <CandidatesBar list={list} chosen={mayApply ? choices.size : undefined} only={only} showOnly={showOnly}>
          {mayApply && known && <ItemsOfOthers others={others} setOthers={showOthers} />}
        </CandidatesBar>
      )}
      <div aria-busy={list.busy || undefined} className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface">
        {conflict && (
          <div className="border-b border-line px-6 py-3">
            <Conflict
              {...(data.lastWork !== null && data.lastWork.at !== base.lastWork?.at && data.lastWork)}
              rows={changes}
              heads={[t('When you chose'), t('Now')]}
              keepMine={mayApply ? keepMine : undefined}
              mine={t('Go on with what I chose')}
              keepTheirs={takeTheirs}
            />
          </div>
        )}
        {list.error && !only ? (
          <Failure error={list.error} retry={list.retry} />
        ) : gone ? null : data.itemsInAll === 0 && !only ? (
          <p className="px-6 py-5 text-ink-2">
            {!known
              ? t('Say whose money it is: then its open items stand here.')
              : t('This customer has nothing open in {currency}.', { currency })}
          </p>
        ) : rows.length === 0 ? (
          <p className="px-6 py-5 text-ink-2">
            {only
              ? t('Nothing is chosen yet.')
              : t(
                  'No open item fits: search for a part of its number, of a reference or of the purchase order, or for its amount.',
                )}
          </p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: keys of the page move in it, and it can be scrolled by keys
          <table ref={table} tabIndex={0} className="ledger outline-none" aria-label={t('Items that may be paid')}>
            <thead>
              <tr>
                <th scope="col" className="w-8">
                  <span className="sr-only">{t('Chosen')}</span>
                </th>
                <SortHead column="number" list={list}>
                  {t('Document')}
                </SortHead>
                <th scope="col">{t('Type')}</th>
                <SortHead column="due" list={list}>
                  {t('Due')}
                </SortHead>
                <th scope="col">{t('Held by')}</th>
                <SortHead column="amount" list={list}>
                  {t('Open')} {currency}
                </SortHead>
                <th scope="col" className="numeric">
                  {t('Apply')}
                </th>
                <th scope="col" className="numeric">
                  {t('Left')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((item, index) => (
                <ItemRow
                  key={String(item.id)}
                  item={item}
                  payer={data.customer ?? customer}
                  currency={currency}
                  choice={choices.get(String(item.id))}
                  active={index === at}
                  locked={!mayApply}
                  toggle={() => toggle(index)}
                  change={(choice) => change(item, choice)}
                />
              ))}
            </tbody>
          </table>
        )}
        {!only && rows.length > 0 && rows.length < list.count && (
          <p className="flex items-center gap-3 px-6 py-3 text-ink-2 tabular-nums">
            {countWords(list)}
            <button type="button" className="button" disabled={list.busy} onClick={list.showMore}>
              {t('Show more')}
            </button>
          </p>
        )}
      </div>
      {shorting && shortItem && (
        <section
          aria-label={t('Reason of the short payment')}
          className="flex flex-wrap items-center gap-2 border-t border-line bg-selection px-6 py-2.5"
        >
          <span className="pr-2">
            {t('{amount} {currency} of {number} become a deduction because of', {
              amount: formatMoney(
                formatAmount(minor(shortItem.open) - choices.get(String(shortItem.id))!.minor, currency),
                currency,
              ),
              currency,
              number: shortItem.number,
            })}
          </span>
          {reasons.map((reason, index) => (
            <button key={reason} type="button" className="button" onClick={() => shorten(reason)}>
              <span className="tabular-nums opacity-80">{index + 1}</span> {t(reason)}
            </button>
          ))}
        </section>
      )}
      {mayReturn && returning && (
        <ReturnMoney
          title={t('The payment of {payer} came back', { payer: payerOf(data) })}
          path={`/api/receipts/${data.id}`}
          receiptId={data.id}
          told={t('The payment is taken back; what it paid is open again.')}
          close={() => setReturning(false)}
        />
      )}
      {refunding && data.itemId !== null && (
        <RefundCredit itemId={data.itemId} close={() => setRefunding(false)} done={goOn} />
      )}
      {payable && elsewhere && (
        <PayElsewhere
          data={data}
          companies={payable}
          payer={payerOf(data)}
          close={() => setElsewhere(false)}
          goOn={goOn}
        />
      )}
      {undoing && data.clearingIds[0] !== undefined && (
        <ReasonDialog
          title={t('Take the application back')}
          does={t('Take it back')}
          write={{ path: `/api/clearings/${data.clearingIds[0]}/reversal` }}
          told={() =>
            say(
              t('Taken back: the items are open again, the money of {payer} is on account.', { payer: payerOf(data) }),
            )
          }
          close={() => setUndoing(false)}
        >
          <p className="text-ink-2">
            {data.clearingIds.length === 1
              ? t(
                  'The items are open again, and what was made for the payment, such as a deduction, goes back with it; the money stays on account.',
                )
              : t('Of its {count} applications the last is taken back; the money of that one stays on account.', {
                  count: formatCount(data.clearingIds.length),
                })}
          </p>
        </ReasonDialog>
      )}
      {unreturning && (
        <ReturnBack
          receiptId={data.id}
          linked={data.returned !== null && data.returned.lineReceiptId !== null}
          close={() => setUnreturning(false)}
        />
      )}
      {unruling && data.byRule !== null && (
        <ReasonDialog
          title={t('Take back what {rule} posted', { rule: data.byRule })}
          does={t('Take it back')}
          write={{ path: `/api/receipts/${data.id}/undo-rule`, query: { company } }}
          told={() => say(t('Taken back; the line waits for a person.'))}
          close={() => setUnruling(false)}
        >
          <p className="text-ink-2">{t('The posting is reversed, and no rule posts this line again.')}</p>
        </ReasonDialog>
      )}
      {mayApply && declining && <Declining data={data} close={() => setDeclining(false)} goOn={goOn} />}
      {mayApply && (
        <footer className="flex flex-wrap items-center gap-x-8 gap-y-2 border-t border-line px-6 py-3">
          <Sum name={t('Receipt')} minor={available} currency={currency} />
          <Sum name={t('Chosen')} minor={taken} currency={currency} />
          <Sum
            name={difference < 0n ? t('Too much') : t('Stays on account')}
            minor={difference}
            currency={currency}
            tone={difference < 0n ? 'text-bad' : difference > 0n ? 'text-warn' : 'text-ok'}
          />
          <div className="ml-auto flex flex-wrap gap-2">
            {proposed && (
              <button type="button" className="button" aria-expanded={declining} onClick={() => setDeclining(true)}>
                {t('Decline')} <Keys keys="x" />
              </button>
            )}
            <button type="button" className="button" onClick={openShort}>
              {t('Short-pay')} <Keys keys="s" />
            </button>
            <button type="button" className="button" disabled={leaving.isPending} onClick={leave}>
              {t('Leave on account')} <Keys keys="l" />
            </button>
            <button type="button" className="button button-primary" disabled={applying.isPending} onClick={apply}>
              {applying.isPending ? t('Saving…') : t('Apply and next')} <Keys keys="a" />
            </button>
          </div>
          {wrong && (
            <p role="alert" className="w-full text-bad">
              {wrong}
            </p>
          )}
          {error && (
            <div className="w-full">
              <Refused error={error} />
            </div>
          )}
        </footer>
      )}
    </>
  );
}

const isCredit = (item: Item): boolean => item.open.startsWith('-');

const payerOf = (data: ReceiptAnswer): string => data.payer ?? data.name ?? t('Unknown payer');

interface HeadProps {
  readonly data: ReceiptAnswer;
  /** What may be done with all of it; undefined: not by this person, or not now. */
  readonly cameBack: (() => void) | undefined;
  readonly refund: (() => void) | undefined;
  readonly elsewhere: (() => void) | undefined;
  readonly unrule: (() => void) | undefined;
  readonly undo: (() => void) | undefined;
  readonly unreturn: (() => void) | undefined;
  readonly takeUp: (() => void) | undefined;
}

function Head({ data, cameBack, refund, elsewhere, unrule, undo, unreturn, takeUp }: HeadProps) {
  const money = useMoneyOfItem();
  return (
    <header className="flex flex-col gap-2 px-6 pt-5 pb-4">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 className="min-w-0 truncate text-title font-semibold">{payerOf(data)}</h2>
        <span className="ml-auto flex items-center gap-4">
          {elsewhere && (
            <button type="button" className="button" onClick={elsewhere}>
              {t('Another company…')} <Keys keys="e" />
            </button>
          )}
          {refund && (
            <button type="button" className="button" onClick={refund}>
              {t('Refund…')} <Keys keys="f" />
            </button>
          )}
          {cameBack && (
            <button type="button" className="button" onClick={cameBack}>
              {t('Came back…')} <Keys keys="r" />
            </button>
          )}
          <span className="text-title font-semibold tabular-nums">
            {formatMoney(data.amount, data.currency)}{' '}
            <span className="text-meta font-normal text-ink-2">{data.currency}</span>
          </span>
        </span>
      </div>
      <p className="dotted text-ink-2">
        <span>{formatDay(data.valueDate)}</span>
        {data.postedLater && (
          <span>
            {t('booked by the bank on {booked}, posted on {posted}: its month was closed', {
              booked: formatDay(data.postedLater.bookedOn),
              posted: formatDay(data.postedLater.postedOn),
            })}
          </span>
        )}
        <span>{data.bank}</span>
        {data.payerAccount && <span className="tabular-nums">{formatAccount(data.payerAccount)}</span>}
        {data.ultimateName !== null && data.ultimateName !== data.payer && (
          <span>{t('on behalf of {name}', { name: data.ultimateName })}</span>
        )}
        {data.customer && (
          <span>
            <Link
              to="/customers/$customer/{-$tab}"
              params={{ customer: data.customer, tab: undefined }}
              search={{}}
              className="link"
            >
              {data.name} {data.customer}
            </Link>
          </span>
        )}
      </p>
      {data.text && (
        <p className="rounded-[5px] border border-line bg-surface px-3 py-1.5 break-words tabular-nums">{data.text}</p>
      )}
      {data.said && <Said said={data.said} currency={data.currency} />}
      {data.stated.length > 0 && <Stated stated={data.stated} currency={data.currency} />}
      <div>
        {data.returnOf === null ? (
          <p>
            <span className="pr-1.5 text-ink-2">{t('Why:')}</span>
            {sentence(data.explanation)}
            {takeUp && (
              <button type="button" className="link pl-3" onClick={takeUp}>
                {t('Let it be proposed again')}
              </button>
            )}
          </p>
        ) : (
          <p>
            {t('The bank took a payment back with it.')}{' '}
            <Link
              to="/cash/lines/$receipt"
              params={{ receipt: String(data.returnOf) }}
              search={{ queue: 'applied' }}
              className="link"
            >
              {t('Open the receipt')}
            </Link>
          </p>
        )}
        {data.byRule !== null && (
          <p className="text-ink-2">
            {t('Posted by the rule {rule}.', { rule: data.byRule })}{' '}
            {unrule && (
              <button type="button" className="link" onClick={unrule}>
                {t('Take it back')}
              </button>
            )}
          </p>
        )}
        <Confidence data={data} />
        {data.runnerUp && (
          <p className="text-ink-2">
            <span className="pr-1.5">{t('It could also be:')}</span>
            {sentence(data.runnerUp.explanation)}{' '}
            {/* Sentences that name the documents themselves need no list of them. */}
            {data.runnerUp.numbers.some((one) => !data.runnerUp?.explanation.includes(one)) &&
              `(${data.runnerUp.numbers.slice(0, 6).join(', ')})`}
          </p>
        )}
        <Declined data={data} />
        {data.returned && (
          <p className="text-warn">
            <span>
              {t('Came back on {day}: {reason}', {
                day: formatDay(data.returned.returnedOn),
                reason: data.returned.reason,
              })}
            </span>
            {data.returned.fee !== null && (
              <span className="pl-1.5 tabular-nums">
                {t('A fee of {amount} {currency} is charged.', {
                  amount: formatMoney(data.returned.fee, data.currency),
                  currency: data.currency,
                })}
              </span>
            )}
            {unreturn && (
              <button type="button" className="link pl-3" onClick={unreturn}>
                {t('It did not come back…')}
              </button>
            )}
          </p>
        )}
        {/* What came back stands against its own return, which says nothing to anybody. */}
        {data.returned === null && data.appliedTo.length > 0 && (
          <p className="text-ink-2">
            <span className="pr-1.5">{t('Applied to:')}</span>
            {data.appliedTo.map((one, place) => (
              <Fragment key={String(one.id)}>
                {place > 0 && ' · '}
                <span className="whitespace-nowrap tabular-nums">
                  {money.numberOf(one)} {formatMoney(one.amount, data.currency)}
                </span>
              </Fragment>
            ))}
            {undo && (
              <button type="button" className="link pl-3" onClick={undo}>
                {t('Take back…')}
              </button>
            )}
          </p>
        )}
      </div>
      {money.dialog}
    </header>
  );
}

const bearerWords = {
  debtor: 'borne by the payer',
  creditor: 'borne by us',
  shared: 'shared',
  service_level: 'as the service level says',
} as const;

/** What the bank states beside the amount. */
function Said({ said, currency }: { said: NonNullable<ReceiptAnswer['said']>; currency: string }) {
  const money = (amount: string, of: string | null): string =>
    `${formatMoney(amount, of ?? currency)} ${of ?? currency}`;
  const parts = [
    said.reasonCode !== null && t('returned: {reason}', { reason: said.reasonCode }),
    said.original !== null && t('originally {amount}', { amount: money(said.original, currency) }),
    said.charges !== null &&
      `${t('charges {amount}', { amount: money(said.charges, said.chargesCurrency) })}${said.bearer === null ? '' : ` (${t(bearerWords[said.bearer])})`}`,
    said.instructed !== null &&
      said.instructedCurrency !== currency &&
      t('instructed {amount}', { amount: money(said.instructed, said.instructedCurrency) }),
    said.rate !== null && t('rate {rate}', { rate: said.rate }),
  ].filter((one): one is string => one !== false);
  return parts.length === 0 ? null : (
    <p className="text-ink-2 tabular-nums">
      <span className="pr-1.5">{t('The bank says:')}</span>
      {parts.join(' · ')}
    </p>
  );
}

/** What the payment itself says of the documents that it pays. */
function Stated({ stated, currency }: { stated: ReceiptAnswer['stated']; currency: string }) {
  const head = useId();
  const money = (amount: string): string => formatMoney(amount, currency);
  return (
    <section aria-labelledby={head} className="text-ink-2 tabular-nums">
      <span id={head}>{t('The payment says of its documents:')}</span>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by the keyboard */}
      <ul tabIndex={0} className="max-h-24 overflow-auto">
        {stated.map((one, place) => {
          const parts = [
            one.amount !== null && money(one.amount),
            one.shares && t('paid with the one before'),
            one.discount !== null && t('discount {amount}', { amount: money(one.discount) }),
            one.deduction !== null && t('kept back {amount}', { amount: money(one.deduction) }),
            one.tax !== null && t('with tax {amount}', { amount: money(one.tax) }),
            one.reason !== null && one.reason !== '' && one.reason,
            one.memo !== null && one.memo,
          ].filter((part): part is string => typeof part === 'string');
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the documents of a payment keep their places
            <li key={place} className="dotted break-words">
              {one.reference !== '' && <span className="text-ink">{one.reference}</span>}
              {parts.map((part) => (
                <span key={part}>{part}</span>
              ))}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface ItemRowProps {
  readonly item: Item;
  /** Whose money it is: an item of somebody else says whose it is. */
  readonly payer: string | undefined;
  readonly currency: string;
  readonly choice: Choice | undefined;
  readonly active: boolean;
  readonly locked: boolean;
  readonly toggle: () => void;
  readonly change: (choice: Choice | undefined) => void;
}

function ItemRow({ item, payer, currency, choice, active, locked, toggle, change }: ItemRowProps) {
  const open = parseAmount(item.open, item.currency);
  const abroad = item.currency !== currency;
  const [typed, setTyped] = useState<string>();
  const closed = choice ? closedBy(choice) : 0n;
  const read = typed === undefined ? undefined : readMoney(typed, currency);
  const shown = (minor: bigint): string => formatMoney(formatAmount(minor, currency), currency);
  const shownOpen = (minor: bigint): string =>
    `${formatMoney(formatAmount(minor, item.currency), item.currency)}${abroad ? ` ${item.currency}` : ''}`;
  return (
    <tr
      data-active={active || undefined}
      className={`${choice ? 'bg-selection' : ''} ${active ? 'shadow-[inset_3px_0_var(--accent)]' : ''}`}
    >
      <td>
        <input
          type="checkbox"
          aria-label={t('Choose {number}', { number: item.number })}
          className="block size-4 accent-accent"
          checked={choice !== undefined}
          disabled={locked}
          onChange={toggle}
        />
      </td>
      {/* Whose it is and what is kept back go on in a second line where the place is narrow. */}
      <th scope="row" className="whitespace-normal">
        <span className="tabular-nums">{item.number}</span>
        {item.customer !== payer && (
          <span className="inline-block pl-2 text-meta font-normal text-ink-2">
            {item.name} {item.customer}
          </span>
        )}
        {choice?.adjustments.map((one) => (
          <span key={`${one.kind} ${one.reason}`} className="inline-block pl-2 text-meta font-normal text-warn">
            {t(differenceWord(one.kind))} {shown(one.minor)}
          </span>
        ))}
      </th>
      <td className="text-ink-2">{t(humanise(item.documentType))}</td>
      <td className="tabular-nums">{formatDay(item.dueDate)}</td>
      <td>
        {item.blocks.map((block) => (
          <Held key={block} by={block} />
        ))}
      </td>
      <td className="numeric">{shownOpen(open)}</td>
      <td className="numeric">
        {choice ? (
          <input
            aria-label={t('Amount for {number}', { number: item.number })}
            className="field h-6 w-28 text-right tabular-nums max-xl:w-24"
            inputMode="decimal"
            disabled={locked || abroad}
            value={typed ?? shown(choice.minor)}
            aria-invalid={typed !== undefined && read === undefined}
            onChange={(event) => {
              setTyped(event.target.value);
              const next = readMoney(event.target.value, currency);
              if (next !== undefined) change({ minor: parseAmount(next, currency), adjustments: [] });
            }}
            onBlur={() => setTyped(undefined)}
          />
        ) : (
          <span className="text-ink-2">–</span>
        )}
      </td>
      <td className="numeric">{shownOpen(open - closed)}</td>
    </tr>
  );
}

function Sum({
  name,
  minor,
  currency,
  tone = '',
}: {
  name: ReactNode;
  minor: bigint;
  currency: string;
  tone?: string;
}) {
  return (
    <p className="whitespace-nowrap">
      <span className="pr-1.5 text-ink-2">{name}</span>
      <span className={`font-semibold tabular-nums ${tone}`}>
        {formatMoney(formatAmount(minor, currency), currency)}
      </span>
    </p>
  );
}
