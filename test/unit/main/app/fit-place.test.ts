import { expect, test } from 'vitest';
import { fitPlace } from '#main/app/fit-place.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const beside = { x: 1440, y: 0, width: 2560, height: 1440 };
const place = { x: 100, y: 100, width: 1280, height: 700, isMaximized: false };

test('a place on a display stays', () => {
  expect(fitPlace(place, [laptop])).toEqual({ x: 100, y: 100, width: 1280, height: 700 });
  const other = { ...place, x: 1500, height: 1200 };
  expect(fitPlace(other, [laptop, beside])).toEqual({ x: 1500, y: 100, width: 1280, height: 1200 });
});

test('what hangs over an edge is moved in, on the display that shows most of it', () => {
  expect(fitPlace({ ...place, x: -500, y: 600 }, [laptop, beside])).toEqual({ x: 0, y: 200, width: 1280, height: 700 });
  expect(fitPlace({ ...place, x: 1300 }, [laptop, beside])).toEqual({ x: 1440, y: 100, width: 1280, height: 700 });
});

test('of a display that is gone only the size is kept', () => {
  expect(fitPlace({ ...place, x: 1500 }, [laptop])).toEqual({ width: 1280, height: 700 });
  expect(fitPlace({ ...place, x: -30_000, y: -30_000 }, [laptop])).toEqual({ width: 1280, height: 700 });
});

test('a window larger than the display becomes as large as the display', () => {
  expect(fitPlace({ ...place, width: 4000, height: 3000 }, [laptop])).toEqual(laptop);
});

test('a corner that nobody can take hold of does not count', () => {
  expect(fitPlace({ ...place, x: 1400, y: 860 }, [laptop])).not.toHaveProperty('x');
});

test('without any display the size is left to the system', () => {
  expect(fitPlace(place, [])).toEqual({ width: 1280, height: 700 });
});
