/**
 * Asks an address over and over, as many requests side by side as told; says `done` when all were answered with 200. Over bare
 * sockets: on two cores an HTTP client's own work would be taken for the server's.
 */
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

const headEnd = Buffer.from('\r\n\r\n');

/** Asks one after the other over one connection while `more` says so; an answer other than a whole 200 is a fault. */
const askInTurn = (url, cookie, more) =>
  new Promise((resolve, reject) => {
    const { hostname, port, host, pathname, search } = new URL(url);
    const request = `GET ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\n${cookie ? `cookie: ${cookie}\r\n` : ''}\r\n`;
    const socket = connect(Number(port), hostname).setNoDelay(true);
    // An answer is due.
    let waiting = false;
    let answer = Buffer.alloc(0);
    const next = () => {
      waiting = more();
      if (waiting) {
        socket.write(request);
      } else {
        socket.destroy();
        resolve();
      }
    };
    const fail = (why) => {
      waiting = false;
      socket.destroy();
      reject(new Error(`${url} ${why}`));
    };
    socket.on('connect', next);
    socket.on('error', (fault) => fail(fault.message));
    socket.on('close', () => waiting && fail('hung up'));
    socket.on('data', (piece) => {
      answer = answer.length === 0 ? piece : Buffer.concat([answer, piece]);
      const end = answer.indexOf(headEnd);
      if (end < 0) return;
      const head = answer.toString('latin1', 0, end);
      const length = /^content-length: (\d+)$/im.exec(head)?.[1];
      if (!head.startsWith('HTTP/1.1 200 ') || length === undefined) return fail(`answered ${head.split('\r\n')[0]}`);
      if (answer.length < end + headEnd.length + Number(length)) return;
      answer = Buffer.alloc(0);
      next();
    });
  });

for await (const line of createInterface({ input: process.stdin })) {
  const { url, cookie, requests, width } = JSON.parse(line);
  let left = requests;
  const more = () => {
    left -= 1;
    return left >= 0;
  };
  const outcome = await Promise.all(Array.from({ length: width }, () => askInTurn(url, cookie, more))).then(
    () => 'done',
    (fault) => fault.message,
  );
  console.log(outcome);
}
