/** Looking at the words of a message over HTTP, with a real customer, before anybody gets them. */
import { findCompany } from '#company';
import { letterHtml, letterText } from '#correspondence';
import { templatePreviewAnswer, templatePreviewBody } from '#correspondence/contract';
import { done } from '#kernel';
import { defineRoute, type RouteDefinition } from '#platform';
import { oneCompanyQuery } from './contract.ts';
import { businessDayOf } from './queries/business-day.ts';
import { previewTemplate } from './queries/preview-template.ts';

export const templatePreviewRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'post',
    path: '/api/templates/preview',
    operation: 'collections.template-preview',
    action: 'collections.view',
    summary: 'A message as a real customer would read it today, in words that are not saved yet; changes nothing.',
    query: oneCompanyQuery,
    body: templatePreviewBody,
    response: templatePreviewAnswer,
    refusals: [
      'company.unknown',
      'collections.customer-not-found',
      'collections.nothing-due',
      'collections.nothing-open',
      'correspondence.template-unknown',
      'correspondence.template-level',
      'correspondence.template-fault',
    ],
    handler: async ({ engine, scope, query, body }) => {
      const company = await findCompany(engine, scope.tenantId, query.company);
      if (!company.ok) return company;
      const asOf = await businessDayOf(engine, scope.tenantId, company.value);
      const { name, language, level, customer, prose } = body;
      const letter = await previewTemplate(engine, scope.tenantId, {
        ...{ company: company.value, asOf, customer, prose },
        template: { name, language, level },
      });
      if (!letter.ok) return letter;
      return done({ subject: letter.value.subject, text: letterText(letter.value), html: letterHtml(letter.value) });
    },
  }),
];
