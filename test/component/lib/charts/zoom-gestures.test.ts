import { expect, test } from 'vitest';
import { ChartView } from '#renderer/lib/charts/chart-view.svelte.ts';
import { linearScale, type XRange } from '#shared/charts/x-range.ts';
import { followMouse, zoomByKey, type Selection, type ZoomedChart } from '#renderer/lib/charts/zoom-gestures.ts';

const whole = { min: 0, max: 1000 };

function chartOf(view: ChartView) {
  const selections: (Selection | null)[] = [];
  const chart: ZoomedChart = {
    scale: () => linearScale(view.rangeOf('epoch') ?? whole, 0, 1000),
    whole: () => whole,
    least: () => 2,
    show: (range) => view.show('epoch', range),
    select: (selection) => selections.push(selection),
  };
  return { chart, selections };
}

function press(view: ChartView, ...keys: string[]): XRange | null {
  const { chart } = chartOf(view);
  for (const key of keys)
    zoomByKey({ key, ctrlKey: false, metaKey: false, altKey: false }, chart, view.rangeOf('epoch') !== null);
  return view.rangeOf('epoch');
}

test('keys zoom about the middle, pan to the ends, and show the whole', () => {
  const view = new ChartView(localStorage);
  const { min = NaN, max = NaN } = press(view, '+', '+') ?? {};
  expect(max - min).toBeCloseTo(1000 / 1.5 ** 2);
  expect((min + max) / 2).toBeCloseTo(500);
  expect(press(view, ...Array<string>(20).fill('ArrowRight'))?.max).toBe(1000);
  expect(press(view, ...Array<string>(20).fill('ArrowLeft'))?.min).toBe(0);
  expect(press(view, 'Escape')).toBeNull();
  expect(press(view, '=', '-')).toBeNull();
});

test('without a zoom Escape and the arrow keys are somebody else’s, and with Ctrl all are', () => {
  const { chart } = chartOf(new ChartView(localStorage));
  const plain = { ctrlKey: false, metaKey: false, altKey: false };
  for (const key of ['Escape', 'ArrowLeft', '0', 'Tab']) expect(zoomByKey({ key, ...plain }, chart, false)).toBe(false);
  expect(zoomByKey({ key: '+', ...plain, ctrlKey: true }, chart, true)).toBe(false);
  expect(zoomByKey({ key: '0', ...plain }, chart, true)).toBe(true);
});

test('charts with another x axis keep their own stretch', () => {
  const view = new ChartView(localStorage);
  view.show('epoch', { min: 3, max: 9 });
  view.point('epoch', 4);
  expect([view.rangeOf('step'), view.pointedOf('step')]).toEqual([null, null]);
  expect([view.rangeOf('epoch'), view.pointedOf('epoch')]).toEqual([{ min: 3, max: 9 }, 4]);
  view.reset();
  expect(view.isZoomed).toBe(false);
});

function pointer(canvas: HTMLCanvasElement, type: string, offsetX: number, more: MouseEventInit = {}): void {
  const event = new MouseEvent(type, { button: 0, ...more });
  Object.defineProperties(event, {
    offsetX: { value: offsetX },
    pointerId: { value: 1 },
    pointerType: { value: 'mouse' },
  });
  canvas.dispatchEvent(event);
}

test('a drag shows what it will zoom to, Shift pans with what is held, a double click shows the whole', () => {
  const view = new ChartView(localStorage);
  const canvas = document.createElement('canvas');
  canvas.setPointerCapture = () => undefined;
  const { chart, selections } = chartOf(view);
  const unfollow = followMouse(canvas, chart);
  pointer(canvas, 'pointerdown', 200);
  pointer(canvas, 'pointermove', 300);
  pointer(canvas, 'pointermove', 400);
  expect(selections.at(-1)).toEqual({ from: 200, to: 400 });
  pointer(canvas, 'pointerup', 400);
  expect(selections.at(-1)).toBeNull();
  expect(view.rangeOf('epoch')).toEqual({ min: 200, max: 400 });

  pointer(canvas, 'pointerdown', 500, { shiftKey: true });
  pointer(canvas, 'pointermove', 400);
  pointer(canvas, 'pointermove', 250);
  pointer(canvas, 'pointerup', 250);
  expect(view.rangeOf('epoch')).toEqual({ min: 250, max: 450 });

  pointer(canvas, 'pointerdown', 500);
  pointer(canvas, 'pointerup', 502);
  expect(view.rangeOf('epoch')).toEqual({ min: 250, max: 450 });
  pointer(canvas, 'dblclick', 500);
  expect(view.rangeOf('epoch')).toBeNull();

  canvas.dispatchEvent(new WheelEvent('wheel', { deltaY: -100 }));
  expect(view.rangeOf('epoch')).toBeNull();
  const wheel = new WheelEvent('wheel', { deltaY: -100, ctrlKey: true, cancelable: true });
  Object.defineProperty(wheel, 'offsetX', { value: 500 });
  canvas.dispatchEvent(wheel);
  expect(wheel.defaultPrevented).toBe(true);
  expect(view.isZoomed).toBe(true);
  unfollow();
});
