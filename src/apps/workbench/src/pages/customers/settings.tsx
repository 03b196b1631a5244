/**
 * How a customer is treated in the company: portfolio, direct debit, a pause of reminders; what follows from the master; and how
 * those are treated that were merged into it, whose items stand on accounts of their own.
 */
import { type ReactNode, useId, useState } from 'react';
import type { CustomerAnswer } from '#collections/contract';
import type { AccountSettingsAnswer, AccountSettingsBody } from '#customers/contract';
import { formatDay, humanise, languageName, readDay } from '../../format.ts';
import { t } from '../../language.ts';
import { Conflict, staleVersion } from '../../parts/conflict.tsx';
import { Check } from '../../parts/field.tsx';
import { SubmitButton } from '../../parts/form-foot.tsx';
import { Failure, Refused, Skeleton } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { yesNo } from './contacts.tsx';
import { RecordInsolvency } from './insolvency.tsx';
import { Relations } from './relations.tsx';
import { UnderAuthority } from './under-authority.tsx';

const pathOf = (customer: string): string => `/api/customers/${encodeURIComponent(customer)}/settings`;

export function Settings({ data }: { data: CustomerAnswer }) {
  const { company } = useWork();
  const mayEdit = useMay('customers.edit');
  const [recording, setRecording] = useState(false);
  const settings = useReading<AccountSettingsAnswer>(pathOf(data.customer), { company });
  if (settings.isPending) return <Skeleton rows={6} className="px-6 py-2" />;
  if (settings.error && !settings.data) return <Failure error={settings.error} retry={() => void settings.refetch()} />;
  return (
    <div className="flex-1 px-6 py-5">
      <SettingsForm key={data.customer} customer={data.customer} name={data.name} data={data} read={settings.data!}>
        <dl className="grid grid-cols-[10rem_1fr] gap-y-1.5 border-t border-line pt-4">
          <dt className="text-ink-2">{t('Kind of customer')}</dt>
          <dd>{t(humanise(data.category))}</dd>
          <dt className="text-ink-2">{t('Dunning procedure')}</dt>
          <dd>{data.account.dunningProcedure ?? t('standard')}</dd>
          <dt className="text-ink-2">{t('Language')}</dt>
          <dd>{languageName(data.language)}</dd>
          <dt className="text-ink-2">{t('Time zone')}</dt>
          <dd>{data.timeZone}</dd>
        </dl>
      </SettingsForm>
      {mayEdit && data.insolvency === null && (
        <button type="button" className="button mt-5" onClick={() => setRecording(true)}>
          {t('Record insolvency')}
        </button>
      )}
      <UnderAuthority data={data} />
      <Relations data={data} />
      {data.merged.map((one) => (
        <SettingsOfMerged key={one.customer} data={data} {...one} />
      ))}
      {recording && <RecordInsolvency data={data} close={() => setRecording(false)} />}
    </div>
  );
}

interface OneCustomer {
  readonly customer: string;
  readonly name: string;
  /** The customer of the page. */
  readonly data: CustomerAnswer;
}

/**
 * How a customer that was merged into the one of the page is treated: a pause of its reminders still holds its items back, and
 * money of its account goes back where its own refund account says.
 */
function SettingsOfMerged(one: OneCustomer) {
  const { company } = useWork();
  const settings = useReading<AccountSettingsAnswer>(pathOf(one.customer), { company });
  return (
    <section aria-label={`${one.name} ${one.customer}`} className="mt-8 border-t border-line pt-5">
      <h2 className="pb-4 text-fact font-semibold">
        {one.name} <span className="font-normal tabular-nums text-ink-2">{one.customer}</span>
      </h2>
      {settings.isPending ? (
        <Skeleton rows={3} />
      ) : settings.data ? (
        <SettingsForm {...one} read={settings.data} />
      ) : (
        <Failure error={settings.error!} retry={() => void settings.refetch()} />
      )}
      <UnderAuthority data={one} merged />
    </section>
  );
}

interface SettingsFormProps extends OneCustomer {
  readonly read: AccountSettingsAnswer;
  /** What stands beneath its fields. */
  readonly children?: ReactNode;
}

function SettingsForm({ customer, name, data, read, children }: SettingsFormProps) {
  const { company } = useWork();
  const path = pathOf(customer);
  const writing = useWriting();
  const mayEdit = useMay('customers.edit');
  const id = useId();
  const [draft, setDraft] = useState<{ began: AccountSettingsAnswer; body: AccountSettingsBody; day: string }>();
  const shown = draft?.body ?? read;
  const day = draft?.day ?? (shown.dunningBlockedUntil ? formatDay(shown.dunningBlockedUntil, 'field') : '');
  const [wrong, setWrong] = useState(false);
  // The first change fixes the version that is edited; until then the form follows what others save.
  const change = (part: Partial<AccountSettingsBody>, text = day): void =>
    setDraft((old) => ({ began: old?.began ?? read, body: { ...bodyOf(old?.body ?? read), ...part }, day: text }));
  const save = (version: number): void => {
    const until = day.trim() === '' ? null : readDay(day);
    setWrong(until === undefined);
    if (until === undefined) return;
    writing.mutate(
      { method: 'PUT', path, query: { company }, body: { ...bodyOf(shown), dunningBlockedUntil: until }, version },
      {
        told: () => say(t('The settings of {name} are saved.', { name })),
        onSuccess: () => {
          setDraft(undefined);
        },
      },
    );
  };
  const stale = staleVersion<AccountSettingsBody>(writing.error);
  const dayText = (one: string | null): string => (one ? formatDay(one) : '');
  return (
    <form
      className="flex max-w-xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft) save(draft.began.version);
      }}
    >
      <div className="flex flex-col gap-0.5">
        <label htmlFor={`${id}-portfolio`} className="text-meta text-ink-2">
          {t('Portfolio')}
        </label>
        <select
          id={`${id}-portfolio`}
          className="field w-72"
          disabled={!mayEdit}
          value={shown.portfolio ?? ''}
          onChange={(event) => change({ portfolio: event.target.value || null })}
        >
          <option value="">{t('none')}</option>
          {read.portfolios.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name}
              {one.collector ? ` · ${one.collector}` : ''}
            </option>
          ))}
        </select>
      </div>
      <div className="flex flex-col gap-0.5">
        <label htmlFor={`${id}-until`} className="text-meta text-ink-2">
          {t('No reminders until')}
        </label>
        <input
          id={`${id}-until`}
          className="field w-32 tabular-nums"
          disabled={!mayEdit}
          value={day}
          placeholder={t('no pause')}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onChange={(event) => change({}, event.target.value)}
        />
        {wrong && (
          <span id={`${id}-wrong`} role="alert" className="text-meta text-bad">
            {t('Write a day such as {day}', { day: formatDay(data.businessDay, 'field') })}
          </span>
        )}
      </div>
      {mayEdit ? (
        <Check checked={shown.directDebit} onChange={(directDebit) => change({ directDebit })}>
          {t('Collected by direct debit; not reminded')}
        </Check>
      ) : (
        <p>{shown.directDebit && t('Collected by direct debit; not reminded')}</p>
      )}
      {children}
      {mayEdit && (
        <div className="flex gap-2">
          <SubmitButton does={t('Save')} busy={writing.isPending} ready={draft !== undefined} />
          {draft && (
            <button type="button" className="button" onClick={() => setDraft(undefined)}>
              {t('Discard')}
            </button>
          )}
        </div>
      )}
      {stale && draft ? (
        <Conflict
          rows={[
            [t('Portfolio'), shown.portfolio ?? '', stale.theirs.portfolio ?? ''],
            [t('No reminders until'), day, dayText(stale.theirs.dunningBlockedUntil)],
            [t('Direct debit'), yesNo(shown.directDebit), yesNo(stale.theirs.directDebit)],
          ]}
          keepMine={() => save(stale.version)}
          keepTheirs={() => setDraft(undefined)}
        />
      ) : (
        <Refused error={writing.error} />
      )}
    </form>
  );
}

const bodyOf = ({ portfolio, dunningBlockedUntil, directDebit }: AccountSettingsBody): AccountSettingsBody => ({
  portfolio,
  dunningBlockedUntil,
  directDebit,
});
