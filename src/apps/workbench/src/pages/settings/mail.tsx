/** How mail of a company leaves: over the installation's mail server, or as files for nobody; and by which addresses. */
import { useState } from 'react';
import type { MailAnswer } from '#correspondence/contract';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { staleSetting, useSeen } from '../../parts/as-seen.ts';
import { Conflict } from '../../parts/conflict.tsx';
import { Segmented } from '../../parts/controls.tsx';
import { Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { FormFoot } from '../../parts/form-foot.tsx';
import { Refused } from '../../parts/states.tsx';
import { useMay, useReading, useWork, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Part } from './section.tsx';

export function Mail() {
  const { company } = useWork();
  const { data } = useReading<MailAnswer>('/api/mail-setting', { company });
  const mayEdit = useMay('correspondence.edit-templates');
  const [changing, setChanging] = useState(false);
  if (data === undefined) return null;
  return (
    <Part
      title={t('Mail of {company}', { company })}
      meta={
        data.transport === 'outbox'
          ? t('Mail goes to nobody: it is written into files.')
          : data.senderAddress === null
            ? t('Mail leaves from the address of the letterhead.')
            : t('Mail leaves from {address}.', { address: data.senderAddress })
      }
      actions={
        mayEdit &&
        !changing && (
          <button type="button" className="button" onClick={() => setChanging(true)}>
            {t('Change how mail leaves')}
          </button>
        )
      }
    >
      {changing && <MailForm known={data} close={() => setChanging(false)} />}
    </Part>
  );
}

function MailForm({ known, close }: { known: MailAnswer; close: () => void }) {
  const { company } = useWork();
  const writing = useWriting();
  const [transport, setTransport] = useState(known.transport);
  const [addresses, setAddresses] = useState({
    senderAddress: known.senderAddress ?? '',
    replyToAddress: known.replyToAddress ?? '',
  });
  const [seen, setSeen] = useSeen(known);
  useKeys([{ keys: 'Escape', label: t('Close'), whileTyping: true, run: close }]);
  const field = (member: keyof typeof addresses, label: string, hint: string) => (
    <Field label={label} hint={hint} error={refusedAt(writing.error, member)}>
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode="email"
          autoComplete="off"
          className="field w-full"
          maxLength={254}
          value={addresses[member]}
          onChange={(event) => setAddresses((old) => ({ ...old, [member]: event.target.value }))}
        />
      )}
    </Field>
  );
  const orNull = (text: string): string | null => text.trim() || null;
  const save = (than = seen): void =>
    writing.mutate(
      {
        method: 'PUT',
        path: '/api/mail-setting',
        query: { company },
        body: {
          transport,
          senderAddress: orNull(addresses.senderAddress),
          replyToAddress: orNull(addresses.replyToAddress),
          seen: than,
        },
      },
      { told: () => say(t('Set; the next mail leaves so.')), onSuccess: close },
    );
  const theirs = staleSetting<MailAnswer>(writing.error);
  const wayOf = (one: MailAnswer['transport']): string =>
    one === 'outbox' ? t('Into files') : t('Over the mail server');
  return (
    <form
      aria-label={t('Change how mail leaves')}
      className="flex flex-col gap-3 border-t border-line bg-surface px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="flex">
        <Segmented
          label={t('How mail leaves')}
          value={transport}
          options={[
            ['outbox', wayOf('outbox')],
            ['smtp', wayOf('smtp')],
          ]}
          onChange={setTransport}
        />
      </div>
      <p className="max-w-[46rem] text-ink-2">
        {t(
          'Into files nothing reaches a customer. Over the mail server it does, where whoever runs Dunwell has named one; else every run says so and sends nothing.',
        )}
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        {field('senderAddress', t('Sender’s address'), t('Empty: the address of the letterhead.'))}
        {field('replyToAddress', t('Address for answers'), t('Empty: the sender’s.'))}
      </div>
      {theirs ? (
        <Conflict
          rows={[
            [t('How mail leaves'), wayOf(transport), wayOf(theirs.transport)],
            [t('Sender’s address'), addresses.senderAddress.trim(), theirs.senderAddress ?? ''],
            [t('Address for answers'), addresses.replyToAddress.trim(), theirs.replyToAddress ?? ''],
          ]}
          keepMine={() => {
            setSeen(theirs);
            save(theirs);
          }}
          keepTheirs={close}
        />
      ) : (
        refusedElsewhere(writing.error, ['senderAddress', 'replyToAddress']) && <Refused error={writing.error} />
      )}
      <FormFoot does={t('Save')} busy={writing.isPending} close={close} />
    </form>
  );
}
