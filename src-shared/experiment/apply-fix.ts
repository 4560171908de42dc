// Makes the edit that a problem's fix is: from one document of an experiment to the next. Its name is the step's in the history.
import { countOf, msg, verbatim, type Message } from '#shared/base/message.ts';
import type { Fix } from '#shared/base/fix.ts';
import { jsonObjectSchema, type JsonObject, type JsonValue } from '#shared/base/json.ts';
import { graphOf, withGraph } from '#shared/experiment/edit-experiment.ts';
import { resetArgument, setArgument } from '#shared/model/edits/arguments.ts';
import { connect } from '#shared/model/edits/edges.ts';
import { edgeOf, inputsOf, isSameEdge, newNode, type EditResult } from '#shared/model/edits/edit.ts';
import { addLayerAfter, insertOnEdge, muteLayers, replaceLayer } from '#shared/model/edits/layers.ts';
import type { GraphDocument } from '#shared/model/graph-document.ts';
import { quoteValue } from '#shared/reading/describe-issue.ts';
import { namedConfigSchema } from '#shared/reading/named-config.ts';

type FixOf<Kind extends Fix['kind']> = Extract<Fix, { readonly kind: Kind }>;

/** An experiment after a fix. */
export interface Fixed {
  readonly document: JsonObject;
  readonly name: Message;
  /** The layers to be selected after it. */
  readonly ids: readonly string[];
}

/** What the fix does, as its button and the history name it. */
export function fixName(fix: Fix): Message {
  switch (fix.kind) {
    case 'argument': {
      const argument = fix.arguments[0]?.split('.').at(-1) ?? '';
      return msg`Set ${argument} of ${fix.layer} to ${quoteValue(fix.value)}`;
    }
    case 'reset-argument':
      return msg`Reset ${fix.argument} of ${fix.layer}`;
    case 'insert':
      return fix.side === 'after' ? msg`Add ${fix.type} after ${fix.layer}` : msg`Add ${fix.type} before ${fix.layer}`;
    case 'add-input':
      return msg`Add ${'Input'}`;
    case 'replace':
      return msg`Replace ${fix.layer} by ${fix.type}`;
    case 'mute':
      return msg`Mute ${fix.layer}`;
    case 'unmute':
      return msg`Unmute ${layersNamed(fix.layers)}`;
    case 'delete':
      return msg`Delete ${layersNamed(fix.layers)}`;
    case 'connect':
      return msg`Connect ${fix.from} to ${fix.to}`;
    case 'cut': {
      const [edge] = fix.edges;
      if (edge !== undefined && fix.edges.length === 1) return msg`Cut the edge from ${edge.from} to ${edge.to}`;
      return msg`Cut ${countOf(fix.edges.length, '{0} edge', '{0} edges')}`;
    }
    case 'setting':
      return msg`Set ${fix.path.join('.')} to ${settingText(fix.value)}`;
    case 'remove-setting':
      return msg`Remove ${fix.path.join('.')}`;
  }
}

/** One layer by its id, several by their count. */
function layersNamed(ids: readonly string[]): string | Message {
  const [id] = ids;
  return id !== undefined && ids.length === 1 ? id : countOf(ids.length, '{0} layer', '{0} layers');
}

/** Makes a fix, or says why it cannot be made any more. Does not throw, whatever the document. */
export function applyFix(document: JsonObject, fix: Fix): Fixed | { readonly refused: Message } {
  const name = fixName(fix);
  if (fix.kind === 'setting' || fix.kind === 'remove-setting') {
    const changed = withSetting(document, fix.path, fix.kind === 'setting' ? fix.value : undefined);
    const object = jsonObjectSchema.safeParse(changed);
    if (!object.success) return { refused: msg`The document has no ${fix.path.join('.')}.` };
    return { document: object.data, name, ids: [] };
  }
  const graph = graphOf(document);
  if (graph === null) return { refused: msg`The document has no model that can be read.` };
  const edit = editOf(graph, fix);
  if ('refused' in edit) return edit;
  return { document: withGraph(document, edit), name, ids: edit.ids };
}

type GraphFix = Exclude<Fix, FixOf<'setting'> | FixOf<'remove-setting'>>;

function editOf(graph: GraphDocument, fix: GraphFix): EditResult {
  switch (fix.kind) {
    case 'argument':
      return withArguments(graph, fix);
    case 'reset-argument':
      return resetArgument(graph, [fix.layer], fix.argument);
    case 'insert':
      return inserted(graph, fix);
    case 'add-input':
      return withInput(graph, fix.config);
    case 'replace':
      return replaceLayer(graph, fix.layer, { type: fix.type });
    case 'mute':
      return muteLayers(graph, [fix.layer], true);
    case 'unmute':
      return muteLayers(graph, fix.layers, false);
    case 'delete': {
      const gone = new Set(fix.layers);
      const edges = graph.edges.filter(({ from, to }) => !gone.has(from) && !gone.has(to));
      const nodes = graph.nodes.filter(({ id }) => !gone.has(id));
      return { document: { ...graph, nodes, edges }, name: fixName(fix), ids: [] };
    }
    case 'connect':
      return connect(graph, { from: fix.from, to: fix.to, ...(fix.input === undefined ? {} : { input: fix.input }) });
    case 'cut':
      return withoutEdges(graph, fix);
  }
}

/** Gives each of the arguments the value; those of an inner layer change the argument that holds it. */
function withArguments(graph: GraphDocument, { layer, arguments: paths, value }: FixOf<'argument'>): EditResult {
  let edit: EditResult = { document: graph, name: msg`Edit ${layer}`, ids: [layer] };
  for (const path of paths) {
    const [argument = '', ...inner] = path.split('.');
    const { nodes } = edit.document;
    const node = nodes.find(({ id }) => id === layer);
    const owner = nodes.find(({ id }) => id === node?.layer) ?? node;
    if (owner === undefined) return { refused: msg`No layer has the id "${layer}".` };
    const changed = withSetting(owner.config[argument] ?? {}, inner, value);
    edit = setArgument(edit.document, [layer], argument, inner.length === 0 ? value : changed);
    if ('refused' in edit) return edit;
  }
  return edit;
}

function inserted(graph: GraphDocument, { layer: id, side, type, config }: FixOf<'insert'>): EditResult {
  if (!graph.nodes.some((node) => node.id === id)) return { refused: msg`No layer has the id "${id}".` };
  const layer = { type, config };
  if (side === 'after') return addLayerAfter(graph, { id }, layer, { isInserted: true });
  const edge = graph.edges.find(({ to, input = 0 }) => to === id && input === 0);
  return edge === undefined ? { refused: msg`Nothing goes into "${id}" any more.` } : insertOnEdge(graph, edge, layer);
}

function withInput(graph: GraphDocument, config: JsonObject): EditResult {
  const node = newNode({ type: 'Input', config }, graph);
  const hasInput = new Set(graph.edges.map(({ to }) => to));
  const first = graph.nodes.find(
    ({ id, type, muted }) => muted !== true && !hasInput.has(id) && inputsOf(type).most > 0,
  );
  const edges = first === undefined ? graph.edges : [edgeOf(node.id, first.id), ...graph.edges];
  return { document: { ...graph, nodes: [node, ...graph.nodes], edges }, name: msg`Add ${node.id}`, ids: [node.id] };
}

/** Of equal edges one goes for each that is named. */
function withoutEdges(graph: GraphDocument, fix: FixOf<'cut'>): EditResult {
  const edges = [...graph.edges];
  for (const cut of fix.edges) {
    const place = edges.findLastIndex((edge) => isSameEdge(edge, edgeOf(cut.from, cut.to, cut.output, cut.input)));
    if (place === -1) return { refused: msg`The edge is no longer there.` };
    edges.splice(place, 1);
  }
  return { document: { ...graph, edges }, name: fixName(fix), ids: [] };
}

/** A copy with a value set, or removed where it is undefined. A bare name on the way becomes that name with arguments. */
function withSetting(value: JsonValue, [key, ...rest]: readonly string[], next: JsonValue | undefined): JsonValue {
  if (key === undefined) return next ?? value;
  if (Array.isArray(value)) {
    const place = Number(key);
    const own = value[place];
    if (own === undefined) return value;
    if (rest.length > 0) return value.with(place, withSetting(own, rest, next));
    return next === undefined ? value.toSpliced(place, 1) : value.with(place, next);
  }
  const object = typeof value === 'string' ? { name: value } : typeof value === 'object' && value !== null ? value : {};
  if (rest.length > 0) return { ...object, [key]: withSetting(object[key] ?? {}, rest, next) };
  const { [key]: _old, ...others } = object;
  return next === undefined ? others : { ...object, [key]: next };
}

/** A loss or metric by its name, and a list of them by theirs. */
function settingText(value: JsonValue): Message {
  if (Array.isArray(value)) {
    const names = value.map(nameIn);
    return names.length > 0 && names.every((name) => name !== null) ? verbatim(names.join(', ')) : quoteValue(value);
  }
  return quoteValue(nameIn(value) ?? value);
}

/** The name of a thing with arguments, also of a bare name and in the form of Keras. */
function nameIn(value: JsonValue): string | null {
  if (typeof value === 'string') return value;
  const read = namedConfigSchema.safeParse(value);
  return read.success ? read.data.name : null;
}
