import { describe, expect, it } from 'vitest';
import { dataTypes, GraphBuilder } from '#main/training/step/graph/graph-builder.ts';

const float = { type: dataTypes.float32 };

describe('GraphBuilder', () => {
  it('gives every node a name of its own, and keeps them in order', () => {
    const graph = new GraphBuilder();
    const names = [graph.add('Abs', ['x']), graph.add('Abs', ['x']), graph.add('Neg', ['x'], {}, { name: 'mine' })];
    expect(new Set(names).size).toBe(3);
    expect(names[2]).toBe('mine');
    expect(graph.nodes.map(({ name }) => name)).toEqual(names);
  });

  it('writes what must come before behind the inputs', () => {
    const graph = new GraphBuilder();
    graph.add('Abs', ['x', 'y:1'], { T: float }, { name: 'node', after: ['first', 'second'] });
    expect(graph.nodes).toEqual([
      { name: 'node', op: 'Abs', inputs: ['x', 'y:1', '^first', '^second'], attributes: { T: float } },
    ]);
  });

  it('refuses a name that is taken', () => {
    const graph = new GraphBuilder();
    graph.add('Abs', [], {}, { name: 'node' });
    expect(() => graph.add('Neg', [], {}, { name: 'node' })).toThrow('node');
  });

  it('names outputs as a graph does, the first one by its node alone', () => {
    const graph = new GraphBuilder();
    const name = graph.add('Unpack', ['x']);
    expect(graph.outputOf(name)).toBe(name);
    expect(graph.outputOf(name, 2)).toBe(`${name}:2`);
    expect(() => graph.outputOf('nobody')).toThrow('nobody');
  });

  it('names outputs as a function does where it is told to', () => {
    const graph = new GraphBuilder((name, op, index) => `${name}:${op}:${index}`);
    expect(graph.compute('Neg', ['x'], {}, { name: 'node' })).toBe('node:Neg:0');
    expect(graph.nodeOf('node:Neg:0')?.op).toBe('Neg');
  });

  it('finds the node that gives an output', () => {
    const graph = new GraphBuilder();
    const name = graph.add('Unpack', ['x']);
    expect(graph.nodeOf(`${name}:1`)?.name).toBe(name);
    expect(graph.nodeOf('nobody')).toBeUndefined();
    expect(graph.nodeOf(undefined)).toBeUndefined();
  });

  describe('constant', () => {
    it('is a copy of the values', () => {
      const graph = new GraphBuilder();
      const values = Float32Array.of(1, 2);
      const output = graph.constant(values, [2], dataTypes.float32);
      values.fill(7);
      const bytes = new Uint8Array(Float32Array.of(1, 2).buffer);
      expect(graph.nodeOf(output)?.attributes['value']).toEqual({ tensor: { ...float, shape: [2], bytes } });
    });

    it('takes its part of a larger array only', () => {
      const graph = new GraphBuilder();
      const output = graph.constant(Int32Array.of(1, 2, 3).subarray(1, 2), [1], dataTypes.int32);
      const value = graph.nodeOf(output)?.attributes['value'];
      expect(value).toMatchObject({ tensor: { bytes: new Uint8Array(Int32Array.of(2).buffer) } });
    });

    it('is one node for equal small ones', () => {
      const graph = new GraphBuilder();
      const one = graph.constant(Float32Array.of(0), [], dataTypes.float32);
      expect(graph.constant(Float32Array.of(0), [], dataTypes.float32)).toBe(one);
      // The same bytes in another shape or type, or other bytes.
      const others = [
        graph.constant(Float32Array.of(0), [1], dataTypes.float32),
        graph.constant(Int32Array.of(0), [], dataTypes.int32),
        graph.constant(Float32Array.of(-0), [], dataTypes.float32),
      ];
      expect(new Set([one, ...others]).size).toBe(4);
    });

    it('is a node each for large ones, which would take long to compare', () => {
      const graph = new GraphBuilder();
      const large = (): string => graph.constant(new Float32Array(100), [100], dataTypes.float32);
      expect(large()).not.toBe(large());
    });
  });

  describe('nodesFor', () => {
    it('leaves out what the wanted ones do not depend on', () => {
      const graph = new GraphBuilder();
      const a = graph.add('A', []);
      const b = graph.add('B', []);
      const c = graph.add('C', []);
      graph.add('Unwanted', [a]);
      const wanted = graph.add('Wanted', [`${a}:1`, a], {}, { after: [b] });
      expect(graph.nodesFor([wanted, c]).map(({ name }) => name)).toEqual([a, b, c, wanted]);
    });

    it('refuses a node that is not there, wanted or needed', () => {
      const graph = new GraphBuilder();
      expect(() => graph.nodesFor(['nobody'])).toThrow('nobody');
      const node = graph.add('A', ['missing:1']);
      expect(() => graph.nodesFor([node])).toThrow('missing');
    });
  });
});
