/** Every component of our own in each of its states, for those who build pages of them. Nothing here touches the books. */
import { type ReactNode, useState } from 'react';
import { ApiError } from '../../api.ts';
import { chooseDensity, densities, useDensity } from '../../density.ts';
import { formatMoney } from '../../format.ts';
import { Keys } from '../../keys.tsx';
import { t } from '../../language.ts';
import { Chip, type ColumnFilter, FilterDialog, type FilterValues } from '../../parts/column-filters.tsx';
import { ColumnsDialog } from '../../parts/columns-dialog.tsx';
import { DayField, InstantField, Segmented } from '../../parts/controls.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { type Column, Grid } from '../../parts/grid.tsx';
import { planGroups } from '../../parts/group-plan.ts';
import * as icons from '../../parts/icons.tsx';
import { Menu, MenuItem, MenuRule } from '../../parts/menu.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { SearchField } from '../../parts/search-field.tsx';
import { Failure, NothingHere, Notice, PageFault, Refused, Skeleton } from '../../parts/states.tsx';
import { Held, Status } from '../../parts/status.tsx';
import { hold, say, sayWrong } from '../../toasts.tsx';
import { OneWork, type Work } from '../../tray.tsx';
import { Agings, Amounts, ChangedByTwo, Form, longName, PreviewThenRun, SplitScreen, Timelines } from './states.tsx';

export function ComponentsPage() {
  return (
    <>
      <PageHead title={t('Components')} meta={t('every one of our own, in each of its states')} />
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line bg-surface">
        <Part name={t('Buttons and keys')}>
          <button type="button" className="button button-primary">
            {t('Apply')}
          </button>
          <button type="button" className="button">
            {t('Cancel')}
          </button>
          <button type="button" className="button" disabled>
            {t('Not now')}
          </button>
          <button type="button" className="button">
            <icons.FilterIcon /> {t('Filter')} <Keys keys="f" />
          </button>
          <Keys keys="mod+k" />
          <Keys keys="g t" />
        </Part>
        <Part name={t('Fields')}>
          <Fields />
        </Part>
        <Part name={t('Menus and dialogs')}>
          <Overlays />
        </Part>
        <Part name={t('Toasts')}>
          <button type="button" className="button" onClick={() => say(t('Saved.'))}>
            {t('What was done')}
          </button>
          <button type="button" className="button" onClick={() => say(t('Saved.'), () => say(t('Taken back.')))}>
            {t('What can be undone')}
          </button>
          <button type="button" className="button" onClick={() => sayWrong(t('This could not be loaded'))}>
            {t('What went wrong')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => hold(t('1 reminder leaves'), async () => say(t('Sent')))}
          >
            {t('What is held for ten seconds')}
          </button>
        </Part>
        <Part name={t('Form')} wide>
          <Form />
        </Part>
        <Part name={t('Changed by two')} wide>
          <ChangedByTwo />
        </Part>
        <Part name={t('Money')} wide>
          <Amounts />
        </Part>
        <Part name={t('States in a word')}>
          {['dispute', 'promise', 'plan', 'legal', 'stop'].map((by) => (
            <Held key={by} by={by} />
          ))}
          {['kept', 'part_kept', 'broken', 'failed', 'bounced', 'unknown', 'unidentified', 'returned', 'sent'].map(
            (code) => (
              <Status key={code} code={code} />
            ),
          )}
        </Part>
        <Part name={t('Aging')} wide>
          <Agings />
        </Part>
        <Part name={t('Timeline')} wide>
          <Timelines />
        </Part>
        <Part name={t('Preview, then run')}>
          <PreviewThenRun />
        </Part>
        <Part name={t('Split screen')} wide>
          <SplitScreen />
        </Part>
        <Part name={t('Grid')} wide>
          <SmallGrid />
        </Part>
        <Part name={t('Grid in groups')} wide>
          <GroupedGrid />
        </Part>
        <Part name={t('Long work')} wide>
          <ul className="w-80 rounded-md border border-line">
            {works.map((work) => (
              <OneWork key={work.id} work={work} />
            ))}
          </ul>
        </Part>
        <Part name={t('Loading')} wide>
          <div data-example className="contents">
            <Skeleton rows={4} />
          </div>
        </Part>
        <Part name={t('Nothing there, and what to do')} wide>
          <Notice title={t('No open items here')}>
            <p className="text-ink-2">{t('None that these filters let through.')}</p>
          </Notice>
        </Part>
        <Part name={t('No such page')} wide>
          <NothingHere />
        </Part>
        <Part name={t('Refused and failed')} wide>
          <div className="grid gap-x-8 lg:grid-cols-2">
            <Failure error={denied} />
            <Failure error={fault} retry={() => say(t('Try again'))} />
            <PageFault error={new Error('Failed to fetch dynamically imported module')} />
            <div className="p-6">
              <Refused error={away} />
            </div>
          </div>
        </Part>
        <Part name={t('Icons')}>
          {Object.entries(icons).map(([name, Icon]) => (
            <span key={name} title={name}>
              <Icon />
            </span>
          ))}
        </Part>
      </div>
    </>
  );
}

const denied = new ApiError(403, 'identity.not-allowed', 'Your role in this company does not allow this.');
const fault = new ApiError(500, 'platform.fault', 'Something went wrong inside Dunwell.', { faultId: 'f-1' });
const away = new ApiError(0, 'http.unreachable', 'The server does not answer.', {}, {}, 'safe');

const works: readonly Work[] = [
  { id: 'a', title: 'Items, CSV', state: 'running', told: '120,000', share: 0.4, stop: () => undefined },
  { id: 'b', title: 'Day run', state: 'running', told: 'cash', share: undefined, stop: undefined },
  { id: 'c', title: 'Items, XLSX', state: 'done', told: '214 KB', share: 1, stop: undefined },
  { id: 'd', title: 'Bank file', state: 'failed', told: 'bank.unreadable', share: undefined, stop: undefined },
];

function Part({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <section aria-label={name} className="border-b border-line px-6 py-4 last:border-b-0">
      <h2 className="pb-3 text-fact font-semibold">{name}</h2>
      <div className={wide ? '' : 'flex flex-wrap items-center gap-3'}>{children}</div>
    </section>
  );
}

function Fields() {
  const [day, setDay] = useState('2026-03-02');
  const [instant, setInstant] = useState<string>();
  const [choice, setChoice] = useState<'net' | 'gross'>('net');
  const [text, setText] = useState('');
  return (
    <>
      <SearchField value={text} onChange={setText} />
      <DayField label={t('As of')} value={day} onChange={setDay} />
      <InstantField label={t('As known')} value={instant} empty={t('now')} onChange={setInstant} />
      <Segmented
        label={t('Credits')}
        value={choice}
        options={[
          ['net', t('Net')],
          ['gross', t('Gross')],
        ]}
        onChange={setChoice}
      />
      <select aria-label={t('Type')} className="field">
        <option>{t('Invoice')}</option>
      </select>
      <input aria-label={t('Amount')} className="field w-28 text-right tabular-nums" defaultValue="1,234.50" />
      <input aria-label={t('Name')} className="field w-28" aria-invalid="true" defaultValue="31/02/2026" />
      <ul aria-label={t('Filters')}>
        <Chip label={t('Age')} onOpen={() => undefined} onRemove={() => undefined}>
          31–60
        </Chip>
      </ul>
    </>
  );
}

const filters: readonly ColumnFilter[] = [
  { column: 'number', label: 'RE', kind: 'text', members: ['number'] },
  { column: 'due', label: 'Due', kind: 'days', members: ['dueFrom', 'dueTo'] },
  { column: 'open', label: 'Open', kind: 'money', members: ['openFrom', 'openTo'] },
];

function Overlays() {
  const [open, setOpen] = useState<'plain' | 'filter' | 'columns'>();
  const [values, setValues] = useState<FilterValues>({ openFrom: '500' });
  const density = useDensity();
  const close = (): void => setOpen(undefined);
  return (
    <>
      <Menu label={t('View')} side="below" className="button" button={t('View')}>
        {densities.map(([height, text]) => (
          <MenuItem key={height} checked={density === height} onSelect={() => chooseDensity(height)}>
            {t(text)}
          </MenuItem>
        ))}
        <MenuRule />
        <MenuItem onSelect={() => setOpen('columns')}>{t('Columns…')}</MenuItem>
      </Menu>
      <button type="button" className="button" onClick={() => setOpen('plain')}>
        {t('Dialog')}
      </button>
      <button type="button" className="button" onClick={() => setOpen('filter')}>
        {t('Filter')}
      </button>
      {open === 'plain' && (
        <Dialog title={t('Dialog')} close={close}>
          <p className="px-6 py-4">{t('It keeps the focus, closes on Escape and gives the focus back.')}</p>
        </Dialog>
      )}
      {open === 'filter' && (
        <FilterDialog
          filters={filters}
          values={values}
          currency="EUR"
          focus="open"
          apply={(next) => setValues((old) => ({ ...old, ...next }))}
          close={close}
        />
      )}
      {open === 'columns' && (
        <ColumnsDialog
          columns={[
            { key: 'number', name: t('Document'), optional: false },
            { key: 'open', name: t('Open'), optional: true },
          ]}
          hidden={new Set()}
          widths={{ open: 160 }}
          apply={() => undefined}
          close={close}
        />
      )}
    </>
  );
}

interface Line {
  readonly number: string;
  readonly name: string;
  readonly open: string;
}
const lines: readonly Line[] = Array.from({ length: 40 }, (_, index) => ({
  number: `RE-${2600 + index}`,
  name: ['Ferretería El Cóndor', 'Nordwerk Anlagenbau', longName][index % 3]!,
  open: `${index % 5 === 4 ? '-' : ''}${(index * 7919) % 90_000}.${String(index % 100).padStart(2, '0')}`,
}));
const columns: readonly Column<Line>[] = [
  { key: 'number', head: 'Document', width: '8rem', sort: 'number', cell: (line) => line.number },
  { key: 'name', head: 'Customer', width: 'minmax(8rem,1fr)', cell: (line) => line.name },
  {
    key: 'open',
    head: 'Open',
    name: 'Open',
    width: '9rem',
    numeric: true,
    filtered: true,
    cell: (line) => formatMoney(line.open, 'EUR'),
  },
];

/** Rows in sight, chosen rows, and the grey of rows that are on the way. */
function SmallGrid() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(['RE-2602']));
  const [sort, setSort] = useState('number');
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  return (
    <div className="flex h-60 flex-col border-x border-b border-line">
      <Grid
        label={t('Grid')}
        columns={columns}
        count={lines.length + 2}
        row={(index) => lines[index]}
        keyOf={(line) => line.number}
        look={() => undefined}
        sort={sort}
        onSort={setSort}
        onFilter={() => undefined}
        widths={widths}
        onWidth={(column, width) =>
          setWidths(({ [column]: _, ...old }) => (width === undefined ? old : { ...old, [column]: width }))
        }
        selected={(line) => chosen.has(line.number)}
        onSelect={(line) =>
          setChosen((old) => {
            const next = new Set(old);
            if (!next.delete(line.number)) next.add(line.number);
            return next;
          })
        }
        footer={<p className="px-6 py-1">{t('Total')}</p>}
      />
    </div>
  );
}

function GroupedGrid() {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set([1]));
  const groups = [0, 1, 2].map((index) => ({ items: 5, open: open.has(index) }));
  const plan = planGroups(groups);
  return (
    <div className="flex h-60 flex-col border-x border-b border-line">
      <Grid
        label={t('Grid in groups')}
        beside
        columns={columns}
        count={plan.count}
        row={(index) => {
          const line = plan.at(index);
          return line && 'row' in line ? lines[line.row] : undefined;
        }}
        group={(index) => {
          const line = plan.at(index);
          if (!line || 'row' in line) return undefined;
          return {
            key: String(line.group),
            label: lines[line.group]!.name,
            figure: formatMoney('1234.50', 'EUR'),
            open: groups[line.group]!.open,
            toggle: () =>
              setOpen((old) => {
                const next = new Set(old);
                if (!next.delete(line.group)) next.add(line.group);
                return next;
              }),
          };
        }}
        keyOf={(line) => line.number}
        look={() => undefined}
      />
    </div>
  );
}
