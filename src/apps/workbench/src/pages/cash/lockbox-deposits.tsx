/** Where the checks of a lockbox go: the account that was kept for it or that its file says, else the one that the reader chooses. */
import type { AdviceCheckAnswer, BankAccountsAnswer, FileMappingsAnswer } from '#cash/contract';
import { formatCount, formatMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { Check } from '../../parts/field.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { SetUpAccount } from '../data/file-at-hand.tsx';

type Deposit = AdviceCheckAnswer['deposits'][number];

/** What a person says of the account of a lockbox. */
export interface SaidAccount {
  readonly number: string;
  /** Its next files go there without a word. */
  readonly always: boolean;
}
export const nothingSaid: SaidAccount = { number: '', always: false };

/** Checks of which nobody has said where they go. */
export const isUnsaid = ({ account }: Deposit): boolean => account === null;

interface Props {
  readonly deposits: readonly Deposit[];
  readonly said: SaidAccount;
  readonly say: (said: SaidAccount) => void;
  readonly idle: boolean;
}

export function LockboxDeposits({ deposits, said, say: change, idle }: Props) {
  const { company } = useWork();
  const mayKeep = useMay('cash.edit-bank-accounts');
  const unsaid = deposits.filter(isUnsaid);
  const accounts = useReading<BankAccountsAnswer>('/api/bank-accounts', { company }, { enabled: unsaid.length > 0 });
  const currencies = new Set(unsaid.map((one) => one.currency));
  const fitting = accounts.data?.rows.filter((one) => one.closedOn === null && currencies.has(one.currency));
  return (
    <div className="flex flex-col gap-1.5 pt-2">
      {deposits.map((one) => (
        <p key={`${one.lockbox} ${one.currency} ${one.account}`} className="tabular-nums">
          {one.lockbox === null ? t('Lockbox') : t('Lockbox {number}', { number: one.lockbox })}:{' '}
          {one.checks === 1 ? t('1 check') : t('{count} checks', { count: formatCount(one.checks) })} ·{' '}
          {formatMoney(one.amount, one.currency)} <span className="text-meta text-ink-2">{one.currency}</span>
          {one.account !== null && (
            <span className="text-ink-2"> · {t('paid into {account}', { account: one.account })}</span>
          )}
        </p>
      ))}
      {unsaid.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <label className="flex items-center gap-2">
            <span className="text-ink-2">{t('Paid into')}</span>
            <select
              className="field max-w-80"
              value={said.number}
              disabled={idle}
              onChange={(event) => change({ ...said, number: event.target.value })}
            >
              <option value="">{t('Choose…')}</option>
              {fitting?.map((one) => (
                <option key={String(one.id)} value={one.number}>
                  {one.name} {one.number} {one.currency}
                </option>
              ))}
            </select>
          </label>
          {mayKeep && unsaid.some((one) => one.lockbox !== null) && (
            <Check checked={said.always} disabled={idle} onChange={(always) => change({ ...said, always })}>
              {t('From now on without asking')}
            </Check>
          )}
          {said.number === '' && (
            <span className="text-warn">
              {t('Say into which bank account the lockbox is paid: its file does not.')}
            </span>
          )}
          {fitting?.length === 0 &&
            [...currencies].map((currency) => <SetUpAccount key={currency} account={undefined} currency={currency} />)}
        </div>
      )}
    </div>
  );
}

/** Keeps the account that was said for the lockboxes of which nobody had said it; what else is kept for one stays. */
export function useKeepLockboxes() {
  const { company } = useWork();
  const mayKeep = useMay('cash.edit-bank-accounts');
  const kept = useReading<FileMappingsAnswer>('/api/file-mappings', { company }, { enabled: mayKeep });
  const accounts = useReading<BankAccountsAnswer>('/api/bank-accounts', { company }, { enabled: mayKeep });
  const keeping = useWriting<{ name: string }>();
  const keep = (deposits: readonly Deposit[], said: SaidAccount): void => {
    const numbers = deposits.filter(isUnsaid).flatMap((one) => one.lockbox ?? []);
    for (const number of said.always ? new Set(numbers) : []) {
      const before = kept.data?.rows.find(
        ({ kind, mapping }) => kind === 'remittance' && mapping['lockboxNumber'] === number,
      );
      const { currency } = deposits.find((one) => one.lockbox === number)!;
      const account = accounts.data?.rows.find((one) => one.number === said.number && one.currency === currency);
      if (!account) continue;
      keeping.mutate(
        {
          path: '/api/file-mappings',
          query: { company },
          body: {
            kind: 'remittance',
            name: before?.name ?? t('Lockbox {number}', { number }),
            mapping: before?.mapping ?? { lockboxNumber: number, columns: {} },
            bankAccountId: account.id,
            seen: { id: before?.id ?? null },
          },
        },
        {
          told: () => say(t('Lockbox {number} is paid into {account} from now on.', { number, account: account.name })),
        },
      );
    }
  };
  return { keep, told: <Refused error={keeping.error} /> };
}
