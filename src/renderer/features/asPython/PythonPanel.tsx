import { lazy, Suspense, useMemo, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { CodeWord } from '../../ui/code/codeView';
import { useDocument, useServices } from '../../workbench/context';
import { apply, backToBoard, draftOf, scriptOf, step, write, type Draft } from './draft';
import { strings } from './strings';
import css from './asPython.module.css';

const CodeEditor = lazy(() => import('../../ui/code/CodeEditor').then((module) => ({ default: module.CodeEditor })));
const NO_WORDS: readonly CodeWord[] = [];

/** The board as a script that builds it, to be read and to be written. */
export function PythonPanel(): ReactElement {
  const services = useServices();
  const scenario = useDocument((state) => state.scenario);
  const draft = useStore(draftOf(services));
  const own = useMemo(() => scriptOf(scenario, draft.applied), [scenario, draft.applied]);
  const text = draft.text ?? own;
  const { problem } = draft;
  const mistake = problem === null || problem.line === null ? null : { line: problem.line, message: problem.message };
  return (
    <div
      className={css.panel}
      // Higher than a low dock, it scrolls: by keys, too, before the editor has the focus.
      role="region"
      aria-label={strings.title}
      tabIndex={0}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        void apply(services);
      }}
    >
      <div className={css.tools}>
        <button
          type="button"
          title={strings.applyHelp}
          disabled={draft.text === null || draft.isApplying}
          onClick={() => void apply(services)}
        >
          {strings.apply}
        </button>
        <button type="button" title={strings.backHelp} disabled={draft.text === null} onClick={() => backToBoard(services)}>
          {strings.back}
        </button>
        <p role="status" className={problem === null ? 'hint' : 'problem'} data-testid="script-status">
          {statusOf(draft, draft.begunAt === scenario)}
        </p>
      </div>
      <Suspense fallback={<p className="hint">{strings.loading}</p>}>
        <CodeEditor
          label={strings.editor}
          code={text}
          language="python"
          words={NO_WORDS}
          mistake={mistake}
          onChange={(changed) => write(services, changed)}
          onUndo={() => step(services, 'undo')}
          onRedo={() => step(services, 'redo')}
        />
      </Suspense>
      <p className="hint">{strings.hint}</p>
    </div>
  );
}

function statusOf({ text, problem, isApplying, applied }: Draft, isSameBoard: boolean): string {
  if (isApplying) return strings.applying;
  if (problem !== null) return strings.problem(problem.line, problem.message);
  if (text !== null) return isSameBoard ? strings.changed : strings.boardChanged;
  return applied === null ? strings.same : strings.done;
}
