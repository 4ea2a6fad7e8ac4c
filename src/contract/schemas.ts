import { z } from 'zod';
import { faultSchema, MOST_CODE, MOST_SEEDS, breakpointSchema } from '../sim/index';
import { MOST_HISTORY_ROWS, MOST_TEXT } from './api';

const path = z.string().min(1).max(4096);
const text = z.string().max(MOST_TEXT);
/** Characters a script may have. */
const MOST_SCRIPT = 200_000;
const runId = z.string().min(1).max(100);
const timeNs = z.number().min(0).max(1e15);

const lessonId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);

/** What a person has done in a lesson, as it is kept and as a file of progress has it. */
export const lessonProgressSchema = z.strictObject({
  board: z.string().max(200_000).nullable(),
  answers: z.record(z.string().max(40), z.union([z.string().max(100), z.number()])),
  hints: z.int().min(0).max(100),
  won: z.boolean(),
  points: z.int().min(0).max(10_000),
  best: z.number().nullable(),
});

/** A file of progress: lessons by their ids. */
export const progressFileSchema = z.strictObject({ progress: z.literal(1), lessons: z.record(lessonId, lessonProgressSchema) });

/** Arguments of every call of the API, checked by both shells before anything happens. */
export const apiSchemas = {
  shellInfo: z.undefined(),
  listExamples: z.undefined(),
  openExample: z.strictObject({ id: z.string().regex(/^[a-z0-9-]{1,80}$/) }),
  chooseOpen: z.undefined(),
  chooseSave: z.strictObject({ suggestedName: z.string().max(255) }),
  listFolder: z.strictObject({ path: z.string().max(4096) }),
  openFile: z.strictObject({ path }),
  saveFile: z.strictObject({ path, text, stamp: z.string().max(200).nullable() }),
  exportFile: z.strictObject({ path, text, base64: z.boolean(), ending: z.string().max(20), replace: z.boolean() }),
  recentFiles: z.undefined(),
  fileStamp: z.strictObject({ path }),
  fileAssociation: z.strictObject({ action: z.enum(['look', 'add', 'remove']) }),
  saveRecovery: z.strictObject({ id: z.string().regex(/^[A-Za-z0-9-]{1,80}$/), name: z.string().max(255), path: path.nullable(), text }),
  listRecoveries: z.undefined(),
  dropRecovery: z.strictObject({ id: z.string().regex(/^[A-Za-z0-9-]{1,80}$/) }),
  getSettings: z.undefined(),
  setSettings: z.strictObject({
    theme: z.enum(['system', 'light', 'dark', 'contrast']).optional(),
    reducedMotion: z.enum(['system', 'on', 'off']).optional(),
    seenTour: z.boolean().optional(),
    panelWidthPx: z.number().min(100).max(2000).optional(),
    dockHeightPx: z.number().min(0).max(2000).optional(),
    partsOpen: z.boolean().nullable().optional(),
    sideOpen: z.boolean().nullable().optional(),
    dockOpen: z.boolean().nullable().optional(),
    charts: z.array(z.string().max(40)).max(40).optional(),
    openLesson: z.string().max(40).optional(),
    lessons: z.record(lessonId, lessonProgressSchema).optional(),
  }),
  setDocumentState: z.strictObject({ title: z.string().max(500), unsaved: z.boolean(), path: path.nullable().optional() }),
  setMenu: z.strictObject({
    commands: z
      .array(
        z.strictObject({
          id: z.string().max(80),
          label: z.string().max(200),
          group: z.string().max(40),
          key: z.string().max(40).nullable(),
          line: z.boolean(),
          enabled: z.boolean(),
        }),
      )
      .max(500),
  }),
  processQuestion: z.strictObject({ scenarioText: text }),
  allowProcesses: z.strictObject({ code: z.string().max(100) }),
  startRun: z.strictObject({ scenarioText: text, seed: z.int().min(0).max(4_294_967_295).nullable(), journal: text.optional() }),
  runJournal: z.strictObject({ runId }),
  branchRun: z.strictObject({ runId, atNs: timeNs, faults: z.array(faultSchema).max(10_000) }),
  startExperiment: z.strictObject({
    runId,
    otherId: runId.nullable(),
    seeds: z.int().min(2).max(MOST_SEEDS),
    names: z.tuple([z.string().max(200), z.string().max(200)]),
  }),
  experimentResult: z.strictObject({ runId }),
  cancelRun: z.strictObject({ runId }),
  closeRun: z.strictObject({ runId }),
  runReport: z.strictObject({ runId }),
  runWindow: z.strictObject({ runId, fromNs: timeNs, toNs: timeNs, maxRows: z.int().min(1).max(5_000_000), ahead: z.boolean().optional() }),
  runMoment: z.strictObject({ runId, atNs: timeNs }),
  runExplain: z.strictObject({ runId, request: z.int().min(1).nullable(), check: z.string().max(60).nullable() }),
  runRequest: z.strictObject({ runId, request: z.int().min(1) }),
  runDifference: z.strictObject({ runId, otherId: runId }),
  runHistory: z.strictObject({ runId, atNs: timeNs, maxRows: z.int().min(1).max(MOST_HISTORY_ROWS) }),
  runInspect: z.strictObject({ runId, atNs: timeNs, node: z.string().max(60) }),
  runBreak: z.strictObject({
    runId,
    fromNs: timeNs.or(z.literal(-1)),
    direction: z.literal([1, -1]),
    breakpoints: z.array(breakpointSchema).max(200),
    maxEvents: z.int().min(1).max(10_000_000),
  }),
  runLookup: z.strictObject({ runId, atNs: timeNs, node: z.string().max(60), key: z.string().max(200) }),
  tryProgram: z.strictObject({
    code: z.string().max(MOST_CODE),
    language: z.enum(['javascript', 'python']).optional(),
    name: z.string().regex(/^[a-zA-Z]{1,40}$/),
    trial: z.string().max(10_000),
  }),
  readScript: z.strictObject({ script: z.string().max(MOST_SCRIPT) }),
} as const;

/** Names of the calls of the API. */
export type ApiMethod = keyof typeof apiSchemas;
