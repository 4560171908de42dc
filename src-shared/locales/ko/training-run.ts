// Korean sentences about a run that fails, and about its checkpoint.

/** A run that fails, and its checkpoint. */
export const trainingRunTexts: Readonly<Record<string, string>> = {
  infinite: '무한대',
  'TerminateOnNaN ended the run; its best weights, of epoch {0}, are kept.':
    'TerminateOnNaN이 실행을 끝냈습니다. 에포크 {0}의 최적 가중치가 남아 있습니다.',
  'The loss became {0} in epoch {1}, step {2}.': '에포크 {1}, 스텝 {2}에서 손실이 {0:이} 되었습니다.',
  '{0} became {1} in epoch {2}.': '에포크 {2}에서 {0:이} {1:이} 되었습니다.',
  'Nothing was learned until then, so the learning rate is not the cause: look for extreme values in the data, and in what layers and initializers are given.':
    '아직 학습하기 전이므로 학습률 때문이 아닙니다. 데이터, 그리고 층과 초기화에 준 값 가운데 지나치게 큰 것이 있는지 살펴보세요.',
  'A smaller learning rate, or clipnorm in the optimizer, usually helps; check the data for extreme values too.':
    '대개 학습률을 낮추거나 옵티마이저에 clipnorm을 쓰면 해결됩니다. 데이터에 극단적인 값이 없는지도 확인하세요.',
  'A smaller learning rate, or clipnorm in the optimizer, usually helps; check the validation rows for extreme values too.':
    '대개 학습률을 낮추거나 옵티마이저에 clipnorm을 쓰면 해결됩니다. 검증 행에 극단적인 값이 없는지도 확인하세요.',
  'Column "{0}" has values as large as {1}, which cannot be trained on.':
    '열 “{0}”에 {1}만큼 큰 값이 있어 학습할 수 없습니다.',
  'Such a number often stands for a missing value: leave its cells empty in the file and import it again, or leave the column out.':
    '이런 수는 결측값을 나타내는 경우가 많습니다. 파일에서 해당 칸을 비우고 다시 가져오거나, 이 열을 빼세요.',
  'its checksum differs': '체크섬이 다릅니다',
  'The checkpoint {0} cannot be used: {1}.': '체크포인트 {0:을} 사용할 수 없습니다: {1}.',
  'The run keeps its epochs. Train it again from the start.':
    '실행의 에포크 기록은 그대로 남아 있습니다. 처음부터 다시 학습하세요.',
  'The checkpoint {0} was written by a newer Strata.': '체크포인트 {0:은} 더 새로운 버전의 Strata에서 작성되었습니다.',
  'Update Strata to resume the run, or train it again with the same settings. Its epochs are kept.':
    '이어서 학습하려면 Strata를 업데이트하거나, 같은 설정으로 다시 학습하세요. 에포크 기록은 그대로 남아 있습니다.',
  'The checkpoint {0} was written by an older Strata, so the run cannot be resumed from it.':
    '체크포인트 {0:은} 이전 버전의 Strata에서 작성되어 이 실행을 이어서 학습할 수 없습니다.',
  'Train the run again with the same settings. Its epochs are kept.':
    '같은 설정으로 다시 학습하세요. 에포크 기록은 그대로 남아 있습니다.',
  'it says epoch {0} of {1}': '전체 {1}에포크 중 {0}에포크라고 되어 있습니다',
  'it says that epoch {0} is the best of {1}': '{1}에포크까지의 최적 에포크가 {0}이라고 되어 있습니다',
  'it says {0} in {1}, and {2}': '{1}에 {0}, 데이터 {2}라고 되어 있습니다',
  '{0} pass': '순회 {0}회',
  '{0} passes': '순회 {0}회',
  '{0} point': '점 {0}개',
  '{0} points': '점 {0}개',
  'its series "{0}" has {1}': '계열 “{0}”에 {1:이} 있습니다',
  'it has no checksum': '체크섬이 없습니다',
  '"{0}" holds values that are not numbers': '“{0}”에 숫자가 아닌 값이 있습니다',
  'it is of a run with other steps or callbacks': '스텝이나 콜백이 다른 실행의 체크포인트입니다',
  'The data of "{0}" is gone, so it cannot be said how an input is prepared for its model.':
    '“{0}”의 데이터가 없어져, 모델에 넣을 입력을 준비하는 방법을 알 수 없습니다.',
  'The data of "{0}" has changed since, so it cannot be said how an input is prepared for its model.':
    '“{0}”의 데이터가 그 뒤로 바뀌어, 모델에 넣을 입력을 준비하는 방법을 알 수 없습니다.',
  'Import the same file again under the same name.': '같은 파일을 같은 이름으로 다시 가져오세요.',
  'A SavedModel needs the native engine, which is not available here.':
    'SavedModel을 만들려면 네이티브 엔진이 필요한데, 여기서는 쓸 수 없습니다.',
  'Install it with: strata engine install native. Or take the model as a Keras file, which needs none.':
    '설치 명령: strata engine install native. 또는 엔진이 필요 없는 Keras 파일로 내보내세요.',
  'A SavedModel is written by TensorFlow itself: by the native engine.':
    'SavedModel은 TensorFlow가 직접, 즉 네이티브 엔진이 작성합니다.',
  'The data set "{0}" is of another kind than the run\'s.': '데이터 세트 “{0}”의 종류가 실행의 데이터와 다릅니다.',
  'The weights take {0} GiB; a SavedModel in one file holds less than 2.':
    '가중치가 {0}GiB인데, 파일 하나짜리 SavedModel에는 2GiB 미만만 들어갑니다.',
  'The SavedModel answers otherwise than the run in its output "{0}".':
    'SavedModel의 출력 “{0:”이} 실행의 출력과 다릅니다.',
  'Take the model as a Keras file instead.': 'Keras 파일로 내보내세요.',
  'Take the model as a SavedModel, which has all layers.': '모든 레이어를 담을 수 있는 SavedModel로 내보내세요.',
  'Take the model as a Keras file or as a SavedModel: they have all layers.':
    '모든 레이어를 담을 수 있는 Keras 파일이나 SavedModel로 내보내세요.',
  'The graph of this model cannot be made for any batch size: it differs in {0}.':
    '이 모델의 그래프는 배치 크기를 자유롭게 만들 수 없습니다. 달라지는 곳: {0}.',
  'Keras cannot open the layer "{0}" ({1}): its scores are an output, and its value is of another length than its query.':
    'Keras에서는 레이어 “{0}”({1})를 열 수 없습니다. 점수가 출력인데 value와 query의 길이가 다릅니다.',
  'TensorFlow.js has no layer {0}, which is "{1}" in this model.':
    'TensorFlow.js에는 이 모델의 “{1}”에 해당하는 레이어 {0:이} 없습니다.',
  'TensorFlow.js cannot compute the layer "{0}" ({1}) with this {2}.':
    'TensorFlow.js에서는 이 {2} 값으로 레이어 “{0}”({1})를 계산할 수 없습니다.',
  'TensorFlow.js cannot load this model: {0}': 'TensorFlow.js에서 이 모델을 불러올 수 없습니다: {0}',
  'TensorFlow.js computes this model in another way than Keras.':
    'TensorFlow.js는 이 모델을 Keras와 다르게 계산합니다.',
  'TensorFlow.js has no weight {0}.': 'TensorFlow.js에 가중치 {0:이} 없습니다.',
  '"{0}" is there already.': '“{0:”이} 이미 있습니다.',
  'Use another --out, or --force.': '다른 --out을 쓰거나 --force를 쓰세요.',
  'This run has no checkpoint to resume from.': '이 실행에는 이어서 학습할 체크포인트가 없습니다.',
  'The data set is no longer the one that this run was trained on.':
    '데이터 세트가 이 실행을 학습할 때와 달라졌습니다.',
  '{0} epoch': '{0}에포크',
  '{0} epochs': '{0}에포크',
  'The database lacked the last {0} of "{1}".': '데이터베이스에 “{1}”의 마지막 {0:이} 빠져 있었습니다.',
  "They were restored from the run's checkpoint; nothing is lost.":
    '실행의 체크포인트에서 복원했으며, 잃은 것은 없습니다.',
  '"{0}" is not a fold of a cross-validation.': '“{0:”은} 교차 검증의 폴드가 아닙니다.',
  'Set folds in its preparation, and train it again.': '데이터 준비에서 폴드 수를 정하고 다시 학습하세요.',
  'Every fold of "{0}" has been trained or is waiting.': '“{0}”의 모든 폴드가 이미 학습되었거나 대기 중입니다.',
  'Compare them, or repeat one with another seed.': '폴드를 비교하거나 다른 시드로 반복하세요.',
};
