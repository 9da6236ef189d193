import { SettingsError } from '@subjectline/bus';
import { AppError, type ApplicationSettings } from '@subjectline/contracts';
import type { ConfigEnv } from '../env';
import { readEnvironmentSettings } from './environment-settings';
import { ResolvedSettings } from './setting-defaults';

/** Each begins when the one before is over; one that is off ends the row. */
const names = ['reminder_hours', 'second_reminder_hours', 'close_hours'] as const;

type Days = Pick<ConfigEnv, 'SUBJECTLINE_UNVERIFIED_REQUEST_DAYS' | 'SUBJECTLINE_VERIFICATION_DAYS'>;

/** Why a stranger who has not verified would never hear of the last step: their address is deleted by then. Null if they do. */
export function problemInPeriods(settings: ResolvedSettings, days: Days): string | null {
  const hours = names.map((name) => settings.get(`verification.${name}`));
  const end = hours.findIndex((value) => typeof value !== 'number');
  const used = names.slice(0, end === -1 ? names.length : end);
  const sum = used.reduce((total, _name, at) => total + Number(hours[at]), 0);
  const kept = Math.max(days.SUBJECTLINE_UNVERIFIED_REQUEST_DAYS, days.SUBJECTLINE_VERIFICATION_DAYS);
  if (sum < kept * 24) return null;
  return (
    `${used.join(' + ')} is ${sum} hours; the address of a stranger who has not verified is deleted after ${kept * 24}: ` +
    'shorten them, or raise SUBJECTLINE_UNVERIFIED_REQUEST_DAYS'
  );
}

export function requireFittingPeriods(settings: ResolvedSettings, days: Days): void {
  const message = problemInPeriods(settings, days);
  if (message !== null) throw new AppError('invalid', {}, [{ path: ['verification'], rule: 'max', message }]);
}

/** Those that the environment sets for every organization. */
export function requireFittingEnvironment(env: ConfigEnv): void {
  const settings = new ResolvedSettings({}, readEnvironmentSettings(env.SUBJECTLINE_SETTINGS));
  const problem = problemInPeriods(settings, env);
  if (problem !== null)
    throw new SettingsError(`SUBJECTLINE_SETTINGS cannot be used: verification: ${problem}`);
}

/** Whether a change concerns them: others are not held up by what was stored before this was checked. */
export function namesPeriods({ verification }: ApplicationSettings): boolean {
  return names.some((name) => verification?.[name] !== undefined);
}
