/** The places of the workbench: the rail, the chords that go there, and the palette read them from here. */
import {
  AgingIcon,
  AuditIcon,
  CustomersIcon,
  DocumentIcon,
  ImportIcon,
  ItemsIcon,
  JobsIcon,
  KeyboardIcon,
  MailIcon,
  MoneyIcon,
  OffsetIcon,
  PrinterIcon,
  ReconIcon,
  SettingsIcon,
  TemplateIcon,
  TodayIcon,
  WorklistIcon,
} from './parts/icons.tsx';

/** Pages within a place: not in the rail, but with a chord and in the palette. */
export const placesWithin = [
  { to: '/cash/unapplied', text: 'Unapplied cash', icon: MoneyIcon, keys: 'g n' },
  { to: '/cash/advices', text: 'Remittance advices', icon: MoneyIcon, keys: 'g v' },
  { to: '/cash/checks', text: 'Checks', icon: MoneyIcon, keys: 'g h' },
  { to: '/cash/settlements', text: 'Settlements', icon: MoneyIcon, keys: 'g f' },
  { to: '/cash/refunds', text: 'Refunds', icon: MoneyIcon, keys: 'g q' },
  { to: '/cash/accept', text: 'Accept proposals', icon: MoneyIcon, keys: 'g y' },
  { to: '/offsets/payables', text: 'Payables', icon: OffsetIcon, keys: 'g x' },
  { to: '/offsets/agreements', text: 'Netting agreements', icon: OffsetIcon, keys: 'g e' },
] as const;

/** Pages that the palette finds by their name, without a chord of their own. */
export const placesByName = [
  { to: '/promises', text: 'Promises', icon: WorklistIcon },
  { to: '/runs/dunning/runs', text: 'Earlier dunning runs', icon: MailIcon },
  { to: '/runs/dunning/reminders', text: 'Reminders of all runs', icon: MailIcon },
  { to: '/cash/receipts', text: 'All receipts', icon: MoneyIcon },
  { to: '/cash/bank-lines', text: 'Bank lines', icon: MoneyIcon },
  { to: '/cash/rules', text: 'Rules for lines of the bank', icon: MoneyIcon },
  { to: '/cash/quality', text: 'Matching quality', icon: MoneyIcon },
  { to: '/cash/adjustments', text: 'Announced adjustments', icon: MoneyIcon },
  { to: '/offsets/rules', text: 'Rules of offsets', icon: OffsetIcon },
  { to: '/settings/you', text: 'Settings: you', icon: SettingsIcon },
  { to: '/settings/users', text: 'Settings: users', icon: SettingsIcon },
  { to: '/settings/roles', text: 'Settings: roles', icon: SettingsIcon },
  { to: '/settings/authority', text: 'Settings: authority', icon: SettingsIcon },
  { to: '/settings/procedures', text: 'Settings: dunning procedures', icon: SettingsIcon },
  { to: '/settings/matching', text: 'Settings: matching', icon: SettingsIcon },
  { to: '/settings/calendars', text: 'Settings: calendars', icon: SettingsIcon },
  { to: '/settings/schedules', text: 'Settings: schedules', icon: SettingsIcon },
  { to: '/settings/companies', text: 'Settings: companies', icon: SettingsIcon },
  { to: '/help/keys', text: 'All keys, by place', icon: KeyboardIcon },
] as const;

export const places = [
  { to: '/today', text: 'Today', icon: TodayIcon, keys: 'g t', gap: false },
  { to: '/worklist', text: 'Worklist', icon: WorklistIcon, keys: 'g w', gap: false },
  { to: '/cash', text: 'Cash', icon: MoneyIcon, keys: 'g m', gap: false },
  { to: '/recon', text: 'Reconciliation', icon: ReconIcon, keys: 'g k', gap: false },
  { to: '/offsets', text: 'Offsets', icon: OffsetIcon, keys: 'g o', gap: false },
  { to: '/runs/dunning', text: 'Dunning run', icon: MailIcon, keys: 'g r', gap: false },
  { to: '/runs/statements', text: 'Statements', icon: DocumentIcon, keys: 'g b', gap: false },
  { to: '/runs/letters', text: 'Letters', icon: PrinterIcon, keys: 'g p', gap: false },
  { to: '/customers', text: 'Customers', icon: CustomersIcon, keys: 'g c', gap: true },
  { to: '/items', text: 'Open items', icon: ItemsIcon, keys: 'g i', gap: false },
  { to: '/insights/aging', text: 'Aging', icon: AgingIcon, keys: 'g a', gap: false },
  { to: '/data/imports', text: 'Imports', icon: ImportIcon, keys: 'g d', gap: true },
  { to: '/data/jobs', text: 'Jobs', icon: JobsIcon, keys: 'g j', gap: false },
  { to: '/templates', text: 'Templates', icon: TemplateIcon, keys: 'g l', gap: false },
  { to: '/audit', text: 'Audit', icon: AuditIcon, keys: 'g u', gap: false },
  { to: '/settings/{-$section}', text: 'Settings', icon: SettingsIcon, keys: 'g s', gap: false },
] as const;
