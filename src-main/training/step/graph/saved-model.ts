// A graph as the bytes of TensorFlow's `saved_model.pb`. The messages are TensorFlow's (core/protobuf/saved_model.proto,
// meta_graph.proto, core/framework/graph.proto, function.proto, op_def.proto, node_def.proto, attr_value.proto, tensor.proto), with the fields used here.
import { PbfWriter } from 'pbf';
import type {
  Attributes,
  AttributeValue,
  ConstantTensor,
  DataType,
  FunctionPort,
  Graph,
  GraphFunction,
  GraphNode,
} from '#main/training/step/graph/graph-builder.ts';

/** The tag that a session loads. */
export const savedModelTag = 'serve';

/** The graph's version: TensorFlow 2.9, whose operations newer versions keep. */
const versions = { producer: 1087, minConsumer: 12 };

/** An input or output of a signature. */
export interface SignaturePort {
  /** Its name in the signature. */
  readonly name: string;
  /** The node's output. */
  readonly tensor: string;
  readonly type: DataType;
  /** -1 for any size. */
  readonly shape: readonly number[];
}

/** What a program calls: its inputs and outputs by name. */
export interface Signature {
  readonly inputs: readonly SignaturePort[];
  readonly outputs: readonly SignaturePort[];
}

/** Under which programs look for the model's signature, and what TensorFlow calls such a one. */
const signatureKey = 'serving_default';
const predictMethod = 'tensorflow/serving/predict';

interface MetaGraph {
  readonly graph: Graph;
  readonly signature: Signature | null;
}

/**
 * @param signature as `serving_default`; none where the nodes are fed by their names
 * @returns the file's content; a folder with only this file can be loaded by its tag
 */
export function encodeSavedModel(graph: Graph, signature: Signature | null = null): Uint8Array {
  const writer = new PbfWriter();
  writer.writeVarintField(1, 1); // saved_model_schema_version
  writer.writeMessage(2, writeMetaGraph, { graph, signature });
  return writer.finish();
}

/** A `ConfigProto` (core/protobuf/config.proto, rewriter_config.proto) for a call whose function runs unoptimized. */
export function encodeConfigWithoutOptimizer(): Uint8Array {
  const writer = new PbfWriter();
  writer.writeMessage(10, writeGraphOptions, { disable_meta_optimizer: true });
  return writer.finish();
}

interface RewriterConfig {
  readonly disable_meta_optimizer: boolean;
}

function writeGraphOptions(rewriting: RewriterConfig, writer: PbfWriter): void {
  writer.writeMessage(10, writeRewriterConfig, rewriting);
}

function writeRewriterConfig(rewriting: RewriterConfig, writer: PbfWriter): void {
  writer.writeBooleanField(19, rewriting.disable_meta_optimizer);
}

function writeMetaGraph({ graph, signature }: MetaGraph, writer: PbfWriter): void {
  writer.writeMessage(1, writeMetaInfo, savedModelTag);
  writer.writeMessage(2, writeGraph, graph);
  if (signature !== null) writer.writeMessage(5, writeSignatureEntry, signature);
}

function writeSignatureEntry(signature: Signature, writer: PbfWriter): void {
  writer.writeStringField(1, signatureKey);
  writer.writeMessage(2, writeSignatureDef, signature);
}

function writeSignatureDef({ inputs, outputs }: Signature, writer: PbfWriter): void {
  for (const port of inputs) writer.writeMessage(1, writeTensorEntry, port);
  for (const port of outputs) writer.writeMessage(2, writeTensorEntry, port);
  writer.writeStringField(3, predictMethod);
}

function writeTensorEntry(port: SignaturePort, writer: PbfWriter): void {
  writer.writeStringField(1, port.name);
  writer.writeMessage(2, writeTensorInfo, port);
}

function writeTensorInfo({ tensor, type, shape }: SignaturePort, writer: PbfWriter): void {
  writer.writeStringField(1, tensor);
  writer.writeVarintField(2, type);
  writer.writeMessage(3, writeShape, shape);
}

function writeMetaInfo(tag: string, writer: PbfWriter): void {
  writer.writeStringField(4, tag);
}

function writeGraph({ nodes, functions }: Graph, writer: PbfWriter): void {
  for (const node of nodes) writer.writeMessage(1, writeNode, node);
  writer.writeMessage(2, writeLibrary, functions);
  writer.writeMessage(4, writeVersions, versions);
}

function writeLibrary(functions: readonly GraphFunction[], writer: PbfWriter): void {
  for (const each of functions) writer.writeMessage(1, writeFunction, each);
}

function writeFunction(each: GraphFunction, writer: PbfWriter): void {
  writer.writeMessage(1, writeFunctionSignature, each);
  for (const node of each.nodes) writer.writeMessage(3, writeNode, node);
  for (const { name, from } of each.outputs) writer.writeMessage(4, writePair, [name, from] as const);
  writeAttributes(each.attributes ?? {}, 5, writer);
}

function writeFunctionSignature({ name, inputs, outputs }: GraphFunction, writer: PbfWriter): void {
  writer.writeStringField(1, name);
  for (const port of inputs) writer.writeMessage(2, writePort, port);
  for (const port of outputs) writer.writeMessage(3, writePort, port);
}

function writePort({ name, type }: FunctionPort, writer: PbfWriter): void {
  writer.writeStringField(1, name);
  writer.writeVarintField(3, type);
}

function writePair([key, value]: readonly [string, string], writer: PbfWriter): void {
  writer.writeStringField(1, key);
  writer.writeStringField(2, value);
}

function writeVersions({ producer, minConsumer }: typeof versions, writer: PbfWriter): void {
  writer.writeVarintField(1, producer);
  writer.writeVarintField(2, minConsumer);
}

function writeNode({ name, op, inputs, attributes }: GraphNode, writer: PbfWriter): void {
  writer.writeStringField(1, name);
  writer.writeStringField(2, op);
  for (const input of inputs) writer.writeStringField(3, input);
  writeAttributes(attributes, 5, writer);
}

function writeAttributes(attributes: Attributes, field: number, writer: PbfWriter): void {
  for (const entry of Object.entries(attributes)) writer.writeMessage(field, writeAttribute, entry);
}

function writeAttribute([name, value]: readonly [string, AttributeValue], writer: PbfWriter): void {
  writer.writeStringField(1, name);
  writer.writeMessage(2, writeValue, value);
}

function writeValue(value: AttributeValue, writer: PbfWriter): void {
  if ('ints' in value) writer.writeMessage(1, writeNumbers, value.ints);
  else if ('types' in value) writer.writeMessage(1, writeTypes, value.types);
  else if ('text' in value) writer.writeBytesField(2, new TextEncoder().encode(value.text));
  else if ('bytes' in value) writer.writeBytesField(2, value.bytes);
  else if ('int' in value) writer.writeVarintField(3, value.int);
  else if ('float' in value) writer.writeFloatField(4, value.float);
  else if ('bool' in value) writer.writeBooleanField(5, value.bool);
  else if ('type' in value) writer.writeVarintField(6, value.type);
  else if ('shape' in value) writer.writeMessage(7, writeShape, value.shape);
  else if ('function' in value) writer.writeMessage(10, writeFunctionName, value.function);
  else writer.writeMessage(8, writeTensor, value.tensor);
}

function writeNumbers(ints: readonly number[], writer: PbfWriter): void {
  writer.writePackedVarint(3, [...ints]);
}

function writeTypes(types: readonly number[], writer: PbfWriter): void {
  writer.writePackedVarint(6, [...types]);
}

function writeFunctionName(name: string, writer: PbfWriter): void {
  writer.writeStringField(1, name);
}

function writeShape(shape: readonly number[], writer: PbfWriter): void {
  for (const size of shape) writer.writeMessage(2, writeDimension, size);
}

function writeDimension(size: number, writer: PbfWriter): void {
  writer.writeVarintField(1, size);
}

function writeTensor({ type, shape, bytes }: ConstantTensor, writer: PbfWriter): void {
  writer.writeVarintField(1, type);
  writer.writeMessage(2, writeShape, shape);
  writer.writeBytesField(4, bytes);
}
