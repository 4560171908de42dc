// What names in pasted Keras code stand for.
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import type { SyntaxNode } from '@lezer/common';

/** A layer that code makes. */
export interface PastedLayer {
  readonly type: string;
  readonly config: JsonObject;
  /** Keras's name; null for none. */
  readonly name: string | null;
  /** `input_shape` and its relatives, of old code. */
  readonly inputShape: (number | null)[] | null;
  /** The node that first applied it. */
  nodeId: string | null;
}

/** The arguments of a call. */
export interface CallArguments {
  readonly positional: readonly KerasValue[];
  readonly named: ReadonlyMap<string, KerasValue>;
}

/** An optimizer, loss, metric, callback or schedule that code makes: `keras.optimizers.Adam(1e-3)`. */
export interface PastedThing {
  readonly kind: 'thing';
  /** The class's name without its module. */
  readonly name: string;
  readonly given: CallArguments;
  readonly line: number;
}

/** What an expression is. */
export type KerasValue =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'list'; readonly items: readonly KerasValue[] }
  /** A dotted name: `keras.layers.Dense`. */
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'layer'; readonly layer: PastedLayer }
  | { readonly kind: 'tensor'; readonly id: string; readonly output: number }
  | { readonly kind: 'sequential'; readonly layers: PastedLayer[]; isUsed: boolean }
  | { readonly kind: 'model' }
  | { readonly kind: 'function'; readonly node: SyntaxNode; isCalled: boolean }
  | PastedThing
  /** Something that was not understood. */
  | { readonly kind: 'unknown' };

/** The value as JSON; undefined when it is something else. */
export function jsonOf(value: KerasValue): JsonValue | undefined {
  if (value.kind === 'value') return value.value;
  if (value.kind === 'layer') return { class_name: value.layer.type, config: value.layer.config };
  if (value.kind === 'path') {
    // `activation=keras.activations.relu`, `tf.nn.relu`.
    const [, name] = /(?:activations|nn)\.(\w+)$/.exec(value.path) ?? [];
    return name;
  }
  if (value.kind !== 'list') return undefined;
  const items = value.items.map(jsonOf);
  return items.every((item) => item !== undefined) ? items : undefined;
}

/** `tf.keras.layers` and `tensorflow.python.keras.layers` are `keras.layers`. */
export function plainPath(path: string): string {
  return path.replace(/^(?:tf|tensorflow)\.(?:python\.)?keras(?=\.|$)/, 'keras').replace(/^tensorflow(?=\.|$)/, 'tf');
}
