/** The company's own bank accounts: how far each is read, when its bank sends statements; added, renamed in place, closed and opened again. */

import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { BankAccountsAnswer } from '#cash/contract';
import { formatAccount, formatDay } from '../../format.ts';
import { Keys, useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { staleSetting, unseenVersion, useSeen } from '../../parts/as-seen.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { DayField } from '../../parts/controls.tsx';
import { Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { SubmitButton } from '../../parts/form-foot.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Refused } from '../../parts/states.tsx';
import { useTakingBack } from '../../parts/taking-back.ts';
import { WideTable } from '../../parts/wide-table.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say, sayRefused } from '../../toasts.tsx';
import { Part, Read } from './section.tsx';

const route = getRouteApi('/settings/{-$section}');
type Account = BankAccountsAnswer['rows'][number];
type Rhythm = Account['rhythms'][number]['rhythm'];

export function BankAccounts({ currency }: { currency: string }) {
  const { company } = useWork();
  const mayEdit = useMay('cash.edit-bank-accounts');
  const accounts = useReading<BankAccountsAnswer>('/api/bank-accounts', { company });
  /** `new`, the id of the account that is being renamed, or `statements` and the id of the one whose statements are told of. */
  const { bank, currency: bankCurrency } = route.useSearch();
  const navigate = route.useNavigate();
  // A file of an account that nobody set up leads here, with what it says of the account.
  const [editing, setEditing] = useState<string | undefined>(mayEdit && bank !== undefined ? 'new' : undefined);
  const close = (): void => {
    setEditing(undefined);
    if (bank !== undefined) void navigate({ search: (old) => ({ ...old, bank: undefined, currency: undefined }) });
  };
  useKeys(
    mayEdit && editing === undefined
      ? [{ keys: 'n', label: t('Add a bank account'), run: () => setEditing('new') }]
      : [],
  );
  return (
    <Part
      title={t('Bank accounts of {company}', { company })}
      actions={
        mayEdit &&
        editing === undefined && (
          <button type="button" className="button" onClick={() => setEditing('new')}>
            {t('Add a bank account')} <Keys keys="n" />
          </button>
        )
      }
    >
      <Read reading={accounts}>
        {({ rows, accounts: inLedger, nextAccount }) => (
          <>
            {editing === 'new' && (
              <NewAccount
                first={{ number: bank ?? '', currency: bankCurrency ?? currency }}
                inLedger={inLedger}
                nextAccount={nextAccount}
                close={close}
              />
            )}
            {rows.length === 0 ? (
              <p className="border-t border-line px-6 py-3 text-ink-2">
                {t('No bank account is set up here: files of the bank are refused until there is one.')}
              </p>
            ) : (
              <WideTable>
                <LedgerTable
                  label={t('Bank accounts')}
                  className="border-t border-line bg-surface"
                  heads={[
                    t('Name'),
                    t('Account'),
                    t('Currency'),
                    t('G/L account'),
                    t('Statements read to'),
                    t('Statements are sent'),
                    ...(mayEdit ? [{ text: t('Edit'), unseen: true } as const] : []),
                  ]}
                >
                  <tbody>
                    {rows.map((one) => (
                      <AccountRow
                        key={String(one.id)}
                        account={one}
                        mayEdit={mayEdit}
                        renaming={editing === String(one.id)}
                        rename={(on) => setEditing(on ? String(one.id) : undefined)}
                        telling={editing === `statements ${one.id}`}
                        tell={(on) => setEditing(on ? `statements ${one.id}` : undefined)}
                      />
                    ))}
                  </tbody>
                </LedgerTable>
              </WideTable>
            )}
          </>
        )}
      </Read>
    </Part>
  );
}

interface RowProps {
  readonly account: Account;
  readonly mayEdit: boolean;
  readonly renaming: boolean;
  readonly rename: (on: boolean) => void;
  readonly telling: boolean;
  readonly tell: (on: boolean) => void;
}

/** When the bank sends statements of an account: what counts today, and what was chosen for a later day. */
function Statements({ account, telling, tell }: Pick<RowProps, 'account' | 'telling' | 'tell'>) {
  const today = useBusinessDay();
  const inForce = account.rhythms.findLast(({ from }) => from <= today);
  const later = account.rhythms.filter(({ from }) => from > today);
  if (telling)
    return <TellStatements account={account} now={inForce?.rhythm ?? 'business_days'} close={() => tell(false)} />;
  return (
    <>
      {inForce?.rhythm === 'on_movement' ? t('only on movement') : t('every business day')}
      {later.map(({ from, rhythm }) => (
        <span key={from} className="text-ink-2">
          {' · '}
          {rhythm === 'on_movement'
            ? t('only on movement from {day} on', { day: formatDay(from) })
            : t('every business day from {day} on', { day: formatDay(from) })}
        </span>
      ))}
    </>
  );
}

const rhythmText = ({ rhythm, from }: Account['rhythms'][number]): string =>
  rhythm === 'on_movement'
    ? t('only on movement from {day} on', { day: formatDay(from) })
    : t('every business day from {day} on', { day: formatDay(from) });

/** The other of both, from a day on. */
function TellStatements({ account, now, close }: { account: Account; now: Rhythm; close: () => void }) {
  const { company } = useWork();
  const today = useBusinessDay();
  const writing = useWriting();
  const [from, setFrom] = useState(today);
  const [seen, setSeen] = useSeen(account.rhythms);
  const [rhythm, setRhythm] = useState<Rhythm>(now === 'on_movement' ? 'business_days' : 'on_movement');
  const { name } = account;
  const save = (than = seen): void =>
    writing.mutate(
      {
        method: 'PUT',
        path: `/api/bank-accounts/${account.id}/rhythm`,
        query: { company },
        body: { rhythm, from, seen: { rhythms: than } },
      },
      {
        told: () =>
          say(
            rhythm === 'on_movement'
              ? t('Nothing waits for statements of {name} any more from {day} on.', { name, day: formatDay(from) })
              : t('{name} is waited for on every business day from {day} on.', { name, day: formatDay(from) }),
          ),
        onSuccess: close,
      },
    );
  const theirs = staleSetting<Pick<Account, 'rhythms'>>(writing.error)?.rhythms;
  useKeys([{ keys: 'Escape', label: t('Cancel'), whileTyping: true, run: close }]);
  return (
    <form
      aria-label={t('Statements of {name}', { name })}
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <select
        aria-label={t('Statements are sent')}
        // biome-ignore lint/a11y/noAutofocus: the form stands where the choice was that is to be changed
        autoFocus
        className="field"
        value={rhythm}
        onChange={(event) => setRhythm(event.target.value as Rhythm)}
      >
        <option value="business_days">{t('every business day')}</option>
        <option value="on_movement">{t('only on movement')}</option>
      </select>
      <DayField label={t('From')} value={from} onChange={setFrom} />
      <SubmitButton does={t('Save')} busy={writing.isPending} />
      <button type="button" className="button" onClick={close}>
        {t('Cancel')}
      </button>
      {theirs ? (
        <Conflict
          rows={[
            [
              t('Statements are sent'),
              rhythmText({ rhythm, from }),
              theirs
                .filter((one) => unseenVersion([one], seen) !== undefined)
                .map(rhythmText)
                .join(' · '),
            ],
          ]}
          keepMine={() => {
            setSeen(theirs);
            save(theirs);
          }}
          keepTheirs={close}
        />
      ) : (
        <Refused error={writing.error} />
      )}
    </form>
  );
}

function AccountRow({ account, mayEdit, renaming, rename, telling, tell }: RowProps) {
  const { company } = useWork();
  const writing = useWriting();
  const { name } = account;
  const takeBack = useTakingBack();
  const nameAgain = (): void =>
    void takeBack(
      { method: 'PUT', path: `/api/bank-accounts/${account.id}`, query: { company }, body: { name } },
      t('{name} has its name again.', { name }),
    );
  const change = (verb: 'close' | 'reopen', done: () => void): void =>
    writing.mutate(
      { path: `/api/bank-accounts/${account.id}/${verb}`, query: { company }, body: {} },
      { onSuccess: done, onError: sayRefused },
    );
  const reopen = (): void => change('reopen', () => say(t('{name} is open again.', { name })));
  const openAgain = (): void =>
    void takeBack(
      { path: `/api/bank-accounts/${account.id}/reopen`, query: { company }, body: {} },
      t('{name} is open again.', { name }),
    );
  const close = (): void =>
    change('close', () =>
      say(t('{name} is closed: it takes no more files, and nothing waits for it.', { name }), openAgain),
    );
  return (
    <tr className={account.closedOn === null ? '' : 'text-ink-2'}>
      <th scope="row">
        {renaming ? (
          <Rename account={account} undo={nameAgain} close={() => rename(false)} />
        ) : (
          <span className="font-medium">{name}</span>
        )}
      </th>
      <td className="tabular-nums">{formatAccount(account.number)}</td>
      <td>{account.currency}</td>
      <td>
        {account.accountName} <span className="text-ink-2 tabular-nums">{account.account}</span>
      </td>
      <td>
        {account.readTo !== null ? (
          formatDay(account.readTo)
        ) : account.closedOn === null ? (
          <span className="text-warn">{t('never read')}</span>
        ) : (
          t('never read')
        )}
        {account.closedOn !== null && ` · ${t('closed on {day}', { day: formatDay(account.closedOn) })}`}
      </td>
      <td>
        <Statements account={account} telling={telling} tell={tell} />
      </td>
      {mayEdit && (
        <td className="text-right">
          <span className="inline-flex gap-4">
            {!renaming && (
              <button
                type="button"
                className="link"
                aria-label={t('Rename {name}', { name })}
                onClick={() => rename(true)}
              >
                {t('Rename')}
              </button>
            )}
            {!telling && account.closedOn === null && (
              <button
                type="button"
                className="link"
                aria-label={t('Statements of {name}', { name })}
                onClick={() => tell(true)}
              >
                {t('Statements…')}
              </button>
            )}
            <button
              type="button"
              className="link"
              disabled={writing.isPending}
              aria-label={account.closedOn === null ? t('Close {name}', { name }) : t('Reopen {name}', { name })}
              onClick={account.closedOn === null ? close : reopen}
            >
              {account.closedOn === null ? t('Close') : t('Reopen')}
            </button>
          </span>
        </td>
      )}
    </tr>
  );
}

/** The name in its place: Enter keeps it, Escape leaves it as it was. */
function Rename({ account, undo, close }: { account: Account; undo: () => void; close: () => void }) {
  const { company } = useWork();
  const writing = useWriting();
  const [name, setName] = useState(account.name);
  const [seen, setSeen] = useSeen(account.name);
  const save = (than = seen): void => {
    if (name.trim() === than) {
      close();
      return;
    }
    writing.mutate(
      {
        method: 'PUT',
        path: `/api/bank-accounts/${account.id}`,
        query: { company },
        body: { name, seen: { name: than } },
      },
      {
        told: () => say(t('{name} is now named {other}.', { name: account.name, other: name.trim() }), undo),
        onSuccess: close,
      },
    );
  };
  const theirs = staleSetting<Pick<Account, 'name'>>(writing.error)?.name;
  useKeys([{ keys: 'Escape', label: t('Cancel'), whileTyping: true, run: close }]);
  return (
    <form
      aria-label={t('Rename {name}', { name: account.name })}
      className="flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <input
        aria-label={t('Name')}
        // biome-ignore lint/a11y/noAutofocus: the field stands where the name was that is to be changed
        autoFocus
        className="field w-56"
        onFocus={(event) => event.target.select()}
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SubmitButton does={t('Save')} busy={writing.isPending} />
      <button type="button" className="button" onClick={close}>
        {t('Cancel')}
      </button>
      {theirs === undefined ? (
        <Refused error={writing.error} />
      ) : (
        <Conflict
          rows={[[t('Name'), name.trim(), theirs]]}
          keepMine={() => {
            setSeen(theirs);
            save(theirs);
          }}
          keepTheirs={close}
        />
      )}
    </form>
  );
}

interface NewAccountProps {
  /** What the form begins with. */
  readonly first: { readonly number: string; readonly currency: string };
  readonly inLedger: BankAccountsAnswer['accounts'];
  /** A free code for a further G/L account. */
  readonly nextAccount: string | null;
  readonly close: () => void;
}

/** Chosen instead of a G/L account: another one is opened. */
const another = '+';

function NewAccount({ first, inLedger, nextAccount, close }: NewAccountProps) {
  const { company } = useWork();
  const writing = useWriting();
  const [draft, setDraft] = useState({
    ...{ name: '', ...first, account: inLedger[0]?.code ?? another },
    ...{ newCode: nextAccount ?? '', newName: '' },
  });
  const opens = draft.account === another;
  const save = (): void =>
    writing.mutate(
      {
        path: '/api/bank-accounts',
        query: { company },
        body: {
          name: draft.name,
          number: draft.number,
          currency: draft.currency.trim().toUpperCase(),
          ...(opens
            ? { newAccount: { code: draft.newCode, name: draft.newName.trim() === '' ? draft.name : draft.newName } }
            : { account: draft.account }),
        },
      },
      {
        told: () =>
          say(
            t('{name} is set up: its files are taken from now on, and reminders wait until they are read.', {
              name: draft.name.trim(),
            }),
          ),
        onSuccess: close,
      },
    );
  useKeys([
    { keys: 'mod+Enter', label: t('Save'), whileTyping: true, run: save },
    { keys: 'Escape', label: t('Close'), whileTyping: true, run: close },
  ]);
  const members = ['name', 'number', 'currency', 'account', 'newAccount'] as const;
  return (
    <form
      aria-label={t('Add a bank account')}
      className="flex flex-col gap-2 border-t border-line px-6 py-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="flex flex-wrap items-start gap-3">
        <Field label={t('Name')} error={refusedAt(writing.error, 'name')}>
          {(control) => (
            <input
              {...control}
              // biome-ignore lint/a11y/noAutofocus: the form stands where the button was that asked for it
              autoFocus
              className="field w-48"
              required
              maxLength={100}
              value={draft.name}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('IBAN or account number')} error={refusedAt(writing.error, 'number')} className="max-w-80">
          {(control) => (
            <input
              {...control}
              className="field w-64 tabular-nums"
              required
              maxLength={40}
              autoComplete="off"
              value={draft.number}
              onChange={(event) => setDraft({ ...draft, number: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('Currency')} error={refusedAt(writing.error, 'currency')}>
          {(control) => (
            <input
              {...control}
              className="field w-20"
              required
              maxLength={3}
              value={draft.currency}
              onChange={(event) => setDraft({ ...draft, currency: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('G/L account')} error={refusedAt(writing.error, 'account')}>
          {(control) => (
            <select
              {...control}
              className="field max-w-64"
              value={draft.account}
              onChange={(event) => setDraft({ ...draft, account: event.target.value })}
            >
              {inLedger.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.code} · {one.name}
                </option>
              ))}
              <option value={another}>{t('Another one is opened…')}</option>
            </select>
          )}
        </Field>
        {opens && (
          <>
            <Field label={t('Code of the new G/L account')} error={refusedAt(writing.error, 'newAccount')}>
              {(control) => (
                <input
                  {...control}
                  className="field w-32 tabular-nums"
                  required
                  maxLength={20}
                  value={draft.newCode}
                  onChange={(event) => setDraft({ ...draft, newCode: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('Its name')}>
              {(control) => (
                <input
                  {...control}
                  className="field w-48"
                  maxLength={100}
                  placeholder={draft.name}
                  value={draft.newName}
                  onChange={(event) => setDraft({ ...draft, newName: event.target.value })}
                />
              )}
            </Field>
          </>
        )}
        <div className="mt-4.5 flex gap-2">
          <SubmitButton does={t('Save')} busy={writing.isPending} />
          <button type="button" className="button" onClick={close}>
            {t('Cancel')}
          </button>
        </div>
      </div>
      {refusedElsewhere(writing.error, members) && <Refused error={writing.error} />}
    </form>
  );
}
