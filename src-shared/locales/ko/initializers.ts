// Korean sentences about initializers.

/** Initializers. */
export const initializerTexts: Readonly<Record<string, string>> = {
  '{0} has {1} "{2}", which fills matrices only, but its {3} is {4}.':
    '{0}의 {1} “{2:”은} 행렬만 채울 수 있지만 {3}의 형상은 {4}입니다.',
  '{0} has {1} "{2}", which needs two dimensions or more, but its {3} is {4}.':
    '{0}의 {1} “{2}”에는 2차원 이상이 필요하지만 {3}의 형상은 {4}입니다.',
  '{0} has {1} "{2}" with value {3}, but a variance is at least 0.':
    '{0}의 {1} “{2}” 값이 {3}입니다. 분산은 0 이상이어야 합니다.',
  '{0} has {1} "{2}", which draws numbers below 0 too, but a variance is at least 0; use "ones".':
    '{0}의 {1} “{2:”은} 0보다 작은 수도 뽑지만 분산은 0 이상이어야 합니다. “ones”를 쓰세요.',
  '{0} has {1} "{2}", which compares several rows or columns, but its {3} is {4}, with one.':
    '{0}의 {1} “{2:”은} 행이나 열 여러 개를 서로 비교하지만 {3}의 형상이 {4:이라} 하나뿐입니다.',
};
