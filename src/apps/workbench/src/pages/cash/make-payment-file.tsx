/** A payment file before it is made: from which account, on which day, what goes in and what cannot, and what it comes to. */
import { useState } from 'react';
import { formatAccount } from '../../format.ts';
import { t } from '../../language.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import { DayField } from '../../parts/controls.tsx';
import { type PayingProps, PayRefunds } from './pay-refunds.tsx';
import { whyOf } from './refund-words.ts';

export function MakePaymentFile(props: PayingProps) {
  const today = useBusinessDay();
  const [day, setDay] = useState<string>();
  return (
    <PayRefunds
      {...props}
      title={t('Make a payment file')}
      action={t('Make the file')}
      path="/api/payment-files"
      body={(going) => ({
        itemIds: going.map((row) => String(row.itemId)),
        ...(day !== undefined && { executionDate: day }),
      })}
      told={t('The payment file is made.')}
      asked={t('Asked for approval; the file is made once it is approved.')}
      can={(row) => row.scheme !== null}
      fields={<DayField label={t('To be paid on')} value={day ?? today} onChange={setDay} />}
      label={t('Refunds in the file')}
      payee={{
        head: t('Paid to'),
        cell: (row) => (
          <>
            {row.holderName ?? row.customerName}{' '}
            <span className="whitespace-nowrap text-ink-2 tabular-nums">
              {row.account !== null && formatAccount(row.account)}
            </span>
          </>
        ),
      }}
      last={{
        head: t('In the file'),
        cell: (row, going) =>
          going.includes(row) ? (
            <span className="text-ok">{t('yes')}</span>
          ) : (
            <span className="text-warn">
              {t('no: {reason}', {
                reason: row.scheme === null ? t(whyOf(row)) : t('is in {currency}', { currency: row.currency }),
              })}
            </span>
          ),
      }}
      reasonFirst
    />
  );
}
