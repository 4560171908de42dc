// The optimizers' updates as TensorFlow's own operations on variables, which change weight and slots in one pass. The
// formulas and their sources are in nn/optimizers.ts.
import type { OptimizerConfig } from '#shared/training/optimizers.ts';
import type { ScalarName } from '#main/training/nn/optimizer-rule.ts';
import { dataTypes, type GraphBuilder } from '#main/training/step/graph/graph-builder.ts';

export interface WeightUpdate {
  /** The variable's handle. */
  readonly weight: string;
  /** Handles by slot name. */
  slot(name: string): string;
  /** A variable of the weight's shape that an operation writes but nothing reads. */
  scratch(): string;
  readonly gradient: string;
  readonly scalars: Readonly<Record<ScalarName, string>>;
  /** What must run before the weight changes. */
  readonly after: readonly string[];
}

const float = { type: dataTypes.float32 };

type ConfigWithOperation = Extract<OptimizerConfig, { name: 'SGD' | 'RMSprop' | 'Adam' | 'AdamW' }>;

/** Whether TensorFlow has an operation for the update as Keras computes it. */
export function hasOperation(config: OptimizerConfig): config is ConfigWithOperation {
  return ['SGD', 'RMSprop', 'Adam', 'AdamW'].includes(config.name);
}

/** Adds the update to the graph. @returns the name of its node */
export function addWeightUpdate(graph: GraphBuilder, config: ConfigWithOperation, update: WeightUpdate): string {
  const { weight, slot, gradient, scalars } = update;
  const number = (value: number): string => graph.constant(Float32Array.of(value), [], dataTypes.float32);
  const after = config.weight_decay === null ? update.after : [addDecay(graph, update)];
  const apply = (op: string, inputs: readonly string[], flags: Readonly<Record<string, boolean>> = {}): string =>
    graph.add(
      op,
      inputs,
      {
        T: float,
        use_locking: { bool: false },
        ...Object.fromEntries(Object.entries(flags).map(([name, bool]) => [name, { bool }])),
      },
      { after },
    );
  switch (config.name) {
    case 'SGD':
      return config.momentum === 0
        ? apply('ResourceApplyGradientDescent', [weight, scalars.learningRate, gradient])
        : apply(
            'ResourceApplyKerasMomentum',
            [weight, slot('momentum'), scalars.learningRate, gradient, number(config.momentum)],
            { use_nesterov: config.nesterov },
          );
    case 'RMSprop': {
      const { rho, momentum, epsilon, centered } = config;
      const moment = momentum > 0 ? slot('momentum') : update.scratch();
      const rest = [scalars.learningRate, number(rho), number(momentum), number(epsilon), gradient];
      return centered
        ? apply('ResourceApplyCenteredRMSProp', [weight, slot('average_gradient'), slot('velocity'), moment, ...rest])
        : apply('ResourceApplyRMSProp', [weight, slot('velocity'), moment, ...rest]);
    }
    case 'Adam':
    case 'AdamW': {
      const { beta_1, beta_2, epsilon, amsgrad } = config;
      const moments = [weight, slot('momentum'), slot('velocity'), ...(amsgrad ? [slot('velocity_hat')] : [])];
      // The step size already includes the bias correction, so the powers of the betas are 0.
      const powers = [number(0), number(0)];
      const rest = [scalars.stepSize, number(beta_1), number(beta_2), number(epsilon), gradient];
      return amsgrad
        ? apply('ResourceApplyAdamWithAmsgrad', [...moments, ...powers, ...rest])
        : apply('ResourceApplyAdam', [...moments, ...powers, ...rest], { use_nesterov: false });
    }
  }
}

/** `w ← w - w · decay` */
function addDecay(graph: GraphBuilder, { weight, scalars, after }: WeightUpdate): string {
  const value = graph.add('ReadVariableOp', [weight], { dtype: float }, { after });
  const share = graph.add('Mul', [value, scalars.decay], { T: float });
  return graph.add('AssignSubVariableOp', [weight, share], { dtype: float });
}
