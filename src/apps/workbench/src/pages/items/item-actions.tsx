/**
 * What letters do to chosen items: remind and send statements to their customers, or take up the work with one customer. On a
 * customer's own page the letters of its work are the page's; what is promised there is what was chosen. D is
 * kept for a dispute of them, and does nothing until there are disputes to raise: no page of keys names it.
 */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { formatAmount, parseAmount } from '#kernel';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import type { ListAtHand } from '../../parts/list-view.tsx';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { nothing } from '../../parts/selection.ts';
import { useCompanies, useMay } from '../../session.tsx';
import { sayRefused, sayWrong } from '../../toasts.tsx';
import type { Row } from './columns.tsx';
import { DeedOnItems, type ItemDeed } from './item-deeds.tsx';
import { RefundCredit } from './refund-credit.tsx';
import { ReverseDocument } from './reverse-document.tsx';
import { accountsOf, type ChosenAccount, SendChosen, type Sending } from './send-chosen.tsx';

type Doing = 'call' | 'promise' | 'note' | 'snooze';

interface Asked {
  readonly sending: Sending;
  readonly company: string;
  readonly accounts: readonly ChosenAccount[];
}

interface ItemActionsProps extends ListAtHand<Row> {
  /** The customer on whose page the list stands. */
  readonly ofOne?: boolean;
}

export function ItemActions({ chosenCount, gather, setSelection, ofOne = false }: ItemActionsProps) {
  const navigate = useNavigate();
  const { several } = useCompanies();
  const mayRemind = useMay('collections.run-dunning');
  const maySend = useMay('correspondence.send');
  const mayWork = useMay('collections.work');
  const today = useBusinessDay();
  const mayStop = useMay('receivables.block');
  const mayMove = useMay('receivables.move-due-days');
  const mayRefund = useMay('receivables.refund');
  const [refunded, setRefunded] = useState<Row>();
  const mayReverse = useMay('receivables.reverse');
  const [reversed, setReversed] = useState<Row>();
  const [asked, setAsked] = useState<Asked>();
  const [deed, setDeed] = useState<{ readonly deed: ItemDeed; readonly items: readonly Row[] }>();

  /** The chosen rows of one company; a word where there are none, or of several. */
  const rowsOfOne = async (): Promise<readonly Row[] | undefined> => {
    if (chosenCount === 0) {
      sayWrong(t('Choose items first: Space for one, Ctrl+A for all that the filters let through.'));
      return undefined;
    }
    const rows = await gather();
    if (!rows || rows.length === 0) return undefined;
    if (new Set(rows.map((row) => row.company)).size > 1) {
      sayWrong(t('These items are of several companies: choose those of one.'));
      return undefined;
    }
    return rows;
  };
  const send = async (sending: Sending): Promise<void> => {
    const rows = await rowsOfOne();
    if (!rows) return;
    const accounts = accountsOf(rows);
    if (new Set(accounts.map((one) => one.customer)).size > 500) sayWrong(t('At most 500 can be chosen at once.'));
    else setAsked({ sending, company: rows[0]!.company, accounts });
  };
  const work = async (doing: Doing): Promise<void> => {
    const rows = await rowsOfOne();
    if (!rows) return;
    const [row] = rows;
    if (new Set(rows.map((one) => one.customer)).size > 1) {
      sayWrong(t('These items are of several customers: this is done with one of them.'));
      return;
    }
    // What is promised is what was chosen, where it is of one currency.
    const currency = new Set(rows.map((one) => one.currency)).size === 1 ? row!.currency : undefined;
    const minor = currency && rows.reduce((sum, one) => sum + parseAmount(one.open, currency), 0n);
    await navigate({
      to: '/customers/$customer/{-$tab}',
      params: { customer: row!.customer, tab: ofOne ? 'items' : undefined },
      search: (old) => ({
        ...(ofOne && old),
        doing,
        ...(doing === 'promise' &&
          currency !== undefined &&
          minor !== undefined &&
          minor !== '' &&
          minor > 0n && { promise: `${formatAmount(minor, currency)} ${currency}` }),
        ...(several && { in: row!.company }),
      }),
    });
  };
  const begin = async (wanted: ItemDeed): Promise<void> => {
    const rows = await rowsOfOne();
    if (!rows) return;
    if (rows.length > 500) sayWrong(t('At most 500 can be chosen at once.'));
    else if (wanted === 'due-day' && new Set(rows.map((one) => one.customer)).size > 1)
      sayWrong(t('These items are of several customers: this is done with one of them.'));
    else setDeed({ deed: wanted, items: rows });
  };
  const refund = async (): Promise<void> => {
    const rows = await rowsOfOne();
    if (!rows) return;
    const [row, ...others] = rows;
    if (others.length > 0) sayWrong(t('One credit is refunded at a time: choose one.'));
    else if (!row!.open.startsWith('-'))
      sayWrong(t('{number} is a receivable; only credits are refunded.', { number: row!.number }));
    else setRefunded(row);
  };
  const reverse = async (): Promise<void> => {
    const rows = await rowsOfOne();
    if (!rows) return;
    const [row, ...others] = rows;
    if (others.length > 0) sayWrong(t('One document is reversed at a time: choose one.'));
    else setReversed(row);
  };
  const on = (run: () => Promise<void>) => (): void => void run().catch(sayRefused);
  useKeys([
    ...(mayRemind
      ? [{ keys: 'e', label: t('Remind the customers of the chosen items'), run: on(() => send('reminder')) }]
      : []),
    ...(maySend
      ? [{ keys: 's', label: t('Statements to the customers of the chosen items'), run: on(() => send('statement')) }]
      : []),
    ...(mayWork
      ? [{ keys: 'p', label: t('Take a promise for the chosen items'), run: on(() => work('promise')) }]
      : []),
    ...(mayWork && !ofOne
      ? [
          { keys: 'c', label: t('Log a call about the chosen items'), run: on(() => work('call')) },
          { keys: 'n', label: t('Write a note about the chosen items'), run: on(() => work('note')) },
          { keys: 'h', label: t('Snooze the customer of the chosen items'), run: on(() => work('snooze')) },
        ]
      : []),
    ...(mayMove
      ? [{ keys: 'y', label: t('Give the chosen items another due day'), run: on(() => begin('due-day')) }]
      : []),
    ...(mayStop
      ? [
          { keys: 'x', label: t('Stop the chosen items'), run: on(() => begin('stop')) },
          { keys: 'r', label: t('End the stop of the chosen items'), run: on(() => begin('free')) },
        ]
      : []),
  ]);
  return (
    <>
      {chosenCount > 0 && mayRemind && (
        <button type="button" className="button button-primary" onClick={on(() => send('reminder'))}>
          {t('Remind')} <Keys keys="e" />
        </button>
      )}
      {chosenCount > 0 && (mayMove || mayStop || mayRefund || mayReverse) && (
        <Menu label={t('More with the chosen items')} side="below" className="button" button={t('More')}>
          {mayMove && <MenuItem onSelect={on(() => begin('due-day'))}>{t('Another due day')}</MenuItem>}
          {mayStop && <MenuItem onSelect={on(() => begin('stop'))}>{t('Stop the items')}</MenuItem>}
          {mayStop && <MenuItem onSelect={on(() => begin('free'))}>{t('End the stop')}</MenuItem>}
          {mayRefund && <MenuItem onSelect={on(refund)}>{t('Refund…')}</MenuItem>}
          {mayReverse && <MenuItem onSelect={on(reverse)}>{t('Reverse…')}</MenuItem>}
        </Menu>
      )}
      {deed && (
        <DeedOnItems {...deed} today={today} close={() => setDeed(undefined)} done={() => setSelection(nothing)} />
      )}
      {refunded && (
        <RefundCredit itemId={refunded.id} close={() => setRefunded(undefined)} done={() => setSelection(nothing)} />
      )}
      {reversed && (
        <ReverseDocument
          item={{ ...reversed, customerName: reversed.name, amount: reversed.open }}
          title={t('Reverse {number}', { number: reversed.number })}
          does={t('Reverse')}
          told={t('{number} is reversed.', { number: reversed.number })}
          close={() => setReversed(undefined)}
          done={() => {
            setReversed(undefined);
            setSelection(nothing);
          }}
        >
          {t(
            'A document that was not to be, such as a fee that is waived: it is negated by a reversal of its own, and what it cleared is open again.',
          )}
        </ReverseDocument>
      )}
      {asked && <SendChosen {...asked} close={() => setAsked(undefined)} done={() => setSelection(nothing)} />}
    </>
  );
}
