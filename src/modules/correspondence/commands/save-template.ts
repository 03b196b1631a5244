/** Puts the house's own prose in place of what was said before. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import { loadVersions } from '../queries/load-template.ts';
import type { TemplateKey, TemplateProse } from '../rules/template.ts';
import { insertTemplate, lockTemplate } from '../store.ts';
import { builtIn, isTemplateName, type TemplateName, writeProse } from '../templates/prose.ts';

/** The languages whose words for tables, days and amounts we have. */
export const templateLanguages = ['en', 'de', 'es', 'fr'] as const;

/**
 * Saves prose as a new version; the versions before stay. It is written once with example facts first: refuses
 * `correspondence.template-unknown`, `correspondence.template-language`, `correspondence.template-level`, and
 * `correspondence.template-fault` with the place of a name that is no fact or of Liquid that is not allowed. With
 * `seenVersions`, how many own versions there were when one began to edit, `correspondence.template-stale` when there is a
 * newer one, with both texts in its details.
 */
export function saveTemplate(
  engine: Engine,
  caller: Caller,
  input: TemplateKey & TemplateProse & { readonly seenVersions?: number },
): Promise<CommandOutcome<TemplateKey & { readonly versions: number }>> {
  const { seenVersions, ...template } = input;
  const { name, language, level, subject, opening, closing } = template;
  const description = {
    operation: 'correspondence.save-template',
    reason: `The prose of the ${name.replaceAll('_', ' ')} in ${language}, level ${level}, was changed.`,
    input: template,
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<TemplateKey & { versions: number }>> => {
    const checked = checkTemplate(template);
    if (!checked.ok) return checked;
    await lockTemplate(tx, template);
    const versions = await loadVersions(tx.db, tx.tenantId, template);
    if (seenVersions !== undefined && seenVersions !== versions.length)
      return refuse(
        'correspondence.template-stale',
        'Somebody else saved a newer version after you opened this one. Nothing was changed; compare both and save again.',
        { yours: { subject, opening, closing }, theirs: versions[0]?.prose ?? null, version: versions.length },
      );
    tx.atHead((head) => insertTemplate(tx, { ...template, seq: head.seq }));
    return done({ name, language, level, versions: versions.length + 1 });
  });
}

/** Checks that there is such a template and that its prose can be written; refuses as `saveTemplate` does. */
export function checkTemplate(template: TemplateKey & TemplateProse): Outcome<null> {
  const { name, language, level, subject, opening, closing } = template;
  const known = checkTemplateKey({ name, language, level });
  if (!known.ok) return known;
  const { facts } = builtIn[known.value];
  for (const [field, text] of Object.entries({ subject, opening, closing })) {
    const fault = faultOf(field, text, facts);
    if (fault !== null)
      return refuse(
        'correspondence.template-fault',
        `${fault}. It may name ${Object.keys(facts).join(', ')}. Nothing was changed.`,
        { facts: Object.keys(facts) },
        { field },
      );
  }
  return done(null);
}

/** Checks that there is such a template: its name, a language that we write, a level that this kind of message has. */
export function checkTemplateKey({ name, language, level }: TemplateKey): Outcome<TemplateName> {
  if (!isTemplateName(name))
    return refuse(
      'correspondence.template-unknown',
      `There is no kind of message "${name}"; there is ${Object.keys(builtIn).join(', ')}. Nothing was changed.`,
    );
  if (!(templateLanguages as readonly string[]).includes(language))
    return refuse(
      'correspondence.template-language',
      `"${language}" is not among ${templateLanguages.join(', ')}. Nothing was changed.`,
      {},
      { field: 'language' },
    );
  const most = builtIn[name].levels;
  if (!Number.isInteger(level) || level < 1 || level > most)
    return refuse(
      'correspondence.template-level',
      `A level of ${name} is a number from 1 to ${most}. Nothing was changed.`,
      {},
      { field: 'level' },
    );
  return done(name);
}

/** What is wrong with one text; null when it can be written. */
function faultOf(field: string, text: string, facts: Readonly<Record<string, string>>): string | null {
  if (text.trim() === '') return `The ${field} is empty`;
  if (text.length > 4000) return `The ${field} is longer than 4000 letters`;
  try {
    writeProse({ subject: text, opening: '', closing: '' }, facts);
    return null;
  } catch (fault) {
    return (fault as Error).message.split('\n')[0]!;
  }
}
