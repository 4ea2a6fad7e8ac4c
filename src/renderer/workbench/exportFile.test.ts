import { afterEach, expect, it, vi } from 'vitest';
import { exportFile } from './exportFile';
import { testServices } from './testWindow';

afterEach(() => void vi.restoreAllMocks());

const file = { name: 'board.svg', content: '<svg/>', mediaType: 'image/svg+xml' };

it('says where an export went: into the downloads of the browser, or to the place that was chosen', async () => {
  const inBrowser = testServices();
  const said = ({ toasts }: typeof inBrowser): string | undefined => toasts.store.getState().toasts.at(-1)?.message;
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:1');
  await exportFile(inBrowser, file);
  expect(said(inBrowser)).toBe('board.svg is in your downloads folder.');

  const written: unknown[] = [];
  const onDesktop = testServices({
    chooseSave: () => Promise.resolve('/home/me/board.svg'),
    exportFile: (asked) => {
      written.push(asked);
      return Promise.resolve({ ok: true, value: { path: asked.path } });
    },
  });
  onDesktop.window.store.setState({ shell: { nativeDialogs: true } as never });
  await exportFile(onDesktop, file);
  expect(said(onDesktop)).toBe('/home/me/board.svg was written.');
  // Whether another file may be replaced is for the shell to know, which has seen the dialog.
  expect(written).toMatchObject([{ path: '/home/me/board.svg', ending: '.svg', replace: false }]);
});
