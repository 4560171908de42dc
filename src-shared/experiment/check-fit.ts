// Checks the training loop's settings: batches and steps against the number of samples, callbacks against the computed metrics.
import { removeSettingFix, settingFix } from '#shared/base/fix.ts';
import { countOf, type Message, msg, sentences } from '#shared/base/message.ts';
import type { DataFacts } from '#shared/experiment/data-facts.ts';
import type { Training } from '#shared/training/training-settings.ts';
import { loggedMetrics } from '#shared/training/output-training.ts';
import { stepsByRate } from '#shared/training/optimizers.ts';
import { learningRateAt } from '#shared/training/schedules.ts';
import type { ModelSpec } from '#shared/model/model-spec.ts';
import type { ResolvedTraining } from '#shared/training/resolve-training.ts';
import type { JsonValue } from '#shared/base/json.ts';
import type { Problem, ProblemDetails } from '#shared/base/problem.ts';
import { errorProblem, warningProblem } from '#shared/base/problem.ts';
import { didYouMean, nearestName } from '#shared/reading/names.ts';

/** Keras's default batch size. */
const usualBatch = 32;

/** A place with the value that would fit there. */
function fitting(path: string, value: JsonValue): ProblemDetails {
  return { path, fixes: [settingFix(path, value)] };
}

function batchesThereAre(batches: number): Message {
  return countOf(batches, '{0} batch there is', '{0} batches there are');
}

function checkBatches(training: Training, facts: DataFacts): Problem[] {
  const problems: Problem[] = [];
  const { batch_size: batchSize, steps_per_epoch: steps, validation_steps: validationSteps } = training;
  const { trainSamples, validationSamples } = facts;
  if (trainSamples !== null && trainSamples > 0) {
    if (batchSize > trainSamples) {
      const message = msg`batch_size ${batchSize} is more than the ${countOf(trainSamples, '{0} training sample', '{0} training samples')}: every epoch is one step.`;
      problems.push(
        warningProblem('batch-too-large', message, fitting('training.batch_size', Math.min(trainSamples, usualBatch))),
      );
    }
    const batches = Math.ceil(trainSamples / batchSize);
    if (steps !== null && steps > batches) {
      const message = msg`steps_per_epoch ${steps} is more than the ${batchesThereAre(batches)}: an epoch sees samples more than once.`;
      problems.push(warningProblem('steps-too-large', message, fitting('training.steps_per_epoch', null)));
    }
  }
  if (validationSteps !== null && validationSamples !== null) {
    const batches = Math.ceil(validationSamples / batchSize);
    if (validationSteps > batches) {
      const message = msg`validation_steps ${validationSteps} is more than the ${batchesThereAre(batches)}; all are used.`;
      problems.push(warningProblem('steps-too-large', message, fitting('training.validation_steps', null)));
    }
  }
  return problems;
}

function checkMonitors(resolved: ResolvedTraining, spec: ModelSpec | null, facts: DataFacts): Problem[] {
  const names = ['loss', ...loggedMetrics(resolved)];
  const logged = [...names, ...(facts.hasValidation ? names.map((name) => `val_${name}`) : [])];
  return resolved.callbacks.flatMap((callback, i) => {
    if (callback.name === 'TerminateOnNaN') return [];
    const { name, monitor } = callback;
    // While the model is wrong its outputs are not known, whose ids a name may begin with.
    const isOfOutput = spec === null && names.some((one) => monitor.endsWith(`_${one}`));
    if (logged.includes(monitor) || isOfOutput) return [];
    const path = `training.callbacks.${i}.config.monitor`;
    if (monitor.startsWith('val_') && names.includes(monitor.slice('val_'.length))) {
      const message = msg`${name} watches ${monitor}, but nothing is held out for validation; watch ${monitor.slice('val_'.length)}.`;
      return [errorProblem('unknown-monitor', message, fitting(path, monitor.slice('val_'.length)))];
    }
    const near = nearestName(monitor, logged);
    const hint = didYouMean(monitor, logged) ?? msg`There are ${logged.join(', ')}.`;
    const message = sentences(msg`${name} watches "${monitor}", which is not measured.`, hint);
    return [errorProblem('unknown-monitor', message, near === undefined ? { path } : fitting(path, near))];
  });
}

function checkClassWeight(
  { class_weight: weights }: Training,
  outputs: readonly string[],
  { target: targetOf }: DataFacts,
): Problem[] {
  if (weights === undefined) return [];
  const target = targetOf(outputs[0] ?? '');
  const place = { path: 'training.class_weight', fixes: [removeSettingFix('training.class_weight')] };
  if (outputs.length > 1) {
    const message = msg`class_weight is for models with one output, as in Keras, but this one has ${outputs.length}; leave it out.`;
    return [errorProblem('class-weight-of-several', message, place)];
  }
  if (target.kind === 'number') {
    const message = msg`class_weight is for labels, but the target "${target.column}" is a measurement; leave it out.`;
    return [errorProblem('class-weight-of-numbers', message, place)];
  }
  const { labels } = target;
  const beyond = Object.keys(weights).find((label) => labels !== null && Number(label) >= labels);
  const areAllZero = labels !== null && Array.from({ length: labels }, (_, i) => weights[i]).every((one) => one === 0);
  if (areAllZero) {
    const message = msg`class_weight is 0 for every label: the training loss is always 0, and the model learns nothing.`;
    return [warningProblem('weights-of-zero', message, place)];
  }
  if (beyond === undefined || labels === null) return [];
  const message = msg`class_weight has the label ${beyond}, but labels go from 0 to ${labels - 1}.`;
  const fixes = [removeSettingFix(`training.class_weight.${beyond}`)];
  return [errorProblem('class-weight-of-no-label', message, { ...place, fixes })];
}

/** Fewer steps in all than gradients are summed over: no weight is ever updated. */
function checkAccumulation(
  { batch_size: batchSize, steps_per_epoch: given, epochs }: Training,
  { optimizer }: ResolvedTraining,
  { trainSamples }: DataFacts,
): Problem[] {
  const { gradient_accumulation_steps: summed } = optimizer;
  if (summed === null || trainSamples === null || trainSamples === 0) return [];
  const steps = epochs * (given ?? Math.ceil(trainSamples / batchSize));
  if (steps >= summed) return [];
  const path = 'training.optimizer.config.gradient_accumulation_steps';
  const message = msg`gradient_accumulation_steps ${summed} is more than the ${countOf(steps, '{0} step', '{0} steps')} of the whole run: no weight is ever updated.`;
  return [warningProblem('accumulates-too-long', message, { path, fixes: [removeSettingFix(path)] })];
}

/** A setting of averages of the weights, which are not kept. */
function checkAverages({ optimizer }: ResolvedTraining): Problem[] {
  const { use_ema: isAveraged, ema_overwrite_frequency: frequency } = optimizer;
  if (isAveraged || frequency === null) return [];
  const path = 'training.optimizer.config.ema_overwrite_frequency';
  const fixes = [settingFix('training.optimizer.config.use_ema', true), removeSettingFix(path)];
  const message = msg`ema_overwrite_frequency ${frequency} does nothing without use_ema: no averages of the weights are kept.`;
  return [warningProblem('no-averages', message, { path, fixes })];
}

/** Outputs none of which counts in the loss. */
function checkOutputWeights({ outputs: own = {} }: Training, { outputs = [] }: ResolvedTraining): Problem[] {
  if (outputs.length === 0 || outputs.some(({ weight }) => weight !== 0)) return [];
  const message = msg`Every output has the weight 0: the loss is always 0, and the model learns nothing.`;
  const given = Object.keys(own).filter((id) => own[id]?.weight !== undefined);
  const fixes = given.map((id) => ({ kind: 'remove-setting' as const, path: ['training', 'outputs', id, 'weight'] }));
  return [warningProblem('weights-of-zero', message, { path: 'training.outputs', fixes })];
}

/**
 * A learning rate above 1 where every step is about as long as the learning rate, whatever the gradient: no weight comes to
 * rest, as weights are below 1 mostly.
 */
function checkLearningRate({ optimizer }: ResolvedTraining): Problem[] {
  const { name, learning_rate: rate } = optimizer;
  const isPlain = typeof rate === 'number';
  const value = isPlain ? rate : learningRateAt(rate, 0);
  if (!stepsByRate(optimizer) || value <= 1) return [];
  const path = 'training.optimizer.config.learning_rate';
  const message = msg`${name} moves every weight by about the learning rate in each step, and ${value} is more than most weights are; 0.001 is usual.`;
  return [warningProblem('learning-rate-too-large', message, isPlain ? fitting(path, 0.001) : { path })];
}

/**
 * @param checked `resolved` is null when losses, metrics or callbacks are invalid, `spec` when the model is
 */
export function checkFit(
  training: Training,
  { resolved, spec }: { readonly resolved: ResolvedTraining | null; readonly spec: ModelSpec | null },
  facts: DataFacts,
): Problem[] {
  const outputs = spec?.outputs ?? [];
  const problems = [...checkBatches(training, facts), ...checkClassWeight(training, outputs, facts)];
  return resolved === null
    ? problems
    : [
        ...problems,
        ...checkOutputWeights(training, resolved),
        ...checkLearningRate(resolved),
        ...checkAccumulation(training, resolved, facts),
        ...checkAverages(resolved),
        ...checkMonitors(resolved, spec, facts),
      ];
}
