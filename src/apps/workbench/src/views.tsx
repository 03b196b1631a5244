/** Saved views: a list as somebody looks at it, under a name and an address of its own; one's own, or shared. */
import { Link, useLocation, useNavigate, useRouter } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import type { ViewsAnswer } from '#operations/contract';
import { useKeys } from './keys.tsx';
import { t } from './language.ts';
import { Dialog } from './parts/dialog.tsx';
import { Check } from './parts/field.tsx';
import { SharedIcon, ViewIcon } from './parts/icons.tsx';
import { Refused } from './parts/states.tsx';
import { useTakingBack } from './parts/taking-back.ts';
import { useMay, useMayOpen, useReading, useWriting } from './session.tsx';
import { say } from './toasts.tsx';

export type SavedView = ViewsAnswer['views'][number];

/** The lists that can be saved; a page that is no list has nothing to keep. */
const savable = new Set([
  '/items',
  '/customers',
  '/insights/aging',
  '/worklist',
  '/worklist/list',
  '/cash',
  '/cash/unapplied',
  '/cash/advices',
  '/cash/checks',
  '/cash/settlements',
  '/cash/refunds',
  '/cash/receipts',
  '/cash/bank-lines',
  '/promises',
  '/runs/dunning/runs',
  '/runs/dunning/reminders',
  '/runs/statements',
  '/cash/adjustments',
  '/cash/returned',
  '/cash/certificates',
  '/offsets',
  '/offsets/payables',
  '/runs/letters',
  '/runs/messages',
  '/data/imports',
  '/data/exports',
  '/data/jobs',
  '/audit',
]);

export const useViews = (): readonly SavedView[] =>
  useReading<ViewsAnswer>('/api/views', {}, { keep: true }).data?.views ?? [];

/** What of an address is the view: not who looks, and not at which row. */
function searchOf(text: string): string {
  const search = new URLSearchParams(text);
  for (const name of ['tenant', 'in', 'advice', 'record', 'slip', 'batch']) search.delete(name);
  search.sort();
  return search.toString();
}

/** Where a view leads: its own page with its own parameters, and nothing of the page before. */
export const addressOf = (view: SavedView): { to: string; search: Record<string, string | undefined> } => ({
  to: view.path,
  // What the frame would carry over is left out, unless the view names it.
  search: { company: undefined, in: undefined, ...Object.fromEntries(new URLSearchParams(view.search)) },
});

/** The view that the page shows at the moment, if it is one. */
function useCurrentView(views: readonly SavedView[]): SavedView | undefined {
  const location = useLocation();
  const here = searchOf(location.searchStr);
  return views.find((view) => view.path === location.pathname && searchOf(view.search) === here);
}

/** The saved views in the rail. */
export function ViewsOfRail() {
  const mayOpen = useMayOpen();
  const views = useViews().filter((view) => mayOpen(addressOf(view).to));
  const current = useCurrentView(views);
  if (views.length === 0) return null;
  return (
    <nav aria-label={t('Saved views')} className="mt-4 flex flex-col gap-0.5">
      <h2 className="sr-only px-2 pb-0.5 text-meta text-ink-2 xl:not-sr-only xl:px-2">{t('Saved views')}</h2>
      {views.slice(0, 12).map((view) => (
        <ViewLink key={String(view.id)} view={view} current={view === current} />
      ))}
    </nav>
  );
}

function ViewLink({ view, current }: { view: SavedView; current: boolean }) {
  const Icon = view.shared ? SharedIcon : ViewIcon;
  return (
    <Link
      {...addressOf(view)}
      title={view.mine ? view.name : t('{name}, shared by {person}', { name: view.name, person: view.owner })}
      aria-current={current ? 'page' : undefined}
      activeProps={{}}
      className={`flex h-7 items-center justify-center gap-2.5 rounded-[5px] px-2 hover:bg-hover hover:text-ink xl:justify-start ${current ? 'bg-selection font-medium text-accent' : 'text-ink-2'}`}
    >
      <Icon />
      <span className="sr-only truncate xl:not-sr-only xl:truncate">{view.name}</span>
    </Link>
  );
}

/** The keys and dialogs of saved views; stands in the frame. `open` is told by the palette and the rail. */
export function SaveViewKeys({ open }: { open: () => void }) {
  const savableHere = useSavable();
  useKeys(savableHere ? [{ keys: 'v', label: t('Save this view'), run: open }] : []);
  return null;
}

/** Whether the page is a list that the person may save. */
export function useSavable(): boolean {
  const { pathname } = useLocation();
  const may = useMay('operations.save-view');
  return may && savable.has(pathname);
}

/** Saves the page as it stands: as a new view, or into the one that is shown. */
export function SaveViewDialog({ close }: { close: () => void }) {
  const location = useLocation();
  const router = useRouter();
  const navigate = useNavigate();
  const views = useViews();
  const current = useCurrentView(views);
  const own = current?.mine ? current : undefined;
  const [name, setName] = useState(own?.name ?? '');
  const [shared, setShared] = useState(own?.shared ?? false);
  const saving = useWriting<{ viewId: string }>();
  const removing = useWriting();
  const takeBack = useTakingBack();
  const field = useRef<HTMLInputElement>(null);
  const search = searchOf(location.searchStr);
  // A name that one has already: saving changes what that view shows.
  const same = own ?? views.find((view) => view.mine && view.name.trim().toLowerCase() === name.trim().toLowerCase());
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    const body = { name: name.trim(), path: location.pathname, search, shared };
    saving.mutate(same ? { method: 'PUT', path: `/api/views/${same.id}`, body } : { path: '/api/views', body }, {
      told: () => say(t('The view “{name}” is saved.', { name: name.trim() })),
      onSuccess: close,
    });
  };
  const remove = (view: SavedView): void =>
    removing.mutate(
      { method: 'DELETE', path: `/api/views/${view.id}` },
      {
        told: () =>
          say(t('The view “{name}” is removed.', { name: view.name }), () => {
            const { name: its, path, search: parameters, shared: withOthers } = view;
            const body = { name: its, path, search: parameters, shared: withOthers };
            void takeBack({ path: '/api/views', body }, t('The view “{name}” is saved.', { name: its })).then(
              (saved) => (saved ? navigate({ ...addressOf(view) }) : undefined),
            );
          }),
        onSuccess: () => {
          close();
          void router.invalidate();
        },
      },
    );
  return (
    <Dialog
      title={own ? t('This view') : t('Save this view')}
      close={close}
      width="max-w-sm"
      focus={() => field.current}
    >
      <form onSubmit={submit} className="flex flex-col gap-3 px-6 py-4">
        <label className="flex flex-col gap-1">
          <span className="text-ink-2">{t('Name')}</span>
          <input
            ref={field}
            className="field w-full"
            value={name}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <Check checked={shared} onChange={(on) => setShared(on)}>
          {t('Everybody finds it; each sees what the own role allows')}
        </Check>
        <p className="text-meta text-ink-2">
          {same
            ? t('What “{name}” shows becomes what you see now.', { name: same.name })
            : t('Filters, order, groups, columns and widths are kept as they are now.')}
        </p>
        <Refused error={saving.error ?? removing.error} />
        <div className="flex justify-end gap-2">
          {own && (
            <button type="button" className="button mr-auto" onClick={() => remove(own)}>
              {t('Remove')}
            </button>
          )}
          <button type="button" className="button" onClick={close}>
            {t('Cancel')}
          </button>
          <button type="submit" className="button button-primary" disabled={name.trim() === ''}>
            {t('Save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
