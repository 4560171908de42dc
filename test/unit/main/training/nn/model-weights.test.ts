import { describe, expect, it } from 'vitest';
import { buildModel } from '#main/training/nn/model.ts';
import { chainSpec } from '../../../../keras/specs.ts';

const units = 512;

/** The largest numbers of an LSTM's bias, by gate. */
function largestByGate(config: object): number[] {
  const spec = chainSpec([
    { id: 'in', type: 'Input', config: { shape: [3, 2] } },
    {
      id: 'lstm',
      type: 'LSTM',
      config: { units, recurrent_initializer: 'zeros', bias_initializer: 'he_uniform', ...config },
    },
  ]);
  const model = buildModel(spec, 1);
  const values = model.weights.find(({ name }) => name === 'lstm/bias')?.variable.dataSync() ?? [];
  model.dispose();
  return [0, 1, 2, 3].map((gate) =>
    Array.from(values.slice(gate * units, (gate + 1) * units)).reduce((most, value) => Math.max(most, Math.abs(value))),
  );
}

describe('an LSTM’s bias', () => {
  // Keras 3.15: LSTM(512, bias_initializer="he_uniform") has 0.108, 1, 0.0765, 0.0765; without the ones 0.0541 in every gate.
  it('is drawn in three parts around the forget gate’s ones, each with its own fans, as in Keras', () => {
    const [input = 0, forget, candidate = 0, output = 0] = largestByGate({});
    expect(forget).toBe(1);
    for (const [found, limit] of [
      [input, Math.sqrt(6 / units)],
      [candidate, Math.sqrt(6 / (2 * units))],
      [output, Math.sqrt(6 / (2 * units))],
    ] as const) {
      expect(found).toBeLessThanOrEqual(limit);
      expect(found).toBeGreaterThan(0.97 * limit);
    }
  });

  it('is one draw without them', () => {
    const limit = Math.sqrt(6 / (4 * units));
    for (const found of largestByGate({ unit_forget_bias: false })) {
      expect(found).toBeLessThanOrEqual(limit);
      expect(found).toBeGreaterThan(0.97 * limit);
    }
  });
});
