import { freshId } from '../../../sim/index';
import type { Point } from '../geometry/wireCurve';
import { cornerFromMiddle, cornerFromPort, snapToGrid } from '../geometry/face';
import { addPart } from '../addPart';
import type { Panel } from '../boardState';
import type { BoardServices } from '../context';
import { strings } from '../strings';
import { stepNames, targetName, type FaultChoice, type FaultTarget } from '../../document/index';
import type { MenuItem } from './menuModel';

/** What choosing an item needs besides the canvas's services. */
export interface ChoiceHost {
  readonly services: BoardServices;
  readonly fit: () => void;
  /** Gives a command of the window, for a part. */
  readonly onCommand: (command: string, part: string) => void;
}

/** Does what a menu item says, and closes the menu or opens what follows it. */
export function chooseItem(host: ChoiceHost, panel: Panel, item: MenuItem): void {
  const { ui, document } = host.services;
  const open = (next: Panel | null): void => ui.setState({ panel: next });
  const { action } = item;
  const place = { x: panel.x, y: panel.y };
  open(null);
  switch (action.type) {
    case 'submenu':
      return undefined;
    case 'fault':
      return doFault(host, targetOf(panel), action.choice, place);
    case 'schedule':
      return open({ ...place, type: 'fault', target: targetOf(panel), choice: null });
    case 'command':
      return host.onCommand(action.command, targetOf(panel).id);
    case 'wireTo':
      return open({ ...place, type: 'targetList', from: targetOf(panel).id });
    case 'editWire':
      return open({ ...place, type: 'wireForm', link: targetOf(panel).id });
    case 'reattach':
      return open({ ...place, type: 'reattachList', link: targetOf(panel).id });
    case 'fold':
    case 'ungroup':
      return changeGroup(host, targetOf(panel).id, action.type);
    case 'delete':
      return remove(host, targetOf(panel));
    case 'addKind':
      return addKind(host, panel, action.kind);
    case 'connect':
      if (panel.type === 'reattachList') return reattach(host, panel.link, action.to);
      return panel.type === 'targetList' ? connect(host, panel.from, action.to) : undefined;
    case 'addNote':
      return panel.type === 'paneMenu' ? addNote(host.services, panel.at) : undefined;
    case 'selectAll': {
      const { nodes, links, notes } = document.store.getState().scenario;
      return document.actions.select({
        nodes: nodes.map((n) => n.id),
        links: links.map((l) => l.id),
        notes: (notes ?? []).map((n) => n.id),
      });
    }
    case 'fit':
      return host.fit();
  }
}

function targetOf(panel: Panel): FaultTarget {
  if (panel.type === 'partMenu' || panel.type === 'chordMenu') return { type: 'node', id: panel.id };
  if (panel.type === 'wireMenu') return { type: 'link', id: panel.id };
  if (panel.type === 'groupMenu') return { type: 'group', id: panel.id };
  throw new Error(`a ${panel.type} has no part or wire`);
}

/** During a run: now, at the playhead. Without one: asks when, and adds it to the scenario. */
function doFault({ services }: ChoiceHost, target: FaultTarget, choice: FaultChoice, place: { x: number; y: number }): void {
  const { playback, ui } = services;
  if (playback.store.getState().currentRunId === null) {
    ui.setState({ panel: { ...place, type: 'fault', target, choice: choice.id } });
    return;
  }
  ui.setState({ announcement: `${choice.label}: ${targetName(target, services.document.store.getState().scenario)}.` });
  void playback.actions.inject([choice.fault]);
}

function remove({ services }: ChoiceHost, target: FaultTarget): void {
  const { actions, store } = services.document;
  if (target.type === 'group') {
    const group = store.getState().scenario.groups?.find((candidate) => candidate.id === target.id);
    if (group !== undefined) actions.edit(strings.deleteGroup(group.title), { type: 'remove', nodes: group.nodes, links: [] });
    return;
  }
  const [nodes, links] = target.type === 'node' ? [[target.id], []] : [[], [target.id]];
  actions.edit(
    target.type === 'node' ? stepNames.deleteParts({ count: 1, id: target.id }) : stepNames.deleteWires({ count: 1, id: target.id }),
    { type: 'remove', nodes, links },
  );
}

function changeGroup({ services }: ChoiceHost, id: string, how: 'fold' | 'ungroup'): void {
  const { actions, store } = services.document;
  const { groups = [] } = store.getState().scenario;
  const group = groups.find((candidate) => candidate.id === id);
  if (group === undefined) return;
  const isFolded = group.collapsed !== true;
  if (how === 'ungroup')
    actions.edit(strings.dissolveStep(group.title), { type: 'setGroups', groups: groups.filter((other) => other !== group) });
  else
    actions.edit(strings.foldLabel(group.title, isFolded), {
      type: 'setGroups',
      groups: groups.map((other) => (other === group ? { ...group, collapsed: isFolded } : other)),
    });
}

/** Leads a wire to another part; it keeps its id, latency and loss. */
function reattach({ services }: ChoiceHost, id: string, to: string): void {
  const { store } = services.document;
  const from = store.getState().scenario.links.find((link) => link.id === id)?.from;
  if (from !== undefined) reattachWire(services, id, from, to);
}

/** Moves the ends of a wire and says so, or says why not. */
export function reattachWire(services: BoardServices, id: string, from: string, to: string): void {
  const failure = services.document.actions.edit(strings.leadStep(id, from, to), { type: 'reattach', id, from, to });
  services.ui.setState({ announcement: failure === null ? strings.wired(from, to) : failure.message });
}

function addKind({ services: { document, ui } }: ChoiceHost, panel: Panel, kind: string): void {
  if (panel.type !== 'paneMenu' && panel.type !== 'partList') return;
  const place =
    panel.type === 'paneMenu'
      ? { corner: cornerFromMiddle(panel.at) }
      : {
          corner: cornerFromPort(panel.at, panel.held === 'source' ? 'in' : 'out'),
          wired: { id: panel.heldId, held: panel.held },
        };
  ui.setState({ announcement: addPart(document, kind, place).announcement });
}

/** Wires two parts and says so. Nothing happens when the rules refuse it; the reason is said. */
export function connect({ services }: Pick<ChoiceHost, 'services'>, from: string, to: string): void {
  const failure = services.document.actions.connect(from, to);
  services.ui.setState({ announcement: failure === null ? strings.wired(from, to) : failure.message });
}

/** A new, empty note, selected and ready to be written. */
export function addNote({ document, ui }: Pick<BoardServices, 'document' | 'ui'>, at: Point): void {
  const { notes = [] } = document.store.getState().scenario;
  const id = freshId(
    'N',
    notes.map((note) => note.id),
  );
  const note = { id, text: '', x: snapToGrid(at.x), y: snapToGrid(at.y) };
  if (document.actions.edit(strings.addNote, { type: 'setNotes', notes: [...notes, note] }) !== null) return;
  document.actions.select({ notes: [id] });
  ui.setState({ editingNote: id });
}
