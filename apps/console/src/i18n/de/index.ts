import type { Words } from '../en';
import { common } from './common';
import { home } from './home';
import { inbox } from './inbox';
import { messageWords } from './message-words';
import { messages } from './messages';
import { providers } from './providers';
import { requests } from './requests';
import { shell } from './shell';

export const de = {
  ...common,
  ...messageWords,
  shell,
  home,
  messages,
  providers,
  inbox,
  requests,
} satisfies Words;
