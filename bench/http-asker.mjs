/** Asks an address over and over, as many requests side by side as told; says `done` when all were answered with 200. */
import { Agent, get } from 'node:http';
import { createInterface } from 'node:readline';

const ask = (url, cookie, agent) =>
  new Promise((resolve, reject) => {
    get(url, { agent, headers: cookie ? { cookie } : {} }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    }).on('error', reject);
  });

for await (const line of createInterface({ input: process.stdin })) {
  const { url, cookie, requests, width } = JSON.parse(line);
  const agent = new Agent({ keepAlive: true, maxSockets: width });
  let left = requests;
  let wrong = null;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (left > 0 && wrong === null) {
        left -= 1;
        const status = await ask(url, cookie, agent);
        if (status !== 200) wrong = `${url} answered ${status}`;
      }
    }),
  );
  agent.destroy();
  console.log(wrong ?? 'done');
}
