/** What a page shows while it has nothing to show: loading, empty, refused, away. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApiError } from '../api.ts';
import { sentence } from '../format.ts';
import { t } from '../language.ts';
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

export function Notice({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-start gap-2 px-6 py-16 text-pretty">
      <h2 className="text-fact font-semibold">{title}</h2>
      {children}
    </div>
  );
}

/** What happened, that nothing was changed, and what to do. */
export function Failure({ error, retry }: { error: Error; retry?: () => void }) {
  const denied = error instanceof ApiError && error.status === 403;
  const faultId = faultIdOf(error);
  return (
    <div role="alert">
      <Notice title={denied ? t('Not part of your role') : t('This could not be loaded')}>
        <p className="text-ink-2">{sentence(error.message)}</p>
        {!denied && <p className="text-ink-2">{t('Only reading was tried; nothing was changed.')}</p>}
        <p className="text-meta text-ink-2">
          {error instanceof ApiError ? error.code : error.name}
          {faultId !== undefined && ` · ${t('fault')} ${faultId}`}
        </p>
        {retry && !denied && (
          <button type="button" className="button mt-2" onClick={retry}>
            {t('Try again')}
          </button>
        )}
      </Notice>
    </div>
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
