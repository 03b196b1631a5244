/** Which prose applies: the house's newest version, else the built-in one, in the language or in English. */
import { type Sql, sql } from '#platform';
import type { Template } from '../rules/template.ts';
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
