import type { MachineInput, ReachedLine } from '../sim/index';
import type { HeldPages } from './heldPages';
import { STOPPED } from './javascriptLimits';
import { withMarks } from './javascriptLines';
import { NODE_LIMITS } from './nodeLimits';
import { readHarnessOutput } from './nodeOutputs';
import type { NodeSandbox } from './nodeSandbox';
import { SHORT_TEXTS, SHOWN_VALUE } from './shownValue';

/** So many times the work may be done by a program that tells of its lines. */
const WATCHED = 20;
const NO_LINES: readonly ReachedLine[] = [];

/** Runs before a program that tells of its lines: what it calls, and what gives all that was told since the last time. */
const TELLING = (mark: string): string => `(function () {
  'use strict';
  const { stringify } = JSON;
  const { apply } = Reflect;
  const { isArray } = Array;
  const { getPrototypeOf, keys, defineProperty } = Object;
  const { slice } = String.prototype;
  const setForEach = Set.prototype.forEach;
  const mapForEach = Map.prototype.forEach;
${SHORT_TEXTS}
${SHOWN_VALUE}
  let told = '';
  let left = ${NODE_LIMITS.reachedLines};
  const hide = (name, value) => defineProperty(globalThis, name, { value });
  hide('${mark}', (line, names) => {
    if (left-- <= 0) return;
    let out = '';
    for (let i = 0; i < names.length; i++) {
      const name = names[i][0];
      let item;
      try {
        const value = (0, names[i][1])();
        if (typeof value === 'function') continue;
        item = name + ' = ' + short(shown(value, 0), 80);
      } catch (error) {
        // It has no value yet, or none that can be shown.
        continue;
      }
      out += (out === '' ? '' : ', ') + item;
    }
    told += 'b' + line + '\\t' + stringify(short(out, 200)) + '\\n';
  });
  hide('${mark}told', () => {
    const lines = told;
    told = '';
    left = ${NODE_LIMITS.reachedLines};
    return lines;
  });
})()`;

/**
 * Runs a second copy of a node's program beside it, which is given the same and tells of the lines that it reaches. What it does is never
 * looked at: the program itself, whose trace must not change, is as it would be without.
 */
export class WatchedProgram {
  private pages: HeldPages | null = null;
  private text: { readonly code: string; readonly mark: string } | null = null;
  private lines: readonly number[] = [];
  /** How the program was started, as long as it has been given nothing else; null: it has, and so it cannot be followed. */
  private start: Extract<MachineInput, { type: 'start' }> | null = null;

  constructor(
    private readonly sandbox: NodeSandbox,
    private readonly source: string,
  ) {}

  /** The program is at some other moment of its life, or at none. */
  forget(): void {
    if (this.pages !== null) this.sandbox.memory.letGo(this.pages);
    this.pages = null;
    this.start = null;
  }

  /**
   * Gives it what the program was given; the lines among `lines` that it has reached. `stopped`: why the program was, by its limits;
   * null: it was not.
   */
  follow(input: MachineInput, lines: readonly number[], stopped: string | null): readonly ReachedLine[] {
    if (input.type === 'start') {
      this.forget();
      this.start = input;
      return lines.length === 0 ? NO_LINES : this.begin(input, lines, stopped);
    }
    const { start } = this;
    this.start = null;
    if (lines.length === 0) {
      if (this.pages !== null) this.forget();
      return NO_LINES;
    }
    if (this.pages === null && start !== null) this.begin(start, lines, null);
    if (String(lines) !== String(this.lines)) this.forget();
    return this.run(input, stopped);
  }

  private begin(start: MachineInput, lines: readonly number[], stopped: string | null): readonly ReachedLine[] {
    if (this.text === null || String(lines) !== String(this.lines)) {
      let mark = 'reachedLine$';
      while (this.source.includes(mark)) mark += '$';
      this.text = { code: withMarks(this.source, lines, mark), mark };
      this.lines = [...lines];
    }
    this.pages = this.sandbox.memory.pages();
    return this.run(start, stopped);
  }

  private run(input: MachineInput, stopped: string | null): readonly ReachedLine[] {
    const { sandbox, pages, text } = this;
    if (pages === null || text === null) return NO_LINES;
    sandbox.memory.hold(pages);
    // Where the program was stopped, what stands behind that place is not reached.
    sandbox.begin(stopped === null ? WATCHED : 1, stopped === null || stopped === STOPPED.steps ? WATCHED : 1);
    try {
      if (input.type === 'start') sandbox.ask(`${TELLING(text.mark)}, ''`);
      sandbox.act(input, text.code);
      sandbox.settle();
      sandbox.call('take', null);
      sandbox.begin();
      return readHarnessOutput(sandbox.ask(`${text.mark}told()`)).reached;
    } catch {
      this.forget();
      return NO_LINES;
    }
  }
}
