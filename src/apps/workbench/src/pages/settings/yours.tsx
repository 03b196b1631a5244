/** How the person who is in wants the pages, known wherever that person signs in; and the own password. */
import { type FormEvent, type ReactNode, useState } from 'react';
import { densities, useDensity } from '../../density.ts';
import { countryName } from '../../format.ts';
import { type Language, languages, t } from '../../language.ts';
import { createNotation } from '../../notation.ts';
import { Segmented } from '../../parts/controls.tsx';
import { Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { SubmitButton } from '../../parts/form-foot.tsx';
import { LettersSwitch } from '../../parts/key-sheet.tsx';
import { Refused } from '../../parts/states.tsx';
import { choosePreferences, type Preferences, usePreferences } from '../../preferences.ts';
import { useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Part } from './section.tsx';

type Notation = NonNullable<Preferences['notation']>;
const notations = {
  'de-DE': 'DE',
  'en-GB': 'GB',
  'en-US': 'US',
  'es-ES': 'ES',
  'fr-FR': 'FR',
  'de-CH': 'CH',
  'sv-SE': 'SE',
  'en-IN': 'IN',
} as const satisfies Record<Notation, string>;
/** An amount and a day as they are written there. */
const example = (locale: string): string => {
  const { formatMoney, formatDayField } = createNotation(locale);
  return `${formatMoney('1234567.5', 'EUR')} · ${formatDayField('2026-12-31')}`;
};

export default function Yours() {
  return (
    <>
      <Look />
      <Password />
    </>
  );
}

function Look() {
  const chosen = usePreferences();
  const density = useDensity();
  const browser = navigator.languages[0] ?? 'en';
  return (
    <Part title={t('How you see the pages')} meta={t('Known wherever you sign in.')}>
      <div className="flex max-w-xl flex-col items-start gap-4 px-6 pt-1">
        <Field label={t('Language')}>
          {(control) => (
            <select
              {...control}
              className="field"
              value={chosen.language ?? ''}
              onChange={(event) =>
                choosePreferences({
                  language: event.target.value === '' ? undefined : (event.target.value as Language),
                })
              }
            >
              <option value="">{t('As the browser')}</option>
              {Object.entries(languages).map(([code, name]) => (
                <option key={code} value={code} lang={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t('Numbers and days')}>
          {(control) => (
            <select
              {...control}
              className="field tabular-nums"
              value={chosen.notation ?? ''}
              onChange={(event) =>
                choosePreferences({
                  notation: event.target.value === '' ? undefined : (event.target.value as Notation),
                })
              }
            >
              <option value="">{`${t('As the browser')}: ${example(browser)}`}</option>
              {Object.entries(notations).map(([locale, region]) => (
                <option key={locale} value={locale}>
                  {`${example(locale)} (${countryName(region)})`}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Labelled label={t('Light or dark')}>
          <Segmented
            label={t('Light or dark')}
            value={chosen.theme ?? 'system'}
            options={[
              ['system', t('As the system')],
              ['light', t('Light')],
              ['dark', t('Dark')],
            ]}
            onChange={(theme) => choosePreferences({ theme: theme === 'system' ? undefined : theme })}
          />
        </Labelled>
        <Labelled label={t('Rows of lists')}>
          <Segmented
            label={t('Rows of lists')}
            value={String(density)}
            options={densities.map(([height, text]) => [String(height), t(text)] as const)}
            onChange={(height) =>
              choosePreferences({ rowHeight: densities.find(([one]) => String(one) === height)![0] })
            }
          />
        </Labelled>
        <LettersSwitch />
      </div>
    </Part>
  );
}

/** A set of choices with its name above, as a field has it; the set says the name itself to those who hear it. */
function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-0.5">
      <span className="text-meta text-ink-2" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}

const members = ['currentPassword', 'password'] as const;

function Password() {
  const writing = useWriting<null>();
  const [texts, setTexts] = useState({ currentPassword: '', newPassword: '', again: '' });
  const [different, setDifferent] = useState(false);
  const change = (event: FormEvent): void => {
    event.preventDefault();
    const { currentPassword, newPassword, again } = texts;
    setDifferent(newPassword !== again);
    if (newPassword !== again) return;
    writing.mutate(
      { method: 'PUT', path: '/api/session/password', body: { currentPassword, newPassword } },
      {
        told: () => say(t('The password is changed; other browsers are signed out.')),
        onSuccess: () => setTexts({ currentPassword: '', newPassword: '', again: '' }),
      },
    );
  };
  const field = (member: keyof typeof texts, label: string, error: string | undefined) => (
    <Field label={label} error={error}>
      {(control) => (
        <input
          {...control}
          className="field w-72"
          type="password"
          autoComplete={member === 'currentPassword' ? 'current-password' : 'new-password'}
          required
          maxLength={256}
          value={texts[member]}
          onChange={(event) => setTexts((old) => ({ ...old, [member]: event.target.value }))}
        />
      )}
    </Field>
  );
  return (
    <Part title={t('Your password')}>
      <form className="flex max-w-xl flex-col items-start gap-3 border-t border-line px-6 pt-3" onSubmit={change}>
        {field('currentPassword', t('Password until now'), refusedAt(writing.error, 'currentPassword'))}
        {field('newPassword', t('New password'), refusedAt(writing.error, 'password'))}
        {field('again', t('New password once more'), different ? t('The two are not the same.') : undefined)}
        {refusedElsewhere(writing.error, members) && <Refused error={writing.error} />}
        <SubmitButton does={t('Change the password')} busy={writing.isPending} className="" />
      </form>
    </Part>
  );
}
