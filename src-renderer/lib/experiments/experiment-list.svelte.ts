// Templates and saved experiments, as the Models page lists them.
import type { ExperimentSummary, TemplateSummary, WorkbenchApi, WorkbenchEvent } from '#shared/contract/workbench.ts';
import { Resource } from '#renderer/lib/app/resource.svelte.ts';

export class ExperimentList {
  readonly templates: Resource<readonly TemplateSummary[]>;
  readonly saved: Resource<readonly ExperimentSummary[]>;

  constructor(api: WorkbenchApi) {
    this.templates = new Resource(() => api.request('templates.list', {}));
    this.saved = new Resource(() => api.request('experiments.list', {}));
  }

  async load(): Promise<void> {
    await Promise.all([this.templates.load(), this.saved.load()]);
  }

  handle(event: WorkbenchEvent): void {
    if (event.type !== 'changed') return;
    if (event.what === 'experiments') void this.saved.load();
    // A template says whether its data is here.
    if (event.what === 'datasets') void this.templates.load();
  }
}
