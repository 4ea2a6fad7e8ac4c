import { useEffect, useRef, type ReactElement } from 'react';
import type { ScenarioProgram } from '../../../sim/index';
import { createCodeView, type CodeView } from './codeView';
import { NODE_WORDS } from './nodeWords';

interface CodeEditorProps {
  readonly label: string;
  readonly code: string;
  readonly language: ScenarioProgram['language'];
  /** The program runs as a node: its words are offered. */
  readonly isNode: boolean;
  /** A line with a mistake, and what it is; null: none. */
  readonly mistake: { readonly line: number; readonly message: string } | null;
  readonly onChange: (code: string) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/** A code field. What is written is given on at once; code that comes from elsewhere (undo) replaces what is shown. */
export function CodeEditor({ label, code, language, isNode, mistake, onChange, onUndo, onRedo }: CodeEditorProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<CodeView | null>(null);
  const calls = useRef({ onChange, onUndo, onRedo });
  calls.current = { onChange, onUndo, onRedo };
  useEffect(() => {
    if (host.current === null) return undefined;
    const made = createCodeView(host.current, label, language, isNode ? NODE_WORDS[language] : [], {
      change: (text) => calls.current.onChange(text),
      undo: () => calls.current.onUndo(),
      redo: () => calls.current.onRedo(),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [label, language, isNode]);
  useEffect(() => view.current?.show(code), [code, label, language]);
  useEffect(() => view.current?.mark(mistake), [mistake, code, label, language]);
  return <div ref={host} className="code-editor" data-testid="code-editor" />;
}
