/** `templates list`, `templates show`, `templates save` and `templates preview`: what messages say, before they say it. */
import { readFileSync } from 'node:fs';
import { previewNotice } from '#collections';
import { checkTemplateKey, loadTemplate, loadTemplates, saveTemplate } from '#correspondence';
import { done, refuse } from '#kernel';
import { runQuery } from '#platform';
import { type Command, countOption, textOption, withBooks, withCompany } from '../command.ts';
import { showLetter } from '../letter.ts';
import { table } from '../output.ts';

export const templatesListCommand: Command = {
  name: 'templates list',
  arguments: '',
  summary: 'The prose of messages by language and level: the house’s own, or the built-in one.',
  files: [0, 0],
  run(invocation) {
    return withBooks(invocation, async ({ engine, tenant }) => {
      const templates = await runQuery(engine, tenant.id, (db) => loadTemplates(db, tenant.id));
      return done({
        json: { rows: templates.map((one) => ({ ...one, seq: one.seq?.toString() ?? null })) },
        text: table(
          ['Template', 'Language', 'Level', 'From', 'Subject'],
          templates.map((one) => [
            one.name,
            one.language,
            String(one.level),
            one.seq === null ? 'built in' : `version ${one.seq}`,
            one.subject,
          ]),
          ['left', 'left', 'right'],
        ),
      });
    });
  },
};

export const templatesShowCommand: Command = {
  name: 'templates show',
  arguments:
    '[--name dunning_notice|statement|remittance_request|dormant_credit|offset_request] [--language en|de|es|fr] [--level N]',
  summary: 'One template as the JSON that `templates save` reads: edit it and save it.',
  options: { name: 'text', language: 'text', level: 'text' },
  files: [0, 0],
  run(invocation) {
    return withBooks(invocation, async ({ engine, tenant }) => {
      const wanted = {
        language: textOption(invocation, 'language') ?? 'en',
        level: countOption(invocation, 'level', 1),
      };
      const asked = checkTemplateKey({ name: textOption(invocation, 'name') ?? 'dunning_notice', ...wanted });
      if (!asked.ok) return asked;
      const template = await runQuery(engine, tenant.id, (db) => loadTemplate(db, tenant.id, asked.value, wanted));
      const { name, language, level, subject, opening, closing } = template;
      const json = { name, language, level, subject, opening, closing };
      return done({ json, text: JSON.stringify(json, null, 2) });
    });
  },
};

export const templatesSaveCommand: Command = {
  name: 'templates save',
  arguments: 'FILE',
  summary: 'Saves edited prose as a new version; refused with the place when it names what is no fact.',
  files: [1, 1],
  run(invocation) {
    return withBooks(invocation, async ({ engine, caller }) => {
      const file = invocation.files[0]!;
      const template = readTemplateFile(file);
      if (template === null)
        return refuse(
          'correspondence.template-file',
          'The file is not a template as `templates show` writes it: JSON with name, language, level, subject, opening and closing. Nothing was changed.',
          {},
          { file },
        );
      const saved = await saveTemplate(engine, caller, template);
      if (!saved.ok) return saved;
      const { name, language, level } = saved.value;
      return done({ json: saved.value, text: `The next ${name} in ${language} at level ${level} says so.` });
    });
  },
};

function readTemplateFile(path: string): Parameters<typeof saveTemplate>[2] | null {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
  if (value === null || typeof value !== 'object') return null;
  const { name, language, level, subject, opening, closing } = value as Record<string, unknown>;
  const texts = [name, language, subject, opening, closing];
  if (texts.some((text) => typeof text !== 'string') || typeof level !== 'number') return null;
  return { name, language, level, subject, opening, closing } as Parameters<typeof saveTemplate>[2];
}

export const templatesPreviewCommand: Command = {
  name: 'templates preview',
  arguments: '--customer NUMBER [--currency CODE] [--party KEY] [--level N] [--language en|de|es|fr] [--output DIR]',
  summary: 'A notice to a real customer as it would read now; with --output also as HTML and PDF. Sends nothing.',
  options: { customer: 'text', currency: 'text', party: 'text', level: 'text', language: 'text', output: 'text' },
  files: [0, 0],
  run(invocation) {
    return withCompany(invocation, async ({ engine, tenant }, company, asOf) => {
      const customer = textOption(invocation, 'customer') ?? '';
      const level = textOption(invocation, 'level') === undefined ? undefined : countOption(invocation, 'level', 1);
      const language = textOption(invocation, 'language');
      const currency = textOption(invocation, 'currency');
      const party = textOption(invocation, 'party');
      const wanted = { customer, currency, party, level, language };
      const letter = await previewNotice(engine, tenant.id, { company, asOf, ...wanted });
      if (!letter.ok) return letter;
      return done(await showLetter(letter.value, 'notice', textOption(invocation, 'output')));
    });
  },
};
