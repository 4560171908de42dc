// Korean for what the readers of names, arguments and values say.

/** Names, arguments and values. */
export const readingTexts: Readonly<Record<string, string>> = {
  // Names.
  'Did you mean "{0}"?': '“{0:”을} 쓰려던 것인가요?',
  'Did you mean {0}?': '{0:을} 쓰려던 것인가요?',
  'There is {0}.': '사용할 수 있는 이름은 {0}입니다.',
  'There are {0}.': '사용할 수 있는 이름은 {0}입니다.',
  '{0} or {1}': '{0} 또는 {1}',
  '{0} and {1}': '{0:과} {1}',
  '{1} {0}': '{1}: {0}',
  // Arguments; the name of their owner stands before, with a colon.
  'has {0} {1}, which Strata cannot do; only {2} works.':
    '{0} 값 {1:은} Strata가 지원하지 않습니다. {2}만 쓸 수 있습니다.',
  'It has {0}.': '쓸 수 있는 인수는 {0}입니다.',
  'has no argument "{0}".': '“{0:”이라}는 인수가 없습니다.',
  'lacks {0}; it must be {1}.': '{0} 값이 없습니다. {1:이어야} 합니다.',
  'has {0} {1}; it must be {2}.': '{0} 값이 {1}입니다. {2:이어야} 합니다.',
  'has {0} {1}, which Strata does not know.': '{0} 값 {1:은} Strata가 모르는 값입니다.',
  '{0} has the key "{1}"; it must be {2}.': '{0}에 키 “{1:”이} 있습니다. 키는 {2:이어야} 합니다.',
  // What a value must be.
  'a number': '수',
  'The document is not what it should be.': '문서의 형식이 올바르지 않습니다.',
  'a whole number': '정수',
  text: '텍스트',
  'true or false': 'true 또는 false',
  'a list': '목록',
  'an object': '객체',
  'a schedule': '스케줄',
  'text that is not empty': '비어 있지 않은 텍스트',
  'text of at most {0} characters': '{0}자 이하의 텍스트',
  'a list of at least {0}': '항목이 {0}개 이상인 목록',
  'a list of at most {0}': '항목이 {0}개 이하인 목록',
  'at least {0}': '{0} 이상',
  'above {0}': '{0}보다 큰 값',
  'at most {0}': '{0} 이하',
  'below {0}': '{0}보다 작은 값',
  'one of {0}': '{0} 중 하나',
  'the number of a label, such as "0"': '“0”과 같은 레이블 번호',
  'another value': '다른 값',
  'another value ({0})': '다른 값({0})',
  'The document': '문서',
  '{0} is missing; it must be {1}.': '{0} 값이 없습니다. {1:이어야} 합니다.',
  '{0} is {1}; it must be {2}.': '{0} 값이 {1}입니다. {2:이어야} 합니다.',
  '{0} is {1}, which Strata does not know.': '{0} 값 {1:은} Strata가 모르는 값입니다.',
  // Losses, optimizers, metrics, callbacks.
  'No loss is called "{0}".': '“{0:”이라}는 손실 함수가 없습니다.',
  'No optimizer is called "{0}".': '“{0:”이라}는 옵티마이저가 없습니다.',
  'No metric is called "{0}".': '“{0:”이라}는 지표가 없습니다.',
  'No callback is called "{0}".': '“{0:”이라}는 콜백이 없습니다.',
  'There are the losses {0}.': '사용할 수 있는 손실 함수는 {0}입니다.',
  'There are the optimizers {0}.': '사용할 수 있는 옵티마이저는 {0}입니다.',
  'There are the metrics {0}.': '사용할 수 있는 지표는 {0}입니다.',
  'There are the callbacks {0}.': '사용할 수 있는 콜백은 {0}입니다.',
  'has {0}; only one of them can be set.': '{0:은} 동시에 설정할 수 없습니다. 하나만 남기세요.',
  'The metric\'s name "{0}" does not say what it measures; let it end in {1}.':
    '지표 이름 “{0}”만으로는 무엇을 재는지 알 수 없습니다. 이름이 {1:으로} 끝나게 하세요.',
  '{0} takes an Embedding\'s gradient summed only; set embedding_gradient to "summed".':
    '{0:은} Embedding의 기울기를 합한 것만 받습니다. embedding_gradient를 “summed”로 하세요.',
  // Learning-rate schedules; the optimizer's name comes before them.
  'has warmup_steps without a warmup_target to warm up to.':
    'warmup_steps만 있고 워밍업이 끝날 때의 학습률 warmup_target이 없습니다.',
  'has {0} values for {1} boundaries; there must be one value more than boundaries.':
    'boundaries가 {1}개인데 values가 {0}개입니다. values는 boundaries보다 하나 많아야 합니다.',
  'has boundaries that do not rise from one to the next.': 'boundaries가 점점 커지지 않습니다.',
  'ReduceLROnPlateau cannot reduce a learning rate that {0} decides; use one of the two.':
    '{0:이} 정하는 학습률은 ReduceLROnPlateau로 줄일 수 없습니다. 둘 중 하나만 쓰세요.',
  'The metric "{0}" is asked for twice; once is enough.': '지표 “{0:”이} 두 번 들어 있습니다. 한 번이면 됩니다.',
};
