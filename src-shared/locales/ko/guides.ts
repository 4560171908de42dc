// Korean of the guided experiments: what they ask, and what their results say.

/** Texts of src-shared/guides. */
export const guideTexts: Readonly<Record<string, string>> = {
  // What verdicts share.
  '{0} %': '{0}%',
  '{0} run': '실행 {0}개',
  '{0} runs': '실행 {0}개',
  'A model here was trained only once: another seed may turn a small difference around.':
    '한 번만 학습한 모델이 있습니다. 작은 차이는 시드가 바뀌면 뒤집힐 수 있습니다.',
  'Repeating the last value, which learns nothing, is off by {0}.':
    '아무것도 배우지 않고 마지막 값을 그대로 답하면 오차가 {0}입니다.',
  'Every run of "{0}" loses to the last value, by {1} % on average.':
    '“{0}”의 모든 실행이 마지막 값보다 나쁘며, 평균 {1}% 차이입니다.',
  'Every run of "{0}" beats the last value, by {1} % on average.':
    '“{0}”의 모든 실행이 마지막 값보다 좋으며, 평균 {1}% 차이입니다.',
  '{0} of {1} of "{2}" beat the last value.': '“{2}”의 {1} 중 {0}개가 마지막 값보다 좋습니다.',

  // Guide 1.
  'Film reviews with Conv1D, and the missing sigmoid': 'Conv1D로 영화 리뷰 분류하기, 그리고 빠뜨린 시그모이드',
  'Is a review good or bad? Two convolutions find the telling groups of words. Then the last activation is left out, and it still seems to work.':
    '리뷰가 긍정인지 부정인지 분류합니다. 합성곱 두 개가 결정적인 표현을 찾습니다. 그런 다음 마지막 활성화 함수를 빼 봅니다. 그래도 겉보기에는 학습이 됩니다.',
  'A review becomes 500 word numbers, an Embedding gives each word a vector, and two Conv1D layers look for telling groups of seven words. A Dense layer with a sigmoid says how likely the review is good.':
    '리뷰 하나는 단어 번호 500개가 되고, Embedding이 단어마다 벡터를 주며, Conv1D 층 두 개가 단어 일곱 개짜리 결정적인 표현을 찾습니다. 시그모이드가 있는 Dense 층이 긍정일 확률을 출력합니다.',
  'The second model lacks the sigmoid. Its output is any number, and binary_crossentropy expects a probability. Nothing fails: the model trains, and the figures look like figures. The third model lacks it too, and its loss is told so with from_logits.':
    '두 번째 모델에는 시그모이드가 없습니다. 출력은 임의의 수인데 binary_crossentropy는 확률을 기대합니다. 오류는 나지 않습니다. 학습은 진행되고 수치도 그럴듯합니다. 세 번째 모델에도 시그모이드가 없지만, from_logits로 손실 함수에 그 사실을 알립니다.',
  'With the sigmoid, about seven of eight held-out reviews are judged right after two epochs. Without it there are runs that judge nearly as many right, and runs that learn nothing at all. Look at the validation loss, which is higher in all of them.':
    '시그모이드가 있으면 두 에포크 뒤에 검증 리뷰 여덟 개 중 일곱 개쯤을 맞힙니다. 시그모이드가 없으면 거의 그만큼 맞히는 실행도 있고 아무것도 배우지 못하는 실행도 있습니다. 검증 손실을 살펴보세요. 모든 실행에서 더 큽니다.',
  'Film reviews: good or bad': '영화 리뷰: 긍정 또는 부정',
  'Cross-entropy on held-out reviews': '검증 리뷰의 크로스 엔트로피',
  'Held-out reviews judged right': '검증 정확도',
  'Conv1D with sigmoid': '시그모이드가 있는 Conv1D',
  'The output is a probability, as the loss expects.': '출력이 손실 함수가 기대하는 확률입니다.',
  'Conv1D without sigmoid': '시그모이드가 없는 Conv1D',
  'The output is any number, and the loss takes it for a probability.':
    '출력이 임의의 수인데, 손실 함수는 이를 확률로 여깁니다.',
  'Conv1D without sigmoid, from_logits': '시그모이드 없이 from_logits를 쓴 Conv1D',
  'The output is any number, and the loss knows: it applies the sigmoid itself.':
    '출력이 임의의 수이고, 손실 함수가 이를 알고 직접 시그모이드를 적용합니다.',
  'Where in a review the telling words stand hardly matters. In a series it matters when something happened: there the same convolutions fail.':
    '결정적인 단어가 리뷰의 어디에 있는지는 거의 상관없습니다. 시계열에서는 언제 일어났는지가 중요하므로 같은 합성곱이 통하지 않습니다.',
  'With the sigmoid, the cross-entropy on the held-out reviews is {0} and {1} of them are judged right, on average over {2}.':
    '시그모이드가 있으면 {2} 평균으로 검증 리뷰의 크로스 엔트로피는 {0}이고, 리뷰의 {1:을} 맞힙니다.',
  'Without the sigmoid it is higher in every run, from {0} to {1}: the loss takes the raw number for a probability and clips it to between 0 and 1.':
    '시그모이드가 없으면 모든 실행에서 더 커서 {0}에서 {1} 사이입니다. 손실 함수가 출력된 수를 확률로 여겨 0과 1 사이로 자르기 때문입니다.',
  'Without the sigmoid it is {0}, {1} % more: the loss takes the raw number for a probability and clips it to between 0 and 1.':
    '시그모이드가 없으면 {0:으로}, {1}% 큽니다. 손실 함수가 출력된 수를 확률로 여겨 0과 1 사이로 자르기 때문입니다.',
  'Without the sigmoid it is {0}, even less: these runs do not show that the sigmoid is missed.':
    '시그모이드가 없으면 {0:으로} 오히려 더 작습니다. 이 실행들로는 시그모이드가 필요하다고 말할 수 없습니다.',
  'Without the sigmoid it is {0}: no difference beyond the spread over seeds, so these runs do not show that the sigmoid is missed.':
    '시그모이드가 없으면 {0}입니다. 차이가 시드에 따른 산포를 넘지 않으므로, 이 실행들로는 시그모이드가 필요하다고 말할 수 없습니다.',
  '{0} of {1} without it learned nothing, and gave every review the same answer.':
    '시그모이드가 없는 {1} 중 {0}개는 아무것도 배우지 못하고 모든 리뷰에 같은 답을 냈습니다.',
  'What did learn judges {0} right, nearly as many as with the sigmoid: the accuracy does not tell that the outputs are no probabilities.':
    '학습이 된 실행은 리뷰의 {0:을} 맞혀 시그모이드가 있을 때와 거의 같습니다. 정확도만 보면 출력이 확률이 아니라는 사실이 드러나지 않습니다.',
  'What did learn judges {0} right, {1} percentage points less than with the sigmoid.':
    '학습이 된 실행은 리뷰의 {0:을} 맞히며, 시그모이드가 있을 때보다 {1}%p 낮습니다.',
  "Its accuracy is only {0}, as Keras's accuracy counts a raw number from 0.5 up as a yes, where 0 is the even chance.":
    '이 모델의 정확도는 {0}에 그칩니다. Keras의 정확도는 출력된 수가 0.5를 넘으면 긍정으로 세는데, 로짓에서 반반인 지점은 0이기 때문입니다.',
  'With from_logits the loss applies the sigmoid itself: {0}, no difference to the first model beyond the spread over seeds.':
    'from_logits를 쓰면 손실 함수가 직접 시그모이드를 적용합니다. 결과는 {0}이며, 첫 번째 모델과의 차이는 시드에 따른 산포를 넘지 않습니다.',
  'With from_logits the loss applies the sigmoid itself: {0}, more than the first model.':
    'from_logits를 쓰면 손실 함수가 직접 시그모이드를 적용합니다. 결과는 {0:으로} 첫 번째 모델보다 큽니다.',
  'With from_logits the loss applies the sigmoid itself: {0}, less than the first model.':
    'from_logits를 쓰면 손실 함수가 직접 시그모이드를 적용합니다. 결과는 {0:으로} 첫 번째 모델보다 작습니다.',

  // Guide 2.
  'A convnet that loses to the last value': '마지막 값에도 지는 합성곱 신경망',
  'How warm is it in 24 hours? The convolutions that read reviews well do worse here than repeating the last temperature.':
    '24시간 뒤의 기온을 예측합니다. 리뷰를 잘 읽던 합성곱이 여기서는 마지막 기온을 그대로 답하는 것보다도 못합니다.',
  'Five days of hourly weather at an airport, and the temperature 24 hours later is to be predicted. Before any model counts, there is a baseline that learns nothing: tomorrow is as warm as it is now.':
    '공항에서 한 시간 간격으로 잰 닷새 치 날씨로 24시간 뒤의 기온을 예측합니다. 모델을 평가하기 전에 아무것도 배우지 않는 기준선부터 있습니다. 내일도 지금과 같은 기온이라고 답하는 것입니다.',
  'The first model is the one of the reviews: convolutions, then a global pooling. The second has Flatten in its place, so that the last layer knows at which hour each feature was seen.':
    '첫 번째 모델은 리뷰에 쓴 것과 같이 합성곱 뒤에 전역 풀링이 옵니다. 두 번째 모델은 전역 풀링 대신 Flatten을 써서, 마지막 층이 각 특징이 몇 시에 나타났는지 압니다.',
  "The first model's error is far above the dotted line of the baseline, from the first epoch to the last. Keeping the hours helps, and does not yet suffice.":
    '첫 번째 모델의 오차는 첫 에포크부터 마지막 에포크까지 기준선의 점선보다 훨씬 위에 있습니다. 시각을 남겨 두면 나아지지만 아직 충분하지 않습니다.',
  'Temperature in 24 hours': '24시간 뒤의 기온',
  'Conv1D with global pooling': '전역 풀링을 쓰는 Conv1D',
  'Two convolutions; of each filter the strongest match counts, whenever it was.':
    '합성곱 두 개. 필터마다 언제였는지와 상관없이 가장 강한 반응만 남깁니다.',
  'Conv1D with Flatten': 'Flatten을 쓰는 Conv1D',
  'The same convolutions; the last layer weighs every hour on its own.':
    '같은 합성곱. 마지막 층이 시각마다 가중치를 따로 둡니다.',
  'A GRU reads the hours in order and keeps what it needs, but reads every one of them. Convolutions can shorten the series for it.':
    'GRU는 시간을 순서대로 읽으며 필요한 것을 기억하지만, 모든 시각을 하나하나 읽어야 합니다. 합성곱으로 시계열을 짧게 줄여 줄 수 있습니다.',
  'The convnet with global pooling is off by {0} on average over {1}.':
    '전역 풀링을 쓰는 합성곱 신경망의 오차는 {1} 평균으로 {0}입니다.',
  'Global pooling keeps the strongest match of each filter and forgets when it was, while tomorrow depends on the latest hours most.':
    '전역 풀링은 필터마다 가장 강한 반응만 남기고 그것이 언제였는지 잊지만, 내일의 날씨는 최근 시각에 가장 크게 좌우됩니다.',
  'So these runs do not show that a convnet with global pooling loses to the baseline.':
    '따라서 이 실행들로는 전역 풀링을 쓰는 합성곱 신경망이 기준선에 진다고 말할 수 없습니다.',
  'The same convolutions with Flatten, which keeps the hour of every feature, are off by {0}, {1} % less: what the pooling throws away is needed.':
    '특징마다 시각을 남겨 두는 Flatten을 쓰면 같은 합성곱의 오차가 {0}, {1}% 작습니다. 풀링이 버리는 정보가 필요하다는 뜻입니다.',
  'The same convolutions with Flatten, which keeps the hour of every feature, are off by {0}, {1} % more: in these runs the pooling is not what costs the accuracy.':
    '특징마다 시각을 남겨 두는 Flatten을 쓰면 같은 합성곱의 오차가 {0}, {1}% 큽니다. 이 실행들에서 오차의 원인은 풀링이 아닙니다.',
  'The same convolutions with Flatten, which keeps the hour of every feature, are off by {0}: no difference to the pooling beyond the spread over seeds.':
    '특징마다 시각을 남겨 두는 Flatten을 쓰면 같은 합성곱의 오차가 {0}입니다. 풀링과의 차이는 시드에 따른 산포를 넘지 않습니다.',

  // Guide 3.
  'Conv1D in front of a GRU: as good, for half the cost': 'GRU 앞의 Conv1D: 절반의 비용으로 같은 성능',
  'A GRU reads every hour in order, which is slow. A convolution with strides makes the series three times shorter for it.':
    'GRU는 모든 시각을 순서대로 읽어서 느립니다. 스트라이드가 있는 합성곱이 시계열을 3분의 1로 줄여 줍니다.',
  'Five days of hourly weather, and the air pressure 24 hours later is to be predicted: for it the order of the hours matters, as highs and lows pass by.':
    '한 시간 간격의 닷새 치 날씨로 24시간 뒤의 기압을 예측합니다. 고기압과 저기압이 차례로 지나가므로 기압에서는 시간의 순서가 중요합니다.',
  "Four models are trained: convolutions with global pooling, a GRU, the tutorial's two convolutions in front of a GRU with dropout, and a single convolution of six hours with a stride of three in front of a GRU. The last hands the GRU 39 steps in the place of 120.":
    '모델 네 개를 학습합니다. 전역 풀링을 쓰는 합성곱, GRU, 드롭아웃을 쓰는 GRU 앞에 합성곱 두 개를 둔 튜토리얼의 모델, 그리고 GRU 앞에 여섯 시간을 세 시간 간격으로 보는 합성곱 하나를 둔 모델입니다. 마지막 모델에서 GRU는 120스텝이 아니라 39스텝을 읽습니다.',
  'The convnet stays above the baseline, the GRU is below it, and the convolution with strides does as well as the GRU. Look at the time of a training step: it should be about half.':
    '합성곱 신경망의 오차는 기준선보다 크고, GRU는 기준선보다 작으며, 스트라이드가 있는 합성곱을 둔 모델은 GRU만큼 좋습니다. 학습 스텝 하나에 걸리는 시간을 보세요. 절반쯤이어야 합니다.',
  'Air pressure in 24 hours': '24시간 뒤의 기압',
  'Conv1D + GRU, as in the tutorial': 'Conv1D + GRU, 튜토리얼의 형태',
  'Two convolutions and a pooling shorten the series; the GRU has dropout, also between its steps.':
    '합성곱 두 개와 풀링이 시계열을 줄이고, GRU는 스텝 사이에도 드롭아웃을 씁니다.',
  GRU: 'GRU',
  'Reads all 120 hours, one after the other.': '120시간을 하나씩 모두 읽습니다.',
  'Conv1D with strides + GRU': '스트라이드 Conv1D + GRU',
  'One convolution of six hours, every third one; the GRU reads 39 steps, without dropout.':
    '여섯 시간을 세 시간 간격으로 보는 합성곱 하나. GRU는 드롭아웃 없이 39스텝을 읽습니다.',
  'A GRU must wait for each step before the next. Dilated convolutions see as far back without waiting.':
    'GRU는 한 스텝이 끝나야 다음 스텝을 계산합니다. 팽창 합성곱은 기다리지 않고도 먼 과거를 봅니다.',
  'Conv1D with strides in front of a GRU is off by {0}, the GRU alone by {1}: {2} % less.':
    'GRU 앞에 스트라이드 Conv1D를 둔 모델의 오차는 {0}, GRU만 쓴 모델의 오차는 {1:으로}, {2}% 작습니다.',
  'Conv1D with strides in front of a GRU is off by {0}, the GRU alone by {1}: no difference beyond the spread over seeds.':
    'GRU 앞에 스트라이드 Conv1D를 둔 모델의 오차는 {0}, GRU만 쓴 모델의 오차는 {1:으로}, 차이가 시드에 따른 산포를 넘지 않습니다.',
  'Conv1D with strides in front of a GRU is off by {0}, the GRU alone by {1}: {2} % more.':
    'GRU 앞에 스트라이드 Conv1D를 둔 모델의 오차는 {0}, GRU만 쓴 모델의 오차는 {1:으로}, {2}% 큽니다.',
  "A training step of it takes {0} of the GRU's time: the GRU reads 39 steps in the place of 120.":
    '학습 스텝 하나에 걸리는 시간은 GRU만 쓸 때의 {0}배입니다. GRU가 120스텝이 아니라 39스텝을 읽기 때문입니다.',
  "A training step of it takes {0} of the GRU's time, more than the expected half.":
    '학습 스텝 하나에 걸리는 시간은 GRU만 쓸 때의 {0}배로, 예상한 절반보다 깁니다.',
  "A training step of it takes {0} of the GRU's time: nothing is saved.":
    '학습 스텝 하나에 걸리는 시간은 GRU만 쓸 때의 {0}배로, 줄어든 것이 없습니다.',
  "The tutorial's form, with two convolutions, pooling and dropout, is off by {0}: more, on a series as short as this.":
    '합성곱 두 개와 풀링, 드롭아웃을 쓰는 튜토리얼의 형태는 오차가 {0}입니다. 이렇게 짧은 시계열에서는 더 큽니다.',
  "The tutorial's form, with two convolutions, pooling and dropout, is off by {0}: no difference beyond the spread over seeds.":
    '합성곱 두 개와 풀링, 드롭아웃을 쓰는 튜토리얼의 형태는 오차가 {0}입니다. 차이가 시드에 따른 산포를 넘지 않습니다.',
  "The tutorial's form, with two convolutions, pooling and dropout, is off by {0}: less still.":
    '합성곱 두 개와 풀링, 드롭아웃을 쓰는 튜토리얼의 형태는 오차가 {0:으로} 더 작습니다.',
  'So these runs do not show that convolutions in front of a GRU do as well for about half the cost.':
    '따라서 이 실행들로는 GRU 앞에 합성곱을 두면 절반쯤의 비용으로 같은 성능을 낸다고 말할 수 없습니다.',

  // Guide 4.
  'Dilated convolutions: far back with few weights': '팽창 합성곱: 적은 가중치로 먼 과거까지',
  'Six small convolutions see seven hours. With holes between the rows they read, which double from layer to layer, they see 64.':
    '작은 합성곱 여섯 개는 일곱 시간을 봅니다. 읽는 행 사이의 간격을 층마다 두 배로 벌리면 64시간을 봅니다.',
  'A causal convolution of two rows sees one hour back, and six of them in a row see six. With dilation the second reads every second row, the third every fourth, and so on: the last hour sees 64 hours, with exactly as many weights. This is the idea of WaveNet.':
    '두 행을 읽는 인과 합성곱은 한 시간 전을 보고, 여섯 개를 이으면 여섯 시간 전까지 봅니다. 팽창을 주면 두 번째 층은 두 행마다, 세 번째 층은 네 행마다 하나씩 읽는 식으로, 마지막 시각에서 64시간을 봅니다. 가중치 수는 똑같습니다. WaveNet의 아이디어입니다.',
  'The same six layers are trained without and with dilation on the temperature 12 hours ahead, beside a GRU. From noon to midnight it is the course of the day that counts, and how it went yesterday is further back than seven hours.':
    '같은 층 여섯 개를 팽창 없이, 그리고 팽창을 주어 12시간 뒤의 기온으로 학습하고 GRU와 비교합니다. 낮에서 밤으로 갈 때는 하루의 흐름이 중요한데, 어제 어떻게 흘러갔는지는 일곱 시간보다 먼 과거에 있습니다.',
  "The weights are the same and only the view differs, so what lies between the two errors is what the hours further back tell. The last value is a poor answer here: half a day later is another time of day. Look at the receptive field on the model's page: 7 hours, then 64.":
    '가중치 수는 같고 보는 범위만 다르므로, 두 오차의 차이는 더 먼 과거가 알려 주는 만큼입니다. 반나절 뒤는 하루 중 다른 때이므로 마지막 값은 여기서 좋은 답이 아닙니다. 모델 화면에서 수용 영역을 보세요. 7시간에서 64시간으로 늘어납니다.',
  'Temperature in 12 hours': '12시간 뒤의 기온',
  'Six convolutions': '합성곱 여섯 개',
  'Causal, two rows each: the last hour sees 7 hours.': '두 행씩 읽는 인과 합성곱. 마지막 시각에서 7시간을 봅니다.',
  'Six dilated convolutions': '팽창 합성곱 여섯 개',
  'The same with dilation 1, 2, 4, 8, 16, 32: the last hour sees 64 hours.':
    '같은 층에 팽창 1, 2, 4, 8, 16, 32를 준 것. 마지막 시각에서 64시간을 봅니다.',
  'All of these models know in which order the hours came. What is that order worth?':
    '지금까지의 모델은 모두 시간의 순서를 압니다. 그 순서는 얼마나 중요할까요?',
  'On average over {0} the six dilated convolutions are off by {1}, the same six without dilation by {2}: {3} % less, with the same number of weights.':
    '{0} 평균으로 팽창 합성곱 여섯 개의 오차는 {1}, 팽창이 없는 같은 여섯 개의 오차는 {2:으로}, 같은 수의 가중치로 {3}% 작습니다.',
  'On average over {0} the six dilated convolutions are off by {1}, the same six without dilation by {2}: no difference beyond the spread over seeds, so these runs do not show that seeing further helps.':
    '{0} 평균으로 팽창 합성곱 여섯 개의 오차는 {1}, 팽창이 없는 같은 여섯 개의 오차는 {2}입니다. 차이가 시드에 따른 산포를 넘지 않으므로, 이 실행들로는 더 멀리 보는 것이 도움이 된다고 말할 수 없습니다.',
  'On average over {0} the six dilated convolutions are off by {1}, the same six without dilation by {2}: {3} % more, so these runs do not show that seeing further helps.':
    '{0} 평균으로 팽창 합성곱 여섯 개의 오차는 {1}, 팽창이 없는 같은 여섯 개의 오차는 {2:으로}, {3}% 큽니다. 이 실행들로는 더 멀리 보는 것이 도움이 된다고 말할 수 없습니다.',
  'A GRU, which reads all 120 hours, is off by {0}, {1} % less than the dilated convolutions.':
    '120시간을 모두 읽는 GRU의 오차는 {0:으로}, 팽창 합성곱보다 {1}% 작습니다.',
  'A GRU, which reads all 120 hours, is off by {0}: no difference to the dilated convolutions beyond the spread over seeds.':
    '120시간을 모두 읽는 GRU의 오차는 {0}입니다. 팽창 합성곱과의 차이는 시드에 따른 산포를 넘지 않습니다.',
  'A GRU, which reads all 120 hours, is off by {0}, {1} % more than the dilated convolutions.':
    '120시간을 모두 읽는 GRU의 오차는 {0:으로}, 팽창 합성곱보다 {1}% 큽니다.',
  "A step of the dilated convolutions takes {0} of the GRU's time on this machine.":
    '이 컴퓨터에서 팽창 합성곱의 학습 스텝은 GRU의 {0}배의 시간이 걸립니다.',
  "A step of the dilated convolutions takes {0} times the GRU's time on this machine: that nothing waits pays where many cores or a graphics card work at once.":
    '이 컴퓨터에서 팽창 합성곱의 학습 스텝은 GRU의 {0}배의 시간이 걸립니다. 앞 스텝을 기다리지 않는다는 장점은 많은 코어나 그래픽 카드가 함께 계산할 때 드러납니다.',

  // Guide 5.
  'Order matters, and where it does not': '순서가 중요한 곳과 그렇지 않은 곳',
  'The same GRU reads five days of weather forwards and backwards; another model cannot tell orders apart. Then the same question for reviews.':
    '같은 GRU가 닷새 치 날씨를 앞에서부터, 그리고 뒤에서부터 읽습니다. 또 다른 모델은 순서를 구별하지 못합니다. 리뷰에도 같은 질문을 던져 봅니다.',
  'A GRU with go_backwards reads the hours from the latest to the earliest: the same data, the same weights, another order. The third model sees every hour on its own and averages what it found, so that any shuffling of the hours gives the same answer.':
    'go_backwards를 쓰는 GRU는 가장 최근 시각부터 거꾸로 읽습니다. 데이터와 가중치 수는 같고 순서만 다릅니다. 세 번째 모델은 시각을 하나씩 따로 보고 평균을 내므로, 시간을 아무리 섞어도 답이 같습니다.',
  'Of the reviews, the first model averages the vectors of the words, and shuffled words give the same answer; the second one looks at groups of seven words in their order.':
    '리뷰에서 첫 번째 모델은 단어 벡터의 평균을 내므로 단어를 섞어도 답이 같고, 두 번째 모델은 단어 일곱 개씩을 순서대로 봅니다.',
  'In the weather the loss of the order costs most of what was learned, backwards as well as without any order. In the reviews the average of the words does nearly as well as the groups.':
    '날씨에서는 순서를 잃으면 배운 것을 거의 다 잃습니다. 거꾸로 읽을 때도, 순서가 아예 없을 때도 그렇습니다. 리뷰에서는 단어의 평균만으로도 단어 묶음을 볼 때와 거의 비슷합니다.',
  'GRU, forwards': 'GRU, 순서대로',
  'From the earliest hour to the latest.': '가장 이른 시각부터 최근 시각까지 읽습니다.',
  'GRU, backwards': 'GRU, 거꾸로',
  'From the latest hour to the earliest.': '최근 시각부터 가장 이른 시각까지 읽습니다.',
  'Hours without order': '순서 없는 시각들',
  'Each hour on its own, then the average: shuffled hours give the same answer.':
    '시각을 하나씩 따로 본 뒤 평균을 냅니다. 시간을 섞어도 답이 같습니다.',
  'Words without order': '순서 없는 단어들',
  "The average of the words' vectors: shuffled words give the same answer.":
    '단어 벡터의 평균을 냅니다. 단어를 섞어도 답이 같습니다.',
  'Groups of seven words': '단어 일곱 개씩',
  'The two convolutions of guide 1.': '실습 1의 합성곱 두 개입니다.',
  'On average over {0} a GRU that reads the hours in their order is off by {1}.':
    '{0} 평균으로 시간을 순서대로 읽는 GRU의 오차는 {1}입니다.',
  'The same GRU that reads them backwards is off by {0}, {1} % more: it has the latest hour first and must carry it through all others.':
    '거꾸로 읽는 같은 GRU의 오차는 {0:으로} {1}% 큽니다. 가장 최근 시각을 맨 먼저 읽고 나머지를 다 읽을 때까지 기억해야 하기 때문입니다.',
  'The same GRU that reads them backwards is off by {0}: no difference beyond the spread over seeds.':
    '거꾸로 읽는 같은 GRU의 오차는 {0:으로}, 차이가 시드에 따른 산포를 넘지 않습니다.',
  'The same GRU that reads them backwards is off by {0}, {1} % less.':
    '거꾸로 읽는 같은 GRU의 오차는 {0:으로} {1}% 작습니다.',
  'The model to which all orders are the same is off by {0}, {1} % more.':
    '순서를 구별하지 못하는 모델의 오차는 {0:으로} {1}% 큽니다.',
  'The model to which all orders are the same is off by {0}: no difference beyond the spread over seeds.':
    '순서를 구별하지 못하는 모델의 오차는 {0:으로}, 차이가 시드에 따른 산포를 넘지 않습니다.',
  'The model to which all orders are the same is off by {0}, {1} % less.':
    '순서를 구별하지 못하는 모델의 오차는 {0:으로} {1}% 작습니다.',
  'Of the reviews, a model that only averages words judges {0} right, one that reads groups of seven words {1}: without the order it is {2} percentage points less.':
    '단어의 평균만 내는 모델은 리뷰의 {0:을}, 단어를 일곱 개씩 읽는 모델은 {1:을} 맞힙니다. 순서가 없으면 {2}%p 낮습니다.',
  'Of the reviews, a model that only averages words judges {0} right, one that reads groups of seven words {1}: no difference beyond the spread over seeds.':
    '단어의 평균만 내는 모델은 리뷰의 {0:을}, 단어를 일곱 개씩 읽는 모델은 {1:을} 맞힙니다. 차이가 시드에 따른 산포를 넘지 않습니다.',
  'Of the reviews, a model that only averages words judges {0} right, one that reads groups of seven words {1}: without the order it is {2} percentage points more.':
    '단어의 평균만 내는 모델은 리뷰의 {0:을}, 단어를 일곱 개씩 읽는 모델은 {1:을} 맞힙니다. 순서가 없으면 오히려 {2}%p 높습니다.',
  'So the order of the hours is worth much, and that of the words little: which words a review has says nearly all.':
    '따라서 시간의 순서는 매우 중요하고 단어의 순서는 별로 중요하지 않습니다. 리뷰에 어떤 단어가 있는지가 거의 모든 것을 말해 줍니다.',
  'So the order of the hours is worth much, and that of the words too.':
    '따라서 시간의 순서도, 단어의 순서도 중요합니다.',
  'So these runs do not show that the order of the hours is worth much; that of the words is worth little.':
    '따라서 이 실행들로는 시간의 순서가 중요하다고 말할 수 없으며, 단어의 순서는 별로 중요하지 않습니다.',
  'So these runs do not show that the order of the hours is worth more than that of the words.':
    '따라서 이 실행들로는 시간의 순서가 단어의 순서보다 중요하다고 말할 수 없습니다.',
};
