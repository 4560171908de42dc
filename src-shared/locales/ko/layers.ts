// Korean for the layers' own sentences. Written by `npm run layers`.

/** The layers' own sentences. */
export const layerTexts: Readonly<Record<string, string>> = {
  'Applies a function to every value.': '모든 값에 함수를 적용합니다.',
  'Adds its inputs, value by value: a skip connection adds what came before.':
    '입력을 값마다 더합니다. 스킵 연결은 앞의 출력을 다시 더합니다.',
  'Each step of the query takes from the steps of the value what fits it, by the tanh of query plus key (Bahdanau).':
    '쿼리의 스텝마다 쿼리와 키를 더한 값의 tanh에 따라 값의 스텝에서 알맞은 것을 가져옵니다(Bahdanau).',
  'Each step of the query takes from the steps of the value what fits it, by the product of query and key.':
    '쿼리의 스텝마다 쿼리와 키의 내적에 따라 값의 스텝에서 알맞은 것을 가져옵니다.',
  'wants a {0} [steps, features], but gets {1}.': '{0:은} [steps, features] 형태여야 하는데 {1:이} 들어옵니다.',
  'gets a value of {0} and a key of {1}; both must have equally many steps.':
    '값은 {0}, 키는 {1}입니다. 스텝 수가 같아야 합니다.',
  'gets a query of {0} and a {1} of {2}; both must have equally many features.':
    '쿼리는 {0}, {1:은} {2}입니다. 특성 수가 같아야 합니다.',
  causal: '인과 마스크',
  scores: '점수 출력',
  'Takes the mean of its inputs, value by value.': '입력의 평균을 값마다 구합니다.',
  'Keeps the mean of every pool_size neighbours: a shorter sequence.':
    '이웃한 pool_size개마다 평균을 남겨 시퀀스를 줄입니다.',
  'Scales each feature by its mean and deviation in the batch; when the model answers, by their moving averages.':
    '특성마다 배치의 평균과 표준편차로 정규화합니다. 추론할 때는 이동 평균을 씁니다.',
  'momentum {0}': '모멘텀 {0}',
  'Reads the sequence in both directions with two recurrent layers and joins what they find.':
    '순환층 두 개로 시퀀스를 양방향으로 읽고 결과를 합칩니다.',
  'has {0} "{1}", which does not read a sequence in a direction; only recurrent layers fit, such as LSTM.':
    '{0}의 “{1:”은} 시퀀스를 방향대로 읽는 층이 아닙니다. LSTM 같은 순환층만 쓸 수 있습니다.',
  'has two layers with go_backwards {0}; they must read in different directions.':
    '두 층의 go_backwards가 모두 {0}입니다. 읽는 방향이 서로 달라야 합니다.',
  'has layer with {0} {1} and backward_layer with {2} {3}; both must be equal.':
    'layer의 {0:은} {1}인데 backward_layer의 {2:은} {3}입니다. 서로 같아야 합니다.',
  'has return_state with layer "{0}" and backward_layer "{1}", whose states differ in number; take the same layer twice.':
    'return_state를 쓰는데 layer “{0:”과} backward_layer “{1}”의 상태 개수가 다릅니다. 같은 층을 쓰세요.',
  'gets {0} of the states with which it can begin, but has {1}: those of its layer, then those of its backward layer; join all or none.':
    '초기 상태를 {0}개 받지만 모두 {1}개가 필요합니다(layer의 상태 다음에 backward_layer의 상태). 모두 연결하거나 하나도 연결하지 마세요.',
  'two outputs': '출력 두 개',
  'Puts its inputs side by side: [steps, 3] and [steps, 5] become [steps, 8].':
    '입력을 나란히 이어 붙입니다. [steps, 3]과 [steps, 5]는 [steps, 8]이 됩니다.',
  'has axis 0, which is the batch; 1 is the first axis of a sample.':
    'axis가 0이면 배치 축입니다. 샘플의 첫 축은 1입니다.',
  'has axis {0}, but gets {1}.': 'axis가 {0}인데, 입력은 {1}입니다.',
  'gets {0} and {1}, which cannot be joined along axis {2};':
    '입력 {0:과} {1:은} 축 {2:을} 따라 이어 붙일 수 없습니다.',
  'all other sizes must be equal.': '나머지 크기가 모두 같아야 합니다.',
  'axis {0}': '축 {0}',
  'Looks for short patterns, kernel_size steps long, at every place of the sequence.':
    '시퀀스의 모든 위치에서 길이가 kernel_size 스텝인 짧은 패턴을 찾습니다.',
  'has strides {0} and dilation_rate {1}; one of the two must be 1.':
    'strides가 {0}, dilation_rate가 {1}입니다. 둘 중 하나는 1이어야 합니다.',
  'kernel_size {0} with dilation_rate {1}': 'dilation_rate {1}에서 kernel_size {0}',
  'has {0}, which reaches over {1}, but only {2}.': '{0:은} {1}에 걸치는데 입력은 {2}뿐입니다.',
  'A kernel_size of {0} or less fits, or padding "same".':
    'kernel_size를 {0} 이하로 하거나 padding을 “same”으로 하세요.',
  '{0} filter': '필터 {0}개',
  '{0} filters': '필터 {0}개',
  'dilation {0}': '딜레이션 {0}',
  'Weighs all its inputs for each of its units. One unit at the end gives the answer.':
    '유닛마다 모든 입력을 가중합니다. 마지막에 유닛 하나를 두면 그 값이 답이 됩니다.',
  'Give the Input a fixed length, or put a global pooling in place of the Flatten.':
    'Input의 길이를 고정하거나, Flatten 대신 전역 풀링을 쓰세요.',
  'Sets a share of the values to zero while training, other ones each time; does nothing when the model answers.':
    '학습할 때 값의 일부를 매번 다르게 골라 0으로 만듭니다. 추론할 때는 아무 일도 하지 않습니다.',
  'rate {0}': '비율 {0}',
  'Gives each word number a vector of output_dim numbers, learned with the rest.':
    '단어 번호마다 크기가 output_dim인 벡터를 배정하고, 모델의 나머지와 함께 학습합니다.',
  'wants word numbers [length], but gets {0}.': '단어 번호 [length]를 받는데 {0:이} 들어옵니다.',
  'Lays a sequence out as one long row: [steps, features] becomes [steps × features].':
    '시퀀스를 한 줄로 펼칩니다. [steps, features]가 [steps × features]가 됩니다.',
  'Keeps each feature’s mean over the whole sequence; the order is forgotten.':
    '특성마다 시퀀스 전체의 평균을 남깁니다. 순서는 사라집니다.',
  'Keeps each feature’s largest value in the whole sequence; where it stood is forgotten.':
    '특성마다 시퀀스 전체에서 가장 큰 값을 남깁니다. 그 값의 위치는 사라집니다.',
  'Attention with several heads of which groups share their keys and values: fewer weights than MultiHeadAttention.':
    '여러 헤드가 그룹별로 키와 값을 공유하는 어텐션입니다. MultiHeadAttention보다 가중치가 적습니다.',
  'has num_query_heads {0} and num_key_value_heads {1}; the first must be a multiple of the second.':
    'num_query_heads가 {0}이고 num_key_value_heads가 {1}입니다. 앞의 값이 뒤의 값의 배수여야 합니다.',
  '{0}/{1} heads × {2}': '헤드 {0}/{1}개 × {2}',
  'Reads the sequence in order and keeps a memory; two gates decide what to keep and what to forget.':
    '시퀀스를 순서대로 읽으며 상태를 유지합니다. 게이트 두 개가 무엇을 기억하고 잊을지 정합니다.',
  'Where samples come in. The shape is without the batch: [length] for words, [steps, features] for measurements.':
    '샘플이 들어오는 곳입니다. shape에는 배치 축을 넣지 않습니다. 단어는 [length], 측정값은 [steps, features]입니다.',
  'Reads the sequence in order with a memory cell beside its state; for what must be kept for long.':
    '상태와 별도의 메모리 셀을 두고 시퀀스를 순서대로 읽습니다. 오래 기억해야 할 때 씁니다.',
  'Marks the steps in which every feature is mask_value as padding, which the layers after it leave out.':
    '모든 특성이 mask_value인 스텝을 패딩으로 표시합니다. 뒤따르는 층은 그 스텝을 빼고 계산합니다.',
  'without {0}': '{0} 제외',
  'Keeps the largest of every pool_size neighbours: a shorter sequence.':
    '이웃한 pool_size개마다 가장 큰 값을 남겨 시퀀스를 줄입니다.',
  'Keeps the largest of its inputs, value by value.': '입력 가운데 가장 큰 값을 값마다 남깁니다.',
  'Keeps the smallest of its inputs, value by value.': '입력 가운데 가장 작은 값을 값마다 남깁니다.',
  'Each step looks at the steps of a sequence that matter to it, with several heads at once; the core of a Transformer.':
    '스텝마다 시퀀스에서 중요한 스텝에 주목하며, 여러 헤드가 동시에 봅니다. Transformer의 핵심입니다.',
  '1 head × {0}': '헤드 1개 × {0}',
  '{0} heads × {1}': '헤드 {0}개 × {1}',
  'Multiplies its inputs, value by value: a gate multiplies by values between 0 and 1.':
    '입력을 값마다 곱합니다. 게이트는 0과 1 사이의 값을 곱합니다.',
  'Reads the sequence in order with the plainest memory; it forgets what lies far back.':
    '가장 단순한 상태로 시퀀스를 순서대로 읽습니다. 멀리 있는 과거는 잊습니다.',
  'Subtracts its second input from its first, value by value.': '첫째 입력에서 둘째 입력을 값마다 뺍니다.',
};
