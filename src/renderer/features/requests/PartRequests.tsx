import type { ReactElement } from 'react';
import type { ScenarioNode } from '../../../sim/index';
import { ScriptEditor } from './ScriptEditor';
import { SendForm } from './SendForm';
import { canSend } from './sendState';
import './requests.module.css';

/** What one part that sends requests can be told to send: one now, and those of its script. */
export function PartRequests({ nodes }: { readonly nodes: readonly ScenarioNode[] }): ReactElement | null {
  const [node] = nodes;
  if (nodes.length !== 1 || !canSend(node.kind)) return null;
  return (
    <>
      <SendForm key={`send ${node.id}`} client={node.id} />
      <ScriptEditor key={`script ${node.id}`} node={node} />
    </>
  );
}
