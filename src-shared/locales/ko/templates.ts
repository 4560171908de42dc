// Korean titles and lessons of the templates. A run or a saved copy keeps the name that is in the file.

/** Names and descriptions of the templates. */
export const templateTexts: Readonly<Record<string, string>> = {
  'Weather · Conv1D': '날씨 · Conv1D',
  'Weather · GRU': '날씨 · GRU',
  'Weather · Conv1D + GRU': '날씨 · Conv1D + GRU',
  'Weather · Conv1D + GRU with skip': '날씨 · Conv1D + GRU, 스킵 연결',
  'Weather · dilated convolutions': '날씨 · 팽창 합성곱',
  'Weather · TCN': '날씨 · TCN',
  'Weather · Transformer encoder': '날씨 · Transformer 인코더',
  'Weather · the next 24 hours': '날씨 · 다음 24시간',
  'Weather · hours and days': '날씨 · 최근 24시간과 지난 열흘',
  'IMDB · Conv1D': 'IMDB · Conv1D',
  'IMDB · bidirectional LSTM': 'IMDB · 양방향 LSTM',
  'Jena · Conv1D': '예나 · Conv1D',
  'Jena · GRU': '예나 · GRU',
  'Jena · Conv1D + GRU': '예나 · Conv1D + GRU',
  'Is a film review good or bad? Two convolutions look for telling groups of seven words; where in the review they stand hardly matters, so a convolution is fast and good enough.':
    '영화 리뷰가 긍정인지 부정인지 분류합니다. 합성곱 두 개가 단어 일곱 개짜리 결정적인 표현을 찾습니다. 그 표현이 리뷰의 어디에 있는지는 거의 상관없으므로, 빠른 합성곱만으로도 충분합니다.',
  'Twice the resolution, a row every half hour: convolutions shorten 480 steps to 154, and a GRU with dropout reads those in order. Long series become affordable this way.':
    '30분마다 한 행씩, 해상도를 두 배로 높입니다. 합성곱이 480스텝을 154스텝으로 줄이고, 드롭아웃을 쓰는 GRU가 이를 순서대로 읽습니다. 긴 시계열도 이렇게 하면 적은 비용으로 다룰 수 있습니다.',
  'Temperature in Jena a day ahead, from ten days of weather, hour by hour. Three convolutions and a global pooling treat every hour alike, though the latest ones tell most.':
    '한 시간 간격의 열흘 치 날씨로 예나의 하루 뒤 기온을 예측합니다. 최근 시각의 정보가 가장 중요한데도, 합성곱 세 층과 전역 풀링은 모든 시각을 똑같이 다룹니다.',
  'The same ten days read in order by a GRU. It beats the convolutions, and overfits soon: watch the validation loss part from the training loss.':
    '같은 열흘 치 날씨를 GRU가 순서대로 읽습니다. 합성곱보다 낫지만 금방 과적합됩니다. 검증 손실이 학습 손실에서 벌어지는 모습을 확인해 보세요.',
  'Convolutions make the five days shorter, a GRU reads what is left in order. For this temperature a GRU on every hour does better at about the same cost.':
    '합성곱이 닷새 치 입력을 짧게 줄이고, GRU가 나머지를 순서대로 읽습니다. 이 기온 예측에서는 매시간을 읽는 GRU가 비슷한 계산 비용으로 더 정확합니다.',
  'How warm will it be a day from now, after five days of hourly weather? A convolution with global pooling sees patterns but forgets when they were, and does worse than repeating the last temperature.':
    '닷새 동안의 시간별 날씨로 하루 뒤의 기온을 예측합니다. 전역 풀링을 쓰는 합성곱은 패턴은 찾지만 그 패턴이 언제 나타났는지는 잊어버려, 마지막 기온을 그대로 답하는 것보다도 오차가 큽니다.',
  'The same question to a GRU, which reads the hours in order and weighs the latest ones most. Order is what the convolution lacked: it comes close to the last value’s error.':
    '같은 문제를, 시간 순서대로 읽고 최근 시각에 가장 큰 비중을 두는 GRU로 풉니다. 합성곱에 없던 것이 바로 순서입니다. 마지막 값을 답할 때의 오차에 가까워집니다.',
  'Six causal convolutions, each reaching twice as far back as the one before: the last hour sees 64 hours, with few weights and without a loop. The idea of WaveNet.':
    '인과 합성곱 여섯 개가 층마다 두 배 먼 과거를 봅니다. 적은 가중치로, 반복 계산 없이 마지막 시각에서 64시간을 봅니다. WaveNet의 아이디어입니다.',
  'A temporal convolutional network: blocks of two dilated causal convolutions, each with a skip connection around it. What a block has nothing to add to passes by, so a deep stack learns as well as a shallow one.':
    '시간 합성곱 신경망(TCN)입니다. 팽창 인과 합성곱 두 개로 된 블록마다 스킵 연결이 있습니다. 블록이 더할 것이 없으면 입력이 그대로 지나가므로, 층을 깊게 쌓아도 얕을 때만큼 잘 학습합니다.',
  'A convolution and a GRU read all five days; the last six hours also go straight to the answer, around both. What the shortened sequence has lost is given back.':
    '합성곱과 GRU가 닷새 전체를 읽고, 마지막 여섯 시간은 둘을 거치지 않고 출력으로 바로 갑니다. 시퀀스를 줄이면서 잃은 정보를 되돌려 줍니다.',
  'Reviews read from both ends by an LSTM, the first 200 words at most. Padding is masked: the LSTM stands still on it, so a short review is not drowned in zeros.':
    'LSTM이 리뷰의 첫 200단어를 양쪽 끝에서 읽습니다. 패딩은 마스킹되어 LSTM의 상태가 바뀌지 않으므로, 짧은 리뷰가 0에 묻히지 않습니다.',
  'Attention lets every hour look at every other one, whatever lies between them; a position embedding says which hour is which. One block of a Transformer.':
    '어텐션은 아무리 떨어져 있어도 모든 시각이 서로를 보게 합니다. 위치 임베딩은 각 시각이 몇 번째인지 알려 줍니다. Transformer 블록 하나입니다.',
  'Not one temperature but the whole next day: an encoder reads five days, a decoder starts from its state and answers hour by hour, and attention lets each of those hours look back.':
    '기온 하나가 아니라 다음 하루 전체를 예측합니다. 인코더가 닷새를 읽고, 디코더는 그 상태에서 시작해 시간마다 답합니다. 어텐션으로 각 시각이 과거를 돌아봅니다.',
  "Two inputs and two outputs: the last 24 hours, hour by hour, and the same hour of the last ten days each have a GRU of their own; from both come tomorrow's temperature and tomorrow's air pressure, each with a loss of its own.":
    '입력 두 개와 출력 두 개입니다. 최근 24시간(한 시간 간격)과 지난 열흘의 같은 시각을 각각의 GRU가 읽고, 둘을 합쳐 내일의 기온과 기압을 예측합니다. 출력마다 손실이 따로 있습니다.',
};
