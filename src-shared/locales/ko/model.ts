// Korean for the model: what layers do, their facts, and what is wrong with them.

/** The model and its layers. */
export const modelTexts: Readonly<Record<string, string>> = {
  '{0} has {1} "{2}", which is for matrices only, but its {3} is {4}.':
    '{0}의 {1} “{2:”은} 행렬에만 쓸 수 있는데 {3}의 모양이 {4}입니다.',
  '{0} has {1} "{2}" with axis {3}, but its {4} is {5}.': '{0}의 {1} “{2}”의 axis가 {3}인데 {4}의 모양이 {5}입니다.',
  '{0} has {1} "{2}" with min_value {3}, which is above its max_value {4}.':
    '{0}의 {1} “{2}”에서 min_value {3:이} max_value {4}보다 큽니다.',
  // What a layer does.
  // A layer in a few words.
  '1 unit': '유닛 1개',
  'pool {0}': '풀 크기 {0}',
  'strides {0}': '스트라이드 {0}',
  'dropout {0}': '드롭아웃 {0}',
  'recurrent dropout {0}': '순환 드롭아웃 {0}',
  '{0} units': '유닛 {0}개',
  sequences: '시퀀스 출력',
  backwards: '역방향',
  // What is wrong with a layer; its name stands before, with a colon.
  'wants [steps, features], but gets {0}.': '입력은 [steps, features] 형태여야 하는데 {0:이} 들어옵니다.',
  'wants a known number of features, but gets {0}.': '특성의 수가 정해져 있어야 하는데 {0:이} 들어옵니다.',
  'has {0} "{1}" without mean and variance, which cannot be fitted inside another layer; give it both.':
    '{0}의 “{1}”에 mean과 variance가 없습니다. 다른 층 안에서는 데이터에서 구할 수 없으니 둘 다 쓰세요.',
  '{0} is fitted before training, but comes after {1}, whose weights are not known then; put it before that layer, or give it mean and variance.':
    '{0:은} 학습 전에 데이터에서 값을 구하는데, 그때는 앞에 있는 {1}의 가중치가 정해지지 않았습니다. 그 층 앞에 두거나 mean과 variance를 쓰세요.',
  'has {0} "{1}", which Strata does not know.': '{0}의 “{1:”은} Strata에 없습니다.',
  'has pool_size {0}, but only {1}.': 'pool_size가 {0}인데 {1}.',
  'has strides {0} and dilation_rate {1}; one of the two must be 1.':
    'strides가 {0}, dilation_rate가 {1}입니다. 둘 중 하나는 1이어야 합니다.',
  'kernel_size {0} with dilation_rate {1}': 'dilation_rate {1}에서 kernel_size {0}',
  'has {0}, which reaches over {1}, but only {2}.': '{0:은} {1}에 걸치는데 {2}.',
  'A kernel_size of {0} or less fits, or padding "same".':
    'kernel_size를 {0} 이하로 하거나 padding을 “same”으로 하세요.',
  'dilation {0}': '팽창률 {0}',
  '{0} feature': '특성 {0}개',
  '{0} features': '특성 {0}개',
  '{0} step arrives': '입력이 {0}스텝뿐입니다',
  '{0} steps arrive': '입력이 {0}스텝뿐입니다',
  'A pool_size of {0} or less fits.': 'pool_size를 {0} 이하로 하세요.',
  'Give the last size of the Input’s shape a number.': 'Input의 shape에서 마지막 크기를 수로 지정하세요.',
  'Give {0} two sizes, [steps, features], or put an Embedding after it when it holds word numbers.':
    '{0}의 shape을 [steps, features]처럼 두 크기로 지정하세요. 단어 번호라면 바로 뒤에 Embedding을 두세요.',
  'Give {0} one size, [length]; measurements need no Embedding.':
    '{0}의 shape을 [length]처럼 한 크기로 지정하세요. 측정값에는 Embedding이 필요 없습니다.',
  'Set return_sequences of {0} to true, or put this layer before it.':
    '{0}의 return_sequences를 true로 하거나, 이 층을 그 앞에 두세요.',
  'gets {0} and {1}, which cannot be combined;': '입력 {0:과} {1:은} 서로 합칠 수 없습니다.',
  'give both the same sizes, or 1 where one should be repeated.':
    '두 크기를 같게 하거나, 반복할 축의 크기를 1로 하세요.',
  'Put it before {0}.': '{0} 앞에 두세요.',
  'Put it right after the Input.': 'Input 바로 뒤에 두세요.',
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
  'All layers of the model are muted; unmute some.': '모델의 층이 모두 비활성화되어 있습니다. 층을 활성화하세요.',
  '{0} is muted, and the model has no other Input; unmute it.':
    '{0:이} 비활성화되어 있고 다른 Input이 없습니다. 활성화하세요.',
  'All that follows {0} is muted; unmute a layer, or join it to another one.':
    '{0} 뒤의 층이 모두 비활성화되어 있습니다. 층을 활성화하거나 다른 층과 연결하세요.',
  'All that goes into {0} is muted; unmute a layer, or join it to another one.':
    '{0}에 들어오는 층이 모두 비활성화되어 있습니다. 층을 활성화하거나 다른 층과 연결하세요.',
  '{0} applies the layer "{1}", but an Input has no weights to share; give it a shape of its own.':
    '{0:이} 층 “{1:”을} 적용하는데 Input에는 공유할 가중치가 없습니다. shape를 따로 지정하세요.',
  'Nothing follows {0}; join it to a layer.': '{0} 뒤에 아무것도 없습니다. 다른 층과 연결하세요.',
  'Nothing goes into {0}; join it to a layer.': '{0}에 들어오는 입력이 없습니다. 다른 층과 연결하세요.',
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
  '{0} gets a sequence with a mask and passes none on: the layers after it take padding for data.':
    '{0}에 마스크가 있는 시퀀스가 들어오지만 마스크를 넘기지 않습니다. 그 뒤의 층은 패딩도 데이터로 봅니다.',
  '{0} begins with a given state and then reads masked steps too, as in Keras.':
    '{0:은} 초기 상태를 받으므로, Keras와 같이 마스킹된 스텝도 읽습니다.',
  'gets its {0}, but not its {1}; join both or neither.':
    '초기 {0:이} 들어오는데 초기 {1:은} 들어오지 않습니다. 둘 다 연결하거나 둘 다 연결하지 마세요.',
  'begins with a {0} of {1}, but has {2}; both must be equal.':
    '초기 {0}의 크기가 {1}인데 {2}입니다. 둘이 같아야 합니다.',
  state: '상태',
  'wants a known size along axis {0}, but gets {1}.': '축 {0}의 크기가 정해져 있어야 하는데 입력은 {1}입니다.',
  'Axes 1 to {0} fit; 0 is the batch.': '축은 1부터 {0}까지입니다. 0은 배치 축입니다.',
  'has axis {0}, which names an axis of {1} twice.': 'axis가 {0}입니다. {1}의 같은 축을 두 번 씁니다.',
  'Name each axis once.': '축을 한 번씩만 쓰세요.',
  'Give this size of the Input’s shape a number.': 'Input의 shape에서 이 크기를 수로 지정하세요.',
  'The model has {0} parameters, {1} GB for the weights alone; most are in {2}.':
    '모델의 파라미터가 {0}개로, 가중치만 {1} GB입니다. 대부분 {2}에 있습니다.',
  '{0} has {1}epsilon 0: where all values that it measures are equal, it divides by 0 and training ends; 0.001 is usual.':
    '{0}의 {1}epsilon이 0입니다. 측정하는 값이 모두 같으면 0으로 나누어 학습이 멈춥니다. 보통 0.001을 씁니다.',
  'would give {0} for one sample, more numbers than any machine holds.':
    '샘플 하나의 출력이 {0}입니다. 어떤 컴퓨터의 메모리에도 담을 수 없습니다.',
  'would have a {0} of {1}, more numbers than any machine holds.':
    '{0}의 크기가 {1}입니다. 어떤 컴퓨터의 메모리에도 담을 수 없습니다.',
  'No layer is called "{0}" (layer "{1}").': '“{0:”이라}는 층이 없습니다(층 “{1}”).',
  'It is kept as it is, but the model cannot be trained with it; put another layer in its place.':
    '그대로 보존되지만 이 층이 있으면 모델을 학습할 수 없습니다. 다른 층으로 바꾸세요.',
  '{0} gets a mask of steps within steps, which are no longer there: TimeDistributed passes the mask of its inner sequences on, as in Keras. Put a layer without masks between, such as Flatten or GlobalMaxPooling1D.':
    '{0}에 이미 없어진 안쪽 스텝의 마스크가 들어옵니다. Keras처럼 TimeDistributed는 안쪽 시퀀스의 마스크를 그대로 넘깁니다. 사이에 Flatten이나 GlobalMaxPooling1D처럼 마스크를 넘기지 않는 층을 두세요.',
};
