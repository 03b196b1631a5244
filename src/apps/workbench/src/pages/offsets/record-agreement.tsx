/** A netting agreement is recorded: its parties, companies, currencies and days, and the signed paper where it is at hand. */
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { formatDay, readDay } from '../../format.ts';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Check, Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useUpload } from '../../parts/upload.ts';
import { useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { PartiesField, type Party } from './parties-field.tsx';

const members = ['reference', 'companies', 'customers', 'vendors', 'currencies', 'validFrom', 'validTo'] as const;
type Wrong = Readonly<Partial<Record<(typeof members)[number], string>>>;

export function RecordAgreement({ close }: { close: () => void }) {
  const { company, session, tenant } = useWork();
  const navigate = useNavigate();
  const writing = useWriting<{ agreementId: string }>();
  const sending = useUpload({ changes: true });
  const chooser = useRef<HTMLInputElement>(null);
  const own = session.tenants.find((one) => one.code === tenant)!.companies.map((one) => one.code);
  const [draft, setDraft] = useState({ reference: '', currencies: '', from: '', to: '' });
  const [companies, setCompanies] = useState<readonly string[]>([company]);
  const [customers, setCustomers] = useState<readonly Party[]>([]);
  const [suppliers, setSuppliers] = useState<readonly Party[]>([]);
  const [copy, setCopy] = useState<File>();
  const [wrong, setWrong] = useState<Wrong>({});
  const set = (part: Partial<typeof draft>): void => setDraft((old) => ({ ...old, ...part }));
  const at = (member: (typeof members)[number]): string | undefined =>
    wrong[member] ?? refusedAt(writing.error, member);
  const open = (agreement: string): void => {
    close();
    void navigate({ to: '/offsets/agreements/$agreement', params: { agreement }, search: (old) => old });
  };
  const save = (): void => {
    const validFrom = readDay(draft.from);
    const validTo = draft.to.trim() === '' ? null : readDay(draft.to);
    const currencies = draft.currencies.toUpperCase().match(/[A-Z]+/g) ?? [];
    const strange = currencies.find((one) => one.length !== 3);
    const day = t('Write a day such as {day}', { day: formatDay('2026-12-31', 'field') });
    const faults: Wrong = {
      ...(draft.reference.trim() === '' && { reference: t('Write what the agreement is known by.') }),
      ...(companies.length === 0 && { companies: t('Choose at least one company.') }),
      ...(customers.length === 0 && { customers: t('Name the customers who are party to it.') }),
      ...(customers.length === 1 &&
        suppliers.length === 0 && {
          customers: t('Name another customer, or a supplier: an agreement has two sides.'),
        }),
      ...(strange !== undefined && { currencies: t('“{text}” is not a currency.', { text: strange }) }),
      ...(validFrom === undefined && { validFrom: day }),
      ...(validTo === undefined && { validTo: day }),
    };
    setWrong(faults);
    if (Object.keys(faults).length > 0) return;
    writing.mutate(
      {
        path: '/api/netting-agreements',
        body: {
          reference: draft.reference.trim(),
          companies,
          customers: customers.map((one) => one.number),
          vendors: suppliers.map((one) => one.number),
          currencies,
          validFrom,
          validTo,
        },
      },
      {
        told: () => say(t('The agreement is recorded.')),
        onSuccess: ({ agreementId }) => {
          if (copy === undefined) return open(agreementId);
          // The agreement stands by itself: where its copy is refused, its page says so and takes another.
          sending.mutate(
            { path: `/api/netting-agreements/${agreementId}/copy`, query: { fileName: copy.name }, file: copy },
            { onSuccess: () => open(agreementId) },
          );
        },
      },
    );
  };
  const text = (
    member: keyof typeof draft,
    label: string,
    options: { error?: string | undefined; hint?: string; className?: string; first?: boolean },
  ) => (
    <Field label={label} error={options.error} hint={options.hint} className={options.className ?? ''}>
      {(control) => (
        <input
          {...control}
          // biome-ignore lint/a11y/noAutofocus: only where the person has just asked for the form
          autoFocus={options.first ?? false}
          className="field w-full tabular-nums"
          autoComplete="off"
          value={draft[member]}
          onChange={(event) => set({ [member]: event.target.value })}
        />
      )}
    </Field>
  );
  const busy = writing.isPending || sending.isPending;
  return (
    <Dialog title={t('Record an agreement')} width="max-w-xl" close={close}>
      <form
        className="flex flex-col gap-3 overflow-y-auto px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (writing.data) open(writing.data.agreementId);
          else save();
        }}
      >
        {text('reference', t('Reference'), {
          error: at('reference'),
          hint: t('As the paper is known, such as “Netting 2026 Muster group”.'),
          first: true,
        })}
        <PartiesField
          label={t('Customers')}
          kind="customer"
          parties={customers}
          change={setCustomers}
          error={at('customers')}
        />
        <PartiesField
          label={t('Suppliers')}
          kind="supplier"
          parties={suppliers}
          change={setSuppliers}
          hint={t('Whose payables may be set off against what these customers owe.')}
          error={at('vendors')}
        />
        {own.length > 1 && (
          <fieldset>
            <legend className="pb-0.5 text-meta text-ink-2">{t('Companies')}</legend>
            <div className="flex flex-wrap gap-x-4 gap-y-1">
              {own.map((code) => (
                <Check
                  key={code}
                  checked={companies.includes(code)}
                  onChange={(on) =>
                    setCompanies(on ? [...companies, code] : companies.filter((other) => other !== code))
                  }
                >
                  {code}
                </Check>
              ))}
            </div>
            {at('companies') !== undefined && (
              <p role="alert" className="text-meta text-bad">
                {at('companies')}
              </p>
            )}
          </fieldset>
        )}
        <div className="flex flex-wrap gap-3">
          {text('from', t('From'), { error: at('validFrom'), className: 'w-32' })}
          {text('to', t('Until'), { error: at('validTo'), hint: t('empty: open end'), className: 'w-32' })}
          {text('currencies', t('Currencies'), {
            error: at('currencies'),
            hint: t('empty: every currency'),
            className: 'min-w-40 flex-1',
          })}
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <input
            ref={chooser}
            type="file"
            tabIndex={-1}
            accept="application/pdf,image/png,image/jpeg"
            aria-label={t('Copy of the netting agreement')}
            className="sr-only"
            onChange={(event) => setCopy(event.target.files?.[0])}
          />
          <button type="button" className="button" onClick={() => chooser.current?.click()}>
            {t('Attach the signed copy')}
          </button>
          <span className="min-w-0 truncate text-ink-2">
            {copy?.name ?? t('PDF, PNG or JPEG; it can also follow later.')}
          </span>
        </div>
        {sending.error && (
          <div>
            <Refused error={sending.error} />
            <p className="text-ink-2">{t('The agreement is recorded; its copy is still missing.')}</p>
          </div>
        )}
        {refusedElsewhere(writing.error, members) && <Refused error={writing.error} />}
        <FormFoot does={writing.data ? t('Open it') : t('Record an agreement')} busy={busy} close={close} />
      </form>
    </Dialog>
  );
}
