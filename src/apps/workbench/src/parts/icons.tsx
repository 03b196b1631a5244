/** Icons of our own: one stroke, 16 by 16, in the colour of the text beside them. */
import type { ReactNode } from 'react';

function icon(children: ReactNode) {
  return function Icon({ className = '' }: { className?: string }) {
    return (
      <svg
        viewBox="0 0 16 16"
        className={`size-4 shrink-0 ${className}`}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {children}
      </svg>
    );
  };
}

export const TodayIcon = icon(
  <>
    <circle cx="8" cy="8" r="3" />
    <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7" />
  </>,
);
export const AgingIcon = icon(<path d="M2 13.5h12M3.5 11V8M6.5 11V5.5M9.5 11V7M12.5 11V2.5" />);
export const ItemsIcon = icon(<path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01" />);
export const ChevronsIcon = icon(<path d="M5.5 6 8 3.5 10.5 6M5.5 10 8 12.5 10.5 10" />);
export const CheckIcon = icon(<path d="m3 8.5 3.2 3L13 4.5" />);
export const CopyIcon = icon(
  <>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
    <path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" />
  </>,
);
export const CloseIcon = icon(<path d="m4 4 8 8M12 4l-8 8" />);
export const AlertIcon = icon(
  <path d="M8 6v3.2M8 11.5h.01M7 2.6 1.8 11.7a1.15 1.15 0 0 0 1 1.7h10.4a1.15 1.15 0 0 0 1-1.7L9 2.6a1.15 1.15 0 0 0-2 0Z" />,
);

/** The mark of the house: a D whose stroke is a ledger line. */
export function Mark({ className = '' }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" className={`size-5 ${className}`} aria-hidden="true">
      <rect width="20" height="20" rx="4.5" className="fill-accent" />
      <path
        d="M5.5 5h4.2a5 5 0 0 1 0 10H5.5zM5.5 10h8.4"
        fill="none"
        className="stroke-on-accent"
        strokeWidth="1.7"
        strokeLinejoin="round"
      />
    </svg>
  );
}
