/** What was done about a difference and what comes next, each by the command that is there for it. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReconciliationAnswer } from '#reconciliation/contract';
import { formatDay, formatMoney, humanise, readMoney } from '../../format.ts';
import { t } from '../../language.ts';
import { Field } from '../../parts/field.tsx';
import { LetterDialog } from '../../parts/letter-dialog.tsx';
import { Menu, MenuItem } from '../../parts/menu.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { useMay } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Why } from '../offsets/why.tsx';
import { reasonWords, stepWords } from './words.ts';

type Line = ReconciliationAnswer['lines'][number];
export type Work = ReconciliationAnswer['work'][number];
type Step = Work['steps'][number];
type Deed = Work['deeds'][number];

const letterStates: Readonly<Record<string, string>> = {
  proposed: 'Letter waits',
  sending: 'Letter waits',
  sent: 'Letter sent',
  suppressed: 'Letter held back',
  failed: 'Letter did not leave',
  unknown: 'Letter: look whether it left',
};

const toneOf = ({ state }: Deed): string =>
  ['suppressed', 'failed', 'unknown'].includes(state)
    ? 'text-warn'
    : ['proposed', 'sending', 'open'].includes(state)
      ? 'text-ink-2'
      : 'text-ok';

const deedText = (deed: Deed, currency: string): string => {
  const what =
    deed.what === 'letter'
      ? t(letterStates[deed.state] ?? 'Letter waits')
      : deed.what === 'dispute'
        ? t('Dispute raised')
        : t(humanise(deed.what));
  return [what, deed.number, deed.amount === null ? null : formatMoney(deed.amount, currency), formatDay(deed.day)]
    .filter((part) => part !== null)
    .join(' · ');
};

interface StepsProps {
  readonly data: ReconciliationAnswer;
  readonly line: Line;
  readonly work: Work | undefined;
  readonly editable: boolean;
  readonly write: (keys: readonly string[]) => void;
}

export function Steps({ data, line, work, editable, write }: StepsProps) {
  const mayDeduct = useMay('receivables.deduct');
  const mayWriteOff = useMay('receivables.write-off');
  const [doing, setDoing] = useState<Step | 'end-dispute'>();
  if (!work) return null;
  const name = line.theirs?.reference || line.ours?.number || line.key;
  const may: Readonly<Record<Step['kind'], boolean>> = {
    write: editable,
    dispute: editable,
    deduct: mayDeduct,
    write_off: mayWriteOff,
    apply: true,
  };
  const steps = work.steps.filter((step) => step.kind !== 'apply' && may[step.kind]);
  const apply = work.steps.find((step) => step.kind === 'apply');
  const disputed = work.deeds.some((deed) => deed.what === 'dispute');
  const path = `/api/reconciliations/customers/${data.id}/lines/${encodeURIComponent(line.key)}/dispute`;
  return (
    <div className="flex flex-col items-start gap-0.5">
      {work.deeds.map((deed) => (
        <span
          key={`${deed.what} ${deed.day} ${deed.number} ${deed.state}`}
          className={`text-meta ${toneOf(deed)}`}
          title={deed.person ?? undefined}
        >
          {deedText(deed, data.currency)}
        </span>
      ))}
      {apply?.receiptId && (
        <Link
          to="/cash/lines/$receipt"
          params={{ receipt: String(apply.receiptId) }}
          search={{ queue: 'unapplied' }}
          className="link"
        >
          {t('Apply the money that is here')}
        </Link>
      )}
      {(steps.length > 0 || (disputed && editable)) && (
        <Menu
          label={t('Next step for {document}', { document: name })}
          side="below"
          align="end"
          className="link"
          button={t('Next step')}
        >
          {steps.map((step) => (
            <MenuItem key={step.kind} onSelect={() => (step.kind === 'write' ? write([line.key]) : setDoing(step))}>
              {t(stepWords[step.kind])}
            </MenuItem>
          ))}
          {disputed && editable && <MenuItem onSelect={() => setDoing('end-dispute')}>{t('End the dispute')}</MenuItem>}
        </Menu>
      )}
      {doing === 'end-dispute' && (
        <Why
          title={t('End the dispute')}
          about={name}
          path={`${path}/end`}
          told={t('Ended; the document is worked as before.')}
          close={() => setDoing(undefined)}
        />
      )}
      {doing !== undefined && doing !== 'end-dispute' && doing.kind === 'dispute' && (
        <Why
          title={t('Dispute')}
          about={t('{amount} {currency} of {document} are not dunned until the dispute ends.', {
            amount: formatMoney(doing.amount!, data.currency),
            currency: data.currency,
            document: line.ours?.number ?? name,
          })}
          path={path}
          told={t('Disputed; it is linked to this line.')}
          close={() => setDoing(undefined)}
        />
      )}
      {doing !== undefined && doing !== 'end-dispute' && (doing.kind === 'deduct' || doing.kind === 'write_off') && (
        <Take data={data} line={line} step={doing} close={() => setDoing(undefined)} />
      )}
    </div>
  );
}

interface TakeProps {
  readonly data: ReconciliationAnswer;
  readonly line: Line;
  readonly step: Step;
  readonly close: () => void;
}

/** A part of our document is deducted or written off; whoever may not write it off alone asks with the same button. */
function Take({ data, line, step, close }: TakeProps) {
  const { currency } = data;
  const [amount, setAmount] = useState(formatMoney(step.amount!, currency));
  const read = readMoney(amount, currency);
  const title = t(stepWords[step.kind]);
  const path = `/api/items/${line.ours!.itemId}`;
  return (
    <ReasonDialog<{ state?: 'done' | 'pending' }>
      title={title}
      does={title}
      reason={line.reason === null ? '' : `${t('Reconciliation')}: ${t(reasonWords[line.reason])}`}
      write={(reason) =>
        step.kind === 'deduct'
          ? { path: `${path}/deduction`, body: { amount: read, reason } }
          : { path: `${path}/write-off`, body: { amount: read, reason, askFor: reason } }
      }
      told={({ state }) =>
        say(state === 'pending' ? t('Asked for approval; it is posted once approved.') : t('Posted.'))
      }
      ready={read !== undefined}
      close={close}
    >
      <p className="text-ink-2">{line.ours?.number}</p>
      <Field
        label={`${t('Amount')} (${currency})`}
        error={read === undefined ? t('That is not an amount in {currency}.', { currency }) : undefined}
      >
        {(control) => (
          <input
            {...control}
            className="field w-40 tabular-nums"
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
          />
        )}
      </Field>
    </ReasonDialog>
  );
}

interface WriteProps {
  readonly data: ReconciliationAnswer;
  readonly keys: readonly string[];
  readonly close: () => void;
}

export function WriteToCustomer({ data, keys, close }: WriteProps) {
  const path = `/api/reconciliations/customers/${data.id}/letter`;
  return (
    <LetterDialog
      title={t('Write to {name}', { name: data.name })}
      width="max-w-3xl"
      preview={{ path, query: { keys: keys.join(',') } }}
      write={{ path, version: data.version, body: { keys } }}
      does={t('Send')}
      leaves={t('1 letter leaves')}
      told={t('It leaves with the next sending; copies that are kept go with it.')}
      close={close}
    />
  );
}
