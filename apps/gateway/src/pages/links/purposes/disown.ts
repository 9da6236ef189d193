import { DisownLink, TakeBackDisowning } from '@subjectline/contracts';
import type { Act } from '../link';
import { disowned, takenBack } from '../views/not-me';

/** "This was not me": identity ends the challenge and tells the service that waits for it. */
const disown: Act = async (bus, link) => {
  const { token, language } = link;
  const done = await bus.ask(DisownLink, { token });
  return { content: disowned(language, link, done) };
};

/** "I did ask for this": what was stopped goes on. A button, so that no mail scanner presses it. */
const take_back: Act = async (bus, { token, language }) => {
  const { good_until } = await bus.ask(TakeBackDisowning, { token });
  return { content: takenBack(language, good_until) };
};

/** The two that belong together. */
export const disowning = { disown, take_back };
