// What the services need of the experiments that ship with Strata.
import type { Experiment } from '#shared/experiment/experiment-file.ts';

/** An experiment file that ships with Strata. */
export interface Template {
  /** `imdb-conv1d`: the file's name. */
  readonly id: string;
  readonly experiment: Experiment;
}

/** The experiments that ship with Strata. */
export interface TemplateStore {
  /** Easiest first. */
  list(): readonly Template[];
  /** Null when there is none of this id. */
  find(id: string): Template | null;
}
