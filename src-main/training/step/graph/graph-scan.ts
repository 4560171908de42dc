// A scan as one compiled loop: a function with a `While` in it, which XLA compiles as a whole. One step is recorded, whatever the
// sequence's length, and at run time no step passes through TensorFlow's scheduler.
import type * as tf from '@tensorflow/tfjs-core';
import { tensorAt } from '#main/training/nn/tensors.ts';
import type { Scan, ScanPlan } from '#main/training/nn/scan.ts';
import { dataTypes, type AttributeValue, type FunctionPort } from '#main/training/step/graph/graph-builder.ts';
import { typeOf, type Recorder } from '#main/training/step/graph/recorder.ts';

const int32 = { type: dataTypes.int32 };

/** What goes round in the loop: a name, a type, and the shape that it keeps. */
interface LoopVariable extends FunctionPort {
  readonly shape: readonly number[];
}

/** To be used within a recording. */
export function createGraphScan(recorder: Recorder): Scan {
  let count = 0;
  return (plan) => {
    const loop = new LoopRecording(recorder, plan, `scan_${count++}`);
    return loop.record();
  };
}

class LoopRecording {
  readonly #recorder: Recorder;
  readonly #plan: ScanPlan;
  readonly #name: string;
  readonly #steps: number;
  readonly #carried: readonly LoopVariable[];
  readonly #sequences: readonly LoopVariable[];
  readonly #constants: readonly LoopVariable[];

  constructor(recorder: Recorder, plan: ScanPlan, name: string) {
    const variables = (kind: string, tensors: readonly tf.Tensor[]): LoopVariable[] =>
      tensors.map((tensor, i) => ({ name: `${kind}_${i}`, type: typeOf(tensor), shape: tensor.shape }));
    this.#recorder = recorder;
    this.#plan = plan;
    this.#name = name;
    this.#steps = tensorAt(plan.sequences, 0).shape[0];
    this.#carried = variables('carried', plan.carried);
    this.#sequences = variables('sequence', plan.sequences);
    this.#constants = variables('constant', plan.constants);
  }

  record(): ReturnType<Scan> {
    const { carried, sequences, constants } = this.#plan;
    const collected = this.#recordStep();
    this.#recordCondition(collected);
    this.#recordLoop(collected);
    const given = [...carried, ...sequences, ...constants];
    const results = [...this.#carried, ...collected];
    const { graph } = this.#recorder;
    const call = graph.add(
      'PartitionedCall',
      given.map((tensor) => this.#recorder.outputOf(tensor)),
      {
        Tin: { types: given.map(typeOf) },
        Tout: { types: results.map(({ type }) => type) },
        f: { function: this.#name },
        config: { text: '' },
        config_proto: { text: '' },
        executor_type: { text: '' },
        _XlaMustCompile: { bool: true },
      },
    );
    const tensors = results.map(({ shape }, i) => this.#recorder.standIn(shape, graph.outputOf(call, i)));
    return { carried: tensors.slice(0, carried.length), outputs: tensors.slice(carried.length) };
  }

  /** All that goes round, in the order of the loop's inputs and outputs. */
  #variables(collected: readonly LoopVariable[]): LoopVariable[] {
    const counter = { name: 'step', type: dataTypes.int32, shape: [] };
    return [counter, ...this.#carried, ...collected, ...this.#sequences, ...this.#constants];
  }

  /** @returns what the steps' outputs are collected in, `[steps, batch, …]` each */
  #recordStep(): LoopVariable[] {
    const recorder = this.#recorder;
    let collected: LoopVariable[] = [];
    recorder.recordFunction(`${this.#name}_step`, () => {
      const { graph } = recorder;
      const place =
        this.#plan.backwards === true ? this.#subtract(this.#integers([this.#steps - 1], []), 'step') : 'step';
      const startOf = (shape: readonly number[]): string => {
        const zero = this.#integers([0], []);
        const inputs = shape.map((_, axis) => (axis === 0 ? place : zero));
        return graph.compute('Pack', inputs, { T: int32, N: { int: shape.length }, axis: { int: 0 } });
      };
      const carried = this.#carried.map(({ name, shape }) => recorder.standIn(shape, name));
      const constants = this.#constants.map(({ name, shape }) => recorder.standIn(shape, name));
      const slices = this.#sequences.map(({ name, type, shape }) => {
        const [, batch = 0, ...rest] = shape;
        const sizes = this.#integers([1, batch, ...rest]);
        const slice = graph.compute('XlaDynamicSlice', [name, startOf(shape), sizes], { T: { type }, Tindices: int32 });
        return recorder.standIn([batch, ...rest], this.#reshape(slice, type, [batch, ...rest]));
      });
      const { derive, step } = this.#plan;
      const result = step(carried, derive === undefined ? slices : derive(slices), constants);
      const next = result.carried.map((tensor) => recorder.outputOf(tensor));
      const one = this.#integers([1], []);
      const counted = graph.compute('AddV2', ['step', one], { T: int32 });
      collected = result.outputs.map((tensor, i) => {
        const [batch = 0, ...rest] = tensor.shape;
        return { name: `collected_${i}`, type: typeOf(tensor), shape: [this.#steps, batch, ...rest] };
      });
      const filled = result.outputs.map((tensor, i) => {
        const [batch = 0, ...rest] = tensor.shape;
        const type = typeOf(tensor);
        const update = this.#reshape(recorder.outputOf(tensor), type, [1, batch, ...rest]);
        const inputs = [`collected_${i}`, update, startOf([1, batch, ...rest])];
        return graph.compute('XlaDynamicUpdateSlice', inputs, { T: { type }, Tindices: int32 });
      });
      const inputs = this.#variables(collected);
      const passed = [...this.#sequences, ...this.#constants].map(({ name }) => name);
      const from = [counted, ...next, ...filled, ...passed];
      const outputs = inputs.map(({ name, type }, i) => ({ name: `${name}_next`, type, from: from[i] ?? name }));
      return { inputs, outputs };
    });
    return collected;
  }

  #recordCondition(collected: readonly LoopVariable[]): void {
    this.#recorder.recordFunction(`${this.#name}_goes_on`, () => {
      const { graph } = this.#recorder;
      const goesOn = graph.compute('Less', ['step', this.#integers([this.#steps], [])], { T: int32 });
      const outputs = [{ name: 'goes_on', type: dataTypes.bool, from: goesOn }];
      return { inputs: this.#variables(collected), outputs };
    });
  }

  /** The function around the loop: what XLA compiles. */
  #recordLoop(collected: readonly LoopVariable[]): void {
    this.#recorder.recordFunction(this.#name, () => {
      const { graph } = this.#recorder;
      const variables = this.#variables(collected);
      const empty = collected.map(({ shape, type }) => {
        const zero = graph.constant(Float32Array.of(0), [], dataTypes.float32);
        return graph.compute('Fill', [this.#integers(shape), zero], { T: { type }, index_type: int32 });
      });
      const names = (list: readonly LoopVariable[]): string[] => list.map(({ name }) => name);
      const start = [
        this.#integers([0], []),
        ...names(this.#carried),
        ...empty,
        ...names(this.#sequences),
        ...names(this.#constants),
      ];
      const attributes: Record<string, AttributeValue> = {
        T: { types: variables.map(({ type }) => type) },
        cond: { function: `${this.#name}_goes_on` },
        body: { function: `${this.#name}_step` },
        output_shapes: { types: [] },
        parallel_iterations: { int: 1 },
      };
      const loop = graph.add('StatelessWhile', start, attributes);
      const results = [...this.#carried, ...collected];
      return {
        inputs: [...this.#carried, ...this.#sequences, ...this.#constants],
        outputs: results.map(({ name, type }, i) => ({
          name: `${name}_result`,
          type,
          from: graph.outputOf(loop, i + 1),
        })),
      };
    });
  }

  #integers(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#recorder.graph.constant(Int32Array.from(values), shape, dataTypes.int32);
  }

  #subtract(a: string, b: string): string {
    return this.#recorder.graph.compute('Sub', [a, b], { T: int32 });
  }

  #reshape(output: string, type: number, shape: readonly number[]): string {
    const attributes = { T: { type }, Tshape: int32 };
    return this.#recorder.graph.compute('Reshape', [output, this.#integers(shape)], attributes);
  }
}
