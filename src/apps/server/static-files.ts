/**
 * The built workbench's files. They are read into memory at start: what is not in the list cannot be asked for, so no
 * path ever reaches the file system.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
}

export interface StaticFiles {
  /** Answers a GET: the file, the workbench's page for a client route, or undefined when neither is meant. */
  answer(request: Request): Response | undefined;
}

/** Reads a folder; hashed names (`assets/app-3f9c2b1a.js`) may be kept for ever, all else is asked for each time. */
export function loadStaticFiles(folder: string | undefined): StaticFiles {
  const files = new Map<string, StaticFile>();
  if (folder !== undefined && existsSync(folder)) {
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, entry);
      const mediaType = mediaTypes[extname(path)];
      if (mediaType === undefined || !statSync(path).isFile()) continue;
      const bytes = new Uint8Array(readFileSync(path));
      const name = '/' + relative(folder, path).split(sep).join('/');
      const hashed = /^\/assets\/.+-[\w-]{8,}\.\w+$/.test(name);
      const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
      const cache = hashed ? 'public, max-age=31536000, immutable' : 'no-cache';
      files.set(name, { bytes, etag, headers: { 'content-type': mediaType, 'cache-control': cache, etag } });
    }
  }
  const send = (file: StaticFile, request: Request): Response =>
    request.headers.get('if-none-match') === file.etag
      ? new Response(null, { status: 304, headers: file.headers })
      : new Response(file.bytes, { headers: file.headers });
  return {
    answer(request) {
      const { pathname } = new URL(request.url);
      const file = files.get(pathname === '/' ? '/index.html' : pathname);
      if (file) return send(file, request);
      // A path whose last part has no dot, outside the API, is a page of the workbench: it finds its own way.
      const page = files.get('/index.html');
      const isPage = !pathname.startsWith('/api/') && !pathname.slice(pathname.lastIndexOf('/')).includes('.');
      return page && isPage ? send(page, request) : undefined;
    },
  };
}
