/** Health: the process lives (`/healthz`), and it can do its work (`/readyz`): database, schema, worker. */
import { z } from 'zod';
import { done, refuse } from '#kernel';
import { isReady, type ReadinessInput, readReadiness } from '../observe/readiness.ts';
import { defineRoute, type RouteDefinition } from './route.ts';

const answer = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });
const readyAnswer = z
  .object({
    status: z.literal('ok'),
    database: z.literal('ok'),
    migrations: z.literal('ok'),
    worker: z.enum(['ok', 'none']),
  })
  .meta({ id: 'Readiness' });

/** The routes; what this process knows of itself comes from whoever starts it. */
export function healthRoutes(self: ReadinessInput): readonly RouteDefinition[] {
  return [
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
      summary: 'The database answers, its schema is the one this program knows, scheduled work gets on.',
      response: readyAnswer,
      refusals: ['platform.database-away', 'platform.not-ready'],
      handler: async ({ engine }) => {
        const readiness = await readReadiness(engine, self);
        if (isReady(readiness)) return done({ status: 'ok' as const, ...readiness } as z.output<typeof readyAnswer>);
        const details = { ...readiness, retryAfterSeconds: 2 };
        return readiness.database !== 'ok'
          ? refuse('platform.database-away', 'The database does not answer at the moment.', details)
          : refuse(
              'platform.not-ready',
              notReady[readiness.migrations] ?? 'Scheduled work fails; see the log.',
              details,
            );
      },
    }),
  ];
}

const notReady: Readonly<Record<string, string>> = {
  older: 'The schema is older than this program; it is brought up to date at the next start.',
  newer: 'The schema is newer than this program; start the version that migrated it.',
};
