import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LessonProgress } from '../../../contract/index';
import { boardRefusal, pointsOf, scoreAnswer, scoreText, type Answer, type AnswerScore, type Lesson } from '../../../lessons/index';
import { checkedFigure, serializeScenario, type RunSummary, type Scenario } from '../../../sim/index';
import { shippedCourses, type PlacedLesson } from '../../courses/courses';
import { textOf, unsavedFile, type DocumentRules } from '../../document/index';
import { QuietRuns } from '../../workbench/quietRun';
import { perWindow, type Services } from '../../workbench/workbenchApi';
import { boardOf, boardText, NO_PROGRESS, startBoard } from './progress';
import { proofOf, type Proof } from './proof';
import { strings } from './strings';

/** Longest time that a change of the board is kept nowhere but in the window's recovery file, ms. */
const KEEP_AFTER_MS = 400;

/** The lesson that is open, with what its learner has done. */
export interface LessonState {
  /** Null: no lesson is open. */
  readonly placed: PlacedLesson | null;
  readonly progress: LessonProgress;
  /** Answers that were not checked yet, by question. */
  readonly drafts: Readonly<Record<string, Answer>>;
  /** How the answers did, by question; none before they were checked. */
  readonly scores: Readonly<Record<string, AnswerScore>>;
  readonly isChecking: boolean;
  readonly proof: Proof;
}

const CLOSED: LessonState = { placed: null, progress: NO_PROGRESS, drafts: {}, scores: {}, isChecking: false, proof: { state: 'none' } };

/** The lesson of this window. */
export const playerOf = perWindow((services) => new LessonPlayer(services));

/** Opens lessons, keeps what is done in them, and notices when one is won. */
export class LessonPlayer {
  readonly store: StoreApi<LessonState> = createStore<LessonState>(() => CLOSED);
  private readonly quiet: QuietRuns;
  private rules: DocumentRules | null = null;
  private keepTimer: number | null = null;
  /** What this class itself does with the board is not held to the rules. */
  private isOwnChange = false;
  private readonly judged = new Set<string>();
  /** The board of each run that was begun in this lesson. */
  private readonly boards = new Map<string, Scenario>();
  private startFigures: { readonly lesson: Lesson; readonly summary: RunSummary } | null = null;

  constructor(private readonly services: Services) {
    this.quiet = new QuietRuns(services.api);
  }

  /** Follows the document and the runs from now on. Returns how to stop. */
  follow(): () => void {
    const { document, playback } = this.services;
    const leave = (): void => this.keepNow();
    window.addEventListener('pagehide', leave);
    const stops = [
      document.store.subscribe((state, before) => {
        if (this.rules === null) return;
        if (state.rules !== this.rules) this.left(before.scenario);
        else if (state.scenario !== before.scenario) this.changed(state.scenario, before.scenario);
      }),
      playback.store.subscribe((state, before) => {
        if (state.runs !== before.runs) this.lookAtRuns();
      }),
      () => window.removeEventListener('pagehide', leave),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** Opens a lesson where it was left. Whether it was opened. */
  async open(id: string): Promise<boolean> {
    const placed = (await shippedCourses()).of(id);
    if (placed === undefined) return false;
    this.keepNow();
    const { document, opening, playback, window: model } = this.services;
    const progress = { ...NO_PROGRESS, ...model.store.getState().settings.lessons[id] };
    const { lesson } = placed;
    if (!(await opening.text(lesson.title, serializeScenario(boardOf(lesson, progress.board))))) return false;
    this.rules = {
      offered: lesson.board.palette.map((offered) => ({ ...offered, places: placesOf(lesson, offered.kind) })),
      refusal: (before, after) => (this.isOwnChange ? null : boardRefusal(lesson, before, after)),
    };
    document.actions.setRules(this.rules);
    this.boards.clear();
    this.store.setState({ ...CLOSED, placed, progress });
    model.changeSettings({ openLesson: id, seenTour: true });
    playback.actions.reset();
    if (Object.keys(progress.answers).length > 0) await this.score();
    return true;
  }

  /** Opens what was open when the window was closed. Whether there was something. */
  async resume(): Promise<boolean> {
    const { openLesson } = await this.services.api.getSettings();
    return openLesson !== '' && this.open(openLesson);
  }

  /** Begins the lesson anew: its board as it was, as a step that can be undone. */
  startAgain(): void {
    const { placed } = this.store.getState();
    if (placed === null) return;
    this.replace(strings.startAgain, startBoard(placed.lesson));
  }

  /** Puts the reference solution on the board, as a step that can be undone. */
  showSolution(): void {
    const { placed } = this.store.getState();
    if (placed === null) return;
    const { nodes, links, programs } = placed.lesson.solved;
    this.replace(strings.solution, { ...startBoard(placed.lesson), nodes, links, programs });
  }

  /** Takes an answer that is not checked yet. */
  answer(id: string, answer: Answer): void {
    this.store.setState(({ drafts }) => ({ drafts: { ...drafts, [id]: answer } }));
  }

  /** Runs the board that the lesson begins with, and holds the answers against it. */
  async check(): Promise<void> {
    const { placed, drafts, progress } = this.store.getState();
    if (placed === null) return;
    this.note({ answers: { ...drafts, ...progress.answers } });
    const { document, playback, commands } = this.services;
    const isUntouched = boardText(placed.lesson, document.store.getState().scenario) === null;
    if (isUntouched && playback.store.getState().currentRunId === null) commands.run('run.restart');
    await this.score();
  }

  /** Opens the next hint. */
  hint(): void {
    const { placed, progress } = this.store.getState();
    if (placed !== null) this.note({ hints: Math.min(placed.lesson.hints.length, progress.hints + 1) });
  }

  /** Closes the lesson; its board stays on screen and may be changed in every way. */
  leave(): void {
    const { document } = this.services;
    if (this.rules === null) return;
    this.keepNow();
    const { scenario } = document.store.getState();
    this.close();
    document.actions.setRules(null);
    document.actions.saved({ ...unsavedFile(scenario.name), savedText: textOf(scenario) });
  }

  /** Takes over what a file of progress says; what was done here and is further stays. */
  takeOver(lessons: Readonly<Record<string, LessonProgress>>): void {
    const known = this.services.window.store.getState().settings.lessons;
    const further = Object.entries(lessons).filter(([id, progress]) => !isFurther(known[id], progress));
    this.save(Object.fromEntries(further));
  }

  /** The score of the run on screen as the text of a file; null: it is not of this lesson's board, or not at its end. */
  scoreOfRun(): string | null {
    const { placed } = this.store.getState();
    const { runs, currentRunId } = this.services.playback.store.getState();
    const run = runs.find(({ runId }) => runId === currentRunId);
    if (placed === null || !run?.report) return null;
    let first = run;
    for (let parent = first.parent; parent !== null; parent = first.parent) {
      const id = parent.runId;
      const found = runs.find(({ runId }) => runId === id);
      if (found === undefined) return null;
      first = found;
    }
    const scenario = this.boards.get(first.runId);
    if (scenario === undefined) return null;
    return scoreText({ lesson: placed.lesson.id, scenario, interventions: run.injected, summary: run.report.summary });
  }

  private replace(label: string, scenario: Scenario): void {
    const { document, playback, boardView } = this.services;
    playback.actions.reset();
    this.isOwnChange = true;
    document.actions.edit(label, { type: 'replace', scenario });
    this.isOwnChange = false;
    this.store.setState({ proof: { state: 'none' } });
    boardView.fit();
  }

  private async score(): Promise<void> {
    const { placed, progress } = this.store.getState();
    if (placed === null) return;
    const { lesson } = placed;
    this.store.setState({ isChecking: true });
    const summary = await this.figuresOfStart(lesson);
    if (this.store.getState().placed !== placed) return;
    const answered = lesson.questions.filter(({ id }) => id in progress.answers);
    const scores = summary === null ? {} : Object.fromEntries(answered.map((q) => [q.id, scoreAnswer(q, progress.answers[q.id], summary)]));
    this.store.setState((state) => ({ isChecking: false, scores: { ...state.scores, ...scores } }));
  }

  private async figuresOfStart(lesson: Lesson): Promise<RunSummary | null> {
    if (this.startFigures?.lesson === lesson) return this.startFigures.summary;
    const report = await this.quiet.run(serializeScenario(startBoard(lesson)), null);
    if (!report.ok) {
      this.services.document.actions.setFailure(report.failure);
      return null;
    }
    this.startFigures = { lesson, summary: report.value.summary };
    return report.value.summary;
  }

  /** Remembers which board a new run is of, and looks at what a finished one says. */
  private lookAtRuns(): void {
    const { placed } = this.store.getState();
    if (placed === null) return;
    const { scenario, revision } = this.services.document.store.getState();
    for (const run of this.services.playback.store.getState().runs) {
      const isWhole = run.parent === null && run.injected.length === 0;
      if (isWhole && run.report === null && !this.boards.has(run.runId) && run.revision === revision) this.boards.set(run.runId, scenario);
      const board = this.boards.get(run.runId);
      if (run.report === null || board === undefined || this.judged.has(run.runId)) continue;
      this.judged.add(run.runId);
      void this.judge(placed, board, run.report.summary);
    }
  }

  private async judge(placed: PlacedLesson, board: Scenario, summary: RunSummary): Promise<void> {
    const { lesson } = placed;
    const worth = new Map(lesson.objectives.map(({ check, points = 1 }) => [check.id, points]));
    const points = summary.checks.reduce((sum, { id, ok }) => sum + (ok ? (worth.get(id) ?? 0) : 0), 0);
    const { progress } = this.store.getState();
    if (points > progress.points) this.note({ points });
    if (!summary.checks.every(({ ok }) => ok) || points < pointsOf(lesson)) {
      this.store.setState({ proof: { state: 'none' } });
      return;
    }
    const isStill = (): boolean => this.store.getState().placed === placed;
    const proof = await proofOf(lesson, board, this.quiet, (told) => isStill() && this.store.setState({ proof: told }));
    if (!isStill()) return;
    this.store.setState({ proof });
    if (proof.state !== 'held') return;
    this.services.window.announce(strings.wonAnnouncement);
    this.note({ won: true, best: bestOf(lesson, this.store.getState().progress.best, summary) });
  }

  private note(change: Partial<LessonProgress>): void {
    const { placed, progress } = this.store.getState();
    if (placed === null) return;
    const next = { ...progress, ...change };
    this.store.setState({ progress: next });
    this.save({ [placed.lesson.id]: next });
  }

  private save(lessons: Readonly<Record<string, LessonProgress>>): void {
    const { api, window: model } = this.services;
    model.store.setState(({ settings }) => ({ settings: { ...settings, lessons: { ...settings.lessons, ...lessons } } }));
    void api.setSettings({ lessons }).catch(() => undefined);
  }

  /** A board that is being built shows no traffic of the one before: it would be in the way. */
  private changed({ nodes, links }: Scenario, before: Scenario): void {
    if (nodes.length !== before.nodes.length || links.length !== before.links.length) this.services.playback.actions.reset();
    this.keepTimer ??= window.setTimeout(() => this.keepNow(), KEEP_AFTER_MS);
  }

  private keepNow(): void {
    if (this.rules === null) return;
    this.keep(this.services.document.store.getState().scenario);
  }

  private keep(scenario: Scenario): void {
    if (this.keepTimer !== null) window.clearTimeout(this.keepTimer);
    this.keepTimer = null;
    const { placed, progress } = this.store.getState();
    if (placed === null) return;
    const board = boardText(placed.lesson, scenario);
    if (board !== progress.board) this.note({ board });
    const { document } = this.services;
    if (document.store.getState().scenario === scenario) document.actions.kept(textOf(scenario));
  }

  /** Another document has taken the place of the lesson's. */
  private left(scenario: Scenario): void {
    this.keep(scenario);
    this.close();
  }

  private close(): void {
    this.rules = null;
    this.boards.clear();
    this.store.setState(CLOSED);
    this.services.window.changeSettings({ openLesson: '' });
  }
}

/** Where the reference solution has parts of a kind that the lesson does not begin with. */
function placesOf({ start, solved }: Lesson, kind: string): readonly { readonly x: number; readonly y: number }[] {
  return solved.nodes.filter((node) => node.kind === kind && !start.nodes.some(({ id }) => id === node.id));
}

/** The better of two figures of a lesson that keeps a score; null where it keeps none. */
function bestOf({ score }: Lesson, before: number | null, summary: RunSummary): number | null {
  const figure = score === undefined ? null : checkedFigure(score.check, summary);
  if (score === undefined || figure === null || before === null) return figure ?? before;
  return score.better === 'higher' ? Math.max(before, figure) : Math.min(before, figure);
}

/** Whether somebody has come further than a file says. */
function isFurther(known: LessonProgress | undefined, told: LessonProgress): boolean {
  if (known === undefined) return false;
  return known.won !== told.won ? known.won : known.points >= told.points;
}
