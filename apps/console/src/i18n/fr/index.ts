import type { Words } from '../en';
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

export const fr = {
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
} satisfies Words;
