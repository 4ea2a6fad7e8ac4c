import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState, type ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { DialogBox } from './Dialog';
import { TabPanel, TabRow, TabsBox } from './Tabs';

afterEach(cleanup);

/** Two tabs, and a list of commands that is opened by a key; one of them shows the other tab. */
function Dock(): ReactElement {
  const [current, choose] = useState('log');
  const [isAsking, ask] = useState(false);
  const show = (id: string): void => {
    choose(id);
    ask(false);
  };
  return (
    <div onKeyDown={({ key }) => key === 'F1' && ask(true)}>
      <TabsBox current={current} choose={choose}>
        <TabRow
          label="Panels"
          tabs={[
            { id: 'log', title: 'Log' },
            { id: 'why', title: 'Why' },
          ]}
        />
        <TabPanel id="log" className="">
          lines
        </TabPanel>
        <TabPanel id="why" className="">
          causes
        </TabPanel>
      </TabsBox>
      {isAsking && (
        <DialogBox title="Commands" onClose={() => ask(false)}>
          <button type="button" data-autofocus onClick={() => show('why')}>
            Show why
          </button>
        </DialogBox>
      )}
    </div>
  );
}

it('a panel that was asked for from a dialog stays, though the focus was on the tab of another', async () => {
  render(<Dock />);
  const log = screen.getByRole('tab', { name: 'Log' });
  act(() => log.focus());
  fireEvent.keyDown(log, { key: 'F1' });
  fireEvent.click(await screen.findByRole('button', { name: 'Show why' }));
  await screen.findByText('causes');
  expect(screen.getByRole('tab', { name: 'Why' }).getAttribute('aria-selected')).toBe('true');
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Why' }));
});
