import { common } from './common';
import { home } from './home';
import { inbox } from './inbox';
import { messageWords } from './message-words';
import { messages } from './messages';
import { providers } from './providers';
import { requests } from './requests';
import { shell } from './shell';

/** The words of the console. The other languages have the same shape. */
export const en = { ...common, ...messageWords, shell, home, messages, providers, inbox, requests };

export type Words = typeof en;
