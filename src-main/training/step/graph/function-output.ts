// The output names of TensorFlow's operations: inside a function, a node's output is referenced by that name.

/** From TensorFlow's operation definitions; those that occur in a recurrent layer's step. */
const operations: Readonly<Record<string, readonly string[]>> = {
  activations: ['Elu', 'LeakyRelu', 'Relu', 'Relu6', 'Selu', 'Softplus'],
  output: [
    'BatchMatMulV2',
    'BiasAdd',
    'ConcatV2',
    'Const',
    'Fill',
    'Max',
    'Pack',
    'Reshape',
    'Shape',
    'Split',
    'SplitV',
    'StatelessWhile',
    'StridedSlice',
    'Sum',
    'Unpack',
    'XlaDynamicSlice',
    'XlaDynamicUpdateSlice',
  ],
  backprops: ['ReluGrad'],
  product: ['MatMul'],
  softmax: ['Softmax'],
  sum: ['AddN'],
  y: ['Abs', 'Cast', 'Erf', 'Exp', 'Neg', 'Sigmoid', 'Square', 'Tanh'],
  z: ['Add', 'AddV2', 'Div', 'Greater', 'Less', 'Mul', 'RealDiv', 'Sub'],
};
const ports = new Map(
  Object.entries(operations).flatMap(([port, names]) => names.map((name) => [name, port] as const)),
);

/** @throws Error for an operation that is not in the table */
export function functionOutput(name: string, op: string, index: number): string {
  const port = ports.get(op);
  if (port === undefined) throw new Error(`The operation ${op} is not known inside a loop.`);
  return `${name}:${port}:${index}`;
}
