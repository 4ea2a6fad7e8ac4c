import { execFile } from 'node:child_process';
import { access, mkdir, readdir, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import type { FileAssociation, Result } from '../../../contract/index';
import { writeAtomically } from '../atomicFile';
import { bad, fileFailure, good } from '../result';
import { linuxPlan } from './linux';
import { macPlan } from './mac';
import type { AssociationPlace, AssociationPlan, Step } from './plan';
import { windowsPlan } from './windows';

/** How a program ended: its exit code, null when it is not there or was stopped, and what it complained about. */
export interface Ended {
  readonly code: number | null;
  readonly complaint: string;
}

/** Runs a program without a shell. */
export type RunProgram = (program: string, args: readonly string[]) => Promise<Ended>;

/** Where files are to be opened by double-click, and with what. */
export interface AssociationOptions extends AssociationPlace {
  readonly platform: NodeJS.Platform;
  readonly run?: RunProgram;
}

/** Opening scenario files by double-click, for one user and without an installer. */
export interface Association {
  /** Whether they are opened so. */
  look(): Promise<Result<FileAssociation>>;
  add(): Promise<Result<FileAssociation>>;
  /** Leaves nothing of it behind. */
  remove(): Promise<Result<FileAssociation>>;
}

const PROGRAM_LIMIT_MS = 30_000;

const runProgram: RunProgram = (program, args) =>
  new Promise((done) => {
    execFile(program, args, { timeout: PROGRAM_LIMIT_MS, windowsHide: true }, (error, _out, complaint) => {
      done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : null, complaint: complaint.trim() });
    });
  });

/** What is to be done on a system: freedesktop.org's way on everything that is neither Windows nor a Mac. */
export function planFor(platform: NodeJS.Platform, place: AssociationPlace): Result<AssociationPlan> {
  return platform === 'win32' ? windowsPlan(place) : platform === 'darwin' ? macPlan(place) : linuxPlan(place);
}

/** Makes it for a system. */
export function createAssociation({ platform, run = runProgram, ...place }: AssociationOptions): Association {
  const planned = planFor(platform, place);
  const stateOf = async (plan: AssociationPlan): Promise<Result<FileAssociation>> =>
    good({ on: await isOn(plan, run), places: plan.places });
  const carryOut = async (steps: readonly Step[], plan: AssociationPlan): Promise<Result<FileAssociation>> => {
    for (const step of steps) {
      const done = await perform(step, run, plan);
      if (!done.ok) return done;
    }
    return stateOf(plan);
  };
  return {
    look: async () => (planned.ok ? stateOf(planned.value) : planned),
    add: async () => {
      if (!planned.ok) return planned;
      const added = await carryOut(planned.value.add, planned.value);
      // Half of it would be worse than nothing: a type that nothing opens.
      if (!added.ok)
        await carryOut(
          planned.value.remove.filter((step) => step.type !== 'run' && step.type !== 'then'),
          planned.value,
        );
      return added;
    },
    remove: async () => (planned.ok ? carryOut(planned.value.remove, planned.value) : planned),
  };
}

async function isOn({ mark }: AssociationPlan, run: RunProgram): Promise<boolean> {
  if (mark.type === 'command') return (await run(mark.program, mark.args)).code === 0;
  return access(mark.path).then(
    () => true,
    () => false,
  );
}

async function perform(step: Step, run: RunProgram, plan: AssociationPlan): Promise<Result<null>> {
  switch (step.type) {
    case 'run': {
      const { code, complaint } = await run(step.program, step.args);
      if (code === 0 || !step.isNeeded) return good(null);
      const why =
        code === null
          ? `${step.program} is not on this computer`
          : `${step.program} failed${complaint === '' ? '' : ` (${complaint.split('\n')[0]})`}`;
      return bad(
        'no-association',
        `Files could not be linked to Faultboard, because ${why}${plan.missing === '' ? '' : `; ${plan.missing}`}.`,
      );
    }
    case 'then': {
      for (const next of await step.steps({ list: (folder) => readdir(folder).catch(() => []) })) {
        const done = await perform(next, run, plan);
        if (!done.ok) return done;
      }
      return good(null);
    }
    default:
      return change(step);
  }
}

async function change(step: Extract<Step, { path: string }>): Promise<Result<null>> {
  try {
    if (step.type === 'remove') await rm(step.path, { recursive: true, force: true });
    else if (step.type === 'removeEmpty') await removeEmpty(step.path, step.upTo);
    else {
      const before = step.type === 'write' ? '' : await readFile(step.path, 'utf8').catch(unlessMissing);
      const text = step.type === 'write' ? step.text : step.by(before);
      if (step.type === 'change' && text === before) return good(null);
      await mkdir(dirname(step.path), { recursive: true });
      if (step.type === 'change' && text === '') await rm(step.path, { force: true });
      else await writeAtomically(step.path, text);
    }
    return good(null);
  } catch (error) {
    return fileFailure(error, step.path);
  }
}

function unlessMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return '';
  throw error;
}

async function removeEmpty(folder: string, upTo: string): Promise<void> {
  for (let at = folder; at !== upTo && !relative(upTo, at).startsWith('..'); at = dirname(at)) {
    if (
      !(await rmdir(at).then(
        () => true,
        () => false,
      ))
    )
      return;
  }
}
