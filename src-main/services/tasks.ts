// Long work that a request waits for, by the number its caller gave it, so that it can be stopped.
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
