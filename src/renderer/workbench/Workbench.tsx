import type { ReactElement, ReactNode } from 'react';
import { useStore } from 'zustand';
import { isUnsaved, withNames } from '../document/index';
import { CloseDialogContext } from '../ui/Dialog';
import { ICONS } from '../ui/Icon';
import { Toasts } from '../ui/Toasts';
import { CommandButton } from './CommandButton';
import { useDocument, useServices, useWindow } from './context';
import { FeatureBoundary } from './FeatureBoundary';
import { MenuBar } from './MenuBar';
import { Dock, SidePanel } from './panels';
import { DockEdge, usePanelSizes } from './panelSizes';
import { Pieces } from './Pieces';
import { strings } from './strings';
import './workbench.css';

/** The whole window, around the board that it is given. */
export function Workbench({ board }: { readonly board: ReactNode }): ReactElement {
  const { open, disconnected, presenting } = useWindow((state) => ({
    open: state.open,
    disconnected: state.disconnected,
    presenting: state.presenting,
  }));
  const sizes = usePanelSizes();
  return (
    <div style={sizes} className={`app${open.dock ? '' : ' dock-closed'}${presenting ? ' is-presenting' : ''}`}>
      <TopBar />
      {!presenting && <Pieces place="left" />}
      <main className="stage" aria-label={strings.board}>
        <FeatureBoundary title={strings.theBoard}>{board}</FeatureBoundary>
        <Pieces place="board.over" />
        <div className="over-board" data-over-board="">
          <Pieces place="board.verdict" />
          {disconnected !== null && (
            <div className="banner is-bad" role="alert">
              {disconnected}
            </div>
          )}
          <Pieces place="banner" />
        </div>
        <Messages />
      </main>
      {!presenting && <SidePanel />}
      <section className="dock" aria-label={strings.runTools}>
        {open.dock && !presenting && <DockEdge />}
        <Pieces place="run.bar" />
        {(open.dock || !presenting) && <Dock />}
      </section>
      <OpenDialog />
      <Announcer />
    </div>
  );
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
  const { commands } = useServices();
  // Undo and redo are enabled by these.
  useDocument((state) => ({ past: state.past.length, future: state.future.length }));
  const presenting = useWindow((state) => state.presenting);
  if (presenting)
    return (
      <button type="button" className="primary" onClick={() => commands.run('view.present')}>
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

/** What lies over the board: the verdict and banners. */
function overBoard(): DOMRect[] {
  return Array.from(document.querySelectorAll('[data-over-board] > *'), (element) => element.getBoundingClientRect());
}

function Messages(): ReactElement {
  const { toasts, boardView } = useServices();
  return <Toasts toasts={useStore(toasts.store, (state) => state.toasts)} avoid={() => [...boardView.standing(), ...overBoard()]} />;
}

function OpenDialog(): ReactElement {
  const { window } = useServices();
  const dialog = useWindow((state) => state.dialog);
  return <CloseDialogContext value={() => window.openDialog(null)}>{dialog}</CloseDialogContext>;
}

function Announcer(): ReactElement {
  const text = useWindow((state) => state.announcement);
  const scenario = useDocument((state) => ({ of: state.scenario })).of;
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {withNames(text, scenario)}
    </div>
  );
}
