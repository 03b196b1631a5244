/** The account that letters tell customers to pay to: seen by all, changed by two persons only. */
import { useState } from 'react';
import type { CompaniesAnswer } from '#company/contract';
import { formatAccount } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Field, ReasonField, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Part } from './section.tsx';

type Company = CompaniesAnswer['rows'][number];

export function PaymentAccount({ company }: { company: Company }) {
  const mayEdit = useMay('company.edit');
  const [changing, setChanging] = useState(false);
  return (
    <Part
      title={t('Account that letters of {company} name', { company: company.code })}
      meta={
        company.paidAt.length === 0
          ? t('Letters say nothing of where to pay.')
          : company.paidAt.map(formatAccount).join(' · ')
      }
      actions={
        mayEdit &&
        !changing && (
          <button type="button" className="button" onClick={() => setChanging(true)}>
            {t('Change the account')}
          </button>
        )
      }
    >
      {changing && <AccountForm company={company} close={() => setChanging(false)} />}
    </Part>
  );
}

function AccountForm({ company, close }: { company: Company; close: () => void }) {
  const writing = useWriting<{ state?: 'done' | 'pending' }>();
  const [texts, setTexts] = useState({ account: '', bankCode: '', bankName: '' });
  const [reason, setReason] = useState('');
  useKeys([{ keys: 'Escape', label: t('Close'), whileTyping: true, run: close }]);
  const field = (member: keyof typeof texts, label: string, required = false) => (
    <Field label={label} error={refusedAt(writing.error, member)}>
      {(control) => (
        <input
          {...control}
          // biome-ignore lint/a11y/noAutofocus: the person has just asked for the form
          autoFocus={member === 'account'}
          className="field w-full tabular-nums"
          required={required}
          value={texts[member]}
          onChange={(event) => setTexts((old) => ({ ...old, [member]: event.target.value }))}
        />
      )}
    </Field>
  );
  const orNull = (text: string): string | null => text.trim() || null;
  return (
    <form
      aria-label={t('Change the account')}
      className="flex flex-col gap-3 border-t border-line bg-surface px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        const why = reason.trim();
        writing.mutate(
          {
            method: 'PUT',
            path: '/api/companies/payment-account',
            query: { company: company.code },
            body: {
              account: texts.account.trim(),
              bankCode: orNull(texts.bankCode),
              bankName: orNull(texts.bankName),
              reason: why,
              askFor: why,
            },
          },
          {
            told: ({ state }) =>
              say(
                state === 'pending'
                  ? t('Asked for; it applies once a second person approves.')
                  : t('The company is changed; letters carry it from now on.'),
              ),
            onSuccess: close,
          },
        );
      }}
    >
      <p className="max-w-[46rem] text-ink-2">
        {t(
          'All customers pay to this account: a second person approves it. Say how you know it, such as a call to the bank at a number that was known before.',
        )}
      </p>
      <div className="grid gap-3 sm:grid-cols-3">
        {field('account', t('IBAN or account number'), true)}
        {field('bankCode', t('BIC or routing number'))}
        {field('bankName', t('Bank'))}
      </div>
      <ReasonField label={t('How it was verified')} value={reason} onChange={setReason} />
      {refusedElsewhere(writing.error, ['account', 'bankCode', 'bankName']) && <Refused error={writing.error} />}
      <FormFoot does={t('Ask for it')} busy={writing.isPending} ready={saysWhy(reason)} close={close} />
    </form>
  );
}
