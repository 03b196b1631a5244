/** What a page shows while it has nothing to show: loading, empty, refused, away. */
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ColleaguesAnswer } from '#platform';
import { ApiError } from '../api.ts';
import { sentence } from '../format.ts';
import { t } from '../language.ts';
import { places, placesWithin } from '../places.ts';
import { useReading } from '../session.tsx';
import { faultIdOf, refusalWords } from './refusal-words.ts';

/** Grey lines at the height of the rows to come. */
export function Skeleton({ rows, className = '' }: { rows: number; className?: string }) {
  return (
    <div role="status" className={className}>
      <span className="sr-only">{t('Loading…')}</span>
      {Array.from({ length: rows }, (_, index) => (
        // The rows are all the same: their place is their name.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index} className="flex h-7 items-center gap-6" aria-hidden="true">
          <span className="skeleton h-3 w-1/4" />
          <span className="skeleton ml-auto h-3 w-1/6" />
          <span className="skeleton h-3 w-1/6" />
          <span className="skeleton h-3 w-1/12" />
        </div>
      ))}
    </div>
  );
}

interface NoticeProps {
  readonly title: string;
  /** It is all that the page shows: its title is the page's. */
  readonly whole?: boolean;
  readonly children?: ReactNode;
}

export function Notice({ title, whole = false, children }: NoticeProps) {
  const Title = whole ? 'h1' : 'h2';
  return (
    <div className="mx-auto flex max-w-lg flex-col items-start gap-2 px-6 py-16 text-pretty">
      <Title className="text-fact font-semibold">{title}</Title>
      {children}
    </div>
  );
}

/** What happened, that nothing was changed, and what to do. */
export function Failure({ error, retry }: { error: Error; retry?: () => void }) {
  if (error instanceof ApiError && error.status === 403) return <NotOfRole error={error} />;
  const faultId = faultIdOf(error);
  return (
    <div role="alert">
      <Notice title={t('This could not be loaded')}>
        <p className="text-ink-2">{sentence(error.message)}</p>
        <p className="text-ink-2">{t('Only reading was tried; nothing was changed.')}</p>
        <p className="text-meta text-ink-2">
          {error instanceof ApiError ? error.code : error.name}
          {faultId !== undefined && ` · ${t('fault')} ${faultId}`}
        </p>
        <p className="mt-2 flex items-center gap-4">
          {retry && (
            <button type="button" className="button" onClick={retry}>
              {t('Try again')}
            </button>
          )}
          {error instanceof ApiError && error.status === 404 && <WayToList />}
        </p>
      </Notice>
    </div>
  );
}

/** What is not there, such as another company's customer after the companies were switched, is left for the list that it would be in. */
function WayToList() {
  const { pathname } = useLocation();
  const [list] = [...places, ...placesWithin]
    .map((place) => place.to as string)
    .filter((path) => pathname.startsWith(`${path}/`))
    .sort((a, b) => b.length - a.length);
  if (list === undefined) return null;
  return (
    <Link to={list} search={{}} className="link">
      {t('Show the list')}
    </Link>
  );
}

/** What the person's role does not allow, and who can give it. `error`: the server has said so; absent: the page knows. */
export function NotOfRole({ error }: { error?: ApiError }) {
  return (
    <div role="alert">
      <Notice title={t('Not part of your role')} whole={error === undefined}>
        <p className="text-ink-2">
          {error ? sentence(error.message) : t('Your role in this company does not allow this.')}
        </p>
        <WhoGivesRoles />
        {error && <p className="text-meta text-ink-2">{error.code}</p>}
      </Notice>
    </div>
  );
}

/** So many are named; whoever needs a role writes to one of them. */
const mostNamed = 5;

function WhoGivesRoles() {
  const colleagues = useReading<ColleaguesAnswer>('/api/authority/colleagues');
  const names = (colleagues.data?.rows ?? []).filter((one) => one.givesRoles).map((one) => one.name);
  if (colleagues.isPending) return null;
  return (
    <p className="text-ink-2">
      {names.length === 0
        ? t('An administrator can give it.')
        : t('Who can give it: {names}.', { names: names.slice(0, mostNamed).join(', ') })}
    </p>
  );
}

export function NothingHere() {
  return (
    <Notice title={t('There is no such page')}>
      <p className="text-ink-2">{t('The address may be mistyped, or the page may have moved.')}</p>
      <Link to="/today" className="link mt-2">
        {t('Go to today')}
      </Link>
    </Notice>
  );
}

/** A page that broke while it was drawn, or whose program could not be loaded. */
export function PageFault({ error }: { error: Error }) {
  return (
    <div role="alert">
      <Notice title={t('This page could not be shown')}>
        <p className="text-ink-2">
          {t('Nothing was changed by it. The program may have been renewed meanwhile: load the page again.')}
        </p>
        <p className="text-meta text-ink-2">{sentence(error.message)}</p>
        <button type="button" className="button mt-2" onClick={() => location.reload()}>
          {t('Load again')}
        </button>
      </Notice>
    </div>
  );
}

/** A refusal of something that was to be written, beside the button that asked for it. */
export function Refused({ error }: { error: Error | null }) {
  if (!error) return null;
  return (
    <p role="alert" className="text-bad">
      {refusalWords(error)}
    </p>
  );
}
