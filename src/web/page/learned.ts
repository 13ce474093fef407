const KEY = 'fake-stata-learned';

/** Which lessons have been answered in this browser. What makes no sense there counts as nothing. */
export function learned(): ReadonlySet<number> {
  const words = (localStorage.getItem(KEY) ?? '').split(' ');
  return new Set(words.map(Number).filter((number) => Number.isInteger(number) && number > 0));
}

/** The same and one more, from now on. */
export function learnedToo(number: number): ReadonlySet<number> {
  const numbers = new Set([...learned(), number]);
  localStorage.setItem(KEY, [...numbers].join(' '));
  return numbers;
}

/** None, from now on. */
export function forgetLearned(): ReadonlySet<number> {
  localStorage.removeItem(KEY);
  return new Set();
}
