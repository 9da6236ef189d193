import type { Words } from '../en';
import { common } from './common';
import { home } from './home';
import { messageWords } from './message-words';
import { messages } from './messages';
import { requests } from './requests';
import { shell } from './shell';

export const es = { ...common, ...messageWords, shell, home, messages, requests } satisfies Words;
