// Korean for the model: what layers do, their facts, and what is wrong with them.

/** The model and its layers. */
export const modelTexts: Readonly<Record<string, string>> = {
  // What a layer does.
  'Applies a function to every value.': '모든 값에 함수를 적용합니다.',
  'Looks for short patterns, kernel_size steps long, at every place of the sequence.':
    '시퀀스의 모든 위치에서 길이가 kernel_size 스텝인 짧은 패턴을 찾습니다.',
  'Weighs all its inputs for each of its units. One unit at the end gives the answer.':
    '유닛마다 모든 입력을 가중합니다. 마지막에 유닛 하나를 두면 그 값이 답이 됩니다.',
  'Gives each word number a vector of output_dim numbers, learned with the rest.':
    '단어 번호마다 크기가 output_dim인 벡터를 배정하고, 모델의 나머지와 함께 학습합니다.',
  'Where samples come in. The shape is without the batch: [length] for words, [steps, features] for measurements.':
    '샘플이 들어오는 곳입니다. shape에는 배치 축을 넣지 않습니다. 단어는 [length], 측정값은 [steps, features]입니다.',
  'Keeps the largest of every pool_size neighbours: a shorter sequence.':
    '이웃한 pool_size개마다 가장 큰 값을 남겨 시퀀스를 줄입니다.',
  'Keeps the mean of every pool_size neighbours: a shorter sequence.':
    '이웃한 pool_size개마다 평균을 남겨 시퀀스를 줄입니다.',
  'Keeps each feature’s largest value in the whole sequence; where it stood is forgotten.':
    '특성마다 시퀀스 전체에서 가장 큰 값을 남깁니다. 그 값의 위치는 사라집니다.',
  'Keeps each feature’s mean over the whole sequence; the order is forgotten.':
    '특성마다 시퀀스 전체의 평균을 남깁니다. 순서는 사라집니다.',
  'Reads the sequence in order and keeps a memory; two gates decide what to keep and what to forget.':
    '시퀀스를 순서대로 읽으며 상태를 유지합니다. 게이트 두 개가 무엇을 기억하고 잊을지 정합니다.',
  'Reads the sequence in order with a memory cell beside its state; for what must be kept for long.':
    '상태와 별도의 메모리 셀을 두고 시퀀스를 순서대로 읽습니다. 오래 기억해야 할 때 씁니다.',
  'Reads the sequence in order with the plainest memory; it forgets what lies far back.':
    '가장 단순한 상태로 시퀀스를 순서대로 읽습니다. 멀리 있는 과거는 잊습니다.',
  'Adds its inputs, value by value: a skip connection adds what came before.':
    '입력을 값마다 더합니다. 스킵 연결은 앞의 출력을 다시 더합니다.',
  'Subtracts its second input from its first, value by value.': '첫째 입력에서 둘째 입력을 값마다 뺍니다.',
  'Multiplies its inputs, value by value: a gate multiplies by values between 0 and 1.':
    '입력을 값마다 곱합니다. 게이트는 0과 1 사이의 값을 곱합니다.',
  'Takes the mean of its inputs, value by value.': '입력의 평균을 값마다 구합니다.',
  'Keeps the largest of its inputs, value by value.': '입력 가운데 가장 큰 값을 값마다 남깁니다.',
  'Keeps the smallest of its inputs, value by value.': '입력 가운데 가장 작은 값을 값마다 남깁니다.',
  'Puts its inputs side by side: [steps, 3] and [steps, 5] become [steps, 8].':
    '입력을 나란히 이어 붙입니다. [steps, 3]과 [steps, 5]는 [steps, 8]이 됩니다.',
  'Sets a share of the values to zero while training, other ones each time; does nothing when the model answers.':
    '학습할 때 값의 일부를 매번 다르게 골라 0으로 만듭니다. 추론할 때는 아무 일도 하지 않습니다.',
  'Lays a sequence out as one long row: [steps, features] becomes [steps × features].':
    '시퀀스를 한 줄로 펼칩니다. [steps, features]가 [steps × features]가 됩니다.',
  // A layer in a few words.
  '1 unit': '유닛 1개',
  'pool {0}': '풀 크기 {0}',
  'strides {0}': '스트라이드 {0}',
  'dilation {0}': '딜레이션 {0}',
  'dropout {0}': '드롭아웃 {0}',
  'recurrent dropout {0}': '순환 드롭아웃 {0}',
  'rate {0}': '비율 {0}',
  '{0} units': '유닛 {0}개',
  '{0} filters × {1}': '필터 {0}개 × {1}',
  '{0} words → {1}': '단어 {0}개 → {1}',
  sequences: '시퀀스 출력',
  backwards: '역방향',
  // What is wrong with a layer; its name stands before, with a colon.
  'wants [steps, features], but gets {0}.': '입력은 [steps, features] 형태여야 하는데 {0:이} 들어옵니다.',
  'wants a known number of features, but gets {0}.': '특성의 수가 정해져 있어야 하는데 {0:이} 들어옵니다.',
  'wants word numbers [length], but gets {0}.': '단어 번호 [length]를 받는데 {0:이} 들어옵니다.',
  'has strides {0} and dilation_rate {1}; one of the two must be 1.':
    'strides가 {0}, dilation_rate가 {1}입니다. 둘 중 하나는 1이어야 합니다.',
  'kernel_size {0} with dilation_rate {1}': 'dilation_rate {1}에서 kernel_size {0}',
  'has {0}, which reaches over {1} steps, but only {2} arrive.': '{0:은} {1}스텝에 걸치는데 입력은 {2}스텝뿐입니다.',
  'has pool_size {0}, but only {1}.': 'pool_size가 {0}인데 {1}.',
  '{0} step arrives': '입력이 {0}스텝뿐입니다',
  '{0} steps arrive': '입력이 {0}스텝뿐입니다',
  'A kernel_size of {0} or less fits, or padding "same".':
    'kernel_size를 {0} 이하로 하거나 padding을 “same”으로 하세요.',
  'A pool_size of {0} or less fits.': 'pool_size를 {0} 이하로 하세요.',
  'Give the last size of the Input’s shape a number.': 'Input의 shape에서 마지막 크기를 수로 지정하세요.',
  'Give the Input a fixed length, or put a global pooling in place of the Flatten.':
    'Input의 길이를 고정하거나, Flatten 대신 전역 풀링을 쓰세요.',
  'Give {0} two sizes, [steps, features], or put an Embedding after it when it holds word numbers.':
    '{0}의 shape을 [steps, features]처럼 두 크기로 지정하세요. 단어 번호라면 바로 뒤에 Embedding을 두세요.',
  'Give {0} one size, [length]; measurements need no Embedding.':
    '{0}의 shape을 [length]처럼 한 크기로 지정하세요. 측정값에는 Embedding이 필요 없습니다.',
  'Set return_sequences of {0} to true, or put this layer before it.':
    '{0}의 return_sequences를 true로 하거나, 이 층을 그 앞에 두세요.',
  'gets {0} and {1}, which cannot be combined;': '입력 {0:과} {1:은} 서로 합칠 수 없습니다.',
  'give both the same sizes, or 1 where one should be repeated.':
    '두 크기를 같게 하거나, 반복할 축의 크기를 1로 하세요.',
  'gets {0} and {1}, which cannot be joined along axis {2};':
    '입력 {0:과} {1:은} 축 {2:을} 따라 이어 붙일 수 없습니다.',
  'all other sizes must be equal.': '나머지 크기가 모두 같아야 합니다.',
  'has axis {0}, but gets {1}.': 'axis가 {0}인데, 입력은 {1}입니다.',
  'has axis 0, which is the batch; 1 is the first axis of a sample.':
    'axis가 0이면 배치 축입니다. 샘플의 첫 축은 1입니다.',
  'axis {0}': '축 {0}',
  'Put it before {0}.': '{0} 앞에 두세요.',
  'Put it right after the Input.': 'Input 바로 뒤에 두세요.',
  'of its steps': '모든 스텝',
  'of its {0} steps': '{0}스텝',
  '{0} gets a sequence {1} and answers for each {2}. For one answer, put GlobalMaxPooling1D, Flatten or a GRU before it.':
    '{0:은} 시퀀스 {1:을} 받아 {2}마다 답을 냅니다. 답이 하나여야 하면 앞에 GlobalMaxPooling1D, Flatten 또는 GRU를 두세요.',
  // How layers are joined.
  'Two layers have the id "{0}"; every layer needs its own.':
    'id가 “{0}”인 층이 두 개입니다. 층마다 id가 달라야 합니다.',
  'An edge goes from "{0}" to "{1}", but no layer has the id "{2}".':
    '“{0}”에서 “{1:”으로} 가는 연결이 있지만, id가 “{2}”인 층이 없습니다.',
  '{0} is joined to {1} twice; one edge is enough.': '{0:과} {1:이} 두 번 연결되어 있습니다. 한 번이면 됩니다.',
  'The layer "{0}" feeds itself; take that edge away.':
    '층 “{0:”이} 자기 자신에게 연결되어 있습니다. 그 연결을 지우세요.',
  'The layers {0} feed each other in a circle; take one of these edges away.':
    '층 {0:이} 순환하도록 연결되어 있습니다. 이 연결 중 하나를 지우세요.',
  'The model has no layers. Begin with an Input, then add layers behind it.':
    '모델에 층이 없습니다. 먼저 Input을 두고 그 뒤에 층을 추가하세요.',
  'The model has no Input. Put one first: shape [500] for 500 words, [120, 7] for 120 steps of 7 columns.':
    '모델에 Input이 없습니다. 맨 앞에 두세요. 단어 500개는 shape [500], 열 7개의 120스텝은 [120, 7]입니다.',
  'Nothing follows {0}; join it to a layer.': '{0} 뒤에 아무것도 없습니다. 다른 층과 연결하세요.',
  'Nothing goes into {0}; join it to a layer.': '{0}에 들어오는 입력이 없습니다. 다른 층과 연결하세요.',
  'The model ends {0} times, in {1}; it must end in one layer.':
    '모델의 끝이 {0}개({1})입니다. 출력 층은 하나여야 합니다.',
  '{0} begins the model; take the edge from "{1}" away.': '{0:은} 모델의 시작입니다. “{1}”에서 오는 연결을 지우세요.',
  '{0} takes one input, but gets {1}: {2}.': '{0:은} 입력을 하나만 받는데 {1}개가 들어옵니다: {2}.',
  'input {0}': '입력 {0}',
  'input {0} ({1})': '입력 {0}({1})',
  '{0} input': '입력 {0}개',
  '{0} inputs': '입력 {0}개',
  '{0} output': '출력 {0}개',
  '{0} outputs': '출력 {0}개',
  '{0} has {1}, counted from 0, but the edge from "{2}" ends at input {3}.':
    '{0}에는 0부터 세어 {1:이} 있는데, “{2}”에서 오는 연결이 입력 {3}에서 끝납니다.',
  '{0} has {1}, counted from 0, but an edge to {2} begins at output {3}.':
    '{0}에는 0부터 세어 {1:이} 있는데, {2:으로} 가는 연결이 출력 {3}에서 시작합니다.',
  'The edges from "{0}" and "{1}" both end at {2} of {3}; give one of them another input.':
    '“{0:”과} “{1}”에서 오는 연결이 모두 {3}의 {2}에서 끝납니다. 둘 중 하나를 다른 입력에 연결하세요.',
  'No edge ends at {0} of {1}; join it to a layer.': '{1}의 {0}에 연결이 없습니다. 다른 층과 연결하세요.',
  'What comes from {0} never meets what comes from {1}; join them, or take one away.':
    '{0}에서 나온 것과 {1}에서 나온 것이 만나지 않습니다. 서로 연결하거나 하나를 지우세요.',
  // Shared layers.
  '{0} applies the layer "{1}", but no layer has this id.':
    '{0:은} 층 “{1:”을} 공유하지만, id가 “{1}”인 층이 없습니다.',
  '{0} applies itself; name another layer, or none.':
    '{0:이} 자기 자신을 공유합니다. 다른 층을 지정하거나 비워 두세요.',
  '{0} applies "{1}", which itself applies "{2}"; name that one.':
    '{0:은} “{1:”을} 공유하는데, “{1:”은} 다시 “{2:”을} 공유합니다. “{2:”을} 직접 지정하세요.',
  '{0} applies {1}; both must be of one type.': '{0:이} {1:을} 공유합니다. 두 층의 종류가 같아야 합니다.',
  '{0} applies {1} and has its arguments; leave its own config empty.':
    '{0:은} {1:을} 공유하며 그 인자를 그대로 씁니다. 자신의 config는 비워 두세요.',
  '{0} applies {1}, whose {2} is {3}, but its own input would need {4}; both inputs must have equal shapes.':
    '{0:은} {1:을} 공유합니다. 공유하는 {2}의 크기는 {3}인데 이 입력에는 {4:이} 필요합니다. 두 입력의 shape이 같아야 합니다.',
  'The model has {0} parameters, {1} GB for the weights alone; most are in {2}.':
    '모델의 파라미터가 {0}개로, 가중치만 {1} GB입니다. 대부분 {2}에 있습니다.',
  'No layer is called "{0}" (layer "{1}").': '“{0:”이라}는 층이 없습니다(층 “{1}”).',
  'Strata has {0}.': 'Strata에 있는 층은 {0}입니다.',
};
