import { describe, expect, test } from 'vitest';
import { AppError } from '#shared/base/app-error.ts';
import {
  isHeader,
  isLibrary,
  isNvidiaFile,
  libraryFolders,
  nvidiaWheels,
  tensorflowWheel,
} from '#main/engines/wheels.ts';

describe('which wheel', () => {
  test.each([
    ['linux', 'x64', 'tensorflow-cpu', 'manylinux_2_27_x86_64'],
    ['linux', 'arm64', 'tensorflow', 'manylinux_2_27_aarch64'],
    ['darwin', 'arm64', 'tensorflow', 'macosx_12_0_arm64'],
  ] as const)('%s-%s takes %s for %s', (platform, arch, name, tag) => {
    expect(tensorflowWheel({ platform, arch }, false)).toMatchObject({
      package: name,
      version: '2.21.0',
      platform: [tag],
    });
  });

  test.each([
    ['darwin', 'x64'],
    ['win32', 'x64'],
    ['linux', 'riscv64'],
  ] as const)('%s-%s has none', (platform, arch) => {
    expect(tensorflowWheel({ platform, arch }, false)).toBeNull();
  });

  test('a graphics card takes the full package, on Linux x64 only', () => {
    expect(tensorflowWheel({ platform: 'linux', arch: 'x64' }, true)).toMatchObject({ package: 'tensorflow' });
    const ask = (): unknown => tensorflowWheel({ platform: 'darwin', arch: 'arm64' }, true);
    expect(ask).toThrow(AppError);
    expect(ask).toThrow('not published for darwin-arm64');
  });

  test('every file has a checksum of its own', () => {
    const tensorflow = [
      tensorflowWheel({ platform: 'linux', arch: 'x64' }, false),
      tensorflowWheel({ platform: 'linux', arch: 'x64' }, true),
      tensorflowWheel({ platform: 'linux', arch: 'arm64' }, false),
      tensorflowWheel({ platform: 'darwin', arch: 'arm64' }, false),
    ];
    const sums = [...tensorflow, ...nvidiaWheels].map((wheel) => wheel?.sha256 ?? '');
    for (const sum of sums) expect(sum).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set(sums).size).toBe(sums.length);
  });
});

// From METADATA of tensorflow 2.21.0: the least and the first too great version of each.
const andCuda: Readonly<Record<string, readonly [string, string]>> = {
  'nvidia-cublas-cu12': ['12.5.3.2', '13.0'],
  'nvidia-cuda-cupti-cu12': ['12.5.82', '13.0'],
  'nvidia-cuda-nvcc-cu12': ['12.5.82', '13.0'],
  'nvidia-cuda-nvrtc-cu12': ['12.5.82', '13.0'],
  'nvidia-cuda-runtime-cu12': ['12.5.82', '13.0'],
  'nvidia-cudnn-cu12': ['9.3.0.75', '10.0'],
  'nvidia-cufft-cu12': ['11.2.3.61', '12.0'],
  'nvidia-curand-cu12': ['10.3.6.82', '11.0'],
  'nvidia-cusolver-cu12': ['11.6.3.83', '12.0'],
  'nvidia-cusparse-cu12': ['12.5.1.3', '13.0'],
  'nvidia-nccl-cu12': ['2.27.7', '3.0'],
  'nvidia-nvjitlink-cu12': ['12.5.82', '13.0'],
};

describe("NVIDIA's libraries", () => {
  test('are those that TensorFlow asks for, in versions that it accepts', () => {
    expect(nvidiaWheels.map((wheel) => wheel.package).toSorted()).toEqual(Object.keys(andCuda));
    const inNumericOrder = new Intl.Collator('en', { numeric: true });
    for (const { package: name, version } of nvidiaWheels) {
      const [least, tooGreat] = andCuda[name] ?? ['', ''];
      expect(inNumericOrder.compare(version, least), `${name} ${version}`).toBeGreaterThanOrEqual(0);
      expect(inNumericOrder.compare(version, tooGreat), `${name} ${version}`).toBeLessThan(0);
    }
  });

  test.each([
    ['nvidia/cublas/lib/libcublas.so.12', true],
    ['nvidia/cudnn/lib/libcudnn_ops.so.9', true],
    ['nvidia/cuda_nvcc/bin/ptxas', true],
    ['nvidia/cuda_nvcc/nvvm/libdevice/libdevice.10.bc', true],
    ['nvidia/cuda_runtime/lib/libcudart_static.a', false],
    ['nvidia/cublas/include/cublas.h', false],
    ['nvidia/../lib/evil.so', false],
  ])('%s is kept: %s', (path, kept) => {
    expect(isNvidiaFile(path)).toBe(kept);
  });

  test('the loader looks in each of their folders once, in TensorFlow first', () => {
    const files = [
      'nvidia/cudnn/lib/libcudnn.so.9',
      'nvidia/cublas/lib/libcublas.so.12',
      'nvidia/cublas/lib/libcublasLt.so.12',
      'nvidia/cuda_nvcc/bin/ptxas',
    ];
    expect(libraryFolders(files)).toEqual(['tensorflow', 'nvidia/cublas/lib', 'nvidia/cudnn/lib']);
    expect(libraryFolders([])).toEqual(['tensorflow']);
  });
});

test.each([
  ['tensorflow/libtensorflow_cc.so.2', true, false],
  ['tensorflow/libtensorflow_framework.2.dylib', true, false],
  ['tensorflow/include/tensorflow/c/c_api.h', false, true],
  ['tensorflow/include/xla/tsl/c/tsl_status.h', false, true],
  ['tensorflow/include/external/boringssl/ssl.h', false, false],
  ['tensorflow/python/_pywrap_tensorflow_internal.so', false, false],
])('%s: library %s, header %s', (path, library, header) => {
  expect([isLibrary(path), isHeader(path)]).toEqual([library, header]);
});
