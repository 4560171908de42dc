import { describe, expect, test } from 'vitest';
import { axisPlaces, stepsPerEpochOf, unknownCourse, type RunCourse } from '#shared/runs/run-axis.ts';

const startedAtMs = 1_000_000;
const course: RunCourse = {
  seconds: { steps: [1, 2, 3], values: [10, 2, 4] },
  endedAtMs: { steps: [], values: [] },
  startedAtMs,
  stepsPerEpoch: 5,
};

describe('a point an epoch', () => {
  test('stands at its epoch, its training steps, its time since the start, and on the clock', () => {
    const places = (axis: 'epoch' | 'step' | 'time' | 'clock') => [0, 1, 2, 3].map(axisPlaces(axis, course, false));
    expect(places('epoch')).toEqual([0, 1, 2, 3]);
    expect(places('step')).toEqual([0, 5, 10, 15]);
    expect(places('time')).toEqual([0, 10, 12, 16]);
    expect(places('clock')).toEqual([0, 10, 12, 16].map((seconds) => startedAtMs + seconds * 1000));
  });

  test('stands on the clock as it was noted, breaks included', () => {
    const noted = { ...course, endedAtMs: { steps: [1, 2, 3], values: [1_010_000, 9_000_000, 9_004_000] } };
    expect([1, 2, 3].map(axisPlaces('clock', noted, false))).toEqual(noted.endedAtMs.values);
    expect([1, 2, 3].map(axisPlaces('time', noted, false))).toEqual([10, 12, 16]);
  });
});

test('training steps are spread evenly over their epoch', () => {
  expect([0, 5, 6, 10].map(axisPlaces('epoch', course, true))).toEqual([0, 1, 1.2, 2]);
  expect([5, 7].map(axisPlaces('step', course, true))).toEqual([5, 7]);
  const times = [0, 1, 5, 10, 15].map(axisPlaces('time', course, true));
  expect(times).toEqual([0, 2, 10, 12, 16]);
});

test('what is not known has no place, and neither has what came after', () => {
  for (const axis of ['step', 'time', 'clock'] as const) expect(axisPlaces(axis, unknownCourse, false)(1)).toBeNaN();
  expect(axisPlaces('time', course, false)(4)).toBeNaN();
});

test('the steps of an epoch follow from the last step', () => {
  expect(stepsPerEpochOf(1200, 10)).toBe(120);
  expect(stepsPerEpochOf(1219, 10)).toBe(121);
  expect([stepsPerEpochOf(null, 10), stepsPerEpochOf(5, 0)]).toEqual([null, null]);
});
