// A scan as a compiled loop: a function with a `While` in it, which XLA compiles as a whole. One step is recorded for any
// sequence length, and at run time TensorFlow's scheduler sees the loop as one operation. A loop runs on one thread, so a
// batch's samples are divided among several loops.
import type * as tf from '@tensorflow/tfjs-core';
import { tensorAt } from '#main/training/nn/tensors.ts';
import type { Scan, ScanPlan, ScanResult } from '#main/training/nn/recurrent/scan.ts';
import { addCall } from '#main/training/step/graph/function-call.ts';
import {
  dataTypes,
  type AttributeValue,
  type FunctionPort,
  type GraphFunction,
} from '#main/training/step/graph/graph-builder.ts';
import { typeOf, type Recorder } from '#main/training/step/graph/recorder.ts';

const int32 = { type: dataTypes.int32 };

/** With fewer samples in a part, dividing costs more than it saves. */
const fewestSamples = 16;

/** A loop variable: a name, a type, and its constant shape. */
interface LoopVariable extends FunctionPort {
  readonly shape: readonly number[];
}

/** A sequence as the loop gets it: with the part's samples, or with all. */
interface LoopSequence extends LoopVariable {
  readonly isPart: boolean;
}

/** The outputs of earlier loops by part, under the name of the whole: a later loop with as many parts reads the parts directly. */
type KnownParts = Map<string, readonly string[]>;

/**
 * To be used within a recording.
 * @param threads how many loops may run at the same time
 */
export function createLoopScan(recorder: Recorder, threads: number): Scan {
  const parts: KnownParts = new Map();
  let count = 0;
  return (plan) => new LoopRecording({ recorder, plan, threads, parts, name: `scan_${count++}` }).record();
}

interface LoopOptions {
  readonly recorder: Recorder;
  readonly plan: ScanPlan;
  readonly threads: number;
  readonly parts: KnownParts;
  readonly name: string;
}

class LoopRecording {
  readonly #recorder: Recorder;
  readonly #plan: ScanPlan;
  readonly #name: string;
  readonly #known: KnownParts;
  readonly #steps: number;
  readonly #parts: number;
  /** Samples in a part. */
  readonly #samples: number;
  readonly #carried: readonly LoopVariable[];
  readonly #sequences: readonly LoopSequence[];
  readonly #constants: readonly LoopVariable[];
  readonly #owned: readonly LoopVariable[];

  constructor({ recorder, plan, threads, parts, name }: LoopOptions) {
    const [steps = 0, batch = 0] = tensorAt(plan.sequences, 0).shape;
    this.#recorder = recorder;
    this.#plan = plan;
    this.#name = name;
    this.#known = parts;
    this.#steps = steps;
    this.#parts = partsFor(batch, threads);
    this.#samples = batch / this.#parts;
    const ofPart = ({ shape: [, ...rest] }: tf.Tensor): number[] => [this.#samples, ...rest];
    this.#carried = variables('carried', plan.carried, ofPart);
    this.#owned = variables('sample', plan.samples ?? [], ofPart);
    this.#constants = variables('constant', plan.constants, ({ shape }) => shape);
    this.#sequences = plan.sequences.map((tensor, i) => {
      const isPart = this.#parts === 1 || this.#knownParts(tensor) !== undefined;
      const [, , ...rest] = tensor.shape;
      const shape = [steps, isPart ? this.#samples : batch, ...rest];
      return { name: `sequence_${i}`, type: typeOf(tensor), shape, isPart };
    });
  }

  record(): ScanResult {
    const collected = this.#recordStep();
    this.#recordCondition(collected);
    const loop = this.#recordLoop(collected);
    const { graph } = this.#recorder;
    const results = this.#inputsOfParts().map((inputs) => addCall(graph, loop, inputs, { isCompiledByXla: true }));
    const tensors = [...this.#carried, ...collected].map((variable, i) => {
      const isCarried = i < this.#carried.length;
      const parts = results.map((outputs) => outputs[i] ?? '');
      return this.#joined(variable, parts, isCarried ? 0 : 1);
    });
    return { carried: tensors.slice(0, this.#carried.length), outputs: tensors.slice(this.#carried.length) };
  }

  /** A tensor that represents the concatenated parts. */
  #joined({ type, shape }: LoopVariable, parts: readonly string[], axis: number): tf.Tensor {
    const whole = shape.map((size, i) => (i === axis ? size * parts.length : size));
    const [only = ''] = parts;
    if (parts.length === 1) return this.#recorder.symbolicTensor(whole, only);
    const attributes = { T: { type }, N: { int: parts.length }, Tidx: int32 };
    const output = this.#recorder.graph.compute('ConcatV2', [...parts, this.#integer(axis)], attributes);
    this.#known.set(output, parts);
    return this.#recorder.symbolicTensor(whole, output);
  }

  #knownParts(tensor: tf.Tensor): readonly string[] | undefined {
    const parts = this.#known.get(this.#recorder.outputOf(tensor));
    return parts?.length === this.#parts ? parts : undefined;
  }

  /** The function's arguments, in order. */
  #inputs(): LoopVariable[] {
    const first = { name: 'first_sample', type: dataTypes.int32, shape: [] };
    return [...this.#carried, ...this.#sequences, ...this.#constants, ...this.#owned, first];
  }

  #inputsOfParts(): string[][] {
    const { carried, sequences, constants, samples = [] } = this.#plan;
    const [carriedParts, sampleParts] = [carried, samples].map((tensors) => tensors.map((each) => this.#divided(each)));
    return Array.from({ length: this.#parts }, (_, part) => {
      const partOf = (parts: readonly string[]): string => parts[part] ?? '';
      return [
        ...(carriedParts ?? []).map(partOf),
        ...sequences.map((tensor) => this.#knownParts(tensor)?.[part] ?? this.#recorder.outputOf(tensor)),
        ...constants.map((tensor) => this.#recorder.outputOf(tensor)),
        ...(sampleParts ?? []).map(partOf),
        this.#integer(part * this.#samples),
      ];
    });
  }

  /** Along the first axis. */
  #divided(tensor: tf.Tensor): string[] {
    const { graph } = this.#recorder;
    const whole = this.#recorder.outputOf(tensor);
    if (this.#parts === 1) return [whole];
    const attributes = { T: { type: typeOf(tensor) }, num_split: { int: this.#parts } };
    const split = graph.add('Split', [this.#integer(0), whole], attributes);
    return Array.from({ length: this.#parts }, (_, part) => graph.outputOf(split, part));
  }

  /** The loop variables, in the order of the loop's inputs and outputs. */
  #variables(collected: readonly LoopVariable[]): LoopVariable[] {
    const counter = { name: 'step', type: dataTypes.int32, shape: [] };
    return [counter, ...collected, ...this.#inputs()];
  }

  /** @returns the tensors that collect the steps' outputs, `[steps, samples, …]` each */
  #recordStep(): LoopVariable[] {
    const recorder = this.#recorder;
    let collected: LoopVariable[] = [];
    recorder.recordFunction(`${this.#name}_step`, () => {
      const { derive, step, backwards = false } = this.#plan;
      const place = backwards ? this.#compute('Sub', [this.#integer(this.#steps - 1), 'step']) : 'step';
      const symbolicTensors = (list: readonly LoopVariable[]): tf.Tensor[] =>
        list.map(({ name, shape }) => recorder.symbolicTensor(shape, name));
      const slices = this.#sequences.map((sequence) => this.#slice(sequence, place));
      const read = derive === undefined ? slices : derive(slices);
      const result = step(
        symbolicTensors(this.#carried),
        read,
        symbolicTensors(this.#constants),
        symbolicTensors(this.#owned),
      );
      const next = result.carried.map((tensor) => recorder.outputOf(tensor));
      collected = result.outputs.map((tensor, i) => {
        return { name: `collected_${i}`, type: typeOf(tensor), shape: [this.#steps, ...tensor.shape] };
      });
      const filled = result.outputs.map((tensor, i) => this.#put(tensor, `collected_${i}`, place));
      const inputs = this.#variables(collected);
      const passed = inputs.slice(1 + collected.length + next.length).map(({ name }) => name);
      const from = [this.#compute('AddV2', ['step', this.#integer(1)]), ...filled, ...next, ...passed];
      const outputs = inputs.map(({ name, type }, i) => ({ name: `${name}_next`, type, from: from[i] ?? name }));
      return { inputs, outputs };
    });
    return collected;
  }

  /** One step of a sequence, for the part's samples. */
  #slice({ name, type, shape, isPart }: LoopSequence, place: string): tf.Tensor {
    const [, , ...rest] = shape;
    const zero = this.#integer(0);
    const start = this.#pack([place, isPart ? zero : 'first_sample', ...rest.map(() => zero)]);
    const sizes = this.#integers([1, this.#samples, ...rest]);
    const attributes = { T: { type }, Tindices: int32 };
    const slice = this.#recorder.graph.compute('XlaDynamicSlice', [name, start, sizes], attributes);
    const wanted = [this.#samples, ...rest];
    return this.#recorder.symbolicTensor(wanted, this.#reshape(slice, type, wanted));
  }

  /** @returns the collected outputs with this step's written */
  #put(tensor: tf.Tensor, collection: string, place: string): string {
    const type = typeOf(tensor);
    const update = this.#reshape(this.#recorder.outputOf(tensor), type, [1, ...tensor.shape]);
    const start = this.#pack([place, ...tensor.shape.map(() => this.#integer(0))]);
    const attributes = { T: { type }, Tindices: int32 };
    return this.#recorder.graph.compute('XlaDynamicUpdateSlice', [collection, update, start], attributes);
  }

  #recordCondition(collected: readonly LoopVariable[]): void {
    this.#recorder.recordFunction(`${this.#name}_goes_on`, () => {
      const hasNext = this.#compute('Less', ['step', this.#integer(this.#steps)]);
      const outputs = [{ name: 'goes_on', type: dataTypes.bool, from: hasNext }];
      return { inputs: this.#variables(collected), outputs };
    });
  }

  /** The function around the loop: what XLA compiles. */
  #recordLoop(collected: readonly LoopVariable[]): GraphFunction {
    return this.#recorder.recordFunction(this.#name, () => {
      const { graph } = this.#recorder;
      const empty = collected.map(({ shape, type }) => {
        const zero = graph.constant(Float32Array.of(0), [], dataTypes.float32);
        return graph.compute('Fill', [this.#integers(shape), zero], { T: { type }, index_type: int32 });
      });
      const inputs = this.#inputs();
      const attributes: Record<string, AttributeValue> = {
        T: { types: this.#variables(collected).map(({ type }) => type) },
        cond: { function: `${this.#name}_goes_on` },
        body: { function: `${this.#name}_step` },
        output_shapes: { types: [] },
        parallel_iterations: { int: 1 },
      };
      const start = [this.#integer(0), ...empty, ...inputs.map(({ name }) => name)];
      const loop = graph.add('StatelessWhile', start, attributes);
      const outputOf = ({ name, type }: LoopVariable, place: number) => {
        return { name: `${name}_result`, type, from: graph.outputOf(loop, place) };
      };
      const carried = this.#carried.map((variable, i) => outputOf(variable, 1 + collected.length + i));
      return { inputs, outputs: [...carried, ...collected.map((variable, i) => outputOf(variable, 1 + i))] };
    });
  }

  #integer(value: number): string {
    return this.#integers([value], []);
  }

  #integers(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#recorder.graph.constant(Int32Array.from(values), shape, dataTypes.int32);
  }

  #compute(op: string, inputs: readonly string[]): string {
    return this.#recorder.graph.compute(op, inputs, { T: int32 });
  }

  #pack(inputs: readonly string[]): string {
    return this.#recorder.graph.compute('Pack', inputs, { T: int32, N: { int: inputs.length }, axis: { int: 0 } });
  }

  #reshape(output: string, type: number, shape: readonly number[]): string {
    const attributes = { T: { type }, Tshape: int32 };
    return this.#recorder.graph.compute('Reshape', [output, this.#integers(shape)], attributes);
  }
}

function variables(
  kind: string,
  tensors: readonly tf.Tensor[],
  shapeOf: (tensor: tf.Tensor) => readonly number[],
): LoopVariable[] {
  return tensors.map((tensor, i) => ({ name: `${kind}_${i}`, type: typeOf(tensor), shape: shapeOf(tensor) }));
}

/** At most as many equal parts as there are threads. */
function partsFor(batch: number, threads: number): number {
  for (let parts = threads; parts > 1; parts--) if (batch % parts === 0 && batch / parts >= fewestSamples) return parts;
  return 1;
}
