// Calling a recorded function from the graph.
import type { AttributeValue, GraphBuilder, GraphFunction } from '#main/training/step/graph/graph-builder.ts';

export interface CallOptions {
  /** TensorFlow's `ConfigProto`; empty to use the session's. */
  readonly config?: Uint8Array;
  readonly isCompiledByXla?: boolean;
}

/** @returns the calls' outputs, in the order of the function's */
export function addCall(
  graph: GraphBuilder,
  called: Pick<GraphFunction, 'name' | 'inputs' | 'outputs'>,
  inputs: readonly string[],
  { config = new Uint8Array(), isCompiledByXla = false }: CallOptions = {},
): string[] {
  const compiled: Record<string, AttributeValue> = isCompiledByXla ? { _XlaMustCompile: { bool: true } } : {};
  const call = graph.add('PartitionedCall', inputs, {
    Tin: { types: called.inputs.map(({ type }) => type) },
    Tout: { types: called.outputs.map(({ type }) => type) },
    f: { function: called.name },
    config: { text: '' },
    config_proto: { bytes: config },
    executor_type: { text: '' },
    ...compiled,
  });
  return called.outputs.map((_, i) => graph.outputOf(call, i));
}
