/**
 * What `npm start` does after the first time, on a home that has a small demo already: comes up, runs the day, serves;
 * survives a kill and a second process beside it; stops everything it started.
 */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askProgram, type Finished, makeHome, runProgram, startProgram } from '../program.ts';

const home = makeHome();
const running: ChildProcess[] = [];
const makeDemo = ['init', '--demo', '--customers', '12', '--months', '4'];
let beside: Finished;
let made: { customers: number };
// The first who makes the demo is killed at it, and the second does it.
beforeAll(async () => {
  const maker = startProgram(home.path, makeDemo);
  running.push(maker);
  await new Promise<void>((resolve) =>
    maker.stderr.on('data', (piece: Buffer) => piece.includes('demo company') && resolve()),
  );
  beside = await runProgram(home.path, makeDemo);
  maker.kill('SIGKILL');
  await ended(maker);
  made = await askProgram(home.path, makeDemo);
}, 240_000);
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  const pid = postmaster();
  if (pid !== null) process.kill(pid, 'SIGQUIT');
  home.remove();
});

/** The pid of the home's PostgreSQL, while it runs. */
function postmaster(at = home.path): number | null {
  const file = join(at, 'postgres/data/postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  // A zombie under a slow init still has its number.
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return state === '' || state.startsWith('Z') ? null : pid;
}

/** Starts the program and waits until it names its address. */
function start(): Promise<{ child: ChildProcess; url: string; said: () => string }> {
  const child = startProgram(home.path, ['start']);
  running.push(child);
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (piece: Buffer): void => {
      said += piece.toString();
      const address = /Dunwell is at (http:\S+)/.exec(said);
      if (address && said.includes('Ctrl+C')) resolve({ child, url: address[1]!, said: () => said });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (status) => reject(new Error(`ended with ${status}: ${said}`)));
  });
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null ? Promise.resolve(child.exitCode) : new Promise((resolve) => child.once('exit', resolve));

describe('npm start', () => {
  it('prints the day, serves, and stops everything on Ctrl+C', async () => {
    const { child, url, said } = await start();
    for (const words of [
      'Bank files read',
      'Cash applied',
      'Promises judged',
      'Reminders',
      'Top of the worklist',
      'Sign in at',
    ])
      expect(said()).toContain(words);
    expect((await fetch(`${url}/api/docs`)).status).toBe(200);
    const signIn = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ login: 'lena', password: 'collect with care' }),
    });
    expect(signIn.status).toBe(201);
    // The schedules are followed while it serves: the inbox is looked at, the day that was run just now is not run again.
    const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!;
    type Schedule = { kind: string; due: boolean; last: { state: string } | null };
    const schedules = async (): Promise<Schedule[]> =>
      ((await (await fetch(`${url}/api/schedules`, { headers: { cookie } })).json()) as { schedules: Schedule[] })
        .schedules;
    const inboxOf = (all: readonly Schedule[]) => all.find((one) => one.kind === 'inbox')!;
    let seen = await schedules();
    while (inboxOf(seen).last === null) seen = await schedules();
    expect(inboxOf(seen).last).toMatchObject({ state: 'done' });
    // The day that was run at the start is noted, so that its schedule does not run it again.
    expect(seen.filter((one) => one.kind === 'day-run').map((one) => one.last?.state)).toEqual(['done', 'done']);
    expect(postmaster()).not.toBeNull();
    child.kill('SIGINT');
    expect(await ended(child)).toBe(0);
    expect(postmaster()).toBeNull();
  });

  it('says that its port is taken, and ends with all that it started: whoever looks after it can start it anew', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const finished = await runProgram(home.path, ['serve'], { PORT: String(port) });
      expect(finished.status).toBe(1);
      expect(finished.errors).toContain(`Port ${port} of 127.0.0.1 is taken by another program`);
      expect(finished.errors).not.toContain('    at ');
      expect(postmaster()).toBeNull();
    } finally {
      other.close();
    }
  });

  it('comes up after kill -9 of the program, and after kill -9 of its PostgreSQL', async () => {
    const first = await start();
    first.child.kill('SIGKILL');
    await ended(first.child);
    const second = await start();
    expect((await fetch(`${second.url}/api/docs`)).status).toBe(200);
    process.kill(postmaster()!, 'SIGKILL');
    second.child.kill('SIGKILL');
    await ended(second.child);
    const third = await start();
    third.child.kill('SIGINT');
    expect(await ended(third.child)).toBe(0);
    expect(postmaster()).toBeNull();
  });

  it('stops its database too when it is told to stop while it is still working', async () => {
    const fresh = makeHome();
    const child = startProgram(fresh.path, ['init', '--demo', '--customers', '12']);
    running.push(child);
    await new Promise<void>((resolve) =>
      child.stderr.on('data', (piece: Buffer) => piece.includes('demo company') && resolve()),
    );
    child.kill('SIGINT');
    expect(await ended(child)).toBe(130);
    expect(postmaster(fresh.path)).toBeNull();
    fresh.remove();
  });

  it('makes the demo from its beginning where the one who made it was killed, and never two at once', async () => {
    expect(beside).toMatchObject({ status: 1, errors: expect.stringContaining('platform.books-in-the-making') });
    expect(made.customers).toBe(12);
    expect(await askProgram(home.path, ['verify'])).toMatchObject({ ok: true });
    // Made to its end it stays.
    const again = await runProgram(home.path, makeDemo);
    expect(again).toMatchObject({ status: 1, errors: expect.stringContaining('platform.tenant-exists') });
  });

  it('is not stopped by another command that ends beside it', async () => {
    const { child, url } = await start();
    await askProgram(home.path, ['verify']);
    expect(postmaster()).not.toBeNull();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    child.kill('SIGINT');
    expect(await ended(child)).toBe(0);
  });
});
