// The files in a run's folder that both the worker and the host know, beside the checkpoint.
import { join } from 'node:path';

const stateName = /^epoch-(\d+)\.safetensors$/;

/** The weights of the best epoch. */
export function bestWeightsPath(folder: string): string {
  return join(folder, 'best.safetensors');
}

/** Where states are kept beyond the run's end. */
export function keptStatesFolder(folder: string): string {
  return join(folder, 'checkpoints');
}

/** The whole state after an epoch. */
export function keptStatePath(folder: string, epoch: number): string {
  return join(keptStatesFolder(folder), `epoch-${epoch}.safetensors`);
}

/** The weights that were the best until a kept state. @param epoch of these weights */
export function keptBestPath(folder: string, epoch: number): string {
  return join(keptStatesFolder(folder), `best-${epoch}.safetensors`);
}

/** The epoch of a kept state by its file's name; null for another file. */
export function epochOfState(name: string): number | null {
  const [, epoch] = stateName.exec(name) ?? [];
  return epoch === undefined ? null : Number(epoch);
}
