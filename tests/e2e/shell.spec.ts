import { expect, test } from './app';

test('the page is isolated, keeps no token in its address, and runs no code but its own', async ({ app }) => {
  expect(new URL(app.url()).search).toBe('');
  expect(await app.evaluate(() => [window.crossOriginIsolated, document.cookie])).toEqual([true, '']);
});

test('a page of another site that links to the address with the token leads into the app', async ({ shell, page }) => {
  // A page at another site: the strict cookie does not travel along from there.
  await page.route('http://elsewhere.test/', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<a href="${shell.url}">Open</a>` }),
  );
  await page.goto('http://elsewhere.test/');
  await page.getByRole('link', { name: 'Open' }).click();
  await expect(page.getByTestId('trace-hash')).toBeVisible();
});

test('when the shell is stopped the page says so', async ({ shell, page }) => {
  await page.goto(shell.url);
  await expect(page.getByTestId('trace-hash')).toBeVisible();
  shell.kill();
  await expect(page.getByText(/npm start/)).toBeVisible();
});
