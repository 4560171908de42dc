// A graph loaded by TensorFlow: its variables live in it, and one call runs all of it that the fetched nodes need.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Graph } from '#main/training/step/graph/graph-builder.ts';
import { encodeSavedModel, savedModelTag } from '#main/training/step/graph/saved-model.ts';
import type { HeldTensor, TensorFlowBinding } from '#main/training/step/graph/tensorflow-binding.ts';

export interface Feed {
  readonly name: string;
  /** A tensor in the add-on; the caller keeps and deletes it. */
  readonly id: number;
}

export interface GraphSession {
  /** Fetched values in order; the caller deletes them. @throws Error with TensorFlow's message */
  run(feeds: readonly Feed[], fetches: readonly string[]): HeldTensor[];
  dispose(): void;
}

/** @throws Error with TensorFlow's message when it refuses the graph */
export function loadGraph(binding: TensorFlowBinding, graph: Graph): GraphSession {
  // The add-on reads graphs from folders only; the folder is not needed once the graph is loaded.
  const folder = mkdtempSync(join(tmpdir(), 'strata-graph-'));
  let session: number | null = null;
  try {
    writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel(graph));
    session = binding.loadSavedModel(folder, savedModelTag);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    run(feeds, fetches) {
      if (session === null) throw new Error('The graph was disposed.');
      const ids = feeds.map(({ id }) => id);
      return binding.runSavedModel(session, ids, feeds.map(({ name }) => name).join(), fetches.join());
    },
    dispose() {
      if (session !== null) binding.deleteSavedModel(session);
      session = null;
    },
  };
}
