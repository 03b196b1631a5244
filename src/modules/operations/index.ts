/** The door of operations: the day run, schedules, the day at a glance, verification, the journal's export. */

export { askForWork } from './commands/ask-work.ts';
export { emptyOutbox } from './commands/empty-outbox.ts';
export { pollInbox } from './commands/poll-inbox.ts';
export { removeView } from './commands/remove-view.ts';
export { type DayInput, runDay } from './commands/run-day.ts';
export { saveView, type ViewToSave } from './commands/save-view.ts';
export { type NewSchedule, setSchedule } from './commands/set-schedule.ts';
export { noteUnreadFile, settleUnreadFile } from './commands/unread-files.ts';
export { noteRunByHand, type ScheduledWork, type Woken, wakeDue } from './commands/wake-due.ts';
export type * from './model.ts';
export { scheduleKinds } from './model.ts';
export { exportLedger, type LedgerFormat } from './queries/export-ledger.ts';
export { readFigures } from './queries/figures.ts';
export { listSchedules, type ScheduleState } from './queries/list-schedules.ts';
export { listViews, type SavedView } from './queries/list-views.ts';
export { type CompanyToday, loadBusinessDays, loadToday } from './queries/today.ts';
export { listUnreadFiles } from './queries/unread-files.ts';
export { verify } from './queries/verify.ts';
export { routes, scheduleToJson } from './routes.ts';
