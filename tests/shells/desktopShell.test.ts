import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Closing, type CloseAnswer } from '../../src/main/electron/closing';
import { serveDrops, serveIpc } from '../../src/main/electron/ipc';
import { isAppUrl, pageAnswer } from '../../src/main/electron/pageAnswer';
import type { ServiceApi } from '../../src/main/services/services';

describe('the ipc wrapper', () => {
  const calls: unknown[] = [];
  const handlers = new Map<string, (event: { senderFrame: { url: string } | null }, args: unknown) => Promise<unknown>>();
  const api = { openFile: async (args: unknown) => calls.push(args) } as unknown as ServiceApi;
  serveIpc(
    { handle: (channel, listener) => void handlers.set(channel, listener) },
    () => api,
    (url) => isAppUrl(url, 'faultboard://app/'),
  );
  const open = (senderFrame: { url: string } | null, args: unknown): Promise<unknown> => {
    const handler = handlers.get('faultboard:openFile');
    if (handler === undefined) throw new Error('openFile has no handler');
    return handler({ senderFrame }, args);
  };

  it.each([
    'https://evil.example/',
    'file:///app/index.html',
    'faultboard://app.evil.example/',
    'faultboard://app/other.html',
    'about:blank',
    '',
  ])('refuses a sender at %j', async (url) => {
    await expect(open({ url }, { path: '/a' })).rejects.toThrow('did not come from the app');
    expect(calls).toEqual([]);
  });

  it('refuses a frame that is gone', async () => {
    await expect(open(null, { path: '/a' })).rejects.toThrow('did not come from the app');
  });

  it('passes on checked arguments of its own page', async () => {
    await open({ url: 'faultboard://app/' }, { path: '/a' });
    expect(calls).toEqual([{ path: '/a' }]);
    await expect(open({ url: 'faultboard://app/' }, { path: ['/a'] })).rejects.toThrow('not allowed');
  });
});

describe('a file dropped on the window', () => {
  it('may be used from then on when it is a scenario, and when the app\u2019s own page says so', async () => {
    const granted: string[] = [];
    let drop: ((event: { senderFrame: { url: string } | null }, args: unknown) => Promise<unknown>) | undefined;
    serveDrops(
      { handle: (_channel, listener) => (drop = listener) },
      (path) => granted.push(path),
      (url) => isAppUrl(url, 'faultboard://app/'),
    );
    const own = { senderFrame: { url: 'faultboard://app/' } };
    const path = join(tmpdir(), 'shop.faultboard');
    expect(await drop?.(own, path)).toBe(path);
    for (const other of [join(tmpdir(), 'passwd'), join(tmpdir(), 'x.figures.json'), 'shop.json', '', 7, null])
      expect(await drop?.(own, other), String(other)).toBeNull();
    await expect(drop?.({ senderFrame: { url: 'https://evil.example/' } }, path)).rejects.toThrow('did not come from the app');
    expect(granted).toEqual([path]);
  });
});

describe('the page of the desktop shell', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faultboard-page-'));
    await writeFile(join(folder, 'index.html'), '<title>page</title>');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('comes with strict headers', async () => {
    const answer = await pageAnswer(folder, 'GET', 'faultboard://app/');
    expect(await answer.text()).toBe('<title>page</title>');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(answer.headers.get('content-security-policy')).toContain("connect-src 'self';");
  });

  it('has nothing outside of its folder, and nothing to write to', async () => {
    expect((await pageAnswer(folder, 'GET', 'faultboard://app/..%2f..%2fetc%2fhosts.json')).status).toBe(404);
    expect((await pageAnswer(folder, 'POST', 'faultboard://app/')).status).toBe(405);
  });
});

describe('closing the window', () => {
  /** A window whose user answers as told. */
  function windowWith(...answers: CloseAnswer[]): { closing: Closing; did: string[] } {
    const did: string[] = [];
    const ask = (): CloseAnswer => {
      did.push('ask');
      return answers.shift() ?? 'stay';
    };
    return { did, closing: new Closing({ ask, save: () => void did.push('save'), close: () => void did.push('close') }) };
  }

  it('asks nothing when nothing is lost', () => {
    const { closing, did } = windowWith();
    closing.documentIs(true);
    closing.documentIs(false);
    expect([closing.mayClose(), did]).toEqual([true, []]);
  });

  it('stays when the user wants to go on, and asks again next time', () => {
    const { closing, did } = windowWith('stay', 'discard');
    closing.documentIs(true);
    expect([closing.mayClose(), closing.mayClose(), did]).toEqual([false, true, ['ask', 'ask']]);
  });

  it('saves first, and closes when the renderer says that all is saved', () => {
    const { closing, did } = windowWith('save');
    closing.documentIs(true);
    expect([closing.mayClose(), did]).toEqual([false, ['ask', 'save']]);
    closing.documentIs(false);
    expect([closing.mayClose(), did]).toEqual([true, ['ask', 'save', 'close']]);
  });

  it.each([
    ['gave up choosing a place', (closing: Closing) => closing.savingGivenUp()],
    ['went on editing', (closing: Closing) => closing.documentIs(true)],
  ])('does not close at a later save when the user %s', (_title, happens) => {
    const { closing, did } = windowWith('save');
    closing.documentIs(true);
    closing.mayClose();
    happens(closing);
    closing.documentIs(false);
    expect(did).toEqual(['ask', 'save']);
  });

  it('forgets the unsaved work of a page that is gone', () => {
    const { closing, did } = windowWith();
    closing.documentIs(true);
    closing.reset();
    expect([closing.mayClose(), did]).toEqual([true, []]);
  });
});
