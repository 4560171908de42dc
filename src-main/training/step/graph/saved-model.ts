// A graph as the bytes of TensorFlow's `saved_model.pb`. The messages are TensorFlow's (core/protobuf/saved_model.proto,
// meta_graph.proto, core/framework/graph.proto, node_def.proto, attr_value.proto, tensor.proto), with the fields used here.
import { PbfWriter } from 'pbf';
import type { AttributeValue, ConstantTensor, GraphNode } from '#main/training/step/graph/graph-builder.ts';

/** The tag that a session is asked for. */
export const savedModelTag = 'serve';

/** What the graph was written for: TensorFlow 2.9, whose operations newer ones keep. */
const versions = { producer: 1087, minConsumer: 12 };

/** @returns the file's content; a folder with just this file can be loaded by its tag */
export function encodeSavedModel(nodes: readonly GraphNode[]): Uint8Array {
  const writer = new PbfWriter();
  writer.writeVarintField(1, 1); // saved_model_schema_version
  writer.writeMessage(2, writeMetaGraph, nodes);
  return writer.finish();
}

function writeMetaGraph(nodes: readonly GraphNode[], writer: PbfWriter): void {
  writer.writeMessage(1, writeMetaInfo, savedModelTag);
  writer.writeMessage(2, writeGraph, nodes);
}

function writeMetaInfo(tag: string, writer: PbfWriter): void {
  writer.writeStringField(4, tag);
}

function writeGraph(nodes: readonly GraphNode[], writer: PbfWriter): void {
  for (const node of nodes) writer.writeMessage(1, writeNode, node);
  writer.writeMessage(4, writeVersions, versions);
}

function writeVersions({ producer, minConsumer }: typeof versions, writer: PbfWriter): void {
  writer.writeVarintField(1, producer);
  writer.writeVarintField(2, minConsumer);
}

function writeNode({ name, op, inputs, attributes }: GraphNode, writer: PbfWriter): void {
  writer.writeStringField(1, name);
  writer.writeStringField(2, op);
  for (const input of inputs) writer.writeStringField(3, input);
  for (const entry of Object.entries(attributes)) writer.writeMessage(5, writeAttribute, entry);
}

function writeAttribute([name, value]: readonly [string, AttributeValue], writer: PbfWriter): void {
  writer.writeStringField(1, name);
  writer.writeMessage(2, writeValue, value);
}

function writeValue(value: AttributeValue, writer: PbfWriter): void {
  if ('ints' in value) writer.writeMessage(1, writeList, value.ints);
  else if ('text' in value) writer.writeBytesField(2, new TextEncoder().encode(value.text));
  else if ('int' in value) writer.writeVarintField(3, value.int);
  else if ('float' in value) writer.writeFloatField(4, value.float);
  else if ('bool' in value) writer.writeBooleanField(5, value.bool);
  else if ('type' in value) writer.writeVarintField(6, value.type);
  else if ('shape' in value) writer.writeMessage(7, writeShape, value.shape);
  else writer.writeMessage(8, writeTensor, value.tensor);
}

function writeList(ints: readonly number[], writer: PbfWriter): void {
  writer.writePackedVarint(3, [...ints]);
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
