/** A limit that is not there yet: whose, for what and where; how much is written as for one that is changed. */
import { useState } from 'react';
import type { ColleaguesAnswer, LimitsAnswer, PermissionsAnswer } from '#platform';
import { humanise, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { useReading } from '../../session.tsx';
import { useCompaniesOfWork } from './companies-of-work.ts';
import { LimitForm } from './limit-form.tsx';
import { modeWords } from './limit-words.ts';

type Action = LimitsAnswer['actions'][number];
type Limit = Action['limits'][number];

interface AddLimitProps {
  readonly actions: readonly Action[];
  readonly day: string;
  readonly close: () => void;
}

export function AddLimit({ actions, day, close }: AddLimitProps) {
  const colleagues = useReading<ColleaguesAnswer>('/api/authority/colleagues');
  const permissions = useReading<PermissionsAnswer>('/api/permissions');
  const { own } = useCompaniesOfWork();
  const [name, setName] = useState(actions[0]!.action);
  const [who, setWho] = useState('');
  const [where, setWhere] = useState('');
  const [mode, setMode] = useState<Limit['mode']>('alone');
  const [approver, setApprover] = useState('');
  const action = actions.find((one) => one.action === name)!;
  const roles = permissions.data?.roles ?? [];
  const [kind, of] = who.split(' ');
  const limit: Limit = {
    ...{ id: '0', version: 0, action: name, companyId: where === '' ? null : where, mode },
    role: kind === 'role' ? (of as Limit['role']) : null,
    personId: kind === 'person' ? of! : null,
    personName: null,
    approverRole: mode === 'with_approval' && approver !== '' ? (approver as Limit['approverRole']) : null,
    ...{ currency: null, amount: null, personDay: null, customer: null, customerPeriod: null },
    validFrom: day,
  };
  return (
    <Dialog title={t('Add a limit')} width="max-w-4xl" close={close}>
      <div className="flex flex-col gap-1 px-6 py-4">
        <div className="flex flex-wrap items-start gap-3">
          <Field label={t('Who')}>
            {(control) => (
              <select
                {...control}
                // biome-ignore lint/a11y/noAutofocus: the first field of a form that somebody has just asked for
                autoFocus
                className="field w-52"
                value={who}
                onChange={(event) => setWho(event.target.value)}
              >
                <option value="">{t('Choose')}</option>
                <optgroup label={t('Roles')}>
                  {roles.map((role) => (
                    <option key={role} value={`role ${role}`}>
                      {t(humanise(role))}
                    </option>
                  ))}
                </optgroup>
                <optgroup label={t('Persons')}>
                  {(colleagues.data?.rows ?? []).map((one) => (
                    <option key={String(one.id)} value={`person ${one.id}`}>
                      {one.name}
                    </option>
                  ))}
                </optgroup>
              </select>
            )}
          </Field>
          <Field label={t('does what')}>
            {(control) => (
              <select
                {...control}
                className="field w-80"
                value={name}
                onChange={(event) => setName(event.target.value)}
              >
                {actions.map((one) => (
                  <option key={one.action} value={one.action}>
                    {sentence(one.sentence)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('Where')}>
            {(control) => (
              <select {...control} className="field" value={where} onChange={(event) => setWhere(event.target.value)}>
                <option value="">{t('all companies')}</option>
                {own.map((one) => (
                  <option key={String(one.id)} value={String(one.id)}>
                    {one.code}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t('How')}>
            {(control) => (
              <select
                {...control}
                className="field"
                value={mode}
                onChange={(event) => setMode(event.target.value as Limit['mode'])}
              >
                {Object.entries(modeWords).map(([one, text]) => (
                  <option key={one} value={one}>
                    {t(text)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {mode === 'with_approval' && (
            <Field label={t('Approved by')}>
              {(control) => (
                <select
                  {...control}
                  className="field"
                  value={approver}
                  onChange={(event) => setApprover(event.target.value)}
                >
                  <option value="">{t('whoever may approve it')}</option>
                  {roles.map((role) => (
                    <option key={role} value={role}>
                      {t(humanise(role))}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
        </div>
        {who === '' ? (
          <p className="py-3 text-ink-2">{t('A person’s own limit stands in the place of those of the roles.')}</p>
        ) : (
          <LimitForm key={`${name} ${where}`} action={action} limit={limit} day={day} isNew close={close} />
        )}
      </div>
    </Dialog>
  );
}
