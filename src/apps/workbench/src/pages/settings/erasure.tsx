/**
 * A person asks to be forgotten: where the person is named, what of that goes and what the law wants kept, and the erasure.
 * Postings, amounts and the chain of the audit trail stay as they are.
 */
import { useState } from 'react';
import type { ErasureFound } from '#platform';
import { formatCount, humanise } from '../../format.ts';
import { t } from '../../language.ts';
import { Check, Field, refusedAt } from '../../parts/field.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { ReasonDialog } from '../../parts/reason-dialog.tsx';
import { NotOfRole, Refused } from '../../parts/states.tsx';
import { useMayEverywhere, useWriting } from '../../session.tsx';
import { say } from '../../toasts.tsx';
import { Part } from './section.tsx';

type Value = ErasureFound['values'][number];

const nameOf = ({ column, key }: Value): string => `${column} ${key.join(' ')}`;
/** `customers.contact.email` → Contact, email. */
const placeOf = (column: string): string => {
  const [, table, name] = column.split('.');
  return `${humanise(table!)}, ${humanise(name!).toLowerCase()}`;
};
const keptWords = (kept: NonNullable<Value['kept']>): string =>
  kept === 'voucher' ? t('stays: a bookkeeping voucher') : t('stays: a business letter');

/** At so many values and records the server stops; what is left is found by looking once more. */
const [mostValues, mostRecords] = [500, 1_000];

export default function Erasure() {
  const mayErase = useMayEverywhere('audit.erase');
  const looking = useWriting<ErasureFound>();
  const [words, setWords] = useState('');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [withRecords, setWithRecords] = useState(true);
  const [erasing, setErasing] = useState(false);
  if (!mayErase) return <NotOfRole />;
  const wanted = words
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one.length >= 3);
  const look = (): void => {
    setLeft(new Set());
    looking.mutate({ path: '/api/erasures/search', body: { words: wanted } });
  };
  const found = looking.data;
  const going = (found?.values ?? []).filter((one) => one.kept === null && !left.has(nameOf(one))).slice(0, mostValues);
  const records = withRecords ? (found?.auditSeqs ?? []).slice(0, mostRecords) : [];
  return (
    <Part
      title={t('Erasure of personal data')}
      meta={t(
        'For a person who asks to be forgotten. What is found may be somebody else of that name: look before you erase.',
      )}
    >
      <form
        className="flex flex-wrap items-end gap-3 border-y border-line bg-surface px-6 py-3"
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <Field
          label={t('Names, addresses and accounts of the person, one a line')}
          error={refusedAt(looking.error, 'words')}
          className="w-96 max-w-full"
        >
          {(control) => (
            <textarea
              {...control}
              rows={3}
              className="field h-auto w-full py-1"
              value={words}
              onChange={(event) => {
                setWords(event.target.value);
                looking.reset();
              }}
            />
          )}
        </Field>
        <button
          type="submit"
          className="button button-primary"
          disabled={wanted.length === 0 || wanted.length > 10 || looking.isPending}
        >
          {looking.isPending ? t('Looking…') : t('Find')}
        </button>
        <Refused error={looking.error} />
      </form>
      {found && found.values.length + found.auditSeqs.length + found.inReasons.length === 0 && (
        <p className="px-6 py-3 text-ink-2">{t('Nobody of these words is named anywhere.')}</p>
      )}
      {found && found.values.length > 0 && (
        <LedgerTable
          label={t('Where the person is named')}
          className="bg-surface"
          heads={[t('Goes'), t('Where'), t('What stands there')]}
        >
          <tbody>
            {found.values.map((one) => {
              const name = nameOf(one);
              return (
                <tr key={name} className={one.kept === null ? '' : 'text-ink-2'}>
                  <td>
                    {one.kept === null ? (
                      <Check
                        checked={!left.has(name)}
                        onChange={(on) => {
                          const next = new Set(left);
                          if (on) next.delete(name);
                          else next.add(name);
                          setLeft(next);
                        }}
                      >
                        <span className="sr-only">
                          {t('Erase {what}', { what: `${placeOf(one.column)}: ${one.text}` })}
                        </span>
                      </Check>
                    ) : (
                      keptWords(one.kept)
                    )}
                  </td>
                  <th scope="row">{placeOf(one.column)}</th>
                  <td className="!whitespace-normal break-all">{one.text}</td>
                </tr>
              );
            })}
          </tbody>
        </LedgerTable>
      )}
      {found && found.values.length + found.auditSeqs.length + found.inReasons.length > 0 && (
        <div className="flex flex-col gap-2 px-6 py-3">
          {found.auditSeqs.length > 0 && (
            <Check checked={withRecords} onChange={setWithRecords}>
              {t(
                'What was written then goes out of {count} records of the audit trail; who did what, when and why stays.',
                {
                  count: formatCount(found.auditSeqs.length),
                },
              )}
            </Check>
          )}
          {found.inReasons.length > 0 && (
            <p className="text-ink-2">
              {t('The reasons of {count} records name the person: they are the proof of an act, and stay.', {
                count: formatCount(found.inReasons.length),
              })}
            </p>
          )}
          {found.more && <p className="text-warn">{t('There is more than is shown: erase this, and look again.')}</p>}
          <p>
            <button
              type="button"
              className="button button-primary"
              disabled={going.length + records.length === 0}
              onClick={() => setErasing(true)}
            >
              {t('Erase')}
            </button>
          </p>
        </div>
      )}
      {erasing && (
        <ReasonDialog<{ values: number; payloads: number }>
          title={t('Erase for good')}
          does={t('Erase')}
          write={{
            path: '/api/erasures',
            body: {
              values: going.map(({ column, key }) => ({ column, key })),
              auditSeqs: records.map(String),
            },
          }}
          told={(answer) => {
            say(
              t('Erased: {values} values, {records} records.', {
                values: formatCount(answer.values),
                records: formatCount(answer.payloads),
              }),
            );
          }}
          done={() => {
            setErasing(false);
            look();
          }}
          close={() => setErasing(false)}
        >
          <p className="text-pretty">
            {t('{values} values and what was written in {records} records go for good: nobody can bring them back.', {
              values: formatCount(going.length),
              records: formatCount(records.length),
            })}
          </p>
          <p className="text-pretty text-ink-2">{t('Do not name the person in the reason: it stays.')}</p>
        </ReasonDialog>
      )}
    </Part>
  );
}
