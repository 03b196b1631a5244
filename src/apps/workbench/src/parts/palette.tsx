/** The palette: go anywhere, find a customer, document, check, receipt or line of the bank by a name or any number in it, run what the page offers. */
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { useEffect, useRef, useState } from 'react';
import type { SearchAnswer } from '#operations/contract';
import { formatDay, formatMoney, isZero, readMoney, sentence } from '../format.ts';
import { activeBindings, Keys } from '../keys.tsx';
import { t } from '../language.ts';
import { places, placesByName, placesWithin } from '../places.ts';
import { useMayOpen, useReading, useWork } from '../session.tsx';
import { addressOf, useViews } from '../views.tsx';
import { Dialog } from './dialog.tsx';
import { CustomersIcon, ItemsIcon, MoneyIcon, SearchIcon, ViewIcon } from './icons.tsx';

type Found = SearchAnswer['rows'][number];
const icons = { customer: CustomersIcon, item: ItemsIcon, check: MoneyIcon, receipt: MoneyIcon, line: MoneyIcon };

/** By what something was found that neither its name nor its text says. */
function wordOf(what: NonNullable<Found['foundBy']>['what']): string {
  switch (what) {
    case 'receipt-number':
      return t('Receipt');
    case 'purchase-order':
      return t('Purchase order');
    case 'reference':
      return t('Reference');
    case 'structured-reference':
      return t('Reference of the payment');
    case 'bank-reference':
      return t('Reference of the bank');
    case 'customer-reference':
      return t('Reference of the payer');
    case 'account':
      return t('Account of the payer');
    case 'ultimate-party':
      return t('Paid for');
    case 'customer':
      return t('Customer');
    case 'contact':
      return t('Contact');
    case 'tax-number':
      return t('Tax number');
    case 'own-account':
      return t('Account of the customer');
    case 'amount':
      return t('Amount');
  }
}

/** The text as an amount of any currency, without its sign: in the books it may have either. */
const amountIn = (text: string): string | undefined => {
  const amount = (readMoney(text, 'EUR') ?? readMoney(text, 'KWD'))?.replace('-', '');
  return amount === undefined || amount.length > 20 || !/[1-9]/.test(amount) ? undefined : amount;
};

const textOf = ({ foundBy, currency }: Found): string | null =>
  foundBy?.what === 'amount' && foundBy.text !== null && currency !== null
    ? formatMoney(foundBy.text, currency)
    : (foundBy?.text ?? null);

const settled = (one: Found): boolean => one.kind === 'item' && one.amount !== null && isZero(one.amount);

const placeOf = (one: Found): string => `${one.kind} ${one.company} ${one.key}`;

/** What was typed, once the typing pauses. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 90);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

export default function Palette({ close, showKeys }: { close: () => void; showKeys: () => void }) {
  const navigate = useNavigate();
  const { company, companies } = useWork();
  const mayOpen = useMayOpen();
  const views = useViews().filter((view) => mayOpen(addressOf(view).to));
  const [text, setText] = useState('');
  const [selected, setSelected] = useState('');
  const [actions] = useState(() => activeBindings().filter((one) => !/^(mod\+k|\?|g )/.test(one.keys)));
  const wanted = useSettled(text.trim());
  const found = useReading<SearchAnswer>(
    '/api/search',
    { text: wanted, amount: amountIn(wanted) },
    { keep: true, enabled: mayOpen('/items') && wanted.length > 1 },
  );
  // Whoever does not see the books goes to places only.
  const asked = mayOpen('/items') && text.trim().length > 1;
  /** What is shown is not yet, or no longer, the answer to what is typed. */
  const waits = asked && (text.trim() !== wanted || found.isPending || found.isPlaceholderData);
  const failed = asked && !waits && found.isError;
  const rows = asked && wanted.length > 1 && !failed ? (found.data?.rows ?? []) : [];
  const fits = (label: string): boolean => label.toLowerCase().includes(text.trim().toLowerCase());
  const placesHere = [...places, ...placesWithin, ...placesByName].filter(
    (place) => mayOpen(place.to) && fits(t(place.text)),
  );
  const actionsHere = actions.filter((one) => fits(one.label!));
  const viewsHere = views.filter((view) => fits(view.name));
  // Half of all contacts are called accounts payable: whom they lead to stands last, and before no place of this name.
  const byContact = rows.filter((one) => one.foundBy?.what === 'contact');
  const byItself = rows.filter((one) => one.foundBy?.what !== 'contact');
  const elsewhere = placesHere.length + actionsHere.length + viewsHere.length > 0;
  // What is found is chosen at once: Enter opens the best.
  const best = byItself[0] ?? (elsewhere ? undefined : byContact[0]);
  useEffect(() => {
    if (best) setSelected(placeOf(best));
  }, [best]);
  // Enter may come before the answer: it is of what was typed, and not of what happens to be shown.
  const [entered, setEntered] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!entered || waits) return;
    setEntered(false);
    if (best) go(() => open(best));
    else if (!failed) list.current?.querySelector<HTMLElement>('[cmdk-item][aria-selected=true]')?.click();
  });
  const go = (work: () => unknown): void => {
    close();
    work();
  };
  const open = (one: Found): unknown => {
    // Among several chosen companies the page is turned to the one of the find; another is chosen instead of them.
    const there =
      one.company === company ? {} : companies.includes(one.company) ? { in: one.company } : { company: one.company };
    // Nothing is posted for it: it stands among the lines of its day, with its amount.
    if (one.kind === 'line')
      return navigate({
        to: '/cash/bank-lines',
        search: {
          ...there,
          ...(one.day !== null && { valueDateFrom: one.day, valueDateTo: one.day }),
          ...(one.amount !== null && { amountFrom: one.amount, amountTo: one.amount }),
        },
      });
    if (one.kind === 'check') return navigate({ to: '/cash/checks', search: { ...there, number: one.key } });
    if (one.kind === 'receipt' || one.customer === null)
      return navigate({ to: '/cash/lines/$receipt', params: { receipt: one.key }, search: there });
    return navigate({
      to: '/customers/$customer/{-$tab}',
      // What is settled stands among the documents.
      params: { customer: one.customer, tab: settled(one) ? 'documents' : undefined },
      search: {
        ...there,
        ...(one.kind === 'item' && { find: one.key }),
      },
    });
  };
  const foundGroup = (heading: string, some: readonly Found[]) =>
    some.length > 0 && (
      <Command.Group heading={heading}>
        {some.map((one) => {
          const Icon = icons[one.kind];
          return (
            <Command.Item key={placeOf(one)} value={placeOf(one)} onSelect={() => go(() => open(one))}>
              <Icon className="text-ink-2" />
              <span className="min-w-0 flex-1 truncate">
                {one.kind === 'check' ? t('Check {number}', { number: one.title }) : one.title}{' '}
                <span className="text-ink-2">{one.detail}</span>
              </span>
              {one.kind === 'line' && <span className="text-meta text-ink-2">{t('Not posted')}</span>}
              {one.foundBy !== null && (
                <span data-found-by={one.foundBy.what} className="max-w-56 shrink-0 truncate text-meta text-ink-2">
                  {wordOf(one.foundBy.what)} {textOf(one)}
                </span>
              )}
              {one.amount !== null && one.currency !== null && (
                <span className="tabular-nums">
                  {formatMoney(one.amount, one.currency)} <span className="text-meta text-ink-2">{one.currency}</span>
                </span>
              )}
              {one.day !== null && <span className="text-meta text-ink-2">{formatDay(one.day)}</span>}
              {one.company !== company && <span className="text-meta text-ink-2">{one.company}</span>}
            </Command.Item>
          );
        })}
      </Command.Group>
    );
  return (
    <Dialog title={t('Find or run anything')} quiet passing width="max-w-xl" close={close}>
      <Command
        label={t('Find or run anything')}
        shouldFilter={false}
        loop
        value={selected}
        onValueChange={setSelected}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !waits || event.nativeEvent.isComposing) return;
          event.preventDefault();
          setEntered(true);
        }}
        className="flex min-h-0 flex-col"
      >
        <div className="flex items-center gap-2.5 border-b border-line px-4 text-ink-2">
          <SearchIcon />
          <Command.Input
            autoFocus
            value={text}
            onValueChange={(typed) => {
              setText(typed);
              setEntered(false);
            }}
            placeholder={t('Customer, any number, or an action')}
            className="h-11 flex-1 bg-transparent text-fact text-ink outline-none placeholder:text-ink-2"
          />
        </div>
        <Command.List ref={list} className="min-h-0 overflow-y-auto p-1.5">
          {waits && rows.length === 0 && <p className="px-3 py-2 text-ink-2">{t('Looking…')}</p>}
          {failed && (
            <p role="alert" className="px-3 py-2 text-bad">
              {t('This could not be loaded')}. {sentence(found.error!.message)}
            </p>
          )}
          {asked && !waits && !failed && rows.length === 0 && (
            <Command.Empty className="px-3 py-2 text-ink-2">
              {t('Nothing is found under this name or number.')}
            </Command.Empty>
          )}
          {foundGroup(t('Found'), byItself)}
          {asked && !waits && !failed && typeof found.data?.linesFrom === 'string' && (
            <p className="px-3 py-2 text-meta text-ink-2">
              {t('Payers and texts of payments before {day} are found in the list of the bank’s lines.', {
                day: formatDay(found.data.linesFrom),
              })}
            </p>
          )}
          {actionsHere.length > 0 && (
            <Command.Group heading={t('On this page')}>
              {actionsHere.map((one) => (
                <Command.Item
                  key={one.keys}
                  value={`action ${one.keys}`}
                  onSelect={() => go(() => setTimeout(() => one.run(new KeyboardEvent('keydown'))))}
                >
                  <span className="flex-1">{one.label}</span>
                  <Keys keys={one.keys} />
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {viewsHere.length > 0 && (
            <Command.Group heading={t('Saved views')}>
              {viewsHere.map((view) => (
                <Command.Item
                  key={String(view.id)}
                  value={`view ${view.id}`}
                  onSelect={() => go(() => navigate({ ...addressOf(view) }))}
                >
                  <ViewIcon className="text-ink-2" />
                  <span className="min-w-0 flex-1 truncate">{view.name}</span>
                  {!view.mine && <span className="text-meta text-ink-2">{view.owner}</span>}
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {(placesHere.length > 0 || fits(t('Keys'))) && (
            <Command.Group heading={t('Go to')}>
              {placesHere.map((place) => (
                <Command.Item
                  key={place.to}
                  value={`place ${place.to}`}
                  onSelect={() => go(() => navigate({ to: place.to as string }))}
                >
                  <place.icon className="text-ink-2" />
                  <span className="flex-1">{t(place.text)}</span>
                  {'keys' in place && <Keys keys={place.keys} />}
                </Command.Item>
              ))}
              {fits(t('Keys')) && (
                <Command.Item value="keys" onSelect={showKeys}>
                  <span className="flex-1">{t('Keys')}</span>
                  <Keys keys="?" />
                </Command.Item>
              )}
            </Command.Group>
          )}
          {foundGroup(t('By a contact'), byContact)}
        </Command.List>
      </Command>
    </Dialog>
  );
}
