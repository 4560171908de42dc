// The recurrent layers with masks, whose fast forms put gates side by side and have a hand-written gradient,
// against the formulas written out one gate and one step after the other and differentiated by tfjs.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RandomSource } from '#main/training/nn/call-context.ts';
import { buildModel, type Model } from '#main/training/nn/model.ts';
import { unrolledScan } from '#main/training/nn/recurrent/scan.ts';
import { expectClose } from '../../../../../keras/close.ts';
import { chainSpec } from '../../../../../keras/specs.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const [batch, steps, features, units] = [3, 5, 4, 3];

/** Draws the same numbers at every pass, and remembers the masks that they make. */
function repeatingSource(rates: readonly number[]): { random: RandomSource; masks: () => tf.Tensor[] } {
  const drawn: tf.Tensor[] = [];
  let call = 0;
  return {
    random: {
      uniform(shape) {
        const index = call++ % rates.length;
        drawn[index] ??= tf.keep(tf.randomUniform([...shape], 0, 1, 'float32', 100 + index));
        return tf.clone(drawn[index]);
      },
    },
    masks: () =>
      drawn.map((uniform, i) => {
        const rate = rates[i] ?? 0;
        return tf.div(tf.cast(tf.greaterEqual(uniform, rate), 'float32'), 1 - rate);
      }),
  };
}

type Formula = (x: tf.Tensor[], masks: tf.Tensor[], weights: Readonly<Record<string, tf.Tensor>>) => tf.Tensor[];

/** The columns of one gate. */
function gate(weight: tf.Tensor, index: number): tf.Tensor {
  const start = weight.shape.map(() => 0);
  start[start.length - 1] = index * units;
  const size = [...weight.shape.slice(0, -1), units];
  return tf.slice(weight, start, size);
}

const gruWith =
  (resetAfter: boolean): Formula =>
  (x, masks, { kernel, recurrent, bias }) => {
    const inputBias = resetAfter ? gateless(bias!, 0) : bias!;
    const stateBias = resetAfter ? gateless(bias!, 1) : null;
    const states: tf.Tensor[] = [];
    let state: tf.Tensor = tf.zeros([batch, units]);
    for (const value of x) {
      const fromInput = (i: number) =>
        tf.add(tf.matMul(tf.mul(value, tf.squeeze(masks[i]!, [0])), gate(kernel!, i)), gate(inputBias, i));
      const fromState = (i: number, seen: tf.Tensor) => {
        const product = tf.matMul(seen, gate(recurrent!, i));
        return stateBias === null ? product : tf.add(product, gate(stateBias, i));
      };
      const seen = (i: number) => tf.mul(state, masks[3 + i]!);
      const update = tf.sigmoid(tf.add(fromInput(0), fromState(0, seen(0))));
      const reset = tf.sigmoid(tf.add(fromInput(1), fromState(1, seen(1))));
      const inner = resetAfter ? tf.mul(reset, fromState(2, seen(2))) : fromState(2, tf.mul(reset, seen(2)));
      const candidate = tf.tanh(tf.add(fromInput(2), inner));
      state = tf.add(tf.mul(update, state), tf.mul(tf.sub(1, update), candidate));
      states.push(state);
    }
    return states;
  };

function gateless(bias: tf.Tensor, row: number): tf.Tensor {
  return tf.reshape(tf.slice(bias, [row, 0], [1, 3 * units]), [3 * units]);
}

const lstm: Formula = (x, masks, { kernel, recurrent, bias }) => {
  const states: tf.Tensor[] = [];
  let state: tf.Tensor = tf.zeros([batch, units]);
  let cell: tf.Tensor = tf.zeros([batch, units]);
  for (const value of x) {
    const sum = (i: number) =>
      tf.addN([
        tf.matMul(tf.mul(value, tf.squeeze(masks[i]!, [0])), gate(kernel!, i)),
        tf.mul(tf.ones([batch, 1]), gate(bias!, i)),
        tf.matMul(tf.mul(state, masks[4 + i]!), gate(recurrent!, i)),
      ]);
    const [put, keep, candidate, show] = [tf.sigmoid(sum(0)), tf.sigmoid(sum(1)), tf.tanh(sum(2)), tf.sigmoid(sum(3))];
    cell = tf.add(tf.mul(keep, cell), tf.mul(put, candidate));
    state = tf.mul(show, tf.tanh(cell));
    states.push(state);
  }
  return states;
};

const simple: Formula = (x, masks, { kernel, recurrent, bias }) => {
  const states: tf.Tensor[] = [];
  let state: tf.Tensor = tf.zeros([batch, units]);
  for (const value of x) {
    const input = tf.add(tf.matMul(tf.mul(value, tf.squeeze(masks[0]!, [0])), kernel!), bias!);
    state = tf.tanh(tf.add(input, tf.matMul(tf.mul(state, masks[1]!), recurrent!)));
    states.push(state);
  }
  return states;
};

const cases: readonly { type: string; gates: number; config: Record<string, boolean>; formula: Formula }[] = [
  { type: 'GRU', gates: 3, config: { reset_after: true }, formula: gruWith(true) },
  { type: 'GRU', gates: 3, config: { reset_after: false }, formula: gruWith(false) },
  { type: 'LSTM', gates: 4, config: {}, formula: lstm },
  { type: 'SimpleRNN', gates: 1, config: {}, formula: simple },
];

describe.each(cases)('$type $config with dropout and recurrent dropout', ({ type, gates, config, formula }) => {
  it.each([true, false])('output and gradients, return_sequences %j', (sequences) => {
    const rates = [...Array<number>(gates).fill(0.3), ...Array<number>(gates).fill(0.5)];
    const { random, masks } = repeatingSource(rates);
    const model = buildModel(
      chainSpec([
        { id: 'input', type: 'Input', config: { shape: [steps, features] } },
        {
          id: 'layer',
          type,
          config: {
            units,
            dropout: 0.3,
            recurrent_dropout: 0.5,
            return_sequences: sequences,
            bias_initializer: 'he_normal',
            ...config,
          },
        },
      ]),
      5,
    );
    tf.tidy(() => {
      const x = tf.randomNormal([batch, steps, features], 0, 1, 'float32', 1);
      const run = (): tf.Tensor => model.apply([x], { training: true, random, scan: unrolledScan })[0]!;
      const output = run();
      const projection = tf.randomNormal(output.shape, 0, 1, 'float32', 2);
      const expected = (): tf.Tensor => {
        const states = formula(tf.unstack(x, 1), masks(), named(model));
        return sequences ? tf.stack(states, 1) : states.at(-1)!;
      };
      expectClose(output.dataSync(), [...expected().dataSync()], 'output');
      const gradients = (result: () => tf.Tensor) => tf.variableGrads(() => tf.sum(tf.mul(result(), projection))).grads;
      const [found, wanted] = [gradients(run), gradients(expected)];
      for (const { name, variable } of model.weights) {
        const values = [...(wanted[variable.name]?.dataSync() ?? [])];
        expect(
          values.some((value) => value !== 0),
          `${name} has a gradient`,
        ).toBe(true);
        expectClose(found[variable.name]?.dataSync() ?? [], values, name, { floor: 5e-6 });
      }
    });
    model.dispose();
  });
});

function named(model: Model): Readonly<Record<string, tf.Tensor>> {
  const [kernel, recurrent, bias] = model.weights.map(({ variable }) => variable);
  return { kernel: kernel!, recurrent: recurrent!, bias: bias! };
}
