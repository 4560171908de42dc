// Edits of what is named in training settings: an optimizer, a callback, a metric with its arguments. Pure.
import type { JsonObject, JsonValue } from '#shared/base/json.ts';
import type { NamedConfig } from '#shared/reading/named-config.ts';
import { callbacks } from '#shared/training/callbacks.ts';

/** @param value undefined for the default */
export function withArgument(one: NamedConfig, argument: string, value: JsonValue | undefined): NamedConfig {
  const { [argument]: _before, ...others }: JsonObject = one.config;
  return { ...one, config: value === undefined ? others : { ...one.config, [argument]: value } };
}

/** A callback that does something: with Keras’s defaults EarlyStopping ends at the first epoch without improvement. */
export function newCallback(name: string): NamedConfig {
  return { name, config: callbacks.find(name) === 'EarlyStopping' ? { patience: 3 } : {} };
}
