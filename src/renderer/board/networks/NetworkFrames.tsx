import { ViewportPortal } from '@xyflow/react';
import { useMemo, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { laneName, type Scenario, type ScenarioNode } from '../../../sim/index';
import { networksOf, placedMembers } from '../../document/index';
import { useBoard, useBoardState } from '../context';
import { strings } from '../strings';
import { chordPath, chordsOf, spokesPath, type Chord } from './chords';
import { networkFrames, type NetworkFrame } from './frames';
import { areApart, type Side } from './sides';
import { troubledPairs } from './troubled';
import css from './frame.module.css';

/** Chords of one network are lighter the more there are. */
const INK = 6;
const MOST_OPAQUE = 0.75;
/** Lines to the network itself, where pairs are too many. */
const SPOKES_OPACITY = 0.4;
/** Of more selected members the chords are not told apart from the others. */
const MOST_MARKED = 3;

/**
 * Frames around networks and the members that stand in them, with who is next to whom as chords; of a network without any member, where to
 * drop the first one.
 */
export function NetworkFrames(): ReactElement | null {
  const { document } = useBoard();
  const nodes = useStore(document.store, (state) => state.scenario.nodes);
  const links = useStore(document.store, (state) => state.scenario.links);
  const seed = useStore(document.store, (state) => state.scenario.seed);
  const selected = useStore(document.store, (state) => state.selection.nodes);
  const over = useBoardState((state) => state.dropFrame);
  const sides = useBoardState((state) => state.sides);
  const hovered = useBoardState((state) => state.hoveredPart);
  const cuts = useBoardState((state) => state.cuts);
  const troubles = useBoardState((state) => state.troubles);
  const troubled = useMemo(() => new Set(troubledPairs(nodes, cuts, troubles, NO_SORTS).map(({ name }) => name)), [nodes, cuts, troubles]);
  const frames = useMemo(() => networkFrames(nodes), [nodes]);
  const members = useMemo(() => (frames.length === 0 ? [] : networksOf({ nodes, links })), [frames, nodes, links]);
  const shown = frames.filter((frame, i) => frame.members.length > 0 || members[i].members.length === 0 || over === frame.network);
  // Of a network whose members are all wired by hand, who is next to whom is drawn without a frame: nothing stands in it.
  const bare = frames.filter((frame, i) => !shown.includes(frame) && members[i].members.length > 1);
  if (shown.length + bare.length === 0) return null;
  const marked = hovered === null ? (selected.length <= MOST_MARKED ? selected : NOBODY) : [hovered];
  return (
    <ViewportPortal>
      {shown.map((frame) => (
        <div
          key={frame.network}
          className={css.frame}
          data-network={frame.network}
          data-over={over === frame.network || undefined}
          style={{ transform: `translate(${frame.box.x}px, ${frame.box.y}px)`, width: frame.box.width, height: frame.box.height }}
        >
          <span className={css.frameTitle}>
            {strings.frameTitle({
              network: nodes.find(({ id }) => id === frame.network)?.label ?? frame.network,
              members: frame.members.length,
            })}
            {sidesText(frame, sides)}
          </span>
          {frame.members.length === 0 && <span className={css.frameHint}>{strings.frameEmpty}</span>}
          <FrameChords frame={frame} nodes={nodes} links={links} seed={seed} sides={sides} marked={marked} troubled={troubled} />
        </div>
      ))}
      {bare.map((frame) => (
        <div
          key={frame.network}
          className={css.bareChords}
          data-network={frame.network}
          style={{ transform: `translate(${frame.box.x}px, ${frame.box.y}px)` }}
        >
          <FrameChords frame={frame} nodes={nodes} links={links} seed={seed} sides={sides} marked={marked} troubled={troubled} />
        </div>
      ))}
    </ViewportPortal>
  );
}

const NOBODY: readonly string[] = [];
const NO_SORTS: ReadonlyMap<string, string> = new Map();

/** How many members stand on each side of what keeps them apart, with its name, if it has one. */
function sidesText({ members }: NetworkFrame, sides: ReadonlyMap<string, Side>): string {
  const counts = new Map<string, number>();
  for (const id of members) {
    const side = sides.get(id);
    if (side === undefined) continue;
    const called = strings.frameSide(side.letter, side.name);
    counts.set(called, (counts.get(called) ?? 0) + 1);
  }
  return counts.size === 0
    ? ''
    : strings.frameSplit(
        [...counts]
          .sort(([p], [q]) => (p < q ? -1 : 1))
          .map(([side, count]) => `${side} ${count}`)
          .join(', '),
      );
}

interface FrameChordsProps {
  readonly frame: NetworkFrame;
  readonly nodes: readonly ScenarioNode[];
  readonly links: Scenario['links'];
  readonly seed: Scenario['seed'];
  readonly sides: ReadonlyMap<string, Side>;
  /** Members whose chords stand out. */
  readonly marked: readonly string[];
  /** Names of pairs that are drawn by themselves, because a fault troubles them. */
  readonly troubled: ReadonlySet<string>;
}

/** Who is next to whom, as lines beneath the members: dashed where a partition keeps them apart. */
function FrameChords({ frame, nodes, links, seed, sides, marked, troubled }: FrameChordsProps): ReactElement | null {
  const members = useMemo(() => placedMembers({ nodes, links }, frame.network), [nodes, links, frame.network]);
  const network = nodes.find(({ id }) => id === frame.network);
  const places = useMemo(
    () => marked.flatMap((id) => members.findIndex((member) => member.id === id)).filter((at) => at >= 0),
    [marked, members],
  );
  const chords = useMemo(
    () => (network === undefined ? null : chordsOf(network, members.length, { seed }, places)),
    [network, members.length, seed, places],
  );
  const paths = useMemo(() => {
    const isUntroubled = ([i, j]: Chord): boolean =>
      troubled.size === 0 || !troubled.has(laneName(members[Math.min(i, j)].id, members[Math.max(i, j)].id));
    return chords === null ? null : pathsOf(chords.pairs.filter(isUntroubled), members, sides, places);
  }, [chords, members, sides, places, troubled]);
  if (paths === null || chords === null) return null;
  const { x, y, width, height } = frame.box;
  const opacity = Math.min(MOST_OPAQUE, INK / Math.sqrt(Math.max(1, chords.pairs.length)));
  return (
    <svg className={css.frameChords} viewBox={`${x} ${y} ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <path className={css.frameChord} d={paths.whole} style={{ opacity }} />
      {!chords.isWhole && network !== undefined && (
        <path className={css.frameChord} data-sort="spokes" d={spokesPath(network, members)} style={{ opacity: SPOKES_OPACITY }} />
      )}
      <path className={css.frameChord} data-sort="cut" d={paths.cut} style={{ opacity }} />
      <path className={css.frameChord} data-sort="marked" d={paths.marked} />
    </svg>
  );
}

interface ChordPaths {
  readonly whole: string;
  readonly cut: string;
  readonly marked: string;
}

function pathsOf(
  pairs: readonly Chord[],
  members: readonly ScenarioNode[],
  sides: ReadonlyMap<string, Side>,
  marked: readonly number[],
): ChordPaths {
  const sorts: Record<keyof ChordPaths, Chord[]> = { whole: [], cut: [], marked: [] };
  for (const pair of pairs) {
    const isCut = areApart(sides.get(members[pair[0]].id), sides.get(members[pair[1]].id));
    sorts[isCut ? 'cut' : marked.includes(pair[0]) || marked.includes(pair[1]) ? 'marked' : 'whole'].push(pair);
  }
  return { whole: chordPath(sorts.whole, members), cut: chordPath(sorts.cut, members), marked: chordPath(sorts.marked, members) };
}
