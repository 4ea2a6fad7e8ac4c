import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { python } from '@codemirror/lang-python';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Annotation, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Languages that are coloured. */
export type CodeLanguage = 'javascript' | 'python';

/** A word that is offered, what stands behind it, and what it does. */
export interface CodeWord {
  readonly word: string;
  readonly detail: string;
  readonly info: string;
}

/** A code field on the page. */
export interface CodeView {
  /** Shows this code, unless it is shown already. */
  show(code: string): void;
  /** Marks a line as wrong; null: none is. */
  mark(mistake: { readonly line: number; readonly message: string } | null): void;
  destroy(): void;
}

/** What the field tells. */
export interface CodeCalls {
  change(code: string): void;
  undo(): void;
  redo(): void;
}

/** On changes that come from outside and are not told back. */
const fromOutside = Annotation.define<boolean>();

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--series-5)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--series-2)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--series-1)' },
  { tag: [tags.comment], color: 'var(--text-soft)', fontStyle: 'italic' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--accent)' },
]);

const theme = EditorView.theme({
  '&': {
    fontSize: '12px',
    backgroundColor: 'var(--raised)',
    color: 'var(--text)',
    border: '1px solid var(--line-strong)',
    borderRadius: '6px',
  },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5', maxHeight: '360px', minHeight: '96px', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': { backgroundColor: 'var(--page)', color: 'var(--text-soft)', border: 'none', borderRadius: '6px 0 0 6px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 9%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 30%, transparent)',
  },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--bad-text)', textUnderlineOffset: '3px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', maxHeight: '180px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--accent-text, var(--panel))' },
  '.cm-completionInfo': { maxWidth: '260px', padding: '4px 8px' },
  '.cm-tooltip': { backgroundColor: 'var(--panel)', color: 'var(--text)', border: '1px solid var(--line-strong)' },
});

/** Offers what stands behind `node.` while it is written. */
function wordsBehindNode(words: readonly CodeWord[]): (context: CompletionContext) => CompletionResult | null {
  const options = words.map(({ word, detail, info }) => ({
    label: word,
    detail,
    info,
    type: detail.startsWith('(') ? 'function' : 'property',
  }));
  return (context) => {
    const found = context.matchBefore(/\bnode\.\w*/);
    return found === null ? null : { from: found.from + 'node.'.length, options, validFor: /^\w*$/ };
  };
}

function extensions(label: string, language: CodeLanguage, words: readonly CodeWord[], calls: CodeCalls): Extension[] {
  const does = (work: () => void) => (): boolean => {
    work();
    return true;
  };
  return [
    // Tab indents only with Escape not pressed before it; Escape, then Tab leaves the field, as everywhere with this editor.
    keymap.of([
      { key: 'Mod-z', run: does(() => calls.undo()) },
      { key: 'Mod-Shift-z', run: does(() => calls.redo()) },
      { key: 'Mod-y', run: does(() => calls.redo()) },
      indentWithTab,
      ...defaultKeymap,
    ]),
    lineNumbers(),
    drawSelection(),
    highlightActiveLine(),
    bracketMatching(),
    indentOnInput(),
    indentUnit.of(language === 'python' ? '    ' : '  '),
    EditorState.tabSize.of(language === 'python' ? 4 : 2),
    language === 'python' ? python() : javascript(),
    syntaxHighlighting(colours),
    ...(words.length === 0 ? [] : [autocompletion({ override: [wordsBehindNode(words)], icons: false })]),
    theme,
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && update.transactions.every((transaction) => transaction.annotation(fromOutside) !== true))
        calls.change(update.state.doc.toString());
    }),
  ];
}

/**
 * Puts a code field into an element; `words`: what is offered behind `node.`.
 * It lives in a shadow root, where its styles need no permission from the content policy of the page.
 */
export function createCodeView(
  host: HTMLElement,
  label: string,
  language: CodeLanguage,
  words: readonly CodeWord[],
  calls: CodeCalls,
): CodeView {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const view = new EditorView({ parent: root, root, state: EditorState.create({ extensions: extensions(label, language, words, calls) }) });
  return {
    show: (code) => {
      const current = view.state.doc.toString();
      if (current === code) return;
      // Only what differs is replaced, so that the cursor stays where it is.
      let from = 0;
      while (from < current.length && from < code.length && current[from] === code[from]) from++;
      let end = 0;
      while (end < current.length - from && end < code.length - from && current[current.length - 1 - end] === code[code.length - 1 - end])
        end++;
      view.dispatch({
        changes: { from, to: current.length - end, insert: code.slice(from, code.length - end) },
        annotations: fromOutside.of(true),
      });
    },
    mark: (mistake) => {
      const line = mistake === null || mistake.line > view.state.doc.lines ? null : view.state.doc.line(mistake.line);
      view.dispatch(
        setDiagnostics(
          view.state,
          line === null || mistake === null
            ? []
            : [{ from: line.from, to: Math.max(line.to, line.from), severity: 'error', message: mistake.message }],
        ),
      );
    },
    destroy: () => {
      view.destroy();
      root.replaceChildren();
    },
  };
}
