/** Rounded to whole percents; null of nothing. */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 100);
}

/** Such as `4 s` or `2 min`. */
export function durationText(ms: number | null, language: string): string {
  if (ms === null) return '–';
  if (ms < 1_000) return '< 1 s';
  const [value, unit] =
    ms < 60_000
      ? ([ms / 1_000, 'second'] as const)
      : ms < 3_600_000
        ? ([ms / 60_000, 'minute'] as const)
        : ([ms / 3_600_000, 'hour'] as const);
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 0,
  });
  return format.format(value).replace('sec', 's').replace('hr', 'h');
}
