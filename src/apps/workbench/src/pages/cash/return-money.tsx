/** Money that came back: what is open again, what is charged and who is told is seen first; then all of it is done in one step. */
import { useState } from 'react';
import type { ReturnPreviewAnswer } from '#cash/contract';
import { formatDay, formatMoney, isZero, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { AskReason } from '../../parts/ask-reason.tsx';
import { useBusinessDay } from '../../parts/company-day.ts';
import { DayField } from '../../parts/controls.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Check, saysWhy } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Failure, Skeleton } from '../../parts/states.tsx';
import { useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { useReturnUndo } from './return-back.tsx';

interface ReturnMoneyProps {
  readonly title: string;
  /** The check or the receipt: what it would do is asked at `/return-preview`, and it is done at `/return`. */
  readonly path: string;
  /** The receipt that came back. */
  readonly receiptId: unknown;
  /** Said once it is done. */
  readonly told: string;
  readonly close: () => void;
}

export function ReturnMoney({ title, path, receiptId, told, close }: ReturnMoneyProps) {
  const { company } = useWork();
  const today = useBusinessDay();
  const [chosenDay, setChosenDay] = useState<string>();
  const day = chosenDay ?? today;
  const preview = useReading<ReturnPreviewAnswer>(
    `${path}/return-preview`,
    { company, returnedOn: day },
    { keep: true },
  );
  const returning = useWriting();
  const undo = useReturnUndo();
  const [reason, setReason] = useState('');
  const [withFee, setWithFee] = useState(true);
  const data = preview.data;
  return (
    <Dialog title={title} width="max-w-xl" close={close}>
      {preview.error && !data ? (
        <Failure error={preview.error} retry={() => void preview.refetch()} />
      ) : !data ? (
        <Skeleton rows={8} className="px-6 py-4" />
      ) : data.hindrance !== null ? (
        <p className="px-6 py-4 text-warn">{sentence(data.hindrance)}</p>
      ) : (
        <form
          className="flex min-h-0 flex-col"
          onSubmit={(event) => {
            event.preventDefault();
            returning.mutate(
              {
                path: `${path}/return`,
                query: { company },
                body: { reason, returnedOn: day, withoutFee: !withFee },
              },
              {
                told: () => say(told, undo?.(receiptId, reason)),
                onSuccess: close,
              },
            );
          }}
        >
          <div className="min-h-0 overflow-y-auto">
            {data.items.length > 0 ? (
              <LedgerTable
                label={t('Open again')}
                heads={[
                  t('Open again'),
                  t('Customer'),
                  t('Due'),
                  { text: `${t('Amount')} ${data.currency}`, numeric: true },
                ]}
              >
                <tbody>
                  {data.items.map((item) => (
                    <tr key={`${item.customer} ${item.number}`}>
                      <th scope="row" className="tabular-nums">
                        {item.number}
                      </th>
                      <td className="max-w-56 truncate">
                        {item.name} <span className="text-ink-2 tabular-nums">{item.customer}</span>
                      </td>
                      <td className="tabular-nums">{formatDay(item.dueDate, 'field')}</td>
                      <td className="numeric">{formatMoney(item.amount, data.currency)}</td>
                    </tr>
                  ))}
                </tbody>
              </LedgerTable>
            ) : (
              <p className="px-6 pt-4 text-ink-2">{t('It paid no item yet: its money goes back as it came.')}</p>
            )}
            <div className="flex flex-col gap-3 px-6 py-4">
              {!isZero(data.unapplied) && data.items.length > 0 && (
                <p className="text-ink-2">
                  {t('{amount} {currency} of it were applied to nothing and go back as well.', {
                    amount: formatMoney(data.unapplied, data.currency),
                    currency: data.currency,
                  })}
                </p>
              )}
              {data.fee === null ? (
                <p className="text-ink-2">{t('Policy charges no fee for it.')}</p>
              ) : (
                <Check checked={withFee} onChange={(on) => setWithFee(on)}>
                  {t('Charge the fee of {amount} {currency}', {
                    amount: formatMoney(data.fee, data.currency),
                    currency: data.currency,
                  })}
                </Check>
              )}
              <p className="text-ink-2">
                {data.collector === null
                  ? t('Nobody collects from this customer: it stands on the customer’s timeline.')
                  : t('{name}, who collects from the customer, sees it on the timeline and in the next worklist.', {
                      name: data.collector,
                    })}
              </p>
              <DayField label={t('Came back on')} above value={day} onChange={setChosenDay} />
              <AskReason error={returning.error} value={reason} onChange={setReason} atOnce />
            </div>
          </div>
          <FormFoot does={t('Take it back')} busy={returning.isPending} ready={saysWhy(reason)} close={close} ruled />
        </form>
      )}
    </Dialog>
  );
}
