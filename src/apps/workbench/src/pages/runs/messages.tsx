/** Everything that goes to customers: what left, what waits, and the decision about what may or may not have left. */
import { useState } from 'react';
import { messagesList } from '#correspondence/lists';
import type { ListRow } from '#lists/contract';
import { formatCount, formatDay, sentence } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Segmented } from '../../parts/controls.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { customerColumns, ShapePage, useListAddress, useOpenCustomer } from '../../parts/shape-page.tsx';
import { Status } from '../../parts/status.tsx';
import { useMay } from '../../session.tsx';
import { say } from '../../toasts.tsx';

type Message = ListRow<typeof messagesList>;

export function MessagesPage() {
  const openCustomer = useOpenCustomer('timeline', 'message');
  const { search } = useListAddress();
  const mayDecide = useMay('correspondence.send');
  const [deciding, setDeciding] = useState<Message>();
  const decide = (row: Message | undefined): void => {
    if (mayDecide && row?.state === 'unknown') setDeciding(row);
  };
  return (
    <>
      <ShapePage
        title={t('Outgoing messages')}
        shape={messagesList}
        above={
          search['state'] === 'unknown' && (
            <p className="border-t border-line px-6 py-2 text-pretty text-ink-2">
              {t(
                'The line broke while they left: nobody knows whether they arrived, and none is sent again before a person has looked.',
              )}
            </p>
          )
        }
        counted={(rows) => (rows === 1 ? t('1 message') : t('{count} messages', { count: formatCount(rows) }))}
        onOpen={openCustomer}
        tick={(row) => t('Choose {number}', { number: row.name })}
        titles={{ csv: t('Export of messages as CSV'), xlsx: t('Export of messages as a workbook') }}
        columns={[
          ...customerColumns({ width: 'minmax(9rem,1.6fr)', tab: 'timeline' }),
          { key: 'day', head: t('Day') },
          { key: 'kind', head: t('Kind'), width: 'minmax(7rem,.8fr)' },
          { key: 'subject', head: t('Subject'), spare: true },
          { key: 'channel', head: t('Way'), spare: true },
          { key: 'recipient', head: t('Recipient') },
          { key: 'state', head: t('State'), fixed: true, whole: true, cell: (row) => <Status code={row.state} /> },
          { key: 'since', head: t('Since'), spare: true },
          { key: 'attempts', head: t('Tries'), spare: true },
          {
            key: 'reason',
            head: t('Why'),
            width: 'minmax(8rem,2fr)',
            cell: (row) => (
              <span className="block truncate text-ink-2" title={row.reason ? sentence(row.reason) : undefined}>
                {row.reason ? sentence(row.reason) : ''}
              </span>
            ),
          },
        ]}
        more={
          mayDecide
            ? [
                {
                  key: 'actions',
                  head: t('Actions'),
                  width: 'minmax(5.5rem,.5fr)',
                  whole: true,
                  cell: (row) =>
                    row.state === 'unknown' && (
                      <button
                        type="button"
                        className="link inline-flex min-h-6 min-w-6 items-center"
                        aria-label={t('Decide about the message to {name}', { name: row.name })}
                        onClick={() => setDeciding(row)}
                      >
                        {t('Decide')}
                      </button>
                    ),
                },
              ]
            : undefined
        }
        none={{
          title: search['state'] === 'unknown' ? t('No message waits for a decision') : t('No message here'),
          all: t('Show all messages'),
        }}
      >
        {({ active }) => mayDecide && <DecideKey decide={() => decide(active)} />}
      </ShapePage>
      {deciding && <Decide message={deciding} close={() => setDeciding(undefined)} />}
    </>
  );
}

/** What the letter does to the message at which the list stands. */
function DecideKey({ decide }: { decide: () => void }) {
  useKeys([{ keys: 'd', label: t('Decide about the message'), run: decide }]);
  return null;
}

type Resolution = 'sent' | 'send_again' | 'give_up';

/** A person has looked it up and says what became of the message; how they know is kept. */
function Decide({ message, close }: { message: Message; close: () => void }) {
  const [resolution, setResolution] = useState<Resolution>();
  const { name } = message;
  return (
    <ReasonDialog
      title={t('Did the message to {name} leave?', { name })}
      does={t('Decide')}
      write={{ path: `/api/messages/${message.id}/resolution`, body: { resolution } }}
      ready={resolution !== undefined}
      told={() =>
        say(
          {
            sent: t('The message to {name} counts as sent.', { name }),
            send_again: t('The message to {name} waits to be sent again.', { name }),
            give_up: t('The message to {name} is given up.', { name }),
          }[resolution!],
        )
      }
      close={close}
    >
      <p>
        {message.subject}
        <span className="block text-ink-2">
          {formatDay(message.day)}
          {message.recipient && ` · ${message.recipient}`}
        </span>
        {message.reason && <span className="block text-ink-2">{sentence(message.reason)}</span>}
      </p>
      <div className="flex">
        <Segmented<Resolution | 'undecided'>
          label={t('What became of it')}
          value={resolution ?? 'undecided'}
          options={[
            ['sent', t('It left')],
            ['send_again', t('Send it again')],
            ['give_up', t('Give it up')],
          ]}
          onChange={(chosen) => chosen !== 'undecided' && setResolution(chosen)}
        />
      </div>
      <p className="text-pretty text-ink-2">
        {resolution === undefined
          ? t('Look it up first: in the log of the mail server, or with the customer.')
          : {
              sent: t('It counts as sent, and nothing leaves again.'),
              send_again: t('It did not leave: it passes the gate once more and leaves with the next run.'),
              give_up: t('It did not leave and shall not; a reminder gives its level and its charge back.'),
            }[resolution]}
      </p>
    </ReasonDialog>
  );
}
