import { beforeEach, expect, test, vi } from 'vitest';
import { CurveStore, drawnColumns } from '#renderer/lib/runs/curve-store.svelte.ts';
import { gruRunId, imdbRunId } from '../../../support/sample-runs.ts';
import { SampleWorkbench } from '../../../support/sample-workbench.ts';

const points = 20_000;
const valueAt = (step: number): number => (step === 7777 ? 9 : Math.sin(step));
let api: SampleWorkbench;
let store: CurveStore;
const asked = () => api.asked.filter(({ name }) => name === 'runs.series');

beforeEach(async () => {
  api = new SampleWorkbench();
  const { run } = api.runs.get(gruRunId)!;
  const steps = Array.from({ length: points }, (_, i) => i + 1);
  api.runs.set(gruRunId, { run, series: [{ key: 'epoch/val_mae', steps, values: steps.map(valueAt) }] });
  store = new CurveStore(api);
  await store.show([gruRunId, imdbRunId], 'epoch/val_mae');
});

test('has stored points of a long curve, with its spike, asked for once', async () => {
  const curve = store.curveOf(gruRunId)!;
  expect(curve.isWhole).toBe(false);
  expect(curve.steps.length).toBeLessThanOrEqual(4 * drawnColumns + 4);
  for (const [i, step] of curve.steps.entries()) expect(curve.values[i]).toBe(valueAt(step));
  expect(curve.steps).toContain(7777);
  expect(store.curveOf(imdbRunId)).toBeNull();
  await store.show([gruRunId, imdbRunId], 'epoch/val_mae');
  expect(asked()).toHaveLength(1);
});

test('reads the stored value of a step under the pointer that is not drawn, the newest step only', async () => {
  const { steps } = store.curveOf(gruRunId)!;
  const [first, second, third] = Array.from({ length: points }, (_, i) => i + 1).filter(
    (step) => !steps.includes(step),
  );
  expect(store.valueAt(gruRunId, first!)).toBeUndefined();
  for (const step of [first!, second!, third!]) store.point(step);
  await vi.waitFor(() => expect(store.valueAt(gruRunId, third!)).toBe(valueAt(third!)));
  expect(asked()).toHaveLength(3);
  // What is drawn is known, and outside the curve there is nothing to ask for.
  for (const step of [steps[5]!, 0, points + 1]) store.point(step);
  expect(store.valueAt(gruRunId, steps[5]!)).toBe(valueAt(steps[5]!));
  expect(store.valueAt(gruRunId, points + 1)).toBeNull();
  expect(store.valueAt(imdbRunId, third!)).toBeNull();
  expect(asked()).toHaveLength(3);
});

test('draws no curve by the name of another, and reads again what got further', async () => {
  const switched = store.show([gruRunId, imdbRunId], 'epoch/val_acc');
  expect(store.curveOf(gruRunId)).toBeNull();
  expect(store.isLoaded).toBe(false);
  await switched;
  expect(store.curveOf(gruRunId)).toBeNull();
  expect(store.curveOf(imdbRunId)?.steps.length).toBeGreaterThan(2);
  const before = asked().length;
  api.subscribe((event) => store.handle(event));
  api.change(imdbRunId, { epochsDone: 4 });
  await vi.waitFor(() => expect(asked()).toHaveLength(before + 1));
});

test('reads more points of a stretch, the newest one only, and keeps it while runs get further', async () => {
  const range = { from: 7001, to: 9000 };
  const [one, two] = [store.zoom({ min: 1, max: 5000 }), store.zoom({ min: 2, max: 5000 })];
  await Promise.all([one, two, store.zoom({ min: range.from, max: range.to })]);
  await vi.waitFor(() => expect(store.curveOf(gruRunId)!.steps).toContain(8888));
  const { steps, values, isWhole } = store.curveOf(gruRunId)!;
  // Every step of the stretch is there, and outside of it what was there before.
  expect(steps.filter((step) => step >= range.from && step <= range.to)).toHaveLength(2000);
  expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
  expect(values).toEqual(steps.map(valueAt));
  expect([steps[0], steps.at(-1), isWhole]).toEqual([1, points, false]);
  expect(asked().length).toBeLessThanOrEqual(3);

  api.subscribe((event) => store.handle(event));
  api.change(imdbRunId, { epochsDone: 4 });
  const before = asked().length;
  await vi.waitFor(() => expect(asked().length).toBe(before + 1));
  await vi.waitFor(() => expect(store.curveOf(gruRunId)!.steps).toContain(8888));

  await store.zoom(null);
  expect(store.curveOf(gruRunId)!.steps).not.toEqual(steps);
  expect(store.curveOf(gruRunId)!.steps.length).toBeLessThanOrEqual(4 * drawnColumns + 4);
});

test('asks for no stretch of curves that are whole', async () => {
  await store.show([imdbRunId], 'epoch/val_acc');
  const before = asked().length;
  await store.zoom({ min: 1, max: 2 });
  expect(asked()).toHaveLength(before);
});
