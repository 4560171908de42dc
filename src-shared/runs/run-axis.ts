// Where the points of a run's series are along an x axis: by epoch, by training step, by time since the start, by the clock.
import type { Points } from '#shared/runs/point-reducer.ts';

/** What stands along the x axis: `time` in seconds since the run's start, `clock` in milliseconds since 1970. */
export const xAxes = ['epoch', 'step', 'time', 'clock'] as const;
/** One of `xAxes`. */
export type XAxis = (typeof xAxes)[number];

/** What is known of a run's course. */
export interface RunCourse {
  /** How long each epoch took, in seconds (`epoch/seconds`). */
  readonly seconds: Points;
  /** When each epoch ended, in milliseconds since 1970; empty for older runs and those of other programs. */
  readonly endedAtMs: Points;
  readonly startedAtMs: number | null;
  /** Null where it is not known; 1 where what is counted are steps. */
  readonly stepsPerEpoch: number | null;
}

const noPoints: Points = { steps: [], values: [] };
/** Of a run of which nothing is known. */
export const unknownCourse: RunCourse = {
  seconds: noPoints,
  endedAtMs: noPoints,
  startedAtMs: null,
  stepsPerEpoch: null,
};

/**
 * The training steps of an epoch, from the last one of all. Of a run that ended within an epoch it is too large by less than one
 * epoch's steps divided by the epochs that are done.
 */
export function stepsPerEpochOf(lastStep: number | null, epochsDone: number): number | null {
  return lastStep === null || epochsDone === 0 ? null : Math.floor(lastStep / epochsDone);
}

/** The value at a place among ascending ones, between two of them on the line through both; NaN past the last. */
function between({ steps, values }: Points, at: number, first: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const [to, end = NaN] = [steps[low], values[low]];
  if (to === undefined) return NaN;
  if (to === at) return end;
  const [from, start] = low === 0 ? [0, first] : [steps[low - 1] ?? 0, values[low - 1] ?? NaN];
  return start + ((end - start) * (at - from)) / (to - from);
}

/** Seconds since the start at each epoch's end. */
function elapsed({ steps, values }: Points): Points {
  let sum = 0;
  return { steps, values: values.map((value) => (sum += value)) };
}

/**
 * A function that says where a step of a series is on the axis; NaN where that is not known. Within an epoch its training steps are
 * spread evenly.
 * @param isByStep whether the series has one point a training step instead of one an epoch
 */
export function axisPlaces(axis: XAxis, course: RunCourse, isByStep: boolean): (step: number) => number {
  const { stepsPerEpoch, startedAtMs } = course;
  const epochOf = (step: number): number => (isByStep ? step / (stepsPerEpoch ?? NaN) : step);
  switch (axis) {
    case 'epoch':
      return epochOf;
    case 'step':
      return (step) => (isByStep ? step : step * (stepsPerEpoch ?? NaN));
    case 'time': {
      const times = elapsed(course.seconds);
      return (step) => between(times, epochOf(step), 0);
    }
    case 'clock': {
      const start = startedAtMs ?? NaN;
      const { steps, values } = elapsed(course.seconds);
      // Pauses are in the times that were noted; without them the epochs follow each other.
      const times =
        course.endedAtMs.steps.length > 0
          ? course.endedAtMs
          : { steps, values: values.map((value) => start + value * 1000) };
      return (step) => between(times, epochOf(step), start);
    }
  }
}
