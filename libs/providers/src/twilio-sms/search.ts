import type { SearchAnswer, SoughtMessage } from '../provider';

/** Messages to one number that are looked at: more than anyone gets within the time. */
export const maxFound = 100;

/** What trial accounts put in front. */
const trialSentence = /^Sent from your Twilio trial account - /;

/** Clocks differ. */
const marginMs = 60_000;

/** Of Twilio's description of a message. */
interface Listed {
  readonly sid: string;
  readonly body: string;
  readonly dateCreated: Date;
}

/** Whether a message is among the newest to its number. */
export function searchIn(
  listed: readonly Listed[],
  { isItsText, from, until }: Pick<SoughtMessage, 'isItsText' | 'from' | 'until'>,
): SearchAnswer {
  const [firstMs, lastMs] = [from.getTime() - marginMs, until.getTime() + marginMs];
  const times = listed.map(({ dateCreated }) => dateCreated.getTime());
  const ofThatTime = listed.filter((_one, index) => isWithin(times[index], firstMs, lastMs));
  if (!isItsText && ofThatTime.length > 0) return { state: 'unclear' };
  const found = ofThatTime.find(({ body }) => isItsText?.(body.replace(trialSentence, '')));
  if (found) return { state: 'found', providerMessageId: found.sid };
  const isCut = listed.length >= maxFound && times.every((time) => !(time < firstMs));
  // a time that cannot be read may be that time
  return { state: isCut || times.some(Number.isNaN) ? 'unclear' : 'absent' };
}

function isWithin(time: number | undefined, firstMs: number, lastMs: number): boolean {
  return time !== undefined && time >= firstMs && time <= lastMs;
}
