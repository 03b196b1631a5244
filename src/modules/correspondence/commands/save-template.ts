/** Puts the house's own prose in place of what was said before. */
import { done, type Outcome, refuse } from '#kernel';
import { type Caller, type CommandOutcome, type Engine, runCommand } from '#platform';
import type { TemplateKey, TemplateProse } from '../rules/template.ts';
import { insertTemplate } from '../store.ts';
import { builtIn, isTemplateName, writeProse } from '../templates/prose.ts';

/** The languages whose words for tables, days and amounts we have. */
export const templateLanguages = ['en', 'de', 'es', 'fr'] as const;

/**
 * Saves prose as a new version; the versions before stay. It is written once with example facts first: refuses
 * `correspondence.template-unknown`, `correspondence.template-language`, `correspondence.template-level`, and
 * `correspondence.template-fault` with the place of a name that is no fact or of Liquid that is not allowed.
 */
export function saveTemplate(
  engine: Engine,
  caller: Caller,
  input: TemplateKey & TemplateProse,
): Promise<CommandOutcome<{ name: string; language: string; level: number }>> {
  const { name, language, level, subject, opening, closing } = input;
  const description = {
    operation: 'correspondence.save-template',
    reason: `The prose of ${name}, ${language}, level ${level} was changed.`,
    input,
  };
  return runCommand(engine, caller, description, async (tx): Promise<Outcome<TemplateKey>> => {
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
    if (!Number.isInteger(level) || level < 1 || level > 9)
      return refuse(
        'correspondence.template-level',
        'A level is a number from 1 to 9. Nothing was changed.',
        {},
        { field: 'level' },
      );
    for (const [field, text] of Object.entries({ subject, opening, closing })) {
      const fault = faultOf(field, text, builtIn[name].facts);
      if (fault !== null)
        return refuse(
          'correspondence.template-fault',
          `${fault}. It may name ${Object.keys(builtIn[name].facts).join(', ')}. Nothing was changed.`,
          { facts: Object.keys(builtIn[name].facts) },
          { field },
        );
    }
    tx.atHead((head) => insertTemplate(tx, { ...input, seq: head.seq }));
    return done({ name, language, level });
  });
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
