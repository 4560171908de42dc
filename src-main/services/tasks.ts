// Long requests that can be stopped, by the id that their caller chose.
export class Tasks {
  readonly #atWork = new Map<string, AbortController>();

  async run<Result>(taskId: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const controller = new AbortController();
    this.#atWork.set(taskId, controller);
    try {
      return await work(controller.signal);
    } finally {
      if (this.#atWork.get(taskId) === controller) this.#atWork.delete(taskId);
    }
  }

  /** Does nothing when the task is over. */
  stop(taskId: string): void {
    this.#atWork.get(taskId)?.abort();
  }
}
