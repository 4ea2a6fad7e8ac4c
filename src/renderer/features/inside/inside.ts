import { uiStore } from '../../workbench/windowState';

/** Shows what is inside a part at the playhead; null: of the one looked at before, or to be chosen. The focus goes to the panel. */
export function lookInside(node: string | null): void {
  uiStore.setState((state) => ({ sideTab: 'inside', insideNode: node ?? state.insideNode }));
  requestAnimationFrame(() => document.getElementById('inside-part')?.focus());
}
