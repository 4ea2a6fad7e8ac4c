import { useStoreApi, type InternalNode } from '@xyflow/react';
import { useEffect, useRef, type ReactElement } from 'react';
import { wayName, type ScenarioGroup, type TraceWindow } from '../../../sim/index';
import { isUnheard } from '../../../exports/unheard';
import { lightUp } from '../../playback/index';
import { useBoard, type BoardServices } from '../context';
import { currentReport } from '../currentRun';
import type { Point } from '../geometry/wireCurve';
import { standIns } from '../geometry/groupPlaces';
import { TrafficPainter } from './painter';
import { pickMessage } from './pickMessage';
import css from './traffic.module.css';

const NO_GROUPS: readonly ScenarioGroup[] = [];

/** Whether something is a face, beneath which messages pass: not a note, nor the frame of a group. */
function isFace(node: InternalNode): boolean {
  return (
    node.type === 'part' || (node.type === 'group-of-parts' && (node.internals.userNode.data.group as ScenarioGroup).collapsed === true)
  );
}

interface TrafficLayerProps {
  readonly reducedMotion: boolean;
}

/** The moving messages: one canvas over everything that moves with the viewport. Clicks are caught before the pane sees them. */
export function TrafficLayer({ reducedMotion }: TrafficLayerProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { document, playback, ui } = useBoard();
  const flow = useStoreApi();
  const isStill = useRef(reducedMotion);
  useEffect(() => {
    isStill.current = reducedMotion;
  }, [reducedMotion]);
  useEffect(() => {
    const element = canvas.current;
    const host = element?.parentElement;
    if (element === null || !host) return undefined;
    let known: { readonly groups: readonly ScenarioGroup[]; readonly standIns: ReadonlyMap<string, string> } = {
      groups: NO_GROUPS,
      standIns: new Map(),
    };
    const folded = (): ReadonlyMap<string, string> => {
      const { groups = NO_GROUPS } = document.store.getState().scenario;
      if (known.groups !== groups) known = { groups, standIns: standIns(groups) };
      return known.standIns;
    };
    const painter = new TrafficPainter(element, {
      document,
      playback,
      placeOf: (id) => flow.getState().nodeLookup.get(folded().get(id) ?? id)?.internals.positionAbsolute,
      places: function* (): Generator<Point> {
        for (const node of flow.getState().nodeLookup.values()) if (isFace(node)) yield node.internals.positionAbsolute;
      },
      viewport: () => viewportOnPage(host, flow.getState().transform),
      reducedMotion: () => isStill.current,
      onSlowed: (slowedBelowNs) => {
        if (ui.getState().slowedBelowNs !== slowedBelowNs) ui.setState({ slowedBelowNs });
      },
      pickedId: () => playback.highlight.getState().message?.id ?? ui.getState().picked?.id ?? null,
    });
    const stops = [
      painter.start(),
      flow.subscribe(() => painter.invalidate()),
      ui.subscribe((now, before) => {
        if (now.picked !== before.picked) painter.invalidate();
      }),
      playback.highlight.subscribe(() => painter.invalidate()),
      followPointer(host, element, painter, { playback, ui }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [document, playback, ui, flow]);
  return <canvas ref={canvas} className={css.traffic} aria-hidden="true" />;
}

/** Lets messages be pointed at and clicked. Returns how to stop. */
function followPointer(
  host: HTMLElement,
  element: HTMLCanvasElement,
  painter: TrafficPainter,
  { playback, ui }: Pick<BoardServices, 'playback' | 'ui'>,
): () => void {
  // What was under the pointer when it was pressed is meant, not what has come there by the time it is let go.
  let pressed: { readonly row: number; readonly window: TraceWindow | null } = { row: -1, window: null };
  const onPress = (event: PointerEvent): void => {
    const traceWindow = playback.store.getState().window;
    if (traceWindow === null) return;
    const box = element.getBoundingClientRect();
    pressed = { row: painter.hit(event.clientX - box.left, event.clientY - box.top), window: traceWindow };
  };
  const onClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element) || event.target.closest('.react-flow__node, .react-flow__panel, .nokey') !== null) return;
    const box = element.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const state = playback.store.getState();
    const row = pressed.row >= 0 && pressed.window === state.window ? pressed.row : painter.hit(x, y);
    const report = currentReport(state);
    if (row < 0 || report === null || state.window === null) {
      if (ui.getState().picked !== null) ui.setState({ picked: null });
      return;
    }
    event.stopPropagation();
    ui.setState({ picked: pickMessage(state.window, row, report, x, y, isUnheard(report, state.window, row)) });
  };
  const onMove = (event: PointerEvent): void => {
    const report = currentReport(playback.store.getState());
    const traceWindow = playback.store.getState().window;
    if (report === null || traceWindow === null || event.buttons !== 0) return;
    const box = element.getBoundingClientRect();
    const row = painter.hit(event.clientX - box.left, event.clientY - box.top);
    if (row < 0) lightUp(playback.highlight, report.runId, 0);
    else lightUp(playback.highlight, report.runId, traceWindow.messages.id[row], wayName(report.index, traceWindow, row));
  };
  host.addEventListener('pointerdown', onPress, true);
  host.addEventListener('click', onClick, true);
  host.addEventListener('pointermove', onMove);
  return () => {
    host.removeEventListener('pointerdown', onPress, true);
    host.removeEventListener('click', onClick, true);
    host.removeEventListener('pointermove', onMove);
  };
}

/** The transform on the page: what will be painted, which may be a moment behind the one in React Flow's store. */
function viewportOnPage(host: Element, transform: readonly [number, number, number]): { x: number; y: number; zoom: number } {
  const written = host.querySelector<HTMLElement>('.react-flow__viewport')?.style.transform ?? '';
  const match = /translate\(([-\d.e]+)px, ([-\d.e]+)px\) scale\(([-\d.e]+)\)/.exec(written);
  if (match === null) return { x: transform[0], y: transform[1], zoom: transform[2] };
  return { x: Number(match[1]), y: Number(match[2]), zoom: Number(match[3]) };
}
