/**
 * The ERP's inbox: files in `inbox/TENANT/erp` with a manifest beside each (`NAME.manifest.json`), and mappings in its
 * folder `mappings`. Files are taken in by key date, so that a night's files may lie there in any order.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Company } from '#company';
import { done, type Outcome, type Refusal, refuse } from '#kernel';
import type { Caller, Engine } from '#platform';
import { builtInErpMappings } from '../built-in-mappings.ts';
import { parseErpMapping } from '../erp-mapping.ts';
import { type Declared, declarationOf, parseManifest } from '../load-declaration.ts';
import { mirroredCompanies } from './export-clearings.ts';
import { keepUnreadable, loadErpFile } from './load-erp-file.ts';
import { takeInWaitingPayments } from './waiting-payments.ts';

interface InboxFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What became of a file: filed away with what belongs to it, or set aside with the refusal. */
export interface InboxOutcome {
  readonly file: InboxFile;
  readonly refusal: Refusal | null;
  /** Further files that go with it, by path. */
  readonly companions: readonly string[];
}

interface Prepared {
  readonly file: InboxFile;
  readonly company: Company;
  readonly mapping: unknown;
  readonly declared: Declared;
  readonly keyDate: string;
  readonly companions: readonly string[];
}

/** Reads the ERP's inbox; a file that is held is filed away as well: its bytes are kept with the load. */
export async function readErpInbox(
  engine: Engine,
  caller: Caller,
  folder: string,
  files: readonly InboxFile[],
): Promise<{ outcomes: InboxOutcome[]; counts: Record<string, number>; notes: string[] }> {
  const counts: Record<string, number> = {};
  const notes: string[] = [];
  const outcomes: InboxOutcome[] = [];
  const count = (name: string, by = 1): void => {
    counts[name] = (counts[name] ?? 0) + by;
  };
  const lists = files.filter((file) => !/\.(manifest\.json|bad\.csv)$/i.test(file.name));
  const companies = await mirroredCompanies(engine, caller.tenantId);
  // The bank was read further meanwhile: payments that waited for their receipts may be told now.
  for (const company of companies) {
    const taken = await takeInWaitingPayments(engine, caller, company);
    if (!taken.ok) notes.push(`Waiting payments of ${company.code}: ${taken.refusal.message}`);
    else if (taken.value > 0) count('ERP payments taken in', taken.value);
  }
  if (lists.length === 0) return { outcomes, counts, notes };
  const refused = (file: InboxFile, refusal: Refusal, companions: readonly string[]): void => {
    count('ERP files refused');
    notes.push(`${file.name} was refused: ${refusal.message}`);
    outcomes.push({ file, refusal, companions });
  };
  const prepared: Prepared[] = [];
  for (const file of lists) {
    const beside = `${file.path}.manifest.json`;
    const companions = existsSync(beside) ? [beside] : [];
    const manifest = existsSync(beside) ? readManifest(beside) : done<Declared>({});
    const company = companyOf(manifest.ok ? manifest.value : {}, companies, file.name);
    if (!company.ok) {
      refused(file, manifest.ok ? company.refusal : manifest.refusal, companions);
      continue;
    }
    const ready = manifest.ok ? prepare(file, manifest.value, folder, company.value) : manifest;
    if (ready.ok) {
      prepared.push({ ...ready.value, file, companions });
      continue;
    }
    const about = { company: company.value, fileName: file.name, bytes: file.bytes };
    const kept = await keepUnreadable(engine, { ...caller, source: file.name }, about, ready.refusal);
    refused(file, kept.ok ? ready.refusal : kept.refusal, companions);
  }
  prepared.sort((a, b) =>
    a.keyDate < b.keyDate ? -1 : a.keyDate > b.keyDate ? 1 : a.file.name < b.file.name ? -1 : 1,
  );
  for (const { file, company, mapping, declared, companions } of prepared) {
    const outcome = await loadErpFile(engine, caller, {
      company,
      fileName: file.name,
      bytes: file.bytes,
      mapping,
      declared,
    });
    if (!outcome.ok) {
      refused(file, outcome.refusal, companions);
      continue;
    }
    const { value } = outcome;
    count('ERP files');
    if (value.known) count('ERP files known');
    else count(`ERP loads ${value.state}`);
    count('ERP items changed', value.changed);
    const badRows = new Set(value.bad.map((one) => one.row)).size;
    if (badRows > 0) {
      count('ERP rows bad', badRows);
      const badPath = `${file.path}.bad.csv`;
      // The mark in front makes spreadsheets read it as UTF-8.
      writeFileSync(badPath, `\ufeff${value.badFile}`);
      notes.push(`${file.name}: ${badRows} rows were bad; they lie beside it with their reasons.`);
      outcomes.push({ file, refusal: null, companions: [...companions, badPath] });
    } else {
      outcomes.push({ file, refusal: null, companions });
    }
    if (value.state === 'held' && !value.known)
      notes.push(`${file.name} is held as load ${value.loadId}: ${value.reasons.map((one) => one.text).join(' ')}`);
  }
  return { outcomes, counts, notes };
}

/** The company that a file is for: the one that its manifest names, or the only one. */
function companyOf(declared: Declared, companies: readonly Company[], fileName: string): Outcome<Company> {
  const company =
    declared.company === undefined && companies.length === 1
      ? companies[0]
      : companies.find((one) => one.code === declared.company);
  if (company) return done(company);
  return refuse(
    'erp.inbox-company',
    declared.company === undefined
      ? `There ${companies.length === 0 ? 'is no mirrored company' : 'are several mirrored companies'}; the manifest beside the file says which it is for. Nothing was changed.`
      : `"${declared.company}" is no mirrored company. Nothing was changed.`,
    {},
    { file: fileName },
  );
}

/** Finds the mapping and the declaration of a file. */
function prepare(
  file: InboxFile,
  declared: Declared,
  folder: string,
  company: Company,
): Outcome<Omit<Prepared, 'file' | 'companions'>> {
  const mapping = mappingNamed(declared.mapping, join(folder, 'mappings'));
  if (!mapping.ok) return mapping;
  const parsed = parseErpMapping(mapping.value);
  if (!parsed.ok) return parsed;
  const declaration = declarationOf(declared, parsed.value, file.name, company.currency);
  if (!declaration.ok) return declaration;
  return done({ company, mapping: mapping.value, declared, keyDate: declaration.value.keyDate });
}

function readJson(path: string): Outcome<unknown> {
  try {
    return done(JSON.parse(readFileSync(path, 'utf8')));
  } catch (fault) {
    return refuse(
      'erp.manifest-malformed',
      `${path} is no JSON: ${(fault as Error).message}. Nothing was changed.`,
      {},
      { file: path },
    );
  }
}

function readManifest(path: string): Outcome<Declared> {
  const json = readJson(path);
  return json.ok ? parseManifest(json.value, path) : json;
}

/** A mapping by its name: one of the inbox's own, else one that comes with Dunwell; without a name the only own one. */
function mappingNamed(name: string | undefined, folder: string): Outcome<unknown> {
  const own = existsSync(folder) ? readdirSync(folder).filter((one) => one.endsWith('.json')) : [];
  const wanted = name ?? (own.length === 1 ? own[0]!.slice(0, -'.json'.length) : undefined);
  if (wanted === undefined)
    return refuse(
      'erp.inbox-mapping',
      'The manifest names no mapping, and the folder "mappings" does not hold exactly one. Nothing was changed.',
    );
  if (own.includes(`${wanted}.json`)) return readJson(join(folder, `${wanted}.json`));
  const builtIn = builtInErpMappings.get(wanted);
  return builtIn === undefined
    ? refuse(
        'erp.inbox-mapping',
        `There is no mapping "${wanted}" in the folder "mappings", and none that comes with Dunwell. Nothing was changed.`,
      )
    : done(builtIn);
}
