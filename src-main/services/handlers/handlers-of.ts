// The handlers of one domain of the contract: a request that is forgotten does not compile.
import type { RequestName, WorkbenchHandlers } from '#shared/contract/workbench.ts';

export type HandlersOf<Requests> = Pick<WorkbenchHandlers, RequestName & keyof Requests>;
