import { z } from 'zod';
import { changeSchema, checkSchema, idSchema, linkNetworkSchema, linkSchema, nodeSchema, scenarioSchema } from '../sim/index';

/** The form of lesson files that this version reads and writes. */
export const LESSON_FORMAT = 1;

const slugSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and dashes, such as five-workers');
const sentence = z.string().min(1).max(600);
const text = z.string().min(1).max(5000);

/** What a board has in place of another's: parts and wires taken away, added, fields changed, wires tuned, and programs written. */
export const boardChangeSchema = z.strictObject({
  without: z.array(idSchema).max(1000).optional(),
  parts: z.array(nodeSchema).max(1000).optional(),
  wires: z.array(linkSchema).max(1000).optional(),
  set: z.array(changeSchema).max(1000).optional(),
  /** What wires of the start board have beyond latency and loss, in place of what they had. */
  tune: z
    .array(z.strictObject({ wire: idSchema, network: linkNetworkSchema }))
    .max(1000)
    .optional(),
  /** Programs written, by their ids. */
  programs: scenarioSchema.shape.programs,
});

/** A kind of part that a learner may have on the board: what it is like, and which of its fields are the learner's to set. */
export const offeredSchema = z.strictObject({
  kind: z.string().min(1).max(60),
  params: z.record(z.string(), z.json()).optional(),
  free: z.array(z.string().min(1).max(60)).max(100).optional(),
  most: z.int().min(1).max(1000).optional(),
});

/**
 * An objective: a check of the lesson's own. It says how much evidence it needs, because nothing is shown by a system that does nothing.
 */
export const objectiveSchema = z
  .strictObject({ check: checkSchema, points: z.int().min(1).max(100).optional(), why: sentence.optional() })
  .refine(({ check }) => check.leastEvidence !== undefined && check.leastEvidence > 0, {
    message: 'needs a check with a leastEvidence of 1 or more',
  })
  .refine(({ check }) => check.title !== undefined, { message: 'needs a check with a title' });

const asked = { id: slugSchema, ask: sentence, why: text };

/** A question that is asked before a run and scored against it. */
export const questionSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...asked, type: z.literal('bottleneck') }),
  z.strictObject({
    ...asked,
    type: z.literal('figure'),
    check: checkSchema,
    unit: z.string().max(40),
    withinPercent: z.number().min(0).max(100),
  }),
]);

/** An answer that looks right and is not: which objectives or rules stop it, and why. */
export const wrongAnswerSchema = z.strictObject({
  id: slugSchema,
  title: sentence,
  changes: boardChangeSchema,
  fails: z.array(z.string().min(1).max(60)).min(1).max(50),
  because: sentence,
});

/** A lesson: a board to begin from, what is to be reached on it, what helps, and what comes of it. */
export const lessonSchema = z.strictObject({
  lesson: z.literal(LESSON_FORMAT),
  id: slugSchema,
  title: z.string().min(1).max(100),
  level: z.enum(['first-steps', 'going-on', 'advanced']),
  minutes: z.int().min(1).max(600),
  goal: sentence,
  steps: z.array(sentence).min(1).max(20),
  start: z.json(),
  board: z.strictObject({
    locked: z.array(idSchema).max(1000),
    palette: z.array(offeredSchema).max(100),
    /** Kinds of parts that requests may not go round on their way from one part to another. */
    through: z
      .array(z.strictObject({ from: idSchema, to: idSchema, kind: z.string().min(1).max(60) }))
      .max(20)
      .optional(),
    /** Wires of the start board of which some fields are the learner's to set. */
    wires: z
      .array(z.strictObject({ id: idSchema, free: z.array(linkNetworkSchema.keyof()).min(1) }))
      .max(100)
      .optional(),
    budgetPerHour: z.number().positive().max(1e9).optional(),
    ownPrograms: z.boolean().optional(),
  }),
  objectives: z.array(objectiveSchema).min(1).max(30),
  hints: z.array(sentence).max(10),
  questions: z.array(questionSchema).max(10),
  /** The same system in the words of its document: a program, and the log that it prints. */
  document: z.strictObject({ program: text, log: z.array(z.string().max(200)).max(60) }).optional(),
  /** A rate whose highest bearable value can be looked for by a button: of this client, between these, a second. */
  limit: z.strictObject({ client: idSchema, from: z.number().positive().max(1e6), to: z.number().positive().max(1e6) }).optional(),
  /** Parts whose shares of the requests are drawn as bars while a run plays. */
  shares: z.array(idSchema).min(2).max(12).optional(),
  /** The figure of an open end: the better, the higher the score. */
  score: z.strictObject({ title: sentence, unit: z.string().max(40), check: checkSchema, better: z.enum(['higher', 'lower']) }).optional(),
  debrief: text,
  solution: boardChangeSchema,
  wrongAnswers: z.array(wrongAnswerSchema).max(30),
});

/** The form of course files. */
export const COURSE_FORMAT = 1;

/** A course: lessons in their order, each with those that come before it. */
export const courseSchema = z.strictObject({
  course: z.literal(COURSE_FORMAT),
  /** Where it stands among courses, from 1. */
  place: z.int().min(1).max(99).optional(),
  id: slugSchema,
  title: z.string().min(1).max(100),
  description: text,
  lessons: z
    .array(z.strictObject({ id: slugSchema, after: z.array(slugSchema).max(20).optional() }))
    .min(1)
    .max(200),
});

/** A change of a board. */
export type BoardChange = z.infer<typeof boardChangeSchema>;
/** A kind of part that a lesson offers. */
export type Offered = z.infer<typeof offeredSchema>;
/** An objective of a lesson. */
export type Objective = z.infer<typeof objectiveSchema>;
/** A question of a lesson. */
export type Question = z.infer<typeof questionSchema>;
/** A wrong answer that a lesson lists. */
export type WrongAnswer = z.infer<typeof wrongAnswerSchema>;
/** A lesson as its file has it. */
export type LessonFile = z.infer<typeof lessonSchema>;
/** A course. */
export type Course = z.infer<typeof courseSchema>;
