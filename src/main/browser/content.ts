import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.json': 'application/json; charset=utf-8', '.wasm': 'application/wasm', '.woff2': 'font/woff2',
};

/** Headers of every answer: nothing but our own content, isolated from every other page. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' ws://127.0.0.1:*; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-cache',
};

/** A file of the built renderer with its type, or null when there is none (or the path leads outside). */
export async function rendererFile(folder: string, urlPath: string): Promise<{ readonly body: Buffer; readonly type: string } | null> {
  const wanted = normalize(join(folder, decodeURIComponent(urlPath === '/' ? '/index.html' : urlPath)));
  if (!wanted.startsWith(folder + sep)) return null;
  const type = TYPES[extname(wanted)];
  if (type === undefined) return null;
  try {
    return { body: await readFile(wanted), type };
  } catch {
    return null;
  }
}
