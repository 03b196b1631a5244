/** Templates of messages: Liquid text by name and language, strict, without access to anything but the facts given. */
import { Liquid } from 'liquidjs';
import { dunningTemplates } from './templates/dunning.ts';

const engine = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true });

/** Renders a template in a language, English where we have none. A missing fact is a fault, never a blank. */
export function renderTemplate(language: string, level: number, facts: object): { subject: string; body: string } {
  const byLevel = dunningTemplates[language] ?? dunningTemplates['en']!;
  const template = byLevel[Math.min(level, byLevel.length) - 1]!;
  const render = (text: string): string => engine.parseAndRenderSync(text, facts).trim();
  return { subject: render(template.subject).replace(/[\r\n]+/g, ' '), body: `${render(template.body)}\n` };
}
