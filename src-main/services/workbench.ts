// The contract's handlers: what every host offers to its screens.
import type { WorkbenchHandlers } from '#shared/contract/workbench.ts';
import { appHandlers } from '#main/services/handlers/app.ts';
import { datasetHandlers } from '#main/services/handlers/datasets.ts';
import { experimentHandlers } from '#main/services/handlers/experiments.ts';
import { runHandlers } from '#main/services/handlers/runs.ts';
import type { WorkbenchParts } from '#main/services/handlers/workbench-parts.ts';

/** All handlers over one home folder. */
export function createHandlers(parts: WorkbenchParts): WorkbenchHandlers {
  return { ...appHandlers(parts), ...experimentHandlers(parts), ...datasetHandlers(parts), ...runHandlers(parts) };
}
