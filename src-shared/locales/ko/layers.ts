// Korean for the layers' own sentences. Written by `npm run layers`.

/** The layers' own sentences. */
export const layerTexts: Readonly<Record<string, string>> = {
  'Applies a function to every value.': '모든 값에 함수를 적용합니다.',
  'Means of output_size windows that together cover the sequence, however long it is.':
    '시퀀스 길이와 관계없이 전체를 output_size개의 구간으로 나누어 구간마다 평균을 냅니다.',
  '{0} window': '구간 {0}개',
  '{0} windows': '구간 {0}개',
  'Adds its inputs, value by value: a skip connection adds what came before.':
    '입력을 값마다 더합니다. 스킵 연결은 앞의 출력을 다시 더합니다.',
  'Each step of the query takes from the steps of the value what fits it, by the tanh of query plus key (Bahdanau).':
    '쿼리의 스텝마다 쿼리와 키를 더한 값의 tanh에 따라 값의 스텝에서 알맞은 것을 가져옵니다(Bahdanau).',
  'Dropout for selu layers: it keeps mean and deviation. While training only.':
    'selu 층을 위한 드롭아웃입니다. 평균과 표준편차를 유지하며 학습할 때만 동작합니다.',
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
  'has layer with units {0} and backward_layer with units {1}; both must be equal, as Keras takes the second for as large as the first.':
    'layer의 units는 {0}인데 backward_layer의 units는 {1}입니다. Keras는 두 번째 층의 크기가 첫 번째와 같다고 보므로 서로 같아야 합니다.',
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
  'has {0} in {1} groups; the filters must divide into equal groups.':
    '{0:을} 그룹 {1}개로 똑같이 나눌 수 없습니다. 필터 수가 groups의 배수여야 합니다.',
  'has {0} groups, but gets {1}, whose {2} do not divide into them.':
    'groups가 {0}인데 입력 {1}의 {2:을} 똑같이 나눌 수 없습니다.',
  '{0} filter': '필터 {0}개',
  '{0} filters': '필터 {0}개',
  'Writes a short pattern for every step, strides apart: a longer sequence, as in decoders.':
    '스텝마다 strides 간격으로 짧은 패턴을 써서 시퀀스를 늘립니다. 디코더에 씁니다.',
  'has output_padding {0} and strides {1}; output_padding must be smaller.':
    'output_padding이 {0}, strides가 {1}입니다. output_padding이 더 작아야 합니다.',
  'has output_padding 0, kernel_size {0} and padding "same", which leaves less than {1} for each step; leave output_padding out.':
    'output_padding이 0, kernel_size가 {0}, padding이 “same”이면 스텝마다 {1:이} 나오지 않습니다. output_padding을 지우세요.',
  'Cuts steps off the start and the end of the sequence.': '시퀀스의 앞과 뒤에서 스텝을 잘라냅니다.',
  'cuts {0} off, but only {1}.': '{0:을} 잘라내려는데 {1}.',
  'A cropping of {0} or less in all fits.': 'cropping을 모두 합해 {0} 이하로 하세요.',
  'without {0} at the start, {1} at the end': '앞 {0}, 뒤 {1} 제외',
  'Weighs all its inputs for each of its units. One unit at the end gives the answer.':
    '유닛마다 모든 입력을 가중합니다. 마지막에 유닛 하나를 두면 그 값이 답이 됩니다.',
  'Give the Input a fixed length, or put a global pooling in place of the Flatten.':
    'Input의 길이를 고정하거나, Flatten 대신 전역 풀링을 쓰세요.',
  'Looks for short patterns in each feature by itself, with depth_multiplier filters for each.':
    '특성마다 따로, 특성당 depth_multiplier개의 필터로 짧은 패턴을 찾습니다.',
  '{0} each × {1}': '특성당 {0}개 × {1}',
  'Multiplies two inputs and sums along an axis of each: how alike they are.':
    '두 입력을 곱해 각자의 축을 따라 더합니다. 둘이 얼마나 비슷한지 나타냅니다.',
  'gets {0} and {1}, whose axes {2} and {3} cannot be multiplied;':
    '입력 {0:과} {1}의 축 {2:과} 축 {3:을} 곱할 수 없습니다.',
  'both must have one known size.': '두 축의 크기가 같은 수로 정해져 있어야 합니다.',
  'axes {0} and {1}': '축 {0:과} {1}',
  normalized: '정규화',
  'Sets a share of the values to zero while training, other ones each time; does nothing when the model answers.':
    '학습할 때 값의 일부를 매번 다르게 골라 0으로 만듭니다. 추론할 때는 아무 일도 하지 않습니다.',
  'rate {0}': '비율 {0}',
  'Lets positive values pass and bends negative ones towards -alpha.':
    '양수는 그대로 통과시키고 음수는 -alpha로 수렴하게 합니다.',
  'alpha {0}': '알파 {0}',
  'Gives each word number a vector of output_dim numbers, learned with the rest.':
    '단어 번호마다 크기가 output_dim인 벡터를 배정하고, 모델의 나머지와 함께 학습합니다.',
  'wants word numbers [length], but gets {0}.': '단어 번호 [length]를 받는데 {0:이} 들어옵니다.',
  'Lays a sequence out as one long row: [steps, features] becomes [steps × features].':
    '시퀀스를 한 줄로 펼칩니다. [steps, features]가 [steps × features]가 됩니다.',
  'Multiplies every value with normal noise around 1 while training; does nothing when the model answers.':
    '학습할 때 모든 값에 평균이 1인 정규분포 노이즈를 곱합니다. 추론할 때는 아무 일도 하지 않습니다.',
  'Adds normal noise to every value while training; does nothing when the model answers.':
    '학습할 때 모든 값에 정규분포 노이즈를 더합니다. 추론할 때는 아무 일도 하지 않습니다.',
  'deviation {0}': '표준편차 {0}',
  'Keeps each feature’s mean over the whole sequence; the order is forgotten.':
    '특성마다 시퀀스 전체의 평균을 남깁니다. 순서는 사라집니다.',
  'Keeps each feature’s largest value in the whole sequence; where it stood is forgotten.':
    '특성마다 시퀀스 전체에서 가장 큰 값을 남깁니다. 그 값의 위치는 사라집니다.',
  'Divides the features into groups and scales each by its mean and deviation over all steps of the sample.':
    '특성을 그룹으로 나누고, 샘플의 모든 스텝에서 구한 그룹별 평균과 표준편차로 정규화합니다.',
  'divides axis {0} of {1}, which has {2}, into {3} groups.':
    '{1}의 축 {0}에는 {2} 있어 그룹 {3}개로 나눌 수 없습니다.',
  '{0} value': '값이 {0}개',
  '{0} values': '값이 {0}개',
  'Groups of {0} fit.': 'groups는 {0} 중 하나여야 합니다.',
  '{0} group': '그룹 {0}개',
  '{0} groups': '그룹 {0}개',
  'Attention with several heads of which groups share their keys and values: fewer weights than MultiHeadAttention.':
    '여러 헤드가 그룹별로 키와 값을 공유하는 어텐션입니다. MultiHeadAttention보다 가중치가 적습니다.',
  'has num_query_heads {0} and num_key_value_heads {1}; the first must be a multiple of the second.':
    'num_query_heads가 {0}이고 num_key_value_heads가 {1}입니다. 앞의 값이 뒤의 값의 배수여야 합니다.',
  '{0}/{1} heads × {2}': '헤드 {0}/{1}개 × {2}',
  'Reads the sequence in order and keeps a memory; two gates decide what to keep and what to forget.':
    '시퀀스를 순서대로 읽으며 상태를 유지합니다. 게이트 두 개가 무엇을 기억하고 잊을지 정합니다.',
  'Passes its input on: a place to join edges at, or a name for an output.':
    '입력을 그대로 넘깁니다. 연결을 한곳에 모으거나 출력에 이름을 붙일 때 씁니다.',
  'Where samples come in. The shape is without the batch: [length] for words, [steps, features] for measurements.':
    '샘플이 들어오는 곳입니다. shape에는 배치 축을 넣지 않습니다. 단어는 [length], 측정값은 [steps, features]입니다.',
  'Scales each step by the mean and deviation of its own features, in training and when the model answers.':
    '스텝마다 자기 특성의 평균과 표준편차로 정규화합니다. 학습할 때와 추론할 때가 같습니다.',
  'Lets positive values pass and multiplies negative ones with negative_slope.':
    '양수는 그대로 통과시키고 음수에는 negative_slope를 곱합니다.',
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
  'Subtracts the mean of each feature and divides by its deviation; without given numbers, those of the training samples.':
    '특성마다 평균을 빼고 표준편차로 나눕니다. 값을 주지 않으면 학습 샘플에서 구합니다.',
  'has {0}, but no {1}; give both or none.': '{0:은} 있는데 {1:이} 없습니다. 둘 다 쓰거나 둘 다 쓰지 마세요.',
  'has mean and variance of different shapes; both must be equal.':
    'mean과 variance의 모양이 다릅니다. 서로 같아야 합니다.',
  'has variance {0}; a variance is at least 0.': 'variance가 {0}입니다. 분산은 0 이상이어야 합니다.',
  'has a mean with {0} axes, more than the {1} in axis.': 'mean의 축이 {0}개로, axis의 {1}개보다 많습니다.',
  'has a mean of {0}, but gets {1}.': 'mean의 모양이 {0}인데, 입력은 {1}입니다.',
  'Give one number, or {0} of them.': '수 하나, 또는 {0} 모양의 수를 쓰세요.',
  'all axes': '모든 축',
  inverted: '역변환',
  'Puts the axes in another order: with dims [2, 1], [steps, features] become [features, steps].':
    '축의 순서를 바꿉니다. dims가 [2, 1]이면 [steps, features]가 [features, steps]가 됩니다.',
  'has dims {0}, but gets {1}, which has {2}.': 'dims가 {0}인데 입력 {1}에는 {2} 있습니다.',
  '{0} axis': '축이 {0}개',
  '{0} axes': '축이 {0}개',
  'Name each axis from 1 to {0} once.': '1부터 {0}까지의 축을 한 번씩 쓰세요.',
  'Gives a learned vector for each place in the sequence, to be added to it: attention alone knows no order.':
    '시퀀스의 위치마다 학습한 벡터를 만들어 시퀀스에 더할 수 있게 합니다. 어텐션만으로는 순서를 알 수 없습니다.',
  'has sequence_length {0}, but gets {1} steps;': 'sequence_length가 {0}인데 {1}스텝이 들어옵니다.',
  'a sequence_length of {0} or more fits.': 'sequence_length를 {0} 이상으로 하세요.',
  '{0} places': '위치 {0}개',
  'Lets positive values pass and multiplies negative ones with slopes that it learns.':
    '양수는 그대로 통과시키고 음수에는 학습한 기울기를 곱합니다.',
  'shares axis {0}, but gets {1}.': '축 {0:을} 공유하는데, 입력은 {1}입니다.',
  'has a slope for each value, but gets {0}, whose length is open.':
    '값마다 기울기가 있어야 하는데 입력 {0}의 길이가 정해져 있지 않습니다.',
  'Set shared_axes to [1], or give the Input a fixed length.': 'shared_axes를 [1]로 하거나, Input의 길이를 고정하세요.',
  'shared along {0}': '축 {0} 공유',
  'Lets values above the threshold pass, up to max_value, and sets or shrinks the others to zero.':
    '임곗값보다 큰 값은 max_value까지 통과시키고, 나머지는 0으로 만들거나 줄입니다.',
  'up to {0}': '{0}까지',
  'slope {0}': '기울기 {0}',
  'from {0}': '{0}부터',
  'Makes a sequence of n equal steps from one row: what a decoder reads.':
    '벡터 하나를 n번 반복해 시퀀스로 만듭니다. 디코더의 입력으로 씁니다.',
  'wants one row, [features], but gets {0}.': '입력은 벡터 [features]여야 하는데 {0:이} 들어옵니다.',
  'Put a Flatten, a pooling over all steps or a GRU without return_sequences before it.':
    '앞에 Flatten이나 전역 풀링, 또는 return_sequences가 false인 GRU를 두세요.',
  'Multiplies every value with scale and adds offset.': '모든 값에 scale을 곱하고 offset을 더합니다.',
  'has {0} numbers in {1}, but gets {2}.': '{1}에 수가 {0}개인데, 입력은 {2}입니다.',
  'Give one number.': '수 하나를 쓰세요.',
  'Give one number, or a list of {0}.': '수 하나, 또는 수 {0}개의 목록을 쓰세요.',
  'Gives the values of a sample another shape, in the same order.': '샘플의 값을 같은 순서로 다른 형태에 담습니다.',
  'gets {0}, whose length is open, and has target_shape {1}, which does not fit every length.':
    '입력 {0:은} 길이가 정해져 있지 않아 target_shape {1}에 항상 맞지는 않습니다.',
  'Put -1 in place of a size, or give the Input a fixed length.': '크기 하나를 -1로 하거나, Input의 길이를 고정하세요.',
  'gets {0}, which are {1}, and has target_shape {2}, which takes {3}.':
    '입력 {0}에는 {1} 있는데 target_shape {2}에는 {3} 필요합니다.',
  'a multiple of {0}': '값이 {0}의 배수만큼',
  'Give the other sizes a product that divides {0}.': '나머지 크기의 곱이 {0}의 약수가 되게 하세요.',
  'Give the sizes a product of {0}, or put -1 in place of one.': '크기의 곱이 {0:이} 되게 하거나, 하나를 -1로 하세요.',
  'has target_shape {0}; only one size can be -1.': 'target_shape가 {0}입니다. -1은 하나만 쓸 수 있습니다.',
  'Scales each step by the root mean square of its own features, without taking their mean away.':
    '스텝마다 자기 특성의 제곱평균제곱근(RMS)으로 나눕니다. 평균은 빼지 않습니다.',
  'has axis {0}, but gets {1}, whose last axes only can be scaled.':
    'axis가 {0}인데 입력은 {1}입니다. 마지막 축들만 스케일할 수 있습니다.',
  'Axis -1 fits, or [-2, -1].': 'axis를 -1이나 [-2, -1]로 하세요.',
  'Looks for patterns in each feature by itself and then mixes the features: a Conv1D with few weights.':
    '특성마다 따로 패턴을 찾은 뒤 특성을 섞습니다. 가중치가 적은 Conv1D입니다.',
  'Reads the sequence in order with the plainest memory; it forgets what lies far back.':
    '가장 단순한 상태로 시퀀스를 순서대로 읽습니다. 멀리 있는 과거는 잊습니다.',
  'Gives a fixed vector of waves for each place in the sequence, to be added to it: attention alone knows no order.':
    '시퀀스의 위치마다 사인·코사인으로 된 고정 벡터를 만들어 시퀀스에 더할 수 있게 합니다. 어텐션만으로는 순서를 알 수 없습니다.',
  'waves up to {0}': '최대 파장 {0}',
  'Makes the values along an axis positive with the sum 1: shares or probabilities.':
    '축을 따라 값을 합이 1인 양수로 바꿉니다. 비율이나 확률로 씁니다.',
  'cannot take the mask of a sequence, as in Keras; use Activation "softmax", which passes the mask on.':
    'Keras에서처럼 시퀀스의 마스크를 받을 수 없습니다. 마스크를 전달하는 Activation “softmax”를 쓰세요.',
  'Sets whole features to zero while training, over all steps at once; does nothing when the model answers.':
    '학습할 때 특성 전체를 모든 스텝에서 한꺼번에 0으로 만듭니다. 추론할 때는 아무 일도 하지 않습니다.',
  'Subtracts its second input from its first, value by value.': '첫째 입력에서 둘째 입력을 값마다 뺍니다.',
  'Applies one layer to each step of the sequence by itself, with the same weights.':
    '층 하나를 같은 가중치로 시퀀스의 스텝마다 따로 적용합니다.',
  'has layer "{0}", which does not take one input; only layers with one input fit.':
    'layer “{0:”은} 입력 하나를 받는 층이 아닙니다. 입력이 하나인 층만 쓸 수 있습니다.',
  'wants steps of at least one size, such as [steps, features], but gets {0}.':
    '입력은 [steps, features]처럼 스텝마다 크기가 하나 이상이어야 하는데 {0:이} 들어옵니다.',
  'applies {0} to each step by itself: {1}': '{0:을} 스텝마다 따로 적용합니다. {1}',
  'has layer "{0}" with several outputs; a layer with one output fits.':
    'layer “{0:”은} 출력이 여러 개입니다. 출력이 하나인 층을 쓰세요.',
  'Scales the features of each step so that the sum of their squares is 1.':
    '스텝마다 특성의 제곱합이 1이 되도록 크기를 맞춥니다.',
  'Repeats every step size times: a longer sequence.': '모든 스텝을 size번씩 반복해 시퀀스를 늘립니다.',
  'Puts steps of zeros before and after the sequence.': '시퀀스의 앞과 뒤에 0으로 된 스텝을 붙입니다.',
  '{0} before, {1} after': '앞 {0}, 뒤 {1}',
};
