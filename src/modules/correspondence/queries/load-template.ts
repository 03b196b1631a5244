/** Which prose applies: the house's newest version, else the built-in one, in the language or in English. */
import { type Sql, sql } from '#platform';
import type { Template, TemplateKey, TemplateProse } from '../rules/template.ts';
import { builtIn, type TemplateName } from '../templates/prose.ts';

interface Row {
  name: string;
  language: string;
  level: number;
  seq: bigint;
  subject: string;
  opening: string;
  closing: string;
}

/** All prose that applies now, one per name, language and level. */
export async function loadTemplates(db: Sql, tenantId: bigint): Promise<Template[]> {
  const { rows } = await sql<Row>`
    select distinct on (name, language, level) name, language, level, seq, subject, opening, closing
    from correspondence.template where tenant_id = ${tenantId} order by name, language, level, seq desc`.execute(db);
  const templates = new Map<string, Template>();
  for (const [name, { byLanguage }] of Object.entries(builtIn)) {
    for (const [language, levels] of Object.entries(byLanguage)) {
      for (const [index, prose] of levels.entries()) {
        templates.set(`${name} ${language} ${index + 1}`, { name, language, level: index + 1, seq: null, ...prose });
      }
    }
  }
  for (const row of rows) templates.set(`${row.name} ${row.language} ${row.level}`, row);
  return [...templates.values()].sort((a, b) =>
    `${a.name} ${a.language}` === `${b.name} ${b.language}`
      ? a.level - b.level
      : `${a.name} ${a.language}` < `${b.name} ${b.language}`
        ? -1
        : 1,
  );
}

/** The prose of a kind of message; a level beyond the last has the last one's, an unknown language English. */
export async function loadTemplate(
  db: Sql,
  tenantId: bigint,
  name: TemplateName,
  wanted: { language: string; level: number },
): Promise<Template> {
  const all = (await loadTemplates(db, tenantId)).filter((one) => one.name === name);
  const inLanguage = all.filter((one) => one.language === wanted.language);
  const levels = inLanguage.length > 0 ? inLanguage : all.filter((one) => one.language === 'en');
  return levels.filter((one) => one.level <= wanted.level).at(-1) ?? levels[0]!;
}

/** A version that the house saved, with when and by whom. */
export interface TemplateVersion {
  readonly seq: bigint;
  readonly savedAt: string;
  readonly person: string;
  readonly prose: TemplateProse;
}

/** The versions of a template that the house saved, newest first. */
export async function loadVersions(db: Sql, tenantId: bigint, key: TemplateKey): Promise<TemplateVersion[]> {
  const { rows } = await sql<Row & { saved_at: string; person: string }>`
    select t.seq, t.subject, t.opening, t.closing, a.recorded_at as saved_at, n.name as person
    from correspondence.template t
    join platform.audit a on a.tenant_id = ${tenantId} and a.seq = t.seq
    join platform.person n on n.id = a.person_id
    where t.tenant_id = ${tenantId} and t.name = ${key.name} and t.language = ${key.language} and t.level = ${key.level}
    order by t.seq desc`.execute(db);
  return rows.map(({ seq, saved_at, person, subject, opening, closing }) => ({
    seq,
    savedAt: saved_at,
    person,
    prose: { subject, opening, closing },
  }));
}

/** The built-in prose of a template; null at a level beyond those that come with it. */
export const builtInProse = (name: TemplateName, language: string, level: number): TemplateProse | null =>
  (builtIn[name].byLanguage as Readonly<Record<string, readonly TemplateProse[]>>)[language]?.[level - 1] ?? null;

/** What the prose of a kind of message may name, with an example of each. */
export const factsOf = (name: TemplateName): Readonly<Record<string, string>> => builtIn[name].facts;
