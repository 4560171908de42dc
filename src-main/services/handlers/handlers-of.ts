// The handlers of one domain of the contract: a missing one does not compile.
import type { RequestName, WorkbenchHandlers } from '#shared/contract/workbench.ts';

export type HandlersOf<Requests> = Pick<WorkbenchHandlers, RequestName & keyof Requests>;
