import { useReactFlow, useStoreApi, type Connection, type Edge, type FinalConnectionState, type OnConnectStartParams } from '@xyflow/react';
import { useEffect, useMemo, useRef } from 'react';
import type { Scenario } from '../../../sim/index';
import { refusals, type HeldEnd } from '../adapter/additions';
import { noteIdOf } from '../adapter/elements';
import { useBoard, type BoardServices } from '../context';
import { groupIdOf } from '../geometry/groupPlaces';
import { connect, reattachWire } from '../menus/chooseItem';

const REFUSAL_STAYS_MS = 4000;

/** React Flow's handlers for making wires. */
export interface WiringHandlers {
  readonly isValidConnection: (connection: Connection | Edge) => boolean;
  readonly onConnect: (connection: Connection) => void;
  readonly onConnectStart: (event: MouseEvent | TouchEvent, params: OnConnectStartParams) => void;
  readonly onConnectEnd: (event: MouseEvent | TouchEvent, state: FinalConnectionState) => void;
  readonly onClickConnectStart: (event: MouseEvent | TouchEvent, params: OnConnectStartParams) => void;
  readonly onClickConnectEnd: () => void;
  /** A part was clicked; true when that ended a wire begun with a click. */
  readonly onPartClick: (id: string) => boolean;
  /** Gives up a wire begun with a click. */
  readonly cancel: () => void;
}

/** The part under a point of the window, or null. */
function partAt(clientX: number, clientY: number): string | null {
  const node = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('.react-flow__node');
  const id = node?.dataset.id ?? null;
  return id === null || noteIdOf(id) !== null || groupIdOf(id) !== null ? null : id;
}

function pointOf(event: MouseEvent | TouchEvent): { clientX: number; clientY: number } | null {
  if ('clientX' in event) return event;
  return event.changedTouches[0] ?? null;
}

/** The scenario without the wire that is being taken elsewhere: it does not stand in its own way. */
function withoutMoving({ document: doc, ui }: BoardServices): Scenario {
  const { scenario } = doc.store.getState();
  const { movingWire } = ui.getState();
  return movingWire === null ? scenario : { ...scenario, links: scenario.links.filter((link) => link.id !== movingWire) };
}

/** Ends the wire in hand at a part, if that part takes it. */
function wireTo(services: BoardServices, other: string): void {
  const { wiring, movingWire } = services.ui.getState();
  if (wiring === null || other === wiring.heldId || wiring.refused.has(other)) return;
  const [from, to] = wiring.held === 'source' ? [wiring.heldId, other] : [other, wiring.heldId];
  if (movingWire === null) connect({ services }, from, to);
  else reattachWire(services, movingWire, from, to);
}

/**
 * Making wires: parts that cannot take the wire are dimmed and say why under the pointer; a whole part is a target, not only its
 * port; a wire dropped on nothing offers the parts that fit.
 */
export function useWiring(host: React.RefObject<HTMLElement | null>): WiringHandlers {
  const services = useBoard();
  const flow = useStoreApi();
  const { screenToFlowPosition } = useReactFlow();
  const timer = useRef(0);
  const { ui } = services;
  useHoveredPart(host);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return useMemo(() => {
    const begin = (params: OnConnectStartParams, byClick: boolean): void => {
      window.clearTimeout(timer.current);
      if (params.nodeId === null || params.handleType === null) return;
      const held: HeldEnd = params.handleType;
      const refused = refusals(withoutMoving(services), params.nodeId, held);
      ui.setState({ wiring: { heldId: params.nodeId, held, refused, byClick }, wiringOver: null, refusal: null, panel: null });
    };
    const end = (): void => {
      ui.setState({ wiring: null, wiringOver: null });
      if (ui.getState().refusal === null) return;
      timer.current = window.setTimeout(() => ui.setState({ refusal: null }), REFUSAL_STAYS_MS);
    };
    const offerParts = (at: { clientX: number; clientY: number }): void => {
      const wiring = ui.getState().wiring;
      const box = host.current?.getBoundingClientRect();
      if (wiring === null || box === undefined) return;
      const place = screenToFlowPosition({ x: at.clientX, y: at.clientY }, { snapToGrid: false });
      ui.setState({
        panel: { type: 'partList', heldId: wiring.heldId, held: wiring.held, at: place, x: at.clientX - box.left, y: at.clientY - box.top },
      });
    };
    const cancel = (): void => {
      if (ui.getState().wiring?.byClick !== true) return;
      flow.setState({ connectionClickStartHandle: null });
      end();
    };
    return {
      isValidConnection: ({ source, target }) => {
        const wiring = ui.getState().wiring;
        return wiring !== null && !wiring.refused.has(wiring.held === 'source' ? target : source);
      },
      onConnect: ({ source, target }) => connect({ services }, source, target),
      onConnectStart: (_event, params) => begin(params, false),
      onConnectEnd: (event, state) => {
        const at = pointOf(event);
        const other = at === null ? null : partAt(at.clientX, at.clientY);
        // A valid end on a port has been wired by onConnect already.
        if (state.isValid !== true && at !== null) {
          if (other !== null) wireTo(services, other);
          else if (isOnPane(at) && ui.getState().movingWire === null) offerParts(at);
        }
        end();
      },
      onClickConnectStart: (_event, params) => begin(params, true),
      onClickConnectEnd: end,
      onPartClick: (id) => {
        const wiring = ui.getState().wiring;
        // The click that began the wire reaches its own part, too.
        if (wiring?.byClick !== true || wiring.heldId === id) return false;
        wireTo(services, id);
        cancel();
        return true;
      },
      cancel,
    };
  }, [services, ui, flow, host, screenToFlowPosition]);
}

function isOnPane(at: { clientX: number; clientY: number }): boolean {
  return document.elementFromPoint(at.clientX, at.clientY)?.closest('.react-flow__pane') !== null;
}

/** While a wire is made: notes the part under the pointer and shows why it refuses. */
function useHoveredPart(host: React.RefObject<HTMLElement | null>): void {
  const { ui } = useBoard();
  useEffect(() => {
    const move = (event: PointerEvent): void => {
      const { wiring, wiringOver, refusal } = ui.getState();
      // Asked for only while a wire is made: it has the page laid out at once.
      const box = wiring === null ? undefined : host.current?.getBoundingClientRect();
      if (wiring === null || box === undefined) return;
      const over = partAt(event.clientX, event.clientY);
      const text = over === null || over === wiring.heldId ? undefined : wiring.refused.get(over);
      if (over === wiringOver && text === undefined && refusal === null) return;
      ui.setState({
        wiringOver: over,
        refusal: text === undefined ? null : { text, x: event.clientX - box.left, y: event.clientY - box.top },
      });
    };
    window.addEventListener('pointermove', move);
    return () => window.removeEventListener('pointermove', move);
  }, [ui, host]);
}
