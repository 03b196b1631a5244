/**
 * Prose with facts: Liquid, strict, with nothing but the facts given. There are no files, no loops and no way to an object's
 * own machinery; a fact that is missing or a name that is wrong is a fault with its place, never a blank.
 */
import { Liquid } from 'liquidjs';
import type { TemplateProse } from '../rules/template.ts';
import { dormantCredit, dormantCreditFacts } from './dormant-credit.ts';
import { dunningNotice, dunningNoticeFacts } from './dunning-notice.ts';
import { offsetRequest, offsetRequestFacts } from './offset-request.ts';
import { remittanceRequest, remittanceRequestFacts } from './remittance-request.ts';
import { statement, statementFacts } from './statement.ts';

const liquid = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  parseLimit: 20_000,
  renderLimit: 500,
  memoryLimit: 1_000_000,
});
/** A letter needs to choose between words, and nothing else: what reads files or repeats is not there. */
const kept = new Set(['if', 'unless', 'case', 'comment']);
for (const tag of Object.keys(liquid.tags)) if (!kept.has(tag)) delete liquid.tags[tag];

/** The built-in prose by name, language and level; with it the facts that it may name, and how many levels there may be. */
export const builtIn = {
  dunning_notice: { byLanguage: dunningNotice, facts: dunningNoticeFacts, levels: 9 },
  statement: { byLanguage: statement, facts: statementFacts, levels: 1 },
  remittance_request: { byLanguage: remittanceRequest, facts: remittanceRequestFacts, levels: 1 },
  dormant_credit: { byLanguage: dormantCredit, facts: dormantCreditFacts, levels: 1 },
  offset_request: { byLanguage: offsetRequest, facts: offsetRequestFacts, levels: 2 },
} as const;
export type TemplateName = keyof typeof builtIn;
export const isTemplateName = (name: string): name is TemplateName => Object.hasOwn(builtIn, name);

export interface Prose {
  readonly subject: string;
  readonly opening: readonly string[];
  readonly closing: readonly string[];
}

/** Writes prose with facts. Throws with the place on a name that is not among them. */
export function writeProse(template: TemplateProse, facts: Readonly<Record<string, string>>): Prose {
  const write = (text: string): string => (liquid.parseAndRenderSync(text, facts) as string).trim();
  const paragraphs = (text: string): string[] =>
    write(text)
      .split(/\n\s*\n/)
      .map((one) => one.trim())
      .filter((one) => one !== '');
  return {
    subject: write(template.subject).replace(/[ \t\r\n]+/g, ' '),
    opening: paragraphs(template.opening),
    closing: paragraphs(template.closing),
  };
}
