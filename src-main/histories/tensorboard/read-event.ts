// One event of a TensorBoard file. The messages are TensorFlow's (core/util/event.proto, core/framework/summary.proto, tensor.proto)
// and those of TensorBoard's plugin `hparams` (plugins/hparams/plugin_data.proto), with the fields used here.
import { PbfReader } from 'pbf';
import type { SettingValue } from '#shared/runs/run-settings.ts';
import { readScalar, emptyTensor, readTensorField, type TensorFields } from '#main/histories/tensorboard/tensor.ts';

/** A value of a summary. */
export interface SummaryValue {
  tag: string;
  /** The plugin that shows it; a writer may name it in the first event of a tag only. */
  plugin: string;
  /** What the plugin keeps beside it. */
  content: Uint8Array | null;
  /** A plain number, as older writers have it. */
  number: number | null;
  tensor: TensorFields | null;
}

export interface LoggedEvent {
  /** Seconds since 1970. */
  wallTime: number;
  step: number;
  /** `brain.Event:2`, in the first event of a file. */
  fileVersion: string | null;
  values: SummaryValue[];
  /** A program started here; what an earlier one logged from this step on is replaced. */
  isStart: boolean;
}

const sessionStart = 1;

/** @throws Error where the bytes are no such message */
export function readEvent(bytes: Uint8Array): LoggedEvent {
  const event: LoggedEvent = { wallTime: 0, step: 0, fileVersion: null, values: [], isStart: false };
  return new PbfReader(bytes).readFields(readEventField, event);
}

function readEventField(field: number, event: LoggedEvent, reader: PbfReader): void {
  if (field === 1) event.wallTime = reader.readDouble();
  else if (field === 2) event.step = reader.readVarint(true);
  else if (field === 3) event.fileVersion = reader.readString();
  else if (field === 5) reader.readMessage(readSummaryField, event);
  else if (field === 7) reader.readMessage(readSessionField, event);
}

function readSessionField(field: number, event: LoggedEvent, reader: PbfReader): void {
  if (field === 1) event.isStart = reader.readVarint() === sessionStart;
}

function readSummaryField(field: number, event: LoggedEvent, reader: PbfReader): void {
  if (field !== 1) return;
  const value: SummaryValue = { tag: '', plugin: '', content: null, number: null, tensor: null };
  event.values.push(reader.readMessage(readValueField, value));
}

function readValueField(field: number, value: SummaryValue, reader: PbfReader): void {
  if (field === 1) value.tag = reader.readString();
  else if (field === 2) value.number = reader.readFloat();
  else if (field === 8) value.tensor = reader.readMessage(readTensorField, emptyTensor());
  else if (field === 9) reader.readMessage(readMetadataField, value);
}

function readMetadataField(field: number, value: SummaryValue, reader: PbfReader): void {
  if (field === 1) reader.readMessage(readPluginField, value);
}

function readPluginField(field: number, value: SummaryValue, reader: PbfReader): void {
  if (field === 1) value.plugin = reader.readString();
  else if (field === 2) value.content = reader.readBytes();
}

/** The number of a value that the plugin `scalars` shows; null for all others: histograms, images, texts. */
export function scalarOf({ number, tensor }: SummaryValue, plugin: string): number | null {
  if (number !== null) return number;
  return tensor !== null && plugin === 'scalars' ? readScalar(tensor) : null;
}

/** What the plugin `hparams` says of a run. */
export interface HyperParameters {
  settings: Map<string, SettingValue>;
  /** 1 success, 2 failure, 3 running; 0 where nothing is said. */
  status: number;
}

export const hyperParameterTags: ReadonlySet<string> = new Set([
  '_hparams_/session_start_info',
  '_hparams_/session_end_info',
]);

/** Adds to what is known. @throws Error where the bytes are no such message */
export function readHyperParameters(content: Uint8Array, into: HyperParameters): void {
  new PbfReader(content).readFields((field, found, reader) => {
    if (field === 3) reader.readMessage(readSessionStartField, found);
    else if (field === 4) reader.readMessage(readSessionEndField, found);
  }, into);
}

function readSessionStartField(field: number, found: HyperParameters, reader: PbfReader): void {
  if (field !== 1) return;
  const entry = reader.readMessage(readEntryField, { name: '', value: null as SettingValue | null });
  if (entry.value !== null && entry.name !== '') found.settings.set(entry.name, entry.value);
}

function readSessionEndField(field: number, found: HyperParameters, reader: PbfReader): void {
  if (field === 1) found.status = reader.readVarint();
}

interface Entry {
  name: string;
  value: SettingValue | null;
}

function readEntryField(field: number, entry: Entry, reader: PbfReader): void {
  if (field === 1) entry.name = reader.readString();
  else if (field === 2) reader.readMessage(readAnyField, entry);
}

/** `google.protobuf.Value`. */
function readAnyField(field: number, entry: Entry, reader: PbfReader): void {
  if (field === 2) entry.value = reader.readDouble();
  else if (field === 3) entry.value = reader.readString();
  else if (field === 4) entry.value = reader.readBoolean();
}
