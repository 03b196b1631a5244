/** The addresses of the workbench. Filters and the company are search parameters, as plain text. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import {
  adjustmentsList,
  advicesList,
  bankLinesList,
  checksList,
  depositsList,
  paymentFilesList,
  receiptsList,
  refundChecksList,
  returnedList,
  settlementsList,
  unappliedList,
} from '#cash/lists';
import {
  customersList,
  dunningRunsList,
  previewSorts,
  remindersList,
  statementSorts,
  statementsList,
  worklistList,
} from '#collections/lists';
import { messagesList, printBatchesList } from '#correspondence/lists';
import { exportQueueList, importsList } from '#integrations/lists';
import { isDay } from '#kernel';
import { offsetsList, payablesList } from '#offsets/lists';
import { auditList, runsList, unreadFilesList } from '#operations/lists';
import { promisesList } from '#promises/lists';
import { certificatesList } from '#receivables/lists';
import { filtersOfQueue, listSearch } from './list-search.ts';
import type { ListSearch } from './parts/list-view.tsx';
import { NothingHere, PageFault } from './parts/states.tsx';
import { Shell } from './shell.tsx';

export interface WorkSearch {
  readonly tenant?: string | undefined;
  /** A company's code, several with commas between them, or `all`. */
  readonly company?: string | undefined;
  /** Of several companies the one that the page works in. */
  readonly in?: string | undefined;
}

/** What the aging and its items have in common; absent means: today, net, by due date. */
export interface AgingSearch {
  readonly asOf?: string | undefined;
  readonly view?: 'gross-debit' | undefined;
  readonly basis?: 'document' | undefined;
}

export interface AgingPageSearch extends AgingSearch {
  /** A column's name; with a minus before it, from large to small. */
  readonly sort?: string | undefined;
  readonly by?: 'portfolio' | 'company' | undefined;
  /** Upper ends of the buckets in days. */
  readonly buckets?: string | undefined;
  readonly asKnown?: string | undefined;
  /** Everything is put into this currency. */
  readonly currency?: string | undefined;
  readonly rates?: 'closing' | undefined;
  readonly chart?: 'off' | undefined;
}

export interface ItemsSearch extends AgingSearch {
  readonly customer?: string | undefined;
  /** The portfolio that held the customer; `none`: no portfolio did. */
  readonly portfolio?: string | undefined;
  readonly bucket?: string | undefined;
  readonly currency?: string | undefined;
  /** A document type. */
  readonly type?: string | undefined;
  /** What holds it: a kind of block, `any`, `none`. Of this, types and currencies an address may name several. */
  readonly held?: string | undefined;
  readonly search?: string | undefined;
  readonly number?: string | undefined;
  /** The beginning of a purchase order, delivery note or other reference. */
  readonly reference?: string | undefined;
  readonly name?: string | undefined;
  readonly documentFrom?: string | undefined;
  readonly documentTo?: string | undefined;
  readonly dueFrom?: string | undefined;
  readonly dueTo?: string | undefined;
  readonly lateFrom?: string | undefined;
  readonly lateTo?: string | undefined;
  readonly amountFrom?: string | undefined;
  readonly amountTo?: string | undefined;
  readonly openFrom?: string | undefined;
  readonly openTo?: string | undefined;
  readonly asKnown?: string | undefined;
  readonly group?: ItemsGroup | undefined;
  readonly sort?: string | undefined;
  /** Columns that are not shown, by a comma between them. */
  readonly hide?: string | undefined;
  /** Widths of columns in pixels: `number.120,open.160`. */
  readonly widths?: string | undefined;
}

export const itemsGroups = ['customer', 'type', 'month', 'currency', 'company'] as const;
export type ItemsGroup = (typeof itemsGroups)[number];

/** A customer's page; with the list of its items it has the filters, the order and the columns of that list. */
export interface CustomerSearch extends Omit<ItemsSearch, 'customer' | 'portfolio'> {
  /** A document number that is looked for among the items. */
  readonly find?: string | undefined;
  /** Only this kind of entry on the timeline. */
  readonly kind?: string | undefined;
  /** What is begun with the customer, out of a list. */
  readonly doing?: 'call' | 'promise' | 'note' | 'snooze' | undefined;
  /** What is to be promised: `1234.50 EUR`. */
  readonly promise?: string | undefined;
}

/** The worklist in its order, through the filters of its list. */
export type WorklistSearch = ListSearch & {
  readonly tab?: 'done' | 'snoozed' | 'not-listed' | undefined;
  readonly whose?: 'mine' | 'unassigned' | undefined;
  /** The customer that is open beside the list; absent: the first. */
  readonly customer?: string | undefined;
};

export interface QualitySearch {
  /** Absent: twelve. */
  readonly months?: '3' | '6' | '24' | undefined;
  /** What coverage is a share of; absent: receipts. */
  readonly by?: 'money' | undefined;
  /** The kinds whose receipts are listed, as `reference.proved`, and what became of them. */
  readonly kinds?: string | undefined;
  readonly outcomes?: string | undefined;
}

/** By what the users are put in order; with a minus before it, falling. */
export const userSorts = ['name', '-name', 'login', '-login', 'email', '-email', 'roles', '-roles'] as const;
export interface SettingsSearch {
  /** A part of a user's name, sign-in, address or role. */
  readonly find?: string | undefined;
  readonly sort?: (typeof userSorts)[number] | undefined;
  readonly country?: string | undefined;
  readonly year?: string | undefined;
  readonly queue?: 'open' | 'approved' | 'rejected' | undefined;
  /** Number of a bank account that is to be set up, and its currency: what a file said of it. */
  readonly bank?: string | undefined;
  readonly currency?: string | undefined;
  /** The exchange rates of one pair, as `USD/EUR`. */
  readonly pair?: string | undefined;
}

export interface LoadsSearch {
  /** Absent: those that are held. */
  readonly state?: 'accepted' | 'released' | 'refused' | 'superseded' | 'all' | undefined;
}

export interface TemplatesSearch {
  readonly name?: string | undefined;
  readonly language?: string | undefined;
  readonly level?: string | undefined;
  /** Whose letter stands beside the words. */
  readonly customer?: string | undefined;
}

export interface CashRulesSearch {
  /** Absent: what was learned about payers. */
  readonly list?: 'bank' | undefined;
  readonly search?: string | undefined;
}

export interface DunningSearch {
  /** Absent: whom the run would remind. */
  readonly list?: 'excluded' | undefined;
  readonly search?: string | undefined;
  readonly sort?: string | undefined;
}

export type ChecksSearch = ListSearch & {
  readonly list?: 'slips' | 'batches' | 'decided' | undefined;
  /** The deposit that is open. */
  readonly slip?: string | undefined;
  /** The held batch of a lockbox that is open. */
  readonly batch?: string | undefined;
};

export type RefundsSearch = ListSearch & {
  /** Payment files, or checks, instead of what waits to be paid out. */
  readonly list?: 'files' | 'checks' | undefined;
  /** One payment file, by its id. */
  readonly file?: string | undefined;
};

const settlementLineChoices = [
  'open',
  'payment',
  'refund',
  'chargeback',
  'chargeback_reversal',
  'fee',
  'reserve',
  'other',
] as const;

export interface SettlementSearch {
  /** Only lines of this kind, or `open`: those that are not applied. */
  readonly lines?: (typeof settlementLineChoices)[number] | undefined;
}

export interface ReconStatementSearch {
  /** Absent: the lines that differ. */
  readonly shown?: 'all' | 'open' | undefined;
  /** Only lines that likely differ for this reason. */
  readonly reason?: string | undefined;
}

type Raw = Record<string, unknown>;
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const idOf = (value: unknown): string | undefined =>
  /^[1-9]\d{0,17}$/.test(String(value)) ? String(value) : undefined;
const oneOf = <T extends string>(value: unknown, ...choices: readonly T[]): T | undefined =>
  choices.find((choice) => choice === value);
/** Members that are days, or numbers; what is none is told to be absent, or the address itself would say it on. */
const days = <K extends string>(raw: Raw, ...names: K[]): Partial<Record<K, string>> =>
  members(raw, names, (value) => isDay(value));
const numbers = <K extends string>(raw: Raw, ...names: K[]): Partial<Record<K, string>> =>
  members(raw, names, (value) => /^-?\d{1,16}(\.\d{1,4})?$/.test(value));
const members = <K extends string>(
  raw: Raw,
  names: K[],
  fits: (value: string) => boolean,
): Partial<Record<K, string>> =>
  Object.fromEntries(names.map((name) => [name, fits(String(raw[name])) ? String(raw[name]) : undefined])) as Partial<
    Record<K, string>
  >;
const instant = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(value) ? value : undefined;
const agingSearch = (raw: Raw): AgingSearch => ({
  asOf: isDay(String(raw['asOf'])) ? String(raw['asOf']) : undefined,
  view: raw['view'] === 'gross-debit' ? 'gross-debit' : undefined,
  basis: raw['basis'] === 'document' ? 'document' : undefined,
});

const rootRoute = createRootRoute({
  validateSearch: (raw: Raw): WorkSearch => ({
    tenant: text(raw['tenant']),
    company: text(raw['company']),
    in: text(raw['in']),
  }),
  search: { middlewares: [retainSearchParams<WorkSearch>(['tenant', 'company', 'in'])] },
  component: Shell,
  notFoundComponent: NothingHere,
});

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today', replace: true });
  },
});
const todayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/today',
  component: lazyRouteComponent(() => import('./pages/today.tsx'), 'TodayPage'),
});
const agingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/insights/aging',
  validateSearch: (raw: Raw): AgingPageSearch => ({
    ...agingSearch(raw),
    sort: text(raw['sort']),
    by: oneOf(raw['by'], 'portfolio', 'company'),
    buckets: /^\d{1,4}(,\d{1,4}){0,7}$/.test(String(raw['buckets'])) ? String(raw['buckets']) : undefined,
    asKnown: instant(raw['asKnown']),
    currency: /^[A-Z]{3}$/.test(String(raw['currency'])) ? String(raw['currency']) : undefined,
    rates: oneOf(raw['rates'], 'closing'),
    chart: oneOf(raw['chart'], 'off'),
  }),
  component: lazyRouteComponent(() => import('./pages/aging.tsx'), 'AgingPage'),
});
/** How a list of open items is asked for, whosesoever they are. */
const itemsSearch = (raw: Raw): Omit<ItemsSearch, 'customer' | 'portfolio'> => ({
  ...agingSearch(raw),
  bucket: text(raw['bucket']),
  currency: text(raw['currency']),
  type: text(raw['type']),
  held: text(raw['held']),
  search: text(raw['search']),
  number: text(raw['number']),
  reference: text(raw['reference']),
  name: text(raw['name']),
  ...days(raw, 'documentFrom', 'documentTo', 'dueFrom', 'dueTo'),
  ...members(raw, ['lateFrom', 'lateTo'], (value) => /^-?\d{1,8}$/.test(value)),
  ...numbers(raw, 'amountFrom', 'amountTo', 'openFrom', 'openTo'),
  asKnown: instant(raw['asKnown']),
  group: oneOf(raw['group'], ...itemsGroups),
  sort: /^-?(due|document|number|customer|amount|open|type|late|company)$/.test(String(raw['sort']))
    ? String(raw['sort'])
    : undefined,
  hide: text(raw['hide']),
  widths: text(raw['widths']),
});
const itemsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/items',
  validateSearch: (raw: Raw): ItemsSearch => ({
    ...itemsSearch(raw),
    customer: text(raw['customer']),
    portfolio: text(raw['portfolio']),
  }),
  component: lazyRouteComponent(() => import('./pages/items/items.tsx'), 'ItemsPage'),
});
const customersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/customers',
  // Views that were saved before the list had its columns as filters still say `only` and `search`.
  validateSearch: (raw: Raw): ListSearch => ({
    ...listSearch(customersList)(raw),
    ...(raw['only'] !== undefined && { owes: raw['only'] === 'overdue' ? 'overdue' : 'open,overdue' }),
    ...(raw['search'] !== undefined &&
      raw['called'] === undefined && { called: text(raw['search']), search: undefined }),
  }),
  component: lazyRouteComponent(() => import('./pages/customers/list.tsx'), 'CustomersPage'),
});
const customerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/customers/$customer/{-$tab}',
  validateSearch: (raw: Raw): CustomerSearch => ({
    ...itemsSearch(raw),
    find: text(raw['find']),
    kind: text(raw['kind']),
    doing: oneOf(raw['doing'], 'call', 'promise', 'note', 'snooze'),
    promise: /^\d{1,16}(\.\d{1,4})? [A-Z]{3}$/.test(String(raw['promise'])) ? String(raw['promise']) : undefined,
  }),
  component: lazyRouteComponent(() => import('./pages/customers/customer.tsx'), 'CustomerPage'),
});
const worklistSearch = (raw: Raw): WorklistSearch => ({
  ...filtersOfQueue(raw),
  tab: oneOf(raw['tab'], 'done', 'snoozed', 'not-listed'),
  whose: oneOf(raw['whose'], 'mine', 'unassigned'),
  customer: text(raw['customer']),
});
const worklistRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/worklist',
  validateSearch: worklistSearch,
  component: lazyRouteComponent(() => import('./pages/worklist/worklist.tsx'), 'WorklistPage'),
});
const worklistListRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/worklist/list',
  validateSearch: listSearch(worklistList),
  component: lazyRouteComponent(() => import('./pages/worklist/list.tsx'), 'WorklistListPage'),
});
const focusRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/worklist/focus',
  validateSearch: worklistSearch,
  component: lazyRouteComponent(() => import('./pages/worklist/worklist.tsx'), 'FocusPage'),
});
const cashSearch = (raw: Raw): { queue?: string | undefined } => ({ queue: text(raw['queue']) });
const cashRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash',
  validateSearch: cashSearch,
  component: lazyRouteComponent(() => import('./pages/cash/cash.tsx'), 'CashPage'),
});
const receiptRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/lines/$receipt',
  validateSearch: cashSearch,
  component: lazyRouteComponent(() => import('./pages/cash/cash.tsx'), 'CashPage'),
});
const cashRulesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/rules',
  validateSearch: (raw: Raw): CashRulesSearch => ({ list: oneOf(raw['list'], 'bank'), search: text(raw['search']) }),
  component: lazyRouteComponent(() => import('./pages/cash/rules.tsx'), 'CashRulesPage'),
});
const qualityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/quality',
  validateSearch: (raw: Raw): QualitySearch => ({
    months: oneOf(String(raw['months']), '3', '6', '24'),
    by: oneOf(raw['by'], 'money'),
    kinds: /^[a-z_.,]{1,2000}$/.test(text(raw['kinds']) ?? '') ? text(raw['kinds']) : undefined,
    outcomes: /^[a-z_,]{1,200}$/.test(text(raw['outcomes']) ?? '') ? text(raw['outcomes']) : undefined,
  }),
  component: lazyRouteComponent(() => import('./pages/cash/quality.tsx'), 'QualityPage'),
});
const acceptRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/accept',
  component: lazyRouteComponent(() => import('./pages/cash/accept.tsx'), 'AcceptPage'),
});
const unappliedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/unapplied',
  validateSearch: listSearch(unappliedList),
  component: lazyRouteComponent(() => import('./pages/cash/unapplied.tsx'), 'UnappliedPage'),
});
const adjustmentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/adjustments',
  validateSearch: listSearch(adjustmentsList),
  component: lazyRouteComponent(() => import('./pages/cash/adjustments.tsx'), 'AdjustmentsPage'),
});
const certificatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/certificates',
  validateSearch: listSearch(certificatesList),
  component: lazyRouteComponent(() => import('./pages/cash/certificates.tsx'), 'CertificatesPage'),
});
const returnedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/returned',
  // Addresses from before the list had its columns as filters still say `list`.
  validateSearch: (raw: Raw): ListSearch => ({
    ...listSearch(returnedList)(raw),
    ...(raw['list'] === 'all' && raw['waits'] === undefined && { waits: 'all' }),
  }),
  component: lazyRouteComponent(() => import('./pages/cash/returned-lines.tsx'), 'ReturnedLinesPage'),
});
const advicesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/advices',
  // Views that were saved before the list had its columns as filters still say `search`.
  validateSearch: (raw: Raw): ListSearch => ({
    ...listSearch(advicesList)(raw),
    ...(raw['search'] !== undefined && { named: text(raw['search']), search: undefined }),
    advice: idOf(raw['advice']),
  }),
  component: lazyRouteComponent(() => import('./pages/cash/advices.tsx'), 'AdvicesPage'),
});
const checksRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/checks',
  validateSearch: (raw: Raw): ChecksSearch => ({
    ...(raw['list'] === 'slips' ? listSearch(depositsList) : listSearch(checksList))(raw),
    list: oneOf(raw['list'], 'slips', 'batches', 'decided'),
    slip: /^[1-9]\d{0,17}$/.test(String(raw['slip'])) ? String(raw['slip']) : undefined,
    batch: /^[1-9]\d{0,17}$/.test(String(raw['batch'])) ? String(raw['batch']) : undefined,
  }),
  component: lazyRouteComponent(() => import('./pages/cash/checks.tsx'), 'ChecksPage'),
});
const settlementsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/settlements',
  // Views that were saved before the list had its columns as filters still say `search`.
  validateSearch: (raw: Raw): ListSearch => ({
    ...listSearch(settlementsList)(raw),
    ...(raw['search'] !== undefined && { named: text(raw['search']), search: undefined }),
    list: oneOf(raw['list'], 'services'),
  }),
  component: lazyRouteComponent(() => import('./pages/cash/settlements.tsx'), 'SettlementsPage'),
});
const refundsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/refunds',
  validateSearch: (raw: Raw): RefundsSearch => ({
    ...listSearch(raw['list'] === 'checks' ? refundChecksList : paymentFilesList)(raw),
    list: oneOf(raw['list'], 'files', 'checks'),
    search: text(raw['search']),
    file: idOf(raw['file']),
  }),
  component: lazyRouteComponent(() => import('./pages/cash/refunds.tsx'), 'RefundsPage'),
});
const settlementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/settlements/$settlement',
  validateSearch: (raw: Raw): SettlementSearch => ({
    lines: oneOf(raw['lines'], ...settlementLineChoices),
  }),
  component: lazyRouteComponent(() => import('./pages/cash/settlement.tsx'), 'SettlementPage'),
});
const reconRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/recon',
  component: lazyRouteComponent(() => import('./pages/recon/recon.tsx'), 'ReconPage'),
});
const reconStatementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/recon/customers/$statement',
  validateSearch: (raw: Raw): ReconStatementSearch => ({
    shown: oneOf(raw['shown'], 'all', 'open'),
    reason: text(raw['reason']),
  }),
  component: lazyRouteComponent(() => import('./pages/recon/statement.tsx'), 'StatementPage'),
});
const reconBankRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/recon/banks/$bankAccount/$month',
  component: lazyRouteComponent(() => import('./pages/recon/bank-month.tsx'), 'BankMonthPage'),
});
const closeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/close/{-$month}',
  component: lazyRouteComponent(() => import('./pages/close/close.tsx'), 'ClosePage'),
});
const offsetsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/offsets',
  validateSearch: listSearch(offsetsList),
  component: lazyRouteComponent(() => import('./pages/offsets/offsets.tsx'), 'OffsetsPage'),
});
const payablesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/offsets/payables',
  // Views that were saved before the list had its columns as filters still say `all`.
  validateSearch: (raw: Raw): ListSearch => ({
    ...listSearch(payablesList)(raw),
    ...(raw['all'] === 'yes' && { state: 'all' }),
  }),
  component: lazyRouteComponent(() => import('./pages/offsets/payables.tsx'), 'PayablesPage'),
});
const agreementsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/offsets/agreements',
  component: lazyRouteComponent(() => import('./pages/offsets/agreements.tsx'), 'AgreementsPage'),
});
const agreementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/offsets/agreements/$agreement',
  validateSearch: listSearch(offsetsList),
  component: lazyRouteComponent(() => import('./pages/offsets/agreement.tsx'), 'AgreementPage'),
});
const offsetRulesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/offsets/rules',
  component: lazyRouteComponent(() => import('./pages/offsets/rules.tsx'), 'OffsetRulesPage'),
});
const offsetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/offsets/$offset',
  component: lazyRouteComponent(() => import('./pages/offsets/offset.tsx'), 'OffsetPage'),
});
const dunningRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/dunning',
  validateSearch: (raw: Raw): DunningSearch => ({
    list: oneOf(raw['list'], 'excluded'),
    search: text(raw['search']),
    sort: oneOf(raw['sort'], ...previewSorts.flatMap((one) => [one, `-${one}` as const])),
  }),
  component: lazyRouteComponent(() => import('./pages/runs/dunning.tsx'), 'DunningPage'),
});
const dunningRunsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/dunning/runs',
  validateSearch: listSearch(dunningRunsList),
  component: lazyRouteComponent(() => import('./pages/runs/dunning-runs.tsx'), 'DunningRunsPage'),
});
const remindersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/dunning/reminders',
  validateSearch: listSearch(remindersList),
  component: lazyRouteComponent(() => import('./pages/runs/reminders.tsx'), 'RemindersPage'),
});
const promisesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/promises',
  validateSearch: listSearch(promisesList),
  component: lazyRouteComponent(() => import('./pages/promises/promises.tsx'), 'PromisesPage'),
});
const allReceiptsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/receipts',
  validateSearch: listSearch(receiptsList),
  component: lazyRouteComponent(() => import('./pages/cash/all-receipts.tsx'), 'AllReceiptsPage'),
});
const bankLinesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/cash/bank-lines',
  validateSearch: listSearch(bankLinesList),
  component: lazyRouteComponent(() => import('./pages/cash/bank-lines.tsx'), 'BankLinesPage'),
});
const statementsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/statements',
  validateSearch: (raw: Raw): ListSearch & { list?: 'excluded' | 'sent' | undefined } => ({
    ...listSearch(statementsList)(raw),
    list: oneOf(raw['list'], 'excluded', 'sent'),
    // What is to be sent has columns of its own.
    ...(raw['list'] !== 'sent' && {
      sort: oneOf(raw['sort'], ...statementSorts.flatMap((one) => [one, `-${one}` as const])),
    }),
  }),
  component: lazyRouteComponent(() => import('./pages/runs/statements.tsx'), 'StatementsPage'),
});
const lettersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/letters',
  validateSearch: listSearch(printBatchesList),
  component: lazyRouteComponent(() => import('./pages/runs/letters.tsx'), 'LettersPage'),
});
const messagesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/messages',
  validateSearch: listSearch(messagesList),
  component: lazyRouteComponent(() => import('./pages/runs/messages.tsx'), 'MessagesPage'),
});
const importsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data/imports',
  validateSearch: listSearch(importsList),
  component: lazyRouteComponent(() => import('./pages/data/imports.tsx'), 'ImportsPage'),
});
const exportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data/exports',
  validateSearch: listSearch(exportQueueList),
  component: lazyRouteComponent(() => import('./pages/data/exports.tsx'), 'ExportsPage'),
});
const jobsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data/jobs',
  validateSearch: (raw: Raw): ListSearch => ({ ...listSearch(runsList)(raw), run: idOf(raw['run']) }),
  component: lazyRouteComponent(() => import('./pages/data/jobs.tsx'), 'JobsPage'),
});
const unreadFilesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data/unread',
  validateSearch: listSearch(unreadFilesList),
  component: lazyRouteComponent(() => import('./pages/data/unread-files.tsx'), 'UnreadFilesPage'),
});
const loadsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data/loads',
  validateSearch: (raw: Raw): LoadsSearch => ({
    state: oneOf(raw['state'], 'accepted', 'released', 'refused', 'superseded', 'all'),
  }),
  component: lazyRouteComponent(() => import('./pages/data/loads.tsx'), 'LoadsPage'),
});
const paymentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/data/payments',
  component: lazyRouteComponent(() => import('./pages/data/payments.tsx'), 'PaymentsPage'),
});
const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  // Views that were saved before the list had its columns as filters still say `action` and `day`.
  validateSearch: (raw: Raw): ListSearch => ({
    ...listSearch(auditList)(raw),
    ...(raw['action'] !== undefined && { operation: text(raw['action']) }),
    ...(raw['day'] !== undefined && { dayFrom: text(raw['day']), dayTo: text(raw['day']) }),
    record: idOf(raw['record']),
  }),
  component: lazyRouteComponent(() => import('./pages/audit.tsx'), 'AuditPage'),
});
const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/{-$section}',
  validateSearch: (raw: Raw): SettingsSearch => ({
    country: text(raw['country']),
    year: text(raw['year']),
    find: text(raw['find']),
    sort: oneOf(raw['sort'], ...userSorts),
    queue: oneOf(raw['queue'], 'open', 'approved', 'rejected'),
    bank: text(raw['bank']),
    currency: text(raw['currency']),
    pair: /^[A-Z]{3}\/[A-Z]{3}$/.test(String(raw['pair'])) ? String(raw['pair']) : undefined,
  }),
  component: lazyRouteComponent(() => import('./pages/settings/settings.tsx'), 'SettingsPage'),
});
const templatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/templates',
  validateSearch: (raw: Raw): TemplatesSearch => ({
    name: text(raw['name']),
    language: text(raw['language']),
    level: text(raw['level']),
    customer: text(raw['customer']),
  }),
  component: lazyRouteComponent(() => import('./pages/templates.tsx'), 'TemplatesPage'),
});
const keysRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/help/keys',
  component: lazyRouteComponent(() => import('./pages/help/keys.tsx'), 'KeysPage'),
});

const componentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/dev/components',
  component: lazyRouteComponent(() => import('./pages/dev/components.tsx'), 'ComponentsPage'),
});

/** Search parameters as they are written: no JSON, no quotes; what is undefined is left out. */
function writeSearch(search: Raw): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (value !== undefined) query.set(name, String(value));
  return query.size > 0 ? `?${query}` : '';
}

/** Whether the last step of the history put an address in the place of another. */
let inPlace = false;

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    indexRoute,
    todayRoute,
    agingRoute,
    itemsRoute,
    customersRoute,
    customerRoute,
    worklistRoute,
    worklistListRoute,
    focusRoute,
    cashRoute,
    receiptRoute,
    cashRulesRoute,
    qualityRoute,
    acceptRoute,
    unappliedRoute,
    adjustmentsRoute,
    certificatesRoute,
    returnedRoute,
    advicesRoute,
    checksRoute,
    refundsRoute,
    settlementsRoute,
    settlementRoute,
    reconRoute,
    reconStatementRoute,
    reconBankRoute,
    closeRoute,
    offsetsRoute,
    payablesRoute,
    agreementsRoute,
    agreementRoute,
    offsetRulesRoute,
    offsetRoute,
    dunningRoute,
    dunningRunsRoute,
    remindersRoute,
    promisesRoute,
    allReceiptsRoute,
    bankLinesRoute,
    statementsRoute,
    lettersRoute,
    messagesRoute,
    importsRoute,
    exportsRoute,
    jobsRoute,
    unreadFilesRoute,
    loadsRoute,
    paymentsRoute,
    auditRoute,
    settingsRoute,
    templatesRoute,
    keysRoute,
    componentsRoute,
  ]),
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: writeSearch,
  // An address in place of another is the same page: its lists stand where the reader or a key has put them.
  scrollRestoration: () => !inPlace,
  defaultPreload: 'intent',
  defaultErrorComponent: ({ error }) => <PageFault error={error instanceof Error ? error : new Error(String(error))} />,
});

router.history.subscribe(({ action }) => {
  inPlace = action.type === 'REPLACE';
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
