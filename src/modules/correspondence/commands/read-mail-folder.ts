/** The mail folder of the inbox: delivery reports are taken in, other mail is set aside for a person. */
import type { Refusal } from '#kernel';
import type { Caller, Engine } from '#platform';
import { recordDeliveryReport } from './record-delivery-report.ts';

interface MailFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Reads the files of a folder one by one; a mail that is no delivery report is refused, with nothing changed. */
export async function readMailFolder(
  engine: Engine,
  caller: Caller,
  _folder: string,
  files: readonly MailFile[],
): Promise<{
  outcomes: { file: MailFile; refusal: Refusal | null; companions: string[] }[];
  counts: Record<string, number>;
  notes: string[];
}> {
  const outcomes = [];
  const counts: Record<string, number> = {};
  const notes: string[] = [];
  const count = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  for (const file of files) {
    const recorded = await recordDeliveryReport(engine, { ...caller, source: file.name }, file);
    outcomes.push({ file, refusal: recorded.ok ? null : recorded.refusal, companions: [] });
    if (!recorded.ok) {
      count('mails refused');
      notes.push(`${file.name} was set aside: ${recorded.refusal.message}`);
      continue;
    }
    count(`delivery reports ${recorded.value.outcome.replace('_', ' ')}`);
    if (recorded.value.outcome === 'unmatched') notes.push(`${file.name} reports on a mail that is none of ours.`);
  }
  return { outcomes, counts, notes };
}
