// The documents whose models are compared: each is read once, when it is first wanted.
import { SvelteMap } from 'svelte/reactivity';
import { toAppError, type AppError } from '#shared/base/app-error.ts';
import type { JsonObject } from '#shared/base/json.ts';
import { compareModels, type ComparedModel, type ModelDifference } from '#shared/compare/model-difference.ts';
import type { Dataset } from '#shared/data/dataset.ts';
import { checkDocument } from '#shared/experiment/check-document.ts';
import { graphOf } from '#shared/experiment/edit-experiment.ts';
import { readExperiment } from '#renderer/lib/experiments/experiment-source.ts';

/** One of the things that can be compared. */
export interface DifferenceSide {
  /** Unique among the sides. */
  readonly key: string;
  readonly label: string;
  readonly read: () => JsonObject | Promise<JsonObject>;
}

/** The difference of two documents. */
export interface DocumentDifference {
  /** Null when a model cannot be read. */
  readonly models: ModelDifference | null;
  /** Whether the settings of data and training differ as well. */
  readonly hasOtherSettings: boolean;
}

export class DifferenceDocuments {
  readonly #documents = new SvelteMap<string, JsonObject>();
  readonly #findDataset: (id: string) => Dataset | null;
  error: AppError | null = $state.raw(null);

  constructor(findDataset: (id: string) => Dataset | null) {
    this.#findDataset = findDataset;
  }

  /** Reads a side; once it is read, `difference` knows it. */
  async read({ key, read }: DifferenceSide): Promise<void> {
    if (this.#documents.has(key)) return;
    try {
      this.#documents.set(key, await read());
      this.error = null;
    } catch (error) {
      this.error = toAppError(error);
    }
  }

  /** Undefined until both are read. */
  difference(from: DifferenceSide, to: DifferenceSide): DocumentDifference | undefined {
    const [first, second] = [this.#documents.get(from.key), this.#documents.get(to.key)];
    if (first === undefined || second === undefined) return undefined;
    const [before, after] = [this.#modelOf(first), this.#modelOf(second)];
    const models = before === null || after === null ? null : compareModels(before, after);
    return { models, hasOtherSettings: settingsText(first) !== settingsText(second) };
  }

  #modelOf(document: JsonObject): ComparedModel | null {
    const graph = graphOf(document);
    if (graph === null) return null;
    const { layers, parameters } = checkDocument(document, ({ data }) => this.#findDataset(data.dataset));
    return { document: graph, layers, parameters };
  }
}

/** With what the host fills in. */
function settingsText(document: JsonObject): string {
  const { data, training } = readExperiment(document) ?? document;
  return JSON.stringify([data, training]);
}
