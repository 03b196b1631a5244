/**
 * Contacts, addresses and the accounts a customer pays from, and those of the customers merged into it; contacts are edited
 * in place.
 */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CustomerAnswer } from '#collections/contract';
import type { ContactBody, ContactsAnswer } from '#customers/contract';
import { countryName, formatAccount, humanise, languageName } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { languages, t } from '../../language.ts';
import { Conflict, staleVersion } from '../../parts/conflict.tsx';
import { Check, Field, notAnEmail, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { SubmitButton } from '../../parts/form-foot.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useMay, useMayEverywhere, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

type Contact = ContactsAnswer['contacts'][number];

export function Contacts({ data }: { data: CustomerAnswer }) {
  const [editing, setEditing] = useState<Edited>();
  const reach = { data, editing, setEditing };
  return (
    <>
      <Reach {...reach} customer={data.customer} />
      {/* Letters go to the customer; whoever is known of a merged one is called, and corrected, here. */}
      {data.merged.map(({ customer, name }) => (
        <section key={customer} aria-label={`${name} ${customer}`} className="border-t border-line">
          <h2 className="px-6 pt-4 text-fact font-semibold">
            {name} <span className="font-normal tabular-nums text-ink-2">{customer}</span>
          </h2>
          <Reach {...reach} customer={customer} of={customer} />
        </section>
      ))}
    </>
  );
}

/** The contact that is edited, or a new one of a customer: one at a time. */
interface Edited {
  readonly customer: string;
  readonly contact: string;
}

interface ReachProps {
  /** The customer of the page: a new contact of it begins with its language and its time zone. */
  readonly data: CustomerAnswer;
  /** Whose contacts these are: its own, or those of one that was merged into it. */
  readonly customer: string;
  /** The number that its parts are told apart by. */
  readonly of?: string;
  readonly editing: Edited | undefined;
  readonly setEditing: (next: Edited | undefined) => void;
}

function Reach({ data, customer, of, editing: edited, setEditing: edit }: ReachProps) {
  const { company } = useWork();
  const editing = edited?.customer === customer ? edited.contact : undefined;
  const setEditing = (contact: string | undefined): void =>
    edit(contact === undefined ? undefined : { customer, contact });
  const labelled = (text: string): string => (of === undefined ? text : `${text} ${of}`);
  const path = `/api/customers/${encodeURIComponent(customer)}/contacts`;
  const reach = useReading<ContactsAnswer>(path, { company });
  const mayEdit = useMay('customers.edit');
  const mayErase = useMayEverywhere('audit.erase');
  if (reach.isPending) return <Skeleton rows={6} className="px-6 py-2" />;
  if (reach.error && !reach.data) return <Failure error={reach.error} retry={() => void reach.refetch()} />;
  const { contacts, addresses, payers } = reach.data!;
  // One that was merged may be of another country than the customer of the page.
  const alike = of === undefined ? data : (contacts[0] ?? data);
  const fresh: ContactBody = {
    name: '',
    role: 'accounts_payable',
    email: null,
    phone: null,
    language: alike.language,
    timeZone: alike.timeZone,
    primary: contacts.length === 0,
    stopped: false,
  };
  return (
    <div className="grid flex-1 content-start gap-x-12 gap-y-8 px-6 py-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <section aria-label={labelled(t('Contacts'))}>
        <div className="flex items-baseline justify-between border-b border-line pb-2">
          <h2 className="text-fact font-semibold">{t('Contacts')}</h2>
          {mayEdit && edited === undefined && (
            <button type="button" className="button" onClick={() => setEditing('new')}>
              {t('Add contact')}
            </button>
          )}
        </div>
        {contacts.length === 0 && editing === undefined && (
          <p className="py-3 text-ink-2">{t('Nobody is known here yet. Reminders need an e-mail address.')}</p>
        )}
        {contacts.length > 0 && (
          <p className="pt-2 text-meta text-ink-2">
            {mayErase ? (
              <Link to="/settings/{-$section}" params={{ section: 'erasure' }} search={{}} className="link">
                {t('A person asks to be forgotten: erase')}
              </Link>
            ) : (
              t('Whoever asks to be forgotten is erased by an administrator, under Settings.')
            )}
          </p>
        )}
        <ul>
          {contacts.map((contact) => (
            <li key={String(contact.id)} className="border-b border-line py-3">
              {editing === String(contact.id) ? (
                <ContactForm path={path} contact={contact} edits={contact} close={() => setEditing(undefined)} />
              ) : (
                <ContactLine contact={contact} edit={mayEdit ? () => setEditing(String(contact.id)) : undefined} />
              )}
            </li>
          ))}
          {editing === 'new' && (
            <li className="border-b border-line py-3">
              <ContactForm path={path} contact={fresh} close={() => setEditing(undefined)} />
            </li>
          )}
        </ul>
      </section>
      <div className="flex flex-col gap-8">
        <section aria-label={labelled(t('Addresses'))}>
          <h2 className="border-b border-line pb-2 text-fact font-semibold">{t('Addresses')}</h2>
          {addresses.length === 0 && <p className="py-3 text-ink-2">{t('No address is known.')}</p>}
          {addresses.map((address) => (
            <address key={String(address.id)} className="border-b border-line py-3 whitespace-pre-line not-italic">
              <span className="block text-meta text-ink-2">{t(humanise(address.kind))}</span>
              {[
                address.lines,
                [address.postalCode, address.city].filter(Boolean).join(' '),
                address.country && countryName(address.country),
              ]
                .filter(Boolean)
                .join('\n')}
            </address>
          ))}
        </section>
        <section aria-label={labelled(t('Pays as'))}>
          <h2 className="border-b border-line pb-2 text-fact font-semibold">{t('Pays as')}</h2>
          {payers.length === 0 && (
            <p className="py-3 text-ink-2">
              {t('No account or other name is known; payments are told by the customer’s name.')}
            </p>
          )}
          <ul>
            {payers.map((payer) => (
              <li
                key={`${payer.kind} ${payer.value}`}
                className="flex items-baseline justify-between gap-4 border-b border-line py-1.5"
              >
                <span className="break-all tabular-nums">
                  {payer.kind === 'account' ? formatAccount(payer.value) : payer.value}
                </span>
                <span className="text-meta text-ink-2">{payer.kind === 'account' ? t('Bank account') : t('Name')}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

function ContactLine({ contact, edit }: { contact: Contact; edit: (() => void) | undefined }) {
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="min-w-0">
        <p className="font-medium">
          {contact.name}
          {contact.primary && <span className="pl-2 text-meta font-normal text-accent">{t('Primary')}</span>}
          {contact.bouncedAt && (
            <span className="pl-2 text-meta font-normal text-warn" title={contact.bounceReason ?? undefined}>
              {t('Mail comes back')}
            </span>
          )}
          {contact.stopped && (
            <span className="pl-2 text-meta font-normal text-warn">{t('Asked not to be written to')}</span>
          )}
        </p>
        <p className="flex flex-wrap gap-x-3 text-ink-2">
          <span>{t(humanise(contact.role))}</span>
          {contact.email && (
            <a href={`mailto:${contact.email}`} className="link">
              {contact.email}
            </a>
          )}
          {contact.phone && (
            <a href={`tel:${contact.phone.replaceAll(/[^+\d]/g, '')}`} className="link">
              {contact.phone}
            </a>
          )}
          <span>{languageName(contact.language)}</span>
          <span>{contact.timeZone}</span>
        </p>
      </div>
      {edit && (
        <button type="button" className="button" onClick={edit}>
          {t('Edit')}
        </button>
      )}
    </div>
  );
}

interface FormProps {
  readonly path: string;
  readonly contact: ContactBody;
  /** Given, this contact is changed. */
  readonly edits?: Contact;
  readonly close: () => void;
}

const contactRoles = ['accounts_payable', 'purchasing', 'management', 'legal'];

const plainOf = ({ name, role, email, phone, language, timeZone, primary, stopped }: ContactBody): ContactBody => ({
  ...{ name, role, language, timeZone, primary, stopped },
  email: email?.trim() || null,
  phone: phone === '' ? null : (phone ?? null),
});

function ContactForm({ path, contact, edits, close }: FormProps) {
  const { company } = useWork();
  const writing = useWriting();
  // What the form began with stays the version that is edited, whatever arrives meanwhile.
  const [began] = useState(edits);
  const [draft, setDraft] = useState<ContactBody>(() => plainOf(contact));
  const set = (part: Partial<ContactBody>): void => setDraft((old) => ({ ...old, ...part }));
  const [tried, setTried] = useState(false);
  const wrong = notAnEmail(draft.email ?? '');
  const save = (version = began?.version): void => {
    setTried(true);
    if (wrong !== undefined) return;
    writing.mutate(
      {
        method: began ? 'PUT' : 'POST',
        path: began ? `${path}/${began.id}` : path,
        query: { company },
        body: plainOf(draft),
        ...(version !== undefined && { version }),
      },
      {
        told: () => say(t('{name} is saved.', { name: draft.name })),
        onSuccess: close,
      },
    );
  };
  useKeys([
    { keys: 'mod+Enter', label: t('Save'), whileTyping: true, run: () => save() },
    { keys: 'Escape', label: t('Close'), whileTyping: true, run: close },
  ]);
  const stale = staleVersion<ContactBody>(writing.error);
  const fields = [
    ['name', t('Name'), 'text', true],
    ['email', t('E-mail'), 'text', false],
    ['phone', t('Phone'), 'tel', false],
    ['language', t('Language'), 'text', true],
    ['timeZone', t('Time zone'), 'text', true],
  ] as const;
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="grid grid-cols-2 gap-x-4 gap-y-2 2xl:grid-cols-3">
        {fields.map(([member, label, type, required], index) => (
          <Field
            key={member}
            label={label}
            error={refusedAt(writing.error, member) ?? (member === 'email' && tried ? wrong : undefined)}
          >
            {(control) =>
              member === 'language' ? (
                <select
                  {...control}
                  className="field"
                  value={draft.language}
                  onChange={(event) => set({ language: event.target.value })}
                >
                  {[...new Set([...Object.keys(languages), draft.language])].map((code) => (
                    <option key={code} value={code}>
                      {languageName(code)}
                    </option>
                  ))}
                </select>
              ) : (
                <input
                  {...control}
                  // biome-ignore lint/a11y/noAutofocus: the form stands where the button was that asked for it
                  autoFocus={index === 0}
                  type={type}
                  required={required}
                  className="field"
                  value={draft[member] ?? ''}
                  onChange={(event) => set({ [member]: event.target.value })}
                />
              )
            }
          </Field>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-5">
        <label className="flex items-center gap-2">
          <span className="text-ink-2">{t('Role')}</span>
          <select className="field" value={draft.role} onChange={(event) => set({ role: event.target.value })}>
            {[...new Set([...contactRoles, draft.role])].map((role) => (
              <option key={role} value={role}>
                {t(humanise(role))}
              </option>
            ))}
          </select>
        </label>
        <Check checked={draft.primary} onChange={(primary) => set({ primary })}>
          {t('Primary contact')}
        </Check>
        <Check checked={draft.stopped} onChange={(stopped) => set({ stopped })}>
          {t('Asked not to be written to')}
        </Check>
        <div className="ml-auto flex gap-2">
          <button type="button" className="button" onClick={close}>
            {t('Cancel')}
          </button>
          <SubmitButton does={t('Save')} busy={writing.isPending} />
        </div>
      </div>
      {stale ? (
        <Conflict
          rows={[
            ...fields.map(([member, label]) => [label, draft[member] ?? '', stale.theirs[member] ?? ''] as const),
            [t('Primary contact'), yesNo(draft.primary), yesNo(stale.theirs.primary)],
            [t('Asked not to be written to'), yesNo(draft.stopped), yesNo(stale.theirs.stopped)],
          ]}
          keepMine={() => save(stale.version)}
          keepTheirs={close}
        />
      ) : (
        refusedElsewhere(
          writing.error,
          fields.map(([member]) => member),
        ) && <Refused error={writing.error} />
      )}
    </form>
  );
}

export const yesNo = (value: boolean): string => (value ? t('yes') : t('no'));
