// Evaluates the best weights of a run, and the baseline, on rows that did not train it.
import type { TestResult } from '#shared/runs/test-score.ts';
import type { TrainedJob } from '#main/ports/trainer.ts';
import { baselineValues } from '#main/training/worker/baseline.ts';
import type { EngineLoader } from '#main/training/worker/engine-load.ts';
import { evaluate } from '#main/training/worker/fit.ts';
import { withTrained } from '#main/training/worker/trained-step.ts';

/** @throws AppError as `withTrained` */
export function testRun(home: string, engines: EngineLoader, job: TrainedJob): Promise<TestResult> {
  return withTrained(home, engines, job, async ({ step, data, count, stream, steps }) => {
    const metrics = await evaluate(step, stream, {
      steps,
      prefix: '',
      isStopped: () => false,
      onStep: () => undefined,
    });
    return { samples: count, metrics: metrics ?? {}, baseline: baselineValues(data, job.compiled, job.part) };
  });
}
