/** `cash sample …`: control samples of automatic postings: drawn once a month, judged one by one, with the error they measure. */
import {
  drawControlSample,
  judgeControlReceipt,
  listControlSamples,
  listSampledReceipts,
  sampledToJson,
  sampleToJson,
  usualSampleSize,
} from '#cash';
import type { Company } from '#company';
import { done, type Outcome, refuse } from '#kernel';
import { isMonth } from '#ledger';
import { runQuery } from '#platform';
import {
  type Answer,
  type Books,
  type Command,
  countOption,
  type Invocation,
  neededOption,
  neededWord,
  textOption,
  UsageError,
  withCompany,
} from '../command.ts';
import { grouped, table } from '../output.ts';
import { callerOfPerson, personOptions } from '../person.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

function monthNamed(invocation: Invocation): string {
  const [month] = invocation.files as [string];
  if (!isMonth(month)) throw new UsageError(`"${month}" is not a month YYYY-MM.`);
  return month;
}

const listCommand: Command = {
  name: 'cash sample list',
  arguments: '[MONTH]',
  summary: 'Control samples of automatic postings with the measured error; of one month, its postings.',
  files: [0, 1],
  run(invocation) {
    const month = invocation.files.length === 0 ? undefined : monthNamed(invocation);
    return withCompany<Answer>(invocation, async ({ engine, tenant }, company) => {
      const { samples, receipts } = await runQuery(engine, tenant.id, async (db) => {
        const found = await listControlSamples(db, tenant.id, company.id);
        const one = found.find((sample) => sample.month === month);
        return {
          samples: found.filter((sample) => month === undefined || sample.month === month).map(sampleToJson),
          receipts: one && (await listSampledReceipts(db, tenant.id, { companyId: company.id, sampleId: one.id })),
        };
      });
      if (month !== undefined && samples.length === 0)
        return refuse('cash.sample-not-found', `No control sample of ${month} was drawn.`);
      const overview = table(
        ['Month', 'Posted alone', 'Drawn', 'Judged', 'Wrong', 'Error', 'at least', 'at most'],
        samples.map((one) => [
          one.month,
          ...[one.population, one.drawn, one.judged, one.wrong].map(String),
          ...[one.errorRate, one.lower, one.upper].map((share) => (share === null ? '–' : percent(share))),
        ]),
        ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'right'],
      );
      if (!receipts)
        return done({
          json: { rows: samples },
          text: samples.length === 0 ? 'No control sample was drawn yet: cash sample draw MONTH.' : overview,
        });
      const json = { ...samples[0]!, receipts: sampledToJson(receipts).rows };
      const rows = json.receipts.map((row) => [
        ...[String(row.receiptId), row.postingDate, row.name ?? row.payer ?? '', grouped(row.amount), row.currency],
        ...[row.evidence.replaceAll('_', ' '), row.verdict ?? '', row.reason ?? row.explanation],
      ]);
      const lines = table(['Receipt', 'Posted', 'Customer', 'Amount', '', 'By', 'Verdict', ''], rows, [
        'right',
        'left',
        'left',
        'right',
      ]);
      return done({ json, text: `${overview}\n\n${lines}` });
    });
  },
};

const drawCommand: Command = {
  name: 'cash sample draw',
  arguments: 'MONTH [--size N] --user LOGIN',
  summary:
    'Draws the control sample of a month that is over: once, by a seed that nobody chooses, of each kind of evidence.',
  options: { size: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const month = monthNamed(invocation);
    const size = countOption(invocation, 'size', usualSampleSize);
    return withCompany<Answer>(invocation, async (books, company) => {
      const caller = await callerOfPerson(invocation, books, { action: 'cash.review-postings', company });
      if (!caller.ok) return caller;
      const drawn = await drawControlSample(books.engine, caller.value, { company, month, size });
      return drawn.ok
        ? done({
            json: { sampleId: drawn.value.sampleId.toString(), receipts: drawn.value.receipts },
            text: `${drawn.value.receipts} postings of ${month} were drawn: cash sample list ${month}.`,
          })
        : drawn;
    });
  },
};

async function sampleOf({ engine, tenant }: Books, company: Company, month: string): Promise<Outcome<bigint>> {
  const found = await runQuery(engine, tenant.id, (db) => listControlSamples(db, tenant.id, company.id));
  const sample = found.find((one) => one.month === month);
  return sample
    ? done(sample.id)
    : refuse('cash.sample-not-found', `No control sample of ${month} was drawn. Nothing was changed.`);
}

const judgeCommand: Command = {
  name: 'cash sample judge',
  arguments: 'MONTH --receipt ID --verdict right|wrong [--reason TEXT] --user LOGIN',
  summary:
    'Says whether a posting of the sample was right; a wrong one, with its reason, is taken back in the same step.',
  options: { receipt: 'text', verdict: 'text', reason: 'text', ...personOptions },
  files: [1, 1],
  run(invocation) {
    const month = monthNamed(invocation);
    const receipt = neededOption(invocation, 'receipt');
    if (!/^[1-9]\d{0,17}$/.test(receipt)) throw new UsageError('Name the receipt by its id.');
    const verdict = neededWord(invocation, 'verdict', ['right', 'wrong'] as const);
    const reason = textOption(invocation, 'reason') ?? null;
    if (verdict === 'wrong' && reason === null) throw new UsageError('--reason is needed: say what is wrong.');
    return withCompany<Answer>(invocation, async (books, company) => {
      const caller = await callerOfPerson(invocation, books, { action: 'cash.review-postings', company });
      if (!caller.ok) return caller;
      const sampleId = await sampleOf(books, company, month);
      if (!sampleId.ok) return sampleId;
      const judged = await judgeControlReceipt(books.engine, caller.value, {
        ...{ company, sampleId: sampleId.value, receiptId: BigInt(receipt), verdict, reason },
      });
      return judged.ok
        ? done({
            json: judged.value,
            text: judged.value.takenBack ? 'Taken back: what it paid is open again, the money waits.' : 'Kept.',
          })
        : judged;
    });
  },
};

export const controlSampleCommands: readonly Command[] = [listCommand, drawCommand, judgeCommand];
