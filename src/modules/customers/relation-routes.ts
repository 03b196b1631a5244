/** How customers stand to each other, over HTTP: the story of one, merges, head offices, payers, portfolios. */
import { listCompanies } from '#company';
import { dayInZone, done, refuse } from '#kernel';
import { defineRoute, listPersonsWhoMay, type RouteDefinition, runQuery } from '#platform';
import { assignPortfolio, endSubstitution, substitutePortfolio } from './commands/assign-portfolio.ts';
import { endRelation } from './commands/end-relation.ts';
import { changePortfolio, createPortfolio } from './commands/portfolios.ts';
import { relateCustomers } from './commands/relate-customers.ts';
import { renumberCustomer } from './commands/renumber-customer.ts';
import {
  assignAnswer,
  assignBody,
  collectorsAnswer,
  customerAnswer,
  customerQuery,
  newPortfolioBody,
  portfolioAnswer,
  portfolioChangeBody,
  portfolioParams,
  portfoliosAnswer,
  reasonQuery,
  relationAnswer,
  relationBody,
  relationParams,
  renumberAnswer,
  renumberBody,
  substituteAnswer,
  substituteBody,
  substituteParams,
} from './contract.ts';
import { findCustomer } from './queries/find-customer.ts';
import { loadPortfolioOverviews } from './queries/portfolios.ts';

const relationRefusals = [
  'customers.number-unknown',
  'customers.items-on',
  'customers.letters-to',
  'customers.relation-self',
  'customers.relation-days',
  'customers.relation-overlaps',
  'customers.relation-loop',
];

export const relationRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/api/customer-story',
    operation: 'customers.story',
    action: 'customers.view',
    summary: 'A customer by any number it runs or ran under: numbers, merges, head office, payers, portfolios.',
    query: customerQuery,
    response: customerAnswer,
    refusals: ['customers.not-found'],
    handler: async ({ engine, scope, query }) => {
      const companies = (await listCompanies(engine, scope.tenantId)).filter((one) =>
        scope.companyIds.includes(one.id),
      );
      const day = query.asOf ?? dayInZone(engine.clock.now(), companies[0]?.timeZone ?? 'UTC');
      const story = await findCustomer(engine, scope.tenantId, {
        number: query.number,
        day,
        companyIds: companies.map((one) => one.id),
      });
      if (!story) return refuse('customers.not-found', `There is no customer "${query.number}".`, {});
      return done({
        ...story,
        formerNumbers: [...story.formerNumbers],
        relations: [...story.relations],
        accounts: [...story.accounts],
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/customer-numbers',
    operation: 'customers.renumber',
    action: 'customers.edit',
    reach: 'tenant',
    summary: 'Give a customer another number from a day on; the old one finds it for ever.',
    body: renumberBody,
    status: 201,
    response: renumberAnswer,
    refusals: ['customers.number-unknown', 'customers.number-taken'],
    handler: ({ engine, caller, body }) => renumberCustomer(engine, caller, body),
  }),
  defineRoute({
    method: 'post',
    path: '/api/customer-relations',
    operation: 'customers.relate',
    action: 'customers.edit',
    reach: 'tenant',
    summary: 'Merge a customer into another, make it a branch of a head office, or name who pays for it; dated.',
    body: relationBody,
    status: 201,
    response: relationAnswer,
    refusals: relationRefusals,
    handler: ({ engine, caller, body }) => relateCustomers(engine, caller, body),
  }),
  defineRoute({
    method: 'delete',
    path: '/api/customer-relations/{relationId}',
    operation: 'customers.end-relation',
    action: 'customers.edit',
    reach: 'tenant',
    summary: 'Take a merge, a head office or a payer back.',
    params: relationParams,
    query: reasonQuery,
    response: relationAnswer,
    refusals: ['customers.relation-not-found'],
    handler: ({ engine, caller, params, query }) => endRelation(engine, caller, { ...params, ...query }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/portfolios',
    operation: 'customers.list-portfolios',
    action: 'customers.view-portfolios',
    summary: 'The portfolios with their collectors, who stands in for them, and how many customer accounts they have.',
    response: portfoliosAnswer,
    handler: async ({ engine, scope }) => {
      const today = engine.clock.now().toISOString().slice(0, 10);
      const rows = await runQuery(engine, scope.tenantId, (db) =>
        loadPortfolioOverviews(db, scope.tenantId, { companyIds: scope.companyIds, today }),
      );
      return done({ rows: rows.map((row) => ({ ...row, substitutes: [...row.substitutes] })) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/portfolio-collectors',
    operation: 'customers.list-collectors',
    action: 'customers.view-portfolios',
    summary: 'Who can look after a portfolio: those who work with the customers of one of your companies.',
    response: collectorsAnswer,
    handler: async ({ engine, scope }) => {
      const rows = await runQuery(engine, scope.tenantId, (db) =>
        listPersonsWhoMay(db, scope.tenantId, { action: 'customers.edit', companyIds: scope.companyIds, inOne: true }),
      );
      return done({ rows });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/portfolios',
    operation: 'customers.create-portfolio',
    action: 'customers.edit-portfolios',
    reach: 'tenant',
    summary: 'Create a portfolio: the customers that one collector looks after.',
    body: newPortfolioBody,
    status: 201,
    response: portfolioAnswer,
    refusals: ['customers.portfolio-code', 'customers.portfolio-exists', 'identity.person-not-found'],
    handler: ({ engine, caller, body }) => createPortfolio(engine, caller, body),
  }),
  defineRoute({
    method: 'put',
    path: '/api/portfolios/{code}',
    operation: 'customers.change-portfolio',
    action: 'customers.edit-portfolios',
    reach: 'tenant',
    summary: 'Give a portfolio another name or another collector; its code stays.',
    params: portfolioParams,
    body: portfolioChangeBody,
    response: portfolioAnswer,
    refusals: [
      'customers.portfolio-unknown',
      'customers.portfolio-stale',
      'customers.nothing-changed',
      'identity.person-not-found',
    ],
    handler: ({ engine, caller, params, body }) => changePortfolio(engine, caller, { ...params, ...body }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/portfolio-assignments',
    operation: 'customers.assign-portfolio',
    action: 'customers.edit',
    summary: "Hand a customer's account over to another portfolio.",
    body: assignBody,
    status: 201,
    response: assignAnswer,
    refusals: ['customers.number-unknown', 'customers.portfolio-unknown', 'customers.day-in-future'],
    handler: async ({ engine, scope, caller, body }) => {
      const company = (await listCompanies(engine, scope.tenantId)).find((one) => one.id === scope.companyIds[0])!;
      return assignPortfolio(engine, caller, { ...body, timeZone: company.timeZone });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/portfolio-substitutes',
    operation: 'customers.substitute-portfolio',
    action: 'customers.edit',
    reach: 'tenant',
    summary: 'Let a person work a portfolio for some days while its collector is away.',
    body: substituteBody,
    status: 201,
    response: substituteAnswer,
    refusals: ['customers.portfolio-unknown', 'customers.relation-days', 'identity.person-not-found'],
    handler: ({ engine, caller, body }) => substitutePortfolio(engine, caller, body),
  }),
  defineRoute({
    method: 'delete',
    path: '/api/portfolio-substitutes/{substituteId}',
    operation: 'customers.end-substitution',
    action: 'customers.edit',
    reach: 'tenant',
    summary: 'End a substitution before its time.',
    params: substituteParams,
    query: reasonQuery,
    response: substituteAnswer,
    refusals: ['customers.substitute-not-found'],
    handler: ({ engine, caller, params, query }) => endSubstitution(engine, caller, { ...params, ...query }),
  }),
];
