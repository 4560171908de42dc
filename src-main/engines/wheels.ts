// The published files of the native engine, and which parts are kept. TensorFlow's Python wheel contains the newest library;
// using it needs no Python.
import { msg } from '#shared/base/message.ts';
import { AppError } from '#shared/base/app-error.ts';

export const tensorflowVersion = '2.21.0';

export interface WheelChoice {
  readonly package: string;
  readonly version: string;
  readonly sha256: string;
  readonly pythonVersion: string;
  readonly platform: readonly string[];
  /** The download's size, for the check of free space and for display. */
  readonly downloadBytes: number;
  /** What is kept of it, unpacked. */
  readonly unpackedBytes: number;
}

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

const pythonVersion = '3.12';

/**
 * The processor's TensorFlow, or with `gpu` the one for NVIDIA cards; null where no wheel with a C library is published.
 * @throws AppError `engine-unavailable` when there is none for graphics cards
 */
export function tensorflowWheel({ platform, arch }: Machine, gpu: boolean): WheelChoice | null {
  const common = { version: tensorflowVersion, pythonVersion };
  if (platform === 'win32') return null;
  if (gpu && (platform !== 'linux' || arch !== 'x64'))
    throw new AppError(
      'engine-unavailable',
      msg`TensorFlow for graphics cards is not published for ${platform}-${arch}.`,
      {
        hint: msg`Leave --gpu out: the engine then uses the processor.`,
      },
    );
  if (gpu)
    return {
      ...common,
      package: 'tensorflow',
      sha256: 'b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0',
      platform: ['manylinux_2_27_x86_64'],
      downloadBytes: 572_611_111,
      // With NVIDIA's libraries.
      unpackedBytes: 5_600e6,
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
      sha256: 'b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552',
      platform: ['manylinux_2_27_aarch64'],
      downloadBytes: 281_946_471,
      unpackedBytes: 900e6,
    };
  if (platform === 'darwin' && arch === 'arm64')
    return {
      ...common,
      package: 'tensorflow',
      sha256: '56ecd7d47429acbe1df2694d50b75bf9fc3995ac92cb367cd9af6c4780ead712',
      platform: ['macosx_12_0_arm64'],
      downloadBytes: 223_488_205,
      unpackedBytes: 780e6,
    };
  return null;
}

export interface NvidiaWheel {
  readonly package: string;
  readonly version: string;
  readonly sha256: string;
}

function nvidia(part: string, version: string, sha256: string): NvidiaWheel {
  return { package: `nvidia-${part}-cu12`, version, sha256 };
}

/**
 * What the extra `and-cuda` of TensorFlow's wheel names, in the versions that pip chose together for it. Fixed here, because the
 * extra gives ranges: an engine that is installed later must be the same one, checked by the same sums.
 */
export const nvidiaWheels: readonly NvidiaWheel[] = [
  nvidia('cublas', '12.9.3.13', 'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72'),
  nvidia('cuda-cupti', '12.8.90', 'ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182'),
  nvidia('cuda-nvcc', '12.9.86', '5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0'),
  nvidia('cuda-nvrtc', '12.9.86', '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4'),
  nvidia('cuda-runtime', '12.9.79', '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3'),
  nvidia('cudnn', '9.28.0.42', '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375'),
  nvidia('cufft', '11.4.1.4', 'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28'),
  nvidia('curand', '10.3.10.19', '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e'),
  nvidia('cusolver', '11.7.5.82', '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88'),
  nvidia('cusparse', '12.5.10.65', '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78'),
  nvidia('nccl', '2.32.3', 'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c'),
  nvidia('nvjitlink', '12.9.86', 'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9'),
];

/** The platforms that pip is to accept for them; it matches each by name. */
export const nvidiaPlatforms = ['manylinux_2_27_x86_64', 'manylinux_2_17_x86_64', 'manylinux_2_12_x86_64'];

/** Whether a file of TensorFlow's wheel is one of the two libraries, which are kept. */
export function isLibrary(path: string): boolean {
  return /^tensorflow\/libtensorflow_(cc|framework)\.(so\.2|2\.dylib)$/.test(path);
}

/** Whether a file is needed to compile the add-on. */
export function isHeader(path: string): boolean {
  return /^tensorflow\/include\/(tensorflow\/(c|core)|xla|tsl)\/.*\.h$/.test(path);
}

/**
 * Whether a file of an NVIDIA wheel is needed: the libraries, and what TensorFlow compiles kernels with. TensorFlow's libraries look for
 * them in `../nvidia/<part>`, as in a Python environment.
 */
export function isNvidiaFile(path: string): boolean {
  return /^nvidia\/(\w+\/lib\/[^/]+\.so(\.\d+)*|cuda_nvcc\/(bin\/ptxas|nvvm\/libdevice\/[^/]+\.bc))$/.test(path);
}

/** Folders, relative to the add-on, in which the loader looks for libraries. */
export function libraryFolders(nvidiaFiles: readonly string[]): readonly string[] {
  const folders = nvidiaFiles
    .filter((path) => path.includes('/lib/'))
    .map((path) => path.slice(0, path.lastIndexOf('/')));
  return ['tensorflow', ...[...new Set(folders)].toSorted()];
}
