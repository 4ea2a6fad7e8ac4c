import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import type { ExampleInfo } from '../../../contract/index';
import { inWindow, testServices } from '../../workbench/testWindow';
import { Examples } from './Examples';

afterEach(cleanup);

it('pictures come in the order in which the examples stand: what is seen first is not blank until the last is read', async () => {
  const listed = ['unknown-one', 'retry-storm', 'five-workers', 'single-server', 'gossip', 'one-node'];
  const examples = listed.map((id) => ({ id, name: `Board ${id}`, description: '' })) as readonly ExampleInfo[];
  const asked: string[] = [];
  const services = testServices({
    listExamples: async () => examples,
    openExample: async ({ id }: { id: string }) => {
      asked.push(id);
      return { ok: false, failure: { code: 'not-found', message: 'It is not there.' } };
    },
  } as unknown as Parameters<typeof testServices>[0]);
  render(inWindow(services, <Examples />));
  await waitFor(() => expect(asked).toHaveLength(listed.length));
  const shown = screen.getAllByRole('listitem').map((item) => item.getAttribute('data-example'));
  expect(asked).toEqual(shown);
  expect(asked).not.toEqual(listed);
});
