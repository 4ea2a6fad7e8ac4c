import { rendererFile, securityHeaders } from '../services/content';

/** Whether an address is of the app's own page; of another page nothing is accepted. */
export function isAppUrl(url: string, appUrl: string): boolean {
  return url === appUrl || url.startsWith(`${appUrl}?`) || url.startsWith(`${appUrl}#`) || url === `${appUrl}index.html`;
}

/** The answer to a request of the window: a file of the renderer under the strict headers, else 404; 405 for anything but reading. */
export async function pageAnswer(folder: string, method: string, url: string): Promise<Response> {
  const headers = securityHeaders();
  if (method !== 'GET' && method !== 'HEAD') return new Response('Method not allowed', { status: 405, headers });
  const file = await rendererFile(folder, new URL(url).pathname);
  if (file === null) return new Response('Not found', { status: 404, headers });
  return new Response(method === 'HEAD' ? null : file.body, { status: 200, headers: { ...headers, 'Content-Type': file.type } });
}
