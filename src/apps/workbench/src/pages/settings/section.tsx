/** What the pages of the settings share: a part with its heading, and a reading with its states. */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failure, Skeleton } from '../../parts/states.tsx';

interface PartProps {
  readonly title: string;
  readonly meta?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a settings page; tables in it reach from edge to edge. */
export function Part({ title, meta, actions, children }: PartProps) {
  return (
    <section aria-label={title} className="pt-5 pb-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-6 pb-2">
        <h2 className="text-fact font-semibold">{title}</h2>
        {meta && <div className="text-ink-2">{meta}</div>}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

/** Shows what was read, or that it is on the way, or why it is not there. */
export function Read<T>({ reading, children }: { reading: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (reading.isPending) return <Skeleton rows={6} className="px-6 py-2" />;
  if (reading.data === undefined) return <Failure error={reading.error!} retry={() => void reading.refetch()} />;
  return <>{children(reading.data)}</>;
}
