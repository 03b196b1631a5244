/** The words of messages over HTTP: those that apply, one with its versions, and a new version. Looking at one is in collections. */
import { done } from '#kernel';
import { defineRoute, type RouteDefinition, runQuery } from '#platform';
import { checkTemplateKey, saveTemplate } from './commands/save-template.ts';
import { templateAnswer, templateBody, templateParams, templateSavedAnswer, templatesAnswer } from './contract.ts';
import { builtInProse, factsOf, loadTemplate, loadTemplates, loadVersions } from './queries/load-template.ts';

export const templateRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/templates',
    operation: 'correspondence.list-templates',
    action: 'correspondence.view',
    summary: 'The words of messages that apply, by kind, language and level.',
    response: templatesAnswer,
    reading: loadTemplates,
    handler: async ({ reading: templates }) =>
      done({
        rows: templates.map(({ name, language, level, seq, subject }) => {
          return { name, language, level, own: seq !== null, subject };
        }),
      }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/templates/{name}/{language}/{level}',
    operation: 'correspondence.template',
    action: 'correspondence.view',
    summary: 'The words of one message, what they may name, the built-in ones, and every version that was saved.',
    params: templateParams,
    response: templateAnswer,
    refusals: ['correspondence.template-unknown', 'correspondence.template-language', 'correspondence.template-level'],
    handler: async ({ engine, scope, params }) => {
      const name = checkTemplateKey(params);
      if (!name.ok) return name;
      const { language, level } = params;
      return done(
        await runQuery(engine, scope.tenantId, async (db) => {
          const versions = await loadVersions(db, scope.tenantId, params);
          const applies = await loadTemplate(db, scope.tenantId, name.value, { language, level });
          const { subject, opening, closing } = applies;
          return {
            ...{ name: name.value, language, level, subject, opening, closing },
            version: versions.length,
            builtIn: builtInProse(name.value, language, level),
            facts: Object.entries(factsOf(name.value)).map(([fact, example]) => ({ name: fact, example })),
            versions: versions.map(({ savedAt, person, prose }) => ({ savedAt, person, ...prose })),
          };
        }),
      );
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/templates/{name}/{language}/{level}',
    operation: 'correspondence.save-template',
    action: 'correspondence.edit-templates',
    reach: 'tenant',
    summary: 'Save words as a new version; with If-Match only where nobody saved another one meanwhile.',
    params: templateParams,
    body: templateBody,
    response: templateSavedAnswer,
    refusals: [
      'correspondence.template-unknown',
      'correspondence.template-language',
      'correspondence.template-level',
      'correspondence.template-fault',
      'correspondence.template-stale',
    ],
    handler: async ({ engine, caller, params, body, version }) => {
      const edited = { ...params, ...body, ...(version !== undefined && { seenVersions: version }) };
      const saved = await saveTemplate(engine, caller, edited);
      return saved.ok ? done({ version: saved.value.versions }) : saved;
    },
  }),
];
