import { expect, test } from 'vitest';
import { checkModel } from '#shared/model/check-model.ts';
import { graphDocumentSchema } from '#shared/model/graph-document.ts';
import { layoutWithDagre } from '#renderer/components/graph/dagre-layout.ts';
import { cardSize, type Point } from '#renderer/lib/graph/card-size.ts';
import { edgeRoutes } from '#renderer/lib/graph/edge-routes.ts';
import { pictureCanvas } from '#renderer/lib/graph/group-picture.ts';
import { layoutTask, type Layout } from '#renderer/lib/graph/place-layers.ts';

/** A skip connection around two layers. */
const model = graphDocumentSchema.parse({
  nodes: [
    { id: 'input', type: 'Input', config: { shape: [24, 8] } },
    { id: 'one', type: 'Conv1D', config: { filters: 8, kernel_size: 3, padding: 'same' } },
    { id: 'two', type: 'Conv1D', config: { filters: 8, kernel_size: 3, padding: 'same' } },
    { id: 'add', type: 'Add', config: {} },
  ],
  edges: [
    { from: 'input', to: 'one' },
    { from: 'one', to: 'two' },
    { from: 'two', to: 'add' },
    { from: 'input', to: 'add', input: 1 },
  ],
});
const picture = pictureCanvas(model, checkModel(model));
const none: Layout = { places: new Map(), routes: [] };
const inColumn = (places: readonly (readonly [string, number, number])[]): ReadonlyMap<string, Point> =>
  new Map(places.map(([id, x, y]) => [id, { x, y }]));

test('an edge that a person’s places lead through cards goes around them', () => {
  const places = inColumn([
    ['input', 0, 0],
    ['one', 0, 92],
    ['two', 20, 184],
    ['add', 0, 276],
  ]);
  const routes = edgeRoutes(picture, none, places);
  expect(routes.slice(0, 3)).toEqual([null, null, null]);
  const route = routes[3];
  // At the right, where its port is, is the shorter way.
  expect(route?.points).toEqual([
    { x: 308, y: 88 },
    { x: 308, y: 240 },
  ]);
  expect(route?.label).toEqual({ x: 308, y: 164 });
});

test('it keeps clear of cards beside those in its way', () => {
  const places = inColumn([
    ['input', 0, 0],
    ['one', 0, 92],
    ['two', -240, 92],
    ['add', 0, 184],
  ]);
  const [first] = edgeRoutes(picture, none, places)[3]?.points ?? [];
  const clear = ['one', 'two'].every((id) => {
    const { x } = places.get(id)!;
    const card = picture.cards.find((one) => one.id === id)!;
    return first!.x <= x - 10 || first!.x >= x + cardSize(card).width + 10;
  });
  expect(clear).toBe(true);
});

test('where nothing is in its way, or it leads up, it is straight; the layout’s own way stays', () => {
  const places = inColumn([
    ['input', 0, 300],
    ['one', 300, 0],
    ['two', 300, 100],
    ['add', 0, 0],
  ]);
  expect(edgeRoutes(picture, none, places)).toEqual([null, null, null, null]);
  const layout = layoutWithDagre(layoutTask(picture));
  expect(edgeRoutes(picture, layout, layout.places)).toEqual(layout.routes);
});
