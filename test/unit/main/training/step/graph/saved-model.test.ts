// The bytes are read back with pbf's reader and the field numbers of TensorFlow's .proto files, written down here a second time.
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { dataTypes, type AttributeValue, type Graph } from '#main/training/step/graph/graph-builder.ts';
import {
  encodeConfigWithoutOptimizer,
  encodeSavedModel,
  savedModelTag,
} from '#main/training/step/graph/saved-model.ts';

/** A message by field number; every field as often as it was written. */
type Fields = ReadonlyMap<number, readonly Uint8Array[]>;

/** Splits a message into its fields; numbers stay in their encoding. */
function fieldsOf(bytes: Uint8Array): Fields {
  const fields = new Map<number, Uint8Array[]>();
  const reader = new PbfReader(bytes);
  reader.readFields((field, into, pbf) => {
    const from = pbf.pos;
    const isMessage = pbf.type === 2;
    const value = isMessage ? pbf.readBytes() : skipped(pbf, from);
    into.set(field, [...(into.get(field) ?? []), value]);
  }, fields);
  return fields;
}

function skipped(pbf: PbfReader, from: number): Uint8Array {
  if (pbf.type === 5) pbf.readFixed32();
  else pbf.readVarint(true);
  return pbf.buf.subarray(from, pbf.pos);
}

const messages = (fields: Fields, field: number): Fields[] => (fields.get(field) ?? []).map(fieldsOf);
const texts = (fields: Fields, field: number): string[] =>
  (fields.get(field) ?? []).map((bytes) => new TextDecoder().decode(bytes));
const numbers = (fields: Fields, field: number): number[] =>
  (fields.get(field) ?? []).map((bytes) => new PbfReader(bytes).readVarint(true));

function only<Value>(values: readonly Value[]): Value {
  const [value] = values;
  if (value === undefined || values.length !== 1) throw new Error(`${values.length} where one is expected.`);
  return value;
}

function metaGraphOf(graph: Graph): Fields {
  const savedModel = fieldsOf(encodeSavedModel(graph));
  expect(numbers(savedModel, 1)).toEqual([1]);
  return only(messages(savedModel, 2));
}

const graphDefOf = (graph: Graph): Fields => only(messages(metaGraphOf(graph), 2));

function readNode(fields: Fields) {
  const attributes = messages(fields, 5).map((entry) => [only(texts(entry, 1)), only(messages(entry, 2))] as const);
  return {
    name: only(texts(fields, 1)),
    op: only(texts(fields, 2)),
    inputs: texts(fields, 3),
    attributes: new Map(attributes),
  };
}

/** The `AttrValue` that an attribute is written as. */
function written(value: AttributeValue): Fields {
  const node = { name: 'node', op: 'Op', inputs: [], attributes: { it: value } };
  const [read] = messages(graphDefOf({ nodes: [node], functions: [] }), 1).map(readNode);
  const attribute = read?.attributes.get('it');
  if (attribute === undefined) throw new Error('The attribute was not written.');
  return attribute;
}

const sizesOf = (shape: Fields): number[] => messages(shape, 2).flatMap((dimension) => numbers(dimension, 1));

describe('encodeSavedModel', () => {
  it('is tagged, so that it can be loaded, and says what it was written for', () => {
    const meta = metaGraphOf({ nodes: [], functions: [] });
    expect(texts(only(messages(meta, 1)), 4)).toEqual([savedModelTag]);
    const versions = only(messages(only(messages(meta, 2)), 4));
    expect([numbers(versions, 1), numbers(versions, 2)]).toEqual([[1087], [12]]);
  });

  it('has every node with its inputs, in order', () => {
    const nodes = [
      { name: 'x', op: 'Placeholder', inputs: [], attributes: { dtype: { type: dataTypes.float32 } } },
      { name: 'sum', op: 'AddN', inputs: ['x', 'x:1', '^first'], attributes: { N: { int: 2 }, T: { type: 1 } } },
    ];
    const read = messages(graphDefOf({ nodes, functions: [] }), 1).map(readNode);
    expect(read.map(({ name, op, inputs }) => ({ name, op, inputs }))).toEqual(
      nodes.map(({ name, op, inputs }) => ({ name, op, inputs })),
    );
    expect(read.map(({ attributes }) => [...attributes.keys()])).toEqual([['dtype'], ['N', 'T']]);
  });

  describe('attributes', () => {
    it('types, whole numbers, truth values and texts', () => {
      expect(numbers(written({ type: dataTypes.int32 }), 6)).toEqual([3]);
      expect(numbers(written({ int: -1 }), 3)).toEqual([-1]);
      expect(numbers(written({ bool: true }), 5)).toEqual([1]);
      expect(numbers(written({ bool: false }), 5)).toEqual([0]);
      expect(texts(written({ text: 'größer' }), 2)).toEqual(['größer']);
      expect(texts(written({ text: '' }), 2)).toEqual(['']);
    });

    it('a number', () => {
      const [bytes = new Uint8Array()] = written({ float: 0.25 }).get(4) ?? [];
      expect(new PbfReader(bytes).readFloat()).toBe(0.25);
    });

    it('lists of numbers and of types', () => {
      const packed = (list: Fields, field: number): number[] => {
        const reader = new PbfReader(only(list.get(field) ?? []));
        const values: number[] = [];
        while (reader.pos < reader.length) values.push(reader.readVarint(true));
        return values;
      };
      expect(packed(only(messages(written({ ints: [1, 300, -1] }), 1)), 3)).toEqual([1, 300, -1]);
      expect(packed(only(messages(written({ types: [1, 20] }), 1)), 6)).toEqual([1, 20]);
      // An attribute must say that it is a list even where the list is empty.
      expect(written({ types: [] }).has(1)).toBe(true);
    });

    it('shapes, the one without axes and those of size 0 among them', () => {
      expect(sizesOf(only(messages(written({ shape: [2, 1000] }), 7)))).toEqual([2, 1000]);
      expect(sizesOf(only(messages(written({ shape: [0, 3] }), 7)))).toEqual([0, 3]);
      expect(written({ shape: [] }).has(7)).toBe(true);
      expect(sizesOf(only(messages(written({ shape: [] }), 7)))).toEqual([]);
    });

    it('a function by its name', () => {
      expect(texts(only(messages(written({ function: 'scan_0' }), 10)), 1)).toEqual(['scan_0']);
    });

    it('bytes that are no text', () => {
      expect(written({ bytes: Uint8Array.of(0x98, 1) }).get(2)).toEqual([Uint8Array.of(0x98, 1)]);
    });

    it('a tensor by its bytes', () => {
      const bytes = new Uint8Array(Float32Array.of(1.5, -2).buffer);
      const tensor = only(messages(written({ tensor: { type: dataTypes.float32, shape: [2, 1], bytes } }), 8));
      expect(numbers(tensor, 1)).toEqual([1]);
      expect(sizesOf(only(messages(tensor, 2)))).toEqual([2, 1]);
      expect(only(tensor.get(4) ?? [])).toEqual(bytes);
    });
  });

  it('has functions with their ports, nodes and what their outputs come from', () => {
    const called = {
      name: 'twice',
      inputs: [{ name: 'x', type: dataTypes.float32 }],
      outputs: [
        { name: 'result', type: dataTypes.float32, from: 'sum:z:0' },
        { name: 'step', type: dataTypes.int32, from: 'x' },
      ],
      nodes: [{ name: 'sum', op: 'AddV2', inputs: ['x', 'x'], attributes: { T: { type: dataTypes.float32 } } }],
    };
    const library = only(messages(graphDefOf({ nodes: [], functions: [called] }), 2));
    const read = only(messages(library, 1));
    const signature = only(messages(read, 1));
    expect(texts(signature, 1)).toEqual(['twice']);
    const ports = (field: number) =>
      messages(signature, field).map((port) => [only(texts(port, 1)), only(numbers(port, 3))]);
    expect(ports(2)).toEqual([['x', 1]]);
    expect(ports(3)).toEqual([
      ['result', 1],
      ['step', 3],
    ]);
    expect(messages(read, 3).map((node) => readNode(node).inputs)).toEqual([['x', 'x']]);
    expect(messages(read, 4).map((pair) => [only(texts(pair, 1)), only(texts(pair, 2))])).toEqual([
      ['result', 'sum:z:0'],
      ['step', 'x'],
    ]);
  });

  it('has a function with attributes of its own', () => {
    const called = { name: 'steps_0', attributes: { _noinline: { bool: true } }, inputs: [], outputs: [], nodes: [] };
    const read = only(messages(only(messages(graphDefOf({ nodes: [], functions: [called] }), 2)), 1));
    const attribute = only(messages(read, 5));
    expect(texts(attribute, 1)).toEqual(['_noinline']);
    expect(numbers(only(messages(attribute, 2)), 5)).toEqual([1]);
  });
});

describe('encodeConfigWithoutOptimizer', () => {
  it('disables the graph optimizer in the options for rewriting', () => {
    const graphOptions = only(messages(fieldsOf(encodeConfigWithoutOptimizer()), 10));
    expect(numbers(only(messages(graphOptions, 10)), 19)).toEqual([1]);
  });
});
