// Where a problem is, for beside its sentence. Pure.
import type { Problem, ProblemPlace } from '#shared/base/problem.ts';

/** The layer, else the setting, unless the sentence names it: `conv1d_1`, `training.epochs`; null without one. */
export function placeBeside({ nodeId, path }: Problem, sentence: string): string | null {
  const place = nodeId ?? path;
  if (place === undefined) return null;
  // A setting is named by the last part of its path.
  const name = nodeId ?? place.split('.').at(-1) ?? place;
  const words = sentence.split(/[^\p{L}\p{N}_.-]+/u).map((word) => word.replace(/[.:-]+$/, ''));
  return words.includes(name) ? null : place;
}

/** Where a problem is written in the file: at the argument that its likeliest fix sets, where it names no other place. */
export function placeInFile({ nodeId, path, fixes }: Problem): ProblemPlace {
  const [fix] = fixes ?? [];
  if (path !== undefined || fix?.kind !== 'argument' || fix.layer !== nodeId) return { nodeId, path };
  return { nodeId, path: `config.${fix.arguments[0] ?? ''}` };
}
