import { choices } from './choices';
import { common } from './common';
import { home } from './home';
import { inbox } from './inbox';
import { messageWords } from './message-words';
import { messages } from './messages';
import { people } from './people';
import { providers } from './providers';
import { reports } from './reports';
import { requests } from './requests';
import { settings } from './settings';
import { shell } from './shell';
import { preview, wording } from './wording';

/** The words of the console. The other languages have the same shape. */
export const en = {
  ...common,
  ...messageWords,
  shell,
  home,
  messages,
  providers,
  inbox,
  requests,
  people,
  wording,
  preview,
  choices,
  reports,
  settings,
};

export type Words = typeof en;
