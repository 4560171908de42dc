// The worker that lays models out: a task in, the places out.
import type { LayoutTask } from '#renderer/lib/graph/place-layers.ts';
import { layoutWithDagre } from './dagre-layout.ts';

globalThis.onmessage = ({ data }: MessageEvent<LayoutTask>) => {
  globalThis.postMessage(layoutWithDagre(data));
};
