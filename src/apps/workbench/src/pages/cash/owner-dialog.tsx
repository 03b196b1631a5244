/** Who works on money that is not applied: one person of those who may, oneself, or again who collects from the customer. */
import type { OwnersAnswer } from '#cash/contract';
import { t } from '../../language.ts';
import { Choice, ChooseList } from '../../parts/choose-list.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { CancelFoot } from '../../parts/form-foot.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useReading } from '../../session.tsx';

export interface Owner {
  /** `me`, `collector`, or a person's id. */
  readonly owner: string;
  readonly name: string;
}

interface OwnerDialogProps {
  readonly title: string;
  /** The companies of what is given: whoever is chosen sees the cash of all of them. */
  readonly companies: readonly string[];
  readonly close: () => void;
  readonly choose: (owner: Owner) => void;
}

export function OwnerDialog({ title, companies, close, choose }: OwnerDialogProps) {
  const owners = useReading<OwnersAnswer>('/api/unapplied/owners', { companies: companies.join(',') });
  const pick = (owner: Owner): void => {
    close();
    choose(owner);
  };
  const persons = [...(owners.data?.rows ?? [])].sort((a, b) => Number(b.me) - Number(a.me));
  return (
    <Dialog title={title} width="max-w-sm" close={close}>
      {owners.isPending ? (
        <Skeleton rows={5} className="px-6 py-2" />
      ) : owners.error && !owners.data ? (
        <Failure error={owners.error} retry={() => void owners.refetch()} />
      ) : (
        <ChooseList label={title} placeholder={t('Name')} nothing={t('Nobody of this name may see this cash.')}>
          {persons.map((one) => (
            <Choice
              key={String(one.id)}
              value={`${one.name} ${one.id}`}
              choose={() => pick({ owner: one.me ? 'me' : String(one.id), name: one.name })}
            >
              <span className="flex-1">{one.name}</span>
              {one.me && <span className="text-meta text-ink-2">{t('You')}</span>}
            </Choice>
          ))}
          <Choice
            value={t('Who collects from the customer')}
            choose={() => pick({ owner: 'collector', name: t('Who collects from the customer') })}
          >
            <span className="flex-1 text-ink-2">{t('Who collects from the customer')}</span>
          </Choice>
        </ChooseList>
      )}
      <CancelFoot close={close} ruled />
    </Dialog>
  );
}
