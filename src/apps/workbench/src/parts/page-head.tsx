/**
 * The head of a page: its name, a line about it, and its controls. Takes the focus when the page is come to, but not from a
 * dialog that was opened while the page was on its way: what is typed there is not lost.
 */
import { type ReactNode, useEffect, useRef } from 'react';

/** True once the first page is on screen: only later ones take the focus, so that a reload does not move the reader. */
let arrived = false;

interface PageHeadProps {
  readonly title: string;
  readonly meta?: ReactNode;
  readonly children?: ReactNode;
}

export function PageHead({ title, meta, children }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Dunwell`;
    if (arrived && !document.activeElement?.closest('[role=dialog], dialog')) heading.current?.focus();
    arrived = true;
  }, [title]);
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 px-6 pt-5 pb-4">
      <div className="mr-auto flex min-w-0 flex-wrap items-baseline gap-x-3">
        <h1 ref={heading} tabIndex={-1} className="text-title font-semibold outline-none">
          {title}
        </h1>
        {meta && <div className="text-ink-2">{meta}</div>}
      </div>
      {/* Where they do not fit beside the name they stand together beneath it. */}
      <div className="ml-auto flex flex-wrap items-center justify-end gap-x-4 gap-y-2 empty:hidden">{children}</div>
    </header>
  );
}
