// The statuses of a run and the allowed transitions. The store refuses all others.
import { AppError } from '#shared/base/app-error.ts';
import { msg, type Message } from '#shared/base/message.ts';
import type { RunStatus, RunSummary } from '#shared/runs/run.ts';

const followers: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  // A resumed run that leaves the queue untrained is again what it was.
  queued: ['running', 'stopped', 'failed', 'interrupted'],
  running: ['completed', 'stopped', 'failed', 'interrupted'],
  completed: [],
  // An unfinished run can be resumed: the same run is queued again.
  stopped: ['queued'],
  failed: ['queued'],
  interrupted: ['queued'],
};

const words: Readonly<Record<RunStatus, Message>> = {
  queued: msg`queued`,
  running: msg`running`,
  completed: msg`completed`,
  stopped: msg`stopped`,
  failed: msg`failed`,
  interrupted: msg`interrupted`,
};

/** A status as a sentence names it: `"Weather" is running.` */
export function statusWord(status: RunStatus): Message {
  return words[status];
}

/** Whether a run with this status is still queued or at work. */
export function isUnfinishedStatus(status: RunStatus): boolean {
  return status === 'queued' || status === 'running';
}

/** Whether the program ended while the run was queued for the first time; of a resumed one, epochs are done. */
export function isNeverStarted(run: Pick<RunSummary, 'status' | 'startedAtMs' | 'epochsDone'>): boolean {
  return run.status === 'interrupted' && run.startedAtMs === null && run.epochsDone === 0;
}

/** Whether a run may change from one status to the other; the same status is not a change. */
export function mayFollow(from: RunStatus, to: RunStatus): boolean {
  return followers[from].includes(to);
}

/** Whether a run with this status can be resumed, provided that it left a checkpoint. */
export function mayResume(status: RunStatus): boolean {
  return mayFollow(status, 'queued');
}

/** Why a run is not resumed whose prepared data has another hash than its checkpoint. */
export function otherData(): AppError {
  return new AppError('conflict', msg`The data set is no longer the one that this run was trained on.`, {
    hint: msg`Train the experiment again from the start, with the data as it is now.`,
  });
}
