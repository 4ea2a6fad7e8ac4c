import { z } from 'zod';
import { breakpointSchema } from './breakpointSchema';
import { checkSchema } from './checkSchema';
import { distributionSchema } from './distributionSchema';
import { fallaciesSchema } from './fallacies';
import { faultSchema, idSchema, MAX_DURATION_SECONDS } from './faultSchema';
import { keysSchema } from './keysSchema';
import { linkNetworkSchema } from './networkSchema';
import { pricesSchema } from './priceSchema';
import { programsSchema } from './programSchema';

export { faultSchema, idSchema, MAX_DURATION_SECONDS } from './faultSchema';
export type { Fault, FaultType } from './faultSchema';
export { CHECK_METRICS, checkRenamed, checkSchema, GAUGE_METRICS, isMetricCheck, isRegisterClaim, partsOfCheck } from './checkSchema';
export type { Check, ClaimCheck, ConvergenceCheck, MetricCheck, RegisterClaim, SaysCheck } from './checkSchema';

/** The file format this version writes. Older ones are migrated, newer ones refused. */
export const SCENARIO_FORMAT = 2;

const coordinate = z.number().min(-1e6).max(1e6);

/** One part on the canvas. `params` is checked against the fields of its kind. */
export const nodeSchema = z.strictObject({
  id: idSchema,
  kind: z.string().min(1).max(60),
  /** What people call it, in any script; a character may take several units. */
  label: z.string().max(400).optional(),
  x: coordinate,
  y: coordinate,
  locked: z.boolean().optional(),
  zone: z.string().min(1).max(40).optional(),
  /** The network in whose frame it stands. */
  network: idSchema.optional(),
  params: z.record(z.string(), z.json()),
});

/** One wire: requests travel from `from` to `to`, replies travel back. */
export const linkSchema = z.strictObject({
  id: idSchema,
  from: idSchema,
  to: idSchema,
  latency: distributionSchema.optional(),
  lossPercent: z.number().min(0).max(100).optional(),
  network: linkNetworkSchema.optional(),
});

/** A note on the canvas; it has no effect on the run. */
export const noteSchema = z.strictObject({
  id: idSchema,
  text: z.string().max(5000),
  x: coordinate,
  y: coordinate,
  widthPx: z.number().min(40).max(4000).optional(),
  heightPx: z.number().min(20).max(4000).optional(),
});

/** Parts that are looked at, folded up and cut off as one (a data centre, a group of shards); it has no effect on the run. */
export const groupSchema = z.strictObject({
  id: idSchema,
  title: z.string().min(1).max(80),
  nodes: z.array(idSchema).min(1).max(20_000),
  collapsed: z.boolean().optional(),
});

/** A field of a part that gets another value before the run begins. */
export const changeSchema = z.strictObject({ node: idSchema, param: z.string().min(1).max(60), value: z.json() });

/**
 * The scenario with some fields changed, for instance a cure switched off: some of its checks must then fail. It has no effect on the run.
 */
export const mutationSchema = z.strictObject({
  id: idSchema,
  title: z.string().min(1).max(200).optional(),
  changes: z.array(changeSchema).min(1).max(1000),
});

/** The scenario document: everything a run depends on, and where things stand on the canvas. */
export const scenarioSchema = z.strictObject({
  $schema: z.string().max(500).optional(),
  format: z.literal(SCENARIO_FORMAT),
  kinds: z.record(z.string(), z.int().min(1)),
  /** Versions of the faults and of the checks that it uses, by type. In memory all are of this version, and both are left out. */
  faultKinds: z.record(z.string(), z.int().min(1)).optional(),
  checkKinds: z.record(z.string(), z.int().min(1)).optional(),
  name: z.string().min(1).max(200),
  description: z.string().max(20_000).optional(),
  seed: z.int().min(0).max(4_294_967_295),
  durationSeconds: z.number().positive().max(MAX_DURATION_SECONDS),
  fallacies: fallaciesSchema.optional(),
  prices: pricesSchema.optional(),
  keys: keysSchema.optional(),
  nodes: z.array(nodeSchema).max(20_000),
  links: z.array(linkSchema).max(100_000),
  faults: z.array(faultSchema).max(10_000),
  checks: z.array(checkSchema).max(1000),
  solution: z.array(changeSchema).max(1000).optional(),
  mutations: z.array(mutationSchema).max(100).optional(),
  breakpoints: z.array(breakpointSchema).max(200).optional(),
  notes: z.array(noteSchema).max(1000).optional(),
  groups: z.array(groupSchema).max(1000).optional(),
  lesson: z.json().optional(),
  programs: programsSchema.optional(),
});

/** A whole scenario document. */
export type Scenario = z.infer<typeof scenarioSchema>;
/** A part of the document. */
export type ScenarioNode = z.infer<typeof nodeSchema>;
/** A wire of the document. */
export type ScenarioLink = z.infer<typeof linkSchema>;
/** A field of a part that gets another value before the run begins. */
export type ParamChange = z.infer<typeof changeSchema>;
/** A note on the canvas. */
export type ScenarioNote = z.infer<typeof noteSchema>;
/** Parts that are treated as one on the canvas. */
export type ScenarioGroup = z.infer<typeof groupSchema>;
