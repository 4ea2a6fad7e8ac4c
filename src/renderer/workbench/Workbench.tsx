import { useEffect, type ReactElement } from 'react';
import { Canvas } from '../board/index';
import { isUnsaved } from '../document/index';
import { Charts } from '../features/charts/Charts';
import { ChartTools } from '../features/charts/ChartTools';
import { BreakpointsPanel } from '../features/breakpoints/BreakpointsPanel';
import { StopNote } from '../features/breakpoints/StopNote';
import { Dialogs } from './Dialogs';
import { EmptyBoard } from '../features/welcome/EmptyBoard';
import { PartInspector } from '../features/inspector/Inspector';
import { FaultTimeline } from '../features/faults/FaultTimeline';
import { InsidePanel } from '../features/inside/InsidePanel';
import { insideStrings } from '../features/inside/strings';
import { LogPanel } from '../features/log/LogPanel';
import { LookupPanel } from '../features/lookup/LookupPanel';
import { MenuBar } from './MenuBar';
import { Palette } from '../features/palette/Palette';
import { Results } from '../features/results/Results';
import { ScenarioPanel } from '../features/scenario/ScenarioPanel';
import { CommandButton, Transport } from '../features/transport/Transport';
import { ICONS } from '../ui/Icon';
import { SpaceTimePanel } from '../features/spaceTime/SpaceTimePanel';
import { WhyPanel } from '../features/why/WhyPanel';
import { strings } from './strings';
import { followBreakpoints } from '../features/breakpoints/breakCommands';
import { commandOf, commands, isEnabled } from './commands';
import { followExperiments } from '../features/experiments/experiment';
import { files } from '../features/files/files';
import { useCurrentRun, useDocument, usePlayback, useUi } from './hooks';
import { api, documentModel, playbackModel } from './model';
import { DockEdge, SideEdge, usePanelSizes } from './panelSizes';
import { announce, DOCK_TABS, SIDE_TABS, uiStore } from './windowState';
import './workbench.css';
import '../features/appearance/appearance.css';

const DOCK_TITLES = { charts: 'Charts', log: 'Log', space: 'Space-time', why: 'Why', faults: 'Faults', lookup: 'Look up' } as const;
const SIDE_TITLES = { part: 'Part', inside: insideStrings.title, scenario: 'Scenario', results: 'Results' } as const;

/** The whole window. */
export function App(): ReactElement {
  useTheme();
  useAnnouncedResults();
  useEffect(followSelection, []);
  useEffect(followExperiments, []);
  useEffect(followBreakpoints, []);
  const { dockOpen, disconnected, presenting } = useUi((state) => ({
    dockOpen: state.dockOpen,
    disconnected: state.disconnected,
    presenting: state.presenting,
  }));
  const sizes = usePanelSizes();
  return (
    <div
      style={sizes}
      className={`app${dockOpen ? '' : ' dock-closed'}${presenting ? ' is-presenting' : ''}`}
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
      onDrop={dropFile}
    >
      <TopBar />
      {disconnected && (
        <div className="banner is-bad" role="alert">
          {strings.stopped}
        </div>
      )}
      <Banner />
      {!presenting && <Palette />}
      <main className="stage" aria-label="Board">
        <Canvas />
        <EmptyBoard />
      </main>
      {!presenting && <SidePanel />}
      <section className="dock" aria-label="Run">
        {dockOpen && !presenting && <DockEdge />}
        <StopNote />
        <Transport />
        <BreakpointsPanel />
        {dockOpen && <Dock />}
      </section>
      <Dialogs />
      <Announcer />
    </div>
  );
}

function dropFile(event: React.DragEvent): void {
  const file = event.dataTransfer.files[0];
  if (file === undefined) return;
  event.preventDefault();
  void file.text().then((text) => files.openText(file.name, text));
}

function TopBar(): ReactElement {
  const { name, unsaved } = useDocument((state) => ({
    name: state.file.path === null ? state.scenario.name : state.file.name,
    unsaved: isUnsaved(state),
  }));
  return (
    <header className="top-bar">
      <h1 className="brand">
        <span aria-hidden="true" className="brand-mark" />
        {strings.appName}
      </h1>
      <MenuBar />
      <div className="file-name">
        <span data-testid="file-name">{name}</span>
        {unsaved && <em className="unsaved">{strings.unsavedMark}</em>}
      </div>
      <TopButtons />
    </header>
  );
}

function TopButtons(): ReactElement {
  // Undo and redo are enabled by these.
  useDocument((state) => ({ past: state.past.length, future: state.future.length }));
  const presenting = useUi((state) => state.presenting);
  if (presenting)
    return (
      <button type="button" className="primary" onClick={() => commandOf('view.present').run()}>
        {strings.leavePresentation}
      </button>
    );
  return (
    <div className="row">
      <CommandButton id="edit.undo" icon={ICONS.undo} />
      <CommandButton id="edit.redo" icon={ICONS.redo} />
      <CommandButton id="file.open" icon={ICONS.open} />
      <CommandButton id="file.save" icon={ICONS.save} />
      <CommandButton id="view.palette" icon={ICONS.search} />
    </div>
  );
}

function Banner(): ReactElement | null {
  const editFailure = useDocument((state) => state.failure);
  const runFailure = usePlayback((state) => state.failure);
  const notice = usePlayback((state) => state.notice);
  const { seenTour, presenting } = useUi((state) => ({ seenTour: state.settings.seenTour, presenting: state.presenting }));
  const isExample = useDocument((state) => state.past.length === 0 && state.file.path === null && state.scenario.nodes.length > 0);
  const failure = editFailure ?? runFailure;
  if (failure !== null) {
    return (
      <div className="banner is-bad" role="alert">
        <span>{failure.message}</span>
        <button
          type="button"
          className="icon-button"
          aria-label="Dismiss"
          onClick={() => {
            documentModel.actions.setFailure(null);
            playbackModel.actions.clearFailure();
          }}
        >
          {'\u00d7'}
        </button>
      </div>
    );
  }
  if (notice !== null) {
    return (
      <div className="banner" role="status">
        <span>{notice}</span>
        <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => playbackModel.actions.clearFailure()}>
          {'\u00d7'}
        </button>
      </div>
    );
  }
  if (seenTour || presenting || !isExample) return null;
  return (
    <div className="banner" role="note">
      <span>{strings.welcome}</span>
      <button
        type="button"
        className="icon-button"
        aria-label="Dismiss"
        onClick={() => void api.setSettings({ seenTour: true }).then((settings) => uiStore.setState({ settings }))}
      >
        {'\u00d7'}
      </button>
    </div>
  );
}

interface TabsProps<T extends string> {
  readonly label: string;
  readonly names: readonly T[];
  readonly titles: Readonly<Record<T, string>>;
  readonly current: T;
  readonly choose: (name: T) => void;
}

function Tabs<T extends string>({ label, names, titles, current, choose }: TabsProps<T>): ReactElement {
  return (
    <div
      className="tabs"
      role="tablist"
      aria-label={label}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        if (by === 0) return;
        const next = names[(names.indexOf(current) + by + names.length) % names.length];
        choose(next);
        document.getElementById(`tab-${next}`)?.focus();
      }}
    >
      {names.map((name) => (
        <button
          key={name}
          id={`tab-${name}`}
          type="button"
          role="tab"
          aria-selected={name === current}
          aria-controls={`panel-${name}`}
          tabIndex={name === current ? 0 : -1}
          onClick={() => choose(name)}
        >
          {titles[name]}
        </button>
      ))}
    </div>
  );
}

function SidePanel(): ReactElement {
  const tab = useUi((state) => state.sideTab);
  return (
    <aside className="side" aria-label="Settings and results">
      <SideEdge />
      <Tabs
        label="Settings and results"
        names={SIDE_TABS}
        titles={SIDE_TITLES}
        current={tab}
        choose={(sideTab) => uiStore.setState({ sideTab })}
      />
      <div className="side-body" role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`} tabIndex={0}>
        {tab === 'part' ? <PartInspector /> : tab === 'inside' ? <InsidePanel /> : tab === 'scenario' ? <ScenarioPanel /> : <Results />}
      </div>
    </aside>
  );
}

function Dock(): ReactElement {
  const tab = useUi((state) => state.dockTab);
  return (
    <>
      <div className="dock-head">
        <Tabs
          label="Charts, log and look up"
          names={DOCK_TABS}
          titles={DOCK_TITLES}
          current={tab}
          choose={(dockTab) => uiStore.setState({ dockTab })}
        />
        {tab === 'charts' && <ChartTools />}
      </div>
      <div className="dock-body" role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`}>
        {tab === 'charts' ? (
          <Charts />
        ) : tab === 'log' ? (
          <LogPanel />
        ) : tab === 'space' ? (
          <SpaceTimePanel />
        ) : tab === 'why' ? (
          <WhyPanel />
        ) : tab === 'faults' ? (
          <FaultTimeline />
        ) : (
          <LookupPanel />
        )}
      </div>
    </>
  );
}

function Announcer(): ReactElement {
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {useUi((state) => state.announcement)}
    </div>
  );
}

function useTheme(): void {
  const { theme, reducedMotion } = useUi((state) => state.settings);
  useEffect(() => {
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const apply = (): void => {
      document.documentElement.dataset.theme = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme;
      document.documentElement.dataset.motion = reducedMotion;
      uiStore.setState({});
    };
    apply();
    dark.addEventListener('change', apply);
    return () => dark.removeEventListener('change', apply);
  }, [theme, reducedMotion]);
}

function useAnnouncedResults(): void {
  const summary = useCurrentRun()?.report?.summary;
  useEffect(() => {
    if (summary !== undefined) announce(strings.runDone(summary.requests.ok, summary.requests.failed, summary.goodputPerSecond.toFixed(1)));
  }, [summary]);
}

/**
 * Selecting a part shows its settings, or what is inside it while that is what is looked at. Outside of React: the whole window would be
 * rendered again at every click.
 */
function followSelection(): () => void {
  return documentModel.store.subscribe(({ selection, future }, before) => {
    if (selection === before.selection) return;
    const [insideNode] = selection.nodes;
    // An undone step brings its selection back; the panel in use should stay.
    const isNew = future.length === 0 && selection.nodes.length + selection.links.length > 0;
    const { sideTab, insideNode: lookedAt } = uiStore.getState();
    if (insideNode !== undefined && insideNode !== lookedAt) uiStore.setState({ insideNode });
    if (isNew && sideTab !== 'inside' && sideTab !== 'part') uiStore.setState({ sideTab: 'part' });
  });
}

/** What the shell asks for from outside: a file opened by the system, or a command of its menu. */
export function listenToShell(): () => void {
  return api.onCommand(({ id, path }) => {
    if (path !== undefined) {
      void files.openPath(path);
      return;
    }
    const command = commands.find((candidate) => candidate.id === id);
    if (command !== undefined && isEnabled(command)) command.run();
  });
}
