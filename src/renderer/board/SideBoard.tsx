import { useEffect, useMemo, type ReactElement } from 'react';
import { createBeside, type RunSession } from '../playback/index';
import type { Scenario } from '../../sim/index';
import { useServices } from '../workbench/context';
import { readOnlyCopy } from '../workbench/designDocument';
import { differingIds } from './differing';
import { BoardSurface } from './surface/BoardSurface';
import { strings } from './strings';

/** The run beside the one on screen. */
export interface SideBoardProps {
  readonly run: RunSession & { readonly design: Scenario };
  /** What the run on screen ran on: what differs from it is marked. */
  readonly other: Scenario | undefined;
  readonly reducedMotion: boolean;
}

const NO_MENU: readonly never[] = [];
const nothing = (): void => undefined;

/** The board of the run that is compared with, at the moment of the run on screen. Nobody can change it. */
export function SideBoard({ run: { runId, design }, other, reducedMotion }: SideBoardProps): ReactElement {
  const { api, playback, toasts } = useServices();
  const beside = useMemo(
    () => createBeside(api, playback, runId, () => toasts.show({ id: 'readOnly', message: strings.readOnlyBeside })),
    [api, playback, runId, toasts],
  );
  const copy = useMemo(() => readOnlyCopy(design), [design]);
  useEffect(() => beside.start(), [beside]);
  useEffect(() => {
    beside.highlight.setState({ path: other === undefined ? null : differingIds(design, other) });
  }, [beside, design, other]);
  return <BoardSurface document={copy} playback={beside} reducedMotion={reducedMotion} partMenu={NO_MENU} onCommand={nothing} />;
}
