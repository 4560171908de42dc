// What the handlers of the contract work with.
import type { CheckpointStore } from '#main/ports/checkpoint-store.ts';
import type { Clock } from '#main/ports/clock.ts';
import type { DatasetStore } from '#main/ports/dataset-store.ts';
import type { EngineStore } from '#main/ports/engine-store.ts';
import type { EventSink } from '#main/ports/event-sink.ts';
import type { Histories } from '#main/ports/histories.ts';
import type { RunFiles } from '#main/ports/run-files.ts';
import type { ReportStore } from '#main/ports/report-store.ts';
import type { DraftStore, ExperimentStore, RunStore } from '#main/ports/run-store.ts';
import type { SettingsStore } from '#main/ports/settings-store.ts';
import type { SentFiles } from '#main/ports/sent-files.ts';
import type { TemplateStore } from '#main/ports/template-store.ts';
import type { Trainer } from '#main/ports/trainer.ts';
import type { PredictionStore } from '#main/ports/prediction-store.ts';
import type { VersionStore } from '#main/ports/version-store.ts';
import type { Recordings } from '#main/services/recordings.ts';
import type { RunQueue } from '#main/services/run-queue.ts';
import type { Tasks } from '#main/services/tasks.ts';

export interface WorkbenchParts {
  readonly version: string;
  readonly home: string;
  readonly host: 'browser' | 'electron';
  readonly runs: RunStore;
  readonly runFiles: RunFiles;
  readonly checkpoints: CheckpointStore;
  readonly predictions: PredictionStore;
  readonly histories: Histories;
  readonly experiments: ExperimentStore;
  readonly drafts: DraftStore;
  readonly versions: VersionStore;
  readonly reports: ReportStore;
  readonly datasets: DatasetStore;
  readonly sentFiles: SentFiles;
  readonly templates: TemplateStore;
  readonly engines: EngineStore;
  readonly settings: SettingsStore;
  readonly trainer: Trainer;
  readonly queue: RunQueue;
  readonly recordings: Recordings;
  readonly tasks: Tasks;
  readonly clock: Clock;
  readonly emit: EventSink;
}
