import { useEffect, useRef, type ReactElement } from 'react';
import { createCodeView, type CodeLanguage, type CodeView, type CodeWord } from './codeView';

interface CodeEditorProps {
  readonly label: string;
  readonly code: string;
  readonly language: CodeLanguage;
  /** What is offered behind `node.`; the same list as long as it is. */
  readonly words: readonly CodeWord[];
  /** A line with a mistake, and what it is; null: none. */
  readonly mistake: { readonly line: number; readonly message: string } | null;
  readonly onChange: (code: string) => void;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
}

/** A code field. What is written is given on at once; code that comes from elsewhere (undo) replaces what is shown. */
export function CodeEditor({ label, code, language, words, mistake, onChange, onUndo, onRedo }: CodeEditorProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<CodeView | null>(null);
  const calls = useRef({ onChange, onUndo, onRedo });
  calls.current = { onChange, onUndo, onRedo };
  useEffect(() => {
    if (host.current === null) return undefined;
    const made = createCodeView(host.current, label, language, words, {
      change: (text) => calls.current.onChange(text),
      undo: () => calls.current.onUndo(),
      redo: () => calls.current.onRedo(),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [label, language, words]);
  useEffect(() => view.current?.show(code), [code, label, language]);
  useEffect(() => view.current?.mark(mistake), [mistake, code, label, language]);
  return <div ref={host} className="code-editor" data-testid="code-editor" />;
}
