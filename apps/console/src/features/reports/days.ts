export const dayChoices = [7, 30, 90] as const;
export const defaultDays = 30;

/** What of the page is in its address. */
export interface DaysSearch {
  readonly days?: (typeof dayChoices)[number];
}

export function readDays(search: Record<string, unknown>): DaysSearch {
  const days = dayChoices.find((choice) => choice === Number(search['days']));
  return days === undefined || days === defaultDays ? {} : { days };
}

/** Every day of a time, those without a message too. */
export function everyDay(from: string, to: string): string[] {
  const dayMs = 86_400_000;
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const count = Math.floor((last - first) / dayMs) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, index) =>
    new Date(first + index * dayMs).toISOString().slice(0, 10),
  );
}
