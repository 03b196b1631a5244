/**
 * Server-sent events: one stream per browser with the tenant's changes, as far as the person may see them. A browser
 * that comes back says which event it saw last and gets the rest. `change` is a change, `work` says that long work has begun,
 * come further or ended, `reload` that more was missed than is sent again.
 */
import { done, type Outcome, refuse } from '#kernel';
import { authenticate, decideScope, type Scope } from '../identity/principal.ts';
import type { Engine } from '../transaction.ts';
import { type Change, type ChangeFeed, changesAfter } from './change-feed.ts';
import type { CompanyDirectory } from './companies.ts';
import { toJson } from './problem.ts';
import { type Content, defineRoute, type FullContext, type RouteDefinition } from './route.ts';

export * from './change-feed.ts';

/** A browser that missed more than this is told to load anew instead. */
const mostMissed = 5_000;

/**
 * What a person may know of a change. One that names a company is for those who see that company; one that names none
 * concerns the tenant: whoever holds a role for single companies learns its type only.
 */
export function visibleChange(change: Change, scope: Scope): Change | undefined {
  if (scope.wholeTenant) return change;
  const companyId = change.payload['companyId'];
  if (companyId === undefined) return { ...change, payload: {} };
  return scope.companyIds.some((id) => id.toString() === String(companyId)) ? change : undefined;
}

const eventText = (change: Change): string =>
  `id: ${change.seq}.${change.ordinal}\nevent: change\ndata: ${toJson({ seq: change.seq, type: change.type, payload: change.payload })}\n\n`;

/** Reads `seq.ordinal` of Last-Event-ID. */
function parsePosition(text: string | undefined): { seq: bigint; ordinal: number } | undefined {
  const match = /^(\d{1,18})\.(\d{1,6})$/.exec(text ?? '');
  return match ? { seq: BigInt(match[1]!), ordinal: Number(match[2]) } : undefined;
}

/** The route GET /api/events over a feed. `heartbeatMs`: how often the line is kept warm and the rights are read anew. */
export function eventRoutes(
  feed: ChangeFeed,
  companies: CompanyDirectory,
  heartbeatMs = 15_000,
): readonly RouteDefinition[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/events',
      operation: 'platform.events',
      action: 'platform.listen',
      summary: 'Stream of changes (server-sent events); resumes after Last-Event-ID.',
      response: { mediaType: 'text/event-stream' },
      handler: (context) => openStream(context, feed, companies, heartbeatMs),
    }),
  ];
}

async function openStream(
  context: FullContext,
  feed: ChangeFeed,
  companies: CompanyDirectory,
  heartbeatMs: number,
): Promise<Outcome<Content>> {
  const { engine, signal } = context;
  const token = context.client.sessionToken;
  if (token === undefined) return refuse('identity.sign-in-needed', 'Sign in first.', {});
  const encoder = new TextEncoder();
  let scope = context.scope;
  let end = (): void => undefined;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async start(controller) {
      let sent = parsePosition(context.lastEventId);
      let open = true;
      let stop = (): void => undefined;
      let heartbeat: NodeJS.Timeout | undefined;
      end = () => {
        if (!open) return;
        open = false;
        clearInterval(heartbeat);
        stop();
        signal.removeEventListener('abort', end);
        try {
          controller.close();
        } catch {
          // The reader has gone already.
        }
      };
      const write = (text: string): void => {
        if (open) controller.enqueue(encoder.encode(text));
      };
      const send = (changes: readonly Change[]): void => {
        for (const change of changes) {
          // Live changes may overlap with those caught up; each is sent once, in order.
          if (sent && (change.seq < sent.seq || (change.seq === sent.seq && change.ordinal <= sent.ordinal))) continue;
          sent = { seq: change.seq, ordinal: change.ordinal };
          const visible = visibleChange(change, scope);
          if (visible) write(eventText(visible));
        }
        // A reader that takes nothing must not fill our memory: it is cut off, and resumes from its last event.
        if ((controller.desiredSize ?? 0) < -1_000) end();
      };
      signal.addEventListener('abort', end);
      const waiting: Change[] = [];
      let caughtUp = false;
      const hear = (changes: readonly Change[]): void => {
        if (caughtUp) send(changes);
        else waiting.push(...changes);
      };
      // Long work has no place in the sequence: it is told without one, and whoever comes back asks how far it is.
      const worked = (): void => write('event: work\ndata: {}\n\n');
      stop = await feed.listen(scope.tenantId, { changed: hear, worked, closed: end });
      // The first words come when it listens: whoever has them misses nothing that is committed from then on.
      write('retry: 2000\n\n');
      if (sent) {
        // From the last command's beginning: it may have been seen in part.
        const missed = await changesAfter(engine, scope.tenantId, sent.seq - 1n, mostMissed);
        if (missed.length >= mostMissed) write('event: reload\ndata: {}\n\n');
        else send(missed);
      }
      caughtUp = true;
      send(waiting);
      heartbeat = setInterval(() => {
        void currentScope(engine, token, scope, companies).then(
          (current) => {
            if (!current.ok) return end();
            scope = current.value;
            write(': still here\n\n');
          },
          // The database is away: keep the line; rights are read again at the next beat, and no change can arrive.
          () => write(': waiting for the database\n\n'),
        );
      }, heartbeatMs);
      if (signal.aborted || !open) {
        open = true;
        end();
      }
    },
    cancel: () => end(),
  });
  return done({ content: stream });
}

/** The rights of the session now; a stream must not outlive the session or a revoked grant. */
async function currentScope(
  engine: Engine,
  token: string,
  scope: Scope,
  companies: CompanyDirectory,
): Promise<Outcome<Scope>> {
  const principal = await authenticate(engine, token);
  if (!principal) return refuse('identity.sign-in-needed', 'The session has ended.', {});
  const all = await companies(engine, scope.tenantId);
  const tenant = { id: scope.tenantId, code: scope.tenantCode };
  return decideScope(
    principal,
    tenant,
    'platform.listen',
    'company',
    all.map((company) => company.id),
  );
}
