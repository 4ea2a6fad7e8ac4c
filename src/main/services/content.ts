import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/**
 * Headers of every answer, in both shells: nothing but our own content, isolated from every other page. `socket` is where the page may
 * connect to, if anywhere.
 */
export function securityHeaders(socket?: string): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "worker-src 'self'",
    `connect-src 'self'${socket === undefined ? '' : ` ${socket}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // No text becomes markup or code, not even by a library's mistake: there is no policy that could make it so.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
  };
}

/**
 * A file of the built renderer with its type, or null when there is none, when the path leads outside of the folder, or when its type is
 * none of ours.
 */
export async function rendererFile(
  folder: string,
  urlPath: string,
): Promise<{ readonly body: Buffer<ArrayBuffer>; readonly type: string } | null> {
  try {
    const wanted = normalize(join(folder, decodeURIComponent(urlPath === '/' ? '/index.html' : urlPath)));
    const type = TYPES[extname(wanted)];
    if (type === undefined || !wanted.startsWith(folder + sep)) return null;
    return { body: await readFile(wanted), type };
  } catch {
    return null;
  }
}
