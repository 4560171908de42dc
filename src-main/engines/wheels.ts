// Which published files make up the native engine, and what of them is kept. TensorFlow's Python wheel holds the newest library;
// no Python is needed to use it.
import { AppError } from '#shared/contract/app-error.ts';

export const tensorflowVersion = '2.21.0';

export interface WheelChoice {
  readonly package: string;
  readonly version: string;
  /** Null leaves the check to pip and the index. */
  readonly sha256: string | null;
  readonly pythonVersion: string;
  readonly platform: readonly string[];
  /** What the download weighs, for the check of free space and for the person. */
  readonly downloadBytes: number;
  /** What is kept of it, unpacked. */
  readonly unpackedBytes: number;
}

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

const pythonVersion = '3.12';

/** The processor's TensorFlow, or with `gpu` the one for NVIDIA cards. @throws AppError `engine-unavailable` */
export function tensorflowWheel({ platform, arch }: Machine, gpu: boolean): WheelChoice {
  const common = { version: tensorflowVersion, pythonVersion };
  if (gpu && (platform !== 'linux' || arch !== 'x64'))
    throw new AppError(
      'engine-unavailable',
      `TensorFlow for graphics cards is not published for ${platform}-${arch}.`,
      {
        hint: 'Leave --gpu out: the engine then uses the processor.',
      },
    );
  if (gpu)
    return {
      ...common,
      package: 'tensorflow',
      sha256: null,
      platform: ['manylinux_2_27_x86_64'],
      downloadBytes: 600e6,
      unpackedBytes: 1_900e6,
    };
  if (platform === 'linux' && arch === 'x64')
    return {
      ...common,
      package: 'tensorflow-cpu',
      sha256: 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
      platform: ['manylinux_2_27_x86_64'],
      downloadBytes: 274_000_871,
      unpackedBytes: 900e6,
    };
  if (platform === 'linux' && arch === 'arm64')
    return {
      ...common,
      package: 'tensorflow',
      sha256: null,
      platform: ['manylinux_2_27_aarch64'],
      downloadBytes: 280e6,
      unpackedBytes: 900e6,
    };
  if (platform === 'darwin' && arch === 'arm64')
    return {
      ...common,
      package: 'tensorflow',
      sha256: null,
      platform: ['macosx_12_0_arm64'],
      downloadBytes: 220e6,
      unpackedBytes: 700e6,
    };
  throw new AppError(
    'engine-unavailable',
    `No TensorFlow wheel that can be used is published for ${platform}-${arch}.`,
  );
}

/**
 * The NVIDIA libraries that a TensorFlow wheel names in its `and-cuda` extra.
 * @param metadata the text of the wheel's METADATA file: lines `Requires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == "and-cuda"`
 */
export function nvidiaPackages(metadata: string): { package: string; version: string }[] {
  const line = /^Requires-Dist:\s*(nvidia-[\w-]+)\s*\(?([^;)]*)\)?\s*;\s*extra == ["']and-cuda["']/gm;
  return [...metadata.matchAll(line)].flatMap(([, name, range]) => {
    const version = /(?:==|>=)\s*([\d.]+)/.exec(range ?? '')?.[1];
    return name === undefined || version === undefined ? [] : [{ package: name, version }];
  });
}

/** Whether a file of TensorFlow's wheel is one of the two libraries, which are kept. */
export function isLibrary(path: string): boolean {
  return /^tensorflow\/libtensorflow_(cc|framework)\.(so\.2|2\.dylib)$/.test(path);
}

/** Whether a file is needed to compile the add-on. */
export function isHeader(path: string): boolean {
  return /^tensorflow\/include\/(tensorflow\/(c|core)|xla|tsl)\/.*\.h$/.test(path);
}

/** Whether a file of an NVIDIA wheel is a library that the loader needs. */
export function isNvidiaLibrary(path: string): boolean {
  return /^nvidia\/\w+\/lib\/[^/]+\.so(\.\d+)*$/.test(path);
}

/** Folders, relative to the add-on, in which the loader looks for libraries. */
export function libraryFolders(nvidiaFolders: readonly string[]): readonly string[] {
  return ['tensorflow', ...nvidiaFolders.toSorted()];
}
