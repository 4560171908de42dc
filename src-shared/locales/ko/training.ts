// Korean for engines and training: installing, probing, choosing; what a run says while it trains and how it fails.

/** Korean by English text. */
export const trainingTexts: Readonly<Record<string, string>> = {
  // Probing and choosing an engine.
  'It passed its probe; it comes with Strata and needs nothing else.':
    '점검을 통과했습니다. Strata에 들어 있어 따로 필요한 것이 없습니다.',
  'It passed its probe.': '점검을 통과했습니다.',
  'It was tried and failed: {0}': '점검에 실패했습니다: {0}',
  'gave no answer in {0} s': '{0}초 동안 응답하지 않았습니다',
  'ended with {0}': '비정상 종료되었습니다({0})',
  'It was tried and {0}.': '점검 중 {0}.',
  'It was tried and {0}: {1}': '점검 중 {0}: {1}',
  'It was tried and ended without an answer.': '점검 중 응답 없이 종료되었습니다.',
  'It was tried and gave an answer that cannot be read.': '점검 중 읽을 수 없는 응답을 보냈습니다.',
  'Install it with: strata {0}': '다음 명령으로 설치하세요: strata {0}',
  'Strata ended while it loaded this engine.': '이 엔진을 로드하다가 Strata가 종료되었습니다.',
  'It is damaged: {0} changed since the installation. Install it again.':
    '손상되었습니다. 설치한 뒤에 {0} 파일이 바뀌었습니다. 다시 설치하세요.',
  works: '작동합니다',
  'is not installed': '설치되지 않았습니다',
  'is not loaded': '로드되지 않았습니다',
  'does not work here': '여기서 작동하지 않습니다',
  'No engine works here.': '작동하는 엔진이 없습니다.',
  'The engine "{0}" {1}.': '엔진 “{0:”이} {1}.',
  'strata doctor says which engines work here.': 'strata doctor를 실행하면 작동하는 엔진을 볼 수 있습니다.',
  '{0}: {1} on the {2}': '{0}: {1}({2})',
  '{0}, as asked for': '{0}, 지정한 엔진',
  '{0}, the fastest that passed its probe': '{0}, 점검을 통과한 가장 빠른 엔진',
  '{0}, because {1}': '{0}, {1}',
  'the {0} engine {1}': '{0} 엔진이 {1}',
  'another copy of the {0} engine {1}': '다른 {0} 엔진이 {1}',
  '{0} ({1})': '{0}({1})',
  'It is not installed.': '설치되지 않았습니다.',
  'It is damaged: files are missing or cut off. Install it again.':
    '손상되었습니다. 파일이 없거나 잘려 있습니다. 다시 설치하세요.',
  'The engine "{0}" comes with Strata and cannot be removed.': '“{0}” 엔진은 Strata에 들어 있어 제거할 수 없습니다.',
  'The native engine is not installed.': 'native 엔진이 설치되지 않았습니다.',
  'It works, but was not there yet when Strata was started. Restart Strata to use it.':
    '작동하지만 Strata를 시작한 뒤에 설치되었습니다. 사용하려면 Strata를 다시 시작하세요.',
  'Strata ended while it loaded the native engine the last time, so the engine was left out.':
    '지난번에 native 엔진을 로드하다가 Strata가 종료되어 이번에는 엔진을 쓰지 않습니다.',
  'To have it tried again, run strata doctor or install it anew; then restart Strata.':
    '다시 시도하려면 strata doctor를 실행하거나 엔진을 새로 설치한 뒤 Strata를 다시 시작하세요.',
  'The native engine could not be loaded: {0}': 'native 엔진을 로드하지 못했습니다: {0}',
  'The engine "{0}" cannot be loaded: {1}': '“{0}” 엔진을 로드할 수 없습니다: {1}',
  // Installing an engine.
  'Checking that it computes': '계산이 되는지 확인하는 중',
  'Downloading TensorFlow': 'TensorFlow 내려받는 중',
  'Downloading TensorFlow {0}': 'TensorFlow {0} 내려받는 중',
  'Downloading {0} ({1} of {2})': '{0} 내려받는 중({1}/{2})',
  'Unpacking TensorFlow': 'TensorFlow 압축 푸는 중',
  'Compiling the add-on': '애드온 컴파일하는 중',
  'The engine was installed and does not work.': '엔진을 설치했지만 작동하지 않습니다.',
  'Installed in {0}.': '{0}에 설치했습니다.',
  'The installation was stopped; nothing was kept.': '설치를 중지했습니다. 남겨진 파일은 없습니다.',
  'The disk is full; the engine was not installed and nothing was kept.':
    '디스크가 가득 차 엔진을 설치하지 못했습니다. 남겨진 파일은 없습니다.',
  'TensorFlow could not be installed: {0}, and its own download failed.':
    'TensorFlow를 설치하지 못했습니다. {0}, 공식 배포 파일도 내려받지 못했습니다.',
  'Install Python 3 with pip and a C++ compiler (python3-pip and g++ on Debian and Ubuntu), or allow the download, then try again. The engine "wasm" works without.':
    'pip가 있는 Python 3과 C++ 컴파일러를 설치하거나(Debian과 Ubuntu에서는 python3-pip와 g++) 다운로드를 허용한 뒤 다시 시도하세요. “wasm” 엔진은 이것 없이도 작동합니다.',
  'The engine needs {0} GB while it is installed; {1} GB are free.':
    '엔진을 설치하는 동안 {0} GB가 필요한데 남은 공간은 {1} GB입니다.',
  'Free some space, or set STRATA_HOME to a folder on another disk.':
    '공간을 비우거나 STRATA_HOME을 다른 디스크의 폴더로 지정하세요.',
  'no TensorFlow wheel with a C library is published for this platform':
    '이 플랫폼용 TensorFlow wheel(C 라이브러리 포함)이 없습니다',
  'no pip was found': 'pip를 찾지 못했습니다',
  'no C++ compiler was found': 'C++ 컴파일러를 찾지 못했습니다',
  "Node's headers were not found": 'Node 헤더를 찾지 못했습니다',
  'The add-on could not be compiled with {0}: {1}': '{0:으로} 애드온을 컴파일하지 못했습니다: {1}',
  'The compiler must know C++17 (GCC 9, Clang 10, or later).':
    'C++17을 지원하는 컴파일러(GCC 9, Clang 10 이상)가 필요합니다.',
  'The downloaded file cannot be unpacked: {0}.': '내려받은 파일의 압축을 풀 수 없습니다: {0}.',
  'Try again; nothing was kept.': '다시 시도하세요. 남겨진 파일은 없습니다.',
  'TensorFlow for graphics cards is not published for {0}-{1}.': '{0}-{1}용 TensorFlow GPU 버전은 배포되지 않습니다.',
  'Leave --gpu out: the engine then uses the processor.': '--gpu를 빼면 CPU를 사용합니다.',
  '{0} cannot be fetched: no pip was found on this machine.':
    '{0:을} 받을 수 없습니다. 이 컴퓨터에서 pip를 찾지 못했습니다.',
  'Install Python 3 with pip (python.org, or your system’s python3-pip package), then try again.':
    'pip가 있는 Python 3을 설치한 뒤(python.org 또는 시스템의 python3-pip 패키지) 다시 시도하세요.',
  'pip fetched no file for {0}.': 'pip가 {0}의 파일을 받지 못했습니다.',
  'The downloaded {0} is not the file that was expected: its checksum differs.':
    '내려받은 {0:이} 예상한 파일이 아닙니다. 체크섬이 다릅니다.',
  'Try again; if it stays so, the package index serves another file, which Strata will not use.':
    '다시 시도하세요. 그래도 같다면 패키지 인덱스가 다른 파일을 제공하는 것이며, Strata는 그 파일을 쓰지 않습니다.',
  'The disk is full: {0} {1} could not be downloaded.': '디스크가 가득 차 {0} {1:을} 내려받지 못했습니다.',
  'Free some space and try again; nothing was left behind.': '공간을 비운 뒤 다시 시도하세요. 남겨진 파일은 없습니다.',
  'The package index could not be reached, so {0} was not downloaded.':
    '패키지 인덱스에 연결할 수 없어 {0:을} 내려받지 못했습니다.',
  'Check the network (behind a proxy or a mirror, set it with "pip config"), then try again.':
    '네트워크를 확인한 뒤(프록시나 미러를 쓴다면 “pip config”로 설정) 다시 시도하세요.',
  'The package index has no file of {0} {1} for this machine.': '패키지 인덱스에 이 컴퓨터용 {0} {1} 파일이 없습니다.',
  'A mirror may lack it: check which index pip uses with "pip config list".':
    '미러에 없을 수도 있습니다. “pip config list”로 pip가 쓰는 인덱스를 확인하세요.',
  'pip could not download {0} {1}.': 'pip가 {0} {1:을} 내려받지 못했습니다.',
  'What pip said is in the details; "pip download" by hand shows all of it.':
    'pip의 메시지는 세부 정보에 있습니다. “pip download”를 직접 실행하면 전체를 볼 수 있습니다.',
  // The training step.
  'Only the native engine can compile a training step.': '학습 스텝은 native 엔진에서만 컴파일할 수 있습니다.',
  'Use --step eager, or --engine native.': '--step eager 또는 --engine native를 쓰세요.',
  '{0}; compiled step, {1}': '{0}. 컴파일된 스텝: {1}',
  '{0}; eager step, {1}': '{0}. 즉시 실행 스텝: {1}',
  'as asked for': '지정한 대로',
  'this engine cannot compile it': '이 엔진은 컴파일할 수 없음',
  'the faster one': '더 빠름',
  '{0}, without XLA, which failed: {1}': '{0}, XLA는 실패하여 사용 안 함: {1}',
  '{0}, with XLA (a step took {1} ms with it, {2} ms without)': '{0}, XLA 사용(스텝당 {1} ms, 사용하지 않으면 {2} ms)',
  '{0}, without XLA (a step took {1} ms with it, {2} ms without)':
    '{0}, XLA 사용 안 함(사용하면 스텝당 {1} ms, 사용하지 않으면 {2} ms)',
  'TensorFlow refused the compiled step: {0}': 'TensorFlow가 컴파일된 스텝을 거부했습니다: {0}',
  'TensorFlow refused the compiled one: {0}': 'TensorFlow가 컴파일된 스텝을 거부함: {0}',
  'Use --step auto or --step eager, or --xla off.': '--step auto나 --step eager, 또는 --xla off를 쓰세요.',
  'The training step failed: {0}': '학습 스텝이 실패했습니다: {0}',
  // While a run trains.
  'Preparing data': '데이터 준비 중',
  'Preparing the model': '모델 준비 중',
  'Fitting "{0}"': '데이터에서 “{0}”의 값을 구하는 중',
  // How training fails; what a run's numbers say is in training-run.ts.
  'The disk is full, so the weights could not be stored.': '디스크가 가득 차 가중치를 저장하지 못했습니다.',
  'What was trained until then is kept. Free some space and train again.':
    '그때까지 학습한 내용은 남아 있습니다. 공간을 비운 뒤 다시 학습하세요.',
  'The engine ran out of memory.': '엔진의 메모리가 부족합니다.',
  'WebAssembly failed ({0}), most likely because its memory is full.':
    'WebAssembly가 실패했습니다({0}). 메모리가 부족한 것으로 보입니다.',
  'A smaller batch size, a shorter length, or fewer units need less.':
    '배치 크기, 길이 또는 유닛 수를 줄이면 메모리가 덜 필요합니다.',
  'The engine failed: {0}': '엔진이 실패했습니다: {0}',
  'The trainer stopped: {0}.': '학습 프로세스가 종료되었습니다: {0}.',
  'The trainer stopped: its memory was full.': '메모리가 부족해 학습 프로세스가 종료되었습니다.',
  'The trainer stopped without saying why; most likely its memory was full.':
    '학습 프로세스가 까닭을 알리지 않고 종료되었습니다. 메모리가 부족했을 가능성이 큽니다.',
  'The trainer stopped by itself (exit code {0}).': '학습 프로세스가 저절로 종료되었습니다(종료 코드 {0}).',
  'The trainer sent a message that cannot be read.': '학습 프로세스가 읽을 수 없는 메시지를 보냈습니다.',
  'The trainer answered "{0}" to another question.': '학습 프로세스가 다른 요청에 “{0:”으로} 답했습니다.',
  'What was trained until then is kept. If memory ran out, a smaller batch size needs less.':
    '그때까지 학습한 내용은 남아 있습니다. 메모리가 부족했다면 배치 크기를 줄이세요.',
  'The thread that prepares batches ended.': '배치를 준비하는 스레드가 종료되었습니다.',
  'The model has no layer "{0}".': '모델에 층 “{0:”이} 없습니다.',
  'The length of "{0}" is open, so there is nothing to time.': '“{0}”의 길이가 정해지지 않아 시간을 잴 수 없습니다.',
  // Checkpoints and weights.
  'Train the experiment again from the start, with the data as it is now.': '지금의 데이터로 처음부터 다시 학습하세요.',
  'The saved weights hold "{0}", which this model does not have.':
    '저장된 가중치에 이 모델에 없는 “{0:”이} 들어 있습니다.',
  'They belong to another model: restore them into the model they were saved from.':
    '다른 모델의 가중치입니다. 저장한 모델에 복원하세요.',
  'The saved weights lack "{0}".': '저장된 가중치에 “{0:”이} 없습니다.',
  'The saved weight "{0}" has shape [{1}], the model\'s has [{2}].':
    '저장된 가중치 “{0}”의 형상은 [{1}]인데 모델은 [{2}]입니다.',
  'The saved optimizer state has no step counter "iterations".':
    '저장된 옵티마이저 상태에 스텝 수 “iterations”가 없습니다.',
  'The weights file {0} cannot be read: {1}.': '가중치 파일 {0:을} 읽을 수 없습니다: {1}.',
  'it is too short': '너무 짧습니다',
  'its header is cut off': '헤더가 잘려 있습니다',
  '"{0}" is cut off': '“{0:”이} 잘려 있습니다',
  'its header is not what it should be': '헤더가 올바르지 않습니다',
  'The model has no output "{0}".': '모델에 출력 “{0:”이} 없습니다.',
  'It ends in {0}.': '모델의 출력 층: {0}.',
  'Logs cannot tell the output "{0}" from a value on validation samples; give the layer an id that does not begin with "val".':
    '로그에서 출력 “{0:”을} 검증 샘플의 값과 구별할 수 없습니다. “val”로 시작하지 않는 id를 쓰세요.',
  'Two values are called "{0}" in logs; give one of the outputs another id.':
    '로그에서 두 값의 이름이 “{0:”으로} 같습니다. 한 출력의 id를 바꾸세요.',
  'class_weight is for models with one output, as in Keras, but this one has {0}; leave it out.':
    'class_weight는 Keras처럼 출력이 하나인 모델에만 쓸 수 있는데 이 모델의 출력은 {0}개입니다. 빼세요.',
};
