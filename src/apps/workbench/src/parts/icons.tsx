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
export const ReconIcon = icon(
  <path d="M2 3.5h5M2 6.5h5M2 9.5h5M9 6.5h5M9 9.5h5M9 12.5h5M7 3.5l2 3M7 6.5l2 3M7 9.5l2 3" />,
);
export const MonthIcon = icon(<path d="M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v2.5M10.5 2v2.5M5.8 9.8l1.6 1.5 2.8-2.8" />);
export const OffsetIcon = icon(<path d="M2 5.5h10.5M10 3l2.5 2.5L10 8M14 10.5H3.5M6 8l-2.5 2.5L6 13" />);
export const ItemsIcon = icon(<path d="M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01" />);
export const WorklistIcon = icon(<path d="m2 4 1.2 1.2L5.4 3M2 11l1.2 1.2 2.2-2.2M8 4.5h6M8 11.5h6" />);
export const CustomersIcon = icon(
  <>
    <circle cx="6" cy="5.5" r="2.5" />
    <path d="M1.5 13.5a4.5 4.5 0 0 1 9 0M10.5 3.3a2.5 2.5 0 0 1 0 4.4M12 9.6a4.5 4.5 0 0 1 2.5 3.9" />
  </>,
);
export const SearchIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.5 10.5 3.5 3.5" />
  </>,
);
export const PhoneIcon = icon(
  <path d="M5.2 2.5H3.5a1 1 0 0 0-1 1.1 10.5 10.5 0 0 0 9.9 9.9 1 1 0 0 0 1.1-1v-1.7l-3-1.2-1.4 1.4a8 8 0 0 1-4.1-4.1L6.4 5.5z" />,
);
export const NoteIcon = icon(<path d="M3 13l.6-2.6 7-7a1.4 1.4 0 0 1 2 2l-7 7zM9.5 4.5l2 2" />);
export const SleepIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 5v3l2 1.5" />
  </>,
);
export const MailIcon = icon(<path d="M2 4h12v8.5H2zM2 4.5l6 4.5 6-4.5" />);
export const MoneyIcon = icon(<path d="M1.5 4h13v8h-13zM8 6.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3M4 8h.01M12 8h.01" />);
export const HandIcon = icon(<path d="m2 8 3-3 3 2 3-2 3 3-4 4-2-1-2 1z" />);
export const SkipIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="m4.2 11.8 7.6-7.6" />
  </>,
);
export const DocumentIcon = icon(<path d="M4 1.5h5l3 3v10H4zM9 1.5v3h3M6 8h4M6 11h4" />);
export const PrinterIcon = icon(<path d="M4.5 6V2h7v4M4.5 11H2.5V6h11v5h-2M4.5 9h7v5h-7z" />);
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

export const ImportIcon = icon(<path d="M8 2v7.5M4.8 6.6 8 9.8l3.2-3.2M2.5 10.5v3h11v-3" />);
export const JobsIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 4.8V8l2.2 1.6" />
  </>,
);
export const TemplateIcon = icon(<path d="M2.5 3h11v10h-11zM5 6h6M5 8.3h6M5 10.6h3.5" />);
export const AuditIcon = icon(<path d="M8 1.8 13 4v4c0 3-2.1 5.2-5 6.2C5.1 13.2 3 11 3 8V4zM5.8 8l1.6 1.6 2.9-3" />);
export const SettingsIcon = icon(
  <>
    <path d="M2 4.5h5M11 4.5h3M2 11.5h3M9 11.5h5" />
    <circle cx="9" cy="4.5" r="1.8" />
    <circle cx="7" cy="11.5" r="1.8" />
  </>,
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
export const ChevronIcon = icon(<path d="m4.5 6.5 3.5 3.5 3.5-3.5" />);
export const FilterIcon = icon(<path d="M2.5 3.5h11L9.5 8.5v4l-3 1.5V8.5z" />);
export const ViewIcon = icon(<path d="M4 2.5h8v11l-4-3-4 3z" />);
export const SharedIcon = icon(
  <>
    <circle cx="4" cy="8" r="1.8" />
    <circle cx="12" cy="4" r="1.8" />
    <circle cx="12" cy="12" r="1.8" />
    <path d="m5.6 7.2 4.8-2.4M5.6 8.8l4.8 2.4" />
  </>,
);
export const PlusIcon = icon(<path d="M8 3.5v9M3.5 8h9" />);
export const KeyboardIcon = icon(
  <>
    <rect x="1.5" y="4" width="13" height="8" rx="1.5" />
    <path d="M4 7h.01M6.7 7h.01M9.3 7h.01M12 7h.01M5 9.7h6" />
  </>,
);
