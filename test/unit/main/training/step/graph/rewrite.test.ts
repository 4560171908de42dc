import { describe, expect, it } from 'vitest';
import { dataTypes, GraphBuilder } from '#main/training/step/graph/graph-builder.ts';
import { rewritten, type Operation } from '#main/training/step/graph/rewrite.ts';

const float = { type: dataTypes.float32 };
const int = { type: dataTypes.int32 };

describe('rewritten', () => {
  const graph = new GraphBuilder();

  it.each(['Add', 'AddV2'])('makes %s of a vector along the last axis a BiasAdd', (op) => {
    const operation = { op, inputs: ['sum', 'bias'], attributes: { T: float } };
    expect(rewritten(operation, [[2, 5, 3], [3]], graph)).toEqual({
      op: 'BiasAdd',
      inputs: ['sum', 'bias'],
      attributes: { T: float, data_format: { text: 'NHWC' } },
    });
  });

  it.each([
    [
      'two of a shape',
      [
        [2, 3],
        [2, 3],
      ],
      float,
    ],
    ['a vector of another length', [[2, 3], [1]], float],
    ['two vectors', [[3], [3]], float],
    ['the vector in front', [[3], [2, 3]], float],
    ['a shape that is not known', [undefined, [3]], float],
    ['whole numbers', [[2, 3], [3]], int],
  ])('leaves an addition alone: %s', (_case, shapes, type) => {
    const operation = { op: 'AddV2', inputs: ['a', 'b'], attributes: { T: type } };
    expect(rewritten(operation, shapes, graph)).toEqual(operation);
  });

  const product = (adjX: boolean, adjY: boolean): Operation => ({
    op: 'BatchMatMulV2',
    inputs: ['a', 'b'],
    attributes: { T: float, adj_x: { bool: adjX }, adj_y: { bool: adjY } },
  });

  it('makes a product of two matrices a MatMul, transposed as before', () => {
    expect(
      rewritten(
        product(true, false),
        [
          [4, 2],
          [4, 3],
        ],
        graph,
      ),
    ).toEqual({
      op: 'MatMul',
      inputs: ['a', 'b'],
      attributes: { T: float, transpose_a: { bool: true }, transpose_b: { bool: false } },
    });
  });

  it.each([
    [
      'a batch of matrices',
      [
        [5, 2, 4],
        [5, 4, 3],
      ],
    ],
    [
      'one side a batch',
      [
        [2, 4],
        [5, 4, 3],
      ],
    ],
    [
      'a vector, which rounds differently',
      [
        [2, 4],
        [4, 1],
      ],
    ],
    ['a shape that is not known', [[2, 4], undefined]],
  ])('leaves a product alone: %s', (_case, shapes) => {
    expect(rewritten(product(false, false), shapes, graph)).toEqual(product(false, false));
  });

  /** `dy · cast(y > limit)` */
  function masked(limit: number, op = 'Greater'): { operation: Operation; own: GraphBuilder } {
    const own = new GraphBuilder();
    const y = own.add('Relu', ['x'], { T: float });
    const zero = own.constant(Float32Array.of(limit), [], dataTypes.float32);
    const above = own.compute(op, [y, zero], { T: float });
    const factor = own.compute('Cast', [above], { SrcT: { type: dataTypes.bool }, DstT: float });
    return { operation: { op: 'Mul', inputs: ['dy', factor], attributes: { T: float } }, own };
  }

  it('makes a gradient where the output is above 0 a ReluGrad', () => {
    const { operation, own } = masked(0);
    const [relu] = own.nodes;
    expect(
      rewritten(
        operation,
        [
          [2, 3],
          [2, 3],
        ],
        own,
      ),
    ).toEqual({
      op: 'ReluGrad',
      inputs: ['dy', relu?.name],
      attributes: { T: float },
    });
  });

  it.each([
    [
      'another limit',
      masked(0.5),
      [
        [2, 3],
        [2, 3],
      ],
    ],
    [
      'another comparison',
      masked(0, 'Less'),
      [
        [2, 3],
        [2, 3],
      ],
    ],
    ['shapes that differ', masked(0), [[2, 3], [3]]],
  ])('leaves a masked gradient alone: %s', (_case, { operation, own }, shapes) => {
    expect(rewritten(operation, shapes, own)).toEqual(operation);
  });

  it('leaves a product of anything else alone, and operations it knows nothing of', () => {
    const own = new GraphBuilder();
    const a = own.add('Abs', ['x']);
    const multiplied = { op: 'Mul', inputs: ['y', a], attributes: { T: float } };
    expect(rewritten(multiplied, [[3], [3]], own)).toEqual(multiplied);
    const other = { op: 'Tanh', inputs: [a], attributes: { T: float } };
    expect(rewritten(other, [[3]], own)).toBe(other);
  });

  describe("a convolution's gradients", () => {
    const ofKernel: Operation = { op: 'Conv2DBackpropFilter', inputs: ['x', 'sizes', 'dy'], attributes: {} };

    it('are that of the input first, where the layer before wants it', () => {
      const both = new GraphBuilder();
      both.add('Conv2DBackpropInput', ['sizes', 'kernel', 'another'], {}, { name: 'another_input' });
      both.add('Conv2DBackpropInput', ['sizes', 'kernel', 'dy'], {}, { name: 'input' });
      expect(rewritten(ofKernel, [], both)).toEqual({ ...ofKernel, after: ['input'] });
    });

    it("are the kernel's alone in the first layer", () => {
      const alone = new GraphBuilder();
      alone.add('Conv2DBackpropInput', ['sizes', 'kernel', 'another']);
      expect(rewritten(ofKernel, [], alone)).toEqual(ofKernel);
    });
  });
});
