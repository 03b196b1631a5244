/** What a person says of a settlement, with the reason that is kept: it may pass, it is withdrawn, it is taken back; and undoing that. */
import { useState } from 'react';
import type { SettlementAnswer } from '#cash/contract';
import { formatCount, formatMoney, sentence } from '../../format.ts';
import { t } from '../../language.ts';
import { useBusinessDay } from '../../parts/company-day.ts';
import { DayField } from '../../parts/controls.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useWork } from '../../session.tsx';
import { say } from '../../toasts.tsx';

export type Decision = 'release' | 'hold' | 'withdraw' | 'restore' | 'reverse';

interface DecideSettlementProps {
  readonly settlement: SettlementAnswer;
  readonly way: Decision;
  readonly close: () => void;
}

export function DecideSettlement({ settlement, way, close }: DecideSettlementProps) {
  const { company } = useWork();
  const today = useBusinessDay();
  const [chosenDay, setChosenDay] = useState<string>();
  const day = chosenDay ?? today;
  const { number, currency, moneyLines } = settlement;
  const amount = `${formatMoney(settlement.amount, currency)} ${currency}`;
  const words = {
    release: {
      title: t('Release settlement {number}', { number }),
      text: t('It is posted as soon as its deposit is at the bank.'),
      button: t('Release it'),
      done: t('Settlement {number} passes: it is posted with its deposit.', { number }),
    },
    hold: {
      title: t('Hold settlement {number} again', { number }),
      text: t('It waits for a person as before: nothing is posted of it when its deposit comes.'),
      button: t('Hold it again'),
      done: t('Settlement {number} is held again.', { number }),
    },
    restore: {
      title: t('Restore settlement {number}', { number }),
      text: t('It waits as it did before it was withdrawn.'),
      button: t('Restore'),
      done: t('Settlement {number} stands again.', { number }),
    },
    withdraw: {
      title: t('Withdraw settlement {number}', { number }),
      text: t('Nothing of it was posted. Its report may be imported again.'),
      button: t('Withdraw'),
      done: t('Settlement {number} is withdrawn.', { number }),
    },
    reverse: {
      title: t('Take settlement {number} back', { number }),
      text: t(
        'All {count} lines are taken back in one step by reversing entries: what they paid is open again, fees and reserve are negated, and the deposit of {amount} waits for another explanation.',
        { count: formatCount(moneyLines), amount },
      ),
      button: t('Take it back'),
      done: t('Settlement {number} is taken back; its deposit waits for another explanation.', { number }),
    },
  }[way];
  return (
    <ReasonDialog
      title={words.title}
      does={words.button}
      write={{
        path: `/api/settlements/${settlement.id}/${way}`,
        query: { company },
        ...(way === 'reverse' && { body: { postingDate: day } }),
      }}
      told={() => say(words.done)}
      close={close}
    >
      {way === 'release' && settlement.heldReason !== null && <p>{sentence(settlement.heldReason)}</p>}
      <p className="text-ink-2">{words.text}</p>
      {way === 'reverse' && <DayField label={t('Posted on')} above value={day} onChange={setChosenDay} />}
    </ReasonDialog>
  );
}
