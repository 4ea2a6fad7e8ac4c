import { createStore } from 'zustand/vanilla';
import { kindOf, type ScenarioNode } from '../../../sim/index';
import { perWindow, type Services } from '../../workbench/workbenchApi';

/** The client whose form somebody has asked for, and how often: its key gets the focus each time. */
export const askedOf = perWindow(() =>
  createStore<{ readonly node: string | null; readonly times: number }>(() => ({ node: null, times: 0 })),
);

/** Whether a part sends requests when it is told to. */
export function canSend(kind: string): boolean {
  return kindOf(kind)?.behavior.onSend !== undefined;
}

/** The client that is meant: the one named, the one selected, or the first there is. */
export function clientMeant({ document }: Services, subject: string | undefined): ScenarioNode | undefined {
  const { scenario, selection } = document.store.getState();
  const clients = scenario.nodes.filter(({ kind }) => canSend(kind));
  return clients.find(({ id }) => id === subject) ?? clients.find(({ id }) => selection.nodes.includes(id)) ?? clients[0];
}

/** Brings up the form of a client. */
export function askToSend(services: Services, client: string): void {
  const { document, window } = services;
  document.actions.select({ nodes: [client] });
  window.showPanel('part');
  askedOf(services).setState(({ times }) => ({ node: client, times: times + 1 }));
}
