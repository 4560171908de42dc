import { expect, test, vi } from 'vitest';
import { AutomaticLayout } from '#renderer/components/graph/automatic-layout.svelte.ts';
import type { LayoutTask } from '#renderer/lib/graph/place-layers.ts';

function fork(...ids: string[]): LayoutTask {
  const [first = '', ...others] = ids;
  return {
    cards: ids.map((id) => ({ id, width: 232, height: 52 })),
    edges: others.map((to) => ({ from: first, to })),
  };
}

test('a model that was laid out before has its places at once, also while another is laid out', async () => {
  const first = new AutomaticLayout();
  first.take(fork('a', 'b', 'c'));
  expect(first.layout).toBeNull();
  await vi.waitFor(() => expect(first.layout).not.toBeNull());

  const again = new AutomaticLayout();
  again.take(fork('d', 'e', 'f'));
  again.take(fork('a', 'b', 'c'));
  expect(again.layout).toEqual(first.layout);
  const other = new AutomaticLayout();
  await vi.waitFor(() => {
    other.take(fork('d', 'e', 'f'));
    expect(other.layout).not.toBeNull();
  });
  expect(again.layout).toEqual(first.layout);
});
