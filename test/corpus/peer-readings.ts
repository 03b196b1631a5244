/** CAMT files of the corpus as another library read them in its own tests: amounts, days, parties, references and texts, entry by entry. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BankDetail, type BankEntry, readBankFile } from '#formats';
import type { Suite } from './suite.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What stands at a path of members; undefined where it does not. */
const at = (json: Json | undefined, ...path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>(
    (one, name) => (one !== null && typeof one === 'object' && !Array.isArray(one) ? (one as never)[name] : undefined),
    json,
  );
/** All texts of a member's name, wherever they stand beneath. */
function textsOf(json: Json | undefined, name: string): string[] {
  if (json === null || typeof json !== 'object') return [];
  if (Array.isArray(json)) return json.flatMap((one: Json) => textsOf(one, name));
  return Object.entries(json as { readonly [name: string]: Json }).flatMap(([key, value]) =>
    key === name && typeof value === 'string' && value !== '' ? [value] : textsOf(value, name),
  );
}
const list = (json: Json | undefined): readonly Json[] => (Array.isArray(json) ? (json as readonly Json[]) : []);
const squeezed = (text: string): string => text.replaceAll(/\s+/g, '');

/** Facts that the file itself disproves, and readings of theirs that leave out what it says: the file wins. */
const disproved: Readonly<Record<string, string>> = {
  'camt054.v2.with-account-name.xml':
    'of a debit it names the debtor alone, which is the owner of the account; who was paid it does not say',
};

function partFaults(place: string, wanted: Json, got: BankEntry | BankDetail): string[] {
  const faults: string[] = [];
  const names = textsOf(at(wanted, 'getRelatedParties'), 'getName');
  if (names.length > 0 && !(got.counterparty.name !== null && names.includes(got.counterparty.name)))
    faults.push(`${place}: party ${names.join(' | ')}, got ${got.counterparty.name}`);
  const accounts = textsOf(at(wanted, 'getRelatedParties'), 'getIdentification').map(squeezed);
  if (got.counterparty.account !== null && !accounts.includes(squeezed(got.counterparty.account)))
    faults.push(`${place}: account ${accounts.join(' | ')}, got ${got.counterparty.account}`);
  const stated = (got.stated ?? []).flatMap((one) => [one.reference, one.memo ?? '']);
  const told = squeezed([got.remittance, got.structuredReference ?? '', ...stated].join(' '));
  for (const text of [
    ...textsOf(at(wanted, 'getRemittanceInformation'), 'getMessage'),
    ...textsOf(at(wanted, 'getRemittanceInformation'), 'getRef'),
  ])
    if (!told.includes(squeezed(text))) faults.push(`${place}: "${text}" is not told`);
  return faults;
}

function entryFaults(place: string, wanted: Json, got: BankEntry): string[] {
  const faults: string[] = [];
  const check = (what: string, theirs: unknown, ours: unknown): void => {
    if (theirs !== ours) faults.push(`${place} ${what}: wanted ${String(theirs)}, got ${String(ours)}`);
  };
  const currency = at(wanted, 'getAmount', 'getCurrency', 'getCode');
  check('currency', currency, got.currency);
  check('amount', at(wanted, 'getAmount', 'getAmount'), got.amountMinor.toString());
  for (const [member, day] of [
    ['getBookingDate', got.bookingDate],
    ['getValueDate', got.valueDate],
  ] as const) {
    const theirs = at(wanted, member, '0');
    if (typeof theirs === 'string') check(member, theirs.slice(0, 10), day);
  }
  check('reversal', at(wanted, 'getReversalIndicator') ?? false, got.reversal);
  const parts = list(at(wanted, 'getTransactionDetails'));
  if (parts.length === 1) return [...faults, ...partFaults(place, at(wanted, 'getTransactionDetail') ?? null, got)];
  check('payments', parts.length, got.details.length);
  // The first of them stands beside the list; in the list it is what was told already.
  for (const [index, part] of parts.entries()) {
    const detail = got.details[index];
    const own = index === 0 ? at(wanted, 'getTransactionDetail') : part;
    if (detail && own) faults.push(...partFaults(`${place} payment ${index + 1}`, own, detail));
  }
  return faults;
}

/** CAMT 052, 053 and 054 as a peer's tests expect them. */
export const peerReadings: Suite = async (corpus) => {
  const folder = join(corpus, 'iso20022/genkgo-camt');
  const failures: string[] = [];
  const listed: string[] = [];
  let passed = 0;
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.xml'))) {
    const wanted = JSON.parse(readFileSync(join(folder, name.replace(/xml$/, 'json')), 'utf8')) as Json;
    const outcome = readBankFile(readFileSync(join(folder, name)), { fileName: name });
    const entries = outcome.ok ? outcome.value.statements.flatMap((one) => one.entries) : [];
    const theirs = list(at(wanted, 'getEntries'));
    const faults = outcome.ok
      ? [
          ...(theirs.length === entries.length ? [] : [`${theirs.length} entries, got ${entries.length}`]),
          ...theirs.flatMap((one, index) =>
            entries[index] ? entryFaults(`entry ${index + 1}`, one, entries[index]) : [],
          ),
        ]
      : [`refused: ${outcome.refusal.message}`];
    const reason = disproved[name];
    if (faults.length === 0) passed += 1;
    else if (reason) {
      passed += 1;
      listed.push(`${name}: ${faults.join('; ')} — ${reason}`);
    } else failures.push(`${name}: ${faults.join('; ')}`);
  }
  return { name: 'CAMT as another library reads it', passed, failures, listed };
};
