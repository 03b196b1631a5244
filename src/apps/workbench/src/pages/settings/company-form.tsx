/** What customers read of a company, changed in its place: the letterhead stands beside the fields as it will be read. */
import { useState } from 'react';
import type { CompaniesAnswer, CompanyChangeBody } from '#company/contract';
import { readerDay, readerLocale } from '#kernel';
import { ApiError } from '../../api.ts';
import { formatAccount } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { languages, t } from '../../language.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { Field, notAnEmail, ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

type Company = CompaniesAnswer['rows'][number];
type Settings = Omit<CompanyChangeBody, 'reason'>;

const settingsOf = (company: Company): Settings => ({
  name: company.name,
  language: company.language as Settings['language'],
  addressLines: company.address,
  email: company.email,
  phone: company.phone,
  registration: company.registration,
});
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

interface Stale {
  readonly theirs: Settings;
  readonly version: number;
}
const staleOf = (error: Error | null): Stale | undefined =>
  error instanceof ApiError && error.code === 'company.stale' ? (error.details as unknown as Stale) : undefined;

export function CompanyForm({ company, close }: { company: Company; close: () => void }) {
  const writing = useWriting<{ version: number }>();
  const [seen, setSeen] = useState(company.version);
  const [texts, setTexts] = useState(() => {
    const { addressLines, registration, email, phone, ...rest } = settingsOf(company);
    return {
      ...rest,
      email: email ?? '',
      phone: phone ?? '',
      address: addressLines.join('\n'),
      registration: registration.join('\n'),
    };
  });
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const wanted: Settings = {
    name: texts.name.trim(),
    language: texts.language,
    addressLines: linesOf(texts.address),
    email: orNull(texts.email),
    phone: orNull(texts.phone),
    registration: linesOf(texts.registration),
  };
  const wrong = notAnEmail(texts.email);
  const save = (version = seen): void => {
    setTried(true);
    if (wrong !== undefined) return;
    writing.mutate(
      { method: 'PUT', path: '/api/companies', query: { company: company.code }, version, body: { ...wanted, reason } },
      { told: () => say(t('The company is changed; letters carry it from now on.')), onSuccess: close },
    );
  };
  useKeys([{ keys: 'Escape', label: t('Close'), whileTyping: true, run: close }]);
  const field = (member: 'name' | 'email' | 'phone', label: string) => (
    <Field label={label} error={refusedAt(writing.error, member) ?? (member === 'email' && tried ? wrong : undefined)}>
      {(control) => (
        <input
          {...control}
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for the form
          autoFocus={member === 'name'}
          className="field w-full"
          required={member === 'name'}
          inputMode={member === 'email' ? 'email' : 'text'}
          value={texts[member]}
          onChange={(event) => setTexts((old) => ({ ...old, [member]: event.target.value }))}
        />
      )}
    </Field>
  );
  const lines = (member: 'address' | 'registration', label: string, told: string) => (
    <Field label={label} hint={told}>
      {(control) => (
        <textarea
          {...control}
          rows={3}
          className="field h-auto w-full py-1"
          value={texts[member]}
          onChange={(event) => setTexts((old) => ({ ...old, [member]: event.target.value }))}
        />
      )}
    </Field>
  );
  const stale = staleOf(writing.error);
  return (
    <form
      aria-label={t('Change {name}', { name: company.name })}
      className="grid gap-x-8 gap-y-4 border-t border-line bg-surface px-6 py-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="flex flex-col gap-3">
        {field('name', t('Name'))}
        {lines('address', t('Address'), t('Line by line, as on an envelope'))}
        <div className="grid gap-3 sm:grid-cols-2">
          {field('email', t('E-mail'))}
          {field('phone', t('Phone'))}
        </div>
        {lines('registration', t('Register and tax'), t('What the law wants on a letter, line by line'))}
        <Field label={t('Language')}>
          {(control) => (
            <select
              {...control}
              className="field self-start"
              value={texts.language}
              onChange={(event) =>
                setTexts((old) => ({ ...old, language: event.target.value as Settings['language'] }))
              }
            >
              {Object.entries(languages).map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <LetterHead settings={wanted} country={company.country} paidAt={company.paidAt} />
      <div className="flex flex-col gap-3 lg:col-span-2">
        <ReasonField label={t('Reason')} value={reason} onChange={setReason} />
        {stale ? (
          <Conflict
            rows={[
              [t('Name'), wanted.name, stale.theirs.name],
              [t('Address'), wanted.addressLines.join('\n'), stale.theirs.addressLines.join('\n')],
              [t('E-mail'), wanted.email ?? '', stale.theirs.email ?? ''],
              [t('Phone'), wanted.phone ?? '', stale.theirs.phone ?? ''],
              [t('Register and tax'), wanted.registration.join('\n'), stale.theirs.registration.join('\n')],
              [t('Language'), languages[wanted.language], languages[stale.theirs.language]],
            ]}
            keepMine={() => {
              setSeen(stale.version);
              save(stale.version);
            }}
            keepTheirs={close}
          />
        ) : (
          refusedElsewhere(writing.error, ['name', 'email', 'phone']) && <Refused error={writing.error} />
        )}
        <FormFoot does={t('Save')} busy={writing.isPending} ready={saysWhy(reason)} close={close} />
      </div>
    </form>
  );
}

/** The head and foot of a letter, as customers will read them. */
interface LetterHeadProps {
  readonly settings: Settings;
  readonly country: string;
  readonly paidAt: readonly string[];
}

function LetterHead({ settings, country, paidAt }: LetterHeadProps) {
  // As letters write it, and not as whoever looks at the page does.
  const day = readerDay(useBusinessDay(), readerLocale(settings.language, country));
  return (
    <section aria-label={t('As letters will carry it')} className="flex flex-col gap-1.5">
      <h3 className="text-meta text-ink-2">{t('As letters will carry it')}</h3>
      <div className="flex min-h-72 flex-1 flex-col border border-line bg-paper px-6 py-5">
        <p className="text-fact font-semibold">{settings.name}</p>
        <p className="pt-4 text-meta text-ink-2 underline underline-offset-2">
          {[settings.name, ...settings.addressLines].join(' · ')}
        </p>
        <p className="pt-6 text-right text-meta text-ink-2">{day}</p>
        <div className="mt-auto grid grid-cols-3 gap-4 border-t border-line pt-2 text-meta text-ink-2">
          <p className="break-words">
            {settings.addressLines.map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
            <span className="block">{settings.phone}</span>
            <span className="block">{settings.email}</span>
          </p>
          <p className="break-words">
            {paidAt.map((line) => (
              <span key={line} className="block">
                {formatAccount(line)}
              </span>
            ))}
          </p>
          <p className="break-words">
            {settings.registration.map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </p>
        </div>
      </div>
    </section>
  );
}
