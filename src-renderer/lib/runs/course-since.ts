// Where the points of a long run are in time that came since it was read. Pure.
import { epochKey, epochTimeKey } from '#shared/runs/metric-keys.ts';
import type { Points } from '#shared/runs/point-reducer.ts';
import type { SeriesPart } from '#shared/runs/reduced-series.ts';
import type { RunCourse, XAxis } from '#shared/runs/run-axis.ts';
import { pointsAfter } from '#renderer/lib/runs/series-facts.ts';

const none: Points = { steps: [], values: [] };

/**
 * The course from the last epoch on whose place the host told: that stands for all that was before it.
 * @param read the series with their places on the axis
 * @param live the points that came since, and maybe some before
 */
export function courseSince(
  axis: XAxis,
  startedAtMs: number | null,
  read: (key: string) => Pick<SeriesPart, 'steps' | 'places'> | null,
  live: (key: string) => Points,
): Pick<RunCourse, 'seconds' | 'endedAtMs'> {
  const told = read(epochKey('seconds')) ?? read(epochTimeKey);
  const [step = 0, place = NaN] = [told?.steps.at(-1), told?.places.at(-1)];
  const since = (key: string, first: number): Points => {
    const { steps, values } = pointsAfter(live(key), step);
    return { steps: [step, ...steps], values: [first, ...values] };
  };
  if (axis !== 'clock') return { seconds: since(epochKey('seconds'), place), endedAtMs: none };
  const endedAtMs = since(epochTimeKey, place);
  return {
    seconds: since(epochKey('seconds'), (place - (startedAtMs ?? NaN)) / 1000),
    // Without times that were noted the epochs follow each other.
    endedAtMs: endedAtMs.steps.length > 1 ? endedAtMs : none,
  };
}
