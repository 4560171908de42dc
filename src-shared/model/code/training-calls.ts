// The calls of `compile` and `fit` in pasted Keras code: which of their arguments are read. What they mean is not known here.
import type { SyntaxNode } from '@lezer/common';
import type { KerasValue } from '#shared/model/code/keras-values.ts';
import { itemsOf, type PythonSource } from '#shared/model/code/python-tree.ts';

/** The methods of a model that say how it is trained. */
export type TrainingMethod = 'compile' | 'fit';

/** One argument of `compile` or `fit`. */
export interface TrainingArgument {
  readonly method: TrainingMethod;
  readonly name: string;
  readonly value: KerasValue;
  readonly line: number;
}

/** Whether the method says how a model is trained. */
export function isTrainingMethod(method: string): method is TrainingMethod {
  return method === 'compile' || method === 'fit';
}

/** Keras's order of the arguments that code gives without a name. */
const order: Readonly<Record<TrainingMethod, readonly string[]>> = {
  compile: ['optimizer', 'loss', 'loss_weights', 'metrics'],
  fit: ['x', 'y', 'batch_size', 'epochs', 'verbose', 'callbacks'],
};

/** The data, which are set elsewhere, and what changes no result. */
const unread = new Set([
  ...['x', 'y', 'validation_data', 'verbose', 'run_eagerly', 'jit_compile', 'steps_per_execution'],
  ...['auto_scale_loss', 'workers', 'use_multiprocessing', 'max_queue_size', 'validation_batch_size'],
]);

interface Item {
  readonly name: string;
  readonly nodes: readonly SyntaxNode[];
}

/** The arguments of the call that are read. */
export function trainingItems(source: PythonSource, method: TrainingMethod, list: SyntaxNode | undefined): Item[] {
  const items = (list === undefined ? [] : itemsOf(list)).flatMap((nodes, i): Item[] => {
    const [first, second, ...rest] = nodes;
    if (first === undefined || first.name.startsWith('*')) return [];
    if (second?.name === 'AssignOp') return [{ name: source.textOf(first), nodes: rest }];
    return [{ name: order[method][i] ?? 'x', nodes }];
  });
  return items.filter(({ name }) => !unread.has(name));
}

/** Whether a call has arguments that no other object's `compile` and `fit` has. */
export function saysTraining(source: PythonSource, list: SyntaxNode | undefined): boolean {
  return (list === undefined ? [] : itemsOf(list)).some(([first, second]) => {
    const name = first === undefined || second?.name !== 'AssignOp' ? '' : source.textOf(first);
    return ['optimizer', 'loss', 'metrics', 'epochs', 'batch_size', 'callbacks'].includes(name);
  });
}

const modulePattern =
  /^(?:keras\.|tf\.)?(?:optimizers\.)?(?:losses|optimizers|metrics|callbacks|schedules)\.(?:legacy\.|experimental\.)?(\w+)$/;

/** The name of an optimizer, loss, metric, callback or schedule by its dotted path; null for another path. */
export function thingName(path: string): string | null {
  return modulePattern.exec(path)?.[1] ?? null;
}
