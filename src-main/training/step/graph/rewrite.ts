// Rewrites recorded operations into ones that TensorFlow fuses or runs faster. Each gives the same numbers unless its comment
// says otherwise.
import { dataTypes, type Attributes, type GraphBuilder } from '#main/training/step/graph/graph-builder.ts';

export interface Operation {
  readonly op: string;
  /** Outputs of nodes. */
  readonly inputs: readonly string[];
  readonly attributes: Attributes;
  /** Names of nodes that must run before. */
  readonly after?: readonly string[];
}

const float = { type: dataTypes.float32 };

/** @param shapes of the inputs */
export function rewritten(
  operation: Operation,
  shapes: readonly (readonly number[] | undefined)[],
  graph: GraphBuilder,
): Operation {
  switch (operation.op) {
    case 'Add':
    case 'AddV2':
      return asBiasAdd(operation, shapes);
    case 'BatchMatMulV2':
      return asMatMul(operation, shapes);
    case 'Conv2DBackpropFilter':
      return afterInputGradient(operation, graph);
    case 'Mul':
      return asReluGradient(operation, shapes, graph);
    default:
      return operation;
  }
}

/** A vector along the last axis, which TensorFlow fuses into a convolution. */
function asBiasAdd({ op, inputs, attributes }: Operation, [sum, bias]: Parameters<typeof rewritten>[1]): Operation {
  const fits = sum !== undefined && sum.length > 1 && bias?.length === 1 && bias[0] === sum.at(-1);
  if (!fits || !isFloat(attributes)) return { op, inputs, attributes };
  return { op: 'BiasAdd', inputs, attributes: { T: float, data_format: { text: 'NHWC' } } };
}

/** One product is faster than a batch of one. With a vector the sum rounds differently. */
function asMatMul({ op, inputs, attributes }: Operation, [a, b]: Parameters<typeof rewritten>[1]): Operation {
  const { adj_x: transposesA, adj_y: transposesB } = attributes;
  const areMatrices = [a, b].every((shape) => shape?.length === 2 && !shape.includes(1));
  if (!areMatrices || transposesA === undefined || transposesB === undefined) return { op, inputs, attributes };
  return { op: 'MatMul', inputs, attributes: { T: float, transpose_a: transposesA, transpose_b: transposesB } };
}

/** `dy · (y > 0)`, as nn/activations.ts has it for relu. */
function asReluGradient(operation: Operation, shapes: Parameters<typeof rewritten>[1], graph: GraphBuilder): Operation {
  const [gradient, factor] = operation.inputs;
  const cast = graph.nodeOf(factor);
  const greater = cast?.op === 'Cast' ? graph.nodeOf(cast.inputs[0]) : undefined;
  if (gradient === undefined || greater?.op !== 'Greater') return operation;
  const [output, limit] = greater.inputs;
  if (output === undefined || !isZero(graph, limit) || shapes[0]?.join() !== shapes[1]?.join()) return operation;
  return { op: 'ReluGrad', inputs: [gradient, output], attributes: { T: float } };
}

/** The input's gradient comes first: the layer before needs it and then runs in parallel with the kernel's. */
function afterInputGradient(operation: Operation, graph: GraphBuilder): Operation {
  const [, , gradient] = operation.inputs;
  const first = graph.nodes.findLast(({ op, inputs }) => op === 'Conv2DBackpropInput' && inputs[2] === gradient);
  return first === undefined ? operation : { ...operation, after: [first.name] };
}

function isZero(graph: GraphBuilder, output: string | undefined): boolean {
  const value = graph.nodeOf(output)?.attributes['value'];
  return value !== undefined && 'tensor' in value && value.tensor.bytes.every((byte) => byte === 0);
}

function isFloat({ T: type }: Attributes): boolean {
  return type === undefined || ('type' in type && type.type === dataTypes.float32);
}
