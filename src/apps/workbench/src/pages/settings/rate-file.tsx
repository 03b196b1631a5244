/** A file of exchange rates: chosen, read the way it is meant, looked at before anything is recorded, then taken in. */
import { useRef, useState } from 'react';
import type { RateFileAnswer } from '#company/contract';
import type { Parameters } from '../../api.ts';
import { formatCount, formatDay, readDay, sentence } from '../../format.ts';
import { useKeys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Field, refusedAt, refusedElsewhere } from '../../parts/field.tsx';
import { LedgerTable } from '../../parts/ledger-table.tsx';
import { Refused } from '../../parts/states.tsx';
import { useUpload } from '../../parts/upload.ts';
import { say } from '../../toasts.tsx';
import { Part } from './section.tsx';

/** So many warnings and bad rows are shown; the counts tell of the rest. */
const shown = 20;

export function RateFile() {
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  useKeys([{ keys: 'i', label: t('Import a file of rates'), run: () => chooser.current?.click() }]);
  return (
    <Part
      title={t('Rates from a file')}
      meta={t('CSV or XLSX: date, currency and rate, or the table of the European Central Bank as it is published.')}
      actions={
        <>
          <input
            ref={chooser}
            type="file"
            tabIndex={-1}
            accept=".csv,.xlsx,.txt"
            aria-label={t('File of rates')}
            className="sr-only"
            onChange={(event) => {
              setFile(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          <button type="button" className="button" onClick={() => chooser.current?.click()}>
            {t('Choose a file')}
          </button>
        </>
      }
    >
      {file ? (
        <FileForm key={`${file.name} ${file.lastModified} ${file.size}`} file={file} close={() => setFile(undefined)} />
      ) : (
        <p className="border-y border-line px-6 py-3 text-ink-2">
          {t('No file is chosen. It is looked at first; nothing is recorded before you say so.')}
        </p>
      )}
    </Part>
  );
}

const members = ['from', 'to', 'since', 'source'] as const;

function FileForm({ file, close }: { file: File; close: () => void }) {
  const checking = useUpload<RateFileAnswer>({ changes: false });
  const recording = useUpload<RateFileAnswer>({ changes: true });
  const [way, setWay] = useState<'file' | 'to' | 'from'>('file');
  const [currency, setCurrency] = useState('');
  const [sinceText, setSinceText] = useState('');
  const [source, setSource] = useState('');
  const since = sinceText.trim() === '' ? undefined : readDay(sinceText);
  const error = recording.error ?? checking.error;
  const ready = (way === 'file' || currency.length === 3) && (sinceText.trim() === '' || since !== undefined);
  /** What was seen is of the file as it was read then. */
  const anew = (): void => {
    checking.reset();
    recording.reset();
  };
  const query: Parameters = {
    fileName: file.name,
    ...(way !== 'file' && { [way]: currency }),
    ...(since !== undefined && { since }),
    ...(source.trim() !== '' && { source: source.trim() }),
  };
  const seen = checking.data;
  const done = recording.data;
  return (
    <form
      aria-label={file.name}
      className="flex flex-col gap-3 border-y border-line bg-surface px-6 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        checking.mutate({ path: '/api/exchange-rates/check', query, file });
      }}
    >
      <p className="font-medium">{file.name}</p>
      <div className="flex flex-wrap items-start gap-3">
        <Field label={t('How its rates are meant')} className="w-72">
          {(control) => (
            <select
              {...control}
              className="field w-full"
              value={way}
              onChange={(event) => {
                anew();
                setWay(event.target.value as typeof way);
              }}
            >
              <option value="file">{t('The table of the European Central Bank')}</option>
              <option value="to">{t('One unit of the row’s currency in …')}</option>
              <option value="from">{t('One unit of … in the row’s currency')}</option>
            </select>
          )}
        </Field>
        {way !== 'file' && (
          <Field label={t('Currency')} className="w-24" error={refusedAt(error, way)}>
            {(control) => (
              <input
                {...control}
                className="field w-full"
                required
                maxLength={3}
                value={currency}
                onChange={(event) => {
                  anew();
                  setCurrency(event.target.value.toUpperCase());
                }}
              />
            )}
          </Field>
        )}
        <Field
          label={t('Only from this day on')}
          className="w-44"
          error={
            refusedAt(error, 'since') ??
            (sinceText.trim() !== '' && since === undefined
              ? t('Write a day such as {day}', { day: formatDay('2026-12-31', 'field') })
              : undefined)
          }
        >
          {(control) => (
            <input
              {...control}
              className="field w-full tabular-nums"
              value={sinceText}
              onChange={(event) => {
                anew();
                setSinceText(event.target.value);
              }}
            />
          )}
        </Field>
        <Field label={t('Source')} className="min-w-48 flex-1" hint={t('Left empty it is the name of the file.')}>
          {(control) => (
            <input
              {...control}
              className="field w-full"
              maxLength={200}
              value={source}
              onChange={(event) => {
                anew();
                setSource(event.target.value);
              }}
            />
          )}
        </Field>
      </div>
      {(done ?? seen) && <Found answer={(done ?? seen)!} recorded={done !== undefined} />}
      {refusedElsewhere(error, members) && <Refused error={error} />}
      <div className="flex justify-end gap-2">
        <button type="button" className="button" onClick={close}>
          {done ? t('Close') : t('Cancel')}
        </button>
        {!done && (
          <button
            type="submit"
            className={`button ${seen ? '' : 'button-primary'}`}
            disabled={!ready || checking.isPending}
          >
            {checking.isPending ? t('Reading…') : t('Look at it')}
          </button>
        )}
        {seen && !done && seen.recorded > 0 && (
          <button
            type="button"
            className="button button-primary"
            disabled={recording.isPending}
            onClick={() =>
              recording.mutate(
                { path: '/api/exchange-rates/import', query, file },
                {
                  told: (answer) =>
                    say(
                      answer.recorded === 1
                        ? t('1 exchange rate is recorded.')
                        : t('{count} exchange rates are recorded.', { count: formatCount(answer.recorded) }),
                    ),
                },
              )
            }
          >
            {recording.isPending ? t('Saving…') : t('Record {count}', { count: formatCount(seen.recorded) })}
          </button>
        )}
      </div>
    </form>
  );
}

/** What a file brings, or has brought: counts, what looks like a slip, and the rows that cannot be read. */
function Found({ answer, recorded }: { answer: RateFileAnswer; recorded: boolean }) {
  const { known, warnings, bad, passedOver } = answer;
  return (
    <div role="status" className="flex flex-col gap-2">
      <p>
        {recorded
          ? t('Recorded: {count}. Known before: {known}. Bad: {bad}.', {
              ...{ count: formatCount(answer.recorded), known: formatCount(known), bad: formatCount(bad.length) },
            })
          : t('New: {count}. Known already: {known}. Bad: {bad}. Nothing is recorded yet.', {
              ...{ count: formatCount(answer.recorded), known: formatCount(known), bad: formatCount(bad.length) },
            })}
        {passedOver.length > 0 &&
          ` ${t('Passed over, no currencies of today: {list}.', { list: passedOver.join(', ') })}`}
      </p>
      {warnings.length > 0 && (
        <ul className="text-warn">
          {warnings.slice(0, shown).map((one) => (
            <li key={one}>{sentence(one)}</li>
          ))}
          {warnings.length > shown && <li>{t('and {count} more', { count: formatCount(warnings.length - shown) })}</li>}
        </ul>
      )}
      {bad.length > 0 && (
        <LedgerTable
          label={t('Bad rows')}
          className="!w-fit"
          heads={[{ text: t('Row'), numeric: true }, t('Column'), t('Value'), t('Why')]}
        >
          <tbody>
            {bad.slice(0, shown).map((one) => (
              <tr key={`${one.row} ${one.column}`}>
                <th scope="row" className="numeric">
                  {formatCount(one.row)}
                </th>
                <td>{one.column}</td>
                <td className="!whitespace-normal">{one.value.slice(0, 60)}</td>
                <td className="!whitespace-normal">{sentence(one.reason)}</td>
              </tr>
            ))}
            {bad.length > shown && (
              <tr>
                <td colSpan={4}>{t('and {count} more', { count: formatCount(bad.length - shown) })}</td>
              </tr>
            )}
          </tbody>
        </LedgerTable>
      )}
    </div>
  );
}
