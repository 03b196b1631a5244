/** A limit that is not there yet: whose, for what and where; how much is written as for one that is changed. */
import { useState } from 'react';
import type { ColleaguesAnswer, LimitsAnswer, PermissionsAnswer } from '#platform';
import { humanise, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ChoiceField } from '../../parts/field.tsx';
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
          <ChoiceField
            label={t('Who')}
            width="w-52"
            atOnce
            value={who}
            onChange={setWho}
            choices={[
              ['', t('Choose')],
              { group: t('Roles'), choices: roles.map((role) => [`role ${role}`, t(humanise(role))]) },
              {
                group: t('Persons'),
                choices: (colleagues.data?.rows ?? []).map((one) => [`person ${one.id}`, one.name]),
              },
            ]}
          />
          <ChoiceField
            label={t('does what')}
            width="w-80"
            value={name}
            onChange={setName}
            choices={actions.map((one) => [one.action, sentence(one.sentence)])}
          />
          <ChoiceField
            label={t('Where')}
            value={where}
            onChange={setWhere}
            choices={[['', t('all companies')], ...own.map((one) => [String(one.id), one.code] as const)]}
          />
          <ChoiceField
            label={t('How')}
            value={mode}
            onChange={setMode}
            choices={(['alone', 'with_approval', 'approve'] as const).map((one) => [one, t(modeWords[one])])}
          />
          {mode === 'with_approval' && (
            <ChoiceField
              label={t('Approved by')}
              value={approver}
              onChange={setApprover}
              choices={[['', t('whoever may approve it')], ...roles.map((role) => [role, t(humanise(role))] as const)]}
            />
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
