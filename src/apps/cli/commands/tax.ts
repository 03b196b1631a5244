/**
 * `tax set-up | codes | set-code | policies | set-policy | reliefs | claim | certificates`, `reasons list | set`: the data
 * that postings are judged by, and the two queues of tax. Changing is a person's, by role.
 */
import {
  loadReasonCodes,
  loadTaxCodes,
  loadTaxPolicies,
  type ReasonKind,
  type ReliefBasis,
  reasonKinds,
  recordTaxCodes,
  recordTaxPolicies,
  reliefBases,
  setReasonCodes,
  setUpTax,
} from '#company';
import { done } from '#kernel';
import { accountPurposes } from '#ledger';
import { runQuery } from '#platform';
import { claimBadDebtRelief, listCertificates, listReliefs } from '#receivables';
import {
  type Command,
  dayOption,
  type Invocation,
  neededOption,
  neededWord,
  textOption,
  UsageError,
  withBooks,
  withCompany,
  wordOption,
} from '../command.ts';
import { table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';

const firstDay = (invocation: Invocation): string => {
  neededOption(invocation, 'from');
  return dayOption(invocation, 'from')!;
};
const wholeMonths = (invocation: Invocation, name: string): number | null => {
  const text = textOption(invocation, name);
  if (text === undefined) return null;
  if (!/^\d{1,3}$/.test(text)) throw new UsageError(`--${name} takes a whole number of months, not "${text}".`);
  return Number(text);
};

const reasonCommands: readonly Command[] = [
  {
    name: 'reasons list',
    arguments: '',
    summary: 'The reason codes of deductions, write-offs, adjustments and other acts.',
    files: [0, 0],
    run: (invocation) =>
      withBooks(invocation, async ({ engine, tenant }) => {
        const reasons = await runQuery(engine, tenant.id, (db) => loadReasonCodes(db, tenant.id));
        const rows = reasons.map((one) => [one.kind, one.code, one.name, one.postsTo ?? '']);
        return done({ json: { reasons }, text: table(['Kind', 'Code', 'Name', 'Posts to'], rows) });
      }),
  },
  {
    name: 'reasons set',
    arguments: '--code CODE --name TEXT --kind KIND [--posts-to PURPOSE] --user LOGIN',
    summary: 'Sets a reason code; one that is there takes the new name, kind and account.',
    options: { code: 'text', name: 'text', kind: 'text', 'posts-to': 'text', ...personOptions },
    files: [0, 0],
    run: (invocation) => {
      const kind: ReasonKind = neededWord(invocation, 'kind', reasonKinds);
      const postsTo = wordOption(invocation, 'posts-to', accountPurposes) ?? null;
      const reason = { code: neededOption(invocation, 'code'), name: neededOption(invocation, 'name'), kind, postsTo };
      return withBooks(invocation, async (books) => {
        const caller = await callerOfPerson(invocation, books, { action: 'company.edit' });
        if (!caller.ok) return caller;
        const set = await setReasonCodes(books.engine, caller.value, { reasons: [reason] });
        return set.ok ? done({ json: set.value, text: `The reason code ${reason.code} is set.` }) : set;
      });
    },
  },
];

export const taxCommands: readonly Command[] = [
  ...reasonCommands,
  {
    name: 'tax set-up',
    arguments: '',
    summary: 'Records the starting tax codes, tax policies of countries and reason codes that are not there yet.',
    files: [0, 0],
    run: (invocation) =>
      withBooks(invocation, async ({ engine, caller }) => {
        const set = await setUpTax(engine, caller);
        if (!set.ok) return set;
        const { codes, policies, reasons } = set.value;
        return done({
          json: set.value,
          text: `${codes} tax codes, ${policies} policies and ${reasons} reason codes were recorded.`,
        });
      }),
  },
  {
    name: 'tax codes',
    arguments: '',
    summary: 'Tax codes with their rates by first day.',
    files: [0, 0],
    run: (invocation) =>
      withBooks(invocation, async ({ engine, tenant }) => {
        const codes = await runQuery(engine, tenant.id, (db) => loadTaxCodes(db, tenant.id));
        const rows = codes.map((one) => [
          one.country,
          one.code,
          one.name,
          `${one.ratePercent} %`,
          one.validFrom,
          one.accountCode ?? '',
          one.source,
        ]);
        const header = ['Country', 'Code', 'Name', 'Rate', 'From', 'Account', 'Source'];
        return done({ json: { codes }, text: table(header, rows) });
      }),
  },
  {
    name: 'tax set-code',
    arguments:
      '--country XX --code CODE --name TEXT --rate PERCENT --from DAY --source TEXT [--account CODE] --user LOGIN',
    summary: 'Records a tax code from a day on; what was posted before keeps its rate.',
    options: {
      country: 'text',
      code: 'text',
      name: 'text',
      rate: 'text',
      from: 'text',
      source: 'text',
      account: 'text',
      ...personOptions,
    },
    files: [0, 0],
    run: (invocation) => {
      const code = {
        country: neededOption(invocation, 'country'),
        code: neededOption(invocation, 'code'),
        name: neededOption(invocation, 'name'),
        ratePercent: neededOption(invocation, 'rate'),
        validFrom: firstDay(invocation),
        accountCode: textOption(invocation, 'account') ?? null,
        source: neededOption(invocation, 'source'),
      };
      return withBooks(invocation, async (books) => {
        const caller = await callerOfPerson(invocation, books, { action: 'company.edit' });
        if (!caller.ok) return caller;
        const recorded = await recordTaxCodes(books.engine, caller.value, { codes: [code] });
        if (!recorded.ok) return recorded;
        const text = `${code.country} ${code.code} is ${code.ratePercent} % from ${code.validFrom}.`;
        return done({ json: recorded.value, text });
      });
    },
  },
  {
    name: 'tax policies',
    arguments: '',
    summary: 'What countries say about discounts and bad debts, by first day.',
    files: [0, 0],
    run: (invocation) =>
      withBooks(invocation, async ({ engine, tenant }) => {
        const policies = await runQuery(engine, tenant.id, (db) => loadTaxPolicies(db, tenant.id));
        const rows = policies.map((one) => [
          one.country,
          one.validFrom,
          one.discountReducesTax ? 'yes' : 'no',
          one.reliefBasis,
          String(one.reliefMonths),
          one.claimMonths === null ? '' : String(one.claimMonths),
          one.source,
        ]);
        const header = ['Country', 'From', 'Discount reduces tax', 'Relief from', 'Months', 'Claim within', 'Source'];
        return done({ json: { policies }, text: table(header, rows) });
      }),
  },
  {
    name: 'tax set-policy',
    arguments:
      '--country XX --from DAY --discount-reduces-tax yes|no --relief-basis BASIS [--relief-months N] [--claim-months N] --condition TEXT --source TEXT --user LOGIN',
    summary: 'Records what a country says about discounts and bad debts from a day on.',
    options: {
      country: 'text',
      from: 'text',
      'discount-reduces-tax': 'text',
      'relief-basis': 'text',
      'relief-months': 'text',
      'claim-months': 'text',
      condition: 'text',
      source: 'text',
      ...personOptions,
    },
    files: [0, 0],
    run: (invocation) => {
      const reliefBasis: ReliefBasis = neededWord(invocation, 'relief-basis', reliefBases);
      const policy = {
        country: neededOption(invocation, 'country'),
        validFrom: firstDay(invocation),
        discountReducesTax: neededWord(invocation, 'discount-reduces-tax', ['yes', 'no']) === 'yes',
        reliefBasis,
        reliefMonths: wholeMonths(invocation, 'relief-months') ?? 0,
        claimMonths: wholeMonths(invocation, 'claim-months'),
        reliefCondition: neededOption(invocation, 'condition'),
        source: neededOption(invocation, 'source'),
      };
      return withBooks(invocation, async (books) => {
        const caller = await callerOfPerson(invocation, books, { action: 'company.edit' });
        if (!caller.ok) return caller;
        const recorded = await recordTaxPolicies(books.engine, caller.value, { policies: [policy] });
        if (!recorded.ok) return recorded;
        return done({
          json: recorded.value,
          text: `The policy of ${policy.country} is recorded from ${policy.validFrom}.`,
        });
      });
    },
  },
  {
    name: 'tax reliefs',
    arguments: '',
    summary: 'Tax of bad debts that waits for its relief, by the day on which it may be claimed.',
    files: [0, 0],
    run: (invocation) =>
      withCompany(invocation, async ({ engine, tenant }, company, day) => {
        const reliefs = await listReliefs(engine, tenant.id, company.id, day);
        const rows = reliefs.map((one) => [
          one.customer,
          one.writeOff,
          one.currency,
          one.waiting,
          one.state,
          one.conditionDate ?? '',
          one.claimUntil ?? '',
        ]);
        const header = ['Customer', 'Write-off', 'Currency', 'Waiting', 'State', 'May be claimed', 'Until'];
        const json = {
          company: company.code,
          asOf: day,
          reliefs: reliefs.map((one) => ({ ...one, id: String(one.id) })),
        };
        return done({ json, text: table(header, rows, ['left', 'left', 'left', 'right']) });
      }),
  },
  {
    name: 'tax claim',
    arguments: '[--relief ID] --reason TEXT --user LOGIN',
    summary: 'Claims the tax of bad debts whose condition is met, or one relief by its id.',
    options: { relief: 'text', reason: 'text', ...personOptions },
    files: [0, 0],
    run: (invocation) => {
      const reason = neededOption(invocation, 'reason');
      const relief = textOption(invocation, 'relief');
      if (relief !== undefined && !/^[1-9]\d{0,17}$/.test(relief))
        throw new UsageError(`"${relief}" is not the id of a relief.`);
      return withCompany(invocation, async (books, company, postingDate) => {
        const caller = await callerOfPerson(invocation, books, { action: 'receivables.claim-relief', company });
        if (!caller.ok) return caller;
        const claimed = await claimBadDebtRelief(books.engine, caller.value, {
          companyId: company.id,
          ...(relief === undefined ? {} : { reliefIds: [BigInt(relief)] }),
          postingDate,
          reason,
        });
        if (!claimed.ok) return claimed;
        return done({ json: claimed.value, text: `Tax of ${claimed.value.claimed} bad debts was claimed.` });
      });
    },
  },
  {
    name: 'tax certificates',
    arguments: '[--received]',
    summary:
      'Certificates of withheld tax that are still awaited, the longest first; --received: those that came, with their files.',
    options: { received: 'flag' },
    files: [0, 0],
    run: (invocation) =>
      withCompany(invocation, async ({ engine, tenant }, company, day) => {
        const state = invocation.options['received'] === true ? 'received' : 'awaited';
        const certificates = await listCertificates(engine, tenant.id, { companyId: company.id, day, state });
        const rows = certificates.map((one) => [
          one.customer,
          one.name,
          one.number,
          one.invoice ?? '',
          one.currency,
          one.open,
          state === 'awaited' ? one.expectedBy : `${one.receivedOn} ${one.certificate}`,
          one.files.map((file) => file.fileName).join(', '),
        ]);
        const header = [
          'Customer',
          'Name',
          'Number',
          'Invoice',
          'Currency',
          'Amount',
          state === 'awaited' ? 'Expected by' : 'Came',
          'Files',
        ];
        const json = {
          company: company.code,
          asOf: day,
          certificates: certificates.map((one) => ({
            ...one,
            itemId: String(one.itemId),
            files: one.files.map((file) => ({ ...file, id: String(file.id) })),
          })),
        };
        return done({ json, text: table(header, rows, ['left', 'left', 'left', 'left', 'left', 'right']) });
      }),
  },
];
