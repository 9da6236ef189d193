import { DisownLink } from '@subjectline/contracts';
import type { Act } from '../link';
import { disowned } from '../views/not-me';

/** "This was not me": identity ends the challenge, and whoever waits for its proof hears of it. */
export const disown: Act = async (bus, { token, language }) => {
  const { quiet_until } = await bus.ask(DisownLink, { token });
  return { content: disowned(language, quiet_until) };
};
