// The exports of pip for data sets and engines.
export { findPip, type PipCommand } from '#main/pip/find-pip.ts';
export { pipDownload, type PipDownload } from '#main/pip/pip-download.ts';
