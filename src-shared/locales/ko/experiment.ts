// Korean for the experiment: its file, and what its data, model and training must agree on.

/** The experiment: its file, data, model and training. */
export const experimentTexts: Readonly<Record<string, string>> = {
  'Output "{0}": {1}': '출력 “{0}”: {1}',
  'Output "{0}" has no loss; give it one in training.outputs, or all outputs one as training.loss.':
    '출력 “{0}”에 손실 함수가 없습니다. training.outputs에서 지정하거나, 모든 출력에 쓸 training.loss를 지정하세요.',
  'class_weight is 0 for every label: the training loss is always 0, and the model learns nothing.':
    '모든 레이블의 class_weight가 0입니다. 학습 손실이 항상 0이므로 모델이 아무것도 학습하지 않습니다.',
  'Every output has the weight 0: the loss is always 0, and the model learns nothing.':
    '모든 출력의 weight가 0입니다. 손실이 항상 0이므로 모델이 아무것도 학습하지 않습니다.',
  '{0} has {1} {2}; training computes with numbers up to 3.4e38.':
    '{0}의 {1} 값이 {2}입니다. 학습은 3.4e38까지의 수로 계산합니다.',
  '{0} takes word numbers, whole ones from 0 to {1}': '{0:은} 0부터 {1}까지의 정수인 단어 번호를 받습니다',
  '{0}, but {1} computes others; put it behind an Input.':
    '{0}. 그런데 {1:은} 다른 수를 계산합니다. Input 바로 뒤에 두세요.',
  '{0}, but normalized columns are fractions around 0.': '{0}. 그런데 정규화한 열은 0 주변의 소수입니다.',
  '{0}; training ends at the first other one in the columns.': '{0}. 열에 다른 수가 나오면 학습이 멈춥니다.',
  // Memory.
  '{0} sample': '샘플 {0}개',
  '{0} samples': '샘플 {0}개',
  'A batch of {0} takes {1} GB for the layers’ values alone, most of them in {2}; WebAssembly has 4 GB in all.':
    '배치 하나({0})에서 층의 출력만 {1} GB를 차지합니다. 대부분 {2}에 있습니다. WebAssembly의 메모리는 모두 4 GB입니다.',
  'One sample is too large already: give the layer fewer steps or units.':
    '샘플 하나도 이미 너무 큽니다. 이 층의 스텝이나 유닛을 줄이세요.',
  'batch_size {0} fits.': 'batch_size를 {0:으로} 하면 들어갑니다.',
  // Weights of samples.
  'The weights in column "{0}" have {1}; every row needs a weight.':
    '“{0}” 열의 가중치에 {1:이} 있습니다. 모든 행에 가중치가 있어야 합니다.',
  'The weights in column "{0}" have {1}, the first in row {2}; every row needs a weight.':
    '“{0}” 열의 가중치에 {1:이} 있습니다. 처음은 {2}행입니다. 모든 행에 가중치가 있어야 합니다.',
  'The weights in column "{0}" go down to {1}; a weight is 0 or more.':
    '“{0}” 열의 가중치에 {1}까지 음수가 있습니다. 가중치는 0 이상이어야 합니다.',
  'The weight in column "{0}", row {1}, is below 0; a weight is 0 or more.':
    '“{0}” 열 {1}행의 가중치가 0보다 작습니다. 가중치는 0 이상이어야 합니다.',
  'The weights in column "{0}" are 0 in every row.': '“{0}” 열의 가중치가 모든 행에서 0입니다.',
  'The data set "{0}" has no weights; import it again with {1}.':
    '데이터 세트 “{0}”에 가중치가 없습니다. {1} 옵션으로 다시 가져오세요.',
  'The data set "{0}" has its weights from the column "{1}", not from "{2}".':
    '데이터 세트 “{0}”의 가중치는 “{2}” 열이 아니라 “{1}” 열에서 가져온 것입니다.',
  'weighted_metrics are the same as metrics, as no sample has a weight; name the column in {0}.':
    '가중치가 있는 샘플이 없어 weighted_metrics의 값이 metrics와 같습니다. 가중치 열을 {0}에 지정하세요.',
  'class_weight and sample_weight do not go together, as in Keras: both say what a sample counts; leave one of them out.':
    'Keras와 마찬가지로 class_weight와 sample_weight는 함께 쓸 수 없습니다. 둘 다 샘플의 가중치이므로 하나를 빼세요.',
  // Code.
  'There is code when the model has no errors. {0}': '모델에 오류가 없어야 코드를 만들 수 있습니다. {0}',
  // Class weights.
  'class_weight is for labels, but the target "{0}" is a measurement; leave it out.':
    'class_weight는 레이블에 쓰는 설정인데 타깃 “{0:”은} 측정값입니다. 빼세요.',
  'class_weight has the label {0}, but labels go from 0 to {1}.':
    'class_weight에 레이블 {0:이} 있지만 레이블은 0부터 {1}까지입니다.',
  // The learning rate.
  '{0} moves every weight by about the learning rate in each step, and {1} is more than most weights are; 0.001 is usual.':
    '{0:은} 스텝마다 모든 가중치를 학습률만큼 움직이는데, {1:은} 가중치 대부분보다 큽니다. 보통 0.001을 씁니다.',
  // What a layer sees.
  'no input': '입력 없음',
  'everything before': '이전 전체',
  'everything after': '이후 전체',
  everything: '전체',
  '{0} second': '{0}초',
  '{0} seconds': '{0}초',
  '{0} minute': '{0}분',
  '{0} minutes': '{0}분',
  '{0} hour': '{0}시간',
  '{0} hours': '{0}시간',
  '{0} day': '{0}일',
  '{0} days': '{0}일',
  '{0} year': '{0}년',
  '{0} years': '{0}년',
  // Counts that many sentences share.
  '{0} text': '텍스트 {0}개',
  '{0} texts': '텍스트 {0}개',
  '{0} empty cell': '빈 칸 {0}개',
  '{0} empty cells': '빈 칸 {0}개',
  '{0} row': '{0}행',
  '{0} rows': '{0}행',
  '{0} training sample': '학습 샘플 {0}개',
  '{0} training samples': '학습 샘플 {0}개',
  '{0} step': '{0}스텝',
  '{0} steps': '{0}스텝',
  '{0} batch there is': '전체 배치 {0}개',
  '{0} batches there are': '전체 배치 {0}개',
  '{0} column': '열 {0}개',
  '{0} columns': '열 {0}개',
  // The data.
  'Of {0} none remains for training with validation_split {1}.':
    'validation_split이 {1}이면 {0} 가운데 학습에 쓸 것이 남지 않습니다.',
  'fold {0} has no meaning without folds.': 'folds가 없으면 fold {0:은} 뜻이 없습니다.',
  'There is no fold {0} of {1}.': '폴드 {1}개 가운데 {0}번째는 없습니다.',
  'The data set "{0}" has its groups from the column "{1}", not from "{2}".':
    '데이터 세트 “{0}”의 그룹은 “{2}” 열이 아니라 “{1}” 열에서 가져온 것입니다.',
  'The data set "{0}" has no groups; import it again with {1}.':
    '데이터 세트 “{0}”에 그룹이 없습니다. {1} 옵션으로 다시 가져오세요.',
  '{0} in {1} folds leave a fold without any; take fewer folds.':
    '{0:을} {1}개의 폴드로 나누면 빈 폴드가 생깁니다. 폴드 수를 줄이세요.',
  'Of {0} none remains for training with validation_split {1} and test_split {2}.':
    'validation_split이 {1}, test_split이 {2}이면 {0} 가운데 학습에 쓸 것이 남지 않습니다.',
  'test_split {0} of {1} holds out none; take a larger share.':
    'test_split이 {0}이면 {1} 가운데 테스트에 쓸 것이 없습니다. 비율을 늘리세요.',
  'validation_split {0} and test_split {1} leave nothing for training.':
    'validation_split {0:과} test_split {1:을} 빼면 학습에 쓸 것이 남지 않습니다.',
  'Rows that are kept together cannot also have the same share of each label in every part; leave stratify out.':
    '함께 묶은 행은 세트마다 레이블 비율을 똑같이 할 수 없습니다. stratify를 빼세요.',
  'validation_split {0} of {1} holds out none; take a larger share.':
    'validation_split이 {0}이면 {1} 가운데 검증에 쓸 것이 없습니다. 비율을 늘리세요.',
  'All texts have the same label; there is nothing to tell apart.': '모든 텍스트의 레이블이 같아 구분할 것이 없습니다.',
  'The label {0} is in the validation part only; shuffle the texts before the split.':
    '레이블 {0:은} 검증 데이터에만 있습니다. 나누기 전에 텍스트를 섞으세요.',
  'The labels {0} are in the validation part only; shuffle the texts before the split.':
    '레이블 {0:은} 검증 데이터에만 있습니다. 나누기 전에 텍스트를 섞으세요.',
  'All texts of the validation part have the label "{0}"; shuffle the texts before the split.':
    '검증 데이터의 모든 텍스트가 레이블 “{0}”입니다. 나누기 전에 텍스트를 섞으세요.',
  'The derived column "{0}" needs the time of each row, but the data set "{1}" has none; import it with its time column.':
    '파생 열 “{0}”에는 행마다 시각이 필요하지만 데이터 세트 “{1}”에는 시각이 없습니다. 시각 열과 함께 가져오세요.',
  'The derived column "{0}" is computed from "{1}", which the data set "{2}" does not have.':
    '파생 열 “{0:”은} “{1}” 열로 계산하지만 데이터 세트 “{2}”에 그 열이 없습니다.',
  'The derived column "{0}" reaches {1} rows back, but the data has {2}.':
    '파생 열 “{0:”은} {1}행 전까지 보지만 데이터는 {2}입니다.',
  'There are two columns "{0}"; name the derived one otherwise.':
    '이름이 “{0}”인 열이 두 개 있습니다. 파생 열의 이름을 바꾸세요.',
  'The split leaves no samples for the test.': '분할에 테스트용 샘플이 남지 않습니다.',
  'The split leaves no samples for validation.': '분할에 검증용 샘플이 남지 않습니다.',
  'Give training and validation other shares, and train again.': '학습과 검증의 비율을 바꾸고 다시 학습하세요.',
  'This model takes texts: type one.': '텍스트를 받는 모델입니다. 텍스트를 입력하세요.',
  'This model takes a series, not texts: it can say what follows its last row.':
    '텍스트가 아니라 시계열을 받는 모델입니다. 마지막 행 다음의 값을 예측할 수 있습니다.',
  'The data set "{0}" was imported as numbers, so no text can be asked.':
    '데이터 세트 “{0:”은} 숫자로 가져온 것이어서 텍스트로 예측할 수 없습니다.',
  'The data is no series.': '시계열 데이터가 아닙니다.',
  'The predictions could not be read again after they were written.': '저장한 예측을 다시 읽을 수 없습니다.',
  'The data set "{0}" holds no texts.': '데이터 세트 “{0}”에는 텍스트가 없습니다.',
  '"{0}" has no model that was trained here.': '“{0}”에는 여기서 학습한 모델이 없습니다.',
  '"{0}" is still trained; ask again when it has ended.': '“{0:”은} 아직 학습 중입니다. 끝난 뒤에 다시 시도하세요.',
  '"{0}" has no weights: it ended before its first epoch.': '“{0}”에는 가중치가 없습니다. 첫 에포크 전에 끝났습니다.',
  'The weights of this run are gone: {0} is not there.': '이 실행의 가중치가 없습니다. {0} 파일이 없습니다.',
  '{0} counts the right label among the {1} likeliest, but the model has {2}: it is always 1.':
    '{0:은} 가장 가능성 높은 레이블 {1}개 안에 정답이 있는지 셉니다. 그런데 모델의 레이블은 {2}개이므로 항상 1입니다.',
  'No training text has the label {0}; shuffle the texts before the split.':
    '학습 데이터에 레이블 {0} 텍스트가 없습니다. 나누기 전에 텍스트를 섞으세요.',
  'All texts of the test part have the label "{0}"; shuffle the texts before the split.':
    '테스트 데이터의 모든 텍스트가 레이블 “{0}”입니다. 나누기 전에 텍스트를 섞으세요.',
  'ema_overwrite_frequency {0} does nothing without use_ema: no averages of the weights are kept.':
    'ema_overwrite_frequency {0:은} use_ema가 없으면 아무 일도 하지 않습니다. 가중치의 평균을 기록하지 않기 때문입니다.',
  'Derive {0}': '파생 열 {0} 추가',
  'Remove the derived column {0}': '파생 열 {0} 제거',
  'The data set "{0}" has no column "{1}".': '데이터 세트 “{0}”에 “{1:”이라}는 열이 없습니다.',
  'The data set "{0}" is not a time series.': '데이터 세트 “{0:”은} 시계열이 아닙니다.',
  'The feature "{0}" is listed twice.': '특성 “{0:”이} 두 번 들어 있습니다.',
  'The target "{0}" is listed twice.': '타깃 “{0:”이} 두 번 들어 있습니다.',
  'target names no column; name one to predict.': 'target에 열이 없습니다. 예측할 열을 쓰세요.',
  'The model has no Input "{0}".': '모델에 Input “{0:”이} 없습니다.',
  'It begins with {0}.': '모델의 Input 층: {0}.',
  'Column "{0}" holds no numbers at all; leave it out of the features.':
    '열 “{0}”에 수가 하나도 없습니다. 특성에서 빼세요.',
  'Column "{0}" has {1}; set missing to "fill" (repeats the last value) or "drop".':
    '열 “{0}”에 {1:이} 있습니다. missing을 “fill”(앞의 값을 반복)이나 “drop”(행을 제외)으로 설정하세요.',
  'Column "{0}" is {1} in every row; it tells a model nothing.':
    '열 “{0:”은} 모든 행에서 {1}입니다. 모델에 아무 정보도 주지 않습니다.',
  'The target "{0}" is {1} in every row; there is nothing to predict.':
    '타깃 “{0:”은} 모든 행에서 {1}입니다. 예측할 것이 없습니다.',
  'Column "{0}" has one value in all training rows (1 to {1}) and first changes in row {2}; a model cannot learn what it means.':
    '열 “{0:”은} 학습 데이터(1~{1}행)에서 값이 하나뿐이고 {2}행에서 처음 바뀝니다. 모델이 이 열의 의미를 학습할 수 없습니다.',
  'The target "{0}" has one value in all training rows (1 to {1}) and first changes in row {2}; there is nothing to learn from.':
    '타깃 “{0:”은} 학습 데이터(1~{1}행)에서 값이 하나뿐이고 {2}행에서 처음 바뀝니다. 학습할 것이 없습니다.',
  'delay {0} reaches beyond the data, which has {1}.': 'delay {0:이} 데이터({1})를 벗어납니다.',
  'A sample takes {0} rows ({1}), but the data has {2}; a lookback of {3} is the longest that fits in every split.':
    '샘플 하나에 {0}행({1})이 필요한데 데이터는 {2}입니다. 모든 분할에 들어가는 lookback은 최대 {3}입니다.',
  'The {0} split has {1}, but one sample takes {2} ({3})': '{0} 데이터가 {1}인데 샘플 하나에 {2}행({3})이 필요합니다',
  '{0}; give it a larger share, or shorten the lookback to {1} or less.':
    '{0}. 비율을 늘리거나 lookback을 {1} 이하로 줄이세요.',
  '{0}; give it a larger share, or shorten the delay or the horizon.':
    '{0}. 비율을 늘리거나 delay 또는 horizon을 줄이세요.',
  training: '학습',
  validation: '검증',
  "The split's shares train {0} and validation {1} add up to more than 1.":
    'split의 비율 train {0:과} validation {1}의 합이 1보다 큽니다.',
  'step {0} is longer than lookback {1}: a window has one row only.':
    'step {0:이} lookback {1}보다 길어 윈도에 행이 하나뿐입니다.',
  'texts with labels': '레이블이 있는 텍스트',
  'a series of measurements': '측정값의 시계열',
  'The data set "{0}" is {1}, but the preparation is for {2}; its kind must be "{3}".':
    '데이터 세트 “{0:”은} {1}인데 전처리는 {2}용입니다. kind를 “{3:”으로} 바꾸세요.',
  // The loop.
  'batch_size {0} is more than the {1}: every epoch is one step.':
    'batch_size {0:이} {1}보다 커서 에포크가 한 스텝으로 끝납니다.',
  'steps_per_epoch {0} is more than the {1}: an epoch sees samples more than once.':
    'steps_per_epoch {0:이} {1}보다 많아, 한 에포크에서 같은 샘플을 두 번 이상 봅니다.',
  'validation_steps {0} is more than the {1}; all are used.':
    'validation_steps {0:이} {1}보다 많습니다. 있는 배치를 모두 씁니다.',
  '{0} watches {1}, but nothing is held out for validation; watch {2}.':
    '{0:이} {1:을} 보는데 검증 데이터가 없습니다. {2:을} 보게 하세요.',
  '{0} watches "{1}", which is not measured.': '{0:이} 보는 “{1:”은} 측정하지 않는 값입니다.',
  // Data and Input.
  'texts are prepared to {0}': '텍스트 길이는 {0}',
  'a window has {0} (lookback {1}, step {2})': '윈도는 {0}(lookback {1}, step {2})',
  '{0} of {1}': '{0}, {1}',
  '{0} takes {1}, but {2}; shape {3} fits.': '{0}의 입력은 {1}인데 {2}입니다. shape을 {3:으로} 하면 맞습니다.',
  '{0} takes whole numbers (int32), but measurements have fractions; dtype "float32" fits.':
    '{0:은} 정수(int32)를 받는데 측정값에는 소수가 있습니다. dtype을 “float32”로 하세요.',
  '{0} takes float32, but words come as whole numbers; dtype "int32" fits.':
    '{0:은} float32를 받는데 단어는 정수로 들어옵니다. dtype을 “int32”로 하세요.',
  'Word numbers go in without an Embedding, but their size means nothing; put one after {0}.':
    '단어 번호가 Embedding 없이 들어갑니다. 번호의 크기에는 의미가 없으니 {0} 뒤에 Embedding을 두세요.',
  '{0} has input_dim {1}, but the preparation keeps {2}; input_dim {3} fits.':
    '{0}의 input_dim이 {1}인데 전처리에서 {2:을} 씁니다. input_dim을 {3:으로} 하세요.',
  '"{0}" is kept, but nothing reads it.': '“{0:”은} 그대로 두지만 쓰이지 않습니다.',
  // The loss and the output.
  'a label': '레이블 하나',
  'one number, {0}': '수 하나({0})',
  '{0} numbers, {1}': '수 {0}개({1})',
  '{0} numbers, {1}, at {2} steps': '{2}스텝마다 수 {0}개({1})',
  '{0} ends the model with {1}, but the answer is {2}; {3} fits.':
    '{0}의 출력이 {1}인데 답은 {2}입니다. {3:으로} 하면 맞습니다.',
  '{0} ends the model with {1}, but the answer is {2}; put GlobalMaxPooling1D, Flatten or a GRU before the last layer.':
    '{0}의 출력이 {1}인데 답은 {2}입니다. 마지막 층 앞에 GlobalMaxPooling1D, Flatten 또는 GRU를 두세요.',
  '{0} ends the model with {1}, but {2} wants one number; 1 unit fits.':
    '{0}의 출력이 {1}인데 {2:은} 수 하나를 받습니다. 유닛을 1개로 하세요.',
  '{0} ends the model with {1}, but {2} wants one number; put a Dense with 1 unit behind it.':
    '{0}의 출력이 {1}인데 {2:은} 수 하나를 받습니다. 뒤에 유닛 1개짜리 Dense를 두세요.',
  '{0} ends the model with {1}, but there are {2} labels; put a Dense with {3} units behind it.':
    '{0}의 출력이 {1}인데 레이블은 {2}개입니다. 뒤에 유닛 {3}개짜리 Dense를 두세요.',
  'Nothing follows {0}, so the model ends there too, with {1}, which does not fit the answer; join it to a layer, or delete it.':
    '{0} 뒤에 아무것도 없어 모델의 출력이 되었지만, {1:은} 답의 형태와 맞지 않습니다. 다른 층과 연결하거나 삭제하세요.',
  '{0} ends the model with {1}, but there are {2} labels; {3} units fit.':
    '{0}의 출력이 {1}인데 레이블은 {2}개입니다. 유닛을 {3}개로 하세요.',
  '{0} and from_logits together squash the answer twice; keep one of the two.':
    '{0:과} from_logits를 함께 쓰면 출력을 두 번 확률로 바꿉니다. 둘 중 하나만 쓰세요.',
  'a probability': '확률',
  probabilities: '확률',
  'No {0}, but the loss wants {1}: give {2} the activation "{3}", or set from_logits.':
    '손실이 {1:을} 받는데 {0:이} 없습니다. {2}의 activation을 “{3:”으로} 하거나 from_logits를 켜세요.',
  'No {0}, but the loss wants {1}: give {2} the activation "{3}".':
    '손실이 {1:을} 받는데 {0:이} 없습니다. {2}의 activation을 “{3:”으로} 하세요.',
  'cosine_similarity compares directions, but "{0}" is one number, which has none; use mae, mse or huber.':
    'cosine_similarity는 방향을 비교하는데 “{0:”은} 방향이 없는 수 하나입니다. mae, mse 또는 huber를 쓰세요.',
  'poisson takes the logarithm of the answer, which {0} may make negative: give it the activation "softplus" or "exponential".':
    'poisson은 출력의 로그를 쓰는데 {0}의 출력은 음수가 될 수 있습니다. activation을 “softplus”나 “exponential”로 하세요.',
  'mean_absolute_percentage_error divides by the target, but "{0}" may be 0 or near it here; use mae, or set normalize to false where all values are above 0.':
    'mean_absolute_percentage_error는 타깃으로 나누는데 여기서 “{0:”은} 0이거나 0에 가까울 수 있습니다. mae를 쓰거나, 모든 값이 0보다 크면 normalize를 false로 하세요.',
  '{0} is for counts and amounts from 0, but "{1}" has values below 0 here; use mse, or set normalize to false where no value is below 0.':
    '{0:은} 0 이상의 개수나 양을 위한 손실인데 여기서 “{1}”에는 0보다 작은 값이 있습니다. mse를 쓰거나, 0보다 작은 값이 없으면 normalize를 false로 하세요.',
  'softmax over the 1 unit of {0} is always 1; use sigmoid, or one unit for each label.':
    '{0}의 유닛이 1개이면 softmax는 항상 1입니다. sigmoid를 쓰거나 레이블마다 유닛을 하나씩 두세요.',
  '{0} wants labels, but the target "{1}" is a measurement; use mae, mse or huber.':
    '{0:은} 레이블을 받는데 타깃 “{1:”은} 측정값입니다. mae, mse 또는 huber를 쓰세요.',
  '{0} keeps the answer of {1} in a range that "{2}" leaves; use none.':
    '{1}의 {0:은} 출력 범위를 제한하는데 “{2:”은} 그 범위를 벗어납니다. 활성화 함수를 쓰지 마세요.',
  '{0} says nothing about a measurement; use mae.': '측정값에는 {0:이} 의미가 없습니다. mae를 쓰세요.',
  '{0} wants labels 0 and 1, but there are {1} labels; use sparse_categorical_crossentropy with {2} units.':
    '{0:은} 레이블 0과 1을 받는데 레이블이 {1}개입니다. 유닛 {2}개와 sparse_categorical_crossentropy를 쓰세요.',
  '{0} is for measurements; for labels, a cross-entropy learns faster.':
    '{0:은} 측정값을 위한 손실입니다. 레이블에는 교차 엔트로피가 더 빨리 학습합니다.',
  '{0} compares each of {1} outputs with its target, but {2} takes one label number; use categorical_crossentropy.':
    '{0:은} 출력 {1}개를 각각의 타깃과 비교하는데 {2:은} 레이블 번호 하나를 받습니다. categorical_crossentropy를 쓰세요.',
  '{0} wants label numbers, but {1} takes one target for each output; use sparse_categorical_crossentropy.':
    '{0:은} 레이블 번호를 받는데 {1:은} 출력마다 타깃 하나를 받습니다. sparse_categorical_crossentropy를 쓰세요.',
  '{0} compares several outputs, but the model ends with one.':
    '{0:은} 출력 여러 개를 비교하는데 모델의 출력은 하나입니다.',
  '{0} without a threshold counts the largest output as the answer, which one output always is; set threshold to 0.5.':
    'threshold가 없으면 {0:은} 가장 큰 출력을 답으로 보는데, 출력이 하나이면 항상 그렇습니다. threshold를 0.5로 하세요.',
  '{0} wants labels 0 and 1, but the preparation normalizes "{1}"; set normalize to false.':
    '{0}에는 레이블 0과 1이 필요한데 데이터 준비가 “{1:”을} 정규화합니다. normalize를 false로 하세요.',
  '{0} takes an output of one size, [units], but {1} ends the model with {2}; leave it out.':
    '{0:은} [units]처럼 크기가 하나인 출력에만 쓸 수 있는데 모델이 {1}에서 {2:으로} 끝납니다. 이 지표를 빼세요.',
  '{0} of {1} outputs is {2} numbers; set average to "macro", "micro" or "weighted".':
    '출력이 {1}개이면 {0:은} 수 {2}개입니다. average를 “macro”, “micro” 또는 “weighted”로 하세요.',
  // The file.
  '{0} cannot be opened: {1}': '{0:을} 열 수 없습니다. {1}',
  'An experiment is a text file whose name ends in {0}.': '실험은 이름이 {0:으로} 끝나는 텍스트 파일입니다.',
  'it is a folder.': '폴더입니다.',
  'Open a file of it instead.': '폴더 안의 파일을 여세요.',
  'it is no file.': '파일이 아닙니다.',
  'it has {0}, and an experiment has {1} at most.': '크기가 {0}인데, 실험 파일은 최대 {1}입니다.',
  'it is not text.': '텍스트가 아닙니다.',
  'it is not text in UTF-8.': 'UTF-8 텍스트가 아닙니다.',
  'The key "{0}" stands twice in one object: look at line {1}, column {2}.':
    '한 객체에 키 “{0:”이} 두 번 있습니다. {1}행 {2}열을 확인하세요.',
  '{0} has the key "{1}", which an experiment cannot have; leave it out.':
    '{0}에 키 “{1:”이} 있습니다. 실험에 쓸 수 없는 키이니 빼세요.',
  'docs/experiment-file.md describes the file; a template is a good beginning.':
    '파일 형식은 docs/experiment-file.md에 있습니다. 템플릿에서 시작하면 쉽습니다.',
  'An experiment is a JSON object; this is {0}.': '실험은 JSON 객체여야 하는데 {0}입니다.',
  'The model has {0} Inputs, but texts give one; join {1}’s followers to the first.':
    '모델에 Input이 {0}개 있지만 텍스트가 주는 입력은 하나입니다. {1} 뒤의 층을 첫 Input에 연결하세요.',
  'This is no experiment file: it has no version ({0}).': '실험 파일이 아닙니다. 버전({0})이 없습니다.',
  "strata is {0}; it must be the file's version, a whole number from 1.":
    'strata 값이 {0}입니다. 파일 버전을 나타내는 1 이상의 정수여야 합니다.',
  'The experiment has file version {0}; this Strata reads versions up to {1}.':
    '실험 파일의 버전이 {0}인데, 이 Strata는 버전 {1}까지 읽을 수 있습니다.',
  'Update Strata to open it.': 'Strata를 업데이트한 뒤 여세요.',
  'The experiment cannot be read.': '실험을 읽을 수 없습니다.',
  '{0} (and {1} more)': '{0} (외 {1}건)',
  'No data set can have the id "{0}": ids are lower-case letters, digits and hyphens, at most 64, such as jena-climate.':
    '“{0:”은} 데이터 세트 id로 쓸 수 없습니다. id는 영문 소문자, 숫자, 하이픈으로 64자까지이며 jena-climate 같은 형태입니다.',
  '{0} is too large for a number; the largest is about 1.8e308.':
    '{0}의 수가 너무 큽니다. 약 1.8e308까지 쓸 수 있습니다.',
  'An experiment can hold JSON values only.': '실험에는 JSON 값만 넣을 수 있습니다.',
  'The experiment is nested too deeply.': '실험의 중첩이 너무 깊습니다.',
  'The experiment file is not JSON: look at line {0}, column {1}.':
    '실험 파일이 올바른 JSON이 아닙니다. {0}행 {1}열을 확인하세요.',
  'The experiment file is empty.': '실험 파일이 비어 있습니다.',
  '{0} ends the model with {1}, but {2} numbers in a row are predicted; [{3}] or [{4}, 1] fits.':
    '모델이 {0}에서 {1:으로} 끝나는데 이어지는 값 {2}개를 예측합니다. [{3}] 또는 [{4}, 1]이어야 합니다.',
  'Of the {0} for validation {1} are in the training part too, word for word.':
    '검증 세트의 {0} 가운데 {1}개가 학습 세트에도 단어까지 똑같이 있습니다.',
  'Of the {0} for the test {1} are in the training part too, word for word.':
    '테스트 세트의 {0} 가운데 {1}개가 학습 세트에도 단어까지 똑같이 있습니다.',
  '"{0}" is in {1} of {2} with the label "{3}" and in no other one: the text may contain its label.':
    '“{0}”이라는 단어가 레이블 “{3}”의 {2} 가운데 {1}개에 있고 다른 레이블에는 없습니다. 텍스트에 레이블이 들어 있을 수 있습니다.',
  '{0}: mean 0 and standard deviation 1 over all rows, so the scaling knew the rows of validation and test.':
    '{0}: 전체 행에서 평균 0, 표준편차 1입니다. 검증·테스트 행까지 써서 스케일링한 것입니다.',
  '{0}: from exactly 0 to exactly 1 over all rows, so the scaling knew the rows of validation and test.':
    '{0}: 전체 행에서 정확히 0부터 1까지입니다. 검증·테스트 행까지 써서 스케일링한 것입니다.',
  '"{0}" has the value of "{1}" {2} later: the window contains what is to be predicted.':
    '“{0}” 열의 값은 {2} 뒤의 “{1}” 값과 같습니다. 윈도우에 예측할 값이 들어 있습니다.',
  'Of the {0} for validation {1} have rows that are among the training rows in the same order.':
    '검증 세트의 {0} 가운데 {1}개는 그 행들이 학습 세트에도 같은 순서로 있습니다.',
  'Of the {0} for the test {1} have rows that are among the training rows in the same order.':
    '테스트 세트의 {0} 가운데 {1}개는 그 행들이 학습 세트에도 같은 순서로 있습니다.',
  'gradient_accumulation_steps {0} is more than the {1} of the whole run: no weight is ever updated.':
    'gradient_accumulation_steps {0:이} 실행 전체의 {1}보다 많습니다. 가중치가 한 번도 갱신되지 않습니다.',
};
