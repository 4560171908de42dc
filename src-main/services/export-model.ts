// Takes a run's trained model away: its best weights in the format of another program, with how its input is prepared.
import { AppError } from '#shared/base/app-error.ts';
import type { RunId } from '#shared/base/ids.ts';
import { msg } from '#shared/base/message.ts';
import type { ModelFormat } from '#shared/experiment/code/predict-facts.ts';
import { modelFileName } from '#shared/runs/model-file.ts';
import type { EngineChoice } from '#shared/runs/run.ts';
import { modelEnds } from '#shared/training/output-training.ts';
import type { EngineLoad, EngineStore } from '#main/ports/engine-store.ts';
import type { Trainer } from '#main/ports/trainer.ts';
import { findDataset, requireTrainable } from '#main/services/trainable.ts';
import { answered, runWithWeights, type TrainedParts } from '#main/services/trained-run.ts';

interface Parts extends TrainedParts {
  readonly version: string;
  readonly trainer: Pick<Trainer, 'exportModel'>;
}

/** A model on its way to a file. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Waits for the run at work, if there is one.
 * @returns a zip
 * @throws AppError `invalid-experiment` for a run without a model or where the format lacks a layer, `conflict` for one that is at
 *   work or whose data has changed, `not-found` without weights or data, `engine-unavailable`
 */
export async function exportModel(id: RunId, format: ModelFormat, parts: Parts): Promise<ModelFile> {
  const { version, runFiles, datasets, engines, trainer } = parts;
  const { run, epoch, dataHash } = runWithWeights(id, parts);
  const { name, engine, experiment } = run;
  if (findDataset(datasets, experiment) === null) throw noPreparation('not-found', name);
  const compiled = requireTrainable(datasets, experiment);
  const hash = datasets.preparedHash(experiment.data, modelEnds(compiled.spec, compiled.training));
  if (hash !== dataHash) throw noPreparation('conflict', name);
  const bytes = await answered(
    trainer.exportModel({
      format,
      compiled,
      engine: await engineFor(format, engines, engine?.id ?? 'auto'),
      weightsDir: runFiles.folder(id),
      dataHash,
      run: { id, name, epoch },
      version,
    }),
  );
  return { name: modelFileName(name, format), bytes };
}

function noPreparation(code: 'not-found' | 'conflict', name: string): AppError {
  return code === 'not-found'
    ? new AppError(
        code,
        msg`The data of "${name}" is gone, so it cannot be said how an input is prepared for its model.`,
        {
          hint: msg`Import the same file again under the same name.`,
        },
      )
    : new AppError(
        code,
        msg`The data of "${name}" has changed since, so it cannot be said how an input is prepared for its model.`,
        { hint: msg`Train the experiment again from the start, with the data as it is now.` },
      );
}

/** The engine that writes the format: TensorFlow itself for its own one. */
async function engineFor(format: ModelFormat, engines: EngineStore, usual: EngineChoice): Promise<EngineLoad> {
  if (format !== 'saved-model') {
    const chosen = await engines.choose(usual).catch(() => engines.choose('auto'));
    return chosen.load;
  }
  try {
    return (await engines.choose('native')).load;
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'engine-unavailable') throw cause;
    throw new AppError('engine-unavailable', msg`A SavedModel needs the native engine, which is not available here.`, {
      hint: msg`Install it with: strata engine install native. Or take the model as a Keras file, which needs none.`,
      cause,
    });
  }
}
