/** A payment service declared, or new terms of one from a day on: where its fees go, up to which share, how it is known and read. */
import { useRef, useState } from 'react';
import type { PaymentServicesAnswer } from '#cash/contract';
import { formatDay } from '../../format.ts';
import { t } from '../../language.ts';
import { staleSetting, unseenVersion, useSeen } from '../../parts/as-seen.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { DayField } from '../../parts/controls.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';

const named = [
  'code',
  'name',
  'currency',
  'validFrom',
  'feeAccount',
  'highestFeePercent',
  'reserveAccount',
  'words',
  'mapping',
] as const;
type Named = (typeof named)[number];

type Service = PaymentServicesAnswer['rows'][number];
/** What of a service is seen; of one that is not declared yet: nothing. */
const seenOfService = (service: Partial<Pick<Service, 'name' | 'terms'>> | null) => ({
  name: service?.name ?? null,
  terms: service?.terms ?? null,
});

interface ServiceTermsProps {
  readonly services: PaymentServicesAnswer;
  /** null: a service that is not declared yet. */
  readonly service: PaymentServicesAnswer['rows'][number] | null;
  readonly close: () => void;
}

export function ServiceTerms({ services, service, close }: ServiceTermsProps) {
  const { company } = useWork();
  const writing = useWriting();
  const before = service?.inForce ?? service?.terms.at(-1);
  const [texts, setTexts] = useState({
    code: service?.code ?? '',
    name: service?.name ?? '',
    currency: service?.currency ?? '',
    feeAccount: before?.feeAccount ?? services.feeAccounts[0]?.code ?? '',
    highestFeePercent: before?.highestFeePercent ?? '',
    reserveAccount: before?.reserveAccount ?? '',
    words: before?.words ?? '',
  });
  const chooser = useRef<HTMLInputElement>(null);
  const [validFrom, setValidFrom] = useState(services.today);
  const [mapping, setMapping] = useState<Readonly<Record<string, unknown>> | null>(before?.mapping ?? null);
  const [wrong, setWrong] = useState<Readonly<Partial<Record<Named, string>>>>({});
  const [seen, setSeen] = useSeen(seenOfService(service));
  const set = (part: Partial<typeof texts>): void => setTexts((old) => ({ ...old, ...part }));
  const takeMapping = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    try {
      setMapping(JSON.parse(await file.text()) as Record<string, unknown>);
      setWrong(({ mapping: _, ...others }) => others);
    } catch {
      setWrong((old) => ({ ...old, mapping: t('{file} is no JSON document.', { file: file.name }) }));
    }
  };
  const save = (than = seen): void => {
    const code = texts.code.trim();
    const name = texts.name.trim();
    const currency = texts.currency.trim().toUpperCase();
    const percent = texts.highestFeePercent.trim().replace(',', '.');
    const words = texts.words.trim();
    const faults: Partial<Record<Named, string>> = {
      ...(code === '' && { code: t('Write a short code for it.') }),
      ...(name === '' && { name: t('Write its name.') }),
      ...(!/^[A-Z]{3}$/.test(currency) && { currency: t('Write a currency such as EUR.') }),
      ...(!/^\d{1,3}(\.\d{1,3})?$/.test(percent) && {
        highestFeePercent: t('Write a number from 0 to {most}.', { most: 100 }),
      }),
      ...(words !== '' && words.length < 3 && { words: t('Write at least three letters, or nothing.') }),
    };
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    writing.mutate(
      {
        path: '/api/payment-services',
        query: { company },
        body: {
          code,
          name,
          currency,
          validFrom,
          feeAccount: texts.feeAccount,
          highestFeePercent: percent,
          reserveAccount: texts.reserveAccount === '' ? null : texts.reserveAccount,
          words: words === '' ? null : words,
          mapping,
          seen: than,
        },
      },
      {
        told: () =>
          say(
            service === null
              ? t('{name} is declared; its reports can be dropped.', { name })
              : t('The new terms of {name} are set.', { name }),
          ),
        onSuccess: close,
      },
    );
  };
  const theirs = staleSetting<Partial<Pick<Service, 'name' | 'terms'>>>(writing.error);
  const other = theirs?.terms && (unseenVersion(theirs.terms, service?.terms ?? []) ?? theirs.terms[0]);
  const text = (
    member: 'code' | 'name' | 'currency' | 'highestFeePercent' | 'words',
    label: string,
    options: { hint?: string; className?: string; fixed?: boolean } = {},
  ) => (
    <Field
      label={label}
      error={wrong[member] ?? refusedAt(writing.error, member)}
      hint={options.hint}
      className={options.className ?? ''}
    >
      {(control) => (
        <input
          {...control}
          className="field w-full"
          autoComplete="off"
          disabled={options.fixed ?? false}
          value={texts[member]}
          onChange={(event) => set({ [member]: event.target.value })}
        />
      )}
    </Field>
  );
  const account = (
    member: 'feeAccount' | 'reserveAccount',
    label: string,
    accounts: PaymentServicesAnswer['feeAccounts'],
    hint?: string,
  ) => (
    <Field label={label} error={refusedAt(writing.error, member)} hint={hint} className="min-w-48 flex-1">
      {(control) => (
        <select
          {...control}
          className="field w-full"
          value={texts[member]}
          onChange={(event) => set({ [member]: event.target.value })}
        >
          {member === 'reserveAccount' && <option value="">{t('None')}</option>}
          {accounts.map((one) => (
            <option key={one.code} value={one.code}>
              {one.code} {one.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  const mappingError = wrong.mapping ?? refusedAt(writing.error, 'mapping');
  return (
    <Dialog
      title={service === null ? t('Declare a payment service') : t('New terms of {name}', { name: service.name })}
      close={close}
    >
      <form
        className="flex flex-col gap-3 overflow-y-auto px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="flex flex-wrap gap-3">
          {text('name', t('Name'), { className: 'min-w-40 flex-1', fixed: service !== null })}
          {text('code', t('Code'), { className: 'w-28', fixed: service !== null })}
          {text('currency', t('Currency'), { className: 'w-20', fixed: service !== null })}
        </div>
        <DayField label={t('These terms hold from')} above value={validFrom} onChange={setValidFrom} />
        <div className="flex flex-wrap gap-3">
          {account('feeAccount', t('Its fees go to'), services.feeAccounts)}
          {text('highestFeePercent', t('Highest fee %'), {
            className: 'w-40',
            hint: t('Above it a person looks.'),
          })}
        </div>
        {account(
          'reserveAccount',
          t('Its reserve stands on'),
          services.reserveAccounts,
          t('None: a settlement with a reserve is held.'),
        )}
        {text('words', t('Words by which the bank’s line is known'), {
          hint: t('Where the bank’s text names no number of the settlement.'),
        })}
        <div className="flex min-w-0 flex-col items-start gap-0.5">
          <span className="text-meta text-ink-2">{t('How its report is read')}</span>
          <span className="flex flex-wrap items-center gap-2">
            <input
              ref={chooser}
              type="file"
              tabIndex={-1}
              accept=".json,application/json"
              aria-label={t('A mapping')}
              className="sr-only"
              onChange={(event) => {
                void takeMapping(event.target.files?.[0]);
                event.target.value = '';
              }}
            />
            <button type="button" className="button" onClick={() => chooser.current?.click()}>
              {t('Choose a mapping…')}
            </button>
            {mapping !== null && (
              <button type="button" className="button" onClick={() => setMapping(null)}>
                {t('Read it by its header')}
              </button>
            )}
          </span>
          {mappingError === undefined ? (
            <span className="text-meta text-ink-2">
              {mapping === null
                ? t('By its header. A mapping names the columns of other reports (JSON).')
                : t('By the mapping “{name}”.', { name: String(mapping['name'] ?? '') })}
            </span>
          ) : (
            <span role="alert" className="text-meta text-bad">
              {mappingError}
            </span>
          )}
        </div>
        {theirs ? (
          <Conflict
            rows={[
              [t('Name'), texts.name.trim(), theirs.name ?? ''],
              [
                t('These terms hold from'),
                formatDay(validFrom, 'field'),
                other ? formatDay(other.validFrom, 'field') : '',
              ],
              [t('Its fees go to'), texts.feeAccount, other?.feeAccount ?? ''],
              [t('Highest fee %'), texts.highestFeePercent, other?.highestFeePercent ?? ''],
              [t('Its reserve stands on'), texts.reserveAccount, other?.reserveAccount ?? ''],
              [t('Words by which the bank’s line is known'), texts.words.trim(), other?.words ?? ''],
              [t('How its report is read'), String(mapping?.['name'] ?? ''), String(other?.mapping?.['name'] ?? '')],
            ]}
            keepMine={() => {
              const now = seenOfService(theirs);
              setSeen(now);
              save(now);
            }}
            keepTheirs={close}
          />
        ) : (
          refusedElsewhere(writing.error, named) && <Refused error={writing.error} />
        )}
        <FormFoot does={service === null ? t('Declare') : t('Set the terms')} busy={writing.isPending} close={close} />
      </form>
    </Dialog>
  );
}
