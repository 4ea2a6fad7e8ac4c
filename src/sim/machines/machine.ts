import type { MessageBody } from '../network/messages';
import type { ProgramProblem } from './problem';

/** The body of a message as programs exchange them: an object with a `type`. `in_reply_to` of an answer is `msg_id` of what it answers. */
export type NodeBody = { readonly type: string } & { readonly [name: string]: MessageBody };

/** What a machine is given: it is called for nothing else, and sees nothing else of the world. */
export type MachineInput =
  | {
      readonly type: 'start';
      /** What its own clock says, ms since the start of the run. */
      readonly clockMs: number;
      /** Its name, the names of all nodes of its network (its own among them), and of those it is next to. */
      readonly nodeId: string;
      readonly nodeIds: readonly string[];
      readonly neighbours: readonly string[];
      /** Where its chance begins: a whole number of 32 bits. */
      readonly seed: number;
      /** How many times it has been started before. */
      readonly life: number;
      /** What it has stored before a crash, as JSON texts by name. */
      readonly storage: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'message';
      readonly clockMs: number;
      readonly src: string;
      readonly body: NodeBody;
      /** The message's number in the run; an answer names it. */
      readonly id: number;
    }
  | { readonly type: 'timer'; readonly clockMs: number; readonly timer: number };

/** What a machine does in answer to an input. */
export type MachineOutput =
  | {
      readonly type: 'send';
      readonly dest: string;
      readonly body: NodeBody;
      /** Number in the run of the message that it answers; 0: none. */
      readonly answers: number;
    }
  | { readonly type: 'timer'; readonly timer: number; readonly delayMs: number }
  | { readonly type: 'cancel'; readonly timer: number }
  | { readonly type: 'log'; readonly text: string }
  /** `json`: the value as JSON text; null: it is taken away. */
  | { readonly type: 'store'; readonly name: string; readonly json: string | null };

/** What came of an input. */
export interface MachineStep {
  readonly outputs: readonly MachineOutput[];
  /** A mistake of the program; null: none. */
  readonly problem: ProgramProblem | null;
  /** The program was stopped, or could not be started: it takes no more inputs until it is started anew. */
  readonly isOver: boolean;
  /** Lines that were to be watched and that were reached, in their order. */
  readonly reached?: readonly ReachedLine[];
  /** The work that it took, in units of the machine's own; the same on every machine. */
  readonly work: number;
}

/** A line of a program that was reached, before it is carried out. */
export interface ReachedLine {
  readonly line: number;
  /** The variables of its function at that moment, as text. */
  readonly variables: string;
}

/** A machine as it was at one moment. It never changes. */
export interface MachineImage {
  /** What keeping it costs beside the images kept before. */
  readonly bytes: number;
}

/** A variable of a program, as text. */
export interface MachineVariable {
  readonly name: string;
  readonly value: string;
}

/**
 * What runs the code of one node. All of its state lies in it; an image of it is enough to go on from there with the same answers. It never
 * throws for anything that a program does, and always ends.
 */
export interface Machine {
  /** Begins anew: what it knew is gone. */
  reset(): void;
  /** `lines`: lines of the program that are watched, which costs work; a machine that cannot tell of lines reaches none. */
  deliver(input: MachineInput, lines?: readonly number[]): MachineStep;
  save(): MachineImage;
  load(image: MachineImage): void;
  /** The variables of the program by name, in the order of its text. Looking changes nothing. */
  variables(): readonly MachineVariable[];
}
