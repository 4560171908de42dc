// Keras's learning-rate schedules: names, arguments, defaults, and the learning rate that they give a step.
import { z } from 'zod';
import { jsonObjectSchema, type JsonObject } from '#shared/base/json.ts';
import { msg, type Message } from '#shared/base/message.ts';
import type { ArgumentRules } from '#shared/reading/arguments.ts';
import { flattenIdentifier } from '#shared/reading/identifier.ts';
import { createNameLookup } from '#shared/reading/names.ts';

const rate = z.number().min(0);
const steps = z.number().gt(0);
const staircase = z.boolean().default(false);

/** Reads a schedule with all its arguments. */
export const canonicalScheduleSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('PiecewiseConstantDecay'),
    /** The last step of each value but the last one. */
    boundaries: z.array(z.number()).min(1),
    values: z.array(rate).min(2),
  }),
  z.strictObject({
    name: z.literal('ExponentialDecay'),
    initial_learning_rate: rate,
    decay_steps: steps,
    decay_rate: rate,
    staircase,
  }),
  z.strictObject({
    name: z.literal('InverseTimeDecay'),
    initial_learning_rate: rate,
    decay_steps: steps,
    decay_rate: rate,
    staircase,
  }),
  z.strictObject({
    name: z.literal('PolynomialDecay'),
    initial_learning_rate: rate,
    decay_steps: steps,
    end_learning_rate: rate.default(0.0001),
    power: z.number().min(0).default(1),
    /** Whether it begins anew, over a longer time, after its steps. */
    cycle: z.boolean().default(false),
  }),
  z.strictObject({
    name: z.literal('CosineDecay'),
    initial_learning_rate: rate,
    decay_steps: steps,
    /** The least learning rate as a share of the one that the decay begins with. */
    alpha: rate.default(0),
    /** The learning rate after the warm-up, which begins with `initial_learning_rate`; null for none. */
    warmup_target: rate.nullable().default(null),
    warmup_steps: z.number().int().min(0).default(0),
  }),
  z.strictObject({
    name: z.literal('CosineDecayRestarts'),
    initial_learning_rate: rate,
    first_decay_steps: steps,
    /** A period is this many times as long as the one before. */
    t_mul: z.number().min(1).default(2),
    /** A period's first learning rate is this many times that of the one before. */
    m_mul: rate.default(1),
    alpha: rate.default(0),
  }),
]);

/** A schedule with all its arguments in one flat object. */
export type Schedule = z.output<typeof canonicalScheduleSchema>;
type ScheduleOf<Name extends Schedule['name']> = Extract<Schedule, { name: Name }>;

/** The names of the schedules. */
export const scheduleNames: readonly Schedule['name'][] = canonicalScheduleSchema.options.map(
  (option) => option.shape.name.value,
);
const findSchedule = createNameLookup<Schedule['name']>(scheduleNames);

/** `{ class_name: 'CosineDecay', config: {…} }` or `{ name: 'CosineDecay', … }` → a `Schedule`. */
export const scheduleSchema = z
  .unknown()
  .transform((given, context): unknown => {
    const read = jsonObjectSchema.safeParse(given);
    if (read.success) return flattenIdentifier(read.data, findSchedule);
    context.issues.push({ code: 'invalid_type', expected: 'schedule', input: given });
    return z.NEVER;
  })
  .pipe(canonicalScheduleSchema);

/** What is wrong with a schedule whose arguments are right one by one; paths within the schedule. */
export function scheduleConflicts(schedule: Schedule): { readonly path: string; readonly message: Message }[] {
  if (schedule.name === 'CosineDecay' && schedule.warmup_steps > 0 && schedule.warmup_target === null)
    return [{ path: 'warmup_steps', message: msg`has warmup_steps without a warmup_target to warm up to.` }];
  if (schedule.name !== 'PiecewiseConstantDecay') return [];
  const { boundaries, values } = schedule;
  if (values.length !== boundaries.length + 1) {
    const message = msg`has ${values.length} values for ${boundaries.length} boundaries; there must be one value more than boundaries.`;
    return [{ path: 'values', message }];
  }
  if (boundaries.every((boundary, i) => boundary > (boundaries[i - 1] ?? -Infinity))) return [];
  return [{ path: 'boundaries', message: msg`has boundaries that do not rise from one to the next.` }];
}

/** How a schedule's arguments are read. */
export const scheduleRules: ArgumentRules<Schedule> = {
  schema: canonicalScheduleSchema,
  fixedArguments: {},
  conflicts: scheduleConflicts,
};

/** A schedule to begin with, for a learning rate: its arguments that have no default. */
export function starterSchedule(name: Schedule['name'], learningRate: number): JsonObject {
  const start = { name, initial_learning_rate: learningRate };
  switch (name) {
    case 'PiecewiseConstantDecay':
      return { name, boundaries: [1000], values: [learningRate, learningRate / 10] };
    case 'ExponentialDecay':
      return { ...start, decay_steps: 1000, decay_rate: 0.9 };
    case 'InverseTimeDecay':
      return { ...start, decay_steps: 1000, decay_rate: 1 };
    case 'PolynomialDecay':
      return { ...start, decay_steps: 1000, end_learning_rate: learningRate / 10 };
    case 'CosineDecay':
      return { ...start, decay_steps: 1000 };
    case 'CosineDecayRestarts':
      return { ...start, first_decay_steps: 1000 };
  }
}

/** The learning rate that a schedule gives an update. @param step how many updates were made before it */
export function learningRateAt(schedule: Schedule, step: number): number {
  switch (schedule.name) {
    case 'PiecewiseConstantDecay':
      return valueAt(schedule, step);
    case 'ExponentialDecay':
      return schedule.initial_learning_rate * schedule.decay_rate ** share(schedule, step);
    case 'InverseTimeDecay':
      return schedule.initial_learning_rate / (1 + schedule.decay_rate * share(schedule, step));
    case 'PolynomialDecay':
      return polynomial(schedule, step);
    case 'CosineDecay':
      return cosine(schedule, step);
    case 'CosineDecayRestarts':
      return cosineWithRestarts(schedule, step);
  }
}

function valueAt({ boundaries, values }: ScheduleOf<'PiecewiseConstantDecay'>, step: number): number {
  const place = boundaries.findIndex((boundary) => step <= boundary);
  return values.at(place) ?? 0;
}

interface Staircase {
  readonly decay_steps: number;
  readonly staircase: boolean;
}

function share({ decay_steps: length, staircase: isStaircase }: Staircase, step: number): number {
  return isStaircase ? Math.floor(step / length) : step / length;
}

function polynomial(schedule: ScheduleOf<'PolynomialDecay'>, step: number): number {
  const { initial_learning_rate: first, end_learning_rate: last, decay_steps: length, power, cycle } = schedule;
  const whole = cycle ? length * Math.max(1, Math.ceil(step / length)) : length;
  return (first - last) * (1 - Math.min(step, whole) / whole) ** power + last;
}

/** From 1 to `alpha` in half a wave. @param done from 0 to 1 */
function halfWave(done: number, alpha: number, height = 1): number {
  return (1 - alpha) * 0.5 * height * (1 + Math.cos(Math.PI * done)) + alpha;
}

/** Loshchilov & Hutter, 2017; the warm-up is that of Goyal et al., 2017. */
function cosine(schedule: ScheduleOf<'CosineDecay'>, step: number): number {
  const { initial_learning_rate: first, decay_steps: length, alpha, warmup_target: target } = schedule;
  if (target === null) return first * halfWave(Math.min(step, length) / length, alpha);
  const warmUp = schedule.warmup_steps;
  if (step < warmUp) return first + ((target - first) * step) / warmUp;
  return target * halfWave(Math.min(step - warmUp, length) / length, alpha);
}

/** Loshchilov & Hutter, 2017. */
function cosineWithRestarts(schedule: ScheduleOf<'CosineDecayRestarts'>, step: number): number {
  const { initial_learning_rate: first, first_decay_steps: length, t_mul: longer, m_mul: height, alpha } = schedule;
  const periods = step / length;
  if (longer === 1) {
    const before = Math.floor(periods);
    return first * halfWave(periods - before, alpha, height ** before);
  }
  const before = Math.floor(Math.log(1 - periods * (1 - longer)) / Math.log(longer));
  const start = (1 - longer ** before) / (1 - longer);
  return first * halfWave((periods - start) / longer ** before, alpha, height ** before);
}
