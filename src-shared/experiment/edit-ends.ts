// Settings of single Inputs and outputs: from one setting for all to one for each, and back.
import { isJsonObject, type JsonObject, type JsonValue } from '#shared/base/json.ts';
import { msg, type Message } from '#shared/base/message.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { withoutMuted } from '#shared/model/without-layers.ts';

/** Where an experiment has settings of single Inputs or outputs, and which of the shared ones each may have of its own. */
export const endSettings = {
  /** What each Input gets. */
  inputs: { path: ['data', 'preparation'], key: 'inputs', own: ['features', 'lookback', 'step'] },
  /** What each output predicts. */
  targets: { path: ['data', 'preparation'], key: 'outputs', own: ['target', 'delay', 'horizon'] },
  /** How each output is trained. */
  objectives: { path: ['training'], key: 'outputs', own: ['loss', 'metrics', 'weighted_metrics'] },
} as const;
export type EndSetting = keyof typeof endSettings;

/** An experiment after an edit, and the step's name. */
export interface EditedExperiment {
  readonly document: JsonObject;
  readonly name: Message;
}

/** The ids of a model's Inputs, and of the layers that nothing follows. */
export function endsOf(graph: GraphDocument): { readonly inputs: string[]; readonly outputs: string[] } {
  const { nodes, edges } = withoutMuted(graph);
  const followed = new Set(edges.map(({ from }) => from));
  return {
    inputs: nodes.filter(({ type }) => type === 'Input').map(({ id }) => id),
    outputs: nodes.filter(({ id }) => !followed.has(id)).map(({ id }) => id),
  };
}

/** What is said of single ends; null where all have the shared settings. */
export function ownSettings(document: JsonObject, which: EndSetting): JsonObject | null {
  const { path, key } = endSettings[which];
  const own = objectAt(document, path)[key];
  return isJsonObject(own) ? own : null;
}

/** Each end gets the shared settings as its own, so that nothing changes but that they can differ. */
export function splitSettings(document: JsonObject, which: EndSetting, ids: readonly string[]): EditedExperiment {
  const { path, key, own } = endSettings[which];
  const shared = objectAt(document, path);
  const copy = Object.fromEntries(own.flatMap((name) => (name in shared ? [[name, shared[name] ?? null]] : [])));
  const entries = Object.fromEntries(ids.map((id): [string, JsonValue] => [id, copy]));
  const name =
    which === 'inputs' ? msg`Give each Input settings of its own` : msg`Give each output settings of its own`;
  return { document: withAt(document, path, { ...shared, [key]: entries }), name };
}

/** All ends have the shared settings again. */
export function joinSettings(document: JsonObject, which: EndSetting): EditedExperiment {
  const { path, key } = endSettings[which];
  const { [key]: _own, ...shared } = objectAt(document, path);
  const name = which === 'inputs' ? msg`Use one setting for all Inputs` : msg`Use one setting for all outputs`;
  return { document: withAt(document, path, shared), name };
}

function objectAt(document: JsonObject, path: readonly string[]): JsonObject {
  return path.reduce<JsonObject>((object, key) => {
    const next = object[key];
    return isJsonObject(next) ? next : {};
  }, document);
}

function withAt(document: JsonObject, [key, ...rest]: readonly string[], value: JsonObject): JsonObject {
  return key === undefined ? value : { ...document, [key]: withAt(objectAt(document, [key]), rest, value) };
}
