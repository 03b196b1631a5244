/** The OpenAPI document, its page, the workbench's files, and the server on a real socket. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, openWorld, type World } from '#test/server-world';

let world: World;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-workbench-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Workbench</title>');
  writeFileSync(join(folder, 'assets/app-3f9c2b1a.js'), 'export {};');
  writeFileSync(join(folder, 'secret.key'), 'not for the web');
  world = await openWorld({ workbench: folder });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  new Browser(world.server).ask('GET', path, { headers });

interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<string, { operationId: string; responses: Record<string, unknown>; description: string }>
  >;
  components: { schemas: Record<string, Record<string, unknown>> };
}

describe('the OpenAPI document', () => {
  it('is 3.1 and holds every route with its answer and its refusal', async () => {
    const document = (await (await get('/api/openapi.json')).json()) as Document;
    expect(document.openapi).toMatch(/^3\.1/);
    for (const route of world.server.routes) {
      const operation = document.paths[route.path]![route.method]!;
      expect(operation.operationId).toBe(route.operation);
      expect(Object.keys(operation.responses)).toEqual([String(route.status), 'default']);
      for (const code of route.refusals) expect(operation.description).toContain(code);
    }
    expect(document.components.schemas).toHaveProperty('Problem');
    expect(document.components.schemas['Id']).toMatchObject({ type: 'string' });
    expect(JSON.stringify(document)).not.toContain('"int64"');
  });

  it('has a page that lists every operation and loads nothing from elsewhere', async () => {
    const response = await get('/api/docs');
    const page = await response.text();
    for (const route of world.server.routes) expect(page).toContain(`id="${route.operation}"`);
    expect(page).not.toMatch(/https?:\/\/|<script>|<style|\son\w+=|style=/);
    expect(page).toContain('lang="en"');
    for (const [, path] of page.matchAll(/(?:src|href)="(\/[^"]*)"/g)) expect((await get(path!)).status).toBe(200);
  });
});

describe('the workbench', () => {
  it('is served with its pages, and hashed files for ever', async () => {
    for (const path of ['/', '/worklist', '/customers/12/items']) {
      const page = await get(path);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.headers.get('cache-control')).toBe('no-cache');
    }
    const asset = await get('/assets/app-3f9c2b1a.js');
    expect(asset.headers.get('cache-control')).toContain('immutable');
    expect((await get('/assets/app-3f9c2b1a.js', { 'if-none-match': asset.headers.get('etag')! })).status).toBe(304);
  });

  it('gives out nothing else', async () => {
    for (const path of [
      '/api/nothing',
      '/secret.key',
      '/assets/other.js',
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets/..%2f..%2fpackage.json',
      '/.env',
    ]) {
      const response = await get(path);
      expect([path, response.status]).toEqual([path, 404]);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    }
  });
});

describe('the server', () => {
  it('listens, streams, and closes although somebody listens', async () => {
    const own = await openWorld({ workbench: folder, behindProxy: false });
    await own.person('lead', { role: 'lead' });
    const { url } = await own.server.listen(0, '127.0.0.1');
    const signedIn = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ login: 'lead', password: 'a quiet morning in autumn' }),
    });
    expect(signedIn.status).toBe(201);
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    expect(cookie).toContain(`dunwell_session_${new URL(url).port}=`);
    const stream = await fetch(`${url}/api/events`, { headers: { cookie } });
    const reader = stream.body!.getReader();
    await reader.read();
    const ended = (async () => {
      while (!(await reader.read()).done);
    })();
    await own.server.close();
    await ended;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    await own.close();
  });

  it('refuses a header with a line break and a body that never stops', async () => {
    const own = await openWorld();
    const { port } = await own.server.listen(0, '127.0.0.1');
    expect(() => request({ port, host: '127.0.0.1', headers: { 'x-tenant': 'north\r\nx: y' } })).toThrow();
    const status = await new Promise<number>((resolve, reject) => {
      const sending = request(
        {
          port,
          host: '127.0.0.1',
          method: 'POST',
          path: '/api/session',
          headers: { 'content-type': 'application/json' },
        },
        (response) => {
          resolve(response.statusCode!);
          sending.destroy();
        },
      );
      sending.on('error', reject);
      const more = (): void => {
        while (!sending.destroyed && sending.write('x'.repeat(65_536)));
        if (!sending.destroyed) sending.once('drain', more);
      };
      more();
    });
    expect(status).toBe(413);
    await own.close();
  });
});
