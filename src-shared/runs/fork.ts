// Forks: a run that trains on from an epoch of another one, with other training settings. Pure.
import { z } from 'zod';
import { msg, type Message } from '#shared/base/message.ts';
import { runIdSchema } from '#shared/base/ids.ts';
import type { ResolvedTraining } from '#shared/training/resolve-training.ts';

/** What a fork does not take over from the state it begins with. */
const freshSchema = z.enum(['optimizer', 'learning-rate']);

/** Reads where a fork comes from. */
export const forkSchema = z.object({
  /** The run that it was forked from; it may be deleted since. */
  run: runIdSchema,
  /** That run's number. */
  number: z.number().int().min(1),
  /** The last epoch that both have; of another program’s runs the last step, which may be 0. */
  epoch: z.number().int().min(0),
  /** Training steps until then, over all epochs. */
  steps: z.number().int().min(0),
  /** `optimizer`: its slots and counts begin anew; `learning-rate`: the one of the settings, not the one that callbacks left. */
  fresh: z.array(freshSchema),
});

/** Where a fork comes from. */
export type Fork = Readonly<z.infer<typeof forkSchema>>;

/** What the curves mean: the epochs of both runs would else not be values of one thing. */
const keptParts = ['loss', 'metrics', 'weightedMetrics', 'outputs'] as const;

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Why a run cannot be forked into one with these settings; null when it can. */
export function forkRefusal(parent: ResolvedTraining, training: ResolvedTraining): Message | null {
  if (keptParts.every((part) => isSame(parent[part], training[part]))) return null;
  return msg`A fork keeps the loss and the metrics of the run it comes from, so that its epochs can be compared with those before.`;
}

/** What begins anew where the settings differ so. */
export function freshParts(parent: ResolvedTraining, training: ResolvedTraining): Fork['fresh'] {
  const [before, now] = [parent.optimizer, training.optimizer];
  if (before.name !== now.name) return ['optimizer', 'learning-rate'];
  return isSame(before.learning_rate, now.learning_rate) ? [] : ['learning-rate'];
}

/** How a fork is named beside its model: `#3 at 8`, the number of the run it comes from and its last epoch. */
export function forkWord({ number, epoch }: Pick<Fork, 'number' | 'epoch'>): string {
  return `#${number} at ${epoch}`;
}
