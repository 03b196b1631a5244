/** Why an import is not undone as a whole, and what to do instead. */
import { Link } from '@tanstack/react-router';
import { t } from '../../language.ts';
import { Dialog } from '../../parts/dialog.tsx';

type Kind = 'bank' | 'customers' | 'payables';

const words = (): Readonly<Record<Kind, readonly [why: string, instead: string]>> => ({
  bank: [
    t('A bank statement is evidence of what the bank booked: it stays as it came, and every balance is proved by it.'),
    t(
      'Take back what was made of a line where it stands: the clearing of a receipt, what a rule posted, a payment that the bank returned. A file that came twice changed nothing.',
    ),
  ],
  customers: [
    t('Customers are master data: a file changes them and posts nothing, so there is no entry to reverse.'),
    t(
      'Bring the file of before once more, or change the customers one by one. What the books have posted to them stays theirs.',
    ),
  ],
  payables: [
    t(
      'What we owe suppliers is no posting of these books: it is offered for offset, and reserved where one is proposed.',
    ),
    t('Withdraw a payable in the list of payables.'),
  ],
});

const placeOf = { bank: '/cash/bank-lines', customers: '/customers', payables: '/offsets/payables' } as const;

export function NotUndone({ kind, file, close }: { kind: Kind; file: string; close: () => void }) {
  const [why, instead] = words()[kind];
  const linkText = { bank: t('Bank lines'), customers: t('Customers'), payables: t('Payables') }[kind];
  return (
    <Dialog title={t('Why {file} is not undone', { file })} close={close} width="max-w-lg">
      <div className="flex flex-col gap-3 px-6 py-4">
        <p>{why}</p>
        <p>
          <span className="font-medium">{t('Instead')}:</span> {instead}
        </p>
        <Link to={placeOf[kind]} search={{}} className="link w-fit">
          {linkText}
        </Link>
      </div>
      <div className="flex justify-end border-t border-line px-6 py-3">
        <button type="button" className="button" onClick={close}>
          {t('Close')}
        </button>
      </div>
    </Dialog>
  );
}
