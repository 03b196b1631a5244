/**
 * Analysts at work, in a process of their own: each asks one thing after the other over a connection of its own, and thinks in
 * between. Reads a plan as one line of JSON, and answers the times of every request by its kind, and what went wrong.
 */
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

/** mulberry32: the same plan asks the same things. */
const seeded = (begun) => {
  let state = begun >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const ask = (agent, base, { cookie, csrfToken }, { method, path, body }) =>
  new Promise((resolve) => {
    const began = performance.now();
    const content = body === undefined ? undefined : JSON.stringify(body);
    const headers = { cookie, origin: base };
    if (content !== undefined) {
      headers['content-type'] = 'application/json';
      headers['content-length'] = Buffer.byteLength(content);
      headers['x-csrf-token'] = csrfToken;
    }
    const asked = request(`${base}${path}`, { method, agent, headers }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => {
        const wrong =
          answer.statusCode >= 400 ? `${answer.statusCode} ${Buffer.concat(pieces).toString().slice(0, 200)}` : null;
        resolve({ ms: performance.now() - began, wrong });
      });
    });
    asked.on('error', (fault) => resolve({ ms: performance.now() - began, wrong: fault.message }));
    asked.end(content);
  });

for await (const line of createInterface({ input: process.stdin })) {
  const { base, sessions, kinds, customers, warmupMs, measuredMs, thinkMs } = JSON.parse(line);
  const weights = kinds.reduce((sum, kind) => sum + kind.weight, 0);
  const times = kinds.map(() => []);
  const faults = [];
  const began = performance.now();
  const end = began + warmupMs + measuredMs;
  await Promise.all(
    sessions.map(async (session, place) => {
      const next = seeded(20261127 + place);
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      await pause(next() * thinkMs[1]);
      while (performance.now() < end) {
        let drawn = next() * weights;
        const kind = kinds.findIndex((one) => {
          drawn -= one.weight;
          return drawn < 0;
        });
        const customer = customers[Math.floor(next() * customers.length)];
        const { method, path, body } = kinds[kind];
        const counted = performance.now() >= began + warmupMs;
        const { ms, wrong } = await ask(agent, base, session, {
          method,
          path: path.replace('{customer}', customer),
          body,
        });
        if (wrong !== null) faults.push(`${method} ${path}: ${wrong}`);
        else if (counted) times[kind].push(ms);
        await pause(thinkMs[0] + next() * (thinkMs[1] - thinkMs[0]));
      }
      agent.destroy();
    }),
  );
  console.log(JSON.stringify({ times, faults: faults.slice(0, 20), faultCount: faults.length }));
}
