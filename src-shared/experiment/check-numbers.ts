// Numbers that JSON can hold and training cannot: it computes with 32 bits.
import { msg, type Message } from '#shared/base/message.ts';
import { errorProblem, type Problem } from '#shared/base/problem.ts';
import type { Experiment } from '#shared/experiment/experiment-file.ts';
import { nameOf } from '#shared/model/check-edges.ts';

/** The largest number of 32 bits; what is larger is infinite there. */
const largest = 3.4028234663852886e38;

/** The numbers beyond float32 in a value, with their paths. */
function tooLarge(value: unknown, path: readonly string[] = []): readonly (readonly [path: string, value: number])[] {
  if (typeof value === 'number') return Math.abs(value) > largest ? [[path.join('.'), value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => tooLarge(inner, [...path, key]));
}

/** An error for each number of the layers and of the training that would be infinite; callbacks compute with 64 bits. */
export function checkNumbers({ model, training }: Experiment): Problem[] {
  const saying = (subject: Message | string, path: string, value: number): Message =>
    msg`${subject} has ${path} ${value}; training computes with numbers up to 3.4e38.`;
  const { callbacks: _of64Bits, ...settings } = training;
  return [
    ...model.nodes.flatMap((node) =>
      tooLarge(node.config).map(([path, value]) =>
        errorProblem('too-large-number', saying(nameOf(node), path, value), {
          nodeId: node.id,
          path: `config.${path}`,
        }),
      ),
    ),
    ...tooLarge(settings).map(([path, value]) =>
      errorProblem('too-large-number', saying('training', path, value), { path: `training.${path}` }),
    ),
  ];
}
