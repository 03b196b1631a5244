/** A message of any kind as a real customer would read it now, in words that apply or that are not saved yet. */
import type { Company } from '#company';
import { checkTemplate, checkTemplateKey, type Letter, type TemplateKey, type TemplateProse } from '#correspondence';
import { type Day, type Outcome, refuse } from '#kernel';
import type { Engine } from '#platform';
import { previewStatement } from './list-statements.ts';
import { previewDormantCredit } from './preview-dormant-credit.ts';
import { previewNotice } from './preview-notice.ts';
import { previewRemittanceRequest } from './preview-remittance-request.ts';

/**
 * Writes the message; nothing is saved or sent. Refuses what `checkTemplate` refuses, and `collections.customer-not-found`,
 * `collections.nothing-due` (a reminder), `collections.nothing-open` (a statement, a letter about a credit) and `collections.money-not-open` (a request for remittance).
 */
export async function previewTemplate(
  engine: Engine,
  tenantId: bigint,
  input: { company: Company; asOf: Day; customer: string; template: TemplateKey; prose?: TemplateProse | undefined },
): Promise<Outcome<Letter>> {
  const { company, asOf, customer, template, prose } = input;
  const checked = prose ? checkTemplate({ ...template, ...prose }) : checkTemplateKey(template);
  if (!checked.ok) return checked;
  const { language, level } = template;
  if (template.name === 'offset_request')
    return refuse(
      'collections.nothing-open',
      'A request for the documents of an offset is looked at from its offset; there is none to look at here.',
    );
  if (template.name === 'dormant_credit')
    return previewDormantCredit(engine, tenantId, { company, asOf, customer, language, prose });
  if (template.name === 'remittance_request')
    return previewRemittanceRequest(engine, tenantId, { company, asOf, customer, language, prose });
  return template.name === 'statement'
    ? previewStatement(engine, tenantId, { company, asOf, customer, language, movements: false, prose })
    : previewNotice(engine, tenantId, { company, asOf, customer, language, level, prose });
}
