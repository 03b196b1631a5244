/** The shared worker: holds one stream of changes per tenant for all tabs of the browser and passes its news on. */

/** What a tab asks for: the changes of a tenant after one it knows. */
export type StreamOrder =
  | { readonly kind: 'listen'; readonly tenant: string; readonly since: string }
  | { readonly kind: 'leave' };
/** What a tab is told: something changed, long work came further, or whether the stream is held. */
export type StreamNews =
  | { readonly kind: 'change' }
  | { readonly kind: 'work' }
  | { readonly kind: 'line'; readonly live: boolean };

interface Stream {
  readonly ports: Set<MessagePort>;
  readonly stop: AbortController;
  live: boolean;
  /** The event seen last: `sequence.ordinal`. */
  last: string;
}

/** After all events of a sequence. */
const lastOrdinal = 999_999;

const streams = new Map<string, Stream>();
const tell = (stream: Stream, news: StreamNews): void => {
  for (const port of stream.ports) port.postMessage(news);
};

/** Reads the stream for ever; after a break it goes on from the last event seen. */
async function hold(tenant: string, stream: Stream): Promise<void> {
  const { signal } = stream.stop;
  let broken = 0;
  const setLive = (live: boolean): void => {
    if (stream.live === live) return;
    stream.live = live;
    tell(stream, { kind: 'line', live });
  };
  while (!signal.aborted) {
    try {
      const headers = { 'x-tenant': tenant, 'last-event-id': stream.last };
      const response = await fetch('/api/events', { headers, signal });
      if (!response.ok || !response.body) throw new Error(`the stream answers ${response.status}`);
      setLive(true);
      // What happened while the line was down may be missed: the page asks once.
      if (broken > 0) tell(stream, { kind: 'change' });
      broken = 0;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        text += value;
        const events = text.split('\n\n');
        text = events.pop()!;
        const kinds = new Set<string | undefined>();
        for (const event of events) {
          stream.last = /^id: (.+)$/m.exec(event)?.[1] ?? stream.last;
          kinds.add(/^event: (.+)$/m.exec(event)?.[1]);
        }
        if (kinds.has('change') || kinds.has('reload')) tell(stream, { kind: 'change' });
        if (kinds.has('work')) tell(stream, { kind: 'work' });
      }
    } catch {
      // Broken or refused: wait and try again.
    }
    setLive(false);
    broken += 1;
    await new Promise((resolve) => setTimeout(resolve, Math.min(15_000, 500 * 2 ** Math.min(broken, 5))));
  }
}

const leave = (port: MessagePort): void => {
  for (const [tenant, stream] of streams) {
    if (!stream.ports.delete(port) || stream.ports.size > 0) continue;
    stream.stop.abort();
    streams.delete(tenant);
  }
};

function obey(port: MessagePort, order: StreamOrder): void {
  leave(port);
  if (order.kind === 'leave') return;
  let stream = streams.get(order.tenant);
  if (!stream) {
    stream = { ports: new Set(), stop: new AbortController(), live: false, last: `${order.since}.${lastOrdinal}` };
    streams.set(order.tenant, stream);
    void hold(order.tenant, stream);
  }
  stream.ports.add(port);
  port.postMessage({ kind: 'line', live: stream.live } satisfies StreamNews);
  // The stream is ahead of what the tab has read: it asks once.
  if (BigInt(stream.last.split('.')[0]!) > BigInt(order.since))
    port.postMessage({ kind: 'change' } satisfies StreamNews);
}

addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port) port.onmessage = (message: MessageEvent<StreamOrder>) => obey(port, message.data);
});
