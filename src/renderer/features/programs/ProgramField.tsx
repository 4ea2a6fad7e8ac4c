import { lazy, Suspense, type ReactElement } from 'react';
import {
  AS_NODE,
  freshId,
  programFields,
  type ProgramFunction,
  type Scenario,
  type ScenarioNode,
  type ScenarioProgram,
  type Starter,
} from '../../../sim/index';
import { useCurrentRun, useDocument, useServices } from '../../workbench/context';
import type { DocumentModel } from '../../document/index';
import type { Field } from '../../fields/schemaFields';
import type { CodeWord } from '../../ui/code/codeView';
import { NODE_WORDS } from './nodeStrings';
import css from './programs.module.css';
import { strings } from './strings';
import { useTrial, type Trial } from './useTrial';

const NO_PROGRAMS: NonNullable<Scenario['programs']> = {};
const NO_WORDS: readonly CodeWord[] = [];
/** Loaded when somebody first writes a program: it is larger than the rest of the panel. */
const CodeEditor = lazy(() => import('../../ui/code/CodeEditor').then((module) => ({ default: module.CodeEditor })));

interface ProgramFieldProps {
  readonly field: Field;
  readonly called: ProgramFunction;
  readonly nodes: readonly ScenarioNode[];
}

/** Gives parts a new program that begins with the example, and what else they are set to with it, as one step. */
export function writeProgram(
  { actions, store }: DocumentModel,
  ids: readonly string[],
  field: Field,
  called: ProgramFunction,
  params: Readonly<Record<string, unknown>> = {},
): void {
  const id = freshId('P', Object.keys(store.getState().scenario.programs ?? {}));
  actions.edit(strings.written(id, ids.join(', ')), {
    type: 'setProgram',
    id,
    code: called.example,
    ids,
    params: { ...params, [field.name]: id },
  });
}

/** The program that a part calls: which one, its code, and what is wrong with it. */
export function ProgramField({ field, called, nodes }: ProgramFieldProps): ReactElement {
  const { document } = useServices();
  const programs = useDocument((state) => state.scenario.programs ?? NO_PROGRAMS);
  const ids = nodes.map((node) => node.id);
  const id = String(nodes[0].params[field.name] ?? '');
  const use = (chosen: string): void => {
    if (chosen === '') writeProgram(document, ids, field, called);
    else document.actions.edit(strings.taken(chosen, ids.join(', ')), { type: 'setParams', ids, params: { [field.name]: chosen } });
  };
  const known = Object.keys(programs).sort();
  return (
    <section className={css.program} aria-label={field.meta.title} data-field={field.name}>
      {id === '' && <p className="hint">{strings.none}</p>}
      {id === '' && (
        <button type="button" onClick={() => writeProgram(document, ids, field, called)}>
          {strings.write}
        </button>
      )}
      {known.length > 0 && (
        <label className="field">
          <span className="field-title">{strings.choose}</span>
          <select value={id} onChange={(event) => use(event.target.value)}>
            {known.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
            <option value="">{strings.another}</option>
          </select>
        </label>
      )}
      {Object.hasOwn(programs, id) && <Code key={id} id={id} program={programs[id]} called={called} ids={ids} />}
    </section>
  );
}

interface CodeProps {
  readonly id: string;
  readonly program: ScenarioProgram;
  readonly called: ProgramFunction;
  readonly ids: readonly string[];
}

function Code({ id, program, called, ids }: CodeProps): ReactElement {
  const { actions } = useServices().document;
  const trial = useTrial(program, called);
  const others = useDocument((state) =>
    state.scenario.nodes
      .filter((node) => !ids.includes(node.id) && programFields(node.kind).some((name) => node.params[name] === id))
      .map((node) => node.id),
  );
  const mistake =
    trial.state === 'bad' && trial.problem.line !== null ? { line: trial.problem.line, message: trial.problem.message } : null;
  const change = (text: string): void => void actions.edit(strings.edited(id), { type: 'setProgram', id, code: text });
  return (
    <>
      <LanguageField id={id} program={program} called={called} />
      <StarterField id={id} program={program} called={called} />
      <Suspense fallback={<p className="hint">{strings.loading}</p>}>
        <CodeEditor
          label={strings.editor(id)}
          code={program.code}
          language={program.language}
          words={called.name === AS_NODE ? NODE_WORDS[program.language] : NO_WORDS}
          mistake={mistake}
          onChange={change}
          onUndo={actions.undo}
          onRedo={actions.redo}
        />
      </Suspense>
      <TrialText trial={trial} called={called} />
      <RunProblem ids={ids} />
      {others.length > 0 && <p className="hint">{strings.shared(others.join(', '))}</p>}
    </>
  );
}

/** Programs to begin with: the example first. */
function startersOf({ example, pythonExample, others = [] }: ProgramFunction): readonly Starter[] {
  return [{ title: strings.firstStarter, example, pythonExample }, ...others];
}

function codeOf({ example, pythonExample }: Starter, language: ScenarioProgram['language']): string {
  return language === 'python' ? pythonExample : example;
}

/** What the program begins with, as long as nothing has been written. */
function StarterField({ id, program, called }: Omit<CodeProps, 'ids'>): ReactElement | null {
  const { actions } = useServices().document;
  const starters = startersOf(called);
  const current = starters.find((starter) => codeOf(starter, program.language) === program.code);
  if (current === undefined || starters.length < 2) return null;
  const change = (title: string): void => {
    const chosen = starters.find((starter) => starter.title === title) ?? current;
    actions.edit(strings.begins(id, title), { type: 'setProgram', id, code: codeOf(chosen, program.language), ids: [] });
  };
  return (
    <label className="field">
      <span className="field-title">{strings.starter}</span>
      <select value={current.title} onChange={(event) => change(event.target.value)}>
        {starters.map(({ title }) => (
          <option key={title} value={title}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The language of a program. A program that is still an example becomes the same example in the other language. */
function LanguageField({ id, program, called }: Omit<CodeProps, 'ids'>): ReactElement {
  const { actions } = useServices().document;
  const starter = startersOf(called).find((each) => codeOf(each, program.language) === program.code);
  const change = (language: ScenarioProgram['language']): void => {
    const code = starter === undefined ? program.code : codeOf(starter, language);
    // With parts named, even if none, it is a step of its own and no part of the writing before it.
    actions.edit(strings.inLanguage(id, strings.languages[language]), { type: 'setProgram', id, code, language, ids: [] });
  };
  return (
    <label className="field">
      <span className="field-title">{strings.language}</span>
      <select value={program.language} onChange={(event) => change(event.target.value === 'python' ? 'python' : 'javascript')}>
        <option value="javascript">{strings.languages.javascript}</option>
        <option value="python">{strings.languages.python}</option>
      </select>
    </label>
  );
}

function TrialText({ trial, called }: { readonly trial: Trial; readonly called: ProgramFunction }): ReactElement {
  const isBad = trial.state === 'bad';
  const isNode = called.name === AS_NODE;
  const text = isBad
    ? strings.problem(trial.problem.line, trial.problem.message, isNode)
    : trial.state === 'fine'
      ? isNode
        ? strings.starts
        : strings.fine(called.name)
      : strings.trying;
  return (
    <p role="status" className={isBad ? 'problem' : 'hint'} data-testid="program-trial">
      {isBad ? '\u2717 ' : trial.state === 'fine' ? '\u2713 ' : ''}
      {text}
    </p>
  );
}

/** What has gone wrong in the run on screen. */
function RunProblem({ ids }: { readonly ids: readonly string[] }): ReactElement | null {
  const problem = useCurrentRun()?.report?.summary.nodes.find((node) => ids.includes(node.id) && node.problem !== undefined)?.problem;
  return problem === undefined ? null : (
    <p className="problem">
      {strings.inRun} {problem}
    </p>
  );
}
