// Korean sentences about a run that fails, and about its checkpoint.

/** A run that fails, and its checkpoint. */
export const trainingRunTexts: Readonly<Record<string, string>> = {
  'not a number (NaN)': '숫자가 아닌 값(NaN)',
  infinite: '무한대',
  'The loss became {0} in epoch {1}, step {2}.': '에포크 {1}, 스텝 {2}에서 손실이 {0:이} 되었습니다.',
  '{0} became {1} in epoch {2}.': '에포크 {2}에서 {0:이} {1:이} 되었습니다.',
  'A smaller learning rate, or clipnorm in the optimizer, usually helps; check the data for extreme values too.':
    '대개 학습률을 낮추거나 옵티마이저에 clipnorm을 쓰면 해결됩니다. 데이터에 극단적인 값이 없는지도 확인하세요.',
  'Check the validation rows for extreme values; a smaller learning rate, or clipnorm in the optimizer, helps where training diverges.':
    '검증 행에 극단적인 값이 없는지 확인하세요. 학습이 발산한다면 학습률을 낮추거나 옵티마이저에 clipnorm을 쓰면 도움이 됩니다.',
  'Column "{0}" has values as large as {1}, which cannot be trained on.':
    '열 “{0}”에 {1}만큼 큰 값이 있어 학습할 수 없습니다.',
  'Such a number often stands for a missing value: leave its cells empty in the file and import it again, or leave the column out.':
    '이런 수는 결측값을 나타내는 경우가 많습니다. 파일에서 해당 칸을 비우고 다시 가져오거나, 이 열을 빼세요.',
};
