import type { Words } from '../i18n/en';

/** Days until a date, in words; negative ones are over. */
export function dueText(daysLeft: number, words: Words['requests']['due']): string {
  if (daysLeft === 0) return words.today;
  return daysLeft > 0 ? words.left(daysLeft) : words.over(-daysLeft);
}
