/** Health: the process lives (`/healthz`), and it can do its work because the database answers (`/readyz`). */
import { z } from 'zod';
import { done, refuse } from '#kernel';
import { sql } from '../database.ts';
import { defineRoute, type RouteDefinition } from './route.ts';

const answer = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

export const healthRoutes: readonly RouteDefinition[] = [
  defineRoute({
    method: 'get',
    path: '/healthz',
    operation: 'platform.health',
    action: 'public',
    summary: 'The process lives.',
    response: answer,
    handler: () => done({ status: 'ok' as const }),
  }),
  defineRoute({
    method: 'get',
    path: '/readyz',
    operation: 'platform.readiness',
    action: 'public',
    summary: 'The database answers.',
    response: answer,
    refusals: ['platform.database-away'],
    handler: async ({ engine }) => {
      try {
        await sql`select 1`.execute(engine.database.app);
        return done({ status: 'ok' as const });
      } catch {
        return refuse('platform.database-away', 'The database does not answer at the moment.', {
          retryAfterSeconds: 2,
        });
      }
    },
  }),
];
