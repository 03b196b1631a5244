/** A supplier is said to be a customer of ours: the same legal entity, and what shows it. */
import { useState } from 'react';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Field, refusedAt, refusedElsewhere, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { PartiesField, type Party } from './parties-field.tsx';

export function LinkSupplier({ close }: { close: () => void }) {
  const { company } = useWork();
  const writing = useWriting();
  const [customer, setCustomer] = useState<readonly Party[]>([]);
  const [supplier, setSupplier] = useState<readonly Party[]>([]);
  const [evidence, setEvidence] = useState('');
  const ready = supplier.length === 1 && customer.length === 1 && saysWhy(evidence);
  return (
    <Dialog title={t('Link a supplier')} width="max-w-xl" close={close}>
      <form
        className="flex flex-col gap-3 overflow-y-auto px-6 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          writing.mutate(
            {
              path: '/api/vendor-links',
              query: { company },
              body: { vendorNumber: supplier[0]!.number, customer: customer[0]!.number, evidence: evidence.trim() },
            },
            {
              told: () => say(t('The supplier is linked.')),
              onSuccess: close,
            },
          );
        }}
      >
        <PartiesField label={t('Supplier')} kind="supplier" most={1} parties={supplier} change={setSupplier} atOnce />
        <PartiesField
          label={t('Customer')}
          kind="customer"
          within={company}
          most={1}
          parties={customer}
          change={setCustomer}
          error={refusedAt(writing.error, 'customer')}
        />
        <Field
          label={t('What shows it')}
          hint={t('Such as the number in the commercial register.')}
          error={refusedAt(writing.error, 'evidence')}
        >
          {(control) => (
            <input
              {...control}
              className="field w-full"
              maxLength={300}
              value={evidence}
              onChange={(event) => setEvidence(event.target.value)}
            />
          )}
        </Field>
        {refusedElsewhere(writing.error, ['customer', 'evidence']) && <Refused error={writing.error} />}
        <FormFoot does={t('Link them')} busy={writing.isPending} ready={ready} close={close} />
      </form>
    </Dialog>
  );
}
